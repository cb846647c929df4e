/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The drafts of the open workshop, kept in its file a moment after each key. */
#include "ui/collect/draft-box.h"

#include "config.h"

#include <glib/gi18n.h>

#define KEEP_MS 400

struct _NordDraftBox {
  NordSession *session;   /* (owned) is told what fails */
  NordDocument *document; /* (owned) (nullable) */
  GPtrArray *drafts;      /* (owned) (element-type NordDraft) oldest first */
  guint keep_id;          /* drafts differ from what is kept */
};

static gboolean
on_keep (gpointer data)
{
  NordDraftBox *self = data;
  g_autoptr (GError) error = NULL;
  gboolean read_only = TRUE;

  self->keep_id = 0;
  if (self->document == NULL)
    return G_SOURCE_REMOVE;
  g_object_get (self->document, "read-only", &read_only, NULL);
  if (!read_only &&
      !nord_drafts_save (nord_document_get_store (self->document), self->drafts, &error))
    nord_session_report (self->session, _ ("The draft could not be kept"), error);
  return G_SOURCE_REMOVE;
}

static void
keep (NordDraftBox *self)
{
  g_clear_handle_id (&self->keep_id, g_source_remove);
  on_keep (self);
}

NordDraftBox *
nord_draft_box_new (NordSession *session)
{
  NordDraftBox *self = g_new0 (NordDraftBox, 1);

  self->session = g_object_ref (session);
  self->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_draft_free);
  return self;
}

void
nord_draft_box_free (NordDraftBox *self)
{
  g_clear_handle_id (&self->keep_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->document);
  g_ptr_array_unref (self->drafts);
  g_free (self);
}

void
nord_draft_box_set_document (NordDraftBox *self, NordDocument *document)
{
  g_clear_handle_id (&self->keep_id, g_source_remove);
  g_set_object (&self->document, document);
  g_ptr_array_unref (self->drafts);
  self->drafts = document ? nord_drafts_load (nord_document_get_store (document))
                          : g_ptr_array_new_with_free_func ((GDestroyNotify) nord_draft_free);
}

guint
nord_draft_box_get_n (NordDraftBox *self)
{
  return self->drafts->len;
}

NordDraft *
nord_draft_box_get (NordDraftBox *self, guint index)
{
  g_return_val_if_fail (index < self->drafts->len, NULL);
  return g_ptr_array_index (self->drafts, index);
}

void
nord_draft_box_add (NordDraftBox *self, NordDraft *draft)
{
  g_ptr_array_add (self->drafts, draft);
  keep (self);
}

void
nord_draft_box_remove (NordDraftBox *self, NordDraft *draft)
{
  g_ptr_array_remove (self->drafts, draft);
  keep (self);
}

void
nord_draft_box_keep_soon (NordDraftBox *self)
{
  if (self->keep_id == 0)
    self->keep_id = g_timeout_add (KEEP_MS, on_keep, self);
}

void
nord_draft_box_keep_now (NordDraftBox *self)
{
  if (self->keep_id != 0)
    keep (self);
}
