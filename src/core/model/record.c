/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The values of one thing, and a read-only property for each of them. */
#include "core/model/record.h"

typedef struct {
  char *id;          /* (owned) */
  NordValue *values; /* (owned) one a field of the noun */
} NordRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NordRecord, nord_record, G_TYPE_OBJECT)

enum { PROP_0, PROP_ID, N_PROPS };
static GParamSpec *properties[N_PROPS];

static NordRecordPrivate *
get_private (NordRecord *self)
{
  return nord_record_get_instance_private (self);
}

/* The properties of the nouns; numbers from 1 in the order of the fields. */
static void
get_field_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  const NordValue *held = nord_record_peek (NORD_RECORD (object), property_id - 1);

  if (held->kind == NORD_VALUE_NULL)
    return; /* the value is initialised to the type's nothing */
  switch (NORD_RECORD_GET_CLASS (object)->noun->fields[property_id - 1].kind) {
  case NORD_VALUE_BOOLEAN:
    g_value_set_boolean (value, held->boolean);
    break;
  case NORD_VALUE_INTEGER:
    g_value_set_int64 (value, held->integer);
    break;
  case NORD_VALUE_REAL:
    g_value_set_double (value, held->real);
    break;
  case NORD_VALUE_TEXT:
  case NORD_VALUE_JSON:
    g_value_set_string (value, held->text);
    break;
  case NORD_VALUE_SHAPE:
    g_value_set_boxed (value, held->shape);
    break;
  case NORD_VALUE_NULL:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
nord_record_constructed (GObject *object)
{
  NordRecord *self = NORD_RECORD (object);

  get_private (self)->values = g_new0 (NordValue, NORD_RECORD_GET_CLASS (self)->noun->n_fields);
  G_OBJECT_CLASS (nord_record_parent_class)->constructed (object);
}

static void
nord_record_finalize (GObject *object)
{
  NordRecord *self = NORD_RECORD (object);
  NordRecordPrivate *priv = get_private (self);

  for (guint i = 0; i < NORD_RECORD_GET_CLASS (self)->noun->n_fields; i++)
    nord_value_clear (&priv->values[i]);
  g_free (priv->values);
  g_free (priv->id);
  G_OBJECT_CLASS (nord_record_parent_class)->finalize (object);
}

static void
nord_record_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch (property_id) {
  case PROP_ID:
    g_value_set_string (value, get_private (NORD_RECORD (object))->id);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
nord_record_class_init (NordRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = nord_record_constructed;
  object_class->finalize = nord_record_finalize;
  object_class->get_property = nord_record_get_property;

  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
nord_record_init (NordRecord *self)
{
}

/**
 * nord_record_new:
 * @kind: the noun
 * @id: a UUID
 *
 * Returns: (transfer full): a record of that noun without values
 */
NordRecord *
nord_record_new (NordNounKind kind, const char *id)
{
  NordRecord *self = g_object_new (nord_noun_get (kind)->get_type (), NULL);

  get_private (self)->id = g_strdup (id);
  return self;
}

void
nord_record_class_bind_noun (NordRecordClass *klass, NordNounKind kind, guint n_fields)
{
  const NordNoun *noun = nord_noun_get (kind);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_NICK | G_PARAM_STATIC_BLURB;

  g_assert (noun->n_fields == n_fields);
  klass->noun = noun;
  klass->properties = g_new0 (GParamSpec *, noun->n_fields + 1);
  G_OBJECT_CLASS (klass)->get_property = get_field_property;
  for (guint i = 0; i < noun->n_fields; i++) {
    g_autofree char *name = g_strdelimit (g_strdup (noun->fields[i].name), "_", '-');
    GParamSpec *pspec = NULL;

    switch (noun->fields[i].kind) {
    case NORD_VALUE_BOOLEAN:
      pspec = g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
      break;
    case NORD_VALUE_INTEGER:
      pspec = g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
      break;
    case NORD_VALUE_REAL:
      pspec = g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
      break;
    case NORD_VALUE_TEXT:
    case NORD_VALUE_JSON:
      pspec = g_param_spec_string (name, NULL, NULL, NULL, flags);
      break;
    case NORD_VALUE_SHAPE:
      pspec = g_param_spec_boxed (name, NULL, NULL, NORD_TYPE_SHAPE, flags);
      break;
    case NORD_VALUE_NULL:
    default:
      g_assert_not_reached ();
    }
    klass->properties[i + 1] = pspec;
  }
  g_object_class_install_properties (G_OBJECT_CLASS (klass), noun->n_fields + 1, klass->properties);
}

const char *
nord_record_get_id (NordRecord *self)
{
  return get_private (self)->id;
}

const NordNoun *
nord_record_get_noun (NordRecord *self)
{
  return NORD_RECORD_GET_CLASS (self)->noun;
}

/**
 * nord_record_peek:
 * @self: a record
 * @field: index in the noun's table
 *
 * Returns: (transfer none): the value, valid until the next change of the record
 */
const NordValue *
nord_record_peek (NordRecord *self, guint field)
{
  g_return_val_if_fail (field < NORD_RECORD_GET_CLASS (self)->noun->n_fields, NULL);

  return &get_private (self)->values[field];
}

const char *
nord_record_get_text (NordRecord *self, guint field)
{
  const NordValue *value = nord_record_peek (self, field);

  return value->kind == NORD_VALUE_TEXT || value->kind == NORD_VALUE_JSON ? value->text : NULL;
}

gint64
nord_record_get_integer (NordRecord *self, guint field)
{
  const NordValue *value = nord_record_peek (self, field);

  return value->kind == NORD_VALUE_INTEGER ? value->integer : 0;
}

double
nord_record_get_real (NordRecord *self, guint field)
{
  const NordValue *value = nord_record_peek (self, field);

  return value->kind == NORD_VALUE_REAL ? value->real : 0;
}

gboolean
nord_record_get_boolean (NordRecord *self, guint field)
{
  const NordValue *value = nord_record_peek (self, field);

  return value->kind == NORD_VALUE_BOOLEAN && value->boolean;
}

NordShape *
nord_record_get_shape (NordRecord *self, guint field)
{
  const NordValue *value = nord_record_peek (self, field);

  return value->kind == NORD_VALUE_SHAPE ? value->shape : NULL;
}

void
nord_record_put (NordRecord *self, guint field, const NordValue *value)
{
  NordRecordClass *klass = NORD_RECORD_GET_CLASS (self);
  NordValue *held = &get_private (self)->values[field];

  g_return_if_fail (field < klass->noun->n_fields);
  g_return_if_fail (value->kind == NORD_VALUE_NULL ||
                    value->kind == klass->noun->fields[field].kind);

  if (nord_value_equal (held, value))
    return;
  nord_value_copy (held, value);
  g_object_notify_by_pspec (G_OBJECT (self), klass->properties[field + 1]);
}
