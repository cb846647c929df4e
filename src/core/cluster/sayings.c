/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Of each thing its title alone and all of it are texts of one index of near-duplicates: who writes
 * a title is told of a title, who writes a text of a text. */
#include "core/cluster/sayings.h"

#include "core/cluster/duplicate.h"
#include "core/geo/relate.h"

#include <string.h>

/* Shorter texts are like many others. */
#define MIN_LETTERS 8
/* Things with a place are the same only where they are near. */
#define NEAR 1000.0 /* metres */
/* Right beside each other fewer words in common are worth a look. */
#define BESIDE 150.0
#define N_LOOKED 12

typedef struct {
  char *id;         /* (owned) */
  NordShape *shape; /* (owned) (nullable) */
} Thing;

struct _NordSayings {
  GPtrArray *texts;      /* (owned) (element-type utf8) */
  GArray *owners;        /* (owned) (element-type guint) of each text its thing */
  GArray *things;        /* (owned) (element-type Thing) */
  NordDuplicates *index; /* (owned) (nullable) until it is built */
  double likely, beside; /* similarities that are enough: anywhere, right beside each other */
};

static void
thing_clear (gpointer data)
{
  Thing *thing = data;

  g_free (thing->id);
  g_clear_pointer (&thing->shape, nord_shape_unref);
}

NordSayings *
nord_sayings_new (double likely, double beside)
{
  NordSayings *self = g_new0 (NordSayings, 1);

  self->likely = likely;
  self->beside = beside;

  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->owners = g_array_new (FALSE, FALSE, sizeof (guint));
  self->things = g_array_new (FALSE, FALSE, sizeof (Thing));
  g_array_set_clear_func (self->things, thing_clear);
  return self;
}

void
nord_sayings_free (NordSayings *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->index, nord_duplicates_free);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->owners);
  g_array_unref (self->things);
  g_free (self);
}

void
nord_sayings_add (NordSayings *self,
                  const char *id,
                  const char *title,
                  const char *body,
                  NordShape *shape)
{
  const Thing thing = {g_strdup (id), shape != NULL ? nord_shape_ref (shape) : NULL};
  const guint owner = self->things->len;

  g_return_if_fail (self->index == NULL);
  g_array_append_val (self->things, thing);
  if (title != NULL && *title != '\0') {
    g_ptr_array_add (self->texts, g_strdup (title));
    g_array_append_val (self->owners, owner);
  }
  if (body != NULL && *body != '\0') {
    g_ptr_array_add (self->texts, g_strdup_printf ("%s\n%s", title != NULL ? title : "", body));
    g_array_append_val (self->owners, owner);
  }
}

void
nord_sayings_build (NordSayings *self)
{
  g_return_if_fail (self->index == NULL);
  self->index = nord_duplicates_new ((const char *const *) self->texts->pdata, self->texts->len);
}

static gboolean
is_likely (const NordSayings *self, const NordSaying *saying)
{
  return saying->metres > NEAR                             ? FALSE
         : saying->metres >= 0 && saying->metres <= BESIDE ? saying->similarity >= self->beside
                                                           : saying->similarity >= self->likely;
}

/**
 * nord_sayings_find:
 * @self: built
 * @title: (nullable): what is being written
 * @body: (nullable): likewise
 * @shape: (nullable): where
 * @found: (out caller-allocates) (array length=n_found): the most similar first, each thing once
 * @n_found: room
 *
 * Things that lie elsewhere are another matter, however alike the words; right beside each other
 * fewer words in common are enough.
 *
 * Returns: how many were found
 */
guint
nord_sayings_find (NordSayings *self,
                   const char *title,
                   const char *body,
                   const NordShape *shape,
                   NordSaying *found,
                   guint n_found)
{
  NordDuplicate alike[N_LOOKED];
  g_autofree char *text =
    g_strdup_printf ("%s\n%s", title != NULL ? title : "", body != NULL ? body : "");
  guint n, kept = 0;

  g_strstrip (text);
  if (self->index == NULL || g_utf8_strlen (text, -1) < MIN_LETTERS)
    return 0;
  n = nord_duplicates_find (self->index, text, G_MAXUINT, alike, G_N_ELEMENTS (alike));
  for (guint i = 0; i < n && kept < n_found; i++) {
    const Thing *thing =
      &g_array_index (self->things, Thing, g_array_index (self->owners, guint, alike[i].index));
    NordSaying saying = {thing->id, alike[i].similarity, -1};
    gboolean twice = FALSE;

    if (shape != NULL && thing->shape != NULL)
      saying.metres = nord_relate_distance (shape, thing->shape);
    for (guint k = 0; k < kept; k++)
      twice |= found[k].id == thing->id;
    if (!twice && is_likely (self, &saying))
      found[kept++] = saying;
  }
  return kept;
}
