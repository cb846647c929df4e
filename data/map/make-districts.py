#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Makes districts.geojson: city districts, statistical districts and the project area, generalised.

    data/map/make-districts.py STATISTICAL.geojson [-o data/map] [--date 2025-10-12]

STATISTICAL holds the statistical districts without gaps and overlaps, with the properties `nr`,
`name`, `stadtbezirk` and, if known, `label_lon` and `label_lat`. Shared borders are thinned once for both sides,
and the city districts are put together from the statistical ones, so that everything still fits.
"""
import argparse
import collections
import importlib
import itertools
import json
import math
import os

from osgeo import ogr

from chain import join, per_metre, thin

layers = importlib.import_module('make-layers')

TOLERANCE_M = 12.0
WHOLE = {'Eving', 'Huckarde', 'Innenstadt-Nord', 'Mengede', 'Scharnhorst'}
# The programme's own text names quarters of two more districts; these are their statistical numbers.
PARTS = {'030': 'Dorstfeld', '710': 'Bövinghausen', '740': 'Marten', '760': 'Westrich'}


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('statistical')
    p.add_argument('-o', '--output', default=os.path.dirname(os.path.abspath(__file__)))
    p.add_argument('--date', default='2025-10-12')
    a = p.parse_args()
    with open(a.statistical, encoding='utf-8') as f:
        source = json.load(f)['features']
    faces = faces_of(source)
    info = {f['properties']['nr']: f['properties'] for f in source}
    city_of = {nr: v['stadtbezirk'] for nr, v in info.items()}
    north = {nr for nr, city in city_of.items() if city in WHOLE} | (PARTS.keys() & info.keys())

    feats = [feature('project', 'project', 'nordwärts-Projektgebiet', True,
                     shape(faces, lambda nr: nr in north), None)]
    for city in sorted(set(city_of.values())):
        members = {nr for nr in info if city_of[nr] == city}
        f = feature(slug(city), 'city', city, bool(members & north), shape(faces, lambda nr, m=members: nr in m), None)
        f['properties']['whole'] = members <= north
        feats.append(f)
    for nr in sorted(info):
        v = info[nr]
        label = (v['label_lon'], v['label_lat']) if 'label_lon' in v else None
        f = feature(nr, 'statistical', v['name'], nr in north, shape(faces, lambda n, nr=nr: n == nr), label)
        f['properties']['city'] = slug(city_of[nr])
        feats.append(f)
    out = os.path.join(a.output, 'districts.geojson')
    with open(out, 'w', encoding='utf-8') as f:
        head = {'type': 'FeatureCollection', 'title': 'City districts, statistical districts, project area',
                'license': 'ODbL-1.0', 'attribution': '© OpenStreetMap contributors, Stadt Dortmund (dl-de/zero-2-0)',
                'date': a.date}
        f.write(layers.dump(head)[:-1] + ',"features":[\n' + ',\n'.join(map(layers.dump, feats)) + '\n]}\n')


def faces_of(source):
    """The smallest pieces between all borders, thinned once for both sides: [(nr, polygon), …]."""
    rings, owners = ogr.Geometry(ogr.wkbMultiLineString), []
    for f in source:
        polys = f['geometry']['coordinates']
        whole = ogr.Geometry(ogr.wkbMultiPolygon)
        for poly in [polys] if f['geometry']['type'] == 'Polygon' else polys:
            part = ogr.Geometry(ogr.wkbPolygon)
            for ring in poly:
                pts = [tuple(round(v, 1) for v in layers.mercator(*c[:2])) for c in ring]
                rings.AddGeometry(line_of(pts))
                edge = ogr.Geometry(ogr.wkbLinearRing)
                for x, y in ring:
                    edge.AddPoint_2D(x, y)
                part.AddGeometry(edge)
            whole.AddGeometry(part)
        owners.append((f['properties']['nr'], whole))
    # The union cuts all borders where they meet or where a neighbour has a corner.
    steps = []
    for pts in layers.linestrings(rings.Union(rings.GetGeometryRef(0))):
        steps += [(None, [p, q]) for p, q in zip(pts, pts[1:]) if p != q]
    degree = collections.Counter(p for _, pts in steps for p in pts)
    nodes = {p for p, n in degree.items() if n != 2}
    # No line runs through a node, so that each has one district on either side.
    ends = itertools.count()
    lines = join([(None, [p if p not in nodes else (*p, next(ends)) for p in pts]) for _, pts in steps], math.pi + 1)
    thinned = ogr.Geometry(ogr.wkbMultiLineString)
    for _, pts in lines:
        pts = [p[:2] for p in pts]
        keep = nodes if pts[0] != pts[-1] else {pts[len(pts) // 2]}
        # Rounded before the faces are made: rounded afterwards, narrow corners would cross.
        thinned.AddGeometry(line_of([layers.degrees(*p) for p in thin(pts, TOLERANCE_M * per_metre(pts[0][1]), keep)]))
    found = thinned.Union(thinned.GetGeometryRef(0)).Polygonize()
    faces = []
    for i in range(found.GetGeometryCount()):
        face = found.GetGeometryRef(i).Clone()
        spot = face.PointOnSurface()
        nr = min(owners, key=lambda o: o[1].Distance(spot))
        if nr[1].Distance(spot) < TOLERANCE_M / 40000:
            faces.append((nr[0], face))
    return faces


def line_of(pts):
    g = ogr.Geometry(ogr.wkbLineString)
    for x, y in pts:
        g.AddPoint_2D(x, y)
    return g


def shape(faces, inside):
    """The polygons of all districts for which inside (nr) is true."""
    polys = [g.Clone() for g in layers.polygons(layers.union([g for nr, g in faces if inside(nr)]))]
    coords = [layers.rings([[tuple(round(v, 5) for v in p[:2]) for p in g.GetGeometryRef(i).GetPoints()]
                            for i in range(g.GetGeometryCount())]) for g in sorted(polys, key=lambda g: -g.Area())]
    if len(coords) == 1:
        return {'type': 'Polygon', 'coordinates': coords[0]}
    return {'type': 'MultiPolygon', 'coordinates': coords}


def feature(ident, rank, name, north, geometry, label):
    if label is None:
        g = ogr.CreateGeometryFromJson(json.dumps(geometry)).PointOnSurface()
        c = ogr.CreateGeometryFromJson(json.dumps(geometry)).Centroid()
        inside = ogr.CreateGeometryFromJson(json.dumps(geometry)).Contains(c)
        g = c if inside else g
        label = round(g.GetX(), 5), round(g.GetY(), 5)
    return {'type': 'Feature', 'id': ident,
            'properties': {'id': ident, 'name': name, 'rank': rank, 'north': north,
                           'label_lon': round(label[0], 5), 'label_lat': round(label[1], 5)},
            'geometry': geometry}


def slug(name):
    return name.lower().translate(str.maketrans({'ä': 'ae', 'ö': 'oe', 'ü': 'ue', 'ß': 'ss'}))


if __name__ == '__main__':
    main()
