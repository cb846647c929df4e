# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Bundling of ideas zoom by zoom: ours against the npm package supercluster on the same places.

Both: radius 40, extent 512, zooms 0 to 16, at least 2. Seconds are processor time, the least of
several runs. The note says how far the numbers of bubbles are apart at worst (zooms with at least
50 of them), and the peer from itself with the same places in another order, for which place begins is
chance in both. That chance goes away in the sum over several towns of the same kind, which is told too;
it is what the two rules differ by. Then what a view of 1880 by 1000 pixels and one change cost, the
peak of memory and the load.
"""
import array
import json
import os
import pathlib
import random
import subprocess
import tempfile

import gauge

VERSION = "8.0.1"
PEER = r"""
import fs from 'node:fs';
import Supercluster from 'supercluster';
const raw = fs.readFileSync(process.argv[2]);
const lonlat = new Float64Array(raw.buffer, raw.byteOffset, raw.length / 8);
const points = [];
for (let i = 0; i < lonlat.length; i += 2)
  points.push({type: 'Feature', properties: {}, geometry: {type: 'Point', coordinates: [lonlat[i], lonlat[i + 1]]}});
const before = process.memoryUsage().rss;
const seconds = [], counts = [];
let index, kib;
for (let run = 0; run < Number(process.argv[3]); run++) {
  const start = process.cpuUsage();
  index = new Supercluster({radius: 40, extent: 512, maxZoom: 16}).load(points);
  const used = process.cpuUsage(start);
  seconds.push((used.user + used.system) / 1e6);
  if (run === 0)
    kib = (process.memoryUsage().rss - before) / 1024;
  const count = [];
  for (let z = 0; z <= 16; z++) count.push(index.getClusters([-180, -85, 180, 85], z).length);
  counts.push(count);
  for (let i = points.length - 1, chance = 1; i > 0; i--) {
    chance = (chance * 48271) % 2147483647;
    [points[i], points[chance % (i + 1)]] = [points[chance % (i + 1)], points[i]];
  }
}
console.log(JSON.stringify({seconds, counts, kib, peak_kib: process.resourceUsage().maxRSS}));
"""


def get_towns(n, kind):
    """How many towns are summed: a million places of a kind take long, so few and of one kind."""
    if kind in ("line", "point"):
        return 0
    return 12 if n <= 100000 else 4 if kind == "city" else 0


def places(n, kind, seed=20260101):
    """City: most on some hundred squares and streets of Dortmund's north, the others anywhere
    there. Even: all anywhere there. Country: anywhere in Germany; with a town: half of them in it.
    Line: along one street; point: all at one spot. Shuffled, as years of ideas are."""
    rng = random.Random(seed)
    town = (7.30, 7.58, 51.48, 51.61)
    box = (5.9, 15.0, 47.3, 55.0) if kind.startswith("country") else town
    lumps = [(rng.uniform(*box[:2]), rng.uniform(*box[2:])) for _ in range(300)]
    out = array.array("d")
    for _ in range(n):
        if kind == "city" and rng.random() >= 0.3:
            lon, lat = rng.choice(lumps)
            out.extend((lon + rng.gauss(0, 0.0016), lat + rng.gauss(0, 0.001)))
        elif kind == "line":
            at = rng.random()
            out.extend((7.40 + 0.1 * at, 51.50 + 0.03 * at))
        elif kind == "point":
            out.extend((7.4653, 51.5136))
        else:
            part = town if kind == "country with a town" and rng.random() < 0.5 else box
            out.extend((rng.uniform(*part[:2]), rng.uniform(*part[2:])))
    return out


def install(folder):
    done = subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", f"supercluster@{VERSION}"],
        cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode != 0:
        raise RuntimeError("npm: " + (done.stderr.strip().splitlines() or ["failed"])[-1])


def get_apart(some, others, towns=1):
    return max((abs(a / b - 1) for a, b in zip(some, others) if b >= 50 * towns), default=0)


def count_towns(folder, n, kind, towns):
    """The bubbles of all zooms, summed over several towns: ours and the peer's."""
    ours, theirs = [0] * 17, [0] * 17
    for town in range(towns):
        (folder / "town").write_bytes(places(n, kind, town).tobytes())
        _, _, out = gauge.run([gauge.BUILD / "tests/bench/bench-crowd", folder / "town", 1])
        ours = [a + b for a, b in zip(ours, json.loads(out)["counts"])]
        _, _, out = gauge.run(["node", "--max-old-space-size=4096", folder / "peer.mjs", folder / "town", 1])
        theirs = [a + b for a, b in zip(theirs, json.loads(out)["counts"][0])]
    return ours, theirs


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder, peer = pathlib.Path(folder), True
        (folder / "peer.mjs").write_text(PEER)
        try:
            install(folder)
        except (OSError, RuntimeError, subprocess.TimeoutExpired) as error:
            gauge.skip("crowd", f"supercluster: {error}")
            peer = False
        for n, kind in ((10000, "city"), (100000, "city"), (100000, "even"), (100000, "country"),
                        (100000, "country with a town"), (100000, "line"), (100000, "point"),
                        (1000000, "city"), (1000000, "even"), (1000000, "country")):
            (folder / "lonlat").write_bytes(places(n, kind).tobytes())
            _, _, out = gauge.run([gauge.BUILD / "tests/bench/bench-crowd", folder / "lonlat", 9])
            ours, theirs = json.loads(out), {"seconds": [None]}
            if peer:
                _, _, out = gauge.run(["node", "--max-old-space-size=4096", folder / "peer.mjs",
                                       folder / "lonlat", 3])
                theirs = json.loads(out)
                apart = get_apart(ours["counts"], theirs["counts"][0])
                towns = get_towns(n, kind)
                in_sum = (f"{get_apart(*count_towns(folder, n, kind, towns), towns):.1%} in the sum of {towns} towns, "
                          if towns else "")
                chance = max(get_apart(one, theirs["counts"][0]) for one in theirs["counts"][1:])
            gauge.report(
                "crowd", n, min(ours["seconds"]), f"supercluster {VERSION}",
                min(theirs["seconds"]) if peer else None,
                ours["bytes"] // 1024, theirs.get("kib"),
                (f"{kind}: bubbles at most {apart:.1%} apart, {in_sum}the peer from itself {chance:.1%}; "
                 if peer else f"{kind}: ") +
                f"view {ours['view_s'] * 1e6:.1f} us, at the worst zoom "
                f"{ours['view_worst_s'] * 1e6:.1f} us; change {ours['change_s'] * 1e6:.1f} us; "
                f"at its peak, while it is filled, {ours['own_kib'] / 1024:.0f} MiB, and "
                f"{ours['peak_kib'] / 1024:.0f} MiB with the places and the program; load {os.getloadavg()[0]:.1f}")


main()
