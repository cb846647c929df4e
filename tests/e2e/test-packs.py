#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Map packs in the real window: dropped and chosen in the dialog, told about with name, file, zooms,
area and licence; broken ones explained; chosen for a workshop; removed and brought back."""
import pathlib
import re
import shutil
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import driver  # noqa: E402
from driver import ask, cli, new_workshop, picture, wait_for  # noqa: E402

PREFERENCES = "Einstellungen"


def make_pack(path, west, south, east, north):
    """A pack with one square in that area."""
    shape = path.with_suffix(".geojson")
    shape.write_text('{"type": "Polygon", "coordinates": [[[%f, %f], [%f, %f], [%f, %f], [%f, %f]]]}'
                     % (west, south, east, south, east, north, west, south), encoding="utf-8")
    cli("pack", "make", path, shape, "--name", "Stadt & Hafen", "--attribution", "© Vermessungsamt",
        "--max-zoom", "10")
    return path


def here(desk):
    """What lies in the folder of packs, hidden files as well."""
    return sorted(file.name for file in (desk.home / "data/nordwaerts/maps").iterdir())


def test_drop(desk, folder):
    """Several at once; those that cannot be read are told by name, and all of the words are in sight."""
    near = make_pack(folder / "Stadt.mbtiles", 7.4, 51.5, 7.5, 51.55).rename(folder / "Stadt.MBTILES")
    far = make_pack(folder / "fern.mbtiles", -118.3, 36.5, -118.2, 36.6)
    broken = folder / "kaputt.pmtiles"
    broken.write_bytes(b"PMTiles\x04" + bytes(200))
    letter = folder / "brief.mbtiles"
    letter.write_text("Sehr geehrte Damen und Herren", encoding="utf-8")
    assert desk.drop_files([near, broken, far, letter], 700, 300) == "dropped"
    told = desk.find(re.compile("^kaputt.pmtiles: "), role="alert").name.splitlines()
    assert re.match("kaputt.pmtiles: .*nur Version 3", told[0]), told
    assert re.match("brief.mbtiles: Diese Datei ist kein Kartenpaket", told[1]), told
    wait_for("both", lambda: here(desk) == ["Stadt.mbtiles", "fern.mbtiles"])
    time.sleep(0.5)
    picture(desk, "dropped")


def test_told(desk):
    rows = [node.name for node in desk.all("Stadt & Hafen", role="list item")]
    assert len(rows) == 2, rows
    words = desk.find(re.compile("^Stadt.mbtiles\n"), role="label").name
    assert re.fullmatch(r"Stadt.mbtiles\nZoomstufen 8 bis 10 · \S+\sKB · \d+\. \w+ \d{4}\n"
                        "7,40° O bis 7,50° O, 51,50° N bis 51,55° N\n© Vermessungsamt", words), words
    words = desk.find(re.compile("^fern.mbtiles\n"), role="label").name
    assert "118,30° W bis 118,20° W" in words and "\nZeigt nichts von der Stadt\n" in words, words


def test_twice(desk, folder):
    """Nothing is written over. By the dialog this time."""
    before = desk.popups()
    desk.press("Kartenpaket hinzufügen")
    chooser = wait_for("the file chooser", lambda: desk.popups() - before).pop()
    desk.xdotool("windowfocus", "--sync", chooser)
    desk.type("/")
    window = desk.toplevel("Kartenpaket hinzufügen")
    entry = wait_for("the field for a path", lambda: [
        n for n in desk.all(role="text", within=window) if desk.text(n) == "/"])[0]
    entry.queryEditableText().setTextContents(str(folder / "Stadt.MBTILES"))
    desk.press(re.compile("^_?Hinzufügen"), "push button", within=window)
    wait_for("the end of the file chooser", lambda: chooser not in desk.popups())
    desk.find(re.compile("^Stadt.MBTILES: Ein Kartenpaket dieses Namens ist schon da"), role="alert")
    assert here(desk) == ["Stadt.mbtiles", "fern.mbtiles"]


def test_remove(desk):
    """It is gone from the list and the map, and comes back."""
    buttons = desk.all("„Stadt & Hafen“ entfernen", active=True)
    desk.press(buttons[1])
    wait_for("one in the list", lambda: len(desk.all("Stadt & Hafen", role="list item")) == 1)
    assert [name for name in here(desk) if name[0] != "."] == ["Stadt.mbtiles"]
    desk.press("Rückgängig", role="push button")
    wait_for("two in the list", lambda: len(desk.all("Stadt & Hafen", role="list item")) == 2)
    assert here(desk) == ["Stadt.mbtiles", "fern.mbtiles"]
    # Without the offer it goes for good.
    desk.press(desk.all("„Stadt & Hafen“ entfernen", active=True)[1])
    desk.find("Rückgängig", role="push button")
    picture(desk, "removed")
    desk.key("Escape")
    desk.toplevel(PREFERENCES, there=False)
    wait_for("it is gone", lambda: here(desk) == ["Stadt.mbtiles"])


def test_choose(desk, folder, path):
    """The workshop keeps which map it wants; one that comes while the list is open is in it."""
    desk.focus()
    desk.press("Ebenen und Bezirke (E)")
    row = desk.find(re.compile("^(Karte|Grundkarte|Kartenpaket)"), role="combo box")
    desk.choose(row, "Stadt & Hafen")
    wait_for("it is kept", lambda: ask(path, "SELECT base_map FROM workshop")[0][0] == "Stadt.mbtiles")
    picture(desk, "chosen")
    shutil.copy(folder / "fern.mbtiles", folder / "part")
    (folder / "part").rename(desk.home / "data/nordwaerts/maps/fern.mbtiles")
    time.sleep(1.5)
    desk.choose(row, "Stadt & Hafen (fern.mbtiles)")
    wait_for("the other", lambda: ask(path, "SELECT base_map FROM workshop")[0][0] == "fern.mbtiles")


TESTS = [test_drop, test_told, test_twice, test_remove, test_choose]


def main():
    if driver.cannot():
        return 0
    with tempfile.TemporaryDirectory(prefix="nord-packs-") as name:
        folder = pathlib.Path(name)
        path = new_workshop(folder)
        with desks.Desk(args=[path], size=driver.size(), dark=driver.dark()) as desk:
            desk.find("Ebenen und Bezirke (E)", timeout=20)
            desk.focus()
            return driver.play(desk, TESTS, folder, path)


if __name__ == "__main__":
    sys.exit(main())
