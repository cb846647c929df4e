/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a command of the command line is: a row in one table, with its own options and its own file,
 * and the few things that all commands share (--json, --quiet, --help, progress, exit status). */
#pragma once

#include "core/store/store.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The exit status of the program. */
enum {
  NORD_EXIT_OK = 0,
  NORD_EXIT_FAILED = 1, /* the world said no: the reason stands on standard error */
  NORD_EXIT_USAGE = 2,  /* called wrongly: nothing was touched */
  NORD_EXIT_PARTLY = 3, /* done but for what could not be read: standard error says what */
};

typedef struct _NordCall NordCall;

typedef struct {
  const char *name;        /* as typed */
  const char *arguments;   /* N_(): what stands after the options, for the help */
  const char *summary;     /* N_(): one line, for the list of commands */
  const char *description; /* (nullable) N_(): more, at the end of the help */
  int (*run) (NordCall *call, int argc, char **argv);
} NordCommand;

/* One call of a command. */
struct _NordCall {
  const NordCommand *command;
  gboolean json;             /* --json: the result as one JSON object on standard output */
  gboolean canonical;        /* set by a command: its JSON in the form of RFC 8785 */
  gboolean quiet;            /* --quiet: no progress, no words beyond the result */
  char **arguments;          /* (owned) what is left after the options */
  guint n_arguments;         /* */
  GCancellable *cancellable; /* (owned) triggered by SIGINT and SIGTERM */
  gint64 progress_at;        /* monotonic time of the last line of progress */
  gboolean progress_shown;   /* a line of progress stands on the terminal */
};

/* Reads options into @entries (may be NULL) and checks that from @min to @max arguments are left.
 * FALSE: the command is over and @status is its exit status (0 after --help, 2 after a mistake). */
gboolean nord_call_parse (NordCall *self,
                          const GOptionEntry *entries,
                          int argc,
                          char **argv,
                          guint min,
                          guint max,
                          int *status);
/* For a mistake that only the command itself can see. Returns NORD_EXIT_USAGE. */
int nord_call_misused (NordCall *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Says why it failed; with --json also as {"error":{"message":…}}. Returns NORD_EXIT_FAILED. */
int nord_call_failed (NordCall *self, const GError *error);
/* A line on standard output, unless --json or --quiet was given. */
void nord_call_say (NordCall *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* A line on standard output, unless --json was given: the result itself. */
void nord_call_print (NordCall *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* With --json: prints the object that @builder made. */
void nord_call_print_json (NordCall *self, JsonBuilder *builder);
/* A line that replaces itself on a terminal (standard error), at most ten times a second. */
void nord_call_progress (NordCall *self, const char *what, gint64 done, gint64 total);
/* As a GFileProgressCallback; @user_data is the call. */
void nord_call_on_progress (goffset done, goffset total, gpointer user_data);
void nord_call_end_progress (NordCall *self);

/* Opens the workshop of a command; NULL: the reason was said, and the command ends with
 * NORD_EXIT_FAILED. */
NordStore *nord_call_open (NordCall *self, const char *path, NordStoreFlags flags);
/* One member of a JSON object; a NULL text is null. */
void nord_call_add_text (JsonBuilder *builder, const char *name, const char *text);
void nord_call_add_integer (JsonBuilder *builder, const char *name, gint64 number);
void nord_call_add_boolean (JsonBuilder *builder, const char *name, gboolean truth);

/* The table of commands, ended by a row without a name; in main.c. */
extern const NordCommand *const nord_commands[];

/* One a file. Add yours here and in the table of main.c. Declared as: extern const NordCommand
 * nord_command_NAME; */

G_END_DECLS
