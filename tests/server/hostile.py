#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""The server against those who mean it no good: smuggled, slow, large, deep and packed requests."""
import gzip
import json
import os
import pathlib
import random
import re
import socket
import sqlite3
import sys
import threading
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "house"))
import tap
from service import SCOPE, TOKENS, Device, Server, digest, write

AUTH = f"Authorization: Bearer {TOKENS['laptop']}\r\n".encode()
HEAD = re.compile(rb"(?:^|\n|\})HTTP/1\.[01] \d")
OPS = f"/v1/scopes/{SCOPE}/ops".encode()


def status_of(answer):
    parts = answer.split(b" ", 2)
    return int(parts[1]) if answer.startswith(b"HTTP/1.") else 0


def smuggled(server):
    """Each must be refused, and the connection not kept for what follows."""
    hidden = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
    cases = {
        "length beside chunks": b"POST " + OPS + b" HTTP/1.1\r\nHost: a\r\n" + AUTH +
        b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
        "chunks beside length": b"POST " + OPS + b" HTTP/1.1\r\nHost: a\r\n" + AUTH +
        b"Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n" + hidden,
        "two hosts": b"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + hidden,
        "no host": b"GET /healthz HTTP/1.1\r\n\r\n" + hidden,
        "two lengths": b"POST " + OPS + b" HTTP/1.1\r\nHost: a\r\n" + AUTH +
        b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef" + hidden,
        "a list of lengths": b"POST " + OPS + b" HTTP/1.1\r\nHost: a\r\n" + AUTH +
        b"Content-Length: 5, 5\r\n\r\nabcde" + hidden,
        "a signed length": b"POST " + OPS + b" HTTP/1.1\r\nHost: a\r\n" + AUTH +
        b"Content-Length: +5\r\n\r\nabcde" + hidden,
        "a negative length": b"POST " + OPS + b" HTTP/1.1\r\nHost: a\r\n" + AUTH +
        b"Content-Length: -1\r\n\r\n" + hidden,
        "a length in hex": b"POST " + OPS + b" HTTP/1.1\r\nHost: a\r\n" + AUTH +
        b"Content-Length: 0x5\r\n\r\nabcde" + hidden,
        "an odd encoding": b"POST " + OPS + b" HTTP/1.1\r\nHost: a\r\n" + AUTH +
        b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + hidden,
        "two encodings": b"POST " + OPS + b" HTTP/1.1\r\nHost: a\r\n" + AUTH +
        b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + hidden,
        "encoding twice": b"POST " + OPS + b" HTTP/1.1\r\nHost: a\r\n" + AUTH +
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + hidden,
        "chunks in HTTP/1.0": b"POST " + OPS + b" HTTP/1.0\r\nHost: a\r\n" + AUTH +
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
        "lines that end in LF": b"GET /healthz HTTP/1.1\nHost: a\n\n" + hidden,
        "one line that ends in LF": b"GET /healthz HTTP/1.1\r\nHost: a\nX: y\r\n\r\n" + hidden,
        "a folded header": b"GET /healthz HTTP/1.1\r\nHost: a\r\nX: y\r\n z\r\n\r\n" + hidden,
        "a space in a name": b"POST " + OPS + b" HTTP/1.1\r\nHost: a\r\n" + AUTH +
        b"Content-Length : 5\r\n\r\nabcde" + hidden,
        "two tokens": b"GET /v1/scopes/" + SCOPE.encode() + b" HTTP/1.1\r\nHost: a\r\n" + AUTH +
        AUTH + b"\r\n" + hidden,
        "a NUL": b"GET /healthz HTTP/1.1\r\nHost: a\r\nX: a\x00b\r\n\r\n" + hidden,
    }
    for name, data in cases.items():
        answer, end = server.raw(data, timeout=5)
        status = status_of(answer)
        if status not in (400, 501) or len(HEAD.findall(answer)) != 1:
            yield f"{name}: {answer[:160]!r} {end}"
        elif end == "open":
            yield f"{name}: the connection was kept"


