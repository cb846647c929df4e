/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The export dialog: four forms, then a file. */
#include "ui/collect/export-dialog.h"

#include "core/exchange/export.h"
#include "core/model/workshop.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/trouble.h"
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <string.h>

typedef enum { FORM_GPKG, FORM_GEOJSON, FORM_EXCEL, FORM_CSV, N_FORMS } Form;

static const char *const suffixes[N_FORMS] = {".gpkg", ".geojson", ".csv", ".csv"};

struct _NordExportDialog {
  AdwWindow parent_instance;

  NordSession *session;          /* (owned) */
  GtkFileChooserNative *chooser; /* (owned) (nullable) while it is open */

  GtkCheckButton *forms[N_FORMS];
  GtkSwitch *for_public;
};

G_DEFINE_FINAL_TYPE (NordExportDialog, nord_export_dialog, ADW_TYPE_WINDOW)

static Form
get_form (NordExportDialog *self)
{
  for (guint i = 0; i < N_FORMS; i++)
    if (gtk_check_button_get_active (self->forms[i]))
      return i;
  return FORM_GPKG;
}

/* The title of the workshop as a name of a file. */
static char *
suggest_name (NordExportDialog *self)
{
  NordRecord *workshop = nord_document_get_workshop (nord_session_get_document (self->session));
  const char *title = nord_record_get_text (workshop, NORD_WORKSHOP_TITLE);
  g_autofree char *safe = g_strdup (title != NULL ? title : _ ("Workshop"));

  g_strdelimit (safe, "/\\:*?\"<>|\n\t", '-');
  return g_strconcat (safe, suffixes[get_form (self)], NULL);
}

/* (transfer full) a snapshot that another thread may read: records are never changed in place
 * while it writes, because it has its own. */
static GPtrArray *
copy_records (NordDocument *document, NordNounKind noun)
{
  GListModel *list = nord_document_get_list (document, noun);
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (NordRecord) record = g_list_model_get_item (list, i);
    NordRecord *copy = nord_record_new (noun, nord_record_get_id (record));

    for (guint f = 0; f < nord_record_get_noun (record)->n_fields; f++)
      nord_record_put (copy, f, nord_record_peek (record, f));
    g_ptr_array_add (copies, copy);
  }
  return copies;
}

typedef struct {
  Form form;
  gboolean for_public;
  guint n_ideas;               /* that went out */
  char *path, *title;          /* (owned) */
  GPtrArray *ideas, *clusters; /* (owned) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job->title);
  g_ptr_array_unref (job->ideas);
  g_ptr_array_unref (job->clusters);
  g_free (job);
}

static void
write_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (NordOutputFile) file = nord_output_file_new (job->path, &error);

  if (file != NULL) {
    NordExport *export = job->form == FORM_GEOJSON
                           ? nord_geojson_export_new (file, job->title, job->clusters)
                           : nord_csv_export_new (file,
                                                  job->form == FORM_EXCEL ? NORD_CSV_STYLE_GERMAN
                                                                          : NORD_CSV_STYLE_STANDARD,
                                                  job->clusters);

    nord_export_set_public (export, job->for_public);
    nord_export_add_records (export, job->ideas);
    job->n_ideas = nord_export_end (export);
  }
  if (file == NULL || !nord_output_file_finish (file, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
tell (NordExportDialog *self, const char *path, guint n)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *text =
    get_form (self) != FORM_GPKG
      ? g_strdup_printf (ngettext ("%u idea written to “%s”", "%u ideas written to “%s”", n), n,
                         shown)
      : g_strdup_printf (_ ("Workshop copied to “%s”"), shown);

  nord_session_notify (self->session, text, FALSE);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NordExportDialog *self = NORD_EXPORT_DIALOG (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error)) {
    tell (self, job->path, job->n_ideas);
    gtk_window_close (GTK_WINDOW (self));
  } else {
    gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
    nord_trouble_show (GTK_WINDOW (self), _ ("The Ideas Could Not Be Written"), error);
  }
}

/* The copy has its own name until it is whole: what a person chose to write over stays till then.
 */
static void
write_copy (NordExportDialog *self, const char *path)
{
  NordDocument *document = nord_session_get_document (self->session);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *hidden = g_strdup_printf (".%s.%08x.gpkg", name, g_random_int ());
  g_autofree char *temporary = g_build_filename (folder, hidden, NULL);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GFile) own = g_file_new_for_path (nord_document_get_path (document));

  if (g_file_equal (to, own))
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                         _ ("This is the file of the open workshop itself"));
  else if (nord_store_backup (nord_document_get_store (document), temporary, &error) &&
           g_rename (temporary, path) != 0)
    g_set_error (&error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
  if (error != NULL) {
    g_unlink (temporary);
    nord_trouble_show (GTK_WINDOW (self), _ ("The Workshop Could Not Be Copied"), error);
    return;
  }
  tell (self, path, 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
write_to (NordExportDialog *self, const char *path)
{
  NordDocument *document = nord_session_get_document (self->session);
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (document == NULL)
    return;
  if (get_form (self) == FORM_GPKG) {
    write_copy (self, path);
    return;
  }
  job = g_new0 (Job, 1);
  job->form = get_form (self);
  job->for_public = gtk_switch_get_active (self->for_public);
  job->path = g_strdup (path);
  job->title =
    g_strdup (nord_record_get_text (nord_document_get_workshop (document), NORD_WORKSHOP_TITLE));
  job->ideas = copy_records (document, NORD_NOUN_IDEA);
  job->clusters = copy_records (document, NORD_NOUN_CLUSTER);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  task = g_task_new (self, NULL, on_written, NULL);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_job);
}

static void
on_chosen (NordExportDialog *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL)
    write_to (self, path);
}

static void
on_accept (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordExportDialog *self = NORD_EXPORT_DIALOG (widget);
  g_autofree char *suggestion = suggest_name (self);

  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Export"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), suggestion);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
nord_export_dialog_dispose (GObject *object)
{
  NordExportDialog *self = NORD_EXPORT_DIALOG (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (nord_export_dialog_parent_class)->dispose (object);
}

static void
nord_export_dialog_class_init (NordExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[N_FORMS] = {"form_gpkg", "form_geojson", "form_excel", "form_csv"};

  G_OBJECT_CLASS (klass)->dispose = nord_export_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "dialog.accept", NULL, on_accept);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/collect/export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NordExportDialog, for_public);
  for (guint i = 0; i < N_FORMS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, names[i], FALSE,
                                               G_STRUCT_OFFSET (NordExportDialog, forms) +
                                                 (gssize) (i * sizeof (GtkCheckButton *)));
}

static void
nord_export_dialog_init (NordExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

NordExportDialog *
nord_export_dialog_new (GtkWindow *parent, NordSession *session)
{
  NordExportDialog *self = g_object_new (NORD_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  nord_naming_apply (GTK_WIDGET (self));
  return self;
}
