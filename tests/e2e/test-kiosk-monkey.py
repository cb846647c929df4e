#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""A monkey at the shared screen: ten taps a second everywhere, long presses, strokes, all modifiers
with all keys; it begins with a child's stickers at one station and in the search of the other. There
is one window, the program lives, it has started nothing, no file has come that
is not its own, and the file of the workshop is sound.

Usage: test-kiosk-monkey.py [SECONDS]     20 by default"""
import itertools
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
from table import stations  # noqa: E402

DE = json.loads((desks.ROOT / "resources/kiosk/de.json").read_text(encoding="utf-8"))
WIDTH, HEIGHT = 1920, 1080
MODIFIERS = [combo for n in range(5) for combo in itertools.combinations(("ctrl", "alt", "shift", "super"), n)]
KEYS = ([chr(c) for c in range(ord("a"), ord("z") + 1)] + [str(d) for d in range(10)]
        + ["F%d" % n for n in range(1, 13)]
        + ["Escape", "Tab", "Delete", "BackSpace", "Print", "Menu", "space", "Return", "Left", "Right",
           "Up", "Down", "Home", "End", "Prior", "Next", "plus", "minus", "question", "slash"])
number = failed = 0


def check(name, fault=None):
    global number, failed
    number += 1
    failed += bool(fault)
    for line in str(fault or "").splitlines():
        print("# " + line)
    print(("not ok" if fault else "ok"), number, "-", name, flush=True)


def files(*folders):
    return {str(path) for folder in folders for path in pathlib.Path(folder).rglob("*") if path.is_file()}


def strike(seed):
    """Keys with modifiers as arguments of xdotool, each as often as the other; for ever."""
    keys = [(m, k) for m in MODIFIERS for k in KEYS]
    random.Random(seed).shuffle(keys)
    for modifiers, key in itertools.cycle(keys):
        yield ["key", "--delay", "4", "+".join((*modifiers, key))]


def tap(seed):
    """What the monkey does on the glass: how many taps it is, and arguments of xdotool; for ever."""
    dice = random.Random(seed)
    corners = [(3, 3), (WIDTH - 3, 3), (3, HEIGHT - 3), (WIDTH - 3, HEIGHT - 3)]
    while True:
        at = [str(n) for n in (dice.choice(corners) if dice.random() < 0.1 else
                               (dice.randrange(WIDTH), dice.randrange(HEIGHT)))]
        to = [str(dice.randrange(WIDTH)), str(dice.randrange(HEIGHT))]
        what = dice.random()
        if what < 0.78:
            yield 1, ["mousemove", *at, "click", dice.choice("1113")]
        elif what < 0.88:
            yield 3, ["mousemove", *at, "click", "--repeat", "3", "--delay", "20", "1"]
        elif what < 0.9:
            yield 1, ["mousemove", *at, "mousedown", "1", "sleep", "0.7", "mouseup", "1"]
        else:
            yield 1, ["mousemove", *at, "mousedown", "1", "mousemove", *to, "mouseup", "1"]


def lead(desk):
    """The one station to a child's stickers, the other one to the search of places."""
    one, other = stations(desk, 2)
    for name in (DE["touch"], "Deutsch", DE["way_children"], DE["join"], DE["question_play"]):
        desk.press(name, within=one)
    for name in (DE["touch"], "Deutsch", DE["way_standard"], DE["join"], DE["find"]):
        desk.press(name, within=other)
    desk.find(DE["find_hint"], within=other)
    desk.find(DE["sticker_dog"], within=one)


def main():
    if desks.missing():
        print("1..0 # SKIP not installed: " + ", ".join(desks.missing()))
        return
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20
    seed = int(os.environ.get("NORD_SEED", random.randrange(1 << 30)))
    print("# NORD_SEED=%d" % seed)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "monkey.gpkg"
        cli = desks.BUILD / "src/cli/nordwaerts-cli"
        subprocess.run([cli, "new", path, "--title", "Nordmarkt", "--quiet"], check=True)
        with desks.Desk(args=["--kiosk", "--seating", "opposite", str(path)],
                        size=(WIDTH, HEIGHT)) as desk:
            desk.find(DE["touch"])
            # A PIN is there already: the monkey must not choose it.
            desk.key("ctrl+alt+p")
            for digit in "271828271828":
                desk.press(digit, role="push button")
            desk.find(DE["staff_quit"])
            desk.press(DE["staff_children"])
            desk.press(DE["back"])
            lead(desk)
            before = files(desk.home, folder)
            end = time.monotonic() + seconds
            taps, keys, windows, started = 0, 0, set(), set()
            start = look = time.monotonic()
            glass, board, hand = tap(seed), strike(seed), None
            while time.monotonic() < end and desk.process.poll() is None:
                # Many in one go: starting xdotool takes as long as a tap. One hand taps, the other
                # strikes keys.
                some = list(itertools.islice(glass, 20))
                if hand is None or hand.poll() is not None:
                    other = list(itertools.islice(board, 24))
                    hand = subprocess.Popen(["xdotool", *itertools.chain.from_iterable(other)],
                                            env=desk.env, stdout=subprocess.DEVNULL,
                                            stderr=subprocess.DEVNULL)
                    keys += len(other)
                desk.xdotool(*itertools.chain.from_iterable(step[1] for step in some))
                taps += sum(step[0] for step in some)
                if time.monotonic() < look:
                    continue
                look = time.monotonic() + 1
                windows.add(len(desk.xdotool("search", "--onlyvisible", "--name", ".").split()))
                started.update(subprocess.run(["pgrep", "-P", str(desk.process.pid)],
                                              capture_output=True, text=True).stdout.split())
            rate = taps / (time.monotonic() - start)
            hand.wait()
            print("# %d taps, %.1f a second; %d of %d keys with modifiers; %g s"
                  % (taps, rate, keys, len(MODIFIERS) * len(KEYS), seconds))
            check("ten taps a second", rate < 10 / desks.patience() and "%.1f" % rate)
            check("the program lives", desk.process.poll() is not None and
                  desk.log.read_text(errors="replace"))
            check("there was one window", windows - {1} and "windows: %s" % windows)
            check("nothing was started", started and "processes: %s" % started)
            # How many wrong PINs there were outlives the program.
            own = tuple(str(desk.home / name) for name in (
                "data/", "cache/", "run/", "config/glib-2.0/", "state/nordwaerts/pin-guard"))
            strange = [name for name in files(desk.home, folder) - before
                       if not name.startswith(own) and not name.startswith(str(path))]
            check("no file that is not its own", strange and "\n".join(strange))
            log = desk.log.read_text(errors="replace")
            check("it complains of nothing", ("CRITICAL" in log or "WARNING" in log) and log)
            # And a resident can take part after it.
            desk.kill()
            since = time.monotonic()
            desk.start()
            print("# after a kill the window is there again in %.1f s" % (time.monotonic() - since))
            if desk.look(DE["resume_no"], active=True):
                desk.press(DE["resume_no"])
            check("it starts again", desk.look(DE["touch"]) is None and "no first screen")
        done = subprocess.run([cli, "check", path], capture_output=True, text=True)
        check("the file is sound", done.returncode != 0 and done.stderr)
    print(f"1..{number}")
    sys.exit(1 if failed else 0)


main()
