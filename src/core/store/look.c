/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A look at the pages of the things in a file, beside the work of whoever reads them. */
#include "core/store/look.h"

#include "core/model/noun.h"
#include "core/store/schema.h"
#include "core/store/verify.h"

struct _NordLook {
  char *path;      /* (owned) */
  GThread *thread; /* (owned) */
  GError *error;   /* (owned) (nullable) the thread's until it has ended */
};

/**
 * nord_look_once:
 * @db: an open file
 * @error: #NORD_DB_ERROR
 *
 * Sets the file up for whoever reads its pages once: to keep them would only take memory.
 */
gboolean
nord_look_once (NordDb *db, GError **error)
{
  return nord_db_run (db, "PRAGMA cache_size=-2048", error);
}

static gpointer
run (gpointer data)
{
  NordLook *self = data;
  /* A connection of its own: nothing is shared with the thread that reads. */
  g_autoptr (NordDb) db = nord_db_open (self->path, TRUE, &self->error);

  if (db && !nord_look_once (db, &self->error))
    return NULL;
  for (guint i = 0; db && i < NORD_N_NOUNS; i++)
    if (!nord_schema_lacks (db, i) &&
        !nord_verify_pages (db, nord_noun_get (i)->name, &self->error))
      break;
  return NULL;
}

/**
 * nord_look_begin:
 * @db: a file that is open for reading
 *
 * Begins to look at the structure of all pages that hold things, in a thread of its own. What is
 * read meanwhile must not be shown as sound before nord_look_end() has returned TRUE.
 *
 * Returns: (transfer full): the look
 */
NordLook *
nord_look_begin (const NordDb *db)
{
  NordLook *self = g_new0 (NordLook, 1);

  self->path = g_strdup (db->path);
  self->thread = g_thread_new ("look", run, self);
  return self;
}

gboolean
nord_look_end (NordLook *self, GError **error)
{
  gboolean sound;

  g_thread_join (self->thread);
  sound = self->error == NULL;
  if (!sound)
    g_propagate_error (error, self->error);
  g_free (self->path);
  g_free (self);
  return sound;
}
