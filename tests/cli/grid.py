# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Files in the map grids of surveyors: what is read of them lies where GDAL says that it lies, whichever
way it comes in, and it is said what was converted. Usage: grid.py NORDWAERTS-CLI"""
import json
import math
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

try:
    from osgeo import ogr, osr
except ImportError:
    print("1..0 # SKIP python3-gdal is missing")
    sys.exit(0)

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "e2e"))
from desk import german_locale

ogr.UseExceptions()
osr.UseExceptions()
CLI = sys.argv[1]
BUILD = pathlib.Path(os.environ.get("NORD_BUILD_ROOT", pathlib.Path(CLI).parents[2]))
ENV = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
GERMAN = german_locale()
GRIDS = {25832: "ETRS89 / UTM zone 32N (EPSG:25832)",
         31467: "DHDN / 3-degree Gauss-Kruger zone 3 (EPSG:31467)",
         31466: "DHDN / 3-degree Gauss-Kruger zone 2 (EPSG:31466)",
         3857: "WGS 84 / Pseudo-Mercator (EPSG:3857)",
         4258: "ETRS89 (EPSG:4258)"}
# Metres. Ours are kept to 1e-7 degrees, so half of that is lost in each direction.
CENTIMETRE = .01
number = failed = 0


def call(*arguments, status=0, env=None):
    done = subprocess.run([CLI, *map(str, arguments)], capture_output=True, timeout=120, check=False,
                          env=env or ENV)
    assert done.returncode == status, (arguments, done.returncode, done.stdout, done.stderr)
    return done.stdout.decode(), done.stderr.decode()


def answer(*arguments, status=0):
    return json.loads(call(*arguments, "--json", status=status)[0])


def workshop(folder, name="a.gpkg"):
    call("new", folder / name, "--title", "Plan")
    return folder / name


def ring(lon, lat, size):
    return [[lon, lat], [lon + size, lat], [lon + size, lat + size], [lon, lat + size], [lon, lat]]


SHAPES = [
    ("Bank", {"type": "Point", "coordinates": [7.4652981, 51.5135872]}),
    ("Weg", {"type": "LineString", "coordinates": [[7.30, 51.42], [7.4638, 51.5161], [7.64, 51.6]]}),
    ("Platz", {"type": "Polygon", "coordinates": [ring(7.46, 51.52, .01), ring(7.463, 51.523, .002)]}),
    ("Inseln", {"type": "MultiPolygon", "coordinates": [[ring(7.4, 51.5, .001)], [ring(7.5, 51.6, .003)]]}),
]


def degrees(folder):
    """The shapes as WGS 84, from which GDAL makes all others."""
    path = folder / "wgs.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"titel": name}, "geometry": shape} for name, shape in SHAPES]}),
        encoding="utf-8")
    return path


def convert(folder, code, kind):
    path = folder / f"{code}.{kind}"
    more = ["-f", "GPKG"] if kind == "gpkg" else ["-f", "GeoJSON", "-lco", "RFC7946=NO",
                                                  "-lco", "COORDINATE_PRECISION=9"]
    subprocess.run(["ogr2ogr", *more, "-t_srs", f"EPSG:{code}", str(path), str(degrees(folder)), "-nln", "plan"],
                   check=True, capture_output=True)
    return path


def positions(shape):
    if not isinstance(shape[0], (int, float)):
        return [at for part in shape for at in positions(part)]
    return [shape[:2]]


def farthest(found):
    """Metres between the shapes by their names and where they were in degrees."""
    assert sorted(found) == sorted(name for name, _ in SHAPES), sorted(found)
    most = 0
    for name, shape in SHAPES:
        got = [list(at) for at in positions(found[name])]
        for lon, lat in positions(shape["coordinates"]):
            most = max(most, min(math.hypot((x - lon) * 111320 * math.cos(math.radians(lat)), (y - lat) * 111250)
                                 for x, y in got))
    return most


def features(path, layer):
    base = ogr.Open(str(path))
    return {f.GetField("title"): json.loads(f.GetGeometryRef().ExportToJson())["coordinates"]
            for f in base.GetLayerByName(layer) if f.GetGeometryRef() is not None}


def test_every_way_in(folder):
    """Ideas and layers, of both formats, in every grid: within a centimetre of what went into GDAL."""
    for code, title in GRIDS.items():
        for kind in ("gpkg", "geojson"):
            source = convert(folder, code, kind)
            path = workshop(folder, f"w-{code}-{kind}.gpkg")
            done = answer("import", path, source, "--map", "titel=title")
            assert (done["imported"], done["converted_from"]) == (len(SHAPES), title), done
            far = farthest(features(path, "idea"))
            print(f"# {kind} {title}: {far * 1000:.2f} mm", flush=True)
            assert far <= CENTIMETRE, (code, kind, far)
            done = answer("layer", "add", path, source)
            assert (done["features"], done["converted_from"]) == (len(SHAPES), title), done
            assert farthest(features(path, "layer_feature")) <= CENTIMETRE
            call("check", path)
    plain = answer("import", workshop(folder, "plain.gpkg"), degrees(folder))
    assert "converted_from" not in plain, plain


def test_same_idea_twice(folder):
    """What came in from UTM is here already when it comes again in degrees, where the grid is as exact."""
    path = workshop(folder)
    first = answer("import", path, convert(folder, 25832, "geojson"), "--source", "plan")
    again = answer("import", path, degrees(folder), "--source", "plan")
    assert (first["imported"], again["imported"], again["duplicates"]) == (4, 0, 4), again


def test_pack(folder):
    """Tiles of a file in UTM are those of the file in degrees, but for a corner that rounds otherwise."""
    said = answer("pack", "make", folder / "utm.mbtiles", convert(folder, 25832, "geojson"), "--layer", "plan")
    call("pack", "make", folder / "wgs.mbtiles", degrees(folder), "--layer", "plan")
    tiles = []
    for name in ("utm", "wgs"):
        with sqlite3.connect(folder / f"{name}.mbtiles") as base:
            tiles.append({row[:3]: len(row[3]) for row in
                          base.execute("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles")})
    assert tiles[0].keys() == tiles[1].keys() and said["features"] == len(SHAPES), said
    assert all(abs(tiles[0][at] - tiles[1][at]) < 20 for at in tiles[0]), "tiles differ"
    words = call("pack", "make", folder / "again.mbtiles", convert(folder, 31467, "geojson"))[0]
    assert f"31467: Coordinates converted from {GRIDS[31467]}" in words, words


def test_projects(folder):
    """The city's register as its office keeps it."""
    source = folder / "register.gpkg"
    subprocess.run(["ogr2ogr", "-f", "GPKG", "-t_srs", "EPSG:25832", str(source), str(degrees(folder)), "-sql",
                    "SELECT titel AS title, titel AS number FROM wgs"], check=True, capture_output=True)
    path = workshop(folder)
    done = answer("project", "import", path, source)
    assert (done["imported"], done["converted_from"]) == (len(SHAPES), GRIDS[25832]), done
    assert farthest(features(path, "project")) <= CENTIMETRE


