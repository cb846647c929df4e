/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How many ideas lie in each city and statistical district, counted in the background. */
#pragma once

#include "core/geo/districts.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NORD_TYPE_DISTRICT_TALLY (nord_district_tally_get_type ())
G_DECLARE_FINAL_TYPE (NordDistrictTally, nord_district_tally, NORD, DISTRICT_TALLY, GObject)

/* Signal: "changed" (): there are other numbers. */

NordDistrictTally *nord_district_tally_new (NordDistricts *districts);
/* (nullable) a list of NordIdea, which is followed. */
void nord_district_tally_set_ideas (NordDistrictTally *self, GListModel *ideas);
NordDistricts *nord_district_tally_get_districts (NordDistrictTally *self);
/* @index: of a district of the rank NORD_DISTRICT_CITY; their number for those in none, and one
 * more for those without a place. */
guint nord_district_tally_get (NordDistrictTally *self, guint index);
/* @index: of a district of the rank NORD_DISTRICT_STATISTICAL; those of one city district sum up to
 * its number. */
guint nord_district_tally_get_part (NordDistrictTally *self, guint index);

G_END_DECLS
