/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The keys of a station's keyboard, page by page, and what each of them types. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NORD_KEY_TEXT,
  NORD_KEY_SHIFT,
  NORD_KEY_ERASE,
  NORD_KEY_SYMBOLS, /* digits and signs, and back */
  NORD_KEY_LATIN,   /* the other alphabet, and back */
  NORD_KEY_SPACE,
  NORD_KEY_LEFT,
  NORD_KEY_RIGHT,
  NORD_N_KEY_KINDS
} NordKeyKind;

typedef enum {
  NORD_SHIFT_OFF,
  NORD_SHIFT_ONCE, /* the next letter */
  NORD_SHIFT_LOCKED,
} NordShift;

typedef struct {
  NordKeyKind kind;
  double width; /* in keys */
  char *plain;  /* (owned) (nullable) what it types */
  char **other; /* (owned) (nullable) what it types when held: one string each */
} NordKey;

typedef struct {
  double x, y, width, height; /* pixels */
} NordKeyPlace;

typedef struct _NordKeyboard NordKeyboard;

/* For a language of nord_words_list_languages (); variants of one ("de-x-einfach") share its keys.
 */
NordKeyboard *nord_keyboard_new (const char *language);
void nord_keyboard_free (NordKeyboard *self);

guint nord_keyboard_get_n_rows (const NordKeyboard *self);
const NordKey *nord_keyboard_get_row (const NordKeyboard *self, guint row, guint *n_keys);
NordShift nord_keyboard_get_shift (const NordKeyboard *self);
gboolean nord_keyboard_has_shift (const NordKeyboard *self); /* Arabic has no capitals */
gboolean nord_keyboard_is_on_symbols (const NordKeyboard *self);
gboolean nord_keyboard_is_on_latin (const NordKeyboard *self);
/* Begins with the Latin letters, where the language has others. */
void nord_keyboard_begin_latin (NordKeyboard *self);
/* (transfer full) @text as it would be typed now: "i" is "İ" in Turkish. */
char *nord_keyboard_shape (const NordKeyboard *self, const char *text);

/* A key was tapped: pages and shift follow. (transfer full) (nullable) what is to be inserted. */
char *nord_keyboard_press (NordKeyboard *self, const NordKey *key);
/* Likewise for one of the strings under a held key. */
char *nord_keyboard_press_other (NordKeyboard *self, const char *other);
/* The text before the caret, so that a sentence begins with a capital. */
void nord_keyboard_follow (NordKeyboard *self, const char *before);

/* Of the widest row of any page, keys: they must not change their size under the fingers. */
double nord_keyboard_get_width (const NordKeyboard *self);
/* Lays the rows of the present page into @width and at most @height pixels, keys @wanted pixels
 * wide and high where that fits, else as large as fits. @places has room for @n_places; the number
 * of keys comes back, and in @height what the rows need. */
guint nord_keyboard_place (const NordKeyboard *self,
                           double width,
                           double wanted,
                           double gap,
                           NordKeyPlace *places,
                           guint n_places,
                           double *height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordKeyboard, nord_keyboard_free)

G_END_DECLS
