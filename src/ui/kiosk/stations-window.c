/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A row for each station that was ever seated and still matters. */
#include "ui/kiosk/stations-window.h"

#include "ui/kiosk/children-offer.h"
#include "ui/kiosk/station-row.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/other-monitor.h"
#include "config.h"

#include <glib/gi18n.h>

#define REFRESH_S 15 /* minutes go by, and drafts */

struct _NordStationsWindow {
  AdwWindow parent_instance;

  NordKioskWindow *kiosk;                  /* (weak) (nullable) */
  NordProgramme *programme;                /* (owned) */
  GSimpleActionGroup *actions;             /* (owned) */
  NordStationRow *rows[NORD_MAX_STATIONS]; /* (nullable) */
  guint timer;

  GMenu *monitors;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (NordStationsWindow, nord_stations_window, ADW_TYPE_WINDOW)

static guint
count_seated (NordKioskWindow *kiosk)
{
  NordSeat seats[NORD_MAX_STATIONS];

  return nord_seating_place (nord_kiosk_window_get_seating (kiosk), 1920, 1080, seats);
}

gboolean
nord_stations_window_is_frozen (NordKioskWindow *kiosk)
{
  for (guint i = 0; i < count_seated (kiosk); i++) {
    NordStationReport report;

    nord_station_report (nord_kiosk_window_get_station (kiosk, i), &report);
    if (!report.frozen)
      return FALSE;
  }
  return TRUE;
}

void
nord_stations_window_freeze_all (NordKioskWindow *kiosk, gboolean frozen)
{
  NordStation *station;

  for (guint i = 0; (station = nord_kiosk_window_get_station (kiosk, i)) != NULL; i++)
    nord_station_freeze (station, frozen);
}

static void
set_state (NordStationsWindow *self, const char *name, GVariant *state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (
                               g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)),
                             state);
}

/* Only where there is a choice. */
static void
show_monitors (NordStationsWindow *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self->kiosk));
  GdkMonitor *on =
    surface != NULL
      ? gdk_display_get_monitor_at_surface (gtk_widget_get_display (GTK_WIDGET (self)), surface)
      : NULL;
  g_autofree char *name = on != NULL ? nord_other_monitor_get_name (on) : g_strdup ("");
  const guint n = g_list_model_get_n_items (monitors);

  g_menu_remove_all (self->monitors);
  for (guint i = 0; n > 1 && i < n; i++) {
    g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
    g_autofree char *target = nord_other_monitor_get_name (monitor);
    g_autofree char *label = nord_other_monitor_describe (monitor);
    g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

    g_menu_item_set_action_and_target (item, "stations.monitor", "s", target);
    g_menu_append_item (self->monitors, item);
  }
  set_state (self, "monitor", g_variant_new_string (name));
}

static void
refresh (NordStationsWindow *self)
{
  NordStation *station;

  if (self->kiosk == NULL)
    return;
  for (guint i = 0; (station = nord_kiosk_window_get_station (self->kiosk, i)) != NULL; i++) {
    NordStationReport report;

    nord_station_report (station, &report);
    if (self->rows[i] == NULL) {
      self->rows[i] = NORD_STATION_ROW (nord_station_row_new (self->kiosk, i, self->programme));
      gtk_list_box_append (self->list, GTK_WIDGET (self->rows[i]));
    }
    nord_station_row_refresh (self->rows[i]);
    /* Without a seat it matters only while something is left there. */
    gtk_widget_set_visible (GTK_WIDGET (self->rows[i]),
                            i < count_seated (self->kiosk) || !report.free || report.has_lost);
  }
  set_state (self, "seating",
             g_variant_new_string (
               nord_seating_get_name (nord_kiosk_window_get_seating (self->kiosk))));
  set_state (self, "children",
             g_variant_new_boolean (
               nord_children_offer_get (nord_kiosk_window_get_document (self->kiosk))));
  set_state (self, "freeze-all",
             g_variant_new_boolean (nord_stations_window_is_frozen (self->kiosk)));
  show_monitors (self);
}

static gboolean
on_time (gpointer data)
{
  refresh (data);
  return G_SOURCE_CONTINUE;
}

