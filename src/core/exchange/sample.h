/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The sample workshop that the program carries: GeoJSON whose foreign members (RFC 7946, section
 * 6.1) hold the workshop itself, its steps, projects and answers. */
#pragma once

#include "core/model/change.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The file inside the program; NULL and @error where it was built without. */
GBytes *nord_sample_load (GError **error);
/* The register of made-up projects as GeoJSON, as an import of projects takes it. */
GBytes *nord_sample_load_register (GError **error);
char *nord_sample_read_title (GBytes *bytes, GError **error);
/* (transfer full) everything as one step: changes to @workshop, which is fresh, and new things. */
NordChangeSet *nord_sample_read (GBytes *bytes, NordRecord *workshop, GError **error);

G_END_DECLS
