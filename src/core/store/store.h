/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The file of a workshop: a GeoPackage with the change log beside the tables. Synchronous, owned by
 * the thread that opened it, and asserting that. */
#pragma once

#include "core/model/change.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  NORD_STORE_ERROR_NOT_A_WORKSHOP, /* no SQLite file, no GeoPackage, or not one of ours */
  NORD_STORE_ERROR_DAMAGED,
  NORD_STORE_ERROR_TOO_NEW, /* written by a newer version of the program */
  NORD_STORE_ERROR_READ_ONLY,
  NORD_STORE_ERROR_IN_USE,  /* open in another program or window */
  NORD_STORE_ERROR_EXISTS,  /* will not write over a file */
  NORD_STORE_ERROR_FULL,    /* no room on the disk */
  NORD_STORE_ERROR_INVALID, /* a change that the model does not allow */
  NORD_STORE_ERROR_FAILED,
  NORD_STORE_ERROR_CODE_UNKNOWN, /* no code of this workshop */
  NORD_STORE_ERROR_CODE_USED,    /* it has voted in this poll */
} NordStoreError;

#define NORD_STORE_ERROR (nord_store_error_quark ())
GQuark nord_store_error_quark (void);

typedef enum {
  NORD_STORE_OPEN_DEFAULT = 0,
  NORD_STORE_OPEN_READ_ONLY = 1 << 0,
  NORD_STORE_OPEN_FOR_A_PASS = 1 << 1,  /* with READ_ONLY: for one nord_store_visit() */
  NORD_STORE_OPEN_FOR_A_CHECK = 1 << 2, /* nord_store_check() looks at the pages anyway */
  NORD_STORE_OPEN_DAMAGED = 1 << 3,     /* with READ_ONLY: shows what is there, proved or not */
} NordStoreFlags;

#define NORD_TYPE_STORE (nord_store_get_type ())
G_DECLARE_FINAL_TYPE (NordStore, nord_store, NORD, STORE, GObject)

/* Creates @path with one workshop record titled @title. Never writes over a file. */
NordStore *nord_store_create (const char *path, const char *title, GError **error);
NordStore *nord_store_open (const char *path, NordStoreFlags flags, GError **error);
void nord_store_close (NordStore *self);
void nord_store_release_memory (NordStore *self);
void nord_store_gather (NordStore *self);
gboolean nord_store_is_closed (NordStore *self);
const char *nord_store_get_path (NordStore *self);
gboolean nord_store_is_read_only (NordStore *self);
const char *nord_store_get_device (NordStore *self); /* UUID of this copy's writer */
const char *nord_store_get_scope (NordStore *self);  /* UUID of the workshop: name at the server */

/* --- The one door ------------------------------------------------------------------------------
 */

/* Stamps the changes, writes log and tables in one transaction, and returns after COMMIT. On
 * failure nothing is written and the changes carry no stamps. */
gboolean nord_store_apply (NordStore *self, NordChangeSet *changes, GError **error);

/* What is said instead of what must not be read any more. Nothing of it is owned. */
typedef struct {
  NordRecord *const *ideas; /* (array length=n_ideas) as they are now, each once */
  guint n_ideas;
  NordRecord *const *others; /* (nullable) they say something else now and go on saying it; only
                                what they said before goes */
  guint n_others;
  const char *const *gone; /* (nullable) ids of ideas that were deleted */
  guint n_gone;
  const char *title, *body; /* (nullable) what is left */
  const char *reason;       /* (nullable) why, without what was taken out */
} NordRedaction;

/* Replaces what was said of ideas and takes the old texts out of the file for good. */
gboolean nord_store_redact (NordStore *self,
                            const NordRedaction *what,
                            NordChangeSet **applied,
                            GError **error);

/* The same in pieces, for long imports with progress: begin, add any number of times, commit or
 * roll back. One undo step. */
gboolean nord_store_begin (NordStore *self, const char *label, GError **error);
gboolean
nord_store_begin_many (NordStore *self, const char *label, guint n_changes, GError **error);
void nord_store_set_label (NordStore *self, const char *label); /* of the step that was begun */
void nord_store_prepare (NordChange *change);
gboolean nord_store_add (NordStore *self, NordChange *change, GError **error);
/* In a step: what its changes name by hash, in the same transaction. */
gboolean nord_store_put_blobs (NordStore *self, const NordChangeSet *changes, GError **error);
gboolean nord_store_commit (NordStore *self, GError **error);
void nord_store_rollback (NordStore *self);

/* --- Undo --------------------------------------------------------------------------------------
 */

const char *nord_store_get_undo_label (NordStore *self); /* (nullable): nothing to undo */
const char *nord_store_get_redo_label (NordStore *self);
/* Applies the inverse of the last step of this device, and returns the changes that were applied.
 * Fields that someone else changed since stay as they are. */
NordChangeSet *nord_store_undo (NordStore *self, GError **error);
NordChangeSet *nord_store_redo (NordStore *self, GError **error);

/* --- Reading -----------------------------------------------------------------------------------
 */

