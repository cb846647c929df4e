/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The workshops on this computer as a list. */
#include "ui/library/library.h"

#include "core/model/uuid.h"
#include "core/model/workshop.h"
#include "core/store/store.h"
#include "ui/shelf.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define SUFFIX ".gpkg"
#define MAX_RECENT 20

struct _NordLibrary {
  GObject parent_instance;

  GSettings *settings;       /* (owned) */
  GPtrArray *entries;        /* (owned) (element-type NordLibraryEntry) */
  GCancellable *cancellable; /* (owned) (nullable) of the reading under way */
  GFileMonitor *monitor;     /* (owned) (nullable) */
  guint refresh_timer;       /* (owned) source id */
  gboolean loading;
};

static void nord_library_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NordLibrary,
                               nord_library,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      nord_library_list_model_init))

enum { PROP_LOADING = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];

/* Plain values for the thread; the objects stay where they are. */
typedef struct {
  char *folder;     /* (owned) */
  GStrv recent;     /* (owned) */
  GPtrArray *known; /* (owned) (element-type NordLibraryEntry) what was read before */
} Reading;

typedef struct {
  char *from, *to, *title; /* (owned) */
} Copying;

static void
reading_free (Reading *reading)
{
  g_free (reading->folder);
  g_strfreev (reading->recent);
  g_ptr_array_unref (reading->known);
  g_free (reading);
}

static void
copying_free (Copying *copying)
{
  g_free (copying->from);
  g_free (copying->to);
  g_free (copying->title);
  g_free (copying);
}

static void
set_loading (NordLibrary *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* What was read before is good while neither file nor log has changed. */
static NordLibraryEntry *
read_or_reuse (Reading *reading, const char *path, gboolean own)
{
  for (guint i = 0; i < reading->known->len; i++) {
    NordLibraryEntry *entry = g_ptr_array_index (reading->known, i);
    g_autofree char *log = NULL;
    GStatBuf info, log_info;

    if (!g_str_equal (nord_library_entry_get_path (entry), path) ||
        nord_library_entry_get_trouble (entry) != NULL || g_stat (path, &info) != 0)
      continue;
    log = g_strconcat (path, "-wal", NULL);
    if (info.st_mtime == nord_library_entry_get_modified (entry) &&
        info.st_size == nord_library_entry_get_size (entry) &&
        (g_stat (log, &log_info) != 0 || log_info.st_size == 0) &&
        /* A change within the same second would not show in the time. */
        g_get_real_time () / G_USEC_PER_SEC - info.st_mtime > 2)
      return g_object_ref (entry);
  }
  return nord_library_entry_read (path, own);
}

static int
compare_modified (gconstpointer a, gconstpointer b)
{
  gint64 first = nord_library_entry_get_modified (*(NordLibraryEntry **) a);
  gint64 second = nord_library_entry_get_modified (*(NordLibraryEntry **) b);

  return first < second ? 1 : first > second ? -1 : 0;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GDir) folder = g_dir_open (reading->folder, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (reading->folder, name, NULL);

    if (g_cancellable_is_cancelled (cancellable))
      break;
    if (g_str_has_suffix (name, SUFFIX) && *name != '.' &&
        g_file_test (path, G_FILE_TEST_IS_REGULAR))
      g_ptr_array_add (entries, read_or_reuse (reading, path, TRUE));
  }
  for (guint i = 0; reading->recent[i] != NULL; i++) {
    if (g_cancellable_is_cancelled (cancellable))
      break;
    if (g_file_test (reading->recent[i], G_FILE_TEST_IS_REGULAR))
      g_ptr_array_add (entries, read_or_reuse (reading, reading->recent[i], FALSE));
  }
  g_ptr_array_sort (entries, compare_modified);
  g_task_return_pointer (task, g_steal_pointer (&entries), (GDestroyNotify) g_ptr_array_unref);
}

