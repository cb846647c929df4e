/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The tools at the lower edge of the map, and while one draws, what it expects next. */
#pragma once

#include "core/draw/tool.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_TOOL_BAR (nord_tool_bar_get_type ())
G_DECLARE_FINAL_TYPE (NordToolBar, nord_tool_bar, NORD, TOOL_BAR, AdwBin)

/* The buttons activate "collect.tool" (select, pin, line, area, edit), "collect.finish",
 * "collect.back", "collect.cancel" and "collect.remove-vertex" of the page around. */

/* (nullable) follows the state of the tool in hand. */
void nord_tool_bar_update (NordToolBar *self, const NordTool *tool);
/* Only signs, no words, where there is little room. */
void nord_tool_bar_set_narrow (NordToolBar *self, gboolean narrow);
/* (transfer none) why the tool did not do what was asked, a translated sentence. */
const char *nord_tool_bar_explain (NordToolRefusal why);

G_END_DECLS
