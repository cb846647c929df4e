# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""Frames of the program's own window at 1880 by 1000 pixels, GTK's renderer on cairo, the detailed
pack of the city, and a workshop of 1,000 to 100,000 ideas (a tenth of them lines, a tenth areas):
the map is panned at 840 pixels a second, or zoomed, or one topic is shown alone and then all are.
What counts is the processor time of the main thread from the end of one frame to the end of the next,
whatever happens between them; "ours" is its median. In the note is the same on the clock: from one
frame to the next, with the wait for the next picture of the screen (16.7 ms), with the server that
shows it and with whatever else runs on the machine, which is why the load before it stands beside,
and the clock without the time in which the thread was ready and had no processor.
Memory is that of the window at rest, before it moves; its peak, and how long it took until all ideas
were there and a map, are in the note.
NORD_FRAMES_IDEAS=100000 measures such workshops only.

The peer is a bare window of libshumate with 2,000 markers in its marker layer and no base map at
all: it cannot be filled with more in reasonable time (10,000 take seconds)."""
import json
import os
import pathlib
import random
import subprocess
import tempfile

import gauge

CATEGORIES = ["mobility", "green", "work", "social", "land", "safety"]
FRAMES = 288


def write_ideas(path, n):
    rng = random.Random(7)
    lumps = [(rng.uniform(7.30, 7.58), rng.uniform(51.48, 51.61)) for _ in range(300)]
    with open(path, "w", encoding="utf-8") as out:
        out.write('{"type":"FeatureCollection","features":[\n')
        for i in range(n):
            lon, lat = rng.choice(lumps)
            if rng.random() < 0.3:
                lon, lat = rng.uniform(7.30, 7.58), rng.uniform(51.48, 51.61)
            lon, lat = lon + rng.gauss(0, 0.0016), lat + rng.gauss(0, 0.001)
            if i % 10 < 8:
                shape = {"type": "Point", "coordinates": [lon, lat]}
            elif i % 10 == 8:
                shape = {"type": "LineString", "coordinates": [
                    [lon, lat], [lon + 0.002, lat + 0.0012], [lon + 0.003, lat - 0.001]]}
            else:
                shape = {"type": "Polygon", "coordinates": [[
                    [lon, lat], [lon + 0.002, lat], [lon + 0.0018, lat + 0.001],
                    [lon + 0.0002, lat + 0.0009], [lon, lat]]]}
            out.write(("," if i else "") + json.dumps({
                "type": "Feature", "geometry": shape,
                "properties": {"title": f"Idee {i}", "category": CATEGORIES[i % 6]}}) + "\n")
        out.write("]}\n")


def make_workshop(folder, n):
    cli = gauge.BUILD / "src/cli/nordwaerts-cli"
    path = folder / f"frames-{n}.gpkg"
    ideas = folder / f"ideas-{n}.geojson"
    write_ideas(ideas, n)
    for command in (["new", "-q", "--title=Bilder", path], ["import", "-q", path, ideas]):
        done = subprocess.run([cli, *command], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{command[0]}: {done.stderr.strip()[-300:]}")
    ideas.unlink()
    return path


def measure(folder, arguments):
    build = gauge.BUILD.resolve()
    maps = folder / "data/nordwaerts/maps"
    maps.mkdir(parents=True, exist_ok=True)
    pack = gauge.SHARED / "map/nordwaerts.mbtiles"
    if pack.exists() and not (maps / pack.name).exists():
        (maps / pack.name).symlink_to(pack.resolve())
    env = dict(os.environ, GSK_RENDERER="cairo", GDK_BACKEND="x11", GTK_A11Y="none",
               NO_AT_BRIDGE="1", GSETTINGS_BACKEND="memory",
               GSETTINGS_SCHEMA_DIR=str(build / "data"), NORD_DATADIR=str(build / "data"),
               XDG_DATA_HOME=str(folder / "data"), XDG_CONFIG_HOME=str(folder / "config"),
               XDG_CACHE_HOME=str(folder / "cache"))
    env.pop("WAYLAND_DISPLAY", None)
    load = os.getloadavg()[0]
    done = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", "dbus-run-session", "--",
         build / "tests/bench/bench-frames", *map(str, arguments), str(FRAMES)],
        capture_output=True, text=True, env=env, timeout=600)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip()[-300:])
    return dict(json.loads(done.stdout), load=load)


def spread(times):
    times = sorted(times)
    return (f"p50 {times[len(times) // 2] * 1e3:.1f}, p95 {times[len(times) * 95 // 100] * 1e3:.1f}, "
            f"max {times[-1] * 1e3:.1f} ms, {sum(t > 0.05 for t in times)} above 50")


def tell(answer):
    own = [wall - waited for wall, waited in zip(answer["wall"], answer["waited"])]
    return (f"{spread(answer['cpu'])}; on the clock {spread(answer['wall'])} of {len(own)}, load "
            f"{answer['load']:.1f}; less the waits for a processor {spread(own)}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        try:
            peers = {move: measure(folder, ["--peer", 2000, move, 12.5])
                     for move in ("pan", "zoom")}
            for n in map(int, os.environ.get("NORD_FRAMES_IDEAS", "1000 10000 100000").split()):
                path = make_workshop(folder, n)
                views = [(11.5, "all in view")] + [(15, "below 5,000 in view")] * (n > 5000)
                for zoom, what in views:
                    for move in ("pan", "zoom", "filter") if zoom < 12 else ("pan", "zoom"):
                        answer = measure(folder, [path, move, zoom])
                        if answer["ideas"] != n:
                            raise RuntimeError(f"{answer['ideas']} ideas instead of {n}")
                        peer = peers.get(move)
                        gauge.report(
                            "frames", n, gauge.median(answer["cpu"]), "libshumate, 2,000 markers" if peer else None,
                            gauge.median(peer["cpu"]) if peer else None,
                            answer["rest_kib"], None,
                            f"{move}, {what}, {answer['width']} x {answer['height']}: "
                            f"{tell(answer)}; peak {answer['peak_kib'] / 1024:.0f} MiB, opened in "
                            f"{answer['opened_s']:.1f} s" + (f"; peer {tell(peer)}" if peer else ""))
        except (FileNotFoundError, RuntimeError, subprocess.TimeoutExpired) as error:
            gauge.skip("frames", str(error))


main()