/* What did not change stays the same object in the same row, so that an open menu stays open. */
static void
show_entries (NordLibrary *self, GPtrArray *entries)
{
  guint old_len = self->entries->len;
  guint head = 0, tail = 0;

  for (guint i = 0; i < entries->len; i++) {
    for (guint j = 0; j < old_len; j++) {
      NordLibraryEntry *old = g_ptr_array_index (self->entries, j);

      if (nord_library_entry_equal (g_ptr_array_index (entries, i), old)) {
        g_object_unref (g_ptr_array_index (entries, i));
        g_ptr_array_index (entries, i) = g_object_ref (old);
        break;
      }
    }
  }
  while (head < old_len && head < entries->len &&
         g_ptr_array_index (self->entries, head) == g_ptr_array_index (entries, head))
    head++;
  while (tail < old_len - head && tail < entries->len - head &&
         g_ptr_array_index (self->entries, old_len - 1 - tail) ==
           g_ptr_array_index (entries, entries->len - 1 - tail))
    tail++;

  g_ptr_array_unref (self->entries);
  self->entries = g_ptr_array_ref (entries);
  if (old_len != head + tail || entries->len != head + tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old_len - head - tail,
                                entries->len - head - tail);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer data)
{
  NordLibrary *self = NORD_LIBRARY (object);
  g_autoptr (GPtrArray) entries = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Cancelled: a newer reading is under way and ends the loading. */
  if (entries == NULL)
    return;
  show_entries (self, entries);
  set_loading (self, FALSE);
}

static gboolean
on_refresh_due (gpointer data)
{
  NordLibrary *self = data;

  self->refresh_timer = 0;
  nord_library_refresh (self);
  return G_SOURCE_REMOVE;
}

/* Files come and go in bursts (a database has two companions); one reading is enough for all. */
static void
on_folder_changed (NordLibrary *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  if (g_str_has_suffix (name, SUFFIX) && self->refresh_timer == 0)
    self->refresh_timer = g_timeout_add (500, on_refresh_due, self);
}

/* A workshop of its own: another title, and another name at the city server, so that two evenings
 * never flow into each other there. */
static gboolean
rename_copy (const char *path, const char *title, GError **error)
{
  g_autoptr (NordStore) store = nord_store_open (path, NORD_STORE_OPEN_DEFAULT, error);
  g_autoptr (GPtrArray) workshops = NULL;
  g_autoptr (NordChangeSet) changes = NULL;
  g_autofree char *scope = nord_uuid_new_v4 ();
  NordChange *change;
  gboolean done;

  if (store == NULL)
    return FALSE;
  workshops = nord_store_read_all (store, NORD_NOUN_WORKSHOP, error);
  if (workshops == NULL)
    return FALSE;
  g_return_val_if_fail (workshops->len == 1, FALSE);
  change = nord_change_new_update (g_ptr_array_index (workshops, 0));
  nord_change_set_text (change, NORD_WORKSHOP_TITLE, title);
  nord_change_set_text (change, NORD_WORKSHOP_SCOPE, scope);
  changes = nord_change_set_group_new (_ ("Duplicate workshop"));
  nord_change_set_group_add (changes, change);
  done = nord_store_apply (store, changes, error);
  nord_store_close (store);
  return done;
}

static gboolean
copy_workshop (const Copying *copying, GError **error)
{
  g_autoptr (NordStore) store = nord_store_open (copying->from, NORD_STORE_OPEN_READ_ONLY, error);
  gboolean copied;

  if (store == NULL)
    return FALSE;
  copied = nord_store_backup (store, copying->to, error);
  nord_store_close (store);
  if (!copied)
    return FALSE;
  if (!rename_copy (copying->to, copying->title, error)) {
    /* Half a copy would look like the original. */
    g_unlink (copying->to);
    return FALSE;
  }
  return TRUE;
}

static void
copy_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Copying *copying = data;
  GError *error = NULL;

  if (copy_workshop (copying, &error))
    g_task_return_pointer (task, g_strdup (copying->to), g_free);
  else
    g_task_return_error (task, error);
}

static GType
nord_library_get_item_type (GListModel *list)
{
  return NORD_TYPE_LIBRARY_ENTRY;
}

static guint
nord_library_get_n_items (GListModel *list)
{
  return NORD_LIBRARY (list)->entries->len;
}

static gpointer
nord_library_get_item (GListModel *list, guint position)
{
  NordLibrary *self = NORD_LIBRARY (list);

  return position < self->entries->len ? g_object_ref (g_ptr_array_index (self->entries, position))
                                       : NULL;
}

