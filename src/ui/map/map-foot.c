/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where bars and buttons lie at the edges of a map, so that none covers another or the licence. */
#include "ui/map/map-foot.h"

#define GAP 6

typedef struct {
  GtkWidget *strip, *controls, *bar; /* (unowned) */
} NordMapFoot;

typedef struct {
  GtkWidget *corner, *other; /* (unowned) */
} NordMapHead;

static int
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, gboolean natural)
{
  int least, wanted;

  gtk_widget_measure (widget, orientation, for_size, &least, &wanted, NULL, NULL);
  return natural ? wanted : least;
}

/* The room of the bar; FALSE: it lies over the buttons there. From which side room is taken follows
 * the direction of reading. */
static gboolean
find_room (NordMapFoot *self, int width, int height, GdkRectangle *room)
{
  int taken = measure (self->controls, GTK_ORIENTATION_HORIZONTAL, -1, TRUE) + GAP;
  int wanted = measure (self->bar, GTK_ORIENTATION_HORIZONTAL, -1, TRUE);
  int foot = measure (self->strip, GTK_ORIENTATION_VERTICAL, width, FALSE) + GAP -
             gtk_widget_get_margin_bottom (self->bar);

  *room = (GdkRectangle){0, 0, width, height - MAX (foot, 0)};
  if (wanted + 2 * taken <= width)
    return TRUE;
  if (measure (self->bar, GTK_ORIENTATION_HORIZONTAL, -1, FALSE) + taken > width)
    return FALSE;
  if (gtk_widget_get_direction (self->bar) != GTK_TEXT_DIR_RTL)
    room->x = taken;
  room->width -= taken;
  return TRUE;
}

static gboolean
on_get_child_position (GtkOverlay *overlay,
                       GtkWidget *child,
                       GdkRectangle *place,
                       NordMapFoot *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (overlay));
  int height = gtk_widget_get_height (GTK_WIDGET (overlay));
  gboolean beside;
  int above;

  if (child != self->bar && child != self->controls)
    return FALSE;
  beside = find_room (self, width, height, place);
  if (child == self->bar)
    return TRUE;
  if (beside)
    return FALSE;
  above = place->height - measure (self->bar, GTK_ORIENTATION_VERTICAL, width, FALSE) - GAP +
          gtk_widget_get_margin_bottom (child);
  place->height = MIN (above, height);
  return above >= measure (child, GTK_ORIENTATION_VERTICAL, -1, FALSE);
}

static gboolean
on_get_head_position (GtkOverlay *overlay, GtkWidget *child, GdkRectangle *place, NordMapHead *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (overlay));
  int taken;

  if (child != self->other || !gtk_widget_get_visible (self->corner))
    return FALSE;
  taken = measure (self->corner, GTK_ORIENTATION_HORIZONTAL, -1, TRUE);
  if (measure (child, GTK_ORIENTATION_HORIZONTAL, -1, FALSE) + taken > width)
    return FALSE;
  *place = (GdkRectangle){gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL ? 0 : taken, 0,
                          width - taken, gtk_widget_get_height (GTK_WIDGET (overlay))};
  return TRUE;
}

void
nord_map_foot_add (GtkOverlay *overlay, GtkWidget *strip, GtkWidget *controls, GtkWidget *bar)
{
  NordMapFoot *self;

  g_return_if_fail (GTK_IS_OVERLAY (overlay) && GTK_IS_WIDGET (strip));
  g_return_if_fail (GTK_IS_WIDGET (controls) && GTK_IS_WIDGET (bar));
  self = g_new0 (NordMapFoot, 1);
  self->strip = strip;
  self->controls = controls;
  self->bar = bar;
  gtk_overlay_add_overlay (overlay, bar);
  g_signal_connect_data (overlay, "get-child-position", G_CALLBACK (on_get_child_position), self,
                         (GClosureNotify) (void (*) (void)) g_free, 0);
}

void
nord_map_foot_add_corner (GtkOverlay *overlay, GtkWidget *corner, GtkWidget *other)
{
  NordMapHead *self;

  g_return_if_fail (GTK_IS_OVERLAY (overlay));
  g_return_if_fail (GTK_IS_WIDGET (corner) && GTK_IS_WIDGET (other));
  self = g_new0 (NordMapHead, 1);
  self->corner = corner;
  self->other = other;
  gtk_overlay_add_overlay (overlay, corner);
  g_signal_connect_data (overlay, "get-child-position", G_CALLBACK (on_get_head_position), self,
                         (GClosureNotify) (void (*) (void)) g_free, 0);
}
