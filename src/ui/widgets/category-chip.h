/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A focal area with its sign and its word side by side. */
#pragma once

#include "core/model/programme.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_CATEGORY_CHIP (nord_category_chip_get_type ())
G_DECLARE_FINAL_TYPE (NordCategoryChip, nord_category_chip, NORD, CATEGORY_CHIP, AdwBin)

/* Properties: "programme", "category" (id, nullable: an idea without one). */
void nord_category_chip_set_programme (NordCategoryChip *self, NordProgramme *programme);
void nord_category_chip_set_category (NordCategoryChip *self, const char *category);

G_END_DECLS
