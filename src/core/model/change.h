/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One edit of one thing as a value: what it was, what it is, who, when. The same value is applied,
 * undone (inverted), sent, kept in the log, compared and replayed. */
#pragma once

#include "core/model/record.h"
#include "core/model/hlc.h"

G_BEGIN_DECLS

typedef enum {
  NORD_CHANGE_CREATE,
  NORD_CHANGE_UPDATE,
  NORD_CHANGE_DELETE,  /* the field `_deleted` becomes true; originals stay in the log */
  NORD_CHANGE_RESTORE, /* `_deleted` becomes false */
} NordChangeKind;

typedef struct {
  guint field;      /* index in the noun's table */
  NordValue before; /* NULL at creation */
  NordValue after;
} NordEdit;

typedef struct {
  NordChangeKind kind;
  const NordNoun *noun;
  char *target;  /* (owned) id of the thing */
  GArray *edits; /* (owned) (element-type NordEdit) */
  /* Set by the store when the change is applied or read from the log: */
  char *id;     /* (owned) (nullable) UUIDv7 */
  char *hlc;    /* (owned) (nullable) */
  char *device; /* (owned) (nullable) */
  gint64 n;     /* number of the change on its device, from 1 */
  /* Where the change decides a conflict: the change that does not show, and the field. */
  char *settles;       /* (owned) (nullable) id of a change */
  char *settled_field; /* (owned) (nullable) its name, or "_deleted" */
  gboolean redacts;    /* its texts stand in the place of what is taken out of the file for good */
  /*< private >*/
  NordRecord *record; /* (owned) (nullable) where the values before come from */
  char *prepared;     /* (owned) (nullable) what the store needs of it, made beforehand */
} NordChange;

NordChange *nord_change_new_create (NordNounKind noun, const char *target); /* NULL: a new id */
NordChange *nord_change_new_update (NordRecord *record);
NordChange *nord_change_new_delete (NordRecord *record);
NordChange *nord_change_new_restore (NordNounKind noun, const char *target);
NordChange *nord_change_new_keep (const NordNoun *noun,
                                  const char *target,
                                  const char *field,
                                  const char *loser);
NordChange *nord_change_copy (const NordChange *self);
void nord_change_free (NordChange *self);

/* Sets the value after; the value before is taken from the record given at construction. Setting
 * what already is leaves no edit. */
void nord_change_set (NordChange *self, guint field, const NordValue *after);
void nord_change_set_text (NordChange *self, guint field, const char *after);
void nord_change_set_integer (NordChange *self, guint field, gint64 after);
void nord_change_set_real (NordChange *self, guint field, double after);
void nord_change_set_boolean (NordChange *self, guint field, gboolean after);
void nord_change_set_shape (NordChange *self, guint field, NordShape *after);
void nord_change_set_json (NordChange *self, guint field, const char *after);
void nord_change_settle (NordChange *self, const char *field, const char *loser);
const NordEdit *nord_change_find (const NordChange *self, guint field); /* (nullable) */
gboolean nord_change_is_empty (const NordChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordChange, nord_change_free)

/* Changes that belong together: one transaction, one step of undo. */
typedef struct {
  char *label;        /* (owned) what was done, translated, for "Undo: …" */
  GPtrArray *changes; /* (owned) (element-type NordChange) */
  GPtrArray *blobs;   /* (owned) (nullable) (element-type GBytes) */
} NordChangeSet;

NordChangeSet *nord_change_set_group_new (const char *label);
void nord_change_set_group_add (NordChangeSet *self, NordChange *change); /* (transfer full) */
/* Keeps @bytes, a photo, sound or picture that a change of the group names, in the same
 * transaction, so that neither is there without the other. Returns: (transfer full) their SHA-256,
 * 64 hex digits.
 */
char *nord_change_set_group_add_blob (NordChangeSet *self, GBytes *bytes);
void nord_change_set_group_free (NordChangeSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordChangeSet, nord_change_set_group_free)

G_END_DECLS
