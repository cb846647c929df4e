#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Weighing in the real window: a poll on groups and one on ideas, dots with a cap, ballots by every
channel with the number of people, one void and brought back, the result hidden until the poll is
closed, people and dots counted apart; all of it undone and done again, and there after a new start."""
import contextlib
import json
import pathlib
import re
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import driver  # noqa: E402
from driver import ask, wait_for  # noqa: E402
import lint  # noqa: E402

GROUPS = ["Nordmarkt: Spielplatz, Weg", "Zeche Minister Stein: Eving, Straße",
          "Stollenpark: Bornstraße, Grünphase", "Borsigplatz: Platz",
          "Haus Schulte-Witten: Dorstfeld", "Dietrich-Keuning-Haus"]
# Given by, people it stands for, dots on the first, the second and the third group.
BALLOTS = [("Touch", 1, (2, 1, 0)), ("Handzeichen", 10, (12, 8, 4)),
           ("Klebepunkte", 4, (8, 4, 0)), ("Papier", 1, (0, 1, 2))]


def no_faults(desk, where):
    found = lint.faults(desk, where)
    assert not found, "\n".join(found)


def set_number(desk, name, number, within):
    desk.find(name, "spin button", within=within).queryValue().currentValue = number


def new_poll(desk, title, about, dots, cap):
    desk.press("Neue Abstimmung …", "push button")
    dialog = desk.toplevel("Neue Abstimmung")
    desk.find("Was gefragt wird", "text", within=dialog).queryEditableText().setTextContents(title)
    desk.choose(desk.find("Abgestimmt wird über", "combo box", within=dialog), about)
    set_number(desk, "Punkte pro Person", dots, dialog)
    set_number(desk, "Davon höchstens auf einen Vorschlag", cap, dialog)
    return dialog


def poll_row(path, title):
    return ask(path, "SELECT id, state, dots, cap, options FROM poll WHERE title = '%s'" % title)


def test_poll_over_groups(desk, path):
    dialog = new_poll(desk, "Was zuerst?", "Gruppen", 3, 2)
    desk.press("Anlegen", "push button", within=dialog)
    wait_for("the poll", lambda: poll_row(path, "Was zuerst?"))
    desk.find("3 Punkte pro Person, höchstens 2 auf einen Vorschlag", "label")
    _, state, dots, cap, options = poll_row(path, "Was zuerst?")[0]
    assert (state, dots, cap) == ("draft", 3, 2), (state, dots, cap)
    assert [o["label"] for o in json.loads(options)] == GROUPS
    desk.press("Öffnen", "push button")
    desk.find("Was die Vorschläge haben, bleibt verborgen, bis die Abstimmung geschlossen ist.")
    # The step back is one step, not the whole poll.
    desk.focus()
    desk.key("ctrl+z")
    wait_for("the draft", lambda: poll_row(path, "Was zuerst?")[0][1] == "draft")
    desk.key("ctrl+shift+z")
    wait_for("the open poll", lambda: poll_row(path, "Was zuerst?")[0][1] == "open")


def ballots(path, title="Was zuerst?"):
    return ask(path, "SELECT channel, people, marks, voided FROM ballot WHERE poll IN "
                     "(SELECT id FROM poll WHERE title = '%s') ORDER BY fid" % title)


def enter_paper(desk, dots):
    desk.press("Stimmzettel erfassen …", "push button")
    dialog = desk.toplevel("Stimmzettel erfassen")
    for group, count in zip(GROUPS, dots):
        set_number(desk, group, count, dialog)
    desk.find(re.compile("^Zweite Erfassung von Bogen 1"), "label", within=dialog)
    desk.press("Erfassen", "push button", within=dialog)
    desk.toplevel("Stimmzettel erfassen", there=False)


def urn(path, title="Was zuerst?"):
    """Secret ballots, which are in no list and no log before the poll is closed."""
    return ask(path, "SELECT count(*) FROM local_urn WHERE poll IN "
                     "(SELECT id FROM poll WHERE title = '%s')" % title)[0][0]


def test_ballots_by_channel(desk, path):
    desk.press("Stimmzettel erfassen …", "push button")
    dialog = desk.toplevel("Stimmzettel erfassen")
    take = desk.find("Erfassen", "push button", within=dialog)
    no_faults(desk, "ballot")
    for number, (channel, people, dots) in enumerate(BALLOTS, 1):
        row = desk.find("Abgegeben durch", "combo box", within=dialog)
        if desk.look(channel, "label", within=row) is None:
            desk.choose(row, channel)
            desk.find(channel, "label", within=row)
        if channel == "Touch":
            # At the screen everybody votes for themselves.
            assert desk.look("Steht für so viele Personen", "spin button", within=dialog) is None
        else:
            set_number(desk, "Steht für so viele Personen", people, dialog)
        for group, count in zip(GROUPS, dots):
            set_number(desk, group, count, dialog)
        last = number == len(BALLOTS)
        desk.press(take if last else desk.find("Erfassen, nächster", "push button", within=dialog))
        wait_for("ballot %d" % number, lambda: len(ballots(path)) + urn(path) == number)
    desk.toplevel("Stimmzettel erfassen", there=False)
    # The paper waits for its second entry, which must not see the first.
    desk.find("3 Stimmzettel für 15 Personen", "label")
    desk.find("Einmal erfasst: zählt noch nicht", "label")
    enter_paper(desk, (0, 2, 1))
    desk.find("Zwei Erfassungen unterscheiden sich: zählt noch nicht", "label")
    desk.find("3 Stimmzettel für 15 Personen", "label")
    desk.press("Die beiden Erfassungen klären", "push button")
    dialog = desk.toplevel("Bogen 1 klären")
    no_faults(desk, "paper")
    for group, choice in ((GROUPS[1], "Erste Erfassung: 1 Punkt"), (GROUPS[2], "Erste Erfassung: 2 Punkte")):
        desk.choose(desk.find(group, "combo box", within=dialog), choice)
    desk.press("Klären", "push button", within=dialog)
    desk.toplevel("Bogen 1 klären", there=False)
    desk.find("4 Stimmzettel für 16 Personen", "label")
    assert [json.loads(marks) for c, _, marks, _ in ballots(path) if c == "paper"] == [
        dict(zip([o["id"] for o in json.loads(poll_row(path, "Was zuerst?")[0][4])][1:3], (1, 2)))]
    assert {(c, n) for c, n, _, _ in ballots(path)} == {
        ("hands", 10), ("stickers", 4), ("paper", 1)}, ballots(path)
    assert urn(path) == 1
    desk.find("1 geheimer Stimmzettel liegt in der Urne, bis die Abstimmung geschlossen ist.", "label")


def test_cap(desk, path):
    """More dots than the person has, or on one option than the cap allows, is no ballot."""
    import pyatspi
    desk.press("Stimmzettel erfassen …", "push button")
    dialog = desk.toplevel("Stimmzettel erfassen")
    row = desk.find("Abgegeben durch", "combo box", within=dialog)
    if desk.look("Touch", "label", within=row) is None:
        desk.choose(row, "Touch")
        desk.find("Touch", "label", within=row)
    take = desk.find("Erfassen", "push button", within=dialog)

    def can_take():
        return take.getState().contains(pyatspi.STATE_SENSITIVE)

    set_number(desk, GROUPS[0], 2, dialog)
    wait_for("a good ballot", can_take)
    for marks in ((3, 0), (2, 2)):
        for group, count in zip(GROUPS, marks):
            set_number(desk, group, count, dialog)
        desk_says = wait_for("a refusal or a limit", lambda: not can_take() or
                             desk.find(GROUPS[0], "spin button", within=dialog)
                             .queryValue().currentValue <= 2)
        assert desk_says
        if can_take():
            # The field itself did not take more than the cap.
            assert marks == (3, 0)
    assert not can_take(), "four dots of three were taken"
    desk.press("Schließen", "push button", within=dialog)
    desk.toplevel("Stimmzettel erfassen", there=False)
    assert len(ballots(path)) + urn(path) == 4


def test_hidden_until_closed(desk, path):
    for number in ("22 Punkte", "14 Punkte"):
        assert desk.look(number) is None
    for node in desk.walk():
        assert "Platz 1" not in (node.name or "")
    assert desk.look("Als Tabelle") is None


def voided(path):
    """Why which channel's ballot does not count; their order is left to chance."""
    return {channel: why for channel, _, _, why in ballots(path) if why is not None}


