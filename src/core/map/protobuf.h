/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A protocol buffer of unknown origin, read field by field: nothing is believed that the bytes do
 * not hold (https://protobuf.dev/programming-guides/encoding/). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const guint8 *at;  /* (borrowed) next byte */
  const guint8 *end; /* (borrowed) behind the last byte */
} NordProtobuf;

enum {
  NORD_WIRE_VARINT = 0,
  NORD_WIRE_FIXED64 = 1,
  NORD_WIRE_BYTES = 2,
  NORD_WIRE_FIXED32 = 5,
};

gboolean nord_protobuf_field (NordProtobuf *reader, guint32 *field, guint *wire);
gboolean nord_protobuf_bytes (NordProtobuf *reader, NordProtobuf *inner);
gboolean nord_protobuf_skip (NordProtobuf *reader, guint wire);

/* Inline, because a tile is little else than numbers. */
static inline gboolean
nord_protobuf_varint (NordProtobuf *reader, guint64 *value)
{
  guint64 result = 0;
  guint shift = 0;

  while (reader->at < reader->end && shift < 64) {
    guint8 byte = *reader->at++;
    result |= (guint64) (byte & 0x7f) << shift;
    if (byte < 0x80) {
      *value = result;
      return TRUE;
    }
    shift += 7;
  }
  return FALSE;
}

static inline gint64
nord_protobuf_zigzag (guint64 value)
{
  return (gint64) (value >> 1) ^ -(gint64) (value & 1);
}

G_END_DECLS
