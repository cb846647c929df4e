#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Deciding in the real window: two people gave one idea a title each and did not know of each other;
the other one is taken, that is undone and done again, and the server learns of it. On the way there
stand a wrong port and a network that wants its guests to sign in."""
import contextlib
import hashlib
import json
import pathlib
import re
import sqlite3
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / name)
                for name in ("fault", "server")]
import desk as desks  # noqa: E402
import driver  # noqa: E402
from driver import ask, cli, wait_for  # noqa: E402
import proxy as faults  # noqa: E402
from service import TOKENS, Device, Server  # noqa: E402

CLI = desks.BUILD / "src/cli/nordwaerts-cli"
SHOWN, OTHER = "Weniger Licht", "Mehr Licht"


def sync(path, server, folder):
    return json.loads(cli("sync", path, "--server", server.url, "--token-file", folder / "token",
                          "--json"))


def make_conflict(folder, server):
    """A workshop with one idea whose title two others changed; its path."""
    path = folder / "streit.gpkg"
    (folder / "token").write_text(TOKENS["laptop"])
    (folder / "ideas.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"title": "Licht"},
         "geometry": {"type": "Point", "coordinates": [7.467, 51.527]}}]}))
    cli("new", path, "--title", "Streit", "--quiet")
    cli("import", path, folder / "ideas.geojson", "--quiet")
    sync(path, server, folder)
    (scope,), = ask(path, "SELECT value FROM nordwaerts WHERE key = 'scope'")
    (born, idea), = ask(path, "SELECT id, target FROM change WHERE noun = 'idea'")
    for title in (OTHER, SHOWN):
        device = Device(scope)
        device.n = 5 if title == SHOWN else 3  # the later stamp shows
        op = device.op(doc=idea, set={"title": title}, base={"title": born})
        op["n"], op["prev"] = 1, None
        line = json.dumps(op, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        status, answers, _ = server.push([line], scope=scope)
        assert status == 200 and answers[0]["result"] in ("applied", "conflict"), answers
    assert sync(path, server, folder)["conflicts"] == 1
    return path


def title(path):
    return ask(path, "SELECT title FROM idea")[0][0]


def test_shown(desk, path):
    desk.press("Abgleich", "page tab")
    desk.find("„%s“ · Titel" % SHOWN)
    desk.find(SHOWN, "label")
    desk.find(OTHER, "label")


def test_take(desk, path):
    desk.press("Diese nehmen", "push button")
    wait_for("the other title", lambda: title(path) == OTHER)
    desk.gone("Diese nehmen", "push button")


def test_undo(desk, path):
    desk.focus()
    desk.key("ctrl+z")
    wait_for("the title of before", lambda: title(path) == SHOWN)
    desk.find("Diese nehmen", "push button")
    desk.find(OTHER, "label")


def test_redo(desk, path):
    desk.focus()
    desk.key("ctrl+shift+z")
    wait_for("the other title again", lambda: title(path) == OTHER)
    desk.gone("Diese nehmen", "push button")
    desk.key("ctrl+z")
    wait_for("the title of before", lambda: title(path) == SHOWN)


def test_keep(desk, path):
    desk.press("Behalten", "push button")
    desk.gone("Behalten", "push button")
    assert title(path) == SHOWN
    desk.focus()
    desk.key("ctrl+z")
    desk.find("Behalten", "push button")
    desk.press("Behalten", "push button")
    desk.gone("Behalten", "push button")


def use_server(desk, path, url):
    """Opens the window anew with this address and its access key, and begins to transfer."""
    tokens = desk.home / "data/nordwaerts/tokens"
    tokens.mkdir(mode=0o700, parents=True, exist_ok=True)
    (tokens / hashlib.sha256(url.encode()).hexdigest()[:16]).write_text(TOKENS["laptop"])
    with contextlib.closing(sqlite3.connect(path)) as base, base:
        base.execute("INSERT OR REPLACE INTO local_setting VALUES ('sync.server', ?)", (url,))
    desk.start()
    desk.press("Abgleich", "page tab")
    desk.find(re.compile("Änderungen warten hier"))
    desk.press("Jetzt übertragen", "push button")


def test_wrong_port(desk, path, server):
    assert desk.quit() == 0
    use_server(desk, path, "https://127.0.0.1:%d" % server.port)
    desk.find(re.compile("nicht über eine geschützte Verbindung"))
    desk.find(re.compile("Änderungen warten hier"))
    assert desk.quit() == 0


def test_sign_in_page(desk, path, server):
    """The page says what to do; done that, the same button brings all over."""
    between = faults.Proxy(server.port)
    between.spoil(1, faults.portal, None)
    use_server(desk, path, between.url)
    desk.find(re.compile("melden Sie sich im Netz an"))
    desk.find(re.compile("Änderungen warten hier"))
    desk.press("Jetzt übertragen", "push button")
    desk.find("Alles ist bei der Stadt")
    desk.gone(re.compile("melden Sie sich im Netz an"))
    assert ask(server.store, "SELECT count(*) FROM conflict") == [(0,)]


def test_everywhere(desk, path, server, folder):
    """What was decided here is settled at the server, too."""
    assert desk.quit() == 0
    report = sync(path, server, folder)
    assert (report["conflicts"], report["sent"], report["known"]) == (0, 0, 0), report
    cli("check", path)


TESTS = [test_shown, test_take, test_undo, test_redo, test_keep, test_wrong_port, test_sign_in_page,
         test_everywhere]


def main():
    if driver.cannot(any_toolkit=True):
        return 0
    with tempfile.TemporaryDirectory() as name, \
            Server(desks.BUILD / "src/server/nordwaerts-server", options=["--quiet"]) as server:
        folder = pathlib.Path(name)
        path = make_conflict(folder, server)
        with desks.Desk(args=[path]) as desk:
            return driver.play(desk, TESTS, path, server, folder)


if __name__ == "__main__":
    sys.exit(main())
