/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Asks for title, place and day of a workshop. */
#include "ui/library/workshop-dialog.h"

#include "ui/widgets/focus-view.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordWorkshopDialog {
  AdwWindow parent_instance;

  char *held_on; /* (owned) (nullable) ISO 8601 */

  AdwEntryRow *title;
  AdwEntryRow *place;
  AdwActionRow *day;
  GtkMenuButton *day_button;
  GtkCalendar *calendar;
  GtkButton *clear_button;
  GtkButton *accept_button;
};

G_DEFINE_FINAL_TYPE (NordWorkshopDialog, nord_workshop_dialog, ADW_TYPE_WINDOW)

enum { ACCEPTED, N_SIGNALS };

static guint signals[N_SIGNALS];

static char *
get_stripped (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
show_day (NordWorkshopDialog *self)
{
  g_autofree char *text = NULL;

  if (self->held_on != NULL) {
    g_autofree char *iso = g_strconcat (self->held_on, "T12:00:00", NULL);
    g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
    g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (iso, zone);

    if (day != NULL) {
      text = g_date_time_format (day, C_ ("day", "%A, %B %-e, %Y"));
      gtk_calendar_select_day (self->calendar, day);
    }
  }
  nord_plain_set_row (self->day, C_ ("workshop", "Day"), text != NULL ? text : _ ("Not set"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->clear_button), self->held_on != NULL);
}

static void
on_title_changed (NordWorkshopDialog *self)
{
  g_autofree char *title = get_stripped (self->title);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.accept", *title != '\0');
}

static void
on_day_selected (NordWorkshopDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *iso = g_date_time_format (day, "%Y-%m-%d");

  if (g_strcmp0 (iso, self->held_on) == 0)
    return;
  g_free (self->held_on);
  self->held_on = g_steal_pointer (&iso);
  show_day (self);
}

static void
on_clear_day (NordWorkshopDialog *self)
{
  g_clear_pointer (&self->held_on, g_free);
  show_day (self);
  gtk_menu_button_popdown (self->day_button);
}

static void
on_entry_activated (NordWorkshopDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.accept", NULL);
}

static void
on_accept (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[ACCEPTED], 0);
  gtk_window_close (GTK_WINDOW (widget));
}

static void
nord_workshop_dialog_finalize (GObject *object)
{
  g_free (NORD_WORKSHOP_DIALOG (object)->held_on);

  G_OBJECT_CLASS (nord_workshop_dialog_parent_class)->finalize (object);
}

static void
nord_workshop_dialog_class_init (NordWorkshopDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nord_workshop_dialog_finalize;

  signals[ACCEPTED] = g_signal_new ("accepted", NORD_TYPE_WORKSHOP_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "dialog.accept", NULL, on_accept);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/library/workshop-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NordWorkshopDialog, title);
  gtk_widget_class_bind_template_child (widget_class, NordWorkshopDialog, place);
  gtk_widget_class_bind_template_child (widget_class, NordWorkshopDialog, day);
  gtk_widget_class_bind_template_child (widget_class, NordWorkshopDialog, day_button);
  gtk_widget_class_bind_template_child (widget_class, NordWorkshopDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, NordWorkshopDialog, clear_button);
  gtk_widget_class_bind_template_child (widget_class, NordWorkshopDialog, accept_button);
  gtk_widget_class_bind_template_callback (widget_class, on_title_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_day_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_day);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
}

static void
nord_workshop_dialog_init (NordWorkshopDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nord_focus_view_keep (GTK_WINDOW (self));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->title));
}

NordWorkshopDialog *
nord_workshop_dialog_new (GtkWindow *parent, gboolean is_new)
{
  NordWorkshopDialog *self =
    g_object_new (NORD_TYPE_WORKSHOP_DIALOG, "transient-for", parent, NULL);

  gtk_window_set_title (GTK_WINDOW (self), is_new ? _ ("New Workshop") : _ ("Workshop Details"));
  gtk_button_set_label (self->accept_button, is_new ? _ ("C_reate") : _ ("_Apply"));
  nord_naming_apply (GTK_WIDGET (self));
  show_day (self);
  on_title_changed (self);
  return self;
}

void
nord_workshop_dialog_set (NordWorkshopDialog *self,
                          const char *title,
                          const char *place,
                          const char *held_on)
{
  g_return_if_fail (NORD_IS_WORKSHOP_DIALOG (self));

  gtk_editable_set_text (GTK_EDITABLE (self->title), title != NULL ? title : "");
  gtk_editable_set_text (GTK_EDITABLE (self->place), place != NULL ? place : "");
  g_free (self->held_on);
  self->held_on = g_strdup (held_on);
  show_day (self);
}

char *
nord_workshop_dialog_get_title (NordWorkshopDialog *self)
{
  g_return_val_if_fail (NORD_IS_WORKSHOP_DIALOG (self), NULL);

  return get_stripped (self->title);
}

char *
nord_workshop_dialog_get_place (NordWorkshopDialog *self)
{
  g_autofree char *place = NULL;

  g_return_val_if_fail (NORD_IS_WORKSHOP_DIALOG (self), NULL);

  place = get_stripped (self->place);
  return *place != '\0' ? g_steal_pointer (&place) : NULL;
}

const char *
nord_workshop_dialog_get_held_on (NordWorkshopDialog *self)
{
  g_return_val_if_fail (NORD_IS_WORKSHOP_DIALOG (self), NULL);

  return self->held_on;
}
