/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One operation as it stands on the wire, read without copying: slices into the text it came in. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As long and as deep as what the file of a workshop takes in. */
#define NORD_LINE_MAX_BYTES (1024 * 1024)
#define NORD_LINE_MAX_DEPTH 64
#define NORD_LINE_MAX_FIELDS 64

typedef struct {
  const char *at; /* (unowned) (nullable) not terminated */
  gsize length;
} NordSlice;

typedef struct {
  NordSlice name;  /* without quotes */
  NordSlice value; /* raw JSON */
} NordMember;

typedef struct {
  NordSlice text; /* the whole line, as it came */
  NordSlice id, dev, scope, doc, type, hlc;
  gint64 n;
  NordMember set[NORD_LINE_MAX_FIELDS];
  guint n_set;
  NordMember base[NORD_LINE_MAX_FIELDS];
  guint n_base;
  gboolean redacts; /* its texts stand in the place of what is taken out for good */
  NordSlice over; /* the decisions about conflicts, an object; without text where there are none */
} NordLine;

gboolean nord_line_scan (NordLine *self, const char *text, gsize length, const char **reason);
gboolean nord_line_find_id (const char *text, gsize length, NordSlice *id);
const NordMember *nord_line_find (const NordMember *members, guint n, NordSlice name);
/* Reads an object of at most @max plainly named members. */
gboolean nord_slice_read_object (NordSlice self, NordMember *members, guint max, guint *n);
/* For lists of other things than operations: is @text one JSON value, not too deep? */
gboolean nord_line_is_json (const char *text, gsize length);

gboolean nord_slice_equal (NordSlice a, NordSlice b);
gboolean nord_slice_is (NordSlice self, const char *text);
gboolean nord_slice_is_uuid (NordSlice self);
/* The inside of a JSON string without escapes; a slice without text where @raw is something else.
 */
NordSlice nord_slice_unquote (NordSlice raw);

/* Does it take the digest from a medium, so that the bytes go for good? */
gboolean nord_line_removes_medium (const NordLine *self);

G_END_DECLS
