/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Shapes as the geometry objects of GeoJSON, written in the canonical form of RFC 8785. */
#include "core/geo/geojson.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Enough for "-180.1234567"; the caller adds no terminator. */
#define NUMBER_SIZE 16
/* How deep members may nest that we skip; coordinates themselves nest four deep. */
#define MAX_DEPTH 64

static const char *const kind_names[] = {
  [NORD_SHAPE_POINT] = "Point",
  [NORD_SHAPE_LINE] = "LineString",
  [NORD_SHAPE_AREA] = "Polygon",
  [NORD_SHAPE_MULTI_POINT] = "MultiPoint",
  [NORD_SHAPE_MULTI_LINE] = "MultiLineString",
  [NORD_SHAPE_MULTI_AREA] = "MultiPolygon",
};

/* A coordinate is a whole number of 1e-7 degrees, so its shortest decimal is that whole number with
 * a point set in: no search for digits as for any double. RFC 8785 writes numbers as ECMAScript
 * does, which turns to the exponent below 1e-6. */
static char *
put_number (char *at, double degrees)
{
  gint64 units = llrint (degrees * 1e7);
  guint32 rest;
  guint whole;
  char digits[8];
  guint n = 7;

  if (units < 0) {
    *at++ = '-';
    units = -units;
  }
  whole = (guint) (units / 10000000);
  rest = (guint32) (units % 10000000);
  if (whole == 0 && rest > 0 && rest < 10) {
    *at++ = (char) ('0' + rest);
    memcpy (at, "e-7", 3);
    return at + 3;
  }
  if (whole >= 100)
    *at++ = (char) ('0' + whole / 100);
  if (whole >= 10)
    *at++ = (char) ('0' + whole / 10 % 10);
  *at++ = (char) ('0' + whole % 10);
  if (rest == 0)
    return at;
  for (guint i = 7; i-- > 0; rest /= 10)
    digits[i] = (char) ('0' + rest % 10);
  while (digits[n - 1] == '0')
    n--;
  *at++ = '.';
  memcpy (at, digits, n);
  return at + n;
}

static void
append_positions (GString *to, const NordShape *shape, guint from, guint end, gboolean list)
{
  gsize before = to->len;
  char *at;

  g_string_set_size (to, before + 2 + (end - from) * (2 * NUMBER_SIZE + 4));
  at = to->str + before;
  if (list)
    *at++ = '[';
  for (guint i = from; i < end; i++) {
    if (i > from)
      *at++ = ',';
    *at++ = '[';
    at = put_number (at, shape->xy[2 * i]);
    *at++ = ',';
    at = put_number (at, shape->xy[2 * i + 1]);
    *at++ = ']';
  }
  if (list)
    *at++ = ']';
  g_string_truncate (to, at - to->str);
}

static void
append_part (GString *to, const NordShape *shape, guint part)
{
  guint first = part ? shape->part_ends[part - 1] : 0, end = shape->part_ends[part];
  gboolean area = shape->kind == NORD_SHAPE_AREA || shape->kind == NORD_SHAPE_MULTI_AREA;
  gboolean point = shape->kind == NORD_SHAPE_POINT || shape->kind == NORD_SHAPE_MULTI_POINT;

  if (area)
    g_string_append_c (to, '[');
  for (guint r = first; r < end; r++) {
    if (r > first)
      g_string_append_c (to, ',');
    append_positions (to, shape, r ? shape->ring_ends[r - 1] : 0, shape->ring_ends[r], !point);
  }
  if (area)
    g_string_append_c (to, ']');
}

static gboolean
fail (GError **error, int code, const char *message)
{
  g_set_error_literal (error, NORD_GEO_ERROR, code, message);
  return FALSE;
}

/* What is read of "coordinates", whatever the type says: GeoJSON does not order its members. */
typedef struct {
  GArray *xy;    /* (owned) (element-type double) */
  GArray *rings; /* (owned) (element-type guint) ends of lists of positions */
  GArray *parts; /* (owned) (element-type guint) ends of lists of rings */
  guint height;  /* 1 position, 2 list of positions, 3 list of rings, 4 list of parts, 0 unread */
} Coordinates;

