/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The import dialog. The plan is made anew in a worker whenever something is corrected, so what
 * would happen stands there before anybody presses the button. */
#include "ui/collect/import-dialog.h"

#include "core/exchange/import.h"
#include "ui/collect/import-columns.h"
#include "ui/collect/import-faults.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/plain-text.h"
#include "ui/widgets/trouble.h"
#include "config.h"

#include <glib/gi18n.h>

#include <string.h>

#define SETTLE_MS 150
#define PREVIEW_ROWS 6

static const char separators[] = {';', ',', '\t', '|'};

struct _NordImportDialog {
  AdwWindow parent_instance;

  NordSession *session;      /* (owned) */
  NordSubject subject;       /* what the rows of the file are */
  NordImport *import;        /* (owned) (nullable) until the file is read */
  NordImportPlan *plan;      /* (owned) (nullable) what would happen */
  GCancellable *cancellable; /* (owned) (nullable) while a worker runs */
  guint settle;              /* source, while somebody still turns knobs */
  gboolean stale;            /* knobs were turned while the worker ran */
  gboolean closed;           /* the window is gone, its children with it */
  gboolean filling;          /* the dialog itself turns them */

  GtkStack *stack;
  GtkButton *accept_button;
  GtkButton *cancel_button;
  AdwStatusPage *trouble;
  AdwActionRow *file_row;
  GtkWidget *dialect_group;
  AdwComboRow *layer;
  AdwComboRow *encoding;
  AdwComboRow *separator;
  AdwComboRow *decimal;
  AdwActionRow *header_row;
  GtkSwitch *header;
  NordImportColumns *columns;
  GtkGrid *preview;
  AdwStatusPage *coming;
  AdwActionRow *keep_row;
  GtkSwitch *keep;
  AdwActionRow *summary;
  GtkSpinner *spinner;
  NordImportFaults *rejected;
  NordImportFaults *warnings;
  GtkProgressBar *bar;
};

G_DEFINE_FINAL_TYPE (NordImportDialog, nord_import_dialog, ADW_TYPE_WINDOW)

/* --- What came of it ----------------------------------------------------------------------------
 */

static void
show_trouble (NordImportDialog *self, const GError *error)
{
  nord_plain_set_status_page (self->trouble, _ ("The File Cannot Be Read"), error->message);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.accept", FALSE);
}

/* (transfer full) */
static char *
say_coming (const NordImportPlan *plan, guint n)
{
  const guint n_new = n - plan->n_updates;
  g_autofree char *news = NULL;

  if (!plan->of_projects)
    return n > 0 ? g_strdup_printf (ngettext ("%u Idea Comes In", "%u Ideas Come In", n), n)
                 : g_strdup (_ ("No Idea Comes In"));
  if (n == 0)
    return g_strdup (_ ("No Project Comes In"));
  news = g_strdup_printf (ngettext ("%u New Project", "%u New Projects", n_new), n_new);
  /* Translators: first “3 New Projects”, then of how many the list says something new. */
  return g_strdup_printf (ngettext ("%s, %u Brought Up to Date", "%s, %u Brought Up to Date",
                                    plan->n_updates),
                          news, plan->n_updates);
}

static void
show_plan (NordImportDialog *self)
{
  const NordImportPlan *plan = self->plan;
  const guint n = plan->changes->len;
  g_autofree char *title = say_coming (plan, n);
  g_autofree char *subtitle =
    /* Translators: rows of a file: how many were read, and are in the workshop already. */
    g_strdup_printf (ngettext ("%u row read, %u here already", "%u rows read, %u here already",
                               plan->n_read),
                     plan->n_read, plan->n_duplicates);
  g_autofree char *conversion = nord_import_plan_dup_conversion (plan);
  g_autofree char *details =
    conversion != NULL ? g_strdup_printf ("%s\n%s", subtitle, conversion) : g_strdup (subtitle);
  g_autofree char *rejected =
    g_strdup_printf (ngettext ("%u Row Rejected", "%u Rows Rejected", plan->n_rejected),
                     plan->n_rejected);
  g_autofree char *warnings =
    g_strdup_printf (ngettext ("%u Row to Look At", "%u Rows to Look At", plan->n_warnings),
                     plan->n_warnings);

  nord_plain_set_row (self->summary, title, details);
  nord_import_faults_show (self->rejected, rejected, plan->rejected, plan->n_rejected);
  nord_import_faults_show (self->warnings, warnings, plan->warnings, plan->n_warnings);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.accept", n > 0);
}

