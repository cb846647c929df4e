# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Exchange with a server: ours against PouchDB (leveldb) and pouchdb-server.

Both bring the same ideas of about 500 bytes over the loopback to a server with a store of its own
on the disk, and a second, empty laptop fetches them. Ours is timed as the whole process of the
command line; PouchDB inside its own, after it has loaded.

The peer is installed with npm into a folder that is thrown away, or taken from $NORD_POUCHDB (a
folder with node_modules).
"""
import hashlib
import json
import os
import pathlib
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import gauge

sys.path.insert(0, str(gauge.SOURCE / "tests/server"))
from service import TOKENS, Server

CLI = gauge.BUILD / "src/cli/nordwaerts-cli"
SERVER = gauge.BUILD / "src/server/nordwaerts-server"
RUNS = 3
WORDS = ("mehr Licht Bäume Bänke am Nordmarkt Schulweg sicher Spielplatz Hafen Kanal Radweg Müll "
         "Straße Fußgänger abends Jugendliche Treffpunkt Garten Brunnen Wochenmarkt").split()
POUCH = r"""
const PouchDB = require('pouchdb'), fs = require('fs');
const [,, what, url, folder, file] = process.argv;
(async () => {
  const local = new PouchDB(folder, {adapter: 'leveldb'}), remote = new PouchDB(url);
  if (what === 'fill') {
    const docs = JSON.parse(fs.readFileSync(file)).features.map((f, i) =>
      ({_id: String(i).padStart(8, '0') + '-idea', type: 'idea', ...f.properties, shape: f.geometry}));
    for (let i = 0; i < docs.length; i += 1000) await local.bulkDocs(docs.slice(i, i + 1000));
    console.log(JSON.stringify({n: (await local.info()).doc_count}));
    return;
  }
  await remote.info();
  const start = process.hrtime.bigint();
  const done = what === 'push' ? await local.replicate.to(remote, {batch_size: 1000})
                               : await local.replicate.from(remote, {batch_size: 1000});
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  console.log(JSON.stringify({seconds, n: done.docs_written, local: (await local.info()).doc_count,
                              kib: process.resourceUsage().maxRSS}));
})().catch(e => { console.error(e); process.exit(1); });
"""


def ideas(path, n):
    """Written as it is made: what this process once needed would count as a child's (getrusage(2))."""
    rng = random.Random(n)
    with open(path, "w", encoding="utf-8") as out:
        out.write('{"type":"FeatureCollection","features":[')
        for i in range(n):
            out.write("," * (i > 0) + json.dumps({
                "type": "Feature",
                "properties": {"title": " ".join(rng.choices(WORDS, k=4)),
                               "body": " ".join(rng.choices(WORDS, k=28)), "language": "de"},
                "geometry": {"type": "Point", "coordinates": [round(rng.uniform(7.35, 7.55), 7),
                                                              round(rng.uniform(51.50, 51.60), 7)]},
            }, ensure_ascii=False))
        out.write("]}")


def ours(folder, n, source):
    """One round: seconds and KiB of push, pull, a hundred more, and nothing to do."""
    first, second = folder / "first.gpkg", folder / "second.gpkg"
    gauge.run([CLI, "new", first, "--title", "Messung", "--quiet"])
    shutil.copy(first, second)
    gauge.run([CLI, "import", first, source, "--quiet"], stderr=subprocess.DEVNULL)
    (folder / "server").mkdir()
    found = {}
    with Server(SERVER, folder=folder / "server", options=["--quiet"]) as server:
        token = folder / "token"
        token.write_text(TOKENS["laptop"])

        def sync(path, name, expected):
            seconds, kib, out = gauge.run([CLI, "sync", path, "--server", server.url,
                                           "--token-file", token, "--json"])
            report = json.loads(out)
            done = report["sent"] + report["received"]
            assert done >= expected, report
            found[name] = seconds, kib, report["requests"], report["seconds"]

        sync(first, "push", n)
        sync(second, "pull", n)
        ideas(folder / "more.geojson", 100)
        gauge.run([CLI, "import", first, folder / "more.geojson", "--quiet"],
                  stderr=subprocess.DEVNULL)
        sync(first, "delta", 100)
        sync(first, "rest", 0)
        found["server_kib"] = int(server.memory() * 1024)
        server.stop()
    return found


def find_pouch(folder):
    """A folder with PouchDB and its server, or None and why."""
    given = os.environ.get("NORD_POUCHDB")
    if given:
        return pathlib.Path(given), None
    if not shutil.which("npm") or not shutil.which("node"):
        return None, "node and npm are not here"
    done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error",
                           "pouchdb", "pouchdb-server"], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        return None, "npm could not install pouchdb and pouchdb-server"
    return folder, None


