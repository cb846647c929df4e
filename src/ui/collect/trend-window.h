/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How the register developed: how many projects were registered, started, finished and stopped in
 * each year or quarter, as bars and as a table that says the same. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_TREND_WINDOW (nord_trend_window_get_type ())
G_DECLARE_FINAL_TYPE (NordTrendWindow, nord_trend_window, NORD, TREND_WINDOW, AdwWindow)

/* @projects: (element-type NordProject), those that the list shows; followed while they alter. */
NordTrendWindow *nord_trend_window_new (GtkWindow *parent, GListModel *projects);

G_END_DECLS
