# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Import into and export from a workshop against ogr2ogr into and from a GeoPackage.

The same rows on both sides, each run a process of its own, files on the same disk. Ours writes the
change log with hashes besides the tables, checks every row, and syncs before it says it is done;
ogr2ogr does none of this.
"""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import gauge

CLI = gauge.BUILD / "src/cli/nordwaerts-cli"
WORDS = """Licht Weg Spielplatz Bänke Radweg Straße Kreuzung Ampel Haltestelle Park Baum Wiese Brücke
Tunnel Schule Kiosk Markt Hafen Kanal Treppe Laterne Müll Hund Kinder Jugendliche Ältere Nachbarn
sicher dunkel kaputt breit schmal laut leise grün grau mehr weniger bessere neue alte bitte endlich
hier dort am im für ohne mit über unter zwischen und oder weil wenn damit täglich abends morgens""".split()


def features(n):
    """Ideas as long as those of real dialogues (Bonn 2017: 50 characters of title, 300 of text)."""
    rng = random.Random(20261123)
    out = []
    for i in range(n):
        text = " ".join(rng.choice(WORDS) for _ in range(rng.randrange(20, 70)))
        out.append({
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(rng.uniform(7.3, 7.6), 6),
                                                          round(rng.uniform(51.49, 51.6), 6)]},
            "properties": {"number": f"N{i:06d}",
                           "title": " ".join(rng.choice(WORDS) for _ in range(6)),
                           "text": text, "language": rng.choice(["de", "tr", "bg", "en"]),
                           "created": f"2026-10-{rng.randrange(1, 31):02d}"},
        })
    return out


def write_inputs(folder, n):
    """In a process of its own: what this one has used of memory, its children would inherit in
    their peaks."""
    subprocess.run([sys.executable, __file__, folder, str(n)], check=True)


def write_rows(folder, n):
    rows = features(n)
    with open(folder / "in.geojson", "w", encoding="utf-8") as to:
        to.write('{"type":"FeatureCollection","features":[\n')
        to.write(",\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
        to.write("\n]}\n")
    with open(folder / "in.csv", "w", encoding="utf-8") as to:
        to.write("number,title,text,language,created,lon,lat\n")
        for row in rows:
            p, (lon, lat) = row["properties"], row["geometry"]["coordinates"]
            to.write(f'{p["number"]},{p["title"]},{p["text"]},{p["language"]},{p["created"]},'
                     f"{lon},{lat}\n")


def fresh(path):
    for name in (path, f"{path}-wal", f"{path}-shm", f"{path}-journal"):
        pathlib.Path(name).unlink(missing_ok=True)


def measure(runs, prepare, command):
    seconds, peaks = [], []
    for _ in range(runs):
        prepare()
        # What earlier runs wrote shall not be synced on the account of this one.
        os.sync()
        taken, peak, _ = gauge.run(command, stderr=subprocess.DEVNULL)
        seconds.append(taken)
        peaks.append(peak)
    return gauge.median(seconds), max(peaks)


def compare(name, n, runs, ours, theirs, note=None):
    own_s, own_kib = measure(runs, *ours)
    peer_s, peer_kib = measure(runs, *theirs)
    gauge.report(name, n, own_s, "ogr2ogr", peer_s, own_kib, peer_kib, note)


def count(path, layer):
    out = subprocess.run(["ogrinfo", "-ro", "-so", path, layer], capture_output=True, text=True,
                         check=True).stdout
    return int(next(line for line in out.splitlines() if line.startswith("Feature Count")).split()[-1])


def bench(folder, n):
    runs = 5 if n <= 10000 else 3
    ours, theirs, store = folder / "ours.gpkg", folder / "theirs.gpkg", folder / "store.gpkg"
    write_inputs(folder, n)

    def new():
        fresh(ours)
        subprocess.run([CLI, "new", ours, "--title", "Bench", "-q"], check=True)

    keep = ["--map", "number=key"]
    compare("import-geojson", n, runs,
            (new, [CLI, "import", ours, folder / "in.geojson", "-q", *keep]),
            (lambda: fresh(theirs), ["ogr2ogr", "-f", "GPKG", theirs, folder / "in.geojson"]),
            "with log, hashes and sync")
    counted = count(ours, "idea"), count(theirs, "in")
    assert counted == (n, n), counted
    shutil.copy(ours, store)
    compare("import-csv", n, runs,
            (new, [CLI, "import", ours, folder / "in.csv", "-q", *keep]),
            (lambda: fresh(theirs),
             ["ogr2ogr", "-f", "GPKG", theirs, folder / "in.csv", "-oo", "X_POSSIBLE_NAMES=lon",
              "-oo", "Y_POSSIBLE_NAMES=lat", "-a_srs", "EPSG:4326"]), "with log, hashes and sync")
    out, peer = folder / "out.geojson", folder / "peer.geojson"
    compare("export-geojson", n, runs,
            (lambda: fresh(out), [CLI, "export", store, out, "-q"]),
            (lambda: fresh(peer), ["ogr2ogr", "-f", "GeoJSON", peer, store, "idea"]), "with sync")
    with open(out, encoding="utf-8") as text:
        assert sum(line.startswith('{"type":"Feature"') for line in text) == n
    out, peer = folder / "out.csv", folder / "peer.csv"
    compare("export-csv", n, runs,
            (lambda: fresh(out), [CLI, "export", store, out, "-q"]),
            (lambda: fresh(peer), ["ogr2ogr", "-f", "CSV", peer, store, "idea", "-lco",
                                   "GEOMETRY=AS_WKT"]), "with sync")


def main():
    if not shutil.which("ogr2ogr"):
        gauge.skip("exchange", "ogr2ogr is not installed")
        return
    for n in (1000, 10000, 100000):
        with tempfile.TemporaryDirectory(dir=gauge.BUILD) as folder:
            bench(pathlib.Path(folder), n)


if len(sys.argv) > 1:
    write_rows(pathlib.Path(sys.argv[1]), int(sys.argv[2]))
else:
    main()
