#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The formatter, the licences, and a few rules that a machine can read."""
import re
import subprocess
import sys
import xml.etree.ElementTree

import tap


def faults_of_format():
    names = tap.files("*.c", "*.h")
    for start in range(0, len(names), 50):
        run = subprocess.run(["clang-format", "--dry-run", "-Werror", *names[start:start + 50]],
                             cwd=tap.ROOT, capture_output=True, text=True)
        if run.returncode:
            yield from sorted({line.split(":")[0] for line in run.stderr.splitlines()
                               if ": error:" in line})


def faults_of_licences():
    run = subprocess.run(["reuse", "--root", str(tap.ROOT), "lint"], capture_output=True, text=True)
    if run.returncode:
        yield from (line for line in run.stdout.splitlines() if line.strip())


def faults_of_heads():
    """Two SPDX lines head a file, then a comment that says what it is."""
    for name in tap.files("src/*.c", "src/*.h", "tests/*.c", "tests/*.h"):
        head = (tap.ROOT / name).read_text(encoding="utf-8")[:600]
        if not re.match(r"/\* SPDX-FileCopyright" r"Text: .*\n \* SPDX-License-" r"Identifier: EUPL-1.2 \*/\n"
                        r"\s*/\*", head):
            yield f"{name}: two SPDX lines, then a sentence that says what the file is"


def faults_of_markup():
    """User text is plain text: the widgets that parse markup are met through one wrapper."""
    pattern = re.compile(r"\b(adw_toast_new|adw_toast_new_format|gtk_label_set_markup|"
                         r"adw_preferences_row_set_title|adw_action_row_set_subtitle|"
                         r"adw_status_page_set_description|gtk_tooltip_set_markup|"
                         r"gtk_widget_set_tooltip_markup|adw_message_dialog_set_body_use_markup|"
                         r"adw_expander_row_set_subtitle)\b")
    for name in tap.files("src/ui/*.c"):
        if name.startswith("src/ui/widgets/plain-"):
            continue
        for number, line in enumerate((tap.ROOT / name).read_text(encoding="utf-8").splitlines(), 1):
            found = pattern.search(line)
            if found:
                yield f"{name}:{number}: {found[1]} goes through src/ui/widgets/plain-*"


def faults_of_words():
    """No path of a machine and no word that marks something unfinished."""
    unfinished = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
    paths = re.compile(r"(?<![\w.$}])/(home|work|root)/\w")
    for name in tap.files("src", "data", "resources", "tests", "build-aux", "flatpak", "*.md",
                          "meson.build"):
        if name.endswith((".geojson", ".png", ".svg")):
            continue
        try:
            text = (tap.ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if unfinished.search(line) or paths.search(line):
                yield f"{name}:{number}: {line.strip()[:80]}"


def faults_of_room_names():
    for name in tap.files("src"):
        if re.search(r"/(utils?|helpers?|common|misc)[/.]", name):
            yield f"{name}: a room without a subject"


def faults_of_pages():
    """A screen reader tells the page of a stack by its title, and by the name of its class where it has
    none. On the shared screen, whose words are not those of the program's language, wording.c gives the
    title and says it anew when the language changes."""
    for name in tap.files("resources/ui"):
        if not name.endswith(".ui"):
            continue
        for page in xml.etree.ElementTree.parse(tap.ROOT / name).iter("object"):
            if page.get("class") in ("GtkStackPage", "AdwViewStackPage") and not any(
                    part.get("name") == "title" and part.text and part.get("translatable") == "yes"
                    for part in page.findall("property")):
                yield f"{name}: a page without a title: {page.findtext('property')}"
    for name in tap.files("src/ui/*.c"):
        for number, line in enumerate((tap.ROOT / name).read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"\b(gtk_stack_add_(named|child)|adw_view_stack_add(_named)?) \(", line):
                yield f"{name}:{number}: a page without a title"


version = subprocess.run(["clang-format", "--version"], capture_output=True, text=True).stdout
if " version 14." in version:
    tap.check("clang-format", faults_of_format())
else:
    tap.skip("clang-format", f"the style is that of version 14, here is {version.strip()}")
tap.check("REUSE: every file has its licence", faults_of_licences())
tap.check("heads of files", faults_of_heads())
tap.check("user text never meets markup", faults_of_markup())
tap.check("nothing unfinished, no path of a machine", faults_of_words())
tap.check("pages of stacks have names", faults_of_pages())
tap.check("rooms have a subject", faults_of_room_names())
tap.done()