def pouch(place, folder, n, source):
    """One round of the peer; seconds and KiB of push and pull, KiB of its server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "data").mkdir()
    server = subprocess.Popen(["node", place / "node_modules/.bin/pouchdb-server", "--port",
                               str(port), "--host", "127.0.0.1", "--dir", folder / "data",
                               "--no-stdout-logs", "--config", folder / "config.json"],
                              cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        url = f"http://127.0.0.1:{port}/messung"

        def step(what, name):
            done = subprocess.run(["node", "-e", POUCH, "pouch", what, url, folder / name, source],
                                  env=dict(os.environ, NODE_PATH=str(place / "node_modules")),
                                  capture_output=True, text=True, cwd=folder)
            if done.returncode != 0:
                raise RuntimeError(done.stderr[-500:])
            return json.loads(done.stdout)

        assert step("fill", "one")["n"] == n
        push, pull = step("push", "one"), step("pull", "two")
        assert push["n"] == n and pull["local"] == n, (push, pull)
        for line in open(f"/proc/{server.pid}/status"):
            if line.startswith("VmHWM"):
                kib = int(line.split()[1])
        return {"push": (push["seconds"], push["kib"]), "pull": (pull["seconds"], pull["kib"]),
                "server_kib": kib}
    finally:
        server.terminate()
        server.wait()


def rounds(base, n, source, function, runs):
    found = []
    for i in range(runs):
        with tempfile.TemporaryDirectory(dir=base) as folder:
            found.append(function(pathlib.Path(folder), n, source))
    return found


def middle(found, name, index=0):
    return gauge.median([one[name][index] for one in found])


def blobs(base):
    """200 media of 500 KB up and down, hashed and synced to the disk by the server."""
    with tempfile.TemporaryDirectory(dir=base) as folder:
        data = [random.Random(i).randbytes(500_000) for i in range(200)]
        with Server(SERVER, folder=folder, options=["--quiet"]) as server:
            import http.client
            connection = http.client.HTTPConnection("127.0.0.1", server.port)
            auth = {"Authorization": f"Bearer {TOKENS['laptop']}"}
            names = [hashlib.sha256(one).hexdigest() for one in data]
            start = time.perf_counter()
            for name, one in zip(names, data):
                connection.request("PUT", f"/v1/blobs/{name}", one, auth)
                response = connection.getresponse()
                response.read()
                assert response.status == 201, response.status
            up = time.perf_counter() - start
            start = time.perf_counter()
            for name, one in zip(names, data):
                connection.request("GET", f"/v1/blobs/{name}", headers=auth)
                assert connection.getresponse().read() == one
            down = time.perf_counter() - start
            gauge.report("media up", 200, up, None, None, int(server.memory() * 1024), None,
                         f"{100 / up:.0f} MB/s, goal 50")
            gauge.report("media down", 200, down, None, None, int(server.memory() * 1024), None,
                         f"{100 / down:.0f} MB/s")
            connection.close()


def main():
    sizes = [int(part) for part in os.environ.get("NORD_SYNC_SIZES", "1000,10000,100000").split(",")]
    with tempfile.TemporaryDirectory() as base:
        base = pathlib.Path(base)
        (base / "npm").mkdir()
        place, why = find_pouch(base / "npm")
        for n in sizes:
            source = base / "ideas.geojson"
            ideas(source, n)
            found = rounds(base, n, source, ours, 1 if n > 20000 else RUNS)
            peer = None
            if place is not None and n == 10000:
                peer = rounds(base, n, source, lambda f, m, s: pouch(place, f, m, s), RUNS)
            for name in ("push", "pull"):
                seconds = middle(found, name)
                gauge.report(
                    f"sync {name}", n, seconds, "PouchDB" if peer else None,
                    middle(peer, name) if peer else None, int(middle(found, name, 1)),
                    int(middle(peer, name, 1)) if peer else None,
                    f"{n / seconds:.0f}/s" + (f", peer {n / middle(peer, name):.0f}/s, goal 5"
                                              if peer else ""))
            server = gauge.median([one["server_kib"] for one in found])
            # A window has the file open; the command opens it first, and looks through all of it
            # for damage.
            gauge.report("sync delta of 100", n, middle(found, "delta", 3), None, None,
                         int(middle(found, "delta", 1)), None,
                         f"goal 50 ms; {1000 * middle(found, 'delta'):.0f} ms with the start of the "
                         "program and the check of the file")
            gauge.report("sync, nothing to do", n, middle(found, "rest", 3), None, None,
                         int(middle(found, "rest", 1)), None,
                         f"{int(middle(found, 'rest', 2))} request; server's memory "
                         f"{server / 1024:.0f} MiB" +
                         (f", peer's {gauge.median([p['server_kib'] for p in peer]) / 1024:.0f} MiB"
                          if peer else ""))
        if place is None:
            gauge.skip("sync", why)
        blobs(base)


main()
