# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The command line from end to end: exit status, words, JSON, real files, and GDAL as the witness
from outside. Usage: way.py NORDWAERTS-CLI"""
import csv
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "e2e"))
from desk import german_locale

CLI = sys.argv[1]
BUILD = pathlib.Path(os.environ.get("NORD_BUILD_ROOT", pathlib.Path(CLI).parents[2]))
SHARED = pathlib.Path(os.environ.get("NORD_SHARED", "nowhere"))
BONN = SHARED / "ideas/bonn_2017_raw_cp1252.csv"
tests = []
number = 0


class Skip(Exception):
    pass


def test(function):
    tests.append(function)
    return function


GERMAN = german_locale()


def call(*arguments, status=0, german=False, env=None):
    """Runs the program; its exit status must be @status."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "NORD_LOCALEDIR": str(BUILD / "po"),
                   "LANGUAGE": "de" if german else "en", "TZ": "UTC", **(env or {})}
    if german:
        # Newer C libraries look for no translation at all in the locale C.UTF-8.
        environment.update(GERMAN, LC_ALL=GERMAN["LANG"])
    done = subprocess.run([CLI, *map(str, arguments)], capture_output=True, env=environment,
                          timeout=120, check=False)
    assert done.returncode == status, (arguments, done.returncode, done.stdout, done.stderr)
    return done.stdout.decode(), done.stderr.decode()


def answer(*arguments, status=0):
    out, _ = call(*arguments, "--json", status=status)
    assert out.count("\n") == 1, out
    return json.loads(out)


def workshop(folder, name="a.gpkg"):
    path = folder / name
    answer("new", path, "--title", "Nordmarkt & Co <b>")
    return path


def ideas(path):
    return answer("list", path)["records"]


@test
def killed_in_the_middle_of_an_import(folder):
    """Killed at any write of a large import: all or nothing is there, and the file is sound."""
    if not shutil.which("strace"):
        raise Skip("strace is not installed")
    rows = "".join(f"Idee {i},{'Licht und Bänke ' * 12},7.46,51.52\n" for i in range(4000))
    (folder / "many.csv").write_text("title,text,lon,lat\n" + rows, encoding="utf-8")
    whole = 0
    for call_name, moments in (("pwrite64", (1, 2, 5, 40, 300, 900, 1400)), ("fdatasync", (1, 2, 3)),
                               ("fsync", (1, 2)), ("unlink", (1, 2))):
        for moment in moments:
            path = workshop(folder, f"{call_name}-{moment}.gpkg")
            trace = subprocess.run(
                ["strace", "-f", "-o", os.devnull, "-e", f"trace={call_name}", "-e",
                 f"inject={call_name}:signal=KILL:when={moment}", CLI, "import", str(path),
                 str(folder / "many.csv")], capture_output=True, timeout=120, check=False)
            # First a reader that may not put things right, then the check that does.
            path.chmod(0o444)
            read_only = json.loads(call("list", path, "--json")[0])
            path.chmod(0o644)
            call("check", path)
            found = json.loads(call("list", path, "--json")[0])
            n = len(found["records"])
            assert n in (0, 4000), (call_name, moment, n)
            assert len(read_only["records"]) == n, (call_name, moment, len(read_only["records"]), n)
            if trace.returncode == 0:
                assert n == 4000
            whole += n == 4000
    assert whole > 0


@test
def usage(folder):
    out, _ = call("--help")
    assert "import" in out and "tour" in out and "Commands:" in out
    out, _ = call("--help", german=True)
    assert "Befehle:" in out
    assert call("--version")[0].startswith("nordwaerts-cli ")
    call(status=2)
    _, err = call("nonsense", status=2)
    assert "nonsense" in err
    for command in ("new", "import", "export", "list", "cluster", "duplicates", "poll", "answer",
                    "undo", "redo", "check", "sync", "map-print", "map-render", "tour"):
        assert command in out, command
        text, _ = call(command, "--help")
        assert f"nordwaerts-cli {command}" in text and "--json" in text, text
        assert call(command, "--help", german=True)[0] != text, command
        call(command, "--no-such-option", status=2)
    call("import", folder / "a.gpkg", status=2)
    call("import", folder / "a.gpkg", "b.csv", "--format", "xlsx", status=2)
    call("new", folder / "b.gpkg", status=2)
    assert not (folder / "b.gpkg").exists()


