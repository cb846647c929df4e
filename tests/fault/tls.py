#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Servers that cannot prove who they are, and networks in between: each says in plain words what is
wrong, keeps everything here, and the next exchange brings it over."""
import json
import os
import pathlib
import shutil
import socket
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "house"), str(HERE.parent / "server")]
import proxy as faults
import tap
from service import TOKENS, Server

CLI, SERVER = sys.argv[1:3]
IDEAS = 1500
CONFIG = """
[ca]
default_ca = own
[own]
database = {folder}/index
new_certs_dir = {folder}
serial = {folder}/serial
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
"""


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


class Office:
    """A certificate authority of this test alone."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "index").touch()
        (folder / "serial").write_text("01\n")
        self.config = folder / "openssl.cnf"
        self.config.write_text(CONFIG.format(folder=folder))
        self.root = folder / "root.pem"
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=Amt",
                "-keyout", str(folder / "root.key"), "-out", str(self.root))

    def issue(self, name, alternative, start="20200101000000Z", end="20991231000000Z"):
        """A certificate and its key in one file."""
        key, request, leaf, both = (self.folder / f"{name}.{kind}"
                                    for kind in ("key", "csr", "crt", "pem"))
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-addext",
                f"subjectAltName={alternative}", "-keyout", str(key), "-out", str(request))
        openssl("ca", "-batch", "-config", str(self.config), "-cert", str(self.root), "-keyfile",
                str(self.folder / "root.key"), "-in", str(request), "-out", str(leaf), "-startdate",
                start, "-enddate", end, "-notext")
        both.write_text(key.read_text() + leaf.read_text())
        return both


class Guard:
    """Ends the protected connection before the server, as a proxy of the city would; cuts it after
    `limit` bytes from the client."""

    def __init__(self, port, certificate, limit=None):
        self.port, self.limit = port, limit
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=16)
        self.number = self.listener.getsockname()[1]
        self.url = f"https://127.0.0.1:{self.number}"
        self.heard = 0
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, raw):
        try:
            client = self.context.wrap_socket(raw, server_side=True)
        except (OSError, ssl.SSLError):
            raw.close()
            return
        try:
            with socket.create_connection(("127.0.0.1", self.port)) as server:
                while True:
                    message = faults.read_message(client)
                    if message is None:
                        return
                    data = b"".join(message)
                    self.heard += len(data)
                    if self.limit is not None and self.heard > self.limit:
                        server.sendall(data[:len(data) // 2])
                        faults.reset(client)
                        return
                    server.sendall(data)
                    client.sendall(b"".join(faults.read_message(server, True)))
        except (OSError, TypeError, faults.Spoilt):
            pass
        finally:
            client.close()

    def close(self):
        self.listener.close()


def go_on_first(client, ask, chance):
    """Says that it may go on, as HTTP allows at any time, before the answer."""
    client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" + b"".join(ask()))


class Room:
    def __init__(self, folder, server):
        self.server = server
        self.path = folder / "workshop.gpkg"
        self.token = folder / "token"
        self.token.write_text(TOKENS["laptop"])
        source = folder / "ideas.geojson"
        source.write_text(json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"title": f"Bank {i}"},
             "geometry": {"type": "Point", "coordinates": [7.4 + i / 1e5, 51.5]}}
            for i in range(IDEAS)]}))
        self.run("new", self.path, "--title", "Probe")
        self.run("import", self.path, source)

    @staticmethod
    def run(*arguments):
        return subprocess.run([CLI, *[str(a) for a in arguments]], capture_output=True, text=True,
                              timeout=120, env=dict(os.environ, LANGUAGE="en", LANG="C.UTF-8"))

    def sync(self, url, authority=None):
        more = ["--ca", authority] if authority else []
        return self.run("sync", self.path, "--server", url, "--token-file", self.token, "--timeout",
                        "2", "--tries", "0", "--json", *more)


def expect(room, url, words, authority=None):
    """What is wrong with how the exchange failed."""
    done = room.sync(url, authority)
    if done.returncode != 1:
        yield f"ended with {done.returncode}: {done.stdout}{done.stderr}"
    if words not in done.stderr:
        yield f"said: {done.stderr}"
    if TOKENS["laptop"] in done.stderr + done.stdout:
        yield "the access key was told"


def after(room, guard, authority):
    """Everything is still here, and the next exchange brings it over, each once."""
    done = room.sync(guard.url, authority)
    if done.returncode != 0:
        yield f"the next one ended with {done.returncode}: {done.stderr}"
        return
    report = json.loads(done.stdout)
    if report["at_server"].get("idea", IDEAS) != IDEAS or report["waiting"] != 0:
        yield f"not all is there: {report}"


def plain_fault(room, fault, words):
    between = faults.Proxy(room.server.port)
    between.spoil(1, fault, None)
    yield from expect(room, between.url, words)
    between.close()


def main():
    if not shutil.which("openssl"):
        tap.skip("servers that cannot prove who they are", "openssl is not installed")
        tap.done()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        office = Office(folder)
        certificates = {
            "good": office.issue("good", "IP:127.0.0.1"),
            "other": office.issue("other", "DNS:anderswo.example"),
            "old": office.issue("old", "IP:127.0.0.1", end="20210101000000Z"),
            "early": office.issue("early", "IP:127.0.0.1", start="20980101000000Z"),
        }
        root = office.root
        with Server(SERVER, options=["--quiet"]) as server:
            room = Room(folder, server)
            guards = {kind: Guard(server.port, path) for kind, path in certificates.items()}
            tap.check("nobody vouches for it",
                      expect(room, guards["good"].url, "Nobody this computer trusts"))
            tap.check("the certificate of another address",
                      expect(room, guards["other"].url, "belongs to another address", root))
            tap.check("an expired certificate",
                      expect(room, guards["old"].url, "has expired", root))
            tap.check("a certificate of the future",
                      expect(room, guards["early"].url, "not valid yet", root))
            tap.check("a protected connection to a plain port",
                      expect(room, f"https://127.0.0.1:{server.port}",
                             "not over a protected connection", root))
            tap.check("a plain connection to a protected port",
                      expect(room, f"http://127.0.0.1:{guards['good'].number}", "sync: "))
            tap.check("a sign-in page",
                      plain_fault(room, faults.portal, "sign in to the network"))
            tap.check("a way to a sign-in page",
                      plain_fault(room, faults.redirect, "sign in to the network"))
            tap.check("a server that says nothing",
                      plain_fault(room, faults.silence, "Nobody answers"))
            tap.check("nothing was taken over until here",
                      ["something came"] if server.ask("GET", "/v1/scopes/" + scope_of(room))[0] != 404
                      else [])
            cut = Guard(server.port, certificates["good"], limit=2000)
            tap.check("cut in the middle of a batch", expect(room, cut.url, "broke off", root))
            cut.close()
            between = faults.Proxy(server.port)
            between.spoil(2, go_on_first, None)
            tap.check("a proxy that says “continue” first",
                      [done.stderr] if (done := room.sync(between.url)).returncode != 0 else [])
            between.close()
            tap.check("all is there, once", after(room, guards["good"], root))
            for guard in guards.values():
                guard.close()
    tap.done()


def scope_of(room):
    with sqlite3.connect(f"file:{room.path}?mode=ro", uri=True) as base:
        return base.execute("SELECT value FROM nordwaerts WHERE key = 'scope'").fetchone()[0]


if __name__ == "__main__":
    main()
