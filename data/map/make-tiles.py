#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Compiles the readable layers of this folder to the embedded base map, a vector MBTiles.

    data/map/make-tiles.py -o nordwaerts-base.mbtiles [FOLDER]

Layer names and attributes are those of the OpenMapTiles schema, so that one style draws this map and
any detailed pack. What each level shows, and how coarse, is decided here. Needs python3-gdal; the
same layers give the same bytes.
"""
import argparse
import collections
import importlib
import json
import math
import os
import sqlite3
import sys
import tempfile

from osgeo import gdal, ogr, osr

from chain import join, length, squeeze, thin, tile_size

layers = importlib.import_module('make-layers')

gdal.UseExceptions()

FIRST, LAST = 8, 14
EXTENT, BUFFER = 4096, 128
# A line may move a third of a pixel (256 to a tile), an area less than half of one.
LINE_PX, AREA_PX, LEAST_PX2 = 0.3, 0.4, 5

ROAD_FROM = {'motorway': 8, 'trunk': 8, 'primary': 9, 'secondary': 10, 'tertiary': 11, 'minor': 12, 'service': 13,
             'track': 13, 'path': 13, 'pier': 13}
NAME_FROM = {'motorway': 9, 'trunk': 10, 'primary': 11, 'secondary': 12, 'tertiary': 12, 'minor': 13, 'service': 14,
             'track': 14, 'path': 14, 'pier': 14}
PLACE_FROM = {'city': 8, 'town': 8, 'village': 11, 'suburb': 11, 'neighbourhood': 13, 'hamlet': 12}
GREEN_FROM = {'wood': 8, 'farmland': 10, 'grass': 11, 'wetland': 12, 'sand': 13}
BUILT_FROM = {'residential': 8, 'industrial': 8, 'commercial': 9, 'retail': 10, 'cemetery': 11, 'railway': 11}
# (class, subclass) of a stop in the schema, first level, rank
STOPS = {'station': ('railway', 'station', 12, 1), 'halt': ('railway', 'halt', 13, 2),
         'tram_stop': ('railway', 'tram_stop', 13, 4), 'bus_stop': ('bus', 'bus_stop', 14, 20)}
POI_RANK = {'hospital': 4, 'museum': 5, 'theatre': 5, 'stadium': 5, 'town_hall': 5, 'park': 6, 'library': 6,
            'community_centre': 7, 'swimming': 7, 'college': 8, 'school': 9, 'place_of_worship': 10, 'cemetery': 8}
LANDMARKS = {'museum': 'museum', 'park': 'park', 'castle': 'castle', 'cemetery': 'cemetery', 'hospital': 'hospital',
             'place_of_worship': 'place_of_worship', 'town_hall': 'town_hall', 'swimming': 'swimming',
             'playground': 'playground', 'harbour': 'harbor', 'community_centre': 'community_centre', 'square': 'square'}


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('-o', '--output', required=True)
    p.add_argument('--streets', help='also write the named streets of the city, coarse, as GeoJSON')
    p.add_argument('folder', nargs='?', default=os.path.dirname(os.path.abspath(__file__)))
    a = p.parse_args()
    gdal.SetConfigOption('GDAL_NUM_THREADS', '1')  # several threads would write the tiles in any order
    data = Layers(a.folder)
    with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(a.output))) as folder:
        path = os.path.join(folder, 'base.mbtiles')
        tiles = Tiles(path, folder)
        for z in range(FIRST, LAST + 1):
            areas(data, tiles, z)
            waterways(data, tiles, z)
            roads(data, tiles, z)
            road_names(data, tiles, z)
            boundaries(data, tiles, z)
            points(data, tiles, z)
        tiles.close()
        finish(path, data)
        os.replace(path, a.output)
    if a.streets:
        write_streets(data, a.streets)


class Layers:
    """The GeoJSON layers, projected to EPSG:3857."""

    def __init__(self, folder):
        self.folder = folder
        self.date = ''
        self.parts = {}

    def lines(self, name):
        return self.load(name, lambda g: [[layers.mercator(*c) for c in part] for part in
                                          ([g['coordinates']] if g['type'] == 'LineString' else g['coordinates'])])

    def polygons(self, name):
        """Single areas, so that small ones can be left out level by level; districts stay whole."""
        if name == 'districts':
            return self.load(name, ogr_polygon)
        if name not in self.parts:
            self.parts[name] = [(a, p.Clone()) for a, g in self.load(name, ogr_polygon) for p in layers.polygons(g)]
        return self.parts[name]

    def points(self, name):
        return self.load(name, lambda g: layers.mercator(*g['coordinates']))

    def load(self, name, make):
        if not hasattr(self, '_' + name):
            with open(os.path.join(self.folder, name + '.geojson'), encoding='utf-8') as f:
                found = json.load(f)
            if name == 'streets':
                self.date = found['date']
            setattr(self, '_' + name, [(f['properties'], make(f['geometry'])) for f in found['features']])
        return getattr(self, '_' + name)


def ogr_polygon(g):
    multi = ogr.Geometry(ogr.wkbMultiPolygon)
    for rings in [g['coordinates']] if g['type'] == 'Polygon' else g['coordinates']:
        poly = ogr.Geometry(ogr.wkbPolygon)
        for pts in rings:
            ring = ogr.Geometry(ogr.wkbLinearRing)
            for c in pts:
                ring.AddPoint_2D(*layers.mercator(*c))
            poly.AddGeometry(ring)
        multi.AddGeometry(poly)
    return multi


class Tiles:
    """GDAL's writer, one layer of it for each layer and level, so that each level is generalised by us."""

    # All fields of a layer at every level: the file's description of itself comes from the first one.
    FIELDS = {
        'building': ('class',), 'landcover': ('class', 'subclass'), 'landuse': ('class',), 'park': ('class',),
        'water': ('class',),
        'waterway': ('class', 'name', 'brunnel'), 'boundary': ('admin_level', 'disputed', 'maritime'),
        'transportation': ('class', 'subclass', 'ramp', 'brunnel', 'service'),
        'transportation_name': ('class', 'subclass', 'name', 'ref', 'ref_length', 'network'),
        'place': ('class', 'name', 'rank'), 'water_name': ('class', 'name'),
        'poi': ('class', 'subclass', 'name', 'rank')}
    NUMBERS = {'ramp', 'admin_level', 'disputed', 'maritime', 'ref_length', 'rank'}

    def __init__(self, path, folder):
        self.srs = osr.SpatialReference()
        self.srs.ImportFromEPSG(3857)
        # Nothing may be dropped: no tile is near these limits (the tests look).
        self.ds = ogr.GetDriverByName('MVT').CreateDataSource(path, options=[
            'FORMAT=MBTILES', 'NAME=Nordwärts', 'TYPE=baselayer', 'MINZOOM=%d' % FIRST, 'MAXZOOM=%d' % LAST,
            'EXTENT=%d' % EXTENT, 'BUFFER=%d' % BUFFER, 'SIMPLIFICATION=0', 'MAX_SIZE=8000000',
            'MAX_FEATURES=2000000', 'TEMPORARY_DB=%s' % os.path.join(folder, 'temp.db')])
        self.made = {}

    def put(self, layer, z, rows):
        """Adds (properties, geometry) rows to one level of a layer."""
        rows = [(a, g) for a, g in rows if g is not None and not g.IsEmpty()]
        if not rows:
            return
        tab = self.ds.CreateLayer('%s_%d' % (layer, z), self.srs, ogr.wkbUnknown,
                                  ['MINZOOM=%d' % z, 'MAXZOOM=%d' % z, 'NAME=%s' % layer])
        for k in self.FIELDS[layer]:
            tab.CreateField(ogr.FieldDefn(k, ogr.OFTInteger if k in self.NUMBERS else ogr.OFTString))
        defn = tab.GetLayerDefn()
        for a, g in rows:
            f = ogr.Feature(defn)
            for k in self.FIELDS[layer]:
                if a.get(k) is not None:
                    f.SetField(k, a[k])
            f.SetGeometryDirectly(g)
            tab.CreateFeature(f)

    def close(self):
        self.ds = None


