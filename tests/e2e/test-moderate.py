#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Moderation in the real window: what looks personal is marked, ideas are redacted, hidden with a
reason and released; what was redacted is in no byte of the file, and the public gets only what was
let through."""
import contextlib
import json
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
import driver  # noqa: E402
from driver import wait_for  # noqa: E402
import lint  # noqa: E402

CLI = desks.BUILD / "src/cli/nordwaerts-cli"
SECRET = "0231 55501987"


def states(path):
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=5)) as base:
        return {title: (state, reason) for title, state, reason in base.execute(
            "SELECT title, moderation, moderation_reason FROM idea").fetchall()}


def close_dialog(desk, button):
    desk.press(button, "push button")
    wait_for("one dialog less", lambda: len(desk.popups()) <= 1)
    time.sleep(0.3)


def test_from_poll(desk, path):
    """Who makes a poll of what nobody has let through is told, and gets to moderation and back."""
    desk.focus()
    desk.key("alt+3")
    desk.press("Neue Abstimmung …", "push button")
    dialog = desk.toplevel("Neue Abstimmung")
    box = wait_for("an idea to tick", lambda: desk.look("Mehr Licht", "check box", within=dialog))
    x, y, _, height = desk.extents(box)
    desk.click(x + 12, y + height // 2)
    desk.find(re.compile("^1 gewählte Idee ist nicht freigegeben"), "label")
    before = desk.popups()
    desk.press("Moderation …", "push button", within=dialog)
    desk.find("3 Ideen warten", "label")
    # It takes keys though it stands above a dialog that keeps all others from them. (What a window
    # manager would do: the keys go to the window that came last.)
    new = wait_for("the window", lambda: desk.popups() - before)
    desk.xdotool("windowfocus", "--sync", new.pop())
    time.sleep(0.3)
    desk.key("Escape")
    desk.gone("3 Ideen warten", "label")
    desk.xdotool("windowfocus", "--sync", before.pop())
    time.sleep(0.3)
    desk.key("Escape")
    desk.toplevel("Neue Abstimmung", there=False)
    desk.key("alt+1")


def test_picture(desk, path):
    """Whoever lets an idea through has seen its pictures, too."""
    file = desk.home / "platz.png"
    subprocess.run(["convert", "-size", "900x600", "gradient:red-blue", str(file)], check=True)
    desk.focus()
    desk.click_on("Bank am Platz", "label")
    driver.add_photo(desk, file)
    wait_for("the picture in the file", lambda: driver.ask(path, "SELECT sha256 FROM medium"))
    desk.key("ctrl+shift+m")
    picture = desk.find("Bild 1 der Idee")
    wait_for("its size", lambda: min(desk.extents(picture)[2:]) > 200)
    desk.find(re.compile("mit 1 Bild$"), "label")
    driver.picture(desk, "moderation-picture")
    desk.key("Escape")
    desk.gone("3 Ideen warten", "label")


def test_marked(desk, path):
    desk.focus()
    desk.key("ctrl+shift+m")
    desk.find("3 Ideen warten", "label")
    desk.find("Telefonnummer „%s“" % SECRET, "label")
    # All of the text is to be seen, not only said.
    body = desk.find("Bitte Frau Muster anrufen: %s." % SECRET, "label")
    assert desk.extents(body)[3] > 12, desk.extents(body)
    faults = lint.faults(desk, "moderation")
    assert not faults, "\n".join(faults)


def test_claimed(desk, path):
    """Whoever looks at an idea says so in the file, for others to see."""
    def claims():
        with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True)) as base:
            return base.execute("SELECT title FROM idea WHERE claim NOT NULL").fetchall()
    wait_for("the claim", lambda: claims() == [("Bank am Platz",)])


def test_second_person(desk, path):
    """Who opens the same card in another copy of the workshop meanwhile gets the others first, is told,
    and decides only on purpose."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "zweiter.gpkg"
        assert desk.quit() == 0
        shutil.copy(path, copy)
        desk.start([copy])
        desk.find("3 Ideen", timeout=20)
        desk.focus()
        desk.key("ctrl+shift+m")
        # The others come first; nothing stands in the way of them.
        for title in ("Mehr Licht", "Spielplatz"):
            desk.find(title, "label", desk.toplevel("Moderation"))
            assert desk.look("Freigeben", "push button", active=True)
            desk.press("Später", "push button")
        desk.find(re.compile("^Seit .* wird das an einem anderen Computer geprüft"), "label")
        driver.picture(desk, "moderation-taken")
        assert not desk.look("Freigeben", "push button", active=True)
        assert desk.look("Später", "push button", active=True)
        desk.key("ctrl+Return")
        time.sleep(0.7)
        assert states(copy)["Bank am Platz"][0] == "new"
        desk.press("Trotzdem entscheiden", "push button")
        wait_for("the right to decide", lambda: desk.look("Freigeben", "push button", active=True))
        desk.press("Freigeben", "push button")
        wait_for("the decision", lambda: states(copy)["Bank am Platz"][0] == "released")
        assert desk.quit() == 0
    desk.start([path])
    desk.find("3 Ideen", timeout=20)
    desk.focus()
    desk.key("ctrl+shift+m")
    desk.find("3 Ideen warten", "label")


