#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Holds every rule of `nordwaerts-cli rank` against a slow reference in exact fractions, written
from the papers and not from the program, on random elections with many ties and in files as odd as
people make them. NORD_SEED and NORD_INSTANCES say others and how many.

Every budget rule meets every type of vote with every way to state ties. What META allows (lengths,
points, sums) is said at random and often broken by the votes: all votes count all the same, as
pabutools has it, for what is a valid vote was decided where it was cast."""
import fractions
import itertools
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "house"))
import tap

CLI = sys.argv[1]
SEED = int(os.environ.get("NORD_SEED", "6"))
N = int(os.environ.get("NORD_INSTANCES", "24"))
F = fractions.Fraction


class Election:
    """costs, budget and unit in currency units as fractions; ballots as lists of (project, points)."""

    def __init__(self, rng, kind, huge=False):
        """@huge: now and then costs of thousands of millions."""
        self.kind = kind
        m = rng.randint(1, 7)
        decimals = rng.choice([0, 0, 0, 1, 2])
        scale = 10 ** decimals
        alphabet = rng.choice(["1234567", "p", "Ä ß-", "#x"])
        self.ids = rng.sample([f"{rng.choice(alphabet).strip() or 'q'}{i}" for i in range(1, 12)], m)
        if len(set(self.ids)) < m:
            self.ids = [f"{i}" for i in range(8, 8 + m)]
        prices = [rng.choice([1, 2, 2, 3, 4, 6, 12, 12, 30]) for _ in range(3)]
        self.costs = [F(rng.choice(prices) * rng.choice([1, 1, 10]), scale) for _ in range(m)]
        if rng.random() < 0.25:
            self.costs[rng.randrange(m)] = F(0)
        if rng.random() < 0.3:
            self.costs[rng.randrange(m)] = F(rng.randint(1, 400), scale)
        if rng.random() < 0.2:
            self.costs = [self.costs[0]] * m
        if huge and rng.random() < 0.2:
            self.costs = [c * 10 ** 9 for c in self.costs]
        total = sum(self.costs)
        self.budget = F(rng.choice([0, 1, int(total * scale / 2), int(total * scale / 3),
                                    int(total * scale), int(total * scale) + 7,
                                    int(min(self.costs) * scale)]), scale)
        self.decimals = decimals
        self.ballots = []
        for _ in range(rng.choice([0, 1, 2, 3, 4, 6, 9, 14])):
            if kind == "choose-1":
                chosen = rng.sample(range(m), rng.random() < 0.9)
            else:
                chosen = rng.sample(range(m), rng.randint(0, m))
            if kind == "ordinal":
                points = [len(chosen) - i - 1 for i in range(len(chosen))]
            elif kind in ("cumulative", "scoring"):
                points = [F(rng.choice([0, 1, 1, 2, 2, 5, 10]), rng.choice([1, 1, 2, 8, 1000]))
                          for _ in chosen]
            else:
                points = [1] * len(chosen)
            self.ballots.append(list(zip(chosen, map(F, points))))
        self.ties = sorted(range(m), key=lambda p: self.ids[p].encode())

    def place(self, p):
        return self.ties.index(p)

    def text(self, rng):
        """As a file: columns in any order, quotes, byte order mark, line ends, extra columns."""
        def number(value, comma):
            whole = str(int(value * 10 ** self.decimals)).zfill(self.decimals + 1)
            at = len(whole) - self.decimals
            point = "," if comma else "."
            return whole[:at] + (point + whole[at:] if self.decimals else "")

        def quoted(value):
            return f'"{value}"' if rng.random() < 0.2 else value

        comma = self.decimals > 0 and rng.random() < 0.3
        rows = ["META", "key;value", 'description;"Rad; Fuß ""und"" Bahn"']
        meta = [f"num_projects;{len(self.ids)}", f"num_votes;{len(self.ballots)}",
                f"budget;{number(self.budget, comma)}", f"vote_type;{self.kind}",
                "comment;one; two, three", "unit;Nordstadt"]
        meta += rng.sample(["min_length;1", "max_length;2", "min_points;1", "max_points;3",
                            "min_sum_points;1", "max_sum_points;4", "min_sum_cost;3",
                            "max_sum_cost;9", "default_score;0", 'rule;"greedy"', "language;",
                            'categories;"sport, ""green""; other"'], rng.randint(0, 6))
        rng.shuffle(meta)
        rows += meta
        columns = ["project_id", "cost", "name", "category", "latitude", "longitude"]
        columns = [c for c in columns if c in ("project_id", "cost") or rng.random() < 0.8]
        columns += rng.sample(["votes", "selected", "target", "score"], rng.randint(0, 2))
        rng.shuffle(columns)
        rows += ["PROJECTS", ";".join(columns)]
        for p, name in enumerate(self.ids):
            values = {"project_id": quoted(name), "cost": quoted(number(self.costs[p], comma)),
                      "name": rng.choice(['"a;b\nc"', '"VOTES\nvoter_id;vote"', '"""Rad"" ; Fuß"',
                                          '""', "", "Spielplatz “Süd”", "Spielplatz “Süd”"]),
                      "category": rng.choice(["", "sport,public space", '"a; ""b"", c"']),
                      "latitude": rng.choice(["", "51.52", "-91", "51,52"]),
                      "longitude": rng.choice(["", "7.46", '"7.46"', "?"]),
                      "target": '"Kinder;\nJugend"'}
            rows.append(";".join(values.get(c, "0") for c in columns))
        columns = ["voter_id", "vote", "age"]
        if self.kind in ("cumulative", "scoring"):
            columns.append("points")
        rng.shuffle(columns)
        rows += ["VOTES", ";".join(columns)]
        for b, ballot in enumerate(self.ballots):
            comma = rng.choice([",", ",", ",", ", "])
            values = {"voter_id": str(b), "age": rng.choice(["", "", "44", '"4;4"']),
                      "vote": quoted(comma.join(self.ids[p] for p, _ in ballot)),
                      "points": quoted(comma.join(f"{float(x):g}" for _, x in ballot))}
            rows.append(";".join(values[c] for c in columns))
        end = rng.choice(["\n", "\r\n"])
        return (rng.choice(["", "\ufeff"]) + end.join(rows) + rng.choice(["", end, end + end]))


