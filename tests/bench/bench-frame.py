# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Frames of the layer of ideas while the map moves: 100,000 ideas (a tenth of them lines, a tenth
areas) at 1880 by 1000 pixels with GTK's renderer on cairo. Processor time of a frame, all of it;
every tenth frame one idea comes. The peer is a frame of the same window with no ideas."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import gauge

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
FRAMES = 120


def measure(folder, n, zoom):
    import array
    import random
    rng = random.Random(7)
    lumps = [(rng.uniform(7.30, 7.58), rng.uniform(51.48, 51.61)) for _ in range(300)]
    out = array.array("d")
    for _ in range(n):
        lon, lat = rng.choice(lumps)
        if rng.random() < 0.3:
            lon, lat = rng.uniform(7.30, 7.58), rng.uniform(51.48, 51.61)
        out.extend((lon + rng.gauss(0, 0.0016), lat + rng.gauss(0, 0.001)))
    (folder / "lonlat").write_bytes(out.tobytes())
    env = dict(os.environ, LIBGL_ALWAYS_SOFTWARE="1")
    done = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", gauge.BUILD / "tests/bench/bench-frame",
         folder / "lonlat", str(zoom), str(FRAMES)], capture_output=True, text=True, env=env,
        timeout=300)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip()[-300:])
    answer = json.loads(done.stdout)
    # The first three show the window and read all ideas.
    return answer["width"], sorted(answer["seconds"][3:]), answer["seconds"][:3]


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        try:
            for zoom, what in ((11.5, "all in view"), (13, "a third in view"),
                               (15, "below 5,000 in view"), (17, "some hundred in view")):
                _, bare, _ = measure(folder, 1, zoom)
                width, ours, first = measure(folder, 100000, zoom)
                gauge.report("frame", 100000, gauge.median(ours), "no ideas", gauge.median(bare),
                             note=f"{what}, {width} px wide: median {gauge.median(ours) * 1e3:.1f} ms, "
                             f"95 of 100 below {ours[int(len(ours) * 0.95)] * 1e3:.1f} ms, worst "
                             f"{ours[-1] * 1e3:.1f} ms; first {max(first) * 1e3:.0f} ms; load "
                             f"{os.getloadavg()[0]:.1f}")
        except (FileNotFoundError, RuntimeError) as error:
            gauge.skip("frame", str(error))


main()
