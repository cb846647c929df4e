# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""What has to answer while a hand moves. The slider between place and words: proposals of 500 ideas
at each of its 21 steps, goal 100 ms; the peer is scikit-learn with what can be compared (TF-IDF over
words and character n-grams, distances of place and words mixed, agglomerative clustering), without
names and reasons. And "said already?": one answer a letter while titles are written, with
10,000 ideas known, goal 50 ms; the peer is SQLite's FTS5 with the words so far, the last one as a
prefix. Processor time of the slider, each key by the clock (their times are too short for the other);
medians and what 95 of 100 are below."""
import csv
import json
import os
import pathlib
import random
import re
import sqlite3
import tempfile
import time

import gauge

SKLEARN = r"""
import json, sys, time
try:
    import numpy as np
    from scipy.sparse import hstack
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer
except ImportError as e:
    print(json.dumps({"missing": str(e)})); sys.exit()
rows = [line.split("\t") for line in open(sys.argv[1], encoding="utf-8").read().rstrip("\n").split("\n")]
texts = [r[2] + " " + r[3] for r in rows]
at = np.array([[float(r[0]) * 69400, float(r[1]) * 111200] for r in rows])
seconds = []
for step in range(0, 21):
    start, weight = time.process_time(), step / 20
    x = hstack([TfidfVectorizer().fit_transform(texts),
                TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)).fit_transform(texts)]).tocsr()
    words = np.clip(1 - (x @ x.T).toarray() / 2, 0, 1)
    metres = np.sqrt(((at[:, None] - at[None]) ** 2).sum(-1))
    both = weight * words + (1 - weight) * np.clip(metres / 1000, 0, 1)
    try:
        model = AgglomerativeClustering(None, metric="precomputed", linkage="average",
                                        distance_threshold=0.5)
    except TypeError:
        model = AgglomerativeClustering(None, affinity="precomputed", linkage="average",
                                        distance_threshold=0.5)
    model.fit(both)
    seconds.append(time.process_time() - start)
print(json.dumps({"seconds": seconds}))
"""


def read_texts():
    path = gauge.SHARED / "ideas" / "bonn_2017_topics.csv"
    if not path.exists():
        return None
    with open(path, encoding="utf-8", newline="") as file:
        return sorted({(re.sub(r"\s+", " ", r["title"]).strip(), re.sub(r"\s+", " ", r["text"]).strip())
                       for r in csv.DictReader(file)})


def write_ideas(path, texts, rng):
    """At places like those of a town: many near a few."""
    spots = [(7.4 + rng.random() * 0.12, 51.5 + rng.random() * 0.07) for _ in range(40)]
    with open(path, "w", encoding="utf-8") as file:
        for title, text in texts:
            lon, lat = rng.choice(spots)
            file.write("%.6f\t%.6f\t%s\t%s\n" % (lon + rng.gauss(0, 0.0015), lat + rng.gauss(0, 0.001),
                                                 title or text[:60], text))


def high(values):
    return sorted(values)[int(len(values) * 0.95)]


def slider(folder, texts, rng):
    write_ideas(folder / "ideas", rng.sample(texts, 500), rng)
    mine = json.loads(gauge.run([gauge.BUILD / "tests/bench/bench-live", "slider", folder / "ideas"])[2])
    peer = json.loads(gauge.run(["/usr/bin/python3", "-c", SKLEARN, folder / "ideas"])[2])
    if "missing" in peer:
        gauge.skip("slider", peer["missing"])
    gauge.report("slider", 500, gauge.median(mine["seconds"]), "scikit-learn",
                 gauge.median(peer["seconds"]) if "seconds" in peer else None, mine["peak_kib"],
                 note=f"all 21 steps: median {gauge.median(mine['seconds']) * 1e3:.1f} ms, worst "
                 f"{max(mine['seconds']) * 1e3:.1f} ms (goal 100), {min(mine['grouped'])} to "
                 f"{max(mine['grouped'])} ideas proposed; load {os.getloadavg()[0]:.1f}")


def typing(folder, texts, rng):
    titles = [title for title, _ in rng.sample([t for t in texts if len(t[0]) > 12], 30)]
    known = list(texts)
    parts = [s for _, t in texts for s in re.split(r"(?<=[.!?])\s", t) if len(s) > 15]
    while len(known) < 10000:
        known.append((rng.choice(texts)[0] + " " + rng.choice(parts)[:20],
                      " ".join(rng.choice(parts) for _ in range(2))))
    rng.shuffle(known)
    write_ideas(folder / "known", known, rng)
    (folder / "titles").write_text("\n".join(titles), encoding="utf-8")
    mine = json.loads(gauge.run([gauge.BUILD / "tests/bench/bench-live", "typing", folder / "known",
                                 folder / "titles"])[2])
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 2', "
                 "prefix='2 3')")
    base.executemany("INSERT INTO t (x) VALUES (?)", [(a + "\n" + b,) for a, b in known])
    theirs = []
    for title in titles:
        for end in range(1, len(title) + 1):
            words = re.findall(r"\w+", title[:end])
            terms = " OR ".join('"%s"%s' % (w, "*" if i == len(words) - 1 else "")
                                for i, w in enumerate(words))
            start = time.perf_counter()
            if terms:
                base.execute("SELECT rowid, rank FROM t WHERE t MATCH ? ORDER BY rank LIMIT 3",
                             (terms,)).fetchall()
            theirs.append(time.perf_counter() - start)
    gauge.report("said already, a key", len(known), gauge.median(mine["seconds"]), "SQLite FTS5",
                 gauge.median(theirs), mine["peak_kib"],
                 note=f"{len(mine['seconds'])} keys: median {gauge.median(mine['seconds']) * 1e3:.2f} ms,"
                 f" 95 of 100 below {high(mine['seconds']) * 1e3:.2f} ms, worst "
                 f"{max(mine['seconds']) * 1e3:.2f} ms (goal 50), {mine['known']} of {len(titles)} titles "
                 f"known when written; FTS5 95 of 100 below "
                 f"{high(theirs) * 1e3:.2f} ms; built in {mine['build'] * 1e3:.0f} ms, in a thread; "
                 f"load {os.getloadavg()[0]:.1f}")


def main():
    texts = read_texts()
    if texts is None:
        gauge.skip("live", "bonn_2017_topics.csv is not there")
        return
    with tempfile.TemporaryDirectory() as folder:
        slider(pathlib.Path(folder), texts, random.Random(7))
        typing(pathlib.Path(folder), texts, random.Random(8))


main()
