/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The sign beside a workshop file that somebody is writing in it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NORD_LOCK_TAKEN,
  NORD_LOCK_HELD,     /* by another window or program */
  NORD_LOCK_NO_PLACE, /* the folder cannot be written */
} NordLockResult;

typedef struct {
  int fd;     /* -1: not taken */
  char *path; /* (owned) (nullable) */
} NordLock;

NordLockResult nord_lock_take (NordLock *self, const char *path);
void nord_lock_release (NordLock *self);

G_END_DECLS
