/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Of each thing its title alone and all of it are texts of one index of near-duplicates: who writes
 * a title is told of a title, who writes a text of a text. */
#include "core/cluster/sayings.h"

#include "core/cluster/duplicate.h"
#include "core/geo/relate.h"

#include <math.h>
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
  char *topic;      /* (owned) (nullable) */
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
  g_free (thing->topic);
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
  const Thing thing = {g_strdup (id), shape != NULL ? nord_shape_ref (shape) : NULL, NULL};
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
nord_sayings_set_topic (NordSayings *self, const char *topic)
{
  Thing *thing;

  g_return_if_fail (self->index == NULL && self->things->len > 0);
  thing = &g_array_index (self->things, Thing, self->things->len - 1);
  g_free (thing->topic);
  thing->topic = g_strdup (topic);
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

/* Whether the frames of both are as near as things beside each other are: most are not, and need no
 * measuring. */
static gboolean
may_be_beside (const NordBounds *a, const NordBounds *b)
{
  const double lat = BESIDE / 110000, middle = CLAMP ((a->south + a->north) / 2, -85, 85);
  const double lon = lat / cos (middle * G_PI / 180);

  return a->west <= b->east + lon && b->west <= a->east + lon && a->south <= b->north + lat &&
         b->south <= a->north + lat;
}

/**
 * nord_sayings_find_beside:
 * @self: built
 * @topic: what it is about
 * @shape: where
 * @found: (out caller-allocates) (array length=n_found): the nearest first; similarity is 0, since
 *   no words were compared
 * @n_found: room
 *
 * For who says nothing in words: things of the same topic right beside.
 *
 * Returns: how many were found
 */
guint
nord_sayings_find_beside (NordSayings *self,
                          const char *topic,
                          const NordShape *shape,
                          NordSaying *found,
                          guint n_found)
{
  const NordBounds here = nord_shape_get_bounds (shape);
  guint kept = 0;

  if (self->index == NULL || topic == NULL)
    return 0;
  for (guint i = 0; i < self->things->len; i++) {
    const Thing *thing = &g_array_index (self->things, Thing, i);
    NordSaying saying = {thing->id, 0, 0};
    NordBounds there;
    guint at = kept;

    if (thing->shape == NULL || g_strcmp0 (thing->topic, topic) != 0)
      continue;
    there = nord_shape_get_bounds (thing->shape);
    if (!may_be_beside (&here, &there))
      continue;
    saying.metres = nord_relate_distance (shape, thing->shape);
    while (at > 0 && saying.metres < found[at - 1].metres)
      at--;
    if (saying.metres > BESIDE || at >= n_found)
      continue;
    kept = MIN (kept + 1, n_found);
    memmove (&found[at + 1], &found[at], (kept - at - 1) * sizeof *found);
    found[at] = saying;
  }
  return kept;
}
