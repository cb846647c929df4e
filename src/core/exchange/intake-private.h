/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Private to the room: what rows of ideas and rows of projects share on their way in. */
#pragma once

#include "core/exchange/intake-words.h"
#include "core/exchange/intake.h"
#include "core/geo/districts.h"

G_BEGIN_DECLS

typedef struct {
  double lon, lat;
  guint line;
} Place;

typedef struct {
  guint line, count;
} Mention;

struct _NordIntake {
  NordIntakeSetting setting;
  NordImportPlan *plan;   /* (owned) (nullable) */
  NordIntakeWords *words; /* (owned) */
  GHashTable *seen;       /* (owned) digest of source and key to digest of the content */
  GHashTable *repeated;   /* (owned) digest of the content to how often (gint64) */
  GHashTable *unknown;    /* (owned) name of a category that is none, to its Mention */
  GArray *places;         /* (owned) (element-type Place) */
  /* The row at hand: */
  guint line;
  gboolean open, refused;
  GString *values[NORD_N_ROLES]; /* (owned) tidy; empty: not there */
  GString *appended;             /* (owned) */
  GString *scratch;              /* (owned) */
  NordShape *shape;              /* (owned) (nullable) */
  gboolean broken_place;         /* reported, and kept out by the setting */
  GArray *fields;                /* (owned) (element-type NordImportField) for a feature sink */
  GStringChunk *field_texts;     /* (owned) */
  NordDistricts *districts;      /* (owned) (nullable) until a project needs them */
};

/* (nullable) the name of the column that has @role. */
const char *nord_intake_column_of (NordIntake *self, NordRole role);
/* (transfer full) a value for a message: short, on one line. */
char *nord_intake_quote (const GString *value);
void nord_intake_read_shape (NordIntake *self);
void nord_intake_join_body (NordIntake *self);
void nord_intake_set_text (NordChange *change, guint field, const GString *value);
/* An unknown name is noted, and told of when all rows are read. */
void nord_intake_set_category (NordIntake *self, NordChange *change, guint field);
void nord_intake_keep_place (NordIntake *self);
/* (transfer full) @change: to the plan, or to the sink. */
void nord_intake_add (NordIntake *self, NordChange *change);
/* The row that is at hand becomes a project, or more of one that is here. */
void nord_intake_end_project (NordIntake *self);

G_END_DECLS
