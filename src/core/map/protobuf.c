/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A protocol buffer of unknown origin, read field by field. */
#include "core/map/protobuf.h"

gboolean
nord_protobuf_field (NordProtobuf *reader, guint32 *field, guint *wire)
{
  guint64 tag;

  if (!nord_protobuf_varint (reader, &tag) || tag > G_MAXUINT32)
    return FALSE;
  *field = (guint32) (tag >> 3);
  *wire = tag & 7;
  return *field != 0;
}

gboolean
nord_protobuf_bytes (NordProtobuf *reader, NordProtobuf *inner)
{
  guint64 length;

  if (!nord_protobuf_varint (reader, &length) || length > (guint64) (reader->end - reader->at))
    return FALSE;
  inner->at = reader->at;
  inner->end = reader->at + length;
  reader->at += length;
  return TRUE;
}

gboolean
nord_protobuf_skip (NordProtobuf *reader, guint wire)
{
  guint64 ignored;
  NordProtobuf inner;
  gsize size;

  switch (wire) {
  case NORD_WIRE_VARINT:
    return nord_protobuf_varint (reader, &ignored);
  case NORD_WIRE_BYTES:
    return nord_protobuf_bytes (reader, &inner);
  case NORD_WIRE_FIXED64:
  case NORD_WIRE_FIXED32:
    size = wire == NORD_WIRE_FIXED64 ? 8 : 4;
    if ((gsize) (reader->end - reader->at) < size)
      return FALSE;
    reader->at += size;
    return TRUE;
  default:
    return FALSE;
  }
}