def support(e, points):
    sums = [F(0)] * len(e.ids)
    for ballot in e.ballots:
        for p, x in ballot:
            sums[p] += x if points else 1
    return sums


def greedy(e, points, per_cost, bought=()):
    weight = support(e, points)

    def key(p):
        if not per_cost:
            return (-weight[p], e.place(p))
        if e.costs[p] == 0:
            return (0, 0, e.place(p))
        return (1, -weight[p] / e.costs[p], e.place(p))

    winners = list(bought)
    for p in sorted(range(len(e.ids)), key=key):
        if p not in winners and sum(e.costs[w] for w in winners) + e.costs[p] <= e.budget:
            winners.append(p)
    return winners


def shares(e, worth, extra=0):
    """@worth: (project, points) to what the project is worth to that supporter."""
    left = [e.budget / len(e.ballots) + extra for _ in e.ballots] if e.ballots else []
    supporters = [[(v, worth(p, dict(b)[p])) for v, b in enumerate(e.ballots)
                   if p in dict(b) and worth(p, dict(b)[p]) > 0] for p in range(len(e.ids))]
    # What costs nothing and is worth something to somebody comes first, and nobody pays for it.
    winners = [p for p in sorted(range(len(e.ids)), key=e.place) if e.costs[p] == 0 and supporters[p]]
    gone = set(winners)
    while True:
        best = None
        for p in range(len(e.ids)):
            if p in gone or not supporters[p]:
                continue
            if sum(left[v] for v, _ in supporters[p]) < e.costs[p]:
                gone.add(p)
                continue
            # Smallest rho with sum of min (left, rho * worth) = cost: by who gives all first.
            paid, rest = F(0), sum(u for _, u in supporters[p])
            for v, u in sorted(supporters[p], key=lambda s: left[s[0]] / s[1]):
                rho = (e.costs[p] - paid) / rest
                if rho * u <= left[v]:
                    break
                paid += left[v]
                rest -= u
            if best is None or (rho, e.place(p)) < best[:2]:
                best = (rho, e.place(p), p)
        if best is None:
            return winners
        rho, _, p = best
        for v, u in supporters[p]:
            left[v] -= min(left[v], rho * u)
        winners.append(p)
        gone.add(p)


