/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Codes are made in a thread, put on paper, and only then become good: nothing but their hashes is
 * kept, so a sheet that was not printed can never be printed again. */
#include "ui/rank/codes-dialog.h"

#include "core/model/workshop.h"
#include "core/rank/code-sheet.h"
#include "core/rank/code.h"
#include "core/store/urn.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordCodesDialog {
  AdwWindow parent_instance;

  NordSession *session;          /* (owned) */
  GtkFileChooserNative *chooser; /* (owned) (nullable) while it is open */
  GCancellable *cancellable;     /* (owned) (nullable) while codes are made */
  GFile *file;                   /* (owned) (nullable) where to; NULL: the printer */

  GtkAdjustment *people;
  AdwActionRow *anew_row;
  GtkSwitch *anew;
  GtkRevealer *revealer;
  GtkProgressBar *progress;
};

G_DEFINE_FINAL_TYPE (NordCodesDialog, nord_codes_dialog, ADW_TYPE_WINDOW)

/* What the thread has, and what it made. */
typedef struct {
  guint n;
  GBytes *salt;      /* (owned) */
  char *title;       /* (owned) (nullable) of the workshop */
  char **codes;      /* (owned) (nullable) */
  GPtrArray *hashes; /* (owned) (nullable) */
  int done;          /* atomic */
} Batch;

static void
batch_free (gpointer data)
{
  Batch *self = data;

  g_clear_pointer (&self->salt, g_bytes_unref);
  g_clear_pointer (&self->hashes, g_ptr_array_unref);
  g_clear_pointer (&self->codes, nord_code_forget);
  g_free (self->title);
  g_free (self);
}

static NordStore *
store_of (NordCodesDialog *self)
{
  NordDocument *document = nord_session_get_document (self->session);

  return document != NULL ? nord_document_get_store (document) : NULL;
}

static void
set_busy (NordCodesDialog *self, gboolean busy)
{
  gtk_revealer_set_reveal_child (self->revealer, busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.print", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", !busy);
}

/* They are on paper; now they count. */
static gboolean
keep (NordCodesDialog *self, Batch *batch)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  NordStore *store = store_of (self);

  if (store == NULL ||
      !nord_store_add_codes (store, batch->hashes, gtk_switch_get_active (self->anew), &error)) {
    nord_session_report (self->session, _ ("The codes are not good: they could not be saved."),
                         error);
    return FALSE;
  }
  text = g_strdup_printf (ngettext ("%u code is made. Cut the sheet and hand it out.",
                                    "%u codes are made. Cut the sheets, let everybody draw one.",
                                    batch->n),
                          batch->n);
  nord_session_notify (self->session, text, FALSE);
  return TRUE;
}

static void
save (NordCodesDialog *self, Batch *batch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = nord_code_sheet_make_pdf (batch->codes, batch->title, &error);

  if (pdf == NULL ||
      !g_file_replace_contents (self->file, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf),
                                NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, NULL, &error)) {
    nord_session_report (self->session, _ ("The codes could not be saved."), error);
    return;
  }
  if (keep (self, batch))
    gtk_window_close (GTK_WINDOW (self));
  else
    g_file_delete (self->file, NULL, NULL);
}

static void
on_draw_page (GtkPrintOperation *print, GtkPrintContext *context, int page, Batch *batch)
{
  nord_code_sheet_draw (gtk_print_context_get_cairo_context (context), batch->codes, batch->title,
                        (guint) page);
}

static void
print (NordCodesDialog *self, Batch *batch)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) page = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autoptr (GError) error = NULL;
  GtkPrintOperationResult result;

  gtk_page_setup_set_paper_size (page, paper);
  gtk_print_operation_set_default_page_setup (operation, page);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, (int) nord_code_sheet_count_pages (batch->codes));
  gtk_print_operation_set_job_name (operation, _ ("Codes for Voting"));
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), batch);
  result = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                    GTK_WINDOW (self), &error);
  if (result == GTK_PRINT_OPERATION_RESULT_APPLY && keep (self, batch))
    gtk_window_close (GTK_WINDOW (self));
  else if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    nord_session_report (self->session, _ ("The codes could not be printed."), error);
}

