/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The way of a workshop into a window. */
#include "ui/library/opener.h"

#include "core/exchange/sample.h"
#include "core/model/workshop.h"
#include "ui/library/workshop-dialog.h"
#include "ui/shelf.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/trouble.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

struct _NordOpener {
  GObject parent_instance;

  GtkWindow *window;            /* (unowned) owns this */
  NordSession *session;         /* (owned) */
  GtkFileChooserNative *native; /* (owned) (nullable) while it asks */
};

G_DEFINE_FINAL_TYPE (NordOpener, nord_opener, G_TYPE_OBJECT)

/* What a dialog needs to know when it is answered. */
typedef struct {
  NordOpener *opener; /* (owned) */
  char *path;         /* (owned) */
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->opener);
  g_free (question->path);
  g_free (question);
}

/* The old workshop of the window is closed properly before another one takes its place. */
static void
take_document (NordOpener *self, NordDocument *document)
{
  g_autoptr (NordDocument) old = NULL;

  g_set_object (&old, nord_session_get_document (self->session));
  nord_session_set_document (self->session, document);
  if (old != NULL)
    nord_document_close (old);
}

static gboolean
open_document (NordOpener *self, const char *path, NordStoreFlags flags, GError **error)
{
  g_autoptr (NordDocument) document = nord_document_open (path, flags, error);

  if (document == NULL)
    return FALSE;
  take_document (self, document);
  return TRUE;
}

static gboolean
create_sample (NordOpener *self, GBytes *bytes, const char *title, const char *path, GError **error)
{
  g_autoptr (NordDocument) document = nord_document_create (path, title, error);
  NordChangeSet *changes;

  if (document == NULL)
    return FALSE;
  changes = nord_sample_read (bytes, nord_document_get_workshop (document), error);
  if (changes == NULL || !nord_document_apply (document, changes, error)) {
    /* Half a sample would be opened as the sample from now on. */
    nord_document_close (document);
    g_unlink (path);
    return FALSE;
  }
  take_document (self, document);
  return TRUE;
}

static void
open_read_only (NordOpener *self, const char *path, NordStoreFlags more)
{
  g_autoptr (GError) error = NULL;

  if (!open_document (self, path, NORD_STORE_OPEN_READ_ONLY | more, &error))
    nord_trouble_show (self->window, _ ("The workshop cannot be read"), error);
}

static void
salvage (NordOpener *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordCheck) check = NULL;
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *title = NULL;
  g_autofree char *target = NULL;
  g_autofree char *told = NULL;

  if (g_str_has_suffix (base, ".gpkg"))
    base[strlen (base) - strlen (".gpkg")] = '\0';
  /* Translators: name of the new file with what could be saved; %s is the old name. */
  title = g_strdup_printf (_ ("%s saved"), base);
  target = nord_shelf_find_path (title);
  check = nord_store_salvage (path, target, &error);
  if (check == NULL || !open_document (self, target, NORD_STORE_OPEN_DEFAULT, &error)) {
    nord_trouble_show (self->window, _ ("Nothing could be saved from the file"), error);
    return;
  }
  told =
    g_strdup_printf (ngettext ("%d entry was saved into a new file",
                               "%d entries were saved into a new file", (gulong) check->n_records),
                     (int) check->n_records);
  nord_session_notify (self->session, told, FALSE);
}

static void
on_answered (AdwMessageDialog *dialog, const char *response, Question *question)
{
  NordOpener *self = question->opener;

  if (g_str_equal (response, "read"))
    open_read_only (self, question->path, NORD_STORE_OPEN_DEFAULT);
  else if (g_str_equal (response, "read-damaged"))
    open_read_only (self, question->path, NORD_STORE_OPEN_DAMAGED);
  else if (g_str_equal (response, "salvage"))
    salvage (self, question->path);
  else if (g_str_equal (response, "retry"))
    nord_opener_open (self, question->path);
  else if (g_str_equal (response, "other"))
    nord_opener_ask_open (self);
}

