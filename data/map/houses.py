# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""What the houses of a pack tell: which ground is built up, and the large buildings and closed blocks.

All coordinates are metres of EPSG:3857; names that end in _m mean metres on the ground.
"""
import collections

import numpy
from osgeo import gdal, ogr, osr

from chain import per_metre, tile_size

# Built-up ground: within this distance of a house; gaps of twice that between houses close.
NEAR_M, CELL_M = 30.0, 12.0
# Houses nearer than this are one block; what is smaller than that many square metres is not drawn.
ROW_M, LEAST_M2, TOLERANCE_M = 1.2, 600, 4.0


def built_up(houses):
    """Polygons of the ground around houses: land use in the source has gaps exactly where people live."""
    west = min(e[0] for e in houses)
    east = max(e[1] for e in houses)
    south = min(e[2] for e in houses)
    north = max(e[3] for e in houses)
    k = per_metre((south + north) / 2)
    cell = CELL_M * k
    margin = 8
    wide, high = int((east - west) / cell) + 2 * margin, int((north - south) / cell) + 2 * margin
    west, north = west - margin * cell, north + margin * cell
    grid = numpy.zeros((high, wide), numpy.uint8)
    for w, e, s, n in houses:
        grid[int((north - n) / cell):int((north - s) / cell) + 1, int((w - west) / cell):int((e - west) / cell) + 1] = 1
    # Dilate and erode by a round of cells, so that courtyards and streets between houses close.
    grid = eroded(dilated(grid, round(NEAR_M / CELL_M)), round(NEAR_M / CELL_M) - 1)
    ds = gdal.GetDriverByName('MEM').Create('', wide, high, 1, gdal.GDT_Byte)
    ds.SetGeoTransform((west, cell, 0, north, 0, -cell))
    ds.GetRasterBand(1).WriteArray(grid)
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(3857)
    store = ogr.GetDriverByName('Memory').CreateDataSource('')
    tab = store.CreateLayer('built', srs, ogr.wkbPolygon)
    gdal.Polygonize(ds.GetRasterBand(1), ds.GetRasterBand(1), tab, -1)
    return [f.GetGeometryRef().SimplifyPreserveTopology(CELL_M * k) for f in tab]


def dilated(grid, cells):
    for _ in range(cells):
        g = numpy.pad(grid, 1)
        grid = g[1:-1, 1:-1] | g[:-2, 1:-1] | g[2:, 1:-1] | g[1:-1, :-2] | g[1:-1, 2:]
    return grid


def eroded(grid, cells):
    return 1 - dilated(1 - grid, cells)


def blocks(houses, clean, union, polygons):
    """Large buildings and rows of houses as one outline each, bundled by squares of 3 km."""
    cells = collections.defaultdict(list)
    s = tile_size(15)
    for g in houses:
        e = g.GetEnvelope()
        reach = ROW_M * per_metre(e[2])
        cells[int(e[0] // s), int(e[2] // s)].append(clean(g).Buffer(reach, 1))
    parts = []
    for group in cells.values():
        parts += [p.Clone() for p in polygons(union(group))]
    bundles = collections.defaultdict(list)
    s = tile_size(13)
    for block in polygons(union(parts)):
        k = per_metre(block.GetEnvelope()[2])
        whole = block.Buffer(-ROW_M * k, 1)
        for part in polygons(whole):
            if part.Area() >= LEAST_M2 * k * k:
                e = part.GetEnvelope()
                bundles[int(e[0] // s), int(e[2] // s)].append(part.SimplifyPreserveTopology(TOLERANCE_M * k))
    return [bundles[c] for c in sorted(bundles)]
