#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The register of projects in the real window, by keys and pointer: found by key and menu, filtered, a
list of the city taken in and brought up to date, a project seen on the map and in its card, linked with an
idea from both sides and off again, a project corrected, put elsewhere, written down by hand and removed, its
development, and a project named while an idea is written."""
import pathlib
import re
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import driver  # noqa: E402
import lint  # noqa: E402
from driver import ask, picture, wait_for  # noqa: E402


def links(path):
    return ask(path, "SELECT idea.source_key, project.number FROM project_link JOIN idea ON "
                     "idea.id = project_link.idea JOIN project ON project.id = project_link.project "
                     "ORDER BY 2, 1")


def open_project(desk, number):
    """By the search of the list."""
    desk.click_on("Projekte suchen")
    desk.key("ctrl+a", "BackSpace")
    desk.find("120 Projekte")
    desk.type(number)
    desk.find("1 von 120 Projekten")
    desk.click_on(re.compile("^%s  " % number), "label", within=desk.find("Projekte", "list"))
    desk.find("Projekt " + number, "label")


def test_key(desk, path):
    desk.key("ctrl+j")
    desk.find("120 Projekte")
    desk.find("N-001  Spielpunkte am Nordmarkt", "label")
    # That they were made up stands with each.
    assert desk.look(re.compile("· Beispiel$"), "label")
    desk.key("ctrl+j")
    desk.find("100 Ideen")
    desk.key("ctrl+j")
    desk.find("120 Projekte")
    picture(desk, "register-list")
    faults = lint.faults(desk, "register")
    assert not faults, "\n".join(faults)


def test_filter(desk, path):
    desk.choose(desk.find("Stand", "combo box"), "Eingestellt")
    desk.find("8 von 120 Projekten")
    desk.choose(desk.all("Bezirk", "combo box")[-1], "Eving")
    assert wait_for("a narrower list", lambda: desk.look(re.compile("^[1-3] von 120 Projekten$")))
    desk.click_on("Projekte suchen")
    desk.type("gibt es nicht")
    desk.find("Kein Projekt passt zum Filter.")
    desk.press("Alle Projekte zeigen", "push button")
    desk.find("120 Projekte")


def test_card(desk, path):
    open_project(desk, "N-104")
    desk.find("Lernort Kokerei Hansa", "label")
    desk.find("Beispiel", "label")
    desk.find("320.000\u00a0€", "label")
    # The idea that the city made this project of.
    desk.find("Kokerei Hansa: Schule im Denkmal", "label")
    picture(desk, "register-card")


def test_both_ways(desk, path):
    before = links(path)
    assert ("B-048", "N-104") in before
    desk.press("Zu dieser Idee", "push button")
    desk.find("Titel", "text")
    desk.find("Gehört zu Projekten")
    desk.press("Mit Projekt verknüpfen", "push button")
    desk.toplevel("Mit Projekt verknüpfen")
    desk.type("N-061")
    picture(desk, "register-link")
    desk.key("Return")
    wait_for("the link", lambda: ("B-048", "N-061") in links(path))
    desk.toplevel("Mit Projekt verknüpfen", there=False)
    # Both stand there, by number; the other side says the same.
    row = desk.find(re.compile("^N-061  "), "label")
    assert row and desk.look(re.compile("^N-104  "), "label")
    picture(desk, "register-idea")
    desk.press("Zu diesem Projekt", "push button")
    desk.find("Projekt N-061", "label")
    # Both cards are filled by now: one lies behind the other.
    faults = lint.faults(desk, "cards")
    assert not faults, "\n".join(faults)
    desk.find("Kokerei Hansa: Schule im Denkmal", "label")
    desk.press("Rückgängig", "push button")
    wait_for("the links before", lambda: links(path) == before)


def test_off(desk, path):
    before = links(path)
    open_project(desk, "N-104")
    desk.press("Diese Idee lösen", "push button")
    wait_for("one link less", lambda: len(links(path)) == len(before) - 1)
    desk.find("Noch keine.")
    desk.key("ctrl+z")
    wait_for("the links before", lambda: links(path) == before)


def project(path, number, *fields):
    """What the file holds of it, None where it has no such project; a shape as whether it is there."""
    rows = ask(path, "SELECT %s FROM project WHERE number = '%s'" % (
        ", ".join("shape IS NOT NULL" if field == "shape" else field for field in fields), number))
    return rows[0] if rows else None


def refill(desk, steps, text):
    """The field of the form so many Tabs on, or back, with other text."""
    desk.key(*["Tab" if steps > 0 else "shift+Tab"] * abs(steps))
    desk.key("ctrl+a", "BackSpace")
    desk.type(text)


def test_corrected(desk, path):
    """What cannot be so is told by the name of its field and stored nowhere; what is good is one step."""
    fields = ("title", "state", "started_on", "ended_on", "cost", "category", "body", "shape", "sample")
    before = project(path, "N-104", *fields)
    open_project(desk, "N-104")
    desk.press("Dieses Projekt berichtigen (F2)", "push button")
    desk.toplevel("Projekt berichtigen")
    picture(desk, "register-form")
    faults = lint.faults(desk, "form")
    assert not faults, "\n".join(faults)
    desk.key("ctrl+a", "BackSpace")
    desk.type("Lernort & <b>Hansa</b>")
    refill(desk, 9, "wann")
    desk.key("ctrl+Return")
    desk.find(re.compile("^Begonnen: „wann“ ist kein Datum; .*18.03.2024"))
    picture(desk, "register-form-wrong")
    # The field is in view, though it lay below the edge.
    form = desk.extents(desk.toplevel("Projekt berichtigen"))
    field = desk.extents(desk.find("Begonnen", "text"))
    assert field[1] + field[3] <= form[1] + form[3], (field, form)
    # It has the focus, and what is wrong is gone with the next key.
    desk.key("ctrl+a", "BackSpace")
    desk.type("03/2024")
    desk.gone(re.compile("^Begonnen: "))
    refill(desk, -10, "n-001")
    desk.key("Return")
    desk.find("Nummer: „Spielpunkte am Nordmarkt“ hat diese Nummer schon; nehmen Sie eine andere")
    assert project(path, "N-104", *fields) == before
    desk.key("ctrl+a", "BackSpace")
    desk.type("N-104")
    desk.key("Return")
    desk.toplevel("Projekt berichtigen", there=False)
    wait_for("what was corrected", lambda: project(path, "N-104", *fields) ==
             ("Lernort & <b>Hansa</b>", before[1], "2024-03") + before[3:])
    desk.find("Lernort & <b>Hansa</b>", "label")
    desk.click_on(desk.all("Verlauf", "label")[-1])
    desk.find(re.compile("Zeiten geändert, Titel geändert · an diesem Rechner$"), "label")
    picture(desk, "register-corrected")
    desk.press("Rückgängig", "push button")
    wait_for("the project before", lambda: project(path, "N-104", *fields) == before)


def test_left_alone(desk, path):
    """By keys from the list; closed with Escape, nothing is stored, and without a change neither."""
    count = ask(path, "SELECT count(*) FROM change")
    open_project(desk, "N-104")
    desk.key("F2")
    desk.toplevel("Projekt berichtigen")
    desk.type("x")
    desk.key("Escape")
    desk.toplevel("Projekt berichtigen", there=False)
    desk.key("F2")
    desk.toplevel("Projekt berichtigen")
    desk.key("Return")
    desk.toplevel("Projekt berichtigen", there=False)
    assert ask(path, "SELECT count(*) FROM change") == count


def test_by_hand(desk, path):
    """Written down with the keyboard, put on the map, taken off it, and gone with its links; undone."""
    desk.click_on("Projekte suchen")
    desk.key("ctrl+a", "BackSpace")
    desk.press("Projekt hinzufügen", "push button")
    form = desk.toplevel("Neues Projekt")
    desk.key("Return")
    desk.find("Nummer: Ein Projekt braucht eine Nummer, an der eine spätere Liste es erkennt")
    desk.type("H-7")
    desk.key("Return")
    desk.find("Titel: Ein Projekt braucht einen Titel oder einen Text")
    desk.type("Steg am Hafen")
    desk.choose(desk.find("Stand", "combo box", within=form), "Begonnen")
    refill(desk, 2, "2024")
    picture(desk, "register-new")
    desk.key("Return")
    desk.toplevel("Neues Projekt", there=False)
    desk.find("Projekt H-7", "label")
    desk.find("121 Projekte")
    assert project(path, "H-7", "title", "state", "started_on", "district", "shape", "source") == \
        ("Steg am Hafen", "started", "2024", None, 0, None)
    # A place, and by it the district.
    desk.click_on("Ort ändern", "push button")
    desk.key("Return")
    x, y, width, height = desk.extents(desk.find("Karte", "image"))
    time.sleep(0.5)
    desk.click(x + width // 2, y + height // 2)
    wait_for("a place", lambda: project(path, "H-7", "shape") == (1,))
    assert project(path, "H-7", "district")[0]
    picture(desk, "register-placed")
    desk.key("ctrl+z")
    wait_for("no place", lambda: project(path, "H-7", "shape", "district") == (0, None))
    desk.key("ctrl+z")
    desk.find("120 Projekte")
    assert project(path, "H-7", "title") is None


def test_removed(desk, path):
    before = links(path)
    assert ("B-048", "N-104") in before
    open_project(desk, "N-104")
    desk.press("Projekt entfernen", "push button")
    wait_for("no such project", lambda: project(path, "N-104", "title") is None)
    assert links(path) == [link for link in before if link[1] != "N-104"]
    picture(desk, "register-removed")
    desk.press("Rückgängig", "push button")
    wait_for("the project and its links", lambda: links(path) == before)


def test_development(desk, path):
    desk.click_on("Projekte suchen")
    desk.key("ctrl+a", "BackSpace")
    desk.find("120 Projekte")
    desk.press("Entwicklung über die Jahre", "push button")
    desk.toplevel("Entwicklung des Registers")
    # The table says what the bars show: it adds up to the register.
    desk.find("Zusammen", "label")
    desk.find("120", "label")
    picture(desk, "register-trend")
    desk.press("Nach Quartalen")
    desk.find("2019 Q1", "label")
    desk.key("Escape")
    desk.toplevel("Entwicklung des Registers", there=False)


def test_list_comes_in(desk, path, folder):
    table = folder / "Stand <2027> & mehr.csv"
    table.write_text("Nr;Projekt;Status;Ende\nN-104;;abgeschlossen;31.12.2026\nX-1;Neu & <b>fett</b>;geplant;\n"
                     "X-2;Kaputt;vielleicht;\n", encoding="utf-8")
    x, y, width, height = desk.extents(desk.find("Projekte", "list"))
    assert desk.drop_files([table], x + width // 2, y + height // 2) == "dropped"
    desk.toplevel("Projekte importieren")
    desk.find("1 neues Projekt, 1 mit neuem Stand")
    desk.find("1 Zeile abgelehnt")
    picture(desk, "register-import")
    desk.press("Importieren", "push button")
    wait_for("the new state", lambda: ask(path, "SELECT state, ended_on, title FROM project WHERE "
                                          "number = 'N-104'") ==
             [("finished", "2026-12-31", "Lernort Kokerei Hansa")])
    desk.find("121 Projekte")
    desk.press("Rückgängig", "push button")
    wait_for("the state before", lambda: ask(path, "SELECT count(*) FROM project WHERE number = 'X-1' OR "
                                             "(number = 'N-104' AND state = 'finished')") == [(0,)])
    desk.find("120 Projekte")


def test_on_the_map(desk, path):
    desk.press("Ebenen und Bezirke (E)")
    switch = desk.find("Projekte auf der Karte", active=True)
    desk.press(switch)
    desk.find("Eigene Ebenen")
    desk.key("Escape")
    picture(desk, "register-map")


def test_named_while_writing(desk, path):
    desk.key("ctrl+j")
    desk.find("100 Ideen")
    desk.press("Eine Idee ohne Ort schreiben", "push button")
    desk.find("Titel", "text")
    desk.type("Rastplatz mit Bank am Radweg")
    desk.find("Gibt es dazu ein Projekt?", "label")
    desk.find(re.compile("N-072 Rastplatz am Radweg"), "label")
    picture(desk, "register-writing")
    desk.press("Verknüpfen", "push button")
    wait_for("the idea and its link", lambda: ask(
        path, "SELECT count(*) FROM project_link JOIN idea ON idea.id = project_link.idea JOIN project ON "
        "project.id = project_link.project WHERE idea.title = 'Rastplatz mit Bank am Radweg' AND "
        "project.number = 'N-072'") == [(1,)])
    # One step of undo takes both away.
    desk.press("Rückgängig", "push button")
    wait_for("neither idea nor link", lambda: ask(
        path, "SELECT (SELECT count(*) FROM idea WHERE title = 'Rastplatz mit Bank am Radweg') + "
        "(SELECT count(*) FROM project_link JOIN project ON project.id = project_link.project WHERE "
        "project.number = 'N-072')") == [(0,)])


TESTS = [test_key, test_filter, test_card, test_both_ways, test_off, test_corrected, test_left_alone, test_by_hand, test_removed,
         test_development, test_list_comes_in,
         test_on_the_map, test_named_while_writing]


def main():
    if driver.cannot():
        return 0
    with tempfile.TemporaryDirectory(prefix="nord-register-") as folder, \
            desks.Desk(args=["--sample"], size=driver.size(), dark=driver.dark()) as desk:
        desk.find("100 Ideen", timeout=20)
        return driver.play(desk, TESTS, driver.sample(desk), pathlib.Path(folder), stop=True)


if __name__ == "__main__":
    sys.exit(main())
