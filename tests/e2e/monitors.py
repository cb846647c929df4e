# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""A desk with two monitors: the dummy driver of Xorg has sixteen outputs, Xvfb only one (and GTK
does not see a monitor without an output, as `xrandr --setmonitor` would make it there). A small
manager of windows makes them full where they ask to be."""
import shutil
import subprocess

import touch

FIRST, SECOND = "DUMMY0", "DUMMY1"
# Where the second lies: x, y, width, height.
PLACE = (1920, 0, 1280, 720)


def missing():
    """What this computer lacks for such a desk."""
    return touch.missing() + [package for tool, package in (("xrandr", "x11-xserver-utils"),
                                                            ("openbox", "openbox"))
                              if not shutil.which(tool)]


class TwoMonitors(touch.TouchDesk):
    """A desk whose second monitor, to the right, is lower than the first."""

    def _start_bus(self):
        self.xrandr("--addmode", SECOND, "%dx%d" % PLACE[2:])
        self.xrandr("--fb", "3200x1080")
        self.plug(True)
        self.running.append(subprocess.Popen(["openbox"], env=self.env,
                                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        super()._start_bus()

    def xrandr(self, *arguments):
        subprocess.run(["xrandr", *arguments], env=self.env, check=True, capture_output=True)

    def plug(self, there):
        """The second monitor comes or goes."""
        if there:
            self.xrandr("--output", SECOND, "--mode", "%dx%d" % PLACE[2:], "--pos", "%dx%d" % PLACE[:2])
        else:
            self.xrandr("--output", SECOND, "--off")
        # Asked for all, the driver looks again at what is plugged in, and tells.
        self.xrandr("--query")

    def places(self):
        """Where the program's windows lie: title, x, y, width, height of each."""
        found = []
        ids = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                             env=self.env, capture_output=True, text=True).stdout.split()
        for window in ids:
            title = subprocess.run(["xdotool", "getwindowname", window], env=self.env,
                                   capture_output=True, text=True).stdout.strip()
            shape = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window], env=self.env,
                                   capture_output=True, text=True).stdout
            values = dict(line.split("=") for line in shape.split() if "=" in line)
            if title and "X" in values:
                found.append((title, *(int(values[key]) for key in ("X", "Y", "WIDTH", "HEIGHT"))))
        return found
