/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Reads `.pb` files: one pass over the text, cells point into it. */
#include "core/exchange/pabulib.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (nord_pabulib_error, nord_pabulib_error)

#define MAX_LENGTH (512 << 20)
#define MAX_COLUMNS 1000
#define MAX_PROJECTS 100000
#define MAX_DECIMALS 6

static const char *const vote_types[] = {"approval", "ordinal", "cumulative", "scoring",
                                         "choose-1"};
static const char *const sections[] = {"META", "PROJECTS", "VOTES"};

typedef struct {
  char *next;       /* in the text */
  guint line;       /* of next, from 1 */
  GPtrArray *cells; /* (owned) of the row just read */
  guint row_line;   /* its first line */
  gboolean quoted;  /* a field of it stood in quotes */
} Reader;

static gboolean
refuse (GError **error, guint line, const char *field, const char *what)
{
  if (field != NULL)
    g_set_error (error, NORD_PABULIB_ERROR, NORD_PABULIB_ERROR_SYNTAX,
                 _ ("Line %u, field “%s”: %s"), line, field, what);
  else
    g_set_error (error, NORD_PABULIB_ERROR, NORD_PABULIB_ERROR_SYNTAX, _ ("Line %u: %s"), line,
                 what);
  return FALSE;
}

/* Reads one row into reader->cells, unquoting in place. FALSE at the end of the text or, with
 * @error set, where a quoted field never ends. */
static gboolean
read_row (Reader *reader, GError **error)
{
  char *from = reader->next;

  g_ptr_array_set_size (reader->cells, 0);
  while (*from == '\n' || *from == '\r') {
    reader->line += *from == '\n';
    from++;
  }
  if (*from == '\0') {
    reader->next = from;
    return FALSE;
  }
  reader->row_line = reader->line;
  reader->quoted = FALSE;
  for (;;) {
    char *to = from;
    char end;

    g_ptr_array_add (reader->cells, from);
    if (*from == '"') {
      reader->quoted = TRUE;
      for (from++;; from++) {
        if (*from == '"' && from[1] == '"')
          from++;
        else if (*from == '"')
          break;
        else if (*from == '\0')
          return refuse (error, reader->row_line, NULL, _ ("a quoted field never ends"));
        reader->line += *from == '\n';
        *to++ = *from;
      }
      from++;
      /* Something after the closing quote belongs to the field, as spreadsheets have it. */
    }
    while (*from != ';' && *from != '\n' && *from != '\r' && *from != '\0')
      *to++ = *from++;
    end = *from;
    if (to != from || end != '\0')
      *to = '\0';
    if (end == '\0') {
      reader->next = from;
      return TRUE;
    }
    from++;
    if (end == ';')
      continue;
    if (end == '\r' && *from == '\n')
      from++;
    reader->line++;
    reader->next = from;
    return TRUE;
  }
}

static gboolean
is_section (const Reader *reader, guint *section)
{
  if (reader->cells->len == 0)
    return FALSE;
  for (guint i = 1; i < reader->cells->len; i++)
    if (*(const char *) g_ptr_array_index (reader->cells, i) != '\0')
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++) {
    const char *name = g_ptr_array_index (reader->cells, 0);
    gsize length = strlen (sections[i]);

    name += strspn (name, " \t");
    if (strncmp (name, sections[i], length) == 0 &&
        name[length + strspn (name + length, " \t")] == '\0') {
      *section = i;
      return TRUE;
    }
  }
  return FALSE;
}

/* Spreadsheets end sections with rows of separators. */
static gboolean
is_blank (const Reader *reader)
{
  for (guint i = 0; i < reader->cells->len; i++)
    for (const char *c = g_ptr_array_index (reader->cells, i); *c != '\0'; c++)
      if (!g_ascii_isspace (*c))
        return FALSE;
  return !reader->quoted;
}

/* Descriptions in META hold separators without quotes: what is beyond the value belongs to it. */
static void
join_value (Reader *reader)
{
  GPtrArray *cells = reader->cells;

  if (reader->quoted)
    return;
  while (cells->len > 2 && *(const char *) g_ptr_array_index (cells, cells->len - 1) == '\0')
    g_ptr_array_set_size (cells, (int) cells->len - 1);
  for (guint i = 2; i < cells->len; i++)
    ((char *) g_ptr_array_index (cells, i))[-1] = ';';
  if (cells->len > 2)
    g_ptr_array_set_size (cells, 2);
}

