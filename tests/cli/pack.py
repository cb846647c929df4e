# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Map packs on the command line: what is in one, and pieces that GDAL and SQLite read, tile by tile
the same as in the pack. Usage: pack.py NORDWAERTS-CLI"""
import gzip
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
BUILD = pathlib.Path(os.environ.get("NORD_BUILD_ROOT", pathlib.Path(CLI).parents[2]))
SHARED = pathlib.Path(os.environ.get("NORD_SHARED", "nowhere"))
BASE = next((BUILD / "data/map").glob("*.mbtiles"))
BOX = "7.44,51.515,7.49,51.54"
number = failed = 0


def call(*arguments, status=0):
    done = subprocess.run([CLI, *map(str, arguments)], capture_output=True, timeout=120,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}, check=False)
    assert done.returncode == status, (arguments, done.returncode, done.stdout, done.stderr)
    return done.stdout.decode(), done.stderr.decode()


def tiles(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {(z, x, y): data for z, x, y, data in db.execute(
            "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles")}


def test_info(_):
    found = json.loads(call("pack", "info", BASE, "--json")[0])
    assert found["format"] == "pbf" and found["size"] == BASE.stat().st_size, found
    assert "OpenStreetMap" in found["attribution"]
    assert found["bounds"][0] < 7.46 < found["bounds"][2]
    assert "Licence:" in call("pack", "info", BASE)[0]


def test_cut(folder):
    piece = folder / "piece.mbtiles"
    said = json.loads(call("pack", "cut", BASE, "--bbox", BOX, "-o", piece, "--json")[0])
    whole, cut = tiles(BASE), tiles(piece)
    assert len(cut) == said["tiles"] > 5, said
    assert all(gzip.decompress(whole[key]) == gzip.decompress(data) for key, data in cut.items())
    top = max(z for z, _, _ in cut)
    wanted = {key for key in whole if key[0] == top and touches(key)}
    assert {key for key in cut if key[0] == top} == wanted, (wanted, top)
    # A piece of a piece is the same piece.
    again = folder / "again.mbtiles"
    call("pack", "cut", piece, "--bbox", BOX, "-o", again, "--quiet")
    assert tiles(again) == cut
    assert sorted(p.name for p in folder.iterdir()) == ["again.mbtiles", "piece.mbtiles"]
    if shutil.which("ogrinfo"):
        told = subprocess.run(["ogrinfo", "-so", "-al", piece], capture_output=True, check=True)
        assert b"Layer name: transportation" in told.stdout, told.stdout[:400]
    drawn = folder / "piece.png"
    call("map-render", piece, "--center", "7.465,51.5275", "--zoom", "13", "--size", "200x200",
         "-o", drawn)
    assert drawn.stat().st_size > 2000


def test_damaged(folder):
    """One tile of a pack is rubbish: the rest is drawn, the tile is named, and the status says it."""
    hurt, drawn = folder / "hurt.mbtiles", folder / "hurt.png"
    call("pack", "cut", BASE, "--bbox", BOX, "-o", hurt, "--quiet")
    z = 13
    keys = sorted(key for key in tiles(hurt) if key[0] == z)
    _, x, row = keys[len(keys) // 2]
    place = ["--center", "7.465,51.5275", "--zoom", str(z), "--size", "1600x1000", "-o", drawn]
    call("map-render", hurt, *place)
    whole = drawn.read_bytes()
    with sqlite3.connect(hurt) as db:
        db.execute("UPDATE tiles SET tile_data=? WHERE zoom_level=? AND tile_column=? AND tile_row=?",
                   (gzip.compress(b"\xff" * 40), z, x, row))
    drawn.unlink()
    _, said = call("map-render", hurt, *place, status=3)
    name = "%d/%d/%d" % (z, x, 2 ** z - 1 - row)
    assert said.count(str(hurt)) == 1 and "tile %s cannot be read: " % name in said, said
    assert drawn.read_bytes() != whole and drawn.stat().st_size > len(whole) // 2
    told = json.loads(call("map-render", hurt, *place, "--json", status=3)[0])
    assert [(t["zoom"], t["x"], t["y"]) for t in told["damaged"]] == [(z, x, 2 ** z - 1 - row)], told
    sheet = folder / "hurt.pdf"
    _, said = call("map-print", "--pack", hurt, *place[:4], "-o", sheet, status=3)
    assert name in said and sheet.stat().st_size > 2000, said


def touches(key):
    import math
    z, x, row = key
    n = 2 ** z
    y = n - 1 - row
    west, south, east, north = map(float, BOX.split(","))

    def down(lat):
        return (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n
    return math.floor((west + 180) / 360 * n) <= x <= math.floor((east + 180) / 360 * n) and \
        math.floor(down(north)) <= y <= math.floor(down(south))


def test_faults(folder):
    out = folder / "out.mbtiles"
    out.write_text("was here before", encoding="utf-8")
    for box, more, words in (("0,0,1,1", (), "nothing in this area"),
                             ("7.5,51.5,7.4,51.6", (), "area is empty"),
                             (BOX, ("--max-zoom", "22"), "has the zooms"),
                             (BOX, ("--min-zoom", "12", "--max-zoom", "11"), "has the zooms")):
        _, said = call("pack", "cut", BASE, "--bbox", box, "-o", out, *more, status=1)
        assert words in said, said
    for arguments in (("cut", BASE, "-o", out), ("cut", BASE, "--bbox", BOX), ("burn", BASE),
                      ("cut", BASE, "--bbox", "1,2,3", "-o", out)):
        call("pack", *arguments, status=2)
    call("pack", "info", out, status=1)
    call("pack", "cut", BASE, "--bbox", BOX, "-o", folder / "no/such/folder.mbtiles", status=1)
    assert out.read_text(encoding="utf-8") == "was here before"
    assert [p.name for p in folder.iterdir()] == ["out.mbtiles"]


def test_fixtures(_):
    """Every pack of the collection is told about or refused in words; none ends the program."""
    folder = SHARED / "map/fixtures"
    if not folder.is_dir():
        return "the shared material is not here"
    bad = {"martin_json.mbtiles", "martin_mlt.mbtiles", "node-mbtiles_corrupt.mbtiles",
           "empty.pmtiles", "invalid.pmtiles", "invalid_v4.pmtiles", "test_fixture_mlt.pmtiles"}
    packs = sorted([*folder.glob("*/*.mbtiles"), *folder.glob("*/*.pmtiles")])
    assert len(packs) > 25, len(packs)
    for pack in packs:
        _, said = call("pack", "info", pack, status=1 if pack.name in bad else 0)
        assert (pack.name in said) == (pack.name in bad), said
    return None


def test_tilemaker(folder):
    """The way that the manual describes, from an extract to a map whose streets are found."""
    extract = SHARED / "map/fixtures/osm/tudo_campus_2017.osm.pbf"
    examples = pathlib.Path("/usr/share/doc/tilemaker/examples")
    if not shutil.which("tilemaker") or not examples.is_dir() or not extract.exists():
        return "tilemaker or the extract is not here"
    pack, drawn = folder / "pack.mbtiles", folder / "pack.png"
    subprocess.run(["tilemaker", "--input", extract, "--output", pack, "--bbox",
                    "7.402,51.489,7.419,51.495", "--config", examples / "config-openmaptiles.json",
                    "--process", examples / "process-openmaptiles.lua"], check=True, capture_output=True)
    found = json.loads(call("pack", "info", pack, "--json")[0])
    assert found["format"] == "pbf" and found["max_zoom"] == 14, found
    assert "Emil-Figge-Bibliothek" in call("find", "Emil-Figge-Bibliothek", "--pack", pack)[0]
    call("map-render", pack, "--center", "7.4105,51.492", "--zoom", "16", "--size", "400x300", "-o", drawn)
    assert drawn.stat().st_size > 2000
    return None


def test_latin_name(folder):
    """Packs of tilemaker call things by no other name: that is one, too."""
    street, pack = folder / "transportation_name.geojson", folder / "pack.mbtiles"
    street.write_text(json.dumps({"type": "Feature", "properties": {
        "class": "minor", "name:latin": "Erdachte Gasse"}, "geometry": {
            "type": "LineString", "coordinates": [[7.46, 51.52], [7.47, 51.525]]}}), encoding="utf-8")
    call("pack", "make", pack, street, "--quiet")
    assert call("find", "Erdachte Gasse", "--pack", pack)[0].startswith("Erdachte Gasse\t")


for name, function in list(globals().items()):
    if not name.startswith("test_"):
        continue
    number += 1
    try:
        with tempfile.TemporaryDirectory() as scratch:
            skipped = function(pathlib.Path(scratch))
        print(f"ok {number} - {name}" + (f" # SKIP {skipped}" if skipped else ""), flush=True)
    except AssertionError as error:
        failed += 1
        print(f"# {error}\nnot ok {number} - {name}", flush=True)
print(f"1..{number}")
sys.exit(1 if failed else 0)
