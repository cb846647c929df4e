/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map as a file or on paper. */
#include "ui/map/sheet-dialog.h"

#include "core/map/map-sheet.h"
#include "core/model/moderation.h"
#include "core/model/workshop.h"
#include "ui/map/base-layer.h"
#include "ui/map/sheet-print.h"
#include "ui/widgets/focus-view.h"
#include "ui/widgets/naming.h"
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define PULSE_MS 120
#define PNG_DPI 150

static const char *const suffixes[] = {".pdf", ".svg", ".png"};
static const char *const papers[] = {"a4", "a3", "a2", "a1", "a0"};
static const char *const pages[] = {NULL, "a4", "a3"};

struct _NordSheetDialog {
  AdwWindow parent_instance;

  AdwComboRow *form, *paper, *page, *style;
  AdwEntryRow *headline;
  GtkSwitch *upright, *pins, *plans, *marks;
  GtkLabel *trouble;
  GtkWidget *choices, *accept, *print, *busy, *plans_row;
  GtkProgressBar *progress;

  NordSession *session;          /* (owned) */
  GtkFileChooserNative *chooser; /* (owned) (nullable) while it is open */
  GCancellable *cancellable;     /* (owned) (nullable) while it is written */
  guint pulse_id;
};

G_DEFINE_FINAL_TYPE (NordSheetDialog, nord_sheet_dialog, ADW_TYPE_WINDOW)

typedef struct {
  NordMapSheetWish wish;
  NordMapStyleKind style;
  NordSheetFormat format;
  gboolean print;        /* instead of being written */
  char *path;            /* (owned) (nullable) with @print: of a PDF in place of the printer */
  char *title, *licence; /* (owned) */
  NordMapSheet *sheet;   /* (owned) (nullable) to be printed */
  char *pack;            /* (owned) (nullable) that the workshop has chosen */
  GArray *pins;          /* (owned) (element-type NordMapPin) */
  NordSheetPlans *plans; /* (owned) (nullable) */
  char *damage;          /* (owned) (nullable) what is wrong with a pack, told afterwards */
  guint n_pages;         /* told afterwards */
  guint n_left_out;      /* pins beyond what a sheet takes */
} Job;

static void
pin_clear (gpointer data)
{
  g_free (((NordMapPin *) data)->text);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job->title);
  g_free (job->licence);
  g_free (job->pack);
  g_free (job->damage);
  g_array_unref (job->pins);
  g_clear_pointer (&job->sheet, nord_map_sheet_free);
  g_clear_pointer (&job->plans, nord_sheet_plans_free);
  g_free (job);
}

static NordMapSheet *
make_sheet (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (NordTileStack) stack = nord_base_layer_open_packs (job->pack);
  g_autoptr (NordMapStyle) style = nord_map_style_new (job->style, error);
  NordMapSheet *sheet;

  if (style == NULL)
    return NULL;
  job->licence = nord_tile_stack_dup_licence (stack);
  job->wish.licence = job->licence;
  job->wish.title = job->title;
  job->wish.pins = (const NordMapPin *) (void *) job->pins->data;
  job->wish.n_pins = job->pins->len;
  job->wish.plans = job->plans;
  sheet = nord_map_sheet_new (stack, style, &job->wish, cancellable, error);
  job->damage = nord_base_layer_say_damage (stack, NULL);
  return sheet;
}

/* It has its own name until it is whole: what a person chose to write over stays till then. */
static gboolean
write_sheet (const Job *job, const NordMapSheet *sheet, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (job->path);
  g_autofree char *name = g_path_get_basename (job->path);
  g_autofree char *hidden =
    g_strdup_printf (".%s.%08x%s", name, g_random_int (), suffixes[job->format]);
  g_autofree char *temporary = g_build_filename (folder, hidden, NULL);

  if (nord_map_sheet_write (sheet, temporary, job->format, PNG_DPI, cancellable, error)) {
    if (g_rename (temporary, job->path) == 0)
      return TRUE;
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
  }
  g_unlink (temporary);
  return FALSE;
}

static void
write_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  job->sheet = make_sheet (job, cancellable, &error);
  if (job->sheet == NULL || (!job->print && !write_sheet (job, job->sheet, cancellable, &error))) {
    g_task_return_error (task, error);
    return;
  }
  job->n_pages = nord_map_sheet_get_n_pages (job->sheet);
  g_task_return_boolean (task, TRUE);
}

