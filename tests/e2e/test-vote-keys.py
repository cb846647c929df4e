#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The facilitator's own ballots with the keyboard alone: a ranking, given by the order of the rows and
by numbers, a basket that is too dear at first, and a matrix whose cards go by the arrow keys; all are
found in the result, in the window and at the command line. The pointer lies in a corner and is never moved."""
import json
import pathlib
import re
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import driver  # noqa: E402
from driver import ask, tab_to, wait_for  # noqa: E402

NAMES = ["Trinkbrunnen", "Bänke", "Licht im Park", "Hochbeete"]
COSTS = [2500, 1200, 4800, 1500]
RANKING, BASKET, MATRIX = "Was zuerst?", "Wofür das Geld?", "Was lohnt sich?"
ANY = re.compile("^(%s)$" % "|".join(map(re.escape, (RANKING, BASKET, MATRIX))))


def choose_poll(desk, title):
    """In the list of polls, then out of it to the ballot: the window that takes it."""
    row = tab_to(desk, ANY, "list item")
    for key in ("Up", "Up", "Down", "Down"):
        if not desk.named(row, title):
            desk.key(key)
            time.sleep(0.3)
            row = tab_to(desk, ANY, "list item")
    assert desk.named(row, title), row.name
    desk.key("Return")
    wait_for("the poll", lambda: len(desk.all(title, "label")) > 1)


def begin(desk, title):
    choose_poll(desk, title)
    tab_to(desk, re.compile("^Stimmzettel erfassen"), "push button")
    desk.key("space")
    dialog = desk.toplevel("Stimmzettel erfassen")
    time.sleep(0.5)
    tab_to(desk, "Abgegeben durch", "combo box", dialog)
    desk.key("space")
    time.sleep(0.5)
    # The keys begin at the first entry: touch, hands, stickers, paper.
    desk.key("Down", "Return")
    desk.find("Handzeichen", "label", within=dialog)
    return dialog


def places(desk, dialog):
    return [int(desk.find(name, "spin button", within=dialog).queryValue().currentValue)
            for name in NAMES]


def ballots(path, title):
    """What each holds, by the names."""
    names = {id: name for id, name in ask(path, "SELECT id, title FROM idea")}
    return [{names[id]: mark for id, mark in json.loads(row[0]).items()} for row in ask(
        path, "SELECT marks FROM ballot JOIN poll ON poll.id = ballot.poll WHERE poll.title = ? "
              "ORDER BY ballot.fid", title)]


def tap(desk, dialog, name, expected):
    """The row itself, not its number, is given a place by the space bar."""
    tab_to(desk, name, "list item", dialog)
    desk.key("Return")
    wait_for("places %s" % expected, lambda: places(desk, dialog) == expected)


def test_ranking(desk, path):
    dialog = begin(desk, RANKING)
    tap(desk, dialog, NAMES[2], [0, 0, 1, 0])
    tap(desk, dialog, NAMES[0], [2, 0, 1, 0])
    tap(desk, dialog, NAMES[3], [2, 0, 1, 3])
    # Taken back, and the last moves up.
    tap(desk, dialog, NAMES[0], [0, 0, 1, 2])
    tap(desk, dialog, NAMES[0], [3, 0, 1, 2])
    driver.picture(desk, "ranking-keys")
    # The next one, whose numbers are typed and turned, two of them equal.
    desk.key("ctrl+Return")
    wait_for("the first ballot", lambda: len(ballots(path, RANKING)) == 1)
    wait_for("empty rows", lambda: places(desk, dialog) == [0, 0, 0, 0])
    tab_to(desk, "Steht für so viele Personen", "spin button", dialog)
    desk.key("Up", "Up")
    for name, keys in ((NAMES[0], "1"), (NAMES[2], "1"), (NAMES[3], None)):
        tab_to(desk, name, "spin button", dialog)
        if keys:
            desk.key("ctrl+a")
            desk.type(keys)
        else:
            desk.key("Up", "Up")
    # A number that is typed counts at once, not only when the field is left.
    wait_for("places by numbers", lambda: places(desk, dialog) == [1, 0, 1, 2])
    tab_to(desk, "Erfassen", "push button", dialog)
    desk.key("space")
    wait_for("the second ballot", lambda: len(ballots(path, RANKING)) == 2)
    desk.toplevel("Stimmzettel erfassen", there=False)
    first = {NAMES[2]: 1, NAMES[3]: 2, NAMES[0]: 3}
    second = {NAMES[0]: 1, NAMES[2]: 1, NAMES[3]: 2}
    found = ballots(path, RANKING)
    assert first in found and second in found, found


def in_basket(desk, dialog, *expected):
    import pyatspi
    wait_for("in the basket: %s" % (expected,), lambda: tuple(
        i for i, name in enumerate(NAMES)
        if desk.find(name, "check box", within=dialog).getState().contains(pyatspi.STATE_CHECKED)
    ) == expected)


def test_basket(desk, path):
    import pyatspi
    desk.focus()
    dialog = begin(desk, BASKET)
    take = desk.find("Erfassen", "push button", within=dialog)
    tab_to(desk, NAMES[2], "list item", dialog)
    desk.key("Return")
    in_basket(desk, dialog, 2)
    desk.find(re.compile("^Noch 200.€$"), "label", within=dialog)
    tab_to(desk, NAMES[1], "check box", dialog)
    desk.key("space")
    in_basket(desk, dialog, 1, 2)
    desk.find(re.compile("1.000.€"), "label", within=dialog)
    wait_for("it is refused", lambda: not take.getState().contains(pyatspi.STATE_SENSITIVE))
    # No key takes it down either.
    desk.key("ctrl+Return")
    time.sleep(0.5)
    assert ballots(path, BASKET) == []
    tab_to(desk, NAMES[2], "check box", dialog)
    desk.key("space")
    tab_to(desk, NAMES[0], "check box", dialog)
    desk.key("space")
    in_basket(desk, dialog, 0, 1)
    desk.find(re.compile("^Noch 1.300.€$"), "label", within=dialog)
    driver.picture(desk, "basket-keys")
    tab_to(desk, "Erfassen", "push button", dialog)
    desk.key("Return")
    wait_for("the ballot", lambda: ballots(path, BASKET) == [{NAMES[0]: 1, NAMES[1]: 1}])
    desk.toplevel("Stimmzettel erfassen", there=False)


def test_matrix(desk, path):
    """Impact falls in the order of the names, effort rises; the first key puts a card in the middle."""
    desk.focus()
    dialog = begin(desk, MATRIX)
    for name, keys, place in zip(NAMES, (["Up", "Up", "Left"], ["Up"], ["Right"], ["Down", "Right", "Right"]),
                                 ((4, 1), (3, 2), (2, 3), (1, 4))):
        tab_to(desk, name + ": noch nicht eingeordnet", "push button", dialog)
        desk.key(*keys)
        desk.find("%s: Wirkung %d, Aufwand %d von 4" % (name, *place), "push button", within=dialog)
    # At the edge a card stays.
    desk.key("Down", "Right")
    desk.find(NAMES[3] + ": Wirkung 1, Aufwand 4 von 4", "push button", within=dialog)
    driver.picture(desk, "matrix-keys")
    tab_to(desk, "Erfassen", "push button", dialog)
    desk.key("space")
    wait_for("the ballot", lambda: ballots(path, MATRIX) == [
        {name: [4 - i, i + 1] for i, name in enumerate(NAMES)}])
    desk.toplevel("Stimmzettel erfassen", there=False)


def result(path, title):
    poll = ask(path, "SELECT id FROM poll WHERE title = ?", title)[0][0]
    return json.loads(driver.cli("poll", path, "result", poll, "--json"))


def close(desk, path, title):
    tab_to(desk, "Schließen …", "push button")
    desk.key("space")
    tab_to(desk, "Schließen und zeigen", "push button", desk.toplevel("Abstimmung schließen?"))
    desk.key("Return")
    wait_for("the closed poll", lambda: ask(path, "SELECT state FROM poll WHERE title = ?", title) ==
             [("closed",)])
    desk.focus()


def test_tally(desk, path):
    desk.focus()
    close(desk, path, MATRIX)
    desk.find(NAMES[0] + ": Wirkung 4, Aufwand 1 von 4")
    levels = {o["label"]: (o["impact"], o["effort"]) for o in result(path, MATRIX)["options"]}
    assert levels == {name: (4 - i, i + 1) for i, name in enumerate(NAMES)}, levels
    choose_poll(desk, BASKET)
    close(desk, path, BASKET)
    desk.find(re.compile("^1 Person .*3.700.€ von 5.000.€"), "label")
    found = result(path, BASKET)
    assert {o["label"] for o in found["options"] if o["wins"]} == {NAMES[0], NAMES[1]}, found
    choose_poll(desk, RANKING)
    close(desk, path, RANKING)
    # One person has the light before the well, three have both at one place.
    desk.find("4 Personen haben teilgenommen", "label")
    found = result(path, RANKING)
    order = [(o["place"], o["label"]) for o in sorted(found["options"], key=lambda o: o["place"])]
    assert order == [(1, NAMES[2]), (2, NAMES[0]), (3, NAMES[3]), (4, NAMES[1])], found
    for place, name in order:
        desk.find(re.compile("^%d. %s: " % (place, name)))
    driver.picture(desk, "result-keys")


TESTS = [test_ranking, test_basket, test_matrix, test_tally]


def main():
    if driver.cannot():
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        path = driver.new_workshop(folder)
        driver.add_released(folder, path, NAMES)
        costs = [a for i, c in enumerate(COSTS, 1) for a in ("--cost", "%d=%d" % (i, c))]
        for title, more in ((MATRIX, ["--method", "matrix"]), (RANKING, ["--method", "ranking"]),
                            (BASKET, ["--method", "budget", "--budget", "5000", *costs])):
            made = json.loads(driver.cli("poll", path, "create", "--title", title, "--options", "ideas",
                                         *more, "--json"))
            driver.cli("poll", path, "open", made["poll"])
        with desks.Desk(args=[str(path)], size=driver.size(), dark=driver.dark()) as desk:
            desk.find("4 Ideen", timeout=20)
            desk.key("alt+3")
            time.sleep(1)
            return driver.play(desk, TESTS, path, stop=True)


if __name__ == "__main__":
    sys.exit(main())
