/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which column of a file means what, one row a column. */
#include "ui/collect/import-columns.h"

#include "ui/widgets/plain-text.h"

struct _NordImportColumns {
  AdwPreferencesGroup parent_instance;

  NordRole roles[NORD_N_ROLES]; /* that can be chosen, in the order of the choice */
  guint n_roles;
  GPtrArray *rows;  /* (owned) (element-type AdwComboRow) one a column */
  gboolean setting; /* the group itself turns them */
};

G_DEFINE_FINAL_TYPE (NordImportColumns, nord_import_columns, ADW_TYPE_PREFERENCES_GROUP)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_selected (NordImportColumns *self, GParamSpec *pspec, AdwComboRow *row)
{
  const guint selected = adw_combo_row_get_selected (row);
  NordRole role;

  if (self->setting || selected >= self->n_roles)
    return;
  role = self->roles[selected];
  /* Most roles are given once: who had it before loses it. */
  self->setting = TRUE;
  for (guint i = 0; i < self->rows->len; i++) {
    AdwComboRow *other = g_ptr_array_index (self->rows, i);

    if (other != row && role != NORD_ROLE_IGNORE && role != NORD_ROLE_APPEND &&
        adw_combo_row_get_selected (other) == selected)
      adw_combo_row_set_selected (other, 0);
  }
  self->setting = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
nord_import_columns_finalize (GObject *object)
{
  g_ptr_array_unref (NORD_IMPORT_COLUMNS (object)->rows);
  G_OBJECT_CLASS (nord_import_columns_parent_class)->finalize (object);
}

static void
nord_import_columns_class_init (NordImportColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_import_columns_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_import_columns_init (NordImportColumns *self)
{
  self->rows = g_ptr_array_new ();
}

void
nord_import_columns_show (NordImportColumns *self, NordImport *import)
{
  g_autoptr (GPtrArray) sample = NULL;
  g_autoptr (GtkStringList) roles = gtk_string_list_new (NULL);

  g_return_if_fail (NORD_IS_IMPORT_COLUMNS (self));
  sample = nord_import_preview (import, 1);
  self->setting = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  self->n_roles = 0;
  for (guint r = 0; r < NORD_N_ROLES; r++)
    if (nord_role_is_choosable (r, import->subject)) {
      self->roles[self->n_roles++] = r;
      gtk_string_list_append (roles, nord_role_get_title (r));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), !import->own);
  for (guint c = 0; !import->own && c < import->columns->len && c < NORD_IMPORT_MAX_COLUMNS; c++) {
    const NordColumn *column = &g_array_index (import->columns, NordColumn, c);
    AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());
    g_autofree char *value =
      sample->len > 0 ? nord_plain_shorten (((char **) g_ptr_array_index (sample, 0))[c], 60)
                      : NULL;

    nord_plain_set_row (ADW_ACTION_ROW (row), column->name, value);
    /* Not one line with an ellipsis: GTK 4.8 warns where the text is narrower than that. */
    adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
    adw_combo_row_set_model (row, G_LIST_MODEL (roles));
    for (guint r = 0; r < self->n_roles; r++)
      if (self->roles[r] == column->role)
        adw_combo_row_set_selected (row, r);
    g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_selected), self,
                             G_CONNECT_SWAPPED);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
    g_ptr_array_add (self->rows, row);
  }
  self->setting = FALSE;
}

void
nord_import_columns_take (NordImportColumns *self, NordImport *import)
{
  g_return_if_fail (NORD_IS_IMPORT_COLUMNS (self));
  for (guint i = 0; i < self->rows->len; i++)
    g_array_index (import->columns, NordColumn, i).role =
      self->roles[adw_combo_row_get_selected (g_ptr_array_index (self->rows, i))];
}