def pixel(z):
    return tile_size(z) / 256


# --- what each level shows ------------------------------------------------------------------------

def areas(data, tiles, z):
    rows = [(a, g) for a, g in data.polygons('green') if z >= GREEN_FROM.get(a['class'], 12)]
    tiles.put('landcover', z, coarse(rows, z))
    rows = [(a, g) for a, g in data.polygons('built') if z >= BUILT_FROM.get(a['class'], 12)]
    tiles.put('landuse', z, coarse(rows, z))
    tiles.put('park', z, coarse(data.polygons('reserves'), z) if z >= 10 else [])
    tiles.put('water', z, coarse(data.polygons('water'), z))
    tiles.put('building', z, coarse(data.polygons('buildings'), z) if z >= 14 else [])


def coarse(rows, z):
    px = pixel(z)
    for a, g in rows:
        if g.Area() < LEAST_PX2 * px * px:
            continue
        if z < LAST:
            g = g.SimplifyPreserveTopology(AREA_PX * px)
        yield a, g.Clone()


def waterways(data, tiles, z):
    found = []
    for a, parts in data.lines('waterways'):
        if z >= 13 or a['class'] in ('river', 'canal') or (z >= 12 and a.get('name')):
            found += [((a['class'], a.get('name') if z >= 11 else None, a.get('brunnel')), pts) for pts in parts]
    tiles.put('waterway', z, drawn(found, ('class', 'name', 'brunnel'), z))


