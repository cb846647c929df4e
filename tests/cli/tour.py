# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The tour holds, leaves what it promises, and fails where something fails.
Usage: tour.py NORDWAERTS-CLI NORDWAERTS-SERVER"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

CLI, SERVER = sys.argv[1:3]
BUILD = pathlib.Path(os.environ.get("NORD_BUILD_ROOT", pathlib.Path(CLI).parents[2]))
ENV = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "NORD_DATADIR": str(BUILD / "data"),
       "NORD_LOCALEDIR": str(BUILD / "po")}


def tour(folder, *arguments):
    done = subprocess.run([CLI, "tour", folder, "--json", *arguments], capture_output=True, env=ENV,
                          timeout=200, check=False)
    return done.returncode, json.loads(done.stdout)


def whole(folder):
    table = folder / "extra.csv"
    table.write_text("id;titel;text;lat;lon\n1;Mehr Bänke;am Markt;51,525;7,466\n2;weg;;51,5;7466\n",
                     encoding="cp1252")
    status, result = tour(folder / "t", "--csv", table, "--server-program", SERVER)
    report = (folder / "t/report.md").read_text(encoding="utf-8")
    assert status == 0 and result["failed"] == 0 and result["held"] >= 20, report
    assert "line 3" in report and "FAILED" not in report, report
    for name in ("hall.gpkg", "office.gpkg", "ideas.geojson", "ideas.csv", "ideas.gpkg"):
        assert (folder / "t" / name).stat().st_size > 1000, name
    for name in ("north.png", "nordmarkt.png"):
        picture = (folder / "t" / name).read_bytes()
        assert picture.startswith(b"\x89PNG") and len(picture) > 50000, name
    assert not (folder / "t/tokens").exists() and not (folder / "t/token-laptop").exists()


def beside(folder):
    """An earlier tour stays as it is."""
    (folder / "t").mkdir()
    (folder / "t/mine").write_text("mine")
    status, result = tour(folder / "t", "--server-program", SERVER)
    assert status == 0 and result["folder"].endswith("t-2"), result
    assert [p.name for p in (folder / "t").iterdir()] == ["mine"]


def failing(folder):
    """No server, no table: said, and the exit status tells it."""
    status, result = tour(folder / "t", "--server-program", folder / "no-such-program")
    assert status == 1 and result["failed"] >= 1, result
    status, result = tour(folder / "u", "--csv", folder / "none.csv", "--server-program", SERVER)
    assert status == 1 and result["failed"] >= 1, result


def main():
    failed = 0
    print("1..3")
    for number, function in enumerate((whole, beside, failing), 1):
        with tempfile.TemporaryDirectory(prefix="nord-tour-") as folder:
            try:
                function(pathlib.Path(folder))
                print(f"ok {number} - {function.__name__}", flush=True)
            except Exception as error:  # the next tests still tell something
                failed += 1
                print("\n".join(f"# {line}" for line in str(error)[:4000].split("\n")))
                print(f"not ok {number} - {function.__name__}", flush=True)
    sys.exit(failed > 0)


main()
