/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Own layers on the map on paper: plans under discussion, with what their colours stand for. */
#pragma once

#include "core/map/map-camera.h"
#include "core/model/layer-feature.h"
#include "core/model/layer.h"

#include <cairo.h>

G_BEGIN_DECLS

/* What was taken of a workshop: values, for any thread. */
typedef struct _NordSheetPlans NordSheetPlans;

NordSheetPlans *nord_sheet_plans_new (void);
void nord_sheet_plans_free (NordSheetPlans *self);
void nord_sheet_plans_add_layer (NordSheetPlans *self, NordRecord *layer);
void nord_sheet_plans_add_feature (NordSheetPlans *self, NordRecord *feature);
guint nord_sheet_plans_get_n (const NordSheetPlans *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordSheetPlans, nord_sheet_plans_free)

/* What a view shows of them. */
typedef struct _NordPlanPicture NordPlanPicture;

NordPlanPicture *nord_plan_picture_new (const NordSheetPlans *plans, const NordMapCamera *view);
void nord_plan_picture_free (NordPlanPicture *self);
guint nord_plan_picture_get_n (const NordPlanPicture *self);
void nord_plan_picture_draw (const NordPlanPicture *self, cairo_t *cr);

/* Height of a row of the legend, mm. */
#define NORD_PLAN_LEGEND_ROW 4.6

guint nord_plan_legend_count_rows (guint n, double width);
void nord_plan_picture_draw_legend (const NordPlanPicture *self,
                                    cairo_t *cr,
                                    double x,
                                    double y,
                                    double width,
                                    guint rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordPlanPicture, nord_plan_picture_free)

G_END_DECLS