def roads(data, tiles, z):
    found = []
    for a, parts in data.lines('streets'):
        if z < ROAD_FROM[a['class']] or (a['class'] == 'path' and z < 14 and a.get('subclass') == 'steps'):
            continue
        fine = z >= 13
        key = (a['class'], a.get('subclass') if fine else None, a.get('ramp'), a.get('brunnel') if z >= 12 else None,
               None)
        found += [(key, pts) for pts in parts]
    for a, parts in data.lines('rail'):
        if z < (13 if a.get('service') else 9 if a['class'] == 'rail' else 12):
            continue
        key = (a['class'], a.get('subclass'), None, a.get('brunnel') if z >= 12 else None, a.get('service'))
        found += [(key, pts) for pts in parts]
    fields = ('class', 'subclass', 'ramp', 'brunnel', 'service')
    least = 0 if z == 14 else 1
    tiles.put('transportation', z, drawn(found, fields, z, least))


def road_names(data, tiles, z):
    found = []
    for a, parts in data.lines('streets'):
        name, ref = a.get('name'), a.get('ref')
        if z < NAME_FROM[a['class']] or not (name or ref) or a.get('ramp'):
            continue
        found += [((a['class'], name if z >= 12 else None, ref, a.get('subclass') if z >= 14 else None), pts)
                  for pts in parts]
    rows = []
    for a, g in drawn(found, ('class', 'name', 'ref', 'subclass'), z, least=20 if z < 14 else 0):
        if a['ref']:
            a['ref_length'], a['network'] = len(a['ref']), 'road'
        rows.append((a, g))
    tiles.put('transportation_name', z, rows)


def drawn(found, fields, z, least=2):
    """Joins lines of one key, thins them for the level, and drops those shorter than `least` pixels."""
    px = pixel(z)
    for key, pts in join([(k, [(round(x, 2), round(y, 2)) for x, y in p]) for k, p in found]):
        if length(pts) < least * px:
            continue
        if z < LAST:
            pts = squeeze(thin(pts, LINE_PX * px, ()))
        line = ogr.Geometry(ogr.wkbLineString)
        for x, y in pts:
            line.AddPoint_2D(x, y)
        yield dict(zip(fields, key)), line


def boundaries(data, tiles, z):
    """The borders between districts once each: admin level 6 is the city's, 9 a city district's, 10 the rest."""
    found = collections.defaultdict(set)
    for a, g in data.polygons('districts'):
        if a['rank'] == 'project' or (a['rank'] == 'statistical' and z < 12):
            continue
        level = 9 if a['rank'] == 'city' else 10
        for poly in layers.polygons(g):
            for i in range(poly.GetGeometryCount()):
                pts = [(round(p[0], 2), round(p[1], 2)) for p in poly.GetGeometryRef(i).GetPoints()]
                for s, t in zip(pts, pts[1:]):
                    found[min(s, t), max(s, t)].add((level, a['id']))
    steps = []
    for (s, t), who in sorted(found.items()):
        cities = {i for level, i in who if level == 9}
        level = 6 if len(cities) == 1 else 9 if cities else 10
        steps.append((level, [s, t]))
    tiles.put('boundary', z, ((dict(a, disputed=0, maritime=0), g) for a, g in
                              drawn([((lv,), p) for lv, p in steps], ('admin_level',), z, 0)))


