#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Without a pointer: places found by name, a pin, a line and an area by keys alone, a shape altered,
an idea placed by search, and every idea in view told by assistive technology."""
import contextlib
import pathlib
import re
import subprocess
import sqlite3
import struct
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import driver  # noqa: E402
from driver import wait_for  # noqa: E402
import lint  # noqa: E402

BUILD = desks.BUILD
# The corner of Nordstraße and Mallinckrodtstraße.
CORNER = (7.46620, 51.52483)


def find(path, title):
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=5)) as base:
        return next(iter(base.execute("SELECT shape FROM idea WHERE title = ?", (title,))), None)


def kind(blob):
    """The code of its WKB, the number of positions of its first ring, and the first position."""
    wkb = blob[8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]:]
    code = struct.unpack("<I", wkb[1:5])[0]
    if code == 1:
        return 1, 1, struct.unpack("<dd", wkb[5:21])
    at = 5 if code == 2 else 9
    return code, struct.unpack("<I", wkb[at:at + 4])[0], struct.unpack("<dd", wkb[at + 4:at + 20])


def search(desk, text):
    desk.key("ctrl+l")
    time.sleep(0.5)
    desk.key("ctrl+a")
    desk.type(text)
    desk.find(re.compile(r"^\d+ Orte?$"))
    time.sleep(0.3)
    desk.key("Return")
    time.sleep(1.5)


def write(desk, path, text):
    desk.find("Idee speichern")
    time.sleep(0.5)
    desk.type(text)
    desk.key("Return")
    row = wait_for(text, lambda: find(path, text))
    time.sleep(0.5)
    desk.key("Escape")
    return kind(row[0])


def test_search(desk, path):
    """With faults of typing; what was found is told."""
    search(desk, "nordstr / malinckrodtstr")
    desk.find(re.compile(r"^Nordstraße / Mallinckrodtstraße, Kreuzung: .*Mallinckrodtstraße"))


def test_nothing(desk, path):
    desk.key("ctrl+l")
    desk.type("qqqqqq")
    desk.find(re.compile("^Nichts gefunden"))
    assert lint.faults(desk, "search") == []
    desk.key("Escape")


def test_nudge_is_told(desk, path):
    search(desk, "nordstr / malinckrodtstr")
    desk.find(re.compile("Kreuzung: "))
    desk.key("Up")
    desk.find(re.compile(r"^\d+ m nach Norden, .*(straße|markt)"))
    desk.key("Right")
    desk.find(re.compile(r"^\d+ m nach Osten, "))


def test_pin(desk, path):
    """Search, then Enter with the tool in hand; where the cross comes to rest on a street it says so."""
    desk.press("Punkt", role="push button")
    search(desk, "nordstr / malinckrodtstr")
    desk.key("shift+Right")
    desk.find(re.compile(r"Mallinckrodtstraße.*\. Eingerastet: (Kreuzung|Straße)$"))
    desk.key("Return")
    code, _, (lon, lat) = write(desk, path, "Ampel")
    assert code == 1
    assert abs(lon - CORNER[0]) < 3e-3 and abs(lat - CORNER[1]) < 2e-3, (lon, lat)


def test_line(desk, path):
    desk.press("Linie", role="push button")
    search(desk, "nordmarkt")
    desk.key("Return", "Right", "Right", "Return", "Down", "Down", "Return")
    desk.key("f")
    assert write(desk, path, "Weg")[:2] == (2, 3)


def test_area_and_back(desk, path):
    """Backspace takes the last corner back."""
    desk.press("Fläche", role="push button")
    search(desk, "nordmarkt")
    desk.key("Return", "Right", "Right", "Return", "Down", "Down", "Return", "Left", "Return",
             "BackSpace")
    desk.key("f")
    assert write(desk, path, "Platz")[:2] == (3, 4)


def test_twins(desk, path):
    """Every idea in view: name, kind, place in words, a button."""
    search(desk, "nordmarkt")
    group = desk.find("Ideen auf der Karte")
    for title, word in (("Ampel", "Punkt"), ("Weg", "Linie"), ("Platz", "Fläche")):
        twin = desk.find(re.compile(r"^%s, %s, .*(Nordmarkt|straße)" % (title, word)),
                         role="push button", within=group)
        wait_for("a size", lambda t=twin: desk.extents(t)[2] >= 24)
    faults = lint.faults(desk, "map")
    assert faults == [], faults


def test_twin_selects(desk, path):
    desk.find(re.compile("^Weg, Linie")).queryAction().doAction(0)
    desk.find("Idee löschen", role="push button")


def test_reshape(desk, path):
    """The line is selected: its first point is taken, moved and put down."""
    before = find(path, "Weg")[0]
    desk.press("Bearbeiten", role="push button")
    time.sleep(0.5)
    desk.key("Tab")
    desk.find(re.compile(r"^Punkt \d von 3: "))
    desk.key("Return")
    desk.find(re.compile("^Punkt gegriffen"))
    desk.key("Up", "Up", "Return")
    desk.find(re.compile("^Abgesetzt: "))
    desk.key("f")
    wait_for("the new line", lambda: find(path, "Weg")[0] != before)
    assert kind(find(path, "Weg")[0])[:2] == (2, 3)
    desk.key("Escape", "Escape")


def test_place_a_draft(desk, path):
    """An idea without a place is open: what is found is its place."""
    desk.key("ctrl+shift+a")
    desk.find("Idee speichern")
    time.sleep(0.5)
    desk.type("Mit Ort")
    search(desk, "Borsigplatz")
    entry = desk.find("Titel", role="text")
    desk.click_on(entry)
    desk.key("Return")
    code, _, (lon, lat) = kind(wait_for("the idea", lambda: find(path, "Mit Ort"))[0])
    assert code == 1 and abs(lon - 7.481) < 2e-3 and abs(lat - 51.5236) < 2e-3, (lon, lat)


def test_turned(desk, path):
    """With the map turned by a quarter, what is pointed at lies a quarter further; and back."""
    assert desk.look("Norden nach oben", role="push button") is None
    search(desk, "nordstr / malinckrodtstr")
    for _ in range(6):
        desk.key("ctrl+shift+Right")
        time.sleep(0.5)
    north = desk.find("Norden nach oben", role="push button")
    x, y, width, height = desk.extents(desk.find("Karte", role="image"))
    places = []
    for number, aside in enumerate((0, 150)):
        desk.press("Punkt", role="push button")
        desk.click(x + width // 2 + aside, y + height // 2)
        code, _, place = write(desk, path, "Gedreht %d" % number)
        assert code == 1
        places.append(place)
    (lon0, lat0), (lon1, lat1) = places
    east, up = (lon1 - lon0) * 0.622, lat1 - lat0
    assert abs(up) > 1e-4 and abs(east) < abs(up) / 20, places
    desk.press(north)
    desk.gone("Norden nach oben", role="push button")


EARS = """
import pyatspi
def hear(event):
    print(event.any_data, flush=True)