static void
on_code_made (guint done, guint n, gpointer data)
{
  Batch *batch = data;

  g_atomic_int_set (&batch->done, (int) done);
}

static void
make (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Batch *batch = data;
  GError *error = NULL;

  batch->codes = nord_code_make (batch->n, batch->salt, on_code_made, batch, cancellable,
                                 &batch->hashes, &error);
  if (batch->codes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
on_tick (gpointer data)
{
  GTask *task = data;
  NordCodesDialog *self = g_task_get_source_object (task);
  Batch *batch = g_task_get_task_data (task);

  if (g_task_get_completed (task) || self->session == NULL)
    return G_SOURCE_REMOVE;
  gtk_progress_bar_set_fraction (self->progress,
                                 (double) g_atomic_int_get (&batch->done) / batch->n);
  return G_SOURCE_CONTINUE;
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  NordCodesDialog *self = NORD_CODES_DIALOG (source);
  Batch *batch = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->cancellable);
  if (self->session == NULL)
    return;
  set_busy (self, FALSE);
  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      nord_session_report (self->session, _ ("The codes could not be made."), error);
    return;
  }
  if (self->file != NULL)
    save (self, batch);
  else
    print (self, batch);
}

static void
begin (NordCodesDialog *self)
{
  NordStore *store = store_of (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  Batch *batch;
  GBytes *salt = store != NULL ? nord_store_read_code_salt (store, &error) : NULL;

  if (salt == NULL) {
    nord_session_report (self->session, _ ("The codes could not be made."), error);
    return;
  }
  batch = g_new0 (Batch, 1);
  batch->n = (guint) gtk_adjustment_get_value (self->people);
  batch->salt = salt;
  batch->title = g_strdup (
    nord_record_get_text (nord_document_get_workshop (nord_session_get_document (self->session)),
                          NORD_WORKSHOP_TITLE));
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  task = g_task_new (self, self->cancellable, on_made, NULL);
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, batch, batch_free);
  g_timeout_add_full (G_PRIORITY_DEFAULT, 80, on_tick, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (task, make);
}

static void
on_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordCodesDialog *self = NORD_CODES_DIALOG (widget);

  g_clear_object (&self->file);
  begin (self);
}

static void
on_chosen (NordCodesDialog *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  g_clear_object (&self->file);
  self->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (self->file != NULL)
    begin (self);
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordCodesDialog *self = NORD_CODES_DIALOG (widget);

  if (self->chooser != NULL)
    return;
  self->chooser =
    gtk_file_chooser_native_new (_ ("Save Codes"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                 C_ ("codes", "_Save"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _ ("Codes.pdf"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
nord_codes_dialog_dispose (GObject *object)
{
  NordCodesDialog *self = NORD_CODES_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->file);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nord_codes_dialog_parent_class)->dispose (object);
}

static void
nord_codes_dialog_class_init (NordCodesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_codes_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "dialog.print", NULL, on_print);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, on_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/rank/codes-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NordCodesDialog, people);
  gtk_widget_class_bind_template_child (widget_class, NordCodesDialog, anew_row);
  gtk_widget_class_bind_template_child (widget_class, NordCodesDialog, anew);
  gtk_widget_class_bind_template_child (widget_class, NordCodesDialog, revealer);
  gtk_widget_class_bind_template_child (widget_class, NordCodesDialog, progress);
}

static void
nord_codes_dialog_init (NordCodesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nord_codes_dialog_new (GtkWindow *parent, NordSession *session)
{
  NordCodesDialog *self = g_object_new (NORD_TYPE_CODES_DIALOG, "transient-for", parent, NULL);
  g_autofree char *text = NULL;
  guint n;

  self->session = g_object_ref (session);
  n = nord_store_count_codes (store_of (self));
  text =
    g_strdup_printf (ngettext ("%u code was handed out earlier; it would no longer work.",
                               "%u codes were handed out earlier; they would no longer work.", n),
                     n);
  nord_plain_set_row (self->anew_row, _ ("Replace earlier codes"), text);
  gtk_widget_set_visible (GTK_WIDGET (self->anew_row), n > 0);
  nord_naming_apply (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
