/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Shapes are checked, canonical and the same value in every form. */
#include "core/geo/geojson.h"
#include "core/geo/shape.h"
#include "core/geo/wkb.h"

#include <math.h>
#include <string.h>

static const double square[] = {7.45, 51.52, 7.46, 51.52, 7.46, 51.53, 7.45, 51.53, 7.45, 51.52};

static void
assert_text (const NordShape *shape, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  nord_geojson_append (text, shape);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_point (void)
{
  g_autoptr (NordShape) a = nord_shape_new_point (7.45678912345, 51.5);
  g_autoptr (NordShape) b = nord_shape_new_point (7.45678909, 51.50000004);
  g_autoptr (NordShape) c = nord_shape_new_point (7.4567890, 51.5);
  double lon, lat;

  g_assert_cmpfloat (a->xy[0], ==, 7.4567891);
  g_assert_true (nord_shape_equal (a, b));
  g_assert_false (nord_shape_equal (a, c));
  g_assert_true (nord_shape_equal (NULL, NULL));
  g_assert_false (nord_shape_equal (a, NULL));
  nord_shape_get_anchor (a, &lon, &lat);
  g_assert_cmpfloat (lon, ==, 7.4567891);
  g_assert_cmpfloat (lat, ==, 51.5);
  assert_text (a, "{\"coordinates\":[7.4567891,51.5],\"type\":\"Point\"}");
}

static void
test_refused (void)
{
  static const double outside[] = {7, 51, 181, 51};
  static const double not_finite[] = {7, 51, NAN, 51};
  static const guint past_end[] = {6}, falling[] = {4, 2}, empty_ring[] = {5, 5};
  static const guint split[] = {2, 5};
  g_autofree double *many = g_new0 (double, 2 * (NORD_SHAPE_MAX_POINTS + 1));
  const struct {
    NordShapeKind kind;
    const double *xy;
    guint n;
    const guint *rings;
    guint n_rings;
    int code;
  } cases[] = {
    {NORD_SHAPE_LINE, outside, 2, NULL, 0, NORD_GEO_ERROR_INVALID},
    {NORD_SHAPE_LINE, not_finite, 2, NULL, 0, NORD_GEO_ERROR_INVALID},
    {NORD_SHAPE_LINE, square, 1, NULL, 0, NORD_GEO_ERROR_INVALID},
    {NORD_SHAPE_LINE, square, 0, NULL, 0, NORD_GEO_ERROR_INVALID},
    {NORD_SHAPE_POINT, square, 2, NULL, 0, NORD_GEO_ERROR_INVALID},
    {NORD_SHAPE_AREA, square, 3, NULL, 0, NORD_GEO_ERROR_INVALID},
    {NORD_SHAPE_AREA, square, 4, NULL, 0, NORD_GEO_ERROR_INVALID},
    {NORD_SHAPE_AREA, square, 5, past_end, 1, NORD_GEO_ERROR_INVALID},
    {NORD_SHAPE_AREA, square, 5, falling, 2, NORD_GEO_ERROR_INVALID},
    {NORD_SHAPE_AREA, square, 5, empty_ring, 2, NORD_GEO_ERROR_INVALID},
    {NORD_SHAPE_LINE, square, 5, split, 2, NORD_GEO_ERROR_INVALID},
    {NORD_SHAPE_LINE, many, NORD_SHAPE_MAX_POINTS + 1, NULL, 0, NORD_GEO_ERROR_TOO_LARGE},
    {(NordShapeKind) 7, square, 5, NULL, 0, NORD_GEO_ERROR_UNSUPPORTED},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("case %u", i);
    g_assert_null (nord_shape_new (cases[i].kind, cases[i].xy, cases[i].n, cases[i].rings,
                                   cases[i].n_rings, NULL, 0, &error));
    g_assert_error (error, NORD_GEO_ERROR, cases[i].code);
  }
}

static void
test_direction (void)
{
  g_autoptr (NordShape) there = nord_shape_new_area (square, 5, NULL);
  g_autoptr (NordShape) open = nord_shape_new_area (square, 4, NULL);
  g_autoptr (NordShape) back = NULL;
  double reversed[10];

  for (guint i = 0; i < 5; i++)
    memcpy (reversed + 2 * i, square + 2 * (4 - i), 16);
  back = nord_shape_new_area (reversed, 5, NULL);
  g_assert_true (nord_shape_equal (there, back));
  g_assert_true (nord_shape_equal (there, open));
  g_assert_cmpfloat (there->xy[2], ==, 7.46); /* east first: counterclockwise */
}

static void
test_anchor (void)
{
  /* A horseshoe, open to the north: its centroid lies in the gap. */
  static const double horseshoe[] = {0, 0, 10, 0, 10, 10, 9, 10, 9, 1, 1, 1, 1, 10, 0, 10};
  static const double line[] = {7, 51, 7, 51.1, 7, 51.4};
  static const double ring_with_hole[] = {0, 0, 9, 0, 9, 9, 0, 9, 0, 0,
                                          2, 2, 2, 7, 7, 7, 7, 2, 2, 2};
  static const guint two[] = {5, 10};
  g_autoptr (NordShape) a = nord_shape_new_area (horseshoe, 8, NULL);
  g_autoptr (NordShape) b = nord_shape_new_line (line, 3, NULL);
  g_autoptr (NordShape) c =
    nord_shape_new (NORD_SHAPE_AREA, ring_with_hole, 10, two, 2, NULL, 0, NULL);
  double lon, lat;

  nord_shape_get_anchor (a, &lon, &lat);
  g_assert_true ((lat > 0 && lat < 1 && lon > 0 && lon < 10) ||
                 (lat < 10 && ((lon > 0 && lon < 1) || (lon > 9 && lon < 10))));
  nord_shape_get_anchor (b, &lon, &lat);
  g_assert_cmpfloat (fabs (lat - 51.2), <, 1e-9);
  nord_shape_get_anchor (c, &lon, &lat);
  g_assert_false (lon >= 2 && lon <= 7 && lat >= 2 && lat <= 7);
  g_assert_true (lon > 0 && lon < 9 && lat > 0 && lat < 9);
}

/* The reference: the shortest of all decimals that read back, found by trying. */
static char *
shortest (double value)
{
  char buffer[32];

  if (value == 0)
    return g_strdup ("0");
  for (int digits = 1; digits <= 17; digits++) {
    char format[8];

    g_snprintf (format, sizeof format, "%%.%dg", digits);
    g_ascii_formatd (buffer, sizeof buffer, format, value);
    if (g_ascii_strtod (buffer, NULL) == value)
      break;
  }
  if (strchr (buffer, 'e') != NULL && fabs (value) >= 1e-6) {
    /* ECMAScript turns to the exponent later than printf does. */
    g_ascii_formatd (buffer, sizeof buffer, "%.7f", value);
    for (char *end = buffer + strlen (buffer); end[-1] == '0' || end[-1] == '.';)
      if (*--end == '.') {
        *end = 0;
        break;
      } else {
        *end = 0;
      }
  } else if (strstr (buffer, "e-07") != NULL) {
    memcpy (strstr (buffer, "e-07"), "e-7", 4);
  }
  return g_strdup (buffer);
}

static void
test_numbers (void)
{
  static const gint64 units[] = {0,          1,           -9,       10,        12,
                                 -99,        100,         10000000, -10000001, 1800000000,
                                 1799999999, -1800000000, 90000000, 900000000, 74567891};

  for (guint i = 0; i < 20000; i++) {
    gint64 unit = i < G_N_ELEMENTS (units)
                    ? units[i]
                    : g_test_rand_int_range (-1800000000, 1800000000) / (gint64) pow (10, i % 10);
    double value = unit / 1e7 + 0.0;
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *expected = shortest (value);

    nord_geojson_append_number (text, value);
    g_assert_cmpstr (text->str, ==, expected);
    g_assert_cmpfloat (g_ascii_strtod (text->str, NULL), ==, value);
  }
}

static NordShape *
random_shape (void)
{
  NordShapeKind kind = (NordShapeKind) g_test_rand_int_range (1, 7);
  gboolean area = kind == NORD_SHAPE_AREA || kind == NORD_SHAPE_MULTI_AREA;
  gboolean point = kind == NORD_SHAPE_POINT || kind == NORD_SHAPE_MULTI_POINT;
  guint n_parts = kind > NORD_SHAPE_AREA ? (guint) g_test_rand_int_range (1, 5) : 1;
  g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GError) error = NULL;
  NordShape *shape;

  for (guint p = 0; p < n_parts; p++) {
    guint n_rings = area ? (guint) g_test_rand_int_range (1, 4) : 1, end;

    for (guint r = 0; r < n_rings; r++) {
      guint n = point ? 1 : (guint) g_test_rand_int_range (area ? 3 : 2, 20), from = xy->len;

      for (guint i = 0; i < n; i++) {
        double at[2] = {g_test_rand_double_range (-180, 180), g_test_rand_double_range (-90, 90)};

        g_array_append_vals (xy, at, 2);
      }
      if (area) {
        double first[2] = {g_array_index (xy, double, from), g_array_index (xy, double, from + 1)};

        g_array_append_vals (xy, first, 2);
      }
      end = xy->len / 2;
      g_array_append_val (rings, end);
    }
    end = rings->len;
    g_array_append_val (parts, end);
  }
  shape = nord_shape_new (kind, (const double *) xy->data, xy->len / 2, (const guint *) rings->data,
                          rings->len, (const guint *) parts->data, parts->len, &error);
  g_assert_no_error (error);
  return shape;
}

