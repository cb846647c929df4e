/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The names of the map, read once for all who search them or tell places by them: every map, every
 * card and every station of the shared screen. They are large and never change; when the last one
 * lets go of them they are gone. */
#include "ui/map/place-names.h"

#include "core/map/base-map.h"

/* On the main thread only. */
static NordFinder *shared; /* (unowned) (nullable) */
static GPtrArray *waiting; /* (owned) (nullable) (element-type GTask) while they are being read */

static GMutex lock;
static GCond ended;
static guint n_threads; /* under the lock: that read */

static NordFinder *
read_names (void)
{
  g_autofree char *streets = nord_base_map_streets_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NordGazetteer) names = nord_gazetteer_new_default (streets, &error);
  g_autoptr (NordDistricts) districts = nord_districts_new_default ();

  /* Without the file of streets there are still squares, schools and stops to find. */
  if (names == NULL) {
    g_info ("Names of streets: %s", error->message);
    names = nord_gazetteer_new_default (NULL, NULL);
  }
  return nord_finder_new (names, districts);
}

static void
load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, read_names (), g_object_unref);
  g_mutex_lock (&lock);
  n_threads--;
  g_cond_signal (&ended);
  g_mutex_unlock (&lock);
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NordFinder) finder = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GPtrArray) served = g_steal_pointer (&waiting);

  g_set_weak_pointer (&shared, finder);
  for (guint i = 0; i < served->len; i++)
    g_task_return_pointer (served->pdata[i], g_object_ref (finder), g_object_unref);
}

NordFinder *
nord_place_names_peek (void)
{
  return shared;
}

void
nord_place_names_read_async (GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data), reader = NULL;

  g_task_set_source_tag (task, nord_place_names_read_async);
  if (shared != NULL) {
    g_task_return_pointer (task, g_object_ref (shared), g_object_unref);
    return;
  }
  if (waiting != NULL) {
    g_ptr_array_add (waiting, g_steal_pointer (&task));
    return;
  }
  g_mutex_lock (&lock);
  n_threads++;
  g_mutex_unlock (&lock);
  waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (waiting, g_steal_pointer (&task));
  reader = g_task_new (NULL, NULL, on_loaded, NULL);
  g_task_set_source_tag (reader, load);
  g_task_run_in_thread (reader, load);
}

NordFinder *
nord_place_names_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, nord_place_names_read_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
nord_place_names_settle (void)
{
  g_mutex_lock (&lock);
  while (n_threads > 0)
    g_cond_wait (&ended, &lock);
  g_mutex_unlock (&lock);
}