def structured(server):
    """Errors are problems by RFC 9457 and say nothing of the inside."""
    for path, role, status in (("/", "laptop", 404), ("/v1/scopes/x/ops", "laptop", 404),
                               (f"/v1/scopes/{SCOPE}", None, 401), ("/etc/passwd", None, 401)):
        got, head, data = server.ask("GET", path, role=role)
        if got != status:
            yield f"{path}: {got}, not {status}"
        elif head.get("content-type") != "application/problem+json":
            yield f"{path}: {head}"
        elif json.loads(data)["status"] != status:
            yield f"{path}: {data!r}"
        if "server" in head:
            yield f"{path}: says which program it is"


def statuses(server):
    line = Device().line().encode()
    nd = {"Content-Type": "application/x-ndjson"}
    name = digest(b"x")
    cases = [
        ("no token", 401, ("GET", f"/v1/scopes/{SCOPE}/changes", None, None)),
        ("a wrong token", 401, ("GET", f"/v1/scopes/{SCOPE}/changes", None, None,
                                {"Authorization": "Bearer token-of-the-laptoq"})),
        ("another scheme", 401, ("GET", f"/v1/scopes/{SCOPE}/changes", None, None,
                                 {"Authorization": "Basic dG9rZW46eA=="})),
        ("a reader writes", 403, ("POST", OPS.decode(), line, "reader", nd)),
        ("a reader uploads", 403, ("PUT", f"/v1/blobs/{name}", b"x", "reader")),
        ("a kiosk opens a workshop", 403,
         ("POST", "/v1/scopes/0193b3d2-9999-7000-8000-000000000009/ops",
          Device("0193b3d2-9999-7000-8000-000000000009").line().encode(), "kiosk", nd)),
        ("an unknown workshop", 404,
         ("GET", "/v1/scopes/0193b3d2-9999-7000-8000-000000000009/changes", None, "laptop")),
        ("a workshop that is no id", 404, ("GET", "/v1/scopes/%27;DROP/changes", None, "laptop")),
        ("upper case in an id", 404, ("GET", f"/v1/scopes/{SCOPE.upper()}/changes".replace(
            "7000", "7A00"), None, "laptop")),
        ("a medium that is not here", 404, ("GET", f"/v1/blobs/{digest(b'no')}", None, "laptop")),
        ("DELETE", 405, ("DELETE", f"/v1/blobs/{name}", None, "laptop")),
        ("GET of ops", 405, ("GET", OPS.decode(), None, "laptop")),
        ("PATCH", 405, ("PATCH", OPS.decode(), line, "laptop", nd)),
        ("TRACE", 405, ("TRACE", "/healthz", None, "laptop")),
        ("a made-up method", 405, ("BREW", "/healthz", None, "laptop")),
        ("a long body", 413, ("POST", OPS.decode(), b"x" * (1 << 21), "laptop", nd)),
        ("another type", 415, ("POST", OPS.decode(), line, "laptop",
                               {"Content-Type": "application/json"})),
        ("another packing", 415, ("POST", OPS.decode(), line, "laptop",
                                  {**nd, "Content-Encoding": "br"})),
        ("broken gzip", 400, ("POST", OPS.decode(), b"\x1f\x8b\x08" + b"x" * 50, "laptop",
                              {**nd, "Content-Encoding": "gzip"})),
        ("gzip with something behind", 400, ("POST", OPS.decode(), gzip.compress(line) + b"x",
                                             "laptop", {**nd, "Content-Encoding": "gzip"})),
        ("cut gzip", 400, ("POST", OPS.decode(), gzip.compress(line)[:-3], "laptop",
                           {**nd, "Content-Encoding": "gzip"})),
        ("an empty body", 400, ("POST", OPS.decode(), b"", "laptop", nd)),
        ("1001 operations", 413, ("POST", OPS.decode(), b"{}\n" * 1001, "laptop", nd)),
        ("a cursor that is none", 400,
         ("GET", f"/v1/scopes/{SCOPE}/changes?cursor=1", None, "laptop")),
        ("a limit that is none", 400,
         ("GET", f"/v1/scopes/{SCOPE}/changes?limit=-1", None, "laptop")),
        ("a long path", 414, ("GET", "/" + "a" * 2000, None, "laptop")),
    ]
    server.push([Device().line()])
    for name, status, call in cases:
        try:
            got = server.ask(*call)[0]
        except Exception as error:
            yield f"{name}: {error!r}"
            continue
        if got != status:
            yield f"{name}: {got}, not {status}"


