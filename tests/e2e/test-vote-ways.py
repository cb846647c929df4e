#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""A matrix, a ranking and a basket at the shared screen, each voted on with a mouse, with the keyboard
alone and, where there are any, with real fingers: all say the same; and the facilitator's own ballot
by fingers. Arguments: `fingers`, only those; `window`, only the facilitator's."""
import json
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402
import driver  # noqa: E402
import touch  # noqa: E402
from driver import ask, wait_for  # noqa: E402

DE = json.loads((desks.ROOT / "resources/kiosk/de.json").read_text(encoding="utf-8"))
NAMES = ["Trinkbrunnen", "Bänke", "Licht im Park", "Hochbeete"]
COSTS = [2500, 1200, 4800, 1500]
MATRIX, RANKING, BASKET = "Was lohnt sich?", "Was zuerst?", "Wofür das Geld?"
number = failed = 0


def button(desk, name):
    return desk.look(name, "push button")


def seen(desk):
    """What is asked (None between two questions) and the pair, by one walk."""
    names = {entry.name for entry in desk.read(roles=False)}
    asked = [k for k in ("vote_impact", "vote_effort", "vote_compared") if DE[k] in names]
    return (asked[0] if asked else None), [n for n in NAMES if n in names]


def by_pointer(desk, name):
    desk.click_on(name, role="push button")


def by_keys(desk, name):
    """Tab until it has the focus, then the space bar."""
    import pyatspi

    # Found once: the tree is large, and walking it for every key would take minutes.
    node = desk.find(name, "push button")
    for _ in range(60):
        if node.getState().contains(pyatspi.STATE_FOCUSED):
            desk.key("space")
            return
        desk.key("Tab")
    raise AssertionError("the keyboard does not come to “%s”" % name)


class ByFinger:
    def __init__(self, desk):
        self.fingers = desk.take_fingers()

    def __call__(self, desk, name):
        x, y, width, height = desk.extents(desk.find(name, "push button"))
        at = (x + width / 2, y + height / 2)
        self.fingers.event(touch.BEGIN, 1, *at)
        self.fingers.sync()
        self.fingers.event(touch.END, 1, *at)
        self.fingers.sync()


def begin(desk, title):
    for name in (DE["touch"], "Deutsch", DE["way_standard"], "%s: %s" % (DE["vote_on"], title)):
        desk.press(name)
    desk.find(title, "label")


def finish(desk, act, path, before):
    act(desk, DE["vote_cast"])
    desk.find(DE["vote_thanks"])
    rows = wait_for("the ballot", lambda: [r for r in ask(path, "SELECT ballot, marks FROM local_urn")
                                           if r[0] not in before])
    desk.press(DE["done"])
    desk.find(DE["touch"])
    names = {id: title for id, title in ask(path, "SELECT id, title FROM idea")}
    return {names[id]: mark for id, mark in json.loads(rows[0][1]).items()}


def known(path):
    return {r[0] for r in ask(path, "SELECT ballot FROM local_urn")}


def matrix(desk, act, path):
    """Impact falls in the order of the names, effort rises."""
    before = known(path)
    begin(desk, MATRIX)
    taken_back = False
    for _ in range(30):
        asked, pair = wait_for("a question", lambda: next(
            (s for s in [seen(desk)] if s[0] == "vote_compared" or (s[0] and len(s[1]) == 2)), None))
        if asked == "vote_compared":
            break
        higher = pair[0] if asked == "vote_impact" else pair[1]
        if not taken_back:
            # A slip of the hand, and back.
            taken_back = True
            act(desk, pair[1])
            wait_for("the next question", lambda: seen(desk) != (asked, pair))
            act(desk, DE["vote_take_back"])
            wait_for("the first question", lambda: seen(desk) == (asked, pair))
        act(desk, higher)
        wait_for("the next question", lambda: seen(desk) != (asked, pair))
    driver.picture(desk, "vote-matrix")
    found = finish(desk, act, path, before)
    assert found == {n: [4 - i, i + 1] for i, n in enumerate(NAMES)}, found


