#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The layers of the base map, the tiles compiled from them, and the sample workshop that lies on it."""
import collections
import datetime
import gzip
import json
import math
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from osgeo import gdal, ogr

import tap

gdal.UseExceptions()
FOLDER = tap.ROOT / "data/map"
BASE = pathlib.Path(sys.argv[1])
NORTH_TEN = ["Mallinckrodtstraße", "Münsterstraße", "Bornstraße", "Mengeder Straße", "Evinger Straße",
             "Huckarder Straße", "Gleiwitzstraße", "Martener Straße", "Borsigplatz", "Derner Straße"]
KX, KY = 111320 * math.cos(math.radians(51.54)), 111250


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


LAYERS = {p.stem: load(p) for p in sorted(FOLDER.glob("*.geojson"))}


def positions(g):
    def walk(c):
        if isinstance(c[0], (int, float)):
            yield c
        else:
            for part in c:
                yield from walk(part)
    return walk(g["coordinates"])


def shape(g):
    return ogr.CreateGeometryFromJson(json.dumps(g))


def faults_of_layers():
    for name, data in LAYERS.items():
        if data.get("type") != "FeatureCollection" or not data["features"]:
            yield f"{name}: not a filled feature collection"
        if data.get("license") != "ODbL-1.0" or "OpenStreetMap" not in data.get("attribution", "") or not data.get("date"):
            yield f"{name}: no licence, attribution or date"
        if not (FOLDER / (name + ".geojson.license")).is_file():
            yield f"{name}: no .license file"
        if f"`{name}`" not in (FOLDER / "README.md").read_text(encoding="utf-8"):
            yield f"{name}: not in the table of README.md"
        for f in data["features"]:
            words = f["properties"].get("name", f["properties"].get("class"))
            for x, y, *_ in positions(f["geometry"]):
                if not (6.8 < x < 8.1 and 51.2 < y < 51.9) or round(x, 5) != x or round(y, 5) != y:
                    yield f"{name}: {words}: position {x},{y}"
                    break
            if f["geometry"]["type"].endswith("Polygon") and not shape(f["geometry"]).IsValid():
                yield f"{name}: {words}: not a valid area"
    size = sum(os.path.getsize(FOLDER / (n + ".geojson")) for n in LAYERS)
    if size > 8_000_000:
        yield f"the layers take {size} bytes"


def lines(g):
    return [g["coordinates"]] if g["type"] == "LineString" else g["coordinates"]


def metres(a, b):
    return math.hypot((a[0] - b[0]) * KX, (a[1] - b[1]) * KY)


