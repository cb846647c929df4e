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
import subprocess
import sys
import tempfile
import time

import gauge

PLACE = (7.4633, 51.5345)
STYLE = """<Map srs="epsg:3857" background-color="#f7f4ee">
{styles}
{layers}
</Map>"""
FILLS = ["landcover", "landuse", "water", "building"]
LINES = [("waterway", 2, None), ("transportation", 3, 4.6), ("boundary", 1.5, None)]


def make_style(folder):
    styles, layers = [], []
    for name in FILLS:
        styles.append(f'<Style name="{name}"><Rule><PolygonSymbolizer fill="#cfe8bf"/></Rule></Style>')
    for name, width, casing in LINES:
        rule = f'<LineSymbolizer stroke="#ffffff" stroke-width="{width}" stroke-linejoin="round"/>'
        if casing:
            styles.append(f'<Style name="{name}-casing"><Rule><LineSymbolizer stroke="#cdc5bb" '
                          f'stroke-width="{casing}" stroke-linejoin="round"/></Rule></Style>')
        styles.append(f'<Style name="{name}"><Rule>{rule}</Rule></Style>')
    for name in FILLS + [line[0] for line in LINES]:
        names = [f"{name}-casing", name] if name == "transportation" else [name]
        layers.append(
            f'<Layer name="{name}" srs="epsg:3857">'
            + "".join(f"<StyleName>{n}</StyleName>" for n in names)
            + f'<Datasource><Parameter name="type">shape</Parameter>'
            f'<Parameter name="file">{folder}/{name}.shp</Parameter></Datasource></Layer>')
    return STYLE.format(styles="\n".join(styles), layers="\n".join(layers))


def convert(pack, folder):
    for name in FILLS + [line[0] for line in LINES]:
        kind = "POLYGON" if name in FILLS else "LINESTRING"
        subprocess.run(
            ["ogr2ogr", "-q", "-f", "ESRI Shapefile", f"{folder}/{name}.shp", pack, name, "-oo",
             "ZOOM_LEVEL=14", "-oo", "CLIP=NO", "-t_srs", "EPSG:3857", "-nlt", kind, "-explodecollections", "-select",
             "class", "-skipfailures"],
            check=name != "building", stderr=subprocess.DEVNULL)
        subprocess.run(["shapeindex", f"{folder}/{name}.shp"], check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def mapnik_seconds(folder, zoom):
    import mapnik
    world = 20037508.342789244
    n = 2 ** zoom
    x = (PLACE[0] + 180) / 360
    y = (1 - math.asinh(math.tan(math.radians(PLACE[1]))) / math.pi) / 2
    view = mapnik.Map(512, 512)
    mapnik.load_map_from_string(view, make_style(folder))
    times = []
    for dx in range(-2, 2):
        for dy in range(-2, 2):
            col, row = int(x * n) + dx, int(y * n) + dy
            size = 2 * world / n
            view.zoom_to_box(mapnik.Box2d(-world + col * size, world - (row + 1) * size,
                                          -world + (col + 1) * size, world - row * size))
            image = mapnik.Image(512, 512)
            for _ in range(2):
                start = time.process_time()
                mapnik.render(view, image)
                times.append(time.process_time() - start)
    return gauge.median(times)


def main():
    pack = gauge.SHARED / "map" / "nordwaerts.mbtiles"
    if not pack.exists():
        gauge.skip("tile", "the detailed pack is not here")
        return
    _, _, out = gauge.run([gauge.BUILD / "tests" / "bench" / "bench-tile", pack, *PLACE, 5])
    ours = {row["zoom"]: row for row in map(json.loads, out.splitlines())}
    try:
        import mapnik  # noqa: F401
        peer = f"Mapnik {mapnik.mapnik_version_string()}"
    except ImportError:
        peer = None
        gauge.skip("tile", "Mapnik is not here (python3-mapnik)")
    with tempfile.TemporaryDirectory() as folder:
        if peer:
            convert(pack, folder)
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