static void
show_trouble (NordOpener *self, const char *path, const GError *error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *body = nord_trouble_describe (error);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (self->window, NULL, NULL));
  Question *question = g_new0 (Question, 1);

  question->opener = g_object_ref (self);
  question->path = g_strdup (path);
  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_message_dialog_set_body (dialog, body);

  if (g_error_matches (error, NORD_STORE_ERROR, NORD_STORE_ERROR_NOT_A_WORKSHOP)) {
    adw_message_dialog_format_heading (dialog, _ ("“%s” is not a workshop"), name);
    adw_message_dialog_set_body (
      dialog,
      _ ("Nordwärts opens workshops, which are GeoPackage files with a log of all changes. Ideas "
         "from tables and other map files come in through Import, once a workshop is open."));
    adw_message_dialog_add_response (dialog, "other", _ ("_Open Another File…"));
  } else if (g_error_matches (error, NORD_STORE_ERROR, NORD_STORE_ERROR_DAMAGED)) {
    adw_message_dialog_format_heading (dialog, _ ("“%s” is damaged"), name);
    adw_message_dialog_set_body (
      dialog,
      _ ("Parts of the file do not carry what was once written. Everything that can still be "
         "proved good may be saved into a new workshop. The damaged file stays as it is."));
    adw_message_dialog_add_response (dialog, "read-damaged", _ ("Open to _Read"));
    adw_message_dialog_add_response (dialog, "salvage", _ ("_Save the Good Entries"));
    adw_message_dialog_set_response_appearance (dialog, "salvage", ADW_RESPONSE_SUGGESTED);
    adw_message_dialog_set_default_response (dialog, "salvage");
  } else if (g_error_matches (error, NORD_STORE_ERROR, NORD_STORE_ERROR_TOO_NEW)) {
    adw_message_dialog_format_heading (dialog, _ ("“%s” needs a newer Nordwärts"), name);
    adw_message_dialog_set_body (
      dialog, _ ("The workshop was written by a newer version of the program. Nothing was changed. "
                 "Update Nordwärts on this computer, or open the workshop where it was made."));
  } else if (g_error_matches (error, NORD_STORE_ERROR, NORD_STORE_ERROR_IN_USE)) {
    adw_message_dialog_format_heading (dialog, _ ("“%s” is already open"), name);
    adw_message_dialog_set_body (
      dialog,
      _ ("Another window or program is writing to this workshop. Close it there and try again, "
         "or open it here only to read."));
    adw_message_dialog_add_response (dialog, "read", _ ("Open to _Read"));
    adw_message_dialog_add_response (dialog, "retry", _ ("_Try Again"));
    adw_message_dialog_set_default_response (dialog, "retry");
  } else {
    adw_message_dialog_format_heading (dialog, _ ("“%s” could not be opened"), name);
  }
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answered), question,
                         (GClosureNotify) question_free, 0);
  nord_naming_apply (GTK_WIDGET (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_new_accepted (NordOpener *self, NordWorkshopDialog *dialog)
{
  g_autofree char *title = nord_workshop_dialog_get_title (dialog);
  g_autofree char *place = nord_workshop_dialog_get_place (dialog);

  nord_opener_create (self, title, place, nord_workshop_dialog_get_held_on (dialog));
}

static void
set_details (NordChange *change, const char *title, const char *place, const char *held_on)
{
  nord_change_set_text (change, NORD_WORKSHOP_TITLE, title);
  nord_change_set_text (change, NORD_WORKSHOP_PLACE, place);
  nord_change_set_text (change, NORD_WORKSHOP_HELD_ON, held_on);
}

static void
on_details_accepted (NordOpener *self, NordWorkshopDialog *dialog)
{
  NordDocument *document = nord_session_get_document (self->session);
  g_autofree char *title = nord_workshop_dialog_get_title (dialog);
  g_autofree char *place = nord_workshop_dialog_get_place (dialog);
  g_autoptr (NordChange) change = NULL;
  NordChangeSet *changes;

  if (document == NULL)
    return;
  change = nord_change_new_update (nord_document_get_workshop (document));
  set_details (change, title, place, nord_workshop_dialog_get_held_on (dialog));
  if (nord_change_is_empty (change))
    return;
  changes = nord_change_set_group_new (_ ("Change workshop details"));
  nord_change_set_group_add (changes, g_steal_pointer (&change));
  nord_session_apply (self->session, changes, NULL);
}

static void
on_file_chosen (NordOpener *self, int response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->native));
  g_clear_object (&self->native);
  if (file == NULL)
    return;
  path = g_file_get_path (file);
  if (path != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "app.open", "s", path);
}

static void
nord_opener_dispose (GObject *object)
{
  NordOpener *self = NORD_OPENER (object);

  if (self->native != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->native));
  g_clear_object (&self->native);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (nord_opener_parent_class)->dispose (object);
}

static void
nord_opener_class_init (NordOpenerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_opener_dispose;
}

static void
nord_opener_init (NordOpener *self)
{
}

