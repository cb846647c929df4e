/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Rows become ideas here, whatever file they stood in. Nothing is guessed: what is not sure is
 * reported with its line. */
#include "core/exchange/intake.h"

#include "core/exchange/exchange-error.h"
#include "core/exchange/intake-private.h"
#include "core/exchange/wkt.h"
#include "core/geo/geojson.h"
#include "core/model/text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* As many changes go to a sink at once. */
#define CHANGES_A_HAND 256

static void
clear_fault (gpointer data)
{
  NordImportFault *fault = data;

  g_free (fault->column);
  g_free (fault->reason);
}

static void
hand_over (NordIntake *self)
{
  GPtrArray *changes = self->plan->changes;

  self->plan->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_change_free);
  if (changes->len > 0)
    self->setting.sink (changes, self->setting.sink_data);
  else
    g_ptr_array_unref (changes);
}

NordIntake *
nord_intake_new (const NordIntakeSetting *setting)
{
  NordIntake *self = g_new0 (NordIntake, 1);

  self->setting = *setting;
  self->plan = g_new0 (NordImportPlan, 1);
  self->plan->of_projects = setting->subject == NORD_SUBJECT_PROJECTS;
  self->plan->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_change_free);
  self->plan->rejected = g_array_new (FALSE, TRUE, sizeof (NordImportFault));
  self->plan->warnings = g_array_new (FALSE, TRUE, sizeof (NordImportFault));
  g_array_set_clear_func (self->plan->rejected, clear_fault);
  g_array_set_clear_func (self->plan->warnings, clear_fault);
  self->words = nord_intake_words_new ();
  self->seen = nord_digest_table_new ();
  self->repeated = nord_digest_table_new ();
  self->unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  for (guint i = 0; i < NORD_N_ROLES; i++)
    self->values[i] = g_string_new (NULL);
  self->appended = g_string_new (NULL);
  self->scratch = g_string_new (NULL);
  self->fields = g_array_new (FALSE, FALSE, sizeof (NordImportField));
  self->field_texts = g_string_chunk_new (1024);
  return self;
}

void
nord_intake_free (NordIntake *self)
{
  if (self == NULL)
    return;
  nord_import_plan_free (self->plan);
  nord_intake_words_free (self->words);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->repeated);
  g_hash_table_unref (self->unknown);
  g_array_unref (self->places);
  for (guint i = 0; i < NORD_N_ROLES; i++)
    g_string_free (self->values[i], TRUE);
  g_string_free (self->appended, TRUE);
  g_string_free (self->scratch, TRUE);
  g_array_unref (self->fields);
  g_string_chunk_free (self->field_texts);
  g_clear_pointer (&self->shape, nord_shape_unref);
  g_clear_object (&self->districts);
  g_free (self);
}

static void
note (NordIntake *self, GArray *faults, guint line, const char *column, const char *reason)
{
  NordImportFault fault = {line, g_strdup (column), g_strdup (reason), self->plan->n_read};

  if (faults->len >= NORD_EXCHANGE_MAX_FAULTS)
    clear_fault (&fault);
  else
    g_array_append_val (faults, fault);
}

void
nord_intake_reject (NordIntake *self, guint line, const char *column, const char *reason)
{
  if (self->open && self->refused)
    return;
  if (self->open)
    self->refused = TRUE;
  else
    self->plan->n_read++;
  self->plan->n_rejected++;
  note (self, self->plan->rejected, line, column, reason);
}

void
nord_intake_warn (NordIntake *self, guint line, const char *column, const char *reason)
{
  self->plan->n_warnings++;
  note (self, self->plan->warnings, line, column, reason);
}

void
nord_intake_reject_shape (NordIntake *self, const char *column, const char *reason)
{
  if (!self->setting.keep_unplaced) {
    nord_intake_reject (self, self->line, column, reason);
    return;
  }
  self->broken_place = TRUE;
  nord_intake_warn (self, self->line, column, reason);
}

