/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Rows of a file that something is wrong with: line, column, reason. */
#include "ui/collect/import-faults.h"

#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

#define MAX_ROWS 200

struct _NordImportFaults {
  AdwExpanderRow parent_instance;

  GPtrArray *rows; /* (owned) (element-type GtkWidget) */
};

G_DEFINE_FINAL_TYPE (NordImportFaults, nord_import_faults, ADW_TYPE_EXPANDER_ROW)

static void
add_row (NordImportFaults *self, const char *title, const char *reason)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  nord_plain_set_row (row, title, reason);
  adw_action_row_set_subtitle_lines (row, 0);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

static void
nord_import_faults_finalize (GObject *object)
{
  g_ptr_array_unref (NORD_IMPORT_FAULTS (object)->rows);
  G_OBJECT_CLASS (nord_import_faults_parent_class)->finalize (object);
}

static void
nord_import_faults_class_init (NordImportFaultsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_import_faults_finalize;
}

static void
nord_import_faults_init (NordImportFaults *self)
{
  self->rows = g_ptr_array_new ();
}

void
nord_import_faults_show (NordImportFaults *self,
                         const char *title,
                         const GArray *faults,
                         guint total)
{
  g_return_if_fail (NORD_IS_IMPORT_FAULTS (self));
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  nord_plain_set_row_title (ADW_PREFERENCES_ROW (self), title);
  gtk_widget_set_visible (GTK_WIDGET (self), total > 0);
  for (guint i = 0; i < faults->len && i < MAX_ROWS; i++) {
    const NordImportFault *fault = &g_array_index (faults, NordImportFault, i);
    g_autofree char *where = fault->column != NULL
                               /* Translators: number of a line, name of a column. */
                               ? g_strdup_printf (_ ("Line %u, %s"), fault->line, fault->column)
                               : g_strdup_printf (_ ("Line %u"), fault->line);

    add_row (self, where, fault->reason);
  }
  if (total > MAX_ROWS) {
    const guint more = total - MAX_ROWS;
    g_autofree char *text = g_strdup_printf (ngettext ("And %u more", "And %u more", more), more);

    add_row (self, text, NULL);
  }
}
