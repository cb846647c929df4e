#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Counts by city and statistical district, and the list of one of them: of the sample and of shapes that
lie across borders each as GEOS (through GDAL) places it. Usage: districts.py NORDWAERTS-CLI DISTRICTS
SAMPLE"""
import collections
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
CLI, DISTRICTS, SAMPLE = sys.argv[1:]
temporary = tempfile.TemporaryDirectory(prefix="nord-districts-")
folder = pathlib.Path(temporary.name)
workshop = folder / "abend.gpkg"


def call(*arguments, status=0):
    run = subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True,
                         env={"LC_ALL": "C.UTF-8", "LANGUAGE": "en", "PATH": "/usr/bin:/bin",
                              "HOME": str(folder)})
    assert run.returncode == status, (run.returncode, run.stdout, run.stderr)
    return run


def reference():
    turn = osr.SpatialReference(), osr.SpatialReference()
    turn[0].ImportFromEPSG(4326)
    turn[1].ImportFromEPSG(25832)
    for system in turn:
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return osr.CoordinateTransformation(*turn)


TURN = reference()


def flat(shape):
    geometry = ogr.CreateGeometryFromJson(json.dumps(shape))
    geometry.Transform(TURN)
    return geometry


def read_districts():
    ranks = collections.defaultdict(list)
    for feature in json.loads(pathlib.Path(DISTRICTS).read_text(encoding="utf-8"))["features"]:
        own = feature["properties"]
        ranks[own["rank"]].append((own["id"], own["name"], own.get("city"), flat(feature["geometry"])))
    return ranks


RANKS = read_districts()


def most(shape, among):
    """The one that has most of the shape; "" for none."""
    best = (0, "")
    for number, _, _, area in among:
        if not area.Intersects(shape):
            continue
        part = area.Intersection(shape)
        share = (part.GetGeometryCount() or 1) if shape.GetDimension() == 0 else \
            part.Length() if shape.GetDimension() == 1 else part.GetArea()
        best = max(best, (share, number), key=lambda pair: pair[0])
    return best[1]


def place(shape):
    if shape is None:
        return None
    shape = flat(shape)
    city = most(shape, RANKS["city"])
    return city, most(shape, [d for d in RANKS["statistical"] if d[2] == city])


def compare():
    """All counts, and each idea of each list, against GEOS."""
    ideas = json.loads(call("list", workshop, "--json").stdout)["records"]
    places = {idea["id"]: place(idea["shape"]) for idea in ideas}
    wanted = collections.Counter()
    for spot in places.values():
        wanted.update(["unplaced"] if spot is None else [name for name in spot if name] or ["outside"])
    answer = json.loads(call("districts", workshop, "--json").stdout)
    assert answer["outside"] == wanted["outside"], (answer["outside"], wanted)
    assert answer["unplaced"] == wanted["unplaced"], (answer["unplaced"], wanted)
    assert len(answer["districts"]) == 12 and sum(len(d["statistical"]) for d in answer["districts"]) == 62
    for city in answer["districts"]:
        assert city["ideas"] == wanted[city["id"]], (city, wanted)
        assert city["ideas"] == sum(part["ideas"] for part in city["statistical"]), city
        for district, rank in [(city, 0)] + [(part, 1) for part in city["statistical"]]:
            assert district["ideas"] == wanted[district["id"]], (district, wanted)
            if district["ideas"] or rank == 0:
                got = json.loads(call("list", workshop, "--district", district["id"], "--json").stdout)
                assert {idea["id"] for idea in got["records"]} == {
                    id for id, spot in places.items() if spot and spot[rank] == district["id"]}, district
    none = json.loads(call("list", workshop, "--district", "-", "--json").stdout)["total"]
    assert none == wanted["outside"] + wanted["unplaced"]
    return wanted


def test_sample():
    call("new", workshop, "--title", "Abend")
    call("import", workshop, SAMPLE)
    wanted = compare()
    assert sum(wanted[d[0]] > 0 for d in RANKS["statistical"]) > 15, wanted


def test_across_borders():
    """Lines and areas whose parts lie in several districts: numbers of the parts sum up to the whole."""
    features = []
    for step in range(40):
        lon, lat = 7.34 + step * 0.007, 51.50 + step % 7 * 0.015
        features.append({"type": "LineString",
                         "coordinates": [[lon, lat], [lon + 0.021, lat + 0.013], [lon + 0.04, lat - 0.004]]})
        features.append({"type": "Polygon", "coordinates": [[
            [lon, lat], [lon + 0.019, lat + 0.002], [lon + 0.013, lat + 0.017], [lon, lat]]]})
    features.append({"type": "Point", "coordinates": [7.9, 51.9]})
    source = folder / "quer.geojson"
    source.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"title": "Idee %d" % number}, "geometry": shape}
        for number, shape in enumerate(features)]}), encoding="utf-8")
    call("import", workshop, source)
    assert compare()["outside"] >= 1


def test_names():
    """A name means the city district where both have it; a number the statistical one; case is free."""
    def total(district):
        return json.loads(call("list", workshop, "--district", district, "--json").stdout)["total"]

    assert total("EVING") == total("eving") == total("Eving") > total("120") > 0
    assert total("nordmarkt") == total("050") == total(" Nordmarkt ") > 0
    assert "“districts FILE” lists" in call("list", workshop, "--district", "Bochum", status=2).stderr
    lines = [line.split("\t") for line in call("districts", workshop).stdout.splitlines()]
    assert len(lines) == 12 + 62 + 2 and all(len(line) == 3 for line in lines), lines
    assert [line[2] for line in lines if line[1] in ("eving", "120")] == ["Eving", "Eving"]


def main():
    tests = [(name, f) for name, f in globals().items() if name.startswith("test_")]
    print("1..%d" % len(tests))
    bad = 0
    for number, (name, function) in enumerate(tests, 1):
        try:
            function()
            print("ok %d - %s" % (number, name))
        except Exception as error:  # pylint: disable=broad-except
            bad += 1
            print("not ok %d - %s" % (number, name))
            print("# %r" % (error,))
    return 1 if bad else 0


sys.exit(main())
