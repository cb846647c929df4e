#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""A 512 px tile of a detailed city pack painted, against Mapnik painting the same features.

Mapnik reads no vector tiles, so it gets the features of level 14 as a GeoPackage, one layer for each
layer of the tile, and a plainer style than ours: each layer once, streets with a casing. Both use one
thread; ours counts processor time, Mapnik's too."""
import json
import math
import pathlib
import sys
import tempfile

import gauge
import peer_mapnik

PLACE = (7.4633, 51.5345)


def mapnik_seconds(folder, zoom):
    n = 2 ** zoom
    x = (PLACE[0] + 180) / 360
    y = (1 - math.asinh(math.tan(math.radians(PLACE[1]))) / math.pi) / 2
    paint = peer_mapnik.painter(folder)
    times = []
    for dx in range(-2, 2):
        for dy in range(-2, 2):
            for _ in range(2):
                times.append(paint(zoom, int(x * n) + dx, int(y * n) + dy))
    return gauge.median(times)


def main():
    pack = gauge.SHARED / "map" / "nordwaerts.mbtiles"
    if not pack.exists():
        gauge.skip("tile", "the detailed pack is not here")
        return
    _, _, out = gauge.run([gauge.BUILD / "tests" / "bench" / "bench-tile", pack, *PLACE, 5])
    ours = {row["zoom"]: row for row in map(json.loads, out.splitlines())}
    peer = peer_mapnik.name()
    if peer is None:
        gauge.skip("tile", "Mapnik is not here (python3-mapnik)")
    with tempfile.TemporaryDirectory() as folder:
        if peer:
            peer_mapnik.convert(pack, folder)
        for zoom, row in ours.items():
            seconds = mapnik_seconds(folder, zoom) if peer and zoom >= 14 else None
            gauge.report(
                f"tile z{zoom}", row["tiles"], row["paint_s"] + row["labels_s"], peer,
                seconds,
                ours_kib=row["peak_kib"],
                note=f"of which labels {row['labels_s'] * 1000:.1f} ms; besides, reading and decoding "
                     f"{row['load_s'] * 1000:.1f} ms; at most 12 ms are asked for")


if __name__ == "__main__":
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
    main()
