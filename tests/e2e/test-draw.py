#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Drawing with help in the real window: along streets, clinging, a new course, a hole, a cut in two;
by mouse and by keys alone."""
import contextlib
import json
import math
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import time
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import driver  # noqa: E402
from driver import picture, wait_for  # noqa: E402

BUILD = desks.BUILD


def ideas(path):
    """title -> list of (kind, rings) of what is stored."""
    out = pathlib.Path(path).with_suffix(".geojson")
    with contextlib.suppress(OSError):
        out.unlink()
    subprocess.run([str(BUILD / "src/cli/nordwaerts-cli"), "export", str(path), str(out)], check=True,
                   capture_output=True)
    found = {}
    for feature in json.loads(out.read_text(encoding="utf-8"))["features"]:
        found.setdefault(feature["properties"]["title"], []).append(feature["geometry"])
    return found


def metres(a, b):
    return math.hypot((a[0] - b[0]) * 69200, (a[1] - b[1]) * 111200)


def length(line):
    return sum(metres(a, b) for a, b in zip(line, line[1:]))


def toggle(desk, name):
    desk.click_on(name, role="push button")
    time.sleep(0.6)


def write(desk, text):
    desk.find("Idee speichern")
    time.sleep(0.5)
    desk.type(text)
    desk.key("Return")


def leave(desk):
    desk.key("Escape")
    time.sleep(0.8)


def is_on(button):
    import pyatspi
    state = button.getState()
    return state.contains(pyatspi.STATE_PRESSED) or state.contains(pyatspi.STATE_CHECKED)


def middle(desk):
    box = desk.extents(desk.find("Karte", role="image"))
    return box[0] + box[2] // 2, box[1] + box[3] // 2


def test_along_streets(desk, path):
    """Two taps give a line with the corners of the streets between them, longer than the crow flies: also
    when they come before the streets are read, for which they wait."""
    x, y = middle(desk)
    desk.key("3", "a")
    desk.click(x - 150, y - 100)
    desk.click(x + 150, y + 60)
    picture(desk, "along-at-once")
    desk.find("Fertig", role="push button")
    picture(desk, "along")
    desk.key("Return")
    write(desk, "Schulweg")
    line = wait_for("the way", lambda: ideas(path).get("Schulweg"))[0]["coordinates"]
    assert len(line) > 3, line
    crow = metres(line[0], line[-1])
    assert crow * 1.02 < length(line) < crow * 2.5, (crow, length(line))
    leave(desk)


def test_one_stretch_back(desk, path):
    """Backspace takes the whole stretch along the streets back, not a corner of it."""
    x, y = middle(desk)
    desk.click_on("Linie", role="push button")
    time.sleep(0.6)
    desk.click(x - 150, y - 100)
    time.sleep(0.7)
    desk.click(x + 150, y + 60)
    time.sleep(0.7)
    desk.find("Fertig", role="push button")
    desk.key("BackSpace")
    time.sleep(0.4)
    assert desk.look("Fertig", role="push button") is None
    desk.key("Escape")
    time.sleep(0.3)
    # The key switches it off again.
    desk.key("a")
    desk.key("Escape")
    time.sleep(0.5)
    assert set(ideas(path)) == {"Schulweg"}


def test_area_with_hole(desk, path):
    """An area by taps, then a hole in it drawn in one go, filled again, and drawn once more."""
    x, y = middle(desk)
    desk.key("4")
    time.sleep(0.6)
    desk.key("s")  # nothing clings
    for dx, dy in ((-140, -110), (140, -110), (140, 90), (-140, 90)):
        desk.click(x + dx, y + dy)
        time.sleep(0.6)
    desk.key("Return")
    write(desk, "Park")
    wait_for("the area", lambda: ideas(path).get("Park"))
    desk.key("5")
    time.sleep(1.2)
    x, y = middle(desk)
    desk.key("h")
    time.sleep(0.5)
    ring = [(int(x + 40 * math.cos(a / 4)), int(y + 30 * math.sin(a / 4))) for a in range(27)]
    desk.drag(*ring)
    time.sleep(0.7)
    picture(desk, "hole")
    desk.key("f")
    wait_for("the hole", lambda: len(ideas(path)["Park"][0]["coordinates"]) == 2)
    desk.key("ctrl+z")
    wait_for("no hole", lambda: len(ideas(path)["Park"][0]["coordinates"]) == 1)
    desk.key("ctrl+shift+z")
    wait_for("the hole again", lambda: len(ideas(path)["Park"][0]["coordinates"]) == 2)


def stands(desk):
    """The middle of the map, once it stays where it is."""
    return wait_for("the map to rest", lambda: (lambda a: (time.sleep(0.3), middle(desk))[1] == a and a)(
        middle(desk)))


def refused(desk, words, draw):
    """Draws until the words are seen: they are on the screen for five seconds, in which a busy computer
    may not get through all that the window tells. What is refused can be drawn again."""
    for _ in range(3):
        draw()
        with contextlib.suppress(LookupError):
            return desk.find(words, timeout=3)
    raise LookupError("nobody says %r" % words)


def test_hole_refused(desk, path):
    """A hole that crosses the border is explained, and nothing changes."""
    before = ideas(path)["Park"]
    desk.key("5")
    desk.find("Loch", role="push button", active=True)
    x, y = stands(desk)
    desk.key("h")
    wait_for("the tool for holes", lambda: is_on(desk.find("Loch", role="push button")))
    refused(desk, "Ein Loch muss ganz in der Fläche liegen", lambda: desk.drag(
        (x - 200, y), (x - 60, y - 15), (x - 60, y + 25), (x - 200, y + 25), (x - 200, y)))
    picture(desk, "refused")
    desk.key("Escape", "Escape")
    time.sleep(0.5)
    assert ideas(path)["Park"] == before


def write_picture(path):
    """A small green PNG."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x2e\xc2\x7e" * 96) * 72
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 96, 72, 8, 2, 0, 0, 0)) +
                     chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return path


