#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Makes the readable layers of the base map from a vector MBTiles in the OpenMapTiles schema.

    data/map/make-layers.py PACK.mbtiles [-o data/map] [--date 2020-02-10] [--bounds W,S,E,N]

PACK is what Debian's tilemaker writes from a current OSM extract with its OpenMapTiles profile (see
README.md), or any other pack of that schema. Where the pack has no tiles of level 14, coarser ones
fill the surroundings. Needs python3-gdal. Lengths inside are metres of EPSG:3857 unless a name ends
in _m, which is metres on the ground.
"""
import argparse
import collections
import json
import math
import os
import re
import sqlite3
import sys

from osgeo import gdal, ogr

from chain import EARTH, WORLD, chains, crossings, knot, length, length_m, per_metre, squeeze, thin, tile_size

gdal.UseExceptions()

FINEST, COARSEST = 14, 6
# What a street may move on the ground: streets are kept finer than areas, because ideas are drawn along them.
LINE_M, AREA_M, BUILT_M = 3.5, 6.0, 8.0

# How far apart, in EPSG:3857, a side street's end and its street may lie to be tied.
KNOT = 6.0

ROADS = ('motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'minor', 'service', 'track', 'path', 'pier')
RAILS = ('rail', 'transit')
# The shortest chain that is drawn, metres on the ground: what is shorter is an entrance or a pavement.
SHORTEST_M = {'service': 80, 'track': 80, 'path': 120, 'minor': 12}
POI_CLASSES = {
    'school', 'kindergarten', 'playground', 'library', 'hospital', 'place_of_worship', 'town_hall', 'police',
    'fire_station', 'museum', 'theatre', 'stadium', 'sports_centre', 'swimming', 'swimming_pool',
    'community_centre', 'cemetery', 'park', 'college', 'university', 'marketplace', 'garden', 'castle',
    'attraction', 'zoo', 'cinema', 'art_gallery', 'music', 'monument', 'harbor', 'campsite', 'dog_park'}
STOP_CLASSES = {'railway', 'bus', 'ferry_terminal'}


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('pack')
    p.add_argument('-o', '--output', default=os.path.dirname(os.path.abspath(__file__)))
    p.add_argument('--date', help='state of the OSM data, written into the layers')
    p.add_argument('--bounds', help='W,S,E,N in degrees; without it all that the pack covers')
    a = p.parse_args()
    # GEOS tells of each invalid piece; they are mended, and the tests look at the result.
    gdal.PushErrorHandler('CPLQuietErrorHandler')
    pack = Pack(a.pack, [float(v) for v in a.bounds.split(',')] if a.bounds else None)
    out = Writer(a.output, a.date or pack.date())
    streets(pack, out)
    rails(pack, out)
    waterways(pack, out)
    areas(pack, out, buildings(pack, out))
    points(pack, out)


# --- the pack ------------------------------------------------------------------------------------

# Where packs keep the name on the spot; tilemaker writes only name:latin.
NAMES = ('name:de', 'name_de', 'name:latin')


class Pack:
    """The tiles of one MBTiles and, for every level, the ground that no finer level covers."""

    def __init__(self, path, bounds):
        self.path = path
        db = sqlite3.connect('file:%s?mode=ro&immutable=1' % path, uri=True)
        self.meta = dict(db.execute('SELECT name, value FROM metadata'))
        self.tiles = {}
        for z in range(FINEST, COARSEST - 1, -1):
            found = {(x, (1 << z) - 1 - y) for x, y in
                     db.execute('SELECT tile_column, tile_row FROM tiles WHERE zoom_level = ?', (z,))}
            if found:
                self.tiles[z] = found
        self.box = project_box(bounds) if bounds else None
        self.ground = {}
        finer = None
        for z in sorted(self.tiles, reverse=True):
            whole = union([square(z, x, y) for x, y in self.tiles[z]])
            if self.box:
                whole = whole.Intersection(self.box)
            rest = whole if finer is None else whole.Difference(finer)
            self.ground[z] = None if rest.Area() < 1 else rest
            finer = whole if finer is None else finer.Union(whole)
        self.finest = max(self.tiles)

    def level_at(self, p):
        """The finest level that has a tile at the point p."""
        for z in sorted(self.tiles, reverse=True):
            s = tile_size(z)
            if (int((p[0] + WORLD / 2) // s), int((WORLD / 2 - p[1]) // s)) in self.tiles[z]:
                return z
        return COARSEST

    def tolerance(self, metres, p):
        """What a line may move at p, in EPSG:3857: more where only coarse tiles cover the ground."""
        return metres * per_metre(p[1]) * min(2.5 ** (self.finest - self.level_at(p)), 40)

    def date(self):
        if 'planettime' in self.meta:
            import datetime
            t = datetime.datetime.utcfromtimestamp(int(self.meta['planettime']) / 1000)
            return t.strftime('%Y-%m-%d')
        return self.meta.get('date', '')

    def read(self, layer, keys, coarsest=COARSEST):
        """Yields (level, properties, geometry) of a layer, each piece of ground from its finest level."""
        for z in sorted(self.ground, reverse=True):
            if self.ground[z] is None or z < coarsest:
                continue
            ds = gdal.OpenEx(self.path, gdal.OF_VECTOR, open_options=['ZOOM_LEVEL=%d' % z, 'CLIP=YES'])
            names = [ds.GetLayer(i).GetName() for i in range(ds.GetLayerCount())]
            if layer not in names:
                continue
            tab = ds.GetLayerByName(layer)
            defn = tab.GetLayerDefn()
            have = {defn.GetFieldDefn(i).GetName(): i for i in range(defn.GetFieldCount())}
            whole = z == self.finest and self.box is None
            ground = self.ground[z]
            env = ground.GetEnvelope()
            ogr.DontUseExceptions()  # clipping an invalid polygon speaks, the feature comes all the same
            for f in tab:
                props = {k: f.GetField(have[k]) for k in keys if k in have and f.IsFieldSetAndNotNull(have[k])}
                for k in NAMES if 'name' in keys and 'name' not in props else ():
                    if k in have and f.IsFieldSetAndNotNull(have[k]):
                        props['name'] = f.GetField(have[k])
                        break
                g = f.GetGeometryRef()
                if g is None:
                    continue
                if not whole:
                    e = g.GetEnvelope()
                    if e[1] < env[0] or e[0] > env[1] or e[3] < env[2] or e[2] > env[3]:
                        continue
                    if not g.IsValid():
                        g = g.MakeValid()
                    g = g.Intersection(ground)
                    if g is None or g.IsEmpty():
                        continue
                yield z, props, g.Clone()


def square(z, x, y):
    s = tile_size(z)
    return box(x * s - WORLD / 2, WORLD / 2 - (y + 1) * s, (x + 1) * s - WORLD / 2, WORLD / 2 - y * s)


def box(w, s, e, n):
    return ogr.CreateGeometryFromWkt('POLYGON((%.9f %.9f,%.9f %.9f,%.9f %.9f,%.9f %.9f,%.9f %.9f))'
                                     % (w, s, e, s, e, n, w, n, w, s))


def project_box(b):
    return box(*mercator(b[0], b[1]), *mercator(b[2], b[3]))


def mercator(lon, lat):
    return (math.radians(lon) * EARTH, EARTH * math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


def degrees(x, y):
    return (round(math.degrees(x / EARTH), 5),
            round(math.degrees(2 * math.atan(math.exp(y / EARTH)) - math.pi / 2), 5))


def union(geoms):
    multi = ogr.Geometry(ogr.wkbMultiPolygon)
    for g in geoms:
        for part in polygons(g):
            multi.AddGeometry(part)
    found = multi.UnionCascaded()
    if found is None:
        found = union([p.Buffer(0) for p in polygons(multi)])  # a piece that crosses itself: mend each
    return found


def polygons(g):
    kind = ogr.GT_Flatten(g.GetGeometryType())
    if kind == ogr.wkbPolygon:
        yield g
    elif kind in (ogr.wkbMultiPolygon, ogr.wkbGeometryCollection):
        for i in range(g.GetGeometryCount()):
            yield from polygons(g.GetGeometryRef(i))


def linestrings(g):
    kind = ogr.GT_Flatten(g.GetGeometryType())
    if kind == ogr.wkbLineString:
        # A centimetre grid, so that both sides of a tile edge speak of the same number.
        yield [(round(x, 2), round(y, 2)) for x, y in (p[:2] for p in g.GetPoints())]
    elif kind in (ogr.wkbMultiLineString, ogr.wkbGeometryCollection):
        for i in range(g.GetGeometryCount()):
            yield from linestrings(g.GetGeometryRef(i))


# --- the layers ----------------------------------------------------------------------------------

def plain(text):
    """A name in full: OpenMapTiles writes long ones as "Mallinckrodtstr."."""
    if not text:
        return None
    text = re.sub(r'([Ss])tr\.', r'\1traße', text)
    text = re.sub(r'([Pp])l\.(?=$|[ /])', r'\1latz', text)
    text = re.sub(r'(?<=[a-zäöüß])g\.(?=$|[ /])', 'gasse', text)
    return re.sub(r'\s+', ' ', text).strip()


def streets(pack, out):
    names = Names()
    for z, a, g in pack.read('transportation_name', ('name', 'ref', 'class')):
        for pts in linestrings(g):
            names.add(z, plain(a.get('name')), plain(a.get('ref')), a.get('class'), pts)
    pieces = []
    for z, a, g in pack.read('transportation', ('class', 'subclass', 'brunnel', 'ramp', 'service')):
        kind = a.get('class', '').replace('_construction', '')
        if kind not in ROADS:
            continue
        sub = a.get('subclass') if kind == 'path' else None
        if sub in ('platform', 'corridor', 'bridleway'):
            continue
        ramp = 1 if a.get('ramp') and kind in ROADS[:4] else None
        brunnel = a.get('brunnel') if a.get('brunnel') in ('bridge', 'tunnel') else None
        for pts in linestrings(g):
            for name, ref, part in names.split(z, kind, ramp, pts):
                if kind == 'service' and a.get('service') in ('parking_aisle', 'driveway') and not name:
                    continue
                pieces.append((z, (kind, sub, name, ref, ramp, brunnel), part))
    lines = knot(chains(pieces, pack.finest, lambda k: k[0]), KNOT)
    lines = [(k, p) for k, p in lines if k[2] or length_m(p) >= SHORTEST_M.get(k[0], 0)]
    fixed = crossings(lines)
    lines = [(k, thin(p, pack.tolerance(LINE_M, p[len(p) // 2]), fixed)) for k, p in lines]
    fields = ('class', 'subclass', 'name', 'ref', 'ramp', 'brunnel')
    feats = features(fields, bundles(lines, lambda k: k[2]))
    order = {k: n for n, k in enumerate(ROADS)}
    feats.sort(key=lambda f: (order[f[0]['class']], f[0]['name'] or '\uffff', f[0]['ref'] or '', start(f[1])))
    out.write('streets', 'Streets and paths, joined by name and class', feats)


def bundles(lines, name_of):
    """Makes one feature of the lines that are one street: same properties, same name, near each other.

    Lines without a name are bundled by squares of 3 km. Yields (key, [points, …]).
    """
    groups = collections.defaultdict(list)
    for key, pts in lines:
        x, y = pts[len(pts) // 2]
        s = tile_size(13)
        groups[key if name_of(key) else (key, int(x // s), int(y // s))].append((key, pts))
    for cell in sorted(groups, key=repr):
        key = groups[cell][0][0]
        parts = [pts for _, pts in groups[cell]]
        if not name_of(key):
            yield key, parts
            continue
        # The same name a kilometre away is another street (every town has its Bahnhofstraße).
        heaps = []
        for pts in parts:
            xs, ys = [p[0] for p in pts], [p[1] for p in pts]
            b = (min(xs), min(ys), max(xs), max(ys))
            reach = 1000 * per_metre(ys[0])
            near = [h for h in heaps if not (h[0][0] > b[2] + reach or h[0][2] < b[0] - reach
                                             or h[0][1] > b[3] + reach or h[0][3] < b[1] - reach)]
            for h in near:
                heaps.remove(h)
            boxes = [h[0] for h in near] + [b]
            heaps.append(((min(v[0] for v in boxes), min(v[1] for v in boxes),
                           max(v[2] for v in boxes), max(v[3] for v in boxes)),
                          [p for h in near for p in h[1]] + [pts]))
        for _, found in heaps:
            yield key, found


class Names:
    """Finds the name of a stretch of street, which stands in a layer of its own."""

    CELL = 40.0

    def __init__(self):
        self.exact = {}
        self.cells = collections.defaultdict(list)

    def add(self, z, name, ref, kind, pts):
        for a, b in zip(pts, pts[1:]):
            value = (name, ref)
            self.exact[(a, b)] = self.exact[(b, a)] = value
            if kind in ROADS:
                n = int(length([a, b]) // self.CELL) + 1
                seen = set()
                for i in range(n + 1):
                    seen.add((int((a[0] + (b[0] - a[0]) * i / n) // self.CELL),
                              int((a[1] + (b[1] - a[1]) * i / n) // self.CELL)))
                for c in seen:
                    self.cells[c].append((a, b, kind, value))

    def near(self, kind, ramp, a, b):
        """The name of the nearest named stretch of the same class that runs the same way.

        The layer of names leaves out points of straight stretches and, for large roads, draws one
        line for both carriageways.
        """
        mx, my = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        cx, cy = int(mx // self.CELL), int(my // self.CELL)
        best, far = (None, None), 6 if ramp else 14 if kind in ROADS[:5] else 4
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                for p, q, other, value in self.cells.get((cx + dx, cy + dy), ()):
                    if other != kind:
                        continue
                    ux, uy = q[0] - p[0], q[1] - p[1]
                    sq = ux * ux + uy * uy
                    if sq == 0:
                        continue
                    t = max(0, min(1, ((mx - p[0]) * ux + (my - p[1]) * uy) / sq))
                    d = math.hypot(mx - p[0] - t * ux, my - p[1] - t * uy)
                    vx, vy = b[0] - a[0], b[1] - a[1]
                    along = abs(ux * vx + uy * vy) / (math.sqrt(sq) * math.hypot(vx, vy) or 1)
                    if d < far and along > 0.9:
                        best, far = value, d
        return best

    def split(self, z, kind, ramp, pts):
        """Cuts a line where its name changes; yields (name, ref, points)."""
        run, now = [pts[0]], None
        for a, b in zip(pts, pts[1:]):
            value = self.exact.get((a, b))
            if value is None:
                value = self.near(kind, ramp, a, b)
            if now is not None and value != now and len(run) > 1:
                yield now[0], now[1], run
                run = [a]
            now = value
            run.append(b)
        if len(run) > 1:
            yield now[0], now[1], run


def rails(pack, out):
    pieces = []
    for z, a, g in pack.read('transportation', ('class', 'subclass', 'brunnel', 'service')):
        if a.get('class') not in RAILS or a.get('subclass') in ('monorail', 'platform'):
            continue
        brunnel = a.get('brunnel') if a.get('brunnel') in ('bridge', 'tunnel') else None
        service = 'yard' if a.get('service') in ('yard', 'siding', 'spur', 'crossover') else None
        for pts in linestrings(g):
            pieces.append((z, (a['class'], a.get('subclass'), service, brunnel), pts))
    lines = chains(pieces, pack.finest, lambda k: k[0])
    lines = [(k, p) for k, p in lines if not k[2] or length_m(p) >= 80]
    fixed = crossings(lines)
    lines = [(k, thin(p, pack.tolerance(LINE_M, p[len(p) // 2]), fixed)) for k, p in lines]
    fields = ('class', 'subclass', 'service', 'brunnel')
    feats = features(fields, bundles(lines, lambda k: None))
    feats.sort(key=lambda f: (f[0]['class'], f[0]['subclass'] or '', start(f[1])))
    out.write('rail', 'Railways, tram and Stadtbahn', feats)


def waterways(pack, out):
    pieces = []
    for z, a, g in pack.read('waterway', ('class', 'name', 'brunnel')):
        name = plain(a.get('name'))
        if a.get('class') in ('ditch', 'drain') and not name:
            continue
        brunnel = 'tunnel' if a.get('brunnel') == 'tunnel' else None
        for pts in linestrings(g):
            pieces.append((z, (a['class'], name, brunnel), pts))
    lines = [(k, p) for k, p in chains(pieces, pack.finest, lambda k: k[0]) if k[1] or length_m(p) > 150]
    fixed = crossings(lines)
    lines = [(k, thin(p, pack.tolerance(AREA_M, p[len(p) // 2]), fixed)) for k, p in lines]
    feats = features(('class', 'name', 'brunnel'), bundles(lines, lambda k: k[1]))
    feats.sort(key=lambda f: (f[0]['class'], f[0]['name'] or '\uffff', start(f[1])))
    out.write('waterways', 'Rivers, canals and streams', feats)


# layer of the base map: (layer of the pack, which features, class written, metres, least hectares)
AREAS = {
    'water': ('Lakes, harbour basins, canal', [
        ('water', lambda a: True, lambda a: a.get('class'), 3.0, 0.03)]),
    'green': ('Woods, parks, meadows, fields, cemeteries', [
        ('landcover', lambda a: a.get('class') == 'wood', lambda a: ('wood', 'forest'), AREA_M, 0.25),
        ('landcover', lambda a: a.get('class') == 'farmland', lambda a: ('farmland', 'farmland'), BUILT_M, 0.4),
        ('landcover', lambda a: a.get('class') == 'wetland', lambda a: ('wetland', 'wetland'), BUILT_M, 0.3),
        ('landcover', lambda a: a.get('class') == 'sand', lambda a: ('sand', 'sand'), AREA_M, 0.1),
        ('landcover', lambda a: a.get('class') == 'grass',
         lambda a: ('grass', GRASS.get(a.get('subclass'), 'grass')), AREA_M, 0.25)]),
    'built': ('Residential, industrial and other built-up areas', [
        ('landuse', lambda a: a.get('class') in BUILT, lambda a: a.get('class'), BUILT_M, 0.15)]),
    'reserves': ('Protected areas', [
        ('park', lambda a: True, lambda a: a.get('class'), 8.0, 0.5)]),
}
GRASS = {'park': 'park', 'allotments': 'allotments', 'meadow': 'meadow', 'grassland': 'meadow', 'scrub': 'scrub',
         'heath': 'scrub', 'recreation_ground': 'park', 'village_green': 'park', 'golf_course': 'golf_course',
         'garden': 'garden'}
BUILT = {'residential', 'industrial', 'commercial', 'retail', 'school', 'hospital', 'university', 'college',
         'cemetery', 'railway', 'stadium', 'pitch', 'playground', 'zoo', 'military', 'kindergarten', 'track',
         'quarry', 'garages', 'bus_station'}


def buildings(pack, out):
    """Writes the large buildings of the project area; gives the built-up ground that all of them tell."""
    import houses  # needs numpy, which make-tiles.py shall do without
    area = project_area(out.folder)
    every, inside = [], []
    for z, a, g in pack.read('building', (), coarsest=FINEST):
        e = g.GetEnvelope()
        every.append(e)
        if area is None or area.Contains(box_middle(e)):
            inside.append(g)
    if not every:
        return []
    feats = []
    for bundle in houses.blocks(inside, cleaned, union, polygons):
        feats.append(({'class': 'building'}, multipolygon(bundle)))
    out.write('buildings', 'Large buildings and closed blocks of the project area', feats)
    return houses.built_up(every)


def project_area(folder):
    """The project area of districts.geojson beside the layers, if it is there."""
    path = os.path.join(folder, 'districts.geojson')
    if not os.path.exists(path):
        return None
    with open(path, encoding='utf-8') as f:
        found = [f for f in json.load(f)['features'] if f['properties']['rank'] == 'project']
    area = ogr.Geometry(ogr.wkbPolygon)
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for c in found[0]['geometry']['coordinates'][0]:
        ring.AddPoint_2D(*mercator(*c))
    area.AddGeometry(ring)
    return area


def box_middle(e):
    g = ogr.Geometry(ogr.wkbPoint)
    g.AddPoint_2D((e[0] + e[1]) / 2, (e[2] + e[3]) / 2)
    return g


def areas(pack, out, built_up):
    for layer, (title, rules) in AREAS.items():
        groups = collections.defaultdict(list)
        for source in {r[0] for r in rules}:
            for z, a, g in pack.read(source, ('class', 'subclass')):
                for src, fits, word, tol, least in rules:
                    if src == source and fits(a):
                        groups[(word(a), tol, least)].append(cleaned(g))
                        break
        if layer == 'built' and built_up:
            fill_gaps(groups, built_up)
        bundled = collections.defaultdict(list)
        for (word, tol, least), parts in sorted(groups.items(), key=repr):
            kind, sub = word if isinstance(word, tuple) else (word, None)
            for poly in polygons(union(parts)):
                e = poly.GetEnvelope()
                k = per_metre(e[2])
                far = pack.tolerance(1, ((e[0] + e[1]) / 2, (e[2] + e[3]) / 2))
                least_k2 = least * k * far  # smaller areas are kept only where the pack is fine
                if poly.Area() < least_k2 * 10000:
                    continue
                for part in polygons(smoothed(poly, tol * far)):
                    if part.Area() >= least_k2 * 5000:
                        s = tile_size(13)
                        bundled[kind, sub, int(e[0] // s), int(e[2] // s)].append(part.Clone())
        # One feature for all of a class within 3 km: a file of words would be twice as long.
        feats = [({'class': kind, 'subclass': sub}, multipolygon(found, 2500 if layer == 'built' else 300))
                 for (kind, sub, _, _), found in bundled.items()]
        feats = [(a, g) for a, g in feats if g['coordinates']]
        feats.sort(key=lambda f: (f[0]['class'], f[0]['subclass'] or '', start(f[1])))
        out.write(layer, title, feats)


def fill_gaps(groups, built_up):
    """Ground with houses that has no land use in the source is residential."""
    other = union([g for (word, _, _), parts in groups.items() if word != 'residential' for g in parts])
    for g in built_up:
        rest = g.Difference(other)
        if rest is not None and not rest.IsEmpty():
            groups['residential', BUILT_M, 0.15].append(cleaned(rest))


def cleaned(g):
    """A polygon on the centimetre grid, so that the pieces of two tiles touch exactly."""
    multi = ogr.Geometry(ogr.wkbMultiPolygon)
    for poly in polygons(g):
        new = ogr.Geometry(ogr.wkbPolygon)
        for i in range(poly.GetGeometryCount()):
            pts = squeeze([(round(p[0], 2), round(p[1], 2)) for p in poly.GetGeometryRef(i).GetPoints()])
            if len(pts) < 4:
                continue
            ring = ogr.Geometry(ogr.wkbLinearRing)
            for x, y in pts:
                ring.AddPoint_2D(x, y)
            ring.CloseRings()
            new.AddGeometry(ring)
        if new.GetGeometryCount():
            multi.AddGeometry(new)
    return multi if multi.IsValid() else multi.MakeValid()


def smoothed(poly, tolerance):
    """Closes the hairlines that rounding leaves at tile edges, then generalises."""
    closed = poly.Buffer(1.0, 2).Buffer(-1.0, 2)
    return closed.SimplifyPreserveTopology(tolerance)


def points(pack, out):
    stops, pois = [], []
    for z, a, g in pack.read('poi', ('class', 'subclass', 'name'), coarsest=FINEST):
        name = plain(a.get('name'))
        if not name:
            continue
        if a.get('class') in STOP_CLASSES and a.get('subclass') != 'subway_entrance':
            stops.append((stop_kind(a), name, (g.GetX(), g.GetY())))
        elif a.get('class') in POI_CLASSES and name.lower() != a.get('subclass', '').lower():
            # Whose house of prayer it is decides the sign that it gets.
            religion = a.get('subclass') if a['class'] == 'place_of_worship' else None
            pois.append(((a['class'], religion if religion and religion != a['class'] else ''), name,
                         (g.GetX(), g.GetY())))
    # A stop is one place: its platforms and the bus stops of the same name are one point.
    rank = {'station': 0, 'halt': 1, 'tram_stop': 2, 'bus_stop': 3}
    feats = [({'class': kind, 'name': name}, point(p)) for kind, name, p in
             gathered(stops, 350, lambda kinds: min(kinds, key=lambda k: rank[k]))]
    feats.sort(key=lambda f: (rank[f[0]['class']], f[0]['name'], start(f[1])))
    out.write('stops', 'Stations and stops of rail, Stadtbahn and bus', feats)
    feats = [({'class': kind, **({'religion': religion} if religion else {}), 'name': name}, point(p))
             for (kind, religion), name, p in
             gathered(pois, 150, lambda kinds: kinds[0], by_kind=True)]
    feats.sort(key=lambda f: (f[0]['class'], f[0]['name'], start(f[1])))
    out.write('pois', 'Schools, playgrounds, parks, churches, mosques and other public places', feats)

    names = [(a.get('class', 'lake'), plain(a.get('name')), middle(g)) for z, a, g in
             pack.read('water_name', ('class', 'name')) if a.get('name')]
    feats = [({'class': kind, 'name': name}, point(p)) for kind, name, p in gathered(names, 900, lambda k: k[0])]
    feats.sort(key=lambda f: (f[0]['name'], start(f[1])))
    out.write('water-names', 'Names of lakes and harbour basins', feats)

    spots = {}
    for z, a, g in pack.read('place', ('class', 'name', 'rank')):
        name = plain(a.get('name'))
        if name and a.get('class') in PLACES:
            spots.setdefault((PLACES[a['class']], name), []).append((a.get('rank'), middle(g)))
    feats = []
    for (kind, name), found in spots.items():
        for p in spread([p for _, p in found], 1500):
            feats.append(({'class': kind, 'name': name, 'rank': int(min(r or 20 for r, _ in found))}, point(p)))
    order = list(PLACES)
    feats.sort(key=lambda f: (order.index(f[0]['class']), f[0]['name'], start(f[1])))
    out.write('places', 'Towns, quarters and hamlets', feats)


PLACES = {'city': 'city', 'town': 'town', 'village': 'village', 'suburb': 'suburb', 'quarter': 'suburb',
          'neighbourhood': 'neighbourhood', 'hamlet': 'hamlet'}


def stop_kind(a):
    sub = a.get('subclass') or a.get('class')
    return {'station': 'station', 'halt': 'halt', 'tram_stop': 'tram_stop', 'subway': 'tram_stop',
            'light_rail': 'tram_stop'}.get(sub, 'bus_stop')


def middle(g):
    c = g.Centroid()
    return c.GetX(), c.GetY()


def spread(spots, reach_m):
    """Groups spots nearer than reach_m and gives the middle of each group."""
    groups = []
    for p in sorted(spots):
        for grp in groups:
            if math.dist(p, grp[0]) < reach_m * per_metre(p[1]):
                grp.append(p)
                break
        else:
            groups.append([p])
    return [(sum(x for x, _ in g) / len(g), sum(y for _, y in g) / len(g)) for g in groups]


def gathered(items, reach_m, choose, by_kind=False):
    """One point for all of the same name near each other; yields (kind, name, point)."""
    named = collections.defaultdict(list)
    for kind, name, p in items:
        named[(kind if by_kind else None, name)].append((p, kind))
    for (_, name), found in sorted(named.items(), key=repr):
        groups = []
        for p, kind in sorted(found):
            for grp in groups:
                if math.dist(p, grp[0][0]) < reach_m * per_metre(p[1]):
                    grp.append((p, kind))
                    break
            else:
                groups.append([(p, kind)])
        for grp in groups:
            kind = choose(sorted(k for _, k in grp))
            own = [p for p, k in grp if k == kind]
            yield kind, name, (sum(x for x, _ in own) / len(own), sum(y for _, y in own) / len(own))


# --- GeoJSON -------------------------------------------------------------------------------------

def features(fields, found):
    made = [(dict(zip(fields, key)), multiline(parts)) for key, parts in found]
    return [(a, g) for a, g in made if g['coordinates']]


def multiline(parts):
    parts = [squeeze([degrees(x, y) for x, y in pts]) for pts in parts]
    parts = sorted(p for p in parts if len(p) > 1)
    if len(parts) == 1:
        return {'type': 'LineString', 'coordinates': parts[0]}
    return {'type': 'MultiLineString', 'coordinates': parts}


def start(g):
    """The first position of a geometry and its number of positions, to sort by."""
    c = g['coordinates']
    while not isinstance(c[0], float):
        c = c[0]
    return c, len(str(g['coordinates']))


def point(p):
    return {'type': 'Point', 'coordinates': degrees(*p)}


def polygon(poly, k, hole=300):
    """A polygon of the layer; holes under so many square metres are dropped."""
    found = []
    for i in range(poly.GetGeometryCount()):
        ring = poly.GetGeometryRef(i)
        if i == 0 or abs(ring.GetArea()) >= hole * k * k:
            found.append([degrees(x, y) for x, y in (p[:2] for p in ring.GetPoints())])
    return sound({'type': 'Polygon', 'coordinates': rings(found)})


def multipolygon(areas, hole=300):
    """Several areas as one geometry that is valid, though each was generalised for itself."""
    found = sorted(polygon(p, per_metre(p.GetEnvelope()[2]), hole)['coordinates'] for p in polygons(union(areas)))
    return sound({'type': 'MultiPolygon', 'coordinates': [c for c in found if c]})


def sound(g):
    """Rounding can make a narrow neck cross itself or areas overlap by a hair: cuts them there."""
    for _ in range(8):
        shape = ogr.CreateGeometryFromJson(json.dumps(g)) if g['coordinates'] else None
        if shape is None or shape.IsValid():
            return g
        whole = shape.MakeValid()
        parts = sorted((p.Clone() for p in polygons(whole)), key=lambda p: -p.Area())
        found = [rings([[(round(p[0], 5), round(p[1], 5)) for p in part.GetGeometryRef(i).GetPoints()]
                        for i in range(part.GetGeometryCount())]) for part in parts]
        found = [c for c in found if c]
        g = dict(g, coordinates=sorted(found) if g['type'] == 'MultiPolygon' else found[0] if found else [])
    return dict(g, coordinates=[])


def rings(found):
    """RFC 7946: the outer ring counter-clockwise, holes clockwise; what has no width is left out."""
    out = []
    for n, pts in enumerate(found):
        pts = squeeze(pts)
        twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(pts, pts[1:]))
        if len(pts) < 4 or twice == 0:
            if n == 0:
                return []
            continue
        out.append(pts if (twice > 0) == (n == 0) else pts[::-1])
    return out


class Writer:
    """Writes one layer a file, one feature a line, so that a change of the data reads as a diff."""

    def __init__(self, folder, date):
        self.folder, self.date = folder, date

    def write(self, layer, title, feats):
        path = os.path.join(self.folder, layer + '.geojson')
        with open(path, 'w', encoding='utf-8') as f:
            head = {'type': 'FeatureCollection', 'title': title, 'license': 'ODbL-1.0',
                    'attribution': '© OpenStreetMap contributors', 'date': self.date}
            f.write(dump(head)[:-1] + ',"features":[\n')
            rows = [dump({'type': 'Feature', 'properties': {k: v for k, v in a.items() if v is not None},
                          'geometry': g}) for a, g in feats]
            f.write(',\n'.join(rows) + '\n]}\n')
        print('%-12s %6d features %8d bytes' % (layer, len(feats), os.path.getsize(path)), file=sys.stderr)


def dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(',', ':'))


if __name__ == '__main__':
    main()
