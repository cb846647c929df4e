/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Topic, words and kind of shape; where the words look like somebody's details, a question; and
 * what is there already. */
#include "ui/kiosk/check-screen.h"

#include "core/model/programme.h"
#include "ui/kiosk/similar-panel.h"

#define LEAST_CHARS 14 /* of a line of the resident's own, beside what is like it */

struct _NordCheckScreen {
  AdwBin parent_instance;

  NordWording *wording; /* (owned) */
  GtkImage *icon;
  GtkLabel *topic;
  GtkLabel *place;
  GtkLabel *title;
  GtkLabel *body;
  GtkWidget *warning;
  GtkLabel *personal;
  GtkBox *halves; /* what is sent, and what is like it */
  NordSimilarPanel *similar;
};

G_DEFINE_FINAL_TYPE (NordCheckScreen, nord_check_screen, ADW_TYPE_BIN)

enum { CHOSEN, STALE, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkWidget *
build_card (NordCheckScreen *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_image_set_pixel_size (self->icon, 48);
  self->topic = GTK_LABEL (nord_wording_label (self->wording, NULL, "kiosk-idea-title"));
  nord_wording_let_read (GTK_WIDGET (self->topic), NULL);
  self->place = GTK_LABEL (nord_wording_label (self->wording, "check_place", NULL));
  self->title = GTK_LABEL (nord_wording_label (self->wording, NULL, "kiosk-idea-title"));
  self->body = GTK_LABEL (nord_wording_label (self->wording, NULL, NULL));
  gtk_label_set_lines (self->body, 5);
  gtk_label_set_ellipsize (self->body, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (card), words);
  for (guint i = 0; i < 4; i++) {
    GtkLabel *label = (GtkLabel *[]){self->topic, self->place, self->title, self->body}[i];

    gtk_label_set_xalign (label, 0);
    gtk_label_set_width_chars (label, LEAST_CHARS);
    gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
    gtk_label_set_justify (label, GTK_JUSTIFY_LEFT);
    gtk_box_append (GTK_BOX (words), GTK_WIDGET (label));
  }
  gtk_widget_set_halign (card, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (card, "kiosk-card");
  return card;
}

static GtkWidget *
build_warning (NordCheckScreen *self)
{
  GtkWidget *hide = nord_wording_button (self->wording, "check_hide", "station.hide");
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->warning = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  self->personal = GTK_LABEL (nord_wording_label (self->wording, NULL, "kiosk-idea-title"));
  gtk_box_append (GTK_BOX (words), nord_wording_label (self->wording, "check_private", NULL));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->personal));
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->warning), words);
  gtk_box_append (GTK_BOX (self->warning), hide);
  gtk_widget_set_halign (self->warning, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->warning, "kiosk-warning");
  return self->warning;
}

static void
nord_check_screen_dispose (GObject *object)
{
  g_clear_object (&NORD_CHECK_SCREEN (object)->wording);
  G_OBJECT_CLASS (nord_check_screen_parent_class)->dispose (object);
}

static void
nord_check_screen_class_init (NordCheckScreenClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_check_screen_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[STALE] =
    g_signal_new ("stale", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_check_screen_init (NordCheckScreen *self)
{
}

static void
on_chosen (NordCheckScreen *self, const char *id)
{
  g_signal_emit (self, signals[CHOSEN], 0, id);
}

static void
on_stale (NordCheckScreen *self)
{
  g_signal_emit (self, signals[STALE], 0);
}

GtkWidget *
nord_check_screen_new (NordWording *wording, NordSimilarSource *source)
{
  NordCheckScreen *self = g_object_new (NORD_TYPE_CHECK_SCREEN, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *own = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *send;

  self->wording = g_object_ref (wording);
  send = nord_wording_button (wording, "send", "station.send");
  gtk_widget_add_css_class (send, "suggested-action");
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), nord_wording_button (wording, "write", "station.write"));
  gtk_box_append (GTK_BOX (buttons), send);
  gtk_box_append (GTK_BOX (box), nord_wording_label (wording, "check_title", "kiosk-title"));
  self->halves = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->similar = NORD_SIMILAR_PANEL (nord_similar_panel_new (wording, source));
  g_signal_connect_object (self->similar, "chosen", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->similar, "stale", G_CALLBACK (on_stale), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (own), build_card (self));
  gtk_box_append (GTK_BOX (own), build_warning (self));
  gtk_widget_set_valign (own, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->similar), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self->halves), GTK_ALIGN_CENTER);
  gtk_box_append (self->halves, own);
  gtk_box_append (self->halves, GTK_WIDGET (self->similar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->halves));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-screen");
  adw_bin_set_child (ADW_BIN (self), box);
  nord_check_screen_wipe (self);
  return GTK_WIDGET (self);
}

void
nord_check_screen_show (NordCheckScreen *self, const NordEntry *entry)
{
  g_autoptr (NordProgramme) programme =
    nord_programme_new_default (nord_words_get_language (nord_wording_get_words (self->wording)));
  const NordCategory *topic = NULL;
  g_autofree char *list = NULL;
  g_auto (GStrv) personal = NULL;

  g_return_if_fail (NORD_IS_CHECK_SCREEN (self) && entry != NULL);
  if (entry->category != NULL)
    topic = nord_programme_find_category (programme, entry->category);
  gtk_image_set_from_icon_name (self->icon, topic ? topic->icon : NULL);
  gtk_label_set_text (self->topic, topic ? topic->title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->place), entry->shape != NULL);
  nord_wording_quote (self->title, entry->title);
  nord_wording_quote (self->body, entry->body);
  personal = nord_entry_find_personal (entry);
  list = g_strjoinv ("\u2069   \u2068", personal);
  nord_wording_quote (self->personal, list);
  gtk_widget_set_visible (self->warning, *personal != NULL);
  if (nord_entry_is_empty (entry))
    nord_similar_panel_wipe (self->similar);
  else
    nord_similar_panel_ask (self->similar, entry);
}

void
nord_check_screen_wipe (NordCheckScreen *self)
{
  const NordEntry nothing = {0};

  nord_check_screen_show (self, &nothing);
}

void
nord_check_screen_set_low (NordCheckScreen *self, gboolean low, gboolean wide)
{
  g_return_if_fail (NORD_IS_CHECK_SCREEN (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->halves),
                                  wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  nord_similar_panel_set_low (self->similar, low);
  gtk_label_set_lines (self->body, low ? 2 : 5);
}
