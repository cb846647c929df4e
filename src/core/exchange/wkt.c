/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Well-known text, written and read. */
#include "core/exchange/wkt.h"

#include "core/exchange/csv-dialect.h"
#include "core/geo/geojson.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const kinds[] = {
  [NORD_SHAPE_POINT] = "POINT",
  [NORD_SHAPE_LINE] = "LINESTRING",
  [NORD_SHAPE_AREA] = "POLYGON",
  [NORD_SHAPE_MULTI_POINT] = "MULTIPOINT",
  [NORD_SHAPE_MULTI_LINE] = "MULTILINESTRING",
  [NORD_SHAPE_MULTI_AREA] = "MULTIPOLYGON",
};

/**
 * nord_wkt_append:
 * @to: where the text goes
 * @shape: a shape
 *
 * Appends "POINT (7.46 51.53)" and the like: longitude first, degrees.
 */
void
nord_wkt_append (GString *to, const NordShape *shape)
{
  const gboolean area = shape->kind == NORD_SHAPE_AREA || shape->kind == NORD_SHAPE_MULTI_AREA;
  const gboolean many = shape->kind >= NORD_SHAPE_MULTI_POINT;
  guint ring = 0, point = 0;

  g_string_append (to, kinds[shape->kind]);
  g_string_append (to, many ? " (" : " ");
  for (guint part = 0; part < shape->n_parts; part++) {
    if (part > 0)
      g_string_append (to, ", ");
    if (area)
      g_string_append_c (to, '(');
    for (guint first = ring; ring < shape->part_ends[part]; ring++) {
      g_string_append (to, ring > first ? ", (" : "(");
      for (guint start = point; point < shape->ring_ends[ring]; point++) {
        if (point > start)
          g_string_append (to, ", ");
        nord_geojson_append_number (to, shape->xy[2 * point]);
        g_string_append_c (to, ' ');
        nord_geojson_append_number (to, shape->xy[2 * point + 1]);
      }
      g_string_append_c (to, ')');
    }
    if (area)
      g_string_append_c (to, ')');
  }
  if (many)
    g_string_append_c (to, ')');
}

typedef struct {
  const char *at, *end;
  GArray *xy;        /* (element-type double) */
  GArray *ring_ends; /* (element-type guint) */
  GArray *part_ends; /* (element-type guint) */
} Wkt;

static void
skip_blanks (Wkt *self)
{
  while (self->at < self->end && g_ascii_isspace (*self->at))
    self->at++;
}

static gboolean
take (Wkt *self, char c)
{
  skip_blanks (self);
  if (self->at >= self->end || *self->at != c)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
take_word (Wkt *self, const char *word)
{
  gsize length = strlen (word);

  skip_blanks (self);
  if ((gsize) (self->end - self->at) < length ||
      g_ascii_strncasecmp (self->at, word, length) != 0 ||
      ((gsize) (self->end - self->at) > length && g_ascii_isalpha (self->at[length])))
    return FALSE;
  self->at += length;
  return TRUE;
}

/* Two to four numbers; height and measure are dropped. */
static gboolean
take_position (Wkt *self)
{
  const NordCsvDialect dialect = {.decimal = '.'};

  for (guint i = 0; i < 4; i++) {
    double value;

    skip_blanks (self);
    const char *from = self->at;
    while (self->at < self->end && strchr ("+-.0123456789eE", *self->at) != NULL)
      self->at++;
    if (self->at == from)
      return i >= 2;
    if (!nord_csv_dialect_parse (&dialect, from, self->at - from, &value))
      return FALSE;
    if (i < 2)
      g_array_append_val (self->xy, value);
    if (self->xy->len > 2 * NORD_SHAPE_MAX_POINTS + 2)
      return FALSE;
  }
  return TRUE;
}

/* ( x y, x y ) is one ring; of points the brackets may be absent inside MULTIPOINT. */
static gboolean
take_ring (Wkt *self)
{
  if (!take (self, '('))
    return FALSE;
  do {
    if (!take_position (self))
      return FALSE;
  } while (take (self, ','));
  guint end = self->xy->len / 2;
  g_array_append_val (self->ring_ends, end);
  return take (self, ')');
}

static gboolean
take_part (Wkt *self, NordShapeKind kind)
{
  if (kind == NORD_SHAPE_AREA || kind == NORD_SHAPE_MULTI_AREA) {
    if (!take (self, '('))
      return FALSE;
    do {
      if (!take_ring (self))
        return FALSE;
    } while (take (self, ','));
    if (!take (self, ')'))
      return FALSE;
  } else if (kind == NORD_SHAPE_MULTI_POINT) {
    skip_blanks (self);
    gboolean brackets = take (self, '(');
    if (!take_position (self) || (brackets && !take (self, ')')))
      return FALSE;
    guint end = self->xy->len / 2;
    g_array_append_val (self->ring_ends, end);
  } else if (!take_ring (self)) {
    return FALSE;
  }
  guint end = self->ring_ends->len;
  g_array_append_val (self->part_ends, end);
  return TRUE;
}

/**
 * nord_wkt_parse:
 * @text: well-known text, also with "SRID=4326;" before it as PostGIS writes
 * @length: bytes
 *
 * Errors: those of NORD_GEO_ERROR.
 *
 * Returns: (transfer full): the shape
 */
NordShape *
nord_wkt_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ring_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) part_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  Wkt self = {text, text + length, xy, ring_ends, part_ends};
  NordShapeKind kind = 0;
  gboolean sound = TRUE;

  if (take_word (&self, "SRID=4326"))
    take (&self, ';');
  for (guint i = NORD_SHAPE_POINT; i < G_N_ELEMENTS (kinds) && kind == 0; i++)
    if (take_word (&self, kinds[i]))
      kind = i;
  if (kind == 0) {
    g_set_error_literal (error, NORD_GEO_ERROR, NORD_GEO_ERROR_UNSUPPORTED,
                         _ ("This is no shape in well-known text"));
    return NULL;
  }
  (void) (take_word (&self, "ZM") || take_word (&self, "Z") || take_word (&self, "M"));
  if (kind >= NORD_SHAPE_MULTI_POINT) {
    sound = take (&self, '(');
    do
      sound = sound && take_part (&self, kind);
    while (sound && take (&self, ','));
    sound = sound && take (&self, ')');
  } else {
    sound = take_part (&self, kind);
  }
  skip_blanks (&self);
  if (!sound || self.at != self.end) {
    g_set_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_INVALID,
                 /* Translators: %d is the number of a character in a text. */
                 _ ("The well-known text breaks off at character %d"), (int) (self.at - text) + 1);
    return NULL;
  }
  return nord_shape_new (kind, (const double *) (gpointer) xy->data, xy->len / 2,
                         (const guint *) (gpointer) ring_ends->data, ring_ends->len,
                         (const guint *) (gpointer) part_ends->data, part_ends->len, error);
}
