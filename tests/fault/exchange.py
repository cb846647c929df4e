#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""An exchange spoilt at any point and repeated: nothing lost, nothing doubled, both sides equal."""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "house"), str(HERE.parent / "server")]
import proxy as faults
import tap
from service import TOKENS, Server

CLI, SERVER = sys.argv[1:3]
SEEDS = int(os.environ.get("NORD_FAULT_SEEDS", "2"))
# The whole of a program with its libraries stays below this; a spoilt answer must not.
MAX_MEMORY = 64


class Laptop:
    def __init__(self, path, token):
        self.path = path
        self.token = token

    def run(self, *args):
        run = subprocess.run([CLI, args[0], str(self.path), *args[1:], "--json"],
                             capture_output=True, text=True, timeout=120)
        return run.returncode, json.loads(run.stdout) if run.stdout.strip() else {}, run.stderr

    def sync(self, url, tries=0):
        """(status, report, words, peak memory in MiB)."""
        process = subprocess.Popen([CLI, "sync", str(self.path), "--server", url, "--token-file",
                                    str(self.token), "--timeout", "1", "--tries", str(tries),
                                    "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True)
        out, words = process.stdout.read(), process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close()
        process.stderr.close()
        return (process.returncode, json.loads(out) if out.strip() else {}, words,
                usage.ru_maxrss / 1024)

    def state(self):
        """All that can be seen of the workshop, in one form."""
        nouns = ("workshop", "idea", "cluster", "poll", "ballot", "answer", "measure")
        return json.dumps([self.run("list", "--noun", noun)[1] for noun in nouns], sort_keys=True)


def make(folder, name, n, seed):
    """A workshop file with @n ideas beside the same workshop's copy on another laptop."""
    chance = random.Random(seed)
    features = [{"type": "Feature", "properties": {"title": f"{name} {i}: Bäume, Bänke & Licht"},
                 "geometry": {"type": "Point", "coordinates": [7.4 + chance.random() / 10,
                                                              51.5 + chance.random() / 10]}}
                for i in range(n)]
    path = folder / f"{name}.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


class Room:
    """A server that holds the work of one laptop, and another laptop whose work still waits."""

    def __init__(self, folder):
        self.folder = folder
        self.tokens = {role: folder / f"{role}.token" for role in TOKENS}
        for role, path in self.tokens.items():
            path.write_text(TOKENS[role])
        first = Laptop(folder / "first.gpkg", self.tokens["laptop"])
        subprocess.run([CLI, "new", str(first.path), "--title", "Probe"], check=True,
                       capture_output=True)
        shutil.copy(first.path, folder / "second.gpkg")
        self.template = folder / "template"
        self.template.mkdir()
        with Server(SERVER, folder=self.template) as server:
            first.run("import", str(make(folder, "first", 1300, 1)))
            status, report, words, _ = first.sync(server.url)
            assert status == 0 and report["sent"] >= 1300, (status, report, words)
            server.stop()
        second = Laptop(folder / "second.gpkg", self.tokens["laptop"])
        status, report, words = second.run("import", str(make(folder, "second", 1200, 2)))
        assert status == 0, words
        self.total = 1300 + 1200


def spoil(room, folder, fault, nth, seed):
    """One spoilt exchange of the second laptop, then a good one; what is wrong afterwards."""
    chance = random.Random(seed)
    shutil.copytree(room.template, folder / "server")
    shutil.copy(room.folder / "second.gpkg", folder / "second.gpkg")
    shutil.copy(room.folder / "first.gpkg", folder / "first.gpkg")
    second = Laptop(folder / "second.gpkg", room.tokens["laptop"])
    first = Laptop(folder / "first.gpkg", room.tokens["laptop"])
    with Server(SERVER, folder=folder / "server") as server:
        between = faults.Proxy(server.port)
        between.spoil(nth, fault, chance)
        status, report, words, memory = second.sync(between.url)
        if memory > MAX_MEMORY:
            yield f"{memory:.0f} MiB"
        if status not in (0, 1) or (status == 1 and "sync: " not in words):
            yield f"ended with {status}: {words}"
        for tries in range(2):
            status, report, words, _ = second.sync(between.url, tries=2)
            if status != 0:
                yield f"afterwards {status}: {words}"
        if report.get("sent") or report.get("received") or report.get("requests", 9) != 1:
            yield f"not at rest: {report}"
        if report.get("refused") or report.get("waiting"):
            yield f"something stays: {report}"
        if report.get("at_server", {}).get("idea") != room.total:
            yield f"at the server: {report.get('at_server')}"
        first.sync(server.url, tries=2)
        if first.state() != second.state():
            yield "the two laptops differ"
        ideas = json.loads(second.state())[1]
        if room.total not in (len(ideas.get("records", ideas.get("ideas", []))), ideas.get("count")):
            yield f"here: {str(ideas)[:200]}"
        between.close()


def main():
    with tempfile.TemporaryDirectory() as base:
        base = pathlib.Path(base)
        room = Room(base)
        for fault in faults.FAULTS:
            if len(sys.argv) > 3 and fault.__name__ not in sys.argv[3:]:
                continue
            def all_of_it():
                # 1: who are you, 2 and 3: fetch, 4 and 5: send.
                for seed in range(SEEDS):
                    for nth in ((2, 4) if seed == 0 else (random.Random(seed).randint(1, 5),)):
                        with tempfile.TemporaryDirectory(dir=base) as folder:
                            for found in spoil(room, pathlib.Path(folder), fault, nth, seed):
                                yield f"request {nth}, seed {seed}: {found}"
            tap.check(f"{fault.__name__.replace('_', ' ')}", all_of_it())
    tap.done()


main()