def traversal(server):
    for name in ("../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd",
                 "/etc/passwd", "a" * 63, "A" * 64, "g" * 64, digest(b"")[:-1] + "/", "a" * 64 + "/..",
                 "a" * 64 + "%00", "missing/..", "."):
        for method in ("GET", "PUT"):
            got = server.ask(method, f"/v1/blobs/{name}", b"x" if method == "PUT" else None)
            if got[0] not in (400, 404, 405):
                yield f"{method} {name}: {got[0]} {got[2][:60]!r}"
    written = [str(p) for p in server.folder.rglob("*")
               if p.is_file() and p.name not in ("log", "tokens", ".ready") and
               not p.name.startswith("store.db")]
    yield from written


def bad_lines(server):
    """One bad line hurts nobody else in the batch, and has its own answer."""
    device = Device()
    good = [device.line() for _ in range(3)]
    deep = '{"v":1,"set":' + '{"a":' * 90000 + "1" + "}" * 90000 + "}"
    bad = [
        "nonsense", "{}", "[]", "null", '{"v":1', deep[:700000],
        "[" * 200000, '{"v":1}{"v":1}',
        write(device.op(v=2)), write(device.op(n=0)), write(device.op(n=-1)),
        write(device.op(n="1")), write(device.op(id="x")), write(device.op(id=None)),
        write(device.op(dev="../../x")), write(device.op(doc="1; DROP TABLE op")),
        write(device.op(type="a b")), write(device.op(hlc="now")), write(device.op(set=[1])),
        write(device.op(scope="0193b3d2-9999-7000-8000-000000000009")),
        write(device.op(base={"title": "x"})),
        write(device.op(set={f"f{i}": 1 for i in range(70)})),
        device.line()[:-1] + ',"v":1}', '{"v":1,"v":1}',
        device.line(set={"title": "x"}).replace('"x"', '"\\ud800"'),
        device.line(set={"title": "x"}).replace('"x"', '"\x01"'),
        device.line(set={"a": 1}).replace('"a":1', '"a":01'),
        device.line(set={"a": 1}).replace('"a":1', '"a":NaN'),
        device.line(set={"a": 1}).replace('"a":1', '"a":1,"a":2'),
    ]
    for batch in (bad[:12], bad[12:]):
        lines = [good[0], *batch, good[1]]
        status, answers, trailer = server.push(lines)
        if status != 200:
            yield f"the batch: {status} {answers}"
            continue
        if [answers[0]["result"], answers[-1]["result"]] != ["applied", "applied"]:
            yield f"the good ones: {answers[0]} {answers[-1]}"
        for line, answer in zip(batch, answers[1:-1]):
            if answer["result"] != "rejected" or answer["problem"]["status"] not in (400, 422):
                yield f"{line[:80]}: {answer}"
        good = [device.line() for _ in range(3)]
    raw = device.line().encode().replace(b"Eine Bank", b"Eine \xff\xfe Bank")
    got = server.ask("POST", OPS.decode(), raw, headers={"Content-Type": "application/x-ndjson"})
    if b'"rejected"' not in got[2]:
        yield f"bad UTF-8: {got}"


