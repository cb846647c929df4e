/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* For each option on which the entries differ somebody looks at the paper and says which is right.
 * Nothing is chosen beforehand, or a glance would do. */
#include "ui/rank/paper-dialog.h"

#include "core/rank/poll-words.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

struct _NordPaperDialog {
  AdwWindow parent_instance;

  NordSession *session;     /* (owned) */
  NordPolling *data;        /* (owned) */
  NordPaperEntries entries; /* (owned) */
  GArray *differ;           /* (owned) (element-type guint) options */
  GPtrArray *rows;          /* (owned) (element-type AdwComboRow) not owned, one for each of them */
  AdwComboRow *people_row;  /* (unowned) (nullable) where that differs */
  guint *first, *second;    /* (owned) marks */

  AdwPreferencesGroup *group;
  GtkLabel *account;
};

G_DEFINE_FINAL_TYPE (NordPaperDialog, nord_paper_dialog, ADW_TYPE_WINDOW)

enum { CHOICE_NONE, CHOICE_FIRST, CHOICE_SECOND };

static guint
people_of (NordRecord *entry)
{
  return (guint) CLAMP (nord_record_get_integer (entry, NORD_BALLOT_PEOPLE), 0, G_MAXUINT16);
}

/* (transfer full) what the choices come to, @whole where all are made. */
static guint *
choose_marks (NordPaperDialog *self, guint *people, gboolean *whole)
{
  const guint n_columns = self->data->n_columns;
  guint *marks = g_memdup2 (self->first, nord_polling_get_n_marks (self->data) * sizeof *marks + 1);

  *whole = TRUE;
  *people = people_of (self->entries.first);
  if (self->people_row != NULL) {
    const guint choice = adw_combo_row_get_selected (self->people_row);

    *whole = choice != CHOICE_NONE;
    if (choice == CHOICE_SECOND)
      *people = people_of (self->entries.second);
  }
  for (guint i = 0; i < self->rows->len; i++) {
    const guint choice = adw_combo_row_get_selected (g_ptr_array_index (self->rows, i));
    const guint at = g_array_index (self->differ, guint, i) * n_columns;

    if (choice == CHOICE_SECOND)
      memcpy (marks + at, self->second + at, n_columns * sizeof *marks);
    *whole &= choice != CHOICE_NONE;
  }
  return marks;
}

static void
look (NordPaperDialog *self)
{
  guint people;
  gboolean whole;
  g_autofree guint *marks = choose_marks (self, &people, &whole);
  g_autofree char *fault = whole ? nord_poll_words_fault (self->data, people, marks) : NULL;

  gtk_label_set_label (self->account, !whole ? _ ("Look at the paper and choose what it says.")
                                      : fault != NULL ? fault
                                                      : _ ("The paper will count like this."));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.settle", whole && fault == NULL);
}

static void
on_settle (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPaperDialog *self = NORD_PAPER_DIALOG (widget);
  guint people;
  gboolean whole;
  g_autofree guint *marks = choose_marks (self, &people, &whole);

  if (nord_session_apply (self->session,
                          nord_paper_settle (self->data, &self->entries, people, marks),
                          _ ("The paper counts")))
    gtk_window_close (GTK_WINDOW (self));
}

static AdwComboRow *
add_row (NordPaperDialog *self, const char *title, const char *first, const char *second)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);
  /* Translators: %s is what somebody read on a paper: "2 dots". */
  g_autofree char *one = g_strdup_printf (_ ("First entry: %s"), first);
  g_autofree char *two = g_strdup_printf (_ ("Second entry: %s"), second);

  gtk_string_list_append (choices, C_ ("paper", "Choose"));
  gtk_string_list_append (choices, one);
  gtk_string_list_append (choices, two);
  nord_plain_set_row (ADW_ACTION_ROW (row), title, NULL);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
  return ADW_COMBO_ROW (row);
}

static void
fill (NordPaperDialog *self)
{
  const guint one = people_of (self->entries.first), two = people_of (self->entries.second);

  self->differ = nord_paper_compare (self->data, &self->entries);
  if (one != two) {
    g_autofree char *first = nord_poll_words_people (one), *second = nord_poll_words_people (two);

    self->people_row = add_row (self, _ ("People it stands for"), first, second);
  }
  for (guint i = 0; i < self->differ->len; i++) {
    const guint o = g_array_index (self->differ, guint, i);
    const NordPollOption *option = g_ptr_array_index (self->data->options, o);
    g_autofree char *first = nord_poll_words_mark (self->data, self->first, o);
    g_autofree char *second = nord_poll_words_mark (self->data, self->second, o);

    g_ptr_array_add (self->rows, add_row (self, option->label, first, second));
  }
}

static void
nord_paper_dialog_dispose (GObject *object)
{
  NordPaperDialog *self = NORD_PAPER_DIALOG (object);

  g_clear_object (&self->session);
  nord_paper_entries_clear (&self->entries);
  g_clear_pointer (&self->data, nord_polling_free);
  g_clear_pointer (&self->differ, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->first, g_free);
  g_clear_pointer (&self->second, g_free);
  G_OBJECT_CLASS (nord_paper_dialog_parent_class)->dispose (object);
}

static void
nord_paper_dialog_class_init (NordPaperDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_paper_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "dialog.settle", NULL, on_settle);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/rank/paper-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NordPaperDialog, group);
  gtk_widget_class_bind_template_child (widget_class, NordPaperDialog, account);
}

static void
nord_paper_dialog_init (NordPaperDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nord_paper_dialog_new (GtkWindow *parent,
                       NordSession *session,
                       NordRecord *poll,
                       const char *number)
{
  NordPaperDialog *self = g_object_new (NORD_TYPE_PAPER_DIALOG, "transient-for", parent, NULL);
  GListModel *ballots =
    nord_document_get_list (nord_session_get_document (session), NORD_NOUN_BALLOT);
  /* Translators: %s is the number on a paper ballot. */
  g_autofree char *title = g_strdup_printf (_ ("Settle Paper %s"), number);
  guint n;

  self->session = g_object_ref (session);
  self->data = nord_polling_read (poll, ballots);
  gtk_window_set_title (GTK_WINDOW (self), title);
  if (nord_paper_find (poll, ballots, number, &self->entries) == NORD_PAPER_TWICE) {
    n = nord_polling_get_n_marks (self->data);
    self->first = g_new0 (guint, n + 1);
    self->second = g_new0 (guint, n + 1);
    nord_polling_read_marks (self->data, self->entries.first, self->first);
    nord_polling_read_marks (self->data, self->entries.second, self->second);
    fill (self);
    look (self);
  }
  nord_naming_apply (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
