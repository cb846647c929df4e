#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""What nobody has let through leaves by no way that leads to the public: one test a way out, with ideas that
nobody has looked at, that were hidden, and one that was released and must be there. Usage:
canary.py NORDWAERTS-CLI"""
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
CANARIES = ("Zaunkönig-neu", "Zaunkönig-verborgen", "Zaunkönig-Grund", "Zaunkönig-ohne")
RELEASED = "Rotkehlchen-frei"
folder = pathlib.Path(tempfile.mkdtemp(prefix="nord-canary-"))
workshop = folder / "abend.gpkg"


def call(*arguments, status=0):
    run = subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True,
                         env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "HOME": str(folder)})
    assert run.returncode == status, (run.returncode, run.stdout, run.stderr)
    return run


def set_up():
    """A file as an export of another workshop would be, with every state of moderation."""
    states = [("neu", "new", ""), ("verborgen", "hidden", "Zaunkönig-Grund"), ("frei", "released", ""),
              ("ohne", None, "")]
    features = [{"type": "Feature", "id": f"0193aaaa-0000-7000-8000-00000000000{number}",
                 "geometry": {"type": "Point", "coordinates": [7.4656 + number / 1000, 51.5259]},
                 "properties": {"title": ("Rotkehlchen-" if name == "frei" else "Zaunkönig-") + name,
                                "body": ("Rotkehlchen-" if name == "frei" else "Zaunkönig-") + name,
                                "category": "green", "moderation": state, "moderation_reason": reason,
                                "path": "idea", "source": None, "source_key": None}}
                for number, (name, state, reason) in enumerate(states)]
    (folder / "alle.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    call("new", workshop, "--title", "Abend")
    call("import", workshop, folder / "alle.geojson")
    ideas = json.loads(call("list", workshop, "--json").stdout)
    kept = {idea["title"]: idea["moderation"] for idea in ideas["records"]}
    assert kept["Zaunkönig-neu"] == "new" and kept["Zaunkönig-verborgen"] == "hidden", kept
    assert kept[RELEASED] == "released", kept


def assert_clean(data, released=True):
    for canary in CANARIES:
        assert canary.encode() not in data, canary
    assert not released or RELEASED.encode() in data


def test_geojson():
    call("export", workshop, folder / "aus.geojson", "--public")
    assert_clean((folder / "aus.geojson").read_bytes())


def test_csv():
    call("export", workshop, folder / "aus.csv", "--public")
    assert_clean((folder / "aus.csv").read_bytes())
    call("export", workshop, folder / "excel.csv", "--public", "--excel")
    assert_clean((folder / "excel.csv").read_bytes())


def test_gpkg():
    """A copy holds everything, so there is none for the public."""
    call("export", workshop, folder / "aus.gpkg", "--public", status=2)
    assert not (folder / "aus.gpkg").exists()


def test_map_print():
    for suffix in ("svg", "pdf", "png"):
        out = folder / ("karte." + suffix)
        answer = json.loads(call("map-print", workshop, "--output", out, "--center", "7.4666,51.5259",
                                 "--zoom", "15", "--json").stdout)
        assert (answer["ideas"], answer["kept_back"]) == (1, 3), answer
        if suffix == "pdf" and shutil.which("pdftotext"):
            text = subprocess.run(["pdftotext", out, "-"], capture_output=True, check=True).stdout
            assert_clean(text)
        assert_clean(out.read_bytes(), released=False)


def tiles(path):
    base = sqlite3.connect(path)
    all_tiles = b""
    for (data,) in base.execute("SELECT tile_data FROM tiles"):
        all_tiles += gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    base.close()
    return all_tiles


def test_pack():
    # The export for the staff holds all; made a pack of, it does not.
    call("export", workshop, folder / "stab.geojson")
    assert CANARIES[0] in (folder / "stab.geojson").read_text()
    run = call("pack", "make", folder / "stab.mbtiles", folder / "stab.geojson")
    assert "3 ideas are not released" in run.stderr, run.stderr
    assert_clean(tiles(folder / "stab.mbtiles"))


def test_pack_of_a_workshop():
    # Some layers of a workshop may be empty, which a pack refuses: those get something.
    plan = folder / "plan.geojson"
    plan.write_text(json.dumps({"type": "Feature", "properties": {"title": "Plan"}, "geometry": {
        "type": "Point", "coordinates": [7.46, 51.52]}}))
    copy = folder / "kopie.gpkg"
    call("export", workshop, copy)
    call("layer", "add", copy, plan)
    plan.write_text(json.dumps({"type": "Feature", "properties": {"Nr": 1, "Titel": "x"}, "geometry": {
        "type": "Point", "coordinates": [7.46, 51.52]}}))
    call("project", "import", copy, plan)
    base = sqlite3.connect(copy)
    base.execute("UPDATE workshop SET area = (SELECT shape FROM idea LIMIT 1)")
    base.commit()
    base.close()
    call("pack", "make", folder / "werkstatt.mbtiles", copy)
    assert_clean(tiles(folder / "werkstatt.mbtiles"))


def test_register():
    """What goes out of the register names no idea."""
    plan = folder / "liste.csv"
    plan.write_text("Nr;Titel\n1;Licht\n")
    call("project", "import", workshop, plan)
    call("project", "link", workshop, "0193aaaa-0000-7000-8000-000000000000", "1")
    for name in ("register.csv", "register.geojson"):
        call("project", "export", workshop, folder / name)
        assert_clean((folder / name).read_bytes(), released=False)


tests = [test_geojson, test_csv, test_gpkg, test_map_print, test_pack, test_pack_of_a_workshop,
         test_register]
print("1..%d" % len(tests))
set_up()
for number, test in enumerate(tests, 1):
    test()
    print("ok %d - %s" % (number, test.__name__[5:].replace("_", " ")), flush=True)
shutil.rmtree(folder)
