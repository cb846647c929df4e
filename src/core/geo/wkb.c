/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Shapes as well-known binary: writes little-endian, reads both byte orders and trusts nothing. */
#include "core/geo/wkb.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SRS_WGS84 4326

/* Z, M and SRID as PostGIS and old GDAL write them, in the high bits of the type. */
#define EWKB_Z 0x80000000u
#define EWKB_M 0x40000000u
#define EWKB_SRID 0x20000000u

static guint8 *
put_u32 (guint8 *at, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (at, &value, 4);
  return at + 4;
}

static guint8 *
put_double (guint8 *at, double value)
{
  guint64 bits;

  memcpy (&bits, &value, 8);
  bits = GUINT64_TO_LE (bits);
  memcpy (at, &bits, 8);
  return at + 8;
}

static guint8 *
put_positions (guint8 *at, const NordShape *shape, guint from, guint to)
{
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  memcpy (at, shape->xy + 2 * from, (to - from) * 16);
  return at + (to - from) * 16;
#else
  for (guint i = 2 * from; i < 2 * to; i++)
    at = put_double (at, shape->xy[i]);
  return at;
#endif
}

/* Head (order and kind) of a geometry: 5 bytes. */
static guint8 *
put_head (guint8 *at, guint32 kind)
{
  *at++ = 1;
  return put_u32 (at, kind);
}

static guint8 *
put_part (guint8 *at, const NordShape *shape, guint part)
{
  guint kind = shape->kind > NORD_SHAPE_AREA ? shape->kind - 3 : shape->kind;
  guint first = part ? shape->part_ends[part - 1] : 0, end = shape->part_ends[part];

  at = put_head (at, kind);
  if (kind == NORD_SHAPE_AREA)
    at = put_u32 (at, end - first);
  for (guint r = first; r < end; r++) {
    guint from = r ? shape->ring_ends[r - 1] : 0, to = shape->ring_ends[r];

    if (kind != NORD_SHAPE_POINT)
      at = put_u32 (at, to - from);
    at = put_positions (at, shape, from, to);
  }
  return at;
}

static gsize
encoded_size (const NordShape *shape)
{
  guint kind = shape->kind > NORD_SHAPE_AREA ? shape->kind - 3 : shape->kind;
  gsize size = shape->n_points * 16 + shape->n_parts * 5;

  if (kind != NORD_SHAPE_POINT)
    size += shape->n_rings * 4;
  if (kind == NORD_SHAPE_AREA)
    size += shape->n_parts * 4;
  return shape->kind > NORD_SHAPE_AREA ? size + 9 : size;
}

static void
put_shape (guint8 *at, const NordShape *shape)
{
  if (shape->kind > NORD_SHAPE_AREA)
    at = put_u32 (put_head (at, shape->kind), shape->n_parts);
  for (guint p = 0; p < shape->n_parts; p++)
    at = put_part (at, shape, p);
}

typedef struct {
  const guint8 *at;  /* next byte */
  const guint8 *end; /* one past the last */
  GArray *xy;        /* (owned) (element-type double) */
  GArray *rings;     /* (owned) (element-type guint) ends */
  GArray *parts;     /* (owned) (element-type guint) ends */
} Reader;

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->xy, g_array_unref);
  g_clear_pointer (&self->rings, g_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
fail (GError **error, int code, const char *message)
{
  g_set_error_literal (error, NORD_GEO_ERROR, code, message);
  return FALSE;
}

static gboolean
take_u32 (Reader *self, gboolean little, guint32 *value, GError **error)
{
  if (self->end - self->at < 4)
    return fail (error, NORD_GEO_ERROR_INVALID, _ ("The geometry ends too early"));
  memcpy (value, self->at, 4);
  *value = little ? GUINT32_FROM_LE (*value) : GUINT32_FROM_BE (*value);
  self->at += 4;
  return TRUE;
}

static double
get_double (const guint8 *at, gboolean little)
{
  guint64 bits;
  double value;

  memcpy (&bits, at, 8);
  bits = little ? GUINT64_FROM_LE (bits) : GUINT64_FROM_BE (bits);
  memcpy (&value, &bits, 8);
  return value;
}

/* A ring of @n positions; the count is held against what is left before a byte is reserved. */
static gboolean
take_ring (Reader *self, guint32 n, guint width, gboolean little, GError **error)
{
  guint end;

  if ((gsize) (self->end - self->at) / width < n)
    return fail (error, NORD_GEO_ERROR_INVALID, _ ("The geometry ends too early"));
  if (n > NORD_SHAPE_MAX_POINTS || self->xy->len / 2 + n > NORD_SHAPE_MAX_POINTS) {
    g_set_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_TOO_LARGE,
                 _ ("The shape has more than %d positions"), NORD_SHAPE_MAX_POINTS);
    return FALSE;
  }
  for (guint i = 0; i < n; i++, self->at += width) {
    double position[2] = {get_double (self->at, little), get_double (self->at + 8, little)};

    g_array_append_vals (self->xy, position, 2);
  }
  end = self->xy->len / 2;
  g_array_append_val (self->rings, end);
  return TRUE;
}