def add_one(e, worth, points):
    """As the add-one completion says; the bounds keep a hopeless search short, nothing else."""
    votes = support(e, points)

    def cost(winners):
        return sum(e.costs[w] for w in winners)

    def exhaustive(winners):
        return not any(votes[p] > 0 and p not in winners and e.costs[p] > 0 and
                       cost(winners) + e.costs[p] <= e.budget for p in range(len(e.ids)))

    winners = shares(e, worth)
    extra = 0
    while not exhaustive(winners):
        extra += 1
        more = shares(e, worth, extra)
        if cost(more) > e.budget:
            break
        winners = more
    return winners


def phragmen(e):
    loads = [F(0)] * len(e.ballots)
    supporters = [[v for v, b in enumerate(e.ballots) if p in dict(b)] for p in range(len(e.ids))]
    winners = []
    while True:
        new = {p: (e.costs[p] + sum(loads[v] for v in supporters[p])) / len(supporters[p])
               if supporters[p] else float("inf")
               for p in range(len(e.ids)) if p not in winners and e.costs[p] <= e.budget}
        if not new:
            return winners
        least = min(new.values())
        tied = [p for p in new if new[p] == least]
        spent = sum(e.costs[w] for w in winners)
        if any(spent + e.costs[p] > e.budget for p in tied):
            return winners
        p = min(tied, key=e.place)
        for v in supporters[p]:
            loads[v] = least
        winners.append(p)


def optimum(e, points):
    weight = support(e, points)
    return max(sum(weight[p] for p in some)
               for n in range(len(e.ids) + 1) for some in itertools.combinations(range(len(e.ids)), n)
               if sum(e.costs[p] for p in some) <= e.budget)


def by_cost(e):
    return lambda p, x: e.costs[p]


BUDGET_RULES = {
    "greedy-votes": lambda e: greedy(e, False, False),
    "greedy-votes-per-cost": lambda e: greedy(e, False, True),
    "greedy-points": lambda e: greedy(e, True, False),
    "greedy-points-per-cost": lambda e: greedy(e, True, True),
    "mes-cost": lambda e: shares(e, by_cost(e)),
    "mes-cardinality": lambda e: shares(e, lambda p, x: 1),
    "mes-points": lambda e: shares(e, lambda p, x: x),
    "mes-greedy": lambda e: greedy(e, False, False, shares(e, by_cost(e))),
    "mes-add1": lambda e: greedy(e, False, False, add_one(e, by_cost(e), False)),
    "mes-points-add1": lambda e: greedy(e, True, True, add_one(e, lambda p, x: x, True)),
    "phragmen": phragmen,
    "knapsack": lambda e: optimum(e, False),
    "knapsack-points": lambda e: optimum(e, True),
}


def ask(path, rule, *more):
    run = subprocess.run([CLI, "rank", str(path), "--rule", rule, "--json", *more],
                         capture_output=True, text=True, timeout=300)
    if run.returncode:
        return {"error": f"{run.returncode} {run.stderr or run.stdout}"}
    return json.loads(run.stdout)


KINDS = ["approval", "choose-1", "ordinal", "cumulative", "scoring"]


