/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Pictures of signs and bubbles, drawn once and shown thousands of times. */
#include "ui/map/bubble-cache.h"

#include <math.h>

#define FEW_BUBBLES 256 /* as many are kept whether they are seen or not */
#define FRAMES 8        /* how long more than that are kept which are not seen */
#define MAX_BUBBLES 3000
#define MICROSECONDS_A_FRAME 8000

typedef struct {
  GdkTexture *texture; /* (owned) */
  guint frame;         /* the last one that had it */
} Bubble;

struct _NordBubbleCache {
  GtkWidget *widget;   /* (unowned) */
  GHashTable *signs;   /* (owned) category and size -> GdkTexture */
  GHashTable *bubbles; /* (owned) composition -> Bubble */
  guint frame;
  int scale_factor;
  gint64 spent; /* microseconds of this frame */
  gboolean behind;
};

static void
bubble_free (gpointer data)
{
  Bubble *bubble = data;

  g_object_unref (bubble->texture);
  g_free (bubble);
}

NordBubbleCache *
nord_bubble_cache_new (GtkWidget *widget)
{
  NordBubbleCache *self = g_new0 (NordBubbleCache, 1);

  self->widget = widget;
  self->signs = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->bubbles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, bubble_free);
  return self;
}

void
nord_bubble_cache_free (NordBubbleCache *self)
{
  g_hash_table_unref (self->signs);
  g_hash_table_unref (self->bubbles);
  g_free (self);
}

void
nord_bubble_cache_clear (NordBubbleCache *self)
{
  g_hash_table_remove_all (self->signs);
  g_hash_table_remove_all (self->bubbles);
}

static gboolean
is_old (gpointer key, gpointer value, gpointer data)
{
  const Bubble *bubble = value;
  const NordBubbleCache *self = data;

  return self->frame - bubble->frame > FRAMES;
}

void
nord_bubble_cache_begin (NordBubbleCache *self)
{
  int scale = gtk_widget_get_scale_factor (self->widget);

  if (scale != self->scale_factor)
    nord_bubble_cache_clear (self);
  self->frame++;
  /* With each idea that comes some bubbles never come back. */
  if (g_hash_table_size (self->bubbles) > FEW_BUBBLES)
    g_hash_table_foreach_remove (self->bubbles, is_old, self);
  if (g_hash_table_size (self->bubbles) > MAX_BUBBLES)
    g_hash_table_remove_all (self->bubbles);
  self->scale_factor = scale;
  self->spent = 0;
  self->behind = FALSE;
}

gboolean
nord_bubble_cache_is_behind (NordBubbleCache *self)
{
  return self->behind;
}

guint
nord_bubble_cache_count (NordBubbleCache *self)
{
  return g_hash_table_size (self->bubbles);
}

GdkTexture *
nord_bubble_cache_get_sign (NordBubbleCache *self,
                            const NordCategory *category,
                            guint key,
                            double size)
{
  gpointer at = GUINT_TO_POINTER (key << 16 | (guint) size);
  GdkTexture *texture = g_hash_table_lookup (self->signs, at);

  if (texture == NULL) {
    texture = nord_mark_make_texture (category, size, self->scale_factor);
    g_hash_table_insert (self->signs, at, texture);
  }
  return texture;
}

double
nord_bubble_get_size (guint count)
{
  return CLAMP (30 + 3 * log2 (count), 34, 54);
}

static GdkTexture *
look_up (NordBubbleCache *self, const char *key)
{
  Bubble *bubble = g_hash_table_lookup (self->bubbles, key);

  if (bubble == NULL)
    return NULL;
  bubble->frame = self->frame;
  return bubble->texture;
}

GdkTexture *
nord_bubble_cache_get (NordBubbleCache *self,
                       const NordCategory *const *categories,
                       const guint32 *shares,
                       guint n,
                       guint count)
{
  g_autoptr (GString) key = g_string_new (NULL);
  gint64 start = g_get_monotonic_time ();
  GdkTexture *texture;
  Bubble *bubble;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (key, "%u,", shares[i]);
  texture = look_up (self, key->str);
  if (texture)
    return texture;
  self->behind |= self->spent > MICROSECONDS_A_FRAME;
  if (self->spent > MICROSECONDS_A_FRAME) {
    /* The number at least, in a ring of one colour: few of these are ever made. */
    g_string_printf (key, "%u", count);
    texture = look_up (self, key->str);
    if (texture)
      return texture;
    shares = &count;
    categories += n - 1;
    n = 1;
  }
  texture = nord_mark_make_bubble (gtk_widget_get_pango_context (self->widget), categories, shares,
                                   n, nord_bubble_get_size (count), self->scale_factor);
  bubble = g_new (Bubble, 1);
  *bubble = (Bubble){texture, self->frame};
  g_hash_table_insert (self->bubbles, g_strdup (key->str), bubble);
  self->spent += g_get_monotonic_time () - start;
  return texture;
}
