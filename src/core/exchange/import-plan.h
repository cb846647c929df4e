/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What an import would do: the ideas to make, the rows that cannot come in and why, and those that
 * are here already. Plain data, made in a worker, applied by whoever owns the store. */
#pragma once

#include "core/model/change.h"
#include "core/model/idea.h"

G_BEGIN_DECLS

typedef struct {
  guint line;   /* in the file, from 1; of a GeoPackage the number of the row */
  char *column; /* (owned) (nullable) the name of the column */
  char *reason; /* (owned) in words, translated */
  guint row;    /* from 1, of those that were read: a file may be one line */
} NordImportFault;

typedef struct {
  guint n_read;       /* rows that hold anything */
  guint n_duplicates; /* here already, or twice in the file */
  guint n_rejected;   /* may be more than are listed */
  guint n_changes;    /* ideas that are new, whether they are in @changes or went to a sink */
  guint n_updates;    /* of those the projects that are here already, and say something new */
  GPtrArray *changes; /* (owned) (element-type NordChange) one idea or project each */
  GArray *rejected;   /* (owned) (element-type NordImportFault) by line */
  GArray *warnings;   /* (owned) (element-type NordImportFault) came in, but look at it */
  guint n_warnings;   /* may be more than are listed */
  gboolean of_projects;
  char *grid;          /* (owned) (nullable) the title of the map grid that was converted from */
  gboolean has_bounds; /* whether any idea has a place */
  NordBounds bounds;
} NordImportPlan;

/* Where changes go while the rest of the file is still being read, in the reader's thread:
 * (transfer full) (element-type NordChange) @changes. */
typedef void (*NordImportSink) (GPtrArray *changes, gpointer data);

/* A property of a feature as its file has it. */
typedef enum { NORD_FIELD_TEXT, NORD_FIELD_NUMBER, NORD_FIELD_TRUTH } NordFieldKind;

typedef struct {
  guint column; /* of the import */
  NordFieldKind kind;
  const char *text; /* (not owned) UTF-8: the text, a number in the form of C, true or false */
} NordImportField;

/* Takes a feature that stands at @line; those without a value are not among @fields. Everything is
 * lent for the time of the call. */
typedef void (*NordFeatureSink) (guint line,
                                 NordShape *shape,
                                 const NordImportField *fields,
                                 guint n_fields,
                                 gpointer data);

void nord_import_plan_free (NordImportPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordImportPlan, nord_import_plan_free)

/* (transfer full) "Import 12 Ideas" or "Import 3 Projects", for undo */
char *nord_import_plan_dup_label (const NordImportPlan *self);
/* (transfer full) (nullable) one line about the map grid that coordinates were converted from */
char *nord_import_plan_dup_conversion (const NordImportPlan *self);
/* (transfer full) the changes as one step of undo; the plan has none any more. */
NordChangeSet *nord_import_plan_take_changes (NordImportPlan *self);

G_END_DECLS
