/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The live lists of one workshop, kept equal to what is stored. */
#include "core/document/document.h"
#include "core/store/urn.h"

#include "core/document/live-lists.h"
#include "core/document/rest.h"
#include "core/model/workshop.h"

#include <glib/gi18n-lib.h>

/* How long one slice of a long step may hold the main loop. */
#define SLICE_US 8000

struct _NordDocument {
  GObject parent_instance;

  NordStore *store; /* (owned) */
  NordLiveLists lists;
  NordRecord *workshop;        /* (owned) (nullable) */
  gulong title_handler;        /* of the workshop's title */
  gboolean busy;               /* a long step is running */
  gboolean can_undo, can_redo; /* as last told */
  NordRest rest;
};

G_DEFINE_FINAL_TYPE (NordDocument, nord_document, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_WORKSHOP,
  PROP_TITLE,
  PROP_READ_ONLY,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_SAVED_AT,
  PROP_BUSY,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum { CHANGED, FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_title_changed (NordDocument *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
find_workshop (NordDocument *self)
{
  g_autoptr (NordRecord) workshop =
    g_list_model_get_item (G_LIST_MODEL (self->lists.of_noun[NORD_NOUN_WORKSHOP]), 0);

  if (workshop == self->workshop)
    return;
  if (self->workshop)
    g_clear_signal_handler (&self->title_handler, self->workshop);
  g_set_object (&self->workshop, workshop);
  if (workshop)
    self->title_handler =
      g_signal_connect_swapped (workshop, "notify::title", G_CALLBACK (on_title_changed), self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSHOP]);
  on_title_changed (self);
}

/* Everything that stands on the store's state and may have moved with a step. */
static void
tell_state (NordDocument *self)
{
  static const int moved[] = {PROP_UNDO_LABEL, PROP_REDO_LABEL, PROP_SAVED_AT, PROP_READ_ONLY};
  gboolean can_undo = !self->busy && nord_store_get_undo_label (self->store) != NULL;
  gboolean can_redo = !self->busy && nord_store_get_redo_label (self->store) != NULL;

  g_object_freeze_notify (G_OBJECT (self));
  if (can_undo != self->can_undo) {
    self->can_undo = can_undo;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  }
  if (can_redo != self->can_redo) {
    self->can_redo = can_redo;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (moved); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[moved[i]]);
  g_object_thaw_notify (G_OBJECT (self));
  nord_rest_wait (&self->rest, self->store);
}

/* Makes the lists follow what has been stored, then tells everybody. */
static void
follow (NordDocument *self, NordChangeSet *changes)
{
  nord_live_lists_follow (&self->lists, self->store, changes);
  find_workshop (self);
  tell_state (self);
  g_signal_emit (self, signals[CHANGED], 0, changes);
}

static gboolean
fail (NordDocument *self, GError *inner, GError **error)
{
  tell_state (self);
  g_signal_emit (self, signals[FAILED], 0, inner);
  g_propagate_error (error, inner);
  return FALSE;
}

static gboolean
load (NordDocument *self, GError **error)
{
  if (!nord_live_lists_load (&self->lists, self->store, error))
    return FALSE;
  find_workshop (self);
  tell_state (self);
  return TRUE;
}

static NordDocument *
document_new (NordStore *store, GError **error)
{
  g_autoptr (NordDocument) self = NULL;

  if (store == NULL)
    return NULL;
  self = g_object_new (NORD_TYPE_DOCUMENT, NULL);
  self->store = store;
  return load (self, error) ? g_steal_pointer (&self) : NULL;
}

/* --- Long steps --- */

typedef struct {
  NordChangeSet *changes;         /* (owned) */
  guint next;                     /* index of the change to be added next */
  GFileProgressCallback progress; /* (nullable) */
  gpointer progress_data;
} Long;

static void
long_free (Long *self)
{
  nord_change_set_group_free (self->changes);
  g_free (self);
}

static void
set_busy (NordDocument *self, gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* Every way out of a long step leads through here. */
static void
end_long (GTask *task, GError *error)
{
  NordDocument *self = g_task_get_source_object (task);
  Long *state = g_task_get_task_data (task);

  set_busy (self, FALSE);
  if (error == NULL) {
    follow (self, state->changes);
    g_task_return_boolean (task, TRUE);
    return;
  }
  tell_state (self);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
  g_task_return_error (task, error);
}

static gboolean
may_go_on (GTask *task, GError **error)
{
  NordDocument *self = g_task_get_source_object (task);

  if (nord_store_is_closed (self->store)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                         _ ("The workshop was closed before the step ended"));
    return FALSE;
  }
  return !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), error);
}

