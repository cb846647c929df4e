# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""A cold pan over all of the detailed city pack in views of 1880 by 1000 pixels, against Mapnik
painting the same tiles of 512 px once. Compared are the tiles, ours with reading and decoding;
Mapnik's features lie unpacked in shapefiles. Mapnik has no labels here; ours, placed and painted anew
at every step of half a view, are in the note. Both: processor time of one thread.

Then the same pan at zoom 14 with three packs on each other (one of own shapes all over the area, the
city, the base map of the program), where the peer is the city alone; and with room for 2 MiB of
decoded tiles, where the peer has the usual room. The note says the most that was kept, and the limit."""
import json
import pathlib
import random
import resource
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import gauge  # noqa: E402
import peer_mapnik  # noqa: E402


def pan(pack, zoom, packs, cache=0):
    _, _, out = gauge.run([gauge.BUILD / "tests/bench/bench-pan", pack, zoom, cache, *packs])
    return json.loads(out)


def tell(answer):
    views = sorted(answer["views"])
    return (f"{len(views)} views: tiles {answer['tiles_s'] * 1e3 / len(answer['cells']):.1f} ms each, "
            f"labels {answer['labels_s'] * 1e3 / len(views):.1f} ms a view; a view with all that is "
            f"new in it and its labels p50 {views[len(views) // 2] * 1e3:.0f}, max {views[-1] * 1e3:.0f} "
            f"ms; decoded tiles at most {answer['cached'] / 2**20:.1f} of {answer['limit'] / 2**20:.0f} MiB, "
            f"shaped texts {answer['texts'] / 2**20:.1f} of {answer['texts_limit'] / 2**20:.0f} MiB")


def make_own(folder, area):
    """Four hundred squares and streets, as a plan of a planning office has them."""
    rng, shapes = random.Random(5), []
    west, south, east, north = area
    for i in range(400):
        x, y = rng.uniform(west, east - 0.004), rng.uniform(south, north - 0.003)
        ring = [[x, y], [x + 0.003, y], [x + 0.003, y + 0.002], [x, y + 0.002], [x, y]]
        shapes.append({"type": "Feature", "properties": {"name": f"Fläche {i}"}, "geometry": {
            "type": "Polygon", "coordinates": [ring]} if i % 2 else {
                "type": "LineString", "coordinates": ring[:3]}})
    for x, y in ((west, south), (east - 0.001, north - 0.001)):
        shapes.append({"type": "Feature", "properties": {}, "geometry": {
            "type": "LineString", "coordinates": [[x, y], [x + 0.001, y + 0.001]]}})
    plan, pack = folder / "plan.geojson", folder / "own.mbtiles"
    plan.write_text(json.dumps({"type": "FeatureCollection", "features": shapes}))
    subprocess.run([gauge.BUILD / "src/cli/nordwaerts-cli", "pack", "-q", "make", pack, plan],
                   check=True, stdout=subprocess.DEVNULL)
    return pack


def main():
    pack = gauge.SHARED / "map" / "nordwaerts.mbtiles"
    if not pack.exists():
        gauge.skip("pan", "the detailed pack is not here")
        return
    peer = peer_mapnik.name()
    if peer is None:
        gauge.skip("pan", "Mapnik is not here (python3-mapnik)")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        if peer:
            peer_mapnik.convert(pack, folder)
        city = {}
        for zoom in (13, 14, 15):
            ours, theirs = pan(pack, zoom, [pack]), None
            city[zoom] = ours
            if peer:
                paint = peer_mapnik.painter(folder)
                theirs = sum(paint(zoom, *cell) for cell in ours["cells"])
            gauge.report(
                f"pan z{zoom}", len(ours["cells"]), ours["tiles_s"], peer, theirs,
                ours["peak_kib"], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, tell(ours))
        done = subprocess.run([gauge.BUILD / "src/cli/nordwaerts-cli", "pack", "--json", "info", pack],
                              check=True, capture_output=True, text=True)
        info = json.loads(done.stdout)
        base = gauge.BUILD / "data/map/nordwaerts-base.mbtiles"
        packs = [make_own(folder, info["bounds"]), pack, base]
        for what, chosen, cache, zoom in (("three packs", packs, 0, 14), ("2 MiB", [pack], 2 << 20, 14)):
            ours, alone = pan(pack, zoom, chosen, cache), city[zoom]
            gauge.report(f"pan z{zoom}, {what}", len(ours["cells"]), ours["tiles_s"], "the city alone",
                         alone["tiles_s"], ours["peak_kib"], alone["peak_kib"], tell(ours))


main()
