/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The text lies in one block that never moves, so that wiping it wipes all of it. */
#include "core/kiosk/typing.h"

#include <pango/pango.h>
#include <sodium.h>
#include <string.h>

/* As UTF-8 has them at most. */
#define BYTES_EACH 4

struct _NordTyping {
  char *text; /* (owned) */
  gsize size; /* of the block */
  gsize caret;
  guint most;
};

NordTyping *
nord_typing_new (guint most)
{
  NordTyping *self = g_new0 (NordTyping, 1);

  self->most = most;
  self->size = (gsize) most * BYTES_EACH + 1;
  self->text = g_malloc0 (self->size);
  return self;
}

void
nord_typing_free (NordTyping *self)
{
  if (self == NULL)
    return;
  nord_typing_wipe (self);
  g_free (self->text);
  g_free (self);
}

const char *
nord_typing_get_text (const NordTyping *self)
{
  return self->text;
}

gsize
nord_typing_get_caret (const NordTyping *self)
{
  return self->caret;
}

/* The start of the letter that ends at @byte or lies around it. Source: Unicode UAX 29 by Pango. */
static gsize
find_start (const NordTyping *self, gsize byte)
{
  const glong n = g_utf8_strlen (self->text, -1);
  const glong at = g_utf8_pointer_to_offset (self->text, self->text + byte);
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, n + 1);
  glong start = MAX (at - 1, 0);

  pango_get_log_attrs (self->text, (int) strlen (self->text), -1, pango_language_get_default (),
                       attrs, (int) n + 1);
  while (start > 0 && !attrs[start].is_cursor_position)
    start--;
  return (gsize) (g_utf8_offset_to_pointer (self->text, start) - self->text);
}

void
nord_typing_set_caret (NordTyping *self, gsize byte)
{
  const gsize length = strlen (self->text);

  byte = MIN (byte, length);
  while (byte < length && ((guchar) self->text[byte] & 0xc0) == 0x80)
    byte++;
  if (byte < length) {
    const gsize next = (gsize) (g_utf8_next_char (self->text + byte) - self->text);
    const gsize start = find_start (self, next);

    /* Within a letter and its marks: behind them all is farther than before them. */
    byte = MIN (byte, start);
  }
  self->caret = byte;
}

/* Marks of direction would turn what others wrote behind it; joiners belong to the spelling. */
static gboolean
is_welcome (gunichar letter)
{
  if (letter == '\n' || letter == 0x200c || letter == 0x200d)
    return TRUE;
  return !g_unichar_iscntrl (letter) && g_unichar_type (letter) != G_UNICODE_FORMAT;
}

gboolean
nord_typing_insert (NordTyping *self, const char *text)
{
  gboolean room = TRUE;

  g_return_val_if_fail (g_utf8_validate (text, -1, NULL), FALSE);
  for (const char *at = text; room && *at != '\0'; at = g_utf8_next_char (at)) {
    const gsize bytes = (gsize) (g_utf8_next_char (at) - at), length = strlen (self->text);

    if (!is_welcome (g_utf8_get_char (at)))
      continue;
    room = g_utf8_strlen (self->text, -1) < (glong) self->most;
    if (!room)
      break;
    memmove (self->text + self->caret + bytes, self->text + self->caret, length - self->caret + 1);
    memcpy (self->text + self->caret, at, bytes);
    self->caret += bytes;
  }
  return room;
}

gboolean
nord_typing_erase (NordTyping *self)
{
  const gsize length = strlen (self->text);
  gsize start;

  if (self->caret == 0)
    return FALSE;
  start = find_start (self, self->caret);
  memmove (self->text + start, self->text + self->caret, length - self->caret + 1);
  sodium_memzero (self->text + length - (self->caret - start), self->caret - start);
  self->caret = start;
  return TRUE;
}

void
nord_typing_set_text (NordTyping *self, const char *text)
{
  nord_typing_wipe (self);
  if (text != NULL)
    nord_typing_insert (self, text);
}

void
nord_typing_wipe (NordTyping *self)
{
  sodium_memzero (self->text, self->size);
  self->caret = 0;
}
