/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The plan of an import. */
#include "core/exchange/import-plan.h"

#include <glib/gi18n-lib.h>

void
nord_import_plan_free (NordImportPlan *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_array_unref (self->rejected);
  g_array_unref (self->warnings);
  g_free (self);
}

/**
 * nord_import_plan_take_changes:
 * @self: a plan
 *
 * Returns: (transfer full): the new ideas as one step of undo
 */
NordChangeSet *
nord_import_plan_take_changes (NordImportPlan *self)
{
  /* Translators: %u is the number of ideas that an import brought. */
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Import %u Idea",
                                                         "Import %u Ideas", self->changes->len),
                                            self->changes->len);
  NordChangeSet *changes = nord_change_set_group_new (label);

  g_ptr_array_extend_and_steal (changes->changes, g_steal_pointer (&self->changes));
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_change_free);
  return changes;
}
