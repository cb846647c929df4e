#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of every page in every way people see them, for eyes:

    tests/e2e/look.py /tmp/pictures                          all sizes and styles
    tests/e2e/look.py /tmp/pictures --size 360x640 --style high-contrast --scale 2
"""
import argparse
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks

SIZES = ["1100x720", "1920x1080", "360x640"]
STYLES = ["light", "dark", "high-contrast", "high-contrast-dark"]
SCALES = [1.0, 1.5, 2.0]
PAGES = [("collect", "Sammeln"), ("order", "Ordnen"), ("weigh", "Gewichten"), ("sync", "Abgleich")]


def show(desk, page):
    tab = desk.find(page, "page tab")
    desk.click_on(tab)
    time.sleep(0.6)


def pictures(folder, size, style, scale, only):
    width, height = (int(v) for v in size.split("x"))
    name = "%s/%s-%s-%g-" % (folder, size, style, scale) + "%s.png"

    def want(word):
        return not only or word in only

    with desks.Desk(["--sample"], size=(width, height), dark="dark" in style,
                    high_contrast="contrast" in style, text_scale=scale) as desk:
        desk.focus()
        desk.find("Sammeln", "page tab", timeout=30)
        time.sleep(2)
        for word, page in PAGES:
            if want(word):
                show(desk, page)
                desk.shot(name % word)
        if want("card"):
            show(desk, "Sammeln")
            if width < 600:
                desk.press("Liste zeigen", "push button")
            row = desk.find(role="list item", within=desk.find("Ideen", "list"))
            desk.click_on(row)
            time.sleep(1)
            desk.shot(name % "card")
        if want("library"):
            desk.key("alt+Left")
            time.sleep(1)
            desk.shot(name % "library")
        sys.stderr.write(desk.log.read_text(errors="replace"))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--size", action="append")
    parser.add_argument("--style", action="append", choices=STYLES)
    parser.add_argument("--scale", action="append", type=float)
    parser.add_argument("--only", action="append", help="collect, order, weigh, sync, card, library")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    for size in options.size or SIZES:
        for style in options.style or STYLES:
            for scale in options.scale or SCALES:
                # The accessibility library knows one bus a process.
                child = os.fork()
                if child == 0:
                    pictures(options.folder, size, style, scale, options.only)
                    sys.stdout.flush()
                    os._exit(0)
                if os.waitpid(child, 0)[1]:
                    print("no pictures of", size, style, scale)


if __name__ == "__main__":
    main()
