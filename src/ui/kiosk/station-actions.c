/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the buttons of a station do: most go on to another screen by the table. */
#include "ui/kiosk/station-private.h"

static const struct {
  const char *name;
  NordKioskEvent event;
} goes[] = {
  {"station.touch", NORD_KIOSK_TOUCH}, {"station.next", NORD_KIOSK_NEXT},
  {"station.back", NORD_KIOSK_BACK},   {"station.cancel", NORD_KIOSK_CANCEL},
  {"station.write", NORD_KIOSK_WRITE}, {"station.look", NORD_KIOSK_LOOK},
  {"station.again", NORD_KIOSK_AGAIN}, {"station.switch", NORD_KIOSK_SWITCH},
  {"station.find", NORD_KIOSK_FIND},   {"station.paint", NORD_KIOSK_PAINT},
};

static void
hide_personal (NordStation *self)
{
  nord_entry_hide_personal (&self->entry);
  nord_text_screen_set (self->text, self->entry.title, self->entry.body);
  nord_check_screen_show (self->check, &self->entry);
  nord_station_keep_draft (self);
}

/* Within the booth, and behind the door of the staff, back goes page by page. */
static gboolean
go_back_within (NordStation *self)
{
  if (self->flow.screen == NORD_SCREEN_VOTE)
    return nord_vote_booth_go_back (self->booth);
  if (self->flow.screen != NORD_SCREEN_STAFF || !nord_staff_door_go_back (self->door))
    return FALSE;
  self->touched = g_get_monotonic_time ();
  return TRUE;
}

static void
on_go (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (nord_station_is_covered (NORD_STATION (widget)))
    return;
  if (g_str_equal (name, "station.back") && go_back_within (NORD_STATION (widget)))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (goes); i++)
    if (g_str_equal (goes[i].name, name))
      nord_station_go (NORD_STATION (widget), goes[i].event);
}

static void
on_do (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordStation *self = NORD_STATION (widget);

  if (nord_station_is_covered (self))
    return;
  if (g_str_equal (name, "station.send"))
    nord_station_send (self);
  else if (g_str_equal (name, "station.collage"))
    nord_station_send_collage (self);
  else if (g_str_equal (name, "station.hide"))
    hide_personal (self);
  else if (g_str_equal (name, "station.resume"))
    nord_station_take_up (self);
}

static void
on_language (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordStation *self = NORD_STATION (widget);
  const char *language = g_variant_get_string (parameter, NULL);

  if (nord_station_is_covered (self))
    return;
  if (self->flow.screen == NORD_SCREEN_STAFF) {
    nord_station_choose_staff_language (self, language);
    return;
  }
  nord_wording_speak (self->wording, language);
  if (!nord_entry_is_empty (&self->entry))
    nord_station_keep_draft (self);
  nord_station_go (self, NORD_KIOSK_NEXT);
}

static void
on_way (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordStation *self = NORD_STATION (widget);
  const char *way = g_variant_get_string (parameter, NULL);

  if (nord_station_is_covered (self))
    return;
  nord_station_set_large (self, g_str_equal (way, "large"));
  /* Who does not read yet hears every card, where something can read. */
  nord_read_aloud_set_always (self->aloud,
                              g_str_equal (way, "aloud") || g_str_equal (way, "children"));
  if (g_str_equal (way, "children")) {
    nord_station_go (self, NORD_KIOSK_CHILDREN);
    return;
  }
  nord_station_go (self, nord_vote_booth_begin (self->booth) ? NORD_KIOSK_POLLS : NORD_KIOSK_NEXT);
}

static void
on_staff (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nord_station_obey_staff (NORD_STATION (widget), name);
}

void
nord_station_install_actions (GtkWidgetClass *widget_class)
{
  static const char *const does[] = {"station.send", "station.hide", "station.resume",
                                     "station.collage"};
  static const char *const staff[] = {"station.leave",   "station.quit", "station.turn",
                                      "station.draft",   "station.lock", "station.unlock",
                                      "station.children"};

  for (guint i = 0; i < G_N_ELEMENTS (goes); i++)
    gtk_widget_class_install_action (widget_class, goes[i].name, NULL, on_go);
  for (guint i = 0; i < G_N_ELEMENTS (does); i++)
    gtk_widget_class_install_action (widget_class, does[i], NULL, on_do);
  for (guint i = 0; i < G_N_ELEMENTS (staff); i++)
    gtk_widget_class_install_action (widget_class, staff[i], NULL, on_staff);
  gtk_widget_class_install_action (widget_class, "station.language", "s", on_language);
  gtk_widget_class_install_action (widget_class, "station.way", "s", on_way);
}
