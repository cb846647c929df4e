# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Four residents around a table of 1920 × 1080: where their stations lie, how they get to the map,
and how fingers draw on all sides at the same time."""
import json
import struct
import time

import desk as desks
import touch
from driver import ask

DE = json.loads((desks.ROOT / "resources/kiosk/de.json").read_text(encoding="utf-8"))
TOPICS = json.loads((desks.ROOT / "resources/programme/nordwaerts.json")
                    .read_text(encoding="utf-8"))["categories"]
WIDTH, HEIGHT = 1920, 1080
# As core/kiosk/seating.c has them around a table: x, y, width, height, turn.
SEATS = [(480, 540, 960, 540, 0), (480, 0, 960, 540, 180), (0, 0, 1080, 480, 90),
         (1440, 0, 1080, 480, 270)]


def on_screen(seat, u, v):
    """A place of a station on the screen; u and v from 0 to 1 of its width and height."""
    x, y, width, height, turn = SEATS[seat]
    u, v = u * width, v * height
    return {0: (x + u, y + v), 180: (x + width - u, y + height - v),
            90: (x + height - v, y + u), 270: (x + v, y + width - u)}[turn]


def stations(desk, n=4):
    """The stations in the order of their seats: each has one attract button."""
    buttons = desk.all(DE["touch"], role="push button")
    assert len(buttons) == n, len(buttons)
    found = []
    for button in buttons:
        node = button
        while node.parent is not None and len(desk.all(DE["touch"], role="push button",
                                                       within=node.parent)) == 1:
            node = node.parent
        found.append(node)
    return found


def ideas(path):
    return ask(path, "SELECT station, hex(shape), category FROM idea")


def to_map(desk, station):
    for name in (DE["touch"], "Deutsch", DE["way_standard"], DE["join"]):
        desk.press(name, within=station)
    desk.press(DE["line"], within=station)


def send(desk, seat, station):
    """From the drawn line to the thanks; the topic tells whose it was."""
    desk.find(DE["about_title"], within=station)
    desk.press(TOPICS[seat]["title"]["de"], within=station)
    desk.press(DE["send"], within=station)
    desk.find(DE["thanks_title"], within=station)


def once_more(desk, station):
    desk.press(DE["again"], within=station)
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


def pinch(seat, n=25):
    """Two fingers that part."""
    return [[on_screen(seat, 0.5 + side * (0.1 + 0.1 * i / n), 0.35) for i in range(n + 1)]
            for side in (-1, 1)]


def at_the_same_time(desk, fingers, path, places):
    """Twice four strokes, each with one finger in each station: two of one station are a pinch."""
    for turn in range(2):
        stroke(fingers, [line(seat, 0.3) for seat in range(4)])
        for seat, station in enumerate(places):
            send(desk, seat, station)
        for station in places:
            once_more(desk, station)
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
    palm = [[on_screen(2, 0.4 + 0.02 * f + 0.002 * i, 0.3 + 0.01 * f) for i in range(n + 1)]
            for f in range(6)]
    stroke(fingers, [line(0, 0.3)] + pinch(1) + palm)
    send(desk, 0, places[0])
    assert len(ideas(path)) == before + 1, ideas(path)
    # Neither the pinch nor the palm has drawn anything: the next stroke of both is a whole one, and
    # that of the station that pinched is smaller on the ground, because its map is nearer.
    stroke(fingers, [line(1, 0.3), line(2, 0.3)])
    for seat in (1, 2):
        send(desk, seat, places[seat])
    assert len(ideas(path)) == before + 3, ideas(path)
    first, last = widths(path, 2)
    assert last < 0.75 * first, (first, last)
    first, last = widths(path, 3)
    assert abs(last - first) < 0.01 * first, (first, last)


def eight_at_once(desk, fingers, path, places):
    """Eight fingers on the glass, two in each station: all four maps come nearer, each by its own two.
    What is drawn there next is about half as wide on the ground as at first, and half of that where a
    pinch was before (pinch_and_draw); a pinch that had drawn instead would be a fifth as wide, or a tenth."""
    for seat in range(3):
        once_more(desk, places[seat])
    before = len(ideas(path))
    stroke(fingers, [way for seat in range(4) for way in pinch(seat)])
    time.sleep(0.5)
    assert len(ideas(path)) == before, ideas(path)
    stroke(fingers, [line(seat, 0.3) for seat in range(4)])
    for seat, station in enumerate(places):
        send(desk, seat, station)
    assert len(ideas(path)) == before + 4, ideas(path)
    for number in range(1, 5):
        first, last = widths(path, number)
        nearer = 0.54 ** (2 if number == 2 else 1)
        assert 0.75 * nearer < last / first < 1.25 * nearer, (number, last / first, nearer)


def widths(path, station):
    """Of the first and the last line of a station, degrees of longitude: GeoPackage 1.3, 2.1.3."""
    wide = []
    for (shape,) in ask(path, "SELECT shape FROM idea WHERE station = ? ORDER BY fid", station):
        assert shape[3] >> 1 & 7 == 1, "without an envelope"
        west, east = struct.unpack_from("<dd", shape, 8)
        wide.append(east - west)
    return wide[0], wide[-1]
