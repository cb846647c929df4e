/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Structured errors (RFC 9457). */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

char *nord_problem_to_json (guint status, const char *kind, const char *detail);
/* Answers @message with a problem; the body of the request, if any, is passed over. @kind: a word
 * that programs may go by, (nullable) where the status says it all. */
void nord_problem_answer (SoupServerMessage *message,
                          guint status,
                          const char *kind,
                          const char *detail);
/* The same in one piece of text for a connection that HTTP can no longer be spoken on. */
GBytes *nord_problem_to_bytes (guint status, const char *detail);

G_END_DECLS