static void
on_kiosk_gone (NordStationsWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

/* --- Actions ------------------------------------------------------------------------------------
 */

static void
on_freeze_all (GSimpleAction *action, GVariant *state, gpointer data)
{
  NordStationsWindow *self = data;

  if (self->kiosk != NULL)
    nord_stations_window_freeze_all (self->kiosk, g_variant_get_boolean (state));
}

static void
on_seating (GSimpleAction *action, GVariant *state, gpointer data)
{
  NordStationsWindow *self = data;
  NordSeating seating;

  if (self->kiosk != NULL && nord_seating_find (g_variant_get_string (state, NULL), &seating))
    nord_kiosk_window_set_seating (self->kiosk, seating);
}

static void
on_monitor (GSimpleAction *action, GVariant *state, gpointer data)
{
  NordStationsWindow *self = data;

  if (self->kiosk == NULL)
    return;
  nord_kiosk_window_set_monitor (self->kiosk, g_variant_get_string (state, NULL));
  g_simple_action_set_state (action, state);
}

static void
on_answer (AdwMessageDialog *dialog, const char *response, NordStationsWindow *self)
{
  if (!g_str_equal (response, "end") || self->kiosk == NULL)
    return;
  /* The list goes with the shared screen, before the dialog over it has gone. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  nord_kiosk_window_end (self->kiosk);
}

/* Nobody is cut off without a question. */
static void
on_end (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordStationsWindow *self = data;
  NordStation *station;
  guint busy = 0;
  GtkWidget *dialog;
  g_autofree char *body = NULL;

  if (self->kiosk == NULL)
    return;
  for (guint i = 0; (station = nord_kiosk_window_get_station (self->kiosk, i)) != NULL; i++) {
    NordStationReport report;

    nord_station_report (station, &report);
    busy += report.since > 0 || report.has_draft;
  }
  if (busy == 0) {
    nord_kiosk_window_end (self->kiosk);
    return;
  }
  body = g_strdup_printf (
    ngettext ("Somebody is taking part at %u place. What was begun there is asked about when the "
              "shared screen starts again.",
              "Somebody is taking part at %u places. What was begun there is asked about when the "
              "shared screen starts again.",
              busy),
    busy);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("End the shared screen?"), NULL);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "end", _ ("_End"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "end",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answer), self, 0);
  nord_naming_apply (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_children (GSimpleAction *action, GVariant *state, gpointer data)
{
  NordStationsWindow *self = data;

  if (self->kiosk == NULL)
    return;
  nord_children_offer_set (nord_kiosk_window_get_document (self->kiosk),
                           g_variant_get_boolean (state));
  g_simple_action_set_state (action, state);
}

static const GActionEntry actions[] = {
  {"children", NULL, NULL, "false", on_children},
  {"freeze-all", NULL, NULL, "false", on_freeze_all},
  {"seating", NULL, "s", "'one'", on_seating},
  {"monitor", NULL, "s", "''", on_monitor},
  {"end", on_end},
};

static void
nord_stations_window_dispose (GObject *object)
{
  NordStationsWindow *self = NORD_STATIONS_WINDOW (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_weak_pointer (&self->kiosk);
  g_clear_object (&self->programme);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (nord_stations_window_parent_class)->dispose (object);
}

static void
nord_stations_window_class_init (NordStationsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_stations_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/kiosk/stations-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NordStationsWindow, monitors);
  gtk_widget_class_bind_template_child (widget_class, NordStationsWindow, list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "stations.freeze-all", NULL);
}

static void
nord_stations_window_init (NordStationsWindow *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "stations", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  nord_naming_apply (GTK_WIDGET (self));
}

GtkWidget *
nord_stations_window_new (GtkApplication *application,
                          NordKioskWindow *kiosk,
                          NordProgramme *programme)
{
  NordStationsWindow *self =
    g_object_new (NORD_TYPE_STATIONS_WINDOW, "application", application, NULL);

  /* A reference would keep it from going. */
  g_set_weak_pointer (&self->kiosk, kiosk);
  self->programme = g_object_ref (programme);
  g_signal_connect_object (kiosk, "reported", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kiosk, "destroy", G_CALLBACK (on_kiosk_gone), self, G_CONNECT_SWAPPED);
  self->timer = g_timeout_add_seconds (REFRESH_S, on_time, self);
  refresh (self);
  return GTK_WIDGET (self);
}
