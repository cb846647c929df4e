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
there then. The program is killed over a draft and started once more, from the facilitator's window
then and with seconds that fly: what asks for the draft, what is frozen, all ways to vote, and whether
somebody is still there."""
import contextlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
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
# All other ways to vote, and what is asked by them.
POLLS = {"dots": "Wem gibst du Punkte?", "rating": "Wie findest du das?",
         "ranking": "Was ist am besten?", "budget": "Wofür das Geld?", "matrix": "Was lohnt sich?",
         "code": "Nur mit einem Code"}
# Of its seconds as many pass in one of ours, once it was killed.
HURRY = 4


class Sheet:
    def __init__(self, desk, name, folder):
        self.desk, self.name, self.folder = desk, name, folder
        self.pictures = []

    def take(self, what, tries=8):
        path = self.folder / ("%02d-%s.png" % (len(self.pictures), what))
        last = now = None
        # What moves on, as the first screen and the last one do, is photographed in the end anyway.
        for _ in range(tries):
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
        self.words = WORDS[code]
        self.way = "way_large" if contrast else "way_standard"
        self.sit()

    def sit(self):
        self.places = stations(self.desk)
        self.turns = TURNS[self.seating]
        assert len(self.places) == len(self.turns), "%d stations" % len(self.places)

    def press(self, name, **options):
        for place in self.places:
            self.desk.press(name, within=place, **options)

    def see(self, word, what, timeout=20, **options):
        """All of them are at the screen that says so."""
        for place in self.places:
            self.desk.find(word, within=place, timeout=timeout)
        self.sheet.take(what, **options)

    def tap(self, place, turn, *what):
        """In the middle. GTK 4.8 tells where a corner lies, but the size as if nothing was turned."""
        with contextlib.suppress(TypeError):
            x, y, wide, high = self.desk.extents(self.desk.find(*what, within=place))
            dx, dy = HALVES[turn](wide // 2, high // 2)
            self.desk.click(x + dx, y + dy)

    def tap_maps(self, arrived):
        for place, turn in zip(self.places, self.turns):
            def tap(place=place, turn=turn):
                self.tap(place, turn, self.words["map"])
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
        words, see, press, way = self.words, self.see, self.press, self.way

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

    def on_each_kind_of_seat(self):
        """One below and one at the side; the others stay where they are."""
        self.turns = self.turns[::2]
        self.places = self.places[::2]

    def one_idea(self):
        """To the thanks."""
        words, see, press = self.words, self.see, self.press

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

    def draft(self, path):
        """Something that cannot be stored, and over which the program will be killed."""
        self.begin(self.way)
        self.press(self.words["join"])
        self.tap_maps(TOPIC[self.code])
        self.press(TOPIC[self.code])
        with contextlib.closing(sqlite3.connect(path)) as base:
            # What comes now has no absolute value.
            last = base.execute("SELECT coalesce(max(fid), 0) FROM idea").fetchone()[0]
            base.execute("CREATE INDEX refused ON idea "
                         "(abs(CASE WHEN fid > %d THEN -9223372036854775808 END))" % last)
            self.press(self.words["send"])
            self.see(self.words["sorry"], "pause")
            base.execute("DROP INDEX refused")

    def choose_pin(self):
        """Twice. The door closes after half a minute in which nobody taps."""
        keys = {digit: self.desk.click_on(self.desk.find(
            re.compile("^%s$" % digit), role="push button", within=self.places[0]))
            for digit in "2718"}
        for digit in "28" + "271828":
            self.desk.click_on(keys[digit])

    def staff(self):
        """The door stays open as long as somebody taps, here on what is read there."""
        desk, sheet, place, words = self.desk, self.sheet, self.places[0], self.words

        def see(word, what):
            desk.click_on(desk.find(word, "label", within=place))
            if what is not None:
                sheet.take(what, tries=3)
                desk.click_on(desk.find(word, "label", within=place))

        desk.key("ctrl+alt+p")
        see(words["staff_title"], "pin")
        self.choose_pin()
        see(words["staff_menu_title"], "menu")
        for entry, title, what in (("language", "choose_language", "menu-language"),
                                   ("staff_quit", "staff_quit_title", "menu-quit"),
                                   ("staff_scale", "staff_ruler", "ruler")):
            # The door lies over a screen that may have a button of the same name.
            desk.press(words[entry], within=desk.find("NordStaffDoor", within=place))
            see(words[title], what)
            desk.press(words["back"], within=place)
            see(words["staff_menu_title"], None)
        desk.press(words["staff_lock"], within=place)
        desk.find(words["locked_title"])
        sheet.take("locked")

    def resume(self):
        title = self.words["resume_title"]
        wait_for("all are asked", lambda: len(self.desk.all(title, "label")) == len(self.places))
        self.sheet.take("resume")
        for button in self.desk.all(self.words["resume_no"], "push button"):
            self.desk.press(button)
        self.sit()
        self.on_each_kind_of_seat()

    def booth(self):
        words, press = self.words, self.press
        # What nobody has released yet has a number instead of its words.
        options = re.compile("^(%s)$|^[0-9] · " % "|".join(RELEASED))

        self.press(WORDS["de"]["touch"], role="push button")
        self.press(LANGUAGES[self.code])
        press(words[self.way])
        self.see(words["vote_what"], "offer-all")
        for method, title in POLLS.items():
            press(re.compile(re.escape(words["vote_on"]) + ".*" + re.escape(title)))
            if method == "code":
                for letter in "234":
                    press(letter, role="push button")
                self.see(words["vote_code"], "booth-code")
                break
            if method != "matrix":
                press(re.compile(".*" + words["vote_level_1"]) if method == "rating" else options,
                      role="push button")
            self.see(words["vote_cast"], "booth-" + method)
            # Somebody is there.
            for place, turn in zip(self.places, self.turns):
                self.tap(place, turn, title, "label")
            press(words["back"])
        press(words["cancel"])

    def until_nobody_is_there(self, freeze):
        self.begin(self.way)
        freeze()
        self.see(self.words["frozen_title"], "frozen")
        freeze()
        self.see(self.words["still_title"], "still", timeout=100 / HURRY, tries=1)


def new_evening(home):
    """A workshop in which there is something to see on each screen."""
    path = new_workshop(home, "Nordmarkt")
    add_released(pathlib.Path(home), path, RELEASED)
    open_poll(path, POLL, "approval")
    return path


def open_poll(path, title, method):
    n_options = ask(path, "SELECT count(*) FROM idea")[0][0]
    more = {"budget": ["--budget=5000", *["--cost=%d=%d" % (n, 900 * n) for n in range(1, n_options + 1)]],
            "code": ["--codes"]}.get(method, [])
    poll = json.loads(cli("poll", path, "create", "--title", title, "--options", "ideas", "--method",
                          "dots" if method == "code" else method, *more, "--json"))["poll"]
    cli("poll", path, "open", poll)


def from_the_window(desk, action, *values):
    """An action of the facilitator's window, which lies below the shared screen."""
    subprocess.run(["gdbus", "call", "--session", "--dest", desks.APP_ID, "--object-path",
                    "/io/github/nordwaerts/Nordwaerts/window/1", "--method",
                    "org.gtk.Actions.Activate", action,
                    "[%s]" % ", ".join("<'%s'>" % value for value in values), "{}"],
                   env=desk.env, check=True, capture_output=True)