def budget_faults(rule, folder):
    rng = random.Random(f"{SEED} {rule}")
    for i, (kind, stated) in zip(range(2 * N), itertools.cycle(itertools.product(KINDS, range(4)))):
        # With one more euro at a time for everybody the reference would not come to an end.
        e = Election(rng, kind, huge="add1" not in rule)
        if i % 9 == 8:
            # Nothing to spend, and nothing costs anything.
            e.costs, e.budget = [F(0)] * len(e.ids), F(0)
        path = folder / f"{rule}-{i}.pb"
        path.write_bytes(e.text(rng).encode())
        more = []
        if stated:
            # Not at all, one, some, all: behind them the smallest id.
            first = rng.sample(range(len(e.ids)),
                               (1, rng.randint(1, len(e.ids)), len(e.ids))[stated - 1])
            e.ties = first + [p for p in e.ties if p not in first]
            more = ["--ties", ",".join(e.ids[p] for p in first)]
        ours = ask(path, rule, *more)
        wanted = BUDGET_RULES[rule](e)
        if "error" in ours:
            yield f"{path.read_text(encoding='utf-8')!r}: {ours['error']}"
            continue
        winners = [e.ids.index(w) for w in ours["winners"]]
        spent = sum(e.costs[w] for w in winners)
        if spent > e.budget or abs(F(str(ours["cost"])) - spent) > F(1, 10 ** 7):
            yield f"{path.read_text(encoding='utf-8')!r}: cost {ours['cost']}, really {spent}"
        if rule.startswith("knapsack"):
            got = sum(support(e, rule == "knapsack-points")[w] for w in winners)
            if got != wanted:
                yield f"{path.read_text(encoding='utf-8')!r}: {got}, not the optimum {wanted}"
        elif sorted(winners) != sorted(wanted):
            yield (f"{path.read_text(encoding='utf-8')!r} {more}: {ours['winners']}, wanted "
                   f"{[e.ids[w] for w in wanted]}")
        if sorted(ours["winners"]) != sorted(r["project"] for r in ours["rounds"]) and \
                not rule.startswith("knapsack"):
            yield f"{path.read_text(encoding='utf-8')!r}: rounds do not buy the winners"


# --- Rankings: a profile is a list of orders of all candidates, best first. Where only margins count a
# place of an order may be a set of candidates who tie.

def margins(m, profile):
    beats = [[0] * m for _ in range(m)]
    for order in profile:
        levels = [level if isinstance(level, frozenset) else {level} for level in order]
        for i, above in enumerate(levels):
            for a, b in itertools.product(above, itertools.chain(*levels[i + 1:])):
                beats[a][b] += 1
    return [[beats[a][b] - beats[b][a] for b in range(m)] for a in range(m)]


def best(scores):
    return {c for c, s in scores.items() if s == max(scores.values())}


def plurality_of(profile, left):
    scores = dict.fromkeys(left, 0)
    for order in profile:
        scores[next(c for c in order if c in left)] += 1
    return scores


def runoff_put(m, profile, score):
    """Every tie for the last place is gone through."""
    winners, seen, todo = set(), set(), [frozenset(range(m))]
    while todo:
        left = todo.pop()
        if left in seen:
            continue
        seen.add(left)
        scores = score(profile, left)
        majority = [c for c in left if 2 * plurality_of(profile, left)[c] > len(profile)]
        if len(left) == 1 or majority:
            winners |= set(majority or left)
            continue
        todo += [left - {c} for c in left if scores[c] == min(scores.values())]
    return winners


def runoff_all(m, profile, score):
    left = set(range(m))
    while True:
        scores = score(profile, left)
        last = {c for c in left if scores[c] == min(scores.values())}
        top = plurality_of(profile, left)
        majority = {c for c in left if 2 * top[c] > len(profile)}
        if majority:
            return majority
        if last == left:
            return left
        left -= last


def last_of(profile, left):
    """Fewer is better: how many put each of @left behind all others of @left."""
    scores = dict.fromkeys(left, 0)
    for order in profile:
        scores[next(c for c in reversed(order) if c in left)] -= 1
    return scores


def coombs(m, profile):
    """Whoever is last for most people goes, all such at once, until somebody is first for more than
    half."""
    return runoff_all(m, profile, last_of)


