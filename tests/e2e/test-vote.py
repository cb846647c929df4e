#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""A poll from end to end: robot residents vote at the shared screen with codes, in several languages;
then hands are raised, and papers are entered twice. People and channels are counted right, a code
votes once, and nothing of one resident is left for the next or in the file."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import driver  # noqa: E402
from driver import ask, wait_for  # noqa: E402
import lint  # noqa: E402

LANGUAGES = {"de": "Deutsch", "tr": "Türkçe", "ar": "العربية", "en": "English"}
WORDS = {code: json.loads((desks.ROOT / "resources/kiosk" / (code + ".json"))
                          .read_text(encoding="utf-8")) for code in LANGUAGES}
NAMES = ["Trinkbrunnen", "Bänke", "Licht im Park", "Hochbeete"]
KEPT = "Was niemand gelesen hat"
number = failed = 0


def cli(*arguments, status=0):
    return json.loads(driver.cli(*arguments, "--json", status=status))


def check(name, fault=None):
    global number, failed
    number += 1
    failed += fault is not None
    for line in str(fault or "").splitlines():
        print("# " + line)
    print(("not ok" if fault else "ok"), number, "-", name, flush=True)


def begin(desk, code, title):
    words = WORDS[code]
    desk.press(WORDS["de"]["touch"])
    desk.press(LANGUAGES[code])
    desk.press(words["way_standard"])
    desk.press("%s: %s" % (words["vote_on"], title))
    return words


def type_code(desk, code):
    for letter in code.replace("-", ""):
        desk.press(letter, role="push button")


def vote(desk, path, code, title, ticket, marks):
    """@marks: which options are tapped, in this order."""
    before = ask(path, "SELECT count(*) FROM local_urn")[0][0]
    words = begin(desk, code, title)
    if ticket:
        desk.find(words["vote_code"])
        type_code(desk, ticket)
    desk.find(title, "label")
    time.sleep(0.3)
    for name in marks:
        # What is marked is told behind the name.
        desk.press(re.compile("^%s(: [0-9]+)?$" % name), role="push button")
    desk.press(words["vote_cast"])
    desk.find(words["vote_thanks"])
    wait_for("the ballot", lambda: ask(path, "SELECT count(*) FROM local_urn")[0][0] == before + 1)
    desk.press(words["done"])
    desk.find(WORDS["de"]["touch"])


def used_code(desk, title, ticket):
    words = begin(desk, "tr", title)
    type_code(desk, ticket)
    desk.find(words["vote_code_used"])
    type_code(desk, "00000000")
    desk.find(words["vote_code_unknown"])
    desk.press(words["cancel"])
    desk.find(WORDS["de"]["touch"])


def given_up(desk, path, title, ticket):
    """Who goes away leaves neither a ballot nor a used code, nor anything for the next."""
    before = ask(path, "SELECT count(*) FROM local_urn")[0][0]
    words = begin(desk, "de", title)
    type_code(desk, ticket)
    time.sleep(0.3)
    desk.press("Hochbeete", role="push button")
    desk.press(words["cancel"])
    desk.find(WORDS["de"]["touch"])
    words = begin(desk, "de", title)
    desk.find(words["vote_code"])
    for node in desk.walk():
        assert ticket[:4] not in (node.name or ""), node.name
    # Back goes page by page.
    desk.press(words["back"])
    desk.press(words["vote_idea"])
    desk.find(words["notice_title"])
    desk.press(words["cancel"])
    desk.find(WORDS["de"]["touch"])
    assert ask(path, "SELECT count(*) FROM local_urn")[0][0] == before


def fits(desk, path, title):
    """Twenty millimetres for all that is pressed; names for all that can be focused."""
    words = begin(desk, "de", title)
    desk.find(words["vote_code"])
    faults = lint.faults(desk, "code")
    assert not faults, "\n".join(faults)
    for letter in "0A9Z":
        x, y, width, height = desk.extents(desk.find(letter, "push button"))
        # Without its padding.
        assert width + 36 >= 75 and height + 10 >= 70, (letter, width, height)
        assert x >= 0 and y >= 0 and x + width <= 1920 and y + height <= 1080, (letter, x, y)
    desk.press(words["cancel"])
    desk.find(WORDS["de"]["touch"])


def kept_back(desk, title):
    for code in ("de", "tr"):
        words = begin(desk, code, title)
        desk.find(NAMES[0])
        desk.find("5 · " + words["vote_kept"])
        desk.gone(KEPT)
        desk.press(words["cancel"])
        desk.find(WORDS["de"]["touch"])


