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
/* @width of the map, pixels: only signs, no words, where these have no room. */
void nord_tool_bar_set_room (NordToolBar *self, int width);
/* (transfer none) why the tool did not do what was asked, a translated sentence. */
const char *nord_tool_bar_explain (NordToolRefusal why);

G_END_DECLS
