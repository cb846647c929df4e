#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The facilitator beside the shared screen, on a computer with two monitors: it opens on the other
one and comes back there; the list of places tells screens in words and never what is typed; a place
is frozen without losing a word or a second, its draft goes to another place, another seating keeps
what was begun, and a turned place stays turned."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import lint  # noqa: E402
import monitors  # noqa: E402
from driver import ask, cli, new_workshop, picture, wait_for  # noqa: E402

WORDS = {code: json.loads((desks.ROOT / "resources/kiosk" / (code + ".json"))
                          .read_text(encoding="utf-8")) for code in ("de", "tr")}
DE = WORDS["de"]
TOPIC = json.loads((desks.ROOT / "resources/programme/nordwaerts.json")
                   .read_text(encoding="utf-8"))["categories"][0]["title"]
LIST = "Gemeinsamer Bildschirm"
CANARY = "xqw"
number = failed = 0


def check(name, part, *arguments):
    global number, failed
    number += 1
    fault, start = None, time.monotonic()
    try:
        part(*arguments)
    except (AssertionError, LookupError, TimeoutError, subprocess.CalledProcessError):
        fault = traceback.format_exc()
        failed += 1
    for line in (fault or "").splitlines():
        print("# " + line)
    print(("not ok" if fault else "ok"), number, "-", name, "(%.0f s)" % (time.monotonic() - start), flush=True)


def ideas(path):
    return ask(path, "SELECT station, language, body, title FROM idea ORDER BY fid")


def setting(desk, key):
    text = (desk.home / "config/glib-2.0/settings/keyfile").read_text(encoding="utf-8")
    found = re.search("^%s=(.*)$" % key, text, re.M)
    return found.group(1) if found else ""


class Room:
    """The desk, its list of places and the stations of the shared screen."""

    def __init__(self, desk, path):
        self.desk, self.path = desk, path

    def menu(self, entry):
        """An entry of the main window's menu of the shared screen."""
        app = self.desk.application()
        tops = [app.getChildAtIndex(i) for i in range(app.childCount)]
        main = next(top for top in tops if top is not None and top.name == "Nordwärts"
                    and self.desk.look("Hauptmenü", "push button", within=top) is not None)
        self.desk.press("Hauptmenü", "push button", within=main)
        self.desk.press(LIST, "menu item", within=main)
        self.desk.press(entry, "menu item", within=main)

    def seat(self, entry):
        """The same in the list's own menu."""
        self.desk.press("Hauptmenü", "push button", within=self.list())
        self.desk.press(entry, "menu item", within=self.list())

    def list(self):
        return self.desk.toplevel(LIST)

    def row(self, place):
        """What the list says of a place."""
        node = self.desk.look(re.compile("^Platz %d[,:]" % place), "list item", within=self.list())
        return node.name if node is not None else ""

    def says(self, place, *words):
        def all_of_them():
            row = self.row(place)
            return all(word in row for word in words)

        try:
            wait_for("place %d says %s" % (place, words), all_of_them)
        except AssertionError:
            print("# it says: " + self.row(place))
            raise

    def more(self, place, entry):
        self.desk.press("Mehr zu Platz %d" % place, "push button", within=self.list())
        self.desk.press(entry, "menu item", within=self.list())

    def shared(self):
        """Where the shared screen lies: x, y, width, height."""
        found = [place[1:] for place in self.desk.places()
                 if place[0] == "Nordwärts" and place[3:] != (900, 640)]
        return found[0] if len(found) == 1 else None

    def stations(self):
        """In the order of their seats; all must be free."""
        buttons = self.desk.all(DE["touch"], role="push button")
        found = []
        for button in buttons:
            node = button
            while node.parent is not None and len(self.desk.all(
                    DE["touch"], role="push button", within=node.parent)) == 1:
                node = node.parent
            found.append(node)
        return found


