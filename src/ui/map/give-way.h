/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Threads that paint a map let the main loop go first, where there are many maps. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From now on, in this program. */
void nord_give_way_begin (void);
/* For a thread that paints: it takes less of a busy processor than the main loop does, until it
 * ends. Nothing before nord_give_way_begin (). */
void nord_give_way (void);

G_END_DECLS
