# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Grouping by words: ours beside scikit-learn's TF-IDF, LSA, k-means and linear SVM.

On ideas whose topic people gave: bonn_2017_topics.csv (8 topics) and jugend_ideen.csv (the
committee a youth idea went to), so that nothing is good on one town only. Seeds are words a facilitator would say
for a category without having read the ideas. User seconds; scores are means of several draws.
Free grouping votes over a few starts of k-means, always the same; on nine tenths of the texts drawn
anew twelve times ARI varies by 0.02 (Bonn 0.163, youth 0.152 on the mean), so a change of 0.01 says
nothing. It must not depend on the order of the texts: another order is grouped as well and compared.
"""
import collections
import csv
import json
import random
import subprocess
import sys
import tempfile
import pathlib
import array
import re

import gauge

SEEDS = {
    "level1_cycling_traffic_management": "Verkehrsführung Radweg Fahrradstraße Einbahnstraße "
    "Kreuzung abbiegen Spur Tempo Autoverkehr",
    "level1_cycle_path_quality": "Belag Asphalt Schlaglöcher Pflaster holprig Wurzeln uneben "
    "Oberfläche Bordstein sanieren",
    "level1_obstacles": "Hindernis Poller parkende Autos Falschparker Gestrüpp Hecke Scherben "
    "zugeparkt versperrt",
    "level1_traffic_lights": "Ampel Ampelschaltung Grünphase rot grün Wartezeit Signal Schaltung",
    "level1_signage": "Schild Beschilderung Wegweiser Markierung Hinweis ausgeschildert "
    "Verkehrszeichen",
    "level1_bicycle_parking": "Abstellplätze Fahrradständer parken Bügel abstellen Stellplätze "
    "Fahrradparkhaus Bahnhof",
    "level1_lighting": "Licht Beleuchtung dunkel Laterne Lampe beleuchtet nachts",
    "level1_misc": "Sonstiges Allgemeines Kampagne Information Dank",
}
PEER = r"""
import array, json, sys, resource, time, warnings
warnings.filterwarnings("ignore")
try:
    import numpy as np, scipy.sparse as sp
    import sklearn
    from sklearn.cluster import KMeans
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize
    from sklearn.svm import LinearSVC
except ImportError as e:
    print(json.dumps({"missing": str(e)})); sys.exit()
how, texts, out, extra = sys.argv[1:5]
texts = open(texts, encoding="utf-8").read().split("\n")
start = time.process_time()
x = normalize(sp.hstack([
    TfidfVectorizer(sublinear_tf=True, min_df=2, max_df=.3).fit_transform(texts),
    TfidfVectorizer(sublinear_tf=True, min_df=3, max_df=.3, analyzer="char_wb",
                    ngram_range=(3, 5)).fit_transform(texts)]).tocsr())
if how == "free":
    z = normalize(TruncatedSVD(20, random_state=0).fit_transform(x))
    labels = KMeans(int(extra), n_init=10, random_state=0).fit_predict(z)
else:
    known = np.array([int(line) for line in open(extra)])
    labels = LinearSVC(C=1).fit(x[known >= 0], known[known >= 0]).predict(x)