static gboolean
on_pulse (gpointer data)
{
  gtk_progress_bar_pulse (NORD_SHEET_DIALOG (data)->progress);
  return G_SOURCE_CONTINUE;
}

static void
set_busy (NordSheetDialog *self, gboolean busy)
{
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  if (busy)
    self->pulse_id = g_timeout_add (PULSE_MS, on_pulse, self);
  gtk_widget_set_visible (self->busy, busy);
  gtk_widget_set_sensitive (self->choices, !busy);
  gtk_widget_set_sensitive (self->accept, !busy);
  gtk_widget_set_sensitive (self->print, !busy);
}

static void
tell (NordSheetDialog *self, const char *text)
{
  gtk_label_set_text (self->trouble, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), text != NULL);
}

/* What is told of a sheet, with what has no room on it and where it has a hole. */
static void
finish (NordSheetDialog *self, const Job *job, const char *done)
{
  g_autoptr (GString) text = g_string_new (done);

  if (job->n_left_out > 0) {
    g_string_append (text, ". ");
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE,
                                         "%u idea more has no room: a sheet takes %d.",
                                         "%u ideas more have no room: a sheet takes %d.",
                                         job->n_left_out),
                            job->n_left_out, NORD_MAP_SHEET_MOST_PINS);
  }
  if (job->damage)
    g_string_append_printf (text, "%s %s", job->n_left_out > 0 ? "" : ".", job->damage);
  nord_session_notify (self->session, text->str, FALSE);
  gtk_window_close (GTK_WINDOW (self));
}

static void
print_sheet (NordSheetDialog *self, const Job *job)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const char *name = *job->title ? job->title : _ ("Map");
  GtkPrintOperationResult result;

  /* As long as it lasts no second one can begin, and a window that closes ends it. */
  self->cancellable = g_cancellable_new ();
  result = nord_sheet_print (job->sheet, name,
                             &(NordSheetPrintWay){.parent = GTK_WINDOW (self),
                                                  .path = job->path,
                                                  .cancellable = self->cancellable},
                             &error);
  g_clear_object (&self->cancellable);
  switch (result) {
  case GTK_PRINT_OPERATION_RESULT_APPLY:
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Map sent to the printer, %u page",
                                         "Map sent to the printer, %u pages", job->n_pages),
                            job->n_pages);
    if (self->choices)
      finish (self, job, text);
    break;
  case GTK_PRINT_OPERATION_RESULT_ERROR:
    if (self->choices)
      tell (self, error ? error->message : _ ("The map could not be printed"));
    break;
  case GTK_PRINT_OPERATION_RESULT_CANCEL:
  case GTK_PRINT_OPERATION_RESULT_IN_PROGRESS:
  default:
    break;
  }
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NordSheetDialog *self = NORD_SHEET_DIALOG (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  g_clear_object (&self->cancellable);
  if (self->choices == NULL)
    return; /* closed */
  set_busy (self, FALSE);
  if (done && job->print) {
    /* Before paper is spent on it. */
    tell (self, job->damage);
    print_sheet (self, job);
  } else if (done) {
    g_autofree char *name = g_filename_display_basename (job->path);
    g_autofree char *text = g_strdup_printf (
      /* Translators: a number of pages, the name of a file */
      g_dngettext (GETTEXT_PACKAGE, "Map written to “%2$s”, %1$u page",
                   "Map written to “%2$s”, %1$u pages", job->n_pages),
      job->n_pages, name);

    finish (self, job, text);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    tell (self, error->message);
  }
}

static gboolean
is_in (const NordBounds *bounds, const NordMapPin *pin)
{
  return pin->lon >= bounds->west && pin->lon <= bounds->east && pin->lat >= bounds->south &&
         pin->lat <= bounds->north;
}

/* A sheet is for everybody's eyes: what nobody has released stays off it. First come the ideas of
 * @seen, then those around it, for the paper may show a little more. Returns: how many of @seen
 * have no room. */