static gboolean
on_slice (gpointer data)
{
  GTask *task = data;
  NordDocument *self = g_task_get_source_object (task);
  Long *state = g_task_get_task_data (task);
  GPtrArray *changes = state->changes->changes;
  gint64 until = g_get_monotonic_time () + SLICE_US;
  GError *error = NULL;

  if (may_go_on (task, &error) && state->next == 0)
    nord_store_put_blobs (self->store, state->changes, &error);
  while (error == NULL && state->next < changes->len && g_get_monotonic_time () < until)
    for (guint i = 0; i < 16 && state->next < changes->len && error == NULL; i++)
      nord_store_add (self->store, changes->pdata[state->next++], &error);
  if (error == NULL && state->progress)
    state->progress (state->next, changes->len, state->progress_data);
  /* Who cancels when the last change is in still means it: nothing is saved yet. */
  if (error == NULL && may_go_on (task, &error)) {
    if (state->next < changes->len)
      return G_SOURCE_CONTINUE;
    nord_store_commit (self->store, &error);
  } else if (!nord_store_is_closed (self->store))
    nord_store_rollback (self->store);
  end_long (task, error);
  return G_SOURCE_REMOVE;
}

/* --- Object --- */

static void
nord_document_dispose (GObject *object)
{
  NordDocument *self = NORD_DOCUMENT (object);

  if (self->workshop)
    g_clear_signal_handler (&self->title_handler, self->workshop);
  g_clear_object (&self->workshop);
  g_hash_table_remove_all (self->lists.records);
  nord_rest_clear (&self->rest);
  if (self->store)
    nord_store_close (self->store);
  G_OBJECT_CLASS (nord_document_parent_class)->dispose (object);
}

static void
nord_document_finalize (GObject *object)
{
  NordDocument *self = NORD_DOCUMENT (object);

  g_clear_object (&self->store);
  nord_live_lists_clear (&self->lists);
  G_OBJECT_CLASS (nord_document_parent_class)->finalize (object);
}