def faults_of_streets():
    """Streets are one net: nearly all of their length in the north hangs together."""
    project = shape(next(f for f in LAYERS["districts"]["features"] if f["properties"]["rank"] == "project")["geometry"])
    named = collections.Counter()
    parent = {}

    def find(p):
        while parent.setdefault(p, p) != p:
            parent[p] = parent[parent[p]]
            p = parent[p]
        return p

    inside = collections.Counter()
    for f in LAYERS["streets"]["features"]:
        for pts in lines(f["geometry"]):
            pts = [tuple(p) for p in pts]
            for a, b in zip(pts, pts[1:]):
                parent[find(a)] = find(b)
            middle = pts[len(pts) // 2]
            if f["properties"]["class"] in ("path", "track", "service", "pier"):
                continue
            if project.Contains(ogr.CreateGeometryFromWkt("POINT(%f %f)" % middle)):
                length = sum(metres(a, b) for a, b in zip(pts, pts[1:]))
                inside[middle] += length
                named[bool(f["properties"].get("name") or f["properties"].get("ref") or f["properties"].get("ramp"))] += length
    nets = collections.Counter()
    for p, length in inside.items():
        nets[find(p)] += length
    total = sum(nets.values())
    if not 550_000 < total < 1_000_000:
        yield f"{total / 1000:.0f} km of streets in the project area"
    share = nets.most_common(1)[0][1] / total
    if share < 0.98:
        yield f"only {share:.1%} of the streets hang together"
    print(f"# {total / 1000:.0f} km of streets, {share:.1%} in one net, {named[True] / total:.1%} with a name")
    if named[True] / total < 0.93:
        yield f"only {named[True] / total:.1%} of the streets have a name"
    have = {f["properties"].get("name") for f in LAYERS["streets"]["features"]}
    for name in NORTH_TEN:
        if name not in have:
            yield f"{name} is missing"


def faults_of_tiles():
    size = BASE.stat().st_size
    print(f"# {BASE.name}: {size} bytes")
    if not 1_000_000 < size <= 8_000_000:
        yield f"{size} bytes"
    db = sqlite3.connect(f"file:{BASE}?mode=ro&immutable=1", uri=True)
    meta = dict(db.execute("SELECT name, value FROM metadata"))
    for key in ("name", "attribution", "license", "date", "bounds", "center", "minzoom", "maxzoom", "format", "json"):
        if not meta.get(key):
            yield f"metadata: no {key}"
    if meta["minzoom"] != "8" or meta["maxzoom"] != "14":
        yield "levels are not 8 to 14"
    west, south, east, north = map(float, meta["bounds"].split(","))
    if not (west < 7.30 and south < 51.42 and east > 7.64 and north > 51.60):
        yield f"bounds {meta['bounds']} do not hold the city"
    ids = {layer["id"] for layer in json.loads(meta["json"])["vector_layers"]}
    wanted = {"transportation", "transportation_name", "water", "waterway", "landuse", "landcover", "park", "boundary",
              "place", "poi", "water_name", "building"}
    if ids != wanted:
        yield f"layers {sorted(ids ^ wanted)}"
    for z, x, y, data in db.execute("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles"):
        if len(data) > 200_000 or len(gzip.decompress(data)) > 500_000:
            yield f"tile {z}/{x}/{y} is too large"
    # Every tile over the city is there at every level: no holes.
    for z in range(8, 15):
        for lon, lat in ((7.33, 51.52), (7.37, 51.57), (7.42, 51.55), (7.46, 51.526), (7.48, 51.585), (7.55, 51.57), (7.6, 51.555)):
            n = 1 << z
            col = int((lon + 180) / 360 * n)
            row = n - 1 - int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n)
            if not db.execute("SELECT 1 FROM tiles WHERE zoom_level=? AND tile_column=? AND tile_row=?", (z, col, row)).fetchone():
                yield f"no tile of level {z} at {lon},{lat}"


def read_tiles(layer, z):
    ds = gdal.OpenEx(str(BASE), gdal.OF_VECTOR, open_options=["ZOOM_LEVEL=%d" % z])
    tab = ds.GetLayerByName(layer)
    keys = [tab.GetLayerDefn().GetFieldDefn(i).GetName() for i in range(tab.GetLayerDefn().GetFieldCount())]
    for f in tab:
        yield {k: f.GetField(k) for k in keys if k != "mvt_id" and f.GetField(k) is not None}, f.GetGeometryRef().Clone()


def faults_of_content():
    """What is in the layers is in the tiles: nothing was dropped on the way."""
    found = collections.Counter()
    for a, g in read_tiles("transportation_name", 14):
        if a.get("name"):
            found[a["name"]] += g.Length()
    # EPSG:3857 is longer by 1/cos (latitude).
    scale = 1 / math.cos(math.radians(51.54))
    wanted = collections.Counter()
    for f in LAYERS["streets"]["features"]:
        name = f["properties"].get("name")
        if name and not f["properties"].get("ramp"):
            wanted[name] += sum(metres(a, b) for pts in lines(f["geometry"]) for a, b in zip(pts, pts[1:]))
    # Tiles round to 0.4 m on the ground, and a piece along a tile's edge may stand in both tiles.
    short = [n for n, length in wanted.items() if abs(found[n] / scale - length) > 20 + 0.03 * length]
    for name in short:
        yield f"{name}: {found[name] / scale:.0f} of {wanted[name]:.0f} m in the tiles"
    for name in NORTH_TEN:
        if name not in found:
            yield f"{name} is not in the tiles"
    for layer, source in (("water", "water"), ("landuse", "built")):
        area = sum(g.Area() for _, g in read_tiles(layer, 14)) / scale ** 2 / 1e6
        meant = sum(shape(f["geometry"]).Area() for f in LAYERS[source]["features"]) * KX * KY / 1e6
        if not 0.985 < area / meant < 1.015:
            yield f"{layer}: {area:.2f} of {meant:.2f} km² in the tiles"
    stops = {a["name"] for a, _ in read_tiles("poi", 14)}
    for name in ("Borsigplatz", "Nordmarkt", "Dortmund Hbf", "Lanstroper Ei", "Zeche Zollern"):
        if name not in stops:
            yield f"{name} is not a point of the map"
    places = {a["name"] for a, _ in read_tiles("place", 10)}
    for name in ("Dortmund", "Lünen", "Castrop-Rauxel"):
        if name not in places:
            yield f"{name} is not a place of the map"


