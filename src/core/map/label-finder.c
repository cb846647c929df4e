/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the tiles in view would like to have written on the map, before anybody asks whether there
 * is room for it.
 *
 * Tiles overlap at their edges and cut streets into pieces. So points count only in the tile that
 * they lie in, lines are cut exactly at the edge, and pieces with the same name whose ends meet are
 * put together again: a name can then stand across the edge of a tile. */
#include "core/map/label-finder.h"

#include <math.h>
#include <string.h>

/* Ends nearer than this are the same place. Tiles round to 1/8 px at their own level. */
#define JOIN_DISTANCE 2.0
/* Two pieces are joined only if the street goes on, not if it turns back. */
#define JOIN_MIN_COSINE 0.2
#define MAX_PIECES 300
#define MAX_WISHES 20000

typedef struct {
  double x0, y0, x1, y1;
} Frame;

typedef struct {
  const NordStyleLayer *layer; /* (borrowed) */
  char *text;                  /* (owned) */
  double rank;
  GPtrArray *lines; /* (owned) of GArray of double */
} Street;

typedef struct {
  const NordMapCamera *view;
  double world_size;
  Frame seen;          /* px from the view's centre */
  GPtrArray *wishes;   /* (owned by the caller) */
  GHashTable *streets; /* (owned) key -> Street */
} Finder;

/* One tile with the part of it that is asked for. */
typedef struct {
  const NordMapTile *tile;
  Frame frame; /* px from the view's centre */
} Part;

