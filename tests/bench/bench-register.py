# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""A project for this? What a keystroke costs while an idea is written beside a register of 10,000 projects,
against SQLite's FTS5 with trigrams in the same run. The register is mixed from titles and texts of the sample
and street names of the base map; the keys are those of a dozen sentences, each as it grows. Budget: 50 ms."""
import json
import pathlib
import random
import re
import sqlite3
import tempfile
import time

import gauge

SENTENCES = [
    "Spielplatz am Nordmarkt für kleine Kinder", "Beleuchtung im Fredenbaum zum Laufen am Abend",
    "Der Radweg nach Derne soll fertig gebaut werden", "Bank und Trinkwasser am Radweg",
    "Kunstrasen für Lindenhorst", "Mehr Mülleimer, und sie müssen auch geleert werden",
    "Hunde an die Leine im Park", "Angst in der Unterführung am Bahnhof Mengede",
    "Ein Bus nachts nach Derne und Lanstrop", "Schwimmbad im Norden, überdacht und bezahlbar",
    "Regenwasser für die Straßenbäume sammeln", "Ein Ort nur für Mädchen in Westerfilde"]


def register(n, rng):
    sample = json.loads((gauge.SOURCE / "data/sample/projects.geojson").read_text(encoding="utf-8"))
    streets = json.loads((gauge.SOURCE / "data/map/streets.geojson").read_text(encoding="utf-8"))
    names = sorted({f["properties"].get("name") for f in streets["features"]} - {None})
    projects = [f["properties"] for f in sample["features"]]
    for _ in range(n):
        one, two, street = rng.choice(projects), rng.choice(projects), rng.choice(names)
        words = one["title"].split()
        words[rng.randrange(len(words))] = street
        body = " ".join(rng.sample(re.split(r"(?<=[.:])\s+", one["body"]) +
                                   re.split(r"(?<=[.:])\s+", two["body"]), 2))
        yield " ".join(words), f"{street}. {body}", 7.35 + rng.random() * 0.25, 51.5 + rng.random() * 0.1


def main():
    rng = random.Random(9)
    keys = [sentence[:end] for sentence in SENTENCES for end in range(1, len(sentence) + 1)]
    for n in (120, 10000):
        projects = list(register(n, rng))
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "projects").write_text("\n".join("\t".join(map(str, p)) for p in projects),
                                             encoding="utf-8")
            (folder / "keys").write_text("\n".join(keys), encoding="utf-8")
            runs = [json.loads(gauge.run([gauge.BUILD / "tests/bench/bench-register", folder / "projects",
                                          folder / "keys"])[2]) for _ in range(3)]
        mine = min(runs, key=lambda run: run["query"])
        database = sqlite3.connect(":memory:")
        database.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='trigram')")
        database.executemany("INSERT INTO t VALUES (?)", ((f"{p[0]}\n{p[1]}",) for p in projects))
        start = time.process_time()
        for key in keys:
            grams = sorted({key[i:i + 3].replace('"', "") for i in range(len(key) - 2)})
            if grams:
                database.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 4",
                                 (" OR ".join(f'"{g}"' for g in grams if len(g) == 3),)).fetchall()
        peer = (time.process_time() - start) / len(keys)
        gauge.report("register", n, mine["query"], f"FTS5 trigram {sqlite3.sqlite_version}", peer,
                     mine["peak_kib"], None,
                     "a key; 99 of 100 keys within %.2f ms, the slowest %.2f ms (budget 50 ms); built in "
                     "%.0f ms; %u of %u keys found something" %
                     (mine["p99"] * 1000, mine["worst"] * 1000, mine["build"] * 1000, mine["found"],
                      len(keys)))


main()
