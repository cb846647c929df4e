/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* In which order a ballot shows the options: each its own, so that none gains by standing first. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): a permutation of 0 to @n - 1, always the same for the same @ballot (its id). */
guint *nord_option_order_new (const char *ballot, guint n);

G_END_DECLS