static guint
take_pins (NordSheetDialog *self, const NordBounds *seen, GArray *pins)
{
  GListModel *ideas =
    nord_document_get_list (nord_session_get_document (self->session), NORD_NOUN_IDEA);
  guint n = g_list_model_get_n_items (ideas), n_left_out = 0;

  for (guint i = 0; i < 2 * n; i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (ideas, i % n);
    NordShape *shape = nord_record_get_shape (idea, NORD_IDEA_SHAPE);
    const char *title = nord_record_get_text (idea, NORD_IDEA_TITLE);
    NordMapPin pin = {0};

    if (shape == NULL ||
        !nord_moderation_is_public (nord_record_get_text (idea, NORD_IDEA_MODERATION)))
      continue;
    nord_shape_get_anchor (shape, &pin.lon, &pin.lat);
    if (is_in (seen, &pin) != (i < n))
      continue;
    if (pins->len >= NORD_MAP_SHEET_MOST_PINS) {
      n_left_out += i < n;
      continue;
    }
    pin.text = g_strdup (title ? title : "");
    g_array_append_val (pins, pin);
  }
  return n_left_out;
}

/* The own layers that the map shows. */
static NordSheetPlans *
take_plans (NordSession *session, gboolean features)
{
  NordDocument *document = nord_session_get_document (session);
  GListModel *layers = nord_document_get_list (document, NORD_NOUN_LAYER);
  GListModel *shapes = nord_document_get_list (document, NORD_NOUN_LAYER_FEATURE);
  NordSheetPlans *plans = nord_sheet_plans_new ();

  for (guint i = 0; i < g_list_model_get_n_items (layers); i++) {
    g_autoptr (NordRecord) layer = g_list_model_get_item (layers, i);

    nord_sheet_plans_add_layer (plans, layer);
  }
  for (guint i = 0; features && i < g_list_model_get_n_items (shapes); i++) {
    g_autoptr (NordRecord) shape = g_list_model_get_item (shapes, i);

    nord_sheet_plans_add_feature (plans, shape);
  }
  return plans;
}

static Job *
make_job (NordSheetDialog *self, const char *path, NordSheetFormat format)
{
  static const NordMapStyleKind styles[] = {NORD_MAP_STYLE_LIGHT, NORD_MAP_STYLE_CALM,
                                            NORD_MAP_STYLE_CONTRAST, NORD_MAP_STYLE_DARK};
  NordBounds seen = nord_session_get_extent (self->session);
  const char *page = pages[adw_combo_row_get_selected (self->page)];
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (path);
  job->format = format;
  job->style = styles[adw_combo_row_get_selected (self->style)];
  job->pack = g_strdup (
    nord_record_get_text (nord_document_get_workshop (nord_session_get_document (self->session)),
                          NORD_WORKSHOP_BASE_MAP));
  job->title = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->headline)));
  job->pins = g_array_new (FALSE, FALSE, sizeof (NordMapPin));
  g_array_set_clear_func (job->pins, pin_clear);
  if (gtk_switch_get_active (self->pins))
    job->n_left_out = take_pins (self, &seen, job->pins);
  if (gtk_switch_get_active (self->plans))
    job->plans = take_plans (self->session, TRUE);
  nord_paper_from_word (papers[adw_combo_row_get_selected (self->paper)], &job->wish.poster);
  if (!gtk_switch_get_active (self->upright))
    job->wish.poster = (NordPaper){job->wish.poster.height, job->wish.poster.width};
  /* Only a document has pages. */
  if (page && format == NORD_SHEET_PDF)
    nord_paper_from_word (page, &job->wish.page);
  job->wish.has_area = TRUE;
  memcpy (job->wish.area, (double[]){seen.west, seen.south, seen.east, seen.north},
          sizeof job->wish.area);
  job->wish.marks = gtk_switch_get_active (self->marks);
  return job;
}

static void
start (NordSheetDialog *self, const char *path, NordSheetFormat format, gboolean print)
{
  g_autoptr (GTask) task = NULL;
  Job *job = make_job (self, path, format);

  job->print = print;
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  task = g_task_new (self, self->cancellable, on_written, NULL);
  g_task_set_source_tag (task, nord_sheet_dialog_write);
  g_task_set_return_on_cancel (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_job);
}

static void
on_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nord_sheet_dialog_print (NORD_SHEET_DIALOG (widget), NULL);
}

static void
on_chosen (NordSheetDialog *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path)
    nord_sheet_dialog_write (self, path);
}

static void
on_accept (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordSheetDialog *self = NORD_SHEET_DIALOG (widget);
  g_autofree char *safe = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->headline)));
  g_autofree char *suggestion = NULL;

  if (self->chooser || self->cancellable)
    return;
  g_strdelimit (safe, "/\\:*?\"<>|\n\t", '-');
  suggestion =
    g_strconcat (*safe ? safe : _ ("Map"), suffixes[adw_combo_row_get_selected (self->form)], NULL);
  self->chooser = gtk_file_chooser_native_new (_ ("Write the Map"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), suggestion);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_stop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordSheetDialog *self = NORD_SHEET_DIALOG (widget);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
}

