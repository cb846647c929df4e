/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The program as one thing. */
#include "ui/application.h"

#include "ui/kiosk/kiosk-window.h"
#include "ui/prefs/help-window.h"
#include "ui/prefs/prefs-window.h"
#include "ui/window.h"

#include "core/kiosk/watchdog.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordApplication {
  AdwApplication parent_instance;

  GSettings *settings; /* (owned) */
};

G_DEFINE_FINAL_TYPE (NordApplication, nord_application, ADW_TYPE_APPLICATION)

static const struct {
  const char *action;
  const char *keys[3];
} shortcuts[] = {
  {"app.quit", {"<Ctrl>q"}},
  {"app.preferences", {"<Ctrl>comma"}},
  {"app.help", {"F1"}},
  {"win.new-workshop", {"<Ctrl>n"}},
  {"win.open-workshop", {"<Ctrl>o"}},
  {"window.close", {"<Ctrl>w"}},
  {"win.search", {"<Ctrl>f"}},
  {"win.moderate", {"<Ctrl><Shift>m"}},
  {"win.stations", {"<Ctrl><Shift>p"}},
  {"win.freeze-stations", {"<Ctrl><Shift>l"}},
  {"win.fullscreen", {"F11"}},
  {"win.library", {"<Alt>Left"}},
  {"win.toggle-list", {"F9"}},
  {"win.next-pane", {"F6"}},
  {"win.previous-pane", {"<Shift>F6"}},
  {"win.page::collect", {"<Alt>1"}},
  {"win.page::cluster", {"<Alt>2"}},
  {"win.page::rank", {"<Alt>3"}},
  {"win.page::sync", {"<Alt>4"}},
};

static NordWindow *
add_window (NordApplication *self)
{
  return nord_window_new (ADW_APPLICATION (self), self->settings);
}

/* The window that was used last, or a new one. */
static NordWindow *
get_window (NordApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  while (active != NULL && !NORD_IS_WINDOW (active))
    active = gtk_window_get_transient_for (active);
  return active != NULL ? NORD_WINDOW (active) : add_window (self);
}

/* A workshop is open once: its window comes forward where there is one. Else an idle window takes
 * it, else a new one. */
static void
open_path (NordApplication *self, const char *path)
{
  NordWindow *window = NULL;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next) {
    if (!NORD_IS_WINDOW (l->data))
      continue;
    if (g_strcmp0 (nord_window_get_path (l->data), path) == 0) {
      gtk_window_present (l->data);
      return;
    }
    if (window == NULL && nord_window_get_path (l->data) == NULL)
      window = l->data;
  }
  if (window == NULL)
    window = add_window (self);
  gtk_window_present (GTK_WINDOW (window));
  nord_window_open (window, path);
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  /* Each window closes its workshop and remembers its size; the program ends with the last. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  g_list_free (windows);
}

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  open_path (data, g_variant_get_string (parameter, NULL));
}

/* The one that is open, or a new one: a file may be dropped beside it. */
static GtkWindow *
present_preferences (NordApplication *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GtkWindow *window = NULL;

  for (GList *l = windows; l != NULL && window == NULL; l = l->next)
    if (NORD_IS_PREFS_WINDOW (l->data) && gtk_widget_get_visible (l->data))
      window = l->data;
  if (window == NULL) {
    window = nord_prefs_window_new (self->settings);
    gtk_window_set_transient_for (window,
                                  gtk_application_get_active_window (GTK_APPLICATION (self)));
  }
  gtk_window_present (window);
  return window;
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  present_preferences (data);
}

static void
on_add_packs (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = present_preferences (data);
  g_autofree const char **paths = g_variant_get_bytestring_array (parameter, NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (guint i = 0; paths[i] != NULL; i++) {
    g_autoptr (GFile) file = g_file_new_for_path (paths[i]);

    g_list_store_append (files, file);
  }
  nord_prefs_window_add_packs (NORD_PREFS_WINDOW (window), G_LIST_MODEL (files));
}

static void
on_help (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *application = data;
  GtkWindow *window = nord_help_window_new ();

  /* Not modal and no child of the window, so that it may stay open beside the work. */
  gtk_window_set_application (window, application);
  gtk_window_present (window);
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const developers[] = {"The Nordwärts authors", NULL};
  GtkWidget *about = adw_about_window_new ();

  g_object_set (about, "transient-for", gtk_application_get_active_window (data), "modal", TRUE,
                "application-name", "Nordwärts", "application-icon", NORD_APP_ID, "version",
                NORD_VERSION, "comments",
                _ ("Planning workshops with a map, for the people of Dortmund’s north"),
                "developer-name", developers[0], "developers", developers, "copyright",
                "© 2026 The Nordwärts authors", "license-type", GTK_LICENSE_CUSTOM, "license",
                _ ("Nordwärts is free software under the European Union Public Licence 1.2 "
                   "(EUPL-1.2). You may use, study, share and improve it; it comes without any "
                   "warranty."),
                /* Translators: the names of those who translated into your language, one a line. */
                "translator-credits", _ ("translator-credits"), NULL);
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about), _ ("Map data"),
                                      "© OpenStreetMap contributors, ODbL 1.0", GTK_LICENSE_CUSTOM,
                                      NULL);
  gtk_window_present (GTK_WINDOW (about));
}

static const GActionEntry actions[] = {
  {"quit", on_quit},
  {"open", on_open, "s"},
  {"preferences", on_preferences},
  {"add-packs", on_add_packs, "aay"},
  {"help", on_help},
  {"about", on_about},
};

