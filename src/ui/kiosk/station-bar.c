/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Three buttons: at the start, in the middle and at the end of the line, and beside the middle one
 * what reads aloud. */
#include "ui/kiosk/station-bar.h"

struct _NordStationBar {
  AdwBin parent_instance;

  /* Each with a page that is empty, so that its room stays. */
  GtkStack *back;
  GtkStack *language;
  GtkStack *cancel;
  NordReadAloud *aloud;
};

G_DEFINE_FINAL_TYPE (NordStationBar, nord_station_bar, ADW_TYPE_BIN)

static void
nord_station_bar_class_init (NordStationBarClass *klass)
{
}

static void
nord_station_bar_init (NordStationBar *self)
{
}

static GtkStack *
new_place (NordWording *wording, const char *key, const char *action)
{
  GtkStack *stack = GTK_STACK (gtk_stack_new ());

  nord_wording_add_page (wording, stack, adw_bin_new (), "none", key);
  nord_wording_add_page (wording, stack, nord_wording_button (wording, key, action), "button", key);
  return stack;
}

static void
show (GtkStack *place, gboolean shown)
{
  gtk_stack_set_visible_child_name (place, shown ? "button" : "none");
}

GtkWidget *
nord_station_bar_new (NordWording *wording, NordReadAloud *aloud)
{
  NordStationBar *self = g_object_new (NORD_TYPE_STATION_BAR, NULL);
  GtkWidget *box = gtk_center_box_new (), *middle = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_widget_add_css_class (box, "kiosk-bar");
  self->back = new_place (wording, "back", "station.back");
  self->language = new_place (wording, "language", "station.switch");
  self->cancel = new_place (wording, "cancel", "station.cancel");
  self->aloud = aloud;
  gtk_box_append (GTK_BOX (middle), GTK_WIDGET (self->language));
  gtk_box_append (GTK_BOX (middle), GTK_WIDGET (aloud));
  gtk_center_box_set_start_widget (GTK_CENTER_BOX (box), GTK_WIDGET (self->back));
  gtk_center_box_set_center_widget (GTK_CENTER_BOX (box), middle);
  gtk_center_box_set_end_widget (GTK_CENTER_BOX (box), GTK_WIDGET (self->cancel));
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}

void
nord_station_bar_follow (NordStationBar *self, const NordFlow *flow)
{
  const NordScreen screen = flow->screen;
  const gboolean switching = screen == NORD_SCREEN_SWITCH, staff = screen == NORD_SCREEN_STAFF;
  const gboolean thanks = screen == NORD_SCREEN_THANKS;
  const gboolean under_way = nord_flow_is_under_way (flow);
  const gboolean heard = nord_read_aloud_can (self->aloud) && nord_station_bar_may_hear (flow);

  g_return_if_fail (NORD_IS_STATION_BAR (self));
  gtk_widget_set_visible (GTK_WIDGET (self), under_way || switching || staff || thanks || heard);
  show (self->back, under_way || switching || staff);
  show (self->cancel, under_way || switching);
  show (self->language, (under_way && screen != NORD_SCREEN_LANGUAGE) || thanks);
  gtk_widget_set_opacity (GTK_WIDGET (self->aloud), heard ? 1 : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->aloud), heard);
}

/* What the staff does, and what nobody stands before, is not read. */
gboolean
nord_station_bar_may_hear (const NordFlow *flow)
{
  return flow->screen != NORD_SCREEN_ATTRACT && flow->screen != NORD_SCREEN_STAFF &&
         flow->screen != NORD_SCREEN_LOCKED;
}
