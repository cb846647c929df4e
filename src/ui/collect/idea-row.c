/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One idea in the list: sign, title, the beginning of its text, district and language. */
#include "ui/collect/idea-row.h"

#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordIdeaRow {
  GtkBox parent_instance;

  NordIdea *idea;       /* (owned) (nullable) */
  const char *category; /* (unowned) (nullable) interned: there are few */

  GtkImage *sign;
  GtkLabel *title;
  GtkLabel *body;
  GtkLabel *about;
  GtkWidget *hidden;
};

G_DEFINE_FINAL_TYPE (NordIdeaRow, nord_idea_row, GTK_TYPE_BOX)

/* Told when it is asked for: a tooltip that is set asks the display where the pointer is, for each
 * of two hundred rows. */
static gboolean
on_query_tooltip (GtkWidget *sign,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  NordIdeaRow *self)
{
  gtk_tooltip_set_text (tooltip, self->category);
  return self->category != NULL;
}

static gboolean
on_query_hidden (GtkWidget *hidden,
                 int x,
                 int y,
                 gboolean keyboard,
                 GtkTooltip *tooltip,
                 NordIdeaRow *self)
{
  gtk_tooltip_set_text (tooltip, _ ("Hidden from the Public"));
  return TRUE;
}

static void
nord_idea_row_dispose (GObject *object)
{
  g_clear_object (&NORD_IDEA_ROW (object)->idea);
  G_OBJECT_CLASS (nord_idea_row_parent_class)->dispose (object);
}

static void
nord_idea_row_class_init (NordIdeaRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_idea_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/collect/idea-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NordIdeaRow, sign);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaRow, title);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaRow, body);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaRow, about);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaRow, hidden);
  gtk_widget_class_bind_template_callback (widget_class, on_query_tooltip);
  gtk_widget_class_bind_template_callback (widget_class, on_query_hidden);
}

static void
nord_idea_row_init (NordIdeaRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

NordIdeaRow *
nord_idea_row_new (void)
{
  return g_object_new (NORD_TYPE_IDEA_ROW, NULL);
}

NordIdea *
nord_idea_row_get_idea (NordIdeaRow *self)
{
  g_return_val_if_fail (NORD_IS_IDEA_ROW (self), NULL);
  return self->idea;
}

void
nord_idea_row_set (NordIdeaRow *self,
                   NordIdea *idea,
                   GdkPaintable *sign,
                   const char *category,
                   const char *where,
                   const char *language)
{
  const char *title, *body, *moderation;
  g_autofree char *beginning = NULL;
  g_autoptr (GString) about = g_string_new (NULL);

  g_return_if_fail (NORD_IS_IDEA_ROW (self));
  g_set_object (&self->idea, idea);
  if (idea == NULL)
    return;
  title = nord_record_get_text (NORD_RECORD (idea), NORD_IDEA_TITLE);
  body = nord_record_get_text (NORD_RECORD (idea), NORD_IDEA_BODY);
  moderation = nord_record_get_text (NORD_RECORD (idea), NORD_IDEA_MODERATION);
  gtk_image_set_from_paintable (self->sign, sign);
  self->category = g_intern_string (category);
  if (title && *title) {
    g_autofree char *one_line = nord_plain_shorten (title, 160);

    gtk_label_set_text (self->title, one_line);
    gtk_widget_remove_css_class (GTK_WIDGET (self->title), "dim-label");
  } else {
    gtk_label_set_text (self->title, _ ("Untitled"));
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "dim-label");
  }
  beginning = nord_plain_shorten (body ? body : "", 120);
  gtk_label_set_text (self->body, beginning);
  gtk_widget_set_visible (GTK_WIDGET (self->body), *beginning != '\0');
  g_string_append (about, where ? where : _ ("Without a Place"));
  if (language)
    g_string_append_printf (about, " · %s", language);
  gtk_label_set_text (self->about, about->str);
  gtk_widget_set_visible (self->hidden, moderation && (g_str_equal (moderation, "hidden") ||
                                                       g_str_equal (moderation, "redacted")));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, category ? category : "",
                                  -1);
}
