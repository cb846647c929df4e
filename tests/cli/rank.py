#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Holds the budget rules of the command line against winners that others computed, where they are at
hand: the folder $NORD_SHARED/budgets with `.pb` files and expected.jsonl."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "house"))
import tap

CLI = sys.argv[1]
FOLDER = pathlib.Path(os.environ.get("NORD_SHARED", "../shared")) / "budgets"
RULES = {
    "greedy_votes(cost_sat: votes desc, skip unaffordable)": "greedy-votes",
    "greedy_votes_per_cost(cardinality_sat)": "greedy-votes-per-cost",
    "mes_cost": "mes-cost",
    "mes_cardinality": "mes-cardinality",
    "mes_cost_add1_then_greedy": "mes-add1",
    "phragmen": "phragmen",
    "max_welfare_votes(knapsack ILP, cardinality_sat)": "knapsack",
    "greedy_points_per_cost": "greedy-points-per-cost",
    "greedy_borda_per_cost": "greedy-points-per-cost",
    "mes_points": "mes-points",
    "mes_borda": "mes-points",
    "mes_points_add1_then_greedy": "mes-points-add1",
    "mes_borda_add1_then_greedy": "mes-points-add1",
}


def rank(path, rule):
    run = subprocess.run([CLI, "rank", str(path), "--rule", rule, "--json"], capture_output=True,
                         text=True, timeout=300)
    if run.returncode:
        return {"error": run.stderr or run.stdout}
    return json.loads(run.stdout)


def votes_of(path, winners):
    marks = {}
    section, column = None, None
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.strip() in ("META", "PROJECTS", "VOTES"):
            section, column = line.strip(), None
        elif section == "VOTES" and column is None:
            column = line.split(";").index("vote")
        elif section == "VOTES" and line:
            for project in set(line.split(";")[column].split(",")):
                marks[project] = marks.get(project, 0) + 1
    return sum(marks.get(winner, 0) for winner in winners)


def faults_of(key):
    for line in (FOLDER / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        instance = json.loads(line)
        expected = instance["results"].get(key)
        if not expected or "winners" not in expected:
            continue
        ours = rank(FOLDER / instance["file"], RULES[key])
        if "error" in ours:
            yield f"{instance['file']}: {ours['error']}"
        elif RULES[key] == "knapsack":
            if ours["value"] != votes_of(FOLDER / instance["file"], expected["winners"]):
                yield f"{instance['file']}: {ours['value']} votes, not the optimum"
        elif sorted(ours["winners"]) != sorted(expected["winners"]):
            yield (f"{instance['file']}: too many {sorted(set(ours['winners']) - set(expected['winners']))}"
                   f", too few {sorted(set(expected['winners']) - set(ours['winners']))}")


ROUND = """META
key;value
budget;5
vote_type;{kind}
PROJECTS
project_id;cost;name
2;5;Bänke
10;5;Licht
3;1;Rad
VOTES
voter_id;vote
"""


def written(text, *arguments):
    with tempfile.TemporaryDirectory() as temp:
        paths = []
        for i, part in enumerate(text):
            paths.append(pathlib.Path(temp, f"{i}.pb"))
            paths[-1].write_text(part, encoding="utf-8")
        run = subprocess.run([CLI, "rank", *[a.format(*paths) for a in arguments]],
                             capture_output=True, text=True, timeout=300,
                             env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"})
        return run.returncode, run.stdout, run.stderr


def answered(text, *arguments):
    code, out, err = written(text, *arguments, "--json")
    return json.loads(out) if code == 0 else {"error": err or out}


def differs(found, **wanted):
    return [f"{k}: {found.get(k)!r}, wanted {v!r}" for k, v in wanted.items() if found.get(k) != v]


def faults_of_rounds():
    approval = ROUND.format(kind="approval")
    before = approval + "1;2\n2;2\n3;10\n"
    after = approval + "1;2\n2;10\n3;10\n4;3\n"
    found = answered([after, before], "{0}", "--before", "{1}", "--rule", "greedy-votes")
    yield from differs(found, winners=["10"], cost=5, budget=5, came=["10"], went=["2"],
                       before={"winners": ["2"], "votes": 3}, ties="smallest id")
    yield from differs({p["project"]: (p["before"], p["after"]) for p in found.get("shifts", [])},
                       **{"2": (2, 1), "10": (1, 2), "3": (0, 1)})
    ordinal = ROUND.format(kind="ordinal")
    found = answered([ordinal + "1;2,10,3\n2;10,2,3\n", ordinal + "1;3,2,10\n"], "{0}", "--before",
                     "{1}", "--rule", "schulze")
    yield from differs(found, winners=["10", "2"], winner="10", came=["10", "2"], went=["3"], rounds=[])
    yield from differs(answered([ordinal + "1;2,10,3\n2;10,2,3\n"], "{0}", "--rule", "borda", "--ties",
                                "2"), winners=["2", "10"], winner="2", ties="2")


def faults_of_words():
    """What is wrong is said by line and field."""
    head = ROUND.format(kind="approval")
    for text, words in ((head + "1;2,9\n", ("Line 12", "vote")),
                        (head.replace("budget;5", "budget;viel"), ("Line 3", "budget")),
                        (head.replace("vote_type;approval", "vote_type;laut"), ("Line 4", "vote_type")),
                        (head.replace("10;5;", "10;fünf;"), ("Line 8", "cost")),
                        (head.replace("3;1;", "2;1;"), ("Line 9", "2")),
                        (head.replace("cost", "price"), ("project_id", "cost")),
                        (head.replace("VOTES", "STIMMEN;;;;"), ("VOTES",)),
                        ("", ("Line 1", "META"))):
        code, out, err = written([text], "{0}", "--rule", "borda")
        if code != 1 or out or not all(word in err for word in words):
            yield f"{words}: {code} {out!r} {err!r}"
    code, out, err = written([head], "{0}", "--rule", "greedy-votes", "--ties", "2,77")
    if code != 2 or "77" not in err or "2," in err:
        yield f"--ties: {code} {err!r}"


tap.check("two rounds are compared, and ties are stated", faults_of_rounds())
tap.check("what is wrong is said by line and field", faults_of_words())
if (FOLDER / "expected.jsonl").is_file():
    for key in RULES:
        tap.check(key, faults_of(key))
else:
    for key in RULES:
        tap.skip(key, "the budgets with known winners are not at hand")
tap.done()