/* --- What was found out --------------------------------------------------------------------------
 */

static void
show_preview (NordImportDialog *self)
{
  g_autoptr (GPtrArray) rows = nord_import_preview (self->import, PREVIEW_ROWS);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->preview))) != NULL)
    gtk_grid_remove (self->preview, child);
  for (guint c = 0; c < self->import->columns->len && c < NORD_IMPORT_MAX_COLUMNS; c++)
    for (guint r = 0; r <= rows->len; r++) {
      char **row = r > 0 ? g_ptr_array_index (rows, r - 1) : NULL;
      g_autofree char *text =
        nord_plain_shorten (row != NULL ? row[c]
                                        : g_array_index (self->import->columns, NordColumn, c).name,
                            28);
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, r == 0 ? "heading" : "caption");
      gtk_grid_attach (self->preview, label, (int) c, (int) r, 1, 1);
    }
}

static void
show_dialect (NordImportDialog *self)
{
  const NordCsvDialect *dialect = &self->import->dialect;
  const gboolean table = self->import->format == NORD_FORMAT_CSV;
  const gboolean layers = self->import->layers != NULL && self->import->layers[1] != NULL;

  gtk_widget_set_visible (self->dialect_group, table || layers);
  gtk_widget_set_visible (GTK_WIDGET (self->layer), layers);
  gtk_widget_set_visible (GTK_WIDGET (self->encoding), table);
  gtk_widget_set_visible (GTK_WIDGET (self->separator), table);
  gtk_widget_set_visible (GTK_WIDGET (self->decimal), table);
  gtk_widget_set_visible (GTK_WIDGET (self->header_row), table);
  adw_combo_row_set_selected (self->encoding, dialect->encoding);
  for (guint i = 0; i < sizeof separators; i++)
    if (separators[i] == dialect->separator)
      adw_combo_row_set_selected (self->separator, i);
  adw_combo_row_set_selected (self->decimal, dialect->decimal == ',' ? 1 : 0);
  gtk_switch_set_active (self->header, dialect->header);
}

static void
show_import (NordImportDialog *self)
{
  self->filling = TRUE;
  show_dialect (self);
  nord_import_columns_show (self->columns, self->import);
  show_preview (self);
  self->filling = FALSE;
}

/* --- Making the plan -----------------------------------------------------------------------------
 */

static void start_plan (NordImportDialog *self);

/* What the knobs say goes into the import; no worker looks at it now. */
static gboolean
take_settings (NordImportDialog *self, GError **error)
{
  NordImport *import = self->import;
  NordCsvDialect wanted = import->dialect;

  import->keep_unplaced = gtk_switch_get_active (self->keep);
  if (import->layers != NULL) {
    const guint at = adw_combo_row_get_selected (self->layer);

    if (at < g_strv_length (import->layers) && !g_str_equal (import->layers[at], import->layer)) {
      if (!nord_import_set_layer (import, import->layers[at], error))
        return FALSE;
      show_import (self);
    }
  }
  nord_import_columns_take (self->columns, import);
  if (import->format != NORD_FORMAT_CSV)
    return TRUE;
  wanted.encoding = adw_combo_row_get_selected (self->encoding);
  wanted.separator = separators[adw_combo_row_get_selected (self->separator)];
  wanted.decimal = adw_combo_row_get_selected (self->decimal) == 1 ? ',' : '.';
  wanted.header = gtk_switch_get_active (self->header);
  if (wanted.encoding == import->dialect.encoding &&
      wanted.separator == import->dialect.separator && wanted.decimal == import->dialect.decimal &&
      wanted.header == import->dialect.header)
    return TRUE;
  if (wanted.separator != import->dialect.separator) {
    gsize length;
    const char *text = g_bytes_get_data (import->text, &length);

    nord_csv_dialect_detect_rest (&wanted, text, length);
  }
  if (!nord_import_set_dialect (import, &wanted, error))
    return FALSE;
  show_import (self);
  return TRUE;
}

static NordImportKnown *
collect_known (NordImportDialog *self)
{
  static const NordNounKind nouns[] = {NORD_NOUN_IDEA, NORD_NOUN_CLUSTER, NORD_NOUN_STEP,
                                       NORD_NOUN_PROJECT};
  NordDocument *document = nord_session_get_document (self->session);
  NordImportKnown *known = nord_import_known_new ();

  for (guint n = 0; document != NULL && n < G_N_ELEMENTS (nouns); n++) {
    GListModel *list = nord_document_get_list (document, nouns[n]);

    for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
      g_autoptr (NordRecord) record = g_list_model_get_item (list, i);

      nord_import_known_add (known, record);
    }
  }
  return known;
}

