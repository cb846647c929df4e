/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Import of GeoJSON (RFC 7946): a collection of features, a single one, or one after the other
 * (RFC 8142 and its relatives). The text is walked over once to find the features, their members
 * and the names of their properties; what was found is then read. */
#include "core/exchange/import-format.h"
#include "core/exchange/import.h"
#include "core/exchange/json-scan.h"
#include "core/geo/geojson.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FEATURES_A_LOOK 256

/* The members of one feature. */
typedef struct {
  NordJsonSpan geometry, properties, id;
  gboolean is_feature;
  gboolean twice; /* a member stands twice: which one counts, nobody can know (RFC 8259, 4) */
} Members;

typedef struct {
  NordJsonSpan whole;
  guint line;
  gboolean is_object;
  Members members;
} Feature;

static const NordJsonSpan nowhere = {0, 0};

static gboolean
syntax_error (NordJsonScan *scan, GError **error)
{
  const guint line = nord_json_scan_line (scan, scan->at);
  gsize begin = MIN (scan->at, scan->length);

  while (begin > 0 && scan->text[begin - 1] != '\n')
    begin--;
  /* Translators: line and character, then what is wrong there. */
  g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_INVALID,
               _ ("Line %u, character %u: %s"), line, (guint) (scan->at - begin) + 1,
               scan->fault != NULL ? scan->fault : _ ("this is no GeoJSON"));
  return FALSE;
}

static void
take_member (NordJsonSpan *member, NordJsonSpan value, gboolean *twice)
{
  *twice |= member->length > 0;
  *member = value;
}

/* The column of a name. Features mostly have the same names in the same order, so the column after
 * the last one is looked at first. -1: none. */
static int
find_column (const GArray *columns, const char *name, gsize length, guint *guess)
{
  for (guint i = 0; i < columns->len; i++) {
    guint at = (*guess + i) % columns->len;
    const char *known = g_array_index (columns, NordColumn, at).name;

    if (strncmp (known, name, length) == 0 && known[length] == '\0') {
      *guess = at + 1;
      return (int) at;
    }
  }
  return -1;
}

static void
add_column (NordImport *self, const char *name, gsize length, guint *guess)
{
  if (length == 0 || find_column (self->columns, name, length, guess) >= 0 ||
      self->columns->len >= NORD_EXCHANGE_MAX_COLUMNS)
    return;
  NordColumn column = {.name = g_strndup (name, length)};
  g_array_append_val (self->columns, column);
}

/* Passes over the properties. The columns are their names as they stand in the file, escapes and
 * all; real names have none. */
static gboolean
skip_properties (NordImport *self, NordJsonScan *scan, NordJsonSpan *span, guint *guess)
{
  gboolean first = TRUE;
  NordJsonSpan name;

  if (nord_json_scan_peek (scan) != NORD_JSON_OBJECT)
    return nord_json_scan_skip (scan, span);
  span->at = scan->at;
  nord_json_scan_enter (scan);
  while (nord_json_scan_member (scan, &first, &name)) {
    add_column (self, scan->text + name.at, name.length, guess);
    if (!nord_json_scan_skip (scan, NULL))
      return FALSE;
  }
  span->length = scan->at - span->at;
  return scan->fault == NULL;
}

/* Finds the members of one feature; reading stands at its brace. */
static gboolean
read_members (NordImport *self, NordJsonScan *scan, Members *members, guint *guess)
{
  gboolean first = TRUE;
  NordJsonSpan name, value = nowhere;

  *members = (Members){nowhere, nowhere, nowhere, FALSE, FALSE};
  nord_json_scan_enter (scan);
  while (nord_json_scan_member (scan, &first, &name)) {
    const gboolean properties = nord_json_scan_equal (scan, name, "properties");

    if (properties ? !skip_properties (self, scan, &value, guess)
                   : !nord_json_scan_skip (scan, &value))
      return FALSE;
    if (properties)
      take_member (&members->properties, value, &members->twice);
    else if (nord_json_scan_equal (scan, name, "type"))
      members->is_feature = nord_json_scan_equal (scan, value, "\"Feature\"");
    else if (nord_json_scan_equal (scan, name, "geometry"))
      take_member (&members->geometry, value, &members->twice);
    else if (nord_json_scan_equal (scan, name, "id"))
      take_member (&members->id, value, &members->twice);
  }
  if (members->id.length > 0)
    add_column (self, "id", 2, guess);
  return scan->fault == NULL;
}

