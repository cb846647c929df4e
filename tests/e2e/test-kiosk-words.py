#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The program speaks German, the place at the shared screen another language: no widget of any screen
is named, or described by its tooltip, in German, whether it is seen or not; where an idea is and where
the cross of the keys rests is told in its own language."""
import contextlib
import json
import pathlib
import re
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
from driver import add_released, cli  # noqa: E402

LANGUAGES = {"tr": "Türkçe", "ar": "العربية", "uk": "Українська"}
WORDS = {code: json.loads((desks.ROOT / "resources/kiosk" / (code + ".json"))
                          .read_text(encoding="utf-8")) for code in ["de", *LANGUAGES]}
number = failed = 0


def check(name, faults):
    global number, failed
    number += 1
    failed += bool(faults)
    for line in faults:
        print("# " + line)
    print("not ok" if faults else "ok", number, "-", name, flush=True)


def texts(values):
    for value in values:
        yield from texts(value.values()) if isinstance(value, dict) else [value]


def pieces():
    """What stays of the German sentences that tell a place, whatever they are filled with."""
    for key, value in WORDS["de"].items():
        if key.startswith(("place_", "step_", "point_")):
            piece = max(re.split("%[us]", value), key=len).strip(" ,/")
            if len(piece) > 3:
                yield piece


def said(words, *kinds):
    """The pattern of a text with a sentence of each of @kinds after each other."""
    return "".join("(%s).*" % "|".join(re.sub(r"%[us]", ".+", re.escape(value)) for key, value in
                                       words.items() if key.startswith(kind) and key != "place_at")
                   for kind in kinds)


def german(code):
    """What the program and the catalogue of German say, but not that of @code; plain, as the names of
    widgets are."""
    po = (desks.ROOT / "po/de.po").read_text(encoding="utf-8")
    said = {json.loads('"%s"' % "".join(re.findall(r'"(.*)"', lines)))
            for lines in re.findall(r'^msgstr(?:\[\d\])? ((?:".*"\n)+)', po, re.M)}
    said |= set(texts(WORDS["de"].values()))
    # The first page of the invitation is in German, and so are the names of languages and program.
    own = set(texts(WORDS[code].values())) | {WORDS["de"]["touch"], WORDS["de"]["unchecked"],
                                            "Deutsch", "Nordwärts"}
    return {text.replace("_", "") for text in said - own if re.search("[^\\W\\d]{2}", text)}


def shown(desk):
    """Names and descriptions of all that is there, on every screen."""
    found = {}
    for entry in desk.read(showing=False, descriptions=True):
        for text in (entry.name, entry.description):
            if text:
                found.setdefault(text, entry.role_name)
    return found


def faults(desk, where, leaks):
    found = shown(desk)
    assert len(found) > 100, len(found)
    # Of an idea the title, the kind, the topic and the place are told after each other.
    yield from (f"{where}: a {role} says {text!r}" for text, role in found.items()
                if leaks.intersection([text, *text.split(", ")])
                or any(piece in text for piece in pieces()))


def go_to(desk, name):
    """By Tab to the thing of that name."""
    import pyatspi
    desk.focus()
    for _ in range(30):
        if any(node.getState().contains(pyatspi.STATE_FOCUSED) for node in desk.all(name)):
            return
        desk.key("Tab")
        time.sleep(0.2)
    raise LookupError("Tab does not come to %r" % name)


def move_cross(desk, words):
    """What it tells where it rests. Keys may come before the map has them all: then once more."""
    told = re.compile(said(words, "step_", "place_"))
    for _ in range(2):
        desk.key("Right", "Right", "Down")
        with contextlib.suppress(LookupError):
            return desk.find(told, timeout=12).name
    desk.key("Right")
    return desk.find(told, timeout=12).name


def walk(desk, code):
    """From the language to the thanks, as far as what is there may be made by the way."""
    words, leaks, found = WORDS[code], german(code), []
    desk.press(WORDS["de"]["touch"])
    desk.press(LANGUAGES[code])
    for name in ("way_standard", "join"):
        found += faults(desk, name, leaks)
        desk.press(words[name])
    desk.find(words["draw_title"])
    time.sleep(0.5)
    found += faults(desk, "draw_title", leaks)
    for name in ("map_home", "map_nearer", "map_farther", "map"):
        desk.find(words[name])
    # Where the idea is, and where the cross of the keys rests.
    told = desk.find(re.compile("^42%s.*" % words["comma"] + said(words, "place_")), "push button", timeout=30)
    print("# " + told.name)
    go_to(desk, words["map"])
    print("# " + move_cross(desk, words))
    found += faults(desk, "the cross", leaks)
    desk.press(words["find"])
    found += faults(desk, "find", leaks)
    desk.press(words["back"])
    desk.find(words["draw_title"])
    time.sleep(0.5)
    desk.click(960, 480)
    desk.find(words["about_title"])
    found += faults(desk, "about_title", leaks)
    desk.press(desk.find(role="push button", name=topic(code), active=True))
    desk.find(words["check_title"])
    desk.press(words["write"])
    found += faults(desk, "write", leaks)
    desk.press(words["back"])
    desk.press(words["send"])
    desk.find(words["thanks_title"])
    found += faults(desk, "thanks_title", leaks)
    desk.key("ctrl+alt+p")
    desk.find(words["staff_choose"])
    for digit in "271828":
        desk.press(digit, role="push button")
    desk.find(words["staff_once_more"])
    found += faults(desk, "staff_title", leaks)
    desk.press(words["back"])
    desk.press(words["done"])
    desk.find(WORDS["de"]["touch"])
    return sorted(set(found))


def topic(code):
    programme = json.loads((desks.ROOT / "resources/programme/nordwaerts.json")
                           .read_text(encoding="utf-8"))
    return programme["categories"][0]["title"][code]


def main():
    if desks.missing(any_toolkit=True):
        print("1..0 # SKIP not installed: " + ", ".join(desks.missing(any_toolkit=True)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "kiosk.gpkg"
        cli("new", path, "--title", "Nordmarkt", "--quiet")
        add_released(pathlib.Path(folder), path, ["42,mobility,7.46,51.53"], "title,category,lon,lat")
        with desks.Desk(args=["--kiosk", str(path)], size=(1920, 1080), language="de") as desk:
            desk.find(WORDS["de"]["touch"])
            for code in LANGUAGES:
                try:
                    found = walk(desk, code)
                except (AssertionError, LookupError) as error:
                    found = [repr(error)]
                check(f"no word of German at a place that speaks {code}", found)
    print(f"1..{number}")
    sys.exit(1 if failed else 0)


main()
