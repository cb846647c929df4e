#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The access key and the keyring: there is none, it takes the key, it stays locked, it refuses, it
fails in the middle. A private bus carries a small keyring of our own; whatever it does, the key is
kept, and the program knows where."""
import os
import pathlib
import shutil
import stat
import subprocess
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "house")]
import tap

KEEPER = sys.argv[1]
SERVER, KEY = "https://stadt.example", "ein-geheimer-schluessel"
ROOT = "/org/freedesktop/secrets"
XML = """<node>
<interface name="org.freedesktop.Secret.Service">
 <method name="OpenSession"><arg type="s" direction="in"/><arg type="v" direction="in"/>
  <arg type="v" direction="out"/><arg type="o" direction="out"/></method>
 <method name="SearchItems"><arg type="a{ss}" direction="in"/><arg type="ao" direction="out"/>
  <arg type="ao" direction="out"/></method>
 <method name="Unlock"><arg type="ao" direction="in"/><arg type="ao" direction="out"/>
  <arg type="o" direction="out"/></method>
 <method name="GetSecrets"><arg type="ao" direction="in"/><arg type="o" direction="in"/>
  <arg type="a{o(oayays)}" direction="out"/></method>
 <method name="ReadAlias"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
 <property name="Collections" type="ao" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Collection">
 <method name="CreateItem"><arg type="a{sv}" direction="in"/><arg type="(oayays)" direction="in"/>
  <arg type="b" direction="in"/><arg type="o" direction="out"/><arg type="o" direction="out"/></method>
 <property name="Locked" type="b" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Item">
 <method name="Delete"><arg type="o" direction="out"/></method>
 <property name="Locked" type="b" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Prompt">
 <method name="Prompt"><arg type="s" direction="in"/></method>
 <method name="Dismiss"/>
 <signal name="Completed"><arg type="b"/><arg type="v"/></signal>