static void
nord_application_startup (GApplication *application)
{
  NordApplication *self = NORD_APPLICATION (application);
  g_autoptr (GAction) style = NULL;

  G_APPLICATION_CLASS (nord_application_parent_class)->startup (application);

  self->settings = g_settings_new (NORD_APP_ID);
  style = g_settings_create_action (self->settings, "map-style");
  g_action_map_add_action (G_ACTION_MAP (self), style);
  gtk_window_set_default_icon_name (NORD_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action,
                                           (const char *const *) shortcuts[i].keys);
}

static void
nord_application_activate (GApplication *application)
{
  NordApplication *self = NORD_APPLICATION (application);
  gboolean first = gtk_application_get_windows (GTK_APPLICATION (self)) == NULL;
  NordWindow *window = get_window (self);
  g_autofree char *last = g_settings_get_string (self->settings, "last-workshop");

  gtk_window_present (GTK_WINDOW (window));
  /* Only what is still there: a file that went away is no error at the start. */
  if (first && g_settings_get_boolean (self->settings, "reopen-last") && *last != '\0' &&
      g_file_test (last, G_FILE_TEST_IS_REGULAR))
    open_path (self, last);
}

/* The shared screen alone, without a window for the facilitator. */
static int
start_kiosk (NordApplication *self, GApplicationCommandLine *line, const char *const *arguments)
{
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  g_autoptr (GError) error = NULL;
  g_autoptr (NordDocument) document = NULL;
  NordSeating seating = NORD_SEATING_ONE;
  const char *name;

  if (g_variant_dict_lookup (options, "seating", "&s", &name) &&
      !nord_seating_find (name, &seating)) {
    g_application_command_line_printerr (
      line, _ ("The seating is one, side-by-side, opposite or around.\n"));
    return 2;
  }
  if (arguments[0] == NULL || arguments[1] == NULL) {
    g_application_command_line_printerr (line, _ ("Say which workshop: --kiosk FILE\n"));
    return 2;
  }
  /* Before anything is read: the process beside this one keeps what was in memory. */
  nord_watchdog_begin ();
  document = nord_document_open (arguments[1], NORD_STORE_OPEN_DEFAULT, &error);
  if (document == NULL) {
    g_application_command_line_printerr (line, "%s\n", error->message);
    return 1;
  }
  gtk_window_present (nord_kiosk_window_new (GTK_APPLICATION (self), document, seating, NULL));
  return 0;
}

static int
nord_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  NordApplication *self = NORD_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (line, NULL);
  const char *title;

  if (g_variant_dict_contains (options, "kiosk"))
    return start_kiosk (self, line, (const char *const *) arguments);
  if (g_variant_dict_lookup (options, "new", "&s", &title)) {
    NordWindow *window = get_window (self);

    gtk_window_present (GTK_WINDOW (window));
    nord_window_create (window, title);
  } else if (g_variant_dict_contains (options, "sample")) {
    NordWindow *window = get_window (self);

    gtk_window_present (GTK_WINDOW (window));
    gtk_widget_activate_action (GTK_WIDGET (window), "win.open-sample", NULL);
  } else if (g_variant_dict_contains (options, "library")) {
    gtk_window_present (GTK_WINDOW (get_window (self)));
  } else if (arguments[0] == NULL || arguments[1] == NULL) {
    g_application_activate (application);
  }
  for (guint i = 1; arguments[0] != NULL && arguments[i] != NULL; i++) {
    g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, arguments[i]);
    g_autofree char *path = g_file_get_path (file);

    if (path != NULL)
      open_path (self, path);
    else
      g_application_command_line_printerr (line, _ ("%s is not a file on this computer.\n"),
                                           arguments[i]);
  }
  return 0;
}

static int
nord_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (g_variant_dict_contains (options, "version")) {
    g_print ("nordwaerts %s\n", NORD_VERSION);
    return 0;
  }
  /* GSettings would end the program without a word that helps. */
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, NORD_APP_ID, TRUE);
  if (schema == NULL) {
    g_printerr (_ ("Nordwärts is not installed completely: the settings schema %s is missing.\n"),
                NORD_APP_ID);
    return 1;
  }
  return -1;
}

static void
nord_application_dispose (GObject *object)
{
  NordApplication *self = NORD_APPLICATION (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (nord_application_parent_class)->dispose (object);
}

static void
nord_application_class_init (NordApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = nord_application_dispose;
  application_class->startup = nord_application_startup;
  application_class->activate = nord_application_activate;
  application_class->command_line = nord_application_command_line;
  application_class->handle_local_options = nord_application_handle_local_options;
}

static void
nord_application_init (NordApplication *self)
{
  const GOptionEntry options[] = {
    {"new", 'n', 0, G_OPTION_ARG_STRING, NULL, N_ ("Start a new workshop"), N_ ("TITLE")},
    {"sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the sample workshop"), NULL},
    {"library", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the list of workshops"), NULL},
    {"kiosk", 'k', 0, G_OPTION_ARG_NONE, NULL, N_ ("Start the shared screen with a workshop"),
     NULL},
    {"seating", 0, 0, G_OPTION_ARG_STRING, NULL,
     N_ ("How people stand there: one, side-by-side, opposite or around"), N_ ("NAME")},
    {"version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version and exit"), NULL},
    {NULL},
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
}

NordApplication *
nord_application_new (void)
{
  return g_object_new (NORD_TYPE_APPLICATION, "application-id", NORD_APP_ID, "resource-base-path",
                       NORD_APP_PATH, "flags", G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}