def marked(desk, name, mark):
    wait_for("“%s” marked" % name, lambda: button(desk, "%s: %d" % (name, mark)))


def ranking(desk, act, path):
    before = known(path)
    begin(desk, RANKING)
    for place, name in enumerate([NAMES[2], NAMES[0], NAMES[3]], 1):
        act(desk, name)
        marked(desk, name, place)
    found = finish(desk, act, path, before)
    assert found == {NAMES[2]: 1, NAMES[0]: 2, NAMES[3]: 3}, found


def basket(desk, act, path):
    before = known(path)
    begin(desk, BASKET)
    act(desk, NAMES[2])
    marked(desk, NAMES[2], 1)
    # 4,800 of 5,000 are gone: nothing else fits.
    act(desk, NAMES[0])
    desk.find("%s: 200\u00a0€" % DE["vote_money_left"], "label")
    act(desk, "%s: 1" % NAMES[2])
    desk.find(DE["vote_none"], "label")
    for name in (NAMES[0], NAMES[3]):
        act(desk, name)
        marked(desk, name, 1)
    desk.find("%s: 1.000\u00a0€" % DE["vote_money_left"], "label")
    driver.picture(desk, "vote-basket")
    found = finish(desk, act, path, before)
    assert found == {NAMES[0]: 1, NAMES[3]: 1}, found


def take_down(desk, title):
    """The window in which the facilitator takes down a show of hands on @title."""
    desk.click_on("Gewichten", "page tab")
    desk.click_on(title, "list item")
    wait_for("the poll", lambda: len(desk.all(title, "label")) > 1)
    desk.press("Stimmzettel erfassen …", "push button")
    dialog = desk.toplevel("Stimmzettel erfassen")
    desk.choose(desk.find("Abgegeben durch", "combo box", within=dialog), "Handzeichen")
    return dialog


def taken_down(desk, path, title, dialog):
    """What is on the one ballot, by the names, when the button has been pressed."""
    desk.press("Erfassen", "push button", within=dialog)
    marks = wait_for("the ballot", lambda: ask(
        path, "SELECT marks FROM ballot JOIN poll ON poll.id = ballot.poll WHERE poll.title = ?",
        title))[0][0]
    desk.toplevel("Stimmzettel erfassen", there=False)
    names = {id: name for id, name in ask(path, "SELECT id, title FROM idea")}
    return {names[id]: mark for id, mark in json.loads(marks).items()}


def swipe(fingers, x, y, by):
    """One finger goes up (or down) without a rest."""
    fingers.event(touch.BEGIN, 1, x, y)
    for step in range(1, 11):
        fingers.event(touch.UPDATE, 1, x, y + by * step / 10)
        fingers.sync()
    fingers.event(touch.END, 1, x, y + by)
    fingers.sync()


def tap_row(desk, fingers, dialog, name, at):
    """A finger on the words of the row, which is scrolled to where it is not in view. Two taps at one
    place (@at) soon after each other are a double click, of which a list takes the first."""
    row = desk.find(name, "list item", within=dialog)
    left = desk.extents(desk.find("Abgegeben durch", "combo box", within=dialog))[0]
    floor = desk.extents(desk.find("Erfassen, nächster", "push button", within=dialog))[1]
    for _ in range(8):
        x, y, width, height = desk.extents(row)
        if 60 < y and y + height < floor - 10:
            break
        before = desk.extents(row)
        swipe(fingers, left + 60, floor - 40, -120)
        wait_for("the rows go along", lambda: desk.extents(row) != before)
        wait_for("the rows rest", lambda: desk.extents(row) == desk.extents(row))
    touch_at(fingers, x + at, y + height / 2)


def touch_at(fingers, x, y):
    fingers.event(touch.BEGIN, 1, x, y)
    fingers.sync()
    fingers.event(touch.END, 1, x, y)
    fingers.sync()


