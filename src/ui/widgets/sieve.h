/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What of a list passes a filter, as GtkFilterListModel has it, but never for half: a long list is
 * looked through in small pieces between the frames while the old answer stands, and the new one
 * takes its place at once. A short list is looked through at once. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Up to here a list is looked through at once. */
#define NORD_SIEVE_SHORT 2000

#define NORD_TYPE_SIEVE (nord_sieve_get_type ())
G_DECLARE_FINAL_TYPE (NordSieve, nord_sieve, NORD, SIEVE, GObject)

NordSieve *nord_sieve_new (void);
void nord_sieve_set_filter (NordSieve *self, GtkFilter *filter); /* (nullable): all passes */
void nord_sieve_set_model (NordSieve *self, GListModel *model);  /* (nullable) */
GListModel *nord_sieve_get_model (NordSieve *self);              /* (nullable) (transfer none) */
/* Whether the answer is still that of the filter as it was before; the property `looking`. */
gboolean nord_sieve_is_looking (NordSieve *self);

G_END_DECLS
