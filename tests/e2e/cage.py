# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""A desk on which the shared screen runs in cage, as the unit of data/kiosk starts it."""
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import desk as desks
from driver import wait_for

UNIT = desks.ROOT / "data/kiosk/nordwaerts-kiosk.service.in"
NOBODY = 65534


def missing():
    lacks = desks.missing()
    for tool, package in (("cage", "cage"), ("Xwayland", "xwayland")):
        if not shutil.which(tool):
            lacks.append(package)
    return lacks


def unit(key):
    """All values of a key in the unit."""
    return re.findall("^%s=(.*)$" % key, UNIT.read_text(encoding="utf-8"), re.M)


def for_nobody(file, **environment):
    """cage refuses to run for root: runs the driver in `file` once more for nobody, and returns its
    status."""
    if not os.access(desks.BUILD, os.X_OK) or not shutil.which("setpriv"):
        print("1..0 # SKIP cage does not run for root")
        return 0
    folder = tempfile.mkdtemp(prefix="nord-cage-")
    os.chown(folder, NOBODY, NOBODY)
    try:
        return subprocess.run(["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY),
                               "--clear-groups", sys.executable, "-B", file, *sys.argv[1:]],
                              env=dict(os.environ, HOME=folder, TMPDIR=folder, **environment)).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class CageDesk(desks.Desk):
    """What systemd would do of the unit: its command, its environment, its way to start again."""

    def __init__(self, path, seating="one"):
        super().__init__(program=["true"], wait=False, size=None)
        self.path, self.seating, self.cage, self.over = path, seating, None, False
        self.left = 0  # times that it was not started, because somebody had left

    def start(self, args=None):
        assert unit("Restart") == ["always"], unit("Restart")
        command = unit("ExecStart")[0].replace("@bindir@/nordwaerts", str(desks.BUILD / "src/ui/nordwaerts"))
        command = command.replace("${SEATING}", self.seating).replace("${WORKSHOP}", str(self.path)).split()
        env = dict(self.env, WLR_BACKENDS="x11", WLR_RENDERER="pixman", LIBSEAT_BACKEND="noop")
        env.update(pair.split("=", 1) for line in unit("Environment") for pair in line.split())

        condition = shlex.split(unit("ExecCondition")[0].replace("$$", "$"))

        def keep():
            while not self.over:
                if subprocess.run(condition, env=env).returncode != 0:
                    self.left += 1
                    return
                with open(self.log, "ab") as log:
                    self.cage = subprocess.Popen(command, env=env, stdout=log, stderr=log)
                    self.cage.wait()
                time.sleep(float(unit("RestartSec")[0]))

        self.keeper = threading.Thread(target=keep, daemon=True)
        self.keeper.start()

    def __exit__(self, *what):
        self.over = True
        if self.cage is not None and self.cage.poll() is None:
            pid = self.pid()
            if pid is not None:
                os.kill(pid, signal.SIGKILL)
            self.cage.kill()
        super().__exit__(*what)

    def pid(self):
        """Of the program in cage that runs now."""
        if self.cage is None:
            return None
        found = subprocess.run(["pgrep", "-P", str(self.cage.pid), "-x", "nordwaerts"],
                               capture_output=True, text=True).stdout.split()
        return int(found[0]) if found else None

    def application(self, timeout=20):
        import pyatspi

        def find():
            pid, desktop = self.pid(), pyatspi.Registry.getDesktop(0)
            for i in range(desktop.childCount):
                try:
                    app = desktop.getChildAtIndex(i)
                    if app is not None and pid is not None and app.get_process_id() == pid:
                        return app
                except Exception:
                    pass
            return None

        return wait_for("the program is on the accessibility bus", find, timeout)

    def place(self):
        """Of the display of cage: x, y, width, height."""
        values = self.told("getwindowgeometry", "--shell", self.display())
        return tuple(int(values[key]) for key in ("X", "Y", "WIDTH", "HEIGHT"))

    def told(self, *arguments):
        return dict(line.split("=") for line in self.xdotool(*arguments).split() if "=" in line)

    def display(self):
        """The window of cage, which has no name: what lies under the pointer in our corner."""
        return self.told("mousemove", 40, 40, "getmouselocation", "--shell")["WINDOW"]
