/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the forms of an export share. */
#include "core/exchange/export.h"

#include "core/exchange/export-private.h"
#include "core/model/cluster.h"
#include "core/model/moderation.h"

#include <string.h>

NordExport *
nord_export_new (NordOutputFile *to,
                 const GPtrArray *clusters,
                 void (*add) (NordExport *, const char *, const NordValue *),
                 void (*end) (NordExport *))
{
  NordExport *self = g_new0 (NordExport, 1);

  self->to = to;
  self->add = add;
  self->end = end;
  self->scratch = g_string_new (NULL);
  self->titles = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; clusters != NULL && i < clusters->len; i++) {
    NordRecord *cluster = g_ptr_array_index (clusters, i);
    const char *title = nord_record_get_text (cluster, NORD_CLUSTER_TITLE);

    if (title != NULL)
      g_hash_table_insert (self->titles, (gpointer) nord_record_get_id (cluster), (gpointer) title);
  }
  return self;
}

const char *
nord_export_find_title (NordExport *self, const NordValue *values)
{
  const NordValue *cluster = &values[NORD_IDEA_CLUSTER];

  return cluster->kind == NORD_VALUE_TEXT ? g_hash_table_lookup (self->titles, cluster->text)
                                          : NULL;
}

void
nord_export_set_public (NordExport *self, gboolean for_public)
{
  self->for_public = for_public;
}

void
nord_export_add (NordExport *self, const char *id, const NordValue *values)
{
  NordValue shown[NORD_IDEA_N_FIELDS];

  if (self->for_public) {
    const NordValue *moderation = &values[NORD_IDEA_MODERATION];

    if (moderation->kind != NORD_VALUE_TEXT || !nord_moderation_is_public (moderation->text))
      return;
    /* Lent, not copied. */
    memcpy (shown, values, sizeof shown);
    shown[NORD_IDEA_MODERATION_REASON] = (NordValue) NORD_VALUE_INIT;
    shown[NORD_IDEA_SOURCE_KEY] = (NordValue) NORD_VALUE_INIT;
    shown[NORD_IDEA_STATION] = (NordValue) NORD_VALUE_INIT;
    values = shown;
  }
  self->add (self, id, values);
  self->n_ideas++;
  nord_output_file_drain (self->to);
}

void
nord_export_visit (const char *id, const NordValue *values, gpointer data)
{
  nord_export_add (data, id, values);
}

void
nord_export_add_records (NordExport *self, const GPtrArray *ideas)
{
  /* The values are lent, not copied. */
  NordValue values[NORD_IDEA_N_FIELDS];

  for (guint i = 0; i < ideas->len; i++) {
    NordRecord *idea = g_ptr_array_index (ideas, i);

    for (guint f = 0; f < NORD_IDEA_N_FIELDS; f++)
      values[f] = *nord_record_peek (idea, f);
    nord_export_add (self, nord_record_get_id (idea), values);
  }
}

guint
nord_export_end (NordExport *self)
{
  const guint n_ideas = self->n_ideas;

  if (self->end != NULL)
    self->end (self);
  g_hash_table_unref (self->titles);
  g_string_free (self->scratch, TRUE);
  for (guint f = 0; f < NORD_IDEA_N_FIELDS; f++)
    g_free (self->names[f]);
  g_free (self);
  return n_ideas;
}