static void
on_planned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NordImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  NordImportPlan *plan = nord_import_plan_finish (result, &error);

  g_clear_object (&self->cancellable);
  if (self->stale || self->closed) {
    g_clear_pointer (&plan, nord_import_plan_free);
    if (!self->closed)
      start_plan (self);
    return;
  }
  gtk_spinner_stop (self->spinner);
  if (plan == NULL) {
    show_trouble (self, error);
    return;
  }
  g_clear_pointer (&self->plan, nord_import_plan_free);
  self->plan = plan;
  show_plan (self);
}

static gboolean
on_settled (gpointer user_data)
{
  NordImportDialog *self = user_data;
  g_autoptr (GError) error = NULL;

  self->settle = 0;
  self->stale = FALSE;
  if (!take_settings (self, &error)) {
    self->filling = TRUE;
    show_dialect (self);
    self->filling = FALSE;
    nord_plain_set_row (self->summary, _ ("This Does Not Fit the File"), error->message);
    gtk_spinner_stop (self->spinner);
    return G_SOURCE_REMOVE;
  }
  self->cancellable = g_cancellable_new ();
  nord_import_plan_async (self->import, collect_known (self), self->cancellable, NULL, NULL,
                          on_planned, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
start_plan (NordImportDialog *self)
{
  if (self->filling || self->import == NULL)
    return;
  gtk_spinner_start (self->spinner);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.accept", FALSE);
  if (self->cancellable != NULL) {
    self->stale = TRUE;
    g_cancellable_cancel (self->cancellable);
    return;
  }
  self->stale = FALSE;
  g_clear_handle_id (&self->settle, g_source_remove);
  self->settle = g_timeout_add (SETTLE_MS, on_settled, self);
}

/* --- Reading the file ----------------------------------------------------------------------------
 */

static void
read_file (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  NordImport *import = nord_import_new_for_path (path, NORD_FORMAT_GUESS, &error);

  if (import != NULL &&
      !nord_import_set_subject (import, NORD_IMPORT_DIALOG (source)->subject, &error))
    g_clear_pointer (&import, nord_import_free);
  if (import == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, import, (GDestroyNotify) nord_import_free);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NordImportDialog *self = NORD_IMPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  NordImport *import = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *name = NULL;

  if (self->closed) {
    nord_import_free (import);
    return;
  }
  if (import == NULL) {
    show_trouble (self, error);
    return;
  }
  self->import = import;
  name = g_path_get_basename (import->path);
  g_autofree char *shown = g_filename_display_name (name);
  nord_plain_set_row (self->file_row, shown,
                      import->own ? _ ("Written by Nordwärts: every field comes back.")
                                  : nord_format_get_title (import->format));
  if (import->layers != NULL) {
    g_autoptr (GtkStringList) layers = gtk_string_list_new ((const char *const *) import->layers);

    self->filling = TRUE;
    adw_combo_row_set_model (self->layer, G_LIST_MODEL (layers));
    for (guint i = 0; import->layers[i] != NULL; i++)
      if (g_str_equal (import->layers[i], import->layer))
        adw_combo_row_set_selected (self->layer, i);
    self->filling = FALSE;
  }
  show_import (self);
  gtk_stack_set_visible_child_name (self->stack, "setting");
  start_plan (self);
}

/* --- Taking the ideas in -------------------------------------------------------------------------
 */

static void
on_apply_progress (goffset done, goffset total, gpointer user_data)
{
  NordImportDialog *self = user_data;

  gtk_progress_bar_set_fraction (self->bar, total > 0 ? (double) done / (double) total : 0);
}

static void
on_applied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NordImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean applied = nord_document_apply_finish (NORD_DOCUMENT (source), result, &error);

  g_clear_object (&self->cancellable);
  if (applied) {
    const guint n = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (self), "n-ideas"));
    g_autofree char *text =
      g_strdup_printf (self->subject == NORD_SUBJECT_PROJECTS
                         ? ngettext ("%u project came in", "%u projects came in", n)
                         : ngettext ("%u idea came in", "%u ideas came in", n),
                       n);

    nord_session_notify (self->session, text, TRUE);
    gtk_window_destroy (GTK_WINDOW (self));
    return;
  }
  /* Nothing came in: the transaction was rolled back. */
  gtk_stack_set_visible_child_name (self->stack, "setting");
  gtk_widget_set_visible (GTK_WIDGET (self->accept_button), TRUE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    nord_trouble_show (GTK_WINDOW (self),
                       self->subject == NORD_SUBJECT_PROJECTS
                         ? _ ("The Projects Could Not Be Saved")
                         : _ ("The Ideas Could Not Be Saved"),
                       error);
  start_plan (self);
}

