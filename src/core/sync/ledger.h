/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a workshop file knows of one server: how far it has sent and fetched, and what was refused.
 * Kept in the local settings of the file; never sent. */
#pragma once

#include "core/store/store.h"

G_BEGIN_DECLS

/* The setting that names the server of this workshop. */
#define NORD_LEDGER_ADDRESS "sync.server"

typedef struct {
  char *id;     /* (owned) of the change */
  char *target; /* (owned) id of the thing */
  char *type;   /* (owned) name of its noun */
  guint status;
  char *reason; /* (owned) from the server */
  gint64 n;     /* number of the change on its device */
  gint64 at;    /* seconds since 1970 */
} NordRefusal;

typedef struct {
  NordStore *store;    /* (owned) */
  char *server;        /* (owned) id of the server */
  char *cursor;        /* (owned) "" at the beginning */
  gint64 pushed;       /* position in the log up to which everything was answered */
  GArray *skip;        /* (owned) (element-type gint64) pairs: from and to, which came from there */
  GHashTable *blobs;   /* (owned) (element-type utf8) digests that may be missing there */
  GPtrArray *refusals; /* (owned) (element-type NordRefusal) */
  GHashTable *counts;  /* (owned) (element-type utf8 gint64) living things at the server */
  gint64 last_at;      /* last exchange that came to its end, seconds since 1970; 0: none */
  gint64 ack, durable; /* of this device's changes, as the server last said */
  gboolean refusals_changed;
  gint64 saved_at; /* monotonic µs */
} NordLedger;

/* The id of the server that was met at @address, NULL where it is unknown. */
char *nord_ledger_find_server (NordStore *store, const char *address);
gboolean
nord_ledger_set_server (NordStore *store, const char *address, const char *server, GError **error);
/* Reads what is known; an empty ledger where nothing is. */
NordLedger *nord_ledger_load (NordStore *store, const char *server);
gboolean nord_ledger_save (NordLedger *self, GError **error);
/* The same, at most once a second: a ledger that lags behind costs a few lines sent twice, a COMMIT
 * for every batch costs more. */
gboolean nord_ledger_save_soon (NordLedger *self, GError **error);
void nord_ledger_free (NordLedger *self);
/* The server lost its history: all changes and all media are to be offered again. */
gboolean nord_ledger_forget (NordLedger *self, GError **error);

/* The next piece of the log that did not come from there: after @after, at most @limit long. FALSE:
 * there is none. */
gboolean nord_ledger_next_span (NordLedger *self, gint64 *after, guint *limit);
void nord_ledger_note_pushed (NordLedger *self, gint64 position);
/* The positions from @from + 1 to @to came from the server. */
void nord_ledger_note_pulled (NordLedger *self, gint64 from, gint64 to);
/* May be missing there from now on; what no bytes can be called (or NULL) is passed over. */
void nord_ledger_add_medium (NordLedger *self, const char *digest);
/* Leaves those of @digests that are @missing there and present here; what is there is noted. */
void nord_ledger_keep_missing (NordLedger *self, GPtrArray *digests, GHashTable *missing);
gint64 nord_ledger_count_waiting (NordLedger *self);
void nord_ledger_refuse (NordLedger *self, NordRefusal *refusal); /* (transfer full) */
gboolean nord_ledger_clear_refusal (NordLedger *self, const char *id);
const NordRefusal *nord_ledger_find_refusal (NordLedger *self, const char *id); /* (nullable) */

void nord_refusal_free (NordRefusal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordLedger, nord_ledger_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordRefusal, nord_refusal_free)

G_END_DECLS
