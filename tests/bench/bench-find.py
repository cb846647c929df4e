# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Finding places by name against SQLite's FTS5 with trigrams on the same names.

The queries are names of the city with generated faults: none, one or two letters missing, added,
wrong or turned round, and the spellings of a keyboard without ä and ß with abbreviations. The peer
gets names and queries in small letters without marks and is asked for any trigram, the best rank
first. Recall: the share of queries whose name is the first, and among the first ten.
"""
import json
import pathlib
import random
import sqlite3
import tempfile
import time
import unicodedata

import gauge

N = 400
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def fault(rng, text):
    at = rng.randrange(1, len(text) - 1)
    how = rng.randrange(4)
    if how == 0:
        return text[:at] + text[at + 1:]
    if how == 1:
        return text[:at] + rng.choice(LETTERS) + text[at:]
    if how == 2:
        return text[:at] + rng.choice(LETTERS) + text[at + 1:]
    return text[:at] + text[at + 1] + text[at] + text[at + 2:]


def respell(text):
    for a, b in (("ß", "ss"), ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"),
                 ("Ü", "Ue")):
        text = text.replace(a, b)
    return text.replace("strasse", "str.").replace("Strasse", "Str.").replace("platz", "pl.")


def plain(text):
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text if not unicodedata.combining(c))


def trigrams(text):
    return " OR ".join('"%s"' % text[i:i + 3].replace('"', '""')
                       for i in range(max(1, len(text) - 2)))


def recall(wanted, found):
    first = sum(1 for name, names in zip(wanted, found) if names[:1] == [name])
    ten = sum(1 for name, names in zip(wanted, found) if name in names)
    return "first %.1f %%, among ten %.1f %%" % (100 * first / len(wanted), 100 * ten / len(wanted))


def main():
    streets = gauge.BUILD / "data/map/nordwaerts-streets.geojson"
    names = sorted({f["properties"]["name"] for f in json.loads(streets.read_text())["features"]
                    if len(f["properties"]["name"]) >= 8})
    rng = random.Random(20260101)
    wanted = rng.sample(names, N)
    kinds = (("as written", lambda t: t), ("one fault", lambda t: fault(rng, t)),
             ("two faults", lambda t: fault(rng, fault(rng, t))), ("str., ae, ss", respell),
             ("str., ae, ss, one fault", lambda t: fault(rng, respell(t))))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        base = None
        for kind, make in kinds:
            queries = [make(name) for name in wanted]
            (folder / "queries").write_text("\n".join(queries) + "\n")
            _, _, out = gauge.run([gauge.BUILD / "tests/bench/bench-find", streets,
                                   folder / "queries", folder / "names"])
            head, *lines, tail = [json.loads(line) for line in out.splitlines()]
            ours = [line["seconds"] for line in lines]
            if base is None:
                base = sqlite3.connect(":memory:")
                base.execute("CREATE VIRTUAL TABLE t USING fts5(k, n UNINDEXED, tokenize='trigram')")
                base.executemany("INSERT INTO t VALUES (?, ?)", [
                    (plain(name), name) for name in (folder / "names").read_text().splitlines()])
            theirs, found = [], []
            for query in queries:
                best = 1e9
                for _ in range(3):
                    start = time.perf_counter()
                    rows = base.execute("SELECT n FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10",
                                        (trigrams(plain(query)),)).fetchall()
                    best = min(best, time.perf_counter() - start)
                theirs.append(best)
                found.append([row[0] for row in rows])
            note = "%s: %s; peer %s; slowest %.2f ms, load %.0f ms" % (
                kind, recall(wanted, [line["names"] for line in lines]), recall(wanted, found),
                max(ours) * 1000, head["load_s"] * 1000)
            gauge.report("find", head["n"], gauge.median(ours), "SQLite %s FTS5 trigram" %
                         sqlite3.sqlite_version, gauge.median(theirs), tail["peak_kib"], None, note)


main()