def bombs(server):
    """Packed to almost nothing, unpacked to a gigabyte: refused long before that."""
    before = server.memory()
    bomb = gzip.compress(b" " * (300 << 20), 9)
    status = server.ask("POST", OPS.decode(), bomb, headers={
        "Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"})[0]
    if status != 413:
        yield f"a bomb: {status}"
    status = server.ask("POST", "/v1/blobs/missing", bomb[:100000], headers={
        "Content-Type": "text/plain", "Content-Encoding": "gzip"})[0]
    if status not in (400, 413):
        yield f"a bomb of digests: {status}"
    if server.memory() - before > 24:
        yield f"memory rose by {server.memory() - before:.0f} MiB"


def large(server):
    """A length that nobody reads, and a body that never ends."""
    before = server.memory()
    start = time.monotonic()
    answer, end = server.raw(b"POST " + OPS + b" HTTP/1.1\r\nHost: a\r\n" + AUTH +
                             b"Content-Type: application/x-ndjson\r\nContent-Length: 10737418240"
                             b"\r\n\r\nabc", timeout=10)
    if status_of(answer) != 413 or time.monotonic() - start > 8:
        yield f"10 GB announced: {answer[:100]!r} {end} {time.monotonic() - start:.1f} s"
    piece = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    answer, end = server.raw(b"POST " + OPS + b" HTTP/1.1\r\nHost: a\r\n" + AUTH +
                             b"Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked"
                             b"\r\n\r\n", timeout=10, pieces=(piece for _ in range(4000)))
    if status_of(answer) not in (0, 413) or end == "open":
        yield f"endless chunks: {answer[:100]!r} {end}"
    answer, end = server.raw(b"GET /healthz HTTP/1.1\r\nHost: a\r\n" +
                             b"".join(b"X%d: %s\r\n" % (i, b"y" * 1000) for i in range(500)) +
                             b"\r\n", timeout=6)
    if status_of(answer) == 200:
        yield "500 KB of headers were read"
    if server.memory() - before > 24:
        yield f"memory rose by {server.memory() - before:.0f} MiB"


def slow(binary):
    """Silent and dripping connections end, and others are served meanwhile."""
    with Server(binary, options=["--patience", "3"]) as server:
        silent = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
        dripping = socket.create_connection(("127.0.0.1", server.port))
        stop = threading.Event()

        def drip():
            try:
                dripping.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nX: ")
                while not stop.wait(0.2):
                    dripping.sendall(b"y")
            except OSError:
                pass

        thread = threading.Thread(target=drip)
        thread.start()
        if server.ask("GET", "/healthz", role=None)[0] != 200:
            yield "not served beside slow ones"
        time.sleep(7)
        for s in silent:
            s.settimeout(0.5)
            try:
                if s.recv(10) not in (b"",):
                    yield "a silent connection was answered"
            except TimeoutError:
                yield "a silent connection was kept"
                break
            except OSError:
                pass
        dripping.settimeout(4)
        try:
            while dripping.recv(1000):
                pass
        except TimeoutError:
            yield "a dripping connection was kept"
        except OSError:
            pass
        stop.set()
        thread.join()
        if server.ask("GET", "/healthz", role=None)[0] != 200:
            yield "not served afterwards"


