#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""A budget by equal shares in which 500 € more would change who is paid for: the window, the table
beside it, the projector and the minutes say so in the same words, with the same figures."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import driver  # noqa: E402
from driver import wait_for  # noqa: E402

NAMES = ["Trinkbrunnen", "Bänke", "Licht im Park", "Hochbeete"]
COSTS = [2800, 900, 2300, 1500]
# People and what is in the basket of each: 4 want the first, 6 the second, nobody the third.
BASKETS = [(4, (1, 4)), (6, (2, 4)), (10, (4,))]
TITLE = "Wofür das Geld?"
CHANGE = "Außerdem würde bezahlt: Trinkbrunnen. Nicht mehr bezahlt: Licht im Park."
LINES = ["Jede Person hat zu Beginn 250,00 € für das, was in ihrem Korb liegt.",
         "1. Hochbeete, 1.500 €: 20 Personen teilen sich das, jede zahlt höchstens 75,00 €.",
         "2. Bänke, 900 €: 6 Personen teilen sich das, jede zahlt höchstens 150,00 €.",
         "3. Licht im Park, 2.300 €: aus dem Rest; niemand hat es gewählt, das Geld reichte noch.",
         "Trinkbrunnen: 4 Personen, die es möchten, haben zusammen noch 700 €; es fehlen 2.100 €."]


def plain(text):
    return text.replace("\u00a0", " ")


def words(desk, within):
    return [plain(node.name) for node in desk.walk(within) if node.getRoleName() == "label" and node.name]


def test_window(desk, path):
    desk.click_on("Gewichten", "page tab")
    desk.click_on(TITLE, "list item")
    desk.find(re.compile("^20 Personen .*4.700.€ von 5.000.€"), "label")
    found = wait_for("the change", lambda: CHANGE in words(desk, desk.application()) and
                     words(desk, desk.application()))
    for line in LINES:
        assert line in found, (line, found)
    # Another sum is told at once: 100 € more are too few for the first.
    spin = desk.find("Mit wie viel Euro mehr?", "spin button")
    assert spin.queryValue().currentValue == 500, spin.queryValue().currentValue
    spin.queryValue().currentValue = 100
    desk.find("Es würde sich nichts ändern.", "label")
    spin.queryValue().currentValue = 500
    desk.find(CHANGE, "label")
    driver.picture(desk, "more-window")


def test_table(desk, path):
    desk.press("Als Tabelle", "push button")
    desk.find("2.800\u00a0€", "label")
    driver.picture(desk, "more-table")


def test_projector(desk, path):
    desk.press("Auf dem Projektor zeigen", "push button")
    screen = desk.toplevel("Ergebnis auf dem Projektor")
    desk.key("End")
    desk.find("So wurde gezählt", "label", within=screen)
    desk.key("Prior")
    title = desk.find("Mit 500\u00a0€ mehr", "label", within=screen)
    desk.find(CHANGE, "label", within=screen)
    assert title
    driver.picture(desk, "more-projector")
    desk.key("Escape")
    desk.toplevel("Ergebnis auf dem Projektor", there=False)


def test_minutes(desk, path):
    target = pathlib.Path(path).parent / "protokoll.html"
    subprocess.run([str(driver.CLI), "poll", str(path), "minutes", str(target)], env=desk.env,
                   check=True, capture_output=True)
    page = plain(target.read_text(encoding="utf-8"))
    assert "<h2>Mit 500 € mehr</h2>\n<p>%s</p>" % CHANGE in page, page
    for line in LINES:
        assert "<li>%s</li>" % line in page, (line, page)


TESTS = [test_window, test_table, test_projector, test_minutes]


def main():
    if driver.cannot():
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        path = driver.new_workshop(folder)
        driver.add_released(folder, path, NAMES)
        made = json.loads(driver.cli(
            "poll", path, "create", "--title", TITLE, "--options", "ideas", "--method", "budget",
            "--budget", "5000", *[a for i, c in enumerate(COSTS, 1) for a in ("--cost", "%d=%d" % (i, c))],
            "--json"))["poll"]
        driver.cli("poll", path, "open", made)
        for people, basket in BASKETS:
            driver.cli("poll", path, "ballot", made, *basket, "-c", "hands", "-p", people)
        driver.cli("poll", path, "close", made)
        with desks.Desk(args=[str(path)], size=driver.size(), dark=driver.dark()) as desk:
            desk.find("4 Ideen", timeout=20)
            return driver.play(desk, TESTS, path)


if __name__ == "__main__":
    sys.exit(main())