static void
coordinates_init (Coordinates *self)
{
  self->xy = g_array_new (FALSE, FALSE, sizeof (double));
  self->rings = g_array_new (FALSE, FALSE, sizeof (guint));
  self->parts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->height = 0;
}

static void
coordinates_clear (Coordinates *self)
{
  g_clear_pointer (&self->xy, g_array_unref);
  g_clear_pointer (&self->rings, g_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Coordinates, coordinates_clear)

static gboolean
coordinates_add (Coordinates *self, const double *position, GError **error)
{
  if (self->xy->len >= 2 * NORD_SHAPE_MAX_POINTS) {
    g_set_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_TOO_LARGE,
                 _ ("The shape has more than %d positions"), NORD_SHAPE_MAX_POINTS);
    return FALSE;
  }
  g_array_append_vals (self->xy, position, 2);
  return TRUE;
}

/* A list whose members are all of height @child has ended; tells its own height. */
static gboolean
coordinates_close (Coordinates *self, guint child, guint *height, GError **error)
{
  guint end;

  if (child == 0)
    return fail (error, NORD_GEO_ERROR_INVALID, _ ("The coordinates hold an empty list"));
  if (child == 1) {
    end = self->xy->len / 2;
    g_array_append_val (self->rings, end);
  } else if (child == 2) {
    end = self->rings->len;
    g_array_append_val (self->parts, end);
  }
  *height = child + 1;
  return TRUE;
}

static NordShape *
coordinates_to_shape (Coordinates *self, NordShapeKind kind, NordGrid *grid, GError **error)
{
  static const guint heights[] = {0, 1, 2, 3, 2, 3, 4};
  guint n_points = self->xy->len / 2;

  if (self->height != heights[kind]) {
    g_set_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_INVALID,
                 _ ("The coordinates do not fit the type “%s”"), kind_names[kind]);
    return NULL;
  }
  /* Points of a MultiPoint and lines of a MultiLineString are parts of their own. */
  if (kind == NORD_SHAPE_MULTI_POINT) {
    g_array_set_size (self->rings, n_points);
    for (guint i = 0; i < n_points; i++)
      g_array_index (self->rings, guint, i) = i + 1;
  }
  if (kind == NORD_SHAPE_MULTI_POINT || kind == NORD_SHAPE_MULTI_LINE) {
    g_array_set_size (self->parts, self->rings->len);
    for (guint i = 0; i < self->rings->len; i++)
      g_array_index (self->parts, guint, i) = i + 1;
  }
  if (grid != NULL && !nord_grid_convert (grid, (double *) self->xy->data, n_points, error))
    return NULL;
  return nord_shape_new (kind, (const double *) self->xy->data, n_points,
                         self->rings->len ? (const guint *) self->rings->data : NULL,
                         self->rings->len,
                         self->parts->len ? (const guint *) self->parts->data : NULL,
                         self->parts->len, error);
}

static gboolean
kind_from_name (const char *name, gsize length, NordShapeKind *kind, GError **error)
{
  for (guint k = NORD_SHAPE_POINT; k <= NORD_SHAPE_MULTI_AREA; k++)
    if (strlen (kind_names[k]) == length && memcmp (kind_names[k], name, length) == 0) {
      *kind = (NordShapeKind) k;
      return TRUE;
    }
  return fail (error, NORD_GEO_ERROR_UNSUPPORTED, _ ("An idea cannot have this kind of geometry"));
}

/* The text reader. */

typedef struct {
  const char *at;  /* next byte */
  const char *end; /* one past the last */
} Text;

static gboolean
malformed (GError **error)
{
  return fail (error, NORD_GEO_ERROR_INVALID, _ ("The geometry is not well-formed JSON"));
}

static void
skip_space (Text *self)
{
  while (self->at < self->end &&
         (*self->at == ' ' || *self->at == '\n' || *self->at == '\r' || *self->at == '\t'))
    self->at++;
}

