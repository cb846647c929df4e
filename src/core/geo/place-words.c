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
static const char *const sentences[] = {
  N_ ("%u m north of %s"),
  N_ ("%u m north-east of %s"),
  N_ ("%u m east of %s"),
  N_ ("%u m south-east of %s"),
  N_ ("%u m south of %s"),
  N_ ("%u m south-west of %s"),
  N_ ("%u m west of %s"),
  N_ ("%u m north-west of %s"),
  N_ ("%u m to the north"),
  N_ ("%u m to the north-east"),
  N_ ("%u m to the east"),
  N_ ("%u m to the south-east"),
  N_ ("%u m to the south"),
  N_ ("%u m to the south-west"),
  N_ ("%u m to the west"),
  N_ ("%u m to the north-west"),
  N_ ("crossing %s / %s"),
  /* Translators: a place, then where that is exactly: "near Nordmarkt, 40 m north of
   * Mallinckrodtstraße" */
  N_ ("near %s, %s"),
  N_ ("%s, %s"),
  /* Translators: the ends of a line, each told by what is near. */
  N_ ("from %s to %s"),
  NULL,
};

/* Places of the above in it. */
enum { OFFSET = 0, MOVE = 8, CROSSING = 16, NEAR, AT, BETWEEN };

/* Metres and names where the sentence has them; only it knows in which order, and it may call the
 * second name %2$s. Not printf: a catalogue must never decide what is read from the stack. */
static char *
fill (const NordPlaceVoice *voice,
      guint sentence,
      guint metres,
      const char *first,
      const char *second)
{
  const char *english = sentences[sentence];
  const char *text = voice != NULL ? voice->say (english, voice->data) : NULL;
  GString *filled = g_string_new (NULL);
  guint n_names = 0;

  for (text = text != NULL ? text : _ (english); *text != '\0'; text++) {
    guint at = 0;

    if (*text != '%') {
      g_string_append_c (filled, *text);
      continue;
    }
    if (g_ascii_isdigit (text[1]) && text[2] == '$') {
      at = (guint) g_ascii_digit_value (text[1]);
      text += 2;
    }
    switch (*++text) {
    case 'u':
      g_string_append_printf (filled, "%u", metres);
      break;
    case 's':
      n_names = at > 0 ? at : n_names + 1;
      if (first != NULL)
        g_string_append (filled, n_names > 1 && second != NULL ? second : first);
      break;
    case '\0':
      return g_string_free (filled, FALSE);
    default:
      g_string_append_c (filled, *text);
    }
  }
  return g_string_free (filled, FALSE);
}

static char *
say_offset (double east, double north, const char *name, const NordPlaceVoice *voice)
{
  return fill (voice, OFFSET + (guint) get_wind (east, north), make_round (hypot (east, north)),
               name, NULL);
}

/* (transfer full) (nullable) how the position lies to streets. */
static char *
say_street (NordGazetteer *names,
            const NordShape *spot,
            double lon,
            double lat,
            const NordPlaceVoice *voice)
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
      return fill (voice, CROSSING, 0, street->name, other->name);
  }
  if (away <= IN_M)
    return g_strdup (street->name);
  near = nord_near_find (street->shape, lon, lat);
  return say_offset ((lon - near.lon) * frame.east, (lat - near.lat) * frame.north, street->name,
                     voice);
}

/**
 * nord_place_words_describe:
 * @names: what can be told by
 * @lon: degrees
 * @lat: degrees
 * @voice: (nullable): who tells it in another language than the program's
 *
 * A position in words: "near Nordmarkt, 40 m north of Mallinckrodtstraße";
 * at a crossing both its streets; where no street is, how far it is from the next place.
 *
 * Returns: (transfer full) (nullable): plain text, %NULL where nothing with a name is near
 */
char *
nord_place_words_describe (NordGazetteer *names,
                           double lon,
                           double lat,
                           const NordPlaceVoice *voice)
{
  g_autoptr (NordShape) spot = nord_shape_new_point (lon, lat);
  g_autofree char *street = say_street (names, spot, lon, lat, voice);
  const NordPlace *place;
  double away = 0;

  place = nord_gazetteer_find_near (names, spot, NORD_PLACE_LANDMARK, NEAR_M, &away);
  if (place == NULL)
    place = nord_gazetteer_find_near (names, spot, NORD_PLACE_PUBLIC | NORD_PLACE_STOP,
                                      street != NULL ? NEAR_M / 3 : NEAR_M, &away);
  if (place != NULL && street != NULL && g_strrstr (street, place->name) != NULL)
    place = NULL;
  if (place != NULL && street != NULL)
    return fill (voice, away <= AT_M ? AT : NEAR, 0, place->name, street);
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

    return say_offset ((lon - near.lon) * frame.east, (lat - near.lat) * frame.north, place->name,
                       voice);
  }
}

/**
 * nord_place_words_describe_shape:
 * @names: what can be told by
 * @shape: of any kind; a line is told by its ends, an area by its middle
 * @voice: (nullable): who tells it in another language than the program's
 *
 * Returns: (transfer full) (nullable): plain text
 */
char *
nord_place_words_describe_shape (NordGazetteer *names,
                                 const NordShape *shape,
                                 const NordPlaceVoice *voice)
{
  double lon, lat;

  if (shape->kind == NORD_SHAPE_LINE) {
    const double *end = shape->xy + 2 * (shape->n_points - 1);
    g_autofree char *from = nord_place_words_describe (names, shape->xy[0], shape->xy[1], voice);
    g_autofree char *to = nord_place_words_describe (names, end[0], end[1], voice);

    if (from != NULL && to != NULL && !g_str_equal (from, to))
      return fill (voice, BETWEEN, 0, from, to);
  }
  nord_shape_get_anchor (shape, &lon, &lat);
  return nord_place_words_describe (names, lon, lat, voice);
}

/**
 * nord_place_words_move:
 * @east: metres
 * @north: metres
 * @voice: (nullable): who tells it in another language than the program's
 *
 * A step over the map: "20 m to the north".
 *
 * Returns: (transfer full): plain text
 */
char *
nord_place_words_move (double east, double north, const NordPlaceVoice *voice)
{
  double away = hypot (east, north);
  guint metres = away < 20 ? (guint) (away + 0.5) : make_round (away);

  return fill (voice, MOVE + (guint) get_wind (east, north), metres, NULL, NULL);
}

const char *const *
nord_place_words_list (void)
{
  return sentences;
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
