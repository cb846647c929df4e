# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""A proxy on the loopback that spoils one exchange after another in a chosen way."""
import json
import socket
import struct
import threading
import time
import zlib

PAGE = b"<!DOCTYPE html><html><body>Willkommen im WLAN. Bitte anmelden.</body></html>"


class Spoilt(Exception):
    """The connection ends here."""


def reset(s):
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    s.close()


def read_message(s, is_head=False):
    """One HTTP message: (head with the empty line, body), or None at the end."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = s.recv(65536)
        if not piece:
            return None
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    length = 0
    chunked = False
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
        elif name.lower() == b"transfer-encoding":
            chunked = True
        elif name.lower() == b"expect":
            s.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    status = head.split(b" ", 2)[1]
    if is_head and (status.startswith(b"1") or status in (b"204", b"304")):
        return head + b"\r\n\r\n", b""
    if chunked:
        while not body.endswith(b"0\r\n\r\n"):
            piece = s.recv(65536)
            if not piece:
                raise Spoilt
            body += piece
        return head + b"\r\n\r\n", body
    while len(body) < length:
        piece = s.recv(65536)
        if not piece:
            raise Spoilt
        body += piece
    return head + b"\r\n\r\n", body


def answer(status, body=b"", kind="application/problem+json", extra=b""):
    return (f"HTTP/1.1 {status} x\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
            .encode() + extra + b"\r\n" + body)


def problem(status):
    return json.dumps({"type": "about:blank", "title": "x", "status": status}).encode()


# Each fault gets the connection to the client, a function that asks the server, and a random number
# generator. It returns when the connection may go on, or raises Spoilt.

def reset_request(client, ask, chance):
    """The request never reaches the server."""
    reset(client)
    raise Spoilt


def reset_answer(client, ask, chance):
    """The server has done it, and its answer breaks off in the middle."""
    data = b"".join(ask())
    client.sendall(data[:chance.randrange(len(data))])
    reset(client)
    raise Spoilt


def cut_answer(client, ask, chance):
    """The same, with a polite end."""
    data = b"".join(ask())
    client.sendall(data[:chance.randrange(len(data))])
    raise Spoilt


def swallow(client, ask, chance):
    """The server has done it, and nobody says so."""
    ask()
    raise Spoilt


def swallow_silently(client, ask, chance):
    ask()
    time.sleep(2.5)
    raise Spoilt


def silence(client, ask, chance):
    time.sleep(2.5)
    raise Spoilt


def answer_twice(client, ask, chance):
    data = b"".join(ask())
    client.sendall(data + data)


def longer_length(client, ask, chance):
    head, body = ask()
    client.sendall(answer(200, body, "application/x-ndjson", packing(head)).replace(
        b"Content-Length: %d" % len(body), b"Content-Length: %d" % (len(body) + 57)))
    raise Spoilt


def shorter_length(client, ask, chance):
    head, body = ask()
    client.sendall(answer(200, body, "application/x-ndjson", packing(head)).replace(
        b"Content-Length: %d" % len(body), b"Content-Length: %d" % max(len(body) - 57, 1)))
    raise Spoilt


def packing(head):
    return b"Content-Encoding: gzip\r\n" if b"ontent-Encoding: gzip" in head else b""


def portal(client, ask, chance):
    client.sendall(answer(200, PAGE, "text/html"))


def portal_without_type(client, ask, chance):
    client.sendall(answer(200, PAGE, "application/x-ndjson"))


def redirect(client, ask, chance):
    client.sendall(answer(302, b"", "text/plain", b"Location: http://127.0.0.1:1/login\r\n"))


def status(code, extra=b""):
    def fault(client, ask, chance):
        client.sendall(answer(code, problem(code), extra=extra))
    fault.__name__ = f"status_{code}"
    return fault


def done_but_500(client, ask, chance):
    ask()
    client.sendall(answer(500, problem(500)))


def empty(client, ask, chance):
    client.sendall(answer(200, b"", "application/x-ndjson"))


def nonsense(client, ask, chance):
    client.sendall(answer(200, b"{\"cursor\":17,\n\x00\xff{{{\n", "application/x-ndjson"))


def other_answer(client, ask, chance):
    """Good JSON of the right form that belongs to something else."""
    client.sendall(answer(200, b'{"id":"0193b3d2-1111-7000-8000-000000000001","result":"applied"}\n'
                          b'{"cursor":"x.1.y","from":"x.0.0","ack":{},"durable":{}}\n',
                          "application/x-ndjson"))


def deep(client, ask, chance):
    client.sendall(answer(200, b"[" * 200000 + b"\n", "application/x-ndjson"))


def drip(client, ask, chance):
    """A byte a moment, each just before patience ends."""
    for byte in b"".join(ask())[:40]:
        client.sendall(bytes([byte]))
        time.sleep(0.2)
    raise Spoilt


def drip_head(client, ask, chance):
    client.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(40):
        client.sendall(b"y")
        time.sleep(0.2)
    raise Spoilt


def bomb(client, ask, chance):
    # Made in pieces: what this process once needed would count as the child's (getrusage(2)).
    packer = zlib.compressobj(9, wbits=31)
    data = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(200)) + packer.flush()
    client.sendall(answer(200, data, "application/x-ndjson", b"Content-Encoding: gzip\r\n"))


def flood(client, ask, chance):
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n"
                   b"Content-Length: 10737418240\r\n\r\n")
    for _ in range(4000):
        client.sendall(b"x" * 65536)
    raise Spoilt


FAULTS = [reset_request, reset_answer, cut_answer, swallow, swallow_silently, silence, answer_twice,
          longer_length, shorter_length, portal, portal_without_type, redirect, status(401),
          status(403), status(409), status(413), status(429, b"Retry-After: 1\r\n"),
          status(429, b"Retry-After: 86400\r\n"), status(500), status(503), done_but_500, empty,
          nonsense, other_answer, deep, drip, drip_head, bomb, flood]


class Proxy:
    """Forwards to 127.0.0.1:port; the n-th request from now suffers `fault`."""

    def __init__(self, port):
        self.port = port
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.plan = {}
        self.count = 0
        self.lock = threading.Lock()
        threading.Thread(target=self.accept, daemon=True).start()

    def spoil(self, nth, fault, chance):
        with self.lock:
            self.count = 0
            self.plan = {nth: (fault, chance)}

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        server = None
        try:
            while True:
                message = read_message(client)
                if message is None:
                    return
                with self.lock:
                    self.count += 1
                    fault = self.plan.pop(self.count, None)
                if server is None:
                    server = socket.create_connection(("127.0.0.1", self.port), timeout=30)

                def ask():
                    server.sendall(b"".join(message))
                    return read_message(server, True)

                if fault is None:
                    client.sendall(b"".join(ask()))
                else:
                    fault[0](client, ask, fault[1])
        except (Spoilt, OSError, TypeError):
            pass
        finally:
            client.close()
            if server is not None:
                server.close()

    def close(self):
        self.listener.close()