</interface>
</node>"""


class Keyring:
    """One item at most. `way`: open; locked (and its user opens it); shut (and its user does not);
    denied (no writing); failing (an error nobody knows)."""

    def __init__(self, Gio, GLib, address, way):
        self.Gio, self.GLib, self.way = Gio, GLib, way
        self.locked = way in ("locked", "shut")
        self.item = None
        self.asked = 0
        self.context = GLib.MainContext.new()
        self.loop = GLib.MainLoop.new(self.context, False)
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self.serve, args=(address,), daemon=True)
        self.thread.start()
        assert self.ready.wait(10), "the keyring of the test did not start"

    def serve(self, address):
        Gio = self.Gio
        self.context.push_thread_default()
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
            Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        node = Gio.DBusNodeInfo.new_for_xml(XML)
        for path, name in ((ROOT, "Service"), (ROOT + "/aliases/default", "Collection"),
                           (ROOT + "/collection/own", "Collection"),
                           (ROOT + "/collection/own/1", "Item"), (ROOT + "/prompt/1", "Prompt")):
            self.bus.register_object(path, node.lookup_interface("org.freedesktop.Secret." + name),
                                     self.call, self.get, None)
        self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                           "RequestName", self.GLib.Variant("(su)", ("org.freedesktop.secrets", 4)),
                           None, 0, -1, None)
        self.ready.set()
        self.loop.run()
        self.bus.close_sync(None)

    def stop(self):
        self.GLib.MainContext.invoke_full(self.context, 0, lambda: self.loop.quit())
        self.thread.join(10)

    def get(self, bus, sender, path, interface, name):
        if name == "Locked":
            return self.GLib.Variant("b", self.locked)
        return self.GLib.Variant("ao", [ROOT + "/collection/own"])

    def call(self, bus, sender, path, interface, method, arguments, invocation):
        V = self.GLib.Variant
        values = arguments.unpack()
        refuse = invocation.return_dbus_error
        answer = invocation.return_value
        item = ROOT + "/collection/own/1"
        if method == "OpenSession":
            if self.way == "failing":
                refuse("org.example.Broken", "out of order")
            elif values[0] != "plain":
                refuse("org.freedesktop.DBus.Error.NotSupported", "plain only")
            else:
                answer(V("(vo)", (V("s", ""), ROOT + "/session/1")))
        elif method == "SearchItems":
            found = [item] if self.item is not None and self.server == values[0]["server"] else []
            answer(V("(aoao)", ([], found) if self.locked else (found, [])))
        elif method == "Unlock":
            answer(V("(aoo)", ([], ROOT + "/prompt/1") if self.locked else (values[0], "/")))
        elif method == "Prompt":
            self.asked += 1
            if self.way == "locked":
                self.locked = False
            answer(None)
            bus.emit_signal(None, path, interface, "Completed", V(
                "(bv)", (self.locked, V("ao", [] if self.locked else [ROOT + "/collection/own"]))))
        elif method == "CreateItem":
            if self.locked:
                refuse("org.freedesktop.Secret.Error.IsLocked", "locked")
            elif self.way == "denied":
                refuse("org.freedesktop.DBus.Error.AccessDenied", "not for you")
            else:
                self.item = bytes(values[1][2])
                self.server = values[0]["org.freedesktop.Secret.Item.Attributes"]["server"]
                answer(V("(oo)", (item, "/")))
        elif method == "GetSecrets":
            answer(V("(a{o(oayays)})", ({item: (ROOT + "/session/1", b"", self.item,
                                                 "text/plain")},)))
        elif method == "Delete":
            self.item = None
            answer(V("(o)", ("/",)))
        elif method == "ReadAlias":
            answer(V("(o)", (ROOT + "/collection/own",)))
        else:
            answer(None)


class Home:
    def __init__(self, folder, address):
        self.tokens = folder / "data/nordwaerts/tokens"
        self.env = dict(os.environ, XDG_DATA_HOME=str(folder / "data"), HOME=str(folder),
                        XDG_RUNTIME_DIR=str(folder))
        self.env["DBUS_SESSION_BUS_ADDRESS"] = address

    def keep(self, *words):
        done = subprocess.run([KEEPER, *words], env=self.env, capture_output=True, text=True,
                              timeout=90)
        return done.stdout.strip() or done.stderr

    def files(self):
        return list(self.tokens.iterdir()) if self.tokens.exists() else []


def faults_of(way, home, keyring, saved, loaded, n_files):
    """Saves, loads and forgets once; yields what is not as expected."""
    first = home.keep("save", SERVER, KEY)
    if first != saved:
        yield f"{way}: saved {first!r}, not {saved!r}"
    kept = home.files()
    if len(kept) != n_files:
        yield f"{way}: {len(kept)} files"
    for path in kept:
        if stat.S_IMODE(path.stat().st_mode) != 0o600:
            yield f"{way}: others may read the file"
    second = home.keep("load", SERVER)
    if second != loaded:
        yield f"{way}: loaded {second!r}, not {loaded!r}"
    if home.keep("load", "https://andere.example") != "nowhere":
        yield f"{way}: a key for a server that has none"
    home.keep("save", SERVER, "")
    if home.files():
        yield f"{way}: the file stays after forgetting"
    if keyring is not None and keyring.item is not None:
        yield f"{way}: the keyring keeps it after forgetting"


def main():
    try:
        from gi.repository import Gio, GLib
    except ImportError:
        tap.skip("keyring", "python3-gi is not installed")
        tap.done()
    if not shutil.which("dbus-daemon"):
        tap.skip("keyring", "dbus-daemon is not installed")
        tap.done()
    ways = [("open", "keyring", "keyring", 0), ("locked", "keyring", "keyring", 0),
            ("shut", "beside", "beside", 1), ("denied", "beside", "beside", 1),
            ("failing", "beside", "beside", 1)]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        nobody = Home(folder / "nobody", f"unix:path={folder}/no-such-bus")
        tap.check("no bus at all", faults_of("no bus", nobody, None, "file", f"file {KEY}", 1))
        for way, saved, loaded, n in [("none", "file", "file", 1), *ways]:
            bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--nopidfile",
                                    "--print-address=1"], stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True)
            try:
                address = bus.stdout.readline().strip()
                home = Home(folder / way, address)
                keyring = Keyring(Gio, GLib, address, way) if way != "none" else None
                tap.check(f"keyring: {way}", faults_of(way, home, keyring, saved,
                                                       f"{loaded} {KEY}", n))
                if keyring is not None:
                    keyring.stop()
            finally:
                bus.terminate()
                bus.wait()
                bus.stdout.close()
    tap.done()


main()
