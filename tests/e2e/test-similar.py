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
import driver  # noqa: E402
from driver import wait_for  # noqa: E402
import lint  # noqa: E402

TITLE = "Trinkbrunnen am Nordmarkt"


def bodies(path):
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=5)) as base:
        return [row[0] for row in base.execute("SELECT body FROM idea WHERE title=?", (TITLE,))]


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
    if driver.cannot():
        return 0
    with desks.Desk(args=["--sample"]) as desk:
        desk.find("100 Ideen", timeout=20)
        path = driver.sample(desk)
        return driver.play(desk, TESTS, path)


if __name__ == "__main__":
    sys.exit(main())
