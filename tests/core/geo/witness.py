#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Cuts, new courses, holes, repairs and districts, each compared with GEOS (through GDAL) on a few
hundred random shapes. Usage: witness.py GEO-ASKER DISTRICTS.GEOJSON"""
import json
import math
import random
import subprocess
import sys

try:
    from osgeo import ogr
except ImportError:
    print("1..0 # SKIP python3-gdal is missing")
    sys.exit(0)

ogr.UseExceptions()
ASKER, DISTRICTS = sys.argv[1:3]
asker = subprocess.Popen([ASKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
chance = random.Random(20261128)
# Metres matter, so does 51.5 degrees north: a degree of longitude is 0.6225 of one of latitude.
STRETCH = math.cos(math.radians(51.5))


def ask(what, **shapes):
    line = {"do": what}
    line.update(shapes)
    asker.stdin.write(json.dumps(line) + "\n")
    asker.stdin.flush()
    return json.loads(asker.stdout.readline())


def geos(shape):
    return ogr.CreateGeometryFromJson(json.dumps(shape))


def place(lon, lat):
    return [round(lon, 7), round(lat, 7)]


def ring_round(lon, lat, size, n, rough=0.5):
    """A star-shaped ring, so a simple one."""
    points = []
    for i in range(n):
        r = size * (1 - rough * chance.random())
        angle = 2 * math.pi * i / n
        points.append(place(lon + r * math.cos(angle) / STRETCH, lat + r * math.sin(angle)))
    return points + points[:1]


def random_area(holes=0, size=0.005):
    lon, lat = chance.uniform(7.35, 7.6), chance.uniform(51.48, 51.6)
    rings = [ring_round(lon, lat, size, chance.randint(5, 40))]
    if holes:
        rings.append(ring_round(lon, lat, size * 0.3, chance.randint(4, 12))[::-1])
    return {"type": "Polygon", "coordinates": rings}, lon, lat


def random_line(lon, lat, size, n):
    """Through the neighbourhood, from one side to the other, with bends."""
    angle = chance.uniform(0, math.pi)
    points = []
    for i in range(n):
        t = -1.4 + 2.8 * i / (n - 1)
        off = chance.uniform(-0.25, 0.25)
        points.append(place(lon + size * (t * math.cos(angle) - off * math.sin(angle)) / STRETCH,
                            lat + size * (t * math.sin(angle) + off * math.cos(angle))))
    return {"type": "LineString", "coordinates": points}


def split_by_geos(area, line):
    """As shapely.ops.split does: borders and line together, polygonized, what lies within."""
    edges = area.GetBoundary().Union(line)
    faces = edges.Polygonize()
    pieces = []
    for i in range(faces.GetGeometryCount()):
        face = faces.GetGeometryRef(i).Clone()
        if area.Contains(face.PointOnSurface()):
            pieces.append(face)
    return pieces


def test_cut_area():
    """Pieces of an area cut by a line: as many as GEOS makes, of the same sizes, all valid."""
    several = 0
    for case in range(300):
        area, lon, lat = random_area(holes=case % 2)
        line = random_line(lon, lat, 0.005, chance.randint(2, 12))
        mine = [geos(piece) for piece in ask("cut", a=area, b=line)]
        want = split_by_geos(geos(area), geos(line))
        # Crumbs below a hand's breadth depend on rounding.
        want = sorted((p.GetArea() for p in want if p.GetArea() > 1e-12), reverse=True)
        got = [p.GetArea() for p in mine if p.GetArea() > 1e-12]
        if len(want) < 2:
            assert not mine, (case, want, got)
            continue
        several += len(want) > 2
        assert len(want) == len(got), (case, want, got)
        for one, other in zip(want, got):
            assert abs(one - other) < 1e-9, (case, want, got)
        assert all(p.IsValid() for p in mine), case
    assert several > 15, several


def test_cut_misses():
    area, lon, lat = random_area()
    short = {"type": "LineString", "coordinates": [place(lon, lat), place(lon + 0.0002, lat)]}
    assert ask("cut", a=area, b=short) == []
    half = {"type": "LineString", "coordinates": [place(lon, lat), place(lon + 0.05, lat)]}
    assert ask("cut", a=area, b=half) == [], "one end inside cuts nothing off"


def test_cut_line():
    """Two halves that together are the line, cut where GEOS says the nearest place is."""
    for case in range(200):
        lon, lat = 7.46, 51.52
        line = random_line(lon, lat, 0.005, chance.randint(2, 15))
        spot = place(lon + chance.uniform(-0.003, 0.003), lat + chance.uniform(-0.003, 0.003))
        pieces = ask("cut", a=line, b={"type": "Point", "coordinates": spot})
        assert len(pieces) == 2, (case, pieces)
        whole = geos(line)
        lengths = sum(geos(piece).Length() for piece in pieces)
        assert abs(lengths - whole.Length()) < 3e-7, (case, lengths, whole.Length())
        a, b = pieces[0]["coordinates"], pieces[1]["coordinates"]
        assert a[-1] == b[0] and a[0] == line["coordinates"][0] and b[-1] == line["coordinates"][-1]
        # In metres the nearest place is another than in degrees: stretch for GEOS.
        flat = ogr.Geometry(ogr.wkbLineString)
        for x, y in line["coordinates"]:
            flat.AddPoint_2D(x * STRETCH, y)
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(spot[0] * STRETCH, spot[1])
        cut = ogr.Geometry(ogr.wkbPoint)
        cut.AddPoint_2D(b[0][0] * STRETCH, b[0][1])
        assert abs(point.Distance(flat) - point.Distance(cut)) < 2e-7, case
    end = {"type": "Point", "coordinates": line["coordinates"][0]}
    assert ask("cut", a=line, b=end) == []


def test_reshape_area():
    """A bay or a bulge: the result is the area with the piece between old and new border added or
    taken off, whichever leaves more; and it is valid where GEOS says so."""
    for case in range(200):
        area, lon, lat = random_area()
        whole = geos(area)
        # A bow whose two ends lie inside and whose middle is outside, or the other way round.
        angle = chance.uniform(0, 2 * math.pi)
        inner, outer = (0.001, 0.009) if case % 2 else (0.008, 0.0015)
        course = []
        for i in range(9):
            t = -0.35 + 0.7 * i / 8
            r = inner + (outer - inner) * math.sin(math.pi * i / 8)
            course.append(place(lon + r * math.cos(angle + t) / STRETCH,
                                lat + r * math.sin(angle + t)))
        line = {"type": "LineString", "coordinates": course}
        crossings = whole.GetBoundary().Intersection(geos(line))
        n = 1 if crossings.GetGeometryName() == "POINT" else crossings.GetGeometryCount()
        if n != 2:
            continue
        new = ask("reshape", a=area, b=line)
        assert len(new) == 1, case
        after = geos(new[0])
        assert after.IsValid(), case
        pieces = split_by_geos(whole, geos(line)) if not case % 2 else None
        if pieces:
            assert abs(max(p.GetArea() for p in pieces) - after.GetArea()) < 1e-9, case
        else:
            assert after.GetArea() > whole.GetArea()
            assert after.Buffer(1e-7).Contains(whole), case


def test_reshape_line():
    line = {"type": "LineString", "coordinates": [[7.4, 51.5], [7.41, 51.5], [7.42, 51.5]]}
    over = {"type": "LineString", "coordinates": [[7.404, 51.499], [7.405, 51.502], [7.415, 51.502],
                                                  [7.416, 51.499]]}
    (new,) = ask("reshape", a=line, b=over)
    assert len(new["coordinates"]) == 6 and new["coordinates"][0] == [7.4, 51.5]
    assert new["coordinates"][2] == [7.405, 51.502] and new["coordinates"][-1] == [7.42, 51.5]
    # Drawn the other way round it is the same.
    back = {"type": "LineString", "coordinates": over["coordinates"][::-1]}
    assert ask("reshape", a=line, b=back) == [new]
    # One that leaves the line and does not come back is its new end.
    away = {"type": "LineString", "coordinates": [[7.415, 51.4995], [7.415, 51.503],
                                                  [7.425, 51.504]]}
    (end,) = ask("reshape", a=line, b=away)
    assert end["coordinates"][-1] == [7.425, 51.504] and end["coordinates"][0] == [7.4, 51.5]
    far = {"type": "LineString", "coordinates": [[7.5, 51.6], [7.51, 51.6]]}
    assert ask("reshape", a=line, b=far) == []


def test_holes():
    """A hole within is the difference of GEOS; one across the border is refused."""
    made = refused = 0
    for case in range(200):
        area, lon, lat = random_area(holes=case % 2)
        ring = ring_round(lon + chance.uniform(-0.004, 0.004), lat + chance.uniform(-0.003, 0.003),
                          0.001, chance.randint(3, 12))
        hole = {"type": "Polygon", "coordinates": [ring]}
        new = ask("hole", a=area, b=hole)
        whole, gap = geos(area), geos(hole)
        shell = ogr.Geometry(ogr.wkbPolygon)
        shell.AddGeometry(whole.GetGeometryRef(0))
        holes = ogr.Geometry(ogr.wkbMultiPolygon)
        for i in range(1, whole.GetGeometryCount()):
            old = ogr.Geometry(ogr.wkbPolygon)
            old.AddGeometry(whole.GetGeometryRef(i))
            holes.AddGeometry(old)
        clear = all(not holes.GetGeometryRef(i).Intersects(gap) or
                    gap.Contains(holes.GetGeometryRef(i)) for i in range(holes.GetGeometryCount()))
        if shell.Contains(gap) and not shell.GetBoundary().Intersects(gap) and clear:
            assert len(new) == 1, case
            after = geos(new[0])
            assert after.IsValid(), case
            assert abs(after.GetArea() - whole.Difference(gap).GetArea()) < 1e-9, case
            made += 1
        else:
            assert new == [], case
            refused += 1
    assert made > 30 and refused > 30, (made, refused)


def test_untangle():
    """What is repaired is valid for GEOS; what GEOS finds simple is left as it is."""
    repaired = 0
    for case in range(300):
        n = chance.randint(4, 9)
        points = [place(7.46 + chance.uniform(-0.004, 0.004), 51.52 + chance.uniform(-0.002, 0.002))
                  for _ in range(n)]
        area = {"type": "Polygon", "coordinates": [points + points[:1]]}
        valid = geos(area).IsValid()
        assert ask("simple", a=area) == valid, ("simple", case, valid, area)
        new = ask("untangle", a=area)
        if valid:
            assert len(new) == 1 and geos(new[0]).SymDifference(geos(area)).GetArea() == 0, case
        elif new:
            repaired += 1
            assert geos(new[0]).IsValid(), (case, area, new)
    assert repaired > 60, repaired


def test_spikes():
    """Ways there and back on the same line, as they come from following streets, go: GEOS takes the rest
    and it is as large as the area without them."""
    for case in range(100):
        area, lon, lat = random_area()
        ring = area["coordinates"][0]
        at = chance.randrange(len(ring) - 1)
        way = [ring[at]]
        for _ in range(chance.randint(1, 4)):
            way.append(place(way[-1][0] + chance.choice((-1, 1)) * 0.01,
                             way[-1][1] + chance.uniform(0.004, 0.02)))
        spiked = ring[:at] + way + way[-2::-1] + ring[at + 1:]
        if at == 0:
            spiked[-1] = spiked[0]
        new = ask("untangle", a={"type": "Polygon", "coordinates": [spiked]})
        # A spike may lead across the area; then loops are judged, not the whole.
        if len(new) == 1 and new[0]["type"] == "Polygon":
            after = geos(new[0])
            assert after.IsValid(), case
            assert abs(after.GetArea() - geos(area).GetArea()) < 1e-9, (case, new, area)
        else:
            assert False, (case, new)


def test_districts():
    """A point by where it lies, a line by its longest part, an area by its largest: on 400 random
    shapes the same district as GEOS finds with the flat sums of UTM."""
    with open(DISTRICTS, encoding="utf-8") as file:
        features = json.load(file)["features"]
    from osgeo import osr
    wgs, utm = osr.SpatialReference(), osr.SpatialReference()
    wgs.ImportFromEPSG(4326)
    utm.ImportFromEPSG(25832)
    wgs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    utm.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    turn = osr.CoordinateTransformation(wgs, utm)

    def flat(shape):
        geometry = geos(shape)
        geometry.Transform(turn)
        return geometry

    ranks = {}
    for feature in features:
        rank = feature["properties"]["rank"]
        ranks.setdefault(rank, []).append((feature["properties"]["id"], flat(feature["geometry"])))
    names = [name for name in ranks if len(ranks[name]) > 1]
    city = min(names, key=lambda name: len(ranks[name]))
    small = max(names, key=lambda name: len(ranks[name]))

    def expect(rank, shape):
        best = []
        for number, district in ranks[rank]:
            if not district.Intersects(shape):
                continue
            part = district.Intersection(shape)
            share = 1 if shape.GetDimension() == 0 else \
                part.Length() if shape.GetDimension() == 1 else part.GetArea()
            best.append((share, number))
        best.sort(reverse=True)
        if len(best) > 1 and best[0][0] < best[1][0] * 1.003:
            return None  # too near to tell: the ground is not flat
        return best[0][1] if best and best[0][0] > 0 else ""

    asked = crossing = 0
    for case in range(400):
        lon, lat = chance.uniform(7.33, 7.63), chance.uniform(51.43, 51.6)
        if case % 3 == 0:
            shape = {"type": "Point", "coordinates": place(lon, lat)}
        elif case % 3 == 1:
            shape = random_line(lon, lat, chance.uniform(0.002, 0.03), chance.randint(2, 12))
        else:
            shape = {"type": "Polygon", "coordinates": [
                ring_round(lon, lat, chance.uniform(0.002, 0.02), chance.randint(4, 24))]}
        got = ask("district", a=shape)
        for rank, name in ((city, got[0]), (small, got[1])):
            want = expect(rank, flat(shape))
            if want is None:
                continue
            assert name == want, (case, rank, name, want, shape)
            asked += 1
    assert asked > 700, asked


def main():
    tests = [(name, f) for name, f in globals().items() if name.startswith("test_")]
    print("1..%d" % len(tests))
    bad = 0
    for number, (name, function) in enumerate(tests, 1):
        try:
            function()
            print("ok %d %s" % (number, name))
        except AssertionError as fault:
            bad += 1
            print("not ok %d %s\n# %r" % (number, name, fault))
    asker.stdin.close()
    asker.wait()
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