def baldwin(m, profile):
    """Whoever has fewest Borda points among those left goes, all such at once; nobody wins by a
    majority of first places alone."""
    left = set(range(m))
    while True:
        scores = borda_of(profile, left)
        last = {c for c in left if scores[c] == min(scores.values())}
        if last == left:
            return left
        left -= last


def borda_of(profile, left):
    scores = dict.fromkeys(left, 0)
    for order in profile:
        rest = [c for c in order if c in left]
        for i, c in enumerate(rest):
            scores[c] += len(rest) - 1 - i
    return scores


def schulze(m, profile):
    d = margins(m, profile)
    p = [[d[a][b] if d[a][b] > 0 else 0 for b in range(m)] for a in range(m)]
    for k, a, b in itertools.product(range(m), repeat=3):
        p[a][b] = max(p[a][b], min(p[a][k], p[k][b]))
    return {a for a in range(m) if all(p[a][b] >= p[b][a] for b in range(m) if b != a)}


def split_cycle(m, profile):
    d = margins(m, profile)
    p = [[max(d[a][b], 0) for b in range(m)] for a in range(m)]
    for k, a, b in itertools.product(range(m), repeat=3):
        p[a][b] = max(p[a][b], min(p[a][k], p[k][b]))
    return {b for b in range(m) if not any(d[a][b] > 0 and d[a][b] > p[b][a] for a in range(m))}


def ranked_pairs(m, profile):
    """All orders of equal margins, also of pairs that are even: the winner is on top of one."""
    d = margins(m, profile)
    pairs = [(a, b) for a in range(m) for b in range(m) if d[a][b] > 0]
    winners = set()
    groups = [list(g) for _, g in itertools.groupby(
        sorted(pairs, key=lambda x: -d[x[0]][x[1]]), key=lambda x: d[x[0]][x[1]])]
    for orders in itertools.product(*(itertools.permutations(g) for g in groups)):
        locked = [[False] * m for _ in range(m)]
        for a, b in itertools.chain(*orders):
            if not locked[b][a]:
                for x in range(m):
                    for y in range(m):
                        if (x == a or locked[x][a]) and (y == b or locked[b][y]):
                            locked[x][y] = True
        winners |= {a for a in range(m) if not any(locked[b][a] for b in range(m))}
    return winners


def smith(m, profile):
    d = margins(m, profile)
    for n in range(1, m + 1):
        for some in itertools.combinations(range(m), n):
            if all(d[a][b] > 0 for a in some for b in range(m) if b not in some):
                return set(some)


def kemeny(m, profile):
    d = margins(m, profile)

    def agreement(order):
        return sum(d[a][b] for a, b in itertools.combinations(order, 2))

    top = max(map(agreement, itertools.permutations(range(m))))
    return {o[0] for o in itertools.permutations(range(m)) if agreement(o) == top}


def bucklin(m, profile):
    for rank in range(1, m + 1):
        scores = {c: sum(c in order[:rank] for order in profile) for c in range(m)}
        if max(scores.values()) * 2 > len(profile):
            return best(scores)


def condorcet(m, profile):
    d = margins(m, profile)
    won = {a for a in range(m) if all(d[a][b] > 0 for b in range(m) if b != a)}
    return won or set(range(m))


RANKING_RULES = {
    "plurality": lambda m, v: best(plurality_of(v, set(range(m)))),
    "anti-plurality": lambda m, v: best({c: -sum(o[-1] == c for o in v) for c in range(m)}),
    "borda": lambda m, v: best(borda_of(v, set(range(m)))),
    "bucklin": bucklin,
    "condorcet": condorcet,
    "copeland": lambda m, v: best({a: sum((x > 0) - (x < 0) for x in margins(m, v)[a])
                                   for a in range(m)}),
    "llull": lambda m, v: best({a: sum(margins(m, v)[a][b] >= 0 for b in range(m) if b != a)
                                for a in range(m)}),
    "minimax": lambda m, v: best({a: min(x for b, x in enumerate(margins(m, v)[a]) if b != a)
                                  for a in range(m)}),
    "smith-set": smith,
    "schulze": schulze,
    "split-cycle": split_cycle,
    "ranked-pairs": ranked_pairs,
    "kemeny-young": kemeny,
    "instant-runoff": lambda m, v: runoff_all(m, v, plurality_of),
    "instant-runoff-put": lambda m, v: runoff_put(m, v, plurality_of),
    "coombs": coombs,
    "baldwin": baldwin,
}

