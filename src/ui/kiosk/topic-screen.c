/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The focal areas of the programme in the language of the station. */
#include "ui/kiosk/topic-screen.h"

#include "core/model/programme.h"

struct _NordTopicScreen {
  AdwBin parent_instance;

  NordWording *wording; /* (owned) */
  GtkGrid *grid;
  char *category; /* (owned) (nullable) the one that was taken */
  gboolean low, narrow;
};

G_DEFINE_FINAL_TYPE (NordTopicScreen, nord_topic_screen, ADW_TYPE_BIN)

enum { TAKEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_topic (NordTopicScreen *self, GtkButton *button)
{
  g_signal_emit (self, signals[TAKEN], 0, g_object_get_data (G_OBJECT (button), "category"));
}

static GtkWidget *
new_topic (NordTopicScreen *self, const NordCategory *category)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (self->low ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL,
                                self->low ? 12 : 6);
  GtkWidget *image = gtk_image_new_from_icon_name (category->icon);
  GtkWidget *label = nord_wording_label (self->wording, NULL, NULL);

  gtk_image_set_pixel_size (GTK_IMAGE (image), 40);
  gtk_label_set_label (GTK_LABEL (label), category->title);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  nord_wording_let_read (label, NULL);
  if (self->low) {
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_LEFT);
  }
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "kiosk-topic");
  if (g_strcmp0 (category->id, self->category) == 0)
    gtk_widget_add_css_class (button, "lit");
  gtk_widget_add_css_class (button, "kiosk-tile");
  g_object_set_data_full (G_OBJECT (button), "category", g_strdup (category->id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  category->title, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_topic), self, G_CONNECT_SWAPPED);
  return button;
}

static void
fill (NordTopicScreen *self)
{
  const char *language = nord_words_get_language (nord_wording_get_words (self->wording));
  g_autoptr (NordProgramme) programme = nord_programme_new_default (language);
  const guint n = nord_programme_get_n_categories (programme);
  const guint columns = self->low && n > 6 ? 4 : self->narrow ? 2 : 3;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  for (guint i = 0; i < n; i++) {
    GtkWidget *topic = new_topic (self, nord_programme_get_category (programme, i));

    gtk_grid_attach (self->grid, topic, (int) (i % columns), (int) (i / columns), 1, 1);
  }
  nord_wording_turn (self->wording, GTK_WIDGET (self->grid));
}

static void
nord_topic_screen_dispose (GObject *object)
{
  NordTopicScreen *self = NORD_TOPIC_SCREEN (object);

  g_clear_object (&self->wording);
  g_clear_pointer (&self->category, g_free);
  G_OBJECT_CLASS (nord_topic_screen_parent_class)->dispose (object);
}

static void
nord_topic_screen_class_init (NordTopicScreenClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_topic_screen_dispose;
  signals[TAKEN] = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
nord_topic_screen_init (NordTopicScreen *self)
{
}

GtkWidget *
nord_topic_screen_new (NordWording *wording)
{
  NordTopicScreen *self = g_object_new (NORD_TYPE_TOPIC_SCREEN, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->wording = g_object_ref (wording);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 9);
  gtk_grid_set_column_spacing (self->grid, 9);
  gtk_grid_set_column_homogeneous (self->grid, TRUE);
  gtk_grid_set_row_homogeneous (self->grid, TRUE);
  gtk_box_append (GTK_BOX (box), nord_wording_label (wording, "about_title", "kiosk-title"));
  gtk_box_append (GTK_BOX (box), nord_wording_label (wording, "about_hint", "kiosk-hint"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grid));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-screen");
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (wording, "spoken", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}

void
nord_topic_screen_show (NordTopicScreen *self, const char *category)
{
  g_return_if_fail (NORD_IS_TOPIC_SCREEN (self));
  g_free (self->category);
  self->category = g_strdup (category);
  fill (self);
}

void
nord_topic_screen_set_room (NordTopicScreen *self, gboolean low, gboolean narrow)
{
  g_return_if_fail (NORD_IS_TOPIC_SCREEN (self));
  self->narrow = narrow;
  self->low = low;
  fill (self);
}
