#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Real fingers on the shared screen with four stations: strokes that are drawn at the same moment
become shapes of the stations where they began, a pinch in one moves its map while another draws, a
palm leaves nothing, and a tap presses a turned button."""
import contextlib
import json
import pathlib
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import touch  # noqa: E402

DE = json.loads((desks.ROOT / "resources/kiosk/de.json").read_text(encoding="utf-8"))
TOPICS = json.loads((desks.ROOT / "resources/programme/nordwaerts.json")
                    .read_text(encoding="utf-8"))["categories"]
WIDTH, HEIGHT = 1920, 1080
# As core/kiosk/seating.c has them around a table: x, y, width, height, turn.
SEATS = [(480, 540, 960, 540, 0), (480, 0, 960, 540, 180), (0, 0, 1080, 480, 90),
         (1440, 0, 1080, 480, 270)]
number = failed = 0


def check(name, part, *arguments):
    global number, failed
    number += 1
    fault = None
    try:
        part(*arguments)
    except (AssertionError, LookupError, TimeoutError) as error:
        fault = repr(error)
        failed += 1
        print("# " + fault)
    print(("not ok" if fault else "ok"), number, "-", name, flush=True)


def on_screen(seat, u, v):
    """A place of a station on the screen; u and v from 0 to 1 of its width and height."""
    x, y, width, height, turn = SEATS[seat]
    u, v = u * width, v * height
    return {0: (x + u, y + v), 180: (x + width - u, y + height - v),
            90: (x + height - v, y + u), 270: (x + v, y + width - u)}[turn]


def stations(desk):
    """The stations in the order of their seats: each has one attract button."""
    buttons = desk.all(DE["touch"], role="push button")
    assert len(buttons) == 4, len(buttons)
    found = []
    for button in buttons:
        node = button
        while node.parent is not None and len(desk.all(DE["touch"], role="push button",
                                                       within=node.parent)) == 1:
            node = node.parent
        found.append(node)
    return found


def ideas(path):
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=5)) as base:
        return base.execute("SELECT station, hex(shape), category FROM idea").fetchall()


def to_map(desk, station):
    for name in (DE["touch"], "Deutsch", DE["way_standard"], DE["join"]):
        desk.press(name, within=station)
    desk.press(DE["line"], within=station)


def stroke(fingers, ways):
    """Draws all of them at the same time: a list of places each."""
    for step in range(max(len(way) for way in ways)):
        for finger, way in enumerate(ways):
            if step == 0:
                fingers.event(touch.BEGIN, finger, *way[0])
            elif step < len(way):
                fingers.event(touch.UPDATE, finger, *way[step])
        fingers.sync()
        time.sleep(0.01)
    for finger, way in enumerate(ways):
        fingers.event(touch.END, finger, *way[-1])
    fingers.sync()


def line(seat, v, n=25):
    return [on_screen(seat, 0.25 + 0.5 * i / n, v + 0.06 * (i % 5 > 2)) for i in range(n + 1)]


def at_the_same_time(desk, fingers, path, places):
    """Twice four strokes, each with one finger in each station."""
    for turn in range(2):
        stroke(fingers, [line(seat, 0.3) for seat in range(4)])
        for seat, station in enumerate(places):
            desk.find(DE["about_title"], within=station)
            desk.press(TOPICS[seat]["title"]["de"], within=station)
            desk.press(DE["send"], within=station)
            desk.find(DE["thanks_title"], within=station)
        for station in places:
            desk.press(DE["again"], within=station)
            desk.press(DE["line"], within=station)
    got = ideas(path)
    assert len(got) == 8, len(got)
    assert sorted(row[0] for row in got) == [1, 1, 2, 2, 3, 3, 4, 4], got
    for row in got:
        # What each station chose tells whose stroke it was; a line in ISO well-known binary.
        assert row[2] == TOPICS[row[0] - 1]["id"], row
        assert "0102000000" in row[1], row[1][:80]


def pinch_and_draw(desk, fingers, path, places):
    """Station 2 pinches with two fingers while station 1 draws and station 3 lays a palm down."""
    before = len(ideas(path))
    n = 25
    apart = [[on_screen(1, 0.5 - 0.1 - 0.1 * i / n, 0.35) for i in range(n + 1)],
             [on_screen(1, 0.5 + 0.1 + 0.1 * i / n, 0.35) for i in range(n + 1)]]
    palm = [[on_screen(2, 0.4 + 0.02 * f + 0.002 * i, 0.3 + 0.01 * f) for i in range(n + 1)]
            for f in range(6)]
    stroke(fingers, [line(0, 0.3)] + apart + palm)
    desk.find(DE["about_title"], within=places[0])
    desk.press(TOPICS[0]["title"]["de"], within=places[0])
    desk.press(DE["send"], within=places[0])
    desk.find(DE["thanks_title"], within=places[0])
    assert len(ideas(path)) == before + 1, ideas(path)
    # Neither the pinch nor the palm has drawn anything: the next stroke of both is a whole one, and
    # that of the station that pinched is smaller on the ground, because its map is nearer.
    stroke(fingers, [line(1, 0.3), line(2, 0.3)])
    for seat in (1, 2):
        desk.press(TOPICS[seat]["title"]["de"], within=places[seat])
        desk.press(DE["send"], within=places[seat])
        desk.find(DE["thanks_title"], within=places[seat])
    assert len(ideas(path)) == before + 3, ideas(path)
    first, last = widths(path, 2)
    assert last < 0.75 * first, (first, last)
    first, last = widths(path, 3)
    assert abs(last - first) < 0.01 * first, (first, last)


def eight_contacts(desk, fingers, path, places):
    """Eight contacts at once, in three ways (two fingers of one station always move its map, as
    ux.md has it, K4): four strokes with a belly at the edge of each; two strokes beside two pinches
    and two bellies; four pinches."""
    before = len(ideas(path))
    edge = [(700, 1077), (1200, 2), (3, 500), (1917, 500)]
    n = 25
    bellies = [[(x + i % 3, y) for i in range(n + 1)] for x, y in edge]
    for station in places:
        desk.press(DE["again"], within=station)
        desk.press(DE["line"], within=station)
    stroke(fingers, bellies + [line(seat, 0.3) for seat in range(4)])
    for seat, station in enumerate(places):
        # A belly presses none of the buttons there.
        desk.find(DE["about_title"], within=station)
        desk.press(TOPICS[seat]["title"]["de"], within=station)
        desk.press(DE["send"], within=station)
        desk.press(DE["again"], within=station)
        desk.press(DE["line"], within=station)
    got = ideas(path)[before:]
    assert sorted(row[0] for row in got) == [1, 2, 3, 4], got
    assert all(row[2] == TOPICS[row[0] - 1]["id"] for row in got), got

    def pinch(seat):
        return [[on_screen(seat, 0.5 + side * (0.1 + 0.1 * i / n), 0.35) for i in range(n + 1)]
                for side in (-1, 1)]

    stroke(fingers, [line(0, 0.3), line(3, 0.3)] + pinch(1) + pinch(2) + bellies[:1] + bellies[3:])
    for seat in (0, 3):
        desk.find(DE["about_title"], within=places[seat])
        desk.press(TOPICS[seat]["title"]["de"], within=places[seat])
        desk.press(DE["send"], within=places[seat])
        desk.press(DE["again"], within=places[seat])
        desk.press(DE["line"], within=places[seat])
    got = ideas(path)[before + 4:]
    assert sorted(row[0] for row in got) == [1, 4], got
    stroke(fingers, sum((pinch(seat) for seat in range(4)), []))
    for station in places:
        desk.find(DE["draw_title"], within=station)
    assert len(ideas(path)) == before + 6, ideas(path)
    # Nothing of the pinches is left: whole strokes come after them, on maps that are nearer.
    stroke(fingers, [line(seat, 0.3) for seat in range(4)])
    for seat, station in enumerate(places):
        desk.press(TOPICS[seat]["title"]["de"], within=station)
        desk.press(DE["send"], within=station)
        desk.find(DE["thanks_title"], within=station)
        first, last = widths(path, seat + 1)
        assert last < 0.75 * first, (seat, first, last)


def widths(path, station):
    """Of the first and the last line of a station, degrees of longitude: GeoPackage 1.3, 2.1.3."""
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=5)) as base:
        shapes = [row[0] for row in base.execute(
            "SELECT shape FROM idea WHERE station = ? ORDER BY fid", (station,))]
    wide = []
    for shape in shapes:
        assert shape[3] >> 1 & 7 == 1, "without an envelope"
        west, east = struct.unpack_from("<dd", shape, 8)
        wide.append(east - west)
    return wide[0], wide[-1]


def turned_tap(desk, fingers, path, places):
    """A finger presses the button where the resident at the left side sees it."""
    desk.press(DE["again"], within=places[2])
    desk.press(DE["cancel"], within=places[2])
    desk.find(DE["touch"], within=places[2])
    # A belly at its edge does not.
    stroke(fingers, [[(3, 540)], [(3, 560), (6, 560)]])
    time.sleep(1)
    # What a stack hides keeps its size, but on the first screen there is no way back.
    assert desk.look(DE["back"], within=places[2]) is None, "the edge was pressed"
    stroke(fingers, [[on_screen(2, 0.5, 0.5)]])
    desk.find(DE["back"], within=places[2])


def main():
    lacks = touch.missing()
    if lacks:
        print("1..0 # SKIP no real fingers here, not installed: " + ", ".join(lacks))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "touch.gpkg"
        cli = desks.BUILD / "src/cli/nordwaerts-cli"
        subprocess.run([cli, "new", path, "--title", "Nordmarkt", "--quiet"], check=True)
        with touch.TouchDesk(args=["--kiosk", "--seating", "around", str(path)],
                             size=(WIDTH, HEIGHT)) as desk:
            fingers = desk.take_fingers()
            places = stations(desk)
            for station in places:
                to_map(desk, station)
            time.sleep(1)
            if len(sys.argv) > 1:
                desk.shot(sys.argv[1])
            check("strokes at the same time", at_the_same_time, desk, fingers, path, places)
            check("a pinch while others draw, and a palm", pinch_and_draw, desk, fingers, path, places)
            check("eight contacts at once", eight_contacts, desk, fingers, path, places)
            check("a turned button", turned_tap, desk, fingers, path, places)
    print(f"1..{number}")
    sys.exit(1 if failed else 0)


main()
