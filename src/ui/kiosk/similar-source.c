/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Two indexes, made in a thread. What was hidden since they were made is asked of the document,
 * each time: a resident never reads what nobody has released. */
#include "ui/kiosk/similar-source.h"

#include "core/cluster/duplicate.h"
#include "core/cluster/sayings.h"
#include "core/model/idea.h"
#include "core/model/moderation.h"
#include "core/model/project.h"

#define N_LOOKED 12

typedef struct {
  NordSayings *ideas, *projects; /* (owned) */
} Known;

struct _NordSimilarSource {
  GObject parent_instance;

  NordDocument *document; /* (owned) */
  Known *known;           /* (owned) (nullable) not made yet */
  gboolean making;
  gboolean stale; /* since it was made, something came or went that everybody may see */
};

G_DEFINE_FINAL_TYPE (NordSimilarSource, nord_similar_source, G_TYPE_OBJECT)

enum { READY, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
known_free (Known *self)
{
  nord_sayings_free (self->ideas);
  nord_sayings_free (self->projects);
  g_free (self);
}

static gboolean
is_public (NordRecord *record)
{
  return NORD_IS_PROJECT (record) ||
         (NORD_IS_IDEA (record) &&
          nord_moderation_is_public (nord_record_get_text (record, NORD_IDEA_MODERATION)));
}

/* Of what the public may see and read; where there are no words, there is nothing to compare. */
static NordSayings *
collect (NordDocument *document, gboolean ideas)
{
  GListModel *list = nord_document_get_list (document, ideas ? NORD_NOUN_IDEA : NORD_NOUN_PROJECT);
  NordSayings *sayings =
    ideas ? nord_sayings_new (NORD_DUPLICATE_LIKELY, NORD_DUPLICATE_LIKELY)
          : nord_sayings_new (NORD_SAYINGS_OTHER_LIKELY, NORD_SAYINGS_OTHER_BESIDE);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (NordRecord) record = g_list_model_get_item (list, i);
    const char *title = nord_record_get_text (record, ideas ? NORD_IDEA_TITLE : NORD_PROJECT_TITLE);
    const char *body = nord_record_get_text (record, ideas ? NORD_IDEA_BODY : NORD_PROJECT_BODY);

    if (!is_public (record) || (title == NULL && body == NULL))
      continue;
    nord_sayings_add (sayings, nord_record_get_id (record), title, body,
                      nord_record_get_shape (record, ideas ? NORD_IDEA_SHAPE : NORD_PROJECT_SHAPE));
    nord_sayings_set_topic (sayings, nord_record_get_text (record, ideas ? NORD_IDEA_CATEGORY
                                                                         : NORD_PROJECT_CATEGORY));
  }
  return sayings;
}

static void
make (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Known *known = data;

  nord_sayings_build (known->ideas);
  nord_sayings_build (known->projects);
  g_task_return_boolean (task, TRUE);
}

static void
on_made (GObject *object, GAsyncResult *result, gpointer data)
{
  NordSimilarSource *self = NORD_SIMILAR_SOURCE (object);

  g_clear_pointer (&self->known, known_free);
  self->known = g_object_steal_data (G_OBJECT (result), "known");
  self->making = FALSE;
  g_signal_emit (self, signals[READY], 0);
}

/* Most changes while residents draw are ideas that nobody has read yet. */
static gboolean
matters (const NordChangeSet *set)
{
  for (guint i = 0; i < set->changes->len; i++) {
    const NordChange *change = g_ptr_array_index (set->changes, i);
    const NordEdit *moderation =
      change->noun->kind == NORD_NOUN_IDEA ? nord_change_find (change, NORD_IDEA_MODERATION) : NULL;

    if (change->noun->kind == NORD_NOUN_PROJECT ||
        (change->noun->kind == NORD_NOUN_IDEA &&
         !(change->kind == NORD_CHANGE_CREATE && moderation != NULL &&
           !nord_moderation_is_public (moderation->after.text))))
      return TRUE;
  }
  return FALSE;
}

static void
on_document_changed (NordSimilarSource *self, const NordChangeSet *set)
{
  if (!matters (set))
    return;
  self->stale = TRUE;
  /* What is shown may have been hidden this moment. */
  g_signal_emit (self, signals[READY], 0);
}