def facilitators_ranking(desk, path, fingers):
    """Tapped in its order; one is taken back and the others move up; equal places by the plus sign."""
    dialog = take_down(desk, RANKING)

    def places():
        return [int(desk.find(name, "spin button", within=dialog).queryValue().currentValue)
                for name in NAMES]

    def tap(index, expected, at=60):
        tap_row(desk, fingers, dialog, NAMES[index], at)
        wait_for("places %s" % expected, lambda: places() == expected)

    tap(3, [0, 0, 0, 1])
    tap(0, [2, 0, 0, 1])
    tap(2, [2, 0, 3, 1])
    tap(3, [1, 0, 2, 0])
    tap(3, [1, 0, 2, 3], at=120)
    desk.find("Noch 1 Vorschlag", "label", within=dialog)
    # The plus sign is the last thing in the field, and as wide as high.
    x, y, width, height = desk.extents(desk.find(NAMES[0], "spin button", within=dialog))
    touch_at(fingers, x + width - height / 2, y + height / 2)
    wait_for("equal places", lambda: places() == [2, 0, 2, 3])
    driver.picture(desk, "ranking-fingers")
    found = taken_down(desk, path, RANKING, dialog)
    assert found == {NAMES[0]: 2, NAMES[2]: 2, NAMES[3]: 3}, found


def facilitators_basket(desk, path, fingers):
    """Tapped in and out; a basket dearer than the budget is not taken, and says by how much."""
    import pyatspi
    dialog = take_down(desk, BASKET)
    take = desk.find("Erfassen", "push button", within=dialog)

    def basket(*expected):
        wait_for("in the basket: %s" % (expected,), lambda: [
            i for i, name in enumerate(NAMES)
            if desk.find(name, "check box", within=dialog).getState().contains(pyatspi.STATE_CHECKED)
        ] == list(expected))

    def tap(index):
        tap_row(desk, fingers, dialog, NAMES[index], 60)

    tap(2)
    basket(2)
    desk.find(re.compile("^Noch 200.€$"), "label", within=dialog)
    tap(1)
    basket(1, 2)
    desk.find(re.compile("1.000.€"), "label", within=dialog)
    wait_for("it is refused", lambda: not take.getState().contains(pyatspi.STATE_SENSITIVE))
    tap(2)
    tap(0)
    basket(0, 1)
    desk.find(re.compile("^Noch 1.300.€$"), "label", within=dialog)
    driver.picture(desk, "basket-fingers")
    found = taken_down(desk, path, BASKET, dialog)
    assert found == {NAMES[0]: 1, NAMES[1]: 1}, found


def facilitators_matrix(desk, path, fingers):
    """Two hands move two cards at the same time, up and down, though the window around them scrolls;
    what is taken down is what they say."""
    dialog = take_down(desk, MATRIX)
    field = desk.find("Matrix aus Wirkung und Aufwand", within=dialog)
    n = len(NAMES)

    def card(name, place="noch nicht eingeordnet"):
        return desk.find("%s: %s" % (name, place), "push button", within=dialog)

    def middle(node):
        x, y, width, height = desk.extents(node)
        return x + width / 2, y + height / 2

    def at(impact, effort):
        x, y, width, height = desk.extents(field)
        return (x + 30 + (effort - 0.5) / n * (width - 30),
                y + (n - impact + 0.5) / n * (height - 30))

    def move(*moves):
        for finger, (start, _) in enumerate(moves, 1):
            fingers.event(touch.BEGIN, finger, *start)
        for step in range(1, 11):
            for finger, (start, end) in enumerate(moves, 1):
                fingers.event(touch.UPDATE, finger, *(s + (e - s) * step / 10
                                                      for s, e in zip(start, end)))
            fingers.sync()
        for finger, (_, end) in enumerate(moves, 1):
            fingers.event(touch.END, finger, *end)
        fingers.sync()

    move((middle(card(NAMES[3])), at(1, 4)), (middle(card(NAMES[2])), at(2, 3)))
    card(NAMES[3], "Wirkung 1, Aufwand 4 von 4")
    move((middle(card(NAMES[1])), at(3, 2)), (middle(card(NAMES[0])), at(1, 1)))
    card(NAMES[1], "Wirkung 3, Aufwand 2 von 4")
    move((middle(card(NAMES[0], "Wirkung 1, Aufwand 1 von 4")), at(4, 1)))
    card(NAMES[0], "Wirkung 4, Aufwand 1 von 4")
    driver.picture(desk, "matrix-fingers")
    found = taken_down(desk, path, MATRIX, dialog)
    assert found == {name: [4 - i, i + 1] for i, name in enumerate(NAMES)}, found


