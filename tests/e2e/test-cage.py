#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The shared screen as the unit of data/kiosk starts it: in cage, on Wayland, by its own command and
with its own way of starting again. It is the only window and fills the screen; killed, it is back
within three seconds and asks about the draft; no key gets out of it.

cage draws into a window of a display of ours (its headless backend stalls in the first frames), and
refuses to run for root: then all of this runs for nobody."""
import json
import os
import pathlib
import signal
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
from cage import CageDesk, for_nobody, missing  # noqa: E402
from driver import ask, new_workshop, picture, play, wait_for  # noqa: E402

DE = json.loads((desks.ROOT / "resources/kiosk/de.json").read_text(encoding="utf-8"))
TOPIC = json.loads((desks.ROOT / "resources/programme/nordwaerts.json")
                   .read_text(encoding="utf-8"))["categories"][0]["title"]["de"]
def is_alone_and_full(desk):
    desk.find(DE["touch"], timeout=30)
    app = desk.application()
    assert app.childCount == 1, [app.getChildAtIndex(i).name for i in range(app.childCount)]
    assert desk.extents(app.getChildAtIndex(0))[2:] == desk.place()[2:], desk.place()
    picture(desk, "cage")


def lets_no_key_out(desk):
    before = desk.pid()
    x, y, width, height = desk.place()
    desk.xdotool("mousemove", x + width - 3, y + 3)
    desk.xdotool("windowfocus", desk.display())
    desk.key("alt+F4", "ctrl+q", "ctrl+w", "ctrl+shift+i", "F1", "F11", "super", "alt+Tab", "ctrl+alt+F2")
    desk.find(DE["touch"])
    assert desk.pid() == before and desk.application().childCount == 1


def comes_back(desk):
    """In the middle of an idea: it asks about the draft, and shows nothing of it before."""
    for name in (DE["touch"], "Deutsch", DE["way_standard"], DE["join"]):
        desk.press(name)
    x, y, width, height = desk.place()

    def draw():
        desk.click(x + width // 2, y + int(height * 0.45))
        return desk.look(DE["about_title"])

    wait_for("the map takes a click through cage", draw)
    desk.press(TOPIC)
    desk.find(DE["check_title"])
    before, start = desk.pid(), time.monotonic()
    os.kill(before, signal.SIGKILL)
    wait_for("another one is there", lambda: desk.pid() not in (None, before))
    desk.find(DE["resume_title"], timeout=20)
    took = time.monotonic() - start
    print("# back after %.1f s, load %.1f" % (took, os.getloadavg()[0]))
    assert took < 3 * desks.patience(), took
    assert desk.look(TOPIC) is None, "shown without asking"
    desk.press(DE["resume_yes"])
    desk.press(DE["send"])
    desk.find(DE["thanks_title"])
    assert len(ask(desk.path, "SELECT 1 FROM idea")) == 1


def comes_back_with_cage(desk):
    """The compositor itself is killed."""
    desk.press(DE["done"])
    before = desk.cage.pid
    orphan = desk.pid()
    os.kill(before, signal.SIGKILL)
    wait_for("another cage", lambda: desk.cage.pid != before and desk.pid() not in (None, orphan))
    desk.find(DE["touch"], timeout=30)


def ends_for_good(desk):
    """The team leaves by its PIN: nothing comes back until somebody starts it, and then it does."""
    for _ in range(2):
        x, y, width, height = desk.place()
        desk.xdotool("mousemove", x + width - 3, y + 3)
        desk.xdotool("windowfocus", desk.display())
        desk.key("ctrl+alt+p")
        desk.find(DE["staff_title"])
        for digit in "271828" * (1 if desk.left else 2):
            desk.press(digit, role="push button")
        desk.press(DE["staff_quit"])
        desk.find(DE["staff_quit_title"])
        desk.press(DE["staff_quit"])
        before = desk.left
        wait_for("it is not started again", lambda: desk.left == before + 1)
        assert not desk.keeper.is_alive() and desk.pid() is None
        desk.start()
        desk.find(DE["touch"], timeout=30)


def main():
    lacks = missing()
    if lacks:
        print("1..0 # SKIP no cage here, not installed: " + ", ".join(lacks))
        return 0
    if os.geteuid() == 0:
        return for_nobody(__file__)
    with tempfile.TemporaryDirectory() as folder:
        path = new_workshop(folder, "Nordmarkt")
        with CageDesk(path) as desk:
            status = play(desk, [is_alone_and_full, lets_no_key_out, comes_back, comes_back_with_cage,
                                 ends_for_good])
            if status:
                print("# " + desk.log.read_text(errors="replace")[-3000:].replace("\n", "\n# "))
            return status


if __name__ == "__main__":
    sys.exit(main())
