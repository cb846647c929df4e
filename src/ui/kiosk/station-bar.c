/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Three buttons: at the start, in the middle and at the end of the line. */
#include "ui/kiosk/station-bar.h"

struct _NordStationBar {
  AdwBin parent_instance;

  GtkWidget *back;
  GtkWidget *language;
  GtkWidget *cancel;
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

GtkWidget *
nord_station_bar_new (NordWording *wording)
{
  NordStationBar *self = g_object_new (NORD_TYPE_STATION_BAR, NULL);
  GtkWidget *box = gtk_center_box_new ();

  gtk_widget_add_css_class (box, "kiosk-bar");
  self->back = nord_wording_button (wording, "back", "station.back");
  self->language = nord_wording_button (wording, "language", "station.switch");
  self->cancel = nord_wording_button (wording, "cancel", "station.cancel");
  gtk_center_box_set_start_widget (GTK_CENTER_BOX (box), self->back);
  gtk_center_box_set_center_widget (GTK_CENTER_BOX (box), self->language);
  gtk_center_box_set_end_widget (GTK_CENTER_BOX (box), self->cancel);
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

  g_return_if_fail (NORD_IS_STATION_BAR (self));
  gtk_widget_set_visible (GTK_WIDGET (self), under_way || switching || staff || thanks);
  gtk_widget_set_visible (self->back, !thanks);
  gtk_widget_set_visible (self->cancel, !staff && !thanks);
  gtk_widget_set_visible (self->language, (under_way && screen != NORD_SCREEN_LANGUAGE) || thanks);
}
