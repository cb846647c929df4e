#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The register of projects by command line: a list comes in once, a later one brings it up to date, faults
have line and column, links go both ways and can be undone, what goes out comes back. Usage:
project.py NORDWAERTS-CLI"""
import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
folder = pathlib.Path(tempfile.mkdtemp(prefix="nord-project-"))
workshop = folder / "abend.gpkg"


def call(*arguments, status=0):
    run = subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True,
                         env={"LC_ALL": "C.UTF-8", "LANGUAGE": "en", "PATH": "/usr/bin:/bin",
                              "HOME": str(folder)})
    assert run.returncode == status, (run.returncode, run.stdout, run.stderr)
    return run


def ask(*arguments):
    return json.loads(call(*arguments, "--json").stdout)


def write(name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def projects():
    return {p["number"]: p for p in ask("project", "list", workshop)}


def test_import():
    first = write("Liste 2024.csv",
                  "Nr;Projekt;Handlungsfeld;Stadtbezirk;Status;Kosten;Beginn\n"
                  "1;Licht am Weg;Mobilität;Mengede;in Umsetzung;1.250.000 €;18.03.2024\n"
                  "2;Bänke;Umwelt & Grün;Eving;geplant;;\n"
                  "3;Steg;;;bald;;\n")
    dry = ask("project", "import", workshop, first, "--dry-run")
    assert dry["imported"] == 2 and not projects(), dry
    answer = ask("project", "import", workshop, first)
    assert (answer["read"], answer["imported"], answer["updated"]) == (3, 2, 0), answer
    fault = answer["rejected"][0]
    assert (fault["line"], fault["column"]) == (4, "Status"), fault
    assert projects()["1"]["cost"] == 1250000 and projects()["1"]["started_on"] == "2024-03-18"
    assert not projects()["1"]["sample"]


def test_again():
    answer = ask("project", "import", workshop, folder / "Liste 2024.csv")
    assert (answer["imported"], answer["duplicates"]) == (0, 2), answer
    later = write("Liste 2026.geojson", json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [7.4656, 51.5259]},
         "properties": {"Nr": "1", "Status": "abgeschlossen", "Ende": "2026-05"}},
        {"type": "Feature", "geometry": None, "properties": {"Nr": "4", "Projekt": "Neues"}}]}))
    answer = ask("project", "import", workshop, later)
    assert (answer["imported"], answer["updated"]) == (2, 1), answer
    one = projects()["1"]
    assert (one["state"], one["ended_on"], one["title"]) == ("finished", "2026-05", "Licht am Weg"), one
    # One step of undo takes the whole list back.
    call("undo", workshop)
    assert projects()["1"]["state"] == "started" and "4" not in projects()
    call("redo", workshop)
    assert projects()["1"]["state"] == "finished" and "4" in projects()


def test_list():
    assert [p["number"] for p in ask("project", "list", workshop, "--state", "registered")] == ["2", "4"]
    assert [p["number"] for p in ask("project", "list", workshop, "--district", "Eving")] == ["2"]
    assert [p["number"] for p in ask("project", "list", workshop, "--category", "mobility")] == ["1"]
    assert [p["number"] for p in ask("project", "list", workshop, "--search", "LICHT")] == ["1"]
    call("project", "list", workshop, "--state", "bald", status=2)


def test_link():
    call("import", workshop, write("ideen.csv", "id,title\n7,Mehr Licht\n8,Noch mehr Licht\n"))
    call("project", "link", workshop, "7", "1")
    call("project", "link", workshop, "7", " 2 ")
    call("project", "link", workshop, "8", "1")
    assert ask("project", "link", workshop, "8", "1")["changed"] is False
    assert len(projects()["1"]["ideas"]) == 2 and len(projects()["2"]["ideas"]) == 1
    call("project", "unlink", workshop, "8", "1")
    assert len(projects()["1"]["ideas"]) == 1
    call("undo", workshop)
    assert len(projects()["1"]["ideas"]) == 2
    assert "no project" in call("project", "link", workshop, "7", "99", status=2).stderr
    assert "no idea" in call("project", "link", workshop, "99", "1", status=2).stderr
    call("check", workshop)


def test_export():
    for name in ("aus.csv", "aus.geojson"):
        out = folder / name
        assert ask("project", "export", workshop, out)["projects"] == 3
        answer = ask("project", "import", workshop, out)
        assert (answer["imported"], answer["duplicates"], answer["rejected"]) == (0, 3, []), answer
    with open(folder / "aus.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["number"] for row in rows] == ["1", "2", "4"] and rows[0]["cost"] == "1250000"
    call("project", "export", workshop, folder / "aus.gpkg", status=2)
    # Ideas are not part of it, whoever said them.
    assert "Mehr Licht" not in (folder / "aus.geojson").read_text()


def test_trend_and_similar():
    spans = ask("project", "trend", workshop)
    assert [(s["year"], s["started"], s["finished"]) for s in spans] == \
        [(2024, 1, 0), (2025, 0, 0), (2026, 0, 1)], spans
    assert ask("project", "trend", workshop, "--quarters")[0]["quarter"] == 1
    found = ask("project", "similar", workshop, "licht am wegg")
    assert found[0]["number"] == "1" and found[0]["similarity"] > 0.5, found
    assert ask("project", "similar", workshop, "Schwimmbad überdachen") == []


def test_misuse():
    assert "none of" in call("project", "tanzen", workshop, status=2).stderr
    call("project", "link", workshop, "7", status=2)
    broken = write("kaputt.geojson", '{"type": "FeatureCollection", "features": [{]}')
    before = projects()
    assert "Line 1" in call("project", "import", workshop, broken, status=1).stderr
    assert projects() == before


tests = [test_import, test_again, test_list, test_link, test_export, test_trend_and_similar, test_misuse]
print("1..%d" % len(tests))
call("new", workshop, "--title", "Abend")
for number, test in enumerate(tests, 1):
    test()
    print("ok %d - %s" % (number, test.__name__[5:].replace("_", " ")), flush=True)
shutil.rmtree(folder)