/* Order, kind (Z, M and SRID taken off) and bytes a position. */
static gboolean
take_head (Reader *self, gboolean *little, guint32 *kind, guint *width, GError **error)
{
  guint32 code, srid;

  if (self->at == self->end)
    return fail (error, NORD_GEO_ERROR_INVALID, _ ("The geometry ends too early"));
  if (*self->at > 1)
    return fail (error, NORD_GEO_ERROR_INVALID, _ ("The geometry has an unknown byte order"));
  *little = *self->at++ == 1;
  if (!take_u32 (self, *little, &code, error))
    return FALSE;
  *width = 16;
  if (code & EWKB_Z)
    *width += 8;
  if (code & EWKB_M)
    *width += 8;
  if ((code & EWKB_SRID) && !take_u32 (self, *little, &srid, error))
    return FALSE;
  code &= ~(EWKB_Z | EWKB_M | EWKB_SRID);
  if (code / 1000 == 1 || code / 1000 == 2)
    *width += 8;
  else if (code / 1000 == 3)
    *width += 16;
  *kind = code % 1000;
  if (code >= 4000 || *kind < NORD_SHAPE_POINT || *kind > NORD_SHAPE_MULTI_AREA)
    return fail (error, NORD_GEO_ERROR_UNSUPPORTED,
                 _ ("An idea cannot have this kind of geometry"));
  return TRUE;
}

static gboolean
take_part (Reader *self, guint32 kind, guint width, gboolean little, GError **error)
{
  guint32 n_rings = 1, n = 1;
  guint end;

  if (kind == NORD_SHAPE_AREA && !take_u32 (self, little, &n_rings, error))
    return FALSE;
  if (n_rings == 0)
    return fail (error, NORD_GEO_ERROR_INVALID, _ ("The shape has an empty part"));
  for (guint32 r = 0; r < n_rings; r++) {
    if (kind != NORD_SHAPE_POINT && !take_u32 (self, little, &n, error))
      return FALSE;
    /* An empty ring costs the sender four bytes only, so it must not cost us more. */
    if (n == 0)
      return fail (error, NORD_GEO_ERROR_INVALID, _ ("The shape has an empty part"));
    if (!take_ring (self, n, width, little, error))
      return FALSE;
  }
  end = self->rings->len;
  g_array_append_val (self->parts, end);
  return TRUE;
}

/**
 * nord_wkb_append:
 * @to: where the bytes go
 * @shape: a shape
 *
 * Appends the shape as little-endian well-known binary in two dimensions (OGC 06-103r4, 8.2).
 */
void
nord_wkb_append (GByteArray *to, const NordShape *shape)
{
  guint before;

  g_return_if_fail (to != NULL && shape != NULL);
  before = to->len;
  g_byte_array_set_size (to, before + encoded_size (shape));
  put_shape (to->data + before, shape);
}

/**
 * nord_wkb_append_blob:
 * @to: where the bytes go
 * @shape: a shape
 *
 * Appends the geometry blob of a GeoPackage (OGC 12-128r18, 2.1.3) in EPSG:4326: header, envelope
 * (points carry none, their coordinates are as quick to read), well-known binary.
 */
void
nord_wkb_append_blob (GByteArray *to, const NordShape *shape)
{
  gboolean envelope;
  guint before;
  guint8 *at;

  g_return_if_fail (to != NULL && shape != NULL);
  before = to->len;
  envelope = shape->kind != NORD_SHAPE_POINT;
  g_byte_array_set_size (to, before + 8 + (envelope ? 32 : 0) + encoded_size (shape));
  at = to->data + before;
  *at++ = 'G';
  *at++ = 'P';
  *at++ = 0;
  *at++ = envelope ? 0x03 : 0x01;
  at = put_u32 (at, SRS_WGS84);
  if (envelope) {
    NordBounds box = nord_shape_get_bounds (shape);

    at = put_double (at, box.west);
    at = put_double (at, box.east);
    at = put_double (at, box.south);
    at = put_double (at, box.north);
  }
  put_shape (at, shape);
}