/* The same bytes as a big-endian machine writes them, optionally with a Z of its own style. */
static void
append_big (GByteArray *to, const NordShape *shape, guint part, guint32 code, guint n_extra)
{
  guint kind = shape->kind > NORD_SHAPE_AREA ? shape->kind - 3 : shape->kind;
  guint first = part ? shape->part_ends[part - 1] : 0, end = shape->part_ends[part];
  guint8 zero = 0;
  guint32 word = GUINT32_TO_BE (code);

  g_byte_array_append (to, &zero, 1);
  g_byte_array_append (to, (guint8 *) &word, 4);
  if (kind == NORD_SHAPE_AREA) {
    word = GUINT32_TO_BE (end - first);
    g_byte_array_append (to, (guint8 *) &word, 4);
  }
  for (guint r = first; r < end; r++) {
    guint from = r ? shape->ring_ends[r - 1] : 0;

    if (kind != NORD_SHAPE_POINT) {
      word = GUINT32_TO_BE (shape->ring_ends[r] - from);
      g_byte_array_append (to, (guint8 *) &word, 4);
    }
    for (guint i = from; i < shape->ring_ends[r]; i++)
      for (guint k = 0; k < 2 + n_extra; k++) {
        double value = k < 2 ? shape->xy[2 * i + k] : 123.456;
        guint64 bits;

        memcpy (&bits, &value, 8);
        bits = GUINT64_TO_BE (bits);
        g_byte_array_append (to, (guint8 *) &bits, 8);
      }
  }
}