# These go by margins alone, so ballots may leave out candidates and tie them.
OF_MARGINS = ["condorcet", "copeland", "llull", "minimax", "smith-set", "schulze", "split-cycle",
              "ranked-pairs", "kemeny-young"]


def ballots_of(rng, m, kind):
    """Orders, and how each stands in a file: all in order, the best ones in order (all others behind
    them), or with points, where equal ones tie."""
    orders, rows = [], []
    for _ in range(rng.choice([1, 2, 3, 4, 5, 6, 8, 11])):
        order = rng.sample(range(m), m)
        if kind == "strict":
            rows.append((",".join(map(str, order)), ""))
        elif kind == "truncated":
            named = order[:rng.randint(0, m)]
            rows.append((",".join(map(str, named)), ""))
            rest = frozenset(range(m)) - set(named)
            order = named + ([rest] if rest else [])
        else:
            named = order[:rng.randint(1, m)]
            points = {c: rng.choice([1, 2, 3]) for c in named}
            rows.append((",".join(map(str, named)), ",".join(str(points[c]) for c in named)))
            order = [frozenset(c for c in named if points[c] == x) for x in (3, 2, 1)]
            order = [level for level in order + [frozenset(range(m)) - set(named)] if level]
        orders.append(order)
    return orders, rows


def ranking_faults(rule, folder):
    rng = random.Random(f"{SEED} {rule}")
    kinds = ["strict", "truncated", "tied"] if rule in OF_MARGINS else ["strict"]
    for i in range(N):
        m = rng.randint(2, 4 if rule == "ranked-pairs" else 5)
        kind = rng.choice(kinds)
        profile, rows = ballots_of(rng, m, kind)
        path = folder / f"{rule}-{i}.pb"
        path.write_text("\n".join(
            ["META", "key;value", "budget;1",
             "vote_type;" + ("scoring" if kind == "tied" else "ordinal"),
             "PROJECTS", "project_id;cost"] + [f"{c};1" for c in range(m)] +
            ["VOTES", "voter_id;vote;points"] +
            [f"{v};{vote};{points}" for v, (vote, points) in enumerate(rows)]) + "\n")
        ours = ask(path, rule)
        wanted = RANKING_RULES[rule](m, profile)
        if "error" in ours or set(map(int, ours["winners"])) != wanted:
            yield f"{profile}: {ours}, wanted {sorted(wanted)}"


# --- Broken files.

def spoiled(rng, data):
    """@data, a file, as a bad stick, a spreadsheet or somebody with bad intentions leaves it."""
    lines = data.split(b"\n")
    way = rng.randrange(9)
    at, line = rng.randrange(len(data) + 1), rng.randrange(len(lines))
    if way == 0:
        return data[:at]
    if way == 1:
        return data[:at] + bytes([rng.randrange(256)]) + data[at:]
    if way == 2:
        return data[:at] + bytes([rng.randrange(256)]) + data[at + 1:]
    if way == 3:
        del lines[line:line + rng.randint(1, 3)]
    elif way == 4:
        lines.insert(rng.randrange(len(lines) + 1), lines[line])
    elif way == 5:
        lines[line] = lines[line].replace(b";", rng.choice([b",", b"\t", b";;", b""]))
    elif way == 6:
        cells = lines[line].split(b";")
        cells[rng.randrange(len(cells))] = rng.choice(
            [b"", b"-1", b"1e9", b"9" * 40, b"0.0000001", b"nan", b'"', b'""', b"\xff\xfe", b"\0",
             b"1,1,1", b"," * 200, b"META", b"x" * 70000])
        lines[line] = b";".join(cells)
    elif way == 7:
        rng.shuffle(lines)
    else:
        other = data[rng.randrange(len(data) + 1):]
        return data[:at] + other
    return b"\n".join(lines)


