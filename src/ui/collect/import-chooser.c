/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which file to import: the question, and what can be answered to it. */
#include "ui/collect/import-chooser.h"

#include "core/exchange/import.h"
#include "ui/collect/import-dialog.h"
#include "config.h"

#include <glib/gi18n.h>

#include <string.h>

typedef struct {
  GtkFileChooserNative *chooser; /* (owned) */
  NordSession *session;          /* (owned) */
  NordSubject subject;
} Question;

static void
on_chosen (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  Question *question = user_data;

  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
    g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
    GtkWindow *parent = gtk_native_dialog_get_transient_for (chooser);

    if (path != NULL)
      gtk_window_present (
        GTK_WINDOW (nord_import_dialog_new (parent, question->session, path, question->subject)));
  }
  g_object_unref (question->chooser);
  g_object_unref (question->session);
  g_free (question);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (; *suffixes != NULL; suffixes++)
    gtk_file_filter_add_suffix (filter, *suffixes);
  gtk_file_chooser_add_filter (chooser, filter);
}

static const char *const table_suffixes[] = {"csv", "tsv", "txt", NULL};
static const char *const geojson_suffixes[] = {"geojson", "json", "geojsonl", NULL};
static const char *const all_suffixes[] = {"csv",  "tsv",      "txt",  "geojson",
                                           "json", "geojsonl", "gpkg", NULL};
static const char *const package_suffixes[] = {"gpkg", NULL};

gboolean
nord_import_chooser_takes (const char *path)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *suffix = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

  return suffix != NULL &&
         (g_strv_contains (table_suffixes, suffix) || g_strv_contains (geojson_suffixes, suffix));
}

void
nord_import_chooser_ask (GtkWindow *parent, NordSession *session, NordSubject subject)
{
  Question *question = g_new0 (Question, 1);

  question->session = g_object_ref (session);
  question->subject = subject;
  question->chooser =
    gtk_file_chooser_native_new (subject == NORD_SUBJECT_PROJECTS ? _ ("Import Projects")
                                                                  : _ ("Import Ideas"),
                                 parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (question->chooser), TRUE);
  add_filter (GTK_FILE_CHOOSER (question->chooser), _ ("All That Can Be Imported"), all_suffixes);
  add_filter (GTK_FILE_CHOOSER (question->chooser), nord_format_get_title (NORD_FORMAT_CSV),
              table_suffixes);
  add_filter (GTK_FILE_CHOOSER (question->chooser), nord_format_get_title (NORD_FORMAT_GEOJSON),
              geojson_suffixes);
  add_filter (GTK_FILE_CHOOSER (question->chooser), nord_format_get_title (NORD_FORMAT_GPKG),
              package_suffixes);
  g_signal_connect (question->chooser, "response", G_CALLBACK (on_chosen), question);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (question->chooser));
}
