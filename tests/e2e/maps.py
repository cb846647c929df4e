#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Contact sheets of the map for eyes: beside the reference, at every zoom, in every style, turned,
and at scale 2, of the detailed pack and of the map that comes with the program.

    tests/e2e/maps.py FOLDER [--pack FILE] [--look FOLDER] [--zoom Z …] [--style WORD …]

Writes FOLDER/reference-zZ.png (above the picture of MapLibre GL with OSM Bright from --look, below
ours, same middle, zoom and size), FOLDER/MAP-zZ.png (four styles, turned by 30 degrees, scale 2),
MAP being `pack` or `base`, and FOLDER/fractions.png (zooms between two levels). Whoever alters the
style looks at them before and after; `convert A B -compose difference -composite` tells what is new.

The pictures are drawn by `nordwaerts-cli map-render` of NORD_BUILD_ROOT (or `_build`)."""
import argparse
import os
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("NORD_BUILD_ROOT", ROOT / "_build")).resolve()
SHARED = ROOT.parent / "shared" / "map"
STYLES = ("light", "dark", "contrast", "calm")
# Where the references lie was found from the marks on them: of the museum, stops and schools.
REFERENCES = (("maplibre_osm-bright_z11.png", 11.2, (7.4400, 51.5762)),
              ("maplibre_osm-bright_z13.png", 13, (7.4520, 51.5410)),
              ("maplibre_osm-bright_z15.png", 15, (7.4745, 51.5295)))
# Nordmarkt: narrow streets, schools, a market place, trams below and above the ground.
MIDDLE = (7.4655, 51.5240)
FRACTIONS = (12.5, 13.4, 13.7, 14.3, 14.7, 15.4, 15.8, 16.5, 18)


def draw(to, packs, middle, zoom, size, style="light", scale=1, rotation=0):
    subprocess.run([BUILD / "src/cli/nordwaerts-cli", "map-render", *packs,
                    "--center", "%.5f,%.5f" % middle, "--zoom", "%g" % zoom, "--size", "%dx%d" % size,
                    "--style", style, "--scale", "%d" % scale, "--rotation", "%g" % rotation,
                    "-o", to], check=True, env=dict(os.environ, NORD_DATADIR=str(BUILD / "data")))
    return to


def bind(to, pictures, columns):
    """Never shrinks a picture: a sheet is judged pixel by pixel."""
    subprocess.run(["montage", *map(str, pictures), "-tile", "%dx" % columns, "-geometry", "+3+3",
                    "-background", "#404040", str(to)], check=True)
    print(to, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--pack", type=pathlib.Path, default=SHARED / "nordwaerts.mbtiles")
    parser.add_argument("--look", type=pathlib.Path, default=SHARED / "look")
    parser.add_argument("--zoom", type=float, nargs="+", default=[11, 12, 13, 14, 15, 16, 17])
    parser.add_argument("--style", nargs="+", choices=STYLES, default=STYLES)
    wish = parser.parse_args()
    if not shutil.which("montage"):
        raise SystemExit("montage (imagemagick) is missing")
    wish.folder.mkdir(parents=True, exist_ok=True)
    maps = {"pack": [wish.pack], "base": []}
    if not wish.pack.exists():
        print("no pack at %s: only the map of the program is drawn" % wish.pack)
        del maps["pack"]
    with tempfile.TemporaryDirectory() as made:
        made = pathlib.Path(made)
        for name, zoom, middle in REFERENCES if "pack" in maps else ():
            if not (wish.look / name).exists():
                print("no reference at %s" % (wish.look / name))
                continue
            bind(wish.folder / ("reference-z%d.png" % zoom),
                 [wish.look / name, draw(made / "ours.png", maps["pack"], middle, zoom, (1100, 444))], 1)
        for name, packs in maps.items():
            for zoom in wish.zoom:
                pictures = [draw(made / (style + ".png"), packs, MIDDLE, zoom, (700, 450), style)
                            for style in wish.style]
                pictures.append(draw(made / "turned.png", packs, MIDDLE, zoom, (700, 450), wish.style[0],
                                     rotation=30))
                pictures.append(draw(made / "twice.png", packs, MIDDLE, zoom, (350, 225), wish.style[0],
                                     scale=2))
                bind(wish.folder / ("%s-z%g.png" % (name, zoom)), pictures, 2)
        bind(wish.folder / "fractions.png",
             [draw(made / ("%g.png" % zoom), next(iter(maps.values())), MIDDLE, zoom, (500, 320))
              for zoom in FRACTIONS], 3)


if __name__ == "__main__":
    main()
