/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What was taken out of texts, and where else the same words stand. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NordTraces NordTraces;

NordTraces *nord_traces_new (void);
void nord_traces_free (NordTraces *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordTraces, nord_traces_free)

void nord_traces_add (NordTraces *self, const char *was, const char *left);
gboolean nord_traces_are_empty (NordTraces *self);
char *nord_traces_clean (NordTraces *self, const char *text);

G_END_DECLS