static gboolean
next_is (Text *self, char c)
{
  skip_space (self);
  if (self->at == self->end || *self->at != c)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
digit_at (const Text *self, const char *at)
{
  return at < self->end && g_ascii_isdigit (*at);
}

/* The number of RFC 8259. Up to 15 digits and powers of ten up to 22 are exact as doubles, so one
 * division or product rounds correctly (Clinger 1990); the rest goes to strtod. */
static gboolean
take_number (Text *self, double *value, GError **error)
{
  static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  const char *at = self->at, *start;
  gboolean negative = FALSE, plain;
  guint64 mantissa = 0;
  int digits = 0, exponent = 0;

  skip_space (self);
  start = at = self->at;
  if (at < self->end && *at == '-') {
    negative = TRUE;
    at++;
  }
  if (!digit_at (self, at) || (*at == '0' && digit_at (self, at + 1)))
    return malformed (error);
  for (; digit_at (self, at); at++)
    if (digits < 19) {
      mantissa = mantissa * 10 + (guint) (*at - '0');
      digits += mantissa > 0;
    } else {
      digits = 20;
    }
  if (at < self->end && *at == '.') {
    if (!digit_at (self, ++at))
      return malformed (error);
    for (; digit_at (self, at); at++)
      if (digits < 19) {
        mantissa = mantissa * 10 + (guint) (*at - '0');
        digits += mantissa > 0;
        exponent--;
      } else {
        digits = 20;
      }
  }
  plain = !(at < self->end && (*at == 'e' || *at == 'E'));
  if (!plain) {
    at++;
    if (at < self->end && (*at == '+' || *at == '-'))
      at++;
    if (!digit_at (self, at))
      return malformed (error);
    while (digit_at (self, at))
      at++;
  }
  if (plain && digits <= 15 && exponent >= -22) {
    *value = (double) mantissa / tens[-exponent];
    if (negative)
      *value = -*value;
  } else {
    g_autofree char *copy = NULL;

    if (at - start > 1000)
      return malformed (error);
    copy = g_strndup (start, at - start);
    *value = g_ascii_strtod (copy, NULL);
  }
  self->at = at;
  return TRUE;
}

/* A string with its quotes; escapes are only stepped over. */
static gboolean
take_string (Text *self, const char **start, gsize *length, GError **error)
{
  if (!next_is (self, '"'))
    return malformed (error);
  *start = self->at;
  while (self->at < self->end && *self->at != '"') {
    if ((guchar) *self->at < 0x20)
      return malformed (error);
    if (*self->at == '\\' && ++self->at == self->end)
      return malformed (error);
    self->at++;
  }
  if (self->at == self->end)
    return malformed (error);
  *length = self->at++ - *start;
  return TRUE;
}

static gboolean
take_coordinates (Text *self, Coordinates *to, guint depth, guint *height, GError **error)
{
  guint child = 0;

  if (!next_is (self, '['))
    return malformed (error);
  skip_space (self);
  if (self->at < self->end && *self->at != '[' && *self->at != ']') {
    double position[2] = {0, 0}, value;
    guint n = 0;

    do {
      if (!take_number (self, &value, error))
        return FALSE;
      if (n < 2)
        position[n] = value;
      n++;
    } while (next_is (self, ','));
    if (n < 2)
      return fail (error, NORD_GEO_ERROR_INVALID, _ ("A position needs longitude and latitude"));
    if (!next_is (self, ']'))
      return malformed (error);
    *height = 1;
    return coordinates_add (to, position, error);
  }
  if (depth == 4)
    return fail (error, NORD_GEO_ERROR_INVALID, _ ("The coordinates nest too deep"));
  if (!next_is (self, ']')) {
    do {
      guint this_child;

      if (!take_coordinates (self, to, depth + 1, &this_child, error))
        return FALSE;
      if (child != 0 && this_child != child)
        return fail (error, NORD_GEO_ERROR_INVALID, _ ("The coordinates nest unevenly"));
      child = this_child;
    } while (next_is (self, ','));
    if (!next_is (self, ']'))
      return malformed (error);
  }
  return coordinates_close (to, child, height, error);
}

static gboolean
skip_value (Text *self, guint depth, GError **error)
{
  const char *start;
  gsize length;
  double number;

  skip_space (self);
  if (self->at == self->end || depth > MAX_DEPTH)
    return malformed (error);
  if (*self->at == '"')
    return take_string (self, &start, &length, error);
  if (*self->at == '{' || *self->at == '[') {
    gboolean object = *self->at++ == '{';

    if (next_is (self, object ? '}' : ']'))
      return TRUE;
    do {
      if (object && (!take_string (self, &start, &length, error) ||
                     (!next_is (self, ':') && !malformed (error))))
        return FALSE;
      if (!skip_value (self, depth + 1, error))
        return FALSE;
    } while (next_is (self, ','));
    return next_is (self, object ? '}' : ']') || malformed (error);
  }
  for (guint i = 0; i < 3; i++) {
    static const char *const words[] = {"true", "false", "null"};
    gsize n = strlen (words[i]);

    if ((gsize) (self->end - self->at) >= n && memcmp (self->at, words[i], n) == 0) {
      self->at += n;
      return TRUE;
    }
  }
  return take_number (self, &number, error);
}

static NordShape *
take_geometry (Text *self, NordGrid *grid, GError **error)
{
  g_auto (Coordinates) coordinates;
  const char *type = NULL;
  gsize type_length = 0;
  NordShapeKind kind;

  coordinates_init (&coordinates);
  if (!next_is (self, '{')) {
    malformed (error);
    return NULL;
  }
  if (!next_is (self, '}')) {
    do {
      const char *key;
      gsize length;

      if (!take_string (self, &key, &length, error))
        return NULL;
      if (!next_is (self, ':')) {
        malformed (error);
        return NULL;
      }
      if (length == 11 && memcmp (key, "coordinates", 11) == 0) {
        /* Twice the same member: nothing tells which one was meant. */
        if (coordinates.height != 0) {
          malformed (error);
          return NULL;
        }
        if (!take_coordinates (self, &coordinates, 1, &coordinates.height, error))
          return NULL;
      } else if (length == 4 && memcmp (key, "type", 4) == 0) {
        if (type != NULL) {
          malformed (error);
          return NULL;
        }
        if (!take_string (self, &type, &type_length, error))
          return NULL;
      } else if (!skip_value (self, 0, error)) {
        return NULL;
      }
    } while (next_is (self, ','));
    if (!next_is (self, '}')) {
      malformed (error);
      return NULL;
    }
  }
  if (type == NULL) {
    fail (error, NORD_GEO_ERROR_INVALID, _ ("The geometry has no type"));
    return NULL;
  }
  if (!kind_from_name (type, type_length, &kind, error))
    return NULL;
  return coordinates_to_shape (&coordinates, kind, grid, error);
}

/* The same from a tree. */

static gboolean
visit_coordinates (JsonNode *node, Coordinates *to, guint depth, guint *height, GError **error)
{
  JsonArray *array;
  guint child = 0, n;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, NORD_GEO_ERROR_INVALID, _ ("The coordinates are not a list"));
  array = json_node_get_array (node);
  n = json_array_get_length (array);
  if (n > 0 && JSON_NODE_HOLDS_VALUE (json_array_get_element (array, 0))) {
    double position[2] = {0, 0};

    if (n < 2)
      return fail (error, NORD_GEO_ERROR_INVALID, _ ("A position needs longitude and latitude"));
    for (guint i = 0; i < n; i++) {
      JsonNode *value = json_array_get_element (array, i);
      GType type = json_node_get_value_type (value);

      if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
        return fail (error, NORD_GEO_ERROR_INVALID, _ ("A coordinate is not a number"));
      if (i < 2)
        position[i] = json_node_get_double (value);
    }
    *height = 1;
    return coordinates_add (to, position, error);
  }
  if (depth == 4)
    return fail (error, NORD_GEO_ERROR_INVALID, _ ("The coordinates nest too deep"));
  for (guint i = 0; i < n; i++) {
    guint this_child;

    if (!visit_coordinates (json_array_get_element (array, i), to, depth + 1, &this_child, error))
      return FALSE;
    if (child != 0 && this_child != child)
      return fail (error, NORD_GEO_ERROR_INVALID, _ ("The coordinates nest unevenly"));
    child = this_child;
  }
  return coordinates_close (to, child, height, error);
}

