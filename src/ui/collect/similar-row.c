/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Said already? The index of all texts is made in a thread when somebody begins to write, and asked
 * with every key: that takes well below a millisecond. */
#include "ui/collect/similar-row.h"

#include "core/cluster/duplicate.h"
#include "core/geo/relate.h"
#include "core/model/idea.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

/* Shorter texts are like many others. */
#define MIN_LETTERS 8
/* Ideas with a place are the same only where they are near. */
#define NEAR 1000 /* metres */
#define N_FOUND 8

/* The texts of a moment: of each idea its title alone and all of it. */
typedef struct {
  GPtrArray *texts, *ids; /* (owned) */
  NordDuplicates *index;  /* (owned) (nullable) until it is made */
} Known;

struct _NordSimilarRow {
  AdwActionRow parent_instance;

  NordDocument *document; /* (owned) (nullable) */
  Known *known;           /* (owned) (nullable) */
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
known_free (gpointer data)
{
  Known *known = data;

  if (known == NULL)
    return;
  g_clear_pointer (&known->index, nord_duplicates_free);
  g_ptr_array_unref (known->texts);
  g_ptr_array_unref (known->ids);
  g_free (known);
}

static void
hide (NordSimilarRow *self)
{
  g_clear_pointer (&self->id, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* Metres between both, 0 where one has no place. */
static double
measure (NordSimilarRow *self, NordRecord *idea)
{
  const NordShape *shape = nord_record_get_shape (idea, NORD_IDEA_SHAPE);

  return self->shape != NULL && shape != NULL ? nord_relate_distance (self->shape, shape) : 0;
}

static void
show_idea (NordSimilarRow *self, NordRecord *idea)
{
  const char *title = nord_record_get_text (idea, NORD_IDEA_TITLE);
  g_autofree char *line =
    nord_plain_shorten (title != NULL && *title != 0 ? title
                                                     : nord_record_get_text (idea, NORD_IDEA_BODY),
                        80);
  double metres = measure (self, idea);
  /* Translators: an idea like the one that is being written: “its title” · 80 m away */
  g_autofree char *words = metres >= 1 ? g_strdup_printf (_ ("“%s” · %.0f m away"), line, metres)
                                       : g_strdup_printf (_ ("“%s”"), line);

  g_free (self->id);
  self->id = g_strdup (nord_record_get_id (idea));
  nord_plain_set_row (ADW_ACTION_ROW (self), _ ("Said already?"), words);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
ask (NordSimilarRow *self)
{
  NordDuplicate found[N_FOUND];
  g_autofree char *text = NULL;
  guint n;

  text = g_strdup_printf ("%s\n%s", self->title != NULL ? self->title : "",
                          self->body != NULL ? self->body : "");
  g_strstrip (text);
  if (self->known == NULL || self->known->index == NULL || g_utf8_strlen (text, -1) < MIN_LETTERS) {
    hide (self);
    return;
  }
  n = nord_duplicates_find (self->known->index, text, G_MAXUINT, found, N_FOUND);
  for (guint i = 0; i < n && found[i].similarity >= NORD_DUPLICATE_LIKELY; i++) {
    NordRecord *idea =
      nord_document_lookup (self->document, g_ptr_array_index (self->known->ids, found[i].index));

    if (idea != NULL && measure (self, idea) <= NEAR) {
      show_idea (self, idea);
      return;
    }
  }
  hide (self);
}

static void
make_index (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Known *known = data;

  known->index = nord_duplicates_new ((const char *const *) known->texts->pdata, known->texts->len);
  g_task_return_boolean (task, TRUE);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  NordSimilarRow *self = NORD_SIMILAR_ROW (source);

  self->making = FALSE;
  if (self->document == NULL || data != (gpointer) self->document) {
    known_free (g_object_steal_data (G_OBJECT (result), "known"));
    return;
  }
  known_free (self->known);
  self->known = g_object_steal_data (G_OBJECT (result), "known");
  ask (self);
}

static void
make (NordSimilarRow *self)
{
  GListModel *ideas = nord_document_get_list (self->document, NORD_NOUN_IDEA);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_made, self->document);
  Known *known = g_new0 (Known, 1);

  known->texts = g_ptr_array_new_with_free_func (g_free);
  known->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < g_list_model_get_n_items (ideas); i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (ideas, i);
    const char *title = nord_record_get_text (idea, NORD_IDEA_TITLE);
    const char *body = nord_record_get_text (idea, NORD_IDEA_BODY);

    /* What moderation took away is not offered again. */
    if (g_strcmp0 (nord_record_get_text (idea, NORD_IDEA_MODERATION), "hidden") == 0)
      continue;
    if (title != NULL && *title != 0) {
      g_ptr_array_add (known->texts, g_strdup (title));
      g_ptr_array_add (known->ids, g_strdup (nord_record_get_id (idea)));
    }
    if (body != NULL && *body != 0) {
      g_ptr_array_add (known->texts, g_strdup_printf ("%s\n%s", title != NULL ? title : "", body));
      g_ptr_array_add (known->ids, g_strdup (nord_record_get_id (idea)));
    }
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

  known_free (self->known);
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
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Add to It"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 2);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Add what is written here to that idea"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add to It"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
nord_similar_row_set_document (NordSimilarRow *self, NordDocument *document)
{
  g_return_if_fail (NORD_IS_SIMILAR_ROW (self));
  if (self->document == document)
    return;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_pointer (&self->known, known_free);
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
