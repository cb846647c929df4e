# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The window shown, and memory: our program with a workshop of 2,000 ideas against GNOME Maps, the
map program of the same toolkit and map library, with the same ideas as GeoJSON and a local folder
of tiles, painted by our program. Neither has a network; each has a fresh display.

Two lines: until the header bar is painted, and until the map is. Memory is the proportional set
size of the process and its children five seconds later (shared libraries counted by share).
"""
import ctypes
import json
import math
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

import gauge

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
import desk as desks

N, RUNS, SETTLE = 2000, 5, 5
PEER = "gnome-maps"


class Screen:
    """Looks at single pixels of the display, much quicker than any tool that saves a picture."""

    def __init__(self, display):
        self.x11 = ctypes.CDLL("libX11.so.6")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x11.XGetImage.restype = ctypes.c_void_p
        self.x11.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_int,
                                       ctypes.c_uint, ctypes.c_uint, ctypes.c_ulong, ctypes.c_int]
        self.x11.XGetPixel.restype = ctypes.c_ulong
        self.x11.XGetPixel.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        self.x11.XDestroyImage.argtypes = [ctypes.c_void_p]
        self.x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
        self.display = self.x11.XOpenDisplay(display.encode())
        if not self.display:
            raise RuntimeError("no display " + display)
        self.root = self.x11.XDefaultRootWindow(self.display)

    def colours(self, x, y, width, height, step=7):
        image = self.x11.XGetImage(self.display, self.root, x, y, width, height, 0xFFFFFFFF, 2)
        found = {self.x11.XGetPixel(image, i, j) & 0xFFFFFF
                 for i in range(0, width, step) for j in range(0, height, step)}
        self.x11.XDestroyImage(image)
        return found

    def close(self):
        self.x11.XCloseDisplay(self.display)


def memory(pid):
    """KiB of the process and all below it."""
    total, queue = 0, [pid]
    while queue:
        current = queue.pop()
        try:
            for line in open("/proc/%d/smaps_rollup" % current):
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
            for task in os.listdir("/proc/%d/task" % current):
                children = open("/proc/%d/task/%s/children" % (current, task)).read()
                queue.extend(int(child) for child in children.split())
        except OSError:
            continue
    return total


def measure(program, arguments, home):
    """Seconds until the header is painted, seconds until the map is, KiB."""
    with desks.Desk(arguments, program=program, home=home, a11y=False, wait=False,
                    screen=(1280, 900)) as desk:
        screen = Screen(desk.env["DISPLAY"])

        def wait(n, *area):
            deadline = time.monotonic() + 60
            while len(screen.colours(*area)) < n:
                if time.monotonic() > deadline or desk.process.poll() is not None:
                    raise RuntimeError("no window: " + desk.log.read_text(errors="replace")[-500:])
                time.sleep(0.005)
            return time.monotonic() - desk.started

        header = wait(4, 0, 0, 900, 44)
        filled = wait(12, 600, 250, 400, 300)
        screen.close()
        time.sleep(SETTLE)
        if "NORD_BENCH_SHOTS" in os.environ:
            desk.shot(pathlib.Path(os.environ["NORD_BENCH_SHOTS"]) /
                      (pathlib.Path(str(program[0])).name + ".png"), whole=True)
        return header, filled, memory(desk.process.pid)


def make_tiles(folder):
    """Tiles of 256 pixels in the layout {z}/{x}/{y}.png round the ideas, for the peer."""
    cli = gauge.BUILD / "src/cli/nordwaerts-cli"
    for zoom in range(9, 14):
        scale = 2 ** zoom

        def column(lon):
            return int((lon + 180) / 360 * scale)

        def row(lat):
            return int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * scale)

        for x in range(column(7.30), column(7.62) + 1):
            for y in range(row(51.62), row(51.47) + 1):
                lon = (x + 0.5) / scale * 360 - 180
                lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (y + 0.5) / scale))))
                path = folder / str(zoom) / str(x) / ("%d.png" % y)
                path.parent.mkdir(parents=True, exist_ok=True)
                # Our zoom levels count tiles of 512 pixels.
                subprocess.run([cli, "map-render", "--quiet", "--center=%f,%f" % (lon, lat),
                                "--zoom=%d" % (zoom - 1), "--size=256x256", "-o", path],
                               check=True, stdout=subprocess.DEVNULL)


def make_workshop(home):
    """A workshop of N ideas where the program looks for it."""
    rng = random.Random(20260101)
    words = "Licht Bank Radweg Baum Spielplatz Ampel Garten Bus Müll Treffpunkt".split()
    kinds = ["mobility", "green", "work", "social", "land", "safety"]
    features = [{"type": "Feature", "id": str(i),
                 "properties": {"title": "%s %d" % (rng.choice(words), i), "category":
                                rng.choice(kinds), "body": " ".join(rng.choices(words, k=12))},
                 "geometry": {"type": "Point", "coordinates":
                              [rng.gauss(7.455, 0.03), rng.gauss(51.545, 0.015)]}}
                for i in range(N)]
    ideas = home / "ideas.geojson"
    ideas.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    workshop = home / "bench.gpkg"
    cli = gauge.BUILD / "src/cli/nordwaerts-cli"
    gauge.run([cli, "new", workshop, "--title", "Bench"])
    gauge.run([cli, "import", workshop, ideas, "--format", "geojson"])
    return workshop


def several(program, arguments, folder, name):
    results = []
    for run in range(RUNS + 1):
        # The same home each time: caches are warm, as on the second evening.
        result = measure(program, arguments, folder / name)
        if run > 0:
            results.append(result)
    return [gauge.median(values) for values in zip(*results)]


def main():
    lacks = [word for word in desks.missing() if word != "python3-pyatspi"]
    if lacks:
        gauge.skip("window", "not installed: " + ", ".join(lacks))
        return
    folder = pathlib.Path(tempfile.mkdtemp(prefix="nord-bench-"))
    try:
        for name in ("ours", "peer"):
            (folder / name).mkdir()
        workshop = make_workshop(folder)
        ours = several([gauge.BUILD / "src/ui/nordwaerts"], [workshop], folder, "ours")
        peer, version = (None, None, None), None
        if shutil.which(PEER):
            make_tiles(folder / "tiles")
            peer = several([shutil.which(PEER)],
                           ["--local", folder / "tiles", folder / "ideas.geojson"], folder, "peer")
            version = PEER + " " + subprocess.run(
                ["dpkg-query", "-W", "-f=${Version}", PEER], capture_output=True, text=True).stdout
        else:
            gauge.skip("window", PEER + " is not installed")
        gauge.report("window-header", N, ours[0], version, peer[0], ours[2], peer[2],
                     "until the header bar is painted; memory (PSS) after five seconds")
        gauge.report("window-map", N, ours[1], version, peer[1], ours[2], peer[2],
                     "until the map is painted")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
