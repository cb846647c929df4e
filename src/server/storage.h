/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where the server keeps operations: the one interface behind which a database stands. */
#pragma once

#include "core/model/clock-step.h"
#include "server/role.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  NORD_STORAGE_ERROR_FAILED,
  NORD_STORAGE_ERROR_BUSY, /* try again */
  NORD_STORAGE_ERROR_FULL,
  NORD_STORAGE_ERROR_NOT_OURS,
  NORD_STORAGE_ERROR_UNKNOWN_SCOPE,
  NORD_STORAGE_ERROR_FORBIDDEN, /* the role may not open a new scope */
  NORD_STORAGE_ERROR_GONE,      /* the cursor speaks of a history that this storage does not have */
} NordStorageError;

#define NORD_STORAGE_ERROR (nord_storage_error_quark ())
GQuark nord_storage_error_quark (void);

typedef enum {
  NORD_RESULT_APPLIED,
  NORD_RESULT_DUPLICATE,
  NORD_RESULT_CONFLICT, /* kept; what it says may have lost against a concurrent edit */
  NORD_RESULT_REJECTED, /* kept aside with its reason, never handed out */
  NORD_RESULT_HELD,     /* kept aside until someone decides: the id is taken by another text */
} NordResultKind;

typedef struct {
  NordResultKind kind;
  guint status;       /* HTTP status of the problem, 0: none */
  const char *title;  /* (unowned) (nullable) */
  const char *detail; /* (unowned) (nullable) */
  NordSlice id;       /* into the text pushed */
} NordResult;

/* A place in the feed of a scope. */
typedef struct {
  gint64 position;
  char check[9]; /* first digits of the digest of the operation there */
} NordPlace;

typedef struct {
  char *dev;           /* (owned) */
  gint64 ack, durable; /* highest n without a gap below; the same within the last verified backup */
} NordAck;

/* Who sends a batch, and what its clock says at that moment. */
typedef struct {
  const char *device; /* (nullable) not known */
  gint64 sent_at;     /* ms since 1970; 0: not known */
  GArray *moves;      /* (owned) (nullable) (element-type NordClockMove) where that clock was set */
} NordSender;

/* An operation whose stamp counts for something else than its writer claimed. */
typedef struct {
  char *id, *hlc; /* (owned) */
} NordHlcEff;

typedef struct {
  NordPlace from, to; /* the feed before and after: what lies between is this push alone */
  GArray *results;    /* (owned) (element-type NordResult) one a line */
  GPtrArray *acks;    /* (owned) (element-type NordAck) of the devices in the push */
  GPtrArray *hlc_eff; /* (owned) (element-type NordHlcEff) of operations taken in */
  GPtrArray *removed; /* (owned) (element-type utf8) digests of media that are to go for good */
} NordReceipt;

NordReceipt *nord_receipt_new (void);
void nord_receipt_free (NordReceipt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordReceipt, nord_receipt_free)

typedef struct {
  char *type; /* (owned) */
  gint64 n;
} NordCount;

typedef struct {
  GString *lines; /* (owned) NDJSON */
  guint n_lines;
  GPtrArray *hlc_eff; /* (owned) (element-type NordHlcEff) of some of them */
  NordPlace place;
  gint64 left; /* operations that follow */
} NordPage;

void nord_hlc_eff_add (GPtrArray *to, const char *id, gssize id_length, const char *hlc);

NordPage *nord_page_new (void);
void nord_page_free (NordPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordPage, nord_page_free)

#define NORD_TYPE_STORAGE (nord_storage_get_type ())
G_DECLARE_INTERFACE (NordStorage, nord_storage, NORD, STORAGE, GObject)

struct _NordStorageInterface {
  GTypeInterface parent_iface;

  const char *(*get_id) (NordStorage *self);
  const char *(*get_epoch) (NordStorage *self);
  gboolean (*check_ready) (NordStorage *self, GError **error);
  NordReceipt *(*push) (NordStorage *self,
                        const char *scope,
                        NordRole role,
                        const NordSender *sender,
                        const NordSlice *lines,
                        guint n_lines,
                        GError **error);
  NordPage *(*read) (NordStorage *self,
                     const char *scope,
                     NordRole role,
                     const NordPlace *after,
                     guint limit,
                     gsize max_bytes,
                     GError **error);
  GPtrArray *(*count) (NordStorage *self, const char *scope, NordRole role, GError **error);
  GPtrArray *(*list_acks) (NordStorage *self, const char *scope, GError **error);
  gboolean (*begin_epoch) (NordStorage *self, GError **error);
  gboolean (*backup) (NordStorage *self, const char *path, GError **error);
};

const char *nord_storage_get_id (NordStorage *self);
const char *nord_storage_get_epoch (NordStorage *self);
gboolean nord_storage_check_ready (NordStorage *self, GError **error);
/* Takes in one batch in one transaction and returns after it is on the disk. */
NordReceipt *nord_storage_push (NordStorage *self,
                                const char *scope,
                                NordRole role,
                                const NordSender *sender,
                                const NordSlice *lines,
                                guint n_lines,
                                GError **error);
NordPage *nord_storage_read (NordStorage *self,
                             const char *scope,
                             NordRole role,
                             const NordPlace *after,
                             guint limit,
                             gsize max_bytes,
                             GError **error);
/* (element-type NordCount) living things by kind. */
GPtrArray *nord_storage_count (NordStorage *self, const char *scope, NordRole role, GError **error);
GPtrArray *nord_storage_list_acks (NordStorage *self, const char *scope, GError **error);
/* After a restore: tells every device to bring what this storage lost. */
gboolean nord_storage_begin_epoch (NordStorage *self, GError **error);
/* A verified copy; what it holds counts as durable from then on. */
gboolean nord_storage_backup (NordStorage *self, const char *path, GError **error);

G_END_DECLS
