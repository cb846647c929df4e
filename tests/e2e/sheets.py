#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Sheets of pictures of all screens of the shared screen, to be looked at: German, Turkish and Arabic,
one, two and four stations, light and high contrast, on a wall, upright and with four times the pixels.

    tests/e2e/sheets.py FOLDER [de tr ar] [one side-by-side opposite around]
                        [1920x1080 1080x1920 3840x2160] [light contrast]

Without words after the folder: all of it, which takes half an hour; any of the ten languages can be
named. A sheet is a picture of each combination, named LANGUAGE-SEATING-SIZE.png, and beside it the
single ones lie in a folder. Every screen is waited for by its words, at every station that goes
there, and photographed when two pictures after each other are the same: map, labels and symbols are
there then."""
import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
from driver import add_released, ask, cli, new_workshop, wait_for  # noqa: E402

LANGUAGES = {"de": "Deutsch", "tr": "Türkçe", "ar": "العربية", "de-x-einfach": "Einfache Sprache",
             "bg": "Български", "ro": "Română", "pl": "Polski", "en": "English",
             "uk": "Українська", "ru": "Русский"}
LOOKED_AT = ("de", "tr", "ar")
SEATINGS = ("one", "side-by-side", "opposite", "around")
SIZES = ("1920x1080", "1080x1920", "3840x2160")
WORDS = {code: json.loads((desks.ROOT / "resources/kiosk" / (code + ".json"))
                          .read_text(encoding="utf-8")) for code in LANGUAGES}
TOPIC = json.loads((desks.ROOT / "resources/programme/nordwaerts.json")
                   .read_text(encoding="utf-8"))["categories"][0]["title"]
# How the stations are turned. What is half as wide and as high lies from the corner in this way.
TURNS = {"one": (0,), "side-by-side": (0, 0), "opposite": (0, 180), "around": (0, 180, 90, 270)}
HALVES = {0: lambda w, h: (w, h), 90: lambda w, h: (-h, w), 180: lambda w, h: (-w, -h),
          270: lambda w, h: (h, -w)}
SAID = "Borsigplatz"
RELEASED = [SAID, "Trinkbrunnen im Park", "Bänke für alle am Nordmarkt", "Licht am Kanal"]
POLL = "Was zuerst?"


class Sheet:
    def __init__(self, desk, name, folder):
        self.desk, self.name, self.folder = desk, name, folder
        self.pictures = []

    def take(self, what):
        path = self.folder / ("%02d-%s.png" % (len(self.pictures), what))
        last = now = None
        # What moves on, as the first screen and the last one do, is photographed in the end anyway.
        for _ in range(8):
            time.sleep(0.3)
            now = subprocess.run(["import", "-silent", "-window", "root", "ppm:-"], env=self.desk.env,
                                 capture_output=True, check=True).stdout
            if now == last:
                break
            last = now
        subprocess.run(["convert", "ppm:-", "-quality", "10", "-set", "label", what, str(path)],
                       input=now, check=True)
        self.pictures.append(path)

    def bind(self, to):
        if self.pictures:
            # As small as they will be: four times the pixels are too many for all at once.
            small = ["%s[640x]" % path for path in self.pictures]
            subprocess.run(["montage", *small, "-tile", "3x", "-geometry", "640x+6+6", "-background",
                            "#404040", "-fill", "white", str(to)], check=True)


def stations(desk):
    found = []
    desk.find(WORDS["de"]["touch"], role="push button")
    for button in desk.all(WORDS["de"]["touch"], role="push button"):
        node = button
        while node.parent is not None and len(desk.all(WORDS["de"]["touch"], role="push button",
                                                       within=node.parent)) == 1:
            node = node.parent
        found.append(node)
    return found


class Walk:
    """The stations of a desk that go through the screens beside each other."""

    def __init__(self, desk, sheet, code, seating, contrast):
        self.desk, self.sheet, self.code, self.seating = desk, sheet, code, seating
        self.words, self.contrast = WORDS[code], contrast
        self.places = stations(desk)
        self.turns = TURNS[seating]
        assert len(self.places) == len(self.turns), "%d stations" % len(self.places)

    def press(self, name, **options):
        for place in self.places:
            self.desk.press(name, within=place, **options)

    def see(self, word, what):
        """All of them are at the screen that says so."""
        for place in self.places:
            self.desk.find(word, within=place, timeout=20)
        self.sheet.take(what)

    def tap_maps(self, arrived):
        """In the middle. GTK 4.8 tells where a corner lies, but the size as if nothing was turned."""
        for place, turn in zip(self.places, self.turns):
            def tap(place=place, turn=turn):
                with contextlib.suppress(TypeError):
                    x, y, wide, high = self.desk.extents(self.desk.find(self.words["map"],
                                                                        within=place))
                    dx, dy = HALVES[turn](wide // 2, high // 2)
                    self.desk.click(x + dx, y + dy)
                return self.desk.look(arrived, "push button", within=place, active=True)

            wait_for("the map takes a tap", tap)

    def begin(self, way):
        self.press(WORDS["de"]["touch"], role="push button")
        self.press(LANGUAGES[self.code])
        self.press(self.words[way])
        if way != "way_children":
            self.press(self.words["vote_idea"])

    def type(self, text):
        # Latin keys are one of the two alphabets everywhere, and after the other one where it is there.
        if not self.desk.look(re.compile("^[nNbB]$"), "push button", within=self.places[0]):
            self.desk.press(self.words["key_latin"], within=self.places[0])
        for letter in text:
            with contextlib.suppress(LookupError):
                large = "İ" if self.code == "tr" and letter == "i" else letter.upper()
                key = self.desk.find(re.compile("^[%s%s]$" % (letter, large)), role="push button",
                                     active=True, within=self.places[0], timeout=2)
                key.queryAction().doAction(0)

    def everybody(self):
        words, see, press = self.words, self.see, self.press
        way = "way_large" if self.contrast else "way_standard"

        self.sheet.take("attract")
        press(WORDS["de"]["touch"], role="push button")
        see(WORDS["de"]["choose_language"], "language")
        press(LANGUAGES[self.code])
        see(words["way_title"], "way")
        press(words[way])
        see(words["vote_what"], "offer")
        press(re.compile(re.escape(words["vote_on"]) + ".*" + re.escape(POLL)))
        see(words["vote_cast"], "booth")
        # Large type shows a page of them.
        press(re.compile("^(%s)$" % "|".join(RELEASED)), role="push button")
        press(words["vote_cast"])
        see(words["vote_thanks"], "voted")
        press(words["done"])
        self.begin(way)
        see(words["notice_title"], "notice")
        press(words["look"])
        see(words["look_title"], "look")
        press(words["back"])
        press(words["join"])
        see(words["draw_title"], "draw")

    def one_idea(self):
        """To the thanks by one on each kind of seat, below and at the side; the others stay at the
        map."""
        words, see, press = self.words, self.see, self.press
        self.turns = self.turns[::2]
        self.places = self.places[::2]

        press(words["line"])
        self.sheet.take("line")
        press(words["find"])
        see(words["find_hint"], "find")
        self.type("nor")
        self.sheet.take("found")
        press(words["back"])
        press(words["pin"])
        self.tap_maps(TOPIC[self.code])
        see(words["about_title"], "about")
        press(words["language"])
        see(words["choose_language"], "switch")
        press(words["back"])
        press(TOPIC[self.code])
        see(words["check_title"], "check")
        press(words["write"])
        see(words["text_hint"], "text")
        self.type(SAID.lower())
        press(words["more"])
        with contextlib.suppress(LookupError):
            self.desk.find(words["similar_title"], within=self.places[0], timeout=4)
        self.sheet.take("similar")
        press(words["send"])
        see(words["thanks_title"], "thanks")
        press(words["done"])

    def children(self):
        words, see, press = self.words, self.see, self.press

        self.begin("way_children")
        see(words["children_what"], "notice-children")
        press(words["join"])
        see(words["question_title"], "question")
        press(words["question_play"])
        see(words["stick_hint"] if self.seating == "one" else words["finish"], "sticker")
        # Who painted only has said nothing: a sticker comes first.
        self.tap_maps(words["paint"])
        press(words["paint"])
        see(words["paint_rubber"], "painting")
        press(words["cancel"])

    def type_pin(self):
        """The door closes after half a minute: each key is looked for once."""
        keys = {digit: self.desk.find(re.compile("^%s$" % digit), role="push button",
                                      within=self.places[0]) for digit in "1278"}
        for digit in "271828":
            self.desk.press(keys[digit])

    def staff(self):
        desk, words = self.desk, WORDS["de"]

        desk.find(words["touch"])
        desk.key("ctrl+alt+p")
        desk.find(words["staff_title"])
        self.sheet.take("pin")
        self.type_pin()
        self.type_pin()
        desk.find(words["staff_quit"])
        self.sheet.take("menu")
        desk.press(words["staff_scale"])
        desk.find(words["staff_ruler"])
        self.sheet.take("ruler")
        desk.press(words["back"], within=self.places[0])
        if not desk.look(words["staff_lock"]):
            desk.key("ctrl+alt+p")
            desk.find(words["staff_title"])
            self.type_pin()
        desk.press(words["staff_lock"])
        desk.find(words["locked_title"])
        self.sheet.take("locked")


def new_evening(home):
    """A workshop in which there is something to see on each screen."""
    path = new_workshop(home, "Nordmarkt")
    add_released(pathlib.Path(home), path, RELEASED)
    poll = json.loads(cli("poll", path, "create", "--title", POLL, "--options", "ideas", "--method",
                          "approval", "--json"))["poll"]
    cli("poll", path, "open", poll)
    return path


def photograph(name, folder, code, seating, size, contrast):
    screen = tuple(map(int, size.split("x")))
    faults = []
    with tempfile.TemporaryDirectory() as home:
        path = new_evening(home)
        workshop = ask(path, "SELECT id FROM workshop")[0][0]
        with desks.Desk(args=["--kiosk", "--seating", seating, path], size=screen, screen=screen,
                        high_contrast=contrast,
                        settings={"kiosk-children": "['%s']" % workshop}) as desk:
            single = folder / name
            single.mkdir(exist_ok=True)
            sheet = Sheet(desk, name, single)
            try:
                walk = Walk(desk, sheet, code, seating, contrast)
                walk.everybody()
                walk.one_idea()
                walk.children()
                walk.staff()
            except Exception as error:  # noqa: BLE001
                faults.append("%s: %r" % (name, error))
                sheet.take("stopped here")
            sheet.bind(folder / (name + ".png"))
    print("\n".join(faults) or name, flush=True)
    return len(faults)


def alone(*arguments):
    """In a process of its own: the accessibility library knows one bus a process."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = photograph(*arguments)
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main():
    wanted = sys.argv[2:]
    if len(sys.argv) < 2 or desks.missing(any_toolkit=True) or not shutil.which("montage"):
        raise SystemExit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)

    def chosen(known, usual):
        return [one for one in known if one in wanted] or list(usual)

    looks = (False, True) if not set(wanted) & {"light", "contrast"} else ("contrast" in wanted,)
    bad = 0
    for contrast in looks:
        for size in chosen(SIZES, SIZES):
            for seating in chosen(SEATINGS, SEATINGS):
                for code in chosen(LANGUAGES, LOOKED_AT):
                    name = "-".join((code, seating, size) + (("contrast",) if contrast else ()))
                    bad += alone(name, folder, code, seating, size, contrast) != 0
    print("%d sheets end too early" % bad if bad else "all of them are whole")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
