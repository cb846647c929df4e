#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The shell of the program as a person meets it: start, workshops, windows, keys, names for
assistive technology, and the ways out where a file does not open."""
import contextlib
import fcntl
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks
import lint
from desk import Desk

ODD = "Fisch & Brot <b>am</b> <a href=\"x\">Hafen</a>"
SAVED = re.compile(r"^Gespeichert \d\d:\d\d:\d\d$")
count = failed = 0


def case(function):
    """Runs in a process of its own, because the accessibility library knows one bus a process."""
    global count, failed
    count += 1
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        status = 0
        try:
            function()
        except BaseException:
            status = 1
            for line in traceback.format_exc().splitlines():
                print("# " + line)
        sys.stdout.flush()
        os._exit(status)
    bad = os.waitpid(child, 0)[1] != 0
    failed += bad
    print("%s %d - %s" % ("not ok" if bad else "ok", count, function.__doc__), flush=True)


def settle(condition, timeout=8):
    end = time.monotonic() + timeout * desks.patience()
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("it did not come true in time")
        time.sleep(0.1)


def quiet(desk):
    """The program has not complained while it ran."""
    words = [line for line in desk.log.read_text(errors="replace").splitlines()
             if "WARNING" in line or "CRITICAL" in line or "ERROR" in line]
    assert not words, "\n".join(words)


def workshops(desk):
    return sorted((desk.home / "data/nordwaerts/workshops").glob("*.gpkg"))


def make_workshop(desk, title):
    desk.key("ctrl+n")
    desk.toplevel("Neue Werkstatt")
    time.sleep(0.3)
    desk.type(title)
    desk.key("Return")
    desk.find(SAVED)


def no_faults(desk, where):
    found = lint.faults(desk, where)
    assert not found, "\n".join(found)


def first_start():
    """the first start offers three ways, and every screen has names for what takes the focus"""
    with Desk() as desk:
        desk.focus()
        for name in ("Neue Werkstatt …", "Beispiel öffnen", "Datei öffnen …"):
            desk.find(name, "push button")
        no_faults(desk, "library")
        for keys, title in (("ctrl+n", "Neue Werkstatt"), ("ctrl+comma", "Einstellungen"),
                            ("F1", "Hilfe")):
            desk.key(keys)
            desk.toplevel(title)
            no_faults(desk, title)
            desk.key("Escape")
            desk.toplevel(title, there=False)
        desk.key("ctrl+question")
        desk.find("Zurück zur Liste der Werkstätten")
        desk.key("Escape")
        assert desk.quit() == 0
        quiet(desk)


def life_of_a_workshop():
    """a workshop is made, found, renamed, duplicated, deleted and brought back"""
    with Desk() as desk:
        desk.focus()
        make_workshop(desk, "Nordmarkt")
        assert [p.name for p in workshops(desk)] == ["Nordmarkt.gpkg"]
        no_faults(desk, "workshop")
        desk.key("alt+Left")
        row = desk.find(re.compile("^Nordmarkt, 0\u00a0Ideen"), "list item")
        # The file changes once more when it is closed, and its row with it.
        time.sleep(1.5)
        # Rename, with what would be markup.
        desk.press("Menü zu Nordmarkt", "push button")
        desk.press("Umbenennen …")
        desk.toplevel("Angaben zur Werkstatt")
        time.sleep(0.3)
        desk.key("ctrl+a")
        desk.type(ODD)
        desk.key("Return")
        row = desk.find(re.compile("^" + re.escape(ODD)), "list item")
        assert desk.find(ODD, "label", within=row)
        no_faults(desk, "list")
        time.sleep(1.5)
        # Duplicate.
        desk.press("Menü zu " + ODD)
        desk.press("Duplizieren")
        copy = desk.find(re.compile("^" + re.escape(ODD + " (Kopie)")), "list item")
        settle(lambda: len(workshops(desk)) == 2)
        scopes = {scope_of(path) for path in workshops(desk)}
        assert len(scopes) == 2, "the copy would flow into the original at the server"
        time.sleep(1.5)
        # Delete the copy and bring it back.
        desk.press("Menü zu " + ODD + " (Kopie)")
        desk.press("Löschen")
        settle(lambda: len(workshops(desk)) == 1)
        settle(lambda: desk.look(re.compile("^" + re.escape(ODD + " (Kopie)")), "list item") is None)
        desk.press("Rückgängig")
        settle(lambda: len(workshops(desk)) == 2)
        desk.find(re.compile("^" + re.escape(ODD + " (Kopie)")), "list item")
        # Search.
        desk.key("ctrl+f")
        time.sleep(0.3)
        desk.type("kopie")
        settle(lambda: desk.look(re.compile("^" + re.escape(ODD) + ", "), "list item") is None)
        desk.find(re.compile("^" + re.escape(ODD + " (Kopie)")), "list item")
        desk.type("xyz")
        desk.find("Nichts gefunden", "label")
        assert desk.quit() == 0
        quiet(desk)


def scope_of(path):
    connection = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
    try:
        return connection.execute("SELECT scope FROM workshop").fetchone()[0]
    finally:
        connection.close()


def window_is_remembered():
    """the window comes back in its size, with the workshop that was open"""
    with Desk(size=(1000, 640)) as desk:
        desk.focus()
        make_workshop(desk, "Eving")
        size = area(desk)
        desk.resize(820, 560)
        assert desk.quit() == 0
        desk.start()
        desk.find(SAVED)
        desk.find("Eving", "label")
        assert area(desk) == (820, 560), "%r, at first %r" % (area(desk), size)
        # A file that went away is no error at the start.
        assert desk.quit() == 0
        workshops(desk)[0].rename(desk.home / "elsewhere.gpkg")
        desk.start()
        desk.find("Noch keine Werkstatt", "label")
        assert desk.quit() == 0
        quiet(desk)


def area(desk):
    text = desk.xdotool("getwindowgeometry", "--shell", desk.window())
    values = dict(line.split("=") for line in text.split())
    return int(values["WIDTH"]), int(values["HEIGHT"])


def undo_and_redo():
    """the details of a workshop change, and Ctrl+Z and Ctrl+Shift+Z go back and forth"""
    with Desk(["--new", "Huckarde"]) as desk:
        desk.find(SAVED)
        desk.focus()
        desk.key("F10")
        desk.press("Angaben zur Werkstatt …")
        desk.toplevel("Angaben zur Werkstatt")
        time.sleep(0.3)
        desk.key("ctrl+a")
        desk.type("Mengede")
        desk.key("Return")
        desk.find("Mengede", "label")
        desk.focus()
        desk.key("ctrl+z")
        desk.find("Huckarde", "label")
        desk.key("ctrl+shift+z")
        desk.find("Mengede", "label")
        # A text field keeps the keys for itself.
        desk.key("ctrl+f")
        time.sleep(0.3)
        desk.type("Licht")
        desk.key("ctrl+z")
        time.sleep(0.3)
        desk.find("Mengede", "label")
        desk.kill()
        # Undo survives a restart, even a hard one.
        desk.start([])
        desk.find("Mengede", "label")
        desk.focus()
        desk.key("ctrl+z")
        desk.find("Huckarde", "label")
        assert desk.quit() == 0
        quiet(desk)


def narrow():
    """at 360 pixels the pages move to the lower edge"""
    with Desk(["--new", "Scharnhorst"], size=(360, 640)) as desk:
        desk.find(SAVED)
        # Without a compositor the window has a frame of six pixels a side.
        assert area(desk)[0] <= 372, area(desk)
        tab = desk.find("Ordnen", "page tab")
        assert desk.extents(tab)[1] > 500, desk.extents(tab)
        desk.resize(1100, 720)
        settle(lambda: desk.extents(desk.find("Ordnen", "page tab"))[1] < 60)
        assert desk.quit() == 0
        quiet(desk)


def large_text():
    """with letters twice as large nothing is cut off at 360 pixels"""
    with Desk(["--library"], size=(360, 640), text_scale=2.0) as desk:
        desk.find("Noch keine Werkstatt", "label")
        width = area(desk)[0]
        for button in ("Neue Werkstatt …", "Beispiel öffnen", "Datei öffnen …"):
            x, _, w, _ = desk.extents(desk.find(button, "push button"))
            assert x >= 0 and x + w <= width, button
        assert desk.quit() == 0


def files_that_do_not_open():
    """each file that does not open has its own words and way out, and stays as it is"""
    with Desk(["--new", "Nordmarkt"]) as desk:
        desk.find(SAVED)
        assert desk.quit() == 0
        good = workshops(desk)[0]
        folder = desk.home / "files"
        folder.mkdir()
        text = folder / "einkauf.gpkg"
        text.write_text("Milch, Brot\n" * 200)
        newer = folder / "newer.gpkg"
        shutil.copy(good, newer)
        with contextlib.closing(sqlite3.connect(newer)) as connection, connection:
            connection.execute("UPDATE nordwaerts SET value = 9999 WHERE key = 'schema'")
        locked = folder / "locked.gpkg"
        shutil.copy(good, locked)
        for path, title, button in (
                (text, "„einkauf.gpkg“ ist keine Werkstatt", "Andere Datei öffnen …"),
                (newer, "„newer.gpkg“ braucht ein neueres Nordwärts", "Schließen")):
            before = path.read_bytes()
            desk.start([path])
            desk.find(title, "label")
            desk.find(button, "push button")
            no_faults(desk, title)
            assert path.read_bytes() == before, "the file was changed"
            desk.press("Schließen", "push button", within=desk.find(title, "label").parent.parent)
            assert desk.quit() == 0
        # Only to read: a note above the work, and a copy as the way out.
        if os.geteuid() != 0:
            locked.chmod(0o444)
            folder.chmod(0o555)
            desk.start([locked])
            desk.press("Kopie zum Bearbeiten anlegen")
            desk.find(SAVED)
            folder.chmod(0o755)
            assert desk.quit() == 0
        quiet(desk)


def damage_is_survived():
    """of a damaged workshop the good entries are saved into a new one, and it stays as it is"""
    with Desk(["--sample"]) as desk:
        desk.find("100 Ideen", timeout=30)
        assert desk.quit() == 0
        good = workshops(desk)[0]
        bad = desk.home / "kaputt.gpkg"
        data = good.read_bytes()
        assert data.count(b"Rutsche ist kaputt") >= 2, "in the table and in the log"
        bad.write_bytes(data.replace(b"Rutsche ist kaputt", b"Rutsche ist kaputX"))
        before = bad.read_bytes()
        desk.start([bad])
        dialog = desk.toplevel("„kaputt.gpkg“ ist beschädigt", timeout=20)
        no_faults(desk, "damaged")
        # To read, without changing a byte.
        desk.press("Nur lesen", "push button", within=dialog)
        desk.find("100 Ideen", timeout=20)
        assert desk.quit() == 0
        assert bad.read_bytes() == before, "the damaged file was changed"
        # To go on with what is sound.
        desk.start([bad])
        dialog = desk.toplevel("„kaputt.gpkg“ ist beschädigt", timeout=20)
        desk.press("Unversehrtes retten", "push button", within=dialog)
        desk.find(re.compile("Einträge wurden in eine neue Datei gerettet"), timeout=20)
        desk.find("100 Ideen", timeout=20)
        saved = next(path for path in workshops(desk) if path != good)
        assert saved.name == "kaputt-gerettet.gpkg", saved.name
        assert desk.quit() == 0
        assert bad.read_bytes() == before, "the damaged file was changed"
        check = subprocess.run([str(desks.BUILD / "src/cli/nordwaerts-cli"), "check", str(saved)],
                               capture_output=True, text=True)
        assert check.returncode == 0, check.stdout + check.stderr
        quiet(desk)


def open_elsewhere():
    """a workshop that another program holds can be read, and written when that lets go"""
    with Desk(["--new", "Nordmarkt"]) as desk:
        desk.find(SAVED)
        assert desk.quit() == 0
        path = workshops(desk)[0]
        holder = open(path.parent / (".%s.lock" % path.name), "w")
        fcntl.lockf(holder, fcntl.LOCK_EX)
        desk.start([path])
        dialog = desk.toplevel("„Nordmarkt.gpkg“ ist schon geöffnet", timeout=20)
        no_faults(desk, "in use")
        desk.press("Noch einmal versuchen", "push button", within=dialog)
        desk.toplevel("„Nordmarkt.gpkg“ ist schon geöffnet", timeout=20)
        time.sleep(0.5)
        desk.press("Nur lesen", "push button",
                   within=desk.toplevel("„Nordmarkt.gpkg“ ist schon geöffnet"))
        desk.find("Kopie zum Bearbeiten anlegen", timeout=20)
        assert desk.quit() == 0
        desk.start([path])
        dialog = desk.toplevel("„Nordmarkt.gpkg“ ist schon geöffnet", timeout=20)
        holder.close()
        desk.press("Noch einmal versuchen", "push button", within=dialog)
        desk.find(SAVED)
        assert desk.quit() == 0
        quiet(desk)


def main():
    lacks = desks.missing()
    if lacks:
        print("1..0 # SKIP not installed: " + ", ".join(lacks))
        return 0
    for function in (first_start, life_of_a_workshop, window_is_remembered, undo_and_redo,
                     narrow, large_text, files_that_do_not_open, damage_is_survived,
                     open_elsewhere):
        if len(sys.argv) < 2 or function.__name__ in sys.argv[1:]:
            case(function)
    print("1..%d" % count)
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
