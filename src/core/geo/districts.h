/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The districts of the city as areas with names: outlines for the map, and the answer to "where is
 * this". Immutable once loaded, so threads may share it. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

typedef enum {
  NORD_DISTRICT_PROJECT,     /* the project area */
  NORD_DISTRICT_CITY,        /* Stadtbezirk */
  NORD_DISTRICT_STATISTICAL, /* statistischer Bezirk */
} NordDistrictRank;
#define NORD_DISTRICT_N_RANKS 3

typedef struct {
  char *id;   /* (owned) "scharnhorst"; the number of a statistical district, "250" */
  char *name; /* (owned) "Scharnhorst", "Lanstrop" */
  char *city; /* (owned) (nullable) id of the city district around a statistical one */
  NordDistrictRank rank;
  gboolean north;   /* the programme works here, at least in a part */
  double lon, lat;  /* degrees, where its name stands well */
  NordShape *shape; /* (owned) an area or several */
} NordDistrict;

typedef enum {
  NORD_DISTRICTS_ERROR_INVALID,
} NordDistrictsError;

#define NORD_DISTRICTS_ERROR (nord_districts_error_quark ())
GQuark nord_districts_error_quark (void);

#define NORD_TYPE_DISTRICTS (nord_districts_get_type ())
G_DECLARE_FINAL_TYPE (NordDistricts, nord_districts, NORD, DISTRICTS, GObject)

NordDistricts *nord_districts_new_default (void);
NordDistricts *nord_districts_new_from_bytes (GBytes *bytes, GError **error);

guint nord_districts_get_n (NordDistricts *self, NordDistrictRank rank);
const NordDistrict *nord_districts_get (NordDistricts *self, NordDistrictRank rank, guint index);
const NordDistrict *
nord_districts_find (NordDistricts *self, NordDistrictRank rank, const char *name); /* (nullable) */
const NordDistrict *nord_districts_locate (NordDistricts *self,
                                           NordDistrictRank rank,
                                           const NordShape *shape); /* (nullable) */
const NordDistrict *nord_districts_locate_part (NordDistricts *self,
                                                const NordDistrict *city,
                                                const NordShape *shape);           /* (nullable) */
const NordDistrict *nord_districts_search (NordDistricts *self, const char *text); /* (nullable) */
char *nord_district_write (const NordDistrict *district); /* (transfer full) */

G_END_DECLS