static void
test_round_trips (void)
{
  for (guint i = 0; i < 5000; i++) {
    g_autoptr (NordShape) shape = random_shape ();
    g_autoptr (NordShape) from_text = NULL, from_node = NULL, from_wkb = NULL, from_blob = NULL;
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GByteArray) wkb = g_byte_array_new (), blob = g_byte_array_new ();
    g_autoptr (JsonNode) node = NULL;
    g_autoptr (GError) error = NULL;
    gint32 srs = 0;

    nord_geojson_append (text, shape);
    from_text = nord_geojson_parse (text->str, -1, &error);
    g_assert_no_error (error);
    g_assert_true (nord_shape_equal (shape, from_text));

    node = json_from_string (text->str, &error);
    g_assert_no_error (error);
    from_node = nord_geojson_parse_node (node, &error);
    g_assert_no_error (error);
    g_assert_true (nord_shape_equal (shape, from_node));

    nord_wkb_append (wkb, shape);
    from_wkb = nord_wkb_decode (wkb->data, wkb->len, &error);
    g_assert_no_error (error);
    g_assert_true (nord_shape_equal (shape, from_wkb));

    nord_wkb_append_blob (blob, shape);
    from_blob = nord_wkb_decode_blob (blob->data, blob->len, &srs, &error);
    g_assert_no_error (error);
    g_assert_cmpint (srs, ==, 4326);
    g_assert_true (nord_shape_equal (shape, from_blob));
  }
}