def walk(room, station, code, x, y):
    """From the touch to the check: the map is clicked at a place of the screen."""
    words, desk = WORDS[code], room.desk
    desk.press(DE["touch"], within=station)
    desk.press({"de": "Deutsch", "tr": "Türkçe"}[code], within=station)
    desk.press(words["way_standard"], within=station)
    desk.press(words["join"], within=station)
    desk.find(words["draw_title"], within=station)

    def draw():
        desk.click(x, y)
        return desk.look(words["about_title"], within=station)

    wait_for("the map takes the click", draw)
    desk.press(TOPIC[code], within=station)
    desk.press(words["write"], within=station)
    for letter in CANARY:
        desk.press(desk.find(re.compile("^%s$" % letter, re.I), "push button", station, active=True))
    desk.press(words["more"], within=station)
    desk.find(words["check_title"], within=station)


def on_the_other(room):
    room.menu("Für zwei nebeneinander")
    wait_for("the shared screen fills the second monitor", lambda: room.shared() == monitors.PLACE)
    for place in (1, 2):
        room.says(place, "Niemand da", "noch keine Idee abgeschickt")
    found = [fault for fault in lint.faults(room.desk, "places") if LIST in fault]
    assert not found, "\n".join(found)


def in_words(room, stations):
    walk(room, stations[0], "tr", 1920 + 320, 300)
    room.says(1, "links", "Prüft vor dem Absenden", "Türkçe", "ein Entwurf begonnen")
    room.says(2, "rechts", "Niemand da")
    desk = room.desk
    seen = [word for node in desk.walk(room.list(), showing=False)
            for word in (node.name or "", node.description or "")]
    assert not [word for word in seen if CANARY in word.lower() or TOPIC["tr"] in word], seen
    picture(desk, "stations")
    # It was typed, and its resident sees it.
    desk.find(re.compile(CANARY, re.I), within=stations[0])


def frozen(room, stations):
    desk, first = room.desk, stations[0]
    desk.press("Platz 1 anhalten", within=room.list())
    desk.find(WORDS["tr"]["frozen_title"], within=first)
    room.says(1, "Angehalten", "Prüft vor dem Absenden")
    # Whatever reaches a button under the cover does nothing.
    for name in ("send", "back", "cancel"):
        desk.press(WORDS["tr"][name], within=first)
    assert not ideas(room.path)
    # The neighbour goes on.
    desk.press(DE["touch"], within=stations[1])
    room.says(2, "Wählt eine Sprache")
    desk.press("Platz 1 weitermachen lassen", within=room.list())
    wait_for("the cover goes", lambda: desk.look(WORDS["tr"]["frozen_title"], within=first) is None)
    room.says(1, "Prüft vor dem Absenden")
    desk.find(re.compile(CANARY, re.I), within=first)


def handed_over(room, stations):
    desk, second = room.desk, stations[1]
    # Only a free place takes it.
    desk.press("Mehr zu Platz 1", "push button", within=room.list())
    assert desk.look("Entwurf an Platz 2 weitergeben", within=room.list()) is None
    desk.key("Escape")
    room.more(2, "Für die nächste Person frei machen")
    room.says(2, "Niemand da")
    room.more(1, "Entwurf an Platz 2 weitergeben")
    room.says(1, "Niemand da")
    room.says(2, "Wird gefragt, ob ein Entwurf weitergeht", "Türkçe")
    assert not [node for node in desk.walk(stations[0], showing=False)
                if CANARY in (node.name or "").lower()], "still at the first place"
    desk.press(WORDS["tr"]["resume_yes"], within=second)
    desk.find(re.compile(CANARY, re.I), within=second)
    desk.press(WORDS["tr"]["send"], within=second)
    desk.find(WORDS["tr"]["thanks_title"], within=second)
    room.says(2, "1 Idee abgeschickt")
    got = ideas(room.path)
    assert len(got) == 1 and got[0][:2] == (2, "tr"), got
    assert CANARY in str(got[0]).lower(), got
    desk.press(WORDS["tr"]["done"], within=second)
    room.says(2, "Niemand da", "1 Idee abgeschickt")


def next_person(room, stations):
    """Cleared by the facilitator, and brought back when that was a mistake."""
    walk(room, stations[0], "de", 1920 + 320, 300)
    room.more(1, "Für die nächste Person frei machen")
    room.says(1, "Niemand da", "der letzte Entwurf kann zurückgeholt werden")
    room.desk.find(DE["touch"], within=stations[0])
    room.more(1, "Letzten Entwurf zurückholen")
    room.desk.press(DE["resume_yes"], within=stations[0])
    room.desk.find(re.compile(CANARY, re.I), within=stations[0])