static void
nord_document_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  NordDocument *self = NORD_DOCUMENT (object);

  switch (property_id) {
  case PROP_WORKSHOP:
    g_value_set_object (value, self->workshop);
    break;
  case PROP_TITLE:
    if (self->workshop)
      g_value_set_string (value, nord_record_get_text (self->workshop, NORD_WORKSHOP_TITLE));
    break;
  case PROP_READ_ONLY:
    g_value_set_boolean (value, nord_store_is_read_only (self->store));
    break;
  case PROP_CAN_UNDO:
    g_value_set_boolean (value, self->can_undo);
    break;
  case PROP_CAN_REDO:
    g_value_set_boolean (value, self->can_redo);
    break;
  case PROP_UNDO_LABEL:
    g_value_set_string (value, nord_store_get_undo_label (self->store));
    break;
  case PROP_REDO_LABEL:
    g_value_set_string (value, nord_store_get_redo_label (self->store));
    break;
  case PROP_SAVED_AT: {
    gint64 saved_at = nord_store_get_saved_at (self->store);
    g_autoptr (GDateTime) seconds =
      saved_at ? g_date_time_new_from_unix_local (saved_at / G_USEC_PER_SEC) : NULL;

    if (seconds)
      g_value_take_boxed (value, g_date_time_add (seconds, saved_at % G_USEC_PER_SEC));
    break;
  }
  case PROP_BUSY:
    g_value_set_boolean (value, self->busy);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
nord_document_class_init (NordDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = nord_document_dispose;
  object_class->finalize = nord_document_finalize;
  object_class->get_property = nord_document_get_property;

  properties[PROP_WORKSHOP] = g_param_spec_object ("workshop", NULL, NULL, NORD_TYPE_RECORD, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  properties[PROP_SAVED_AT] = g_param_spec_boxed ("saved-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * NordDocument::changed:
   * @self: the document
   * @changes: (type gpointer): the #NordChangeSet that was stored, valid during the emission
   *
   * The lists are up to date.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  /**
   * NordDocument::failed:
   * @self: the document
   * @error: why something was not stored
   *
   * The lists show what is stored.
   */
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
nord_document_init (NordDocument *self)
{
  nord_live_lists_init (&self->lists);
}

/**
 * nord_document_create:
 * @path: where no file is yet
 * @title: what the workshop is called
 * @error: #NORD_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the open document of a new workshop
 */
NordDocument *
nord_document_create (const char *path, const char *title, GError **error)
{
  return document_new (nord_store_create (path, title, error), error);
}

NordDocument *
nord_document_open (const char *path, NordStoreFlags flags, GError **error)
{
  return document_new (nord_store_open (path, flags, error), error);
}

/**
 * nord_document_close:
 * @self: a document
 *
 * Closes the file; a long step that is running comes to nothing. The lists stay as they are, for
 * views that are on their way out.
 */
void
nord_document_close (NordDocument *self)
{
  g_return_if_fail (NORD_IS_DOCUMENT (self));

  nord_rest_clear (&self->rest);
  nord_store_close (self->store);
}

NordStore *
nord_document_get_store (NordDocument *self)
{
  return self->store;
}

const char *
nord_document_get_path (NordDocument *self)
{
  return nord_store_get_path (self->store);
}

NordRecord *
nord_document_get_workshop (NordDocument *self)
{
  return self->workshop;
}

GListModel *
nord_document_get_list (NordDocument *self, NordNounKind noun)
{
  g_return_val_if_fail (noun < NORD_N_NOUNS, NULL);

  return G_LIST_MODEL (self->lists.of_noun[noun]);
}

NordRecord *
nord_document_lookup (NordDocument *self, const char *id)
{
  return id ? g_hash_table_lookup (self->lists.records, id) : NULL;
}

static gboolean
check_free (NordDocument *self, GError **error)
{
  if (!self->busy)
    return TRUE;
  return fail (
    self,
    g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BUSY,
                         _ ("A long step is still running. Try again when it has ended.")),
    error);
}

gboolean
nord_document_apply (NordDocument *self, NordChangeSet *changes, GError **error)
{
  g_autoptr (NordChangeSet) owned = changes;
  GError *inner = NULL;

  g_return_val_if_fail (NORD_IS_DOCUMENT (self), FALSE);

  if (!check_free (self, error))
    return FALSE;
  if (!nord_store_apply (self->store, changes, &inner))
    return fail (self, inner, error);
  follow (self, changes);
  return TRUE;
}

/**
 * nord_document_apply_one:
 * @self: a document
 * @label: (nullable): what is done, translated, for "Undo: …"
 * @change: (transfer full): the change
 * @error: #NORD_STORE_ERROR
 */
gboolean
nord_document_apply_one (NordDocument *self, const char *label, NordChange *change, GError **error)
{
  NordChangeSet *changes = nord_change_set_group_new (label);

  nord_change_set_group_add (changes, change);
  return nord_document_apply (self, changes, error);
}

gboolean
nord_document_redact (NordDocument *self, const NordRedaction *what, GError **error)
{
  g_autoptr (NordChangeSet) changes = NULL;
  GError *inner = NULL;

  if (!check_free (self, error))
    return FALSE;
  if (!nord_store_redact (self->store, what, &changes, &inner))
    return fail (self, inner, error);
  return follow (self, changes), TRUE;
}

void
nord_document_apply_async (NordDocument *self,
                           NordChangeSet *changes,
                           GCancellable *cancellable,
                           GFileProgressCallback progress,
                           gpointer progress_data,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Long *state = g_new0 (Long, 1);
  GError *error = NULL;

  g_return_if_fail (NORD_IS_DOCUMENT (self));

  state->changes = changes;
  state->progress = progress;
  state->progress_data = progress_data;
  g_task_set_source_tag (task, nord_document_apply_async);
  g_task_set_task_data (task, state, (GDestroyNotify) long_free);
  /* A cancelled step has been rolled back by then; its result is the error of that. */
  g_task_set_check_cancellable (task, FALSE);
  if (!check_free (self, &error)) {
    g_task_return_error (task, error);
    return;
  }
  if (!nord_store_begin_many (self->store, changes->label, changes->changes->len, &error)) {
    end_long (task, error);
    return;
  }
  set_busy (self, TRUE);
  tell_state (self);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_slice, g_steal_pointer (&task), g_object_unref);
}

gboolean
nord_document_apply_finish (NordDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * nord_document_cast:
 * @self: a document
 * @ballot: (transfer full): what nord_polling_cast() gave for one person at a screen
 * @code: (nullable): see nord_store_cast()
 * @error: what is wrong with the code, or another #NORD_STORE_ERROR
 *
 * The ballot is saved and counted, but in no list before the urn is emptied. Views are told, so
 * that they count anew. What is wrong with a code concerns the person only; "failed" is not
 * emitted.
 */
gboolean
nord_document_cast (NordDocument *self, NordChangeSet *ballot, GBytes *code, GError **error)
{
  g_autoptr (NordChangeSet) owned = ballot;
  g_autoptr (NordChangeSet) none = nord_change_set_group_new (NULL);
  GError *inner = NULL;

  g_return_val_if_fail (NORD_IS_DOCUMENT (self) && ballot->changes->len == 1, FALSE);
  if (!check_free (self, error))
    return FALSE;
  if (!nord_store_cast (self->store, ballot->changes->pdata[0], code, &inner)) {
    if (!g_error_matches (inner, NORD_STORE_ERROR, NORD_STORE_ERROR_CODE_UNKNOWN) &&
        !g_error_matches (inner, NORD_STORE_ERROR, NORD_STORE_ERROR_CODE_USED))
      return fail (self, inner, error);
    g_propagate_error (error, inner);
    return FALSE;
  }
  follow (self, none);
  return TRUE;
}

/**
 * nord_document_empty_urn:
 * @self: a document
 * @poll: id of a poll
 * @error: #NORD_STORE_ERROR
 *
 * The secret ballots of the poll become records, all at once.
 */
gboolean
nord_document_empty_urn (NordDocument *self, const char *poll, GError **error)
{
  g_autoptr (NordChangeSet) applied = NULL;
  GError *inner = NULL;

  g_return_val_if_fail (NORD_IS_DOCUMENT (self), FALSE);
  if (!check_free (self, error))
    return FALSE;
  applied = nord_store_empty_urn (self->store, poll, &inner);
  if (applied == NULL)
    return fail (self, inner, error);
  if (applied->changes->len > 0)
    follow (self, applied);
  return TRUE;
}

static gboolean
go_back_or_forth (NordDocument *self,
                  NordChangeSet *(*go) (NordStore *store, GError **error),
                  GError **error)
{
  g_autoptr (NordChangeSet) applied = NULL;
  GError *inner = NULL;

  if (!check_free (self, error))
    return FALSE;
  applied = go (self->store, &inner);
  if (applied == NULL)
    return fail (self, inner, error);
  follow (self, applied);
  return TRUE;
}

gboolean
nord_document_undo (NordDocument *self, GError **error)
{
  g_return_val_if_fail (NORD_IS_DOCUMENT (self), FALSE);

  return go_back_or_forth (self, nord_store_undo, error);
}

gboolean
nord_document_redo (NordDocument *self, GError **error)
{
  g_return_val_if_fail (NORD_IS_DOCUMENT (self), FALSE);

  return go_back_or_forth (self, nord_store_redo, error);
}

/**
 * nord_document_ingest:
 * @self: a document
 * @news: changes from elsewhere
 * @error: #NORD_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NordIngested) (nullable): what became of each line
 */
GPtrArray *
nord_document_ingest (NordDocument *self, const NordNews *news, GError **error)
{
  g_autoptr (NordChangeSet) changes = NULL;
  GPtrArray *results;
  GError *inner = NULL;

  g_return_val_if_fail (NORD_IS_DOCUMENT (self), NULL);
  if (!check_free (self, error))
    return NULL;
  results = nord_store_ingest (self->store, news, &changes, &inner);
  /* Of polls that another copy closed. */
  if (results != NULL && !nord_store_empty_closed (self->store, changes, &inner))
    g_clear_pointer (&results, g_ptr_array_unref);
  if (changes != NULL)
    follow (self, changes);
  if (results == NULL)
    fail (self, inner, error);
  return results;
}