def test_void(desk, path):
    assert len(desk.all("Diesen Stimmzettel ungültig machen", active=True)) == 3
    row = desk.find(re.compile(r"^\d\. Papier$"), "list item")
    desk.press("Diesen Stimmzettel ungültig machen", "push button", within=row)
    dialog = desk.toplevel("Stimmzettel ungültig machen?")
    desk.find("Grund", "text", within=dialog).queryEditableText().setTextContents("Doppelt gezählt")
    time.sleep(0.2)
    desk.press("Ungültig machen", "push button", within=dialog)
    wait_for("the void ballot", lambda: voided(path) == {"paper": "Doppelt gezählt"})
    desk.find("Ungültig: Doppelt gezählt")
    desk.find("3 Stimmzettel für 15 Personen", "label")
    desk.focus()
    desk.key("ctrl+z")
    wait_for("it counts again", lambda: not voided(path))
    desk.find("4 Stimmzettel für 16 Personen", "label")
    desk.key("ctrl+shift+z")
    wait_for("it is void again", lambda: voided(path) == {"paper": "Doppelt gezählt"})


def on_the_projector(desk):
    """Page by page, by what clickers send; all of it is text as well."""
    desk.press("Auf dem Projektor zeigen", "push button")
    screen = desk.toplevel("Ergebnis auf dem Projektor")
    desk.find("15 Personen", "label", within=screen)
    desk.key("Next")
    desk.find("1. " + GROUPS[0], "label", within=screen)
    desk.find("22", "label", within=screen)
    desk.find("1. %s: 22" % GROUPS[0], within=screen)
    desk.key("Prior")
    desk.find("Handzeichen: 10 Personen", "label", within=screen)
    desk.key("Escape")
    desk.toplevel("Ergebnis auf dem Projektor", there=False)


