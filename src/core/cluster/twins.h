/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Pairs of ideas of a whole workshop that say nearly the same. */
#pragma once

#include "core/cluster/proposal.h"

G_BEGIN_DECLS

#define NORD_TYPE_TWIN (nord_twin_get_type ())
G_DECLARE_FINAL_TYPE (NordTwin, nord_twin, NORD, TWIN, GObject)

/* (transfer full) (element-type NordTwin) each pair once, the most similar first. @cards:
 * (element-type NordCard), plain data, so that a thread can have it. @at_least: similarity above 0,
 * at most 1. @done: (nullable) counted up to @cards->len, to be read with g_atomic_int_get ().
 * Fails only where it is cancelled. */
GPtrArray *nord_twins_find (GPtrArray *cards,
                            double at_least,
                            gint *done,
                            GCancellable *cancellable,
                            GError **error);

const char *nord_twin_get_first (NordTwin *self);  /* id */
const char *nord_twin_get_second (NordTwin *self); /* id */
double nord_twin_get_similarity (NordTwin *self);
/* How alike, by which words and how far apart, in words of the reader. */
const char *nord_twin_get_reason (NordTwin *self);

G_END_DECLS