static void
test_foreign_wkb (void)
{
  static const struct {
    guint32 add; /* to the kind */
    guint n_extra;
  } styles[] = {{0, 0},           {1000, 1},        {2000, 1},       {3000, 2},
                {0x80000000u, 1}, {0x40000000u, 1}, {0xc0000000u, 2}};

  for (guint i = 0; i < 2000; i++) {
    g_autoptr (NordShape) shape = random_shape ();
    g_autoptr (NordShape) back = NULL;
    g_autoptr (GByteArray) wkb = g_byte_array_new ();
    g_autoptr (GError) error = NULL;
    guint s = i % G_N_ELEMENTS (styles);
    guint32 kind = shape->kind;

    if (kind > NORD_SHAPE_AREA) {
      guint8 zero = 0;
      guint32 word = GUINT32_TO_BE (kind + styles[s].add);

      g_byte_array_append (wkb, &zero, 1);
      g_byte_array_append (wkb, (guint8 *) &word, 4);
      word = GUINT32_TO_BE (shape->n_parts);
      g_byte_array_append (wkb, (guint8 *) &word, 4);
      kind -= 3;
    }
    for (guint p = 0; p < shape->n_parts; p++)
      append_big (wkb, shape, p, kind + styles[s].add, styles[s].n_extra);
    back = nord_wkb_decode (wkb->data, wkb->len, &error);
    g_assert_no_error (error);
    g_assert_true (nord_shape_equal (shape, back));
  }
}

/* Cut anywhere it must be refused; with any byte changed it is refused or another sound shape. The
 * copy has no byte to spare, so that a sanitizer sees a read past the end. */
static void
test_hostile_wkb (void)
{
  for (guint i = 0; i < 300; i++) {
    g_autoptr (NordShape) shape = random_shape ();
    g_autoptr (GByteArray) blob = g_byte_array_new ();

    nord_wkb_append_blob (blob, shape);
    for (gsize cut = 0; cut < blob->len; cut += 1 + cut / 64) {
      g_autofree guint8 *copy = g_memdup2 (blob->data, cut);
      g_autoptr (GError) error = NULL;

      g_assert_null (nord_wkb_decode_blob (copy, cut, NULL, &error));
      g_assert_nonnull (error);
    }
    for (guint k = 0; k < 100; k++) {
      g_autofree guint8 *copy = g_memdup2 (blob->data, blob->len);
      g_autoptr (NordShape) back = NULL;

      copy[g_test_rand_int_range (0, blob->len)] = (guint8) g_test_rand_int ();
      back = nord_wkb_decode_blob (copy, blob->len, NULL, NULL);
      if (back != NULL) {
        g_autoptr (GByteArray) again = g_byte_array_new ();
        g_autoptr (NordShape) third = NULL;

        nord_wkb_append (again, back);
        third = nord_wkb_decode (again->data, again->len, NULL);
        g_assert_true (nord_shape_equal (back, third));
      }
    }
  }
}

