/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The names of places that ship with the program: districts and landmarks. */
#pragma once

#include "core/cluster/proposal.h"

G_BEGIN_DECLS

GPtrArray *nord_place_names_new_default (void);

G_END_DECLS
