# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""HDBSCAN: ours against R's dbscan::hdbscan on the same positions, both against known hot spots.

The spots are of different size and density, a quarter of the ideas lies anywhere. R keeps all
pairs, so it is asked up to 3,000; the Python reference only where it is installed. Ours tells user
seconds (the machine may be shared), R and Python likewise.
"""
import array
import importlib.util
import json
import pathlib
import random
import shutil
import sys
import tempfile

import gauge

MIN_SIZE = 5
SPEC = importlib.util.spec_from_file_location(
    "place", pathlib.Path(__file__).with_name("bench-place.py"))
R = r"""
a <- commandArgs(TRUE)
if (!requireNamespace("dbscan", quietly = TRUE)) { cat('{"missing":"r-cran-dbscan"}'); quit() }
xy <- matrix(readBin(a[1], "double", 1e7), ncol = 2, byrow = TRUE)
t <- system.time(h <- dbscan::hdbscan(xy, as.integer(a[2])))
writeBin(as.integer(h$cluster), a[3])
cat(sprintf('{"seconds":[%f],"version":"%s"}', t[["user.self"]],
            as.character(packageVersion("dbscan"))))
"""
PYTHON = r"""
import json, sys, time
try:
    import hdbscan, numpy
except ImportError as e:
    print(json.dumps({"missing": str(e)})); sys.exit()
xy = numpy.fromfile(sys.argv[1]).reshape(-1, 2)
start = time.process_time()
found = hdbscan.HDBSCAN(min_cluster_size=int(sys.argv[2]), core_dist_n_jobs=1).fit(xy)
seconds = time.process_time() - start
(found.labels_ + 1).astype("int32").tofile(sys.argv[3])
print(json.dumps({"seconds": [seconds], "version": "hdbscan"}))
"""


def hot_spots(n, seed):
    rng, out, truth = random.Random(seed), array.array("d"), []
    spots = [(rng.uniform(-3000, 3000), rng.uniform(-3000, 3000), rng.uniform(15, 150))
             for _ in range(max(3, min(100, n // 50)))]
    for _ in range(n):
        x, y, spread = spots[rng.randrange(len(spots))]
        loose = rng.random() < 0.25
        truth.append(-1 if loose else spots.index((x, y, spread)))
        x = rng.uniform(-3500, 3500) if loose else rng.gauss(x, spread)
        y = rng.uniform(-3500, 3500) if loose else rng.gauss(y, spread)
        out.extend((7.45 + x / 69400, 51.53 + y / 111260))
    return out, truth


def main():
    place = importlib.util.module_from_spec(SPEC)
    source = pathlib.Path(SPEC.origin).read_text(encoding="utf-8")
    exec(source.rsplit("main()", 1)[0], place.__dict__)  # its helpers, not its run
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for n, seed in ((300, 1), (1000, 1), (1000, 2), (1000, 3), (3000, 1), (100000, 1)):
            lonlat, truth = hot_spots(n, seed)
            (folder / "lonlat").write_bytes(lonlat.tobytes())
            (folder / "xy").write_bytes(place.flat(lonlat).tobytes())
            ours = json.loads(gauge.run([gauge.BUILD / "tests/bench/bench-density",
                                         folder / "lonlat", MIN_SIZE, "0.0001", 5,
                                         folder / "ours"])[2])
            gauge.run([gauge.BUILD / "tests/bench/bench-place", folder / "lonlat", 80, MIN_SIZE, 1,
                       folder / "radius"])
            labels = place.read_labels(folder / "ours")
            note = (f"ARI with known spots: ours {place.rand_index(labels, truth):.3f}, DBSCAN 80 m "
                    f"{place.rand_index(place.read_labels(folder / 'radius'), truth):.3f}")
            for name, command in (("R dbscan", ["Rscript", "-e", R]),
                                  ("hdbscan", [sys.executable, "-c", PYTHON])):
                if name == "R dbscan" and n > 3000:
                    gauge.report("density", n, min(ours["seconds"]), "none (R keeps all pairs)",
                                 None, ours["peak_kib"], None, note)
                    continue
                if shutil.which(command[0]) is None:
                    gauge.skip("density", f"{command[0]} is not installed")
                    continue
                _, peak, out = gauge.run([*command, folder / "xy", MIN_SIZE, folder / "peer"])
                peer = json.loads(out)
                if "missing" in peer:
                    gauge.skip("density", f"{name}: {peer['missing']}")
                    continue
                theirs = [label - 1 for label in place.read_labels(folder / "peer")]
                gauge.report("density", n, min(ours["seconds"]), f"{name} {peer['version']}",
                             gauge.median(peer["seconds"]), ours["peak_kib"], peak,
                             f"ARI with it {place.rand_index(labels, theirs):.4f}; {note}; its "
                             f"own {place.rand_index(theirs, truth):.3f}")


main()
