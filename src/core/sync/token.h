/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where the access key of a server is kept on this computer. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  NORD_TOKEN_NOWHERE,
  NORD_TOKEN_KEYRING,     /* the desktop's keyring, locked with the login */
  NORD_TOKEN_FILE,        /* no keyring here: a file that only this user can read */
  NORD_TOKEN_FILE_BESIDE, /* the same, for the keyring that is here stays shut or refuses */
} NordTokenPlace;

/* Loading never fails: (nullable) result, and @place says where it was. */
void nord_token_load_async (const char *server,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
char *nord_token_load_finish (GAsyncResult *result, NordTokenPlace *place);
/* Into the keyring, or into the file where there is none or it refuses; @place says which. @token
 * NULL or empty: forgets it in both. */
void nord_token_save_async (const char *server,
                            const char *token,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
gboolean nord_token_save_finish (GAsyncResult *result, NordTokenPlace *place, GError **error);
/* The first word of a file; a `token role` line of the server's own file will do as well. */
char *nord_token_read_file (const char *path, GError **error);

G_END_DECLS