def check(name, part, *arguments):
    global number, failed
    number += 1
    fault = None
    try:
        part(*arguments)
    except (AssertionError, LookupError, TimeoutError) as error:
        fault = repr(error)
        failed += 1
        driver.picture(arguments[0], "fail-%d" % number, tree=True)
        # The next one begins at the first screen.
        for word in ("cancel", "yes"):
            if arguments[0].look(DE.get(word, "–"), "push button"):
                arguments[0].press(DE[word])
        if part in (facilitators_ranking, facilitators_basket):
            arguments[0].key("Escape")
        print("# " + fault)
    print(("not ok" if fault else "ok"), number, "-", name, flush=True)


def make(folder):
    path = driver.new_workshop(folder)
    driver.add_released(folder, path, NAMES)
    costs = [a for i, c in enumerate(COSTS, 1) for a in ("--cost", "%d=%d" % (i, c))]
    for title, more in ((MATRIX, ["--method", "matrix"]), (RANKING, ["--method", "ranking"]),
                        (BASKET, ["--method", "budget", "--budget", "5000", *costs])):
        made = json.loads(driver.cli("poll", path, "create", "--title", title, "--options", "ideas",
                                     *more, "--json"))
        driver.cli("poll", path, "open", made["poll"])
    return path


def main():
    global number, failed
    if driver.cannot():
        return
    parts = (("matrix", matrix), ("ranking", ranking), ("basket", basket))
    windows = (("ranking by taps", facilitators_ranking), ("basket by taps", facilitators_basket),
               ("matrix with two hands", facilitators_matrix))
    with tempfile.TemporaryDirectory() as scratch:
        path = make(pathlib.Path(scratch))
        def at_the_screen():
            with desks.Desk(args=["--kiosk", str(path)], size=(1920, 1080)) as desk:
                for means, act in (("a mouse", by_pointer), ("the keyboard alone", by_keys)):
                    for name, part in parts:
                        check("a %s with %s" % (name, means), part, desk, act, path)
                desk.kill()
            return failed

        def in_the_window():
            with touch.TouchDesk(args=[str(path)], size=(1920, 1080)) as desk:
                fingers = desk.take_fingers()
                for name, part in windows:
                    check("the facilitator's " + name, part, desk, path, fingers)
                desk.kill()
            return failed

        if not sys.argv[1:]:
            failed += driver.alone(at_the_screen)
            number += 2 * len(parts)
        lacks = touch.missing()
        if lacks:
            for name in ["the facilitator's " + w for w, _ in windows] + ["a " + p for p, _ in parts]:
                check("%s with fingers # SKIP %s" % (name, ", ".join(lacks)), lambda: None)
        else:
            failed += driver.alone(in_the_window)
            number += len(windows)
            if sys.argv[1:] == ["window"]:
                parts = ()
            with touch.TouchDesk(args=["--kiosk", str(path)], size=(1920, 1080)) as desk:
                act = ByFinger(desk)
                for name, part in parts:
                    check("a %s with fingers" % name, part, desk, act, path)
                desk.kill()
    print(f"1..{number}")
    sys.exit(1 if failed else 0)


main()
