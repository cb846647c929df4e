# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of a map: mends them at tile edges, joins them to long ones, thins them out.

All coordinates are metres of EPSG:3857; names that end in _m mean metres on the ground.
"""
import collections
import math

EARTH = 6378137.0
WORLD = 2 * math.pi * EARTH


def per_metre(y):
    """How many metres of EPSG:3857 one metre on the ground is at the height y."""
    return math.cosh(y / EARTH)


def tile_size(z):
    return WORLD / (1 << z)


def mend(lines, grid_level):
    """Moves line ends that meet at the edge of a tile onto each other.

    Each tile rounds the point where a line crosses its edge for itself, so the two ends lie up to
    one unit (1/4096 of the tile) apart. `lines` is a list of [level, key, points]; changed in place.
    """
    ends = collections.defaultdict(list)
    for n, (z, key, pts) in enumerate(lines):
        for at in (0, -1):
            ends[key].append((pts[at][0], pts[at][1], n, at, z))
    taken = set()
    for reach in (2, 12, 40):
        # First the edges between tiles of one level, then the seams between levels.
        for key, group in ends.items():
            cell = collections.defaultdict(list)
            loose = []
            for i, (x, y, n, at, z) in enumerate(group):
                if (n, at) not in taken and on_edge(x, y, z, grid_level):
                    loose.append(i)
            step = tile_size(min(z for *_, z in group)) / 4096 * reach
            for i in loose:
                cell[(int(group[i][0] // step), int(group[i][1] // step))].append(i)
            for i in loose:
                x, y, n, at, z = group[i]
                if (n, at) in taken:
                    continue
                best, far = None, step
                cx, cy = int(x // step), int(y // step)
                for dx in (-1, 0, 1):
                    for dy in (-1, 0, 1):
                        for j in cell.get((cx + dx, cy + dy), ()):
                            u, v, m, bt, w = group[j]
                            if m == n or (m, bt) in taken:
                                continue
                            d = math.hypot(u - x, v - y)
                            same_side = same_tile(lines[n], lines[m], z, w)
                            if d <= far and not same_side:
                                best, far = j, d
                if best is None:
                    continue
                u, v, m, bt, w = group[best]
                spot = (round((x + u) / 2, 2), round((y + v) / 2, 2)) if z == w else ((x, y) if z > w else (u, v))
                lines[n][2][at] = spot
                lines[m][2][bt] = spot
                taken.add((n, at))
                taken.add((m, bt))


def on_edge(x, y, z, grid_level):
    for level in {z, grid_level}:
        s = tile_size(level)
        for v in (x, y):
            r = (v + WORLD / 2) % s
            if min(r, s - r) < 0.05:
                return True
    return False


def tile_of(pts, z):
    """The tile in which a piece lies, told by the middle of its longest step."""
    a, b = max(zip(pts, pts[1:]), key=lambda s: abs(s[0][0] - s[1][0]) + abs(s[0][1] - s[1][1]))
    s = tile_size(z)
    return int(((a[0] + b[0]) / 2 + WORLD / 2) // s), int(((a[1] + b[1]) / 2 + WORLD / 2) // s)


def same_tile(a, b, za, zb):
    return za == zb and tile_of(a[2], za) == tile_of(b[2], zb)


def bridge(lines, finest):
    """Closes the gaps of coarse levels, which leave out short pieces such as bridges.

    Two loose ends of one key that look at each other within 30 units of their level are tied by a
    piece of its own. Yields (number of the line whose properties it has, points).
    """
    count = collections.Counter(p for _, _, pts in lines for p in (pts[0], pts[-1]))
    loose = collections.defaultdict(list)
    for n, (z, key, pts) in enumerate(lines):
        if z < finest:
            for at, before in ((0, 1), (-1, -2)):
                if count[pts[at]] == 1 and len(pts) > 1:
                    loose[key, z].append((pts[at], pts[before], n))
    for (key, z), ends in sorted(loose.items(), key=repr):
        reach = tile_size(z) / 4096 * 30
        cell = collections.defaultdict(list)
        for i, (p, _, _) in enumerate(ends):
            cell[int(p[0] // reach), int(p[1] // reach)].append(i)
        pairs = []
        for i, (p, before, n) in enumerate(ends):
            cx, cy = int(p[0] // reach), int(p[1] // reach)
            for j in (j for dx in (-1, 0, 1) for dy in (-1, 0, 1) for j in cell.get((cx + dx, cy + dy), ())):
                q, behind, m = ends[j]
                gap = math.dist(p, q)
                if j > i and n != m and 0 < gap <= reach:
                    ahead = math.atan2(p[1] - before[1], p[0] - before[0])
                    across = math.atan2(q[1] - p[1], q[0] - p[0])
                    onward = math.atan2(behind[1] - q[1], behind[0] - q[0])
                    bend = max(abs((a - b + math.pi) % (2 * math.pi) - math.pi)
                               for a, b in ((ahead, across), (across, onward)))
                    if bend < 0.8:
                        pairs.append((gap, i, j))
        taken = set()
        for gap, i, j in sorted(pairs):
            if i not in taken and j not in taken:
                taken |= {i, j}
                yield ends[i][2], [ends[i][0], ends[j][0]]


def join(lines, limit=1.9):
    """Joins lines of one key to long ones: at each node the pair that runs on straightest.

    `lines` is a list of (key, points); returns the same kind of list in a stable order. Ends that would
    turn by more than `limit` radians are left apart.
    """
    by_key = collections.defaultdict(list)
    for key, pts in lines:
        by_key[key].append(pts)
    out = []
    for key in sorted(by_key, key=repr):
        parts = by_key[key]
        at = collections.defaultdict(list)
        for n, pts in enumerate(parts):
            at[pts[0]].append((n, 0))
            at[pts[-1]].append((n, -1))
        mate = {}
        for node, ends in at.items():
            pairs = []
            for i in range(len(ends)):
                for j in range(i + 1, len(ends)):
                    if ends[i][0] != ends[j][0]:
                        pairs.append((turn(parts, ends[i], ends[j]), ends[i], ends[j]))
            for bend, a, b in sorted(pairs):
                if bend < limit and a not in mate and b not in mate:
                    mate[a], mate[b] = b, a
        used = set()
        # Chains that have an end first, then the rings.
        starts = [(n, e) for n in range(len(parts)) for e in (0, -1) if (n, e) not in mate]
        starts += [(n, 0) for n in range(len(parts))]
        for n, e in starts:
            if n in used:
                continue
            chain = []
            while n not in used:
                used.add(n)
                pts = parts[n] if e == 0 else parts[n][::-1]
                chain += pts if not chain else pts[1:]
                far = mate.get((n, -1 if e == 0 else 0))
                if far is None:
                    break
                n, e = far
            out.append((key, chain))
    return out


def turn(parts, a, b):
    """The angle in radians by which one turns at a node from end a into end b (0 = straight on)."""
    def away(n, e):
        p, q = (parts[n][0], parts[n][1]) if e == 0 else (parts[n][-1], parts[n][-2])
        return math.atan2(q[1] - p[1], q[0] - p[0])
    d = abs(away(*a) - away(*b)) % (2 * math.pi)
    return abs(math.pi - min(d, 2 * math.pi - d)) if d else math.pi


def length(pts):
    return sum(math.dist(a, b) for a, b in zip(pts, pts[1:]))


def length_m(pts):
    return length(pts) / per_metre(pts[0][1])


def thin(pts, tolerance, fixed):
    """Douglas and Peucker (1973), but points in `fixed` stay, so that streets remain connected."""
    keep = [0]
    for i in range(1, len(pts)):
        if i == len(pts) - 1 or pts[i] in fixed:
            keep += peucker(pts, keep[-1], i, tolerance)
    return [pts[i] for i in keep]


def peucker(pts, first, last, tolerance):
    ax, ay = pts[first]
    bx, by = pts[last]
    dx, dy = bx - ax, by - ay
    sq = dx * dx + dy * dy
    worst, at = tolerance * tolerance, -1
    for i in range(first + 1, last):
        px, py = pts[i][0] - ax, pts[i][1] - ay
        t = 0 if sq == 0 else max(0, min(1, (px * dx + py * dy) / sq))
        d = (px - t * dx) ** 2 + (py - t * dy) ** 2
        if d > worst:
            worst, at = d, i
    if at < 0:
        return [last]
    return peucker(pts, first, at, tolerance) + peucker(pts, at, last, tolerance)


def knot(lines, reach):
    """Ties line ends to the lines they run into, where those have no point there.

    The source leaves out points of straight stretches even where a side street begins. An end that
    no other line shares goes, as a new point, into the nearest other line within `reach`.
    """
    lines = [(key, list(pts)) for key, pts in lines]
    seen = collections.Counter(p for _, pts in lines for p in set(pts))
    cell = 60.0
    grid = collections.defaultdict(list)
    for n, (_, pts) in enumerate(lines):
        for i, (a, b) in enumerate(zip(pts, pts[1:])):
            steps = int(max(abs(a[0] - b[0]), abs(a[1] - b[1])) // cell) + 1
            for c in {(int((a[0] + (b[0] - a[0]) * t / steps) // cell), int((a[1] + (b[1] - a[1]) * t / steps) // cell))
                      for t in range(steps + 1)}:
                grid[c].append((n, i))
    new = collections.defaultdict(list)
    for n, (_, pts) in enumerate(lines):
        for at in (0, -1):
            x, y = p = pts[at]
            # Where several ends meet already, only what is very near can be the missing street.
            best, far = None, reach / 2 if seen[p] > 1 else reach
            cx, cy = int(x // cell), int(y // cell)
            for c in ((cx + dx, cy + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
                for m, i in grid.get(c, ()):
                    if m == n:
                        continue
                    (ax, ay), (bx, by) = lines[m][1][i:i + 2]
                    if p in ((ax, ay), (bx, by)):
                        continue
                    dx, dy = bx - ax, by - ay
                    sq = dx * dx + dy * dy
                    t = 0 if sq == 0 else max(0, min(1, ((x - ax) * dx + (y - ay) * dy) / sq))
                    d = math.hypot(x - ax - t * dx, y - ay - t * dy)
                    if d < far:
                        best, far = (m, i, t), d
            if best is not None:
                m, i, t = best
                new[m].append((i, t, p))
    for m, found in new.items():
        for i, t, p in sorted(found, reverse=True):
            lines[m][1].insert(i + 1, p)
    return lines


def crossings(lines):
    """The points that two lines share: they must not move."""
    seen = collections.Counter()
    for _, pts in lines:
        seen.update(set(pts))
        seen.update((pts[0], pts[-1]))
    return {p for p, n in seen.items() if n > 1}


def chains(pieces, grid_level, mend_key):
    lines = [[z, mend_key(key), pts] for z, key, pts in pieces]
    mend(lines, grid_level)
    for n, pts in list(bridge(lines, grid_level)):
        pieces.append((pieces[n][0], pieces[n][1], pts))
        lines.append([pieces[n][0], mend_key(pieces[n][1]), pts])
    joined = [(key, pts) for (_, key, _), (_, _, pts) in zip(pieces, lines) if len(pts) > 1]
    joined = [(k, squeeze(p)) for k, p in joined]
    return join([(k, p) for k, p in joined if len(p) > 1])


def squeeze(pts):
    return [p for i, p in enumerate(pts) if i == 0 or p != pts[i - 1]]
