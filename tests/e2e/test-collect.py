#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Collecting in the real window: a pin, a line and an area by mouse, a draft that Esc and a kill do
not lose, editing, undo, filter; and after a new start all is still there."""
import contextlib
import math
import pathlib
import re
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import driver  # noqa: E402
from driver import wait_for  # noqa: E402

BUILD = desks.BUILD
# The map at 1100x720 without card; the tools take part of its lower edge.
LEFT, TOP, RIGHT, BOTTOM = 330, 70, 1080, 560


def rows(path, sql="SELECT id, title, category, shape FROM idea ORDER BY id"):
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=5)) as base:
        return base.execute(sql).fetchall()


def kind(blob):
    """1 point, 2 line, 3 area; and the number of positions of its first ring."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    wkb = blob[8 + envelope:]
    code = struct.unpack("<I", wkb[1:5])[0]
    if code == 1:
        return 1, 1
    return code, struct.unpack("<I", wkb[5:9] if code == 2 else wkb[9:13])[0]


def titles(path):
    return [row[1] for row in rows(path)]


def find(path, title):
    return next((row for row in rows(path) if row[1] == title), None)


def draft_is_kept(path, text):
    return any(text in row[0] for row in rows(path, "SELECT value FROM local_setting"))


def draw(desk, tool, *points):
    desk.click_on(tool, role="push button")
    time.sleep(0.4)
    for point in points:
        desk.click(*point)
        # Two taps in short time at one place would finish.
        time.sleep(0.5)


def write(desk, text):
    desk.find("Idee speichern")
    time.sleep(0.4)
    desk.type(text)


def test_pin(desk, path):
    draw(desk, "Punkt", (700, 300))
    write(desk, "Bank im Schatten")
    desk.press("Umwelt & Grün")
    desk.click_on("Idee speichern")
    row = wait_for("the pin", lambda: find(path, "Bank im Schatten"))
    assert row[2] == "green", row
    assert kind(row[3]) == (1, 1)
    # What is near, the district, the kind: the names come a moment after the card.
    desk.find(re.compile(r"^.{4,} · .+ · Punkt$"))


def test_line_by_taps(desk, path):
    desk.key("Escape")
    draw(desk, "Linie", (420, 200), (520, 260), (640, 220))
    desk.key("Return")
    write(desk, "Radweg")
    desk.key("Return")
    row = wait_for("the line", lambda: find(path, "Radweg"))
    assert kind(row[3]) == (2, 3), kind(row[3])


def test_area_freehand(desk, path):
    desk.key("Escape")
    time.sleep(0.5)
    desk.click_on("Fläche", role="push button")
    time.sleep(0.4)
    desk.drag(*[(int(600 + 90 * math.cos(a / 5)), int(400 + 70 * math.sin(a / 5)))
                for a in range(33)])
    write(desk, "Wiese")
    desk.key("Return")
    row = wait_for("the area", lambda: find(path, "Wiese"))
    code, n = kind(row[3])
    assert code == 3 and 8 <= n <= 80, (code, n)


def test_one_step_back(desk, path):
    """Backspace takes a point back, Esc the whole line, and nothing is stored."""
    desk.key("Escape")
    before = len(rows(path))
    draw(desk, "Linie", (420, 200), (520, 260), (640, 220))
    desk.key("BackSpace", "BackSpace")
    time.sleep(0.3)
    assert desk.look("Fertig", role="push button") is None
    desk.key("Escape", "Escape")
    time.sleep(0.5)
    assert desk.look("Idee speichern") is None
    assert len(rows(path)) == before


def test_draft_survives(desk, path):
    draw(desk, "Punkt", (560, 330))
    write(desk, "Noch nicht fertig")
    desk.key("Escape")
    wait_for("the draft in the file", lambda: draft_is_kept(path, "Noch nicht fertig"))
    assert find(path, "Noch nicht fertig") is None
    desk.kill()
    desk.start()
    desk.focus()
    desk.press("Weiterschreiben", role="push button")
    desk.find("Idee speichern")
    time.sleep(0.5)
    desk.key("End")
    desk.type(" - doch")
    desk.key("Return")
    row = wait_for("the idea from the draft", lambda: find(path, "Noch nicht fertig - doch"))
    assert kind(row[3]) == (1, 1)
    wait_for("the draft to be gone", lambda: not draft_is_kept(path, "Noch nicht fertig"))