def notes_on_the_projector(desk):
    """What does not count stands behind the numbers, with the reason."""
    desk.press("Auf dem Projektor zeigen", "push button")
    screen = desk.toplevel("Ergebnis auf dem Projektor")
    desk.key("End")
    desk.find("So wurde gezählt", "label", within=screen)
    desk.find("1 Stimmzettel wurde für ungültig erklärt.", "label", within=screen)
    driver.picture(desk, "projector-notes")
    desk.key("Escape")
    desk.toplevel("Ergebnis auf dem Projektor", there=False)


def test_record(desk, path):
    """All that the projector tells is in the page for the minutes."""
    notes_on_the_projector(desk)
    desk.click_on("Menü der Abstimmung", "push button")
    desk.find("Für das Protokoll sichern …", "menu item")
    driver.picture(desk, "poll-menu")
    desk.press("Für das Protokoll sichern …", "menu item")
    dialog = desk.toplevel("Für das Protokoll sichern")
    target = desk.home / "protokoll.html"
    name = wait_for("the field for a name", lambda: [
        n for n in desk.all(role="text", within=dialog) if desk.text(n) == "Abstimmung.html"])[0]
    name.queryEditableText().setTextContents(str(target))
    desk.press("Sichern", "push button", within=dialog)
    page = wait_for("the page", lambda: target.exists() and target.read_text(encoding="utf-8"))
    for words in ("<h1>Was zuerst?</h1>", "15 Personen gaben 39 Punkte", "<caption>Ergebnis</caption>",
                  "<td>%s</td>" % GROUPS[0], "Handzeichen: 10 Personen", "Papier: Doppelt gezählt",
                  "1 Stimmzettel wurde für ungültig erklärt.", "6 Punkte blieben übrig.",
                  '<html lang="de">'):
        assert words in page, (words, page)
    assert "<script" not in page and "http" not in page


def close_poll(desk):
    desk.press("Schließen …", "push button")
    dialog = desk.toplevel("Abstimmung schließen?")
    desk.press("Schließen und zeigen", "push button", within=dialog)