static char *
trim (char *text)
{
  return g_strstrip (text);
}

/* Reads the head and the rows of a section up to the next one. @values: it has keys and values.
 * @lines gets the line of each row. */
static gboolean
read_table (Reader *reader,
            NordPabulibTable *table,
            gboolean values,
            GArray *lines,
            guint *next,
            GError **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  GError *failure = NULL;

  *next = G_MAXUINT;
  if (!read_row (reader, &failure)) {
    if (failure != NULL)
      g_propagate_error (error, failure);
    else
      refuse (error, reader->line, NULL, _ ("the file ends where the names of columns should be"));
    return FALSE;
  }
  if (reader->cells->len > MAX_COLUMNS)
    return refuse (error, reader->row_line, NULL, _ ("there are too many columns"));
  table->n_columns = reader->cells->len;
  table->columns = g_new (const char *, table->n_columns);
  for (guint i = 0; i < table->n_columns; i++)
    table->columns[i] = trim (g_ptr_array_index (reader->cells, i));

  while (read_row (reader, &failure)) {
    if (is_section (reader, next))
      break;
    if (is_blank (reader))
      continue;
    if (values)
      join_value (reader);
    if (reader->cells->len > table->n_columns) {
      /* A trailing separator is common; words without a column are a fault. */
      for (guint i = table->n_columns; i < reader->cells->len; i++)
        if (*(const char *) g_ptr_array_index (reader->cells, i) != '\0')
          return refuse (error, reader->row_line, g_ptr_array_index (reader->cells, i),
                         _ ("there are more fields than columns"));
    }
    for (guint i = 0; i < table->n_columns; i++)
      g_ptr_array_add (cells, i < reader->cells->len ? trim (g_ptr_array_index (reader->cells, i))
                                                     : (char *) "");
    g_array_append_val (lines, reader->row_line);
    table->n_rows++;
  }
  if (failure != NULL) {
    g_propagate_error (error, failure);
    return FALSE;
  }
  table->cells = (const char **) g_ptr_array_free (g_steal_pointer (&cells), FALSE);
  return TRUE;
}

static guint
find_column (const NordPabulibTable *table, const char *name)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (g_ascii_strcasecmp (table->columns[i], name) == 0)
      return i;
  return G_MAXUINT;
}

static const char *
cell (const NordPabulibTable *table, guint row, guint column)
{
  return table->cells[(gsize) row * table->n_columns + column];
}

/* Digits behind the point (or comma), G_MAXUINT for what is no number. */
static guint
count_decimals (const char *text)
{
  const char *at = text;
  guint decimals = 0, digits = 0;

  if (*at == '-' || *at == '+')
    at++;
  for (; g_ascii_isdigit (*at); at++)
    digits++;
  if (*at == '.' || *at == ',') {
    const char *last = ++at;

    for (; g_ascii_isdigit (*at); at++) {
      digits++;
      if (*at != '0')
        last = at + 1;
    }
    decimals = (guint) (last - (strpbrk (text, ".,") + 1));
  }
  return *at == '\0' && digits > 0 ? decimals : G_MAXUINT;
}

/* The number times 10^decimals, exactly. FALSE where it does not fit. */
static gboolean
parse_decimal (const char *text, guint decimals, gint64 *number)
{
  gboolean negative = *text == '-';
  __int128 value = 0;
  guint behind = 0;
  gboolean point = FALSE;

  if (*text == '-' || *text == '+')
    text++;
  for (; *text != '\0'; text++) {
    if (!g_ascii_isdigit (*text)) {
      point = TRUE;
      continue;
    }
    if (point && behind == decimals)
      break; /* only zeros follow */
    behind += point;
    value = value * 10 + (*text - '0');
    if (value > G_MAXINT64 / 4)
      return FALSE;
  }
  for (; behind < decimals; behind++)
    value *= 10;
  if (value > G_MAXINT64 / 4)
    return FALSE;
  *number = negative ? -(gint64) value : (gint64) value;
  return TRUE;
}

/* Where META says @key; its head where it does not. */
static guint
line_of (const NordPabulib *self, GArray *lines, const char *key)
{
  for (guint row = 0; row < self->meta.n_rows; row++)
    if (g_ascii_strcasecmp (cell (&self->meta, row, 0), key) == 0)
      return g_array_index (lines, guint, row);
  return 1;
}

