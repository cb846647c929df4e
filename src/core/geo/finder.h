/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Finds streets, crossings, stops, places and positions by what people type. Immutable once made,
 * so threads may share it. */
#pragma once

#include "core/geo/districts.h"
#include "core/geo/gazetteer.h"
#include "core/geo/name-match.h"

G_BEGIN_DECLS

typedef enum {
  NORD_FOUND_POSITION, /* written as numbers */
  NORD_FOUND_CROSSING,
  NORD_FOUND_STREET,
  NORD_FOUND_LANDMARK,
  NORD_FOUND_PUBLIC,
  NORD_FOUND_STOP,
  NORD_FOUND_WATER,
  NORD_FOUND_QUARTER,
  NORD_FOUND_DISTRICT,
} NordFoundKind;

typedef struct {
  char *name;       /* (owned) plain text */
  char *district;   /* (owned) (nullable) where it lies: "Nordmarkt, Innenstadt-Nord" */
  char *class;      /* (owned) (nullable) "school", "bus_stop" …, as the map has it */
  NordShape *shape; /* (owned) */
  double lon, lat;  /* degrees, where the pin stands */
  NordFoundKind kind;
  NordMatch match;
  guint faults; /* of typing */
  /*< private >*/
  double score;
} NordFound;

#define NORD_TYPE_FINDER (nord_finder_get_type ())
G_DECLARE_FINAL_TYPE (NordFinder, nord_finder, NORD, FINDER, GObject)

NordFinder *nord_finder_new (NordGazetteer *names, NordDistricts *districts);
NordGazetteer *nord_finder_get_names (NordFinder *self);
GPtrArray *
nord_finder_find (NordFinder *self, const char *text, const NordBounds *view, guint at_most);
void nord_found_free (NordFound *self);
const char *nord_found_kind_to_word (NordFoundKind kind);
const char *nord_match_to_word (NordMatch match);

G_END_DECLS
