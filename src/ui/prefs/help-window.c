/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The help, offline. The text is a resource a language: lines that begin with "# " open a chapter,
 * "## " a section, "- " a point of a list; blank lines part paragraphs. */
#include "ui/prefs/help-window.h"

#include "ui/widgets/naming.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordHelpWindow {
  AdwWindow parent_instance;

  AdwLeaflet *leaflet;
  GtkListBox *chapters;
  GtkStack *pages;
  GtkLabel *chapter_title;
};

G_DEFINE_FINAL_TYPE (NordHelpWindow, nord_help_window, ADW_TYPE_WINDOW)

/* English where there is no text in any language of the person. */
static GBytes *
load_text (void)
{
  const char *const *languages = g_get_language_names ();

  for (guint i = 0; languages[i] != NULL; i++) {
    g_autofree char *path = g_strdup_printf (NORD_APP_PATH "/help/%s.txt", languages[i]);
    GBytes *bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

    if (bytes != NULL)
      return bytes;
  }
  return g_resources_lookup_data (NORD_APP_PATH "/help/en.txt", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static void
add_label (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
}

static void
add_point (GtkBox *box, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *bullet = gtk_label_new ("•");

  gtk_widget_set_valign (bullet, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), bullet);
  add_label (GTK_BOX (row), text, NULL);
  gtk_widget_set_hexpand (gtk_widget_get_last_child (row), TRUE);
  gtk_box_append (box, row);
}

static void
flush_paragraph (GtkBox *box, GString *paragraph)
{
  if (box != NULL && paragraph->len > 0)
    add_label (box, paragraph->str, NULL);
  g_string_truncate (paragraph, 0);
}

static GtkBox *
add_chapter (NordHelpWindow *self, const char *title)
{
  GtkWidget *row = gtk_label_new (title);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_label_set_xalign (GTK_LABEL (row), 0);
  gtk_label_set_ellipsize (GTK_LABEL (row), PANGO_ELLIPSIZE_END);
  gtk_list_box_append (self->chapters, row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  gtk_widget_add_css_class (box, "help-chapter");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_stack_add_titled (self->pages, scroller, title, title);
  add_label (GTK_BOX (box), title, "title-1");
  return GTK_BOX (box);
}

static void
fill (NordHelpWindow *self)
{
  g_autoptr (GBytes) bytes = load_text ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) paragraph = g_string_new (NULL);
  GtkBox *box = NULL;

  g_return_if_fail (bytes != NULL);

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    const char *line = lines[i];

    if (g_str_has_prefix (line, "# ")) {
      flush_paragraph (box, paragraph);
      box = add_chapter (self, line + 2);
    } else if (box == NULL) {
      /* The licence and what the file is stand before the first chapter. */
      continue;
    } else if (g_str_has_prefix (line, "## ")) {
      flush_paragraph (box, paragraph);
      add_label (box, line + 3, "heading");
    } else if (g_str_has_prefix (line, "- ")) {
      flush_paragraph (box, paragraph);
      add_point (box, line + 2);
    } else if (*line == '\0') {
      flush_paragraph (box, paragraph);
    } else {
      if (paragraph->len > 0)
        g_string_append_c (paragraph, ' ');
      g_string_append (paragraph, line);
    }
  }
  flush_paragraph (box, paragraph);
}

static void
show_chapter (NordHelpWindow *self, GtkListBoxRow *row)
{
  GtkWidget *label = gtk_list_box_row_get_child (row);
  const char *title = gtk_label_get_label (GTK_LABEL (label));

  gtk_stack_set_visible_child_name (self->pages, title);
  gtk_label_set_label (self->chapter_title, title);
}

static void
on_chapter_selected (NordHelpWindow *self, GtkListBoxRow *row)
{
  if (row != NULL)
    show_chapter (self, row);
}

static void
on_chapter_activated (NordHelpWindow *self, GtkListBoxRow *row)
{
  show_chapter (self, row);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
on_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_leaflet_navigate (NORD_HELP_WINDOW (widget)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
nord_help_window_class_init (NordHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "help.back", NULL, on_back);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "help.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/prefs/help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NordHelpWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, NordHelpWindow, chapters);
  gtk_widget_class_bind_template_child (widget_class, NordHelpWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, NordHelpWindow, chapter_title);
  gtk_widget_class_bind_template_callback (widget_class, on_chapter_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_chapter_activated);
}

static void
nord_help_window_init (NordHelpWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill (self);
  nord_naming_apply (GTK_WIDGET (self));
  gtk_list_box_select_row (self->chapters, gtk_list_box_get_row_at_index (self->chapters, 0));
}

GtkWindow *
nord_help_window_new (void)
{
  return g_object_new (NORD_TYPE_HELP_WINDOW, NULL);
}