static gint64
power_of_ten (guint exponent)
{
  gint64 power = 1;

  while (exponent-- > 0)
    power *= 10;
  return power;
}

static gboolean
read_money (NordPabulib *self, GArray *meta_lines, GArray *lines, GError **error)
{
  const guint budget_line = line_of (self, meta_lines, "budget");
  const NordPabulibTable *projects = &self->projects;
  const char *budget_text = nord_pabulib_get_meta (self, "budget");
  guint id_column = find_column (projects, "project_id"),
        cost_column = find_column (projects, "cost");
  guint name_column = find_column (projects, "name"), decimals;
  g_autofree const char **ids = NULL, **names = NULL;
  g_autofree gint64 *costs = NULL;
  gint64 budget;

  if (budget_text == NULL)
    return refuse (error, budget_line, "budget", _ ("META does not say how much there is"));
  decimals = count_decimals (budget_text);
  if (decimals > MAX_DECIMALS)
    return refuse (error, budget_line, "budget", _ ("this is not an amount of money"));
  if (id_column == G_MAXUINT || cost_column == G_MAXUINT)
    return refuse (error, 1, NULL, _ ("PROJECTS needs the columns project_id and cost"));
  if (projects->n_rows > MAX_PROJECTS)
    return refuse (error, 1, NULL, _ ("there are too many projects"));
  for (guint row = 0; row < projects->n_rows; row++) {
    guint here = count_decimals (cell (projects, row, cost_column));

    if (here > MAX_DECIMALS || *cell (projects, row, cost_column) == '-')
      return refuse (error, g_array_index (lines, guint, row), "cost",
                     _ ("this is not an amount of money"));
    decimals = MAX (decimals, here);
  }
  ids = g_new0 (const char *, projects->n_rows + 1);
  names = g_new0 (const char *, projects->n_rows + 1);
  costs = g_new0 (gint64, projects->n_rows + 1);
  if (!parse_decimal (budget_text, decimals, &budget) || budget < 0)
    return refuse (error, budget_line, "budget", _ ("this is not an amount of money"));
  for (guint row = 0; row < projects->n_rows; row++) {
    ids[row] = cell (projects, row, id_column);
    names[row] = name_column != G_MAXUINT ? cell (projects, row, name_column) : NULL;
    if (*ids[row] == '\0')
      return refuse (error, g_array_index (lines, guint, row), "project_id", _ ("it is empty"));
    if (!parse_decimal (cell (projects, row, cost_column), decimals, &costs[row]))
      return refuse (error, g_array_index (lines, guint, row), "cost",
                     _ ("this is too much money"));
  }
  self->budget =
    nord_budget_new (projects->n_rows, ids, names, costs, budget, power_of_ten (decimals));
  return TRUE;
}

/* Splits at commas, in place. Returns the number of parts, G_MAXUINT for more than @max. */
static guint
split (char *text, char **parts, guint max)
{
  guint n = 0;

  if (*text == '\0')
    return 0;
  for (;;) {
    char *comma = strchr (text, ',');

    if (n == max)
      return G_MAXUINT;
    if (comma != NULL)
      *comma = '\0';
    parts[n++] = trim (text);
    if (comma == NULL)
      return n;
    text = comma + 1;
  }
}

/* As pabutools has it, what is "none" is not there, and a ballot without points is an empty one. */
static gboolean
is_none (const char *text)
{
  return *text == '\0' || g_ascii_strcasecmp (text, "none") == 0;
}

