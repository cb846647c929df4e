/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What happened to one idea or project, unfolded by who wants to see it. */
#include "ui/collect/history-row.h"

#include "ui/collect/history.h"

#define MAX_LINES 50

struct _NordHistoryRow {
  AdwExpanderRow parent_instance;

  NordDocument *document; /* (owned) (nullable) */
  NordRecord *record;     /* (owned) (nullable) */
  GPtrArray *rows;        /* (owned) (element-type GtkWidget) */
};

G_DEFINE_FINAL_TYPE (NordHistoryRow, nord_history_row, ADW_TYPE_EXPANDER_ROW)

static void
fill (NordHistoryRow *self)
{
  g_autoptr (GPtrArray) lines = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (self->record == NULL || self->document == NULL ||
      !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;
  lines = nord_history_lines (nord_document_get_store (self->document),
                              nord_record_get_id (self->record), NULL);
  for (guint i = 0; lines && i < lines->len && i < MAX_LINES; i++) {
    GtkWidget *label = gtk_label_new (g_ptr_array_index (lines, i));

    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_widget_add_css_class (label, "caption");
    gtk_widget_add_css_class (label, "history-line");
    adw_expander_row_add_row (ADW_EXPANDER_ROW (self), label);
    g_ptr_array_add (self->rows, label);
  }
}

static void
nord_history_row_dispose (GObject *object)
{
  NordHistoryRow *self = NORD_HISTORY_ROW (object);

  g_clear_object (&self->document);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (nord_history_row_parent_class)->dispose (object);
}

static void
nord_history_row_finalize (GObject *object)
{
  g_ptr_array_unref (NORD_HISTORY_ROW (object)->rows);
  G_OBJECT_CLASS (nord_history_row_parent_class)->finalize (object);
}

static void
nord_history_row_class_init (NordHistoryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_history_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_history_row_finalize;
}

static void
nord_history_row_init (NordHistoryRow *self)
{
  self->rows = g_ptr_array_new ();
  g_signal_connect (self, "notify::expanded", G_CALLBACK (fill), NULL);
}

void
nord_history_row_show (NordHistoryRow *self, NordDocument *document, NordRecord *record)
{
  g_return_if_fail (NORD_IS_HISTORY_ROW (self));
  g_set_object (&self->document, document);
  if (g_set_object (&self->record, record))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), FALSE);
  fill (self);
}
