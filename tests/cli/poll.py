# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Polls by every method on the command line: what ballots may hold, what is hidden, what comes out.
A budget is counted a second time from a .pb file. Usage: poll.py NORDWAERTS-CLI"""
import contextlib
import json
import os
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
NAMES = ["Trinkbrunnen", "Bänke am Kanal", "Licht im Hoeschpark", "Hochbeete", "Fahrradgarage"]
COSTS = [2500, 3200, 4800, 1500, 6000]
number = failed = 0


def call(*arguments, status=0):
    done = subprocess.run([CLI, *map(str, arguments)], capture_output=True, timeout=120,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}, check=False)
    assert done.returncode == status, (arguments, done.returncode, done.stdout, done.stderr)
    return done.stdout.decode(), done.stderr.decode()


def answer(*arguments, status=0):
    return json.loads(call(*arguments, "--json", status=status)[0])


def outside(*arguments):
    if not shutil.which(arguments[0]):
        raise Skip("%s is not installed" % arguments[0])
    return subprocess.run([str(a) for a in arguments], capture_output=True, text=True, check=True).stdout


class Skip(Exception):
    pass


def workshop(folder):
    path = folder / "w.gpkg"
    call("new", path, "--title", "Probe")
    rows = "".join(f"{name},{7.46 + i / 100},51.52\n" for i, name in enumerate(NAMES))
    (folder / "i.csv").write_text("title,lon,lat\n" + rows, encoding="utf-8")
    call("import", path, folder / "i.csv", "--quiet")
    return path


def make(path, *arguments):
    out, _ = call("poll", path, "create", "--options", "ideas", "--json", *arguments)
    poll = json.loads(out)["poll"]
    call("poll", path, "open", poll)
    return poll


def result(path, poll):
    out, _ = call("poll", path, "result", poll, "--json")
    return json.loads(out)


def close(path, poll):
    call("poll", path, "close", poll)
    return result(path, poll)


def test_approval(folder):
    path = workshop(folder)
    poll = make(path, "--title", "Ja?", "--method", "approval")
    call("poll", path, "ballot", poll, "1", "2", "-c", "stickers")
    call("poll", path, "ballot", poll, "1=5", "3=7", "-p", "7", "-c", "hands")
    _, said = call("poll", path, "ballot", poll, "1=8", "-p", "7", status=1)
    assert "more than its people" in said, said
    call("poll", path, "result", poll, status=1)
    found = close(path, poll)
    assert found["people"] == 8 and found["ballots"] == 2
    votes = {o["label"]: o["votes"] for o in found["options"]}
    assert [votes[n] for n in NAMES] == [6, 1, 7, 0, 0], votes
    assert found["options"][0]["label"] == NAMES[2]


def test_rating(folder):
    path = workshop(folder)
    poll = make(path, "--title", "Wie gut?", "--method", "rating")
    call("poll", path, "ballot", poll, "1=5", "2=?")
    call("poll", path, "ballot", poll, "1=4", "2=1", "-p", "3")
    for bad in ("1=6", "1=0", "1", "9=3", "1=x"):
        call("poll", path, "ballot", poll, bad, status=2)
    first, second = close(path, poll)["options"][:2]
    assert first["label"] == NAMES[0] and first["median"] == 4, first
    assert first["levels"] == [1, 3, 0, 0, 0, 0]
    assert second["levels"] == [0, 0, 0, 0, 3, 1] and second["median"] == 1


def test_ranking(folder):
    path = workshop(folder)
    call("poll", path, "create", "--title", "x", "--options", "ideas", "--method", "ranking",
         "--rule", "knapsack", status=2)
    # The Condorcet winner comes first by Schulze; by instant runoff it drops out at once.
    ballots = [("1=1", "2=2", "3=3")] * 4 + [("3=1", "2=2", "1=3")] * 3 + [("2=1", "1=2", "3=3")] * 2
    for rule, winner in (("schulze", 1), ("instant-runoff", 0), ("borda", 1)):
        poll = make(path, "--title", rule, "--method", "ranking", "--rule", rule)
        for ballot in ballots:
            call("poll", path, "ballot", poll, *ballot)
        found = close(path, poll)
        assert found["rule"] == rule
        assert found["options"][0]["label"] == NAMES[winner], (rule, found["options"][0])
        assert [o["place"] for o in found["options"]] == [1, 2, 3, 4, 4]


def test_ranked_pairs_says_its_limit(folder):
    """More orders of equally strong comparisons than can be tried: said in the result, in the minutes
    and by rank; a ballot more that decides, and it is not said."""
    said = "In another order others might come first, too."
    n, rng = 20, random.Random(203)
    path = folder / "w.gpkg"
    call("new", path, "--title", "Probe")
    (folder / "i.csv").write_text("title\n" + "".join(f"Idee {i + 1}\n" for i in range(n)),
                                  encoding="utf-8")
    call("import", path, folder / "i.csv", "--quiet")
    orders = [rng.sample(range(1, n + 1), n) for _ in range(3)]
    for decided in (False, True):
        poll = make(path, "--title", "x", "--method", "ranking", "--rule", "ranked-pairs")
        for people, order in [(1, order) for order in orders] + ([(9, orders[0])] if decided else []):
            call("poll", path, "ballot", poll, *(f"{o}={place}" for place, o in enumerate(order, 1)),
                 "-p", people)
        call("poll", path, "close", poll)
        assert result(path, poll)["all_ties_tried"] == decided
        assert (said in call("poll", path, "result", poll)[0]) != decided
        call("poll", path, "minutes", poll, folder / "m.html")
        assert (said in (folder / "m.html").read_text(encoding="utf-8")) != decided
    head = f"META\nkey;value\nbudget;9\nvote_type;ordinal\nPROJECTS\nproject_id;cost\n"
    (folder / "o.pb").write_text(
        head + "".join(f"{i + 1};1\n" for i in range(n)) + "VOTES\nvoter_id;vote\n" + "".join(
            f"{i};{','.join(map(str, order))}\n" for i, order in enumerate(orders)), encoding="utf-8")
    for rule, all_tried in (("ranked-pairs", False), ("schulze", True)):
        assert answer("rank", folder / "o.pb", "--rule", rule)["all_ties_tried"] == all_tried
        assert (said in call("rank", folder / "o.pb", "--rule", rule)[0]) != all_tried


def test_matrix(folder):
    path = workshop(folder)
    poll = make(path, "--title", "Wirkung", "--method", "matrix")
    for bad in ("1=6,1", "1=0,1", "1=3", "1=3,1,1", "1=a,b"):
        call("poll", path, "ballot", poll, bad, status=2)
    call("poll", path, "ballot", poll, "1=5,1", "2=1,4", "-p", "3", "-c", "hands")
    call("poll", path, "ballot", poll, "1=1,1", "-c", "stickers")
    first, second, third = close(path, poll)["options"][:3]
    assert (first["impact"], first["effort"], first["votes"]) == (4, 1, 4), first
    assert (second["impact"], second["effort"]) == (1, 4)
    assert "impact" not in third or third["votes"] == 0


def test_codes(folder):
    """One code a person: printed, good once a poll, kept as a hash, apart from the ballots."""
    path = workshop(folder)
    call("poll", path, "codes", status=2)
    call("poll", path, "codes", folder / "c.pdf", "--people", "0", status=2)
    call("poll", path, "codes", folder / "c.pdf", "--people", "1001", status=2)
    assert answer("poll", path, "codes", folder / "c.pdf", "--people", "30") == {"codes": 30, "valid": 30}
    assert (folder / "c.pdf").stat().st_mode & 0o77 == 0
    answer("poll", path, "codes", folder / "none" / "c.pdf", "--people", "3", status=1)
    with contextlib.closing(sqlite3.connect(path)) as base:
        assert base.execute("SELECT count(*) FROM local_code").fetchone() == (30,)
    text = outside("pdftotext", folder / "c.pdf", "-")
    found = re.findall("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", text)
    assert len(set(found)) == 30 and "Probe" in text, text
    both = [answer("poll", path, "create", "--title", title, "--options", "ideas", "--method",
                   "approval", "--codes")["poll"] for title in ("Was zuerst?", "Was danach?")]
    for poll in both:
        answer("poll", path, "open", poll)

    def vote(poll, *rest, status=0):
        return answer("poll", path, "ballot", poll, "1=1", "--channel", "touch", *rest, status=status)

    assert "code" in vote(both[0], status=1)["error"]["message"]
    assert "no code" in vote(both[0], "--code", "0000-0000", status=1)["error"]["message"]
    call("poll", path, "ballot", both[0], "1=1", "--channel", "touch", "--code", "U", status=2)
    vote(both[0], "--code", found[0])
    # As people write it down.
    worn = found[0].lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert "already" in vote(both[0], "--code", worn, status=1)["error"]["message"]
    vote(both[1], "--code", worn)
    vote(both[0], "--code", found[29])
    answer("poll", path, "ballot", both[0], "1=3", "--people", "5", "--channel", "hands")
    with contextlib.closing(sqlite3.connect(path)) as base:
        assert base.execute("SELECT count(*) FROM local_urn").fetchone() == (3,)
        assert base.execute("SELECT count(*) FROM ballot").fetchone() == (1,)
    raw = path.read_bytes()
    for code in found:
        assert code.encode() not in raw and code.replace("-", "").encode() not in raw
    # Sent to nobody before the poll is closed, and undone by nobody afterwards.
    answer("poll", path, "close", both[0])
    result = answer("poll", path, "result", both[0])
    assert (result["people"], result["votes"], result["ballots"]) == (7, 5, 3), result
    assert result["people_by_channel"] == {"touch": 2, "hands": 5, "stickers": 0, "paper": 0}, result
    answer("undo", path)
    assert answer("list", path, "--noun", "ballot")["total"] == 3
    vote(both[0], "--code", found[1])
    assert answer("poll", path, "codes", folder / "d.pdf", "--people", "2", "--anew")["valid"] == 2
    assert "no code" in vote(both[0], "--code", found[2], status=1)["error"]["message"]
    assert answer("check", path)["sound"]
    # What stands in letters stands in the squares.
    outside("pdftoppm", "-r", "200", "-png", folder / "c.pdf", folder / "page")
    outside("convert", folder / "page-1.png", "-crop", "3x8@", "+repage", folder / "slip-%02d.png")
    seen = outside("zbarimg", "--nodbus", "-q", "--raw", *sorted(folder.glob("slip-*.png"))).split()
    assert sorted(seen) == sorted(found[:24]), (seen, found)


def test_killed_while_casting(folder):
    """Killed at any write: the ballot and the mark of its code are both there, or neither."""
    if not shutil.which("strace") or not shutil.which("pdftotext"):
        raise Skip("strace or pdftotext is not installed")
    path = workshop(folder)
    poll = make(path, "--title", "Ja?", "--method", "approval", "--codes")
    call("poll", path, "codes", folder / "c.pdf", "--people", "60")
    codes = re.findall("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}",
                       outside("pdftotext", folder / "c.pdf", "-"))
    n = killed = 0
    for name, moments in (("pwrite64", range(1, 24)), ("fdatasync", range(1, 6)), ("ftruncate", (1, 2))):
        for moment in moments:
            done = subprocess.run(
                ["strace", "-f", "-o", os.devnull, "-e", f"trace={name}", "-e",
                 f"inject={name}:signal=KILL:when={moment}", CLI, "poll", str(path), "ballot", poll, "1",
                 "-c", "touch", "--code", codes[n]], capture_output=True, timeout=120, check=False)
            killed += done.returncode != 0
            with contextlib.closing(sqlite3.connect(path)) as base:
                cast, = base.execute("SELECT count(*) FROM local_urn").fetchone()
                used, = base.execute("SELECT count(*) FROM local_code_used").fetchone()
            assert cast == used, (name, moment, cast, used)
            assert done.returncode != 0 or cast > 0
            n += 1
    assert killed > 5, killed
    # Who was not told that the ballot is in the urn tries again; it is there once at most.
    for code in codes[:n]:
        subprocess.run([CLI, "poll", str(path), "ballot", poll, "1", "-c", "touch", "--code", code],
                       capture_output=True, check=False)
    found = close(path, poll)
    assert found["people"] == found["ballots"] == n, (found, n)
    assert answer("check", path)["sound"]


def test_paper(folder):
    """Entered twice alike it counts; entered differently somebody looks again."""
    path = workshop(folder)
    poll = make(path, "--title", "Wie viel?", "--dots", "4", "--cap", "3")

    def enter(number, *marks, verb="ballot", status=0):
        return answer("poll", path, verb, poll, *marks, "-c", "paper", "--paper", number, status=status)

    call("poll", path, "ballot", poll, "1=3", "-c", "paper", status=2)
    assert enter("1", "1=3", "2=1")["entry"] == "once"
    assert enter("2", "1=2")["entry"] == "once"
    assert enter("1", "1=3", "2=1")["entry"] == "counted"
    assert "already" in enter("1", "1=3", "2=1", status=1)["error"]["message"]
    second = enter("2", "1=3", "4=1")
    assert second["entry"] == "differs"
    assert [(d["label"], d["first"], d["second"]) for d in second["differences"]] == [
        (NAMES[0], 2, 3), (NAMES[3], 0, 1)], second
    assert "differ" in enter("2", "1=3", status=1)["error"]["message"]
    assert "no two entries" in enter("1", "1=3", verb="settle", status=1)["error"]["message"]
    assert enter("2", "1=3", "4=1", verb="settle")["entry"] == "counted"
    # Undone, the two entries are back.
    answer("undo", path)
    assert "differ" in enter("2", "1=3", status=1)["error"]["message"]
    answer("redo", path)
    assert "already" in enter("2", "1=3", status=1)["error"]["message"]
    # One that does not count stays with its reason, and undo brings it back.
    one = next(b["id"] for b in answer("list", path, "--noun", "ballot")["records"] if not b.get("voided"))
    for wrong in (["void"], ["void", one], ["void", one, "--reason", " "], ["ballot", "3=1"]):
        call("poll", path, *wrong, status=2)
    assert "id of the poll" in call("poll", path, "ballot", "3=1", status=2)[1]
    assert "no ballot" in answer("poll", path, "void", poll, "--reason", "x", status=1)["error"]["message"]
    answer("poll", path, "void", one, "--reason", "Doppelt")
    assert "already" in answer("poll", path, "void", one, "--reason", "x", status=1)["error"]["message"]
    assert [b["voided"] for b in answer("list", path, "--noun", "ballot")["records"] if b["id"] == one] == [
        "Doppelt"]
    answer("undo", path)
    enter("3", "5=3")
    # An entry that waits is no ballot yet: it is said, and the paper can be entered anew.
    listed = answer("list", path, "--noun", "ballot")["records"]
    waits = next(b["id"] for b in listed if b.get("entry") == "first" and b.get("paper") == "3")
    assert "entered anew" in call("poll", path, "void", waits, "--reason", "Falscher Bogen")[0]
    assert enter("3", "5=3")["entry"] == "once"
    answer("undo", path)
    answer("undo", path)
    enter("4")
    assert enter("4")["entry"] == "counted"
    answer("poll", path, "ballot", poll, "1=9", "2=3", "-c", "hands", "--people", "3")
    page = folder / "m.html"
    assert "hidden" in answer("poll", path, "minutes", page, status=1)["error"]["message"]
    assert not page.exists()
    found = close(path, poll)
    # Paper 3 was entered once; paper 4 is an abstention.
    assert (found["people"], found["ballots"], found["waiting"], found["abstained"]) == (6, 4, 1, 1), found
    assert found["people_by_channel"] == {"touch": 0, "hands": 3, "stickers": 0, "paper": 3}, found
    votes = {o["label"]: o["votes"] for o in found["options"]}
    assert [votes[n] for n in NAMES] == [15, 4, 0, 1, 0], votes
    assert ".html" in call("poll", path, "minutes", poll, folder / "m.pdf", status=2)[1]
    assert not (folder / "m.pdf").exists()
    call("poll", path, "minutes", poll, page)
    html = page.read_text(encoding="utf-8")
    for words in ("<h1>Wie viel?</h1>", "6 people gave 20 dots", "<caption>Result</caption>",
                  "<td>Idea 1 (not released)</td><td class=\"n\">15</td>", "Paper: 3 people",
                  "1 paper was not entered twice alike and does not count.",
                  "Paper 2, Idea 1 (not released): first entry 2 dots, second entry 3 dots; what counts: 3 dots.",
                  "Paper 2, Idea 4 (not released): first entry 0 dots, second entry 1 dot; what counts: 1 dot."):
        assert words in html, (words, html)
    assert html.count("what counts:") == 2, html
    # A known result is not altered by the way.
    assert "--after-close" in answer("poll", path, "void", one, "--reason", "x",
                                     status=1)["error"]["message"]
    assert result(path, poll)["people"] == 6
    said = call("poll", path, "void", one, "--reason", "Doppelt", "--after-close")[0]
    assert "save the minutes again" in said, said
    assert (result(path, poll)["people"], result(path, poll)["voided"]) == (5, 1)
    call("poll", path, "minutes", poll, page)
    assert "Doppelt (after the poll was closed, on " in page.read_text(encoding="utf-8")
    call("poll", path, "minutes", status=2)
    call("poll", path, "minutes", folder / "again.html")
    assert (folder / "again.html").read_bytes() == page.read_bytes()
    assert answer("check", path)["sound"]


def test_templates(folder):
    path = workshop(folder)
    priced = [part for i, cost in enumerate(COSTS) for part in ("--cost", f"{i + 1}={cost}")]
    ours = answer("poll", path, "template", "list")["templates"]
    assert len(ours) >= 3 and not any(t["own"] for t in ours), ours
    poll = answer("poll", path, "create", "--title", "Erst", "--options", "ideas", "--method", "budget",
                  "--budget", "9000", "--rule", "phragmen", "--codes", *priced)["poll"]
    answer("poll", path, "template", "save", "Unser „Topf“", poll)
    # Of one name the latest; the only poll needs no id.
    answer("poll", path, "template", "save", "Unser „Topf“")
    found = answer("poll", path, "template", "list")["templates"]
    assert found[len(ours):] == [{"name": "Unser „Topf“", "method": "budget", "budget": 9000,
                                  "rule": "phragmen", "codes": True, "twice": False, "own": True}], found
    answer("poll", path, "template", "use", "Unser „Topf“", "--title", "Zweite", "--options", "ideas",
           *priced)
    answer("poll", path, "template", "use", "Before and after the discussion", "--title", "Dritte",
           "--options", "ideas")
    with contextlib.closing(sqlite3.connect(path)) as base:
        rows = base.execute("SELECT title, method, rule, budget, codes, dots, cap, earlier IS NOT NULL "
                            "FROM poll ORDER BY fid").fetchall()
    assert rows[1] == ("Zweite", "budget", "phragmen", 9000, 1, *rows[0][5:7], 0), rows
    assert [r[:2] + r[5:] for r in rows[2:]] == [("Dritte", "dots", 5, 2, 0),
                                                 ("Dritte (after the discussion)", "dots", 5, 2, 1)], rows
    for arguments, status, words in ((["delete", "Rating sheet"], 1, "comes with the program"),
                                     (["delete", "Gibt es nicht"], 1, "Gibt es nicht"),
                                     (["use", "Gibt es nicht", "--title", "x"], 1, "template list"),
                                     (["use", "Rating sheet"], 2, "--title"),
                                     (["save"], 2, "name"), (["streichen", "x"], 2, "delete"),
                                     (["save", "x", "no-such-poll"], 1, "no-such-poll")):
        _, said = call("poll", path, "template", *arguments, status=status)
        assert words in said, (arguments, said)
    answer("poll", path, "template", "delete", "Unser „Topf“")
    assert answer("poll", path, "template", "list")["templates"] == ours
    assert answer("check", path)["sound"]


def write_pb(path, budget, ballots):
    head = ["META", "key;value", f"num_projects;{len(NAMES)}", f"num_votes;{len(ballots)}",
            f"budget;{budget}", "vote_type;approval", "PROJECTS", "project_id;cost"]
    head += [f"{i + 1};{cost}" for i, cost in enumerate(COSTS)]
    head += ["VOTES", "voter_id;vote"]
    head += [f"{i};{','.join(map(str, ballot))}" for i, ballot in enumerate(ballots)]
    path.write_text("\n".join(head) + "\n", encoding="utf-8")


def test_budget(folder):
    path = workshop(folder)
    priced = [part for i, cost in enumerate(COSTS) for part in ("--cost", f"{i + 1}={cost}")]
    for bad in (priced[2:], [*priced, "--cost", "1=viel"], [*priced, "--cost", "7=1"]):
        call("poll", path, "create", "--title", "x", "--options", "ideas", "--method", "budget",
             "--budget", "9000", *bad, status=1)
    call("poll", path, "create", "--title", "x", "--options", "ideas", "--method", "budget",
         *priced, status=2)
    rng = random.Random(5)
    for rule in ("mes-add1", "mes-cost", "greedy-votes", "phragmen", "knapsack"):
        poll = make(path, "--title", rule, "--method", "budget", "--budget", "9000", "--rule", rule,
                    *priced)
        _, said = call("poll", path, "ballot", poll, "1", "2", "3", status=1)
        assert "costs more than the sum" in said, said
        ballots = []
        while len(ballots) < 12:
            basket = sorted(rng.sample(range(1, 6), rng.randint(1, 3)))
            if sum(COSTS[i - 1] for i in basket) <= 9000:
                ballots.append(basket)
                call("poll", path, "ballot", poll, *basket, "-c", "stickers")
        call("poll", path, "save", poll, folder / "early.pb", status=1)
        found = close(path, poll)
        call("poll", path, "save", poll, folder / "saved.pb")
        head = (folder / "saved.pb").read_text(encoding="utf-8")
        # As the programme says.
        assert "\ncountry;Germany\nunit;Dortmund\n" in head, head
        saved = json.loads(call("rank", folder / "saved.pb", "--rule", rule, "--json")[0])
        assert not saved["warnings"], saved["warnings"]
        assert sorted(saved["winners"]) == sorted(
            str(NAMES.index(o["label"]) + 1) for o in found["options"] if o["wins"])
        write_pb(folder / "w.pb", 9000, ballots)
        out, _ = call("rank", folder / "w.pb", "--rule", rule, "--json")
        wanted = json.loads(out)
        won = sorted(str(NAMES.index(o["label"]) + 1) for o in found["options"] if o["wins"])
        assert won == sorted(wanted["winners"]), (rule, won, wanted)
        assert found["cost"] == wanted["cost"] <= 9000
        assert len(found["near_misses"]) == len(NAMES) - len(won)
        for miss in found["near_misses"]:
            assert miss["missing"] >= 0 and miss["supporters"] <= 12


for name, function in list(globals().items()):
    if not name.startswith("test_"):
        continue
    number += 1
    try:
        with tempfile.TemporaryDirectory() as scratch:
            function(pathlib.Path(scratch))
        print(f"ok {number} - {name}", flush=True)
    except Skip as why:
        print(f"ok {number} - {name} # SKIP {why}", flush=True)
    except AssertionError as error:
        failed += 1
        print(f"# {error}\nnot ok {number} - {name}", flush=True)
print(f"1..{number}")
sys.exit(1 if failed else 0)