static gboolean
read_votes (NordPabulib *self, GArray *project_lines, GArray *lines, GError **error)
{
  const NordPabulibTable *votes = &self->votes;
  NordBudget *budget = self->budget;
  g_autoptr (GHashTable) index_of = g_hash_table_new (g_str_hash, g_str_equal);
  guint vote_column = find_column (votes, "vote"), points_column = find_column (votes, "points");
  guint max = budget->n_projects + 1, decimals = 0;
  gboolean with_points =
    self->vote_type == NORD_PABULIB_CUMULATIVE || self->vote_type == NORD_PABULIB_SCORING;
  g_autofree char **parts = g_new (char *, max), **numbers = g_new (char *, max);
  g_autofree guint *marks = g_new (guint, max), *seen = g_new0 (guint, max);
  g_autofree gint64 *points = g_new (gint64, max);
  g_autoptr (GString) vote = g_string_new (NULL), point = g_string_new (NULL);

  for (guint p = 0; p < budget->n_projects; p++)
    if (!g_hash_table_insert (index_of, budget->ids[p], GUINT_TO_POINTER (p)))
      return refuse (error, g_array_index (project_lines, guint, p), budget->ids[p],
                     _ ("two projects have this id"));
  if (vote_column == G_MAXUINT)
    return refuse (error, 1, NULL, _ ("VOTES needs the column vote"));
  if (with_points && points_column == G_MAXUINT)
    return refuse (error, 1, NULL, _ ("VOTES needs the column points for this type of vote"));
  for (guint row = 0; with_points && row < votes->n_rows; row++) {
    guint n;

    if (is_none (cell (votes, row, points_column)))
      continue;
    g_string_assign (point, cell (votes, row, points_column));
    n = split (point->str, numbers, max);
    if (n == G_MAXUINT)
      return refuse (error, g_array_index (lines, guint, row), "points",
                     _ ("there are more of them than projects"));
    for (guint i = 0; i < n; i++) {
      guint here = count_decimals (numbers[i]);

      if (here > MAX_DECIMALS)
        return refuse (error, g_array_index (lines, guint, row), "points",
                       _ ("this is not a number of points"));
      decimals = MAX (decimals, here);
    }
  }
  budget->scale = power_of_ten (decimals);

  for (guint row = 0; row < votes->n_rows; row++) {
    guint line = g_array_index (lines, guint, row), n, kept = 0, n_points = 0;

    g_string_assign (vote, cell (votes, row, vote_column));
    n = split (vote->str, parts, max);
    if (n == G_MAXUINT)
      return refuse (error, line, "vote", _ ("it names more projects than there are"));
    if (with_points && is_none (cell (votes, row, points_column))) {
      if (n > 0)
        g_ptr_array_add (self->warnings,
                         g_strdup_printf (_ ("Line %u: it has no points and counts as empty"),
                                          line));
      n = 0;
    } else if (with_points) {
      g_string_assign (point, cell (votes, row, points_column));
      n_points = split (point->str, numbers, max);
      if (n_points != n)
        return refuse (error, line, "points", _ ("there must be one for each project of the vote"));
    }
    for (guint i = 0; i < n; i++) {
      gpointer found;
      guint p;

      /* "1,2," is 1 and 2. */
      if (*parts[i] == '\0' && !with_points)
        continue;
      if (!g_hash_table_lookup_extended (index_of, parts[i], NULL, &found))
        return refuse (error, line, "vote", _ ("it names a project that does not exist"));
      p = GPOINTER_TO_UINT (found);
      if (seen[p] == row + 1) {
        g_ptr_array_add (self->warnings,
                         g_strdup_printf (_ (
                                            "Line %u: project %s is named twice; the first counts"),
                                          line, parts[i]));
        continue;
      }
      seen[p] = row + 1;
      marks[kept] = p;
      points[kept] = 1;
      if (with_points && !parse_decimal (numbers[i], decimals, &points[kept]))
        return refuse (error, line, "points", _ ("this is not a number of points"));
      if (points[kept] < 0) {
        g_ptr_array_add (self->warnings,
                         g_strdup_printf (_ ("Line %u: points below zero count as none"), line));
        points[kept] = 0;
      }
      if (points[kept] >= (gint64) 1 << 39)
        return refuse (error, line, "points", _ ("this is not a number of points"));
      kept++;
    }
    if (self->vote_type == NORD_PABULIB_ORDINAL)
      for (guint i = 0; i < kept; i++)
        points[i] = kept - i - 1;
    nord_budget_add_ballot (budget, marks, points, kept);
  }
  return TRUE;
}

static void
compare_count (NordPabulib *self, const char *key, guint counted)
{
  const char *text = nord_pabulib_get_meta (self, key);

  if (text != NULL && g_ascii_strtoull (text, NULL, 10) != counted)
    g_ptr_array_add (self->warnings, g_strdup_printf (_ ("META says %s is %s, but there are %u"),
                                                      key, text, counted));
}

static gboolean
read_type (NordPabulib *self, GArray *lines, GError **error)
{
  const char *text = nord_pabulib_get_meta (self, "vote_type");

  if (text == NULL)
    return refuse (error, 1, "vote_type", _ ("META does not say how people voted"));
  for (guint i = 0; i < G_N_ELEMENTS (vote_types); i++)
    if (g_ascii_strcasecmp (vote_types[i], text) == 0) {
      self->vote_type = i;
      return TRUE;
    }
  return refuse (error, line_of (self, lines, "vote_type"), "vote_type",
                 _ ("known are approval, ordinal, cumulative, scoring and choose-1"));
}