/* (transfer full) (element-type NordRecord) all living records of a noun, by id. */
GPtrArray *nord_store_read_all (NordStore *self, NordNounKind noun, GError **error);
/* How many living records of a noun there are, without reading them; -1 on failure. */
gint64 nord_store_count (NordStore *self, NordNounKind noun, GError **error);
/* (transfer full) (nullable) one living record; NULL without @error where there is none. */
NordRecord *
nord_store_read_one (NordStore *self, NordNounKind noun, const char *id, GError **error);
/* The same without keeping anything: @visit gets one thing after the other, by id, with its values
 * in the order of the fields; they are the store's and valid during the call only. The calls come
 * one at a time, but may come in another thread, beside the reading: @visit must not ask the store.
 */
typedef void (*NordStoreVisit) (const char *id, const NordValue *values, gpointer data);
gboolean nord_store_visit (NordStore *self,
                           NordNounKind noun,
                           NordStoreVisit visit,
                           gpointer data,
                           GError **error);
/* (transfer full) (element-type NordChange) the log of one thing, oldest first, with its values. */
GPtrArray *nord_store_read_history (NordStore *self, const char *target, GError **error);
/* (transfer full) (element-type utf8) ids of things of @noun whose changes have ever named @id. */
GPtrArray *
nord_store_list_mentions (NordStore *self, NordNounKind noun, const char *id, GError **error);
/* (nullable) id of the living idea that came from @key of @source. */
char *nord_store_find_source (NordStore *self, const char *source, const char *key);
gint64 nord_store_count_changes (NordStore *self);
gint64 nord_store_get_saved_at (NordStore *self); /* wall clock in µs of the last COMMIT, 0: none */
char *nord_store_name_clock_moves (NordStore *self); /* (nullable) */

/* --- Local settings (never sent) ----------------------------------------------------------------
 */

char *nord_store_get_setting (NordStore *self, const char *key); /* (nullable) */
gboolean
nord_store_set_setting (NordStore *self, const char *key, const char *value, GError **error);

/* --- Media --------------------------------------------------------------------------------------
 */

char *nord_store_put_blob (NordStore *self, GBytes *bytes, GError **error); /* its SHA-256, hex */
GBytes *nord_store_get_blob (NordStore *self, const char *sha256, GError **error); /* (nullable) */
gboolean nord_store_has_blob (NordStore *self, const char *sha256);
/* Were those bytes removed for good? They are not taken in again. */
gboolean nord_store_is_removed (NordStore *self, const char *sha256);
/* (element-type utf8) digests that records name but the file lacks (pending from elsewhere). */
GPtrArray *nord_store_list_missing_blobs (NordStore *self);

/* --- Wire ---------------------------------------------------------------------------------------
 */

/* Own and relayed changes with a log position above @after, as NDJSON lines in canonical form
 * (RFC 8785), at most @limit; @last gets the position of the last one. */
GPtrArray *
nord_store_read_lines (NordStore *self, gint64 after, guint limit, gint64 *last, GError **error);

typedef enum {
  NORD_INGEST_APPLIED,
  NORD_INGEST_DUPLICATE,
  NORD_INGEST_CONFLICT, /* applied; a concurrent edit of the same field is kept and listed */
  NORD_INGEST_REJECTED, /* not understood or altered; kept aside, never applied */
} NordIngestResult;

typedef struct {
  char *id; /* (owned) (nullable) */
  NordIngestResult result;
  char *reason; /* (owned) (nullable) */
} NordIngested;

/* What came from elsewhere. */
typedef struct {
  const char *const *lines; /* changes, one a line */
  guint n_lines;
  /* (nullable) (element-type utf8 utf8) id of a change to the stamp that counts; an empty one: that
   * of its writer does after all. */
  GHashTable *hlc_eff;
} NordNews;

/* Takes in lines from elsewhere in one transaction: per-field last writer wins on the hybrid
 * logical clock, concurrent edits kept and listed. Returns (element-type NordIngested), one a line;
 * @applied gets what changed in the tables. */
GPtrArray *nord_store_ingest (NordStore *self,
                              const NordNews *news,
                              NordChangeSet **applied, /* (out) (optional) (transfer full) */
                              GError **error);

/* What a server said of stamps, as news that take it back: (element-type utf8) lines, and @hlc_eff
 * (out) (transfer full) for them. */
GPtrArray *nord_store_read_hlc_eff (NordStore *self, GHashTable **hlc_eff, GError **error);

typedef struct {
  char *target, *field, *winner, *loser; /* (owned) loser and winner: change ids */
  const NordNoun *noun;
} NordConflict;

GPtrArray *nord_store_list_conflicts (NordStore *self, GError **error); /* open ones */

/* --- Keeping ------------------------------------------------------------------------------------
 */

typedef struct {
  gint64 n_changes, n_records;
  GPtrArray *faults; /* (element-type utf8) what is wrong, in words; empty: sound */
} NordCheck;

/* Page checks, every row hash, the chain, and the tables against a replay of the log. */
NordCheck *nord_store_check (NordStore *self, GCancellable *cancellable, GError **error);
void nord_check_free (NordCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordCheck, nord_check_free)

/* Replays the log of @self into a new file at @path. */
gboolean nord_store_replay (NordStore *self, const char *path, GError **error);
/* A consistent copy through the backup API, synced, read back and compared. */
gboolean nord_store_backup (NordStore *self, const char *path, GError **error);
/* Saves every good row of a damaged file into a new one; the old file stays untouched. */
NordCheck *nord_store_salvage (const char *damaged, const char *path, GError **error);

G_END_DECLS