def crowd(binary):
    """More connections than are allowed: a word and the door, and later all is well."""
    with Server(binary) as server:
        crowd = []
        for _ in range(300):
            crowd.append(socket.create_connection(("127.0.0.1", server.port)))
        time.sleep(0.3)
        answer, end = server.raw(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", timeout=3)
        if status_of(answer) != 503:
            yield f"the 301st: {answer[:60]!r} {end}"
        for s in crowd:
            s.close()
        time.sleep(0.5)
        if server.ask("GET", "/healthz", role=None)[0] != 200:
            yield "not served afterwards"


def gone(binary):
    """Who has come and gone takes no place, however she left."""
    ways = [b"", b"GET /v1/", b"POST /v1/blobs/missing HTTP/1.1\r\nContent-Length: 65\r\n\r\n0"]
    with Server(binary) as server:
        def held():
            folder = f"/proc/{server.process.pid}/fd"
            return sum("socket" in os.readlink(f"{folder}/{name}") for name in os.listdir(folder))

        before = held()
        for i in range(300):
            with socket.create_connection(("127.0.0.1", server.port), timeout=6) as s:
                s.sendall(ways[i % len(ways)])
            status = server.ask("GET", "/healthz", role=None)[0]
            if status != 200:
                yield f"after {2 * i + 1} others: {status}"
                break
        until = time.time() + 10
        while held() > before and time.time() < until:
            time.sleep(0.05)
        if held() > before:
            yield f"{held() - before} connections of people who are gone"


def hurried(binary):
    """429 with Retry-After, for each token by itself; strangers cannot use up the room's share."""
    with Server(binary, options=["--rate", "2"]) as server:
        got = [server.ask("GET", f"/v1/scopes/{SCOPE}", role="kiosk") for _ in range(40)]
        late = [head for status, head, _ in got if status == 429]
        if not late or int(late[0].get("retry-after", 0)) < 1:
            yield f"{[status for status, _, _ in got]}"
        if server.ask("GET", f"/v1/scopes/{SCOPE}", role="laptop")[0] == 429:
            yield "one token's hurry stops another"
        guesses = [server.ask("GET", f"/v1/scopes/{SCOPE}", role=None, token=f"guess-{i:08d}")[0]
                   for i in range(40)]
        if 429 not in guesses:
            yield "tokens can be guessed at any speed"
        if server.ask("GET", f"/v1/scopes/{SCOPE}", role="laptop")[0] == 429:
            yield "guessing stops a token"


def blobs(server):
    data = random.Random(1).randbytes(3_000_000)
    name = digest(data)
    if server.ask("PUT", f"/v1/blobs/{digest(b'other')}", data)[0] != 422:
        yield "other bytes under a name were taken"
    if server.ask("PUT", f"/v1/blobs/{name}", data,
                  headers={"Content-Digest": "sha-256=:AAAA:"})[0] != 422:
        yield "a wrong Content-Digest was taken"
    answer, end = server.raw(f"PUT /v1/blobs/{name} HTTP/1.1\r\nHost: a\r\n".encode() + AUTH +
                             f"Content-Length: {len(data)}\r\n\r\n".encode() + data[:100000],
                             timeout=1)
    got = server.ask("POST", "/v1/blobs/missing", f"{name}\n".encode(),
                     headers={"Content-Type": "text/plain"})
    if got[2].decode().split() != [name]:
        yield f"half a file counts: {got}"
    if server.ask("PUT", f"/v1/blobs/{name}", data)[0] != 201:
        yield "a good file was not taken"
    if server.ask("PUT", f"/v1/blobs/{name}", data)[0] != 204:
        yield "the same once more is no success"
    if server.ask("PUT", f"/v1/blobs/{name}", data, headers={"If-None-Match": "*"})[0] != 412:
        yield "If-None-Match: * was passed over"
    status, head, body = server.ask("GET", f"/v1/blobs/{name}", role="kiosk")
    if status != 200 or body != data or head["etag"] != f'"{name}"':
        yield f"reading back: {status}"
    if server.ask("GET", f"/v1/blobs/{name}", headers={"If-None-Match": f'"{name}"'})[0] != 304:
        yield "If-None-Match was passed over"
    status, head, body = server.ask("GET", f"/v1/blobs/{name}", headers={"Range": "bytes=1-2"})
    if status != 200 or body != data:
        yield f"Range was read: {status}"
    status, head, body = server.ask("HEAD", f"/v1/blobs/{name}")
    if status != 200 or int(head["content-length"]) != len(data) or body:
        yield f"HEAD: {status} {head}"
    left = [p.name for p in server.folder.rglob("part-*")]
    time.sleep(0.5)
    if [p.name for p in server.folder.rglob("part-*")]:
        yield f"unfinished files stay: {left}"


def roles(server):
    device, kiosk, other = Device(), Device(), Device()
    idea = device.op()
    server.push([write(idea)])

    def push(role, line):
        return server.push([line], role=role)[1][0]

    def change(who, **fields):
        return who.line(doc=idea["doc"], set=fields, base={k: None for k in fields})

    cases = [
        ("a laptop answers", "laptop", device.line(type="answer"), "rejected"),
        ("a kiosk answers", "kiosk", kiosk.line(type="answer"), "rejected"),
        ("staff answers", "staff", other.line(type="answer"), "applied"),
        ("a laptop hides", "laptop", change(device, moderation="hidden"), "rejected"),
        ("staff hides", "staff", change(other, moderation="hidden"), "applied"),
        ("a laptop sets the path", "laptop", change(device, path="council"), "rejected"),
        ("a laptop imports what was released", "laptop",
         device.line(set={"title": "a", "moderation": "released"}), "applied"),
        ("a kiosk releases its own", "kiosk",
         kiosk.line(set={"title": "a", "moderation": "released"}), "rejected"),
        ("a kiosk brings an idea", "kiosk",
         kiosk.line(set={"title": "a", "moderation": "new"}), "applied"),
        ("a kiosk changes an idea of others", "kiosk", change(kiosk, title="mine"), "rejected"),
        ("a kiosk opens a poll", "kiosk", kiosk.line(type="poll"), "rejected"),
        ("a kiosk writes contact data of a new kind", "kiosk", kiosk.line(type="contact"),
         "rejected"),
        ("a kiosk votes", "kiosk", kiosk.line(type="ballot"), "applied"),
        ("a laptop brings a kind we do not know", "laptop", device.line(type="contact"), "applied"),
    ]
    for name, role, line, expected in cases:
        answer = push(role, line)
        if answer["result"] != expected:
            yield f"{name}: {answer}"
        if expected == "rejected" and answer.get("problem", {}).get("status") != 403:
            yield f"{name}: {answer}"
    for role, hidden in (("kiosk", {"contact", "ballot"}), ("reader", {"contact", "ballot"}),
                         ("laptop", set()), ("staff", set())):
        types = {json.loads(line)["type"] for line in server.pull(role=role)[1]}
        counted = set(server.pull(role=role)[2]["counts"])
        if types & hidden or counted & hidden:
            yield f"{role} sees {types & hidden} {counted & hidden}"
        if not hidden and not {"contact", "ballot", "answer"} <= types:
            yield f"{role} does not see all: {types}"


def one_workshop(binary):
    tokens = f"token-of-one-kiosk kiosk {SCOPE}\n"
    with Server(binary, tokens=tokens) as server:
        server.push([Device().line()])
        other = "0193b3d2-9999-7000-8000-000000000009"
        server.push([Device(other).line()], scope=other)
        if server.ask("GET", f"/v1/scopes/{SCOPE}", token="token-of-one-kiosk")[0] != 200:
            yield "not its own workshop"
        if server.ask("GET", f"/v1/scopes/{other}", token="token-of-one-kiosk")[0] != 403:
            yield "another workshop"


def clocks(binary):
    """Stamps from 2038 and 2009 are put right beside the operation, which stays as it came."""
    now = int(time.time() * 1000)

    def stamp(ms, device, counter=0):
        return f"{ms:012x}-{counter:04x}-{device.dev}"

    def ms_of(text):
        return int(text[:12], 16)

    with Server(binary) as server:
        doc, sober, wild, slow = str(uuid.uuid4()), Device(), Device(), Device()
        born = sober.op(doc=doc, set={"_deleted": False, "title": "Bank"},
                        hlc=stamp(now - 9000, sober))
        server.push([write(born)])
        base = {"title": born["id"]}
        # From the future: what counts is the moment of receipt, one after the other.
        far = [wild.op(doc=doc, base=base, set={"title": f"Zukunft {i}"},
                       hlc=stamp(2147483648000 + i, wild)) for i in range(3)]
        status, results, end = server.push([write(op) for op in far])
        given = end.get("hlc_eff", {})
        if sorted(given) != sorted(op["id"] for op in far):
            yield f"put right: {given}"
            return
        order = [given[op["id"]] for op in far]
        if order != sorted(set(order)) or abs(ms_of(order[0]) - now) > 60000:
            yield f"not one after the other, or not now: {order}"
        if any(text[18:] != wild.dev for text in order):
            yield f"another writer: {order}"
        # So who writes after that is heard, and says nothing of clocks.
        time.sleep(0.002)
        late = sober.op(doc=doc, base=base, set={"title": "Heute"},
                        hlc=stamp(int(time.time() * 1000), sober))
        status, results, end = server.push([write(late)])
        if "hlc_eff" in end or results[0]["result"] != "conflict":
            yield f"a right clock: {results}, {end}"
        winner = sqlite3.connect(server.store).execute(
            "SELECT heads FROM thing WHERE id = ?", (doc,)).fetchone()[0].decode()
        if f"title {late['id']}" not in winner:
            yield f"the clock of 2038 wins for ever: {winner}"
        # From the past: the sender's own operations move by what its clock is behind, others' not.
        old = 1230768000000
        mine = slow.op(doc=doc, base=base, set={"title": "2009"}, hlc=stamp(old - 5000, slow))
        other = Device().op(doc=doc, base=base, set={"title": "alt"})
        path = f"/v1/scopes/{SCOPE}/ops?dev={slow.dev}&sent_at={old}"
        body = (write(mine) + "\n" + write(other) + "\n").encode()
        status, head, data = server.ask("POST", path, body,
                                        headers={"Content-Type": "application/x-ndjson"})
        given = json.loads(data.decode().splitlines()[-1]).get("hlc_eff", {})
        if list(given) != [mine["id"]] or abs(ms_of(given[mine["id"]]) - (now - 5000)) > 60000:
            yield f"2009: {given}"
        # A clock that was put right before it sent: only what was written before that moves.
        put, step = Device(), now - old
        early = [put.op(set={"_deleted": False, "title": f"früh {i}"}, hlc=stamp(old + i, put))
                 for i in range(2)]
        after = put.op(set={"_deleted": False, "title": "dann"}, hlc=stamp(now, put))
        body = "".join(write(op) + "\n" for op in (*early, after)).encode()
        status, head, data = server.ask(
            "POST", f"/v1/scopes/{SCOPE}/ops?dev={put.dev}&sent_at={int(time.time() * 1000)}"
            f"&moved=1-2:{step - 3600000}", body,
            headers={"Content-Type": "application/x-ndjson"})
        given = json.loads(data.decode().splitlines()[-1]).get("hlc_eff", {})
        far += early
        if sorted(given) != sorted(op["id"] for op in early) or \
                any(abs(ms_of(text) - (now - 3600000)) > 60000 for text in given.values()):
            yield f"put right before it was sent: {given}"
        # Whoever fetches hears of it with the page, and gets the operations as they came.
        status, lines, end = server.pull()
        if set(end.get("hlc_eff", {})) != {*(op["id"] for op in far), mine["id"]}:
            yield f"page: {end}"
        if write(far[0]) not in lines:
            yield "the operation was altered"
        status, lines, page = server.pull(more="&limit=1")
        if "hlc_eff" in page:
            yield f"page without a wrong stamp: {page}"
        for query in ("dev=x", f"dev={slow.dev}&sent_at=gestern", "sent_at=-1",
                      f"dev={slow.dev}&moved=2-1:5", f"dev={slow.dev}&moved=", "moved=1-2"):
            status, _, data = server.ask("POST", f"/v1/scopes/{SCOPE}/ops?{query}",
                                         (write(sober.op()) + "\n").encode(),
                                         headers={"Content-Type": "application/x-ndjson"})
            if status != 400:
                yield f"{query}: {status}"
        # A store of the first form is brought up to date and loses nothing.
        server.stop()
        with sqlite3.connect(server.store) as db:
            before = db.execute("SELECT count(*) FROM op").fetchone()
            db.executescript("DROP TABLE hlc_eff; PRAGMA user_version=1")
        server.start()
        status, lines, end = server.pull()
        form = sqlite3.connect(server.store).execute("PRAGMA user_version").fetchone()
        if len(lines) != before[0] or form != (2,):
            yield f"first form: {len(lines)} of {before}, form {form}"
        status, results, end = server.push(
            [wild.line(doc=doc, base=base, hlc=stamp(2147483649000, wild))])
        if len(end.get("hlc_eff", {})) != 1:
            yield f"after that: {results}, {end}"


def logs(server):
    text = server.log_text()
    for what in ("127.0.0.1:", "Eine Bank", "token-of", SCOPE, "cursor="):
        if what in text:
            yield f"the log holds {what!r}"
    if "POST ops 200" not in text:
        yield "the log says nothing"


def listening(binary):
    import subprocess
    with Server(binary) as server:
        for address in ("0.0.0.0:0", "[::]:0", "192.0.2.1:0"):
            run = subprocess.run([binary, "--store", f"sqlite:{server.folder}/other.db", "--listen",
                                  address, "--tokens", str(server.tokens)], capture_output=True,
                                 text=True, timeout=10)
            if run.returncode != 1 or "--room-network" not in run.stderr:
                yield f"{address}: {run.returncode} {run.stderr}"
        (server.folder / "bad").write_text("short kiosk\n")
        run = subprocess.run([binary, "--store", f"sqlite:{server.folder}/other.db", "--listen",
                              "127.0.0.1:0", "--tokens", f"{server.folder}/bad"],
                             capture_output=True, text=True, timeout=10)
        if run.returncode != 1 or "short" in run.stderr:
            yield f"a bad token file: {run.returncode} {run.stderr}"
        if (server.store.stat().st_mode & 0o077) != 0:
            yield "others may read the store"


def stopping(binary):
    """SIGTERM lets those who wait go and ends with 0."""
    with Server(binary) as server:
        server.push([Device().line()])
        cursor = server.pull()[2]["cursor"]
        got = []
        thread = threading.Thread(
            target=lambda: got.append(server.pull(cursor, more="&wait=50")))
        thread.start()
        time.sleep(0.5)
        start = time.monotonic()
        status = server.stop()
        thread.join(5)
        if status != 0 or time.monotonic() - start > 5:
            yield f"{status} after {time.monotonic() - start:.1f} s"
        if not got or got[0][0] != 200:
            yield f"who waited got {got}"


def main(binary):
    with Server(binary) as server:
        tap.check("smuggled requests are refused and cut off", smuggled(server))
        tap.check("errors are structured", structured(server))
        tap.check("each fault has its status", statuses(server))
        tap.check("names of media lead nowhere else", traversal(server))
        tap.check("a bad line is refused by itself", bad_lines(server))
        tap.check("bombs do not go off", bombs(server))
        tap.check("large bodies are not gathered", large(server))
        tap.check("media: only what is what it says", blobs(server))
        tap.check("roles", roles(server))
        tap.check("the log names nobody and shows nothing", logs(server))
        if server.process.poll() is not None:
            tap.check("still alive", [f"ended with {server.process.returncode}"])
    tap.check("clocks that are wrong", clocks(binary))
    tap.check("a token for one workshop", one_workshop(binary))
    tap.check("slow ones do not hold it up", slow(binary))
    tap.check("a crowd is told to wait", crowd(binary))
    tap.check("who is gone takes no place", gone(binary))
    tap.check("hurry is told to wait", hurried(binary))
    tap.check("where it listens", listening(binary))
    tap.check("it stops in order", stopping(binary))
    tap.done()


if __name__ == "__main__":
    main(sys.argv[1])
