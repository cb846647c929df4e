/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A list that is shown a screenful first and the rest in the frames after. GtkListView makes and
 * measures up to two hundred rows at once as soon as its list has as many; at the first frame of a
 * window, and whenever a filter changes the list, that is what takes the longest. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_GROWING_MODEL (nord_growing_model_get_type ())
G_DECLARE_FINAL_TYPE (NordGrowingModel, nord_growing_model, NORD, GROWING_MODEL, GObject)

/* @model: the whole list, which this one holds.
 * @view: (unowned) what shows the list. It grows with the frames of @view while that is in view,
 * and is taken back to a screenful when all of @model changes at once. */
NordGrowingModel *nord_growing_model_new (GListModel *model, GtkWidget *view);
/* Shows at once what is at @position, a place in @model; nothing where there is no such place. */
void nord_growing_model_reach (NordGrowingModel *self, guint position);

G_END_DECLS
