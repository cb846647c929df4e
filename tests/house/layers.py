#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Holds the dependency rule of the house by reading every include."""
import re
import subprocess
import sys

import tap

# A room of core may include the rooms below it; rooms of one level never meet.
LEVELS = [
    ["geo"],
    ["model", "db"],
    ["cluster", "rank", "kiosk", "map", "draw", "store", "exchange"],
    ["document", "sync"],
]
LEVEL = {room: index for index, rooms in enumerate(LEVELS) for room in rooms}
# Document and sync stand side by side, but a sync client works on a document.
ALSO = {("sync", "document")}
# In ui these wings may be used by all others; every other wing is a page and knows no other.
SHARED_WINGS = {"map", "widgets"}
# Files of ui itself that every wing may know; the shelf is where the files of workshops lie.
SHARED_UI = {"session.h", "page.h", "shelf.h"}

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
GTK = re.compile(r'^\s*#\s*include\s+<(gtk|gdk(?!-pixbuf)|gsk|adwaita|shumate)\b', re.MULTILINE)


def includes():
    for name in tap.files("src/*.c", "src/*.h"):
        text = (tap.ROOT / name).read_text(encoding="utf-8")
        yield name, text, INCLUDE.findall(text)


def faults_of_core():
    for name, text, found in includes():
        parts = name.split("/")[1:]
        if parts[0] != "core":
            continue
        if GTK.search(text):
            yield f"{name}: core cannot see GTK"
        for include in found:
            to = include.split("/")
            if to[0] in ("ui", "cli", "server"):
                yield f"{name}: core stands below {to[0]} ({include})"
            if to[0] != "core" or len(parts) < 3 or len(to) < 3:
                continue
            here, there = parts[1], to[1]
            if here == there or (here, there) in ALSO:
                continue
            if there not in LEVEL or here not in LEVEL:
                yield f"{name}: the room {there if there not in LEVEL else here} is not in the house"
            elif LEVEL[there] >= LEVEL[here]:
                yield f"{name}: {here} may not include {include}"


def faults_of_programs():
    for name, text, found in includes():
        parts = name.split("/")[1:]
        if parts[0] not in ("ui", "cli", "server"):
            continue
        if parts[0] != "ui" and GTK.search(text):
            yield f"{name}: only ui sees GTK"
        for include in found:
            to = include.split("/")
            if to[0] in ("ui", "cli", "server") and to[0] != parts[0]:
                yield f"{name}: {parts[0]} and {to[0]} never stand on each other ({include})"


def faults_of_pages():
    for name, _, found in includes():
        parts = name.split("/")[1:]
        if parts[0] != "ui" or len(parts) < 3:
            continue
        for include in found:
            to = include.split("/")
            if to[0] != "ui":
                continue
            if len(to) == 2 and to[1] not in SHARED_UI:
                yield f"{name}: a page knows the session, not {include}"
            if len(to) == 3 and to[1] != parts[1] and to[1] not in SHARED_WINGS:
                yield f"{name}: a page knows no other page ({include})"


def faults_of_reaching_up():
    pattern = re.compile(r"g_application_get_default|gtk_application_get_active_window|"
                         r"gtk_window_get_toplevels")
    for name, text, _ in includes():
        if name != "src/ui/application.c" and pattern.search(text):
            yield f"{name}: reaches up to the application"


def faults_of_include_style():
    for name, _, found in includes():
        for include in found:
            if "/" not in include and include not in ("config.h",) and \
                    not include.startswith("nord-"):
                yield f"{name}: includes name the folder from src/ ({include})"


def faults_of_sql():
    pattern = re.compile(r"\bsqlite3_(prepare|exec)")
    allowed = re.compile(r"src/(core/(store|db|map|exchange)|server)/")
    for name, text, _ in includes():
        if pattern.search(text) and not allowed.match(name):
            yield f"{name}: only the store and the readers of foreign files speak SQL"


def circles():
    """Circles among the files of src: a header stands for its pair, also the one that a type shares
    with the other files of its room only."""
    graph = {}

    def pair(name):
        return name.rsplit(".", 1)[0].removesuffix("-private")

    for name, _, found in includes():
        graph.setdefault(pair(name[4:]), set()).update(
            pair(include) for include in found if "/" in include)
    state, stack = {}, []

    def visit(unit):
        state[unit] = 1
        stack.append(unit)
        for to in sorted(graph.get(unit, ())):
            if to == unit or to not in graph:
                continue
            if state.get(to) == 1:
                yield " -> ".join(stack[stack.index(to):] + [to])
            elif to not in state:
                yield from visit(to)
        stack.pop()
        state[unit] = 2

    for unit in sorted(graph):
        if unit not in state:
            yield from visit(unit)


def faults_of_length():
    for name in tap.files("src/*.c", "src/*.h", "tests/*.c", "tests/*.h"):
        lines = (tap.ROOT / name).read_text(encoding="utf-8").count("\n")
        if lines > 700:
            yield f"{name}: {lines} lines; 700 is the limit"


def faults_of_linking():
    for program in sys.argv[1:]:
        libraries = subprocess.run(["readelf", "-d", program], check=True, capture_output=True,
                                   text=True).stdout
        for library in re.findall(r"NEEDED.*\[(libgtk|libadwaita|libshumate)", libraries):
            yield f"{program}: is linked with {library}"


sys.setrecursionlimit(10000)
tap.check("core rooms include only what stands below them", faults_of_core())
tap.check("the programs stand on core and never on each other", faults_of_programs())
tap.check("pages know the session and no other page", faults_of_pages())
tap.check("nobody reaches up to the application", faults_of_reaching_up())
tap.check("includes name the folder", faults_of_include_style())
tap.check("SQL stands in its rooms", faults_of_sql())
tap.check("no circles among files", circles())
tap.check("no file over 700 lines", faults_of_length())
tap.check("programs without a window do not load GTK", faults_of_linking())
tap.done()
