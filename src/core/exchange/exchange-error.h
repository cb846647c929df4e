/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What can go wrong with other people's files. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NORD_EXCHANGE_ERROR_UNKNOWN_FORMAT, /* neither CSV nor GeoJSON nor GeoPackage */
  NORD_EXCHANGE_ERROR_INVALID,        /* not what its format demands; the message names the line */
  NORD_EXCHANGE_ERROR_UNSUPPORTED,    /* sound, but of a kind that we cannot take in */
  NORD_EXCHANGE_ERROR_TOO_LARGE,      /* beyond a limit that protects the program */
  NORD_EXCHANGE_ERROR_EMPTY,          /* nothing in it */
  NORD_EXCHANGE_ERROR_FAILED,
} NordExchangeError;

#define NORD_EXCHANGE_ERROR (nord_exchange_error_quark ())
GQuark nord_exchange_error_quark (void);

/* Limits: a file beyond them is refused before it costs memory or time. */
#define NORD_EXCHANGE_MAX_BYTES ((gsize) 256 << 20)
#define NORD_EXCHANGE_MAX_ROWS 500000
#define NORD_EXCHANGE_MAX_COLUMNS 500
#define NORD_EXCHANGE_MAX_FIELD ((gsize) 64 << 10)
#define NORD_EXCHANGE_MAX_DEPTH 64
/* More faults than anybody reads are counted, not listed. */
#define NORD_EXCHANGE_MAX_FAULTS 10000

G_END_DECLS
