#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Kills a writer at its system calls and starves it of disk: what was acknowledged stays."""
import os
import shutil
import subprocess
import sys
import tempfile

WRITER = sys.argv[1]
FULL = len(sys.argv) > 2 and sys.argv[2] == "full"
CALLS = ["pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "rename", "openat"]
SCENARIOS = ["capture", "undo", "import"]
FAILED, DISK_FULL = 8, 6  # NordStoreError
number, bad = 0, 0


def tell(name, faults, note=""):
    global number, bad
    number += 1
    bad += bool(faults)
    for fault in faults[:10]:
        print("#", fault)
    print(f"{'not ok' if faults else 'ok'} {number} - {name}{' # ' + note if note else ''}", flush=True)


def run(words, **more):
    return subprocess.run(words, capture_output=True, text=True, timeout=120, **more)


def fresh(folder):
    """A copy of a new workshop in an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    path = os.path.join(folder, "w.gpkg")
    shutil.copyfile(os.path.join(top, "new.gpkg"), path)
    return path


def acknowledged(output):
    return [line.split()[1:] for line in output.splitlines() if line.startswith("ack ")]


def verify(path, acks, in_flight):
    """Faults of the file after whatever was done to its writer."""
    seen = run([WRITER, "look", path])
    if seen.returncode != 0:
        return [f"does not open: {seen.stdout}{seen.stderr}"]
    has = dict(line.split()[1:3] for line in seen.stdout.splitlines() if line.startswith("has "))
    faults = [line for line in seen.stdout.splitlines() if line.startswith("fault ")]
    if "sound 1 0" not in seen.stdout:
        faults.append("not sound, or not writable any more")
    for seq, change in acks:
        if has.get(seq) != change:
            faults.append(f"lost: change {seq} {change} was acknowledged")
    last = int(acks[-1][0]) if acks else 1
    if len(has) > last + in_flight:
        faults.append(f"{len(has)} changes, {last} acknowledged and at most {in_flight} under way")
    return faults


def inject(path, scenario, call, rule):
    return run(["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
                "-e", f"inject={call}:{rule}", WRITER, scenario, path])


def count_calls(scenario):
    """How often a scenario makes each call when nothing is wrong."""
    path = fresh(os.path.join(top, "count"))
    log = os.path.join(top, "calls")
    subprocess.run(["strace", "-f", "-qq", "-o", log, "-e", "trace=" + ",".join(CALLS), WRITER,
                    scenario, path], check=True, capture_output=True, timeout=120)
    with open(log, encoding="utf-8", errors="replace") as lines:
        text = lines.read()
    return {call: text.count(f" {call}(") for call in CALLS}


def places(total, quick):
    if FULL or total <= quick:
        return list(range(1, total + 1))
    return sorted({1 + round(i * (total - 1) / (quick - 1)) for i in range(quick)})


def this_test_can_fail():
    """A change that was never written counts as lost, and so does a file without its journal."""
    path = fresh(os.path.join(top, "sabotage"))
    late = count_calls("capture")["pwrite64"] * 3 // 4
    done = inject(path, "capture", "pwrite64", f"signal=KILL:when={late}")
    acks = acknowledged(done.stdout)
    faults = []
    if not acks or not os.path.exists(path + "-wal"):
        faults.append("nothing was acknowledged before the kill")
    os.unlink(path + "-wal")
    if not any("lost" in fault for fault in verify(path, acks, 1)):
        faults.append("a lost journal was not noticed")
    tell("a loss would be noticed", faults)


def kills():
    for scenario in SCENARIOS:
        faults, runs, killed = [], 0, 0
        for call, total in count_calls(scenario).items():
            for n in places(total, 7):
                path = fresh(os.path.join(top, "kill"))
                done = inject(path, scenario, call, f"signal=KILL:when={n}")
                runs += 1
                killed += done.returncode != 0
                found = verify(path, acknowledged(done.stdout), 60 if scenario == "import" else 1)
                faults += [f"{scenario}, {call} {n}: {fault}" for fault in found]
        if killed < runs * 0.8:
            faults.append(f"only {killed} of {runs} runs were killed")
        tell(f"killed in {scenario}: nothing acknowledged is lost", faults, f"{killed} kills")


def input_output_errors():
    for call in ["fdatasync", "pwrite64"]:
        faults, failed, runs = [], 0, 0
        for n in places(count_calls("capture")[call], 6):
            for rule in [f"error=EIO:when={n}", f"error=EIO:when={n}+"]:
                path = fresh(os.path.join(top, "eio"))
                done = inject(path, "capture", call, rule)
                runs += 1
                failed += done.returncode == 3
                if done.returncode < 0:
                    faults.append(f"{call} {rule}: ended by signal {-done.returncode}")
                lines = done.stdout.splitlines()
                if done.returncode == 3 and not lines[-1].startswith("fail "):
                    faults.append(f"{call} {rule}: an acknowledgement after the failure")
                # What a failed sync left in the journal may come back at the next opening: it was
                # not promised, and it is whole.
                found = verify(path, acknowledged(done.stdout), 1)
                faults += [f"{call} {rule}: {fault}" for fault in found]
        if failed == 0:
            faults.append("no run failed")
        tell(f"{call} fails: no acknowledgement, no loss", faults, f"{failed} of {runs} failed")


def after_an_error_nothing_more():
    path = fresh(os.path.join(top, "after"))
    done = inject(path, "fill", "fdatasync", "error=EIO:when=5")
    lines = done.stdout.splitlines()
    at = [i for i, line in enumerate(lines) if line.startswith("fail ")]
    faults = []
    if not at or any(line.startswith("ack") for line in lines[at[0]:]):
        faults.append("acknowledged after the medium failed")
    if done.returncode != 4:
        faults.append(f"the store did not turn read-only ({done.returncode})")
    faults += verify(path, acknowledged(done.stdout), 2)
    tell("after a failed sync the store is read-only until opened again", faults)


def no_space_by_injection():
    faults = []
    for n in places(count_calls("capture")["pwrite64"], 8):
        path = fresh(os.path.join(top, "nospc"))
        done = inject(path, "capture", "pwrite64", f"error=ENOSPC:when={n}")
        if done.returncode == 3 and f"fail {DISK_FULL} " not in done.stdout:
            faults.append(f"pwrite64 {n}: {done.stdout.splitlines()[-1]}")
        if done.returncode < 0:
            faults.append(f"pwrite64 {n}: ended by signal {-done.returncode}")
        faults += verify(path, acknowledged(done.stdout), 1)
    tell("no room at any write: said so, nothing lost", faults)


def small_disk():
    """A real small disk, then a real read-only one, in a mount namespace of our own."""
    place = os.path.join(top, "disk")
    os.makedirs(place)
    trial = run(["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=64k", "none", place])
    if trial.returncode != 0:
        # Not root, or the root is no mount of its own, as inside a chroot.
        tell("small disk", [], f"SKIP no mount namespaces here: {trial.stderr.strip()}")
        return
    for size in (range(2200, 6200, 200) if FULL else (2400, 3600)):
        script = f"""set -e
mount -t tmpfs -o size={size}k none {place}
cp {top}/new.gpkg {place}/w.gpkg
dd if=/dev/zero of={place}/ballast bs=1k count=900 status=none
set +e
{WRITER} fill {place}/w.gpkg {place}/ballast; echo "code $?"
{WRITER} look {place}/w.gpkg >{top}/look; echo "look $?"
mount -o remount,ro {place}
{WRITER} look {place}/w.gpkg | tail -1
"""
        done = run(["unshare", "-m", "sh", "-c", script])
        faults = []
        lines = done.stdout.splitlines()
        if f"fail {DISK_FULL} " not in done.stdout:
            faults.append("the disk never got full")
        if "code 0" not in lines:
            faults.append(f"did not go on when there was room: {lines[-4:]}")
        if "look 0" not in lines:
            faults.append("does not open afterwards")
        elif lines[-1] != "sound 1 1":
            faults.append(f"read-only medium: {lines[-1]}")
        if os.path.exists(f"{top}/look"):
            with open(f"{top}/look", encoding="utf-8") as seen:
                has = seen.read()
            faults += [f"lost: {ack}" for ack in acknowledged(done.stdout)
                       if f"has {ack[0]} {ack[1]}\n" not in has]
        tell(f"a disk of {size} KiB: full, freed, read-only", faults)


def reserve():
    """Other programs fill the disk of an open workshop: room that was held back takes what is said."""
    place = os.path.join(top, "reserve")
    os.makedirs(place)
    trial = run(["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=64k", "none", place])
    if trial.returncode != 0:
        tell("room held back", [], f"SKIP no mount namespaces here: {trial.stderr.strip()}")
        return
    script = f"""set -e
mount -t tmpfs -o size=100m none {place}
cp {top}/new.gpkg {place}/w.gpkg
set +e
{WRITER} starve {place}/w.gpkg {place}/ballast; echo "code $?"
{WRITER} look {place}/w.gpkg >{top}/look; echo "look $?"
"""
    done = run(["unshare", "-m", "sh", "-c", script])
    faults = []
    before, _, after = done.stdout.partition("full\n")
    kept = acknowledged(after.partition("fail ")[0])
    if len(kept) < 100:
        faults.append(f"only {len(kept)} changes after the disk was full")
    if f"fail {DISK_FULL} " not in after:
        faults.append("the disk never got full")
    if "code 0" not in after or "look 0" not in after:
        faults.append(f"did not go on when there was room: {after[-200:]}")
    with open(f"{top}/look", encoding="utf-8") as seen:
        has = seen.read()
    faults += [f"lost: {ack}" for ack in acknowledged(before + after)
               if f"has {ack[0]} {ack[1]}\n" not in has]
    tell("a disk that others fill: room was held back, large imports are refused", faults)


if shutil.which("strace") is None:
    print("1..0 # SKIP no strace here")
    sys.exit(0)
with tempfile.TemporaryDirectory(prefix="nord-fault-") as top:
    run([WRITER, "new", os.path.join(top, "new.gpkg")], check=True)
    this_test_can_fail()
    kills()
    input_output_errors()
    after_an_error_nothing_more()
    no_space_by_injection()
    small_disk()
    reserve()
    print(f"1..{number}")
sys.exit(bad > 0)
