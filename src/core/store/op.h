/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One change in the form in which it is kept in the log and sent: canonical JSON. */
#pragma once

#include "core/model/hlc.h"
#include "core/model/noun.h"
#include "core/model/uuid.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define NORD_OP_VERSION 1
/* Longest line taken in: a shape of 10,000 positions beside a full text. */
#define NORD_OP_MAX_BYTES (1024 * 1024)

enum {
  NORD_OP_DELETED = -1, /* `_deleted`: FALSE creates or restores, TRUE deletes */
  NORD_OP_UNKNOWN = -2, /* a field of a newer version */
};

/* What one change does to one field. Strings belong to whoever made the op. */
typedef struct {
  const char *name;
  int field; /* index in the noun's table, or one of the above */
  NordValue value;
  gboolean lent;    /* the value is somebody else's and outlives the edit */
  const char *base; /* (nullable) the change whose value is replaced */
  /* Undo and redo bring back a value: then the change that first gave it, or NULL for the nothing
   * before the first. It tells a later undo that the field stands as that change left it. */
  gboolean reviving;
  const char *revived; /* (nullable) */
} NordOpEdit;

/* What a person decided about a change that does not show: that it need not be looked at any more,
 * or, when the decision is undone, that it must again. The later word counts. */
typedef struct {
  int field;        /* as in the edits, never %NORD_OP_UNKNOWN */
  const char *name; /* of the field */
  const char *id;   /* of the change that does not show */
  gboolean settled;
} NordOpVerdict;

typedef struct {
  const char *id, *device, *target, *type, *scope;
  const char *prev; /* (nullable) "sha256:…" of the device's change before; NULL for its first */
  gint64 n;
  NordHlc hlc;
  const char *hlc_text;
  char *hlc_eff; /* (owned) (nullable) the stamp that counts, where the server put it right */
  const NordNoun *noun; /* (nullable) NULL for a type of a newer version */
  GArray *edits;        /* (owned) (element-type NordOpEdit) */
  GArray *over;         /* (owned) (nullable) (element-type NordOpVerdict) */
  GPtrArray *seen;      /* (owned) (nullable) deletes only: pairs of field and change seen */
  const char *set;      /* (nullable) what nord_op_append_set() gives, where it is known already */
  gboolean redacts;     /* the texts it sets stand in the place of what must not be read any more */
  /*< private >*/
  JsonNode *root; /* (owned) (nullable) where the strings of a parsed op live, */
  char *text;     /* (owned) (nullable) or here, where it was scanned */
} NordOp;

NordOp *nord_op_new (void);
void nord_op_reset (NordOp *self);
void nord_op_free (NordOp *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordOp, nord_op_free)

NordOpEdit *nord_op_add (NordOp *self, const char *name, int field);
void nord_op_add_verdict (NordOp *self, int field, const char *id, gboolean settled);
const NordOpEdit *nord_op_find (const NordOp *self, int field);
gboolean nord_op_is_creation (const NordOp *self);
const char *nord_op_find_origin (const NordOp *self, int field);
gboolean nord_op_covers (const NordOp *self, int field, const char **base);
void nord_op_set_eff (NordOp *self, gint64 hlc);
int nord_op_compare (const NordOp *a, const NordOp *b);
void nord_op_append (NordOp *self, GString *to);
void nord_op_append_set (NordOp *self, GString *to);
gboolean nord_op_scan (NordOp *self, const char *line, gsize length);
gboolean nord_op_read (NordOp *self, const char *line, gsize length, GError **error);
NordOp *nord_op_parse (const char *line, gssize length, GError **error);

G_END_DECLS