def broken_faults(folder):
    """Counted, or refused with the place; nothing else, whatever the file holds."""
    rng = random.Random(f"{SEED} broken")
    rules = list(BUDGET_RULES) + list(RANKING_RULES)
    shared = sorted(pathlib.Path(os.environ.get("NORD_SHARED", "../shared"), "budgets").glob("*.pb"))
    small = [p for p in shared if p.stat().st_size < 60000]
    for i in range(4 * N):
        if small and rng.random() < 0.3:
            data = rng.choice(small).read_bytes()
        else:
            data = Election(rng, rng.choice(KINDS)).text(rng).encode()
        for _ in range(rng.randint(1, 3)):
            data = spoiled(rng, data)
        path = folder / f"broken-{i}.pb"
        path.write_bytes(data)
        rule = rng.choice(rules)
        run = subprocess.run([CLI, "rank", str(path), "--rule", rule, "--json"], timeout=300,
                             capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8",
                                                       "LANGUAGE": "en"})
        # A rule may ask for complete rankings, which is not the fault of the file.
        asks = run.returncode == 2 and b"needs every ballot" in run.stderr
        if run.returncode in (0, 1):
            json.loads(run.stdout)
        if run.returncode != 0 and not asks and (run.returncode != 1 or not re.search(
                rb"Line \d+|cannot be worked out|larger than", run.stderr)):
            yield f"{rule} {data[:900]!r}: {run.returncode} {run.stderr[-900:]!r}"


def refused_faults(folder):
    """What no rule can count is refused with the line, also behind fields of several lines."""
    rng = random.Random(f"{SEED} refused")
    path = folder / "refused.pb"
    for kind, (wrong, field) in itertools.product(KINDS, (
            ("unknown", "vote"), ("twice", "Ä1"), ("no id", "project_id"), ("below zero", "cost"),
            ("no number", "cost"), ("too few", "points"))):
        scored = kind in ("cumulative", "scoring")
        if wrong == "too few" and not scored:
            continue
        projects = ['Ä1;3;"a\n""b"";\nc"', "2;4;x"]
        votes = ['"Ä1";1', "2,Ä1;1,1"]
        bad = {"unknown": "2,22;1,1", "twice": "Ä1;9;y", "no id": ";9;y", "below zero": "3;-1;y",
               "no number": "3;1e3;y", "too few": "2,Ä1;1"}[wrong]
        head = ["META", "key;value", 'description;"1\n2\n\n3"', f"vote_type;{kind}", "budget;7",
                "PROJECTS", "project_id;cost;name"]
        rows = head + projects + ["VOTES", "vote;points"] + votes
        at = len(rows) if wrong in ("unknown", "too few") else len(head) + len(projects)
        rows.insert(at, bad)
        line = 1 + sum(1 + row.count("\n") for row in rows[:at])
        path.write_bytes(rng.choice(["\n", "\r\n"]).join(rows).encode())
        run = subprocess.run([CLI, "rank", str(path), "--rule", rng.choice(list(BUDGET_RULES)),
                              "--json"], timeout=300, capture_output=True, text=True,
                             env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"})
        said = f"Line {line}, field “{field}”"
        if run.returncode != 1 or said not in run.stderr or list(json.loads(run.stdout)) != ["error"]:
            yield f"{kind}, {wrong}: {run.returncode}, wanted {said}: {run.stderr}{run.stdout}"


with tempfile.TemporaryDirectory() as temp:
    for name in BUDGET_RULES:
        tap.check(f"{name} is as the reference has it", budget_faults(name, pathlib.Path(temp)))
    for name in RANKING_RULES:
        tap.check(f"{name} is as the reference has it", ranking_faults(name, pathlib.Path(temp)))
    tap.check("what cannot be counted is refused with its line", refused_faults(pathlib.Path(temp)))
    tap.check("broken files are refused with the place", broken_faults(pathlib.Path(temp)))
tap.done()
