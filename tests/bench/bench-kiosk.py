# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""From the pen to the ink on the shared screen: four stations around a table of 1920 × 1080 with the
map of each, touched by real fingers (Xorg with inputtest, 100 moves a second each), first one finger
a station that draws a line, then two that move and turn the map. Measured is the time from the display's
stamp on an event until the frame that has it was painted, p95, on the cairo renderer; the peer is
bare GTK on the same screen with the same fingers: four widgets that draw the last 400 points.

Then 2,000 residents come and go at four stations, in all languages: from the lift until the draft is
kept and from the confirmation until COMMIT (budget 100 ms together), another language (300 ms) and the
reset (1 s), each p95 and until it is painted, and how much more memory is held for each 1,000 of them.

Then 200 of them tap once, while the maps of all four stations are painted: until the draft is kept, and
until the next screen is seen (100 ms each).

Last, four stations nobody stands at, for 20 s: how long a frame of the first screen takes with the map
that drifts behind it, and how busy the program is in the mean of one core (target 15 %), beside the same
screen on plain ground.

The budgets are 50 ms from pen to ink, on a machine that has nothing else to do, and 33 ms a frame,
which is told as what the drawing thread works."""
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import gauge

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
import touch

SECONDS = 8
# The middles of the maps of the four stations on the screen.
PLACES = [(960, 740), (960, 340), (330, 540), (1590, 540)]


def move(fingers, each, seconds):
    """Circles: one finger a station draws, two move and turn the map."""
    every = [(4 * i + f, x, y, f) for i, (x, y) in enumerate(PLACES) for f in range(each)]
    start = time.monotonic()
    end = start + seconds

    def place(x, y, f):
        t = (time.monotonic() - start) * 2 + f * math.pi
        return x + 90 * math.cos(t), y + 70 * math.sin(t)

    for finger, x, y, f in every:
        fingers.event(touch.BEGIN, finger, *place(x, y, f))
    fingers.sync()
    while time.monotonic() < end:
        for finger, x, y, f in every:
            fingers.event(touch.UPDATE, finger, *place(x, y, f))
        fingers.sync()
        time.sleep(0.01)
    for finger, x, y, f in every:
        fingers.event(touch.END, finger, *place(x, y, f))
    fingers.sync()


def measure(what, each):
    with tempfile.TemporaryDirectory() as folder, \
            touch.TouchDesk(program=["true"], size=None, a11y=False, wait=False) as desk:
        process = subprocess.Popen([gauge.BUILD / "tests/bench/bench-kiosk", what, folder],
                                   env={**desk.env, "LC_NUMERIC": "C"},
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True)
        try:
            fingers = desk.take_fingers()
            time.sleep(8)
            process.stdin.write("start\n")
            process.stdin.flush()
            move(fingers, each, SECONDS)
            with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
                memory = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
            out, _ = process.communicate("end\n", timeout=30)
        finally:
            process.kill()
        return {**json.loads(out), "kib": memory}


def residents():
    with touch.desks.Desk(program=["true"], size=None, a11y=False, wait=False) as desk:
        done = subprocess.run([gauge.BUILD / "tests/bench/bench-residents", "500"],
                              env={**desk.env, "LC_NUMERIC": "C"}, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True, check=True)
    found, load = json.loads(done.stdout), os.getloadavg()[0]
    for key, name, budget in (("draft", "draft kept after the lift", "100 ms"),
                              ("commit", "saved after the confirmation", "100 ms"),
                              ("language", "another language", "300 ms"), ("reset", "reset", "1 s")):
        gauge.report(name + ", p95", found["residents"], found[key + "_p95"] / 1000, None, None,
                     found["last_kib"], None, "budget %s; median %.1f ms; load %.1f"
                     % (budget, found[key + "_p50"], load))
    counted = found["residents"] * 3 / 5
    gauge.report("memory held, of 1,000 residents", found["residents"], None, None, None,
                 round((found["last_kib"] - found["first_kib"]) * 1000 / counted), None,
                 "their ideas included; after the first two fifths of them")


def taps():
    with touch.desks.Desk(program=["true"], size=None, a11y=False, wait=False) as desk:
        done = subprocess.run([gauge.BUILD / "tests/bench/bench-residents", "--taps", "50"],
                              env={**desk.env, "LC_NUMERIC": "C"}, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True, check=True)
    found, load = json.loads(done.stdout), os.getloadavg()[0]
    for key, name in (("tap_saved", "tap while maps are painted, draft kept"),
                      ("tap_seen", "tap while maps are painted, next screen seen")):
        gauge.report(name + ", p95", found["residents"], found[key + "_p95"] / 1000, None, None, None,
                     None, "budget 100 ms; median %.1f ms; load %.1f" % (found[key + "_p50"], load))


def wait_for_somebody(what):
    with tempfile.TemporaryDirectory() as folder, \
            touch.desks.Desk(program=["true"], size=None, a11y=False, wait=False) as desk:
        process = subprocess.Popen([gauge.BUILD / "tests/bench/bench-kiosk", what, folder],
                                   env={**desk.env, "LC_NUMERIC": "C"}, stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            time.sleep(6)
            process.stdin.write("start\n")
            process.stdin.flush()
            time.sleep(20)
            with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
                memory = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
            out, _ = process.communicate("end\n", timeout=30)
        finally:
            process.kill()
        return {**json.loads(out), "kib": memory}


def idle():
    ours, plain = wait_for_somebody("drift"), wait_for_somebody("plain")
    load = os.getloadavg()[0]
    gauge.report("nobody there, work of a frame, p95", ours["frames"], ours["frame_p95"] / 1000,
                 "plain ground", plain["frame_p95"] / 1000, ours["kib"], plain["kib"],
                 "budget 33 ms; median %.1f ms; load %.1f" % (ours["frame_p50"], load))
    gauge.report("nobody there, busy in 100 s of one core", ours["frames"], ours["busy"],
                 "plain ground", plain["busy"], None, None, "target 15 s; load %.1f" % load)


def main():
    residents()
    taps()
    idle()
    lacks = touch.missing()
    if lacks:
        gauge.skip("pen to ink", "not installed: " + ", ".join(lacks))
        return
    for name, each in (("pen to ink, 4 fingers", 1), ("maps moved, 8 fingers", 2)):
        ours, peer = measure("kiosk", each), measure("bare", each)
        load = os.getloadavg()[0]
        gauge.report(name + ", p95", ours["events"], ours["latency_p95"] / 1000, "bare GTK",
                     peer["latency_p95"] / 1000, ours["kib"], peer["kib"],
                     "budget 50 ms; median %.1f ms; load %.1f" % (ours["latency_p50"], load))
        gauge.report(name + ": work of a frame, p95", ours["frames"], ours["frame_p95"] / 1000, "bare GTK",
                     peer["frame_p95"] / 1000, None, None,
                     "budget 33 ms; median %.1f ms; load %.1f" % (ours["frame_p50"], load))


main()
