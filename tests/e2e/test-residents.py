#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Robot residents at the shared screen, from the first touch to the thanks without typing: alone in
every language, and four around a table at the same time, each in a language of their own. Says taps
and seconds: from the first touch to the hour that the program wrote into the idea.

    tests/e2e/test-residents.py [one or around]
"""
import datetime
import json
import pathlib
import re
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
from driver import ask, cli, wait_for  # noqa: E402

LANGUAGES = {"de": "Deutsch", "de-x-einfach": "Einfache Sprache", "tr": "Türkçe", "ar": "العربية",
             "bg": "Български", "ro": "Română", "pl": "Polski", "en": "English",
             "uk": "Українська", "ru": "Русский"}
WORDS = {code: json.loads((desks.ROOT / "resources/kiosk" / (code + ".json"))
                          .read_text(encoding="utf-8")) for code in LANGUAGES}
TOPICS = json.loads((desks.ROOT / "resources/programme/nordwaerts.json")
                    .read_text(encoding="utf-8"))["categories"]
TOUCH = WORDS["de"]["touch"]
RECEIPT = re.compile("^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$")
MOST_TAPS, MOST_SECONDS = 7, 60
# Shares of the screen where the map of each place lies.
MAPS = {"one": [(0.5, 0.5)], "around": [(0.5, 0.7), (0.5, 0.3), (0.17, 0.5), (0.83, 0.5)]}
number = failed = 0


def check(name, fault=None):
    global number, failed
    number += 1
    failed += fault is not None
    for line in str(fault or "").splitlines():
        print("# " + line)
    print(("not ok" if fault else "ok"), number, "-", name, flush=True)


class Resident:
    """Each step is one tap, or a look that what it led to is there."""

    def __init__(self, desk, path, place, node, code, at):
        self.desk, self.path, self.place, self.node, self.code, self.at = desk, path, place, node, code, at
        self.words, self.taps, self.began, self.receipt = WORDS[code], 0, None, None
        self.topic = TOPICS[(place + len(code)) % 6]

    def tap(self, name):
        button = self.desk.find(name, within=self.node, active=True)
        self.began = self.began or time.time()
        button.queryAction().doAction(0)
        self.taps += 1
        # It is down for a quarter of a second; nobody sees the next screen before.
        time.sleep(0.3)

    def draw(self):
        self.desk.find(self.words["draw_title"], within=self.node)
        time.sleep(0.5)  # the map is laid out
        self.desk.click(*self.at)
        self.taps += 1
        self.desk.find(self.words["about_title"], within=self.node)

    def look(self):
        self.desk.find(self.words["thanks_title"], within=self.node)
        self.receipt = self.desk.find(RECEIPT, within=self.node).name

    def steps(self):
        for name in (TOUCH, LANGUAGES[self.code], self.words["way_standard"], self.words["join"]):
            yield lambda name=name: self.tap(name)
        yield self.draw
        yield lambda: self.tap(self.topic["title"][self.code])
        yield lambda: self.tap(self.words["send"])
        yield self.look

    def sent(self):
        """What is stored of it."""
        return ask(self.path, "SELECT created, category, shape IS NOT NULL, moderation, origin FROM idea "
                   "WHERE language = ? AND station = ? ORDER BY created DESC", self.code, self.place)

    def judge(self, before):
        """Seconds until the idea was written; what is wrong."""
        wait_for("the idea is stored", lambda: len(self.sent()) == before + 1)
        created, *rest = self.sent()[0]
        seconds = datetime.datetime.fromisoformat(created.replace("Z", "+00:00")).timestamp() - self.began
        if rest != [self.topic["id"], 1, "new", "kiosk"]:
            return seconds, "stored: %r" % rest
        if self.taps > MOST_TAPS or not -1 < seconds <= MOST_SECONDS:
            return seconds, "more than %d taps or %d s" % (MOST_TAPS, MOST_SECONDS)
        return seconds, None

    def end(self):
        self.desk.press(self.words["done"], within=self.node)
        self.desk.find(TOUCH, within=self.node, active=True)


def stations(desk, n):
    """In the order of their seats; all must be free."""
    wait_for("all places are free", lambda: len(desk.all(TOUCH, role="push button", active=True)) == n)
    found = []
    for node in desk.all(TOUCH, role="push button", active=True):
        while node.parent is not None and len(desk.all(TOUCH, "push button", node.parent, True)) == 1 \
                and node.parent.getRole() != desk.application().getRole():
            node = node.parent
        found.append(node)
    return found


def walk(desk, path, seating, codes):
    """All of them step by step, as if they stood there at once."""
    nodes = stations(desk, len(MAPS[seating]))
    residents = [Resident(desk, path, i + 1, node, code,
                          (round(desk.screen[0] * at[0]), round(desk.screen[1] * at[1])))
                 for i, (node, code, at) in enumerate(zip(nodes, codes, MAPS[seating]))]
    before = [len(resident.sent()) for resident in residents]
    told = []
    try:
        for steps in zip(*[resident.steps() for resident in residents]):
            for step in steps:
                step()
        for resident, n in zip(residents, before):
            seconds, fault = resident.judge(n)
            told.append((resident, "%d taps, %.1f s" % (resident.taps, seconds), fault))
        assert len({resident.receipt for resident in residents}) == len(residents), "one receipt for two"
        for resident in residents:
            resident.end()
    except (AssertionError, LookupError) as error:
        check("%s: %s" % (seating, ", ".join(codes)), repr(error))
        return
    for resident, words, fault in told:
        check("%s, place %d, %s: %s" % (seating, resident.place, resident.code, words), fault)


def main():
    if desks.missing(any_toolkit=True):
        print("1..0 # SKIP not installed: " + ", ".join(desks.missing(any_toolkit=True)))
        return
    codes, seating = list(LANGUAGES), sys.argv[1] if len(sys.argv) > 1 else "around"
    n = len(MAPS[seating])
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "kiosk.gpkg"
        cli("new", path, "--title", "Nordmarkt", "--quiet")
        with desks.Desk(args=["--kiosk", "--seating", seating, str(path)], size=(1920, 1080)) as desk:
            for first in range(0, len(codes), n):
                # The last round is filled up from the beginning.
                walk(desk, path, seating, [codes[(first + i) % len(codes)] for i in range(n)])
    print(f"1..{number}")
    sys.exit(1 if failed else 0)


main()
