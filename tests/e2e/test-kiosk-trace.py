#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""What a resident leaves at the shared screen: nothing, but the idea that was sent. A word is typed
on the station's own keyboard, and after cancelling, after silence and after a kill it is looked for
in every file and every widget; likewise the stickers and the painted picture of a child, and these in
the memory of the program too; the idea that was sent is found by its code, and undone by nobody else."""
import contextlib
import json
import pathlib
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402

DE = json.loads((desks.ROOT / "resources/kiosk/de.json").read_text(encoding="utf-8"))
TOPIC = json.loads((desks.ROOT / "resources/programme/nordwaerts.json")
                   .read_text(encoding="utf-8"))["categories"][0]["title"]["de"]
CANARY = "xqwykvz"
# Seconds pass ten times as fast.
HURRY = 10
CODE = re.compile("^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$")
number = failed = 0


def check(name, part, *arguments):
    global number, failed
    number += 1
    fault = None
    try:
        part(*arguments)
    except (AssertionError, LookupError, TimeoutError) as error:
        fault = repr(error)
        failed += 1
        print("# " + fault)
    print(("not ok" if fault else "ok"), number, "-", name, flush=True)


def to_words(desk):
    """From the attract screen to the words of an idea."""
    for name in (DE["touch"], "Deutsch", DE["way_standard"], DE["join"]):
        desk.press(name)
    time.sleep(0.7)
    desk.click(960, 500)
    desk.press(TOPIC)
    desk.press(DE["write"])


def type_word(desk, word=CANARY):
    for letter in word:
        key = desk.find(re.compile("^%s$" % letter, re.I), role="push button", active=True)
        key.queryAction().doAction(0)
        time.sleep(0.1)
    time.sleep(0.3)


def in_files(*folders, traces=(CANARY.encode(), CANARY.encode("utf-16-le"))):
    """All files with one of the traces in them, whatever its case."""
    found = []
    for folder in folders:
        for path in pathlib.Path(folder).rglob("*"):
            # A draft that is being written has another name for a moment.
            with contextlib.suppress(FileNotFoundError):
                if path.is_file() and not path.is_symlink():
                    data = path.read_bytes().lower()
                    if any(trace.lower() in data for trace in traces):
                        found.append(str(path.relative_to(folder)))
    return found


def in_memory(desk, trace):
    """How often the program has it in what it may write to; None where nobody may look."""
    found = 0
    try:
        with open("/proc/%d/maps" % desk.process.pid) as maps, \
             open("/proc/%d/mem" % desk.process.pid, "rb", 0) as memory:
            for line in maps:
                place, rights = line.split()[:2]
                start, end = (int(part, 16) for part in place.split("-"))
                if not rights.startswith("rw") or "[v" in line:
                    continue
                with contextlib.suppress(OSError):
                    memory.seek(start)
                    found += memory.read(end - start).count(trace)
    except PermissionError:
        print("# nobody may look into the memory of the program here")
        return None
    return found


def in_widgets(desk):
    """All things whose name, description or text has the word in it, shown or not."""
    found = []
    for node in desk.walk(showing=False):
        words = []
        with contextlib.suppress(Exception):
            words += [node.name or "", node.description or ""]
        with contextlib.suppress(Exception):
            text = node.queryText()
            words.append(text.getText(0, text.characterCount))
        if any(CANARY in word.lower() for word in words):
            found.append(node.getRoleName())
    return found


def wait_until(what, test, timeout=10):
    end = time.monotonic() + timeout * desks.patience()
    while not test():
        assert time.monotonic() < end, "waited in vain: " + what
        time.sleep(0.2)


def assert_no_trace(desk, folder):
    wait_until("nothing in any widget", lambda: not in_widgets(desk), 3)
    assert not in_files(desk.home, folder), in_files(desk.home, folder)


def cancelled(desk, folder):
    to_words(desk)
    type_word(desk)
    assert in_widgets(desk), "it was not typed"
    assert in_files(desk.home / "run"), "the draft would not outlive a kill"
    assert not in_files(folder, desk.home / "data", desk.home / "config", desk.home / "cache")
    desk.press(DE["cancel"])
    assert_no_trace(desk, folder)


def searched(desk, folder):
    """Where somebody looked for a place is nobody's business, not even as a draft."""
    for name in (DE["touch"], "Deutsch", DE["way_standard"], DE["join"], DE["find"]):
        desk.press(name)
    type_word(desk)
    wait_until("it was typed", lambda: in_widgets(desk))
    assert not in_files(desk.home, folder), in_files(desk.home, folder)
    desk.press(DE["back"])
    wait_until("nothing in any widget", lambda: not in_widgets(desk), 3)
    desk.press(DE["find"])
    type_word(desk)
    desk.press(DE["cancel"])
    assert_no_trace(desk, folder)