@test
def failures(folder):
    path = workshop(folder)
    call("new", path, "--title", "again", status=1)
    assert "error" in answer("list", folder / "none.gpkg", status=1)
    assert "error" in answer("import", path, folder / "none.csv", status=1)
    (folder / "text.gpkg").write_text("no database")
    assert "error" in answer("check", folder / "text.gpkg", status=1)
    (folder / "empty.csv").write_bytes(b"")
    answer("import", path, folder / "empty.csv", status=1)
    (folder / "x.bin").write_bytes(b"\x00\x01\x02")
    answer("import", path, folder / "x.bin", status=1)
    answer("undo", path, status=1)
    answer("answer", path, "0193aaaa-0000-7000-8000-000000000001", "--path", "council", status=1)
    call("answer", path, "x", "--path", "heaven", status=2)
    call("export", path, path, "--format", "gpkg", status=2)
    answer("export", path, folder / "no/such/folder.csv", status=1)


@test
def small_import(folder):
    path = workshop(folder)
    source = folder / "klein.csv"
    source.write_text("Nr;Titel;Text;Breite;Länge\n1;Bänke;am Markt;51,52;7,46\n"
                      "2;kaputt;;51,5;7031\n3;ohne Ort;;;\n", encoding="iso-8859-15")
    dry = answer("import", path, source, "--dry-run")
    assert (dry["read"], dry["imported"], dry["duplicates"]) == (3, 2, 0) and dry["dry_run"]
    assert dry["rejected"] == [{"line": 3, "column": "Länge", "reason": dry["rejected"][0]["reason"]}]
    assert ideas(path) == []
    done = answer("import", path, source)
    assert done["imported"] == 2 and done["separator"] == ";" and done["decimal"] == ","
    assert answer("import", path, source)["duplicates"] == 2
    titles = [idea["title"] for idea in ideas(path)]
    assert titles == ["Bänke", "ohne Ort"], titles
    assert ideas(path)[0]["shape"] == {"type": "Point", "coordinates": [7.46, 51.52]}
    answer("undo", path)
    assert ideas(path) == []
    answer("redo", path)
    assert len(ideas(path)) == 2
    # What a person knows better than any rule.
    other = workshop(folder, "b.gpkg")
    forced = answer("import", other, source, "--keep-unplaced", "--map", "Nr=ignore", "--map",
                    "Text=append", "--source", "Papier")
    assert forced["imported"] == 3 and forced["source"] == "Papier"
    assert "Text: am Markt" in [idea["body"] for idea in ideas(other)]
    call("import", other, source, "--map", "Nr=nonsense", status=2)
    call("import", other, source, "--map", "None=title", status=2)
    _, words = call("import", other, source), call("import", other, source, german=True)[0]
    assert "schon da" in words and "Zeile 3" in words, words


@test
def real_import(folder):
    if not BONN.exists():
        raise Skip("the collection of Bonn is not at hand")
    path = workshop(folder)
    begin = time.monotonic()
    done = answer("import", path, BONN)
    taken = time.monotonic() - begin
    assert (done["read"], done["imported"]) == (2163, 2162), done
    assert [(r["line"], r["column"]) for r in done["rejected"]] == [(748, "lon")]
    assert done["encoding"] == "windows-1252" and taken < 2, taken
    again = answer("import", path, BONN)
    assert again["imported"] == 0 and again["duplicates"] == 2162
    with open(BONN, encoding="cp1252", newline="") as text:
        rows = {row["document_id"]: row for row in csv.DictReader(text, delimiter=";")}
    for idea in ideas(path):
        row = rows.pop(idea["source_key"])
        assert idea["title"] == " ".join(row["title"].split("\n")).strip(), idea
        assert (idea["body"] or "") == row["text"].strip().replace("\r\n", "\n"), idea
        lon, lat = (float(row[name].replace(",", ".")) for name in ("lon", "lat"))
        assert idea["shape"]["coordinates"] == [round(lon, 7), round(lat, 7)], idea
    assert list(rows) == ["B2371"]
    # Places that stand twice are two ideas at one place.
    places = [tuple(idea["shape"]["coordinates"]) for idea in ideas(path)]
    assert len(places) - len(set(places)) >= 60
    check = answer("check", path)
    assert check["sound"] and check["changes"] >= 2162


