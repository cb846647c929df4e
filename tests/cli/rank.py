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


if (FOLDER / "expected.jsonl").is_file():
    for key in RULES:
        tap.check(key, faults_of(key))
else:
    for key in RULES:
        tap.skip(key, "the budgets with known winners are not at hand")
tap.done()