/**
 * nord_pabulib_parse:
 * @data: the text of a `.pb` file, UTF-8, with or without byte order mark
 * @length: its length in bytes, -1 if it ends with NUL
 * @error: %NORD_PABULIB_ERROR with line and field
 *
 * Returns: (transfer full) (nullable): the file and its numbers
 */
NordPabulib *
nord_pabulib_parse (const char *data, gssize length, GError **error)
{
  g_autoptr (NordPabulib) self = g_new0 (NordPabulib, 1);
  NordPabulibTable *tables[] = {&self->meta, &self->projects, &self->votes};
  g_autoptr (GArray) meta_lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) project_lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) vote_lines = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *lines[] = {meta_lines, project_lines, vote_lines};
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  Reader reader = {.line = 1, .cells = cells};
  GError *failure = NULL;
  const char *bad;
  guint section;

  if (length < 0)
    length = (gssize) strlen (data);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  if (length > MAX_LENGTH) {
    g_set_error (error, NORD_PABULIB_ERROR, NORD_PABULIB_ERROR_TOO_LARGE,
                 _ ("The file is larger than %d MiB"), MAX_LENGTH >> 20);
    return NULL;
  }
  if (!g_utf8_validate (data, length, &bad)) {
    guint line = 1;

    for (const char *at = data; at < bad; at++)
      line += *at == '\n';
    refuse (error, line, NULL, _ ("this is not UTF-8 text"));
    return NULL;
  }
  self->text = g_strndup (data, (gsize) length);
  reader.next = self->text;
  if (g_str_has_prefix (reader.next, "\xef\xbb\xbf"))
    reader.next += 3;

  if (!read_row (&reader, &failure) || !is_section (&reader, &section)) {
    if (failure != NULL)
      g_propagate_error (error, failure);
    else
      refuse (error, reader.line, NULL, _ ("a .pb file begins with META"));
    return NULL;
  }
  while (section != G_MAXUINT) {
    guint next;

    if (tables[section]->columns != NULL) {
      refuse (error, reader.row_line, sections[section], _ ("this section stands twice"));
      return NULL;
    }
    if (!read_table (&reader, tables[section], section == 0, lines[section], &next, error))
      return NULL;
    section = next;
  }
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (tables[i]->columns == NULL) {
      refuse (error, reader.line, sections[i], _ ("this section is missing"));
      return NULL;
    }
  if (self->meta.n_columns < 2) {
    refuse (error, 2, NULL, _ ("META needs the columns key and value"));
    return NULL;
  }
  if (!read_type (self, lines[0], error) || !read_money (self, lines[0], lines[1], error) ||
      !read_votes (self, lines[1], lines[2], error))
    return NULL;
  compare_count (self, "num_projects", self->projects.n_rows);
  compare_count (self, "num_votes", self->votes.n_rows);
  return g_steal_pointer (&self);
}

/**
 * nord_pabulib_read:
 * @file: a `.pb` file
 * @cancellable: (nullable): stops reading
 * @error: of the file system, or %NORD_PABULIB_ERROR
 *
 * Returns: (transfer full) (nullable): the file and its numbers
 */
NordPabulib *
nord_pabulib_read (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *data = NULL;
  gsize length;

  if (!g_file_load_contents (file, cancellable, &data, &length, NULL, error))
    return NULL;
  return nord_pabulib_parse (data, (gssize) length, error);
}

/**
 * nord_pabulib_get_meta:
 * @self: a file
 * @key: a key of META, "budget"
 *
 * Returns: (nullable): its value as it stands in the file
 */
const char *
nord_pabulib_get_meta (const NordPabulib *self, const char *key)
{
  for (guint row = 0; row < self->meta.n_rows; row++)
    if (g_ascii_strcasecmp (cell (&self->meta, row, 0), key) == 0)
      return cell (&self->meta, row, 1);
  return NULL;
}

void
nord_pabulib_free (NordPabulib *self)
{
  NordPabulibTable *tables[3];

  if (self == NULL)
    return;
  tables[0] = &self->meta;
  tables[1] = &self->projects;
  tables[2] = &self->votes;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_free (tables[i]->columns);
    g_free (tables[i]->cells);
  }
  g_clear_pointer (&self->budget, nord_budget_free);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  g_free (self->text);
  g_free (self);
}