def test_close(desk, path):
    close_poll(desk)
    wait_for("the closed poll", lambda: poll_row(path, "Was zuerst?")[0][1] == "closed")
    assert urn(path) == 0 and len(ballots(path)) == 4
    # 1 + 10 + 4 people; 2 + 12 + 8 dots on the first, 1 + 8 + 4 on the second, 4 on the third.
    desk.find("15 Personen gaben 39 Punkte", "label")
    desk.find("6 Punkte blieben übrig.\n1 Stimmzettel wurde für ungültig erklärt.", "label")
    no_faults(desk, "result")
    desk.press("Als Tabelle", "push button")
    rows = table(desk)
    # Dots are exact; of a show of hands only the least and the most people are known.
    assert rows[GROUPS[0]][0] == "22" and rows[GROUPS[1]][0] == "13" and rows[GROUPS[2]][0] == "4", rows
    assert rows[GROUPS[3]][0] == "0", rows
    assert rows["Alle Punkte"][0] == "39" and rows["Alle Personen"][0] == "15", rows
    assert rows[GROUPS[0]][-4:] == ["2", "12", "8", "0"], rows
    on_the_projector(desk)
    # Closing is undone as everything is.
    desk.focus()
    desk.key("ctrl+z")
    wait_for("the open poll", lambda: poll_row(path, "Was zuerst?")[0][1] == "open")
    # GTK 4.8 goes on telling of what a stack has turned away from; what came instead is told, too.
    desk.find("Was die Vorschläge haben, bleibt verborgen, bis die Abstimmung geschlossen ist.")
    desk.key("ctrl+shift+z")
    wait_for("the closed poll", lambda: poll_row(path, "Was zuerst?")[0][1] == "closed")


def table(desk):
    """The rows of the table by their word: the cells after it."""
    words = GROUPS + ["Alle Punkte", "Alle Personen", "Davon enthalten"]
    rows, current = {}, None
    start = desk.find("Als Tabelle")
    cells = [node.name for node in desk.walk(start.parent) if node.getRoleName() == "label"]
    cells = cells[len(cells) - 1 - cells[::-1].index("Vorschlag"):]
    for cell in cells:
        if cell in words:
            current = rows.setdefault(cell, [])
        elif current is not None and not cell.endswith("."):
            current.append(cell)
    return rows


def test_poll_over_ideas(desk, path):
    dialog = new_poll(desk, "Welche Idee?", "Ideen", 2, 1)
    chosen = ["Trinkbrunnen am Nordmarkt", "Rutsche ist kaputt"]
    for title in chosen:
        # The list shows what is in view: the search brings it there.
        search = desk.find("Vorschläge durchsuchen", "entry", within=dialog)
        search.queryEditableText().setTextContents(title)
        # The switch for codes is a check box, too, where GTK has no other word for it.
        wait_for("the search", lambda: len(desk.all(role="check box", within=dialog)) ==
                 1 + len(desk.all("Codes am Bildschirm", "check box", within=dialog))
                 and desk.look(title, "check box", within=dialog))
        desk.click_on(title, "check box", within=dialog)
    desk.find("2 Vorschläge gewählt", within=dialog)
    desk.press("Anlegen", "push button", within=dialog)
    row = wait_for("the poll", lambda: poll_row(path, "Welche Idee?"))[0]
    assert sorted(o["label"] for o in json.loads(row[4])) == sorted(chosen)
    desk.press("Öffnen", "push button")
    desk.press("Stimmzettel erfassen …", "push button")
    dialog = desk.toplevel("Stimmzettel erfassen")
    desk.choose(desk.find("Abgegeben durch", "combo box", within=dialog), "Handzeichen")
    for title in chosen:
        set_number(desk, title, 1, dialog)
    desk.press("Erfassen", "push button", within=dialog)
    wait_for("the ballot", lambda: len(ballots(path, "Welche Idee?")) == 1)
    desk.toplevel("Stimmzettel erfassen", there=False)
    close_poll(desk)
    wait_for("the closed poll", lambda: poll_row(path, "Welche Idee?")[0][1] == "closed")
    desk.find(re.compile("^1 Person gab 2 Punkte"), "label")


def test_still_there(desk, path):
    assert desk.quit() == 0
    desk.start([path])
    desk.click_on("Gewichten", "page tab")
    desk.find("Was zuerst?", "list item")
    assert len(ballots(path)) == 4
    assert desk.quit() == 0
    check = subprocess.run([str(desks.BUILD / "src/cli/nordwaerts-cli"), "check", str(path)],
                           capture_output=True, text=True)
    assert check.returncode == 0, check.stdout + check.stderr
    words = [line for line in desk.log.read_text(errors="replace").splitlines()
             if "WARNING" in line or "CRITICAL" in line]
    assert not words, words


