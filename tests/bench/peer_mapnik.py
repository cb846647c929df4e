# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Mapnik as a peer of our painting. It reads no vector tiles, so it gets the features of level 14 of
a pack as shapefiles, one for each layer, and a plainer style than ours: each layer once, streets with
a casing, no labels."""
import subprocess
import time

STYLE = """<Map srs="epsg:3857" background-color="#f7f4ee">
{styles}
{layers}
</Map>"""
FILLS = ["landcover", "landuse", "water", "building"]
LINES = [("waterway", 2, None), ("transportation", 3, 4.6), ("boundary", 1.5, None)]


def make_style(folder):
    styles, layers = [], []
    for name in FILLS:
        styles.append(f'<Style name="{name}"><Rule><PolygonSymbolizer fill="#cfe8bf"/></Rule></Style>')
    for name, width, casing in LINES:
        rule = f'<LineSymbolizer stroke="#ffffff" stroke-width="{width}" stroke-linejoin="round"/>'
        if casing:
            styles.append(f'<Style name="{name}-casing"><Rule><LineSymbolizer stroke="#cdc5bb" '
                          f'stroke-width="{casing}" stroke-linejoin="round"/></Rule></Style>')
        styles.append(f'<Style name="{name}"><Rule>{rule}</Rule></Style>')
    for name in FILLS + [line[0] for line in LINES]:
        names = [f"{name}-casing", name] if name == "transportation" else [name]
        layers.append(
            f'<Layer name="{name}" srs="epsg:3857">'
            + "".join(f"<StyleName>{n}</StyleName>" for n in names)
            + f'<Datasource><Parameter name="type">shape</Parameter>'
            f'<Parameter name="file">{folder}/{name}.shp</Parameter></Datasource></Layer>')
    return STYLE.format(styles="\n".join(styles), layers="\n".join(layers))


def convert(pack, folder):
    for name in FILLS + [line[0] for line in LINES]:
        kind = "POLYGON" if name in FILLS else "LINESTRING"
        subprocess.run(
            ["ogr2ogr", "-q", "-f", "ESRI Shapefile", f"{folder}/{name}.shp", pack, name, "-oo",
             "ZOOM_LEVEL=14", "-oo", "CLIP=NO", "-t_srs", "EPSG:3857", "-nlt", kind, "-explodecollections", "-select",
             "class", "-skipfailures"],
            check=name != "building", stderr=subprocess.DEVNULL)
        subprocess.run(["shapeindex", f"{folder}/{name}.shp"], check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def name():
    """None where Mapnik is not installed."""
    try:
        import mapnik
    except ImportError:
        return None
    return f"Mapnik {mapnik.mapnik_version_string()}"


def painter(folder):
    """A function of zoom, column and row that paints a tile of 512 px and says in how many seconds
    of processor time."""
    import mapnik
    world = 20037508.342789244
    view = mapnik.Map(512, 512)
    mapnik.load_map_from_string(view, make_style(folder))

    def paint(zoom, column, row):
        size = 2 * world / 2 ** zoom
        view.zoom_to_box(mapnik.Box2d(-world + column * size, world - (row + 1) * size,
                                      -world + (column + 1) * size, world - row * size))
        image = mapnik.Image(512, 512)
        start = time.process_time()
        mapnik.render(view, image)
        return time.process_time() - start

    return paint
