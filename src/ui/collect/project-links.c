/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The links of one idea or project. */
#include "ui/collect/project-links.h"

#include "core/model/idea.h"
#include "core/model/project.h"
#include "core/model/register.h"
#include "ui/collect/link-dialog.h"
#include "ui/collect/project-row.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordProjectLinks {
  AdwPreferencesGroup parent_instance;

  NordSession *session; /* (owned) (nullable) */
  NordRecord *record;   /* (owned) (nullable) */
  GPtrArray *rows;      /* (owned) (element-type GtkWidget) */
  char *said;           /* (owned) (nullable) what the rows show */
  GtkWidget *add;       /* the button in the head */
};

G_DEFINE_FINAL_TYPE (NordProjectLinks, nord_project_links, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
is_read_only (NordProjectLinks *self)
{
  NordDocument *document = self->session != NULL ? nord_session_get_document (self->session) : NULL;
  gboolean read_only = TRUE;

  if (document != NULL)
    g_object_get (document, "read-only", &read_only, NULL);
  return read_only;
}

static void
on_add (NordProjectLinks *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->record != NULL && GTK_IS_WINDOW (root))
    gtk_window_present (
      GTK_WINDOW (nord_link_dialog_new (GTK_WINDOW (root), self->session, self->record)));
}

static NordRecord *
get_other (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW)),
                            "other");
}

static void
on_go (GtkWidget *button, NordProjectLinks *self)
{
  nord_session_reveal (self->session, nord_record_get_id (get_other (button)));
}

static void
on_remove (GtkWidget *button, NordProjectLinks *self)
{
  NordDocument *document = nord_session_get_document (self->session);
  const gboolean of_idea = NORD_IS_IDEA (self->record);
  const char *here = nord_record_get_id (self->record);
  const char *there = nord_record_get_id (get_other (button));
  NordChangeSet *set = nord_change_set_group_new (_ ("Take an Idea Off a Project"));

  nord_register_unlink (set, nord_document_get_list (document, NORD_NOUN_PROJECT_LINK),
                        of_idea ? here : there, of_idea ? there : here);
  nord_session_apply (self->session, set, _ ("Idea taken off the project"));
}

static GtkWidget *
make_button (NordProjectLinks *self, const char *icon, const char *words, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  return button;
}

static void
add_row (NordProjectLinks *self, NordRecord *other)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  const gboolean is_idea = NORD_IS_IDEA (other);
  const char *title = nord_record_get_text (other, is_idea ? NORD_IDEA_TITLE : NORD_PROJECT_TITLE);
  const char *number = is_idea ? NULL : nord_record_get_text (other, NORD_PROJECT_NUMBER);
  g_autofree char *about = is_idea ? NULL : nord_project_row_describe (other);
  g_autofree char *all = NULL, *shown = NULL;

  if (is_idea && (title == NULL || *title == '\0'))
    title = nord_record_get_text (other, NORD_IDEA_BODY);
  all = g_strdup_printf ("%s%s%s", number != NULL ? number : "", number != NULL ? "  " : "",
                         title != NULL && *title != '\0' ? title : _ ("Untitled"));
  shown = nord_plain_shorten (all, 120);
  nord_plain_set_row (row, shown, about);
  adw_action_row_set_title_lines (row, 2);
  g_object_set_data_full (G_OBJECT (row), "other", g_object_ref (other), g_object_unref);
  adw_action_row_add_suffix (row, make_button (self, "go-next-symbolic",
                                               is_idea ? _ ("Go to This Idea")
                                                       : _ ("Go to This Project"),
                                               G_CALLBACK (on_go)));
  if (!is_read_only (self))
    adw_action_row_add_suffix (row, make_button (self, "edit-delete-symbolic",
                                                 is_idea ? _ ("Take This Idea Off")
                                                         : _ ("Take Off This Project"),
                                                 G_CALLBACK (on_remove)));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

static void
nord_project_links_dispose (GObject *object)
{
  NordProjectLinks *self = NORD_PROJECT_LINKS (object);

  g_clear_object (&self->session);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (nord_project_links_parent_class)->dispose (object);
}

static void
nord_project_links_finalize (GObject *object)
{
  g_ptr_array_unref (NORD_PROJECT_LINKS (object)->rows);
  g_free (NORD_PROJECT_LINKS (object)->said);
  G_OBJECT_CLASS (nord_project_links_parent_class)->finalize (object);
}

static void
nord_project_links_class_init (NordProjectLinksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_project_links_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_project_links_finalize;
}

static void
nord_project_links_init (NordProjectLinks *self)
{
  self->rows = g_ptr_array_new ();
  self->add = gtk_button_new_with_label (_ ("Link…"));
  gtk_widget_set_valign (self->add, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->add, "flat");
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->add);
}

/* Rows that would say the same stay, so that who stands on one goes on standing there. */
static void
fill (NordProjectLinks *self, GPtrArray *others)
{
  g_autoptr (GString) said = g_string_new (is_read_only (self) ? "-" : "+");

  for (guint i = 0; i < others->len; i++) {
    NordRecord *other = others->pdata[i];

    g_string_append_printf (said, "%s\n", nord_record_get_id (other));
    for (guint f = 0; f < nord_record_get_noun (other)->n_fields; f++)
      if (nord_record_peek (other, f)->kind == NORD_VALUE_TEXT)
        g_string_append_printf (said, "%s\n", nord_record_get_text (other, f));
  }
  if (g_strcmp0 (self->said, said->str) == 0)
    return;
  g_free (self->said);
  self->said = g_string_free (g_steal_pointer (&said), FALSE);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < others->len; i++)
    add_row (self, others->pdata[i]);
}

void
nord_project_links_show (NordProjectLinks *self, NordSession *session, NordRecord *record)
{
  NordDocument *document = session != NULL ? nord_session_get_document (session) : NULL;
  const gboolean of_idea = record != NULL && NORD_IS_IDEA (record);
  g_autoptr (GPtrArray) others = NULL;
  GListModel *links;

  g_return_if_fail (NORD_IS_PROJECT_LINKS (self));
  g_set_object (&self->session, session);
  g_set_object (&self->record, record);
  /* Where nobody has a register, nobody is told of one. */
  gtk_widget_set_visible (GTK_WIDGET (self),
                          record != NULL && document != NULL &&
                            (!of_idea ||
                             g_list_model_get_n_items (
                               nord_document_get_list (document, NORD_NOUN_PROJECT)) > 0));
  if (record == NULL || document == NULL)
    return;
  links = nord_document_get_list (document, NORD_NOUN_PROJECT_LINK);
  others =
    of_idea
      ? nord_register_list_projects (links, nord_document_get_list (document, NORD_NOUN_PROJECT),
                                     nord_record_get_id (record))
      : nord_register_list_ideas (links, nord_document_get_list (document, NORD_NOUN_IDEA),
                                  nord_record_get_id (record));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   of_idea ? _ ("Belongs to Projects") : _ ("Ideas for It"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         others->len == 0 ? _ ("None yet.") : NULL);
  gtk_widget_set_visible (self->add, !is_read_only (self));
  gtk_widget_set_tooltip_text (self->add, of_idea ? _ ("Link with a Project") : _ ("Link an Idea"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  of_idea ? _ ("Link with a Project") : _ ("Link an Idea"), -1);
  fill (self, others);
}
