/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the files of this room share: the open store and the steps from a change to its rows. */
#pragma once

#include "core/db/db.h"
#include "core/geo/shape.h"
#include "core/model/clock-step.h"
#include "core/store/chain.h"
#include "core/store/lock.h"
#include "core/store/look.h"
#include "core/store/op.h"
#include "core/store/store.h"

G_BEGIN_DECLS

#define NORD_MAX_FIELDS 24

typedef enum {
  NORD_SQL_BEGIN,
  NORD_SQL_COMMIT,
  NORD_SQL_ROLLBACK,
  NORD_SQL_LOG,
  NORD_SQL_LOG_DEVICE,
  NORD_SQL_FIND_CHANGE,
  NORD_SQL_FIND_N,
  NORD_SQL_FIND_TOP,
  NORD_SQL_READ_BODY,
  NORD_SQL_READ_THING_LOG,
  NORD_SQL_SET_HLC_EFF,
  NORD_SQL_DROP_HLC_EFF,
  NORD_SQL_READ_HLC_EFF_LINES,
  NORD_SQL_LIST_MENTIONS,
  NORD_SQL_LIST_COPIES,
  NORD_SQL_READ_BODIES,
  NORD_SQL_FIND_REDACTED,
  NORD_SQL_ERASE_BODY,
  NORD_SQL_NOTE_ERASED,
  NORD_SQL_FORGET_REJECTED,
  NORD_SQL_LATEST_HLC,
  NORD_SQL_FIND_THING,
  NORD_SQL_ADD_THING,
  NORD_SQL_SET_THING,
  NORD_SQL_TOUCH,
  NORD_SQL_READ_EXTENT,
  NORD_SQL_HAS_CONFLICT,
  NORD_SQL_READ_CONFLICTS,
  NORD_SQL_READ_THING_CONFLICTS,
  NORD_SQL_ADD_CONFLICT,
  NORD_SQL_DROP_CONFLICT,
  NORD_SQL_ADD_REJECTED,
  NORD_SQL_PUSH_UNDO,
  NORD_SQL_PEEK_UNDO,
  NORD_SQL_POP_UNDO,
  NORD_SQL_CLEAR_REDO,
  NORD_SQL_READ_STEP,
  NORD_SQL_READ_LINES,
  NORD_SQL_GET_SETTING,
  NORD_SQL_SET_SETTING,
  NORD_SQL_DROP_SETTING,
  NORD_SQL_FIND_SOURCE,
  NORD_SQL_PUT_BLOB,
  NORD_SQL_GET_BLOB,
  NORD_SQL_HAS_BLOB,
  NORD_SQL_DROP_BLOB,
  NORD_SQL_MISSING_BLOBS,
  NORD_N_SQL
} NordSql;

/* Where the writer of this copy stands; restored when a transaction comes to nothing. */
typedef struct {
  gint64 seq;                    /* last position in the log */
  guint8 chain[NORD_HASH_BYTES]; /* chain value of that row */
  gint64 n;                      /* last number of this device */
  char
    prev[NORD_CHAIN_NAME_BYTES]; /* "sha256:" and the hash of that change; empty before the first */
  NordHlc clock;                 /* last stamp */
} NordStanding;

typedef struct {
  NordBounds bounds;
  gboolean known;   /* read from the file */
  gboolean touched; /* something in this table changed in this transaction */
  gboolean grown;   /* the extent too */
  gboolean any;     /* bounds hold something */
} NordExtent;

/* The last change of one writer. */
typedef struct {
  gint64 device; /* number of the writer, 0: unknown */
  gint64 n;      /* 0: it has written nothing */
  guint8 hash[NORD_HASH_BYTES];
} NordTop;

struct _NordStore {
  GObject parent_instance;

  NordDb *db;           /* (owned) (nullable) NULL when closed */
  NordLock lock;        /* the sign beside the file */
  NordLook *look;       /* (owned) (nullable) still looking at the pages */
  GThread *owner;       /* (unowned) only compared */
  char *path;           /* (owned) */
  char *scope;          /* (owned) UUID of the workshop */
  char *device;         /* (owned) UUID of this copy's writer */
  gint64 device_number; /* its number in change_device, 0: has not written yet */
  gboolean read_only;
  char *failure; /* (owned) (nullable) why nothing more is written until it is opened again */

  NordStanding standing, standing_before;
  gboolean in_step;
  gboolean many;     /* a rollback journal stands in for the write-ahead log */
  gboolean erased;   /* texts were taken out in this transaction */
  gboolean spoilt;   /* a statement of this transaction failed; it can only be rolled back */
  char *step_label;  /* (owned) (nullable) NULL: not undoable */
  gint64 step_first; /* seq of the first change of the transaction */
  gint64 wall_ms;    /* wall clock of the transaction */
  NordClockSteps *clock_steps; /* (owned) (nullable) not read yet */
  gint64 saved_at;             /* µs, of the last COMMIT */
  NordExtent extents[NORD_N_NOUNS];