def test_without_place(desk, path):
    desk.key("Escape")
    desk.key("ctrl+shift+a")
    write(desk, "Ohne Ort")
    desk.key("Return")
    row = wait_for("the idea without a place", lambda: find(path, "Ohne Ort"))
    assert row[3] is None


def test_edit_title_and_undo(desk, path):
    entry = desk.find("Titel", role="text")
    desk.click_on(entry)
    desk.key("ctrl+a")
    desk.type("Ganz ohne Ort")
    desk.key("Return")
    wait_for("the new title", lambda: find(path, "Ganz ohne Ort"))
    desk.key("Escape")
    time.sleep(0.5)
    desk.key("ctrl+z")
    wait_for("the old title", lambda: find(path, "Ohne Ort"))
    desk.key("ctrl+shift+z")
    wait_for("the new title again", lambda: find(path, "Ganz ohne Ort"))


def test_edit_shape(desk, path):
    """The area is selected in the list; a corner of it is dragged."""
    before = find(path, "Wiese")[3]
    desk.click_on("Wiese")
    time.sleep(2)
    desk.click_on("Bearbeiten", role="push button")
    time.sleep(1)
    box = desk.extents(desk.find("Karte", role="image"))
    middle = (box[0] + box[2] // 2, box[1] + box[3] // 2)
    desk.drag(middle, (middle[0] + 30, middle[1] + 20))
    time.sleep(0.4)
    desk.click_on("Fertig", role="push button")
    wait_for("the moved area", lambda: find(path, "Wiese")[3] != before)
    assert kind(find(path, "Wiese")[3]) == kind(before)


def test_delete_and_undo(desk, path):
    desk.click_on("Radweg")
    time.sleep(1)
    desk.press("Idee löschen", role="push button")
    wait_for("the deletion", lambda: find(path, "Radweg") is None)
    desk.press("Rückgängig", role="push button")
    wait_for("the line again", lambda: find(path, "Radweg"))


def test_search(desk, path):
    desk.key("Escape")
    desk.key("ctrl+f")
    time.sleep(0.4)
    desk.type("gibtesnicht")
    desk.find("0 von 5 Ideen")
    desk.press("Alle Ideen zeigen")
    desk.find("5 Ideen")
    desk.key("ctrl+f", "ctrl+a")
    desk.type("RADWEG")
    desk.find("1 von 5 Ideen")
    desk.key("Escape")
    desk.find("5 Ideen")


def test_filter(desk, path):
    """By time and by state on the path: all were had today, and the council has none of them."""
    desk.press("Weitere Filter")
    time.sleep(0.7)
    for key in ("space", "Down", "Return"):
        desk.key(key)
        time.sleep(0.3)
    desk.find("Weitere Filter: 1 gesetzt")
    desk.find(re.compile(r"^\d+ Ideen$"))
    # On to the state, and there to that of the council.
    for key in ("Tab", "space", *["Down"] * 6, "Return"):
        desk.key(key)
        time.sleep(0.3)
    desk.find(re.compile(r"^0 von \d+ Ideen$"))
    desk.find("Weitere Filter: 2 gesetzt")
    desk.key("Escape")
    time.sleep(0.5)
    desk.press("Alle Ideen zeigen")
    desk.find(re.compile(r"^\d+ Ideen$"))
    desk.find("Weitere Filter")


def test_still_there(desk, path):
    before = rows(path)
    assert desk.quit() == 0
    desk.start()
    desk.find("5 Ideen")
    assert rows(path) == before
    desk.quit()
    check = subprocess.run([str(BUILD / "src/cli/nordwaerts-cli"), "check", str(path)],
                           capture_output=True, text=True)
    assert check.returncode == 0, check.stdout + check.stderr


TESTS = [test_pin, test_line_by_taps, test_area_freehand, test_one_step_back, test_draft_survives,
         test_without_place, test_edit_title_and_undo, test_edit_shape, test_delete_and_undo,
         test_search, test_filter, test_still_there]


def main():
    if driver.cannot():
        return 0
    with tempfile.TemporaryDirectory(prefix="nord-collect-") as folder:
        path = driver.new_workshop(folder)
        with desks.Desk(args=[path]) as desk:
            desk.find("0 Ideen", timeout=20)
            desk.focus()
            time.sleep(1)
            return driver.play(desk, TESTS, path)


if __name__ == "__main__":
    sys.exit(main())