/* A feature, or a bare geometry; reading stands at its brace. */
static gboolean
collect_feature (NordImport *self, NordJsonScan *scan, guint *guess, GError **error)
{
  Feature feature = {.whole = {scan->at, 0},
                     .line = nord_json_scan_line (scan, scan->at),
                     .is_object = TRUE};

  if (self->features->len >= NORD_EXCHANGE_MAX_ROWS) {
    g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_TOO_LARGE,
                 _ ("The file has more than %u rows"), NORD_EXCHANGE_MAX_ROWS);
    return FALSE;
  }
  if (!read_members (self, scan, &feature.members, guess))
    return syntax_error (scan, error);
  feature.whole.length = scan->at - feature.whole.at;
  g_array_append_val (self->features, feature);
  return TRUE;
}

static gboolean
collect_features (NordImport *self, NordJsonScan *scan, guint *guess, GError **error)
{
  gboolean first = TRUE;

  if (nord_json_scan_peek (scan) != NORD_JSON_ARRAY)
    return syntax_error (scan, error);
  nord_json_scan_enter (scan);
  while (nord_json_scan_element (scan, &first)) {
    if (nord_json_scan_peek (scan) == NORD_JSON_OBJECT) {
      if (!collect_feature (self, scan, guess, error))
        return FALSE;
    } else {
      /* Not an object: noted, and rejected when read. */
      Feature feature = {.whole = {scan->at, 0}, .line = nord_json_scan_line (scan, scan->at)};

      if (!nord_json_scan_skip (scan, NULL))
        return syntax_error (scan, error);
      g_array_append_val (self->features, feature);
    }
  }
  return scan->fault == NULL || syntax_error (scan, error);
}

/* Old files name their grid (GeoJSON 2008), by a name in one of its forms or by its number; that of
 * RFC 7946 needs no name. Coordinates are x, y whatever the grid says, as everyone writes them. */
static gboolean
take_grid (NordImport *self, NordJsonScan *scan, NordJsonSpan value, GError **error)
{
  g_autofree char *text =
    g_utf8_make_valid (scan->text + value.at, (gssize) MIN (value.length, 1000));
  g_autoptr (GRegex) names =
    g_regex_new ("\\b(EPSG|ESRI)(?::|(?::|\\\\?/)[0-9.]*(?::|\\\\?/))([0-9]{1,9})\"", 0, 0, NULL);
  g_autoptr (GRegex) numbers =
    g_regex_new ("\"(EPSG)\".*\"code\"\\s*:\\s*\"?([0-9]{1,9})\\b", G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) local = NULL;
  NordGrid *grid;

  if (g_str_equal (text, "null") || strstr (text, "CRS84") != NULL)
    return TRUE;
  if (!g_regex_match (names, text, 0, &match)) {
    g_clear_pointer (&match, g_match_info_unref);
    if (!g_regex_match (numbers, text, 0, &match)) {
      g_autofree char *shown = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 80));

      g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_UNSUPPORTED,
                   _ ("The file names its map grid in an unknown way: %s"), shown);
      return FALSE;
    }
  }
  g_autofree char *authority = g_match_info_fetch (match, 1);
  g_autofree char *number = g_match_info_fetch (match, 2);
  const int code = (int) g_ascii_strtoll (number, NULL, 10);
  if (g_str_equal (authority, "EPSG") && code == 4326)
    return TRUE;
  grid = nord_grid_new (authority, code, &local);
  if (grid != NULL)
    return nord_import_take_grid (self, grid, error);
  g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_UNSUPPORTED,
               _ ("The coordinates of the file cannot be converted: %s"), local->message);
  return FALSE;
}

