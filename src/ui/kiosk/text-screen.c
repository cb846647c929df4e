/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Two fields, of which one is being written in, and the keyboard. */
#include "ui/kiosk/text-screen.h"

#include "ui/kiosk/keyboard-pad.h"
#include "ui/kiosk/text-field.h"

#define MOST_TITLE 60
#define MOST_BODY 280
/* How many keys the larger field is high. */
#define BODY_KEYS 2.5

struct _NordTextScreen {
  AdwBin parent_instance;

  GtkWidget *heading;
  GtkWidget *hint;
  GtkBox *fields;
  NordTextField *title;
  NordTextField *body;
  NordTextField *active; /* (unowned) one of the two */
  NordKeyboardPad *pad;
  double key;      /* pixels */
  AdwClamp *clamp; /* of the fields, which are no wider than the keys */
  gboolean low;
};

G_DEFINE_FINAL_TYPE (NordTextScreen, nord_text_screen, ADW_TYPE_BIN)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
follow (NordTextScreen *self)
{
  NordTyping *typing = nord_text_field_get_typing (self->active);
  g_autofree char *before =
    g_strndup (nord_typing_get_text (typing), nord_typing_get_caret (typing));

  nord_keyboard_pad_follow (self->pad, before);
}

static void
take (NordTextScreen *self, NordTextField *field)
{
  self->active = field;
  nord_text_field_set_active (self->title, field == self->title);
  nord_text_field_set_active (self->body, field == self->body);
  follow (self);
}

static void
after_change (NordTextScreen *self)
{
  nord_text_field_refresh (self->active);
  follow (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_typed (NordTextScreen *self, const char *text)
{
  if (!nord_typing_insert (nord_text_field_get_typing (self->active), text))
    gtk_widget_error_bell (GTK_WIDGET (self));
  after_change (self);
}

static void
on_erased (NordTextScreen *self)
{
  if (nord_typing_erase (nord_text_field_get_typing (self->active)))
    after_change (self);
}

static void
on_moved (NordTextScreen *self, int by)
{
  nord_text_field_move (self->active, by);
  follow (self);
}

static void
on_taken (NordTextScreen *self, NordTextField *field)
{
  take (self, field);
}

static void
nord_text_screen_class_init (NordTextScreenClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_text_screen_init (NordTextScreen *self)
{
}

/* A low station needs all it has. High up on a wall nobody would reach a field, and all could read
 * it: there it stays near the keys. */
static void
place (NordTextScreen *self)
{
  GtkWidget *box = adw_bin_get_child (ADW_BIN (self));

  gtk_widget_set_vexpand (GTK_WIDGET (self->body), self->low);
  gtk_widget_set_size_request (GTK_WIDGET (self->body), -1,
                               self->low ? -1 : (int) (BODY_KEYS * self->key));
  gtk_widget_set_valign (box, self->low ? GTK_ALIGN_FILL : GTK_ALIGN_END);
  adw_clamp_set_maximum_size (self->clamp, nord_keyboard_pad_get_width (self->pad));
}

GtkWidget *
nord_text_screen_new (NordWording *wording)
{
  NordTextScreen *self = g_object_new (NORD_TYPE_TEXT_SCREEN, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *done = nord_wording_button (wording, "more", "station.next");

  self->heading = nord_wording_label (wording, "text_title", "kiosk-title");
  self->hint = nord_wording_label (wording, "text_hint", "kiosk-text-hint");
  self->title = NORD_TEXT_FIELD (nord_text_field_new (wording, "text_name", MOST_TITLE, 1));
  self->body = NORD_TEXT_FIELD (nord_text_field_new (wording, "text_body", MOST_BODY, 3));
  self->pad = NORD_KEYBOARD_PAD (nord_keyboard_pad_new (wording));
  self->fields = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  g_signal_connect_object (self->title, "taken", G_CALLBACK (on_taken), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->body, "taken", G_CALLBACK (on_taken), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pad, "typed", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pad, "erased", G_CALLBACK (on_erased), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pad, "moved", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (GTK_WIDGET (self->fields), TRUE);
  gtk_widget_add_css_class (done, "suggested-action");
  /* Beside the keys, where a hand is anyway. */
  gtk_widget_set_valign (done, GTK_ALIGN_END);
  gtk_box_append (self->fields, GTK_WIDGET (self->title));
  gtk_box_append (self->fields, GTK_WIDGET (self->body));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->fields));
  gtk_box_append (GTK_BOX (row), done);
  gtk_box_append (GTK_BOX (box), self->heading);
  gtk_box_append (GTK_BOX (box), self->hint);
  self->clamp = ADW_CLAMP (adw_clamp_new ());
  adw_clamp_set_tightening_threshold (self->clamp, G_MAXINT16);
  adw_clamp_set_child (self->clamp, row);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->clamp));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pad));
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-screen");
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (wording, "spoken", G_CALLBACK (place), self, G_CONNECT_SWAPPED);
  take (self, self->title);
  return GTK_WIDGET (self);
}

const char *
nord_text_screen_get_title (NordTextScreen *self)
{
  g_return_val_if_fail (NORD_IS_TEXT_SCREEN (self), NULL);
  return nord_typing_get_text (nord_text_field_get_typing (self->title));
}

const char *
nord_text_screen_get_body (NordTextScreen *self)
{
  g_return_val_if_fail (NORD_IS_TEXT_SCREEN (self), NULL);
  return nord_typing_get_text (nord_text_field_get_typing (self->body));
}

void
nord_text_screen_set (NordTextScreen *self, const char *title, const char *body)
{
  g_return_if_fail (NORD_IS_TEXT_SCREEN (self));
  nord_typing_set_text (nord_text_field_get_typing (self->title), title);
  nord_typing_set_text (nord_text_field_get_typing (self->body), body);
  nord_text_field_refresh (self->title);
  nord_text_field_refresh (self->body);
  take (self, self->title);
}

void
nord_text_screen_wipe (NordTextScreen *self)
{
  g_return_if_fail (NORD_IS_TEXT_SCREEN (self));
  nord_text_field_wipe (self->title);
  nord_text_field_wipe (self->body);
  take (self, self->title);
}

void
nord_text_screen_set_key_size (NordTextScreen *self, double pixels)
{
  g_return_if_fail (NORD_IS_TEXT_SCREEN (self));
  nord_keyboard_pad_set_key_size (self->pad, pixels);
  self->key = pixels;
  place (self);
}

void
nord_text_screen_set_low (NordTextScreen *self, gboolean low)
{
  g_return_if_fail (NORD_IS_TEXT_SCREEN (self));
  gtk_widget_set_visible (self->heading, !low);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->fields),
                                  low ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_homogeneous (self->fields, low);
  self->low = low;
  place (self);
}
