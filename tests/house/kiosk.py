#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The unit of the shared screen: systemd understands it, it comes back at once, and it is let do
little."""
import pathlib
import re
import shutil
import subprocess
import tempfile

import tap


def unit_in(folder):
    """As it is installed, but with programs that are here."""
    text = (tap.ROOT / "data/kiosk/nordwaerts-kiosk.service.in").read_text(encoding="utf-8")
    for name in ("nordwaerts", "cage"):
        program = pathlib.Path(folder) / name
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    text = text.replace("@bindir@", folder).replace("/usr/bin/cage", folder + "/cage")
    unit = pathlib.Path(folder) / "nordwaerts-kiosk.service"
    unit.write_text(text, encoding="utf-8")
    return unit


def faults_of_unit():
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(["systemd-analyze", "verify", "--man=no", "--recursive-errors=no",
                              str(unit_in(folder))], capture_output=True, text=True)
        # Other units of this computer are not ours to judge.
        yield from (line for line in run.stderr.splitlines() if "nordwaerts-kiosk" in line)
        if run.returncode and "nordwaerts-kiosk" in run.stderr:
            yield "systemd-analyze verify: %d" % run.returncode


def faults_of_promises():
    """Up again within three seconds, however often; no other console by keys; no network."""
    with tempfile.TemporaryDirectory() as folder:
        text = unit_in(folder).read_text(encoding="utf-8")
    for wanted in ("Restart=always", "NORD_KIOSK_WATCHDOG=20",
                   "StartLimitIntervalSec=0", "IPAddressDeny=any", "LimitCORE=0",
                   "NoNewPrivileges=yes", "ProtectSystem=strict"):
        if wanted not in text:
            yield wanted + " is missing"
    # A session of logind stands between: no word of the program would count.
    if "WatchdogSec=" in re.sub("#.*", "", text):
        yield "systemd would wait for words that it does not hear"
    if not re.search(r"^RestartSec=[0-2]$", text, re.M):
        yield "RestartSec takes too long"
    if re.search(r"cage\s+(-\w*s|.*\s-s\s)", text.split("ExecStart=")[1].split("\n")[0]):
        yield "cage -s lets keys switch to another console"
    settings = (tap.ROOT / "data/kiosk/kiosk.conf").read_text(encoding="utf-8")
    for name in re.findall(r"\$\{(\w+)\}", text):
        if not re.search("^%s=" % name, settings, re.M):
            yield f"kiosk.conf does not set {name}"


if shutil.which("systemd-analyze"):
    tap.check("systemd understands the unit of the shared screen", faults_of_unit())
else:
    tap.skip("systemd understands the unit of the shared screen", "systemd-analyze is not installed")
tap.check("it keeps what the setup promises", faults_of_promises())
tap.done()
