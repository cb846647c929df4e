#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Photos on the card in the real window: added from a file without what the camera wrote about place
and person, shown large, removed and brought back, gone with their idea; a broken one is named."""
import hashlib
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import driver  # noqa: E402
from driver import ask, wait_for  # noqa: E402
import lint  # noqa: E402

IDEA = "Sagt uns, was aus den Ideen von 2015 geworden ist"
SECRET = b"GEHEIM 51.5250 N 7.4660 E"


def photos(path):
    return ask(path, "SELECT sha256, media_type, size FROM medium JOIN idea ON idea.id = medium.idea "
                     "WHERE idea.title = '%s'" % IDEA)


def write_photo(path):
    """3000 × 2000 pixels, with an EXIF segment and a comment that nobody must find again."""
    subprocess.run(["convert", "-size", "3000x2000", "gradient:red-blue", str(path)], check=True)
    data = path.read_bytes()
    exif = b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + SECRET

    def segment(marker, body):
        return b"\xff" + marker + (len(body) + 2).to_bytes(2, "big") + body

    path.write_bytes(data[:2] + segment(b"\xe1", exif) + segment(b"\xfe", SECRET) + data[2:])
    return path


def test_add(desk, path, folder):
    desk.click_on(IDEA, "label")
    driver.add_photo(desk, write_photo(folder / "platz.jpg"))
    sha, kind, size = wait_for("the photo", lambda: photos(path))[0]
    desk.find("1 Foto hinzugefügt, auf 2048 Bildpunkte verkleinert")
    (blob,), = ask(path, "SELECT data FROM medium_blob WHERE sha256 = '%s'" % sha)
    assert (kind, size) == ("image/jpeg", len(blob)), (kind, size, len(blob))
    assert hashlib.sha256(blob).hexdigest() == sha
    assert SECRET not in blob and b"Exif" not in blob
    # Nowhere else either: neither in the log nor in a file beside it.
    for file in path.parent.iterdir():
        assert SECRET not in file.read_bytes(), file.name
    size = subprocess.run(["identify", "-format", "%wx%h", "-"], input=blob, capture_output=True)
    assert size.stdout == b"2048x1365", size.stdout
    desk.find("Foto 1 zeigen", "push button")
    found = lint.faults(desk, "card")
    assert not found, "\n".join(found)


def test_undo(desk, path, folder):
    desk.focus()
    desk.key("Escape")
    desk.key("ctrl+z")
    wait_for("no photo", lambda: not photos(path))
    desk.key("ctrl+shift+z")
    wait_for("the photo", lambda: len(photos(path)) == 1)


def test_large(desk, path, folder):
    desk.click_on(IDEA, "label")
    before = desk.popups()
    desk.press("Foto 1 zeigen", "push button")
    window = wait_for("the large photo", lambda: desk.popups() - before).pop()
    # Who does not see it hears what it belongs to.
    picture = desk.find(IDEA, "image", within=desk.toplevel(IDEA))
    wait_for("its size", lambda: min(desk.extents(picture)[2:]) > 200)
    desk.xdotool("windowfocus", "--sync", window)
    desk.key("Escape")
    wait_for("the end of it", lambda: not desk.popups() - before)
    desk.focus()


def test_remove(desk, path, folder):
    desk.press("Foto 1 entfernen", "push button")
    wait_for("no photo", lambda: not photos(path))
    desk.find("Foto entfernt")
    desk.press("Rückgängig", "push button", within=desk.find("AdwToastWidget"))
    wait_for("the photo", lambda: len(photos(path)) == 1)
    desk.find("Foto 1 zeigen", "push button")


def test_refused(desk, path, folder):
    broken = folder / "kaputt.jpg"
    broken.write_bytes((folder / "platz.jpg").read_bytes()[:4000])
    text = folder / "einkauf.png"
    text.write_text("Milch, Brot\n")
    for file in (text, broken):
        before = desk.popups()
        driver.add_photo(desk, file)
        desk.find(re.compile("^„%s“ wurde nicht hinzugefügt" % re.escape(file.name)))
        for window in desk.popups() - before:
            desk.xdotool("windowfocus", "--sync", window)
            desk.key("Escape")
        wait_for("the end of the message", lambda: not desk.popups() - before)
        desk.focus()
        assert len(photos(path)) == 1


def test_goes_with_the_idea(desk, path, folder):
    desk.press("Idee löschen", "push button")
    wait_for("no idea", lambda: not ask(path, "SELECT 1 FROM idea WHERE title = '%s'" % IDEA))
    assert ask(path, "SELECT count(*) FROM medium") == [(0,)]
    desk.focus()
    desk.key("ctrl+z")
    wait_for("both", lambda: len(photos(path)) == 1)


def test_removed_for_good(desk, path, folder):
    """What was deleted lies in the file until somebody has looked at it and says that it goes."""
    (data,), = ask(path, "SELECT data FROM medium_blob WHERE sha256 = '%s'" % photos(path)[0][0])
    canary = data[len(data) // 2:len(data) // 2 + 48]

    def lies_there():
        return any(canary in name.read_bytes() for name in path.parent.glob(path.name + "*"))

    desk.focus()
    desk.key("ctrl+shift+m")
    desk.toplevel("Moderation")
    assert not desk.look("Gelöschte Bilder …", "push button")
    desk.key("Escape")
    desk.toplevel("Moderation", there=False)
    desk.focus()
    desk.press("Foto 1 entfernen", "push button")
    wait_for("no photo", lambda: not photos(path))
    assert lies_there()
    desk.key("ctrl+shift+m")
    desk.toplevel("Moderation")
    desk.press("Gelöschte Bilder …", "push button")
    window = desk.toplevel("Gelöschte Bilder")
    picture = desk.find("Gelöschtes Bild 1", within=window)
    wait_for("its size", lambda: min(desk.extents(picture)[2:]) > 100)
    desk.find("Gelöscht bei „%s“" % IDEA, "label", window)
    driver.picture(desk, "deleted-pictures")
    faults = lint.faults(desk, "deleted pictures")
    assert not faults, "\n".join(faults)
    desk.press("Gelöschtes Bild 1 endgültig entfernen …", "push button")
    desk.press("Entfernen", "push button")
    desk.find("Keine gelöschten Bilder")
    wait_for("no byte of it", lambda: not lies_there())
    assert not desk.look("Gelöschte Bilder …", "push button")
    for title in ("Gelöschte Bilder", "Moderation"):
        desk.press("Schließen", "push button", desk.toplevel(title))
        desk.toplevel(title, there=False)


def test_end(desk, path, folder):
    assert desk.quit() == 0
    check = subprocess.run([str(desks.BUILD / "src/cli/nordwaerts-cli"), "check", str(path)],
                           capture_output=True, text=True)
    assert check.returncode == 0, check.stdout + check.stderr
    words = [line for line in desk.log.read_text(errors="replace").splitlines()
             if "WARNING" in line or "CRITICAL" in line]
    assert not words, words


TESTS = [test_add, test_undo, test_large, test_remove, test_refused, test_goes_with_the_idea,
         test_removed_for_good, test_end]


def main():
    if driver.cannot():
        return 0
    with desks.Desk(args=["--sample"]) as desk:
        desk.find("100 Ideen", timeout=30)
        path = driver.sample(desk)
        folder = desk.home / "camera"
        folder.mkdir()
        return driver.play(desk, TESTS, path, folder)


if __name__ == "__main__":
    sys.exit(main())