guint
nord_intake_get_n_read (NordIntake *self)
{
  return self->plan->n_read;
}

const char *
nord_intake_column_of (NordIntake *self, NordRole role)
{
  int column = nord_columns_find_role (self->setting.columns, role);

  return column < 0 ? NULL : g_array_index (self->setting.columns, NordColumn, column).name;
}

/* A value for a message: short, on one line. */
char *
nord_intake_quote (const GString *value)
{
  if (g_utf8_strlen (value->str, value->len) <= 40)
    return g_strdup (value->str);
  g_autofree char *start = g_utf8_substring (value->str, 0, 39);
  return g_strconcat (start, "…", NULL);
}

void
nord_intake_begin (NordIntake *self, guint line)
{
  self->line = line;
  self->open = TRUE;
  self->refused = FALSE;
  self->broken_place = FALSE;
  self->plan->n_read++;
  for (guint i = 0; i < NORD_N_ROLES; i++)
    g_string_truncate (self->values[i], 0);
  g_string_truncate (self->appended, 0);
  g_clear_pointer (&self->shape, nord_shape_unref);
  g_array_set_size (self->fields, 0);
  g_string_chunk_clear (self->field_texts);
}

void
nord_intake_put (NordIntake *self, guint column, NordFieldKind kind, const char *text, gsize length)
{
  const NordColumn *c = &g_array_index (self->setting.columns, NordColumn, column);
  GString *to = c->role == NORD_ROLE_APPEND ? self->scratch : self->values[c->role];
  NordTidy tidy = NORD_TIDY_NOTHING;

  if (c->role == NORD_ROLE_IGNORE || self->refused)
    return;
  if (length > NORD_TEXT_MAX) {
    nord_intake_reject (self, self->line, c->name, _ ("The text is longer than 64 KiB"));
    return;
  }
  if (!self->setting.own && self->setting.feature_sink == NULL)
    tidy = c->role == NORD_ROLE_BODY || c->role == NORD_ROLE_APPEND
             ? NORD_TIDY_TRIM
             : NORD_TIDY_TRIM | NORD_TIDY_ONE_LINE;
  if (!nord_encoding_tidy (text, length, tidy, to)) {
    nord_intake_reject (self, self->line, c->name,
                        _ ("There are bytes that stand for no character"));
    return;
  }
  if (self->setting.feature_sink != NULL) {
    NordImportField field = {column, kind,
                             g_string_chunk_insert_len (self->field_texts, to->str,
                                                        (gssize) to->len)};

    g_array_append_val (self->fields, field);
  } else if (c->role == NORD_ROLE_APPEND && to->len > 0)
    g_string_append_printf (self->appended, "%s%s: %s", self->appended->len > 0 ? "\n" : "",
                            c->name, to->str);
}

void
nord_intake_put_shape (NordIntake *self, NordShape *shape)
{
  g_clear_pointer (&self->shape, nord_shape_unref);
  self->shape = shape;
}

/* One number of degrees. FALSE: reported. */
static gboolean
read_degrees (NordIntake *self, NordRole role, double *value)
{
  const NordCsvDialect dialect = {.decimal = self->setting.decimal};
  const GString *text = self->values[role];
  const double limit = role == NORD_ROLE_LON ? 180 : 90;
  g_autofree char *shown = nord_intake_quote (text);
  g_autofree char *reason = NULL;

  if (text->len == 0) {
    nord_intake_reject_shape (self, nord_intake_column_of (self, role),
                              _ ("Of longitude and latitude one is missing"));
    return FALSE;
  }
  if (!nord_csv_dialect_parse (&dialect, text->str, text->len, value)) {
    reason = g_strdup_printf (self->setting.decimal == ','
                                ? _ ("“%s” is no number of degrees with a decimal comma")
                                : _ ("“%s” is no number of degrees with a decimal point"),
                              shown);
  } else if (fabs (*value) <= limit) {
    return TRUE;
  } else if (strpbrk (text->str, ".,eE") == NULL) {
    reason = g_strdup_printf (_ ("%s lies beyond %d degrees; is a decimal sign missing?"), shown,
                              (int) limit);
  } else if (fabs (*value) > 10000) {
    reason = g_strdup_printf (_ ("%s lies beyond %d degrees; are these metres of a map grid? Only "
                                 "longitude and latitude (WGS 84) can be read."),
                              shown, (int) limit);
  } else {
    reason = g_strdup_printf (_ ("%s lies beyond %d degrees"), shown, (int) limit);
  }
  nord_intake_reject_shape (self, nord_intake_column_of (self, role), reason);
  return FALSE;
}

