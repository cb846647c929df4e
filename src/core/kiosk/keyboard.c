/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Reads the layouts from resources/kiosk/keyboards.json: in a row, keys stand between spaces, the
 * first letter of each is what it types, the rest what it types when held. */
#include "core/kiosk/keyboard.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define FILE_NAME "/io/github/nordwaerts/Nordwaerts/core/kiosk/keyboards.json"
#define N_LETTER_ROWS 3
#define N_ROWS (N_LETTER_ROWS + 1)

typedef struct {
  GArray *rows[N_ROWS]; /* (owned) (element-type NordKey) */
} Page;

struct _NordKeyboard {
  char *language; /* (owned) without variant */
  Page letters, latin, symbols;
  gboolean has_latin, on_latin, on_symbols;
  NordShift shift;
};

static void
key_clear (gpointer data)
{
  NordKey *key = data;

  g_free (key->plain);
  g_strfreev (key->other);
}

static void
add_key (GArray *row, NordKeyKind kind, double width, const char *letters)
{
  NordKey key = {kind, width, NULL, NULL};

  if (letters != NULL) {
    const char *rest = g_utf8_next_char (letters);
    g_autoptr (GStrvBuilder) other = g_strv_builder_new ();

    key.plain = g_strndup (letters, (gsize) (rest - letters));
    for (const char *at = rest; *at != '\0'; at = g_utf8_next_char (at)) {
      g_autofree char *one = g_strndup (at, (gsize) (g_utf8_next_char (at) - at));

      g_strv_builder_add (other, one);
    }
    if (*rest != '\0')
      key.other = g_strv_builder_end (other);
  }
  g_array_append_val (row, key);
}

static void
fill_page (Page *page, JsonArray *rows, gboolean capitals, gboolean latin, gboolean arabic)
{
  for (guint i = 0; i < N_ROWS; i++) {
    page->rows[i] = g_array_new (FALSE, FALSE, sizeof (NordKey));
    g_array_set_clear_func (page->rows[i], key_clear);
  }
  for (guint i = 0; i < N_LETTER_ROWS && i < json_array_get_length (rows); i++) {
    g_auto (GStrv) keys = g_strsplit (json_array_get_string_element (rows, i), " ", -1);

    if (i == N_LETTER_ROWS - 1 && capitals)
      add_key (page->rows[i], NORD_KEY_SHIFT, 1.5, NULL);
    for (guint k = 0; keys[k] != NULL; k++)
      add_key (page->rows[i], NORD_KEY_TEXT, 1, keys[k]);
    if (i == N_LETTER_ROWS - 1)
      add_key (page->rows[i], NORD_KEY_ERASE, 1.5, NULL);
  }
  add_key (page->rows[N_LETTER_ROWS], NORD_KEY_SYMBOLS, 1.5, NULL);
  if (latin)
    add_key (page->rows[N_LETTER_ROWS], NORD_KEY_LATIN, 1.5, NULL);
  add_key (page->rows[N_LETTER_ROWS], NORD_KEY_TEXT, 1, arabic ? "،؛:,;" : ",;:،؛");
  add_key (page->rows[N_LETTER_ROWS], NORD_KEY_SPACE, latin ? 3.5 : 4, NULL);
  add_key (page->rows[N_LETTER_ROWS], NORD_KEY_TEXT, 1, arabic ? ".؟!…?" : ".!?…؟");
  add_key (page->rows[N_LETTER_ROWS], NORD_KEY_LEFT, 1, NULL);
  add_key (page->rows[N_LETTER_ROWS], NORD_KEY_RIGHT, 1, NULL);
}

static void
clear_page (Page *page)
{
  for (guint i = 0; i < N_ROWS; i++)
    if (page->rows[i] != NULL)
      g_array_unref (page->rows[i]);
}

