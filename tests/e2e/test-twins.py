#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Ideas that say nearly the same, in the real window: pairs come up as others are decided; each
decision is said in that window and taken back from there; it is opened from the list of proposals
and from that of the groups."""
import pathlib
import random
import re
import sys
import tempfile
import time

import desk as desks
import driver

N_IDEAS, N_PAIRS, N_SHOWN = 2600, 130, 100
FIND = "Ähnliche Ideen finden …"


def fill(folder):
    """Ideas of words that nobody else uses, and as many that were written twice."""
    draw = random.Random(7)
    words = ["".join(draw.choice("bdfglmnrst") + draw.choice("aeiou") for _ in range(4))
             for _ in range(9000)]
    titles = [" ".join(draw.sample(words, 9)) for _ in range(N_IDEAS - N_PAIRS)]
    titles += [title.capitalize() for title in titles[:N_PAIRS]]
    table = folder / "ideen.csv"
    table.write_text("title\n" + "".join(title + "\n" for title in titles), encoding="utf-8")
    path = driver.new_workshop(folder)
    driver.cli("import", path, table)
    return path


def dialog(desk, there=True):
    return desk.toplevel("Ähnliche Ideen", there)


def grouped(path):
    return driver.ask(path, "SELECT count(*) FROM idea WHERE cluster IS NOT NULL")[0][0]


def pairs(desk):
    """How many rows there are; the head says the same."""
    lists = [node for node in desk.walk(dialog(desk)) if node.name == "Ideen, die fast dasselbe sagen"]
    return lists[0].childCount if lists else 0


def says(desk, words):
    return desk.find(words, "label", dialog(desk), timeout=60)


def close(desk):
    desk.press("Schließen", "push button", desk.toplevel("Ähnliche Ideen"))
    dialog(desk, there=False)


def test_found(desk, path):
    desk.press("Ordnen", "page tab")
    start = time.monotonic()
    desk.press(FIND, "push button")
    says(desk, "%u von %u Paaren" % (N_SHOWN, N_PAIRS))
    print("# %.1f s from the press to the list, seen from outside, %u ideas" %
          (time.monotonic() - start, N_IDEAS))
    assert pairs(desk) == N_SHOWN, pairs(desk)


def test_together(desk, path):
    button = desk.find(re.compile("^„.*“ und „.*“ zusammenlegen$"), "push button", dialog(desk))
    desk.press(button)
    # What was done is said where people look, for some seconds.
    says(desk, "Beide liegen jetzt zusammen")
    driver.wait_for("both in one group", lambda: grouped(path) == 2)
    says(desk, "%u von %u Paaren" % (N_SHOWN, N_PAIRS - 1))
    desk.key("ctrl+z")
    driver.wait_for("none in a group", lambda: grouped(path) == 0)
    says(desk, "%u von %u Paaren" % (N_SHOWN, N_PAIRS))


def test_apart(desk, path):
    desk.press(desk.find(re.compile("^Nicht dasselbe: "), "push button", dialog(desk)))
    says(desk, "%u von %u Paaren" % (N_SHOWN, N_PAIRS - 1))
    desk.key("ctrl+z")
    says(desk, "%u von %u Paaren" % (N_SHOWN, N_PAIRS))
    desk.press(desk.find(re.compile("^Nicht dasselbe: "), "push button", dialog(desk)))
    says(desk, "%u von %u Paaren" % (N_SHOWN, N_PAIRS - 1))
    # One Escape closes the window, though something is said in it at the moment.
    desk.key("Escape")
    dialog(desk, there=False)


def test_from_groups(desk, path):
    """What was said not to be the same is not asked for again."""
    desk.press(re.compile("^Gruppen"), "page tab")
    desk.press(FIND, "push button")
    says(desk, "%u von %u Paaren" % (N_SHOWN, N_PAIRS - 1))
    close(desk)


TESTS = [test_found, test_together, test_apart, test_from_groups]


def main():
    if driver.cannot():
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = fill(pathlib.Path(folder))
        with desks.Desk(args=[path], size=driver.size(), dark=driver.dark()) as desk:
            desk.find(re.compile("^[0-9.]+ Ideen$"), timeout=60)
            status = driver.play(desk, TESTS, path, stop=True)
            log = desk.log.read_text(errors="replace")
            if "CRITICAL" in log or "Gtk-WARNING" in log:
                status = 1
                print("not ok - the program warned\n# " + log.replace("\n", "\n# "))
    return status


if __name__ == "__main__":
    sys.exit(main())
