/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The program as one thing: its command line, its windows, the actions that belong to no window. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_APPLICATION (nord_application_get_type ())
G_DECLARE_FINAL_TYPE (NordApplication, nord_application, NORD, APPLICATION, AdwApplication)

NordApplication *nord_application_new (void);

G_END_DECLS