void
nord_intake_read_shape (NordIntake *self)
{
  const GString *text = self->values[NORD_ROLE_SHAPE];
  double lon, lat;

  if (self->shape != NULL || self->broken_place)
    return;
  if (text->len > 0) {
    g_autoptr (GError) error = NULL;

    self->shape = *text->str == '{' ? nord_geojson_parse (text->str, text->len, &error)
                                    : nord_wkt_parse (text->str, text->len, &error);
    if (self->shape == NULL)
      nord_intake_reject_shape (self, nord_intake_column_of (self, NORD_ROLE_SHAPE),
                                error->message);
    return;
  }
  if (self->values[NORD_ROLE_LON]->len == 0 && self->values[NORD_ROLE_LAT]->len == 0)
    return;
  if (read_degrees (self, NORD_ROLE_LON, &lon) && read_degrees (self, NORD_ROLE_LAT, &lat))
    self->shape = nord_shape_new_point (lon, lat);
}

/* Body and the columns that are kept at its end. */
void
nord_intake_join_body (NordIntake *self)
{
  GString *body = self->values[NORD_ROLE_BODY];

  if (self->appended->len == 0)
    return;
  if (body->len > 0)
    g_string_append (body, "\n\n");
  g_string_append_len (body, self->appended->str, self->appended->len);
  if (body->len > NORD_TEXT_MAX)
    nord_intake_reject (self, self->line, nord_intake_column_of (self, NORD_ROLE_BODY),
                        _ ("The text is longer than 64 KiB"));
}

