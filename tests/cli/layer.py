#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Own layers by command line: added from GeoJSON and GeoPackage, seen by GDAL, removed with undo; what is
wrong with a file is said with file, feature and reason. Usage: layer.py NORDWAERTS-CLI"""
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    from osgeo import ogr, osr
except ImportError:
    print("1..0 # SKIP python3-gdal is missing")
    sys.exit(0)

ogr.UseExceptions()
CLI = sys.argv[1]
folder = pathlib.Path(tempfile.mkdtemp(prefix="nord-layer-"))
workshop = folder / "abend.gpkg"


def call(*arguments, status=0):
    run = subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True,
                         env={"LC_ALL": "C.UTF-8", "LANGUAGE": "en", "PATH": "/usr/bin:/bin",
                              "HOME": str(folder)})
    assert run.returncode == status, (run.returncode, run.stdout, run.stderr)
    return run


def square(lon, lat, size=0.002):
    return {"type": "Polygon", "coordinates": [[[lon, lat], [lon + size, lat],
                                                [lon + size, lat + size], [lon, lat]]]}


def collection(path, features):
    path.write_text('{"type": "FeatureCollection", "features": [\n' +
                    ",\n".join(json.dumps(f) for f in features) + "\n]}\n")
    return path


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def features():
    base = ogr.Open(str(workshop))
    layer = base.GetLayerByName("layer_feature")
    return [(f.GetField("title"), f.GetGeometryRef().GetGeometryName(), f.GetField("layer"))
            for f in layer]


def test_add_geojson():
    plan = collection(folder / "Radwegeplan 2027.geojson", [
        feature(square(7.46, 51.52), name="Zone A"),
        feature({"type": "LineString", "coordinates": [[7.46, 51.52], [7.47, 51.53]]}, name="Achse"),
        feature({"type": "Point", "coordinates": [7.46, 51.52]})])
    answer = json.loads(call("layer", "add", workshop, plan, "--json").stdout)
    assert answer["features"] == 3, answer
    assert [f[:2] for f in features()] == [("Zone A", "POLYGON"), ("Achse", "LINESTRING"),
                                           (None, "POINT")], features()
    (row,) = json.loads(call("layer", "list", workshop, "--json").stdout)
    assert row["title"] == "Radwegeplan 2027" and row["features"] == 3, row


def test_add_geopackage():
    path = folder / "plan.gpkg"
    base = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    utm = osr.SpatialReference()
    utm.ImportFromEPSG(4326)
    utm.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    layer = base.CreateLayer("bebauung", utm, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("name", ogr.OFTString))
    for i in range(200):
        f = ogr.Feature(layer.GetLayerDefn())
        f.SetField("name", "Feld %d" % i)
        f.SetGeometry(ogr.CreateGeometryFromJson(json.dumps(square(7.4 + i * 0.001, 51.5))))
        layer.CreateFeature(f)
    del f, layer, base
    call("layer", "add", workshop, path, "--title", "Bebauung & <Plan>")
    assert len(features()) == 203
    titles = [row["title"] for row in json.loads(call("layer", "list", workshop, "--json").stdout)]
    assert titles == ["Bebauung & <Plan>", "Radwegeplan 2027"], "the newest lies on top"


def test_remove_and_undo():
    rows = json.loads(call("layer", "list", workshop, "--json").stdout)
    call("layer", "remove", workshop, rows[0]["id"])
    assert len(features()) == 3
    call("undo", workshop)
    assert len(features()) == 203
    call("check", workshop)


def test_hostile():
    """Each with the file and a reason, and nothing written."""
    before = features()
    deep = folder / "deep.geojson"
    deep.write_text("[" * 100000)
    nothing = collection(folder / "nothing.geojson", [])
    broken = collection(folder / "broken.geojson", [
        feature({"type": "Polygon", "coordinates": [[[7, 51], [8, 51]]]}, name="x")])
    far = collection(folder / "far.geojson", [
        feature({"type": "Point", "coordinates": [1e9, 51]}, name="x")])
    big = collection(folder / "big.geojson", [
        feature({"type": "LineString", "coordinates": [[7 + i * 1e-5, 51] for i in range(12000)]})])
    many = collection(folder / "many.geojson", [
        feature({"type": "Point", "coordinates": [7 + i * 1e-5, 51]}) for i in range(10001)])
    text = folder / "text.geojson"
    text.write_bytes(b"\x00\xff\xfe{}")
    for path, words in ((deep, ""), (nothing, "no shapes"), (broken, "Line 2"), (far, "Line 2"),
                        (big, "Line 2"), (many, "10000"), (text, ""), (folder / "none", "")):
        run = call("layer", "add", workshop, path, status=1)
        assert path.name in run.stderr and words in run.stderr, (path, run.stderr)
    assert features() == before


def test_some_bad_features():
    """What is good comes in, what is not is told with its number."""
    mixed = collection(folder / "mixed.geojson", [
        feature(square(7.46, 51.52)),
        feature({"type": "Polygon", "coordinates": [[[7, 51], [8, 51]]]}),
        feature(square(7.48, 51.52))])
    run = call("layer", "add", workshop, mixed)
    assert "2 shapes" in run.stdout and "Line 3" in run.stderr, (run.stdout, run.stderr)


def test_misuse():
    call("layer", "add", workshop, status=2)
    call("layer", "paint", workshop, status=2)
    call("layer", "remove", workshop, "no-such", status=2)


def main():
    call("new", workshop, "--title", "Abend")
    tests = [(name, f) for name, f in globals().items() if name.startswith("test_")]
    print("1..%d" % len(tests))
    bad = 0
    for number, (name, function) in enumerate(tests, 1):
        try:
            function()
            print("ok %d %s" % (number, name))
        except AssertionError as fault:
            bad += 1
            print("not ok %d %s\n# %r" % (number, name, fault))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
