/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The line that always tells whether what was said is safe: "Saved 17:41:58" after the last COMMIT,
 * amber when writing takes long, red when a write failed. */
#pragma once

#include "core/document/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_TRUST_LINE (nord_trust_line_get_type ())
G_DECLARE_FINAL_TYPE (NordTrustLine, nord_trust_line, NORD, TRUST_LINE, AdwBin)

/* Property: "document" (nullable). */
void nord_trust_line_set_document (NordTrustLine *self, NordDocument *document);

G_END_DECLS
