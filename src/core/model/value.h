/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One value of one field: nothing, a truth, a number, a text, a shape or a piece of JSON. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

typedef enum {
  NORD_VALUE_NULL,
  NORD_VALUE_BOOLEAN,
  NORD_VALUE_INTEGER,
  NORD_VALUE_REAL,
  NORD_VALUE_TEXT, /* UTF-8, plain text, NFC, no control characters but \n and \t */
  NORD_VALUE_SHAPE,
  NORD_VALUE_JSON, /* canonical JSON text (RFC 8785): an object or an array */
} NordValueKind;

typedef struct {
  NordValueKind kind;
  union {
    gboolean boolean;
    gint64 integer;
    double real;
    char *text;       /* (owned) for TEXT and JSON */
    NordShape *shape; /* (owned) */
  };
} NordValue;

#define NORD_VALUE_INIT                                                                            \
  {                                                                                                \
    .kind = NORD_VALUE_NULL                                                                        \
  }

void nord_value_clear (NordValue *self);
void nord_value_copy (NordValue *to, const NordValue *from);
gboolean nord_value_equal (const NordValue *a, const NordValue *b);
void nord_value_set_text (NordValue *self, const char *text);
void nord_value_set_integer (NordValue *self, gint64 integer);
void nord_value_set_real (NordValue *self, double real);
void nord_value_set_boolean (NordValue *self, gboolean boolean);
void nord_value_set_shape (NordValue *self, NordShape *shape);
void nord_value_set_json (NordValue *self, const char *json);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NordValue, nord_value_clear)

G_END_DECLS
