/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What all commands share: options, exit status, words, JSON, progress. */
#include "config.h"

#include "cli/command.h"

#include "core/model/json.h"

#include <glib/gi18n.h>

#include <stdio.h>
#include <unistd.h>

/* Once a tenth of a second is as much as an eye can follow. */
#define PROGRESS_INTERVAL (G_USEC_PER_SEC / 10)

static void
print_mistake (NordCall *self, const char *message)
{
  g_printerr ("nordwaerts-cli %s: %s\n", self->command->name, message);
  /* Translators: %s is the name of a command. */
  g_printerr (_ ("Try “nordwaerts-cli %s --help”."), self->command->name);
  g_printerr ("\n");
}

gboolean
nord_call_parse (NordCall *self,
                 const GOptionEntry *entries,
                 int argc,
                 char **argv,
                 guint min,
                 guint max,
                 int *status)
{
  gboolean help = FALSE;
  const GOptionEntry shared[] = {
    {"json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_ ("Print the result as JSON"), NULL},
    {"quiet", 'q', 0, G_OPTION_ARG_NONE, &self->quiet, N_ ("Show no progress"), NULL},
    {"help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Show this help"), NULL},
    {NULL},
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_ (self->command->arguments));
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rest = g_new0 (char *, argc + 1);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ (self->command->summary));
  if (self->command->description != NULL)
    g_option_context_set_description (context, _ (self->command->description));
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, shared, GETTEXT_PACKAGE);
  for (int i = 0; i < argc; i++)
    rest[i] = g_strdup (argv[i]);
  /* GLib prints the program's name in its help; the name of the command belongs to it. */
  g_autofree char *program = g_strdup_printf ("nordwaerts-cli %s", self->command->name);
  g_set_prgname (program);

  if (!g_option_context_parse_strv (context, &rest, &error)) {
    print_mistake (self, error->message);
    *status = NORD_EXIT_USAGE;
    return FALSE;
  }
  if (help) {
    g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);
    g_print ("%s", text);
    *status = NORD_EXIT_OK;
    return FALSE;
  }
  g_clear_pointer (&self->arguments, g_strfreev);
  /* A lone "--" ends the options and is no argument. */
  guint first = rest[0] == NULL ? 0 : 1;
  if (first == 1 && rest[1] != NULL && g_str_equal (rest[1], "--"))
    first = 2;
  self->arguments = g_strdupv (rest + first);
  self->n_arguments = g_strv_length (self->arguments);
  if (self->n_arguments < min || self->n_arguments > max) {
    print_mistake (self, self->n_arguments < min ? _ ("An argument is missing")
                                                 : _ ("There are too many arguments"));
    *status = NORD_EXIT_USAGE;
    return FALSE;
  }
  return TRUE;
}

int
nord_call_misused (NordCall *self, const char *format, ...)
{
  va_list list;

  va_start (list, format);
  g_autofree char *message = g_strdup_vprintf (format, list);
  va_end (list);
  print_mistake (self, message);
  return NORD_EXIT_USAGE;
}

int
nord_call_failed (NordCall *self, const GError *error)
{
  const char *message = error != NULL ? error->message : _ ("It did not work");

  nord_call_end_progress (self);
  if (self->json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "error");
    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "message");
    json_builder_add_string_value (builder, message);
    json_builder_end_object (builder);
    json_builder_end_object (builder);
    nord_call_print_json (self, builder);
  }
  g_printerr ("nordwaerts-cli %s: %s\n", self->command->name, message);
  return NORD_EXIT_FAILED;
}

void
nord_call_say (NordCall *self, const char *format, ...)
{
  va_list list;

  if (self->json || self->quiet)
    return;
  nord_call_end_progress (self);
  va_start (list, format);
  g_autofree char *line = g_strdup_vprintf (format, list);
  va_end (list);
  g_print ("%s\n", line);
}

void
nord_call_print (NordCall *self, const char *format, ...)
{
  va_list list;

  if (self->json)
    return;
  nord_call_end_progress (self);
  va_start (list, format);
  g_autofree char *line = g_strdup_vprintf (format, list);
  va_end (list);
  g_print ("%s\n", line);
}

void
nord_call_print_json (NordCall *self, JsonBuilder *builder)
{
  if (!self->json)
    return;
  nord_call_end_progress (self);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *written = json_to_string (root, FALSE);
  /* JSON-GLib writes seventeen digits of every number; the shortest form says the same. */
  g_autofree char *text = self->canonical ? nord_json_canonicalise (written, -1, NULL) : NULL;
  /* g_print () would turn what the locale's character set lacks into question marks; JSON is
   * UTF-8 whatever the locale (RFC 8259, section 8.1). */
  fputs (text != NULL ? text : written, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
}

void
nord_call_progress (NordCall *self, const char *what, gint64 done, gint64 total)
{
  const gint64 now = g_get_monotonic_time ();

  if (self->quiet || !isatty (STDERR_FILENO) || now - self->progress_at < PROGRESS_INTERVAL)
    return;
  self->progress_at = now;
  self->progress_shown = TRUE;
  if (total > 0)
    g_printerr ("\r\033[K%s %3d %%", what, (int) (CLAMP (done, 0, total) * 100 / total));
  else
    g_printerr ("\r\033[K%s %" G_GINT64_FORMAT, what, done);
}

void
nord_call_on_progress (goffset done, goffset total, gpointer user_data)
{
  nord_call_progress (user_data, _ ("Working…"), done, total);
}

void
nord_call_end_progress (NordCall *self)
{
  if (!self->progress_shown)
    return;
  g_printerr ("\r\033[K");
  self->progress_shown = FALSE;
  self->progress_at = 0;
}

NordStore *
nord_call_open (NordCall *self, const char *path, NordStoreFlags flags)
{
  g_autoptr (GError) error = NULL;
  NordStore *store = nord_store_open (path, flags, &error);

  if (store == NULL)
    nord_call_failed (self, error);
  return store;
}

void
nord_call_add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
nord_call_add_integer (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

void
nord_call_add_boolean (JsonBuilder *builder, const char *name, gboolean truth)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, truth);
}
