/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Somebody who knows a list by its changes only, and finds that they say what is there. */
#pragma once

#include <gtk/gtk.h>

typedef struct {
  GListModel *model; /* (owned) */
  GPtrArray *items;  /* (owned) (element-type GObject) as the changes told them */
} Follower;

static inline void
follower_on_changed (GListModel *model,
                     guint position,
                     guint removed,
                     guint added,
                     Follower *follower)
{
  g_assert_cmpuint (position + removed, <=, follower->items->len);
  if (removed > 0)
    g_ptr_array_remove_range (follower->items, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (follower->items, position + i, g_list_model_get_item (model, position + i));
  g_assert_cmpuint (follower->items->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < follower->items->len; i++) {
    g_autoptr (GObject) item = g_list_model_get_item (model, i);

    g_assert_true (item == g_ptr_array_index (follower->items, i));
  }
}

static inline Follower *
follower_new (GListModel *model)
{
  Follower *follower = g_new0 (Follower, 1);

  follower->model = g_object_ref (model);
  follower->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (follower->items, g_list_model_get_item (model, i));
  g_signal_connect (model, "items-changed", G_CALLBACK (follower_on_changed), follower);
  return follower;
}

static inline void
follower_free (Follower *follower)
{
  g_signal_handlers_disconnect_by_data (follower->model, follower);
  g_object_unref (follower->model);
  g_ptr_array_unref (follower->items);
  g_free (follower);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Follower, follower_free)
