/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where the server keeps operations: the interface, and the values that pass through it. */
#include "server/storage.h"

G_DEFINE_QUARK (nord_storage_error_quark, nord_storage_error)
G_DEFINE_INTERFACE (NordStorage, nord_storage, G_TYPE_OBJECT)

static void
ack_free (gpointer data)
{
  NordAck *self = data;

  g_free (self->dev);
  g_free (self);
}

static void
hlc_eff_free (gpointer data)
{
  NordHlcEff *self = data;

  g_free (self->id);
  g_free (self->hlc);
  g_free (self);
}

void
nord_hlc_eff_add (GPtrArray *to, const char *id, gssize id_length, const char *hlc)
{
  NordHlcEff *self = g_new (NordHlcEff, 1);

  self->id = id_length < 0 ? g_strdup (id) : g_strndup (id, (gsize) id_length);
  self->hlc = g_strdup (hlc);
  g_ptr_array_add (to, self);
}

static void
nord_storage_default_init (NordStorageInterface *iface)
{
}

NordReceipt *
nord_receipt_new (void)
{
  NordReceipt *self = g_new0 (NordReceipt, 1);

  self->results = g_array_new (FALSE, TRUE, sizeof (NordResult));
  self->acks = g_ptr_array_new_with_free_func (ack_free);
  self->hlc_eff = g_ptr_array_new_with_free_func (hlc_eff_free);
  self->removed = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
nord_receipt_free (NordReceipt *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->results, g_array_unref);
  g_clear_pointer (&self->acks, g_ptr_array_unref);
  g_clear_pointer (&self->hlc_eff, g_ptr_array_unref);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
  g_free (self);
}

NordPage *
nord_page_new (void)
{
  NordPage *self = g_new0 (NordPage, 1);

  self->lines = g_string_sized_new (64 * 1024);
  self->hlc_eff = g_ptr_array_new_with_free_func (hlc_eff_free);
  return self;
}

void
nord_page_free (NordPage *self)
{
  if (self == NULL)
    return;
  g_string_free (self->lines, TRUE);
  g_ptr_array_unref (self->hlc_eff);
  g_free (self);
}

const char *
nord_storage_get_id (NordStorage *self)
{
  return NORD_STORAGE_GET_IFACE (self)->get_id (self);
}

const char *
nord_storage_get_epoch (NordStorage *self)
{
  return NORD_STORAGE_GET_IFACE (self)->get_epoch (self);
}

gboolean
nord_storage_check_ready (NordStorage *self, GError **error)
{
  return NORD_STORAGE_GET_IFACE (self)->check_ready (self, error);
}

NordReceipt *
nord_storage_push (NordStorage *self,
                   const char *scope,
                   NordRole role,
                   const NordSender *sender,
                   const NordSlice *lines,
                   guint n_lines,
                   GError **error)
{
  return NORD_STORAGE_GET_IFACE (self)->push (self, scope, role, sender, lines, n_lines, error);
}

NordPage *
nord_storage_read (NordStorage *self,
                   const char *scope,
                   NordRole role,
                   const NordPlace *after,
                   guint limit,
                   gsize max_bytes,
                   GError **error)
{
  return NORD_STORAGE_GET_IFACE (self)->read (self, scope, role, after, limit, max_bytes, error);
}

GPtrArray *
nord_storage_count (NordStorage *self, const char *scope, NordRole role, GError **error)
{
  return NORD_STORAGE_GET_IFACE (self)->count (self, scope, role, error);
}

GPtrArray *
nord_storage_list_acks (NordStorage *self, const char *scope, GError **error)
{
  return NORD_STORAGE_GET_IFACE (self)->list_acks (self, scope, error);
}

gboolean
nord_storage_begin_epoch (NordStorage *self, GError **error)
{
  return NORD_STORAGE_GET_IFACE (self)->begin_epoch (self, error);
}

gboolean
nord_storage_backup (NordStorage *self, const char *path, GError **error)
{
  return NORD_STORAGE_GET_IFACE (self)->backup (self, path, error);
}
