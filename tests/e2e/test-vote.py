#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""One poll from end to end: codes are printed, and robot residents vote with them at the shared
screen, in several languages; a code votes once, and nothing of one resident is left for the next or
in the file. Then in the window hands, stickers and papers come to it, two entries of a paper are
settled and a ballot is corrected; it is paused and closed, shown on the projector and saved for the
minutes. People and channels are counted right, and the command line says the same."""
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
    words = begin(desk, "ar", title)
    type_code(desk, "2")
    # From left to right, also where all is a figure and people read the other way.
    desk.find("\u20662··· – ····\u2069", "label")
    desk.press(words["cancel"])
    desk.find(WORDS["de"]["touch"])
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


# By channel: what it is called, people, and what is on NAMES.
HANDS, STICKERS = ("Handzeichen", 10, (12, 5, 0, 0)), ("Klebepunkte", 2, (0, 0, 3, 0))
# At the screen: 2, 1, 2 and 2 dots; on two papers 2, 1, 0 and 1; a sticker was overlooked.
VOTES = [2 + 12 + 2, 1 + 5 + 1, 2 + 4, 2 + 1]


def spin(desk, dialog, name, value):
    desk.find(name, "spin button", within=dialog).queryValue().currentValue = value


def pick(desk, dialog, channel):
    row = desk.find("Abgegeben durch", "combo box", within=dialog)
    if desk.look(channel, "label", within=row) is None:
        desk.choose(row, channel)
        desk.find(channel, "label", within=row)


def take_down(desk, channel, people, marks, paper=None):
    desk.press("Stimmzettel erfassen …", "push button")
    dialog = desk.toplevel("Stimmzettel erfassen")
    pick(desk, dialog, channel)
    if paper:
        desk.find("Nummer auf dem Bogen", "text", within=dialog).queryEditableText().setTextContents(paper)
    else:
        spin(desk, dialog, "Steht für so viele Personen", people)
    for name, mark in zip(NAMES, marks):
        spin(desk, dialog, name, mark)
    if paper:
        desk.find(re.compile("^(Erste|Zweite) Erfassung von Bogen %s" % paper), "label", within=dialog)
    desk.press("Erfassen", "push button", within=dialog)
    desk.toplevel("Stimmzettel erfassen", there=False)


def choose_poll(desk, path):
    desk.click_on("Gewichten", "page tab")
    desk.click_on("Was zuerst?", "list item")
    desk.find("4 geheime Stimmzettel liegen in der Urne, bis die Abstimmung geschlossen ist.", "label")


def hands_and_stickers(desk, path):
    for channel, people, marks in (HANDS, STICKERS):
        take_down(desk, channel, people, marks)
    desk.find("6 Stimmzettel für 16 Personen", "label")


def papers(desk, path):
    """One is entered twice alike, one differently, one only once."""
    for paper, marks in (("1", (2, 0, 0, 1)), ("2", (0, 1, 0, 0)), ("3", (2, 0, 0, 0)),
                         ("1", (2, 0, 0, 1)), ("2", (0, 2, 0, 0))):
        take_down(desk, "Papier", 1, marks, paper)
    desk.find("7 Stimmzettel für 17 Personen", "label")
    desk.press("Die beiden Erfassungen klären", "push button")
    dialog = desk.toplevel("Bogen 2 klären")
    desk.choose(desk.find(NAMES[1], "combo box", within=dialog), "Erste Erfassung: 1 Punkt")
    desk.press("Klären", "push button", within=dialog)
    desk.toplevel("Bogen 2 klären", there=False)
    desk.find("8 Stimmzettel für 18 Personen", "label")


def correction(desk, path):
    row = desk.find(re.compile(r"^\d\. Klebepunkte$"), "list item")
    desk.press("Diesen Stimmzettel berichtigen", "push button", within=row)
    dialog = desk.toplevel("Stimmzettel berichtigen")
    spin(desk, dialog, NAMES[2], 4)
    desk.find("Warum er berichtigt wird (für das Protokoll)", "text", within=dialog) \
        .queryEditableText().setTextContents("Einer lag darunter")
    desk.press("Erfassen", "push button", within=dialog)
    desk.toplevel("Stimmzettel berichtigen", there=False)
    desk.find("Ungültig: Einer lag darunter")
    desk.find("8 Stimmzettel für 18 Personen", "label")


def pause(desk, path):
    def state():
        return ask(path, "SELECT state FROM poll WHERE title = 'Was zuerst?'")[0][0]

    desk.click_on("Menü der Abstimmung", "push button")
    desk.press("Anhalten", "menu item")
    wait_for("the pause", lambda: state() == "paused")
    desk.find("Die Abstimmung ist angehalten: Es werden keine Stimmzettel erfasst.")
    desk.press("Öffnen", "push button")
    wait_for("the open poll", lambda: state() == "open")


def hidden_then_closed(desk, path):
    poll = ask(path, "SELECT id FROM poll WHERE title = 'Was zuerst?'")[0][0]
    cli("poll", path, "result", poll, status=1)
    assert desk.look("Als Tabelle") is None and desk.look("%d Punkte" % VOTES[0]) is None
    desk.press("Schließen …", "push button")
    desk.press("Schließen und zeigen", "push button", within=desk.toplevel("Abstimmung schließen?"))
    desk.find("18 Personen gaben %d Punkte" % sum(VOTES), "label")
    desk.press("Als Tabelle", "push button")
    for words in ("Alle Personen", "Davon enthalten", "Handzeichen"):
        desk.find(words, "label")
    driver.picture(desk, "poll-table")


def projector(desk, path):
    desk.press("Auf dem Projektor zeigen", "push button")
    screen = desk.toplevel("Ergebnis auf dem Projektor")
    for words in ("18 Personen", "Touch: 4 Personen", "Handzeichen: 10 Personen",
                  "Klebepunkte: 2 Personen", "Papier: 2 Personen"):
        desk.find(words, "label", within=screen)
    driver.picture(desk, "poll-projector-people")
    desk.key("Next")
    desk.find("1. %s: %d" % (NAMES[0], VOTES[0]), within=screen)
    driver.picture(desk, "poll-projector-bars")
    desk.key("Escape")
    desk.toplevel("Ergebnis auf dem Projektor", there=False)


def minutes(desk, path):
    """The window's page has it all, and that of the command line is the same."""
    target, again = path.parent / "protokoll.html", path.parent / "cli.html"
    desk.click_on("Menü der Abstimmung", "push button")
    desk.press("Für das Protokoll sichern …", "menu item")
    dialog = desk.toplevel("Für das Protokoll sichern")
    name = wait_for("the field for a name", lambda: [
        n for n in desk.all(role="text", within=dialog) if desk.text(n) == "Abstimmung.html"])[0]
    name.queryEditableText().setTextContents(str(target))
    desk.press("Sichern", "push button", within=dialog)
    page = wait_for("the page", lambda: target.exists() and target.read_text(encoding="utf-8"))
    for words in ("18 Personen gaben %d Punkte" % sum(VOTES), "Touch: 4 Personen", "Papier: 2 Personen",
                  "<td>%s</td><td class=\"n\">%d</td>" % (NAMES[0], VOTES[0]), "1 Person enthielt sich.",
                  "Klebepunkte: Einer lag darunter", "<h2>Berichtigungen</h2>",
                  "Bogen 2, %s: erste Erfassung 1 Punkt, zweite Erfassung 2 Punkte; es gilt: 1 Punkt." % NAMES[1],
                  "1 Bogen wurde nicht zweimal gleich erfasst und zählt nicht."):
        assert words in page, (words, page)
    poll = ask(path, "SELECT id FROM poll WHERE title = 'Was zuerst?'")[0][0]
    subprocess.run([str(driver.CLI), "poll", str(path), "minutes", poll, str(again)], env=desk.env,
                   check=True, capture_output=True)
    assert again.read_text(encoding="utf-8") == page


