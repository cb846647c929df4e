#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Said already? While an idea is written, one that says nearly the same is named; what is written can
be added to it, undone, and nothing is in the way of who writes on."""
import contextlib
import pathlib
import sqlite3
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import lint  # noqa: E402

TITLE = "Trinkbrunnen am Nordmarkt"


def bodies(path):
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=5)) as base:
        return [row[0] for row in base.execute("SELECT body FROM idea WHERE title=?", (TITLE,))]


def wait_for(what, check, timeout=10):
    end = time.monotonic() + timeout * desks.patience()
    while not check():
        if time.monotonic() > end:
            raise AssertionError("waited in vain: " + what)
        time.sleep(0.1)


def test_named(desk, path):
    desk.press("Eine Idee ohne Ort schreiben", "push button")
    desk.find("Titel", "text")
    desk.type("Etwas ganz Neues")
    time.sleep(1)
    assert desk.look("Gibt es das schon?", "label") is None
    desk.key("ctrl+a")
    desk.type("Trinkbrunnen am Nordmark")
    desk.find("Gibt es das schon?", "label")
    desk.find("„%s“" % TITLE, "label")
    faults = lint.faults(desk, "card")
    assert not faults, "\n".join(faults)


def test_added(desk, path):
    before = bodies(path)
    assert len(before) == 1
    desk.press("Dazu ergänzen", "push button")
    wait_for("the longer text", lambda: bodies(path) == [before[0] + "\nTrinkbrunnen am Nordmark"])
    desk.find("100 Ideen")
    desk.press(desk.find("Rückgängig", "push button", active=True))
    wait_for("the text before", lambda: bodies(path) == before)


TESTS = [test_named, test_added]


def main():
    lacks = desks.missing()
    if lacks:
        print("1..0 # SKIP not installed: " + ", ".join(lacks))
        return 0
    failed = False
    with desks.Desk(args=["--sample"]) as desk:
        desk.find("100 Ideen", timeout=20)
        path = next((desk.home / "data/nordwaerts/workshops").glob("*.gpkg"))
        print("1..%d" % len(TESTS))
        for number, test in enumerate(TESTS, 1):
            try:
                test(desk, path)
                print("ok %d - %s" % (number, test.__name__), flush=True)
            except Exception as error:  # noqa: BLE001
                failed = True
                print("not ok %d - %s\n# %r" % (number, test.__name__, error), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
