#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Real fingers on the board: two people carry two cards into two groups at the same moment; a finger
that moves at once scrolls and carries nothing; one that rests long opens the menu."""
import re
import sys
import time

import desk as desks
import driver
import touch

WIDTH, HEIGHT = 1920, 1080


def group_of(path, title):
    rows = driver.ask(path, "SELECT cluster.title FROM idea JOIN cluster ON cluster.id = "
                            "idea.cluster WHERE idea.title = ?", title)
    return rows[0][0] if rows else None


def column(desk, name):
    return desk.find(re.compile("^" + re.escape(name) + ", [0-9]+ Idee"), "list")


def cards(desk, within):
    """A place on each card that shows, from above, with its title."""
    found = []
    for node in desk.walk(within):
        if node.getRoleName() == "panel" and node.name and not re.search(r" \(\d+\)$", node.name):
            x, y = desk.extents(node)[:2]
            if 90 < y < HEIGHT - 80 and 0 <= x < WIDTH - 40:
                found.append((node.name, (x + 8, y + 8)))
    return found


def carry(fingers, ways, rest=1.0):
    """Puts a finger on the first place of each way, lets all rest, and takes them along together."""
    for finger, way in enumerate(ways):
        fingers.event(touch.BEGIN, finger, *way[0])
    fingers.sync()
    time.sleep(rest)
    for step in range(1, 21):
        for finger, ((x0, y0), (x1, y1)) in enumerate(ways):
            fingers.event(touch.UPDATE, finger, x0 + (x1 - x0) * step / 20,
                          y0 + (y1 - y0) * step / 20)
        fingers.sync()
        time.sleep(0.02)
    for finger, way in enumerate(ways):
        fingers.event(touch.END, finger, *way[-1])
    fingers.sync()


def names(path):
    return [row[0] for row in driver.ask(path, "SELECT title FROM cluster ORDER BY position")]


def test_two_hands(desk, path, fingers):
    alone = cards(desk, column(desk, "Einzelne Ideen"))
    groups = names(path)[:4:3]
    ways = []
    for (title, at), name in zip((alone[0], alone[2]), groups):
        x, y, width, height = desk.extents(column(desk, name))
        ways.append((at, (x + width // 2, y + 200)))
    carry(fingers, ways, rest=0.6)
    for (title, at), name in zip((alone[0], alone[2]), groups):
        driver.wait_for("%s in %s" % (title, name), lambda: group_of(path, title) == name)


def test_scroll(desk, path, fingers):
    """Without a rest the list goes along and nothing is carried, not even into the next column."""
    before = driver.ask(path, "SELECT id, cluster FROM idea ORDER BY id")
    alone = cards(desk, column(desk, "Einzelne Ideen"))
    title, (x, y) = alone[4]
    carry(fingers, [((x, y), (x + 20, y - 300))], rest=0)
    driver.wait_for("the column scrolled", lambda: dict(
        cards(desk, column(desk, "Einzelne Ideen"))).get(title, (0, 0))[1] < y - 100)
    assert driver.ask(path, "SELECT id, cluster FROM idea ORDER BY id") == before
    assert not desk.all(re.compile("ausgewählt$"), "label"), "scrolling picked a card"


def test_menu(desk, path, fingers):
    x, y = cards(desk, column(desk, "Einzelne Ideen"))[1][1]
    fingers.event(touch.BEGIN, 0, x, y)
    fingers.sync()
    driver.wait_for("the menu", desk.popups)
    fingers.event(touch.END, 0, x, y)
    fingers.sync()
    assert desk.popups(), "the menu stays when the finger is gone"
    desk.key("Escape")
    driver.wait_for("the menu gone", lambda: not desk.popups())


TESTS = [test_two_hands, test_scroll, test_menu]


def main():
    lacks = touch.missing()
    if lacks:
        print("1..0 # SKIP no real fingers here, not installed: " + ", ".join(lacks))
        return 0
    with touch.TouchDesk(args=["--sample"], size=(WIDTH, HEIGHT)) as desk:
        desk.find("100 Ideen", timeout=20)
        fingers = desk.take_fingers()
        desk.press("Ordnen", "page tab")
        desk.press("Alle übernehmen", "push button")
        desk.press("Alle Ideen als Karten an der Pinnwand", "push button")
        desk.press("Karte neben der Pinnwand", "push button")
        driver.wait_for("cards", lambda: len(cards(desk, column(desk, "Einzelne Ideen"))) > 6)
        return driver.play(desk, TESTS, driver.sample(desk), fingers)


if __name__ == "__main__":
    sys.exit(main())
