/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The register of projects on its way out. Reading the file back gives the same projects. */
#pragma once

#include "core/exchange/export.h"

G_BEGIN_DECLS

/* @projects: (element-type NordProject), in the order in which they shall stand. */
void nord_register_export_csv (NordOutputFile *to, NordCsvStyle style, const GPtrArray *projects);
void
nord_register_export_geojson (NordOutputFile *to, const char *title, const GPtrArray *projects);

G_END_DECLS
