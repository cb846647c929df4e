#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""A desk for one program: a display, a session bus and the accessibility bus of its own; finds
things by name and role, presses, types, drags and takes pictures.

In tests:

    with Desk(args=["--new", "Nordmarkt"], size=(1100, 720)) as desk:
        desk.press("Idee", role="button")
        desk.type("Mehr Licht")
        desk.shot("card.png")

By hand (all steps in the order given; see --help):

    tests/e2e/desk.py --dark --size 360x640 --do press:Suchen --do type:Licht --do shot:a.png -- --sample
"""
import argparse
import contextlib
import ctypes
import os
import pathlib
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(os.environ.get("NORD_SOURCE_ROOT", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("NORD_BUILD_ROOT", ROOT / "_build"))
APP_ID = "io.github.nordwaerts.Nordwaerts"
SCHEMA_PATH = "io/github/nordwaerts/Nordwaerts"
NEEDED = ["Xvfb", "dbus-daemon", "xdotool", "import"]


def patience():
    """How many times longer all takes on a computer that has much else to do."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


# The GTK whose tree of names the drivers know.
FLOOR = (4, 8)


def toolkit():
    """The version of GTK, major and minor."""
    found = subprocess.run(["pkg-config", "--modversion", "gtk4"], capture_output=True, text=True)
    return tuple(int(part) for part in found.stdout.split(".")[:2]) if found.returncode == 0 else FLOOR


def missing(any_toolkit=False):
    """What this computer lacks for a desk, as a list of words; empty where all is there. Newer GTK
    tells assistive technology other names and places of its own widgets: who knows how to do with
    those says so (`any_toolkit`)."""
    lacks = [tool for tool in NEEDED if not shutil.which(tool)]
    if not any_toolkit and toolkit() > FLOOR:
        lacks.append("GTK %d.%d (here is %d.%d, whose own widgets have other names)"
                     % (FLOOR + toolkit()))
    try:
        import pyatspi  # noqa: F401
    except Exception:
        lacks.append("python3-pyatspi")
    return lacks


def plain_role(name):
    """The name of a role, as the floor's GTK says it: newer ones call a push button a button, or a
    toggle button."""
    return "push button" if name in ("button", "toggle button") else name


def role_of(node):
    return plain_role(node.getRoleName())


def german_locale():
    """Months and days come from the C library, so de_DE is compiled when it is not installed: once for
    all tests, since it takes seconds."""
    have = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.lower()
    if "de_de.utf" in have:
        return {"LANG": "de_DE.UTF-8"}
    target = BUILD / "locale"
    if shutil.which("localedef") and not target.exists():
        fresh = pathlib.Path(tempfile.mkdtemp(prefix="locale-", dir=BUILD))
        subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", str(fresh / "de_DE.UTF-8")],
                       capture_output=True)
        # Also for tests of programs that run as somebody else.
        fresh.chmod(0o755)
        # Another test may have been faster.
        with contextlib.suppress(OSError):
            fresh.rename(target)
        shutil.rmtree(fresh, ignore_errors=True)
    if (target / "de_DE.UTF-8").exists():
        return {"LANG": "de_DE.UTF-8", "LOCPATH": str(target)}
    # Words are German even so; only days and months are not.
    return {"LANG": "C.UTF-8"}