static void
nord_library_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = nord_library_get_item_type;
  iface->get_n_items = nord_library_get_n_items;
  iface->get_item = nord_library_get_item;
}

static void
nord_library_dispose (GObject *object)
{
  NordLibrary *self = NORD_LIBRARY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  g_clear_handle_id (&self->refresh_timer, g_source_remove);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (nord_library_parent_class)->dispose (object);
}

static void
nord_library_finalize (GObject *object)
{
  g_ptr_array_unref (NORD_LIBRARY (object)->entries);

  G_OBJECT_CLASS (nord_library_parent_class)->finalize (object);
}

static void
nord_library_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_LOADING:
    g_value_set_boolean (value, NORD_LIBRARY (object)->loading);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_library_class_init (NordLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nord_library_dispose;
  object_class->finalize = nord_library_finalize;
  object_class->get_property = nord_library_get_property;

  properties[PROP_LOADING] =
    g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
nord_library_init (NordLibrary *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
}

NordLibrary *
nord_library_new (GSettings *settings)
{
  NordLibrary *self;
  g_autofree char *path = nord_shelf_get_folder ();
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (NORD_TYPE_LIBRARY, NULL);
  self->settings = g_object_ref (settings);
  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (on_folder_changed), self);
  return self;
}

void
nord_library_refresh (NordLibrary *self)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  g_return_if_fail (NORD_IS_LIBRARY (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_loading (self, TRUE);

  reading = g_new0 (Reading, 1);
  reading->folder = nord_shelf_get_folder ();
  reading->recent = g_settings_get_strv (self->settings, "recent-workshops");
  reading->known = g_ptr_array_copy (self->entries, (GCopyFunc) g_object_ref, NULL);
  task = g_task_new (self, self->cancellable, on_read, NULL);
  g_task_set_source_tag (task, nord_library_refresh);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

void
nord_library_remember (NordLibrary *self, const char *path)
{
  g_autofree char *folder = nord_shelf_get_folder ();
  g_autofree char *parent = NULL;
  g_auto (GStrv) old = NULL;
  g_autoptr (GStrvBuilder) recent = g_strv_builder_new ();
  g_auto (GStrv) files = NULL;
  guint n = 1;

  g_return_if_fail (NORD_IS_LIBRARY (self));
  g_return_if_fail (path != NULL);

  parent = g_path_get_dirname (path);
  if (g_str_equal (parent, folder))
    return;
  old = g_settings_get_strv (self->settings, "recent-workshops");
  g_strv_builder_add (recent, path);
  for (guint i = 0; old[i] != NULL && n < MAX_RECENT; i++) {
    if (!g_str_equal (old[i], path)) {
      g_strv_builder_add (recent, old[i]);
      n++;
    }
  }
  files = g_strv_builder_end (recent);
  g_settings_set_strv (self->settings, "recent-workshops", (const char *const *) files);
}

void
nord_library_forget (NordLibrary *self, const char *path)
{
  g_auto (GStrv) old = NULL;
  g_autoptr (GStrvBuilder) recent = g_strv_builder_new ();
  g_auto (GStrv) files = NULL;

  g_return_if_fail (NORD_IS_LIBRARY (self));

  old = g_settings_get_strv (self->settings, "recent-workshops");
  for (guint i = 0; old[i] != NULL; i++) {
    if (!g_str_equal (old[i], path))
      g_strv_builder_add (recent, old[i]);
  }
  files = g_strv_builder_end (recent);
  g_settings_set_strv (self->settings, "recent-workshops", (const char *const *) files);
  nord_library_refresh (self);
}

void
nord_library_duplicate_async (NordLibrary *self,
                              const char *path,
                              const char *title,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Copying *copying;

  g_return_if_fail (NORD_IS_LIBRARY (self));

  copying = g_new0 (Copying, 1);
  copying->from = g_strdup (path);
  copying->to = nord_shelf_find_path (title);
  copying->title = g_strdup (title);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, nord_library_duplicate_async);
  g_task_set_task_data (task, copying, (GDestroyNotify) copying_free);
  g_task_run_in_thread (task, copy_in_thread);
}

char *
nord_library_duplicate_finish (NordLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