/* One object at the top; reading stands at its brace. */
static gboolean
collect_object (NordImport *self, NordJsonScan *scan, guint *guess, GError **error)
{
  const gsize at = scan->at;
  gboolean first = TRUE, has_features = FALSE;
  NordJsonSpan name, value;

  nord_json_scan_line (scan, at);
  nord_json_scan_enter (scan);
  while (nord_json_scan_member (scan, &first, &name)) {
    if (nord_json_scan_equal (scan, name, "features")) {
      if (has_features) {
        scan->fault = _ ("the member “features” stands twice");
        return syntax_error (scan, error);
      }
      has_features = TRUE;
      if (!collect_features (self, scan, guess, error))
        return FALSE;
      continue;
    }
    if (!nord_json_scan_skip (scan, &value))
      return syntax_error (scan, error);
    if (nord_json_scan_equal (scan, name, "crs") && !take_grid (self, scan, value, error))
      return FALSE;
  }
  if (scan->fault != NULL)
    return syntax_error (scan, error);
  if (has_features)
    return TRUE;
  /* A feature of its own, or a bare geometry: the same object once more. */
  scan->at = at;
  return collect_feature (self, scan, guess, error);
}

static gboolean
geojson_open (NordImport *self, GError **error)
{
  NordJsonScan scan;
  gsize length;
  const char *text = g_bytes_get_data (self->text, &length);
  guint guess = 0;

  g_clear_pointer (&self->features, g_array_unref);
  self->features = g_array_new (FALSE, FALSE, sizeof (Feature));
  nord_json_scan_init (&scan, text, length);
  for (;;) {
    while (scan.at < length && (g_ascii_isspace (text[scan.at]) || text[scan.at] == 0x1E))
      scan.at++;
    if (scan.at >= length)
      break;
    if (nord_json_scan_peek (&scan) != NORD_JSON_OBJECT)
      return syntax_error (&scan, error);
    if (!collect_object (self, &scan, &guess, error))
      return FALSE;
  }
  self->own = nord_columns_propose (self->columns, self->subject);
  return TRUE;
}

static NordFieldKind
value_kind (const NordJsonScan *scan, NordJsonSpan span)
{
  const char first = scan->text[span.at];

  if (first == 't' || first == 'f')
    return NORD_FIELD_TRUTH;
  return first == '-' || g_ascii_isdigit (first) ? NORD_FIELD_NUMBER : NORD_FIELD_TEXT;
}

/* The value of a property as text; FALSE: null. */
static gboolean
value_text (NordJsonScan *scan, NordJsonSpan span, GString *to, gboolean *whole)
{
  const char *text = scan->text + span.at;

  *whole = TRUE;
  if (*text == '"') {
    *whole = nord_json_unescape (text + 1, span.length - 2, to);
    return TRUE;
  }
  if (*text == 'n' || *text == 'N' || *text == 'I' || (*text == '-' && text[1] == 'I'))
    return FALSE;
  g_string_truncate (to, 0);
  g_string_append_len (to, text, span.length);
  return TRUE;
}

/* Calls @put for each column with its value. */
static void
read_properties (NordImport *self,
                 NordJsonScan *whole,
                 const Members *members,
                 GString *value,
                 guint8 *there,
                 NordIntake *intake,
                 char **row,
                 guint line)
{
  NordJsonScan scan;
  NordJsonSpan name, span;
  gboolean first = TRUE, sound;
  guint guess = 0;

  memset (there, 0, self->columns->len);
  if (members->properties.length > 0 && whole->text[members->properties.at] == '{') {
    nord_json_scan_init (&scan, whole->text, members->properties.at + members->properties.length);
    scan.at = members->properties.at;
    nord_json_scan_enter (&scan);
    while (nord_json_scan_member (&scan, &first, &name) && nord_json_scan_skip (&scan, &span)) {
      int column = find_column (self->columns, scan.text + name.at, name.length, &guess);

      if (column < 0)
        continue;
      if (there[column]++ > 0 && intake != NULL)
        nord_intake_reject (intake, line, g_array_index (self->columns, NordColumn, column).name,
                            _ ("The name stands twice in this feature"));
      if (intake != NULL &&
          g_array_index (self->columns, NordColumn, column).role == NORD_ROLE_IGNORE)
        continue;
      if (!value_text (&scan, span, value, &sound))
        continue;
      if (!sound && intake != NULL)
        nord_intake_warn (intake, line, g_array_index (self->columns, NordColumn, column).name,
                          _ ("Half a character was replaced (a lone surrogate)"));
      if (intake != NULL)
        nord_intake_put (intake, column, value_kind (&scan, span), value->str, value->len);
      else if (row[column] == NULL)
        row[column] = g_utf8_make_valid (value->str, value->len);
    }
  }
  if (members->id.length > 0) {
    int column = find_column (self->columns, "id", 2, &guess);

    if (column >= 0 && there[column] == 0 && value_text (whole, members->id, value, &sound)) {
      if (intake != NULL)
        nord_intake_put (intake, column, value_kind (whole, members->id), value->str, value->len);
      else
        row[column] = g_utf8_make_valid (value->str, value->len);
    }
  }
}