def gdal(*arguments):
    if not shutil.which(arguments[0]):
        raise Skip(f"{arguments[0]} is not installed")
    return subprocess.run([str(a) for a in arguments], capture_output=True, text=True, check=True).stdout


TROUBLE = ["=1+1", "'=1", "-7", "@a", "\"quoted\"", "semi;colon, comma", "line\nbreak", " spaces ",
           "Ärger 😀 שלום", "<b>&amp;</b>", "%s%n", "NULL", "0", "7,5"]


def troubled(folder):
    path = workshop(folder)
    features = []
    for i, text in enumerate(TROUBLE):
        kinds = [{"type": "Point", "coordinates": [7.4 + i / 100, 51.5]},
                 {"type": "LineString", "coordinates": [[7.4, 51.5], [7.5, 51.6 + i / 1000]]},
                 {"type": "Polygon", "coordinates": [[[7.4, 51.5], [7.4, 51.6], [7.5, 51.6 + i / 1000],
                                                      [7.4, 51.5]]]}, None]
        features.append({"type": "Feature", "geometry": kinds[i % 4],
                         "properties": {"nr": i, "title": text, "text": f"Text {text}"}})
    (folder / "trouble.geojson").write_text(json.dumps({"type": "FeatureCollection",
                                                        "features": features}))
    assert answer("import", path, folder / "trouble.geojson")["imported"] == len(TROUBLE)
    return path