def points(data, tiles, z):
    tiles.put('place', z, ((a, dot(p)) for a, p in data.points('places') if z >= PLACE_FROM[a['class']]))
    if z >= 12:
        tiles.put('water_name', z, ((a, dot(p)) for a, p in data.points('water-names')))
    rows = []
    taken = set()
    for a, p in data.points('landmarks'):
        if z >= 13:
            kind = LANDMARKS.get(a['class'], 'attraction')
            rows.append(({'class': kind, 'subclass': a['class'], 'name': a['name'], 'rank': 3}, dot(p)))
        taken.add(a['name'])
    for a, p in data.points('stops'):
        kind, sub, first, rank = STOPS[a['class']]
        if z >= first:
            rows.append(({'class': kind, 'subclass': sub, 'name': a['name'], 'rank': rank}, dot(p)))
    for a, p in data.points('pois'):
        if z >= 14 and a['name'] not in taken:
            rows.append(({'class': a['class'], 'subclass': a.get('religion', a['class']), 'name': a['name'],
                          'rank': POI_RANK.get(a['class'], 15)}, dot(p)))
    tiles.put('poi', z, rows)


def write_streets(data, path):
    """The named streets within the city, coarse to 15 m: what "near …" in words is made from."""
    city = layers.union([g for a, g in data.polygons('districts') if a['rank'] == 'city'])
    w, e, s, n = city.GetEnvelope()
    named = collections.defaultdict(list)
    for a, parts in data.lines('streets'):
        if not a.get('name') or a.get('ramp') or a['class'] in ('motorway', 'trunk'):
            continue
        for pts in parts:
            if any(w < x < e and s < y < n for x, y in pts):
                named[a['name']].append(([(round(x, 2), round(y, 2)) for x, y in pts], a['class']))
    rows = []
    for name, found in sorted(named.items()):
        lines = [thin(pts, 15 * layers.per_metre(pts[0][1]), ()) for _, pts in join([(None, p) for p, _ in found])]
        for key, parts in layers.bundles([((name,), pts) for pts in lines], lambda k: k[0]):
            rows.append({'type': 'Feature', 'properties': {'name': name}, 'geometry': layers.multiline(parts)})
    with open(path, 'w', encoding='utf-8') as f:
        head = {'type': 'FeatureCollection', 'license': 'ODbL-1.0', 'attribution': '© OpenStreetMap contributors',
                'date': data.date}
        f.write(layers.dump(head)[:-1] + ',"features":[\n' + ',\n'.join(map(layers.dump, rows)) + '\n]}\n')


def dot(p):
    g = ogr.Geometry(ogr.wkbPoint)
    g.AddPoint_2D(*p)
    return g


def finish(path, data):
    """What the file says of itself; GDAL writes its own guess of some rows."""
    db = sqlite3.connect(path)
    w, s, e, n = 1e9, 1e9, -1e9, -1e9
    for a, g in data.polygons('districts'):
        x0, x1, y0, y1 = g.GetEnvelope()
        w, s, e, n = min(w, x0), min(s, y0), max(e, x1), max(n, y1)
    project = next(a for a, g in data.polygons('districts') if a['rank'] == 'project')
    rows = {'name': 'Nordwärts', 'description': 'Dortmund’s north and its surroundings, generalised',
            'attribution': '© OpenStreetMap contributors', 'license': 'ODbL-1.0', 'date': data.date,
            'version': data.date, 'type': 'baselayer', 'format': 'pbf',
            'center': '%s,%s,12' % (project['label_lon'], project['label_lat'])}
    for k, v in rows.items():
        db.execute('DELETE FROM metadata WHERE name = ?', (k,))
        db.execute('INSERT INTO metadata (name, value) VALUES (?, ?)', (k, v))
    db.commit()
    db.execute('VACUUM')
    db.close()


if __name__ == '__main__':
    main()
