/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where a position is, and how far it moved, in words that can be spoken. */
#include "core/geo/place-words.h"

#include "core/geo/measure.h"
#include "core/geo/near.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Nearer than this to the line of a street, which is coarse to 15 m, one is in it. */
#define IN_M 12
/* As far as a street tells where something is. */
#define STREET_M 250
/* At a crossing. */
#define CROSSING_M 26
/* At a place, and near to it. */
#define AT_M 25
#define NEAR_M 300

/* The eight winds, clockwise from the north. */
static int
get_wind (double east, double north)
{
  return ((int) lround (atan2 (east, north) / G_PI_4) + 8) % 8;
}

/* Spoken distances are round: 5 m to 50, 10 m to 300, then 50 m. */
static guint
make_round (double metres)
{
  guint step = metres < 50 ? 5 : metres < 300 ? 10 : 50;

  return (guint) (metres / step + 0.5) * step;
}

/* Whole sentences, because languages build them differently. */
static char *
say_offset (double east, double north, const char *name)
{
  guint metres = make_round (hypot (east, north));

  switch (get_wind (east, north)) {
  case 0:
    return g_strdup_printf (_ ("%u m north of %s"), metres, name);
  case 1:
    return g_strdup_printf (_ ("%u m north-east of %s"), metres, name);
  case 2:
    return g_strdup_printf (_ ("%u m east of %s"), metres, name);
  case 3:
    return g_strdup_printf (_ ("%u m south-east of %s"), metres, name);
  case 4:
    return g_strdup_printf (_ ("%u m south of %s"), metres, name);
  case 5:
    return g_strdup_printf (_ ("%u m south-west of %s"), metres, name);
  case 6:
    return g_strdup_printf (_ ("%u m west of %s"), metres, name);
  default:
    return g_strdup_printf (_ ("%u m north-west of %s"), metres, name);
  }
}

/* (transfer full) (nullable) how the position lies to streets. */
static char *
say_street (NordGazetteer *names, const NordShape *spot, double lon, double lat)
{
  const NordPlace *street, *other;
  NordFrame frame = nord_frame_at (lon, lat);
  double away = 0;
  NordNear near;

  street = nord_gazetteer_find_near (names, spot, NORD_PLACE_STREET, STREET_M, &away);
  if (street == NULL)
    return NULL;
  if (away <= CROSSING_M) {
    other = nord_gazetteer_find_other (names, spot, NORD_PLACE_STREET, CROSSING_M, street->name);
    if (other != NULL)
      return g_strdup_printf (_ ("crossing %s / %s"), street->name, other->name);
  }
  if (away <= IN_M)
    return g_strdup (street->name);
  near = nord_near_find (street->shape, lon, lat);
  return say_offset ((lon - near.lon) * frame.east, (lat - near.lat) * frame.north, street->name);
}

/**
 * nord_place_words_describe:
 * @names: what can be told by
 * @lon: degrees
 * @lat: degrees
 *
 * A position in the language of the program: "near Nordmarkt, 40 m north of Mallinckrodtstraße";
 * at a crossing both its streets; where no street is, how far it is from the next place.
 *
 * Returns: (transfer full) (nullable): plain text, %NULL where nothing with a name is near
 */
char *
nord_place_words_describe (NordGazetteer *names, double lon, double lat)
{
  g_autoptr (NordShape) spot = nord_shape_new_point (lon, lat);
  g_autofree char *street = say_street (names, spot, lon, lat);
  const NordPlace *place;
  double away = 0;

  place = nord_gazetteer_find_near (names, spot, NORD_PLACE_LANDMARK, NEAR_M, &away);
  if (place == NULL)
    place = nord_gazetteer_find_near (names, spot, NORD_PLACE_PUBLIC | NORD_PLACE_STOP,
                                      street != NULL ? NEAR_M / 3 : NEAR_M, &away);
  if (place != NULL && street != NULL && g_strrstr (street, place->name) != NULL)
    place = NULL;
  if (place != NULL && street != NULL)
    /* Translators: a place, then where that is exactly: "near Nordmarkt, 40 m north of
     * Mallinckrodtstraße" */
    return g_strdup_printf (away <= AT_M ? _ ("%s, %s") : _ ("near %s, %s"), place->name, street);
  if (street != NULL)
    return g_steal_pointer (&street);
  if (place == NULL)
    place =
      nord_gazetteer_find_near (names, spot, NORD_PLACE_ANY & ~NORD_PLACE_STREET, 3000, &away);
  if (place == NULL)
    return NULL;
  if (away <= AT_M)
    return g_strdup (place->name);
  {
    NordNear near = nord_near_find (place->shape, lon, lat);
    NordFrame frame = nord_frame_at (lon, lat);

    return say_offset ((lon - near.lon) * frame.east, (lat - near.lat) * frame.north, place->name);
  }
}

/**
 * nord_place_words_describe_shape:
 * @shape: of any kind; a line is told by its ends, an area by its middle
 *
 * Returns: (transfer full) (nullable): plain text
 */
char *
nord_place_words_describe_shape (NordGazetteer *names, const NordShape *shape)
{
  double lon, lat;

  if (shape->kind == NORD_SHAPE_LINE) {
    const double *end = shape->xy + 2 * (shape->n_points - 1);
    g_autofree char *from = nord_place_words_describe (names, shape->xy[0], shape->xy[1]);
    g_autofree char *to = nord_place_words_describe (names, end[0], end[1]);

    if (from != NULL && to != NULL && !g_str_equal (from, to))
      /* Translators: the ends of a line, each told by what is near. */
      return g_strdup_printf (_ ("from %s to %s"), from, to);
  }
  nord_shape_get_anchor (shape, &lon, &lat);
  return nord_place_words_describe (names, lon, lat);
}

/**
 * nord_place_words_move:
 * @east: metres
 * @north: metres
 *
 * A step over the map: "20 m to the north".
 *
 * Returns: (transfer full): plain text
 */
char *
nord_place_words_move (double east, double north)
{
  double away = hypot (east, north);
  guint metres = away < 20 ? (guint) (away + 0.5) : make_round (away);

  switch (get_wind (east, north)) {
  case 0:
    return g_strdup_printf (_ ("%u m to the north"), metres);
  case 1:
    return g_strdup_printf (_ ("%u m to the north-east"), metres);
  case 2:
    return g_strdup_printf (_ ("%u m to the east"), metres);
  case 3:
    return g_strdup_printf (_ ("%u m to the south-east"), metres);
  case 4:
    return g_strdup_printf (_ ("%u m to the south"), metres);
  case 5:
    return g_strdup_printf (_ ("%u m to the south-west"), metres);
  case 6:
    return g_strdup_printf (_ ("%u m to the west"), metres);
  default:
    return g_strdup_printf (_ ("%u m to the north-west"), metres);
  }
}

const char *
nord_place_words_kind (NordFoundKind kind)
{
  switch (kind) {
  case NORD_FOUND_POSITION:
    return C_ ("found", "Position");
  case NORD_FOUND_CROSSING:
    return C_ ("found", "Crossing");
  case NORD_FOUND_STREET:
    return C_ ("found", "Street");
  case NORD_FOUND_LANDMARK:
    return C_ ("found", "Landmark");
  case NORD_FOUND_STOP:
    return C_ ("found", "Stop");
  case NORD_FOUND_WATER:
    return C_ ("found", "Water");
  case NORD_FOUND_QUARTER:
    return C_ ("found", "Quarter");
  case NORD_FOUND_DISTRICT:
    return C_ ("found", "District");
  case NORD_FOUND_PUBLIC:
  default:
    return C_ ("found", "Place");
  }
}
