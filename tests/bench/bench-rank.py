# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Weighing: budgets against a plain NumPy reading of the paper and GLPK's integer solver, rankings
against the npm package `votes`. Peers must come to the same winners.

The budgets are made here: approval ballots over projects of uneven popularity, costs spread as in
real programmes (log-normal). The greatest has 90,000 votes on 160 projects.
Times are the best of several runs on both sides: what else the machine does is no part of them. A
peer begins no further run once it took ENOUGH seconds, and is stopped, which is said, after LIMIT: the
whole ends within five minutes.
"""
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import gauge

RUNS = 5
ENOUGH, LIMIT = 4, 25
EQUAL_SHARES = r"""
import json, resource, sys, time
try:
    import numpy
except ImportError as e:
    print(json.dumps({"missing": str(e)})); sys.exit()
# Method of equal shares, cost satisfaction, as the paper's page writes it down: rho by sorting the
# supporters by what they have left; people in order, ties to the earlier project.
lines = open(sys.argv[1], encoding="utf-8").read().split("\n")
at, votes_at = lines.index("PROJECTS"), lines.index("VOTES")
budget = float(next(l for l in lines if l.startswith("budget;")).split(";")[1])
projects = [l.split(";") for l in lines[at + 2:votes_at]]
index = {p[0]: i for i, p in enumerate(projects)}
cost = numpy.array([float(p[1]) for p in projects])
supporters = [[] for _ in projects]
n = 0
for line in lines[votes_at + 2:]:
    if line:
        for p in line.split(";")[1].split(","):
            supporters[index[p]].append(n)
        n += 1
supporters = [numpy.array(s, dtype=int) for s in supporters]

def shares():
    left = numpy.full(n, budget / n)
    open_, winners = set(range(len(projects))), []
    while True:
        best, best_rho = None, float("inf")
        for p in sorted(open_):
            money = left[supporters[p]]
            if money.sum() < cost[p] - 1e-9:
                open_.discard(p)
                continue
            money = numpy.sort(money)
            before = numpy.concatenate(([0], numpy.cumsum(money)[:-1]))
            rest = len(money) - numpy.arange(len(money))
            price = (cost[p] - before) / rest
            good = numpy.nonzero(price <= money + 1e-9)[0]
            if len(good) == 0:
                continue
            rho = price[good[0]] / cost[p]
            if rho < best_rho * (1 - 1e-12):
                best, best_rho = p, rho
        if best is None:
            return sorted(winners)
        pays = numpy.minimum(left[supporters[best]], best_rho * cost[best])
        left[supporters[best]] -= pays
        open_.discard(best)
        winners.append(best)

seconds = []
while len(seconds) < 3 and sum(seconds) < float(sys.argv[2]):
    start = time.perf_counter()
    winners = shares()
    seconds.append(time.perf_counter() - start)
