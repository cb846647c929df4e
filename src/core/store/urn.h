/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The urn: secret ballots and the codes that gave the right to them, so that neither tells of the
 * other. */
#pragma once

#include "core/store/store.h"

G_BEGIN_DECLS

#define NORD_CODE_SALT_BYTES 16 /* crypto_pwhash_SALTBYTES */

GBytes *nord_store_read_code_salt (NordStore *self, GError **error);
/* (element-type GBytes) what nord_code_hash() made of the codes, at @anew in place of all others.
 */
gboolean nord_store_add_codes (NordStore *self, GPtrArray *hashes, gboolean anew, GError **error);
guint nord_store_count_codes (NordStore *self);
/* Would the code be taken? FALSE and %NORD_STORE_ERROR_CODE_USED or …_UNKNOWN. */
gboolean nord_store_check_code (NordStore *self, const char *poll, GBytes *code, GError **error);
gboolean nord_store_cast (NordStore *self, const NordChange *ballot, GBytes *code, GError **error);
guint nord_store_count_urn (NordStore *self, const char *poll);
/* (transfer full) (nullable) the ballots that went into the log; NULL only on failure. */
NordChangeSet *nord_store_empty_urn (NordStore *self, const char *poll, GError **error);
gboolean nord_store_empty_closed (NordStore *self, NordChangeSet *changes, GError **error);

G_END_DECLS