def test_split(desk, path, folder):
    """A line through the area: two ideas that say and show the same, one step to undo."""
    driver.add_photo(desk, write_picture(pathlib.Path(folder) / "park.png"))
    photo = wait_for("the photo", lambda: driver.ask(path, "SELECT idea, sha256 FROM medium"))
    desk.key("5")
    time.sleep(1)
    toggle(desk, "Teilen")
    x, y = middle(desk)
    desk.drag((x - 20, y - 250), (x + 60, y), (x + 20, y + 140))
    time.sleep(0.8)
    picture(desk, "split")
    desk.find(re.compile("Geteilt: "))
    desk.key("f")
    two = wait_for("two ideas", lambda: (lambda p: len(p) == 2 and p)(ideas(path)["Park"]))
    assert all(shape["type"] == "Polygon" for shape in two)
    desk.find("In 2 Ideen geteilt")
    media = driver.ask(path, "SELECT idea, sha256 FROM medium")
    assert len({idea for idea, _ in media}) == 2 and {sha for _, sha in media} == {photo[0][1]}, media
    picture(desk, "parts")
    # Who redacts one of them is asked about the other, which says the same.
    desk.key("ctrl+shift+m")
    window = desk.toplevel("Moderation")
    while not desk.look("Park", "label", within=window):
        desk.press("Später", "push button", window)
        time.sleep(0.5)
    desk.press("Schwärzen …", "push button", window)
    desk.find("Die Idee wurde geteilt: auch 1 Teil schwärzen, der dasselbe sagt", "check box")
    time.sleep(0.5)
    picture(desk, "redact-parts")
    desk.press("Abbrechen", "push button")
    desk.press("Schließen", "push button", window)
    desk.toplevel("Moderation", there=False)
    desk.focus()
    desk.key("ctrl+z")
    wait_for("one idea", lambda: len(ideas(path)["Park"]) == 1)
    assert driver.ask(path, "SELECT idea, sha256 FROM medium") == photo
    # What was split off and taken back has its words in the log yet: that is said.
    desk.key("ctrl+shift+m")
    window = desk.toplevel("Moderation")
    while not desk.look("Park", "label", within=window):
        desk.press("Später", "push button", window)
        time.sleep(0.5)
    desk.press("Schwärzen …", "push button", window)
    desk.find("1 Teil davon wurde gelöscht; auch sein Wortlaut geht.")
    time.sleep(0.5)
    picture(desk, "redact-gone")
    desk.press("Abbrechen", "push button")
    desk.press("Schließen", "push button", window)
    desk.toplevel("Moderation", there=False)
    desk.focus()