/* The identity of the row in @source and @key. TRUE: it is here already, or was refused. */
static gboolean
is_duplicate (NordIntake *self, const char **source, char **key)
{
  const NordImportKnown *known = self->setting.known;
  NordDigest content = nord_digest_content (self->values[NORD_ROLE_TITLE]->str,
                                            self->values[NORD_ROLE_BODY]->str, self->shape);
  const NordDigest *before;

  *source = self->setting.source;
  if (self->setting.own) {
    const GString *given = self->values[NORD_ROLE_SOURCE_KEY];

    *source = given->len > 0 ? self->values[NORD_ROLE_SOURCE]->str : NORD_IMPORT_OWN_SOURCE;
    *key = g_strdup (given->len > 0 ? given->str : self->values[NORD_ROLE_KEY]->str);
  } else {
    *key = g_strdup (self->values[NORD_ROLE_KEY]->str);
  }
  if (**key == '\0') {
    /* Without a number of its own a row is what it says. Two people who say the same are two
     * ideas, so the second of two equal rows has a key of its own, the same at every import. */
    static const char digits[] = "0123456789abcdef";
    gint64 *count = g_hash_table_lookup (self->repeated, &content);
    GString *hex = g_string_sized_new (40);

    if (count == NULL) {
      count = g_new0 (gint64, 1);
      g_hash_table_insert (self->repeated, nord_digest_copy (&content), count);
    }
    ++*count;
    for (guint i = 0; i < sizeof content.bytes; i++) {
      g_string_append_c (hex, digits[content.bytes[i] >> 4]);
      g_string_append_c (hex, digits[content.bytes[i] & 15]);
    }
    if (*count > 1)
      g_string_append_printf (hex, "-%" G_GINT64_FORMAT, *count);
    g_free (*key);
    *key = g_string_free (hex, FALSE);
  }

  NordDigest by_key = nord_digest_key (*source, *key);
  if ((before = g_hash_table_lookup (self->seen, &by_key)) != NULL) {
    if (memcmp (before, &content, sizeof content) == 0) {
      self->plan->n_duplicates++;
    } else {
      g_autofree char *reason =
        g_strdup_printf (_ ("The number “%s” stands in the file before, with other content"), *key);
      nord_intake_reject (self, self->line, nord_intake_column_of (self, NORD_ROLE_KEY), reason);
    }
    return TRUE;
  }
  g_hash_table_insert (self->seen, nord_digest_copy (&by_key), nord_digest_copy (&content));
  switch (known != NULL ? nord_import_known_match (known, *source, *key, &content)
                        : NORD_KNOWN_NOT) {
  case NORD_KNOWN_OTHERWISE: {
    g_autofree char *reason = g_strdup_printf (
      _ ("“%s” is in the workshop already, with another text or place; it stays as it is"), *key);

    nord_intake_warn (self, self->line, nord_intake_column_of (self, NORD_ROLE_KEY), reason);
    self->plan->n_duplicates++;
    return TRUE;
  }
  case NORD_KNOWN_SAME:
    self->plan->n_duplicates++;
    return TRUE;
  case NORD_KNOWN_NOT:
  default:
    return FALSE;
  }
}

void
nord_intake_set_text (NordChange *change, guint field, const GString *value)
{
  if (value->len > 0)
    nord_change_set_text (change, field, value->str);
}

void
nord_intake_set_category (NordIntake *self, NordChange *change, guint field)
{
  const GString *value = self->values[NORD_ROLE_CATEGORY];
  const char *id;

  if (value->len == 0)
    return;
  id = nord_intake_words_find_category (self->words, value->str);
  if (id != NULL || self->setting.own) {
    nord_change_set_text (change, field, id != NULL ? id : value->str);
    return;
  }
  Mention *mention = g_hash_table_lookup (self->unknown, value->str);
  if (mention == NULL) {
    mention = g_new0 (Mention, 1);
    mention->line = self->line;
    g_hash_table_insert (self->unknown, g_strdup (value->str), mention);
  }
  mention->count++;
}

/* One of the allowed words of the model, else the word that new ideas have. */
static void
set_word (NordIntake *self, NordChange *change, guint field, NordRole role, const char *otherwise)
{
  const char *const *words = nord_noun_get (NORD_NOUN_IDEA)->fields[field].words;
  const GString *value = self->values[role];

  if (self->setting.own && value->len > 0 && g_strv_contains (words, value->str))
    nord_change_set_text (change, field, value->str);
  else if (!self->setting.own || value->len > 0)
    nord_change_set_text (change, field, otherwise);
}

/* A reference comes along only where the workshop has what it points to. */
static void
set_reference (NordIntake *self, NordChange *change, guint field, NordRole role)
{
  const GString *value = self->values[role];

  if (value->len > 0 && self->setting.known != NULL &&
      nord_import_known_has (self->setting.known, value->str))
    nord_change_set_text (change, field, value->str);
}

static void
set_dates_and_language (NordIntake *self, NordChange *change)
{
  const GString *created = self->values[NORD_ROLE_CREATED];
  const GString *language = self->values[NORD_ROLE_LANGUAGE];
  g_autofree char *stamp = created->len > 0 ? nord_intake_words_read_date (created->str) : NULL;
  g_autofree char *tag = language->len > 0 ? nord_intake_words_read_language (language->str) : NULL;

  if (stamp != NULL)
    nord_change_set_text (change, NORD_IDEA_CREATED, self->setting.own ? created->str : stamp);
  else if (created->len > 0)
    nord_intake_warn (self, self->line, nord_intake_column_of (self, NORD_ROLE_CREATED),
                      _ ("This is no date that can be read"));
  if (tag != NULL)
    nord_change_set_text (change, NORD_IDEA_LANGUAGE, tag);
  else if (language->len > 0)
    nord_intake_warn (self, self->line, nord_intake_column_of (self, NORD_ROLE_LANGUAGE),
                      _ ("This is no code of a language"));
}