static GPtrArray *
geojson_preview (NordImport *self, guint n_rows)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GString) value = g_string_new (NULL);
  g_autofree guint8 *there = g_new0 (guint8, self->columns->len + 1);
  NordJsonScan scan;
  gsize length;
  const char *text = g_bytes_get_data (self->text, &length);

  nord_json_scan_init (&scan, text, length);
  for (guint i = 0; i < self->features->len && rows->len < n_rows; i++) {
    char **row = g_new0 (char *, self->columns->len + 1);
    const Feature *feature = &g_array_index (self->features, Feature, i);

    if (feature->is_object)
      read_properties (self, &scan, &feature->members, value, there, NULL, row, 0);
    for (guint c = 0; c < self->columns->len; c++)
      if (row[c] == NULL)
        row[c] = g_strdup ("");
    g_ptr_array_add (rows, row);
  }
  return rows;
}

static void
read_geometry (NordJsonScan *scan, NordJsonSpan span, NordGrid *grid, NordIntake *intake)
{
  g_autoptr (GError) error = NULL;
  NordShape *shape;

  if (span.length == 0 || scan->text[span.at] == 'n')
    return;
  shape = nord_geojson_parse_in (scan->text + span.at, span.length, grid, &error);
  if (shape != NULL)
    nord_intake_put_shape (intake, shape);
  else
    nord_intake_reject_shape (intake, "geometry", error->message);
}

static void
read_feature (NordImport *self,
              NordJsonScan *scan,
              const Feature *feature,
              NordIntake *intake,
              GString *value,
              guint8 *there)
{
  const Members *members = &feature->members;

  if (!feature->is_object) {
    nord_intake_reject (intake, feature->line, NULL, _ ("This is no feature"));
    return;
  }
  nord_intake_begin (intake, feature->line);
  if (members->twice)
    nord_intake_reject (intake, feature->line, NULL, _ ("A member of the feature stands twice"));
  if (members->is_feature) {
    read_properties (self, scan, members, value, there, intake, NULL, feature->line);
    read_geometry (scan, members->geometry, self->grid, intake);
  } else {
    /* A bare geometry, or something that only looks like an object. */
    read_geometry (scan, feature->whole, self->grid, intake);
  }
  nord_intake_end (intake);
}

static gboolean
geojson_read (NordImport *self,
              NordIntake *intake,
              GCancellable *cancellable,
              GFileProgressCallback progress,
              gpointer progress_data,
              GError **error)
{
  g_autoptr (GString) value = g_string_new (NULL);
  g_autofree guint8 *there = g_new0 (guint8, self->columns->len + 1);
  NordJsonScan scan;
  gsize length;
  const char *text = g_bytes_get_data (self->text, &length);

  nord_json_scan_init (&scan, text, length);
  for (guint i = 0; i < self->features->len; i++) {
    if (i % FEATURES_A_LOOK == 0) {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (progress != NULL)
        progress (i, self->features->len, progress_data);
    }
    read_feature (self, &scan, &g_array_index (self->features, Feature, i), intake, value, there);
  }
  if (progress != NULL)
    progress (self->features->len, self->features->len, progress_data);
  return TRUE;
}

const NordImportFormat nord_import_geojson = {geojson_open, geojson_preview, geojson_read};