static void
test_huge_counts (void)
{
  static const struct {
    const char *bytes;
    gsize n;
    int code;
  } cases[] = {
    /* 4 G positions, rings, parts; a collection; a curve; an unknown order; something after. */
    {"\1\2\0\0\0\xff\xff\xff\xff", 9, NORD_GEO_ERROR_INVALID},
    {"\1\3\0\0\0\xff\xff\xff\xff", 9, NORD_GEO_ERROR_INVALID},
    {"\1\3\0\0\0\xff\xff\xff\xff\0\0\0\0\0\0\0\0", 17, NORD_GEO_ERROR_INVALID},
    {"\1\6\0\0\0\xff\xff\xff\xff", 9, NORD_GEO_ERROR_INVALID},
    {"\1\6\0\0\0\0\0\0\0", 9, NORD_GEO_ERROR_INVALID},
    {"\1\7\0\0\0\0\0\0\0", 9, NORD_GEO_ERROR_UNSUPPORTED},
    {"\1\x0a\0\0\0\0\0\0\0", 9, NORD_GEO_ERROR_UNSUPPORTED},
    {"\2\1\0\0\0", 5, NORD_GEO_ERROR_INVALID},
    {"\1\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0!", 22, NORD_GEO_ERROR_INVALID},
    /* POINT EMPTY is a point without numbers. */
    {"\1\1\0\0\0\0\0\0\0\0\0\xf8\x7f\0\0\0\0\0\0\xf8\x7f", 21, NORD_GEO_ERROR_INVALID},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("case %u", i);
    g_assert_null (nord_wkb_decode ((const guint8 *) cases[i].bytes, cases[i].n, &error));
    g_assert_error (error, NORD_GEO_ERROR, cases[i].code);
  }
}

