/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The topics of a programme as buttons with shape and word, of which one at most is chosen. */
#include "ui/collect/topic-grid.h"

#include "ui/map/mark.h"
#include "ui/widgets/abreast.h"

struct _NordTopicGrid {
  GtkWidget parent_instance;

  NordProgramme *programme; /* (owned) (nullable) */
  GPtrArray *buttons;       /* (owned) (element-type GtkToggleButton) in the programme's order */
  gboolean setting;         /* the grid itself turns them */
};

G_DEFINE_FINAL_TYPE (NordTopicGrid, nord_topic_grid, GTK_TYPE_WIDGET)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* One topic at most; pressing the chosen one again takes it away. */
static void
on_toggled (NordTopicGrid *self, GtkToggleButton *button)
{
  const char *id = NULL;

  if (self->setting)
    return;
  for (guint i = 0; i < self->buttons->len; i++) {
    if (g_ptr_array_index (self->buttons, i) == button && gtk_toggle_button_get_active (button))
      id = nord_programme_get_category (self->programme, i)->id;
  }
  nord_topic_grid_set_chosen (self, id);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
add_topic (NordTopicGrid *self, const NordCategory *category)
{
  GtkWidget *button = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (category->title);
  g_autoptr (GdkTexture) sign = nord_mark_make_texture (category, 24, 2);
  GtkWidget *image = gtk_image_new_from_paintable (GDK_PAINTABLE (sign));

  gtk_image_set_pixel_size (GTK_IMAGE (image), 24);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "topic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  category->title, -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_ptr_array_add (self->buttons, button);
}

static void
nord_topic_grid_dispose (GObject *object)
{
  NordTopicGrid *self = NORD_TOPIC_GRID (object);

  for (guint i = 0; i < self->buttons->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->buttons, i));
  g_ptr_array_set_size (self->buttons, 0);
  g_clear_object (&self->programme);
  G_OBJECT_CLASS (nord_topic_grid_parent_class)->dispose (object);
}

static void
nord_topic_grid_finalize (GObject *object)
{
  g_ptr_array_unref (NORD_TOPIC_GRID (object)->buttons);
  G_OBJECT_CLASS (nord_topic_grid_parent_class)->finalize (object);
}

static void
nord_topic_grid_class_init (NordTopicGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nord_topic_grid_dispose;
  object_class->finalize = nord_topic_grid_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), NORD_TYPE_ABREAST);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_topic_grid_init (NordTopicGrid *self)
{
  self->buttons = g_ptr_array_new ();
}

void
nord_topic_grid_set_programme (NordTopicGrid *self, NordProgramme *programme)
{
  g_return_if_fail (NORD_IS_TOPIC_GRID (self) && NORD_IS_PROGRAMME (programme));
  g_return_if_fail (self->programme == NULL);
  self->programme = g_object_ref (programme);
  for (guint i = 0; i < nord_programme_get_n_categories (programme); i++)
    add_topic (self, nord_programme_get_category (programme, i));
}

void
nord_topic_grid_set_chosen (NordTopicGrid *self, const char *id)
{
  g_return_if_fail (NORD_IS_TOPIC_GRID (self));
  self->setting = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i),
                                  g_strcmp0 (nord_programme_get_category (self->programme, i)->id,
                                             id) == 0);
  self->setting = FALSE;
}

const NordCategory *
nord_topic_grid_get_chosen (NordTopicGrid *self)
{
  g_return_val_if_fail (NORD_IS_TOPIC_GRID (self), NULL);
  for (guint i = 0; i < self->buttons->len; i++) {
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->buttons, i)))
      return nord_programme_get_category (self->programme, i);
  }
  return NULL;
}
