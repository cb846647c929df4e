/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a person writes about a project of the register by hand, read and checked field by field. */
#pragma once

#include "core/model/change.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The code of an error is the field that is wrong, as NORD_PROJECT_NUMBER. */
#define NORD_PROJECT_FORM_ERROR (nord_project_form_error_quark ())
GQuark nord_project_form_error_quark (void);

char *nord_project_form_dup_text (NordRecord *project, guint field);
NordChange *nord_project_form_read (const char *const *texts,
                                    NordRecord *before,
                                    GListModel *projects,
                                    GError **error);
NordChangeSet *nord_project_form_remove (NordRecord *project, GListModel *links, const char *label);

G_END_DECLS
