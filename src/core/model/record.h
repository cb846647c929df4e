/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A live thing of a workshop: its id and its values. Pages bind to its properties (named as the
 * fields, with dashes); only the document changes it, after the change has been stored. */
#pragma once

#include "core/model/noun.h"

G_BEGIN_DECLS

#define NORD_TYPE_RECORD (nord_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (NordRecord, nord_record, NORD, RECORD, GObject)

struct _NordRecordClass {
  GObjectClass parent_class;
  const NordNoun *noun;
  /*< private >*/
  GParamSpec **properties; /* (owned) one a field */
};

NordRecord *nord_record_new (NordNounKind kind, const char *id);
/* For class_init of each noun: sets the noun and installs one read-only property a field. @n_fields
 * is the length of the noun's enum, which must be that of its table. */
void nord_record_class_bind_noun (NordRecordClass *klass, NordNounKind kind, guint n_fields);

const char *nord_record_get_id (NordRecord *self);
const NordNoun *nord_record_get_noun (NordRecord *self);
const NordValue *nord_record_peek (NordRecord *self, guint field);
const char *nord_record_get_text (NordRecord *self, guint field); /* (nullable) TEXT and JSON */
gint64 nord_record_get_integer (NordRecord *self, guint field);   /* 0 where NULL */
double nord_record_get_real (NordRecord *self, guint field);
gboolean nord_record_get_boolean (NordRecord *self, guint field);
NordShape *nord_record_get_shape (NordRecord *self, guint field); /* (transfer none) (nullable) */
/* Only for the document and the store. Notifies when the value differs. */
void nord_record_put (NordRecord *self, guint field, const NordValue *value);

G_END_DECLS
