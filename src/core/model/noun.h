/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The table of nouns: which kinds of things a workshop holds and which fields each has. Store,
 * wire, log and properties all read these tables, so a field is named in one place only. */
#pragma once

#include "core/model/value.h"

G_BEGIN_DECLS

typedef enum {
  NORD_NOUN_WORKSHOP, /* exactly one a file */
  NORD_NOUN_STEP,
  NORD_NOUN_IDEA,
  NORD_NOUN_MEDIUM,
  NORD_NOUN_CLUSTER,
  NORD_NOUN_POLL,
  NORD_NOUN_BALLOT,
  NORD_NOUN_PROJECT,
  NORD_NOUN_ANSWER,
  NORD_NOUN_MEASURE,
  NORD_NOUN_LAYER,
  NORD_NOUN_LAYER_FEATURE,
  NORD_NOUN_PROJECT_LINK,
  NORD_NOUN_BOARD_MARK,
  NORD_N_NOUNS
} NordNounKind;

typedef struct {
  const char *name; /* field, column, property and wire name alike: lower case, underscores */
  NordValueKind kind;
  const char *const *words; /* (nullable) the allowed words of a TEXT field, NULL-terminated */
} NordField;

typedef struct {
  NordNounKind kind;
  const char *name; /* "idea": table name and wire type */
  const NordField *fields;
  guint n_fields;
  GType (*get_type) (void);
} NordNoun;

const NordNoun *nord_noun_get (NordNounKind kind);
const NordNoun *nord_noun_find (const char *name);                 /* (nullable) */
int nord_noun_find_field (const NordNoun *self, const char *name); /* -1 where there is none */

G_END_DECLS
