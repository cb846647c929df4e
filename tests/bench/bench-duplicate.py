# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Near-duplicates: ours against SQLite's FTS5 and scikit-learn on variants of real ideas.

Variants of the Bonn ideas: other case, typing errors, dropped words, shortened. Half of the ideas
have no partner in the index and are asked for too: who finds one for them is wrong. More texts are
mixed from sentences of real ones: of those that nobody asks for, so that each partner is one; and at
100,000 once more of all, so that many hold a shortened text as wholly as the idea it was made from
(both are counted, the partner and any text that holds the query word for word). The index is in no
order. A query's time is user time.
"""
import csv
import json
import pathlib
import random
import re
import sqlite3
import sys
import tempfile
import time

import gauge

SKLEARN = r"""
import json, sys, time
try:
    from sklearn.feature_extraction.text import TfidfVectorizer
    import sklearn
except ImportError as e:
    print(json.dumps({"missing": str(e)})); sys.exit()
texts, queries = (open(p, encoding="utf-8").read().split("\n") for p in sys.argv[1:3])
v = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), sublinear_tf=True)
x = v.fit_transform(texts).T.tocsr()
start, found = time.process_time(), []
for q in queries:
    s = (v.transform([q]) @ x).toarray()[0]
    found.append((int(s.argmax()), float(s.max())))
print(json.dumps({"query": (time.process_time() - start) / len(queries), "found": found,
                  "version": sklearn.__version__}))
"""


def vary(text, rng):
    words = text.split()

    def typo(word):
        if len(word) < 4:
            return word
        i = rng.randrange(len(word) - 1)
        return rng.choice((word[:i] + word[i + 1] + word[i] + word[i + 2:], word[:i] + word[i + 1:],
                           word[:i] + rng.choice("aeinrst") + word[i + 1:]))

    yield "case", rng.choice((text.upper(), text.lower()))
    yield "typo", " ".join(typo(w) if rng.random() < 0.15 else w for w in words)
    yield "dropped", " ".join(w for w in words if rng.random() > 0.15) or text
    yield "shortened", " ".join(words[:max(4, int(len(words) * 0.6))])


def best_f1(found, expected):
    """Over all thresholds: precision and recall of "there is a partner, and it is this one"."""
    best, at = 0.0, 0.0
    for threshold in [t / 50 for t in range(1, 50)]:
        said = [i if s >= threshold else -1 for i, s in found]
        hits = sum(s == e and e >= 0 for s, e in zip(said, expected))
        f1 = 2 * hits / (sum(s >= 0 for s in said) + sum(e >= 0 for e in expected))
        best, at = max((best, at), (f1, threshold))
    said = [i if s >= 0.5 else -1 for i, s in found]
    hits = sum(s == e and e >= 0 for s, e in zip(said, expected))
    return best, at, 2 * hits / (sum(s >= 0 for s in said) + sum(e >= 0 for e in expected))


def main():
    path = gauge.SHARED / "ideas" / "bonn_2017_topics.csv"
    if not path.exists():
        gauge.skip("duplicate", f"{path.name} is not there")
        return
    with open(path, encoding="utf-8", newline="") as file:
        real = sorted({re.sub(r"\s+", " ", f"{r['title']} {r['text']}").strip()
                       for r in csv.DictReader(file)})
    rng = random.Random(7)
    rng.shuffle(real)

    def sentences(of):
        return [s for t in of for s in re.split(r"(?<=[.!?])\s", t) if len(s) > 15]

    def plain(text):
        return " ".join(re.findall(r"\w+", text.lower()))

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for n, copies in ((len(real), False), (2600, False), (100000, False), (100000, True)):
            texts = list(real)
            asked = rng.sample(real, 500)
            parts = sentences(real if copies else sorted(set(real) - set(asked)))
            while len(texts) < n:
                texts.append(" ".join(rng.choice(parts) for _ in range(rng.randrange(2, 4))))
            if n > len(real):
                rng.shuffle(texts)
            half = set(rng.sample(range(len(real)), 300)) if n == len(real) else set()
            index = [t for i, t in enumerate(texts) if i not in half]
            place = {t: i for i, t in enumerate(index)}
            queries, expected, kinds = [], [], []
            for text in asked:
                for kind, varied in vary(text, rng):
                    queries.append(varied)
                    expected.append(place.get(text, -1))
                    kinds.append(kind)
            (folder / "texts").write_text("\n".join(index), encoding="utf-8")
            (folder / "queries").write_text("\n".join(queries), encoding="utf-8")
            mine = json.loads(gauge.run([gauge.BUILD / "tests/bench/bench-duplicate",
                                         folder / "texts", folder / "queries", folder / "out"])[2])
            found = [(int(a), float(b)) for a, b in
                     (line.split() for line in (folder / "out").read_text().splitlines())]

            def recall(found):
                asked = [(f[0] == e, k) for f, e, k in zip(found, expected, kinds) if e >= 0]
                return f"{sum(a for a, _ in asked) / len(asked):.4f} (" + ", ".join(
                    f"{kind} {sum(a for a, k in asked if k == kind) / sum(k == kind for _, k in asked):.3f}"
                    for kind in ("case", "typo", "dropped", "shortened")) + ")"

            note = f"recall@1 {recall(found)}"
            if copies:
                whole = sum(i == e or plain(q) in plain(index[i])
                            for (i, _), e, q in zip(found, expected, queries))
                note += f", with texts that hold the query whole {whole / len(found):.4f}"
            if half:
                note += ", F1 %.3f at %.2f, %.3f at 0.5" % best_f1(found, expected)
            database = sqlite3.connect(":memory:")
            database.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 "
                             "remove_diacritics 2')")
            database.executemany("INSERT INTO t (rowid, x) VALUES (?, ?)", enumerate(index))
            start, answers = time.process_time(), []
            for query in queries[:400 if n < 10000 else 20]:
                terms = " OR ".join(f'"{w}"' for w in sorted(set(re.findall(r"\w+", query)))[:40])
                row = database.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 1",
                                       (terms,)).fetchone()
                answers.append((row[0] if row else -1, 0))
            fts = (time.process_time() - start) / len(answers)
            hits = [a[0] == e for a, e in zip(answers, expected) if e >= 0]
            gauge.report("duplicate, copied sentences" if copies else "duplicate", len(index),
                         mine["query"], f"FTS5 {sqlite3.sqlite_version}",
                         fts, mine["peak_kib"], None,
                         f"{note}; its own {sum(hits) / len(hits):.4f}; built in "
                         f"{mine['build'] * 1000:.0f} ms")
            if half:
                peer = json.loads(gauge.run([sys.executable, "-c", SKLEARN, folder / "texts",
                                             folder / "queries"])[2])
                if "missing" in peer:
                    gauge.skip("duplicate", f"scikit-learn: {peer['missing']}")
                    continue
                gauge.report("duplicate", len(index), mine["query"],
                             f"scikit-learn {peer['version']}", peer["query"], mine["peak_kib"],
                             None, f"its own recall@1 {recall(peer['found'])}, F1 %.3f at %.2f" %
                             best_f1(peer["found"], expected)[:2])


main()
