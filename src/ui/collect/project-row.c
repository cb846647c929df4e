/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The row of a project. */
#include "ui/collect/project-row.h"

#include "ui/map/project-sign.h"
#include "ui/widgets/plain-text.h"
#include "ui/widgets/state-words.h"
#include "config.h"

#include <glib/gi18n.h>

#define SIGN_SIZE 26

struct _NordProjectRow {
  GtkBox parent_instance;

  NordProject *project; /* (owned) (nullable) */
  GtkImage *sign;
  GtkLabel *title;
  GtkLabel *about;
};

G_DEFINE_FINAL_TYPE (NordProjectRow, nord_project_row, GTK_TYPE_BOX)

static GtkLabel *
add_label (GtkBox *to, guint lines)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_max_width_chars (label, 20);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  if (lines > 1) {
    gtk_label_set_wrap (label, TRUE);
    gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
    gtk_label_set_lines (label, (int) lines);
  } else {
    gtk_label_set_single_line_mode (label, TRUE);
  }
  gtk_box_append (to, GTK_WIDGET (label));
  return label;
}

/* One texture a state for all rows there are. */
static GdkTexture *
get_sign (NordProjectState state, int scale)
{
  static GdkTexture *signs[NORD_N_PROJECT_STATES];

  if (signs[state] == NULL)
    signs[state] = nord_project_sign_make_texture (state, SIGN_SIZE, MAX (scale, 2));
  return signs[state];
}

static void
nord_project_row_dispose (GObject *object)
{
  g_clear_object (&NORD_PROJECT_ROW (object)->project);
  G_OBJECT_CLASS (nord_project_row_parent_class)->dispose (object);
}

static void
nord_project_row_class_init (NordProjectRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_project_row_dispose;
}

static void
nord_project_row_init (NordProjectRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_box_set_spacing (GTK_BOX (self), 10);
  self->sign = GTK_IMAGE (gtk_image_new ());
  gtk_image_set_pixel_size (self->sign, SIGN_SIZE);
  gtk_widget_set_valign (GTK_WIDGET (self->sign), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->sign));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (self), box);
  self->title = add_label (GTK_BOX (box), 2);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "idea-title");
  self->about = add_label (GTK_BOX (box), 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->about), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->about), "dim-label");
}

NordProjectRow *
nord_project_row_new (void)
{
  return g_object_new (NORD_TYPE_PROJECT_ROW, NULL);
}

char *
nord_project_row_describe (NordRecord *project)
{
  const char *district = nord_record_get_text (project, NORD_PROJECT_DISTRICT);
  GString *about = g_string_new (
    nord_state_words_get_project (nord_project_state_get_id (nord_project_get_state (project))));

  if (district != NULL && *district != '\0')
    g_string_append_printf (about, " · %s", district);
  /* Said wherever the project is named, so that nobody takes it for one of the city's. */
  if (nord_record_get_boolean (project, NORD_PROJECT_SAMPLE))
    g_string_append_printf (about, " · %s", _ ("Sample"));
  return g_string_free (about, FALSE);
}

void
nord_project_row_set (NordProjectRow *self, NordProject *project)
{
  g_autofree char *about = NULL, *both = NULL, *shown = NULL;
  const char *number, *title;

  g_return_if_fail (NORD_IS_PROJECT_ROW (self));
  g_set_object (&self->project, project);
  if (project == NULL)
    return;
  number = nord_record_get_text (NORD_RECORD (project), NORD_PROJECT_NUMBER);
  title = nord_record_get_text (NORD_RECORD (project), NORD_PROJECT_TITLE);
  both = g_strdup_printf ("%s  %s", number != NULL ? number : "", title != NULL ? title : "");
  shown = nord_plain_shorten (both, 160);
  about = nord_project_row_describe (NORD_RECORD (project));
  gtk_image_set_from_paintable (self->sign,
                                GDK_PAINTABLE (
                                  get_sign (nord_project_get_state (NORD_RECORD (project)),
                                            gtk_widget_get_scale_factor (GTK_WIDGET (self)))));
  gtk_label_set_text (self->title, shown);
  gtk_label_set_text (self->about, about);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, shown,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, about, -1);
}
