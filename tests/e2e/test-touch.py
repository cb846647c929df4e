#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Real fingers on the shared screen with four stations: strokes that are drawn at the same moment
become shapes of the stations where they began, a pinch in one moves its map while another draws, a
palm leaves nothing, a tap presses a turned button, two children stick and paint at the same time, the
staff does all it can by touch, and the touch screen goes and comes again."""
import contextlib
import pathlib
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import touch  # noqa: E402
from driver import ask, wait_for  # noqa: E402
from table import (DE, HEIGHT, SEATS, TOPICS, WIDTH, at_the_same_time, ideas, line,  # noqa: E402
                   on_screen, once_more, pinch, pinch_and_draw, send, stations, stroke, to_map, widths)

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


def eight_contacts(desk, fingers, path, places):
    """Eight contacts at once, in three ways (two fingers of one station always move its map, as
    ux.md has it, K4): four strokes with a belly at the edge of each; two strokes beside two pinches
    and two bellies; four pinches."""
    before = len(ideas(path))
    edge = [(700, 1077), (1200, 2), (3, 500), (1917, 500)]
    n = 25
    bellies = [[(x + i % 3, y) for i in range(n + 1)] for x, y in edge]
    for station in places:
        once_more(desk, station)
    stroke(fingers, bellies + [line(seat, 0.3) for seat in range(4)])
    for seat, station in enumerate(places):
        # A belly presses none of the buttons there.
        send(desk, seat, station)
        once_more(desk, station)
    got = ideas(path)[before:]
    assert sorted(row[0] for row in got) == [1, 2, 3, 4], got
    assert all(row[2] == TOPICS[row[0] - 1]["id"] for row in got), got
    stroke(fingers, [line(0, 0.3), line(3, 0.3)] + pinch(1) + pinch(2) + bellies[:1] + bellies[3:])
    for seat in (0, 3):
        send(desk, seat, places[seat])
        once_more(desk, places[seat])
    got = ideas(path)[before + 4:]
    assert sorted(row[0] for row in got) == [1, 4], got
    stroke(fingers, sum((pinch(seat) for seat in range(4)), []))
    for station in places:
        desk.find(DE["draw_title"], within=station)
    assert len(ideas(path)) == before + 6, ideas(path)
    # Nothing of the pinches is left: whole strokes come after them, on maps that are nearer.
    stroke(fingers, [line(seat, 0.3) for seat in range(4)])
    for seat, station in enumerate(places):
        send(desk, seat, station)
        first, last = widths(path, seat + 1)
        assert last < 0.75 * first, (seat, first, last)


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


def tap(desk, fingers, name, station):
    x, y, width, height = desk.extents(desk.find(name, role="push button", within=station, active=True))
    stroke(fingers, [[(x + width // 2, y + height // 2)]])


def runs(png):
    """Of dark pixels in the row in the middle of a picture."""
    row = subprocess.run(["convert", "png:-", "-crop", "1024x1+0+320", "-colorspace", "gray", "-depth",
                          "8", "gray:-"], input=png, capture_output=True, check=True).stdout
    return sum(a < 128 <= b for a, b in zip(row, row[1:]))


def to_start(desk, station):
    """From the thanks, which may have ended by themselves."""
    with contextlib.suppress(LookupError):
        desk.press(DE["again"], within=station)
    time.sleep(1)
    if desk.look(DE["cancel"], within=station, active=True):
        desk.press(DE["cancel"], within=station)
    wait_for("the first screen", lambda: desk.look(DE["cancel"], within=station) is None)


def down_the_paper(desk, station, turn):
    """Two lines from the top of the paper to its foot as its resident sees it, beside each other.
    (GTK 4.8 tells where the widget's own corner is, whichever way it is turned, and its own size.)"""
    x, y, width, height = desk.extents(desk.find(DE["paint_title"], role="image", within=station))
    lines = []
    for u in (0.4, 0.6):
        way = [(u * width, (0.4 + 0.2 * i / 25) * height) for i in range(26)]
        lines.append([{0: (x + a, y + b), 180: (x - a, y - b),
                       90: (x - b, y + a), 270: (x + b, y - a)}[turn] for a, b in way])
    return lines


def children(desk, fingers, path, places):
    """One at the far side and one at the right, all that they do at the same moment: two stickers by
    taps, the first of them dragged past the other, and two fingers of each that paint."""
    before, seats = len(ideas(path)), (1, 3)
    two = [places[seat] for seat in seats]
    for station in two:
        to_start(desk, station)
        for name in (DE["touch"], "Deutsch", DE["way_children"], DE["join"],
                     DE["question_play"]):
            desk.press(name, within=station)
        desk.find(DE["sticker_ball"], within=station)
    time.sleep(0.5)
    stroke(fingers, [[on_screen(seat, 0.12, 0.35)] for seat in seats])
    for station in two:
        wait_for("one is set", lambda: desk.look(DE["finish"], within=station, active=True))
        desk.press(DE["sticker_ball"], within=station)
    stroke(fingers, [[on_screen(seat, 0.30, 0.35)] for seat in seats])
    stroke(fingers, [[on_screen(seat, 0.12 + 0.36 * i / 25, 0.35) for i in range(26)]
                     for seat in seats])
    for station in two:
        desk.press(DE["paint"], within=station)
        desk.find(DE["paint_rubber"], within=station)
    time.sleep(0.5)
    stroke(fingers, sum((down_the_paper(desk, places[seat], SEATS[seat][4]) for seat in seats), []))
    for station in two:
        desk.press(DE["finish"], within=station)
        desk.find(DE["thanks_title"], within=station)
    got = ask(path, "SELECT station, title, shape, id FROM idea ORDER BY fid")[before:]
    assert len(got) == 4, got
    for seat in seats:
        mine = [row for row in got if row[0] == seat + 1]
        assert [row[1].split("? ")[1] for row in mine] == [DE["sticker_swing"], DE["sticker_ball"]], got
        (swing, y), (ball, v) = (struct.unpack_from("<dd", row[2], len(row[2]) - 16) for row in mine)
        # It lay to the left of the other before.
        assert swing > ball and abs(y - v) < 0.02 * (swing - ball), mine
        pictures = ask(path, "SELECT data FROM medium JOIN medium_blob USING (sha256) WHERE idea = ?",
                       mine[0][3])
        assert [runs(png) for (png,) in pictures] == [2], [runs(png) for (png,) in pictures]
    for station in two:
        # Not “done”, which two screens call alike.
        to_start(desk, station)


def staff(desk, fingers, path, places):
    """The team's hand at the place of the table's near side: a PIN by five taps into the corner, the
    glass locked for cleaning and opened again, its size set, the last draft brought back, the end."""
    here, before = places[0], len(ideas(path))

    def enter(times=1):
        for _ in range(5):
            stroke(fingers, [[on_screen(0, 0.04, 0.04)]])
        desk.find(DE["staff_title"], within=here)
        for digit in "271828" * times:
            tap(desk, fingers, digit, here)
        desk.find(DE["staff_menu_title"], within=here)

    def bar():
        return desk.extents(desk.find(DE["staff_ruler"], role="image", within=here))[2]

    if desk.look(DE["back"], within=places[2]) is None:  # nobody was there for long
        desk.press(DE["touch"], within=places[2])
    to_map(desk, here)
    stroke(fingers, [line(0, 0.3)])
    desk.find(DE["about_title"], within=here)
    tap(desk, fingers, DE["cancel"], here)
    desk.find(DE["touch"], within=here)
    enter(times=2)  # the first one is to be said twice
    # Nothing is missing between the first entries of the menu: lock, language, turn.
    lock, turn = (desk.extents(desk.find(DE[key], role="push button", within=here, active=True))
                  for key in ("staff_lock", "staff_turn"))
    assert 2 * lock[2] < turn[0] - lock[0] < 2.5 * lock[2], (lock, turn)
    tap(desk, fingers, DE["staff_lock"], here)
    # The whole glass: the neighbour at the left, who had chosen a language, cannot go back either.
    wait_for("all is locked", lambda: desk.look(DE["back"], within=places[2]) is None)
    stroke(fingers, [[on_screen(0, 0.5, 0.5)], [on_screen(2, 0.5, 0.5)]])
    enter()
    assert desk.look(DE["back"], within=places[2]) is None, "opened by a hand that wipes"
    tap(desk, fingers, DE["staff_unlock"], here)
    desk.find(DE["back"], within=places[2])
    wait_for("the door is closed", lambda: desk.look(DE["back"], within=here) is None)
    enter()
    tap(desk, fingers, DE["staff_scale"], here)
    desk.find(DE["staff_scale_title"], within=here)
    for _ in range(3):
        # With the size all moves: the next finger waits for it.
        wide = bar()
        tap(desk, fingers, DE["staff_larger"], here)
        wait_for("the bar is longer", lambda: bar() > wide)
    time.sleep(0.5)
    tap(desk, fingers, DE["done"], here)
    tap(desk, fingers, DE["staff_draft"], here)
    desk.find(DE["about_title"], within=here)
    tap(desk, fingers, TOPICS[0]["title"]["de"], here)
    tap(desk, fingers, DE["send"], here)
    desk.find(DE["thanks_title"], within=here)
    got = ideas(path)
    assert len(got) == before + 1 and got[-1][0] == 1 and "0102000000" in got[-1][1], got[-1]
    tap(desk, fingers, DE["done"], here)
    desk.find(DE["touch"], within=here)
    enter()
    tap(desk, fingers, DE["staff_quit"], here)
    desk.find(DE["staff_quit_title"], within=here)
    tap(desk, fingers, DE["staff_quit"], here)
    assert desk.process.wait(10) == 0


def unplugged(desk):
    """Without its touch screen each place asks for the team and tells its number; with it, all is as it
    was. A mouse would do. (No finger of ours touches it after that.)"""
    desk.start()
    places = stations(desk)
    to_map(desk, places[0])
    for how in ("touch", "mouse"):
        subprocess.run(["xinput", "disable", "touch"], env=desk.env, check=True)
        wait_for("all places ask for the team", lambda: len(desk.all(DE["sorry"], "label")) == 4)
        for number in range(1, 5):
            desk.find(DE["station_number"]["other"] % number, "label", within=places[number - 1])
        if how == "mouse":
            desk.click_on(desk.find(DE["sorry"], "label", within=places[0]))
            wait_for("one place goes on", lambda: len(desk.all(DE["sorry"], "label")) == 3)
            # Another device that comes and goes changes nothing of that.
            for change in ("disable", "enable"):
                subprocess.run(["xinput", change, "pointer"], env=desk.env, check=True)
                time.sleep(0.5)
                assert len(desk.all(DE["sorry"], "label")) == 3
        subprocess.run(["xinput", "enable", "touch"], env=desk.env, check=True)
        desk.gone(DE["sorry"], "label")
        desk.find(DE["draw_title"], within=places[0])


def main():
    lacks = touch.missing()
    if lacks:
        print("1..0 # SKIP no real fingers here, not installed: " + ", ".join(lacks))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "touch.gpkg"
        cli = desks.BUILD / "src/cli/nordwaerts-cli"
        subprocess.run([cli, "new", path, "--title", "Nordmarkt", "--quiet"], check=True)
        workshop = ask(path, "SELECT id FROM workshop")[0][0]
        with touch.TouchDesk(args=["--kiosk", "--seating", "around", str(path)], size=(WIDTH, HEIGHT),
                             settings={"kiosk-children": "['%s']" % workshop}) as desk:
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
            check("two children", children, desk, fingers, path, places)
            check("the staff by touch", staff, desk, fingers, path, places)
            check("the touch screen goes", unplugged, desk)
    print(f"1..{number}")
    sys.exit(1 if failed else 0)


main()
