# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Frames of the board at 1880 by 1000 pixels with GTK's renderer on cairo: scrolled sideways, a
column scrolled, a card carried. Processor time of a frame, all of it. The peer is a frame of the
same window without a board."""
import json
import os
import subprocess

import gauge

FRAMES = 120


def measure(cards, groups, *how):
    done = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", gauge.BUILD / "tests/bench/bench-board",
         str(cards), str(groups), str(FRAMES), *how], capture_output=True, text=True,
        env=dict(os.environ, LIBGL_ALWAYS_SOFTWARE="1"), timeout=300)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip()[-300:])
    return json.loads(done.stdout)


def main():
    try:
        bare = gauge.median(measure(0, 0)["across"][3:])
        for cards, groups in ((20, 4), (120, 12), (500, 30), (2000, 60)):
            answer = measure(cards, groups)
            for what, words in (("across", "scrolled sideways"), ("down", "a column scrolled"),
                                ("carry", "a card carried")):
                ours = sorted(answer[what][3:])
                gauge.report("board", cards, gauge.median(ours), "no board", bare,
                             note=f"{words}, {groups} groups: median {gauge.median(ours) * 1e3:.1f} ms,"
                             f" 95 of 100 below {ours[int(len(ours) * 0.95)] * 1e3:.1f} ms, worst "
                             f"{ours[-1] * 1e3:.1f} ms; shown after {answer['shown'] * 1e3:.0f} ms; "
                             f"load {os.getloadavg()[0]:.1f}")
        for cards, groups in ((120, 12), (500, 30)):
            answer = measure(cards, groups, "wall")
            for what, words in (("across", "wall, all in view"), ("down", "wall, near")):
                ours = sorted(answer[what][3:])
                gauge.report("board", cards, gauge.median(ours), "no board", bare,
                             note=f"{words}, zoomed, {groups} groups: median "
                             f"{gauge.median(ours) * 1e3:.1f} ms, 95 of 100 below "
                             f"{ours[int(len(ours) * 0.95)] * 1e3:.1f} ms; shown after "
                             f"{answer['shown'] * 1e3:.0f} ms; load {os.getloadavg()[0]:.1f}")
    except (FileNotFoundError, RuntimeError) as error:
        gauge.skip("board", str(error))


main()
