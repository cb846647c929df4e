/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Private to the room: what the forms of an export share. */
#pragma once

#include "core/exchange/export.h"

G_BEGIN_DECLS

/* All before these: who finds an idea by the code of its resident asks the workshop itself. */
#define NORD_EXPORT_N_FIELDS NORD_IDEA_RECEIPT

struct _NordExport {
  NordOutputFile *to; /* (not owned) */
  GHashTable *titles; /* (owned) of clusters, by id; both belong to the clusters */
  guint n_ideas;
  gboolean for_public; /* only what was released, without what moderators wrote */
  void (*add) (NordExport *self, const char *id, const NordValue *values);
  void (*end) (NordExport *self); /* (nullable) */
  /* GeoJSON: names of properties as they are written */
  char *names[NORD_IDEA_N_FIELDS]; /* (owned) */
  gsize name_lengths[NORD_IDEA_N_FIELDS];
  /* CSV */
  NordCsvStyle style;
  GString *scratch; /* (owned) */
};

NordExport *nord_export_new (NordOutputFile *to,
                             const GPtrArray *clusters,
                             void (*add) (NordExport *, const char *, const NordValue *),
                             void (*end) (NordExport *));
/* (nullable) the title of the group of an idea. */
const char *nord_export_find_title (NordExport *self, const NordValue *values);

/* Each with a separator in front; of a place longitude, latitude and well-known text. */
void nord_csv_append_field (GString *to, NordCsvStyle style, const NordValue *value);
void nord_csv_append_place (GString *to, NordCsvStyle style, const NordShape *shape);
/* A shape is null: it is the geometry of its feature. */
void nord_geojson_append_value (GString *to, const NordValue *value);

G_END_DECLS
