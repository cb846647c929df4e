/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map on paper: frame, scale bar, north arrow, legend, licence, numbered pins with their list,
 * and marks at the corners by which a photograph of the sheet can be laid on the map again. */
#pragma once

#include "core/map/map-plot.h"
#include "core/map/sheet-plans.h"

G_BEGIN_DECLS

/* What a caller gives at most: the list of pins takes a page for about fifty. */
#define NORD_MAP_SHEET_MOST_PINS 2000

typedef struct {
  double width, height; /* mm */
} NordPaper;

typedef struct {
  double lon, lat; /* degrees */
  char *text;      /* (owned by the caller) plain text for the list */
} NordMapPin;

typedef struct {
  NordPaper poster;  /* of the whole map */
  NordPaper page;    /* on which it is printed in parts, upright or turned; 0 by 0: in one piece */
  double lon, lat;   /* degrees: the middle of the map */
  double zoom;       /* of 512 px tiles, a px being NORD_MAP_SHEET_PX mm */
  gboolean has_area; /* take middle and zoom from @area */
  double area[4];    /* degrees: west, south, east, north */
  const char *title; /* (nullable) plain text */
  const char *licence;    /* (nullable) plain text */
  gboolean marks;         /* at the corners */
  const NordMapPin *pins; /* (nullable); those off the map are left out */
  guint n_pins;
  const NordSheetPlans *plans; /* (nullable) own layers, below the words of the map */
} NordMapSheetWish;

/* mm of a px of the style: letters of 12 px are 3 mm high. */
#define NORD_MAP_SHEET_PX 0.25

typedef enum {
  NORD_SHEET_PDF,
  NORD_SHEET_SVG,
  NORD_SHEET_PNG,
} NordSheetFormat;

typedef struct _NordMapSheet NordMapSheet;

gboolean nord_paper_from_word (const char *word, NordPaper *paper);
NordMapSheet *nord_map_sheet_new (NordTileStack *stack,
                                  const NordMapStyle *style,
                                  const NordMapSheetWish *wish,
                                  GCancellable *cancellable,
                                  GError **error);
void nord_map_sheet_free (NordMapSheet *self);
guint nord_map_sheet_get_n_pages (const NordMapSheet *self);
guint nord_map_sheet_get_n_pins (const NordMapSheet *self);
guint nord_map_sheet_get_n_plans (const NordMapSheet *self);
/* By how much a smaller paper than its own makes it smaller (1: not at all), for its ratio. */
void nord_map_sheet_set_shrink (NordMapSheet *self, double shrink);
double nord_map_sheet_get_shrink (const NordMapSheet *self);
NordPaper nord_map_sheet_get_page_size (const NordMapSheet *self);
void nord_map_sheet_draw_page (const NordMapSheet *self, cairo_t *cr, guint page, double scale);
gboolean nord_map_sheet_write (const NordMapSheet *self,
                               const char *path,
                               NordSheetFormat format,
                               double dpi,
                               GCancellable *cancellable,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordMapSheet, nord_map_sheet_free)

G_END_DECLS
