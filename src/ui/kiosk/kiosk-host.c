/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One shared screen a window, and one list of its places. */
#include "ui/kiosk/kiosk-host.h"

#include "ui/kiosk/stations-window.h"

struct _NordKioskHost {
  GObject parent_instance;

  GtkApplicationWindow *window; /* (unowned) owns this */
  NordSession *session;         /* (owned) */
  NordKioskWindow *kiosk;       /* (weak) (nullable) */
  GtkWindow *stations;          /* (weak) (nullable) */
};

G_DEFINE_FINAL_TYPE (NordKioskHost, nord_kiosk_host, G_TYPE_OBJECT)

static void
show_stations (NordKioskHost *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));

  if (self->kiosk == NULL)
    return;
  if (self->stations == NULL)
    g_set_weak_pointer (&self->stations,
                        GTK_WINDOW (
                          nord_stations_window_new (application, self->kiosk,
                                                    nord_session_get_programme (self->session))));
  gtk_window_present (self->stations);
}

static void
show_actions (NordKioskHost *self)
{
  static const char *const names[] = {"stations", "freeze-stations"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->window), names[i])),
      self->kiosk != NULL);
}

static void
on_kiosk_gone (NordKioskHost *self)
{
  g_clear_weak_pointer (&self->kiosk);
  show_actions (self);
}

/* The same again only seats people otherwise. */
static void
on_kiosk (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordKioskHost *self = data;
  NordDocument *document = nord_session_get_document (self->session);
  NordSeating seating = NORD_SEATING_ONE;

  if (document == NULL || !nord_seating_find (g_variant_get_string (parameter, NULL), &seating))
    return;
  if (self->kiosk == NULL) {
    GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));
    GtkWindow *kiosk =
      nord_kiosk_window_new (application, document, seating, GTK_WINDOW (self->window));

    g_set_weak_pointer (&self->kiosk, NORD_KIOSK_WINDOW (kiosk));
    g_signal_connect_object (self->session, "notify::document", G_CALLBACK (nord_kiosk_window_end),
                             kiosk, G_CONNECT_SWAPPED);
    g_signal_connect_object (self->window, "destroy", G_CALLBACK (nord_kiosk_window_end), kiosk,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (kiosk, "destroy", G_CALLBACK (on_kiosk_gone), self, G_CONNECT_SWAPPED);
    gtk_window_present (kiosk);
  } else
    nord_kiosk_window_set_seating (self->kiosk, seating);
  show_actions (self);
  show_stations (self);
}

static void
on_stations (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_stations (data);
}

static void
on_freeze (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordKioskHost *self = data;

  if (self->kiosk != NULL)
    nord_stations_window_freeze_all (self->kiosk, !nord_stations_window_is_frozen (self->kiosk));
}

static const GActionEntry actions[] = {
  {"kiosk", on_kiosk, "s"},
  {"stations", on_stations},
  {"freeze-stations", on_freeze},
};

static void
nord_kiosk_host_dispose (GObject *object)
{
  NordKioskHost *self = NORD_KIOSK_HOST (object);

  g_clear_weak_pointer (&self->kiosk);
  g_clear_weak_pointer (&self->stations);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nord_kiosk_host_parent_class)->dispose (object);
}

static void
nord_kiosk_host_class_init (NordKioskHostClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_kiosk_host_dispose;
}

static void
nord_kiosk_host_init (NordKioskHost *self)
{
}

NordKioskHost *
nord_kiosk_host_new (GtkApplicationWindow *window, NordSession *session)
{
  NordKioskHost *self = g_object_new (NORD_TYPE_KIOSK_HOST, NULL);

  self->window = window;
  self->session = g_object_ref (session);
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), self);
  show_actions (self);
  return self;
}
