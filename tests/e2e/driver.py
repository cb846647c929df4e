# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""What the drivers of the window share: asking the file, waiting, pictures, and the way through the
tests. Environment: NORD_E2E_PICTURES, a folder for pictures; NORD_E2E_SIZE (1100x720) and
NORD_E2E_DARK, how the window is to be. Arguments of a driver are the tests to run, by name."""
import contextlib
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import time
import traceback

import desk as desks

CLI = desks.BUILD / "src/cli/nordwaerts-cli"


def cli(*arguments, status=0):
    """Runs the command line; returns what it said."""
    done = subprocess.run([str(CLI), *[str(a) for a in arguments]], capture_output=True, text=True)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def new_workshop(folder, title="Abend"):
    """Its path."""
    path = pathlib.Path(folder) / (title.lower() + ".gpkg")
    cli("new", path, "--title", title)
    return path


def add_released(folder, path, titles, columns="title"):
    """Ideas that moderation has let through, as the program itself writes them out; with more
    @columns each of @titles is a whole row."""
    table = folder / "released.csv"
    scratch = folder / "scratch.gpkg"
    table.write_text(columns + "\n" + "".join(t + "\n" for t in titles), encoding="utf-8")
    cli("new", scratch, "--title", "-")
    cli("import", scratch, table)
    cli("export", scratch, table, "--format", "csv")
    written = table.read_text(encoding="utf-8")
    assert written.count(",new,") == len(titles), written
    table.write_text(written.replace(",new,", ",released,"), encoding="utf-8")
    cli("import", path, table)
    for file in folder.glob("scratch.gpkg*"):
        file.unlink()


def alone(run):
    """@run, which says how many failed, in a process of its own: the accessibility library knows one
    bus a process."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            bad = run()
        except BaseException as error:  # noqa: BLE001
            print("# %r" % error)
            bad = 1
        sys.stdout.flush()
        os._exit(1 if bad else 0)
    return os.waitpid(child, 0)[1] != 0


def sample(desk):
    """The path of the sample workshop that the program was started with."""
    return next((desk.home / "data/nordwaerts/workshops").glob("*.gpkg"))


def ask(path, sql, *values):
    """Rows of the workshop's file, as anybody could read them while it is open."""
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=5)) as base:
        return base.execute(sql, values).fetchall()


def wait_for(what, check, timeout=15):
    """What `check` returns as soon as that is something."""
    end = time.monotonic() + timeout * desks.patience()
    while True:
        value = check()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError("waited in vain: " + what)
        time.sleep(0.1)


def focused(node):
    """What has the focus at @node or below, as assistive technology sees it; the innermost."""
    import pyatspi
    with contextlib.suppress(Exception):
        state = node.getState()
        if node.getRole() != pyatspi.ROLE_APPLICATION and not state.contains(pyatspi.STATE_VISIBLE):
            return None
        for i in range(node.childCount):
            found = focused(node.getChildAtIndex(i))
            if found is not None:
                return found
        if state.contains(pyatspi.STATE_FOCUSED):
            return node
    return None


def tab_to(desk, name, role=None, within=None, most=80):
    """Tab until what is wanted has the focus, or something inside it has; @most is more Tabs than any
    screen takes."""
    seen = []
    for _ in range(most):
        node = focused(within or desk.application())
        up = node
        for _ in range(3):
            with contextlib.suppress(Exception):
                if up is not None and desk.named(up, name) and (
                        role is None or desks.role_of(up) == role):
                    return up
                up = up.parent
        seen.append("nothing" if node is None else "%s %r" % (node.getRoleName(), node.name))
        if seen[-3:] == seen[-1:] * 3:
            break
        desk.key("Tab")
        time.sleep(0.1)
    raise AssertionError("%r is not reached: %s" % (name, ", ".join(seen)))


class FocusWatch:
    """Hears where the focus goes. (To look for it takes half a second where there are hundreds of
    things.)"""

    def __init__(self, desk):
        import pyatspi
        self.desk, self.node = desk, None
        self.registry = pyatspi.Registry
        self.registry.registerEventListener(self._heard, "object:state-changed:focused")

    def _heard(self, event):
        with contextlib.suppress(Exception):
            if event.detail1 and event.host_application.get_process_id() == self.desk.process.pid:
                self.node = event.source

    def close(self):
        self.registry.deregisterEventListener(self._heard, "object:state-changed:focused")

    def _listen(self, seconds):
        from gi.repository import GLib
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.node is None:
            while GLib.MainContext.default().iteration(False):
                pass
            time.sleep(0.005)

    def key(self, key, timeout=5):
        """Presses it; returns what gets the focus by that, None where nothing does."""
        self._listen(0)
        self.node = None
        self.desk.key(key)
        self._listen(timeout * desks.patience())
        return self.node


def size():
    return tuple(int(v) for v in os.environ.get("NORD_E2E_SIZE", "1100x720").split("x"))


def dark():
    return "NORD_E2E_DARK" in os.environ


def picture(desk, name, tree=False):
    """Of the whole screen, where pictures are wanted."""
    folder = os.environ.get("NORD_E2E_PICTURES")
    if folder:
        desk.shot(pathlib.Path(folder) / (name + ".png"), whole=True)
        if tree:
            (pathlib.Path(folder) / (name + ".txt")).write_text(desk.tree())


def cannot(any_toolkit=False):
    """Says as TAP what is missing here; whether anything is."""
    lacks = desks.missing(any_toolkit=any_toolkit)
    if lacks:
        print("1..0 # SKIP not installed: " + ", ".join(lacks))
    return bool(lacks)


def add_photo(desk, file):
    """Through the button of the card in view and the file chooser, as a person would."""
    before = desk.popups()
    desk.press("Fotos hinzufügen …", "push button")
    chooser = wait_for("the file chooser", lambda: desk.popups() - before).pop()
    desk.xdotool("windowfocus", "--sync", chooser)
    # A slash asks for a path.
    desk.type("/")
    entry = wait_for("the field for a path", lambda: [n for n in desk.all(
        role="text", within=desk.toplevel("Fotos hinzufügen")) if desk.text(n) == "/"])[0]
    entry.queryEditableText().setTextContents(str(file))
    desk.press(re.compile("(Öffnen|Open)$"), "push button",
               within=desk.toplevel("Fotos hinzufügen"))
    wait_for("the end of the file chooser", lambda: chooser not in desk.popups())
    desk.focus()


def play(desk, tests, *given, stop=False):
    """Runs the tests one after the other, each with the desk and as much of `given` as it takes, and
    says as TAP how they went. With `stop` the first that fails ends it: the later build on it. Returns
    a status to exit with."""
    wanted = sys.argv[1:]
    failed = False
    print("1..%d" % len(tests), flush=True)
    for number, test in enumerate(tests, 1):
        if wanted and test.__name__ not in wanted:
            print("ok %d - %s # SKIP not asked for" % (number, test.__name__))
            continue
        if failed and stop:
            print("not ok %d - %s\n# not tried after that" % (number, test.__name__), flush=True)
            continue
        try:
            test(desk, *given[:test.__code__.co_argcount - 1])
            print("ok %d - %s" % (number, test.__name__), flush=True)
        except Exception:  # noqa: BLE001
            failed = True
            print("not ok %d - %s" % (number, test.__name__))
            print("# " + traceback.format_exc().strip().replace("\n", "\n# "), flush=True)
            with contextlib.suppress(Exception):
                picture(desk, "fail-" + test.__name__, tree=True)
    return 1 if failed else 0