def test_reshape_by_keys(desk, path):
    """Without a pointer: the cross draws the new stretch over the line, Enter by Enter."""
    leave(desk)
    desk.key("3")
    time.sleep(0.6)
    desk.key("Return")  # shows the cross in the middle
    time.sleep(0.4)
    desk.key("Return", "ctrl+Right", "Return", "f")
    write(desk, "Gerade")
    line = wait_for("the line", lambda: ideas(path).get("Gerade"))[0]["coordinates"]
    assert len(line) == 2
    leave(desk)
    desk.click_on("Gerade")
    time.sleep(1.5)
    desk.click_on("Bearbeiten", role="push button")
    time.sleep(1)
    # Tab goes to the nearest point and then from point to point, Shift+Tab back; from the first one a
    # step along the line, and over it.
    desk.key("Tab")
    if "1 von 2" not in desk.find(re.compile(r"^Punkt [12] von 2: ")).name:
        desk.key("shift+Tab")
        desk.find(re.compile(r"^Punkt 1 von 2: "))
    desk.key("r")
    time.sleep(0.4)
    desk.key("Right", "Return", "Up", "Up", "Return", "Right", "Return", "Down", "Down", "Return", "f")
    time.sleep(0.6)
    picture(desk, "reshape")
    desk.key("f")
    line = wait_for("the bow", lambda: (lambda l: len(l) == 6 and l)(
        ideas(path)["Gerade"][0]["coordinates"]))
    assert line[0][1] == line[1][1] and line[2][1] > line[1][1], line


def take(desk, key, hint):
    """A tool by its key, with the pointer off the map and the hand on no card."""
    desk.key(key)
    desk.find(hint)


def test_pins_and_strokes_cling(desk, path, folder):
    """A pin close to a plan stands on its corner, unless Alt is held; a stroke clings with both ends and
    not with what lies between. All of it with the card beside the map, so that the map stays."""
    desk.find("Was gesagt wurde")
    x, y = middle(desk)
    corner, far = (x - 90, y - 70), (x + 80, y - 50)
    # Where on earth a pixel is, from two pins that cling to nothing.
    for name, at in (("eins", (x - 100, y - 80)), ("zwei", (x + 100, y + 20))):
        take(desk, "2", "Tippen Sie auf den Ort")
        desk.click(*at)
        write(desk, name)
        wait_for(name, lambda: ideas(path).get(name))
        desk.find("Was gesagt wurde")
    assert middle(desk) == (x, y)
    one, two = (ideas(path)[name][0]["coordinates"] for name in ("eins", "zwei"))

    def earth(px, py):
        return [one[0] + (px - x + 100) * (two[0] - one[0]) / 200,
                one[1] + (py - y + 80) * (two[1] - one[1]) / 100]

    pixel = metres(earth(0, 0), earth(1, 0))
    ring = [earth(*at) for at in (corner, (x, y - 100), far, corner)]
    file = pathlib.Path(folder) / "Plan.geojson"
    file.write_text(json.dumps({"type": "Feature", "properties": {}, "geometry": {
        "type": "Polygon", "coordinates": [ring]}}), encoding="utf-8")
    desk.press("Ebenen und Bezirke (E)")
    desk.find("Eigene Ebenen")
    assert desk.drop_files([file], 200, 300) == "dropped"
    wait_for("the plan", lambda: driver.ask(path, "SELECT 1 FROM layer_feature"))
    desk.key("Escape")
    desk.gone("Eigene Ebenen")
    desk.focus()
    take(desk, "2", "Tippen Sie auf den Ort")
    desk.key("s")  # now things cling
    desk.xdotool("mousemove", corner[0] + 5, corner[1] + 4)
    time.sleep(0.7)
    picture(desk, "pin-clings")
    desk.click(corner[0] + 5, corner[1] + 4)
    desk.find("Idee speichern")
    # The card has taken the focus, and tells with it what the pin clings to.
    title = desk.find("Titel", role="text")
    wait_for("what it clings to", lambda: title.description.startswith("Eingerastet: Punkt eines Plans"))
    write(desk, "Haftet")
    pin = wait_for("the pin", lambda: ideas(path).get("Haftet"))[0]["coordinates"]
    assert metres(pin, ring[0]) < 0.05, (pin, ring[0])
    take(desk, "2", "Tippen Sie auf den Ort")
    desk.xdotool("keydown", "alt")
    desk.click(far[0] + 5, far[1] + 4)
    desk.xdotool("keyup", "alt")
    write(desk, "Frei")
    pin = wait_for("the free pin", lambda: ideas(path).get("Frei"))[0]["coordinates"]
    assert 4 * pixel < metres(pin, ring[2]) < 9 * pixel, (pin, ring[2])
    take(desk, "3", re.compile("^Tippen Sie die Punkte der Linie"))
    way = [(far[0] - 5, far[1] + 4), (x + 40, y + 40), (x - 60, y + 30), (corner[0] - 4, corner[1] + 3)]
    desk.drag(*way)
    write(desk, "Strich")
    line = wait_for("the stroke", lambda: ideas(path).get("Strich"))[0]["coordinates"]
    assert metres(line[0], ring[2]) < 0.05 and metres(line[-1], ring[0]) < 0.05, (line, ring)
    for px, py in way[1:3]:
        assert min(metres(at, earth(px, py)) for at in line) < 3 * pixel, line
    picture(desk, "stroke-clings")
    # What the map does not show holds nothing; once it is shown, it does.
    desk.key("ctrl+f")
    time.sleep(0.4)
    desk.type("Strich")
    desk.find(re.compile(r"^1 von \d+ Ideen$"))
    desk.click_on("Karte", role="image")
    for name in ("Allein", "Dabei"):
        take(desk, "2", "Tippen Sie auf den Ort")
        now = middle(desk)  # the place in it stays when the map gets wider
        desk.click(now[0] + 100 + 5, now[1] + 20 + 4)
        write(desk, name)
        pin = wait_for(name, lambda: ideas(path).get(name))[0]["coordinates"]
        if name == "Allein":
            assert 4 * pixel < metres(pin, two) < 9 * pixel, (pin, two)
            desk.key("ctrl+z")
            wait_for("it is gone", lambda: not ideas(path).get(name))
            desk.key("ctrl+f", "Escape")
            desk.find(re.compile(r"^\d+ Ideen$"))
            desk.click_on("Karte", role="image")
    assert metres(pin, two) < 0.05, (pin, two)