/**
 * nord_geojson_append_number:
 * @to: where the text goes
 * @degrees: a coordinate, from -999 to 999, rounded to 1e-7
 *
 * Appends the shortest decimal that reads back as the same coordinate, as RFC 8785 has it.
 */
void
nord_geojson_append_number (GString *to, double degrees)
{
  char buffer[NUMBER_SIZE];

  g_return_if_fail (to != NULL && fabs (degrees) <= 999);
  g_string_append_len (to, buffer, put_number (buffer, degrees) - buffer);
}

/**
 * nord_geojson_append:
 * @to: where the text goes
 * @shape: (nullable): a shape
 *
 * Appends the geometry object of RFC 7946 in the canonical form of RFC 8785 (members sorted, no
 * white space, shortest numbers), or `null`. Reading it back gives an equal shape.
 */
void
nord_geojson_append (GString *to, const NordShape *shape)
{
  gboolean many;

  g_return_if_fail (to != NULL);
  if (shape == NULL) {
    g_string_append (to, "null");
    return;
  }
  many = shape->kind > NORD_SHAPE_AREA;
  g_string_append (to, "{\"coordinates\":");
  if (many)
    g_string_append_c (to, '[');
  for (guint p = 0; p < shape->n_parts; p++) {
    if (p > 0)
      g_string_append_c (to, ',');
    append_part (to, shape, p);
  }
  if (many)
    g_string_append_c (to, ']');
  g_string_append (to, ",\"type\":\"");
  g_string_append (to, kind_names[shape->kind]);
  g_string_append (to, "\"}");
}