def test_words(folder):
    path = workshop(folder)
    source = convert(folder, 25832, "gpkg")
    words = call("import", path, source, "--dry-run")[0]
    assert f"Coordinates converted from {GRIDS[25832]}\n" in words, words
    words = call("layer", "add", path, source)[0]
    assert f"Coordinates converted from {GRIDS[25832]}\n" in words, words
    if GERMAN:
        words = call("import", path, source, env={**os.environ, **GERMAN, "LC_ALL": GERMAN["LANG"],
                                                  "LANGUAGE": "de", "NORD_LOCALEDIR": str(BUILD / "po")})[0]
        assert f"Koordinaten umgerechnet aus {GRIDS[25832]}\n" in words, words
        assert farthest(features(path, "idea")) <= CENTIMETRE, "a comma in the locale must not matter"


def test_wrong_grid(folder):
    """A file that names the wrong grid: each row is rejected with what was read, nothing lands in the sea."""
    path = workshop(folder)
    for said, was in ((25832, 31467), (31467, 25832), (25832, 4326), (4258, 25832)):
        source = convert(folder, was, "gpkg")
        with sqlite3.connect(source) as base:
            base.execute("UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = ?, organization = 'EPSG' "
                         "WHERE srs_id = ?", (said, was))
        done = answer("import", path, source)
        assert done["imported"] == 0 and len(done["rejected"]) == len(SHAPES), (said, was, done)
        assert all("map grid" in fault["reason"] for fault in done["rejected"]), done["rejected"]
        source.unlink()
    assert features(path, "idea") == {}


def test_unnamed_grid(folder):
    """GDAL's own words for no grid at all, for one of its own making, and for one that nobody knows."""
    path = workshop(folder)
    utm = convert(folder, 25832, "gpkg")
    for name in ("LOCAL_CS[\"Stadt\"]", "+proj=tmerc +lon_0=9 +x_0=3500000 +ellps=bessel"):
        out = folder / "odd.gpkg"
        subprocess.run(["ogr2ogr", "-f", "GPKG", "-a_srs", name, str(out), str(utm)], check=True,
                       capture_output=True)
        done = answer("import", path, out, status=1)
        assert "cannot be converted" in done["error"]["message"], (name, done)
        out.unlink()
    shutil.copy(utm, folder / "unknown.gpkg")
    with sqlite3.connect(folder / "unknown.gpkg") as base:
        base.execute("UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 999999, definition = 'undefined' "
                     "WHERE srs_id = 25832")
    for command in (("import", path), ("layer", "add", path), ("pack", "make", folder / "x.mbtiles")):
        said = call(*command, folder / "unknown.gpkg", status=1)[1]
        assert "There is no map grid EPSG:999999" in said, said
    assert not (folder / "x.mbtiles").exists()
    lost = {**ENV, "PROJ_DATA": "/nowhere", "PROJ_LIB": "/nowhere"}
    said = call("import", path, utm, status=1, env=lost)[1]
    assert "proj-data" in said and said.count("\n") == 1, said
    assert features(path, "idea") == {}


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
        text = str(error).replace("\n", " ")
        print(f"# {text}\nnot ok {number} - {name}", flush=True)
print(f"1..{number}")
sys.exit(1 if failed else 0)
