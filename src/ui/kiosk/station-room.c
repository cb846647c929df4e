/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How the screens of a station are laid out in the room that its place has: what is low, narrow or
 * on a wall, and how large a millimetre is. */
#include "ui/kiosk/station-private.h"

/* Wider than this times its height, the languages stand in two rows. */
#define WIDE 1.4
/* Less high than this is low: two words beside each other, not below each other. */
#define LOW_MM 170
#define LOW 0.5 /* of the width */
/* Less wide than this is narrow: three buttons beside each other have no room for their words. */
#define NARROW_MM 180
/* A place that is as high as the screen is on a wall: nobody has to reach above this part of it,
 * but a heading may stand there. */
#define REACH 0.6
#define HEADING_MM 14
/* What stands below the options of a ballot: how many are left, arrows, the bar. */
#define BOOTH_MM 70
#define BROAD_MM 300 /* two options beside each other are read well */

static gboolean
on_arrange (gpointer data)
{
  NordStation *self = data;
  const int width = self->width, height = self->height;
  const gboolean low = height < LOW * width || height < LOW_MM * self->per_mm;
  const gboolean narrow = width < NARROW_MM * self->per_mm;
  const NordVoteRoom room = {low, width > 2.5 * height, width > BROAD_MM * self->per_mm,
                             height / self->per_mm * REACH - BOOTH_MM};
  GtkWidget *floor = gtk_widget_get_parent (GTK_WIDGET (self));
  const gboolean wall = floor != NULL && height == gtk_widget_get_height (floor);

  self->arranging = 0;
  nord_plain_screen_set_columns (self->languages, width > WIDE * height ? 5 : 2);
  nord_map_screen_set_low (self->map, low);
  nord_plain_screen_keep_in_reach (self->stack,
                                   wall ? (1 - REACH) * height - HEADING_MM * self->per_mm : 0);
  nord_topic_screen_set_room (self->topics, low, narrow);
  nord_find_screen_set_room (self->find, low, width > 2.5 * height, narrow);
  nord_text_screen_set_low (self->text, low);
  nord_check_screen_set_low (self->check, low, width > WIDE * height);
  nord_staff_door_set_low (self->door, low);
  nord_vote_booth_set_room (self->booth, &room);
  nord_station_arrange_children (self, low);
  if (low)
    gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-low");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "kiosk-low");
  return G_SOURCE_REMOVE;
}

void
nord_station_set_scale (NordStation *self, double per_mm)
{
  g_return_if_fail (NORD_IS_STATION (self));
  self->per_mm = per_mm;
  if (self->width > 0 && self->arranging == 0)
    self->arranging = g_idle_add (on_arrange, self);
  nord_find_screen_set_key_size (self->find, 20 * per_mm);
  nord_text_screen_set_key_size (self->text, 20 * per_mm);
  nord_map_screen_set_edge_guard (self->map, NORD_STATION_EDGE_MM * per_mm);
}

void
nord_station_set_seat (NordStation *self, int width, int height)
{
  g_return_if_fail (NORD_IS_STATION (self));
  /* Not now: what is being given its place must not ask for another. */
  if ((width != self->width || height != self->height) && self->arranging == 0)
    self->arranging = g_idle_add (on_arrange, self);
  self->width = width;
  self->height = height;
}
