/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Digits as a telephone has them; dots tell how many were tapped. */
#include "ui/kiosk/pin-pad.h"

#include "core/kiosk/pin.h"

#include <adwaita.h>
#include <string.h>

struct _NordPinPad {
  GtkWidget parent_instance;

  char digits[NORD_PIN_DIGITS + 1];
  guint n_digits;
  GtkLabel *dots;
  GtkWidget *back;
};

G_DEFINE_FINAL_TYPE (NordPinPad, nord_pin_pad, GTK_TYPE_WIDGET)

enum { ENTERED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
show_dots (NordPinPad *self)
{
  g_autoptr (GString) dots = g_string_new (NULL);

  for (guint i = 0; i < NORD_PIN_DIGITS; i++)
    g_string_append (dots, i < self->n_digits ? "●" : "○");
  gtk_label_set_label (self->dots, dots->str);
}

void
nord_pin_pad_clear (NordPinPad *self)
{
  memset (self->digits, 0, sizeof self->digits);
  self->n_digits = 0;
  show_dots (self);
}

static void
on_digit (NordPinPad *self, GtkButton *button)
{
  self->digits[self->n_digits++] = *gtk_button_get_label (button);
  show_dots (self);
  if (self->n_digits < NORD_PIN_DIGITS)
    return;
  g_signal_emit (self, signals[ENTERED], 0, self->digits);
  nord_pin_pad_clear (self);
}

static void
on_back (NordPinPad *self)
{
  if (self->n_digits > 0)
    self->digits[--self->n_digits] = '\0';
  show_dots (self);
}

static void
nord_pin_pad_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (nord_pin_pad_parent_class)->dispose (object);
}

static void
nord_pin_pad_class_init (NordPinPadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_pin_pad_dispose;
  signals[ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
nord_pin_pad_init (NordPinPad *self)
{
  GtkWidget *grid = gtk_grid_new ();
  /* In a box, so that the sign stays when the button is named. */
  GtkWidget *sign = adw_bin_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (
                                    gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  self->dots = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_parent (GTK_WIDGET (self->dots), GTK_WIDGET (self));
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_widget_set_halign (grid, GTK_ALIGN_CENTER);
  /* Numbers are read from left to right in every language. */
  nord_wording_keep_direction (grid);
  for (guint digit = 0; digit < 10; digit++) {
    const char text[] = {(char) ('0' + digit), '\0'};
    GtkWidget *button = gtk_button_new_with_label (text);

    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                    -1);
    g_signal_connect_object (button, "clicked", G_CALLBACK (on_digit), self, G_CONNECT_SWAPPED);
    gtk_grid_attach (GTK_GRID (grid), button, digit == 0 ? 1 : (int) (digit - 1) % 3,
                     digit == 0 ? 3 : (int) (digit - 1) / 3, 1, 1);
  }
  self->back = gtk_button_new ();
  adw_bin_set_child (ADW_BIN (sign), gtk_label_new ("⌫"));
  gtk_button_set_child (GTK_BUTTON (self->back), sign);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (on_back), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (GTK_GRID (grid), self->back, 2, 3, 1, 1);
  gtk_widget_set_parent (grid, GTK_WIDGET (self));
  show_dots (self);
}

GtkWidget *
nord_pin_pad_new (NordWording *wording)
{
  NordPinPad *self = g_object_new (NORD_TYPE_PIN_PAD, NULL);

  nord_wording_say (wording, self->back, "key_erase");
  return GTK_WIDGET (self);
}
