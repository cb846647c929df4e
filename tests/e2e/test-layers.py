#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Own layers and districts in the real window: a plan is dropped, ordered, hidden, removed and brought
back; a broken file is explained; numbers of ideas stand by district and filter the list."""
import contextlib
import gzip
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import driver  # noqa: E402
from driver import picture, wait_for  # noqa: E402

CLI = desks.BUILD / "src/cli/nordwaerts-cli"


def plan(path, lon):
    ring = [[lon, 51.52], [lon + 0.04, 51.515], [lon + 0.05, 51.54], [lon, 51.52]]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"name": "Zone"},
         "geometry": {"type": "Polygon", "coordinates": [ring]}}]}), encoding="utf-8")
    return path


def layers(path):
    """The titles, the top one first, with whether they are shown."""
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=5)) as base:
        return base.execute("SELECT title, shown FROM layer ORDER BY position DESC").fetchall()


def test_open(desk, path, folder):
    desk.press("Ebenen und Bezirke (E)")
    desk.find("Eigene Ebenen")
    desk.find(re.compile("^Noch keine"))


def test_drop(desk, path, folder):
    for name, lon in (("Radwege <2027> & mehr", 7.44), ("Bebauung", 7.50)):
        file = plan(folder / (name + ".geojson"), lon)
        assert desk.drop_files([file], 200, 300) == "dropped"
        wait_for(name, lambda: name in [row[0] for row in layers(path)])
    assert [row[0] for row in layers(path)] == ["Bebauung", "Radwege <2027> & mehr"]
    desk.find("Radwege <2027> & mehr", role="label")
    assert desk.look(re.compile("umgerechnet"), "label") is None
    time.sleep(0.8)
    picture(desk, "layers")


def test_utm(desk, path, folder):
    """A plan as offices keep it: it is said from which map grid it was converted, and undone."""
    file = folder / "vermessung.geojson"
    file.write_text(json.dumps({
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}},
        "features": [{"type": "Feature", "properties": {},
                      "geometry": {"type": "Point", "coordinates": [393500, 5708000]}}]}), encoding="utf-8")
    assert desk.drop_files([file], 200, 300) == "dropped"
    desk.find("Koordinaten umgerechnet aus ETRS89 / UTM zone 32N (EPSG:25832)", "label")
    assert len(layers(path)) == 3
    time.sleep(0.8)
    picture(desk, "utm")
    desk.press("Rückgängig")
    wait_for("it is gone", lambda: len(layers(path)) == 2)


def test_broken(desk, path, folder):
    broken = folder / "kaputt.geojson"
    broken.write_text('{"type": "FeatureCollection", "features": [\n{"type": "Feature", "properties": {},'
                      '"geometry": {"type": "Polygon", "coordinates": [[[7, 51], [8, 51]]]}}]}')
    assert desk.drop_files([broken], 200, 300) == "dropped"
    desk.find(re.compile("^kaputt: .*Zeile 2: "))
    picture(desk, "broken")
    assert len(layers(path)) == 2


def test_order_and_show(desk, path, folder):
    desk.press("Radwege <2027> & mehr nach oben")
    wait_for("the order", lambda: layers(path)[0][0] == "Radwege <2027> & mehr")
    desk.press("Radwege <2027> & mehr zeigen")
    wait_for("it is hidden", lambda: layers(path)[0][1] == 0)
    desk.press("Radwege <2027> & mehr zeigen")
    wait_for("it is shown", lambda: layers(path)[0][1] == 1)


def test_remove_and_undo(desk, path, folder):
    desk.press("Bebauung entfernen")
    wait_for("one layer", lambda: len(layers(path)) == 1)
    desk.press("Rückgängig", role="push button")
    wait_for("two layers", lambda: len(layers(path)) == 2)


def test_districts(desk, path, folder):
    desk.find("Innenstadt-Nord: 2")
    desk.find("Eving: 1")
    desk.find("Ohne Ort: 1")
    desk.click_on("Zahl der Ideen auf der Karte", role="label")
    time.sleep(1.5)
    picture(desk, "counts")
    desk.click(200, 400, button=5, count=12)
    time.sleep(0.8)
    desk.click_on("Innenstadt-Nord: 2")
    desk.find("2 von 4 Ideen")
    # Beneath it the statistical ones, whose names may be those of city districts.
    desk.find("Nordmarkt (050): 2")
    desk.find("Hafen (040): 0")
    desk.click_on("Lindenhorst (140): 0")
    desk.find("0 von 4 Ideen")


def write_map(desk, target):
    desk.focus()
    desk.key("F10")
    time.sleep(0.8)
    desk.press("Karte ausgeben …")
    desk.find("Ideen als nummerierte Nadeln")
    desk.find("Wie auf der Karte zu sehen, mit einer Legende", role="label")
    time.sleep(0.5)
    picture(desk, "sheet")
    desk.press("Ausgeben …")
    time.sleep(1.5)
    desk.key("ctrl+a")
    desk.type(str(target))
    desk.key("Return")
    wait_for("the sheet", target.exists, timeout=30)
    assert target.read_bytes()[:5] == b"%PDF-"


def test_write_map(desk, path, folder):
    """The dialog writes a sheet; nothing hidden stays beside it."""
    desk.key("Escape")
    time.sleep(0.6)
    write_map(desk, folder / "karte.pdf")
    desk.find(re.compile("^Karte nach „karte.pdf“ ausgegeben, "))
    assert not list(folder.glob(".karte*"))


def test_drop_pack(desk, path, folder):
    """A map pack dropped on the window is added, told about, and can be chosen for the workshop."""
    pack = folder / "Nordstadt.mbtiles"
    subprocess.run([str(CLI), "pack", "cut", str(desks.BUILD / "data/map/nordwaerts-base.mbtiles"),
                    "--bbox", "7.44,51.51,7.49,51.54", "-o", str(pack)], check=True,
                   capture_output=True)
    assert desk.drop_files([pack], 700, 300) == "dropped"
    desk.find("Kartenpakete")
    wait_for("the pack", (desk.home / "data/nordwaerts/maps/Nordstadt.mbtiles").exists)
    time.sleep(0.8)
    picture(desk, "packs")
    desk.key("Escape")


def check_damaged(path, folder):
    """Tiles of the map cannot be read: coarser ones serve, and the window tells it once; who puts such
    a map on paper is told, too."""
    data = folder / "data"
    shutil.copytree(desks.BUILD / "data", data)
    pack = data / "map/nordwaerts-base.mbtiles"
    pack.chmod(0o644)
    with contextlib.closing(sqlite3.connect(pack)) as base, base:
        base.execute("UPDATE tiles SET tile_data=? WHERE zoom_level BETWEEN 9 AND 13",
                     (gzip.compress(b"\xff" * 40),))
    with desks.Desk(args=[path], env={"NORD_DATADIR": str(data)}) as desk:
        words = re.compile(r"^Kartenpaket „.*“ ist beschädigt \(Kachel \d+/\d+/\d+\)")
        desk.find(words, timeout=20)
        time.sleep(0.6)
        picture(desk, "damaged")
        wait_for("it goes", lambda: desk.look(words) is None, timeout=20)
        desk.press("Vergrößern")
        time.sleep(4)
        assert desk.look(words) is None, "told twice"
        write_map(desk, folder / "loch.pdf")
        desk.find(re.compile("^Karte nach „loch.pdf“ ausgegeben, 1 Seite. Kartenpaket „.*“ ist beschädigt"))
        picture(desk, "damaged-sheet")


TESTS = [test_open, test_drop, test_utm, test_broken, test_order_and_show, test_remove_and_undo, test_districts,
         test_write_map, test_drop_pack]


def main():
    if driver.cannot():
        return 0
    if len(sys.argv) > 2:
        with tempfile.TemporaryDirectory(prefix="nord-damaged-") as name:
            check_damaged(sys.argv[2], pathlib.Path(name))
        return 0
    with tempfile.TemporaryDirectory(prefix="nord-layers-") as name:
        folder = pathlib.Path(name)
        path = folder / "abend.gpkg"
        ideas = folder / "ideen.csv"
        ideas.write_text("titel;lon;lat\nEins;7.466;51.526\nZwei;7.468;51.527\nDrei;7.463;51.566\n"
                         "Ohne;;\n", encoding="utf-8")
        for call in (["new", path, "--title", "Abend"], ["import", path, ideas]):
            subprocess.run([str(CLI), *map(str, call)], check=True, capture_output=True)
        size = tuple(int(v) for v in os.environ.get("NORD_E2E_SIZE", "1100x720").split("x"))
        with desks.Desk(args=[path], size=size, dark="NORD_E2E_DARK" in os.environ) as desk:
            desk.find("4 Ideen", timeout=20)
            desk.focus()
            time.sleep(1)
            status = driver.play(desk, TESTS, path, folder)
        # One program on one bus in one process: the other has a process of its own.
        again = subprocess.run([sys.executable, __file__, "damaged", str(path)], check=False)
        return status or again.returncode


if __name__ == "__main__":
    sys.exit(main())
