#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The path of putting in order by real fingers alone, with as many cards as the argument says (120):
proposals are accepted, a card is carried into another group, one that is rested on gets its menu and
goes elsewhere by the dialog, groups are merged, and each step is undone by the button that says so."""
import re
import sys
import time

from cards import add_ideas, groups, places
import desk as desks
import driver
from driver import wait_for
import touch

WIDTH, HEIGHT = 1920, 1080
# Where the entries of a menu lie below its upper edge: GTK 4.8 tells nobody.
MERGE, MOVE = 118, 54
UNDO = "Rückgängig"


class Hands:
    def __init__(self, desk, path, n):
        self.desk, self.path, self.n = desk, path, n
        self.fingers = desk.take_fingers()

    def tap(self, x, y, rest=0.05):
        self.fingers.event(touch.BEGIN, 0, x, y)
        self.fingers.sync()
        time.sleep(rest)
        self.fingers.event(touch.END, 0, x, y)
        self.fingers.sync()
        time.sleep(0.1)

    def place(self, window):
        found = dict(line.split("=") for line in self.desk.xdotool(
            "getwindowgeometry", "--shell", window).split() if "=" in line)
        return int(found["X"]), int(found["Y"])

    def tap_on(self, name, role=None, within=None, window=None):
        """The middle of the thing; @window: the dialog that it is in."""
        def steady():
            node = self.last(name) if name == UNDO else self.desk.look(
                name, role, within, active=role == "push button")
            one = self.desk.extents(node) if node is not None else None
            time.sleep(0.15)
            return one if one is not None and one == self.desk.extents(node) else None

        x, y, width, height = wait_for("%s lies still" % name, steady)
        left, top = self.place(window) if window else (0, 0)
        self.tap(left + x + width // 2, top + y + height // 2)

    def last(self, name):
        """The last thing of that name: words of a step come up above all pages."""
        stack = [self.desk.application()]
        while stack:
            node = stack.pop()
            if node.name == name:
                return node
            stack.extend(node.getChildAtIndex(i) for i in range(node.childCount))
        return None

    def popup(self):
        return wait_for("a menu or dialog", self.desk.popups).pop()

    def tap_entry(self, entry):
        left, top = self.place(self.popup())
        time.sleep(0.3)
        self.tap(left + 60, top + entry)

    def carry(self, way):
        (x0, y0), (x1, y1) = way
        self.fingers.event(touch.BEGIN, 0, x0, y0)
        self.fingers.sync()
        time.sleep(0.6)
        for step in range(1, 16):
            self.fingers.event(touch.UPDATE, 0, x0 + (x1 - x0) * step / 15,
                               y0 + (y1 - y0) * step / 15)
            self.fingers.sync()
            time.sleep(0.02)
        self.fingers.event(touch.END, 0, x1, y1)
        self.fingers.sync()

    def take_back(self, before):
        """By the button of the words that tell of the step."""
        assert groups(self.path) != before, "the step changed nothing"
        wait_for("dialogs and menus closed", lambda: not self.desk.popups())
        self.tap_on(UNDO)
        wait_for("the state before", lambda: groups(self.path) == before)

    def column(self, name):
        return self.desk.find(re.compile("^" + re.escape(name) + ", [0-9]+ Idee"), "list")

    def first_card(self, name):
        """Its title, and a place on it."""
        for node in self.desk.walk(self.column(name)):
            if node.getRoleName() == "panel" and node.name:
                x, y = self.desk.extents(node)[:2]
                return node.name, (x + 30, y + 20)
        raise LookupError(name)

    def columns(self):
        """Names of the groups that are wholly in view, from left to right."""
        found = []
        for node in self.desk.all(re.compile(", [0-9]+ Ideen?$"), "list"):
            x = self.desk.extents(node)[0]
            if 0 < x < WIDTH - 230 and not node.name.startswith("Einzelne Ideen"):
                found.append((x, re.sub(", [0-9]+ Ideen?$", "", node.name)))
        return [name for _, name in sorted(found)]


def test_accept(desk, hands):
    desk.find("%d Vorschläge für %d von %d Ideen" % (len(places(hands.n)), hands.n, hands.n))
    hands.tap_on(re.compile("^„.*“ übernehmen$"), "push button")
    wait_for("one group", lambda: len(groups(hands.path)) == 1)
    hands.take_back({})
    hands.tap_on("Alle übernehmen", "push button")
    wait_for("all groups", lambda: len(groups(hands.path)) == len(places(hands.n)))
    hands.tap_on("Alle Ideen als Karten an der Pinnwand", "push button")
    hands.tap_on("Karte neben der Pinnwand", "push button")
    wait_for("columns", lambda: len(hands.columns()) > 3)


def test_carry(desk, hands):
    before = groups(hands.path)
    one, other = hands.columns()[:2]
    title, at = hands.first_card(one)
    x, y, width, _ = desk.extents(hands.column(other))
    hands.carry((at, (x + width // 2, y + 200)))
    wait_for("the card in the other group", lambda: title in groups(hands.path)[other])
    hands.take_back(before)


def test_menu(desk, hands):
    before = groups(hands.path)
    one, other = hands.columns()[:2]
    title, at = hands.first_card(one)
    hands.tap(*at, rest=1.3)
    hands.tap_entry(MOVE)
    dialog = desk.toplevel("1 Idee verschieben nach …")
    window = hands.popup()
    hands.tap_on(other, "check box", dialog, window)
    hands.tap_on("Verschieben", "push button", dialog, window)
    wait_for("the card there", lambda: title in groups(hands.path)[other])
    hands.take_back(before)


def test_merge(desk, hands):
    before = groups(hands.path)
    one, other = hands.columns()[:2]
    hands.tap_on("Menü zu " + one, "push button")
    hands.tap_entry(MERGE)
    dialog = desk.toplevel("„%s“ zusammenführen mit …" % one)
    window = hands.popup()
    hands.tap_on(other, "check box", dialog, window)
    hands.tap_on("Zusammenführen", "push button", dialog, window)
    wait_for("one of both",
             lambda: groups(hands.path).get(other) == before[one] | before[other])
    hands.take_back(before)
    assert sum(len(ideas) for ideas in groups(hands.path).values()) == hands.n


TESTS = [test_accept, test_carry, test_menu, test_merge]


def main():
    lacks = touch.missing()
    if lacks:
        print("1..0 # SKIP no real fingers here, not installed: " + ", ".join(lacks))
        return 0
    n = int(sys.argv.pop(1)) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 120
    desk = touch.TouchDesk(size=(WIDTH, HEIGHT))
    path = driver.new_workshop(desk.home)
    add_ideas(path, desk.home, n)
    desk.args = [str(path)]
    with desk:
        desk.find("%d Ideen" % n, timeout=20)
        hands = Hands(desk, path, n)
        hands.tap_on("Ordnen", "page tab")
        return driver.play(desk, TESTS, hands, stop=True)


if __name__ == "__main__":
    sys.exit(main())