class TextScale:
    """Tells the programs of a display how large text shall be, as GNOME's settings daemon does: by
    the XSETTINGS protocol. (GTK 4 on X11 listens to nothing else.)"""

    def __init__(self, display, scale):
        self.x = ctypes.CDLL("libX11.so.6")
        for name in ("XOpenDisplay", "XDefaultRootWindow", "XCreateSimpleWindow", "XInternAtom"):
            getattr(self.x, name).restype = ctypes.c_void_p
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(display.encode()))
        root = ctypes.c_void_p(self.x.XDefaultRootWindow(self.display))
        window = ctypes.c_void_p(self.x.XCreateSimpleWindow(self.display, root, 0, 0, 1, 1, 0, 0, 0))

        def atom(name):
            return ctypes.c_void_p(self.x.XInternAtom(self.display, name, 0))

        name = b"Xft/DPI"
        data = struct.pack("<BxxxII", 0, 1, 1) + struct.pack("<BxH", 0, len(name)) + name
        data += b"\0" * (-len(name) % 4) + struct.pack("<Ii", 1, round(96 * 1024 * scale))
        self.x.XChangeProperty(self.display, window, atom(b"_XSETTINGS_SETTINGS"),
                               atom(b"_XSETTINGS_SETTINGS"), 8, 0, data, len(data))
        self.x.XSetSelectionOwner(self.display, atom(b"_XSETTINGS_S0"), window, ctypes.c_void_p(0))
        self.x.XSync(self.display, 0)

    def close(self):
        self.x.XCloseDisplay(self.display)


