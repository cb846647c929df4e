#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Real fingers all the way that they have at a table: from the display's touch screen through cage and
Wayland to the four stations. Strokes that are drawn at the same moment become shapes of the stations
where they began; a pinch in one moves its map while another draws; and eight fingers at once, two in each
station, move four maps.

The display and its touch screen are root's (touch.py); cage, which takes the fingers from there
(WLR_BACKENDS=x11), and the stations run for nobody."""
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import cage  # noqa: E402
import touch  # noqa: E402
from driver import new_workshop, play, wait_for  # noqa: E402
from table import (DE, HEIGHT, WIDTH, at_the_same_time, eight_at_once, pinch_and_draw, stations,
                   to_map)  # noqa: E402

DISPLAY, SOCKET = "NORD_TEST_DISPLAY", "NORD_TEST_TOUCH"


class Glass(touch.TouchDesk):
    """A display on which others than its owner may draw, and whose fingers they may have."""

    def server(self, write):
        return super().server(write) + ["-ac"]

    def open(self):
        os.chmod(self.home, 0o711)
        os.chmod(self.home / "touch.sock", 0o666)
        return {DISPLAY: self.env["DISPLAY"].lstrip(":"), SOCKET: str(self.home / "touch.sock")}


class CageTable(cage.CageDesk):
    """cage, with a window as large as the glass."""

    def server(self, write):
        return ["sh", "-c", "echo %s >&%d; exec sleep infinity" % (os.environ[DISPLAY], write)]

    def fill(self):
        def full():
            x, y, width, height = self.place()
            if (x, y, width, height) == (0, 0, WIDTH, HEIGHT):
                return True
            self.xdotool("windowmove", self.display(), 0, 0, "windowsize", self.display(), WIDTH, HEIGHT)
            return False

        wait_for("cage has all of the glass", full)
        window = self.application().getChildAtIndex(0)
        wait_for("so has the program", lambda: self.extents(window)[2:] == (WIDTH, HEIGHT))


def main():
    lacks = sorted(set(touch.missing() if os.geteuid() == 0 else []) | set(cage.missing()))
    if SOCKET not in os.environ and os.geteuid() != 0:
        lacks.append("the rights to start Xorg")
    if lacks:
        print("1..0 # SKIP no fingers through cage here, not installed: " + ", ".join(lacks))
        return 0
    if SOCKET not in os.environ:
        with Glass(program=["true"], size=None, wait=False, a11y=False) as glass:
            return cage.for_nobody(__file__, **glass.open())
    with tempfile.TemporaryDirectory() as folder:
        path = new_workshop(folder, "Nordmarkt")
        with CageTable(path, "around") as desk:
            desk.find(DE["touch"], timeout=30)
            desk.fill()
            fingers = touch.Fingers(os.environ[SOCKET])
            places = stations(desk)
            for station in places:
                to_map(desk, station)
            status = play(desk, [at_the_same_time, pinch_and_draw, eight_at_once], fingers, path, places)
            if status:
                print("# " + desk.log.read_text(errors="replace")[-3000:].replace("\n", "\n# "))
            return status


if __name__ == "__main__":
    sys.exit(main())
