# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""DBSCAN: ours against scikit-learn's and PostGIS' ST_ClusterDBSCAN on the same positions.

Over 20 by 15 km of Dortmund's north, 80 m, 5 neighbours. The peers get the
same flat map in metres, so that one set of noise is right for all three.
"""
import array
import json
import math
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

import gauge

RADIUS, MIN_SIZE, RUNS = 80, 5, 5
SKLEARN = r"""
import array, json, resource, sys, time
try:
    import numpy
    from sklearn.cluster import DBSCAN
    import sklearn
except ImportError as e:
    print(json.dumps({"missing": str(e)})); sys.exit()
xy = numpy.fromfile(sys.argv[1]).reshape(-1, 2)
seconds = []
for run in range(int(sys.argv[4])):
    start = time.perf_counter()
    found = DBSCAN(eps=float(sys.argv[2]), min_samples=int(sys.argv[3])).fit(xy)
    seconds.append(time.perf_counter() - start)
found.labels_.astype("int32").tofile(sys.argv[5])
found.core_sample_indices_.astype("int32").tofile(sys.argv[5] + "-cores")
print(json.dumps({"seconds": seconds, "version": sklearn.__version__,
                  "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
"""


def positions(n, kind):
    """Scatter: 200 ideas a lump, 30 % anywhere. Squares: what a city really gets, most ideas on
    some hundred squares and streets, 10 % anywhere."""
    rng = random.Random(20260101)
    lumps, spread, loose = (n // 200, 1.4, 0.3) if kind == "scatter" else (100, 0.7, 0.1)
    lumps = [(rng.uniform(7.30, 7.58), rng.uniform(51.48, 51.61)) for _ in range(max(3, lumps))]
    out = array.array("d")
    for _ in range(n):
        if rng.random() < loose:
            out.extend((rng.uniform(7.30, 7.58), rng.uniform(51.48, 51.61)))
        else:
            lon, lat = rng.choice(lumps)
            out.extend((lon + rng.gauss(0, 0.0009 * spread), lat + rng.gauss(0, 0.00055 * spread)))
    return out


def flat(lonlat):
    """The same flat map as core/geo/measure.c: WGS 84 at the mean latitude."""
    n = len(lonlat) // 2
    lat = math.radians(sum(lonlat[1::2]) / n)
    e2 = (1 / 298.257223563) * (2 - 1 / 298.257223563)
    w2 = 1 - e2 * math.sin(lat) ** 2
    across = 6378137.0 / math.sqrt(w2)
    east, north = math.radians(across * math.cos(lat)), math.radians(across * (1 - e2) / w2)
    west, south = min(lonlat[0::2]), min(lonlat[1::2])
    out = array.array("d")
    for i in range(n):
        out.extend(((lonlat[2 * i] - west) * east, (lonlat[2 * i + 1] - south) * north))
    return out


def read_labels(path):
    out = array.array("i")
    out.frombytes(pathlib.Path(path).read_bytes())
    return out


def rand_index(a, b):
    """Adjusted Rand index (Hubert and Arabie 1985); each position of noise is a group alone."""
    def alone(labels):
        return [label if label >= 0 else -1 - i for i, label in enumerate(labels)]

    def pairs(counts):
        return sum(c * (c - 1) // 2 for c in counts)

    def count(items):
        counts = {}
        for item in items:
            counts[item] = counts.get(item, 0) + 1
        return counts.values()

    a, b = alone(a), alone(b)
    both, one, other = pairs(count(zip(a, b))), pairs(count(a)), pairs(count(b))
    total = len(a) * (len(a) - 1) // 2
    expected = one * other / total
    most = (one + other) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def compare(ours, theirs, cores):
    """Groups are defined for cores and noise only, and a border position between two groups may go
    to either: cores must agree wholly. Ours takes the group that scikit-learn takes; PostGIS not."""
    same = all((x < 0) == (y < 0) for x, y in zip(ours, theirs))
    if list(ours) == list(theirs):
        return "every label the same, ARI 1.000000"
    text = f"noise {'the same' if same else 'DIFFERS'}, ARI {rand_index(ours, theirs):.6f}"
    if cores is not None:
        index = rand_index([ours[i] for i in cores], [theirs[i] for i in cores])
        text += f", cores {'the same' if index == 1 else 'DIFFER'}"
    return text


class Postgres:
    """A cluster of its own in a temporary folder, on a Unix socket only."""

    def __enter__(self):
        found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if not found:
            raise FileNotFoundError("postgresql is not installed")
        self.bin = found[-1].parent
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="nord-bench-"))
        # PostgreSQL refuses to run as root.
        self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
        if os.geteuid() != 0:
            self.user = []
        else:
            shutil.chown(self.dir, "postgres", "postgres")
        self.call(self.bin / "initdb", "-D", self.dir / "data", "-A", "trust", "-U", "bench",
                  "--no-sync", "-E", "UTF8", "--locale=C")
        self.server = subprocess.Popen(
            [*self.user, str(self.bin / "postgres"), "-D", str(self.dir / "data"),
             "-k", str(self.dir), "-c", "listen_addresses=", "-c", "fsync=off",
             "-c", "shared_buffers=256MB", "-c", "work_mem=512MB", "-c", "max_worker_processes=2"],
            cwd=self.dir, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            ready = subprocess.run([self.bin / "pg_isready", "-q", "-h", self.dir], check=False)
            if ready.returncode == 0:
                break
            time.sleep(0.1)
        return self

    def call(self, *command):
        subprocess.run([*self.user, *map(str, command)], check=True, cwd=self.dir,
                       stdout=subprocess.DEVNULL)

    def sql(self, script):
        done = subprocess.run(
            ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.dir, "-U", "bench",
             "postgres"], input=script, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip())
        return done.stdout

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait(20)
        shutil.rmtree(self.dir)


def postgis(server, xy, n):
    """Seconds (best told by the server itself), peak KiB of the backend, labels."""
    rows = "\n".join(f"{i}\tPOINT({xy[2 * i]!r} {xy[2 * i + 1]!r})" for i in range(n))
    server.sql("CREATE EXTENSION IF NOT EXISTS postgis; DROP TABLE IF EXISTS p;"
               "CREATE TABLE p (i int PRIMARY KEY, g geometry);\n"
               f"COPY p FROM STDIN;\n{rows}\n\\.\nANALYZE p;")
    query = (f"SELECT i, ST_ClusterDBSCAN(g, {RADIUS}, {MIN_SIZE}) OVER () AS c FROM p")
    out = server.sql(
        "SELECT pg_backend_pid() AS pid \\gset\n" +
        f"EXPLAIN (ANALYZE, TIMING OFF) {query};\n" * (RUNS if n < 50000 else 3) +
        "\\setenv PID :pid\n\\! grep VmHWM /proc/$PID/status\n" +
        f"COPY (SELECT coalesce(c, -1) FROM ({query}) q ORDER BY i) TO STDOUT;\n")
    seconds, labels, peak = [], array.array("i"), None
    for line in out.splitlines():
        if line.startswith("Execution Time:"):
            seconds.append(float(line.split()[2]) / 1000)
        elif line.startswith("VmHWM:"):
            peak = int(line.split()[1])
        elif line.lstrip("-").isdigit():
            labels.append(int(line))
    return gauge.median(seconds), peak, labels


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        try:
            server = Postgres().__enter__()
            server.sql("CREATE EXTENSION postgis")
        except (FileNotFoundError, RuntimeError, subprocess.CalledProcessError) as error:
            gauge.skip("place", f"PostGIS: {error}")
            server = None
        try:
            for n, kind in ((1000, "squares"), (10000, "squares"), (100000, "scatter"),
                            (100000, "squares")):
                lonlat = positions(n, kind)
                xy = flat(lonlat)
                (folder / "lonlat").write_bytes(lonlat.tobytes())
                (folder / "xy").write_bytes(xy.tobytes())
                _, _, out = gauge.run([gauge.BUILD / "tests/bench/bench-place", folder / "lonlat",
                                       RADIUS, MIN_SIZE, 4 * RUNS + 1, folder / "ours"])
                ours = json.loads(out)
                ours_s, labels = gauge.median(ours["seconds"]), read_labels(folder / "ours")
                _, _, out = gauge.run([sys.executable, "-c", SKLEARN, folder / "xy", RADIUS,
                                       MIN_SIZE, RUNS if n < 50000 else 3, folder / "peer"])
                peer, cores = json.loads(out), None
                if "missing" in peer:
                    gauge.skip("place", f"scikit-learn: {peer['missing']}")
                else:
                    cores = read_labels(folder / "peer-cores")
                    gauge.report("place", n, ours_s, f"scikit-learn {peer['version']}",
                                 gauge.median(peer["seconds"]), ours["peak_kib"], peer["peak_kib"],
                                 f"{kind}: " + compare(labels, read_labels(folder / "peer"), cores))
                if server is not None:
                    peer_s, peak, theirs = postgis(server, xy, n)
                    gauge.report("place", n, ours_s, "PostGIS", peer_s, ours["peak_kib"], peak,
                                 f"{kind}: " + compare(labels, theirs, cores))
        finally:
            if server is not None:
                server.__exit__()


main()