static void
test_geojson_forms (void)
{
  static const struct {
    const char *in, *out;
  } good[] = {
    {" { \"type\" : \"Point\", \"coordinates\" : [ 7.5 , 51.5 , 80 ] } ",
     "{\"coordinates\":[7.5,51.5],\"type\":\"Point\"}"},
    {"{\"coordinates\":[-0,-0.00000001],\"type\":\"Point\"}",
     "{\"coordinates\":[0,0],\"type\":\"Point\"}"},
    {"{\"type\":\"Point\",\"coordinates\":[7.45e0,5.15E+1],\"bbox\":[1,{\"a\":[null,true]}],\"x\":"
     "\"\\\"}\"}",
     "{\"coordinates\":[7.45,51.5],\"type\":\"Point\"}"},
    {"{\"type\":\"Point\",\"coordinates\":[7.12345674999999000000,51.123456750000000000001]}",
     "{\"coordinates\":[7.1234567,51.1234568],\"type\":\"Point\"}"},
    {"{\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,4]]}",
     "{\"coordinates\":[[1,2],[3,4]],\"type\":\"MultiPoint\"}"},
    {"{\"type\":\"MultiLineString\",\"coordinates\":[[[1,2],[3,4]],[[5,6],[7,8],[9,10]]]}",
     "{\"coordinates\":[[[1,2],[3,4]],[[5,6],[7,8],[9,10]]],\"type\":\"MultiLineString\"}"},
    {"{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[0,1],[1,1],[0,0]]],[[[2,2],[3,2],[3,3],["
     "2,2]]]]}",
     "{\"coordinates\":[[[[0,0],[1,1],[0,1],[0,0]]],[[[2,2],[3,2],[3,3],[2,2]]]],\"type\":"
     "\"MultiPolygon\"}"},
  };
  static const char *const bad[] = {
    "",
    "{",
    "{}",
    "null",
    "[1,2]",
    "{\"type\":\"Point\"}",
    "{\"coordinates\":[1,2]}",
    "{\"type\":\"Point\",\"coordinates\":[1]}",
    "{\"type\":\"Point\",\"coordinates\":[1,\"2\"]}",
    "{\"type\":\"Point\",\"coordinates\":[]}",
    "{\"type\":\"Point\",\"coordinates\":[1,2]",
    "{\"type\":\"Point\",\"coordinates\":[1,2]}}",
    "{\"type\":\"Point\",\"coordinates\":[1,2],}",
    "{\"type\":\"Point\",\"coordinates\":[1,2,]}",
    "{\"type\":\"Point\",\"coordinates\":[01,2]}",
    "{\"type\":\"Point\",\"coordinates\":[1.,2]}",
    "{\"type\":\"Point\",\"coordinates\":[.5,2]}",
    "{\"type\":\"Point\",\"coordinates\":[NaN,2]}",
    "{\"type\":\"Point\",\"coordinates\":[1e999,2]}",
    "{\"type\":\"Point\",\"coordinates\":[[1,2]]}",
    "{\"type\":\"LineString\",\"coordinates\":[1,2]}",
    "{\"type\":\"LineString\",\"coordinates\":[[1,2],[[3,4]]]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[]]}",
    "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[[0,0],[1,0],[1,1],[0,0]]]]]}",
    "{\"type\":\"GeometryCollection\",\"geometries\":[]}",
    "{\"type\":\"point\",\"coordinates\":[1,2]}",
    "{\"type\":\"Point\",\"coordinates\":[1,2],\"coordinates\":[3,4]}",
    "{\"type\":\"Point\",\"type\":\"Point\",\"coordinates\":[1,2]}",
  };
  g_autoptr (GString) deep = g_string_new ("{\"x\":");

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (NordShape) shape = nord_geojson_parse (good[i].in, -1, &error);

    g_assert_no_error (error);
    assert_text (shape, good[i].out);
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL, ignored = NULL;
    g_autoptr (JsonNode) node = json_from_string (bad[i], &ignored);
    gsize n = strlen (bad[i]);
    g_autofree char *copy = g_memdup2 (bad[i], MAX (n, 1));

    g_test_message ("%s", bad[i]);
    g_assert_null (nord_geojson_parse (copy, n, &error));
    g_assert_cmpuint (error->domain, ==, NORD_GEO_ERROR);
    /* json-glib is more tolerant (it keeps the last of two members); what it lets through as a
     * tree must still be no shape where the tree itself is wrong. */
    if (node != NULL && strstr (bad[i], "\"type\":\"Point\",\"type\"") == NULL &&
        strstr (bad[i], "],\"coordinates\"") == NULL && !strstr (bad[i], "],}") &&
        !strstr (bad[i], ",]") && !strstr (bad[i], "}}") && !strstr (bad[i], "[01") &&
        !strstr (bad[i], "[1.,") && !strstr (bad[i], "[.5")) {
      g_clear_error (&error);
      g_assert_null (nord_geojson_parse_node (node, &error));
      g_assert_cmpuint (error->domain, ==, NORD_GEO_ERROR);
    }
  }
  for (guint i = 0; i < 200000; i++)
    g_string_append_c (deep, '[');
  g_assert_null (nord_geojson_parse (deep->str, deep->len, NULL));
  g_string_assign (deep, "{\"coordinates\":");
  for (guint i = 0; i < 200000; i++)
    g_string_append_c (deep, '[');
  g_assert_null (nord_geojson_parse (deep->str, deep->len, NULL));
}

static void
test_too_many (void)
{
  g_autoptr (GString) text = g_string_new ("{\"type\":\"LineString\",\"coordinates\":[[0,0]");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < NORD_SHAPE_MAX_POINTS; i++)
    g_string_append (text, ",[1,1]");
  g_string_append (text, "]}");
  g_assert_null (nord_geojson_parse (text->str, text->len, &error));
  g_assert_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/geo/shape/point", test_point);
  g_test_add_func ("/geo/shape/refused", test_refused);
  g_test_add_func ("/geo/shape/direction", test_direction);
  g_test_add_func ("/geo/shape/anchor", test_anchor);
  g_test_add_func ("/geo/geojson/numbers", test_numbers);
  g_test_add_func ("/geo/geojson/forms", test_geojson_forms);
  g_test_add_func ("/geo/geojson/too-many", test_too_many);
  g_test_add_func ("/geo/round-trips", test_round_trips);
  g_test_add_func ("/geo/wkb/foreign", test_foreign_wkb);
  g_test_add_func ("/geo/wkb/hostile", test_hostile_wkb);
  g_test_add_func ("/geo/wkb/huge-counts", test_huge_counts);
  return g_test_run ();
}
