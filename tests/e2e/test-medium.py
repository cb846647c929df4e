#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""A workshop on a medium that gets full, or that cannot be written: the window says so in time, not
without need, and there is a way on."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk as desks  # noqa: E402

LITTLE = re.compile("^Wo diese Werkstatt liegt, sind nur noch .* frei")
HARDLY = re.compile("fast voll: .* sind frei. Was gesagt wird, wird noch gespeichert")
READ_ONLY = "read-only"
SIZES = ((400, LITTLE), (150, HARDLY), (900, None))  # MB of the medium, and what is said


def test_room(folder, size, words):
    place = folder / str(size)
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%dm" % size, "none", str(place)], check=True)
    try:
        path = place / "abend.gpkg"
        subprocess.run([str(desks.BUILD / "src/cli/nordwaerts-cli"), "new", str(path), "--title", "Abend"],
                       check=True, capture_output=True)
        with desks.Desk(args=[path], size=(1100, 720)) as desk:
            desk.find("0 Ideen", timeout=20)
            if words is not None:
                desk.find(words, timeout=20)
            else:
                assert desk.look(LITTLE) is None and desk.look(HARDLY) is None
            if "NORD_E2E_PICTURES" in os.environ:
                desk.shot(pathlib.Path(os.environ["NORD_E2E_PICTURES"]) / ("room-%d.png" % size))
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


def test_read_only(folder):
    """As a stick with its switch on, or a share without the right: to be read, and copied to go on."""
    place = folder / "stick"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "none", str(place)], check=True)
    try:
        path = place / "abend.gpkg"
        subprocess.run([str(desks.BUILD / "src/cli/nordwaerts-cli"), "new", str(path), "--title", "Abend"],
                       check=True, capture_output=True)
        import pyatspi
        before = path.read_bytes()
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        with desks.Desk(args=[path], size=(1100, 720)) as desk:
            desk.find("0 Ideen", timeout=20)
            desk.find(re.compile("^Diese Werkstatt kann nur gelesen werden"))
            desk.find("Nur lesen")
            desk.focus()
            for tool in ("Punkt", "Linie", "Fläche", "Bearbeiten", re.compile("^(Neue )?Idee$|Idee ohne Ort")):
                states = desk.find(tool, role="push button").getState()
                assert not states.contains(pyatspi.STATE_SENSITIVE), "%s can be pressed" % (tool,)
            if "NORD_E2E_PICTURES" in os.environ:
                desk.shot(pathlib.Path(os.environ["NORD_E2E_PICTURES"]) / "read-only.png")
            desk.press("Kopie zum Bearbeiten anlegen", role="push button")
            desk.find(re.compile("^Gespeichert|^Noch nicht geändert"), timeout=20)
            assert desk.look(re.compile("^Diese Werkstatt kann nur gelesen werden")) is None
            assert desk.find("Punkt", role="push button").getState().contains(pyatspi.STATE_SENSITIVE)
            copies = list(desk.home.rglob("*.gpkg"))
            assert len(copies) == 1, copies
        assert path.read_bytes() == before, "the original was changed"
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


def main():
    lacks = desks.missing()
    if lacks:
        print("1..0 # SKIP not installed: " + ", ".join(lacks))
        return 0
    if len(sys.argv) > 2:
        if sys.argv[2] == READ_ONLY:
            test_read_only(pathlib.Path(sys.argv[1]))
        else:
            test_room(pathlib.Path(sys.argv[1]), int(sys.argv[2]), dict(SIZES)[int(sys.argv[2])])
        return 0
    trial = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True)
    if trial.returncode != 0:
        print("1..0 # SKIP no mount namespaces here")
        return 0
    cases = [READ_ONLY] + [str(size) for size, _ in SIZES]
    print("1..%d" % len(cases), flush=True)
    failed = False
    with tempfile.TemporaryDirectory(prefix="nord-medium-") as folder:
        for number, case in enumerate(cases, 1):
            # In mounts of its own, and a process of its own: assistive technology is asked once.
            done = subprocess.run(["unshare", "-m", sys.executable, __file__, folder, case],
                                  capture_output=True, text=True)
            failed = failed or done.returncode != 0
            print("%s %d - %s" % ("ok" if done.returncode == 0 else "not ok", number,
                                  case if case == READ_ONLY else "a medium of %s MB" % case), flush=True)
            if done.returncode != 0:
                print("# " + done.stderr.strip()[-300:].replace("\n", "\n# "), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