def test_too_large(desk, path):
    """How long a line is stands beside it; one across the Ruhr is too long for an idea, which is said when
    it is to be finished; shorter it can be."""
    before = ideas(path)
    leave(desk)
    for _ in range(8):
        desk.press("Verkleinern")
    x, y = stands(desk)
    take(desk, "3", re.compile("^Tippen Sie die Punkte der Linie"))
    for dx in (-200, 200):
        desk.click(x + dx, y - 60)
        time.sleep(0.6)
    picture(desk, "too-large")
    refused(desk, "Das ist zu groß für eine Idee", lambda: desk.key("Return"))
    assert ideas(path) == before
    desk.key("BackSpace")
    desk.click(x - 180, y - 60)
    time.sleep(0.6)
    picture(desk, "short-enough")
    desk.key("Return")
    write(desk, "Fernweg")
    line = wait_for("the line", lambda: ideas(path).get("Fernweg"))[0]["coordinates"]
    assert 1000 < length(line) < 60000, line


TESTS = [test_along_streets, test_one_stretch_back, test_area_with_hole, test_hole_refused,
         test_split, test_reshape_by_keys, test_pins_and_strokes_cling,
         test_too_large]


def main():
    if driver.cannot():
        return 0
    with tempfile.TemporaryDirectory(prefix="nord-draw-") as folder:
        path = driver.new_workshop(folder)
        size = tuple(int(v) for v in os.environ.get("NORD_E2E_SIZE", "1100x720").split("x"))
        with desks.Desk(args=[path], size=size, dark="NORD_E2E_DARK" in os.environ) as desk:
            desk.find("0 Ideen", timeout=20)
            desk.focus()
            time.sleep(1)
            desk.click_on("Ort suchen")
            time.sleep(0.8)
            desk.type("Nordmarkt")
            time.sleep(1.5)
            desk.key("Down", "Return")
            time.sleep(2.5)
            desk.key("Escape")
            time.sleep(0.5)
            return driver.play(desk, TESTS, path, folder)


if __name__ == "__main__":
    sys.exit(main())
