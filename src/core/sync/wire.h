/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The lines that go to and fro, as far as the one who carries them needs to read them. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* (nullable) the text of the member @name of the line, (transfer full). */
char *nord_wire_get_text (const char *line, const char *name);
/* Splits @body into lines; the last becomes @trailer, parsed. FALSE: cut, or not what it should be.
 * The lines lie in @text, which is (transfer full). */
gboolean
nord_wire_split (GBytes *body, char **text, GPtrArray *lines, JsonNode **trailer, GError **error);
/* (nullable) member of an object that may have any form. */
const char *nord_wire_get_member (JsonNode *node, const char *name);

G_END_DECLS
