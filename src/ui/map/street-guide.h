/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The net of the streets in view, read in the background. */
#pragma once

#include "core/geo/street-net.h"
#include "ui/map/base-layer.h"

#include "core/geo/shape.h"

G_BEGIN_DECLS

#define NORD_TYPE_STREET_GUIDE (nord_street_guide_get_type ())
G_DECLARE_FINAL_TYPE (NordStreetGuide, nord_street_guide, NORD, STREET_GUIDE, GObject)

/* Signal: "changed" (): there is another net, or none any more. */

NordStreetGuide *nord_street_guide_new (NordBaseLayer *base);
/* Reads the streets of @seen and around it, unless they are known. */
void nord_street_guide_show (NordStreetGuide *self, const NordBounds *seen);
NordStreetNet *nord_street_guide_get_net (NordStreetGuide *self); /* (nullable) (transfer none) */
/* Another net is on its way; "changed" tells when. */
gboolean nord_street_guide_is_reading (NordStreetGuide *self);

G_END_DECLS
