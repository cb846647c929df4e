# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""As many ideas as one wants, in as many heaps as there are places, and what groups hold them."""
import contextlib
import json
import pathlib
import sqlite3

import driver

# Each place has its subject, and what can be said of it.
PLACES = [("Nordmarkt", 7.4667, 51.5236), ("Borsigplatz", 7.4838, 51.5262),
          ("Hoeschpark", 7.4912, 51.5288), ("Fredenbaum", 7.4545, 51.5325),
          ("Hafen", 7.4420, 51.5240), ("Schulwiese", 7.4640, 51.5300),
          ("Bornstraße", 7.4745, 51.5290), ("Eving", 7.4710, 51.5520)]
THINGS = ["Licht am Weg", "Bänke im Schatten", "Wasser zum Trinken", "Platz für Kinder",
          "Sicher über die Straße", "Bäume und Beete", "Müll vor der Tür", "Räder abstellen",
          "Ruhe in der Nacht", "Fest im Sommer", "Toilette ohne Stufe", "Tauschen und Leihen"]


def places(n):
    """Those that @n ideas are about: few ideas make few heaps."""
    return PLACES[:max(1, min(len(PLACES), n // 5))]


def add_ideas(path, folder, n):
    features = []
    for i in range(n):
        place, lon, lat = places(n)[i % len(places(n))]
        turn = i // len(places(n))
        features.append({
            "type": "Feature",
            "properties": {"title": "%s: %s %d" % (place, THINGS[(turn + i) % len(THINGS)], i + 1)},
            "geometry": {"type": "Point", "coordinates": [
                round(lon + (turn % 8) * 0.0002, 6), round(lat + (turn // 8) * 0.00012, 6)]}})
    file = pathlib.Path(folder) / "ideas.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    driver.cli("import", path, file)


def groups(path):
    """Ideas by the group that holds them now."""
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=5)) as base:
        base.execute("BEGIN")
        rows = base.execute("SELECT id, title, merged_into FROM cluster").fetchall()
        into = {key: merged for key, _, merged in rows}
        found = {title: set() for _, title, merged in rows if merged is None}
        names = {key: title for key, title, _ in rows}
        for title, key in base.execute("SELECT title, cluster FROM idea WHERE cluster NOT NULL"):
            while into.get(key):
                key = into[key]
            if key in names:
                found.setdefault(names[key], set()).add(title)
    return found