seconds = time.process_time() - start
labels.astype("int32").tofile(out)
print(json.dumps({"seconds": [seconds], "version": sklearn.__version__,
                  "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
"""


def scores(a, b):
    """Adjusted Rand index and normalised mutual information (by the mean)."""
    import math
    n = len(a)
    both, one, other = collections.Counter(zip(a, b)), collections.Counter(a), collections.Counter(b)
    def pairs(counts):
        return sum(c * (c - 1) / 2 for c in counts.values())
    def entropy(counts):
        return -sum(c / n * math.log(c / n) for c in counts.values())
    expected, most = pairs(one) * pairs(other) / (n * (n - 1) / 2), (pairs(one) + pairs(other)) / 2
    mutual = entropy(one) + entropy(other) - entropy(both)
    return ((pairs(both) - expected) / (most - expected),
            2 * mutual / (entropy(one) + entropy(other)))


def read_labels(path):
    out = array.array("i")
    out.frombytes(pathlib.Path(path).read_bytes())
    return list(out)


def load(name):
    with open(gauge.SHARED / "ideas" / name, encoding="utf-8-sig", newline="") as file:
        head = file.readline()
        file.seek(0)
        rows = list(csv.DictReader(file, delimiter=";" if head.count(";") > head.count(",") else ","))
    if name.startswith("bonn"):
        pairs = [(f"{r['title']} . {r['title']} . {r['text']}", r["main_category_level1"])
                 for r in rows]
    else:
        committees = collections.Counter(r["Ausschuss"] for r in rows)
        words = ("Thema", "Thema", "Beschlussempfehlung", "Begründung")
        pairs = [(" . ".join(r[k] or "" for k in words), r["Ausschuss"]) for r in rows
                 if r["Ausschuss"] and committees[r["Ausschuss"]] >= 30]
    return ([re.sub(r"\s+", " ", text).strip() or "-" for text, _ in pairs],
            [topic for _, topic in pairs])


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)

        def ours(how, extra, runs=3):
            out = gauge.run([gauge.BUILD / "tests/bench/bench-topic", how, folder / "texts",
                             folder / "out", runs, extra])[2]
            return json.loads(out), read_labels(folder / "out")

        def peer(how, extra):
            out = gauge.run([sys.executable, "-c", PEER, how, folder / "texts", folder / "out",
                             str(extra)])[2]
            answer = json.loads(out)
            if "missing" in answer:
                gauge.skip("topic", f"scikit-learn: {answer['missing']}")
                return None, None
            return answer, read_labels(folder / "out")

        for name in ("bonn_2017_topics.csv", "jugend_ideen.csv"):
            if not (gauge.SHARED / "ideas" / name).exists():
                gauge.skip("topic", f"{name} is not there")
                continue
            texts, topics = load(name)
            (folder / "texts").write_text("\n".join(texts), encoding="utf-8")
            kinds = [t for t, _ in collections.Counter(topics).most_common()]
            n = len(texts)
            mine, labels = ours("free", len(kinds))
            theirs, peers = peer("free", len(kinds))
            turned = list(range(n))
            random.Random(1).shuffle(turned)
            (folder / "texts").write_text("\n".join(texts[i] for i in turned), encoding="utf-8")
            again = ours("free", len(kinds), 1)[1]
            (folder / "texts").write_text("\n".join(texts), encoding="utf-8")
            note = f"{name} free, {len(kinds)} groups: ARI %.3f NMI %.3f" % scores(labels, topics)
            note += " (in another order ARI %.3f with this one)" % scores(
                again, [labels[i] for i in turned])[0]
            if theirs:
                note += ", its own %.3f %.3f" % scores(peers, topics)
                gauge.report("topic", n, min(mine["seconds"]), f"scikit-learn {theirs['version']}",
                             theirs["seconds"][0], mine["peak_kib"], theirs["peak_kib"], note)
            else:
                gauge.report("topic", n, min(mine["seconds"]), "none", None, mine["peak_kib"], None,
                             note)
            if name.startswith("bonn"):
                (folder / "seeds").write_text("\n".join(SEEDS[k] for k in kinds), encoding="utf-8")
                mine, labels = ours("seeds", folder / "seeds")
                gauge.report("topic", n, min(mine["seconds"]), "none", None, mine["peak_kib"], None,
                             f"{name} seed words: ARI %.3f NMI %.3f" % scores(labels, topics) +
                             ", micro-F1 %.3f" % (sum(kinds[l] == t for l, t in zip(labels, topics)
                                                      if l >= 0) / n))
            for what in ("20 a topic", "all labels"):
                right, other, times = [], [], []
                for draw in range(5):
                    order = list(range(n))
                    random.Random(draw).shuffle(order)
                    test, pool = order[:n // 5], order[n // 5:]
                    known, left = [-1] * n, collections.Counter()
                    for i in pool:
                        left[topics[i]] += 1
                        if what == "all labels" or left[topics[i]] <= 20:
                            known[i] = kinds.index(topics[i])
                    (folder / "known").write_text("\n".join(map(str, known)), encoding="utf-8")
                    mine, labels = ours("learn", folder / "known", 1)
                    right.append(sum(kinds[labels[i]] == topics[i] for i in test) / len(test))
                    theirs, peers = peer("learn", folder / "known") if draw < 2 else (None, None)
                    if theirs:
                        other.append(sum(kinds[peers[i]] == topics[i] for i in test) / len(test))
                        times.append(theirs["seconds"][0])
                gauge.report("topic", n, mine["seconds"][0], "scikit-learn" if other else "none",
                             gauge.median(times) if times else None, mine["peak_kib"], None,
                             f"{name} learned from {what}: micro-F1 {sum(right) / 5:.3f}" +
                             (f", its own {sum(other) / len(other):.3f}" if other else ""))


main()