void
nord_intake_keep_place (NordIntake *self)
{
  NordBounds bounds = nord_shape_get_bounds (self->shape);
  NordBounds *all = &self->plan->bounds;
  Place place = {.line = self->line};

  if (!self->plan->has_bounds)
    *all = bounds;
  self->plan->has_bounds = TRUE;
  all->west = MIN (all->west, bounds.west);
  all->south = MIN (all->south, bounds.south);
  all->east = MAX (all->east, bounds.east);
  all->north = MAX (all->north, bounds.north);
  place.lon = (bounds.west + bounds.east) / 2;
  place.lat = (bounds.south + bounds.north) / 2;
  g_array_append_val (self->places, place);
}

void
nord_intake_add (NordIntake *self, NordChange *change)
{
  g_ptr_array_add (self->plan->changes, change);
  self->plan->n_changes++;
  if (self->setting.sink != NULL && self->plan->changes->len == CHANGES_A_HAND)
    hand_over (self);
}

static void
hand_feature_over (NordIntake *self)
{
  if (!self->refused && self->shape == NULL)
    nord_intake_reject (self, self->line, NULL, _ ("There is no shape"));
  if (!self->refused)
    self->setting.feature_sink (self->line, self->shape,
                                (const NordImportField *) (void *) self->fields->data,
                                self->fields->len, self->setting.sink_data);
  self->open = FALSE;
}

void
nord_intake_end (NordIntake *self)
{
  const char *source;
  g_autofree char *key = NULL;

  if (self->setting.feature_sink != NULL) {
    hand_feature_over (self);
    return;
  }
  if (self->setting.subject == NORD_SUBJECT_PROJECTS) {
    nord_intake_end_project (self);
    return;
  }
  if (!self->refused)
    nord_intake_read_shape (self);
  if (!self->refused)
    nord_intake_join_body (self);
  if (!self->refused && self->values[NORD_ROLE_TITLE]->len == 0 &&
      self->values[NORD_ROLE_BODY]->len == 0 && self->shape == NULL && !self->setting.own)
    nord_intake_reject (self, self->line, NULL, _ ("There is no title, no text and no place"));
  if (self->refused || is_duplicate (self, &source, &key)) {
    self->open = FALSE;
    return;
  }
  self->open = FALSE;

  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  nord_intake_set_text (change, NORD_IDEA_TITLE, self->values[NORD_ROLE_TITLE]);
  nord_intake_set_text (change, NORD_IDEA_BODY, self->values[NORD_ROLE_BODY]);
  nord_intake_set_category (self, change, NORD_IDEA_CATEGORY);
  if (self->shape != NULL) {
    nord_intake_keep_place (self);
    nord_change_set_shape (change, NORD_IDEA_SHAPE, self->shape);
  }
  set_dates_and_language (self, change);
  set_word (self, change, NORD_IDEA_ORIGIN, NORD_ROLE_ORIGIN, "import");
  set_word (self, change, NORD_IDEA_MODERATION, NORD_ROLE_MODERATION, "new");
  set_word (self, change, NORD_IDEA_PATH, NORD_ROLE_PATH, "idea");
  if (self->setting.own) {
    const GString *station = self->values[NORD_ROLE_STATION];
    gint64 number;

    nord_intake_set_text (change, NORD_IDEA_MODERATION_REASON,
                          self->values[NORD_ROLE_MODERATION_REASON]);
    set_reference (self, change, NORD_IDEA_STEP, NORD_ROLE_STEP);
    set_reference (self, change, NORD_IDEA_CLUSTER, NORD_ROLE_CLUSTER);
    if (g_ascii_string_to_signed (station->str, 10, 0, G_MAXINT32, &number, NULL))
      nord_change_set_integer (change, NORD_IDEA_STATION, number);
  }
  nord_change_set_text (change, NORD_IDEA_SOURCE, source);
  nord_change_set_text (change, NORD_IDEA_SOURCE_KEY, key);
  nord_intake_add (self, change);
}