static void
street_free (Street *self)
{
  g_free (self->text);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

void
nord_label_wish_free (NordLabelWish *self)
{
  g_free (self->text);
  g_free (self->line);
  g_free (self);
}

/* The first of the layer's keys that the feature has. */
static char *
find_text (const NordStyleLayer *layer, const NordMvtLayer *source, const NordMvtFeature *feature)
{
  for (guint i = 0; layer->text[i]; i++) {
    const NordMvtValue *value = nord_mvt_layer_lookup (source, feature, layer->text[i]);
    g_autofree char *text = value ? nord_mvt_value_dup_text (value) : NULL;

    if (!text)
      continue;
    /* Line breaks and the like would reach Pango as such. */
    for (char *c = text; *c; c++) {
      if ((guchar) *c < ' ' || *c == 127)
        *c = ' ';
    }
    g_strstrip (text);
    if (text[0])
      return g_steal_pointer (&text);
  }
  return NULL;
}

static double
find_rank (const NordStyleLayer *layer, const NordMvtLayer *source, const NordMvtFeature *feature)
{
  const NordMvtValue *value =
    layer->rank ? nord_mvt_layer_lookup (source, feature, layer->rank) : NULL;
  double rank;

  return value && nord_mvt_value_get_number (value, &rank) ? rank : 1000;
}

/* FALSE: nothing more can be wished for this feature. @text is read once. */
static gboolean
add_place (Finder *self,
           const Part *part,
           const NordStyleLayer *layer,
           const NordMvtLayer *source,
           const NordMvtFeature *feature,
           double unit_x,
           double unit_y,
           char **text)
{
  double n = exp2 (part->tile->zoom);
  double x = (part->tile->x + unit_x / source->extent) / n;
  double y = (part->tile->y + unit_y / source->extent) / n;
  double px = (x - self->view->x) * self->world_size;
  double py = (y - self->view->y) * self->world_size;
  NordLabelWish *wish;

  if (px < part->frame.x0 || px >= part->frame.x1 || py < part->frame.y0 || py >= part->frame.y1 ||
      self->wishes->len >= MAX_WISHES)
    return TRUE;
  if (!*text)
    *text = find_text (layer, source, feature);
  if (!*text && layer->text[0] && !layer->text_optional)
    return FALSE;
  wish = g_new0 (NordLabelWish, 1);
  wish->layer = layer;
  wish->text = g_strdup (*text);
  wish->rank = find_rank (layer, source, feature);
  wish->x = x;
  wish->y = y;
  g_ptr_array_add (self->wishes, wish);
  return TRUE;
}

static void
add_point (Finder *self,
           const Part *part,
           const NordStyleLayer *layer,
           const NordMvtLayer *source,
           const NordMvtFeature *feature)
{
  g_autofree char *text = NULL;

  for (guint32 p = feature->first_path; p < feature->first_path + feature->n_paths; p++) {
    const NordMvtPoint *point = &source->points[nord_mvt_layer_path_start (source, p)];

    if (!add_place (self, part, layer, source, feature, point->x, point->y, &text))
      return;
  }
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, two = *(const double *) b;

  return (one > two) - (one < two);
}

/* In the widest piece of an area at half of its height within the tile: always inside. */
static void
add_area (Finder *self,
          const Part *part,
          const NordStyleLayer *layer,
          const NordMvtLayer *source,
          const NordMvtFeature *feature)
{
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *text = NULL;
  double extent = source->extent, widest = 0, x = 0;
  /* Between two units, so that no corner lies on it. */
  double y = floor ((MAX (feature->min_y, 0) + MIN (feature->max_y, extent)) / 2) + 0.5;

  for (guint32 p = feature->first_path; p < feature->first_path + feature->n_paths; p++) {
    guint32 from = nord_mvt_layer_path_start (source, p), to = source->path_ends[p];

    for (guint32 i = from; i < to; i++) {
      const NordMvtPoint *a = &source->points[i];
      const NordMvtPoint *b = &source->points[i + 1 < to ? i + 1 : from];

      if ((a->y < y) != (b->y < y)) {
        double cut = a->x + (y - a->y) / ((double) b->y - a->y) * ((double) b->x - a->x);

        cut = CLAMP (cut, 0, extent);
        g_array_append_val (cuts, cut);
      }
    }
  }
  g_array_sort (cuts, compare_numbers);
  for (guint i = 0; i + 1 < cuts->len; i += 2) {
    double from = g_array_index (cuts, double, i), to = g_array_index (cuts, double, i + 1);

    if (to - from > widest) {
      widest = to - from;
      x = (from + to) / 2;
    }
  }
  if (widest > 0)
    add_place (self, part, layer, source, feature, x, y, &text);
}

/* The part of the segment a-b inside of @frame as two parameters (Liang and Barsky 1984). */
static gboolean
clip_segment (const Frame *frame, const double *a, const double *b, double *t0, double *t1)
{
  double d[2] = {b[0] - a[0], b[1] - a[1]};
  double p[4] = {-d[0], d[0], -d[1], d[1]};
  double q[4] = {a[0] - frame->x0, frame->x1 - a[0], a[1] - frame->y0, frame->y1 - a[1]};

  *t0 = 0;
  *t1 = 1;
  for (guint i = 0; i < 4; i++) {
    if (p[i] == 0) {
      if (q[i] < 0)
        return FALSE;
    } else if (p[i] < 0) {
      *t0 = MAX (*t0, q[i] / p[i]);
    } else {
      *t1 = MIN (*t1, q[i] / p[i]);
    }
  }
  return *t0 < *t1;
}

static void
append (GArray *line, double x, double y)
{
  g_array_append_val (line, x);
  g_array_append_val (line, y);
}

static GArray *
new_line (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

/* Adds the pieces of one line that lie in the frame. */
static void
add_pieces (Street *street, const Frame *frame, const double *points, guint n)
{
  GArray *line = NULL;

  for (guint i = 0; i + 1 < n; i++) {
    const double *a = points + 2 * i, *b = a + 2;
    double t0, t1;

    if (!clip_segment (frame, a, b, &t0, &t1)) {
      line = NULL;
      continue;
    }
    if (!line || t0 > 0) {
      if (street->lines->len >= MAX_PIECES)
        return;
      line = new_line ();
      g_ptr_array_add (street->lines, line);
      append (line, a[0] + t0 * (b[0] - a[0]), a[1] + t0 * (b[1] - a[1]));
    }
    append (line, a[0] + t1 * (b[0] - a[0]), a[1] + t1 * (b[1] - a[1]));
    if (t1 < 1)
      line = NULL;
  }
}

static void
add_line (Finder *self,
          const Part *part,
          const NordStyleLayer *layer,
          const NordMvtLayer *source,
          const NordMvtFeature *feature)
{
  g_autofree char *text = find_text (layer, source, feature);
  g_autofree char *key = NULL;
  g_autofree double *points = NULL;
  double scale = self->world_size / exp2 (part->tile->zoom);
  double left = (part->tile->x / exp2 (part->tile->zoom) - self->view->x) * self->world_size;
  double top = (part->tile->y / exp2 (part->tile->zoom) - self->view->y) * self->world_size;
  Street *street;

  if (!text)
    return;
  key = g_strdup_printf ("%p %s", (void *) layer, text);
  street = g_hash_table_lookup (self->streets, key);
  if (!street) {
    street = g_new0 (Street, 1);
    street->layer = layer;
    street->text = g_steal_pointer (&text);
    street->rank = find_rank (layer, source, feature);
    street->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    g_hash_table_insert (self->streets, g_steal_pointer (&key), street);
  }
  for (guint32 p = feature->first_path; p < feature->first_path + feature->n_paths; p++) {
    guint32 from = nord_mvt_layer_path_start (source, p), to = source->path_ends[p];

    points = g_renew (double, points, 2 * (gsize) (to - from));
    for (guint32 i = from; i < to; i++) {
      points[2 * (i - from)] = left + source->points[i].x * scale / source->extent;
      points[2 * (i - from) + 1] = top + source->points[i].y * scale / source->extent;
    }
    add_pieces (street, &part->frame, points, to - from);
  }
}

static void
search_layer (Finder *self,
              const Part *part,
              const NordStyleLayer *layer,
              const NordMvtLayer *source)
{
  double n = exp2 (part->tile->zoom), scale = self->world_size / n / source->extent;
  double left = (part->tile->x / n - self->view->x) * self->world_size;
  double top = (part->tile->y / n - self->view->y) * self->world_size;
  gboolean point = layer->placement == NORD_PLACE_POINT, any = strcmp (layer->source, "*") == 0;
  g_autoptr (NordStyleMatcher) matcher = nord_style_matcher_new (layer->filter, source);

  for (guint f = 0; f < source->n_features; f++) {
    const NordMvtFeature *feature = &source->features[f];

    if ((feature->kind != (point ? NORD_MVT_POINT : NORD_MVT_LINE) &&
         !(any && point && feature->kind == NORD_MVT_AREA)) ||
        left + feature->max_x * scale < part->frame.x0 ||
        left + feature->min_x * scale > part->frame.x1 ||
        top + feature->max_y * scale < part->frame.y0 ||
        top + feature->min_y * scale > part->frame.y1 ||
        !nord_style_matcher_test (matcher, feature))
      continue;
    if (feature->kind == NORD_MVT_AREA)
      add_area (self, part, layer, source, feature);
    else if (point)
      add_point (self, part, layer, source, feature);
    else
      add_line (self, part, layer, source, feature);
  }
}

static void
search_part (Finder *self, const NordMapStyle *style, const Part *part)
{
  for (guint i = 0; i < style->n_layers; i++) {
    const NordStyleLayer *layer = &style->layers[i];
    const NordMvtLayer *source;
    guint at = 0;

    if (layer->type != NORD_STYLE_LABEL || !nord_style_layer_visible (layer, self->view->zoom))
      continue;
    while ((source = nord_map_style_next_source (style, layer, part->tile->mvt, &at)) != NULL)
      search_layer (self, part, layer, source);
  }
}

/* The direction in which a line leaves its first (or arrives at its last) point. */
static void
end_direction (const GArray *line, gboolean at_end, double *dx, double *dy)
{
  guint n = line->len / 2;
  const double *p = (const double *) (void *) line->data;
  guint here = at_end ? n - 1 : 0, there = at_end ? n - 2 : 1;
  double length;

  *dx = p[2 * here] - p[2 * there];
  *dy = p[2 * here + 1] - p[2 * there + 1];
  length = hypot (*dx, *dy);
  if (length > 0) {
    *dx /= length;
    *dy /= length;
  }
}

static void
reverse (GArray *line)
{
  double *p = (double *) (void *) line->data;

  for (guint i = 0, j = line->len / 2 - 1; i < j; i++, j--) {
    double x = p[2 * i], y = p[2 * i + 1];

    p[2 * i] = p[2 * j];
    p[2 * i + 1] = p[2 * j + 1];
    p[2 * j] = x;
    p[2 * j + 1] = y;
  }
}

/* How well two ends fit: the cosine of the angle between going on straight and the turn taken, or
 * -2 if they do not meet. */
static double
fit (const GArray *a, gboolean a_end, const GArray *b, gboolean b_end)
{
  const double *p = (const double *) (void *) a->data, *q = (const double *) (void *) b->data;
  guint i = a_end ? a->len - 2 : 0, j = b_end ? b->len - 2 : 0;
  double ax, ay, bx, by;

  if (fabs (p[i] - q[j]) > JOIN_DISTANCE || fabs (p[i + 1] - q[j + 1]) > JOIN_DISTANCE)
    return -2;
  end_direction (a, a_end, &ax, &ay);
  end_direction (b, b_end, &bx, &by);
  return -(ax * bx + ay * by);
}

/* Joins the best fitting pair of pieces until none fits. Few pieces have the same name, so trying
 * all pairs is no matter. */
static void
join_pieces (Street *street)
{
  while (street->lines->len > 1) {
    double best = JOIN_MIN_COSINE;
    guint best_i = 0, best_j = 0, best_ends = 0;
    GArray *a, *b;

    for (guint i = 0; i < street->lines->len; i++) {
      for (guint j = i + 1; j < street->lines->len; j++) {
        for (guint ends = 0; ends < 4; ends++) {
          double value = fit (g_ptr_array_index (street->lines, i), (ends & 1) != 0,
                              g_ptr_array_index (street->lines, j), (ends & 2) != 0);

          if (value > best) {
            best = value;
            best_i = i;
            best_j = j;
            best_ends = ends;
          }
        }
      }
    }
    if (best_j == 0)
      return;
    a = g_ptr_array_index (street->lines, best_i);
    b = g_ptr_array_index (street->lines, best_j);
    if (!(best_ends & 1))
      reverse (a);
    if (best_ends & 2)
      reverse (b);
    g_array_append_vals (a, (double *) (void *) b->data + 2, b->len - 2);
    g_ptr_array_remove_index_fast (street->lines, best_j);
  }
}

static void
wish_for_street (Finder *self, Street *street)
{
  if (street->lines->len <= 60)
    join_pieces (street);
  for (guint i = 0; i < street->lines->len && self->wishes->len < MAX_WISHES; i++) {
    GArray *line = g_ptr_array_index (street->lines, i);
    const double *p = (const double *) (void *) line->data;
    NordLabelWish *wish = g_new0 (NordLabelWish, 1);

    wish->layer = street->layer;
    wish->text = g_strdup (street->text);
    wish->rank = street->rank;
    wish->n_line = line->len / 2;
    wish->line = g_memdup2 (p, line->len * sizeof (double));
    for (guint j = 1; j < wish->n_line; j++)
      wish->length += hypot (p[2 * j] - p[2 * j - 2], p[2 * j + 1] - p[2 * j - 1]);
    wish->x = self->view->x + p[2 * (wish->n_line / 2)] / self->world_size;
    wish->y = self->view->y + p[2 * (wish->n_line / 2) + 1] / self->world_size;
    g_ptr_array_add (self->wishes, wish);
  }
}

/* Every tile once, with the rectangle around the squares that it serves. */
static GArray *
collect_parts (const Finder *self, const NordMapPiece *pieces, guint n_pieces)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n_pieces; i++) {
    const NordMapPiece *piece = &pieces[i];
    NordMapPart part = nord_map_piece_get_part (piece);
    Frame frame = {
      (part.x0 - self->view->x) * self->world_size,
      (part.y0 - self->view->y) * self->world_size,
      (part.x1 - self->view->x) * self->world_size,
      (part.y1 - self->view->y) * self->world_size,
    };
    gpointer index;

    if (!piece->tile || !piece->tile->mvt || piece->ground)
      continue;
    frame.x0 = MAX (frame.x0, self->seen.x0);
    frame.y0 = MAX (frame.y0, self->seen.y0);
    frame.x1 = MIN (frame.x1, self->seen.x1);
    frame.y1 = MIN (frame.y1, self->seen.y1);
    if (frame.x0 >= frame.x1 || frame.y0 >= frame.y1)
      continue;
    /* The rectangle around parts of squares would reach into what is another pack's. */
    if (!piece->has_part && g_hash_table_lookup_extended (known, piece->tile, NULL, &index)) {
      Frame *whole = &g_array_index (parts, Part, GPOINTER_TO_UINT (index)).frame;

      whole->x0 = MIN (whole->x0, frame.x0);
      whole->y0 = MIN (whole->y0, frame.y0);
      whole->x1 = MAX (whole->x1, frame.x1);
      whole->y1 = MAX (whole->y1, frame.y1);
    } else {
      Part one = {piece->tile, frame};

      if (!piece->has_part)
        g_hash_table_insert (known, piece->tile, GUINT_TO_POINTER (parts->len));
      g_array_append_val (parts, one);
    }
  }
  return parts;
}

