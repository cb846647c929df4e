#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The free wall in the real window: a card lies where it was put, in the file and after columns were
looked at; it comes into a group by being laid into its frame and leaves it again; keys do the same;
every step is undone and done again."""
import re
import sys

import desk as desks
import driver
import lint

WALL = "Freie Wand: Karten liegen, wo man sie hinlegt"


def places(path):
    """Where the cards lie, by title."""
    return dict((title, (x, y)) for title, x, y in driver.ask(
        path, "SELECT idea.title, mark.x, mark.y FROM board_mark mark JOIN idea ON "
              "idea.id = mark.about WHERE mark.kind = 'place'"))


def group_of(path, title):
    rows = driver.ask(path, "SELECT cluster.title FROM idea JOIN cluster ON cluster.id = "
                            "idea.cluster WHERE idea.title = ?", title)
    return rows[0][0] if rows else None


def wall(desk):
    return desk.find("Freie Wand", "list")


def cards(desk):
    """A place on each card in view, by title. GTK 4.8 tells where a card begins, and its size as if
    it were not scaled: a place near its corner is on it at any zoom."""
    x0, y0, width, height = desk.extents(wall(desk))
    found = {}
    for node in desk.walk(wall(desk)):
        if node.getRoleName() != "panel" or not node.name or re.search(r" \(\d+\)$", node.name):
            continue
        x, y = desk.extents(node)[:2]
        if x0 < x < x0 + width and y0 < y < y0 + height:
            found[node.name] = (x + 6, y + 6)
    return found


def frame(desk, name):
    """Where the frame begins, and a place within it."""
    x, y = desk.extents(desk.find(re.compile("^" + re.escape(name) + r" \(\d+\)$"), "panel"))[:2]
    return x, y


def undo_and_redo(desk, state):
    """`state` gives what must come back; the step has been done."""
    now = state()
    driver.wait_for("dialogs and menus closed", lambda: not desk.popups())
    desk.focus()
    desk.key("ctrl+z")
    driver.wait_for("another state", lambda: state() != now)
    before = state()
    desk.key("ctrl+shift+z")
    driver.wait_for("the state after", lambda: state() == now)
    return before


def test_open(desk, path):
    desk.press("Ordnen", "page tab")
    desk.press("Alle übernehmen", "push button")
    desk.press("Alle Ideen als Karten an der Pinnwand", "push button")
    desk.press("Karte neben der Pinnwand", "push button")
    desk.press(WALL, "push button")
    driver.wait_for("all cards", lambda: len(cards(desk)) > 95)
    assert not places(path), "looking alone lays no card"
    faults = lint.faults(desk, "wall")
    assert not faults, "\n".join(faults)


def test_lay(desk, path):
    """The first card that is laid keeps all as they were seen; none moves but that one."""
    seen = cards(desk)
    title = next(t for t in seen if group_of(path, t) is None)
    x, y, width, height = desk.extents(wall(desk))
    desk.drag(seen[title], (x + width - 60, y + height - 40))
    driver.wait_for("places in the file", lambda: len(places(path)) >= 94)
    moved = driver.wait_for("the card there", lambda: [
        t for t, at in cards(desk).items()
        if t in seen and abs(at[0] - seen[t][0]) + abs(at[1] - seen[t][1]) > 3])
    assert moved == [title], moved
    assert group_of(path, title) is None
    assert undo_and_redo(desk, lambda: places(path)) == {}


def test_into_group_and_out(desk, path):
    seen = cards(desk)
    title = next(t for t in seen if group_of(path, t) is None)
    name = driver.ask(path, "SELECT title FROM cluster LIMIT 1")[0][0]
    x, y = frame(desk, name)
    state = lambda: (group_of(path, title), places(path)[title])  # noqa: E731
    lay, before = places(path)[title], state()
    desk.drag(seen[title], (x + 40, y + 30))
    driver.wait_for("the card in the group", lambda: group_of(path, title) == name)
    assert places(path)[title] != lay
    assert undo_and_redo(desk, state) == before
    # Laid beside, it stands alone again.
    x, y, width, height = desk.extents(wall(desk))
    held = state()
    desk.drag(cards(desk)[title], (x + 60, y + height - 40))
    driver.wait_for("the card alone", lambda: group_of(path, title) is None)
    assert undo_and_redo(desk, state) == held


def test_keys(desk, path):
    seen = cards(desk)
    title = next(t for t in seen if group_of(path, t) is not None)
    desk.click(*seen[title])
    desk.find("1 Idee ausgewählt", "label")
    desk.key("Escape")
    desk.gone("1 Idee ausgewählt", "label")
    lay = places(path)[title]
    desk.key("ctrl+shift+Down")
    driver.wait_for("the card lower", lambda: places(path)[title] == (lay[0], lay[1] + 40))
    assert undo_and_redo(desk, lambda: places(path)[title]) == lay
    # Arrows go to another card, Space picks it; the dialog moves it without any drag.
    desk.key("Right", "space")
    desk.find("1 Idee ausgewählt", "label")
    desk.key("ctrl+m")
    desk.find("1 Idee verschieben nach …")
    desk.key("Escape")
    desk.gone("1 Idee verschieben nach …")
    desk.key("Escape")


def test_stays(desk, path):
    """Columns and back: all lies as it lay."""
    before, seen = places(path), cards(desk)
    desk.press(WALL, "push button")
    desk.find(re.compile("^Einzelne Ideen, [0-9]+ Idee"), "list")
    desk.press(WALL, "push button")
    driver.wait_for("the wall as it was", lambda: cards(desk) == seen)
    assert places(path) == before


def test_moved_in_columns(desk, path):
    """A card that changes its group in columns lies with its new group on the wall, no hand having
    laid it elsewhere; undo brings its old place back."""
    name = driver.ask(path, "SELECT title FROM cluster ORDER BY position LIMIT 1")[0][0]
    desk.press(WALL, "push button")
    column = desk.find(re.compile("^Einzelne Ideen, [0-9]+ Idee"), "list")
    card = next(node for node in desk.walk(column) if node.name in places(path))
    title, before = card.name, places(path)[card.name]
    x, y, width, height = desk.extents(card)
    desk.click(x + width // 2, y + height // 2)
    desk.key("Escape", "ctrl+shift+Right")
    driver.wait_for("the card in the group", lambda: group_of(path, title) == name)
    assert title not in places(path)
    desk.press(WALL, "push button")
    x, y = frame(desk, name)

    def inside():
        at = cards(desk).get(title)
        frames = [desk.extents(node)[:2] for node in desk.all(re.compile(r" \(\d+\)$"), "panel")]
        # Its frame is the last one that begins to the left of it and above.
        begun = [f for f in frames if at and f[0] <= at[0] and f[1] <= at[1]]
        return begun and max(begun) == (x, y)

    driver.wait_for("the card in the frame of its group", inside)
    desk.focus()
    desk.key("ctrl+z")
    driver.wait_for("the old place", lambda: places(path).get(title) == before)
    assert group_of(path, title) is None


def test_zoom(desk, path):
    names = [row[0] for row in driver.ask(path, "SELECT title FROM cluster ORDER BY position")]
    apart = lambda: frame(desk, names[1])[0] - frame(desk, names[0])[0]  # noqa: E731
    width = apart()
    desk.press("Kleinere Karten", "push button")
    driver.wait_for("frames nearer to each other", lambda: apart() < width * 0.9)
    desk.press("Größere Karten, von weitem lesbar", "push button")
    driver.wait_for("the frames as they were", lambda: abs(apart() - width) <= 2)
    # An empty place is taken by the hand: the wall moves, no card does.
    before = places(path)
    x, y, w, h = desk.extents(wall(desk))
    at = frame(desk, names[0])
    desk.drag((x + 14, y + h - 20), (x + 94, y + h - 60))
    driver.wait_for("the wall moved", lambda: frame(desk, names[0])[0] > at[0] + 30)
    assert places(path) == before
    # Tidied up it is one step.
    desk.click(*next(iter(cards(desk).values())))
    desk.key("Escape", "ctrl+t")
    driver.wait_for("all tidy", lambda: places(path) != before)
    assert undo_and_redo(desk, lambda: places(path)) == before


TESTS = [test_open, test_lay, test_into_group_and_out, test_keys, test_stays, test_moved_in_columns, test_zoom]


def main():
    if driver.cannot():
        return 0
    with desks.Desk(args=["--sample"], size=driver.size(), dark=driver.dark()) as desk:
        desk.find("100 Ideen", timeout=20)
        status = driver.play(desk, TESTS, driver.sample(desk), stop=True)
        log = desk.log.read_text(errors="replace")
        if "CRITICAL" in log or "Gtk-WARNING" in log:
            status = 1
            print("not ok - the program warned\n# " + log.replace("\n", "\n# "))
    return status


if __name__ == "__main__":
    sys.exit(main())