def test_remove_picture(desk, path):
    """A picture that shows too much leaves every byte of the file; that there was one, and why it is
    gone, is said here and at the idea."""
    (sha, data), = driver.ask(path, "SELECT sha256, data FROM medium_blob")
    canary = data[len(data) // 2:len(data) // 2 + 48]
    assert any(canary in name.read_bytes() for name in path.parent.iterdir())
    desk.press("Bild 1 endgültig entfernen …", "push button")
    desk.find("Bild endgültig entfernen")
    # Without a reason it does not go.
    assert not desk.look("Entfernen", "push button", active=True)
    desk.find("Grund", "text").queryEditableText().setTextContents("Gesicht zu erkennen")
    time.sleep(0.3)
    driver.picture(desk, "moderation-remove")
    faults = lint.faults(desk, "removal of a picture")
    assert not faults, "\n".join(faults)
    close_dialog(desk, "Entfernen")
    desk.find("Ein Bild wurde endgültig entfernt: Gesicht zu erkennen", "label")
    driver.picture(desk, "moderation-removed")
    assert driver.ask(path, "SELECT sha256, caption FROM medium") == [(None, "Gesicht zu erkennen")]
    assert driver.ask(path, "SELECT sha256 FROM medium_blob") == []
    for name in path.parent.iterdir():
        assert canary not in name.read_bytes(), name


def test_redact(desk, path):
    desk.press("Schwärzen …", "push button")
    desk.find("Endgültig schwärzen")
    faults = lint.faults(desk, "redaction")
    assert not faults, "\n".join(faults)
    close_dialog(desk, "Schwärzen")
    wait_for("the state", lambda: states(path)["Bank am Platz"][0] == "redacted")
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True)) as base:
        assert base.execute("SELECT body FROM idea WHERE title='Bank am Platz'").fetchall() == [
            ("Bitte Frau Muster anrufen: █████.",)]
    for name in path.parent.iterdir():
        assert SECRET.encode() not in name.read_bytes(), name


def test_hide(desk, path):
    desk.find("2 Ideen warten", "label")
    desk.press("Verbergen …", "push button")
    desk.find("Idee verbergen")
    desk.find("Grund", "text").queryEditableText().setTextContents("Beleidigung")
    time.sleep(0.2)
    close_dialog(desk, "Verbergen")
    wait_for("the state", lambda: ("hidden", "Beleidigung") in states(path).values())


def test_release(desk, path):
    desk.find("1 Idee wartet", "label")
    desk.press("Freigeben", "push button")
    desk.find("Alles geprüft", "label")
    assert sorted(state for state, _ in states(path).values()) == ["hidden", "redacted", "released"]


def test_take_back(desk, path):
    """What was let through can be decided about once more, and comes first then."""
    released = next(title for title, (state, _) in states(path).items() if state == "released")
    desk.press("Schließen", "push button", within=desk.toplevel("Moderation"))
    desk.toplevel("Moderation", there=False)
    desk.focus()
    desk.click_on(released, "label")
    button = desk.find("Zurück in die Moderation", "push button")
    driver.picture(desk, "moderation-take-back")
    button.queryAction().doAction(0)
    window = desk.toplevel("Moderation")
    desk.find("1 Idee wartet", "label", window)
    desk.find(released, "label", window)
    assert states(path)[released][0] == "new", states(path)
    desk.press("Freigeben", "push button", within=window)
    wait_for("the state", lambda: states(path)[released][0] == "released")


def test_public(desk, path):
    """What goes out for the public is what was let through, and says nothing of why."""
    assert desk.process.poll() is None
    desk.kill()
    out = desk.home / "public.geojson"
    for arguments, n in (([], 3), (["--public"], 2)):
        done = subprocess.run([str(CLI), "export", *arguments, str(path), str(out)],
                              capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        text = out.read_text()
        assert len(json.loads(text)["features"]) == n
        assert ("Beleidigung" in text) == (n == 3)
        assert SECRET not in text
    done = subprocess.run([str(CLI), "export", "--public", str(path), str(desk.home / "all.gpkg")],
                          capture_output=True, text=True)
    assert done.returncode == 2, done
    done = subprocess.run([str(CLI), "check", str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


TESTS = [test_from_poll, test_picture, test_marked, test_claimed, test_second_person,
         test_remove_picture, test_redact, test_hide, test_release,
         test_take_back, test_public]


def main():
    if driver.cannot():
        return 0
    with contextlib.ExitStack() as stack:
        home = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        path = home / "files" / "moderation.gpkg"
        path.parent.mkdir()
        table = home / "ideas.csv"
        table.write_text("Titel;Text\nBank am Platz;Bitte Frau Muster anrufen: %s.\n"
                         "Mehr Licht;Am Weg fehlt Licht\nSpielplatz;Die Rutsche ist kaputt\n" % SECRET)
        subprocess.run([str(CLI), "new", str(path), "--title", "Moderation"], check=True,
                       capture_output=True)
        subprocess.run([str(CLI), "import", str(path), str(table)], check=True, capture_output=True)
        table.unlink()
        desk = stack.enter_context(desks.Desk(args=[path], home=home / "desk"))
        desk.find("3 Ideen", timeout=20)
        return driver.play(desk, TESTS, path)


if __name__ == "__main__":
    sys.exit(main())
