/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Who may speak to the server: the tokens file, and how often each token may ask. */
#pragma once

#include "server/role.h"

G_BEGIN_DECLS

typedef struct {
  guchar digest[32]; /* the token itself is not kept */
  NordRole role;
  char *scope;      /* (owned) (nullable) the one workshop it is good for */
  double credit;    /* requests it may make at once */
  gint64 credit_at; /* monotonic µs */
} NordToken;

typedef struct _NordTokens NordTokens;

/* One `token role [workshop]` a line; empty lines and lines with # are passed over. */
NordTokens *nord_tokens_load (const char *path, GError **error);
void nord_tokens_free (NordTokens *self);
guint nord_tokens_get_size (NordTokens *self);
/* (nullable): not known. Takes as long for every answer. */
NordToken *nord_tokens_find (NordTokens *self, const char *authorization);
/* FALSE: too many requests, ask again after @wait seconds. @token NULL counts strangers. */
gboolean
nord_tokens_spend (NordTokens *self, NordToken *token, double rate, double burst, guint *wait);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordTokens, nord_tokens_free)

G_END_DECLS