class Desk:
    """See the module. Everything is made fresh and taken away again, but `home` where it is given."""

    def __init__(self, args=(), size=(1100, 720), screen=(1920, 1080), language="de", dark=False,
                 high_contrast=False, text_scale=1.0, animations=False, a11y=True, home=None, env=None,
                 program=None, settings=None, wait=True):
        self.args = [str(a) for a in args]
        self.size, self.screen, self.language = size, screen, language
        self.dark, self.high_contrast, self.text_scale = dark, high_contrast, text_scale
        self.animations, self.a11y, self.wait = animations, a11y, wait
        self.extra = env or {}
        self.settings = settings or {}
        self.program = [str(p) for p in (program or [BUILD / "src/ui/nordwaerts"])]
        self.own_home = home is None
        self.home = pathlib.Path(home or tempfile.mkdtemp(prefix="nord-desk-"))
        self.running = []
        self.scaler = None
        self.app = None
        self.reader = None
        self.log = self.home / "program.log"

    # --- Beginning and end ----------------------------------------------------------------------

    def __enter__(self):
        try:
            self._start_display()
            self._start_bus()
            if self.program:
                self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.scaler:
            self.scaler.close()
            self.scaler = None
        for process in reversed(self.running):
            if process.poll() is None:
                process.terminate()
        for process in reversed(self.running):
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
        self.running.clear()
        if self.own_home:
            shutil.rmtree(self.home, ignore_errors=True)

    def server(self, write):
        """The command of the display that tells its number into the pipe. Without -noreset it begins
        anew when its last program goes, and whoever comes then is turned away."""
        return ["Xvfb", "-displayfd", str(write), "-screen", "0", "%dx%dx24" % self.screen, "-noreset",
                "-nolisten", "tcp"]

    def _start_display(self):
        read, write = os.pipe()
        self.running.append(subprocess.Popen(self.server(write), pass_fds=[write],
                                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError("the display did not start")
        self.env = dict(os.environ)
        for name in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "LC_ALL",
                     "GTK_THEME", "G_DEBUG"):
            self.env.pop(name, None)
        config = self.home / "config"
        (config / "gtk-4.0").mkdir(parents=True, exist_ok=True)
        (config / "gtk-4.0/settings.ini").write_text(
            "[Settings]\ngtk-font-name=Sans 10\ngtk-enable-animations=%d\ngtk-cursor-blink=0\n"
            % self.animations)
        keyfile = config / "glib-2.0/settings/keyfile"
        if self.size is not None and not keyfile.exists():
            keyfile.parent.mkdir(parents=True, exist_ok=True)
            values = {"width": self.size[0], "height": self.size[1], **self.settings}
            keyfile.write_text("[%s]\n" % SCHEMA_PATH +
                               "".join("%s=%s\n" % pair for pair in values.items()))
        runtime = self.home / "run"
        runtime.mkdir(mode=0o700, exist_ok=True)
        self.env.update({
            "DISPLAY": ":" + number, "GDK_BACKEND": "x11", "GSK_RENDERER": "cairo",
            "XDG_DATA_HOME": str(self.home / "data"), "XDG_CONFIG_HOME": str(config),
            "XDG_CACHE_HOME": str(self.home / "cache"), "XDG_RUNTIME_DIR": str(runtime),
            "XDG_STATE_HOME": str(self.home / "state"),
            "GSETTINGS_BACKEND": "keyfile", "GSETTINGS_SCHEMA_DIR": str(BUILD / "data"),
            "NORD_LOCALEDIR": str(BUILD / "po"), "NORD_DATADIR": str(BUILD / "data"),
            "LANGUAGE": self.language, "NO_AT_BRIDGE": "1",
            "GTK_A11Y": "atspi" if self.a11y else "none",
        })
        self.env.update(german_locale() if self.language == "de" else {"LANG": "C.UTF-8"})
        if self.text_scale != 1.0:
            self.scaler = TextScale(self.env["DISPLAY"], self.text_scale)
        if self.dark:
            self.env["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        if self.high_contrast:
            self.env["ADW_DEBUG_HIGH_CONTRAST"] = "1"
        self.env.update(self.extra)

    def _start_bus(self):
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"], env=self.env,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.running.append(bus)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        if not self.a11y:
            return
        for launcher in ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"):
            if os.path.exists(launcher):
                self.running.append(subprocess.Popen(
                    [launcher, "--launch-immediately"], env=self.env, stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL))
                break
        # pyatspi reads these when it is first imported, so they must be those of the desk.
        os.environ.update({name: self.env[name] for name in
                           ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")})
        time.sleep(0.5)

    def start(self, args=None):
        """Starts the program (again); waits until its window is there."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.program + (self.args if args is None else [str(a) for a in args]), env=self.env,
            stdout=open(self.log, "ab"), stderr=subprocess.STDOUT)
        self.running.append(self.process)
        if self.wait:
            self.focus()

    def quit(self, timeout=10):
        """Asks the program to quit (Ctrl+Q) and returns its status."""
        self.focus()
        self.key("ctrl+q")
        return self.process.wait(timeout * patience())

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    # --- The pointer and the keys ---------------------------------------------------------------

    def xdotool(self, *arguments):
        return subprocess.run(["xdotool", *[str(a) for a in arguments]], env=self.env, check=True,
                              capture_output=True, text=True).stdout.strip()

    def window(self, timeout=20):
        """The X window of the program, the largest visible one."""
        end = time.monotonic() + timeout * patience()
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError("the program ended:\n" + self.log.read_text(errors="replace"))
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid",
                                    str(self.process.pid)], env=self.env, capture_output=True,
                                   text=True).stdout.split()
            if found:
                return max(found, key=lambda w: self._area(w))
            time.sleep(0.05)
        raise TimeoutError("no window")

    def _area(self, window):
        text = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window], env=self.env,
                              capture_output=True, text=True).stdout
        values = dict(line.split("=") for line in text.split() if "=" in line)
        return int(values.get("WIDTH", 0)) * int(values.get("HEIGHT", 0))

    def resize(self, width, height):
        self.xdotool("windowsize", "--sync", self.window(), width, height)
        time.sleep(0.4)

    def focus(self):
        """Gives the keys to the window, and waits until it knows: without a window manager a key that
        comes in one batch with the news of the focus is dropped by GTK 4.8."""
        self.xdotool("windowfocus", self.window())
        end = time.monotonic() + 3 * patience()
        while self.a11y and time.monotonic() < end and not self._has_active_window():
            time.sleep(0.05)

    def _has_active_window(self):
        import pyatspi
        with contextlib.suppress(Exception):
            top = self.application()
            return any(top.getChildAtIndex(i).getState().contains(pyatspi.STATE_ACTIVE)
                       for i in range(top.childCount))
        return False

    def key(self, *keys):
        for key in keys:
            self.xdotool("key", "--clearmodifiers", key)
            time.sleep(0.05)

    def type(self, text):
        self.xdotool("type", "--delay", "12", text)
        time.sleep(0.1)

    def click(self, x, y, button=1, count=1):
        self.xdotool("mousemove", x, y, "click", "--repeat", count, "--delay", 60, button)
        time.sleep(0.1)

    def drag(self, *points, button=1):
        """Presses at the first point, moves through the others and lets go at the last."""
        self.xdotool("mousemove", *points[0], "mousedown", button)
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            for i in range(1, 9):
                self.xdotool("mousemove", x0 + (x1 - x0) * i // 8, y0 + (y1 - y0) * i // 8)
                time.sleep(0.015)
        self.xdotool("mouseup", button)
        time.sleep(0.1)

    def drop_files(self, paths, x, y):
        """Drags files out of a window of another program and drops them at @x, @y of the display.
        Returns what the other program says of it: dropped or refused."""
        hand = subprocess.Popen(
            [sys.executable, str(pathlib.Path(__file__).with_name("hand.py")), *map(str, paths)],
            env=self.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.running.append(hand)
        if hand.stdout.readline() != "ready\n":
            raise RuntimeError("nothing to drag out of")
        window = self.xdotool("search", "--onlyvisible", "--pid", hand.pid).split()[-1]
        left, top = self.screen[0] - 260, self.screen[1] - 160
        self.xdotool("windowmove", "--sync", window, left, top)
        time.sleep(0.3)
        self.drag((left + 60, top + 50), (left - 60, top - 50), (x + 30, y), (x, y))
        word = hand.stdout.readline().strip()
        hand.terminate()
        hand.wait()
        self.running.remove(hand)
        return word

    def shot(self, path, whole=False):
        """A picture of the program's window; `whole`: of the display."""
        time.sleep(0.3)
        window = "root" if whole else self.window()
        subprocess.run(["import", "-window", window, str(path)], env=self.env, check=True,
                       capture_output=True)
        return path

    # --- By name and role -----------------------------------------------------------------------

    def application(self, timeout=20):
        import pyatspi
        end = time.monotonic() + timeout * patience()
        while time.monotonic() < end:
            desktop = pyatspi.Registry.getDesktop(0)
            for i in range(desktop.childCount):
                try:
                    app = desktop.getChildAtIndex(i)
                    if app is not None and app.get_process_id() == self.process.pid:
                        return app
                except Exception:
                    pass
            time.sleep(0.1)
        raise TimeoutError("the program is not on the accessibility bus")

    @staticmethod
    def extents(node):
        """Left, top, width, height in its window; None for what has no place. (GTK 4.8 never sets
        the state SHOWING, but what does not show has no size.)"""
        import pyatspi
        try:
            box = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
            return box.x, box.y, box.width, box.height
        except Exception:
            return None

    def _tree(self):
        """The reader of what the program tells assistive technology."""
        if self.reader is None:
            import tree
            address = subprocess.run(
                ["dbus-send", "--session", "--print-reply=literal", "--dest=org.a11y.Bus", "/org/a11y/bus",
                 "org.a11y.Bus.GetAddress"], env=self.env, check=True, capture_output=True, text=True)
            self.reader = tree.Tree(address.stdout.strip(), 10 * patience())
        return self.reader

    def read(self, node=None, showing=True, names=True, roles=True, descriptions=False):
        """Entries of the tree, for who wants to know about many widgets and needs few of them."""
        return self._tree().read(node if node is not None else self.application(), showing, names, roles,
                                 descriptions)

    def walk(self, node=None, showing=True):
        """Everything below a node, in order; by default only what is showing."""
        for entry in self.read(node, showing, names=False, roles=False):
            with contextlib.suppress(Exception):
                found = entry.node
                if found is not None:
                    yield found

    @staticmethod
    def says(own, name):
        """Is a widget that says `own` called `name`, a text or a compiled pattern?"""
        if name is None:
            return True
        if isinstance(name, re.Pattern):
            return bool(name.search(own))
        # Buttons with an access key that libadwaita makes carry "_Close Close" as their name.
        plain = own.replace("_", "")
        return name in (own, plain) or plain == name + " " + name

    @classmethod
    def named(cls, node, name):
        return name is None or cls.says(node.name or "", name)

    @staticmethod
    def can_act(node):
        import pyatspi
        try:
            return node.queryAction().nActions > 0 and node.getState().contains(
                pyatspi.STATE_SENSITIVE)
        except Exception:
            return False

    def look(self, name=None, role=None, within=None, active=False):
        """The first thing of that name (a text, or a compiled pattern) and role, or None; `active`:
        that something can be done with now."""
        return next(self._look(name, role, within, active), None)

    def _look(self, name, role, within, active):
        """What goes while it is looked at is left out."""
        for entry in self.read(within, names=name is not None, roles=role is not None):
            if (role is not None and plain_role(entry.role_name) != role) or not self.says(entry.name, name):
                continue
            node = None
            with contextlib.suppress(Exception):
                node = entry.node
            if node is not None and (not active or self.can_act(node)):
                yield node

    def all(self, name=None, role=None, within=None, active=False):
        """All that look would find."""
        return list(self._look(name, role, within, active))

    def find(self, name=None, role=None, within=None, timeout=8, active=False):
        """As look, but waits for it and fails when it does not come."""
        end = time.monotonic() + timeout * patience()
        while True:
            node = self.look(name, role, within, active)
            if node is not None:
                return node
            if time.monotonic() > end:
                raise LookupError("nothing called %r (%s)" % (name, role))
            time.sleep(0.1)

    def gone(self, name, role=None, timeout=8):
        end = time.monotonic() + timeout * patience()
        while self.look(name, role) is not None:
            if time.monotonic() > end:
                raise LookupError("%r is still there" % name)
            time.sleep(0.1)

    def toplevel(self, title, there=True, timeout=8):
        """The window of that title; `there` False: waits until it has gone. (GTK tells windows as
        frame or filler, so the role does not help.)"""
        end = time.monotonic() + timeout * patience()
        while True:
            app = self.application()
            found = None
            for i in range(app.childCount):
                try:
                    child = app.getChildAtIndex(i)
                    if self.named(child, title):
                        found = child
                except Exception:
                    pass
            if (found is not None) == there:
                return found
            if time.monotonic() > end:
                raise LookupError("window %r %s" % (title, "did not come" if there else "stayed"))
            time.sleep(0.1)

    def press(self, name, role=None, within=None):
        """Does the first action of the thing, as assistive technology would."""
        node = name
        if isinstance(name, (str, re.Pattern)):
            node = self.find(name, role, within, active=True)
        node.queryAction().doAction(0)
        time.sleep(0.25)
        return node

    def click_on(self, name, role=None, within=None, button=1):
        """Clicks into the middle of the thing; for things in the main window."""
        node = name
        if isinstance(name, (str, re.Pattern)):
            node = self.find(name, role, within)
        x, y, width, height = self.extents(node)
        self.click(x + width // 2, y + height // 2, button)
        return node

    def popups(self):
        """The X windows that are not the program's largest: dialogs, menus, lists of drop-downs."""
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid",
                                str(self.process.pid)], env=self.env, capture_output=True,
                               text=True).stdout.split()
        return set(found) - {self.window()}

    def choose(self, row, words, timeout=8):
        """Opens a drop-down and clicks the entry of these words. GTK 4.8 tells where an entry lies in
        its popover, but not where the popover lies: the display knows that."""
        before = self.popups()
        self.click_on(row)
        end = time.monotonic() + timeout * patience()
        while True:
            new = self.popups() - before
            entry = None
            for node in self.walk(row, showing=False):
                if node.name == "GtkPopover":
                    popover = self.extents(node)
                    entry = self.look(words, "label", within=node)
            if new and entry is not None and self.extents(entry)[3] > 0:
                break
            if time.monotonic() > end:
                raise LookupError("no entry %r" % words)
            time.sleep(0.1)
        place = dict(line.split("=") for line in self.xdotool(
            "getwindowgeometry", "--shell", new.pop()).split() if "=" in line)
        x, y, width, height = self.extents(entry)
        self.click(int(place["X"]) + x - popover[0] + width // 2,
                   int(place["Y"]) + y - popover[1] + height // 2)

    def text(self, node):
        text = node.queryText()
        return text.getText(0, text.characterCount)

    def tree(self, node=None):
        """What assistive technology sees, indented, for eyes."""
        lines = []

        def show(current, depth):
            import pyatspi
            try:
                state = current.getState()
                box = self.extents(current)
                if depth and (not state.contains(pyatspi.STATE_VISIBLE)
                              or (box is not None and 0 in box[2:])):
                    return
                marks = "".join(mark for mark, bit in (
                    ("f", pyatspi.STATE_FOCUSABLE), ("F", pyatspi.STATE_FOCUSED),
                    ("c", pyatspi.STATE_CHECKED), ("-", pyatspi.STATE_SENSITIVE))
                    if state.contains(bit) != (mark == "-"))
                lines.append("%s%s %r %s" % ("  " * depth, current.getRoleName(), current.name, marks))
                for i in range(current.childCount):
                    child = current.getChildAtIndex(i)
                    if child is not None:
                        show(child, depth + 1)
            except Exception:
                pass

        show(node or self.application(), 0)
        return "\n".join(lines)


def step(desk, text):
    """press:NAME click:X,Y click-on:NAME drag:X,Y>X,Y… type:TEXT key:KEYS shot:FILE (the window)
    root:FILE (the display) size:WxH wait:SECONDS tree: (what assistive technology sees)"""
    verb, _, rest = text.partition(":")
    if verb == "press":
        desk.press(rest)
    elif verb == "click":
        desk.click(*[int(v) for v in rest.split(",")])
    elif verb == "click-on":
        desk.click_on(rest)
    elif verb == "drag":
        desk.drag(*[tuple(int(v) for v in point.split(",")) for point in rest.split(">")])
    elif verb == "type":
        desk.type(rest)
    elif verb == "key":
        desk.key(*rest.split())
    elif verb == "shot":
        desk.shot(rest)
    elif verb == "root":
        desk.shot(rest, whole=True)
    elif verb == "size":
        desk.resize(*[int(v) for v in rest.split("x")])
    elif verb == "wait":
        time.sleep(float(rest))
    elif verb == "tree":
        print(desk.tree())
    else:
        raise SystemExit("unknown step: " + text)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="1100x720", help="of the window at the start")
    parser.add_argument("--lang", default="de", help="de (the default) or en")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--high-contrast", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0, help="of the text")
    parser.add_argument("--home", help="keep data and settings in this folder")
    parser.add_argument("--do", action="append", default=[], metavar="STEP", help=step.__doc__)
    parser.add_argument("arguments", nargs="*", help="for the program, after --")
    options = parser.parse_args()
    lacks = missing(any_toolkit=True)
    if lacks:
        raise SystemExit("not installed: " + ", ".join(lacks))
    with Desk(options.arguments, size=tuple(int(v) for v in options.size.split("x")),
              language=options.lang, dark=options.dark, high_contrast=options.high_contrast,
              text_scale=options.scale, home=options.home) as desk:
        time.sleep(1)
        desk.focus()
        try:
            for text in options.do:
                step(desk, text)
        finally:
            print(desk.log.read_text(errors="replace"), file=sys.stderr, end="")


if __name__ == "__main__":
    main()
