# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Starts the real server on a free port for a test, and speaks to it byte by byte."""
import gzip
import hashlib
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import uuid

TOKENS = {"laptop": "token-of-the-laptop", "staff": "token-of-the-staff",
          "kiosk": "token-of-the-kiosk", "reader": "token-of-the-reader"}
SCOPE = "0193b3d2-1111-7000-8000-000000000001"


class Server:
    """One running server with a store of its own; use with `with`."""

    def __init__(self, binary, folder=None, options=(), tokens=""):
        self.binary = binary
        self.temporary = None if folder else tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(folder or self.temporary.name)
        self.options = list(options)
        self.store = self.folder / "store.db"
        tokens_file = self.folder / "tokens"
        tokens_file.write_text("# the tokens of a test\n\n" + "".join(
            f"{token} {role}\n" for role, token in TOKENS.items()) + tokens)
        self.tokens = tokens_file

    def start(self, port=0):
        self.log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen(
            [self.binary, "--store", f"sqlite:{self.store}", "--listen", f"127.0.0.1:{port}",
             "--tokens", str(self.tokens), *self.options],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.url = self.process.stdout.readline().strip()
        assert self.url.startswith("http://127.0.0.1:"), self.url
        self.port = int(self.url.rsplit(":", 1)[1])
        return self

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        status = self.process.wait(20)
        self.process.stdout.close()
        self.log.close()
        return status

    def __enter__(self):
        return self.start()

    def __exit__(self, *unused):
        if self.process.poll() is None:
            self.stop(signal.SIGKILL)
        if self.temporary:
            self.temporary.cleanup()

    def memory(self):
        """Peak resident memory in MiB."""
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        return 0

    def log_text(self):
        self.log.flush()
        return (self.folder / "log").read_text()

    def raw(self, data, timeout=6, pieces=None):
        """Sends bytes as they are; returns all that comes until the end or the time limit."""
        answer = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as s:
            try:
                s.sendall(data)
                for piece in pieces or ():
                    s.sendall(piece)
            except (BrokenPipeError, ConnectionResetError):
                pass
            try:
                while True:
                    piece = s.recv(65536)
                    if not piece:
                        return answer, "closed"
                    answer += piece
            except ConnectionResetError:
                return answer, "reset"
            except TimeoutError:
                return answer, "open"

    def ask(self, method, path, body=None, role="laptop", headers=None, token=None):
        """One ordinary request: (status, headers, body)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        fields = dict(headers or {})
        if role or token:
            fields.setdefault("Authorization", f"Bearer {token or TOKENS[role]}")
        connection.request(method, path, body=body, headers=fields)
        response = connection.getresponse()
        data = response.read()
        result = response.status, {k.lower(): v for k, v in response.getheaders()}, data
        connection.close()
        return result

    def push(self, lines, role="laptop", scope=SCOPE, packed=False, headers=None):
        body = "".join(line + "\n" for line in lines).encode()
        fields = {"Content-Type": "application/x-ndjson", **(headers or {})}
        if packed:
            body = gzip.compress(body)
            fields["Content-Encoding"] = "gzip"
        status, head, data = self.ask("POST", f"/v1/scopes/{scope}/ops", body, role, fields)
        if status != 200:
            return status, json.loads(data), None
        answers = [json.loads(line) for line in data.decode().splitlines()]
        return status, answers[:-1], answers[-1]

    def pull(self, cursor="", role="laptop", scope=SCOPE, more=""):
        status, head, data = self.ask("GET", f"/v1/scopes/{scope}/changes?cursor={cursor}{more}",
                                      role=role)
        if status != 200:
            return status, json.loads(data), None
        lines = data.decode().splitlines()
        return status, lines[:-1], json.loads(lines[-1])


class Device:
    """Writes operations as a laptop would."""

    def __init__(self, scope=SCOPE):
        self.dev = str(uuid.uuid4())
        self.scope = scope
        self.n = 0

    def op(self, type="idea", doc=None, set=None, base=None, **over):
        self.n += 1
        op = {"v": 1, "id": str(uuid.uuid4()), "dev": self.dev, "n": self.n, "scope": self.scope,
              "doc": doc or str(uuid.uuid4()), "type": type,
              "hlc": f"{0x01935a7c2f10 + self.n:012x}-0000-{self.dev}",
              "base": base or {}, "set": set if set is not None else {"title": "Eine Bank"}}
        op.update(over)
        return {k: v for k, v in op.items() if v is not None}

    def line(self, *args, **over):
        return write(self.op(*args, **over))


def write(op):
    return json.dumps(op, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data):
    return hashlib.sha256(data).hexdigest()
