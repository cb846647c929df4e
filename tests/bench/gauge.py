# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""What the benches share: lines of the report, medians, peaks of memory of processes."""
import json
import os
import pathlib
import statistics
import subprocess
import time

BUILD = pathlib.Path(os.environ.get("NORD_BUILD_ROOT", "_build"))
SOURCE = pathlib.Path(os.environ.get("NORD_SOURCE_ROOT", "."))
SHARED = pathlib.Path(os.environ.get("NORD_SHARED", "../shared"))


def report(bench, n, ours_s, peer, peer_s, ours_kib=None, peer_kib=None, note=None):
    """One comparison. Ratios above 1 say that ours is faster."""
    print(json.dumps({
        "bench": bench, "n": n, "ours_s": ours_s, "peer": peer, "peer_s": peer_s,
        "ratio": peer_s / ours_s if peer_s and ours_s else None,
        "ours_kib": ours_kib, "peer_kib": peer_kib, "note": note}), flush=True)


def skip(bench, why):
    """A peer that is not there; the reader must see it."""
    print(json.dumps({"bench": bench, "skipped": why}), flush=True)


def median(values):
    return statistics.median(values)


def run(command, **options):
    """Runs a process: (seconds, peak KiB, standard output as text). Fails where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, **options)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return elapsed, usage.ru_maxrss, out.decode()