static NordShape *
decode (const guint8 *data, gsize length, NordGrid *grid, GError **error)
{
  g_auto (Reader) reader = {.at = data, .end = data + length};
  guint32 kind, n_parts = 1;
  gboolean little;
  guint width;

  reader.xy = g_array_new (FALSE, FALSE, sizeof (double));
  reader.rings = g_array_new (FALSE, FALSE, sizeof (guint));
  reader.parts = g_array_new (FALSE, FALSE, sizeof (guint));
  if (!take_head (&reader, &little, &kind, &width, error))
    return NULL;
  if (kind <= NORD_SHAPE_AREA) {
    if (!take_part (&reader, kind, width, little, error))
      return NULL;
  } else {
    if (!take_u32 (&reader, little, &n_parts, error))
      return NULL;
    for (guint32 p = 0; p < n_parts; p++) {
      guint32 part_kind;

      if (!take_head (&reader, &little, &part_kind, &width, error))
        return NULL;
      if (part_kind != kind - 3) {
        fail (error, NORD_GEO_ERROR_INVALID, _ ("The parts of the geometry differ in kind"));
        return NULL;
      }
      if (!take_part (&reader, part_kind, width, little, error))
        return NULL;
    }
  }
  if (reader.at != reader.end) {
    fail (error, NORD_GEO_ERROR_INVALID, _ ("Bytes follow after the end of the geometry"));
    return NULL;
  }
  if (n_parts == 0) {
    fail (error, NORD_GEO_ERROR_INVALID, _ ("The shape has an empty part"));
    return NULL;
  }
  if (grid != NULL &&
      !nord_grid_convert (grid, (double *) reader.xy->data, reader.xy->len / 2, error))
    return NULL;
  return nord_shape_new ((NordShapeKind) kind, (const double *) reader.xy->data, reader.xy->len / 2,
                         (const guint *) reader.rings->data, reader.rings->len,
                         (const guint *) reader.parts->data, reader.parts->len, error);
}

/**
 * nord_wkb_decode:
 * @data: the bytes, from anywhere
 * @length: how many
 *
 * Reads well-known binary of either byte order, with Z and M (dropped) as ISO or PostGIS mark them.
 * Nothing may follow the geometry.
 *
 * Errors: those of nord_shape_new(); empty geometries are %NORD_GEO_ERROR_INVALID, collections and
 * curves %NORD_GEO_ERROR_UNSUPPORTED.
 *
 * Returns: (transfer full): a shape, or NULL with @error set
 */
NordShape *
nord_wkb_decode (const guint8 *data, gsize length, GError **error)
{
  g_return_val_if_fail (data != NULL || length == 0, NULL);
  return decode (data, length, NULL, error);
}

/* Finds the well-known binary behind the head of a blob. */
static gboolean
pass_head (const guint8 *data, gsize length, gsize *head, gint32 *srs_id, GError **error)
{
  static const guint8 envelope_sizes[] = {0, 32, 48, 48, 64};
  guint envelope;
  guint32 srs;

  *head = 8;
  if (length < *head || data[0] != 'G' || data[1] != 'P')
    return fail (error, NORD_GEO_ERROR_INVALID, _ ("This is not the geometry of a GeoPackage"));
  envelope = (data[3] >> 1) & 7;
  if (data[2] != 0 || (data[3] & 0x20) || envelope >= G_N_ELEMENTS (envelope_sizes))
    return fail (error, NORD_GEO_ERROR_UNSUPPORTED,
                 _ ("This geometry is written in an extended way"));
  if (data[3] & 0x10)
    return fail (error, NORD_GEO_ERROR_INVALID, _ ("The geometry is empty"));
  memcpy (&srs, data + 4, 4);
  srs = data[3] & 1 ? GUINT32_FROM_LE (srs) : GUINT32_FROM_BE (srs);
  if (srs_id != NULL)
    *srs_id = (gint32) srs;
  *head += envelope_sizes[envelope];
  return length >= *head || fail (error, NORD_GEO_ERROR_INVALID, _ ("The geometry ends too early"));
}

/**
 * nord_wkb_decode_blob:
 * @data: the geometry blob of a GeoPackage
 * @length: its length
 * @srs_id: (out) (optional): the number of its reference system, which the caller must look at:
 *   the shape is only what it says where this is WGS 84 (4326; 0 and -1 mean unknown)
 *
 * Returns: (transfer full): a shape, or NULL with @error set as for nord_wkb_decode()
 */
NordShape *
nord_wkb_decode_blob (const guint8 *data, gsize length, gint32 *srs_id, GError **error)
{
  gsize head;

  g_return_val_if_fail (data != NULL || length == 0, NULL);
  return pass_head (data, length, &head, srs_id, error)
           ? decode (data + head, length - head, NULL, error)
           : NULL;
}

/**
 * nord_wkb_decode_blob_in:
 * @data: the geometry blob of a GeoPackage
 * @length: its length
 * @grid: (nullable): what its layer says that the coordinates are in; %NULL is WGS 84
 *
 * Returns: (transfer full): a shape, or NULL with @error set as for nord_wkb_decode() and
 *   nord_grid_convert()
 */
NordShape *
nord_wkb_decode_blob_in (const guint8 *data, gsize length, NordGrid *grid, GError **error)
{
  gsize head;

  g_return_val_if_fail (data != NULL || length == 0, NULL);
  return pass_head (data, length, &head, NULL, error)
           ? decode (data + head, length - head, grid, error)
           : NULL;
}
