/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Pictures of the cards that hands carry. Not GDK's drag and drop: that follows one pointer only,
 * and on the board several people move cards at the same time. */
#include "ui/cluster/drag-layer.h"

typedef struct {
  GdkPaintable *picture; /* (owned) */
  double width, height;
  double grip_x, grip_y; /* where it is held */
  double x, y;           /* the hand */
  guint n;
} Ghost;

struct _NordDragLayer {
  GtkWidget parent_instance;

  GHashTable *ghosts; /* (owned) of Ghost by key */
};

G_DEFINE_FINAL_TYPE (NordDragLayer, nord_drag_layer, GTK_TYPE_WIDGET)

static void
ghost_free (gpointer data)
{
  Ghost *ghost = data;

  g_object_unref (ghost->picture);
  g_free (ghost);
}

static void
draw_count (GtkWidget *widget, GtkSnapshot *snapshot, const Ghost *ghost)
{
  g_autofree char *text = g_strdup_printf ("%u", ghost->n);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  GskRoundedRect pill;
  GdkRGBA accent = {0.11, 0.44, 0.85, 1}, white = {1, 1, 1, 1};
  int width, height;

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_bg_color",
                                  &accent);
  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_fg_color", &white);
  pango_layout_get_pixel_size (layout, &width, &height);
  gsk_rounded_rect_init_from_rect (&pill,
                                   &GRAPHENE_RECT_INIT ((float) ghost->width - (float) width - 14,
                                                        -8, (float) width + 16, (float) height + 4),
                                   (float) height / 2 + 2);
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, &accent, &pill.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (pill.bounds.origin.x + 8,
                                                          pill.bounds.origin.y + 2));
  gtk_snapshot_append_layout (snapshot, layout, &white);
  gtk_snapshot_restore (snapshot);
}

static void
nord_drag_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NordDragLayer *self = NORD_DRAG_LAYER (widget);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->ghosts);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Ghost *ghost = value;

    gtk_snapshot_save (snapshot);
    gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (ghost->x - ghost->grip_x),
                                                            (float) (ghost->y - ghost->grip_y)));
    gtk_snapshot_push_opacity (snapshot, 0.9);
    gdk_paintable_snapshot (ghost->picture, snapshot, ghost->width, ghost->height);
    gtk_snapshot_pop (snapshot);
    if (ghost->n > 1)
      draw_count (widget, snapshot, ghost);
    gtk_snapshot_restore (snapshot);
  }
}

static void
nord_drag_layer_dispose (GObject *object)
{
  g_hash_table_remove_all (NORD_DRAG_LAYER (object)->ghosts);
  G_OBJECT_CLASS (nord_drag_layer_parent_class)->dispose (object);
}

static void
nord_drag_layer_finalize (GObject *object)
{
  g_hash_table_unref (NORD_DRAG_LAYER (object)->ghosts);
  G_OBJECT_CLASS (nord_drag_layer_parent_class)->finalize (object);
}

static void
nord_drag_layer_class_init (NordDragLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_drag_layer_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_drag_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = nord_drag_layer_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
nord_drag_layer_init (NordDragLayer *self)
{
  self->ghosts = g_hash_table_new_full (NULL, NULL, NULL, ghost_free);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
nord_drag_layer_new (void)
{
  return g_object_new (NORD_TYPE_DRAG_LAYER, NULL);
}

void
nord_drag_layer_lift (NordDragLayer *self,
                      gconstpointer key,
                      GtkWidget *widget,
                      double x,
                      double y,
                      guint n)
{
  g_autoptr (GdkPaintable) live = gtk_widget_paintable_new (widget);
  Ghost *ghost = g_new0 (Ghost, 1);

  g_return_if_fail (NORD_IS_DRAG_LAYER (self));
  /* As it is now: the row may soon show another idea. */
  ghost->picture = gdk_paintable_get_current_image (live);
  ghost->width = gtk_widget_get_width (widget);
  ghost->height = gtk_widget_get_height (widget);
  ghost->grip_x = x;
  ghost->grip_y = y;
  ghost->n = n;
  g_hash_table_insert (self->ghosts, (gpointer) key, ghost);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
nord_drag_layer_move (NordDragLayer *self, gconstpointer key, double x, double y)
{
  Ghost *ghost = g_hash_table_lookup (self->ghosts, key);

  if (ghost == NULL)
    return;
  ghost->x = x;
  ghost->y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
nord_drag_layer_drop (NordDragLayer *self, gconstpointer key)
{
  if (g_hash_table_remove (self->ghosts, key))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}
