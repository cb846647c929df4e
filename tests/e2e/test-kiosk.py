#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The shared screen: a robot resident walks from the first touch to the thanks in every language and
counts taps; nothing of one resident is left for the next; keys open nothing; the staff gets out by
PIN, and only so."""
import json
import math
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
from driver import add_released, ask, cli, wait_for  # noqa: E402

LANGUAGES = {"de": "Deutsch", "de-x-einfach": "Einfache Sprache", "tr": "Türkçe", "ar": "العربية",
             "bg": "Български", "ro": "Română", "pl": "Polski", "en": "English",
             "uk": "Українська", "ru": "Русский"}
WORDS = {code: json.loads((desks.ROOT / "resources/kiosk" / (code + ".json"))
                          .read_text(encoding="utf-8")) for code in LANGUAGES}
PROGRAMME = json.loads((desks.ROOT / "resources/programme/nordwaerts.json")
                       .read_text(encoding="utf-8"))
PIN = "271828"
SAID = "Borsigplatz"
number = failed = 0
codes = {}


def check(name, fault=None):
    global number, failed
    number += 1
    failed += fault is not None
    for line in str(fault or "").splitlines():
        print("# " + line)
    print(("not ok" if fault else "ok"), number, "-", name, flush=True)


def ideas(path):
    return ask(path, "SELECT id, language, station, moderation, category, origin, shape FROM idea "
                     "ORDER BY created, id")


def walk(desk, path, code):
    """Taps until the thanks; the map is tapped in its middle."""
    words, before, taps = WORDS[code], len(ideas(path)), 0

    def tap(name):
        nonlocal taps
        desk.press(name)
        taps += 1

    tap(WORDS["de"]["touch"])
    tap(LANGUAGES[code])
    tap(words["way_standard"])
    tap(words["join"])
    desk.find(words["draw_title"])
    time.sleep(0.5)
    desk.click(960, 540)
    taps += 1
    desk.find(words["about_title"])
    topic = PROGRAMME["categories"][before % 6]
    tap(topic["title"][code])
    desk.find(words["check_title"])
    tap(words["send"])
    desk.find(words["thanks_title"])
    receipt = desk.find(re.compile("^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$")).name
    wait_for("the idea is stored", lambda: len(ideas(path)) == before + 1)
    _, language, station, moderation, category, origin, shape = \
        [row for row in ideas(path) if row[1] == code][-1]
    assert (language, station, moderation, origin) == (code, 1, "new", "kiosk"), (language, station)
    assert category == topic["id"], category
    assert shape is not None
    desk.press(words["done"])
    desk.find(WORDS["de"]["touch"])
    codes[code] = receipt
    return taps


def residents(desk, path):
    for code in LANGUAGES:
        start = time.monotonic()
        try:
            taps = walk(desk, path, code)
            fault = None if taps <= 7 else f"{taps} taps"
        except (AssertionError, LookupError) as error:
            fault = repr(error)
        check(f"from touch to thanks in {code}, {time.monotonic() - start:.0f} s", fault)


def found(desk, path):
    """A place by its name, with the station's own keys: the map shows it, and the next one sees the
    whole of the town again."""
    def begin(name=None):
        for word in (WORDS["de"]["touch"], LANGUAGES["ru"], WORDS["ru"]["way_standard"],
                     WORDS["ru"]["join"]):
            desk.press(word)
        desk.find(WORDS["ru"]["draw_title"])
        if name is not None:
            desk.press(WORDS["ru"]["find"])
            for letter in name:  # Latin ones, in Russian too
                key = desk.find(re.compile("^%s$" % letter, re.I), role="push button", active=True)
                key.queryAction().doAction(0)
            desk.find(re.compile("^Borsigplatz, ")).queryAction().doAction(0)
            desk.find(WORDS["ru"]["draw_title"])
        time.sleep(0.5)
        desk.click(960, 480)
        desk.press(PROGRAMME["categories"][0]["title"]["ru"])
        desk.press(WORDS["ru"]["send"])
        desk.press(WORDS["ru"]["done"])
        desk.find(WORDS["de"]["touch"])
        lon, lat = struct.unpack("<dd", ideas(path)[-1][6][-16:])
        return math.hypot((lon - 7.48073) * 69200, (lat - 51.52375) * 111300)

    assert begin("borsigpl") < 150
    assert begin() > 500


def said_already(desk, path):
    """What is like it and may be read by everybody is shown before it is sent: added to, it comes into
    the group of that idea, unread and as it was said; "mine is different" takes the question away."""
    words = WORDS["de"]
    like = re.compile("^\u2068?%s\u2069?, .*" % SAID)

    def begin():
        for name in (words["touch"], LANGUAGES["de"], words["way_standard"], words["join"]):
            desk.press(name)
        desk.find(words["draw_title"])
        time.sleep(0.5)
        desk.click(960, 540)
        desk.press(PROGRAMME["categories"][1]["title"]["de"])
        desk.press(words["write"])
        for letter in SAID.lower():
            key = desk.find(re.compile("^%s$" % letter, re.I), role="push button", active=True)
            key.queryAction().doAction(0)
        desk.press(words["more"])
        desk.find(words["similar_title"])
        assert [node.name for node in desk.all(like, role="push button")] == \
            ["\u2068%s\u2069, %s" % (SAID, words["similar_add"])]

    def end():
        desk.press(words["send"])
        desk.press(words["done"])
        desk.find(words["touch"])
        return ask(path, "SELECT moderation, cluster, title FROM idea ORDER BY created, id")[-1]

    begin()
    desk.press(like)
    desk.find(re.compile(".*" + words["similar_added"]))
    moderation, group, title = end()
    assert moderation == "new" and group is not None and title.lower() == SAID.lower()
    assert ask(path, "SELECT body FROM idea WHERE cluster = ? AND moderation = 'released'", group) \
        == [(None,)]
    assert ask(path, "SELECT text FROM board_mark WHERE about = ?", group) == [("Ergänzt „%s“" % SAID,)]
    assert not [node for node in desk.walk(showing=False) if like.match(node.name or "")], "a trace"
    begin()
    desk.press(words["similar_other"])
    assert desk.look(words["similar_title"]) is None
    assert end()[1] is None


def cancelled(desk, path):
    before = len(ideas(path))
    desk.press(WORDS["de"]["touch"])
    desk.press(LANGUAGES["pl"])
    desk.press(WORDS["pl"]["way_standard"])
    desk.press(WORDS["pl"]["join"])
    desk.press(WORDS["pl"]["cancel"])
    desk.find(WORDS["de"]["touch"])
    desk.press(WORDS["de"]["touch"])
    # The next one is asked for a language, in German, and nothing was stored.
    desk.find(WORDS["de"]["choose_language"])
    assert len(ideas(path)) == before
    desk.press(WORDS["de"]["cancel"])


def strip(desk):
    """The pixels of a strip of the screen where no screen of a station says anything."""
    return subprocess.run(["import", "-silent", "-window", "root", "-crop", "400x24+1400+6", "+repage",
                           "-depth", "8", "rgb:-"], env=desk.env, capture_output=True,
                          check=True).stdout


def has_map(desk):
    pixels = strip(desk)
    return len({pixels[i:i + 3] for i in range(0, len(pixels), 3)}) > 8


def behind(desk):
    """A map behind the first screen, and behind no other; it lies still where motion is unwanted."""
    wait_for("a map behind the first screen", lambda: has_map(desk))
    still = strip(desk)
    time.sleep(1)
    assert strip(desk) == still
    desk.press(WORDS["de"]["touch"])
    desk.find(WORDS["de"]["choose_language"])
    wait_for("no map behind the languages", lambda: not has_map(desk))
    desk.press(WORDS["de"]["cancel"])
    wait_for("the same map again", lambda: strip(desk) == still)


def locked(desk):
    """Whoever leans on a keyboard gets nowhere."""
    desk.find(WORDS["de"]["touch"])
    for keys in ("ctrl+shift+i", "ctrl+shift+d", "F1", "F10", "F11", "alt+F4", "ctrl+w", "ctrl+q",
                 "ctrl+n", "ctrl+o", "Escape", "shift+F10", "Menu", "alt+space"):
        desk.key(keys)
        time.sleep(0.1)
    desk.find(WORDS["de"]["touch"])
    windows = desk.xdotool("search", "--onlyvisible", "--name", ".").split()
    assert len(windows) == 1, windows


def type_pin(desk, pin):
    """Each key is looked for once, and clicked: the door closes after half a minute without a touch."""
    keys = {}
    for digit in pin:
        keys[digit] = desk.click_on(keys.get(digit, digit), role="push button")


def child(desk, path):
    """Offered only once the team says so; then seven taps by a card and a sticker, and, the other
    time, a painted picture, which is kept with the idea. No key to type on anywhere."""
    de = WORDS["de"]
    desk.press(de["touch"])
    desk.press("Deutsch")
    desk.find(de["way_large"])
    assert desk.look(de["way_children"]) is None, "offered without being asked for"
    desk.press(de["cancel"])
    desk.find(de["touch"])
    desk.key("ctrl+alt+p")
    desk.find(de["staff_title"])
    type_pin(desk, PIN)
    desk.find(de["staff_quit"])
    desk.press(de["staff_children"])
    desk.press(de["back"])
    for paints in (False, True):
        before = len(ideas(path))
        for name in (de["touch"], "Deutsch", de["way_children"], de["join"], de["question_play"]):
            desk.press(name)
        desk.find(de["stick_hint"])
        time.sleep(0.5)
        desk.click(960, 480)
        if paints:
            desk.press(de["paint"])
            desk.find(de["paint_rubber"])
            desk.press(de["paint_red"])
            desk.click(960, 400)
        time.sleep(0.3)
        desk.press(de["finish"])
        desk.find(de["thanks_title"])
        wait_for("the idea is stored", lambda: len(ideas(path)) == before + 1)
        title, source, moderation, body = ask(
            path, "SELECT title, source, moderation, body FROM idea ORDER BY created, id")[-1]
        assert title == "Wo spielst du gern? Schaukel", title
        assert (source, moderation, body) == ("children", "new", None), (source, moderation, body)
        media = ask(path, "SELECT media_type, size FROM medium")
        assert len(media) == paints and (not paints or media[0][0] == "image/png"), media
        desk.press(de["done"])
        desk.find(de["touch"])


def staff(desk, path):
    desk.key("ctrl+alt+p")
    desk.find(WORDS["de"]["staff_title"])
    type_pin(desk, PIN)
    type_pin(desk, PIN)
    desk.find(WORDS["de"]["staff_menu_title"])
    assert desk.look(WORDS["de"]["leave"]) is None, "there is no other window to go to"
    desk.press(WORDS["de"]["back"])
    desk.find(WORDS["de"]["touch"])
    child(desk, path)
    # Now it is set: a wrong one is told so, the right one opens.
    desk.key("ctrl+alt+p")
    type_pin(desk, "000000")
    desk.find(WORDS["de"]["staff_wrong"])
    type_pin(desk, PIN)
    # Who does not want to end it after all is at the menu again.
    for answer in ("back", "staff_quit"):
        desk.press(WORDS["de"]["staff_quit"])
        desk.find(WORDS["de"]["staff_quit_title"])
        desk.press(WORDS["de"][answer])
        if answer == "back":
            desk.find(WORDS["de"]["staff_menu_title"])
    assert desk.process.wait(10) == 0


def begun(desk):
    """Up to the topics, in Turkish."""
    words = WORDS["tr"]
    for name in (WORDS["de"]["touch"], LANGUAGES["tr"], words["way_standard"], words["join"]):
        desk.press(name)
    desk.find(words["draw_title"])
    time.sleep(0.5)
    desk.click(960, 540)
    desk.find(words["about_title"])


def kept(desk):
    """What somebody had begun when the team ended it is asked about, and not shown by itself."""
    words = WORDS["tr"]
    desk.start()
    desk.find(WORDS["de"]["touch"])
    begun(desk)
    desk.key("ctrl+alt+p")
    desk.find(words["staff_title"])
    type_pin(desk, PIN)
    for word in ("staff_quit", "staff_quit"):
        desk.press(words[word])
    assert desk.process.wait(10) == 0
    desk.start()
    desk.find(words["resume_title"])
    assert desk.look(words["about_title"], "label") is None, "shown without a question"
    desk.press(words["resume_yes"])
    desk.find(words["about_title"], "label")
    desk.press(words["cancel"])
    desk.find(WORDS["de"]["touch"])
    desk.kill()


def guessed(desk):
    """Who switches the computer off between the tries gets no more of them, and nothing that was
    tried stays on the disk."""
    wait = re.compile("[0-9]+ Sekunde")
    for tries in (4, 1):
        desk.start()
        desk.find(WORDS["de"]["touch"])
        desk.key("ctrl+alt+p")
        desk.find(WORDS["de"]["staff_title"])
        for _ in range(tries):
            assert desk.look(wait) is None, "locked too early"
            type_pin(desk, "161803")
            time.sleep(0.7)
        desk.kill()
    desk.start()
    desk.find(WORDS["de"]["touch"])
    desk.key("ctrl+alt+p")
    desk.find(wait)
    for digit in PIN:
        desk.click_on(digit, role="push button")
    desk.find(wait)
    assert desk.look(WORDS["de"]["staff_quit"]) is None, "the pad can be pressed"
    for file in (desk.home / "state").rglob("*"):
        assert file.is_dir() or b"161803" not in file.read_bytes(), file


def main():
    if desks.missing(any_toolkit=True):
        print("1..0 # SKIP not installed: " + ", ".join(desks.missing(any_toolkit=True)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "kiosk.gpkg"
        cli("new", path, "--title", "Nordmarkt", "--quiet")
        # One that everybody may see, and one that nobody has read yet.
        add_released(pathlib.Path(folder), path, [SAID])
        unread = pathlib.Path(folder) / "unread.csv"
        unread.write_text("title\n%s?\n" % SAID, encoding="utf-8")
        cli("import", path, unread)
        with desks.Desk(args=["--kiosk", str(path)], size=(1920, 1080)) as desk:
            residents(desk, path)
            for name, part in (("a map lies behind the first screen alone", lambda: behind(desk)),
                               ("a place is found by its name", lambda: found(desk, path)),
                               ("it is said already", lambda: said_already(desk, path)),
                               ("what was cancelled is gone", lambda: cancelled(desk, path)),
                               ("keys open nothing", lambda: locked(desk)),
                               ("the staff offers the way for children, and gets out by PIN", lambda: staff(desk, path)),
                               ("the team has ended it, and what was begun is asked about",
                                lambda: kept(desk)),
                               ("who guesses has to wait, whatever becomes of the program",
                                lambda: guessed(desk))):
                try:
                    part()
                    check(name)
                except (AssertionError, LookupError) as error:
                    check(name, repr(error))
        done = subprocess.run([desks.BUILD / "src/cli/nordwaerts-cli", "check", path],
                              capture_output=True, check=False)
        check("the file is sound", None if done.returncode == 0 else done.stderr.decode())
    print(f"1..{number}")
    sys.exit(1 if failed else 0)


main()
