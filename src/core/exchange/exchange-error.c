/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The error domain of the room. */
#include "core/exchange/exchange-error.h"

G_DEFINE_QUARK (nord_exchange_error, nord_exchange_error)
