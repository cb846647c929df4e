/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The letters of a label as outlines, shaped once and drawn at any angle. */
#pragma once

#include "core/map/style.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Letters that keep together: a line of a block, or one cluster of a text along a street. */
typedef struct {
  guint n_points, n_rings;
  float *points;  /* (owned) x, y in px: closed rings with the baseline's begin at 0, 0 */
  guint *ends;    /* (owned) ring r ends before point ends[r] */
  double x, y;    /* px: where that lies in the text (x: distance along the street) */
  double advance; /* px */
} NordLabelRun;

typedef struct {
  guint n_runs;
  NordLabelRun *runs; /* (owned) */
  double size;        /* px: of the letters */
  double width, height;
  gboolean rigid; /* letters are joined or reordered (Arabic, Devanagari …): never bent */
  /*< private >*/
  gatomicrefcount refs;
} NordLabelText;

NordLabelText *nord_label_text_ref (NordLabelText *self);
void nord_label_text_unref (NordLabelText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordLabelText, nord_label_text_unref)

/* Bytes of shaped texts that are remembered, 16 MiB: those of a dozen views full of names. */
#define NORD_LABEL_SHAPER_CACHE (16 * 1024 * 1024)

/* Shapes texts and remembers them. Belongs to the thread that made it. */
typedef struct _NordLabelShaper NordLabelShaper;

NordLabelShaper *nord_label_shaper_new (void);
void nord_label_shaper_free (NordLabelShaper *self);
NordLabelText *nord_label_shaper_get (NordLabelShaper *self,
                                      const NordStyleLayer *layer,
                                      const char *text,
                                      double zoom);
void nord_label_shaper_set_limit (NordLabelShaper *self, gsize bytes);
gsize nord_label_shaper_get_cached (const NordLabelShaper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordLabelShaper, nord_label_shaper_free)

G_END_DECLS
