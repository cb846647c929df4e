#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Sheets of pictures of all screens of the shared screen, to be looked at: German, Turkish and Arabic,
one, two and four stations, light and high contrast, on a wall, upright and with four times the pixels.

    tests/e2e/sheets.py FOLDER [de tr ar] [one opposite around] [1920x1080 1080x1920 3840x2160] [contrast]

Without words after the folder: all of it, which takes some minutes. A sheet is a picture of each
combination, named LANGUAGE-SEATING-SIZE.png."""
import contextlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
from driver import new_workshop, wait_for  # noqa: E402

LANGUAGES = {"de": "Deutsch", "tr": "Türkçe", "ar": "العربية"}
SEATINGS = ("one", "opposite", "around")
SIZES = ("1920x1080", "1080x1920", "3840x2160")
WORDS = {code: json.loads((desks.ROOT / "resources/kiosk" / (code + ".json"))
                          .read_text(encoding="utf-8")) for code in LANGUAGES}
TOPIC = json.loads((desks.ROOT / "resources/programme/nordwaerts.json")
                   .read_text(encoding="utf-8"))["categories"][0]["title"]


class Sheet:
    def __init__(self, desk, name, folder):
        self.desk, self.name, self.folder = desk, name, folder
        self.pictures = []

    def take(self, what):
        path = self.folder / ("%s-%02d-%s.png" % (self.name, len(self.pictures), what))
        self.desk.shot(path, whole=True)
        self.pictures.append(path)
    def bind(self, to):
        subprocess.run(["montage", *map(str, self.pictures), "-tile", "4x", "-geometry", "640x+6+6",
                        "-background", "#404040", str(to)], check=True)
        for path in self.pictures:
            path.unlink()


def stations(desk):
    found = []
    for button in desk.all(WORDS["de"]["touch"], role="push button"):
        node = button
        while node.parent is not None and len(desk.all(WORDS["de"]["touch"], role="push button",
                                                       within=node.parent)) == 1:
            node = node.parent
        found.append(node)
    return found


def walk(desk, sheet, code, seating, contrast):
    """All stations show the same screen."""
    words, places = WORDS[code], stations(desk)

    def each(name):
        for place in places:
            desk.press(name, within=place)

    sheet.take("attract")
    each(WORDS["de"]["touch"])
    sheet.take("language")
    each(LANGUAGES[code])
    sheet.take("way")
    each(words["way_large" if contrast else "way_standard"])
    sheet.take("notice")
    each(words["look"])
    sheet.take("look")
    each(words["back"])
    each(words["join"])
    sheet.take("draw")
    each(words["line"])
    sheet.take("line")
    each(words["pin"])

    def draw():
        desk.click(desk.screen[0] // 2, int(desk.screen[1] * (0.5 if seating == "one" else 0.7)))
        return desk.look(words["about_title"], within=places[0])

    wait_for("the map takes a click", draw)
    # The others stay at the map beside it.
    sheet.take("about")
    first = places[0]
    desk.press(TOPIC[code], within=first)
    sheet.take("check")
    desk.press(words["write"], within=first)
    sheet.take("text")
    desk.press(words["more"], within=first)
    desk.press(words["send"], within=first)
    sheet.take("thanks")
    desk.press(words["done"], within=first)
    desk.key("ctrl+alt+p")
    desk.find(words["staff_title"] if desk.look(words["staff_title"]) else WORDS["de"]["staff_title"])
    sheet.take("pin")
    for _ in range(2):
        for digit in "271828":
            desk.press(re.compile("^%s$" % digit), role="push button")
    sheet.take("menu")
    with contextlib.suppress(LookupError):
        desk.press(WORDS["de"]["staff_scale"])
        sheet.take("ruler")


def main():
    wanted = sys.argv[2:]
    if len(sys.argv) < 2 or desks.missing(any_toolkit=True) or not shutil.which("montage"):
        raise SystemExit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)

    def chosen(all_of_them):
        return [one for one in all_of_them if one in wanted] or list(all_of_them)

    looks = (False, True) if not set(wanted) & {"light", "contrast"} else ("contrast" in wanted,)
    faults = []
    for contrast in looks:
        for size in chosen(SIZES):
            for seating in chosen(SEATINGS):
                for code in chosen(LANGUAGES):
                    name = "-".join((code, seating, size) + (("contrast",) if contrast else ()))
                    with tempfile.TemporaryDirectory() as home:
                        path = new_workshop(home, "Nordmarkt")
                        screen = tuple(map(int, size.split("x")))
                        with desks.Desk(args=["--kiosk", "--seating", seating, path], size=screen,
                                        screen=screen, high_contrast=contrast) as desk:
                            sheet = Sheet(desk, name, folder)
                            try:
                                walk(desk, sheet, code, seating, contrast)
                            except Exception as error:
                                faults.append("%s: %r" % (name, error))
                            sheet.bind(folder / (name + ".png"))
                    print(name, flush=True)
    print("\n".join(faults) or "nothing to complain of")


if __name__ == "__main__":
    main()
