/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Every .ui file of the program is the template of a type that can be made without a warning, and
 * the shortcuts window and the help are complete. (gtk4-builder-tool does not know our types.) */
#include "ui/library/library-row.h"
#include "ui/library/workshop-dialog.h"
#include "ui/prefs/help-window.h"
#include "ui/prefs/prefs-window.h"
#include "ui/widgets/status-pill.h"
#include "ui/widgets/trouble.h"
#include "ui/widgets/trust-line.h"
#include "ui/window.h"
#include "config.h"

#include <string.h>

/* Templates made by their own tests, because they need more than a type. */
static void
list_ui_files (const char *folder, GPtrArray *files)
{
  g_auto (GStrv) names = g_resources_enumerate_children (folder, 0, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    g_autofree char *path = g_strconcat (folder, names[i], NULL);

    if (g_str_has_suffix (path, "/"))
      list_ui_files (path, files);
    else if (g_str_has_suffix (path, ".ui"))
      g_ptr_array_add (files, g_steal_pointer (&path));
  }
}

/* The name of the type in <template class="…">, (nullable) where the file is none. */
static char *
read_template_class (const char *path)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GRegex) regex = g_regex_new ("<template class=\"([A-Za-z]+)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

/* The window makes every page, so all types are known once it is there. */
static void
test_all_templates (void)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AdwApplication) application =
    adw_application_new ("org.example.Test", G_APPLICATION_NON_UNIQUE);
  g_autoptr (GSettings) settings = g_settings_new (NORD_APP_ID);
  g_autoptr (GError) error = NULL;
  NordWindow *window;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);
  window = nord_window_new (application, settings);
  g_type_ensure (NORD_TYPE_HELP_WINDOW);
  g_type_ensure (NORD_TYPE_PREFS_WINDOW);
  g_type_ensure (NORD_TYPE_WORKSHOP_DIALOG);
  g_type_ensure (NORD_TYPE_LIBRARY_ROW);

  list_ui_files (NORD_APP_PATH "/ui/", files);
  g_assert_cmpuint (files->len, >, 8);
  for (guint i = 0; i < files->len; i++) {
    const char *path = g_ptr_array_index (files, i);
    g_autofree char *class_name = read_template_class (path);
    GType type;
    gpointer object;

    g_test_message ("%s", path);
    g_assert_nonnull (class_name);
    type = g_type_from_name (class_name);
    /* Types that only open later (dialogs) name themselves in their room's own test. */
    if (type == G_TYPE_INVALID || g_type_is_a (type, NORD_TYPE_WINDOW))
      continue;
    object = g_object_new (type, NULL);
    g_object_ref_sink (object);
    if (GTK_IS_WINDOW (object))
      gtk_window_destroy (object);
    g_object_unref (object);
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_shortcuts (void)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  g_autoptr (GError) error = NULL;
  GObject *window;

  gtk_builder_add_from_resource (builder, NORD_APP_PATH "/gtk/help-overlay.ui", &error);
  g_assert_no_error (error);
  window = gtk_builder_get_object (builder, "help_overlay");
  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Both languages have the same chapters in number and order. */
static void
test_help (void)
{
  static const char *const languages[] = {"de", "en"};
  guint n_chapters[2] = {0};
  guint n_points[2] = {0};

  for (guint i = 0; i < 2; i++) {
    g_autofree char *path = g_strdup_printf (NORD_APP_PATH "/help/%s.txt", languages[i]);
    g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;

    g_assert_nonnull (bytes);
    text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    lines = g_strsplit (text, "\n", -1);
    for (guint l = 0; lines[l] != NULL; l++) {
      n_chapters[i] += g_str_has_prefix (lines[l], "# ");
      n_points[i] += g_str_has_prefix (lines[l], "- ");
    }
  }
  g_assert_cmpuint (n_chapters[0], >=, 8);
  g_assert_cmpuint (n_chapters[0], ==, n_chapters[1]);
  g_assert_cmpuint (n_points[0], ==, n_points[1]);
}

static void
test_trouble_has_words (void)
{
  for (int code = NORD_STORE_ERROR_NOT_A_WORKSHOP; code < NORD_STORE_ERROR_INVALID; code++) {
    g_autoptr (GError) error = g_error_new_literal (NORD_STORE_ERROR, code, "SQLITE_WHAT");
    g_autofree char *words = nord_trouble_describe (error);

    /* No code, but a sentence. */
    g_assert_null (strstr (words, "SQLITE"));
    g_assert_true (g_str_has_suffix (words, "."));
  }
}

static void
on_css_fault (GtkCssProvider *provider, GtkCssSection *section, const GError *error, gpointer data)
{
  g_autofree char *where = gtk_css_section_to_string (section);

  g_test_message ("%s: %s", where, error->message);
  g_test_fail ();
}

/* A rule that is not closed would take all that follow with it. */
static void
test_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  g_autofree char *text = NULL;

  g_signal_connect (provider, "parsing-error", G_CALLBACK (on_css_fault), NULL);
  gtk_css_provider_load_from_resource (provider, NORD_APP_PATH "/style.css");
  text = gtk_css_provider_to_string (provider);
  g_assert_nonnull (strstr (text, "kiosk-topic"));
  g_assert_nonnull (strstr (text, "map-twin"));
}

int
main (int argc, char *argv[])
{
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();

  g_test_add_func ("/ui/templates/all", test_all_templates);
  g_test_add_func ("/ui/templates/style", test_style);
  g_test_add_func ("/ui/templates/shortcuts", test_shortcuts);
  g_test_add_func ("/ui/templates/help", test_help);
  g_test_add_func ("/ui/templates/trouble", test_trouble_has_words);

  return g_test_run ();
}