static int
compare_streets (gconstpointer a, gconstpointer b)
{
  const Street *p = *(const Street *const *) a, *q = *(const Street *const *) b;

  if (p->layer != q->layer)
    return p->layer < q->layer ? -1 : 1;
  return strcmp (p->text, q->text);
}

/**
 * nord_label_find:
 * @style: the style; its label layers are used
 * @pieces: (array length=n_pieces): the tiles in view
 * @n_pieces: how many
 * @view: what is seen
 * @margin: px around the view in which labels are wanted as well
 *
 * The same input gives the same wishes in the same order.
 *
 * Returns: (transfer container) (element-type NordLabelWish): the wishes
 */
GPtrArray *
nord_label_find (const NordMapStyle *style,
                 const NordMapPiece *pieces,
                 guint n_pieces,
                 const NordMapCamera *view,
                 double margin)
{
  Finder self = {.view = view, .world_size = nord_map_camera_world_size (view)};
  g_autoptr (GHashTable) streets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func ((GDestroyNotify) street_free);
  g_autoptr (GArray) parts = NULL;
  GHashTableIter iter;
  gpointer street;
  double west, north, east, south;

  nord_map_camera_extent (view, margin, &west, &north, &east, &south);
  self.seen.x0 = (west - view->x) * self.world_size;
  self.seen.y0 = (north - view->y) * self.world_size;
  self.seen.x1 = (east - view->x) * self.world_size;
  self.seen.y1 = (south - view->y) * self.world_size;
  self.wishes = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_label_wish_free);
  self.streets = streets;
  parts = collect_parts (&self, pieces, n_pieces);
  for (guint i = 0; i < parts->len; i++)
    search_part (&self, style, &g_array_index (parts, Part, i));
  g_hash_table_iter_init (&iter, streets);
  while (g_hash_table_iter_next (&iter, NULL, &street))
    g_ptr_array_add (sorted, street);
  g_ptr_array_sort (sorted, compare_streets);
  for (guint i = 0; i < sorted->len; i++)
    wish_for_street (&self, g_ptr_array_index (sorted, i));
  return self.wishes;
}
