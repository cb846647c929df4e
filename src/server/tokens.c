/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Who may speak to the server. Only digests of tokens are kept in memory, and all of them are
 * compared for every request, so that the time says nothing about how near a guess was. */
#include "server/tokens.h"

#include "core/model/sha256.h"

#include <gio/gio.h>
#include <sodium.h>
#include <math.h>
#include <string.h>

#define MIN_TOKEN_LENGTH 8
#define MAX_TOKEN_LENGTH 512

struct _NordTokens {
  GPtrArray *tokens;  /* (owned) (element-type NordToken) */
  NordToken stranger; /* all who bring no token that is known share one purse */
};

static void
token_free (gpointer data)
{
  NordToken *self = data;

  g_free (self->scope);
  g_free (self);
}

static gboolean
read_line (NordTokens *self, const char *line, GError **error)
{
  g_auto (GStrv) raw = g_strsplit_set (line, " \t\r", -1);
  const char *words[4] = {NULL};
  g_autofree NordToken *token = g_new0 (NordToken, 1);
  guint n = 0;

  for (guint i = 0; raw[i] != NULL && n < G_N_ELEMENTS (words); i++)
    if (*raw[i] != '\0')
      words[n++] = raw[i];
  if (n == 0 || *words[0] == '#')
    return TRUE;
  if (n < 2 || n > 3 || !nord_role_parse (words[1], &token->role)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "a line is `token role [workshop]`, the role one of laptop, kiosk, "
                         "staff, reader");
    return FALSE;
  }
  if (strlen (words[0]) < MIN_TOKEN_LENGTH || strlen (words[0]) > MAX_TOKEN_LENGTH) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a token has %d to %d characters",
                 MIN_TOKEN_LENGTH, MAX_TOKEN_LENGTH);
    return FALSE;
  }
  nord_sha256 (token->digest, (const guchar *) words[0], strlen (words[0]));
  token->scope = g_strdup (words[2]);
  g_ptr_array_add (self->tokens, g_steal_pointer (&token));
  return TRUE;
}

NordTokens *
nord_tokens_load (const char *path, GError **error)
{
  g_autoptr (NordTokens) self = g_new0 (NordTokens, 1);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  self->tokens = g_ptr_array_new_with_free_func (token_free);
  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    if (!read_line (self, lines[i], error)) {
      /* The line itself is not shown: it holds a token. */
      g_prefix_error (error, "%s, line %u: ", path, i + 1);
      return NULL;
    }
  }
  return g_steal_pointer (&self);
}

void
nord_tokens_free (NordTokens *self)
{
  g_clear_pointer (&self->tokens, g_ptr_array_unref);
  g_free (self);
}

guint
nord_tokens_get_size (NordTokens *self)
{
  return self->tokens->len;
}

NordToken *
nord_tokens_find (NordTokens *self, const char *authorization)
{
  guchar digest[32];
  const char *given = "";
  NordToken *found = NULL;

  if (authorization != NULL && g_ascii_strncasecmp (authorization, "Bearer ", 7) == 0)
    given = authorization + 7;
  nord_sha256 (digest, (const guchar *) given, strlen (given));
  for (guint i = 0; i < self->tokens->len; i++) {
    NordToken *token = g_ptr_array_index (self->tokens, i);

    if (sodium_memcmp (token->digest, digest, sizeof digest) == 0)
      found = token;
  }
  return found;
}

gboolean
nord_tokens_spend (NordTokens *self, NordToken *token, double rate, double burst, guint *wait)
{
  gint64 now = g_get_monotonic_time ();

  if (token == NULL)
    token = &self->stranger;
  if (token->credit_at == 0)
    token->credit = burst;
  else
    token->credit =
      MIN (burst, token->credit + rate * (double) (now - token->credit_at) / G_USEC_PER_SEC);
  token->credit_at = now;
  if (token->credit >= 1) {
    token->credit -= 1;
    return TRUE;
  }
  *wait = (guint) ceil ((1 - token->credit) / rate);
  return FALSE;
}
