/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A map style: what is drawn of a vector tile, in which order and how, at each zoom level.
 * Immutable and shared by reference between threads. The format is explained at the head of
 * style.c. */
#pragma once

#include "core/map/mvt.h"
#include "core/map/style-filter.h"

G_BEGIN_DECLS

typedef enum {
  NORD_MAP_STYLE_LIGHT,
  NORD_MAP_STYLE_DARK,
  NORD_MAP_STYLE_CONTRAST,
  NORD_MAP_STYLE_CALM,
} NordMapStyleKind;

typedef struct {
  double red, green, blue, alpha; /* 0 … 1 */
} NordMapColor;

/* A number that depends on the zoom level. */
typedef struct {
  guint n;
  double zoom[12];
  double value[12];
} NordStops;

typedef enum {
  NORD_STYLE_FILL,
  NORD_STYLE_LINE,
  NORD_STYLE_DOT, /* points: a disc as wide as `width`, with an outline of one px */
  NORD_STYLE_LABEL,
} NordStyleType;

typedef enum {
  NORD_PLACE_POINT,
  NORD_PLACE_LINE,
  NORD_PLACE_SHIELD, /* upright, on a line, in a box */
} NordPlacement;

typedef struct {
  char *id;     /* (owned) */
  char *source; /* (owned) name of the tile's layer; "*": each that no other layer draws */
  NordStyleType type;
  double min_zoom, max_zoom; /* drawn at min_zoom <= zoom < max_zoom */
  NordStyleFilter *filter;   /* (owned) */
  NordMapColor color;
  NordStops opacity;
  NordStops width; /* px: of a line, or of a fill's outline */
  NordMapColor outline;
  gboolean has_outline;
  double dash[4]; /* in line widths */
  guint n_dash;
  gboolean round; /* round caps */

  /* Labels only. */
  NordPlacement placement;
  char **text;            /* (owned) keys, the first that is there counts */
  char *icon;             /* (owned) (nullable) name of a pictogram */
  gboolean text_optional; /* the pictogram may stand without its text */
  double icon_size;       /* px of a side */
  NordMapColor icon_color;
  NordMapColor halo;
  NordMapColor box; /* background of a shield or pictogram */
  gboolean has_box;
  NordMapColor box_edge; /* a line around it */
  gboolean has_box_edge;
  double halo_width;
  NordStops size; /* px */
  int weight;     /* PangoWeight */
  gboolean italic;
  gboolean uppercase;
  double spacing;  /* extra px between letters, for a size of 10 px */
  double wrap;     /* widest line in em */
  double repeat;   /* px between two labels with the same text */
  double padding;  /* px kept free around it */
  double priority; /* the higher is placed first */
  char *rank;      /* (owned) (nullable) key of a number; lower ones are placed first */
} NordStyleLayer;

/* A pictogram: closed outlines on a square of 16 by 16 units, in cairo's verbs. */
typedef struct {
  guint n;
  double *values; /* (owned) verb, then its coordinates */
} NordPictogram;

typedef struct {
  NordMapStyleKind kind;
  NordMapColor background;
  NordMapColor unknown; /* of the lines where no pack has anything */
  guint n_layers;
  NordStyleLayer *layers; /* (owned) in drawing order, casings before what they surround */
  GHashTable *pictograms; /* (owned) name -> NordPictogram */
  GHashTable *sources;    /* (owned) (element-type utf8) names of the tile's layers that it knows */
  /*< private >*/
  gatomicrefcount refs;
} NordMapStyle;

#define NORD_TYPE_MAP_STYLE (nord_map_style_get_type ())
GType nord_map_style_get_type (void);

NordMapStyle *nord_map_style_new (NordMapStyleKind kind, GError **error);
NordMapStyle *nord_map_style_parse (const char *layers_json,
                                    gssize layers_length,
                                    const char *palette_json,
                                    gssize palette_length,
                                    NordMapStyleKind kind,
                                    GError **error);
gboolean nord_map_style_kind_from_word (const char *word, NordMapStyleKind *kind);
NordMapStyle *nord_map_style_ref (NordMapStyle *self);
void nord_map_style_unref (NordMapStyle *self);

double nord_stops_at (const NordStops *self, double zoom);
gboolean nord_style_layer_visible (const NordStyleLayer *self, double zoom);
const NordMvtLayer *nord_map_style_next_source (const NordMapStyle *self,
                                                const NordStyleLayer *layer,
                                                const NordMvt *mvt,
                                                guint *at); /* (nullable) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordMapStyle, nord_map_style_unref)

G_END_DECLS
