/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One tile of a picture: drawn at once or by a thread, drawn anew in part, shown. */
#pragma once

#include "core/draw/view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is to be drawn in a view, as plain data that any thread may read. */
typedef struct {
  void (*draw) (gconstpointer data, cairo_t *cr, const NordView *view);
  gpointer data;            /* (owned) */
  GDestroyNotify free_data; /* (nullable) */
  double cost;              /* milliseconds that drawing will take, about */
} NordMapPlan;

void nord_map_plan_free (NordMapPlan *self);

typedef struct _NordPictureJob NordPictureJob;

typedef struct {
  gint64 key;
  int column, row;
  NordView view; /* what it shows */
  int scale;
  cairo_surface_t *surface; /* (owned) (nullable) NULL: nothing is there */
  GdkTexture *texture;      /* (owned) (nullable) the same for renderers that are not cairo's */
  gboolean painted;
  gboolean stale;      /* shows what has altered since */
  gboolean again;      /* the same of what a thread draws now */
  guint refused;       /* pictures that were out of date when they came */
  double cost;         /* of the plan made last, 0: not known */
  guint64 used;        /* number of the frame that asked for it last */
  NordPictureJob *job; /* (unowned) (nullable) a thread draws it */
} NordPictureTile;

/* Whole pixels of a tile, or of a grid of them. */
typedef struct {
  double left, top, right, bottom;
} NordPictureBox;

/* A thread has drawn. */
typedef void (*NordPictureDone) (gpointer data);

void nord_picture_tile_free (NordPictureTile *self);
/* Nothing is to be seen in it. */
void nord_picture_tile_take_nothing (NordPictureTile *self);
void nord_picture_tile_draw (NordPictureTile *self, const NordMapPlan *plan);
/* @plan: (transfer full). @done is not called for a tile that was freed or dropped its job. */
void nord_picture_tile_start (NordPictureTile *self,
                              NordMapPlan *plan,
                              NordPictureDone done,
                              gpointer data);
void nord_picture_tile_drop_job (NordPictureTile *self);
NordView nord_picture_tile_get_part (const NordPictureTile *self, const NordPictureBox *part);
/* @plan: (nullable) of the view of @part. */
void nord_picture_tile_repair (NordPictureTile *self,
                               const NordPictureBox *part,
                               const NordMapPlan *plan);
GdkTexture *nord_picture_tile_get_texture (NordPictureTile *self); /* (transfer none) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordMapPlan, nord_map_plan_free)

G_END_DECLS
