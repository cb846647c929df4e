# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""An hour of the shared screen: four residents every fifteen seconds at four stations, in all languages,
who look at other parts of the map; one idea in fifteen seconds is released and comes onto the map that
drifts behind the first screen. What memory the program has is said after each minute, as a table on the
standard error, and reported by how much it grows an hour (the straight line through the second half
of the minutes: in the first, what is kept of the map becomes full), with the ideas that come in.

It takes as many minutes as NORD_BENCH_MINUTES says, and nothing where it says none."""
import json
import os
import subprocess
import sys

import gauge

sys.path.insert(0, str(gauge.SOURCE.resolve() / "tests/e2e"))
import desk as desks


def main():
    minutes = int(os.environ.get("NORD_BENCH_MINUTES", "0"))
    if minutes == 0:
        gauge.skip("memory of the shared screen", "set NORD_BENCH_MINUTES to 60, and it takes an hour")
        return
    with desks.Desk(program=["true"], size=None, a11y=False, wait=False) as desk:
        done = subprocess.run([gauge.BUILD / "tests/bench/bench-residents", "--minutes", str(minutes)],
                              env={**desk.env, "LC_NUMERIC": "C"}, stdout=subprocess.PIPE, text=True,
                              check=True)
    found, load = json.loads(done.stdout), os.getloadavg()[0]
    gauge.report("memory of the shared screen, growth an hour", found["residents"], None, None, None,
                 found["kib_an_hour"], None, "%d minutes; PSS %.0f MiB, at first %.0f; load %.1f"
                 % (minutes, found["last_kib"] / 1024, found["first_kib"] / 1024, load))


main()
