#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Runs one test program on a display and a session bus of its own, and passes its status on.

    tests/ui/display.py [--screen 1920x1080] PROGRAM [ARGUMENT...]"""
import os
import shutil
import subprocess
import sys

if not shutil.which("Xvfb") or not shutil.which("dbus-run-session"):
    print("1..0 # SKIP Xvfb or dbus-run-session is not installed")
    sys.exit(0)
command, screen = sys.argv[1:], "1920x1080"
if command[0] == "--screen":
    screen, command = command[1], command[2:]
read, write = os.pipe()
display = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", screen + "x24",
                            "-nolisten", "tcp"], pass_fds=[write], stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
os.close(write)
try:
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    if not number:
        sys.exit("Xvfb did not start")
    env = dict(os.environ, DISPLAY=":" + number, GDK_BACKEND="x11", GSK_RENDERER="cairo")
    env.pop("WAYLAND_DISPLAY", None)
    status = subprocess.run(["dbus-run-session", "--", *command], env=env).returncode
finally:
    display.terminate()
    display.wait()
sys.exit(status)
