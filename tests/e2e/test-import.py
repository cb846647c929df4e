#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Import and export as a person meets them: what was found out, what would happen, what happened,
and the way back."""
import os
import pathlib
import re
import shutil
import sys
import tempfile
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks
from desk import Desk
from driver import picture

TABLE = ("Nr;Titel;Text;Breite;Länge\n1;Bänke & <b>Licht</b>;am Markt;51,525;7,466\n"
         "2;Weg;;51,53;7466\n3;ohne Ort;irgendwo;;\n")
count = failed = 0


def case(function):
    """Runs in a process of its own, because the accessibility library knows one bus a process."""
    global count, failed
    count += 1
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        status = 0
        try:
            with tempfile.TemporaryDirectory(prefix="nord-import-") as folder:
                function(pathlib.Path(folder))
        except BaseException:
            status = 1
            for line in traceback.format_exc().splitlines():
                print("# " + line)
        sys.stdout.flush()
        os._exit(status)
    bad = os.waitpid(child, 0)[1] != 0
    failed += bad
    print("%s %d - %s" % ("not ok" if bad else "ok", count, function.__doc__), flush=True)


def quiet(desk):
    words = [line for line in desk.log.read_text(errors="replace").splitlines()
             if "WARNING" in line or "CRITICAL" in line or "ERROR" in line]
    assert not words, "\n".join(words)


def write_table(folder):
    path = folder / "klein.csv"
    path.write_text(TABLE, encoding="cp1252")
    return path


def comes_in(folder):
    """a table comes in, the broken row is named, and undo takes all of it back"""
    with Desk([write_table(folder)]) as desk:
        desk.find("2 Ideen kommen herein")
        desk.find("1 Zeile abgelehnt")
        # What was found out stands there: columns with their first value as it is, no markup.
        desk.find("Titel")
        desk.press("Importieren", role="push button")
        # GTK 4.8 may fall over a question of assistive technology about a dialog that is just going.
        time.sleep(2)
        desk.find("2 Ideen importiert")
        desk.find("Bänke & <b>Licht</b>")
        desk.press("Rückgängig", role="push button")
        desk.gone("Bänke & <b>Licht</b>")
        quiet(desk)


def by_drop(folder):
    """a table dropped on an open workshop is asked about, a workshop dropped on the list is there"""
    path = write_table(folder)
    with Desk(["--sample"]) as desk:
        desk.find("100 Ideen", timeout=30)
        assert desk.drop_files([path], 500, 400) == "dropped"
        desk.find("2 Ideen kommen herein")
        desk.press("Importieren", role="push button")
        time.sleep(2)
        desk.find("2 Ideen importiert")
        desk.find("102 Ideen")
        desk.press("Rückgängig", role="push button")
        desk.find("100 Ideen")
        time.sleep(3)  # a moment of rest, after which all is in the one file
        other = folder / "Zweite Werkstatt.gpkg"
        shutil.copy(next((desk.home / "data/nordwaerts/workshops").glob("*.gpkg")), other)
        desk.press("Zurück zu den Werkstätten", role="push button")
        desk.find("Werkstätten durchsuchen", role="push button")
        assert desk.drop_files([other], 500, 600) == "dropped"
        desk.find("100 Ideen", timeout=20)
        desk.press("Zurück zu den Werkstätten", role="push button")
        end = time.monotonic() + 20
        while len(list(desk.all(re.compile("^Nordforum"), role="list item"))) != 2:
            assert time.monotonic() < end, desk.tree()
            time.sleep(0.2)
        quiet(desk)


def stays_out(folder):
    """what cannot be read is said, and nothing can be pressed but Cancel"""
    path = folder / "kaputt.geojson"
    path.write_text('{"type":"FeatureCollection","features":[{]}')
    with Desk([path]) as desk:
        desk.find("Die Datei lässt sich nicht lesen")
        import pyatspi
        button = desk.find("Importieren", role="push button")
        assert not button.getState().contains(pyatspi.STATE_SENSITIVE)
        desk.press("Abbrechen", role="push button")
        desk.gone("Die Datei lässt sich nicht lesen")
        quiet(desk)


def narrow(folder):
    """on a narrow window in the dark the dialog says the same"""
    with Desk([write_table(folder)], size=(360, 640), dark=True) as desk:
        desk.find("2 Ideen kommen herein")
        desk.find("1 Zeile abgelehnt")
        desk.press("Abbrechen", role="push button")
        desk.gone("2 Ideen kommen herein")


def in_utm(folder):
    """a file in UTM lies where it belongs, and the dialog says that it was converted, narrow as well"""
    path = folder / "vermessung.geojson"
    path.write_text('{"type":"FeatureCollection","crs":{"type":"name","properties":'
                    '{"name":"urn:ogc:def:crs:EPSG::25832"}},"features":[{"type":"Feature","properties":'
                    '{"title":"Bank"},"geometry":{"type":"Point","coordinates":[393500,5708000.25]}}]}')
    with Desk([path], size=(360, 640)) as desk:
        desk.find("1 Idee kommt herein")
        desk.find(re.compile(r"1 Zeile gelesen, 0 .*\nKoordinaten umgerechnet aus "
                             r"ETRS89 / UTM zone 32N \(EPSG:25832\)$"))
        picture(desk, "import-utm")
        desk.press("Importieren", role="push button")
        time.sleep(2)
        desk.find("1 Idee importiert")
        quiet(desk)


def main():
    lacks = desks.missing(any_toolkit=True)
    if lacks:
        print("1..0 # SKIP not installed: " + ", ".join(lacks))
        return
    for function in (comes_in, by_drop, stays_out, narrow, in_utm):
        case(function)
    print("1..%d" % count)
    sys.exit(failed > 0)


main()