print(json.dumps({"count": seconds, "winners": winners, "version": numpy.__version__,
                  "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
"""
VOTES = r"""
import * as lib from 'votes';
import fs from 'node:fs';
const {rule, file, enough} = JSON.parse(process.argv[2]);
const lines = fs.readFileSync(file, 'utf8').split('\n');
const projects = lines.slice(lines.indexOf('PROJECTS') + 2, lines.indexOf('VOTES')).map(l => l.split(';')[0]);
const ballots = lines.slice(lines.indexOf('VOTES') + 2).filter(l => l)
  .map(l => ({ranking: l.split(';')[1].split(',').map(p => [p]), weight: 1}));
const seconds = [];
let ranking;
while (seconds.length < 5 && seconds.reduce((a, b) => a + b, 0) < enough) {
  const start = process.hrtime.bigint();
  const votes = {candidates: projects, ballots};
  ranking = new lib[rule](['Schulze', 'RankedPairs'].includes(rule)
    ? lib.utils.matrixFromBallots(ballots, projects) : votes).ranking();
  seconds.push(Number(process.hrtime.bigint() - start) / 1e9);
}
console.log(JSON.stringify({count: seconds, winners: ranking[0].map(p => projects.indexOf(p)).sort((a, b) => a - b),
  peak_kib: process.resourceUsage().maxRSS}));
"""


def head(n, m, budget, kind):
    return ["META", "key;value", "description;made for the bench", f"num_projects;{m}",
            f"num_votes;{n}", f"budget;{budget}", f"vote_type;{kind}", "PROJECTS",
            "project_id;cost"]


def make_budget(path, n, m, part=1):
    """@part: prices in parts of a city's, for what a workshop has to give."""
    rng = random.Random(7)
    popular = [1 / (i + 1) ** 0.8 for i in range(m)]
    rng.shuffle(popular)
    costs = [(int(rng.lognormvariate(12, 1)) // 1000 * 1000 + 1000) // part for _ in range(m)]
    lines = head(n, m, sum(costs) // 5, "approval")
    lines += [f"p{i};{cost}" for i, cost in enumerate(costs)] + ["VOTES", "voter_id;vote"]
    for voter in range(n):
        chosen = dict.fromkeys(rng.choices(range(m), popular, k=rng.randint(1, 10)))
        lines.append(f"{voter};" + ",".join(f"p{p}" for p in chosen))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    votes = [0] * m
    for line in lines[lines.index("VOTES") + 2:]:
        for p in line.split(";")[1].split(","):
            votes[int(p[1:])] += 1
    return costs, sum(costs) // 5, votes


def make_rankings(path, n, m):
    rng = random.Random(11)
    lines = head(n, m, 1, "ordinal")
    lines += [f"p{i};1" for i in range(m)] + ["VOTES", "voter_id;vote"]
    for voter in range(n):
        order = sorted(range(m), key=lambda p: p / m + rng.gauss(0, 0.6))
        lines.append(f"{voter};" + ",".join(f"p{p}" for p in order))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def ours(path, rule, runs=RUNS):
    _, _, out = gauge.run([gauge.BUILD / "tests/bench/bench-rank", path, rule, runs])
    return json.loads(out)


class TooSlow(Exception):
    pass


def peer_run(command, **options):
    """As gauge.run; a peer that is not done in time is stopped."""
    try:
        return gauge.run(["timeout", LIMIT, *command], **options)
    except RuntimeError as error:
        if str(error).endswith(" 124"):
            raise TooSlow(f"stopped after {LIMIT} s without a result") from error
        raise


def solve_knapsack(folder, costs, budget, votes):
    """The most votes for the money, by an integer solver; (seconds, KiB, votes)."""
    model = folder / "knapsack.lp"
    names = [f"x{i}" for i in range(len(costs))]
    model.write_text("maximize\n obj: " + " + ".join(f"{v} {x}" for v, x in zip(votes, names)) +
                     "\nsubject to\n money: " +
                     " + ".join(f"{c} {x}" for c, x in zip(costs, names)) +
                     f" <= {budget}\nbinary\n " + "\n ".join(names) + "\nend\n", encoding="utf-8")
    seconds, peak, _ = peer_run(["glpsol", "--lp", model, "--cuts", "-o", folder / "out"],
                                 stderr=subprocess.DEVNULL)
    text = (folder / "out").read_text(encoding="utf-8")
    line = next(l for l in text.split("\n") if l.startswith("Objective:"))
    return seconds, peak, int(float(line.split("=")[1].split()[0]))


def same(found, wanted):
    return "winners the same" if found == wanted else f"winners DIFFER: {found} {wanted}"


def bench_budgets(folder):
    for n, m in ((1000, 20), (10000, 60), (90000, 160)):
        path = folder / f"{n}.pb"
        costs, budget, votes = make_budget(path, n, m)
        found = ours(path, "mes-cost")
        try:
            _, _, out = peer_run([sys.executable, "-c", EQUAL_SHARES, path, ENOUGH])
            peer = json.loads(out)
        except TooSlow as error:
            peer = {"missing": f"{n} votes: {error}"}
        note = (f"equal shares, {m} projects; {min(found['cpu']) * 1000:.1f} ms of one processor; read in "
                f"{min(found['read']) * 1000:.0f} ms")
        if "missing" in peer:
            gauge.skip("rank", f"NumPy: {peer['missing']}")
        else:
            gauge.report("rank", n, min(found["count"]), f"NumPy {peer['version']}",
                         min(peer["count"]), found["peak_kib"], peer["peak_kib"],
                         f"{note}; {same(sorted(found['winners']), peer['winners'])}")
        added = ours(path, "mes-add1", 3)
        gauge.report("rank", n, min(added["count"]), None, None, added["peak_kib"], None,
                     f"equal shares with add-one, {m} projects; {min(added['cpu']):.2f} s of all "
                     "processors together; no peer runs here")
        if shutil.which("glpsol"):
            best = ours(path, "knapsack")
            try:
                seconds, peak, value = solve_knapsack(folder, costs, budget, votes)
            except TooSlow as error:
                gauge.report("rank", n, min(best["count"]), None, None, best["peak_kib"], None,
                             f"knapsack, {m} projects; glpsol {error}")
                continue
            mine = sum(votes[p] for p in best["winners"])
            gauge.report("rank", n, min(best["count"]), "glpsol", seconds,
                         best["peak_kib"], peak, f"knapsack, {m} projects; votes " +
                         ("the same" if mine == value else f"DIFFER: {mine} {value}"))
        else:
            gauge.skip("rank", "glpsol (glpk-utils) is not installed")


def bench_live(folder):
    """A workshop counts anew with each ballot that comes in: 16 ms keep the picture fluid."""
    path = folder / "live.pb"
    _, budget, _ = make_budget(path, 2000, 20, part=100)
    for rule in ("mes-add1", "mes-cost", "phragmen", "knapsack"):
        found = ours(path, rule)
        gauge.report("rank", 2000, min(found["count"]), "one frame", 0.016,
                     found["peak_kib"], None, f"live recount, 20 options, {budget} euros, {rule}")
    path = folder / "live-rankings.pb"
    make_rankings(path, 2000, 20)
    for rule in ("schulze", "borda", "ranked-pairs", "instant-runoff"):
        found = ours(path, rule)
        gauge.report("rank", 2000, min(found["count"]), "one frame", 0.016,
                     found["peak_kib"], None, f"live recount, 20 options, {rule}")


def bench_rankings(folder):
    if not shutil.which("npm") or not shutil.which("node"):
        gauge.skip("rank", "npm package votes: node and npm are not here")
        return
    done = subprocess.run(["timeout", "60", "npm", "install", "--no-audit", "--no-fund",
                           "--loglevel=error", "--prefix", str(folder), "votes@3"],
                          capture_output=True, check=False)
    if done.returncode != 0:
        gauge.skip("rank", "npm could not install votes")
        return
    (folder / "votes.mjs").write_text(VOTES, encoding="utf-8")
    for n, m in ((1000, 10), (1000, 100)):
        path = folder / f"rankings-{m}.pb"
        make_rankings(path, n, m)
        for rule, theirs in (("schulze", "Schulze"), ("borda", "Borda"),
                             ("ranked-pairs", "RankedPairs"), ("instant-runoff", "InstantRunoff")):
            found = ours(path, rule)
            try:
                _, _, out = peer_run(["node", folder / "votes.mjs", json.dumps(
                    {"rule": theirs, "file": str(path), "enough": ENOUGH})],
                    stderr=subprocess.DEVNULL)
            except (RuntimeError, TooSlow) as error:
                gauge.report("rank", n, min(found["count"]), None, None, found["peak_kib"], None,
                             f"{rule}, {m} candidates; votes (npm): {error}")
                continue
            peer = json.loads(out)
            gauge.report("rank", n, min(found["count"]), "votes (npm)",
                         min(peer["count"]), found["peak_kib"], peer["peak_kib"],
                         f"{rule}, {m} candidates; {same(sorted(found['winners']), peer['winners'])}; the "
                         "peer's time has the table of pairs in it")


def main():
    with tempfile.TemporaryDirectory() as folder:
        bench_budgets(pathlib.Path(folder))
        bench_live(pathlib.Path(folder))
        bench_rankings(pathlib.Path(folder))


main()