def faults_of_repetition():
    with tempfile.TemporaryDirectory() as folder:
        again = pathlib.Path(folder) / "again.mbtiles"
        subprocess.run([sys.executable, "-B", str(FOLDER / "make-tiles.py"), "-o", str(again)], check=True)
        if again.read_bytes() != BASE.read_bytes():
            yield "the same layers gave other bytes"


def faults_of_making():
    """The same way from a pack that tilemaker wrote: layers with names, and tiles from them."""
    pack = pathlib.Path(os.environ.get("NORD_SHARED", "")) / "map/fixtures/osm/tudo_campus_tilemaker2.2_z0-14.mbtiles"
    with tempfile.TemporaryDirectory() as folder:
        for name in ("districts", "landmarks"):
            shutil.copy(FOLDER / (name + ".geojson"), folder)
        subprocess.run([sys.executable, "-B", str(FOLDER / "make-layers.py"), str(pack), "-o", folder, "--date", "2017-01-01"],
                       check=True, stderr=subprocess.DEVNULL)
        streets = load(pathlib.Path(folder) / "streets.geojson")
        if streets["date"] != "2017-01-01":
            yield "the layers do not tell their date"
        names = {f["properties"].get("name") for f in streets["features"]}
        for name in ("Emil-Figge-Straße", "Otto-Hahn-Straße", "Vogelpothsweg"):
            if name not in names:
                yield f"no {name}"
        longest = max(sum(metres(a, b) for a, b in zip(pts, pts[1:])) for f in streets["features"]
                      if f["properties"].get("name") == "Emil-Figge-Straße" for pts in lines(f["geometry"]))
        if longest < 500:
            yield f"Emil-Figge-Straße is in pieces of at most {longest:.0f} m"
        tiles = pathlib.Path(folder) / "tiles.mbtiles"
        subprocess.run([sys.executable, "-B", str(FOLDER / "make-tiles.py"), "-o", str(tiles), folder], check=True)
        db = sqlite3.connect(tiles)
        if not db.execute("SELECT count(*) FROM tiles WHERE zoom_level = 14").fetchone()[0]:
            yield "no tiles"


# --- the sample workshop --------------------------------------------------------------------------

SAMPLE = load(tap.ROOT / "data/sample/nordforum.geojson")
PROJECTS = {f["properties"]["number"]
            for f in load(tap.ROOT / "data/sample/projects.geojson")["features"]}
PROGRAMME = load(tap.ROOT / "resources/programme/nordwaerts.json")


