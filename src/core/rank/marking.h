/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The ballot of one person, made by tapping: no tap leads to a ballot that breaks the rules. */
#pragma once

#include "core/rank/polling.h"

G_BEGIN_DECLS

/* One more dot; a yes, a judgment, the next place or a thing in the basket, and with a second tap
 * none. @column: of ratings. FALSE: the rules do not allow it, @marks stay as they are. */
gboolean nord_marking_tap (const NordPolling *data, guint *marks, guint option, guint column);
/* The last tap on @option as if it had not been. FALSE: there was none. */
gboolean nord_marking_take_back (const NordPolling *data, guint *marks, guint option);
/* Dots or euros that are left; 0 where the method has none. */
gint64 nord_marking_get_rest (const NordPolling *data, const guint *marks);
gboolean nord_marking_is_empty (const NordPolling *data, const guint *marks);

G_END_DECLS
