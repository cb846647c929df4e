/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Asks for the PIN, slowly after wrong ones, and offers what is behind the door. */
#include "ui/kiosk/staff-door.h"

#include "ui/kiosk/pin-pad.h"
#include "config.h"

#include <glib/gi18n.h>

#define KEY "kiosk-pin"

struct _NordStaffDoor {
  AdwBin parent_instance;

  NordPinGuard *guard;    /* (unowned) */
  const NordWords *words; /* (unowned) */
  GSettings *settings;    /* (owned) */
  char *chosen;           /* (owned) (nullable) a first PIN, typed once */

  GtkLabel *note;
  GtkWidget *pad;
  GtkWidget *leave;
};

G_DEFINE_FINAL_TYPE (NordStaffDoor, nord_staff_door, ADW_TYPE_BIN)

enum { LEFT, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
let_in (NordStaffDoor *self)
{
  gtk_label_set_label (self->note, "");
  gtk_widget_set_visible (self->pad, FALSE);
  gtk_widget_set_visible (self->leave, TRUE);
  gtk_widget_grab_focus (self->leave);
}

static void
refuse (NordStaffDoor *self)
{
  gtk_label_set_label (self->note, nord_words_get (self->words, "staff_wrong"));
}

static void
choose (NordStaffDoor *self, const char *pin)
{
  g_autofree char *hash = NULL;

  if (self->chosen == NULL) {
    self->chosen = g_strdup (pin);
    gtk_label_set_label (self->note, _ ("Once more, to be sure."));
    return;
  }
  if (g_str_equal (self->chosen, pin))
    hash = nord_pin_hash (pin);
  g_clear_pointer (&self->chosen, g_free);
  if (hash == NULL) {
    refuse (self);
    return;
  }
  g_settings_set_string (self->settings, KEY, hash);
  let_in (self);
}

static void
on_pin (NordStaffDoor *self, const char *pin)
{
  g_autofree char *hash = g_settings_get_string (self->settings, KEY);

  if (*hash == '\0')
    choose (self, pin);
  else if (nord_pin_check (self->guard, hash, pin, g_get_monotonic_time ()))
    let_in (self);
  else
    refuse (self);
}

static void
on_leave (NordStaffDoor *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static void
nord_staff_door_dispose (GObject *object)
{
  NordStaffDoor *self = NORD_STAFF_DOOR (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->chosen, g_free);
  G_OBJECT_CLASS (nord_staff_door_parent_class)->dispose (object);
}

static void
nord_staff_door_class_init (NordStaffDoorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_staff_door_dispose;
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
nord_staff_door_init (NordStaffDoor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->settings = g_settings_new (NORD_APP_ID);
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->note, TRUE);
  self->pad = nord_pin_pad_new ();
  g_signal_connect_object (self->pad, "entered", G_CALLBACK (on_pin), self, G_CONNECT_SWAPPED);
  self->leave = gtk_button_new_with_label ("");
  g_signal_connect_object (self->leave, "clicked", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (box), self->pad);
  gtk_box_append (GTK_BOX (box), self->leave);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
nord_staff_door_new (NordPinGuard *guard)
{
  NordStaffDoor *self = g_object_new (NORD_TYPE_STAFF_DOOR, NULL);

  self->guard = guard;
  return GTK_WIDGET (self);
}

void
nord_staff_door_ask (NordStaffDoor *self, const NordWords *words)
{
  g_autofree char *hash = NULL;

  g_return_if_fail (NORD_IS_STAFF_DOOR (self) && words != NULL);
  hash = g_settings_get_string (self->settings, KEY);
  self->words = words;
  g_clear_pointer (&self->chosen, g_free);
  nord_pin_pad_clear (NORD_PIN_PAD (self->pad));
  gtk_widget_set_visible (self->pad, TRUE);
  gtk_widget_set_visible (self->leave, FALSE);
  gtk_button_set_label (GTK_BUTTON (self->leave), nord_words_get (words, "leave"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->leave), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  nord_words_get (words, "leave"), -1);
  gtk_label_set_label (self->note,
                       *hash == '\0' ? _ ("Choose a PIN of six digits for the team.") : "");
}