  char *undo_label, *redo_label; /* (owned) (nullable) */
  GHashTable *devices;           /* (owned) char * to number, of change_device */
  sqlite3_stmt *sql[NORD_N_SQL]; /* (owned) (nullable) prepared at first use */
  sqlite3_stmt *insert_row[NORD_N_NOUNS], *delete_row[NORD_N_NOUNS], *read_row[NORD_N_NOUNS];
  GHashTable *updates; /* (owned) noun and set of fields to sqlite3_stmt */
  GString *line;       /* (owned) the change being written */
  GByteArray *blob;    /* (owned) the geometry being written */
  NordOp *op;          /* (owned) the change being made */
  NordTop top;         /* of the writer whose changes came in last, within a transaction */
};

/* The state of one thing as the merge sees it. */
typedef struct {
  gint64 fid; /* 0: nothing known of it */
  const NordNoun *noun;
  gboolean deleted;
  char all[NORD_UUID_LENGTH + 1];        /* its creation: winner where no other is named */
  char deleted_by[NORD_UUID_LENGTH + 1]; /* winner of `_deleted` */
  char fields[NORD_MAX_FIELDS][NORD_UUID_LENGTH + 1];
} NordThing;

/* store.c */
sqlite3_stmt *nord_store_sql (NordStore *self, NordSql which, GError **error);
gboolean nord_store_wrap_error (const char *path, GError *inner, GError **error);
gboolean nord_store_refuse (GError **error, const char *words);
NordStore *nord_store_create_empty (const char *path, const char *scope, GError **error);
void nord_store_refresh_labels (NordStore *self);

/* log.c */
gboolean nord_store_log (NordStore *self,
                         const NordOp *op,
                         const GString *line,
                         const guint8 *known_hash,
                         GError **error);
void nord_store_stamp (NordStore *self, NordOp *op, NordHlc after);
gboolean nord_store_read_standing (NordStore *self, GError **error);
NordOp *nord_store_read_op (NordStore *self, const char *id, GError **error);
GPtrArray *nord_store_read_thing_log (NordStore *self, const char *target, GError **error);
gint64 nord_store_number_device (NordStore *self, const char *device, GError **error);

/* thing.c */
gboolean nord_thing_find (NordStore *self, const char *target, NordThing *thing, GError **error);
const char *nord_thing_winner (const NordThing *thing, int field);
void nord_thing_set_winner (NordThing *thing, int field, const char *change);
gboolean nord_thing_save (NordStore *self,
                          const NordThing *thing,
                          const char *target,
                          gboolean added,
                          GError **error);
gboolean nord_thing_parse (NordThing *thing, const char *winners);
void nord_thing_append (const NordThing *thing, GString *to);
void nord_thing_see (const NordThing *thing, NordOp *op);

/* table.c */
gboolean nord_table_insert (NordStore *self,
                            const NordNoun *noun,
                            gint64 fid,
                            const char *id,
                            const NordValue *const *values,
                            GError **error);
gboolean nord_table_update (NordStore *self,
                            const NordNoun *noun,
                            gint64 fid,
                            const NordValue *const *values,
                            GError **error);
gboolean nord_table_delete (NordStore *self, const NordNoun *noun, gint64 fid, GError **error);
NordRecord *nord_table_take_row (const NordNoun *noun, sqlite3_stmt *statement);
/* What stands in a column of a row. */
typedef struct {
  int type; /* SQLITE_INTEGER and so on */
  gsize length;
  union {
    gint64 integer;
    double real;
    const char *bytes; /* (not owned) (nullable) of TEXT and BLOB, @length of them */
    gsize offset;      /* the same in a store of bytes that may still move */
  };
} NordCell;

void nord_table_read_cell (sqlite3_stmt *statement, int at, NordCell *cell);
gboolean nord_table_lend_value (NordValueKind kind, const NordCell *cell, NordValue *value);
char *nord_table_columns (NordDb *from, const NordNoun *noun);

/* write.c */
gboolean nord_store_check_writable (NordStore *self, GError **error);
gboolean nord_store_write_op (NordStore *self, NordThing *thing, NordOp *op, GError **error);
gboolean nord_store_end_step (NordStore *self, GError **error);
gboolean nord_store_touch_contents (NordStore *self, GError **error);
gboolean nord_store_fold (NordStore *self, NordThing *thing, const char *target, GError **error);

/* clock.c */
#define NORD_STORE_CLOCK_STEPS "clock.steps" /* local setting */
gboolean nord_store_note_clock (NordStore *self, GError **error);

/* fold.c */

/* Two edits that were made without knowledge of each other. The strings belong to the ops. */
typedef struct {
  int field; /* %NORD_OP_DELETED also where an edit meets a delete */
  const char *winner, *loser;
  gboolean same; /* both say the same */
} NordFoldConflict;

void nord_fold (GPtrArray *ops, NordThing *thing, const NordValue **values, GArray *conflicts);

/* conflict.c */
gboolean
nord_store_has_conflict (NordStore *self, const char *target, gboolean *has, GError **error);
gboolean nord_store_put_conflicts (NordStore *self,
                                   const char *target,
                                   const NordNoun *noun,
                                   GArray *conflicts,
                                   gboolean *fresh,
                                   GError **error);
gboolean nord_store_refresh_conflicts (NordStore *self, const NordOp *op, GError **error);

/* ingest.c */
gboolean nord_store_take_line (NordStore *self,
                               const char *line,
                               gsize length,
                               gint64 hlc_eff,
                               NordIngested *result,
                               NordChangeSet *applied,
                               GError **error);

G_END_DECLS