static void
warn_about_categories (NordIntake *self)
{
  GHashTableIter iter;
  gpointer word, data;

  g_hash_table_iter_init (&iter, self->unknown);
  while (g_hash_table_iter_next (&iter, &word, &data)) {
    const Mention *mention = data;
    g_autofree char *reason =
      /* Translators: %s is a word from a file, %u the number of rows that have it. */
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "“%s” is no focal area of the programme (%u row)",
                                    "“%s” is no focal area of the programme (%u rows)",
                                    mention->count),
                       (const char *) word, mention->count);

    nord_intake_warn (self, mention->line, nord_intake_column_of (self, NORD_ROLE_CATEGORY),
                      reason);
  }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The value below which @part of @values (which get sorted) lie. */
static double
quantile (double *values, guint n, double part)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[(guint) ((n - 1) * part)];
}

/* A place far from all others, or all places on the wrong side of the Earth: sound numbers that
 * still are likely wrong. They come in, and are named. */
static void
warn_about_places (NordIntake *self)
{
  const guint n = self->places->len;
  const Place *places = (const Place *) (gpointer) self->places->data;

  if (n < 5)
    return;
  g_autofree double *sorted = g_new (double, n);
  for (guint i = 0; i < n; i++)
    sorted[i] = places[i].lon;
  const double lon = quantile (sorted, n, 0.5);
  for (guint i = 0; i < n; i++)
    sorted[i] = places[i].lat;
  const double lat = quantile (sorted, n, 0.5);

  /* Germany lies between 47 and 55.1 degrees north and 5.8 and 15.1 degrees east. */
  if (lon > 47 && lon < 55.1 && lat > 5.8 && lat < 15.1)
    nord_intake_warn (self, places[0].line, nord_intake_column_of (self, NORD_ROLE_LON),
                      _ ("Longitude and latitude look exchanged: the places lie off Arabia, and "
                         "would lie in Germany the other way round"));

  /* Kilometres, flat around the middle: exact enough to tell near from far. */
  const double east = 111.2 * cos (lat * G_PI / 180), north = 111.2;
  g_autofree double *distances = g_new (double, n);
  for (guint i = 0; i < n; i++)
    sorted[i] = distances[i] = hypot ((places[i].lon - lon) * east, (places[i].lat - lat) * north);
  const double limit = MAX (100, 10 * quantile (sorted, n, 0.9));
  for (guint i = 0; i < n; i++)
    if (distances[i] > limit) {
      g_autofree char *reason =
        g_strdup_printf (_ ("This place lies %.0f km from the others"), distances[i]);

      nord_intake_warn (self, places[i].line, nord_intake_column_of (self, NORD_ROLE_LON), reason);
    }
}

static int
compare_faults (gconstpointer a, gconstpointer b)
{
  const NordImportFault *x = a, *y = b;

  return x->line != y->line ? (x->line > y->line) - (x->line < y->line)
                            : (x->row > y->row) - (x->row < y->row);
}

NordImportPlan *
nord_intake_finish (NordIntake *self)
{
  warn_about_categories (self);
  warn_about_places (self);
  g_array_sort (self->plan->rejected, compare_faults);
  g_array_sort (self->plan->warnings, compare_faults);
  return g_steal_pointer (&self->plan);
}
