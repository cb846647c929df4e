/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which operation each field of a thing stands on now. A pure sum without a database: the same
 * rule as in the file of a workshop, so that server and laptops name the same winner. */
#include "server/heads.h"

#include <string.h>

/* The line of the creation, for every field that has none of its own. */
#define ALL_FIELDS ((NordSlice){"*", 1})

static gboolean
find (const NordHeads *self,
      NordSlice field,
      gsize *start,
      gsize *end,
      NordSlice *id,
      NordSlice *hlc)
{
  const char *at = self->text->str, *stop = at + self->text->len;

  while (at < stop) {
    const char *eol = memchr (at, '\n', (gsize) (stop - at));

    g_return_val_if_fail (eol != NULL, FALSE);
    if ((gsize) (eol - at) > field.length + 38 && at[field.length] == ' ' &&
        memcmp (at, field.at, field.length) == 0) {
      *start = (gsize) (at - self->text->str);
      *end = (gsize) (eol + 1 - self->text->str);
      *id = (NordSlice){at + field.length + 1, 36};
      *hlc = (NordSlice){at + field.length + 38, (gsize) (eol - at) - field.length - 38};
      return TRUE;
    }
    at = eol + 1;
  }
  return FALSE;
}

gboolean
nord_heads_find (const NordHeads *self, NordSlice field, NordSlice *id)
{
  gsize start, end;
  NordSlice hlc;

  return find (self, field, &start, &end, id, &hlc);
}

static int
compare (NordSlice a, NordSlice b)
{
  int order = memcmp (a.at, b.at, MIN (a.length, b.length));

  return order != 0 ? order : (int) a.length - (int) b.length;
}

void
nord_heads_init (NordHeads *self, const char *text, gsize length)
{
  self->text = text != NULL ? g_string_new_len (text, (gssize) length) : g_string_sized_new (512);
}

void
nord_heads_clear (NordHeads *self)
{
  if (self->text != NULL)
    g_string_free (g_steal_pointer (&self->text), TRUE);
}

NordMeet
nord_heads_meet (NordHeads *self,
                 NordSlice field,
                 NordSlice base,
                 NordSlice id,
                 NordSlice hlc,
                 NordSlice *rival)
{
  NordSlice head_id, head_hlc;
  gsize start, end;
  int order;

  if (!find (self, field, &start, &end, &head_id, &head_hlc)) {
    /* What no later operation has spoken of stands as the creation left it. */
    if (base.at == NULL || !find (self, ALL_FIELDS, &start, &end, &head_id, &head_hlc))
      return NORD_MEET_FIRST;
  }
  if (base.at != NULL && nord_slice_equal (base, head_id))
    return NORD_MEET_FIRST;
  *rival = head_id;
  order = compare (hlc, head_hlc);
  if (order == 0)
    order = compare (id, head_id);
  return order > 0 ? NORD_MEET_WINS : NORD_MEET_LOSES;
}

void
nord_heads_put (NordHeads *self, NordSlice field, NordSlice id, NordSlice hlc)
{
  NordSlice head_id, head_hlc;
  gsize start, end;

  if (find (self, field, &start, &end, &head_id, &head_hlc))
    g_string_erase (self->text, (gssize) start, (gssize) (end - start));
  g_string_append_len (self->text, field.at, (gssize) field.length);
  g_string_append_c (self->text, ' ');
  g_string_append_len (self->text, id.at, (gssize) id.length);
  g_string_append_c (self->text, ' ');
  g_string_append_len (self->text, hlc.at, (gssize) hlc.length);
  g_string_append_c (self->text, '\n');
}

void
nord_heads_put_creation (NordHeads *self, NordSlice id, NordSlice hlc)
{
  nord_heads_put (self, ALL_FIELDS, id, hlc);
}
