/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Values by kind: setting, copying, comparing. */
#include "core/model/value.h"

#include "core/model/json.h"
#include "core/model/text.h"

#include <math.h>
#include <string.h>

void
nord_value_clear (NordValue *self)
{
  if (self->kind == NORD_VALUE_TEXT || self->kind == NORD_VALUE_JSON)
    g_free (self->text);
  else if (self->kind == NORD_VALUE_SHAPE)
    nord_shape_unref (self->shape);
  self->kind = NORD_VALUE_NULL;
}

void
nord_value_copy (NordValue *to, const NordValue *from)
{
  NordValue copy = *from;

  if (from->kind == NORD_VALUE_TEXT || from->kind == NORD_VALUE_JSON)
    copy.text = g_strdup (from->text);
  else if (from->kind == NORD_VALUE_SHAPE)
    nord_shape_ref (copy.shape);
  nord_value_clear (to);
  *to = copy;
}

gboolean
nord_value_equal (const NordValue *a, const NordValue *b)
{
  if (a->kind != b->kind)
    return FALSE;
  switch (a->kind) {
  case NORD_VALUE_NULL:
    return TRUE;
  case NORD_VALUE_BOOLEAN:
    return !a->boolean == !b->boolean;
  case NORD_VALUE_INTEGER:
    return a->integer == b->integer;
  case NORD_VALUE_REAL:
    return a->real == b->real;
  case NORD_VALUE_TEXT:
  case NORD_VALUE_JSON:
    return strcmp (a->text, b->text) == 0;
  case NORD_VALUE_SHAPE:
    return nord_shape_equal (a->shape, b->shape);
  default:
    g_return_val_if_reached (FALSE);
  }
}

/**
 * nord_value_set_text:
 * @self: a value
 * @text: (nullable): what was typed; it is cleaned (see nord_text_clean())
 *
 * An empty text is no text: it becomes the value NULL, so that "nothing there" has one form only.
 */
void
nord_value_set_text (NordValue *self, const char *text)
{
  g_autofree char *clean = text ? nord_text_clean (text) : NULL;

  nord_value_clear (self);
  if (clean == NULL || *clean == 0)
    return;
  self->kind = NORD_VALUE_TEXT;
  self->text = g_steal_pointer (&clean);
}

void
nord_value_set_integer (NordValue *self, gint64 integer)
{
  nord_value_clear (self);
  self->kind = NORD_VALUE_INTEGER;
  self->integer = integer;
}

void
nord_value_set_real (NordValue *self, double real)
{
  g_return_if_fail (isfinite (real));

  nord_value_clear (self);
  self->kind = NORD_VALUE_REAL;
  self->real = real == 0 ? 0 : real; /* minus zero has no text of its own in JSON */
}

void
nord_value_set_boolean (NordValue *self, gboolean boolean)
{
  nord_value_clear (self);
  self->kind = NORD_VALUE_BOOLEAN;
  self->boolean = !!boolean;
}

/**
 * nord_value_set_shape:
 * @self: a value
 * @shape: (nullable) (transfer none): a shape
 */
void
nord_value_set_shape (NordValue *self, NordShape *shape)
{
  if (shape)
    nord_shape_ref (shape);
  nord_value_clear (self);
  if (shape == NULL)
    return;
  self->kind = NORD_VALUE_SHAPE;
  self->shape = shape;
}

/**
 * nord_value_set_json:
 * @self: a value
 * @json: (nullable): JSON text of an object or an array, in any layout; kept in canonical form
 */
void
nord_value_set_json (NordValue *self, const char *json)
{
  g_autofree char *canonical = NULL;

  if (json != NULL) {
    canonical = nord_json_canonicalise (json, -1, NULL);
    g_return_if_fail (canonical != NULL && (*canonical == '{' || *canonical == '['));
  }
  nord_value_clear (self);
  if (canonical == NULL)
    return;
  self->kind = NORD_VALUE_JSON;
  self->text = g_steal_pointer (&canonical);
}