def seated_otherwise(room, stations):
    desk = room.desk
    walk(room, stations[1], "de", 1920 + 960, 300)
    room.seat("Für eine Person")
    room.says(2, "gerade nicht zu sehen", "Prüft vor dem Absenden", "ein Entwurf begonnen")
    room.seat("Für zwei gegenüber")
    room.says(2, "oben", "Prüft vor dem Absenden")
    desk.find(re.compile(CANARY, re.I), within=stations[1])
    # Half a table is wider than high.
    wait_for("the place has its seat", lambda: desk.extents(stations[1])[2] > 900)


def turned(room):
    room.more(2, "Um ein Viertel drehen")
    wait_for("the turn is remembered", lambda: "'opposite': [0, 1, 0, 0]" in setting(room.desk, "kiosk-turns"))


def laid_aside(room):
    """The team leaves the full screen behind its PIN, and what lies below can be reached; the places
    go on, and fill their monitor again when the team says so."""
    desk = room.desk
    # The corner of place 1, in the lower half.
    desk.click(monitors.PLACE[0] + 40, monitors.PLACE[1] + monitors.PLACE[3] // 2 + 20, count=5)
    for _ in range(2):
        for digit in "271828":
            desk.press(digit, role="push button")
    desk.find(DE["staff_menu_title"])
    desk.press(DE["leave"])
    wait_for("it is a window", lambda: room.shared() not in (None, monitors.PLACE))
    assert desk.look(DE["leave"]) is None
    room.says(2, "Prüft vor dem Absenden")
    desk.press(DE["fullscreen"])
    wait_for("it fills its monitor", lambda: room.shared() == monitors.PLACE)
    desk.press(DE["back"])
    desk.gone(DE["staff_menu_title"])


def unplugged(room):
    desk = room.desk
    desk.plug(False)
    told = re.compile("^Der Bildschirm für die Plätze ist weg")
    # It does not cover the work.
    wait_for("it waits", lambda: room.shared() is None, 30)
    desk.find(told)
    room.says(2, "Prüft vor dem Absenden")
    desk.plug(True)
    wait_for("it comes back", lambda: room.shared() == monitors.PLACE, 30)
    desk.gone(told)
    desk.plug(False)
    wait_for("it waits again", lambda: room.shared() is None, 30)
    desk.press("Hier zeigen", "push button")
    wait_for("it is wanted here", lambda: room.shared() == (0, 0, 1920, 1080), 30)
    desk.plug(True)
    wait_for("and back there", lambda: room.shared() == monitors.PLACE, 30)


def ended(room):
    desk = room.desk
    desk.press("Hauptmenü", "push button", within=room.list())
    desk.press(re.compile("Gemeinsamen Bildschirm beenden"), "menu item", within=room.list())
    # Two are in the middle of something.
    desk.find(re.compile("^An 2 Plätzen macht gerade jemand mit"))
    desk.press("Beenden", "push button")
    desk.toplevel(LIST, there=False)
    wait_for("the shared screen has gone", lambda: room.shared() is None)
    wait_for("its monitor is remembered", lambda: setting(desk, "kiosk-monitor") == "'DUMMY1'")


def again(room):
    """The drafts are asked about, the turn and the monitor are there without a word."""
    desk = room.desk
    room.menu("Für zwei gegenüber")
    wait_for("the second monitor again", lambda: room.shared() == monitors.PLACE)
    for place in (1, 2):
        room.says(place, "Wird gefragt, ob ein Entwurf weitergeht")
    desk.press(desk.all(DE["resume_no"], role="push button")[1])
    desk.press(DE["resume_yes"])
    desk.press(DE["send"])
    desk.press(DE["done"])
    wait_for("what was begun before is sent", lambda: len(ideas(room.path)) == 2)
    for place in (1, 2):
        room.says(place, "Niemand da")
    # A quarter further than before, not than nothing.
    room.more(2, "Um ein Viertel drehen")
    wait_for("two quarters", lambda: "'opposite': [0, 2, 0, 0]" in setting(desk, "kiosk-turns"))


def no_time_passes(room):
    """Seconds fly here, but not at a frozen place."""
    desk = room.desk
    desk.kill()
    desk.env["NORD_KIOSK_HURRY"] = "30"
    desk.start()
    room.menu("Für eine Person")
    wait_for("the second monitor", lambda: room.shared() == monitors.PLACE)

    def freeze():
        desk.press(DE["touch"])
        desk.press("Platz 1 anhalten", within=room.list())
        if "Niemand da" not in room.row(1):
            return True
        desk.press("Platz 1 weitermachen lassen", within=room.list())
        return False

    wait_for("frozen in time", freeze)
    before = room.row(1)
    # Longer than the silence, the question and a slow second take together.
    time.sleep(8)
    assert room.row(1).split("·")[1] == before.split("·")[1], (before, room.row(1))
    desk.press("Platz 1 weitermachen lassen", within=room.list())
    room.says(1, "Niemand da")


def projector(room):
    """The projector's window goes to the other monitor too, and comes back to it when the cable was
    out."""
    desk = room.desk
    desk.kill()
    for words in (["create", "--options=ideas", "--title=Was zuerst?"], ["open"], ["close"]):
        cli("poll", room.path, *words)
    desk.start()
    desk.focus()
    desk.key("alt+3")
    desk.press("Auf dem Projektor zeigen", "push button")
    wait_for("it fills the second monitor",
             lambda: ("Ergebnis auf dem Projektor", *monitors.PLACE) in desk.places())
    desk.plug(False)
    # It does not cover the work, which says what is wrong and what to do.
    said = re.compile("^Der Projektor ist weg")
    wait_for("it is gone", lambda: "Ergebnis auf dem Projektor" not in [p[0] for p in desk.places()], 30)
    desk.find(said)
    picture(desk, "projector-lost")
    desk.plug(True)
    wait_for("it comes back", lambda: (
        "Ergebnis auf dem Projektor", *monitors.PLACE) in desk.places(), 30)
    desk.gone(said)
    # Once more: it is shown where the work is, and goes to the projector when that is there.
    desk.plug(False)
    desk.press("Hier zeigen")
    wait_for("it is on the first monitor", lambda: (
        "Ergebnis auf dem Projektor", 0, 0, 1920, 1080) in desk.places(), 30)
    desk.gone(said)
    desk.plug(True)
    wait_for("it comes back once more", lambda: (
        "Ergebnis auf dem Projektor", *monitors.PLACE) in desk.places(), 30)
    desk.key("Escape")
    desk.toplevel("Ergebnis auf dem Projektor", there=False)
    wait_for("remembered", lambda: setting(desk, "projector-monitor") == "'DUMMY1'")


def main():
    lacks = monitors.missing()
    if lacks:
        print("1..0 # SKIP no two monitors here, not installed: " + ", ".join(lacks))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = new_workshop(folder, "Nordmarkt")
        with monitors.TwoMonitors(args=[str(path)], size=(900, 640)) as desk:
            room = Room(desk, path)
            check("the shared screen opens on the other monitor", on_the_other, room)
            stations = room.stations()
            check("the list tells screens in words, and nothing private", in_words, room, stations)
            check("a place is frozen", frozen, room, stations)
            check("its draft goes to another", handed_over, room, stations)
            check("for the next person, and back", next_person, room, stations)
            check("another seating keeps what was begun", seated_otherwise, room, stations)
            check("a turned place", turned, room)
            check("the team lays it aside and takes it up", laid_aside, room)
            check("the monitor is unplugged and comes back", unplugged, room)
            check("it is ended, but not without a question", ended, room)
            check("it starts again as it was", again, room)
            check("no time passes at a frozen place", no_time_passes, room)
            check("the projector's window too", projector, room)
            log = desk.log.read_text(errors="replace")
            check("it complains of nothing", lambda: lint_log(log))
    print(f"1..{number}")
    sys.exit(1 if failed else 0)


def lint_log(log):
    bad = [line for line in log.splitlines() if "CRITICAL" in line or "WARNING" in line]
    assert not bad, "\n".join(bad)


main()
