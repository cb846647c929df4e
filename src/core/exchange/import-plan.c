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
  g_free (self->grid);
  g_free (self);
}

char *
nord_import_plan_dup_label (const NordImportPlan *self)
{
  if (self->of_projects)
    /* Translators: %u is the number of projects that an import brought or altered. */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Import %u Project", "Import %u Projects",
                                         self->n_changes),
                            self->n_changes);
  /* Translators: %u is the number of ideas that an import brought. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Import %u Idea", "Import %u Ideas",
                                       self->n_changes),
                          self->n_changes);
}

char *
nord_import_plan_dup_conversion (const NordImportPlan *self)
{
  /* Translators: %s is the name and number of a map grid: “ETRS89 / UTM zone 32N (EPSG:25832)”. */
  return self->grid != NULL ? g_strdup_printf (_ ("Coordinates converted from %s"), self->grid)
                            : NULL;
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
  g_autofree char *label = nord_import_plan_dup_label (self);
  NordChangeSet *changes = nord_change_set_group_new (label);

  g_ptr_array_extend_and_steal (changes->changes, g_steal_pointer (&self->changes));
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_change_free);
  return changes;
}
