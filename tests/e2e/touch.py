# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Real multi-touch without hardware: a desk on Xorg with the dummy video driver and the inputtest
input driver, whose small protocol stands in xf86-input-inputtest-protocol.h (xserver-xorg-dev)."""
import glob
import os
import shutil
import socket
import struct

import desk as desks

BEGIN, UPDATE, END = 18, 19, 20
INPUT = """
Section "InputDevice"
  Identifier "{name}"
  Driver "inputtest"
  Option "SocketPath" "{folder}/{name}.sock"
  Option "DeviceType" "{type}"
  Option "TouchCount" "20"
EndSection"""
CONFIG = """
Section "ServerLayout"
  Identifier "L"
  Screen "S"
  InputDevice "touch"
  InputDevice "pointer" "CorePointer"
  InputDevice "keys" "CoreKeyboard"
EndSection
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "DontVTSwitch" "true"
  Option "BlankTime" "0"
EndSection
Section "Device"
  Identifier "D"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "M"
  HorizSync 5.0 - 1000.0
  VertRefresh 5.0 - 200.0
  Modeline "1920x1080" 148.50 1920 2008 2052 2200 1080 1084 1089 1125 +hsync +vsync
EndSection
Section "Screen"
  Identifier "S"
  Device "D"
  Monitor "M"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1920x1080"
    Virtual 1920 1080
  EndSubSection
EndSection
"""


def missing():
    """What this computer lacks for such a desk."""
    lacks = desks.missing()
    if not shutil.which("Xorg"):
        lacks.append("xserver-xorg-core")
    if not shutil.which("xinput"):
        lacks.append("xinput")
    for driver, package in (("drivers/dummy_drv.so", "xserver-xorg-video-dummy"),
                            ("input/inputtest_drv.so", "inputtest of xserver-xorg-core")):
        if not glob.glob("/usr/lib*/xorg/modules/" + driver):
            lacks.append(package)
    if os.geteuid() != 0:
        lacks.append("the rights to start Xorg")
    return lacks


class Fingers:
    """Only one connection works in a server's life: keep one, and let reads time out."""

    def __init__(self, path, width=1920, height=1080):
        self.width, self.height = width, height
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(5)
        self.socket.connect(str(path))
        self.socket.sendall(struct.pack("<IIHH", 12, 0, 1, 1))
        self.socket.recv(12)

    def event(self, kind, finger, x, y):
        """kind BEGIN, UPDATE or END; x, y in pixels of the screen."""
        values = [0.0] * 64
        values[0] = x / self.width * 65535
        values[1] = y / self.height * 65535
        body = (struct.pack("<III", finger, kind, 0) + bytes([3] + [0] * 7) + b"\0" * 4
                + struct.pack("<64d", *values) + struct.pack("<64d", *([0.0] * 64)))
        self.socket.sendall(struct.pack("<II", 8 + len(body), 6) + body)

    def sync(self):
        """Returns when the server has taken all events so far."""
        self.socket.sendall(struct.pack("<II", 8, 1))
        return self.socket.recv(8)


class TouchDesk(desks.Desk):
    """A desk whose screen has fingers."""

    def server(self, write):
        config = self.home / "xorg.conf"
        devices = (("touch", "Touch"), ("pointer", "PointerAbsolute"), ("keys", "Keyboard"))
        config.write_text(CONFIG + "".join(INPUT.format(name=name, type=kind, folder=self.home)
                                           for name, kind in devices), encoding="utf-8")
        return ["Xorg", "-displayfd", str(write), "-config", str(config), "-noreset", "-novtswitch",
                "-sharevts", "-keeptty", "-logfile", str(self.home / "xorg.log"), "-nolisten", "tcp",
                "vt7"]

    def take_fingers(self):
        return Fingers(self.home / "touch.sock")
