/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Said already? The index of all texts is made in a thread when somebody begins to write, and asked
 * with every key: that takes well below a millisecond. */
#include "ui/collect/similar-row.h"

#include "core/cluster/duplicate.h"
#include "core/cluster/sayings.h"
#include "core/model/idea.h"
#include "core/model/project.h"
#include "ui/collect/project-row.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

#define N_FOUND 4

struct _NordSimilarRow {
  AdwActionRow parent_instance;

  NordDocument *document; /* (owned) (nullable) */
  NordNounKind noun;      /* what is looked for: ideas, or projects of the register */
  GtkWidget *button;
  NordSayings *known; /* (owned) (nullable) */
  gboolean making;
  gboolean stale;
  char *title, *body; /* (owned) (nullable) what was asked last */
  NordShape *shape;   /* (owned) (nullable) */
  char *id;           /* (owned) (nullable) of the idea that is shown */
};

G_DEFINE_FINAL_TYPE (NordSimilarRow, nord_similar_row, ADW_TYPE_ACTION_ROW)

enum { JOINED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
hide (NordSimilarRow *self)
{
  g_clear_pointer (&self->id, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
show_record (NordSimilarRow *self, NordRecord *record, double metres)
{
  const gboolean is_idea = self->noun == NORD_NOUN_IDEA;
  const char *title = nord_record_get_text (record, is_idea ? NORD_IDEA_TITLE : NORD_PROJECT_TITLE);
  const char *number = is_idea ? NULL : nord_record_get_text (record, NORD_PROJECT_NUMBER);
  g_autofree char *all = NULL, *line = NULL, *about = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  if (is_idea && (title == NULL || *title == 0))
    title = nord_record_get_text (record, NORD_IDEA_BODY);
  all = g_strdup_printf ("%s%s%s", number != NULL ? number : "", number != NULL ? " " : "",
                         title != NULL ? title : "");
  line = nord_plain_shorten (all, 80);
  if (metres >= 1)
    /* Translators: an idea like the one that is being written: “its title” · 80 m away */
    g_string_append_printf (words, _ ("“%s” · %.0f m away"), line, metres);
  else
    g_string_append_printf (words, _ ("“%s”"), line);
  if (!is_idea) {
    about = nord_project_row_describe (record);
    g_string_append_printf (words, "\n%s", about);
  }
  g_free (self->id);
  self->id = g_strdup (nord_record_get_id (record));
  nord_plain_set_row (ADW_ACTION_ROW (self),
                      is_idea ? _ ("Said already?") : _ ("A project for this?"), words->str);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
ask (NordSimilarRow *self)
{
  NordSaying found[N_FOUND];
  guint n = self->known != NULL ? nord_sayings_find (self->known, self->title, self->body,
                                                     self->shape, found, N_FOUND)
                                : 0;

  for (guint i = 0; i < n; i++) {
    NordRecord *record = nord_document_lookup (self->document, found[i].id);

    if (record != NULL) {
      show_record (self, record, found[i].metres);
      return;
    }
  }
  hide (self);
}

static void
make_index (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  nord_sayings_build (data);
  g_task_return_boolean (task, TRUE);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  NordSimilarRow *self = NORD_SIMILAR_ROW (source);

  self->making = FALSE;
  if (self->document == NULL || data != (gpointer) self->document) {
    nord_sayings_free (g_object_steal_data (G_OBJECT (result), "known"));
    return;
  }
  nord_sayings_free (self->known);
  self->known = g_object_steal_data (G_OBJECT (result), "known");
  ask (self);
}

static void
make (NordSimilarRow *self)
{
  GListModel *list = nord_document_get_list (self->document, self->noun);
  const gboolean of_ideas = self->noun == NORD_NOUN_IDEA;
  g_autoptr (GTask) task = g_task_new (self, NULL, on_made, self->document);
  NordSayings *known = of_ideas
                         ? nord_sayings_new (NORD_DUPLICATE_LIKELY, NORD_DUPLICATE_LIKELY)
                         : nord_sayings_new (NORD_SAYINGS_OTHER_LIKELY, NORD_SAYINGS_OTHER_BESIDE);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (NordRecord) record = g_list_model_get_item (list, i);

    /* What moderation took away is not offered again. */
    if (of_ideas && g_strcmp0 (nord_record_get_text (record, NORD_IDEA_MODERATION), "hidden") == 0)
      continue;
    nord_sayings_add (known, nord_record_get_id (record),
                      nord_record_get_text (record,
                                            of_ideas ? NORD_IDEA_TITLE : NORD_PROJECT_TITLE),
                      nord_record_get_text (record, of_ideas ? NORD_IDEA_BODY : NORD_PROJECT_BODY),
                      nord_record_get_shape (record,
                                             of_ideas ? NORD_IDEA_SHAPE : NORD_PROJECT_SHAPE));
  }
  self->making = TRUE;
  self->stale = FALSE;
  g_object_set_data (G_OBJECT (task), "known", known);
  g_task_set_source_tag (task, make);
  g_task_set_task_data (task, known, NULL);
  g_task_run_in_thread (task, make_index);
}

static void
on_document_changed (NordSimilarRow *self)
{
  self->stale = TRUE;
}

static void
on_clicked (NordSimilarRow *self)
{
  g_autofree char *id = g_strdup (self->id);

  if (id != NULL)
    g_signal_emit (self, signals[JOINED], 0, id);
}

static void
nord_similar_row_dispose (GObject *object)
{
  nord_similar_row_set_document (NORD_SIMILAR_ROW (object), NULL);
  G_OBJECT_CLASS (nord_similar_row_parent_class)->dispose (object);
}

static void
nord_similar_row_finalize (GObject *object)
{
  NordSimilarRow *self = NORD_SIMILAR_ROW (object);

  nord_sayings_free (self->known);
  g_free (self->title);
  g_free (self->body);
  g_free (self->id);
  g_clear_pointer (&self->shape, nord_shape_unref);
  G_OBJECT_CLASS (nord_similar_row_parent_class)->finalize (object);
}

static void
nord_similar_row_class_init (NordSimilarRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_similar_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_similar_row_finalize;
  signals[JOINED] = g_signal_new ("joined", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
nord_similar_row_init (NordSimilarRow *self)
{
  self->noun = NORD_NOUN_IDEA;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 3);
  self->button = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->button), TRUE);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_clicked), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  nord_similar_row_look_for (self, NORD_NOUN_IDEA);
}

void
nord_similar_row_look_for (NordSimilarRow *self, NordNounKind noun)
{
  const gboolean is_idea = noun == NORD_NOUN_IDEA;

  g_return_if_fail (NORD_IS_SIMILAR_ROW (self));
  self->noun = noun;
  gtk_button_set_label (GTK_BUTTON (self->button), is_idea ? _ ("_Add to It") : _ ("_Link"));
  gtk_widget_set_tooltip_text (self->button, is_idea
                                               ? _ ("Add what is written here to that idea")
                                               : _ ("Save the idea and link it with that project"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_idea ? _ ("Add to It") : _ ("Link with a Project"), -1);
}

void
nord_similar_row_set_document (NordSimilarRow *self, NordDocument *document)
{
  g_return_if_fail (NORD_IS_SIMILAR_ROW (self));
  if (self->document == document)
    return;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_pointer (&self->known, nord_sayings_free);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self,
                             G_CONNECT_SWAPPED);
  hide (self);
}

void
nord_similar_row_look (NordSimilarRow *self,
                       const char *title,
                       const char *body,
                       const NordShape *shape)
{
  g_return_if_fail (NORD_IS_SIMILAR_ROW (self));
  g_free (self->title);
  g_free (self->body);
  g_clear_pointer (&self->shape, nord_shape_unref);
  self->title = g_strdup (title);
  self->body = g_strdup (body);
  self->shape = shape != NULL ? nord_shape_ref ((NordShape *) shape) : NULL;
  if (self->document != NULL && title != NULL && (self->known == NULL || self->stale) &&
      !self->making)
    make (self);
  ask (self);
}
