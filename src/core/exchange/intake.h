/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where the rows of every format go through: values by role become an idea of the plan, or a fault
 * with a line and a reason. */
#pragma once

#include "core/exchange/column.h"
#include "core/exchange/csv-dialect.h"
#include "core/exchange/import-known.h"
#include "core/exchange/import-plan.h"

G_BEGIN_DECLS

typedef struct _NordIntake NordIntake;

/* What all rows of one import share. */
typedef struct {
  const char *source;           /* (not owned) the name of the collection */
  const GArray *columns;        /* (not owned) (element-type NordColumn) */
  const NordImportKnown *known; /* (not owned) (nullable) */
  char decimal;                 /* sign of the coordinates: . or , */
  NordSubject subject;          /* what the rows become */
  gboolean own;                 /* a file that Nordwärts wrote: every field comes back */
  gboolean keep_unplaced;       /* a row whose place is broken comes in without one */
  NordImportSink sink;          /* (nullable) gets the changes instead of the plan */
  gpointer sink_data;
  NordFeatureSink feature_sink; /* (nullable) gets rows as they are; no ideas are made of them */
} NordIntakeSetting;

NordIntake *nord_intake_new (const NordIntakeSetting *setting);
/* A row begins; then its values (column, bytes), then perhaps its shape, then it ends. */
void nord_intake_begin (NordIntake *self, guint line);
void nord_intake_put (NordIntake *self,
                      guint column,
                      NordFieldKind kind,
                      const char *text,
                      gsize length);
void nord_intake_put_shape (NordIntake *self, NordShape *shape); /* (transfer full) (nullable) */
void nord_intake_end (NordIntake *self);
/* Rejects the row that was begun, or (without one) the line. */
void nord_intake_reject (NordIntake *self, guint line, const char *column, const char *reason);
/* Something about the shape of the row is wrong: rejected, or kept without place. */
void nord_intake_reject_shape (NordIntake *self, const char *column, const char *reason);
void nord_intake_warn (NordIntake *self, guint line, const char *column, const char *reason);
guint nord_intake_get_n_read (NordIntake *self);
/* (transfer full) looks at all rows together, and ends the intake. */
NordImportPlan *nord_intake_finish (NordIntake *self);
void nord_intake_free (NordIntake *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordIntake, nord_intake_free)

G_END_DECLS
