#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Translations: every file with words is listed, German is complete, placeholders agree."""
import os
import re
import subprocess
import tempfile

import tap

MARK = re.compile(r"\b(?:N?C?_|ngettext|g_dngettext|g_dpgettext2?|NC_)\s*\(\s*\"|translatable=\"(?:yes|true)\"")


def potfiles():
    lines = (tap.ROOT / "po/POTFILES.in").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def faults_of_potfiles():
    listed = potfiles()
    for name in listed:
        if not (tap.ROOT / name).is_file():
            yield f"{name}: listed but not there"
    if listed != sorted(listed):
        yield "po/POTFILES.in: not sorted"
    if len(listed) != len(set(listed)):
        yield "po/POTFILES.in: a file stands twice"
    for name in tap.files("src/*.c", "resources/*.ui", "data/*.in"):
        if MARK.search((tap.ROOT / name).read_text(encoding="utf-8")) and name not in listed:
            yield f"{name}: has words but is not in po/POTFILES.in"


def template(folder):
    path = os.path.join(folder, "nordwaerts.pot")
    subprocess.run(
        ["xgettext", "--from-code=UTF-8", "--files-from=po/POTFILES.in", "--output=" + path,
         "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2",
         "--keyword=g_dngettext:2,3", "--keyword=ngettext:1,2", "--keyword=g_dpgettext2:2c,3",
         "--flag=g_strdup_printf:1:c-format", "--flag=g_set_error:4:c-format",
         "--package-name=nordwaerts"],
        cwd=tap.ROOT, check=True, capture_output=True)
    return path


def faults_of_language(language, pot, folder):
    po = tap.ROOT / "po" / (language + ".po")
    merged = os.path.join(folder, language + ".po")
    subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", "-o", merged, po, pot], check=True,
                   capture_output=True)
    missing = subprocess.run(["msgattrib", "--untranslated", "--no-obsolete", "--no-wrap", merged],
                             check=True, capture_output=True, text=True).stdout
    for entry in missing.split("\n\n")[1:]:
        words = re.search(r'^msgid (.*)$', entry, re.MULTILINE)
        yield f"{language}: not translated: {words[1] if words else entry}"
    fuzzy = subprocess.run(["msgattrib", "--only-fuzzy", "--no-obsolete", str(po)], check=True,
                           capture_output=True, text=True).stdout
    if fuzzy.strip():
        yield f"{language}: holds fuzzy entries"
    check = subprocess.run(["msgfmt", "--check", "-o", os.devnull, merged], capture_output=True,
                           text=True)
    if check.returncode:
        yield from check.stderr.splitlines()


def faults_of_typography():
    """German as Duden has it: „…“ and … instead of straight quotes and three dots."""
    text = (tap.ROOT / "po/de.po").read_text(encoding="utf-8")
    for entry in text.split("\n\n"):
        found = re.search(r'^msgstr(?:\[\d\])? ((?:".*"\n?)+)', entry, re.MULTILINE)
        if not found or entry.startswith("#~") or 'msgid ""\nmsgstr' in entry:
            continue
        words = found[1]
        if "..." in words or '\\"' in words:
            yield words.strip().splitlines()[0]


with tempfile.TemporaryDirectory() as scratch:
    tap.check("po/POTFILES.in lists every file with words", faults_of_potfiles())
    pot = template(scratch) if potfiles() else None
    for line in (tap.ROOT / "po/LINGUAS").read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#") and pot:
            tap.check(f"{line} is complete", faults_of_language(line, pot, scratch))
    tap.check("German typography", faults_of_typography())
tap.done()
