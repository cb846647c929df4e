/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Canonical JSON (RFC 8785): one value has exactly one text, so texts can be hashed and compared.
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Deeper nesting is refused before parsing: json-glib 1.6 parses recursively and overflows the
 * stack on hostile input. */
#define NORD_JSON_MAX_DEPTH 64

typedef enum {
  NORD_JSON_ERROR_INVALID,
} NordJsonError;

#define NORD_JSON_ERROR (nord_json_error_quark ())
GQuark nord_json_error_quark (void);

void nord_json_append_string (GString *to, const char *text);
void nord_json_append_integer (GString *to, gint64 integer);
void nord_json_append_real (GString *to, double real);
void nord_json_append_node (GString *to, JsonNode *node);

JsonNode *nord_json_parse (const char *text, gssize length, GError **error);
char *nord_json_canonicalise (const char *text, gssize length, GError **error);

G_END_DECLS
