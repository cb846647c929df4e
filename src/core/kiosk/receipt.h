/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The code by which a resident's idea is found again, and what is kept of it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) "7KQM-3XPD-V9FA": 60 random bits. */
char *nord_receipt_new (void);
/* (transfer full) (nullable) as nord_receipt_new () writes it, whatever hand wrote @text: small
 * letters, other gaps, O for 0, I or L for 1; NULL where it is no code. */
char *nord_receipt_read (const char *text);
/* (transfer full) (nullable) what stands on the idea: a hash under the key of the @workshop (its
 * id), from which the code cannot be told. NULL where @text is no code. */
char *nord_receipt_hash (const char *text, const char *workshop);

G_END_DECLS