static void
on_accept (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordImportDialog *self = NORD_IMPORT_DIALOG (widget);
  NordDocument *document = nord_session_get_document (self->session);

  if (self->plan == NULL || document == NULL || self->cancellable != NULL)
    return;
  g_object_set_data (G_OBJECT (self), "n-ideas", GUINT_TO_POINTER (self->plan->changes->len));
  gtk_widget_action_set_enabled (widget, "dialog.accept", FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->accept_button), FALSE);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_stack_set_visible_child_name (self->stack, "progress");
  self->cancellable = g_cancellable_new ();
  nord_document_apply_async (document, nord_import_plan_take_changes (self->plan),
                             self->cancellable, on_apply_progress, self, on_applied,
                             g_object_ref (self));
}

/* Cancel ends what runs; where nothing runs, it ends the dialog. */
static void
on_cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordImportDialog *self = NORD_IMPORT_DIALOG (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "progress") == 0)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
nord_import_dialog_close_request (GtkWindow *window)
{
  NordImportDialog *self = NORD_IMPORT_DIALOG (window);

  g_cancellable_cancel (self->cancellable);
  /* While ideas are being saved the answer of the store is waited for. */
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "progress") == 0)
    return TRUE;
  return GTK_WINDOW_CLASS (nord_import_dialog_parent_class)->close_request (window);
}

static void
nord_import_dialog_dispose (GObject *object)
{
  NordImportDialog *self = NORD_IMPORT_DIALOG (object);

  g_clear_handle_id (&self->settle, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  self->closed = TRUE;

  G_OBJECT_CLASS (nord_import_dialog_parent_class)->dispose (object);
}

static void
nord_import_dialog_finalize (GObject *object)
{
  NordImportDialog *self = NORD_IMPORT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->import, nord_import_free);
  g_clear_pointer (&self->plan, nord_import_plan_free);

  G_OBJECT_CLASS (nord_import_dialog_parent_class)->finalize (object);
}

static void
nord_import_dialog_class_init (NordImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nord_import_dialog_dispose;
  object_class->finalize = nord_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = nord_import_dialog_close_request;

  gtk_widget_class_install_action (widget_class, "dialog.accept", NULL, on_accept);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, on_cancel);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "dialog.cancel", NULL);

  g_type_ensure (NORD_TYPE_IMPORT_COLUMNS);
  g_type_ensure (NORD_TYPE_IMPORT_FAULTS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/collect/import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, file_row);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, dialect_group);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, layer);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, encoding);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, separator);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, decimal);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, header_row);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, header);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, coming);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, keep_row);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, keep);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, rejected);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, warnings);
  gtk_widget_class_bind_template_child (widget_class, NordImportDialog, bar);
  gtk_widget_class_bind_template_callback (widget_class, start_plan);
}

static void
nord_import_dialog_init (NordImportDialog *self)
{
  g_autoptr (GtkStringList) encodings = gtk_string_list_new (NULL);

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < NORD_N_ENCODINGS; i++)
    gtk_string_list_append (encodings, nord_encoding_get_name (i));
  adw_combo_row_set_model (self->encoding, G_LIST_MODEL (encodings));
  self->filling = FALSE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.accept", FALSE);
}

static void
tell_of_projects (NordImportDialog *self)
{
  gtk_window_set_title (GTK_WINDOW (self), _ ("Import Projects"));
  nord_plain_set_status_page (self->coming, _ ("Projects Come In"),
                              _ ("All of them or, if you cancel, none."));
  nord_plain_set_row (self->keep_row, _ ("Keep Projects With a Broken Place"),
                      _ ("They come in without a place"));
}

NordImportDialog *
nord_import_dialog_new (GtkWindow *parent,
                        NordSession *session,
                        const char *path,
                        NordSubject subject)
{
  NordImportDialog *self = g_object_new (NORD_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_read, NULL);

  self->session = g_object_ref (session);
  self->subject = subject;
  if (subject == NORD_SUBJECT_PROJECTS)
    tell_of_projects (self);
  nord_naming_apply (GTK_WIDGET (self));
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_file);
  return self;
}