def start_anew(desk, path, seating):
    desk.kill()
    for method, title in POLLS.items():
        open_poll(path, title, method)
    desk.env["NORD_KIOSK_HURRY"] = str(HURRY)
    desk.start([path])
    from_the_window(desk, "kiosk", seating)
    wait_for("the list of places lies over it", lambda: len(desk.popups()) == 2)
    desk.xdotool("windowraise", desk.window())
    desk.focus()


def photograph(name, folder, code, seating, size, contrast):
    screen = tuple(map(int, size.split("x")))
    faults = []
    with tempfile.TemporaryDirectory() as home:
        path = new_evening(home)
        workshop = ask(path, "SELECT id FROM workshop")[0][0]
        # The facilitator's window is smaller than the shared screen, which fills its monitor anyway.
        with desks.Desk(args=["--kiosk", "--seating", seating, path], size=(900, 640), screen=screen,
                        high_contrast=contrast,
                        settings={"kiosk-children": "['%s']" % workshop}) as desk:
            single = folder / name
            single.mkdir(exist_ok=True)
            sheet = Sheet(desk, name, single)
            try:
                walk = Walk(desk, sheet, code, seating, contrast)
                walk.everybody()
                walk.on_each_kind_of_seat()
                walk.one_idea()
                walk.children()
                walk.draft(path)
                walk.staff()
                start_anew(desk, path, seating)
                walk.resume()
                walk.booth()
                walk.until_nobody_is_there(lambda: from_the_window(desk, "freeze-stations"))
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
