# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Searching and ordering the long lists in a window: ideas, projects, what can be linked, options of
a poll. Ours is the longest that the program did not listen, which is what people feel, as processor
time; the note has all that was done until the list stood whole. At most 150 ms are asked for with
10,000."""
import json
import os
import subprocess

import gauge


def measure(n, *how):
    done = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", gauge.BUILD / "tests/bench/bench-lists",
         str(n), *how], capture_output=True, text=True,
        env=dict(os.environ, LIBGL_ALWAYS_SOFTWARE="1"), timeout=900)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip()[-300:])
    return map(json.loads, done.stdout.splitlines())


def main():
    try:
        for n, how in ((10000, ()), (100000, ("quick",))):
            for row in measure(n, *how):
                gauge.report("lists", row["n"], row["longest"], None, None,
                             note=f"{row['what']}: {row['cpu'] * 1e3:.0f} ms until it stood whole; "
                             f"load {os.getloadavg()[0]:.1f}")
    except (FileNotFoundError, RuntimeError) as error:
        gauge.skip("lists", str(error))


main()
