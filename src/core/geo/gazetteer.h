/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Names on the map: what is near a shape, and where it lies in words. Immutable once filled, so
 * threads may share it. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

typedef enum {
  NORD_PLACE_LANDMARK = 1 << 0, /* what everybody knows: a pit tower, a square, a museum */
  NORD_PLACE_PUBLIC = 1 << 1,   /* park, school, library, playground, place of worship */
  NORD_PLACE_STOP = 1 << 2,     /* station or stop */
  NORD_PLACE_STREET = 1 << 3,   /* a line */
  NORD_PLACE_QUARTER = 1 << 4,  /* a point in a quarter */
  NORD_PLACE_WATER = 1 << 5,    /* a lake as a point, a stream or canal as a line */
} NordPlaceKinds;
#define NORD_PLACE_ANY 0x3f

typedef struct {
  char *name;       /* (owned) */
  char *class;      /* (owned) (nullable) as the map has it: "school", "bus_stop" */
  NordShape *shape; /* (owned) */
  NordPlaceKinds kind;
} NordPlace;

#define NORD_TYPE_GAZETTEER (nord_gazetteer_get_type ())
G_DECLARE_FINAL_TYPE (NordGazetteer, nord_gazetteer, NORD, GAZETTEER, GObject)

NordGazetteer *nord_gazetteer_new_default (const char *streets_path, GError **error);

guint nord_gazetteer_get_n (NordGazetteer *self);
const NordPlace *nord_gazetteer_get (NordGazetteer *self, guint index);
const NordPlace *nord_gazetteer_find_near (NordGazetteer *self,
                                           const NordShape *shape,
                                           NordPlaceKinds kinds,
                                           double at_most,
                                           double *distance); /* (nullable) */
const NordPlace *nord_gazetteer_find_other (NordGazetteer *self,
                                            const NordShape *shape,
                                            NordPlaceKinds kinds,
                                            double at_most,
                                            const char *but); /* (nullable) */
const NordPlace *nord_gazetteer_find_named (NordGazetteer *self,
                                            const NordShape *shape,
                                            NordPlaceKinds kinds,
                                            double at_most,
                                            const char *name); /* (nullable) */
void nord_gazetteer_add (NordGazetteer *self,
                         const char *name,
                         const char *class,
                         NordPlaceKinds kind,
                         NordShape *shape);
char *nord_gazetteer_describe (NordGazetteer *self, const NordShape *shape); /* (nullable) */

G_END_DECLS
