/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the workshop has already. */
#include "core/exchange/import-known.h"

#include "core/model/idea.h"
#include "core/model/project.h"
#include "core/model/register.h"

#include <string.h>

struct _NordImportKnown {
  GHashTable *by_key;     /* (owned) digest of source and key to digest of the content */
  GHashTable *by_content; /* (owned) digests of key and content, whatever the source */
  GHashTable *ids;        /* (owned) ids of clusters and steps */
  GHashTable *projects;   /* (owned) folded number to a copy that no other thread has */
};

NordImportKnown *
nord_import_known_new (void)
{
  NordImportKnown *self = g_new0 (NordImportKnown, 1);

  self->by_key = nord_digest_table_new ();
  self->by_content = nord_digest_table_new ();
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->projects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return self;
}

static void
add_project (NordImportKnown *self, NordRecord *record)
{
  const char *number = nord_record_get_text (record, NORD_PROJECT_NUMBER);
  NordRecord *copy;

  if (number == NULL || *number == '\0')
    return;
  copy = nord_record_new (NORD_NOUN_PROJECT, nord_record_get_id (record));
  for (guint f = 0; f < NORD_PROJECT_N_FIELDS; f++)
    nord_record_put (copy, f, nord_record_peek (record, f));
  g_hash_table_replace (self->projects, nord_register_fold_number (number), copy);
}

void
nord_import_known_add (NordImportKnown *self, NordRecord *record)
{
  const NordNoun *noun = nord_record_get_noun (record);

  if (noun->kind == NORD_NOUN_CLUSTER || noun->kind == NORD_NOUN_STEP)
    g_hash_table_add (self->ids, g_strdup (nord_record_get_id (record)));
  if (noun->kind == NORD_NOUN_PROJECT)
    add_project (self, record);
  if (noun->kind != NORD_NOUN_IDEA)
    return;

  const char *source = nord_record_get_text (record, NORD_IDEA_SOURCE);
  const char *key = nord_record_get_text (record, NORD_IDEA_SOURCE_KEY);
  NordDigest content = nord_digest_content (nord_record_get_text (record, NORD_IDEA_TITLE),
                                            nord_record_get_text (record, NORD_IDEA_BODY),
                                            nord_record_get_shape (record, NORD_IDEA_SHAPE));
  NordDigest own = nord_digest_key (NORD_IMPORT_OWN_SOURCE, nord_record_get_id (record));

  g_hash_table_replace (self->by_key, nord_digest_copy (&own), nord_digest_copy (&content));
  if (key == NULL)
    return;
  NordDigest by_key = nord_digest_key (source != NULL ? source : "", key);
  NordDigest by_content = nord_digest_key_content (key, &content);
  g_hash_table_replace (self->by_key, nord_digest_copy (&by_key), nord_digest_copy (&content));
  g_hash_table_insert (self->by_content, nord_digest_copy (&by_content), NULL);
}

void
nord_import_known_free (NordImportKnown *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->by_content);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->projects);
  g_free (self);
}

NordKnownMatch
nord_import_known_match (const NordImportKnown *self,
                         const char *source,
                         const char *key,
                         const NordDigest *content)
{
  NordDigest by_key = nord_digest_key (source, key);
  const NordDigest *before = g_hash_table_lookup (self->by_key, &by_key);

  if (before != NULL)
    return memcmp (before, content, sizeof *content) == 0 ? NORD_KNOWN_SAME : NORD_KNOWN_OTHERWISE;
  /* The same file under another name. */
  NordDigest by_content = nord_digest_key_content (key, content);
  return g_hash_table_contains (self->by_content, &by_content) ? NORD_KNOWN_SAME : NORD_KNOWN_NOT;
}

gboolean
nord_import_known_has (const NordImportKnown *self, const char *id)
{
  return g_hash_table_contains (self->ids, id);
}

NordRecord *
nord_import_known_find_project (const NordImportKnown *self, const char *number)
{
  g_autofree char *folded = nord_register_fold_number (number);

  return g_hash_table_lookup (self->projects, folded);
}