def the_same_by_command(desk, path):
    assert desk.quit() == 0
    first, second = (ask(path, "SELECT id FROM poll WHERE title = ?", title)[0][0]
                     for title in ("Was zuerst?", "Wie gut?"))
    found = cli("poll", path, "result", first)
    assert found["people_by_channel"] == {"touch": 4, "hands": 10, "stickers": 2, "paper": 2}, found
    assert (found["people"], found["ballots"], found["waiting"], found["voided"]) == (18, 8, 1, 1), found
    assert found["abstained"] == 1 and found["votes"] == sum(VOTES), found
    votes = {o["label"]: o["votes"] for o in found["options"]}
    assert [votes[n] for n in NAMES] == VOTES, votes
    cli("poll", path, "result", second, status=1)
    cli("poll", path, "close", second)
    found = cli("poll", path, "result", second)
    assert found["people_by_channel"]["touch"] == 1 and found["ballots"] == 1, found
    assert cli("check", path)["sound"]


def play(desk, parts):
    for name, part in parts:
        try:
            part()
            check(name)
        except (AssertionError, LookupError, TimeoutError) as error:
            driver.picture(desk, "fail-%d" % (number + 1), tree=True)
            check(name, repr(error))
    desk.kill()


def main():
    global number, failed
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

        def at_the_screen():
            with desks.Desk(args=["--kiosk", str(path)], size=(1920, 1080)) as desk:
                play(desk, (
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
                    ("nothing is left in the files", lambda: no_trace(path, folder, tickets))))
            return failed

        def in_the_window():
            with desks.Desk(args=[str(path)], size=driver.size(), dark=driver.dark()) as desk:
                play(desk, [("in the window: " + part.__name__.replace("_", " "),
                             lambda part=part: part(desk, path))
                            for part in (choose_poll, hands_and_stickers, papers, correction, pause,
                                         hidden_then_closed, projector, minutes, the_same_by_command)])
            return failed

        bad = 0
        if sys.argv[1:] != ["window"]:
            bad += driver.alone(at_the_screen)
            number += 10
        bad += driver.alone(in_the_window)
        number += 9
        failed += bad
    print(f"1..{number}")
    sys.exit(1 if failed else 0)


main()
