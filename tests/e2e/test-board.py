#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The board in the real window: cards are dragged between columns, picked one by one and in a row,
moved by keys and by the dialog; groups are made, coloured and told about; every step is undone and
done again."""
import contextlib
import pathlib
import re
import sqlite3
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import driver  # noqa: E402
from driver import wait_for  # noqa: E402
import lint  # noqa: E402


def groups(path):
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=5)) as base:
        base.execute("BEGIN")
        names = dict(base.execute("SELECT id, ifnull(title, '') FROM cluster "
                                  "WHERE merged_into IS NULL").fetchall())
        found = {name: [] for name in names.values()}
        for title, key in base.execute("SELECT title, cluster FROM idea WHERE cluster NOT NULL "
                                       "ORDER BY id").fetchall():
            if key in names:
                found[names[key]].append(title)
    return found


def undo_and_redo(desk, path, before):
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
    time.sleep(0.4)


def column(desk, name):
    """The list of a column, by the name of its group."""
    return desk.find(re.compile("^" + re.escape(name) + ", [0-9]+ Idee"), "list")


def cards(desk, name):
    """Titles and middles of the cards of a column that show, from above."""
    found = []
    for entry in desk.read(column(desk, name)):
        if entry.role_name == "panel" and entry.name:
            x, y, width, height = entry.box
            if y + height // 2 < 690:
                found.append((entry.name, (x + width // 2, y + height // 2)))
    return found


def middle(desk, name):
    x, y, width, height = desk.extents(column(desk, name))
    return x + width // 2, y + 60


def new_place(desk):
    x, y, width, height = desk.extents(desk.find("Neue Gruppe aus der Auswahl", "push button"))
    return x + width // 2, y + height // 2


def write_name(desk, name):
    desk.find("Name der Gruppe", "text").queryEditableText().setTextContents(name)
    time.sleep(0.2)


def test_open(desk, path):
    desk.press("Alle Ideen als Karten an der Pinnwand", "push button")
    wait_for("cards", lambda: len(cards(desk, "Einzelne Ideen")) > 3)
    faults = lint.faults(desk, "board")
    assert not faults, "\n".join(faults)


def tab_round(watch, key, first):
    """What gets the focus by one press of the key after the other, until it comes round to @first."""
    names = []
    for _ in range(60):
        node = watch.key(key)
        name = node.name if node is not None else None
        assert name is not None and name not in names, "%s is a trap: %s, %s" % (key, names, name)
        names.append(name)
        if name == first:
            return names
    raise AssertionError("%s does not come round: %s" % (key, names))


def test_tab(desk, path):
    """A board begins at its first card. The cards of a column are one stop of Tab, the places on the
    map beside it are another, and both ways lead out of each."""
    import pyatspi
    with contextlib.closing(driver.FocusWatch(desk)) as watch:
        first, second = [title for title, _ in cards(desk, "Einzelne Ideen")[:2]]
        desk.press("Vorschläge und Gruppen als Liste", "push button")
        desk.press("Alle Ideen als Karten an der Pinnwand", "push button")
        wait_for("the focus in the first column",
                 lambda: driver.focused(column(desk, "Einzelne Ideen")).name == first)
        assert watch.key("Down").name == second

        def place(at):
            return twins.getChildAtIndex(at % twins.childCount)

        def is_place(name):
            return re.search(", (Punkt|Linie|Fläche)(, |$)", name) is not None

        forward = tab_round(watch, "Tab", second)
        assert "Karte" in forward and "Ideen durchsuchen" in forward, forward
        assert [is_place(name) for name in forward].count(True) == 1, forward
        backward = tab_round(watch, "shift+Tab", second)
        assert backward == forward[-2::-1] + forward[-1:], (forward, backward)
        # Among the places on the map: the nearest that way, the ends, and one after the other.
        for name in forward[:forward.index("Karte") + 2]:
            node = watch.key("Tab")
        assert is_place(node.name), node.name
        twins = node.parent
        assert twins.name == "Ideen auf der Karte" and twins.childCount > 50
        for at in range(twins.childCount):
            assert place(at).getRole() == pyatspi.ROLE_PUSH_BUTTON and is_place(place(at).name)
        if node.name != place(0).name:
            assert watch.key("Home").name == place(0).name
        assert watch.key("Page_Down").name == place(1).name
        assert watch.key("Page_Up").name == place(0).name
        x = desk.extents(place(0))[0]
        for _ in range(3):
            x, before = desk.extents(watch.key("Right"))[0], x
            assert x >= before, (x, before)
        assert watch.key("End").name == place(-1).name
        y = desk.extents(place(-1))[1]
        up = watch.key("Up")
        assert desk.extents(up)[1] < y
        x = desk.extents(up)[0]
        up = watch.key("Left")
        assert desk.extents(up)[0] < x
        desk.key("Return")
        desk.find("1 Idee ausgewählt", "label")
        assert not is_place(watch.key("Tab").name)
        assert watch.key("shift+Tab").name == up.name
        assert watch.key("shift+Tab").name == "Karte"
        desk.press("Nichts auswählen", "push button")


def test_drag_to_new(desk, path):
    before = groups(path)
    title, at = cards(desk, "Einzelne Ideen")[0]
    desk.drag(at, new_place(desk))
    desk.find("Neue Gruppe")
    write_name(desk, "Erstes")
    desk.press("Gruppe bilden", "push button")
    wait_for("the group", lambda: groups(path).get("Erstes") == [title])
    undo_and_redo(desk, path, before)


def test_drag_between(desk, path):
    before = groups(path)
    title, at = cards(desk, "Einzelne Ideen")[1]
    desk.drag(at, middle(desk, "Erstes"))
    wait_for("the card in the group", lambda: title in groups(path)["Erstes"])
    undo_and_redo(desk, path, before)
    # And back: it stands alone again.
    held = groups(path)
    title, at = next(card for card in cards(desk, "Erstes") if card[0] == title)
    desk.drag(at, middle(desk, "Einzelne Ideen"))
    wait_for("the card alone", lambda: title not in groups(path)["Erstes"])
    undo_and_redo(desk, path, held)


def test_drag_several(desk, path):
    before = groups(path)
    alone = cards(desk, "Einzelne Ideen")
    desk.click(*alone[0][1])
    desk.xdotool("keydown", "ctrl")
    desk.click(*alone[2][1])
    desk.xdotool("keyup", "ctrl")
    desk.find("2 Ideen ausgewählt", "label")
    desk.drag(alone[2][1], middle(desk, "Erstes"))
    wait_for("both cards", lambda: {alone[0][0], alone[2][0]} <= set(groups(path)["Erstes"]))
    undo_and_redo(desk, path, before)
    # From one to another with Shift.
    alone = cards(desk, "Einzelne Ideen")
    desk.click(*alone[0][1])
    desk.xdotool("keydown", "shift")
    desk.click(*alone[2][1])
    desk.xdotool("keyup", "shift")
    desk.find("3 Ideen ausgewählt", "label")
    desk.key("Escape")
    desk.gone("3 Ideen ausgewählt", "label")


def test_let_go_beside(desk, path):
    """Escape is no part of a drag, but a card that is let go where it was stays."""
    before = groups(path)
    title, (x, y) = cards(desk, "Einzelne Ideen")[0]
    desk.drag((x, y), (x + 200, y + 30), (x, y + 20))
    time.sleep(0.5)
    assert groups(path) == before


def test_keys(desk, path):
    before = groups(path)
    alone = cards(desk, "Einzelne Ideen")
    desk.click(*alone[0][1])
    desk.key("Escape")
    # Down, and over to the next column and back; then the card goes there with the keys.
    desk.key("Down", "ctrl+shift+Right")
    wait_for("the card moved by keys", lambda: alone[1][0] in groups(path)["Erstes"])
    undo_and_redo(desk, path, before)
    # Two by space, then the dialog.
    before = groups(path)
    alone = cards(desk, "Einzelne Ideen")
    desk.click(*alone[0][1])
    desk.key("Escape", "space", "Down", "space")
    desk.find("2 Ideen ausgewählt", "label")
    desk.key("ctrl+m")
    desk.find("2 Ideen verschieben nach …")
    desk.click_on("Erstes", "check box")
    desk.press("Verschieben", "push button")
    wait_for("both cards", lambda: {alone[0][0], alone[1][0]} <= set(groups(path)["Erstes"]))
    undo_and_redo(desk, path, before)
    # A new group of what is selected.
    before = groups(path)
    alone = cards(desk, "Einzelne Ideen")
    desk.click(*alone[0][1])
    desk.key("shift+Down")
    desk.find("2 Ideen ausgewählt", "label")
    desk.key("ctrl+g")
    desk.find("Neue Gruppe")
    write_name(desk, "Zweites")
    desk.press("Gruppe bilden", "push button")
    wait_for("the second group", lambda: len(groups(path).get("Zweites", [])) == 2)
    undo_and_redo(desk, path, before)


def test_rename(desk, path):
    before = groups(path)
    desk.click(*cards(desk, "Zweites")[0][1])
    desk.key("F2")
    desk.find("Gruppe umbenennen")
    write_name(desk, "Grünes")
    desk.press("Umbenennen", "push button")
    wait_for("the new name", lambda: "Grünes" in groups(path))
    undo_and_redo(desk, path, before)
    column(desk, "Grünes")


def test_silence(desk, path):
    """While all are silent a new group needs no name."""
    before = groups(path)
    main = desk.window()
    desk.press(desk.find("Still sortieren", "push button", active=True))
    popover = wait_for("the menu", lambda: [w for w in desk.xdotool(
        "search", "--onlyvisible", "--pid", desk.process.pid).split() if w != main])
    place = dict(line.split("=") for line in desk.xdotool(
        "getwindowgeometry", "--shell", popover[0]).split() if "=" in line)
    desk.click(int(place["X"]) + 60, int(place["Y"]) + int(place["HEIGHT"]) - 40)
    desk.find("Stilles Sortieren", "status bar")
    title, at = cards(desk, "Einzelne Ideen")[0]
    x, y = new_place(desk)
    # What lies beyond the edge comes in while a hand waits there.
    desk.xdotool("mousemove", *at, "mousedown", 1, "mousemove", at[0] + 30, at[1])
    desk.xdotool("mousemove", 630, at[1])
    wait_for("the place for a new group", lambda: new_place(desk)[0] < 600)
    desk.xdotool("mousemove", *new_place(desk))
    time.sleep(0.2)
    desk.xdotool("mouseup", 1)
    wait_for("a group without a name", lambda: groups(path).get("") == [title])
    undo_and_redo(desk, path, before)
    desk.press("Stille beenden", "push button")


def test_history(desk, path):
    desk.key("Escape")
    desk.press(desk.find("Menü zu Grünes", "push button", active=True))
    main = desk.window()
    wait_for("the menu", lambda: [w for w in desk.xdotool(
        "search", "--onlyvisible", "--pid", desk.process.pid).split() if w != main])
    # The second entry from below, wherever the menu came up.
    desk.key("Up", "Up", "Return")
    desk.find("Umbenannt in „Grünes“", "label")
    desk.find(re.compile("^2 Ideen kamen dazu: „"), "label")
    desk.find("Gruppe „Zweites“ gebildet", "label")
    desk.key("Escape")
    desk.gone("Umbenannt in „Grünes“", "label")


def test_sizes(desk, path):
    narrow = desk.extents(column(desk, "Einzelne Ideen"))[2]
    for _ in range(3):
        desk.press("Größere Karten, von weitem lesbar", "push button")
    wait_for("wide columns",
             lambda: desk.extents(column(desk, "Einzelne Ideen"))[2] > 2 * narrow)
    faults = lint.faults(desk, "large board")
    assert not faults, "\n".join(faults)
    for _ in range(3):
        desk.press("Kleinere Karten", "push button")
    desk.press("Vorschläge und Gruppen als Liste", "push button")
    desk.find(re.compile("^Gruppen"), "page tab")


TESTS = [test_open, test_tab, test_drag_to_new, test_drag_between, test_drag_several, test_let_go_beside,
         test_keys, test_rename, test_silence, test_history, test_sizes]


def main():
    if driver.cannot():
        return 0
    with desks.Desk(args=["--sample"]) as desk:
        desk.find("100 Ideen", timeout=20)
        path = driver.sample(desk)
        desk.press("Ordnen", "page tab")
        return driver.play(desk, TESTS, path)


if __name__ == "__main__":
    sys.exit(main())