@test
def gdal_reads_exports(folder):
    path = troubled(folder)
    ours = {idea["source_key"]: idea for idea in ideas(path)}
    for name, layer in (("out.geojson", None), ("out.gpkg", "idea")):
        answer("export", path, folder / name)
        back = folder / f"gdal-{name}.json"
        gdal("ogr2ogr", "-f", "GeoJSON", "-lco", "RFC7946=NO", "-lco", "COORDINATE_PRECISION=7", back,
             folder / name, *([layer] if layer else []))
        features = json.loads(back.read_text())["features"]
        assert len(features) == len(TROUBLE), name
        for feature in features:
            idea = ours[str(feature["properties"]["source_key"])]
            assert feature["properties"]["title"] == idea["title"], (name, feature)
            assert feature["properties"]["body"] == idea["body"], (name, feature)
            assert feature["geometry"] == idea["shape"], (name, feature, idea)
    answer("export", path, folder / "out.csv")
    with open(folder / "out.csv", encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert len(rows) == len(TROUBLE)
    for row in rows:
        assert row["title"].lstrip("'") == ours[row["source_key"]]["title"].lstrip("'"), row
        assert row["title"][:1] not in ("=", "+", "-", "@", "\t", "\r"), row
    info = gdal("ogrinfo", "-ro", "-so", folder / "out.csv", "out", "-oo", "GEOM_POSSIBLE_NAMES=shape")
    assert f"Feature Count: {len(TROUBLE)}" in info, info
    text = (folder / "out.geojson").read_bytes()
    json.loads(text.decode("utf-8"))
    # A copy never takes the place of what may be somebody's workshop.
    answer("export", path, folder / "out.gpkg", status=1)
    answer("export", path, folder / "out.gpkg", "--force")
    assert answer("check", folder / "out.gpkg")["sound"]
    assert sorted(p.name for p in folder.iterdir() if p.name.startswith(".")) == []


@test
def on_paper(folder):
    """What nobody has released is on no sheet; mistakes leave no file."""
    path = workshop(folder)
    (folder / "a.csv").write_text("title,lon,lat\nStreng geheim,7.46,51.53\n", encoding="utf-8")
    answer("import", path, folder / "a.csv")
    place = ("--center", "7.46,51.53", "-z", "13")
    told = answer("map-print", path, *place, "-o", folder / "a.svg")
    assert (told["pages"], told["ideas"], told["kept_back"]) == (1, 0, 1), told
    plain = answer("map-print", *place, "-o", folder / "b.svg")
    assert plain["kept_back"] == 0
    assert (folder / "a.svg").read_bytes() == (folder / "b.svg").read_bytes()
    told = answer("map-print", "--area=7.42,51.51,7.50,51.55", "--paper", "a2", "--tiled", "a4",
                  "--marks", "--title", "Nordmarkt", "-o", folder / "c.pdf")
    assert told["pages"] > 4 and (folder / "c.pdf").read_bytes().startswith(b"%PDF"), told
    for wrong in (["--paper", "a7"], ["--tiled", "letter"], ["--area", "8,51,7,52"],
                  ["--dpi", "9"], ["--style", "pink"], ["-z", "40"]):
        call("map-print", *place, *wrong, "-o", folder / "d.pdf", status=2)
    call("map-print", *place, "-o", folder / "d.doc", status=2)
    call("map-print", *place, "--paper", "a0", "--dpi", "600", "-o", folder / "d.png", status=1)
    call("map-print", *place, "--tiled", "a4", "--paper", "a2", "-o", folder / "d.svg", status=1)
    call("map-print", "-o", folder / "d.pdf", status=2)
    assert not list(folder.glob("d.*"))


@test
def plans_on_paper(folder):
    """Own layers lie on the sheet, those that can be seen are in its legend."""
    path = workshop(folder)
    for name, lon in (("Hafen", 7.46), ("Berlin", 13.4)):
        (folder / (name + ".geojson")).write_text(json.dumps({
            "type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [
                [[lon, 51.52], [lon + 0.01, 51.52], [lon, 51.53], [lon, 51.52]]]}}), encoding="utf-8")
        answer("layer", "add", path, folder / (name + ".geojson"))
    area = "--area=7.44,51.51,7.48,51.54"
    told = answer("map-print", path, area, "-o", folder / "a.svg")
    assert (told["layers"], told["ideas"]) == (1, 0), told
    told = answer("map-print", path, area, "--no-layers", "-o", folder / "b.svg")
    assert told["layers"] == 0, told
    answer("map-print", area, "-o", folder / "c.svg")
    assert (folder / "a.svg").read_bytes() != (folder / "b.svg").read_bytes()
    assert (folder / "b.svg").read_bytes() == (folder / "c.svg").read_bytes()


@test
def public_on_paper(folder):
    """Released ideas and redacted ones, with the words that were left, are on the sheet; what waits
    or is hidden is not."""
    path, table, out = workshop(folder), folder / "own.csv", folder / "a.pdf"
    (folder / "a.csv").write_text("title,lon,lat\n" + "".join(
        "%s,%.3f,51.53\n" % (title, 7.455 + i * 0.003) for i, title in enumerate(
            ("Freigegebenes", "Geschwaerztes", "Verborgenes", "Wartendes"))), encoding="utf-8")
    answer("import", path, folder / "a.csv")
    answer("export", path, table)
    lines = table.read_text(encoding="utf-8").splitlines(True)
    for title, state in (("Freigegebenes", "released"), ("Geschwaerztes", "redacted"),
                         ("Verborgenes", "hidden")):
        lines = [line.replace(",new,", ",%s," % state) if title in line else line for line in lines]
    table.write_text("".join(lines), encoding="utf-8")
    other = workshop(folder, "decided.gpkg")
    answer("import", other, table)
    told = answer("map-print", other, "--area=7.44,51.52,7.48,51.54", "-o", out)
    assert (told["ideas"], told["kept_back"]) == (2, 2), told
    if shutil.which("pdftotext"):
        words = subprocess.run(["pdftotext", out, "-"], capture_output=True, check=True,
                               text=True).stdout
        assert "Freigegebenes" in words and "Geschwaerztes" in words, words
        assert "Verborgenes" not in words and "Wartendes" not in words, words