static void
weak_free (gpointer weak)
{
  g_weak_ref_clear (weak);
  g_free (weak);
}

static void
nord_similar_source_finalize (GObject *object)
{
  NordSimilarSource *self = NORD_SIMILAR_SOURCE (object);

  g_clear_pointer (&self->known, known_free);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (nord_similar_source_parent_class)->finalize (object);
}

static void
nord_similar_source_class_init (NordSimilarSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_similar_source_finalize;
  signals[READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_similar_source_init (NordSimilarSource *self)
{
}

NordSimilarSource *
nord_similar_source_get (NordDocument *document)
{
  static const char key[] = "similar-source";
  NordSimilarSource *self;
  GWeakRef *kept;

  g_return_val_if_fail (NORD_IS_DOCUMENT (document), NULL);
  kept = g_object_get_data (G_OBJECT (document), key);
  self = kept != NULL ? g_weak_ref_get (kept) : NULL;
  if (self != NULL)
    return self;
  self = g_object_new (NORD_TYPE_SIMILAR_SOURCE, NULL);
  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self,
                           G_CONNECT_SWAPPED);
  kept = g_new0 (GWeakRef, 1);
  g_weak_ref_init (kept, self);
  g_object_set_data_full (G_OBJECT (document), key, kept, weak_free);
  return self;
}

void
nord_similar_source_prepare (NordSimilarSource *self)
{
  g_autoptr (GTask) task = NULL;
  Known *known;

  g_return_if_fail (NORD_IS_SIMILAR_SOURCE (self));
  if (self->making || (self->known != NULL && !self->stale))
    return;
  known = g_new (Known, 1);
  *known = (Known){collect (self->document, TRUE), collect (self->document, FALSE)};
  self->making = TRUE;
  self->stale = FALSE;
  task = g_task_new (self, NULL, on_made, NULL);
  g_task_set_source_tag (task, nord_similar_source_prepare);
  g_object_set_data_full (G_OBJECT (task), "known", known, (GDestroyNotify) known_free);
  g_task_set_task_data (task, known, NULL);
  g_task_run_in_thread (task, make);
}

NordRecord *
nord_similar_source_look_up (NordSimilarSource *self, const char *id)
{
  NordRecord *record;

  g_return_val_if_fail (NORD_IS_SIMILAR_SOURCE (self), NULL);
  record = id != NULL ? nord_document_lookup (self->document, id) : NULL;
  return record != NULL && is_public (record) ? record : NULL;
}

static guint
look (NordSimilarSource *self,
      NordSayings *sayings,
      const NordEntry *entry,
      GHashTable *skipped,
      NordSimilar *found,
      guint n_found)
{
  NordSaying said[N_LOOKED];
  guint n = 0, kept = 0;

  if (entry->title != NULL || entry->body != NULL)
    n = nord_sayings_find (sayings, entry->title, entry->body, entry->shape, said, N_LOOKED);
  else if (entry->shape != NULL)
    n = nord_sayings_find_beside (sayings, entry->category, entry->shape, said, N_LOOKED);
  for (guint i = 0; i < n && kept < n_found; i++) {
    NordRecord *record = nord_similar_source_look_up (self, said[i].id);

    if (record != NULL && (skipped == NULL || !g_hash_table_contains (skipped, said[i].id)))
      found[kept++] = (NordSimilar){record, said[i].metres};
  }
  return kept;
}

guint
nord_similar_source_find (NordSimilarSource *self,
                          const NordEntry *entry,
                          GHashTable *skipped,
                          NordSimilar *found,
                          guint n_found)
{
  NordSimilar project;
  guint n, n_projects;

  g_return_val_if_fail (NORD_IS_SIMILAR_SOURCE (self) && entry != NULL && n_found > 0, 0);
  nord_similar_source_prepare (self);
  if (self->known == NULL)
    return 0;
  /* A project of the city is worth more than one idea more. */
  n_projects = look (self, self->known->projects, entry, skipped, &project, 1);
  n = look (self, self->known->ideas, entry, skipped, found, n_found - n_projects);
  if (n_projects > 0)
    found[n++] = project;
  return n;
}
