/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Reads JSON (RFC 8259) piece by piece, without a tree, so that neither size nor depth of a foreign
 * file costs memory or the stack. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A piece of the text. */
typedef struct {
  gsize at, length;
} NordJsonSpan;

typedef enum {
  NORD_JSON_NOTHING, /* the end of the text, or no value here */
  NORD_JSON_OBJECT,
  NORD_JSON_ARRAY,
  NORD_JSON_STRING,
  NORD_JSON_NUMBER,
  NORD_JSON_WORD, /* true, false, null; NaN and Infinity too, which JSON has not but people write */
} NordJsonKind;

typedef struct {
  const char *text; /* (not owned) */
  gsize length;
  gsize at;          /* where reading goes on */
  const char *fault; /* (not owned) (nullable) translated: what is wrong at `at` */
  /*< private >*/
  gsize counted; /* up to here the lines were counted */
  guint line;
} NordJsonScan;

void nord_json_scan_init (NordJsonScan *self, const char *text, gsize length);
NordJsonKind nord_json_scan_peek (NordJsonScan *self);
/* Passes over one value of any kind; @span gets its place. FALSE: `fault` says why. */
gboolean nord_json_scan_skip (NordJsonScan *self, NordJsonSpan *span);
/* Enters the object or array that nord_json_scan_peek () saw. */
void nord_json_scan_enter (NordJsonScan *self);
/* The next member: its name without the quotation marks, reading goes on at its value. FALSE at the
 * end of the object, or with `fault`. @first is TRUE before the first. */
gboolean nord_json_scan_member (NordJsonScan *self, gboolean *first, NordJsonSpan *name);
/* The next element: reading goes on at it. */
gboolean nord_json_scan_element (NordJsonScan *self, gboolean *first);
/* The line of a place; places must not go backwards. */
guint nord_json_scan_line (NordJsonScan *self, gsize at);
/* The characters of a string given by its span without the quotation marks. FALSE: half a surrogate
 * pair was replaced. */
gboolean nord_json_unescape (const char *text, gsize length, GString *to);
gboolean nord_json_scan_equal (const NordJsonScan *self, NordJsonSpan span, const char *word);

G_END_DECLS