def silent(desk, folder):
    """Nobody is asked while typing; then, after silence, all goes by itself."""
    to_words(desk)
    end = time.monotonic() + 180 / HURRY + 4
    while time.monotonic() < end:
        type_word(desk, "xy")
        time.sleep(1)
    assert desk.look(DE["still_title"]) is None, "asked while typing"
    type_word(desk)
    start = time.monotonic()
    desk.find(DE["still_title"], timeout=180 / HURRY + 10)
    assert time.monotonic() - start > 180 / HURRY - 3, "asked too early"
    wait_until("the reset", lambda: not in_widgets(desk), 30 / HURRY + 5)
    assert_no_trace(desk, folder)


def killed(desk, folder):
    """A draft outlives the program, but is asked about and not shown; whoever says no, wipes it."""
    to_words(desk)
    type_word(desk)
    desk.kill()
    # The question goes away by itself after a while, and a test is slow at looking into every widget.
    desk.env["NORD_KIOSK_HURRY"] = "1"
    desk.start()
    desk.find(DE["resume_title"])
    assert not in_widgets(desk), "shown without asking"
    desk.press(DE["resume_yes"])
    desk.find(DE["check_title"])
    wait_until("the draft", lambda: in_widgets(desk))
    desk.kill()
    desk.start()
    desk.find(DE["resume_title"])
    desk.press(DE["resume_no"])
    desk.find(DE["touch"])
    assert_no_trace(desk, folder)
    desk.kill()
    desk.env["NORD_KIOSK_HURRY"] = str(HURRY)
    desk.start()
    desk.find(DE["touch"])


def staff_brings_back(desk, folder):
    # The door closes by itself after a while, and a test is slow at it.
    desk.kill()
    desk.env["NORD_KIOSK_HURRY"] = "1"
    desk.start()
    to_words(desk)
    type_word(desk)
    desk.press(DE["cancel"])
    wait_until("the reset", lambda: not in_widgets(desk))
    desk.key("ctrl+alt+p")
    for _ in range(2):
        for digit in "271828":
            desk.click_on(digit, role="push button")
    desk.press(DE["staff_draft"])
    wait_until("the draft", lambda: in_widgets(desk))
    desk.press(DE["cancel"])
    wait_until("the reset", lambda: not in_widgets(desk))
    desk.kill()
    desk.env["NORD_KIOSK_HURRY"] = str(HURRY)
    desk.start()
    desk.find(DE["touch"])


def draft(desk):
    """What of a child's would outlive a kill."""
    for path in (desk.home / "run").rglob("draft-*"):
        with contextlib.suppress(ValueError, FileNotFoundError):
            return json.loads(path.read_text(encoding="utf-8").split("\n", 1)[1]).get("collage")
    return None


def to_painting(desk):
    for name in (DE["touch"], "Deutsch", DE["way_children"], DE["join"], DE["question_play"]):
        desk.press(name)
    desk.find(DE["stick_hint"])

    def stuck():
        desk.click(960, 480)
        return (draft(desk) or {}).get("stickers")

    wait_until("a sticker on the map", stuck)
    desk.press(DE["paint"])
    desk.find(DE["paint_rubber"])


def paint(desk):
    """Its points, as the memory has them and as the draft has."""
    desk.press(DE["paint_red"])
    desk.drag((700, 300), (1100, 350), (760, 420), (1190, 470))
    wait_until("the picture in the draft", lambda: (draft(desk) or {}).get("strokes"))
    points = draft(desk)["strokes"][0][1:]
    assert len(points) > 24, points
    return struct.pack("<16h", *points[4:20]), ",".join(map(str, points[4:20])).encode()


