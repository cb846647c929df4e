/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Map packs on their way into the data folder: looked at, copied one after the other, whatever
 * window shows it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define NORD_TYPE_PACK_INTAKE (nord_pack_intake_get_type ())
G_DECLARE_FINAL_TYPE (NordPackIntake, nord_pack_intake, NORD, PACK_INTAKE, GObject)

/* (transfer none) the one of this program. */
NordPackIntake *nord_pack_intake_get_default (void);
/* Takes its turn behind those that are being copied. The signal `told` (text, whether it is a
 * fault) says how it went. */
void nord_pack_intake_add (NordPackIntake *self, GFile *file);
/* (nullable) what is being copied, as it is shown; `notify` tells when that is another. */
const char *nord_pack_intake_get_name (NordPackIntake *self);
/* 0 to 1, of the one that is being copied. */
double nord_pack_intake_get_fraction (NordPackIntake *self);
/* Ends the copy that is going on; those that wait go on. */
void nord_pack_intake_cancel (NordPackIntake *self);

G_END_DECLS
