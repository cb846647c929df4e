# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""A vector pack made of a GeoPackage with the layers of the base map, zooms 8 to 14, against ogr2ogr
into MBTiles from the same file with the same zooms and limits. Processor time of the processes, as
GDAL uses threads and we do not; each twice, the better one."""
import os
import pathlib
import shutil
import subprocess
import tempfile

import gauge

CLI = gauge.BUILD / "src/cli/nordwaerts-cli"
LAYERS = ("landcover", "landuse", "water", "transportation", "building", "boundary", "poi", "place",
          "transportation_name")


def spend(command):
    """(processor seconds, peak KiB)"""
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def main():
    base = next((gauge.BUILD / "data/map").glob("*.mbtiles"), None)
    if base is None or shutil.which("ogr2ogr") is None:
        gauge.skip("pack", "the base map or ogr2ogr (gdal-bin) is missing")
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        source, made, peer = folder / "all.gpkg", folder / "made.mbtiles", folder / "peer.mbtiles"
        for layer in LAYERS:
            subprocess.run(["ogr2ogr", "-f", "GPKG", "-update", "-append", source, base, layer, "-nln",
                            layer, "-t_srs", "EPSG:4326", "-skipfailures", "-oo", "ZOOM_LEVEL=14"],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        ours, theirs = [], []
        for _ in range(2):
            ours.append(spend([CLI, "pack", "make", made, source, "--quiet"]))
            peer.unlink(missing_ok=True)
            theirs.append(spend(["ogr2ogr", "-f", "MBTILES", "-dsco", "MINZOOM=8", "-dsco", "MAXZOOM=14",
                                 "-dsco", "MAX_SIZE=16000000", "-dsco", "MAX_FEATURES=400000", peer, source]))
        gauge.report("pack", made.stat().st_size, min(ours)[0], "ogr2ogr MBTILES", min(theirs)[0],
                     max(o[1] for o in ours), max(t[1] for t in theirs),
                     note=f"n is bytes of ours, {peer.stat().st_size} of the peer; "
                          f"load {os.getloadavg()[0]:.1f}")


main()