NordOpener *
nord_opener_new (GtkWindow *window, NordSession *session)
{
  NordOpener *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);
  g_return_val_if_fail (NORD_IS_SESSION (session), NULL);

  self = g_object_new (NORD_TYPE_OPENER, NULL);
  self->window = window;
  self->session = g_object_ref (session);
  return self;
}

void
nord_opener_open (NordOpener *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (NORD_IS_OPENER (self));
  g_return_if_fail (path != NULL);

  if (open_document (self, path, NORD_STORE_OPEN_DEFAULT, &error))
    return;
  /* Reading is better than nothing, and the page says so above the work. */
  if (g_error_matches (error, NORD_STORE_ERROR, NORD_STORE_ERROR_READ_ONLY))
    open_read_only (self, path, NORD_STORE_OPEN_DEFAULT);
  else
    show_trouble (self, path, error);
}

void
nord_opener_create (NordOpener *self, const char *title, const char *place, const char *held_on)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (NordDocument) document = NULL;

  g_return_if_fail (NORD_IS_OPENER (self));
  g_return_if_fail (title != NULL);

  path = nord_shelf_find_path (title);
  document = nord_document_create (path, title, &error);
  if (document != NULL && (place != NULL || held_on != NULL)) {
    NordChange *change = nord_change_new_update (nord_document_get_workshop (document));

    set_details (change, title, place, held_on);
    if (!nord_document_apply_one (document, _ ("Change workshop details"), change, &error))
      g_clear_object (&document);
  }
  if (document == NULL) {
    nord_trouble_show (self->window, _ ("The workshop could not be made"), error);
    return;
  }
  take_document (self, document);
}

void
nord_opener_open_sample (NordOpener *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *title = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (NORD_IS_OPENER (self));

  bytes = nord_sample_load (&error);
  if (bytes != NULL)
    title = nord_sample_read_title (bytes, &error);
  if (title != NULL) {
    path = nord_shelf_get_path (title);
    /* Whoever has tried things out in it goes on there. */
    if (g_file_test (path, G_FILE_TEST_EXISTS)) {
      gtk_widget_activate_action (GTK_WIDGET (self->window), "app.open", "s", path);
      return;
    }
  }
  if (title == NULL || !create_sample (self, bytes, title, path, &error))
    nord_trouble_show (self->window, _ ("The sample could not be opened"), error);
}

void
nord_opener_copy (NordOpener *self)
{
  NordDocument *document;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (NORD_IS_OPENER (self));

  document = nord_session_get_document (self->session);
  if (document == NULL)
    return;
  g_object_get (document, "title", &title, NULL);
  path = nord_shelf_find_path (title != NULL ? title : "");
  if (!nord_store_backup (nord_document_get_store (document), path, &error) ||
      !open_document (self, path, NORD_STORE_OPEN_DEFAULT, &error))
    nord_trouble_show (self->window, _ ("The copy could not be made"), error);
}

void
nord_opener_ask_new (NordOpener *self)
{
  NordWorkshopDialog *dialog;

  g_return_if_fail (NORD_IS_OPENER (self));

  dialog = nord_workshop_dialog_new (self->window, TRUE);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_new_accepted), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
nord_opener_ask_details (NordOpener *self)
{
  NordDocument *document;
  NordRecord *workshop;
  NordWorkshopDialog *dialog;

  g_return_if_fail (NORD_IS_OPENER (self));

  document = nord_session_get_document (self->session);
  if (document == NULL)
    return;
  workshop = nord_document_get_workshop (document);
  dialog = nord_workshop_dialog_new (self->window, FALSE);
  nord_workshop_dialog_set (dialog, nord_record_get_text (workshop, NORD_WORKSHOP_TITLE),
                            nord_record_get_text (workshop, NORD_WORKSHOP_PLACE),
                            nord_record_get_text (workshop, NORD_WORKSHOP_HELD_ON));
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_details_accepted), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
nord_opener_ask_open (NordOpener *self)
{
  g_autoptr (GtkFileFilter) workshops = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  g_autofree char *folder_path = nord_shelf_get_folder ();
  g_autoptr (GFile) folder = g_file_new_for_path (folder_path);

  g_return_if_fail (NORD_IS_OPENER (self));

  if (self->native != NULL)
    return;
  self->native = gtk_file_chooser_native_new (_ ("Open Workshop"), self->window,
                                              GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->native), TRUE);
  gtk_file_filter_set_name (workshops, _ ("Workshops"));
  gtk_file_filter_add_pattern (workshops, "*.gpkg");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->native), workshops);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->native), all);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->native), folder, NULL);
  g_signal_connect_object (self->native, "response", G_CALLBACK (on_file_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->native));
}
