#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""A small window out of which files can be dragged, as out of a file manager.

Usage: hand.py FILE…    Says `ready` when it shows, and `dropped` or `refused` after each drag.
"""
import sys

import gi

gi.require_version("Gtk", "4.0")
gi.require_version("Gdk", "4.0")
from gi.repository import Gdk, Gio, GLib, Gtk  # noqa: E402


def say(word):
    print(word, flush=True)


def on_activate(app):
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(path) for path in sys.argv[1:]])
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.set_content(Gdk.ContentProvider.new_for_value(files))
    source.connect("drag-end", lambda *_: say("dropped"))

    def on_cancel(*_):
        say("refused")
        return False

    source.connect("drag-cancel", on_cancel)
    label = Gtk.Label(label="\n".join(sys.argv[1:]), width_request=200, height_request=100)
    label.add_controller(source)
    window = Gtk.ApplicationWindow(application=app, title="hand", child=label, decorated=False)
    window.connect("map", lambda *_: GLib.timeout_add(300, say, "ready"))
    window.present()


app = Gtk.Application(application_id=None, flags=Gio.ApplicationFlags.NON_UNIQUE)
app.connect("activate", on_activate)
sys.exit(app.run([]))
