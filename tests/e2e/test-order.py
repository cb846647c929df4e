#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Putting ideas in order in the real window: proposals are accepted, groups renamed, merged, split
and dissolved, ideas moved; each step is undone and done again; after a new start all is there."""
import contextlib
import pathlib
import re
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import driver  # noqa: E402
from driver import ask, wait_for  # noqa: E402

# Where the entries of a menu lie below its upper edge: GTK 4.8 does not tell assistive technology of
# them, and without a window manager a menu does not get the keys.
SHOW, RENAME, MERGE, SPLIT, DISSOLVE = 54, 86, 118, 150, 324
MOVE, TAKE_OUT = 86, 118


def groups(path):
    """The state from outside: names of the groups that stand, with the ideas of each."""
    # One moment of the file: between two queries the program may save.
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=5)) as base:
        base.execute("BEGIN")
        clusters = base.execute("SELECT id, title, merged_into FROM cluster").fetchall()
        ideas = base.execute("SELECT id, cluster FROM idea WHERE cluster IS NOT NULL").fetchall()
    into = {key: merged for key, _, merged in clusters}
    names = {key: title for key, title, _ in clusters}
    found = {names[key]: set() for key, merged in into.items() if merged is None}
    for idea, key in ideas:
        while into.get(key):
            key = into[key]
        if key in names:
            found[names[key]].add(idea)
    return found


def sizes(path):
    return {name: len(ideas) for name, ideas in groups(path).items()}


def undo_and_redo(desk, path, before):
    """Ctrl+Z brings the state of before, Ctrl+Shift+Z that of now."""
    now = groups(path)
    assert now != before, "the step changed nothing"
    # A dialog that is just closing still takes the keys.
    wait_for("dialogs and menus closed", lambda: not desk.popups())
    time.sleep(0.3)
    desk.focus()
    desk.key("ctrl+z")
    wait_for("the state before", lambda: groups(path) == before)
    desk.key("ctrl+shift+z")
    wait_for("the state after", lambda: groups(path) == now)


def menu(desk, thing, entry):
    """Opens the menu of a group or an idea and clicks an entry."""
    main = desk.window()
    # Where the pointer came to rest, a tooltip would be a window as well.
    desk.xdotool("mousemove", 900, 690)
    wait_for("no tooltip", lambda: not desk.popups())
    desk.press(desk.find("Menü zu " + thing, "push button", active=True))

    def popover():
        found = desk.xdotool("search", "--onlyvisible", "--pid", desk.process.pid).split()
        return [window for window in found if window != main]

    def stands():
        """Where the menu is, when it has come to rest there."""
        at = []
        for _ in range(2):
            at.append(dict(line.split("=") for line in desk.xdotool(
                "getwindowgeometry", "--shell", wait_for("the menu", popover)[0]).split()
                if "=" in line))
            time.sleep(0.4)
        return at[0] == at[1] and at[0]

    place = wait_for("the menu at rest", stands)
    desk.click(int(place["X"]) + int(place["WIDTH"]) // 2, int(place["Y"]) + entry)


def show_groups(desk):
    desk.press(re.compile("^Gruppen"), "page tab")


def test_accept_one(desk, path):
    before = groups(path)
    # Each proposal says why: what its ideas have in common, and how near they are.
    desk.find("7 Ideen · gleiche Wörter: Borsigplatz, Hoesch, Hoeschpark · 52 m entfernt", "label")
    desk.press("„Borsigplatz: Hoesch, Hoeschpark“ übernehmen", "push button")
    wait_for("one group", lambda: sizes(path) == {**{k: len(v) for k, v in before.items()},
                                                  "Borsigplatz: Hoesch, Hoeschpark": 7})
    undo_and_redo(desk, path, before)
    # What is in a group is not proposed again.
    desk.gone("„Borsigplatz: Hoesch, Hoeschpark“ übernehmen")
    desk.find("13 Vorschläge für 75 von 87 Ideen")


def test_accept_all(desk, path):
    before = groups(path)
    # Who sorts is said at the board, and stands with what is accepted beside it.
    desk.press("Alle Ideen als Karten an der Pinnwand", "push button")
    desk.press(re.compile("^Wer sortiert"))
    desk.find("Name oder Rolle", "text").queryEditableText().setTextContents("Frau A")
    desk.key("Escape")
    desk.press("Vorschläge und Gruppen als Liste", "push button")
    desk.press("Alle übernehmen", "push button")
    wait_for("all groups", lambda: len(groups(path)) == 14)
    assert sum(sizes(path).values()) == 82, sizes(path)
    signed = [about for about, in ask(path, "SELECT about FROM board_mark WHERE who = 'Frau A'")]
    assert len(set(signed)) == 13, signed
    undo_and_redo(desk, path, before)
    desk.find("Gruppen (14)", "page tab")


def write_name(desk, name):
    desk.find("Name der Gruppe", "text").queryEditableText().setTextContents(name)
    time.sleep(0.2)


def test_rename(desk, path):
    show_groups(desk)
    before = groups(path)
    menu(desk, "Borsigplatz: Hoesch, Hoeschpark", RENAME)
    desk.find("Gruppe umbenennen")
    write_name(desk, "Rund um den Borsigplatz")
    desk.press("Umbenennen", "push button")
    wait_for("the new name", lambda: "Rund um den Borsigplatz" in groups(path))
    assert "Borsigplatz: Hoesch, Hoeschpark" not in groups(path)
    undo_and_redo(desk, path, before)
    desk.find("Rund um den Borsigplatz", "label")


def test_merge(desk, path):
    before = groups(path)
    menu(desk, "Alte Kolonie Eving: Minister, Stein", MERGE)
    desk.find("„Alte Kolonie Eving: Minister, Stein“ zusammenführen mit …")
    desk.click_on("Rund um den Borsigplatz", "check box")
    desk.press("Zusammenführen", "push button")
    both = before["Alte Kolonie Eving: Minister, Stein"] | before["Rund um den Borsigplatz"]
    wait_for("the merged group", lambda: groups(path).get("Rund um den Borsigplatz") == both)
    assert "Alte Kolonie Eving: Minister, Stein" not in groups(path)
    undo_and_redo(desk, path, before)
    desk.find("Gruppen (13)", "page tab")


def idea_title(path, idea):
    return ask(path, "SELECT title FROM idea WHERE id = '%s'" % idea)[0][0]


def test_split(desk, path):
    before = groups(path)
    menu(desk, "Nordmarkt: Spielplatz, Weg", SPLIT)
    desk.find("„Nordmarkt: Spielplatz, Weg“ teilen")
    chosen = sorted(before["Nordmarkt: Spielplatz, Weg"])[0]
    desk.click_on(idea_title(path, chosen), "check box")
    write_name(desk, "Eigenes Anliegen")
    desk.press("Teilen", "push button")
    wait_for("the new group", lambda: groups(path).get("Eigenes Anliegen") == {chosen})
    assert groups(path)["Nordmarkt: Spielplatz, Weg"] == (
        before["Nordmarkt: Spielplatz, Weg"] - {chosen})
    undo_and_redo(desk, path, before)


def test_dissolve(desk, path):
    before = groups(path)
    menu(desk, "Nordmarkt: Spielplatz, Weg", DISSOLVE)
    wait_for("one group less", lambda: "Nordmarkt: Spielplatz, Weg" not in groups(path))
    assert {k: v for k, v in before.items() if k != "Nordmarkt: Spielplatz, Weg"} == groups(path)
    undo_and_redo(desk, path, before)
    assert ask(path, "SELECT count(*) FROM idea") == [(100,)]


def test_still_there(desk, path):
    before = groups(path)
    assert desk.quit() == 0
    desk.start([path])
    desk.find("100 Ideen", timeout=20)
    assert groups(path) == before
    desk.press("Ordnen", "page tab")
    desk.press(re.compile("^Gruppen"), "page tab")
    desk.find("Eigenes Anliegen", "label")
    assert desk.quit() == 0
    check = subprocess.run([str(desks.BUILD / "src/cli/nordwaerts-cli"), "check", str(path)],
                           capture_output=True, text=True)
    assert check.returncode == 0, check.stdout + check.stderr


TESTS = [test_accept_one, test_accept_all, test_rename, test_merge, test_split, test_dissolve,
         test_still_there]


def main():
    if driver.cannot():
        return 0
    with desks.Desk(args=["--sample"]) as desk:
        desk.find("100 Ideen", timeout=20)
        path = driver.sample(desk)
        desk.press("Ordnen", "page tab")
        desk.find("14 Vorschläge für 82 von 94 Ideen", timeout=15)
        return driver.play(desk, TESTS, path)


if __name__ == "__main__":
    sys.exit(main())
