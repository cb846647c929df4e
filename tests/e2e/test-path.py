#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The whole path of putting in order by keys alone, with as many cards as the argument says (120): a
workshop is opened, proposals are accepted, cards moved, groups renamed, merged and split at the
board, each step undone; what was said already is found, all are let through, and a vote about the
groups is opened. The pointer lies in a corner and is never moved."""
import json
import pathlib
import re
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from cards import add_ideas, groups, places  # noqa: E402
import desk as desks  # noqa: E402
import driver  # noqa: E402
from driver import ask, wait_for  # noqa: E402

MOST = 80  # more Tabs than any way takes


class Path:
    def __init__(self, desk, path, n):
        self.desk, self.path, self.n = desk, path, n
        self.watch = driver.FocusWatch(desk)

    def tab_to(self, name, key="Tab"):
        """@name None: to a field in a row, of which GTK 4.8 does not tell that it has the focus."""
        seen = []
        for _ in range(MOST):
            node = self.watch.key(key, timeout=2)
            if len(seen) > 1 and node is not None and node.name == seen[0]:
                break
            seen.append(node.name if node is not None else None)
            if (node is None) == (name is None) and (name is None or self.desk.named(node, name)):
                return node
        raise AssertionError("%r is not reached: %s" % (name, seen))

    def step_to(self, name):
        """Down to a row of the list that is the next stop of Tab."""
        node = self.watch.key("Tab")
        for _ in range(MOST):
            if node is not None and self.desk.named(node, name):
                return node
            node = self.watch.key("Down")
        raise AssertionError("no row %r" % name)

    def back_in_window(self):
        """What a window manager does when a dialog has gone."""
        wait_for("dialogs and menus closed", lambda: not self.desk.popups())
        self.desk.focus()

    def undo_and_redo(self, before):
        now = groups(self.path)
        assert now != before, "the step changed nothing"
        self.back_in_window()
        self.desk.key("ctrl+z")
        wait_for("the state before", lambda: groups(self.path) == before)
        self.desk.key("ctrl+shift+z")
        wait_for("the state after", lambda: groups(self.path) == now)

    def menu(self, name, steps):
        """Opens the menu of a group, whose button is reached by Tab, and takes the entry so many
        steps down."""
        self.tab_to(re.compile("^Menü zu " + re.escape(name)))
        before = self.desk.popups()
        self.desk.key("space")
        wait_for("the menu", lambda: self.desk.popups() - before)
        self.desk.key(*["Down"] * steps, "Return")

    def dialog(self, title):
        dialog = self.desk.toplevel(title)
        window = wait_for("the dialog", lambda: self.desk.popups())
        self.desk.xdotool("windowfocus", "--sync", sorted(window)[-1])
        time.sleep(0.3)
        return dialog


def test_open(desk, state):
    state.tab_to(re.compile("^Abend, "))
    desk.key("Return")
    desk.find("%d Ideen" % state.n, timeout=20)
    desk.key("alt+2")
    desk.find("%d Vorschläge für %d von %d Ideen" % (len(places(state.n)), state.n, state.n))


def test_accept(desk, state):
    """One, taken back in the same moment; then all."""
    state.tab_to(re.compile("^„.*“ übernehmen$"))
    desk.xdotool("key", "--delay", "1", "space", "ctrl+z")
    time.sleep(0.5)
    wait_for("no group", lambda: groups(state.path) == {})
    desk.key("ctrl+shift+z")
    wait_for("one group", lambda: len(groups(state.path)) == 1)
    desk.key("ctrl+z")
    wait_for("no group again", lambda: groups(state.path) == {})
    state.tab_to("Alle übernehmen")
    desk.key("space")
    wait_for("all groups", lambda: len(groups(state.path)) == len(places(state.n)))
    assert sum(len(ideas) for ideas in groups(state.path).values()) == state.n


def test_board(desk, state):
    node = state.watch.key("ctrl+shift+b")
    if node is None or node.getRoleName() != "panel":
        node = wait_for("the first card", lambda: (lambda n: n if n and n.getRoleName() == "panel"
                                                   else None)(driver.focused(desk.application())))
    before = groups(state.path)
    title = node.name
    desk.key("ctrl+shift+Right")
    wait_for("the card in the next group", lambda: sum(
        title in ideas and title not in before.get(name, ()) for name, ideas in
        groups(state.path).items()) == 1)
    state.undo_and_redo(before)


def test_rename(desk, state):
    before = groups(state.path)
    desk.key("F2")
    state.dialog("Gruppe umbenennen")
    desk.key("ctrl+a")
    desk.type("Umbenannt")
    desk.key("Return")
    wait_for("the new name", lambda: "Umbenannt" in groups(state.path))
    state.undo_and_redo(before)


def test_merge(desk, state):
    before = groups(state.path)
    name = sorted(set(before) - {"Umbenannt"})[0]
    state.menu(name, 2)
    state.dialog("„%s“ zusammenführen mit …" % name)
    state.step_to("Umbenannt")
    desk.key("space", "Return")
    both = before[name] | before["Umbenannt"]
    wait_for("one group of both", lambda: groups(state.path).get("Umbenannt") == both)
    state.undo_and_redo(before)


def test_split(desk, state):
    before = groups(state.path)
    name = sorted(set(before) - {"Umbenannt"})[-1]
    state.menu(name, 3)
    state.dialog("„%s“ teilen" % name)
    one = state.step_to(re.compile("|".join(map(re.escape, before[name])))).name
    desk.key("space")
    state.tab_to(None)
    desk.type("Abgeteilt")
    desk.key("Return")
    wait_for("a group of its own", lambda: len(groups(state.path).get("Abgeteilt", ())) == 1)
    assert groups(state.path)["Abgeteilt"] == {one}
    state.undo_and_redo(before)


def test_said_already(desk, state):
    title = ask(state.path, "SELECT title FROM idea ORDER BY id LIMIT 1")[0][0]
    desk.key("alt+1")
    state.tab_to("Eine Idee ohne Ort schreiben")
    desk.key("space")
    desk.find("Titel", "text")
    time.sleep(0.3)
    desk.type(title + "0")
    desk.find("Gibt es das schon?", "label")
    state.tab_to("Dazu ergänzen")
    desk.key("space")
    wait_for("the longer text", lambda: ask(
        state.path, "SELECT count(*) FROM idea WHERE body LIKE ?", "%" + title + "0%") == [(1,)])
    assert ask(state.path, "SELECT count(*) FROM idea") == [(state.n,)]


def test_release(desk, state):
    state.back_in_window()
    desk.key("ctrl+shift+m")
    desk.find("%d Ideen warten" % state.n, "label")
    state.dialog("Moderation")

    def released():
        return ask(state.path, "SELECT count(*) FROM idea WHERE moderation = 'released'")[0][0]

    # One after the other: what has not come into view yet is not let through, however fast the keys.
    end = time.monotonic() + state.n * desks.patience()
    while released() < state.n:
        before = released()
        desk.xdotool("key", "ctrl+Return")
        again = time.monotonic() + 0.3
        while released() == before and time.monotonic() < again:
            time.sleep(0.01)
        assert released() - before in (0, 1)
        assert time.monotonic() < end, "%d of %d released" % (released(), state.n)
    desk.find("Alles geprüft", "label")
    assert released() == state.n
    desk.key("Escape")
    state.back_in_window()


def test_weigh(desk, state):
    desk.key("alt+3")
    state.tab_to(re.compile("^Neue Abstimmung"))
    desk.key("space")
    state.dialog("Neue Abstimmung")
    desk.type("Was zuerst?")
    state.tab_to("Anlegen")
    desk.key("Return")
    wait_for("the vote", lambda: ask(state.path, "SELECT 1 FROM poll WHERE title = 'Was zuerst?'"))
    options = json.loads(ask(state.path, "SELECT options FROM poll")[0][0])
    assert {option["label"] for option in options} == set(groups(state.path)), options
    state.back_in_window()
    state.tab_to("Öffnen")
    desk.key("space")
    wait_for("the open vote", lambda: ask(state.path, "SELECT state FROM poll") == [("open",)])
    assert desk.quit() == 0
    words = [line for line in desk.log.read_text(errors="replace").splitlines()
             if "WARNING" in line or "CRITICAL" in line]
    assert not words, words


TESTS = [test_open, test_accept, test_board, test_rename, test_merge, test_split, test_said_already,
         test_release, test_weigh]


def main():
    if driver.cannot():
        return 0
    n = int(sys.argv.pop(1)) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 120
    desk = desks.Desk(args=["--library"])
    folder = desk.home / "data/nordwaerts/workshops"
    folder.mkdir(parents=True)
    path = driver.new_workshop(folder)
    add_ideas(path, desk.home, n)
    with desk:
        desk.xdotool("mousemove", 1919, 1079)
        return driver.play(desk, TESTS, Path(desk, path, n), stop=True)


if __name__ == "__main__":
    sys.exit(main())
