/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The code stands here once and nowhere else: what is stored is its hash. */
#include "ui/kiosk/thanks-screen.h"

#include "ui/kiosk/qr-picture.h"

struct _NordThanksScreen {
  AdwBin parent_instance;

  GtkLabel *code;
  NordQrPicture *picture;
  GtkProgressBar *left;
};

G_DEFINE_FINAL_TYPE (NordThanksScreen, nord_thanks_screen, ADW_TYPE_BIN)

static void
nord_thanks_screen_class_init (NordThanksScreenClass *klass)
{
}

static void
nord_thanks_screen_init (NordThanksScreen *self)
{
}

GtkWidget *
nord_thanks_screen_new (NordWording *wording)
{
  NordThanksScreen *self = g_object_new (NORD_TYPE_THANKS_SCREEN, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->picture = NORD_QR_PICTURE (nord_qr_picture_new ());
  self->code = GTK_LABEL (gtk_label_new (NULL));
  self->left = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  nord_wording_keep_direction (GTK_WIDGET (self->code));
  gtk_widget_add_css_class (GTK_WIDGET (self->code), "kiosk-code");
  gtk_widget_set_valign (GTK_WIDGET (self->picture), GTK_ALIGN_CENTER);
  nord_wording_say (wording, GTK_WIDGET (self->left), "done");
  gtk_box_append (GTK_BOX (words), nord_wording_label (wording, "thanks_text", NULL));
  gtk_box_append (GTK_BOX (words), nord_wording_label (wording, "thanks_code", NULL));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->code));
  gtk_box_append (GTK_BOX (words), nord_wording_label (wording, "thanks_photo", NULL));
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->picture));
  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), nord_wording_button (wording, "again", "station.again"));
  gtk_box_append (GTK_BOX (buttons), nord_wording_button (wording, "done", "station.next"));
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), nord_wording_label (wording, "thanks_title", "kiosk-title"));
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->left));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-screen");
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}

void
nord_thanks_screen_show (NordThanksScreen *self, const char *code, double module)
{
  g_autofree char *text = NULL;

  g_return_if_fail (NORD_IS_THANKS_SCREEN (self) && code != NULL);
  /* With a word before it, so that a telephone shows a text and does not search for a number; in
   * ASCII, because readers guess the coding of others. */
  text = g_strconcat ("Nordwaerts ", code, NULL);
  gtk_label_set_text (self->code, code);
  nord_qr_picture_set (self->picture, text, module);
}

void
nord_thanks_screen_set_left (NordThanksScreen *self, double left)
{
  g_return_if_fail (NORD_IS_THANKS_SCREEN (self));
  gtk_progress_bar_set_fraction (self->left, CLAMP (left, 0, 1));
}

void
nord_thanks_screen_wipe (NordThanksScreen *self)
{
  g_return_if_fail (NORD_IS_THANKS_SCREEN (self));
  gtk_label_set_text (self->code, "");
  nord_qr_picture_set (self->picture, NULL, 0);
}