def no_trace(path, folder, tickets):
    for file in list(folder.iterdir()):
        if file.suffix == ".pdf":
            continue
        raw = file.read_bytes()
        for ticket in tickets:
            assert ticket.encode() not in raw and ticket.replace("-", "").encode() not in raw, file
    wal = pathlib.Path(str(path) + "-wal")
    assert not wal.exists() or wal.stat().st_size == 0, wal.stat().st_size


def count(path, first, second):
    """By hands and on paper, after the screen."""
    cli("poll", path, "ballot", first, "1=12", "2=5", "-c", "hands", "--people", "10")
    cli("poll", path, "ballot", first, "3=3", "-c", "stickers", "--people", "2")
    for _ in range(2):
        for paper, marks in (("1", ["1=2", "4=1"]), ("2", ["2=1"])):
            cli("poll", path, "ballot", first, *marks, "-c", "paper", "--paper", paper)
    cli("poll", path, "ballot", first, "1=2", "-c", "paper", "--paper", "3")
    for poll in (first, second):
        cli("poll", path, "result", poll, status=1)
        cli("poll", path, "close", poll)
    found = cli("poll", path, "result", first)
    assert found["people_by_channel"] == {"touch": 4, "hands": 10, "stickers": 2, "paper": 2}, found
    assert (found["people"], found["ballots"], found["waiting"]) == (18, 8, 1), found
    assert found["abstained"] == 1, found
    votes = {o["label"]: o["votes"] for o in found["options"]}
    assert [votes[n] for n in NAMES] == [12 + 2 + 2, 5 + 1 + 1, 3 + 2, 1 + 1 + 1], votes
    found = cli("poll", path, "result", second)
    assert found["people_by_channel"]["touch"] == 1 and found["ballots"] == 1, found
    assert cli("check", path)["sound"]


def main():
    lacks = desks.missing()
    if lacks:
        print("1..0 # SKIP not installed: " + ", ".join(lacks))
        return
    import shutil
    if not shutil.which("pdftotext"):
        print("1..0 # SKIP pdftotext is not installed")
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        path = folder / "w.gpkg"
        cli("new", path, "--title", "Nordmarkt")
        driver.add_released(folder, path, NAMES)
        first = cli("poll", path, "create", "--title", "Was zuerst?", "--options", "ideas", "--dots",
                    "3", "--cap", "2", "--codes")["poll"]
        # One more that nobody has let through.
        (folder / "j.csv").write_text("title\n" + KEPT + "\n", encoding="utf-8")
        cli("import", path, folder / "j.csv")
        # Nobody needs a code for the second one: somebody watches.
        second = cli("poll", path, "create", "--title", "Wie gut?", "--options", "ideas", "--method",
                     "approval")["poll"]
        cli("poll", path, "codes", folder / "c.pdf", "--people", "6")
        text = subprocess.run(["pdftotext", folder / "c.pdf", "-"], capture_output=True, text=True,
                              check=True).stdout
        tickets = re.findall("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", text)
        for poll in (first, second):
            cli("poll", path, "open", poll)
        with desks.Desk(args=["--kiosk", str(path)], size=(1920, 1080)) as desk:
            for name, part in (
                    ("all is large and named", lambda: fits(desk, path, "Was zuerst?")),
                    ("a vote in German", lambda: vote(desk, path, "de", "Was zuerst?", tickets[0],
                                                      [NAMES[0], NAMES[1], NAMES[0]])),
                    ("a used code is refused in words", lambda: used_code(desk, "Was zuerst?", tickets[0])),
                    ("a vote in Turkish, tapped too often", lambda: vote(
                        desk, path, "tr", "Was zuerst?", tickets[1], [NAMES[2]] * 3 + [NAMES[3]] * 2)),
                    ("who goes away has not voted", lambda: given_up(desk, path, "Was zuerst?", tickets[2])),
                    ("a vote in Arabic", lambda: vote(desk, path, "ar", "Was zuerst?", tickets[2],
                                                      [NAMES[3]])),
                    ("an abstention in English", lambda: vote(desk, path, "en", "Was zuerst?", tickets[3], [])),
                    ("supervised without a code", lambda: vote(desk, path, "de", "Wie gut?", None,
                                                               [NAMES[1], NAMES[2]])),
                    ("what is not released says its number", lambda: kept_back(desk, "Wie gut?")),
                    ("nothing is left in the files", lambda: no_trace(path, folder, tickets))):
                try:
                    part()
                    check(name)
                except (AssertionError, LookupError, TimeoutError) as error:
                    check(name, repr(error))
            desk.kill()
        try:
            count(path, first, second)
            check("hands and papers come to it, people and channels are apart")
        except AssertionError as error:
            check("hands and papers come to it, people and channels are apart", repr(error))
    print(f"1..{number}")
    sys.exit(1 if failed else 0)


main()
