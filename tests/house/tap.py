# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The few lines of TAP that the tests over the tree share, and what files are ours."""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(os.environ.get("NORD_SOURCE_ROOT", pathlib.Path(__file__).parents[2]))
_count = 0
_failed = 0


def files(*patterns):
    """The files git knows below the root (tracked or new, not ignored) that match the patterns. In a
    tree that came without its repository, an empty one is lent to it."""
    with tempfile.TemporaryDirectory(prefix="nord-git-") as lent:
        where = ["-C", str(ROOT)]
        if not (ROOT / ".git").exists():
            subprocess.run(["git", "init", "-q", lent], check=True)
            where = ["--git-dir", os.path.join(lent, ".git"), "--work-tree", str(ROOT), "-C", str(ROOT)]
        command = ["git", "-c", "safe.directory=*", *where, "ls-files", "-z", "--cached", "--others",
                   "--exclude-standard", "--", *patterns]
        names = subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\0")
    return [name for name in sorted(set(names)) if name and (ROOT / name).is_file()]


def check(name, faults):
    """One test: passes if the list of faults is empty."""
    global _count, _failed
    faults = list(faults)
    _count += 1
    for fault in faults[:40]:
        print(f"# {fault}")
    if len(faults) > 40:
        print(f"# and {len(faults) - 40} more")
    print(("not ok" if faults else "ok"), _count, "-", name, flush=True)
    _failed += bool(faults)


def skip(name, why):
    global _count
    _count += 1
    print("ok", _count, "-", name, "# SKIP", why, flush=True)


def done():
    print(f"1..{_count}")
    sys.exit(1 if _failed else 0)
