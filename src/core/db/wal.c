/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Reads a write-ahead log as section 4 of SQLite's "Database File Format" describes it: a header of
 * 32 bytes, then frames of 24 bytes and a page; two salts that all frames of one run share, and a
 * checksum that goes on from frame to frame. */
#include "core/db/wal.h"

#include <string.h>

#define HEADER 32
#define FRAME_HEADER 24
#define MAGIC 0x377f0682u /* the last bit: checksums over big-endian words */
#define VERSION 3007000u

/* A log as it lies in memory. */
typedef struct {
  guint8 *bytes;        /* (owned) */
  gsize length;         /* of all bytes */
  gsize page;           /* bytes of a page */
  guint n_frames;       /* whole frames behind the header */
  gboolean big_endian;  /* of the words that are summed */
  gboolean sound_start; /* the header is what was written */
  guint8 salts[8];      /* of this run */
  guint n_run;          /* frames from the first to the last of this run that ends a transaction */
} Log;

static void
log_clear (Log *self)
{
  g_free (self->bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Log, log_clear)

static guint32
get_number (const guint8 *bytes)
{
  guint32 number;

  memcpy (&number, bytes, sizeof number);
  return GUINT32_FROM_BE (number);
}

static void
put_number (guint8 *bytes, guint32 number)
{
  number = GUINT32_TO_BE (number);
  memcpy (bytes, &number, sizeof number);
}

/* Goes on with the sum over @length bytes, a multiple of eight. */
static void
add_up (const Log *self, guint32 *sum, const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i += 8) {
    guint32 words[2];

    memcpy (words, bytes + i, sizeof words);
    if (self->big_endian) {
      words[0] = GUINT32_FROM_BE (words[0]);
      words[1] = GUINT32_FROM_BE (words[1]);
    } else {
      words[0] = GUINT32_FROM_LE (words[0]);
      words[1] = GUINT32_FROM_LE (words[1]);
    }
    sum[0] += words[0] + sum[1];
    sum[1] += words[1] + sum[0];
  }
}

static guint8 *
get_frame (const Log *self, guint i)
{
  return self->bytes + HEADER + i * (FRAME_HEADER + self->page);
}

static gboolean
is_of_run (const Log *self, const guint8 *frame)
{
  return memcmp (frame + 8, self->salts, sizeof self->salts) == 0;
}

static gboolean
ends_transaction (const guint8 *frame)
{
  return get_number (frame + 4) != 0;
}

static void
sum_frame (const Log *self, const guint8 *frame, guint32 *sum)
{
  add_up (self, sum, frame, 8);
  add_up (self, sum, frame + FRAME_HEADER, self->page);
}

static gboolean
is_sum (const guint8 *bytes, const guint32 *sum)
{
  return get_number (bytes) == sum[0] && get_number (bytes + 4) == sum[1];
}

/* The salts that two frames in a row share; where the header is spoilt, they stand only there. */
static void
find_salts (Log *self)
{
  for (guint i = 0; i + 1 < self->n_frames; i++)
    if (memcmp (get_frame (self, i) + 8, get_frame (self, i + 1) + 8, sizeof self->salts) == 0) {
      memcpy (self->salts, get_frame (self, i) + 8, sizeof self->salts);
      return;
    }
  if (self->n_frames > 0)
    memcpy (self->salts, get_frame (self, 0) + 8, sizeof self->salts);
}

/* Bytes of a page, as the file beside the log says; 0 where it does not. */
static gsize
read_page_size (const char *path)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *base =
    g_str_has_suffix (path, "-wal") ? g_strndup (path, strlen (path) - 4) : NULL;
  guint8 head[18];
  gsize n = 0, size;

  if (base == NULL)
    return 0;
  file = g_file_new_for_path (base);
  stream = g_file_read (file, NULL, NULL);
  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &n, NULL, NULL) ||
      n != sizeof head || memcmp (head, "SQLite format 3", 16) != 0)
    return 0;
  size = (gsize) head[16] << 8 | head[17];
  return size == 1 ? 65536 : size;
}

static gboolean
read_log (Log *self, const char *path, GError **error)
{
  guint32 sum[2] = {0, 0};
  gsize said;

  if (!g_file_get_contents (path, (char **) &self->bytes, &self->length, error))
    return FALSE;
  if (self->length < HEADER + FRAME_HEADER + 512)
    return TRUE;
  self->big_endian = (get_number (self->bytes) & 1) != 0;
  self->page = read_page_size (path);
  said = get_number (self->bytes + 8);
  if (self->page == 0)
    self->page = said;
  if (self->page < 512 || self->page > 65536 || (self->page & (self->page - 1)) != 0) {
    self->page = 0;
    return TRUE;
  }
  self->n_frames = (guint) ((self->length - HEADER) / (FRAME_HEADER + self->page));
  add_up (self, sum, self->bytes, 24);
  self->sound_start = (get_number (self->bytes) & ~1u) == MAGIC && said == self->page &&
                      is_sum (self->bytes + 24, sum);
  if (self->sound_start)
    memcpy (self->salts, self->bytes + 16, sizeof self->salts);
  else {
    self->big_endian = G_BYTE_ORDER == G_BIG_ENDIAN;
    find_salts (self);
  }
  for (guint i = 0; i < self->n_frames; i++)
    if (is_of_run (self, get_frame (self, i)) && ends_transaction (get_frame (self, i)))
      self->n_run = i + 1;
  /* Nothing but room that is held back. */
  if (get_number (self->salts) == 0 && get_number (self->salts + 4) == 0)
    self->n_run = 0;
  return TRUE;
}

