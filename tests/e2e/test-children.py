#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The children's way at a station without dragging anything: a sticker is set by two taps and put
elsewhere by two more, and both by the keys alone; each lands where it was put."""
import json
import pathlib
import struct
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import driver  # noqa: E402
from driver import ask, wait_for  # noqa: E402

DE = json.loads((desks.ROOT / "resources/kiosk/de.json").read_text(encoding="utf-8"))


def begin(desk):
    for name in (DE["touch"], "Deutsch", DE["way_children"], DE["join"], DE["question_play"]):
        desk.press(name)
    desk.find(DE["stick_hint"])
    time.sleep(0.5)


def end(desk, path, before):
    """Titles and places of what was sent, in degrees."""
    desk.press(DE["finish"])
    desk.find(DE["thanks_title"])
    rows = wait_for("the ideas are stored", lambda: ask(
        path, "SELECT title, shape FROM idea ORDER BY fid")[before:])
    desk.press(DE["done"])
    desk.find(DE["touch"])
    return [(title.split("? ")[1], struct.unpack_from("<dd", shape, len(shape) - 16))
            for title, shape in rows]


def reach(desk, is_wanted):
    """Tab until it has the focus."""
    seen = []
    for _ in range(60):
        node = driver.focused(desk.application())
        if node is not None and is_wanted(node):
            return
        seen.append(node and node.name)
        desk.key("Tab")
        time.sleep(0.1)
    raise AssertionError("not reached: %s" % seen)


def test_taps(desk, path):
    begin(desk)
    desk.click(700, 480)
    wait_for("one is set", lambda: desk.look(DE["finish"], active=True))
    desk.press(DE["sticker_tree"])
    desk.click(900, 480)
    time.sleep(0.3)
    # The first is taken up and put far to the right of the other; a tap elsewhere sets none then.
    desk.click(700, 480)
    desk.find(DE["stick_move"])
    driver.picture(desk, "sticker-lifted")
    desk.click(1100, 480)
    desk.find(DE["stick_hint"])
    # Taken up and put back where it is; taken up, and then another sticker taken instead.
    for cancel in (lambda: desk.click(1100, 480), lambda: desk.press(DE["sticker_dog"])):
        desk.click(1100, 480)
        desk.find(DE["stick_move"])
        cancel()
        desk.find(DE["stick_hint"])
    desk.click(700, 480)
    time.sleep(0.3)
    rows = end(desk, path, 0)
    assert [row[0] for row in rows] == ["Schaukel", "Baum", "Hund"], rows
    (swing, tree, dog) = (row[1][0] for row in rows)
    assert abs((swing - tree) - (tree - dog)) < 0.1 * (tree - dog) > 0, rows


def test_keys(desk, path):
    begin(desk)
    reach(desk, lambda node: node.name == DE["sticker_tree"])
    desk.key("space")
    reach(desk, lambda node: node.getRoleName() == "image")
    # The cross stands in the middle; the tree is set there, and a second one to the right.
    desk.key("Return")
    wait_for("one is set", lambda: desk.look(DE["finish"], active=True))
    desk.key("Right", "Right", "Right", "Return")
    # Enter on that takes it up, Enter elsewhere puts it down: nothing else is set.
    desk.key("Return")
    desk.find(DE["stick_move"])
    desk.key("Right", "Right", "Right", "Return")
    desk.find(DE["stick_hint"])
    before = ask(path, "SELECT count(*) FROM idea")[0][0]
    (one, (x0, y0)), (other, (x1, y1)) = end(desk, path, before)
    assert one == other == "Baum", (one, other)
    assert x1 > x0 and abs(y1 - y0) < 0.01 * (x1 - x0), (x0, y0, x1, y1)


def main():
    if desks.missing(any_toolkit=True):
        print("1..0 # SKIP not installed: " + ", ".join(desks.missing(any_toolkit=True)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = driver.new_workshop(folder, "Nordmarkt")
        workshop = ask(path, "SELECT id FROM workshop")[0][0]
        with desks.Desk(args=["--kiosk", path], size=(1920, 1080),
                        settings={"kiosk-children": "['%s']" % workshop}) as desk:
            return driver.play(desk, [test_taps, test_keys], path)


if __name__ == "__main__":
    sys.exit(main())