/**
 * nord_geojson_parse:
 * @text: one geometry object of RFC 7946
 * @length: its length in bytes, or -1 where it ends with a NUL
 *
 * Reads the text in one pass without a tree. Altitudes and foreign members are dropped; members
 * may come in any order, each once.
 *
 * Errors: those of nord_shape_new(), %NORD_GEO_ERROR_INVALID for what is not well-formed,
 * %NORD_GEO_ERROR_UNSUPPORTED for collections.
 *
 * Returns: (transfer full): a shape, or NULL with @error set
 */
NordShape *
nord_geojson_parse (const char *text, gssize length, GError **error)
{
  return nord_geojson_parse_in (text, length, NULL, error);
}

/**
 * nord_geojson_parse_in:
 * @text: one geometry object
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @grid: (nullable): what its file says that the coordinates are in; %NULL is WGS 84
 *
 * The same as nord_geojson_parse() for files of before RFC 7946.
 *
 * Returns: (transfer full): a shape, or NULL with @error set, also as for nord_grid_convert()
 */
NordShape *
nord_geojson_parse_in (const char *text, gssize length, NordGrid *grid, GError **error)
{
  g_autoptr (NordShape) shape = NULL;
  Text reader;

  g_return_val_if_fail (text != NULL, NULL);
  reader.at = text;
  reader.end = text + (length < 0 ? (gssize) strlen (text) : length);
  shape = take_geometry (&reader, grid, error);
  if (shape == NULL)
    return NULL;
  skip_space (&reader);
  if (reader.at != reader.end) {
    malformed (error);
    return NULL;
  }
  return g_steal_pointer (&shape);
}

/**
 * nord_geojson_parse_node:
 * @node: one geometry object of RFC 7946, not `null`
 *
 * The same as nord_geojson_parse() for a tree that is there already.
 *
 * Returns: (transfer full): a shape, or NULL with @error set
 */
NordShape *
nord_geojson_parse_node (JsonNode *node, GError **error)
{
  g_auto (Coordinates) coordinates;
  JsonObject *object;
  JsonNode *type, *list;
  NordShapeKind kind;
  const char *name;

  g_return_val_if_fail (node != NULL, NULL);
  coordinates_init (&coordinates);
  object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  type = object != NULL ? json_object_get_member (object, "type") : NULL;
  if (type == NULL || json_node_get_value_type (type) != G_TYPE_STRING) {
    fail (error, NORD_GEO_ERROR_INVALID, _ ("The geometry has no type"));
    return NULL;
  }
  name = json_node_get_string (type);
  if (!kind_from_name (name, strlen (name), &kind, error))
    return NULL;
  list = json_object_get_member (object, "coordinates");
  if (list == NULL) {
    fail (error, NORD_GEO_ERROR_INVALID, _ ("The coordinates are not a list"));
    return NULL;
  }
  if (!visit_coordinates (list, &coordinates, 1, &coordinates.height, error))
    return NULL;
  return coordinates_to_shape (&coordinates, kind, NULL, error);
}