def faults_of_words():
    ideas = SAMPLE["features"]
    if not 60 <= len(ideas) <= 100:
        yield f"{len(ideas)} ideas"
    categories = {c["id"] for c in PROGRAMME["categories"]}
    languages = {v["id"] for v in PROGRAMME["languages"]}
    seen = collections.defaultdict(set)
    keys = set()
    for f in ideas:
        p = f["properties"]
        if p["source_key"] in keys:
            yield f"{p['source_key']} twice"
        keys.add(p["source_key"])
        if p["category"] not in categories or p["language"] not in languages:
            yield f"{p['title']}: {p['category']}, {p['language']}"
        datetime.datetime.strptime(p["created"], "%Y-%m-%dT%H:%M:%SZ")
        for key in ("category", "language", "district", "moderation", "path", "origin"):
            seen[key].add(p.get(key))
        seen["shape"].add(f["geometry"] and f["geometry"]["type"])
        if not p["title"].strip() or len(p["title"]) > 120:
            yield f"title {p['title']!r}"
    for key, all_of in (("category", categories), ("language", languages), ("district", {*PROGRAMME["districts"], None}),
                        ("shape", {"Point", "LineString", "Polygon", None}),
                        ("moderation", {"new", "released", "hidden", "redacted"}),
                        ("origin", {"laptop", "kiosk", "paper"})):
        if seen[key] != all_of:
            yield f"{key}: {sorted(map(str, seen[key] ^ all_of))}"
    longest = max(len(f["properties"].get("body", "")) for f in ideas)
    if longest < 1000 or not any("body" not in f["properties"] for f in ideas):
        yield f"longest text {longest}, or no idea without one"
    for a in SAMPLE["answers"]:
        idea = next((f for f in ideas if f["properties"]["source_key"] == a["idea"]), None)
        if idea is None or idea["properties"]["path"] != a["path"]:
            yield f"answer to {a['idea']} does not fit"
        if a.get("project_number") and a["project_number"] not in PROJECTS:
            yield f"{a['project_number']} is no project"


def faults_of_places():
    cities = {f["properties"]["name"]: shape(f["geometry"]) for f in LAYERS["districts"]["features"]
              if f["properties"]["rank"] == "city"}
    named = collections.defaultdict(list)
    for f in LAYERS["streets"]["features"]:
        if f["properties"].get("name"):
            named[f["properties"]["name"]] += lines(f["geometry"])
    water = [shape(f["geometry"]) for f in LAYERS["water"]["features"]]
    for f in SAMPLE["features"]:
        p, g = f["properties"], f["geometry"]
        if g is None:
            if "district" in p:
                yield f"{p['title']}: a district but no place"
            continue
        spots = list(positions(g))
        if not shape(g).IsValid():
            yield f"{p['title']}: not a valid shape"
        if not all(cities[p["district"]].Contains(ogr.CreateGeometryFromWkt("POINT(%f %f)" % tuple(s[:2]))) for s in spots):
            yield f"{p['title']}: not in {p['district']}"
        if g["type"] == "Point" and any(w.Contains(shape(g)) for w in water):
            yield f"{p['title']}: stands in the water"
        if p.get("street"):
            near = min if g["type"] == "Polygon" else max
            far = near(away(s, named[p["street"]]) for s in spots)
            if far > 60:
                yield f"{p['title']}: {far:.0f} m off {p['street']}"


def away(p, parts):
    best = 1e9
    for pts in parts:
        for a, b in zip(pts, pts[1:]):
            ax, ay, bx, by = (a[0] - p[0]) * KX, (a[1] - p[1]) * KY, (b[0] - p[0]) * KX, (b[1] - p[1]) * KY
            dx, dy = bx - ax, by - ay
            t = max(0, min(1, -(ax * dx + ay * dy) / ((dx * dx + dy * dy) or 1)))
            best = min(best, math.hypot(ax + t * dx, ay + t * dy))
    return best


def faults_of_heaps():
    """There is something to group: places where several ideas lie within 120 m."""
    spots = [shape(f["geometry"]).Centroid().GetPoint()[:2] for f in SAMPLE["features"] if f["geometry"]]
    heaps = [p for p in spots if sum(metres(p, q) < 120 for q in spots) >= 4]
    if len(heaps) < 10:
        yield f"only {len(heaps)} ideas lie in heaps"


tap.check("layers are valid, ours, dated and in the table", faults_of_layers())
tap.check("streets are one net with names", faults_of_streets())
tap.check("tiles are small, complete and say what they are", faults_of_tiles())
tap.check("what is in the layers is in the tiles", faults_of_content())
tap.check("the same layers give the same bytes", faults_of_repetition())
if os.path.exists(os.path.join(os.environ.get("NORD_SHARED", ""), "map/fixtures/osm")):
    tap.check("layers and tiles are made from a pack of tilemaker", faults_of_making())
else:
    tap.skip("layers and tiles are made from a pack of tilemaker", "NORD_SHARED has no map/fixtures/osm")
tap.check("sample: words, languages, answers", faults_of_words())
tap.check("sample: ideas lie where they say", faults_of_places())
tap.check("sample: there is something to group", faults_of_heaps())
tap.done()
