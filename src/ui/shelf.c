/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where the workshops of this computer lie, and the bin for those that were deleted. */
#include "ui/shelf.h"

#include "core/model/uuid.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define SUFFIX ".gpkg"

static char *
get_bin (void)
{
  char *bin = g_build_filename (g_get_user_data_dir (), "nordwaerts", "bin", NULL);
  g_mkdir_with_parents (bin, 0700);
  return bin;
}

/* A move that never writes over a file, with the companions that SQLite may have left. */
static gboolean
move_file (const char *from, const char *to, GError **error)
{
  static const char *const companions[] = {"-wal", "-shm", "-journal"};
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  if (!g_file_move (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++) {
    g_autofree char *beside = g_strconcat (from, companions[i], NULL);
    g_autofree char *beside_target = g_strconcat (to, companions[i], NULL);

    if (g_file_test (beside, G_FILE_TEST_EXISTS) && g_rename (beside, beside_target) != 0) {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", beside,
                   g_strerror (errno));
      return FALSE;
    }
  }
  return TRUE;
}

char *
nord_shelf_get_folder (void)
{
  char *folder = g_build_filename (g_get_user_data_dir (), "nordwaerts", "workshops", NULL);
  /* Only for the person who is logged in: it holds what residents said. */
  g_mkdir_with_parents (folder, 0700);
  return folder;
}

char *
nord_shelf_get_maps_folder (void)
{
  char *folder = g_build_filename (g_get_user_data_dir (), "nordwaerts", "maps", NULL);

  g_mkdir_with_parents (folder, 0700);
  return folder;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
nord_shelf_list_maps (void)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = nord_shelf_get_maps_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  /* Names that begin with a dot are being copied or have been removed. */
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (*name != '.' &&
        (g_str_has_suffix (name, ".mbtiles") || g_str_has_suffix (name, ".pmtiles")))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

char *
nord_shelf_hide_map (const char *path, GError **error)
{
  g_autofree char *folder = nord_shelf_get_maps_folder ();
  g_autofree char *id = nord_uuid_new_v4 ();
  g_autofree char *name = NULL, *target = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_path_get_basename (path);
  target = g_strdup_printf ("%s%c.%s-%s", folder, G_DIR_SEPARATOR, id, name);
  return move_file (path, target, error) ? g_steal_pointer (&target) : NULL;
}

void
nord_shelf_tidy_maps (guint days)
{
  g_autofree char *folder = nord_shelf_get_maps_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    GStatBuf info;

    /* The time of its content is that of the map: how long it has been hidden, the other says. */
    if (*name == '.' && g_stat (path, &info) == 0 && S_ISREG (info.st_mode) &&
        now - info.st_ctime >= (gint64) days * 24 * 60 * 60)
      g_unlink (path);
  }
}

GFileMonitor *
nord_shelf_watch_maps (void)
{
  g_autofree char *path = nord_shelf_get_maps_folder ();
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  return g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
}

gboolean
nord_shelf_maps_event (GFileMonitorEvent event)
{
  return event == G_FILE_MONITOR_EVENT_RENAMED || event == G_FILE_MONITOR_EVENT_MOVED_IN ||
         event == G_FILE_MONITOR_EVENT_MOVED_OUT || event == G_FILE_MONITOR_EVENT_DELETED;
}

char *
nord_shelf_get_path (const char *title)
{
  g_autofree char *folder = nord_shelf_get_folder ();
  g_autoptr (GString) name = g_string_new (NULL);

  g_return_val_if_fail (title != NULL, NULL);

  /* Letters and digits of any script stay, everything else becomes one dash. */
  for (const char *p = title; *p != '\0' && name->len < 80; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isalnum (c) || g_unichar_ismark (c))
      g_string_append_unichar (name, c);
    else if (name->len > 0 && name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  }
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_append (name, _ ("workshop"));
  return g_strconcat (folder, G_DIR_SEPARATOR_S, name->str, SUFFIX, NULL);
}

char *
nord_shelf_find_path (const char *title)
{
  g_autofree char *first = nord_shelf_get_path (title);
  char *path = g_strdup (first);

  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++) {
    g_free (path);
    path =
      g_strdup_printf ("%.*s-%u%s", (int) (strlen (first) - strlen (SUFFIX)), first, i, SUFFIX);
  }
  return path;
}

char *
nord_shelf_discard (const char *path, GError **error)
{
  g_autofree char *bin = get_bin ();
  g_autofree char *name = NULL;
  g_autofree char *id = nord_uuid_new_v4 ();
  g_autofree char *target = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_path_get_basename (path);
  /* The id makes the name unique, so that nothing in the bin is ever written over. */
  target = g_strdup_printf ("%s%c%s-%s", bin, G_DIR_SEPARATOR, id, name);
  if (!move_file (path, target, error))
    return NULL;
  /* From now on its time tells how long it has been here. */
  utimensat (AT_FDCWD, target, NULL, 0);
  return g_steal_pointer (&target);
}

gboolean
nord_shelf_restore (const char *discarded, const char *path, GError **error)
{
  g_return_val_if_fail (discarded != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return move_file (discarded, path, error);
}

void
nord_shelf_empty_bin (guint days)
{
  g_autofree char *bin = get_bin ();
  g_autoptr (GDir) folder = g_dir_open (bin, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (bin, name, NULL);
    GStatBuf info;

    if (g_stat (path, &info) == 0 && S_ISREG (info.st_mode) &&
        now - info.st_mtime >= (gint64) days * 24 * 60 * 60)
      g_unlink (path);
  }
}

guint64
nord_shelf_measure_bin (guint *n)
{
  g_autofree char *bin = get_bin ();
  g_autoptr (GDir) folder = g_dir_open (bin, 0, NULL);
  guint64 size = 0;
  const char *name;

  g_return_val_if_fail (n != NULL, 0);

  *n = 0;
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (bin, name, NULL);
    GStatBuf info;

    if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
      continue;
    size += info.st_size;
    if (g_str_has_suffix (name, SUFFIX))
      (*n)++;
  }
  return size;
}