NordKeyboard *
nord_keyboard_new (const char *language)
{
  g_autoptr (GBytes) bytes =
    g_resources_lookup_data (FILE_NAME, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  NordKeyboard *self = g_new0 (NordKeyboard, 1);
  JsonObject *all, *own;
  gsize length;
  const char *text, *variant = strchr (language, '-');

  self->language =
    variant ? g_strndup (language, (gsize) (variant - language)) : g_strdup (language);
  text = g_bytes_get_data (bytes, &length);
  json_parser_load_from_data (parser, text, (gssize) length, NULL);
  all = json_node_get_object (json_parser_get_root (parser));
  if (!json_object_has_member (all, self->language)) {
    g_free (self->language);
    self->language = g_strdup ("en");
  }
  own = json_object_get_object_member (all, self->language);
  self->has_latin = json_object_get_boolean_member_with_default (own, "latin", FALSE);
  fill_page (&self->letters, json_object_get_array_member (own, "letters"),
             !g_str_equal (self->language, "ar"), self->has_latin,
             g_str_equal (self->language, "ar"));
  fill_page (&self->symbols, json_object_get_array_member (all, "symbols"), FALSE, FALSE,
             g_str_equal (self->language, "ar"));
  own = json_object_get_object_member (all, "de");
  fill_page (&self->latin, json_object_get_array_member (own, "letters"), TRUE, TRUE, FALSE);
  nord_keyboard_follow (self, "");
  return self;
}

void
nord_keyboard_free (NordKeyboard *self)
{
  if (self == NULL)
    return;
  clear_page (&self->letters);
  clear_page (&self->latin);
  clear_page (&self->symbols);
  g_free (self->language);
  g_free (self);
}

static const Page *
get_page (const NordKeyboard *self)
{
  return self->on_symbols ? &self->symbols : self->on_latin ? &self->latin : &self->letters;
}

guint
nord_keyboard_get_n_rows (const NordKeyboard *self)
{
  return N_ROWS;
}

const NordKey *
nord_keyboard_get_row (const NordKeyboard *self, guint row, guint *n_keys)
{
  const GArray *keys;

  g_return_val_if_fail (row < N_ROWS, NULL);
  keys = get_page (self)->rows[row];
  *n_keys = keys->len;
  return (const NordKey *) keys->data;
}

NordShift
nord_keyboard_get_shift (const NordKeyboard *self)
{
  return self->shift;
}

gboolean
nord_keyboard_has_shift (const NordKeyboard *self)
{
  return !self->on_symbols && (self->on_latin || !g_str_equal (self->language, "ar"));
}

gboolean
nord_keyboard_is_on_symbols (const NordKeyboard *self)
{
  return self->on_symbols;
}

void
nord_keyboard_begin_latin (NordKeyboard *self)
{
  self->on_latin = self->has_latin;
  self->on_symbols = FALSE;
}

gboolean
nord_keyboard_is_on_latin (const NordKeyboard *self)
{
  return self->on_latin;
}

char *
nord_keyboard_shape (const NordKeyboard *self, const char *text)
{
  if (self->shift == NORD_SHIFT_OFF || !nord_keyboard_has_shift (self))
    return g_strdup (text);
  /* What g_utf8_strup () does by the locale of the process, which speaks for one person only. */
  if (g_str_equal (text, "i") && g_str_equal (self->language, "tr"))
    return g_strdup ("İ");
  if (g_str_equal (text, "ß"))
    return g_strdup ("ẞ");
  if (g_str_equal (text, "ı"))
    return g_strdup ("I");
  g_autoptr (GString) large = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_string_append_unichar (large, g_unichar_toupper (g_utf8_get_char (at)));
  return g_string_free (g_steal_pointer (&large), FALSE);
}

static char *
type (NordKeyboard *self, const char *text)
{
  char *shaped = nord_keyboard_shape (self, text);

  if (self->shift == NORD_SHIFT_ONCE)
    self->shift = NORD_SHIFT_OFF;
  return shaped;
}

char *
nord_keyboard_press (NordKeyboard *self, const NordKey *key)
{
  g_return_val_if_fail (key != NULL, NULL);
  switch (key->kind) {
  case NORD_KEY_TEXT:
    return type (self, key->plain);
  case NORD_KEY_SPACE:
    /* One sign and then words again, as on a telephone. */
    self->on_symbols = FALSE;
    return g_strdup (" ");
  case NORD_KEY_SHIFT:
    self->shift = self->shift == NORD_SHIFT_OFF    ? NORD_SHIFT_ONCE
                  : self->shift == NORD_SHIFT_ONCE ? NORD_SHIFT_LOCKED
                                                   : NORD_SHIFT_OFF;
    return NULL;
  case NORD_KEY_SYMBOLS:
    self->on_symbols = !self->on_symbols;
    return NULL;
  case NORD_KEY_LATIN:
    self->on_latin = !self->on_latin;
    return NULL;
  case NORD_KEY_ERASE:
  case NORD_KEY_LEFT:
  case NORD_KEY_RIGHT:
  case NORD_N_KEY_KINDS:
  default:
    return NULL;
  }
}

char *
nord_keyboard_press_other (NordKeyboard *self, const char *other)
{
  return type (self, other);
}

void
nord_keyboard_follow (NordKeyboard *self, const char *before)
{
  const char *end = before + strlen (before);
  gboolean space = FALSE;

  if (self->shift == NORD_SHIFT_LOCKED)
    return;
  while (end > before && end[-1] == ' ') {
    space = TRUE;
    end--;
  }
  self->shift =
    end == before || (space && strchr (".!?", end[-1]) != NULL) ? NORD_SHIFT_ONCE : NORD_SHIFT_OFF;
}

static double
get_row_width (const GArray *row)
{
  double width = 0;

  for (guint i = 0; i < row->len; i++)
    width += g_array_index (row, NordKey, i).width;
  return width;
}

double
nord_keyboard_get_width (const NordKeyboard *self)
{
  double widest = 1;

  for (guint row = 0; row < N_ROWS; row++) {
    widest = MAX (widest, get_row_width (self->letters.rows[row]));
    widest = MAX (widest, get_row_width (self->symbols.rows[row]));
    if (self->has_latin)
      widest = MAX (widest, get_row_width (self->latin.rows[row]));
  }
  return widest;
}

guint
nord_keyboard_place (const NordKeyboard *self,
                     double width,
                     double wanted,
                     double gap,
                     NordKeyPlace *places,
                     guint n_places,
                     double *height)
{
  const Page *page = get_page (self);
  const double key = MAX (MIN (wanted + gap, width / nord_keyboard_get_width (self)), 1);
  const double tall = MIN (wanted + gap, *height / N_ROWS);
  guint n = 0;

  for (guint row = 0; row < N_ROWS; row++) {
    const GArray *keys = page->rows[row];
    double x = (width - key * get_row_width (keys)) / 2;

    for (guint i = 0; i < keys->len; i++, n++) {
      const double share = key * g_array_index (keys, NordKey, i).width;

      if (n < n_places)
        places[n] = (NordKeyPlace){x + gap / 2, row * tall + gap / 2, share - gap, tall - gap};
      x += share;
    }
  }
  *height = N_ROWS * tall;
  return n;
}
