#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The main job without a pointer: a workshop is made, ideas are placed by search and written, groups
are formed, a vote is opened, counted and closed, all with keys alone. The pointer lies in a corner
and is never moved; what a person would have to find, Tab has to reach."""
import pathlib
import re
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import driver  # noqa: E402
from driver import ask, tab_to, wait_for  # noqa: E402

PLACES = [("nordmarkt", "Ein Dach am Nordmarkt"), ("nordmarkt", "Licht auf dem Nordmarkt"),
          ("nordmarkt", "Wasser am Nordmarkt"), ("borsigplatz", "Linden am Borsigplatz")]


def search(desk, text):
    desk.key("ctrl+l")
    time.sleep(0.5)
    desk.key("ctrl+a")
    desk.type(text)
    desk.find(re.compile(r"^\d+ Orte?$"))
    time.sleep(0.3)
    desk.key("Return")
    time.sleep(1.5)


def test_new_workshop(desk, state):
    desk.find("Noch keine Werkstatt")
    desk.key("ctrl+n")
    desk.toplevel("Neue Werkstatt")
    time.sleep(0.5)
    desk.type("Abend im Norden")
    desk.key("Return")
    desk.find("0 Ideen", timeout=20)
    desk.toplevel("Neue Werkstatt", there=False)
    desk.focus()  # what a window manager does when a dialog has gone
    state["path"] = next((desk.home / "data/nordwaerts/workshops").glob("*.gpkg"))


def test_ideas(desk, state):
    for number, (place, title) in enumerate(PLACES, 1):
        tab_to(desk, "Punkt", "push button")
        desk.key("space")
        search(desk, place)
        desk.key(*["Right"] * number)
        desk.key("Return")
        desk.find("Idee speichern")
        time.sleep(0.5)
        desk.type(title)
        desk.key("Return")
        wait_for(title, lambda: ask(state["path"], "SELECT 1 FROM idea WHERE shape IS NOT NULL AND "
                                                   "title = '%s'" % title))
        time.sleep(0.5)
        desk.key("Escape")


def test_groups(desk, state):
    desk.key("alt+2")
    # Four ideas are too few for their density to say anything; the way out is one button.
    desk.find("Keine Gruppe in Sicht")
    tab_to(desk, re.compile("Nach Abstand vorschlagen"), "push button")
    desk.key("space")
    tab_to(desk, "Alle übernehmen", "push button")
    desk.key("space")
    wait_for("a group of three", lambda: ask(
        state["path"], "SELECT count(*) FROM idea WHERE cluster IS NOT NULL")[0][0] >= 3)


def test_vote(desk, state):
    desk.key("alt+3")
    tab_to(desk, re.compile("^Neue Abstimmung"), "push button")
    desk.key("space")
    dialog = desk.toplevel("Neue Abstimmung")
    time.sleep(0.5)
    desk.type("Was zuerst?")  # the question has the focus
    # One group is no choice: the vote is about ideas.
    tab_to(desk, "Abgestimmt wird über", "combo box", dialog)
    desk.key("space")
    time.sleep(1)
    desk.key("Down")
    desk.key("Return")
    time.sleep(0.5)
    for title in ("Licht auf dem Nordmarkt", "Wasser am Nordmarkt"):
        tab_to(desk, title, "check box", dialog)
        desk.key("space")
    tab_to(desk, "Anlegen", "push button", dialog)
    desk.key("Return")
    wait_for("the poll", lambda: ask(state["path"], "SELECT 1 FROM poll WHERE title='Was zuerst?'"))
    desk.toplevel("Neue Abstimmung", there=False)
    desk.focus()
    tab_to(desk, "Öffnen", "push button")
    desk.key("space")
    wait_for("the open poll", lambda: ask(state["path"], "SELECT state FROM poll") == [("open",)])


def test_ballot_and_close(desk, state):
    tab_to(desk, re.compile("^Stimmzettel erfassen"), "push button")
    desk.key("space")
    dialog = desk.toplevel("Stimmzettel erfassen")
    time.sleep(0.5)
    option = ask(state["path"], "SELECT options FROM poll")[0][0]
    first = re.search(r'"label":"([^"]+)"', option).group(1)
    tab_to(desk, first, "spin button", dialog)
    desk.key("Up", "Up")
    tab_to(desk, "Erfassen", "push button", dialog)
    desk.key("Return")
    wait_for("the ballot", lambda: ask(state["path"], "SELECT count(*) FROM ballot") == [(1,)])
    desk.toplevel("Stimmzettel erfassen", there=False)
    desk.focus()
    tab_to(desk, "Schließen …", "push button")
    desk.key("space")
    tab_to(desk, "Schließen und zeigen", "push button", desk.toplevel("Abstimmung schließen?"))
    desk.key("space")
    wait_for("the end", lambda: ask(state["path"], "SELECT state FROM poll") == [("closed",)])


def test_undo(desk, state):
    desk.toplevel("Abstimmung schließen?", there=False)
    desk.focus()
    desk.key("ctrl+z")
    wait_for("the poll open again", lambda: ask(state["path"], "SELECT state FROM poll") == [("open",)])
    assert desk.quit() == 0
    words = [line for line in desk.log.read_text(errors="replace").splitlines()
             if "WARNING" in line or "CRITICAL" in line]
    assert not words, words


TESTS = [test_new_workshop, test_ideas, test_groups, test_vote, test_ballot_and_close, test_undo]


def main():
    if driver.cannot():
        return 0
    with desks.Desk(args=["--library"]) as desk:
        desk.xdotool("mousemove", 1919, 1079)
        state = {}
        return driver.play(desk, TESTS, state, stop=True)


if __name__ == "__main__":
    sys.exit(main())
