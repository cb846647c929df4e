/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A writer to be killed and starved: it says "ack SEQ ID" only when a COMMIT has returned. */
#include "core/model/idea.h"
#include "core/store/store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *text; /* (owned) of some pages, so that a step writes several */

static void
say (const char *word, NordStore *store)
{
  g_autoptr (GError) error = NULL;
  gint64 last, seq = nord_store_count_changes (store);
  g_autoptr (GPtrArray) lines = nord_store_read_lines (store, seq - 1, 1, &last, &error);
  const char *id = lines && lines->len ? strstr (lines->pdata[0], "\"id\":\"") : NULL;
  g_autofree char *line =
    g_strdup_printf ("%s %" G_GINT64_FORMAT " %.36s\n", word, seq, id ? id + 6 : "-");

  /* One write, no buffer: what was said must not be lost with the process. */
  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    exit (9);
}

static int
fail (const GError *error)
{
  g_autofree char *line = g_strdup_printf ("fail %d %s\n", error->code, error->message);

  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    exit (9);
  return 3;
}

static NordChange *
new_idea (int i)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  g_autoptr (NordShape) shape = nord_shape_new_point (7.4 + i * 1e-4, 51.5);

  nord_change_set_text (change, NORD_IDEA_TITLE, "Idee");
  nord_change_set_text (change, NORD_IDEA_BODY, text);
  nord_change_set_shape (change, NORD_IDEA_SHAPE, shape);
  return change;
}

static gboolean
capture_one (NordStore *store, int i, GError **error)
{
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("capture");

  nord_change_set_group_add (set, new_idea (i));
  return nord_store_apply (store, set, error);
}

static int
capture (NordStore *store)
{
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 8; i++) {
    if (!capture_one (store, i, &error))
      return fail (error);
    say ("ack", store);
  }
  return 0;
}

static int
undo (NordStore *store)
{
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 4; i++) {
    if (!capture_one (store, i, &error))
      return fail (error);
    say ("ack", store);
  }
  for (int i = 0; i < 6; i++) {
    g_autoptr (NordChangeSet) turned =
      i < 3 ? nord_store_undo (store, &error) : nord_store_redo (store, &error);

    if (turned == NULL)
      return fail (error);
    say ("ack", store);
  }
  return 0;
}

static int
import (NordStore *store)
{
  g_autoptr (GError) error = NULL;

  for (int round = 0; round < 2; round++) {
    /* The first as an import of many is written, the second as one of few. */
    if (!nord_store_begin_many (store, "import", round == 0 ? 100000 : 60, &error))
      return fail (error);
    for (int i = 0; i < 60; i++) {
      g_autoptr (NordChange) change = new_idea (i);

      if (!nord_store_add (store, change, &error)) {
        nord_store_rollback (store);
        return fail (error);
      }
    }
    if (!nord_store_commit (store, &error))
      return fail (error);
    say ("ack", store);
  }
  return 0;
}

/* Writes until something fails, then removes @ballast, if any, and tries once more. */
static int
fill (NordStore *store, const char *ballast)
{
  g_autoptr (GError) error = NULL;
  int i = 0;

  while (i < 5000 && capture_one (store, i++, &error))
    say ("ack", store);
  if (error == NULL)
    return 8;
  fail (error);
  if (ballast)
    unlink (ballast);
  g_clear_error (&error);
  if (!capture_one (store, i, &error)) {
    fail (error);
    return nord_store_is_read_only (store) ? 4 : 3;
  }
  say ("ack", store);
  return 0;
}

/* Says what is in the file, after looking at all of it. */
/* Others fill the disk to the last byte while the workshop is open. */
static int
starve (NordStore *store, const char *ballast)
{
  g_autoptr (GError) error = NULL;
  static const char nothing[65536];
  int fd = open (ballast, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

  if (fd < 0 || !capture_one (store, 0, &error))
    return 7;
  say ("ack", store);
  for (gsize n = sizeof nothing; n > 0; n /= 2)
    while (write (fd, nothing, n) == (gssize) n)
      ;
  close (fd);
  if (nord_store_begin_many (store, "import", 5000, &error))
    return 6;
  if (write (STDOUT_FILENO, "full\n", 5) < 0)
    return 9;
  return fill (store, ballast);
}

static int
look (NordStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordCheck) check = nord_store_check (store, NULL, &error);
  gint64 last;
  g_autoptr (GPtrArray) lines = NULL;

  if (check == NULL)
    return fail (error);
  for (guint i = 0; i < check->faults->len; i++)
    printf ("fault %s\n", (char *) check->faults->pdata[i]);
  lines = nord_store_read_lines (store, 0, 1000000, &last, &error);
  if (lines == NULL)
    return fail (error);
  for (guint i = 0; i < lines->len; i++)
    printf ("has %u %.36s\n", i + 1, strstr (lines->pdata[i], "\"id\":\"") + 6);
  printf ("sound %d %d\n", check->faults->len == 0, nord_store_is_read_only (store));
  return 0;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = NULL;

  if (argc < 3)
    return 2;
  text = g_strnfill (9000, 'x');
  if (strcmp (argv[1], "new") == 0)
    store = nord_store_create (argv[2], "Zum Abschuss", &error);
  else
    store = nord_store_open (argv[2], NORD_STORE_OPEN_DEFAULT, &error);
  if (store == NULL)
    return fail (error);
  if (strcmp (argv[1], "capture") == 0)
    return capture (store);
  if (strcmp (argv[1], "undo") == 0)
    return undo (store);
  if (strcmp (argv[1], "import") == 0)
    return import (store);
  if (strcmp (argv[1], "fill") == 0)
    return fill (store, argc > 3 ? argv[3] : NULL);
  if (strcmp (argv[1], "starve") == 0 && argc > 3)
    return starve (store, argv[3]);
  if (strcmp (argv[1], "look") == 0)
    return look (store);
  return 0;
}
