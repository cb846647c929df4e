/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Redacting an idea. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

void nord_redaction_ask (GtkWindow *parent, NordSession *session, NordRecord *idea);

G_END_DECLS
