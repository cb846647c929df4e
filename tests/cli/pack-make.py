# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Map packs of own shapes on the command line: GDAL reads the same features back from the tiles, our own
map draws them, and what is wrong with a file is said with file, line and reason.
Usage: pack-make.py NORDWAERTS-CLI"""
import gzip
import json
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

try:
    from osgeo import gdal, ogr, osr
except ImportError:
    print("1..0 # SKIP python3-gdal is missing")
    sys.exit(0)

gdal.UseExceptions()
ogr.UseExceptions()
CLI = sys.argv[1]
ENV = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
METRES = 40075016.68557849 / 4096  # a unit at zoom 0, on the equator
number = failed = 0


def call(*arguments, status=0):
    done = subprocess.run([CLI, *map(str, arguments)], capture_output=True, timeout=240, env=ENV, check=False)
    assert done.returncode == status, (arguments, done.returncode, done.stdout, done.stderr)
    return done.stdout.decode(), done.stderr.decode()


def make(*arguments):
    return json.loads(call("pack", "make", *arguments, "--json")[0])


def collection(path, features):
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def feature(kind, coordinates, **properties):
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def metadata(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return dict(db.execute("SELECT name, value FROM metadata"))


def to_mercator():
    wgs, mercator = osr.SpatialReference(), osr.SpatialReference()
    wgs.ImportFromEPSG(4326)
    wgs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    mercator.ImportFromEPSG(3857)
    return osr.CoordinateTransformation(wgs, mercator)


def read_back(path, layer, zoom, folder):
    """Features by their number, put together from all tiles, each cut to its own tile."""
    found = {}
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        rows = list(db.execute("SELECT tile_column, tile_row, tile_data FROM tiles WHERE zoom_level = ?", (zoom,)))
    side = METRES * 4096 / 2 ** zoom
    for x, row, data in rows:
        assert data[:2] == b"\x1f\x8b"
        name = folder / f"{x}-{row}.pbf"
        name.write_bytes(gzip.decompress(data))
        y = 2 ** zoom - 1 - row
        tile = gdal.OpenEx(str(name), open_options=[f"X={x}", f"Y={y}", f"Z={zoom}", "CLIP=NO"],
                           allowed_drivers=["MVT"])
        west, south = x * side - METRES * 2048, row * side - METRES * 2048
        box = ogr.CreateGeometryFromWkt(
            f"POLYGON(({west} {south},{west + side} {south},{west + side} {south + side},"
            f"{west} {south + side},{west} {south}))")
        source = tile.GetLayerByName(layer)
        for f in source or ():
            shape = f.GetGeometryRef()
            assert shape.IsValid(), (x, y, f.GetField("nr"), shape.ExportToWkt()[:300])
            piece = shape.Intersection(box)
            number_ = f.GetField("nr")
            found[number_] = (found[number_][0].Union(piece) if number_ in found else piece, f.Clone())
        name.unlink()
    return found


def star(at, radius):
    n = random.randint(4, 40)
    import math
    ring = []
    for i in range(n):
        r = radius * random.uniform(.3, 1)
        ring.append([at[0] + r * math.cos(2 * math.pi * i / n), at[1] + .6 * r * math.sin(2 * math.pi * i / n)])
    return ring + ring[:1]


def samples():
    random.seed(7)
    for i in range(30):
        at = (random.uniform(7.40, 7.55), random.uniform(51.48, 51.56))
        hole = [[at[0] + dx, at[1] + dy] for dx, dy in ((0, 0), (0, 3e-4), (3e-4, 3e-4), (0, 0))]
        if i % 3 == 0:
            yield feature("Polygon", [star(at, .02 if i % 2 else .004), hole], nr=i, class_="park", wet=True)
        elif i % 3 == 1:
            yield feature("LineString", [[at[0] + random.uniform(-.02, .02), at[1] + random.uniform(-.02, .02)]
                                         for _ in range(12)], nr=i, name=f"Straße {i} “x”", width=i + .5)
        else:
            yield feature("MultiPoint", [list(at), [at[0] + .01, at[1]]], nr=i, floor=-i, list=[1, {"a": None}])


def extent(shape):
    return shape.Area() if shape.GetDimension() == 2 else shape.Length() if shape.GetDimension() == 1 else 0


def test_same_features(folder):
    features = list(samples())
    source = collection(folder / "Plan Nord.geojson", features)
    pack = folder / "made.mbtiles"
    said = make(pack, source, "--min-zoom", 11, "--name", "Ein Plan", "--attribution", "© Stadt, CC BY 4.0")
    assert said["features"] == 30 and said["rejected"] == 0 and said["small"] == 0, said
    assert said["layers"] == [{"name": "Plan Nord", "features": 30, "drawn": True, "plain": True}], said
    change = to_mercator()
    for zoom, units in ((14, 1.5), (12, 8)):
        unit = METRES / 2 ** zoom
        found = read_back(pack, "Plan Nord", zoom, folder)
        assert sorted(found) == list(range(30)), sorted(found)
        for given in features:
            shape, back = found[given["properties"]["nr"]]
            wanted = ogr.CreateGeometryFromJson(json.dumps(given["geometry"]))
            wanted.Transform(change)
            # Neither has anything farther than that from the other.
            off = max(extent(shape.Difference(wanted.Buffer(units * unit))),
                      extent(wanted.Difference(shape.Buffer(units * unit))))
            assert off < 1e-6, (zoom, given, off)
            if wanted.GetDimension() == 0:
                assert shape.GetGeometryCount() == 2
                assert shape.Distance(wanted) < unit
            for key, value in given["properties"].items():
                if isinstance(value, (dict, list)):
                    assert json.loads(back.GetField(key)) == value
                else:
                    assert back.GetField(key) == value, (key, value, back.GetField(key))
    notes = metadata(pack)
    assert notes["name"] == "Ein Plan" and notes["format"] == "pbf", notes
    assert notes["attribution"] == "© Stadt, CC BY 4.0" and (notes["minzoom"], notes["maxzoom"]) == ("11", "14")
    west, south, east, north = map(float, notes["bounds"].split(","))
    lon, lat, zoom = map(float, notes["center"].split(","))
    assert west < lon < east and south < lat < north and 11 <= zoom <= 14, notes
    layer, = json.loads(notes["json"])["vector_layers"]
    assert layer["id"] == "Plan Nord" and layer["fields"]["wet"] == "Boolean", layer
    assert layer["fields"]["width"] == "Number" and layer["fields"]["name"] == "String", layer
    # The whole file, as the driver for MBTiles sees it.
    base = gdal.OpenEx(str(pack), gdal.OF_VECTOR, allowed_drivers=["MBTiles"])
    assert base.GetLayerByName("Plan Nord").GetFeatureCount() >= 30
    assert [p.name for p in folder.iterdir() if "part" in p.name] == []


def test_style(folder):
    """What has names of OpenMapTiles is drawn by our own style."""
    lake = collection(folder / "see.geojson", [feature("Polygon", [star((7.46, 51.52), .01)], nr=1)])
    roads = folder / "netz.gpkg"
    base = ogr.GetDriverByName("GPKG").CreateDataSource(str(roads))
    wgs = osr.SpatialReference()
    wgs.ImportFromEPSG(4326)
    for name in ("transportation", "eigenes"):
        layer = base.CreateLayer(name, wgs, ogr.wkbLineString)
        for field, kind in (("class", ogr.OFTString), ("lanes", ogr.OFTInteger), ("share", ogr.OFTReal)):
            layer.CreateField(ogr.FieldDefn(field, kind))
        f = ogr.Feature(layer.GetLayerDefn())
        f.SetField("class", "primary")
        f.SetField("lanes", 2)
        f.SetField("share", 0.25)
        f.SetGeometry(ogr.CreateGeometryFromWkt("LINESTRING(7.44 51.515,7.48 51.525)"))
        layer.CreateFeature(f)
    base = layer = f = None
    pack = folder / "made.mbtiles"
    said = make(pack, lake, roads, "--layer", "water")
    assert {(x["name"], x["drawn"], x["plain"]) for x in said["layers"]} == \
        {("water", True, False), ("transportation", True, False), ("eigenes", True, True)}, said
    told = call("pack", "make", folder / "again.mbtiles", lake, roads)[0]
    assert "The layer “see” is drawn plainly" in told and "“eigenes”" in told, told
    assert "transportation”" not in told, told
    fields = {x["id"]: x["fields"] for x in json.loads(metadata(pack)["json"])["vector_layers"]}
    assert fields["transportation"]["lanes"] == fields["transportation"]["share"] == "Number", fields
    drawn = folder / "made.png"
    call("map-render", pack, "--center", "7.46,51.52", "--zoom", "14", "--size", "300x300", "-o", drawn)
    picture = gdal.Open(str(drawn))
    colours = set()
    bands = [picture.GetRasterBand(i + 1).ReadRaster() for i in range(3)]
    for pixel in zip(*bands):
        colours.add(pixel)
    assert any(b > r + 20 for r, g, b in colours), "no water"
    assert any(r > b + 60 for r, g, b in colours), "no street"
    assert "several layers (" in call("pack", "make", pack, roads, "--layer", "a", status=1)[1]


def test_faults(folder):
    out = folder / "out.mbtiles"
    out.write_text("was here before", encoding="utf-8")
    good = feature("Point", [7.46, 51.52], nr=1)
    cases = {
        "broken.geojson": ('{"type": "FeatureCollection", "features": [', "Line 1, character"),
        "empty.geojson": ('{"type": "FeatureCollection", "features": []}', "No shape could be read"),
        "none.geojson": (json.dumps({"type": "Feature", "properties": {}, "geometry": None}), "There is no shape"),
        "table.csv": ("name,lon,lat\na,7.46,51.52\n", "not from tables"),
        "grid.geojson": ('{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:999999"}},'
                         '"features":[]}', "no map grid EPSG:999999"),
        "noise.gpkg": ("SQLite format 3\0" + "x" * 5000, ""),
        "deep.geojson": ('{"type":"Feature","properties":{"a":' + "[" * 100000, "Line 1"),
    }
    for name, (text, words) in cases.items():
        (folder / name).write_text(text, encoding="utf-8")
        said = call("pack", "make", out, folder / name, status=1)[1]
        assert name in said and words in said, (name, said)
        (folder / name).unlink()
    source = collection(folder / "half.geojson", [
        good, feature("Polygon", [[[7, 51], [7.1, 51]]]), feature("Point", [400, 51]), "nothing",
        feature("LineString", [[7 + i * 1e-5, 51] for i in range(10001)])])
    said = json.loads(call("pack", "make", folder / "half.mbtiles", source, "--json")[0])
    assert (said["features"], said["rejected"]) == (1, 4), said
    told = call("pack", "make", folder / "half.mbtiles", source)[1]
    assert told.count("half.geojson, shape") == 4, told
    assert "half.geojson, shape 3 (line 1): Longitude 400" in told, told
    (folder / "half.mbtiles").unlink()
    world = collection(folder / "world.geojson", [feature("Polygon", [[[-170, -80], [170, -80], [170, 80],
                                                                       [-170, 80], [-170, -80]]])])
    assert "too much for one pack" in call("pack", "make", out, world, status=1)[1]
    call("pack", "make", folder / "world.mbtiles", world, "--min-zoom", 0, "--max-zoom", 4)
    (folder / "world.mbtiles").unlink()
    random.seed(5)
    tangle = [[random.uniform(7.46, 7.48), random.uniform(51.51, 51.52)] for _ in range(9999)]
    tangled = collection(folder / "tangle.geojson", [good, feature("Polygon", [tangle + tangle[:1]])])
    assert "Area 2 of the layer “tangle” crosses itself" in call("pack", "make", out, tangled, status=1)[1]
    tangled.unlink()
    call("pack", "make", out, folder / "nowhere.geojson", status=1)
    call("pack", "make", folder / "no/such/folder.mbtiles", source, status=1)
    for more in (("--max-zoom", 25), ("--min-zoom", 9, "--max-zoom", 8),
                 ("--layer", "a", "--layer", "b")):
        call("pack", "make", out, source, *more, status=2)
    call("pack", "make", out, status=2)
    assert out.read_text(encoding="utf-8") == "was here before"
    assert sorted(p.name for p in folder.iterdir()) == ["half.geojson", "out.mbtiles", "world.geojson"]


def test_cancel(folder):
    """Ctrl+C while it works: the file of before is there, and nothing else."""
    random.seed(3)
    source = collection(folder / "many.geojson", [feature("Polygon", [star((
        random.uniform(7, 8), random.uniform(51, 52)), .3)]) for _ in range(300)])
    out = folder / "out.mbtiles"
    out.write_text("was here before", encoding="utf-8")
    run = subprocess.Popen([CLI, "pack", "make", str(out), str(source)], env=ENV, stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE)
    for _ in range(600):
        if (folder / "out.mbtiles.part").exists() or run.poll() is not None:
            break
        time.sleep(.05)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=120)
    assert run.returncode == 1, (run.returncode, said)
    assert out.read_text(encoding="utf-8") == "was here before"
    assert sorted(p.name for p in folder.iterdir()) == ["many.geojson", "out.mbtiles"]


for name, function in list(globals().items()):
    if not name.startswith("test_"):
        continue
    number += 1
    try:
        with tempfile.TemporaryDirectory() as scratch:
            function(pathlib.Path(scratch))
        print(f"ok {number} - {name}", flush=True)
    except AssertionError as error:
        failed += 1
        print(f"# {error}\nnot ok {number} - {name}", flush=True)
print(f"1..{number}")
sys.exit(1 if failed else 0)
