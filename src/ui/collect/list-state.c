/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What is told of a filtered list of ideas: how many there are, that a search is still going on,
 * and what stands in its place where it is empty.
 *
 * While a long list is looked through, the old answer stands. It must not be told as the new one:
 * neither its number nor that nothing was found. */
#include "ui/collect/list-state.h"

#include "ui/widgets/announce.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordListState {
  NordSieve *sieve;    /* (owned) */
  GtkLabel *count;     /* (unowned) */
  GtkSpinner *spinner; /* (unowned) */
  GtkStack *stack;     /* (unowned) */
  guint patience_id;
  gboolean told; /* that it is searching */
};

static char *
count_words (NordListState *self, guint shown, guint n)
{
  if (shown == n)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u Idea", "%'u Ideas", n), n);
  return g_strdup_printf (
    /* Translators: how many ideas pass the filter, and how many there are. */
    g_dngettext (GETTEXT_PACKAGE, "%'u of %'u Idea", "%'u of %'u Ideas", n), shown, n);
}

static void
set_searching (NordListState *self, gboolean searching)
{
  self->told = searching;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), searching);
  gtk_spinner_set_spinning (self->spinner, searching);
  nord_list_state_update (self);
  /* Whoever does not see it heard that it began, and waits for the end. */
  nord_announce (GTK_WIDGET (self->count), gtk_label_get_text (self->count));
}

static gboolean
on_impatient (gpointer data)
{
  NordListState *self = data;

  self->patience_id = 0;
  set_searching (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
on_looking (NordListState *self)
{
  if (nord_sieve_is_looking (self->sieve)) {
    if (self->patience_id == 0 && !self->told)
      self->patience_id = g_timeout_add (NORD_LIST_STATE_PATIENCE, on_impatient, self);
    return;
  }
  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (self->told)
    set_searching (self, FALSE);
  else
    nord_list_state_update (self);
}

NordListState *
nord_list_state_new (NordSieve *sieve, GtkLabel *count, GtkSpinner *spinner, GtkStack *stack)
{
  NordListState *self = g_new0 (NordListState, 1);

  self->sieve = g_object_ref (sieve);
  self->count = count;
  self->spinner = spinner;
  self->stack = stack;
  g_signal_connect_swapped (sieve, "notify::looking", G_CALLBACK (on_looking), self);
  return self;
}

void
nord_list_state_free (NordListState *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->sieve, self);
  g_object_unref (self->sieve);
  g_free (self);
}

void
nord_list_state_update (NordListState *self)
{
  GListModel *all = nord_sieve_get_model (self->sieve);
  guint n = all ? g_list_model_get_n_items (all) : 0;
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->sieve));

  if (self->told) {
    gtk_label_set_text (self->count, _ ("Searching…"));
    gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "list" : "searching");
  } else if (!nord_sieve_is_looking (self->sieve)) {
    g_autofree char *text = count_words (self, shown, n);

    gtk_label_set_text (self->count, text);
    gtk_stack_set_visible_child_name (self->stack, n == 0       ? "first"
                                                   : shown == 0 ? "nothing"
                                                                : "list");
  }
}