def painted(desk, folder, path):
    """A child leaves no sticker and no picture behind: not after undoing, cancelling and the next
    child's; and of what was sent, the stored picture alone."""
    desk.kill()
    desk.env["NORD_KIOSK_HURRY"] = "1"
    desk.start()
    desk.find(DE["touch"])
    desk.key("ctrl+alt+p")
    desk.find(DE["staff_title"])
    for digit in "271828":
        desk.press(digit, role="push button")
    desk.press(DE["staff_children"])
    desk.press(DE["back"])
    to_painting(desk)
    undone, text = paint(desk)
    assert in_files(desk.home / "run", traces=[text]), "the picture would not outlive a kill"
    assert in_memory(desk, undone) != 0, "not looked for as it is kept"
    desk.press(DE["undo"])
    wait_until("it is taken back", lambda: not draft(desk)["strokes"])
    assert not in_memory(desk, undone), "what was undone is still in the memory"
    cancelled, text = paint(desk)
    desk.press(DE["cancel"])
    desk.find(DE["touch"])
    traces = [text, b'"strokes"', b'"stickers"']
    assert not in_files(desk.home, folder, traces=traces), in_files(desk.home, folder, traces=traces)
    # The team may bring back the last one for a while; then this is the last.
    to_painting(desk)
    undo = desk.find(DE["undo"], role="push button")
    assert not desk.can_act(undo), "another child's picture"
    desk.press(DE["cancel"])
    desk.find(DE["touch"])
    assert not in_memory(desk, cancelled), "the picture of the child before is in the memory"
    to_painting(desk)
    sent, text = paint(desk)
    desk.press(DE["finish"])
    desk.find(DE["thanks_title"])
    assert not in_memory(desk, sent), "what was sent is still in the memory"
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=5)) as base:
        (picture,), = base.execute("SELECT data FROM medium_blob").fetchall()
    part = bytes(picture[len(picture) // 2:len(picture) // 2 + 32])
    desk.press(DE["done"])
    desk.find(DE["touch"])
    assert not in_files(desk.home, folder, traces=[text, b'"strokes"', b'"stickers"'])
    found = in_files(desk.home, folder, traces=[part])
    assert found and all(name.startswith("trace.gpkg") for name in found), found
    desk.kill()
    desk.env["NORD_KIOSK_HURRY"] = str(HURRY)
    desk.start()
    desk.find(DE["touch"])


def sent(desk, folder, path):
    """What was sent stands in the workshop and nowhere else; its code as a hash only."""
    to_words(desk)
    type_word(desk)
    desk.press(DE["more"])
    desk.press(DE["send"])
    code = desk.find(CODE).name
    if shutil.which("zbarimg"):
        desk.shot(desk.home / "thanks.png")
        read = subprocess.run(["zbarimg", "--quiet", "--raw", desk.home / "thanks.png"],
                              capture_output=True, text=True).stdout
        assert read.strip() == "Nordwaerts " + code, read
        (desk.home / "thanks.png").unlink()
    else:
        print("# zbar-tools is not installed: the QR code was not read")
    wait_until("the thanks go by themselves", lambda: desk.look(CODE) is None, 20 / HURRY + 5)
    assert not in_widgets(desk)
    assert all(name.startswith("trace.gpkg") for name in in_files(desk.home, folder))
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=5)) as base:
        rows = base.execute("SELECT title, receipt FROM idea WHERE source IS NULL").fetchall()
    assert [row[0].lower() for row in rows] == [CANARY], rows
    assert re.fullmatch("[0-9a-f]{32}", rows[0][1]), rows
    for file in pathlib.Path(folder).iterdir():
        assert code.encode() not in file.read_bytes(), "the code itself is in " + file.name
    return code


def undone_by_nobody(path):
    """The facilitator's undo does not reach what a resident has sent."""
    cli = desks.BUILD / "src/cli/nordwaerts-cli"
    subprocess.run([cli, "undo", path], capture_output=True)
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=5)) as base:
        assert base.execute("SELECT count(*) FROM idea WHERE source IS NULL").fetchone() == (1,)


def found_by_code(desk, path, code):
    """Read out by the resident, typed as it sounds."""
    desk.kill()
    desk.start(args=[path])
    desk.find(re.compile(CANARY, re.I))
    desk.key("ctrl+f")
    desk.type("0000 0000 0000")
    wait_until("an empty list", lambda: desk.look(re.compile("^" + CANARY, re.I)) is None)
    desk.key("ctrl+a")
    desk.type(code.lower().replace("-", " "))
    desk.find(re.compile("^" + CANARY, re.I))


def main():
    if desks.missing():
        print("1..0 # SKIP not installed: " + ", ".join(desks.missing()))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "trace.gpkg"
        cli = desks.BUILD / "src/cli/nordwaerts-cli"
        subprocess.run([cli, "new", path, "--title", "Nordmarkt", "--quiet"], check=True)
        codes = []
        with desks.Desk(args=["--kiosk", str(path)], size=(1920, 1080),
                        env={"NORD_KIOSK_HURRY": str(HURRY)}) as desk:
            desk.find(DE["touch"])
            check("what was looked for is gone", searched, desk, folder)
            check("nothing is left after cancelling", cancelled, desk, folder)
            check("nor after silence, which is not asked about while typing", silent, desk, folder)
            check("a kill: a draft is asked about", killed, desk, folder)
            check("the staff brings the last draft back", staff_brings_back, desk, folder)
            check("a child's stickers and picture", painted, desk, folder, path)
            check("the receipt", lambda: codes.append(sent(desk, folder, path)))
            codes = codes or [""]
            check("the facilitator finds it by the code", found_by_code, desk, path, codes[0])
        check("the facilitator's undo leaves it", undone_by_nobody, path)
    print(f"1..{number}")
    sys.exit(1 if failed else 0)


main()