/* Parts are for large paper only, and pictures have none. */
static void
on_form_changed (NordSheetDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->page),
                            adw_combo_row_get_selected (self->form) == NORD_SHEET_PDF &&
                              adw_combo_row_get_selected (self->paper) > 0);
}

static void
nord_sheet_dialog_dispose (GObject *object)
{
  NordSheetDialog *self = NORD_SHEET_DIALOG (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  self->choices = NULL;
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nord_sheet_dialog_parent_class)->dispose (object);
}

static void
nord_sheet_dialog_class_init (NordSheetDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_sheet_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "dialog.accept", NULL, on_accept);
  gtk_widget_class_install_action (widget_class, "dialog.print", NULL, on_print);
  gtk_widget_class_install_action (widget_class, "dialog.stop", NULL, on_stop);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/map/sheet-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NordSheetDialog, form);
  gtk_widget_class_bind_template_child (widget_class, NordSheetDialog, paper);
  gtk_widget_class_bind_template_child (widget_class, NordSheetDialog, page);
  gtk_widget_class_bind_template_child (widget_class, NordSheetDialog, style);
  gtk_widget_class_bind_template_child (widget_class, NordSheetDialog, headline);
  gtk_widget_class_bind_template_child (widget_class, NordSheetDialog, upright);
  gtk_widget_class_bind_template_child (widget_class, NordSheetDialog, pins);
  gtk_widget_class_bind_template_child (widget_class, NordSheetDialog, plans);
  gtk_widget_class_bind_template_child (widget_class, NordSheetDialog, plans_row);
  gtk_widget_class_bind_template_child (widget_class, NordSheetDialog, marks);
  gtk_widget_class_bind_template_child (widget_class, NordSheetDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, NordSheetDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, NordSheetDialog, accept);
  gtk_widget_class_bind_template_child (widget_class, NordSheetDialog, print);
  gtk_widget_class_bind_template_child (widget_class, NordSheetDialog, busy);
  gtk_widget_class_bind_template_child (widget_class, NordSheetDialog, progress);
  gtk_widget_class_bind_template_callback (widget_class, on_form_changed);
}

static void
nord_sheet_dialog_init (NordSheetDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nord_focus_view_keep (GTK_WINDOW (self));
  on_form_changed (self);
}

NordSheetDialog *
nord_sheet_dialog_new (GtkWindow *parent, NordSession *session)
{
  NordSheetDialog *self = g_object_new (NORD_TYPE_SHEET_DIALOG, "transient-for", parent, NULL);
  NordRecord *workshop = nord_document_get_workshop (nord_session_get_document (session));
  const char *title = nord_record_get_text (workshop, NORD_WORKSHOP_TITLE);
  g_autoptr (NordSheetPlans) plans = take_plans (session, FALSE);

  self->session = g_object_ref (session);
  gtk_editable_set_text (GTK_EDITABLE (self->headline), title ? title : "");
  gtk_widget_set_visible (self->plans_row, nord_sheet_plans_get_n (plans) > 0);
  nord_naming_apply (GTK_WIDGET (self));
  return self;
}

void
nord_sheet_dialog_write (NordSheetDialog *self, const char *path)
{
  g_autofree char *lower = NULL, *whole = NULL;
  NordSheetFormat format;

  g_return_if_fail (NORD_IS_SHEET_DIALOG (self) && path != NULL);
  if (self->cancellable || nord_session_get_document (self->session) == NULL)
    return;
  tell (self, NULL);
  format = (NordSheetFormat) adw_combo_row_get_selected (self->form);
  lower = g_ascii_strdown (path, -1);
  /* An ending that was typed is meant; one that is missing is added. */
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    if (g_str_has_suffix (lower, suffixes[i])) {
      format = (NordSheetFormat) i;
      whole = g_strdup (path);
    }
  }
  if (whole == NULL)
    whole = g_strconcat (path, suffixes[format], NULL);
  start (self, whole, format, FALSE);
}

void
nord_sheet_dialog_print (NordSheetDialog *self, const char *path)
{
  g_return_if_fail (NORD_IS_SHEET_DIALOG (self));
  if (self->chooser || self->cancellable || nord_session_get_document (self->session) == NULL)
    return;
  tell (self, NULL);
  start (self, path, NORD_SHEET_PDF, TRUE);
}
