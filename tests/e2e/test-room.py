#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""A workshop on a medium that gets full: the window says so in time, and not without need."""
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
SIZES = ((400, LITTLE), (150, HARDLY), (900, None))  # MB of the medium, and what is said


def test_medium(folder, size, words):
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


def main():
    lacks = desks.missing()
    if lacks:
        print("1..0 # SKIP not installed: " + ", ".join(lacks))
        return 0
    if len(sys.argv) > 2:
        size = int(sys.argv[2])
        test_medium(pathlib.Path(sys.argv[1]), size, dict(SIZES)[size])
        return 0
    trial = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True)
    if trial.returncode != 0:
        print("1..0 # SKIP no mount namespaces here")
        return 0
    print("1..%d" % len(SIZES), flush=True)
    failed = False
    with tempfile.TemporaryDirectory(prefix="nord-room-") as folder:
        for number, (size, _) in enumerate(SIZES, 1):
            # In mounts of its own, and a process of its own: assistive technology is asked once.
            done = subprocess.run(["unshare", "-m", sys.executable, __file__, folder, str(size)],
                                  capture_output=True, text=True)
            failed = failed or done.returncode != 0
            print("%s %d - a medium of %d MB" % ("ok" if done.returncode == 0 else "not ok", number, size))
            if done.returncode != 0:
                print("# " + done.stderr.strip()[-300:].replace("\n", "\n# "), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