def test_templates(desk, path):
    """A template fills in how a poll is held, also twice; own ones are there for the next."""
    desk.press("Neue Abstimmung …", "push button")
    dialog = desk.toplevel("Neue Abstimmung")
    desk.choose(desk.find("Vorlage", "combo box", within=dialog), "Vorher und nachher")
    desk.find("Was gefragt wird", "text", within=dialog).queryEditableText().setTextContents("Was zählt?")
    desk.choose(desk.find("Abgestimmt wird über", "combo box", within=dialog), "Gruppen")
    desk.press("Anlegen", "push button", within=dialog)
    rows = wait_for("both polls", lambda: ask(path, "SELECT id, earlier, dots, title FROM poll WHERE "
                                                    "title LIKE 'Was zählt?%' ORDER BY fid") or None)
    assert len(rows) == 2 and rows[1][1] == rows[0][0] and rows[0][2] == rows[1][2] == 5, rows
    desk.toplevel("Neue Abstimmung", there=False)


def own_templates(path):
    rows = ask(path, "SELECT value FROM local_setting WHERE key = 'poll.templates'")
    return json.loads(rows[0][0]) if rows and rows[0][0] else []


def test_own_templates(desk, path):
    """Kept, renamed, changed, deleted; each step is undone, and the poll made by one stays."""
    desk.click_on("Was zuerst?", "list item")
    desk.click_on("Menü der Abstimmung", "push button")
    desk.press("Als _Vorlage behalten".replace("_", ""), "menu item")
    wait_for("the template", lambda: [t["name"] for t in own_templates(path)] == ["Was zuerst?"])
    desk.press("Neue Abstimmung …", "push button")
    dialog = desk.toplevel("Neue Abstimmung")
    desk.press("Eigene Vorlagen ändern", "push button", within=dialog)
    shelf = desk.toplevel("Vorlagen für Abstimmungen")
    desk.find("Vorlage „Was zuerst?“ löschen", "push button", within=shelf)
    no_faults(desk, "templates")
    desk.click_on("Was zuerst?", "label", within=shelf)
    spin = desk.find("Punkte pro Person", "spin button", within=shelf)
    driver.picture(desk, "templates")
    spin.queryValue().currentValue = 4
    wait_for("four dots", lambda: own_templates(path)[0]["dots"] == 4)
    desk.press("Vorlage „Was zuerst?“ löschen", "push button", within=shelf)
    wait_for("it is gone", lambda: own_templates(path) == [])
    desk.find("Keine eigenen Vorlagen", within=shelf)
    desk.key("ctrl+z")
    wait_for("it is back", lambda: [t["dots"] for t in own_templates(path)] == [4])
    desk.press("Rückgängig", "push button", within=shelf)
    wait_for("three dots", lambda: [t["dots"] for t in own_templates(path)] == [3])
    # The first takes away the message that something was undone, where it still stands.
    def closed():
        desk.key("Escape")
        with contextlib.suppress(LookupError):
            desk.toplevel("Vorlagen für Abstimmungen", there=False, timeout=1)
            return True
        return False

    wait_for("the window of templates to close", closed)
    desk.choose(desk.find("Vorlage", "combo box", within=dialog), "Was zuerst?")
    desk.press("Abbrechen", "push button", within=dialog)
    desk.toplevel("Neue Abstimmung", there=False)
    desk.focus()


TESTS = [test_poll_over_groups, test_ballots_by_channel, test_cap, test_hidden_until_closed,
         test_void, test_close, test_record, test_poll_over_ideas, test_templates, test_own_templates,
         test_still_there]


def main():
    if driver.cannot():
        return 0
    with desks.Desk(args=["--sample"]) as desk:
        desk.find("100 Ideen", timeout=30)
        path = driver.sample(desk)
        desk.click_on("Ordnen", "page tab")
        # Six groups are enough to vote on.
        desk.choose(desk.find("Was Ideen zusammenbringt", "combo box"), "Nah beieinander, nach Abstand")
        desk.find("6 Vorschläge für 33 von 94 Ideen")
        desk.press("Alle übernehmen", "push button")
        wait_for("the groups", lambda: ask(path, "SELECT count(*) FROM cluster") == [(6,)])
        desk.click_on("Gewichten", "page tab")
        return driver.play(desk, TESTS, path)


if __name__ == "__main__":
    sys.exit(main())
