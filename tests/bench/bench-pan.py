# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""A cold pan over all of the detailed city pack in views of 1880 by 1000 pixels, against Mapnik
painting the same tiles of 512 px once. Compared are the tiles, ours with reading and decoding;
Mapnik's features lie unpacked in shapefiles. Mapnik has no labels here; ours, placed and painted anew
at every step of half a view, are in the note. Both: processor time of one thread."""
import json
import pathlib
import resource
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import gauge  # noqa: E402
import peer_mapnik  # noqa: E402


def main():
    pack = gauge.SHARED / "map" / "nordwaerts.mbtiles"
    if not pack.exists():
        gauge.skip("pan", "the detailed pack is not here")
        return
    peer = peer_mapnik.name()
    if peer is None:
        gauge.skip("pan", "Mapnik is not here (python3-mapnik)")
    with tempfile.TemporaryDirectory() as folder:
        if peer:
            peer_mapnik.convert(pack, folder)
        for zoom in (13, 14, 15):
            _, _, out = gauge.run([gauge.BUILD / "tests/bench/bench-pan", pack, zoom])
            ours, theirs = json.loads(out), None
            views = sorted(ours["views"])
            if peer:
                paint = peer_mapnik.painter(folder)
                theirs = sum(paint(zoom, *cell) for cell in ours["cells"])
            gauge.report(
                f"pan z{zoom}", len(ours["cells"]), ours["tiles_s"], peer, theirs,
                ours["peak_kib"], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
                f"{len(views)} views: tiles {ours['tiles_s'] * 1e3 / len(ours['cells']):.1f} ms each, "
                f"labels {ours['labels_s'] * 1e3 / len(views):.1f} ms a view; a view with all that is "
                f"new in it and its labels p50 {views[len(views) // 2] * 1e3:.0f}, max {views[-1] * 1e3:.0f} ms")


main()