/* The first frame that SQLite will not take. */
static guint
find_stop (const Log *self)
{
  guint32 sum[2] = {get_number (self->bytes + 24), get_number (self->bytes + 28)};

  for (guint i = 0; i < self->n_run; i++) {
    const guint8 *frame = get_frame (self, i);

    sum_frame (self, frame, sum);
    if (!is_of_run (self, frame) || !is_sum (frame + 16, sum) || get_number (frame) == 0)
      return i;
  }
  return self->n_run;
}

static gboolean
loses (const Log *self)
{
  guint n_ends = 0;

  if (self->n_run == 0)
    return FALSE;
  if (!self->sound_start)
    return TRUE;
  for (guint i = find_stop (self); i < self->n_run; i++)
    n_ends += is_of_run (self, get_frame (self, i)) && ends_transaction (get_frame (self, i));
  return n_ends > 1;
}

/**
 * nord_wal_is_damaged:
 * @path: a write-ahead log beside its file, named as SQLite names it; it need not be there
 *
 * Whether SQLite would leave out transactions that were finished. A frame of the last one may be
 * wrong, or missing: so ends a write that a loss of power broke off, and nobody was told "saved".
 * One after it cannot be there then, for each was on the medium before the next began.
 *
 * Returns: %FALSE also where there is no log or it cannot be read
 */
gboolean
nord_wal_is_damaged (const char *path)
{
  /* A log that another program begins anew while it is read is read once more. */
  for (guint i = 0; i < 3; i++) {
    g_auto (Log) log = {0}, again = {0};

    if (!read_log (&log, path, NULL) || !loses (&log))
      return FALSE;
    if (!read_log (&again, path, NULL))
      return FALSE;
    if (again.length >= HEADER && memcmp (log.bytes, again.bytes, HEADER) == 0)
      return loses (&again);
  }
  return FALSE;
}

/* Whether the page that the frame names can be one of this file. */
static gboolean
is_place (const Log *self, const guint8 *frame, guint32 n_pages)
{
  guint32 page = get_number (frame);

  return page > 0 && page <= n_pages;
}

/**
 * nord_wal_mend:
 * @path: a copy of a write-ahead log beside a copy of its file
 * @error: that of the file system
 *
 * Sums every frame of the run anew, so that SQLite takes them all. Of one that is wrong the page is
 * kept as it is, for most of it is what was written; what is not is for those to find who prove
 * each row. A log in which nothing is lost stays as it is.
 *
 * Returns: whether it could be read and written
 */
gboolean
nord_wal_mend (const char *path, GError **error)
{
  g_auto (Log) log = {0};
  guint32 sum[2] = {0, 0}, n_pages = 0;
  guint8 *to;

  if (!read_log (&log, path, error))
    return FALSE;
  if (!loses (&log))
    return TRUE;
  put_number (log.bytes, MAGIC | log.big_endian);
  put_number (log.bytes + 4, VERSION);
  put_number (log.bytes + 8, (guint32) log.page);
  memcpy (log.bytes + 16, log.salts, sizeof log.salts);
  add_up (&log, sum, log.bytes, 24);
  put_number (log.bytes + 24, sum[0]);
  put_number (log.bytes + 28, sum[1]);
  /* The last transaction says how many pages the file has, and no page lies behind the last one. */
  n_pages = get_number (get_frame (&log, log.n_run - 1) + 4);
  to = get_frame (&log, 0);
  for (guint i = 0; i < log.n_run; i++) {
    const guint8 *frame = get_frame (&log, i);

    if (!is_place (&log, frame, n_pages))
      continue;
    if (to != frame)
      memmove (to, frame, FRAME_HEADER + log.page);
    if (get_number (to + 4) > n_pages)
      put_number (to + 4, n_pages);
    memcpy (to + 8, log.salts, sizeof log.salts);
    sum_frame (&log, to, sum);
    put_number (to + 16, sum[0]);
    put_number (to + 20, sum[1]);
    to += FRAME_HEADER + log.page;
  }
  return g_file_set_contents (path, (const char *) log.bytes, to - log.bytes, error);
}