pyatspi.Registry.registerEventListener(hear, "object:property-change:accessible-description")
print("listening", flush=True)
pyatspi.Registry.start()
"""


def test_spoken(desk, path):
    """What is told reaches a screen reader at once: as a new description of what has the focus."""
    with tempfile.TemporaryFile("w+") as heard:
        ears = subprocess.Popen([sys.executable, "-c", EARS], env=desk.env, stdout=heard,
                                stderr=subprocess.DEVNULL)

        def said(words):
            heard.seek(0)
            return re.search(words, heard.read(), re.MULTILINE)

        try:
            wait_for("ears", lambda: said("^listening$"))
            desk.key("Escape", "ctrl+l")
            time.sleep(0.5)
            desk.key("ctrl+a")
            desk.type("Borsigplatz")
            wait_for("how many were found", lambda: said(r"^\d+ Orte? ?$"))
            desk.key("Down", "Up")
            wait_for("which would be taken", lambda: said("^Borsigplatz, .*, Innenstadt-Nord"))
            desk.key("Return")
            wait_for("where the cross stands", lambda: said("^Borsigplatz, .*: "))
            desk.key("Right")
            wait_for("how far it went", lambda: said(r"^\d+ m nach Osten"))
        finally:
            ears.kill()
            ears.wait()


TESTS = [test_search, test_spoken, test_nothing, test_nudge_is_told, test_pin, test_line,
         test_area_and_back, test_twins, test_twin_selects, test_reshape, test_place_a_draft, test_turned]


def main():
    if driver.cannot(any_toolkit=True):
        return 0
    with tempfile.TemporaryDirectory(prefix="nord-find-") as folder:
        path = driver.new_workshop(folder)
        with desks.Desk(args=[path]) as desk:
            desk.find("0 Ideen", timeout=20)
            desk.focus()
            time.sleep(2)
            return driver.play(desk, TESTS, path)


if __name__ == "__main__":
    sys.exit(main())
