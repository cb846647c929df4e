#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Without a pointer: places found by name, a pin, a line and an area by keys alone, a shape altered,
an idea placed by search, and every idea in view told by assistive technology: what the map tells of the
sample is held against its file."""
import contextlib
import json
import math
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
    # How long it is by now is told with the points.
    desk.find(re.compile(r"^3 Punkte, (\d+ m|\d+,\d\d km)"))
    desk.key("f")
    assert write(desk, path, "Weg")[:2] == (2, 3)


def test_area_and_back(desk, path):
    """Backspace takes the last corner back, and how large it is without is told."""
    desk.press("Fläche", role="push button")
    search(desk, "nordmarkt")
    desk.key("Return", "Right", "Right", "Return", "Down", "Down", "Return", "Left", "Return")
    desk.find(re.compile(r"^4 Punkte, (\d+ m²|\d+,\d\d ha)"))
    # What is left is told anew: smaller than it was, and it is still a whole area.
    desk.key("BackSpace")
    desk.find(re.compile(r"^3 Punkte, (\d+ m²|\d+,\d\d ha)"))
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


def mercator(lon, lat):
    return math.radians(lon), -math.asinh(math.tan(math.radians(lat)))


def seen(desk, ideas, box):
    """What the map tells: title -> the middle of each of its buttons, in pixels of the map."""
    group = desk.find("Ideen auf der Karte")
    found = {}
    for node in desk.all(role="push button", within=group):
        title = max((t for t in ideas if node.name.startswith(t + ", ")), key=len, default=None)
        assert title, node.name
        x, y, width, height = desk.extents(node)
        found.setdefault(title, []).append((node, x + width / 2 - box[0], y + height / 2 - box[1]))
    return found


def expected(found, ideas, box):
    """Titles of what lies on the map by the file, and where: two points of those that are told say
    which pixel is which place."""
    points = sorted((mercator(*ideas[title][1][0]), at[0][1:]) for title, at in found.items()
                    if ideas[title][0] == "Point" and len(at) == 1)
    (a, (ax, ay)), (b, (bx, by)) = points[0], points[-1]
    scale = (bx - ax) / (b[0] - a[0])
    assert len(points) > 3 and bx - ax > 60, points

    def pixel(lon, lat):
        x, y = mercator(lon, lat)
        return ax + (x - a[0]) * scale, ay + (y - a[1]) * scale

    def inside(x, y, margin):
        return margin < x < box[2] - margin and margin < y < box[3] - margin

    for title, at in found.items():
        if ideas[title][0] == "Point":
            x, y = pixel(*ideas[title][1][0])
            assert abs(x - at[0][1]) < 3 and abs(y - at[0][2]) < 3, (title, x, y, at)
    return {title for title, (kind, places) in ideas.items()
            if any(inside(*pixel(*place), 4) for place in places)}


def check_sample():
    """Each idea of the sample that lies in the map's view is a button with name, kind, theme and place
    in words, also where only a bubble stands for it; its button leads to it."""
    with desks.Desk(args=["--sample"]) as desk:
        desk.find(re.compile(r"^\d+ Ideen$"), timeout=20)
        desk.focus()
        time.sleep(3)
        out = desk.home / "sample.geojson"
        driver.cli("export", driver.sample(desk), out)
        ideas = {}
        for feature in json.loads(out.read_text(encoding="utf-8"))["features"]:
            shape = feature["geometry"]
            if shape:
                places = shape["coordinates"]
                while places and not isinstance(places[0], (int, float)) and isinstance(
                        places[0][0], list):
                    places = places[0]
                ideas[feature["properties"]["title"]] = (shape["type"], places if isinstance(
                    places[0], list) else [places])
        box = desk.extents(desk.find("Karte", role="image"))
        for place in (None, "Nordmarkt", "Huckarde"):
            if place:
                search(desk, place)
                time.sleep(1.5)
            found = seen(desk, ideas, box)
            want = expected(found, ideas, box)
            assert want <= set(found), (place, want - set(found))
            told = [node.name for at in found.values() for node, _, _ in at]
            wrong = [name for name in told if not re.search(
                r", (Punkt|Linie|Fläche), [^,]+, .*(\d+ k?m |straße|platz|Innenstadt|[A-ZÄÖÜ])", name)]
            assert not wrong, wrong
            print("# %s: %d in view" % (place, len(told)))
            assert place or len(told) > 40, len(told)
        # Several stand behind one bubble at first; each is reached by itself.
        title = sorted(found)[0]
        desk.press(found[title][0][0])
        wait_for("its card", lambda: any(desk.text(node) == title for node in desk.all(
            "Titel", role="text")))
    return 0


TESTS = [test_search, test_spoken, test_nothing, test_nudge_is_told, test_pin, test_line,
         test_area_and_back, test_twins, test_twin_selects, test_reshape, test_place_a_draft, test_turned]


def main():
    if driver.cannot(any_toolkit=True):
        return 0
    if sys.argv[1:] == ["sample"]:
        return check_sample()
    with tempfile.TemporaryDirectory(prefix="nord-find-") as folder:
        path = driver.new_workshop(folder)
        with desks.Desk(args=[path]) as desk:
            desk.find("0 Ideen", timeout=20)
            desk.focus()
            time.sleep(2)
            status = driver.play(desk, TESTS, path)
    # One program on one bus in one process.
    again = subprocess.run([sys.executable, __file__, "sample"], check=False)
    return status or again.returncode


if __name__ == "__main__":
    sys.exit(main())
