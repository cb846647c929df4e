/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The drop-down of districts: the city's, and beneath each the statistical ones that make it up. */
#pragma once

#include "core/geo/districts.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Fills @drop with the city districts of these names. The keys of all choices but the first, as
 * NORD_FILTER_DISTRICT has them, are returned: (transfer full) (element-type utf8). */
GPtrArray *
nord_district_choice_fill (GtkDropDown *drop, const char *const *names, NordDistricts *districts);
/* @key: (nullable). What is not among the choices, but filtered by elsewhere, becomes one. */
void nord_district_choice_select (GtkDropDown *drop,
                                  GPtrArray *keys,
                                  NordDistricts *districts,
                                  const char *key);

G_END_DECLS