@test
def full_paper(folder):
    """A sheet takes so many; what has no room is counted apart from what is not released."""
    path, table = workshop(folder), folder / "a.csv"
    table.write_text("title,lon,lat\n" + "".join(
        "Idee %d,%.5f,%.5f\n" % (i, 7.45 + i % 50 * 0.0004, 51.53 + i // 50 * 0.0003)
        for i in range(2010)), encoding="utf-8")
    answer("import", path, table)
    answer("export", path, folder / "own.csv")
    own = (folder / "own.csv").read_text(encoding="utf-8")
    assert own.count(",new,") == 2010
    # The first five stay as they are.
    (folder / "own.csv").write_text(own.replace(",new,", ",released,").replace(",released,", ",new,", 5),
                                    encoding="utf-8")
    other = workshop(folder, "released.gpkg")
    answer("import", other, folder / "own.csv")
    told = answer("map-print", other, "--area=7.44,51.52,7.48,51.55", "-o", folder / "a.pdf")
    assert (told["ideas"], told["kept_back"], told["left_out"]) == (2000, 5, 5), told


@test
def round_trips(folder):
    path = troubled(folder)
    before = [{**idea, "id": None} for idea in ideas(path)]
    for arguments in (["out.geojson"], ["out.csv"], ["excel.csv", "--excel"],
                      ["semi.csv", "--separator", ";", "--bom"], ["copy.gpkg"]):
        out = folder / arguments[0]
        answer("export", path, out, *arguments[1:])
        other = workshop(folder, f"from-{arguments[0]}.gpkg")
        done = answer("import", other, out)
        assert done["imported"] == len(TROUBLE) and not done["rejected"], (arguments, done)
        after = [{**idea, "id": None} for idea in ideas(other)]
        assert after == before, (arguments, [pair for pair in zip(before, after) if pair[0] != pair[1]][:1])
        assert answer("import", other, out)["imported"] == 0
        # The file that it came from knows its own ideas too.
        assert answer("import", path, out)["imported"] == 0, arguments


@test
def we_read_what_gdal_writes(folder):
    path = troubled(folder)
    answer("export", path, folder / "out.geojson")
    count = len(TROUBLE)
    gdal("ogr2ogr", "-f", "GPKG", folder / "foreign.gpkg", folder / "out.geojson", "-nln", "ideen",
         "-sql", "SELECT title, body AS beschreibung, source_key AS nr FROM \"Nordmarkt & Co <b>\"")
    other = workshop(folder, "b.gpkg")
    done = answer("import", other, folder / "foreign.gpkg")
    assert done["imported"] == count, done
    assert sorted(i["title"] for i in ideas(other)) == sorted(t.strip().replace("\n", " ") for t in TROUBLE)
    gdal("ogr2ogr", "-f", "GPKG", "-t_srs", "EPSG:25832", folder / "utm.gpkg", folder / "foreign.gpkg")
    again = answer("import", other, folder / "utm.gpkg")
    assert again["converted_from"] == "ETRS89 / UTM zone 32N (EPSG:25832)", again
    assert (again["imported"], again["duplicates"]) == (0, count), again
    gdal("ogr2ogr", "-f", "CSV", folder / "g.csv", folder / "foreign.gpkg", "-lco", "GEOMETRY=AS_WKT",
         "-lco", "SEPARATOR=SEMICOLON")
    third = workshop(folder, "c.gpkg")
    done = answer("import", third, folder / "g.csv")
    assert done["imported"] == count and done["separator"] == ";", done


@test
def groups_and_polls(folder):
    path = workshop(folder)
    rows = ["titel,lon,lat"] + [f"Licht {i},{7.46 + i / 100000},{51.52}" for i in range(4)]
    rows += [f"Bänke {i},{7.40 + i / 100000},{51.50}" for i in range(3)] + ["allein,7.3,51.4"]
    (folder / "i.csv").write_text("\n".join(rows), encoding="utf-8")
    answer("import", path, folder / "i.csv")
    proposed = answer("cluster", path, "--by", "place", "--radius", "50", "--min", "3")
    assert sorted(len(g["ideas"]) for g in proposed["groups"]) == [3, 4] and not proposed["applied"]
    assert answer("list", path, "--noun", "cluster")["total"] == 0
    assert answer("cluster", path, "--by", "place", "--radius", "50", "--min", "3", "--apply")["grouped"] == 7
    # Ideas in a group stay there.
    assert answer("cluster", path, "--by", "place", "--radius", "50")["groups"] == []
    call("cluster", path, "--by", "magic", status=2)
    call("cluster", path, "--by", "place", "--method", "magic", status=2)
    call("cluster", path, "--by", "place", "--method", "hdbscan", "--radius", "50", status=2)
    call("cluster", path, "--by", "both", "--weight", "1.5", status=2)
    for how in (("words",), ("words", "--groups", "3"), ("both", "--weight", "0.3"), ("place",)):
        first = answer("cluster", path, "--by", *how)
        assert first == answer("cluster", path, "--by", *how), how
        assert first["applied"] is False, first
    assert isinstance(answer("duplicates", path)["pairs"], list)
    call("duplicates", path, "--at-least", "2", status=2)
    poll = answer("poll", path, "create", "--title", "Was zuerst?", "--dots", "3", "--cap", "2")["poll"]
    answer("poll", path, "ballot", poll, "1=1", status=1)
    answer("poll", path, "open", poll)
    answer("poll", path, "ballot", poll, "1=2", "2=1", "--channel", "touch")
    answer("poll", path, "ballot", poll, "2=9", "1=3", "--people", "5", "--channel", "stickers")
    for wrong in (["1=3"], ["1=2", "2=2"], ["--people", "0"]):
        answer("poll", path, "ballot", poll, *wrong, status=1)
    call("poll", path, "ballot", poll, "9=1", status=2)
    answer("poll", path, "result", poll, status=1)
    answer("poll", path, "close", poll)
    answer("poll", path, "ballot", poll, "1=1", status=1)
    result = answer("poll", path, "result", poll)
    assert (result["people"], result["votes"], result["ballots"]) == (6, 15, 2), result
    assert [option["votes"] for option in result["options"]] == [10, 5]


@test
def answers(folder):
    path = workshop(folder)
    (folder / "i.csv").write_text("titel\nEins\n")
    answer("import", path, folder / "i.csv")
    idea = ideas(path)[0]["id"]
    answer("answer", path, idea, "--path", "council", "--text", "Der Rat entscheidet.", "--date", "2026-11-30")
    assert ideas(path)[0]["path"] == "council"
    record = answer("list", path, "--noun", "answer")["records"][0]
    assert (record["idea"], record["body"], record["given_on"]) == (idea, "Der Rat entscheidet.", "2026-11-30")
    answer("undo", path)
    assert ideas(path)[0]["path"] == "idea" and answer("list", path, "--noun", "answer")["total"] == 0


@test
def filters(folder):
    path = workshop(folder)
    (folder / "i.csv").write_text("titel,text,kategorie,lon,lat\nA,Licht,Mobilität,7.4,51.5\n"
                                  "B,LICHT am Weg,Zusammenleben,7.5,51.6\nC,,,,\n", encoding="utf-8")
    answer("import", path, folder / "i.csv")

    def titles(*arguments):
        return "".join(i["title"] for i in answer("list", path, *arguments)["records"])

    assert titles() == "ABC" and titles("--text", "licht") == "AB" and titles("--category", "social") == "B"
    assert titles("--unplaced") == "C" and titles("--placed") == "AB" and titles("--limit", "1") == "A"
    assert titles("--bbox", "7.45,51.55,7.6,51.7") == "B" and titles("--origin", "kiosk") == ""
    call("list", path, "--bbox", "1,2,3", status=2)
    call("list", path, "--noun", "dragon", status=2)


@test
def interrupted(folder):
    """Ended in the middle of an import: all or nothing, and the file is sound."""
    path = workshop(folder)
    with open(folder / "big.csv", "w", encoding="utf-8") as to:
        to.write("nr,titel,text,lon,lat\n")
        for i in range(60000):
            to.write(f"{i},Idee {i},{'Licht am Weg ' * 8},7.{i % 900 + 100},51.{i % 900 + 100}\n")
    seen = set()
    for delay in (0.02, 0.3, 0.6, 1.0):
        process = subprocess.Popen([CLI, "import", path, folder / "big.csv", "-q"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.send_signal(signal.SIGTERM if delay != 0.6 else signal.SIGKILL)
        status = process.wait(60)
        assert status in (0, 1, -signal.SIGKILL, -signal.SIGTERM), status
        total = answer("list", path, "--limit", "1")["total"]
        assert total in (0, 60000), total
        seen.add(total)
        assert answer("check", path)["sound"]
        if total:
            break
    assert 0 in seen or 60000 in seen
    assert answer("import", path, folder / "big.csv")["imported"] in (0, 60000)


@test
def full_disk(folder):
    """What cannot be written is said, and leaves neither a file nor a half."""
    path = troubled(folder)
    done = subprocess.run(["sh", "-c", f'ulimit -f 1; exec "{CLI}" export "{path}" "{folder}/o.geojson"'],
                          capture_output=True, check=False,
                          preexec_fn=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN))
    assert done.returncode == 1, done
    assert not (folder / "o.geojson").exists()
    assert not [p for p in folder.iterdir() if p.name.startswith(".o.geojson")]


@test
def hostile_packages(folder):
    """GeoPackages that lie: views that never end, tables that are not there, wrong kinds."""
    path = workshop(folder)
    for name, statements in {
        "empty": [],
        "nothing": ["CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT)",
                    "INSERT INTO gpkg_contents VALUES ('gone', 'features')"],
        "endless": ["CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT)",
                    "INSERT INTO gpkg_contents VALUES ('v', 'features')",
                    "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INT)",
                    "INSERT INTO gpkg_geometry_columns VALUES ('v', 'geom', 4326)",
                    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INT, organization TEXT,"
                    " organization_coordsys_id INT)",
                    "INSERT INTO gpkg_spatial_ref_sys VALUES ('w', 4326, 'EPSG', 4326)",
                    "CREATE VIEW v AS WITH RECURSIVE n (geom) AS (SELECT 1 UNION ALL SELECT geom + 1 FROM n)"
                    " SELECT geom, 'x' AS title FROM n"],
    }.items():
        base = sqlite3.connect(folder / f"{name}.gpkg")
        for statement in ["PRAGMA user_version=1", *statements]:
            base.execute(statement)
        base.commit()
        base.close()
        begin = time.monotonic()
        answer("import", path, folder / f"{name}.gpkg", status=1)
        assert time.monotonic() - begin < 20, name
    assert ideas(path) == []


def main():
    global number
    failed = 0
    print(f"1..{len(tests)}")
    for function in tests:
        number += 1
        name = function.__name__.replace("_", " ")
        with tempfile.TemporaryDirectory(prefix="nord-way-") as folder:
            try:
                function(pathlib.Path(folder))
                print(f"ok {number} - {name}", flush=True)
            except Skip as why:
                print(f"ok {number} - {name} # SKIP {why}", flush=True)
            except Exception as error:  # the next tests still tell something
                failed += 1
                for line in repr(error).replace("\\n", "\n")[:3000].split("\n"):
                    print(f"# {line}")
                trace = error.__traceback__
                while trace.tb_next and trace.tb_next.tb_frame.f_code.co_filename == __file__:
                    trace = trace.tb_next
                print(f"# line {trace.tb_lineno}")
                print(f"not ok {number} - {name}", flush=True)
    sys.exit(failed > 0)


main()
