/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What is told of a filtered list of ideas: how many there are, that a search is still going on,
 * and what stands in its place where it is empty. */
#pragma once

#include "ui/widgets/sieve.h"

G_BEGIN_DECLS

/* A search that takes longer than so many milliseconds is told; a shorter one would only flicker.
 */
#define NORD_LIST_STATE_PATIENCE 200

typedef struct _NordListState NordListState;

/* @stack has the pages `list`, `searching`, `nothing` and `first`. The widgets must live as long.
 */
NordListState *
nord_list_state_new (NordSieve *sieve, GtkLabel *count, GtkSpinner *spinner, GtkStack *stack);
void nord_list_state_free (NordListState *self);
/* The list behind the sieve, or what passes, is another. */
void nord_list_state_update (NordListState *self);

G_END_DECLS
