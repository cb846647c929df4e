/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which labels stand on the map and where: those with the highest priority that fit beside each
 * other.
 *
 * The placement is a function of what it is given: the same tiles, view and placement before give
 * the same labels. What stood on the map before is tried first and at the same place of the world,
 * so that names stay where they are while the map moves under the window. */
#include "core/map/label-placer.h"

#include <math.h>
#include <string.h>

#define GRID 48       /* px: cells of the collision grid are about as large as a short word */
#define MAX_TURN 0.42 /* radians between two letters */

typedef struct {
  const NordLabelWish *wish; /* (borrowed) */
  const NordLabel *before;   /* (borrowed) (nullable) */
  guint order;               /* place among the wishes: the last resort of sorting */
} Candidate;

typedef struct {
  const NordMapCamera *view;
  NordLabelShaper *shaper; /* (borrowed) */
  NordLabelFlags flags;
  double margin;
  double world_size;
  int columns, rows;
  GArray **grid;       /* (owned) of NordLabelBox on the screen */
  GHashTable *repeats; /* (owned) text -> GArray of double: where it stands */
  GPtrArray *labels;   /* (owned) of NordLabel */
} Placer;

static void
label_free (NordLabel *self)
{
  g_free (self->string);
  g_clear_pointer (&self->text, nord_label_text_unref);
  g_free (self->glyphs);
  g_free (self->boxes);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordLabel, label_free)

/* --- Collisions --------------------------------------------------------------------------------
 */

static void
cells_of (const Placer *self, const NordLabelBox *box, int *x0, int *y0, int *x1, int *y1)
{
  *x0 = (int) CLAMP ((box->x0 + self->margin) / GRID, 0, self->columns - 1);
  *y0 = (int) CLAMP ((box->y0 + self->margin) / GRID, 0, self->rows - 1);
  *x1 = (int) CLAMP ((box->x1 + self->margin) / GRID, 0, self->columns - 1);
  *y1 = (int) CLAMP ((box->y1 + self->margin) / GRID, 0, self->rows - 1);
}

static gboolean
is_free (const Placer *self, const NordLabelBox *box)
{
  int x0, y0, x1, y1;

  cells_of (self, box, &x0, &y0, &x1, &y1);
  for (int y = y0; y <= y1; y++) {
    for (int x = x0; x <= x1; x++) {
      const GArray *cell = self->grid[y * self->columns + x];

      for (guint i = 0; cell && i < cell->len; i++) {
        const NordLabelBox *other = &g_array_index (cell, NordLabelBox, i);

        if (box->x0 < other->x1 && box->x1 > other->x0 && box->y0 < other->y1 &&
            box->y1 > other->y0)
          return FALSE;
      }
    }
  }
  return TRUE;
}

static void
occupy (Placer *self, const NordLabelBox *box)
{
  int x0, y0, x1, y1;

  cells_of (self, box, &x0, &y0, &x1, &y1);
  for (int y = y0; y <= y1; y++) {
    for (int x = x0; x <= x1; x++) {
      GArray **cell = &self->grid[y * self->columns + x];

      if (!*cell)
        *cell = g_array_new (FALSE, FALSE, sizeof (NordLabelBox));
      g_array_append_val (*cell, *box);
    }
  }
}

static NordLabelBox
shift (const NordLabelBox *box, double x, double y, double grow)
{
  return (NordLabelBox){box->x0 + x - grow, box->y0 + y - grow, box->x1 + x + grow,
                        box->y1 + y + grow};
}

static void
unite (NordLabelBox *self, const NordLabelBox *other)
{
  self->x0 = MIN (self->x0, other->x0);
  self->y0 = MIN (self->y0, other->y0);
  self->x1 = MAX (self->x1, other->x1);
  self->y1 = MAX (self->y1, other->y1);
}

static gboolean
is_whole (const NordMapCamera *view, const NordLabelBox *box)
{
  return box->x0 >= 0 && box->y0 >= 0 && box->x1 <= view->width && box->y1 <= view->height;
}

static gboolean
is_beyond (const NordMapCamera *view, const NordLabelBox *box)
{
  return box->x1 <= 0 || box->y1 <= 0 || box->x0 >= view->width || box->y0 >= view->height;
}

/* Is there room for a label at this place of the screen? */
static gboolean
fits (const Placer *self, const NordLabel *label, double x, double y)
{
  NordLabelBox bounds = shift (&label->bounds, x, y, 0);

  if ((self->flags & (NORD_LABELS_WHOLE | NORD_LABELS_UNCUT)) && !is_whole (self->view, &bounds) &&
      (!(self->flags & NORD_LABELS_UNCUT) || !is_beyond (self->view, &bounds)))
    return FALSE;
  if (bounds.x1 < -self->margin || bounds.y1 < -self->margin ||
      bounds.x0 > self->view->width + self->margin ||
      bounds.y0 > self->view->height + self->margin) {
    return FALSE;
  }
  for (guint i = 0; i < label->n_boxes; i++) {
    NordLabelBox box = shift (&label->boxes[i], x, y, label->layer->padding);

    if (!is_free (self, &box))
      return FALSE;
  }
  return TRUE;
}

/* The same word again within the layer's distance says nothing new. */
static gboolean
repeats (const Placer *self, const NordLabelWish *wish, double x, double y)
{
  const GArray *places = wish->text ? g_hash_table_lookup (self->repeats, wish->text) : NULL;

  for (guint i = 0; places && i < places->len; i += 2) {
    if (hypot (g_array_index (places, double, i) - x, g_array_index (places, double, i + 1) - y) <
        wish->layer->repeat)
      return TRUE;
  }
  return FALSE;
}

static void
settle (Placer *self, NordLabel *label, double x, double y)
{
  for (guint i = 0; i < label->n_boxes; i++) {
    NordLabelBox box = shift (&label->boxes[i], x, y, 0);

    occupy (self, &box);
  }
  if (label->string) {
    GArray *places = g_hash_table_lookup (self->repeats, label->string);

    if (!places) {
      places = g_array_new (FALSE, FALSE, sizeof (double));
      g_hash_table_insert (self->repeats, g_strdup (label->string), places);
    }
    g_array_append_val (places, x);
    g_array_append_val (places, y);
  }
  nord_map_camera_from_screen (self->view, x, y, &label->x, &label->y);
  g_ptr_array_add (self->labels, label);
}

/* --- Points and shields ------------------------------------------------------------------------
 */

static NordLabel *
new_label (const NordLabelWish *wish, NordLabelText *text)
{
  NordLabel *label = g_new0 (NordLabel, 1);

  label->layer = wish->layer;
  label->string = g_strdup (wish->text);
  label->text = text ? nord_label_text_ref (text) : NULL;
  return label;
}

/* The text as a block whose upper left corner lies at @x, @y from the anchor. */
static void
put_block (NordLabel *label, double x, double y)
{
  const NordLabelText *text = label->text;
  double halo = label->layer->halo_width;
  NordLabelBox box = {x, y, x + text->width, y + text->height}, grown;

  label->n_glyphs = text->n_runs;
  label->glyphs = g_renew (NordLabelGlyphs, label->glyphs, MAX (text->n_runs, 1));
  for (guint i = 0; i < text->n_runs; i++)
    label->glyphs[i] = (NordLabelGlyphs){i, x + text->runs[i].x, y + text->runs[i].y, 0};
  label->boxes = g_renew (NordLabelBox, label->boxes, label->n_boxes + 1);
  label->boxes[label->n_boxes++] = box;
  grown = shift (&box, 0, 0, halo + 1);
  if (label->n_boxes == 1)
    label->bounds = grown;
  else
    unite (&label->bounds, &grown);
}

static void
put_icon (NordLabel *label)
{
  double half = label->layer->icon_size / 2 + (label->layer->has_box ? 1.5 : 0);
  NordLabelBox box = {-half, -half, half, half};

  label->boxes = g_renew (NordLabelBox, label->boxes, label->n_boxes + 1);
  label->boxes[label->n_boxes++] = box;
  label->bounds = shift (&box, 0, 0, label->layer->halo_width + 1);
}

static gboolean
place_point (Placer *self, const NordLabelWish *wish, double x, double y)
{
  const NordStyleLayer *layer = wish->layer;
  g_autoptr (NordLabelText) text = NULL;
  guint n_ways;

  if (repeats (self, wish, x, y))
    return FALSE;
  if (wish->text)
    text = nord_label_shaper_get (self->shaper, layer, wish->text, self->view->zoom);
  if (!layer->icon) {
    g_autoptr (NordLabel) label = new_label (wish, text);

    put_block (label, -text->width / 2, -text->height / 2);
    if (!fits (self, label, x, y))
      return FALSE;
    settle (self, g_steal_pointer (&label), x, y);
    return TRUE;
  }
  /* Below the pictogram, right, left, above; then the pictogram alone. */
  n_ways = text ? 4 : 0;
  for (guint way = 0; way <= n_ways; way++) {
    g_autoptr (NordLabel) label = NULL;
    NordLabelBox icon;
    double gap = layer->icon_size / 2 + 2 + (layer->has_box ? 1 : 0);

    if (way == n_ways && text && !layer->text_optional)
      return FALSE;
    label = new_label (wish, way < n_ways ? text : NULL);
    put_icon (label);
    icon = label->bounds;
    if (way < n_ways) {
      double left = way == 1 ? gap + 1 : way == 2 ? -gap - 1 - text->width : -text->width / 2;
      double top = way == 0 ? gap : way == 3 ? -gap - text->height : -text->height / 2;

      put_block (label, left, top);
    }
    if (fits (self, label, x, y)) {
      settle (self, g_steal_pointer (&label), x, y);
      return TRUE;
    }
    /* Where the pictogram itself has no room, no way helps. */
    label->n_boxes = 1;
    label->bounds = icon;
    if (!fits (self, label, x, y))
      return FALSE;
  }
  return FALSE;
}

static gboolean
place_shield (Placer *self, const NordLabelWish *wish, double x, double y)
{
  g_autoptr (NordLabelText) text = NULL;
  g_autoptr (NordLabel) label = NULL;
  NordLabelBox *box;

  if (repeats (self, wish, x, y))
    return FALSE;
  text = nord_label_shaper_get (self->shaper, wish->layer, wish->text, self->view->zoom);
  label = new_label (wish, text);
  put_block (label, -text->width / 2, -text->height / 2);
  box = &label->boxes[0];
  *box = (NordLabelBox){box->x0 - 4, box->y0 - 1.5, box->x1 + 4, box->y1 + 1.5};
  label->bounds = shift (box, 0, 0, 1.5);
  if (!fits (self, label, x, y))
    return FALSE;
  settle (self, g_steal_pointer (&label), x, y);
  return TRUE;
}

/* --- Streets -----------------------------------------------------------------------------------
 */

/* The upright box around a turned piece of text. */
static NordLabelBox
box_of (const NordLabelText *text, const NordLabelGlyphs *glyphs)
{
  double c = cos (glyphs->angle), s = sin (glyphs->angle);
  double advance = text->runs[glyphs->run].advance;
  double up = -0.80 * text->size, down = 0.24 * text->size;
  double x[4] = {-s * up, advance * c - s * up, advance * c - s * down, -s * down};
  double y[4] = {up * c, advance * s + up * c, advance * s + down * c, down * c};
  NordLabelBox box;

  box = (NordLabelBox){x[0], y[0], x[0], y[0]};
  for (guint i = 1; i < 4; i++)
    unite (&box, &(NordLabelBox){x[i], y[i], x[i], y[i]});
  return shift (&box, glyphs->x, glyphs->y, 0);
}

/* Makes a label of letters that lie in px from the view's middle. */
static NordLabel *
new_street_label (const NordLabelWish *wish,
                  NordLabelText *text,
                  NordLabelGlyphs *glyphs,
                  double x,
                  double y)
{
  NordLabel *label = new_label (wish, text);

  label->turns = TRUE;
  label->n_glyphs = label->n_boxes = text->n_runs;
  label->glyphs = g_memdup2 (glyphs, text->n_runs * sizeof *glyphs);
  label->boxes = g_new (NordLabelBox, MAX (text->n_runs, 1));
  for (guint i = 0; i < text->n_runs; i++) {
    NordLabelBox grown;

    label->glyphs[i].x -= x;
    label->glyphs[i].y -= y;
    label->boxes[i] = box_of (text, &label->glyphs[i]);
    grown = shift (&label->boxes[i], 0, 0, wish->layer->halo_width + 2);
    if (i == 0)
      label->bounds = grown;
    else
      unite (&label->bounds, &grown);
  }
  return label;
}

static gboolean
place_along (Placer *self,
             const NordLabelWish *wish,
             const NordLabelPath *path,
             NordLabelText *text,
             double middle)
{
  g_autofree NordLabelGlyphs *glyphs = NULL;
  g_autoptr (NordLabel) label = NULL;
  double x, y, sx, sy;

  nord_label_path_at (path, middle, &x, &y);
  sx = x + self->view->width / 2;
  sy = y + self->view->height / 2;
  if (repeats (self, wish, sx, sy))
    return FALSE;
  glyphs = g_new (NordLabelGlyphs, MAX (text->n_runs, 1));
  if (!nord_label_path_lay (path, text, middle, MAX_TURN, glyphs))
    return FALSE;
  label = new_street_label (wish, text, glyphs, x, y);
  if (!fits (self, label, sx, sy))
    return FALSE;
  settle (self, g_steal_pointer (&label), sx, sy);
  return TRUE;
}

/* One name for every `repeat` px of the street, each tried at its place and then up and down the
 * street from there. */
static void
place_street (Placer *self, const NordLabelWish *wish, const NordLabelPath *path)
{
  static const double offsets[] = {0, 0.12, -0.12, 0.24, -0.24, 0.36, -0.36, 0.46, -0.46};
  const NordStyleLayer *layer = wish->layer;
  double length = path->length[path->n - 1];
  double size = nord_stops_at (&layer->size, self->view->zoom);
  gboolean shield = layer->placement == NORD_PLACE_SHIELD;
  g_autoptr (NordLabelText) text = NULL;
  double width;
  guint n;

  /* Narrow letters are a third as wide as high: what is shorter cannot fit, and is not shaped. */
  if (!shield && length < 0.33 * size * (double) g_utf8_strlen (wish->text, -1))
    return;
  text = nord_label_shaper_get (self->shaper, layer, wish->text, self->view->zoom);
  width = shield ? 0.7 * text->width : text->width;
  if (length < width)
    return;
  n = (guint) CLAMP (length / (layer->repeat + width), 1, 50);
  for (guint i = 0; i < n; i++) {
    for (guint j = 0; j < G_N_ELEMENTS (offsets); j++) {
      double room = MAX (length / n - (n > 1 ? 0 : width), 0);
      double middle = (i + 0.5) * length / n + offsets[j] * room;
      double x, y;

      if (shield) {
        nord_label_path_at (path, middle, &x, &y);
        if (place_shield (self, wish, x + self->view->width / 2, y + self->view->height / 2))
          break;
      } else if (place_along (self, wish, path, text, middle)) {
        break;
      }
      if (room == 0)
        break;
    }
  }
}

static void
place (Placer *self, const Candidate *candidate)
{
  const NordLabelWish *wish = candidate->wish;
  NordLabelPath path;
  double x, y;

  if (!wish->line) {
    nord_map_camera_to_screen (self->view, wish->x, wish->y, &x, &y);
    place_point (self, wish, x, y);
    return;
  }
  nord_label_path_init (&path, wish->line, wish->n_line, self->view->rotation);
  if (candidate->before) {
    double distance, at;

    nord_map_camera_to_screen (self->view, candidate->before->x, candidate->before->y, &x, &y);
    x -= self->view->width / 2;
    y -= self->view->height / 2;
    at = nord_label_path_nearest (&path, x, y, &distance);
    if (distance < 3) {
      if (wish->layer->placement == NORD_PLACE_SHIELD) {
        place_shield (self, wish, x + self->view->width / 2, y + self->view->height / 2);
      } else {
        g_autoptr (NordLabelText) text =
          nord_label_shaper_get (self->shaper, wish->layer, wish->text, self->view->zoom);

        place_along (self, wish, &path, text, at);
      }
    }
  } else {
    place_street (self, wish, &path);
  }
  nord_label_path_clear (&path);
}

/* --- The whole ---------------------------------------------------------------------------------
 */

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *p = a, *q = b;

  if (p->wish->layer->priority != q->wish->layer->priority)
    return p->wish->layer->priority > q->wish->layer->priority ? -1 : 1;
  if (!p->before != !q->before)
    return p->before ? -1 : 1;
  if (p->wish->rank != q->wish->rank)
    return p->wish->rank < q->wish->rank ? -1 : 1;
  if (p->wish->length != q->wish->length)
    return p->wish->length > q->wish->length ? -1 : 1;
  return p->order < q->order ? -1 : 1;
}

static char *
key_of (const NordStyleLayer *layer, const char *text)
{
  return g_strconcat (layer->id, "\n", text ? text : "", NULL);
}

static GHashTable *
index_before (const NordLabelPlacement *before)
{
  GHashTable *index =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; before && i < before->labels->len; i++) {
    NordLabel *label = g_ptr_array_index (before->labels, i);
    char *key = key_of (label->layer, label->string);
    GPtrArray *same = g_hash_table_lookup (index, key);

    if (!same) {
      same = g_ptr_array_new ();
      g_hash_table_insert (index, key, same);
    } else {
      g_free (key);
    }
    g_ptr_array_add (same, label);
  }
  return index;
}

/* Each wish once, and once more for each label that stood at it before. */
static GArray *
make_candidates (const Placer *self, GPtrArray *wishes, const NordLabelPlacement *before)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GHashTable) index = index_before (before);

  for (guint i = 0; i < wishes->len; i++) {
    const NordLabelWish *wish = g_ptr_array_index (wishes, i);
    g_autofree char *key = key_of (wish->layer, wish->text);
    const GPtrArray *same = g_hash_table_lookup (index, key);
    Candidate candidate = {wish, NULL, i};
    gboolean only = FALSE;

    for (guint j = 0; same && j < same->len; j++) {
      const NordLabel *label = g_ptr_array_index (same, j);

      if (!wish->line &&
          (fabs (label->x - wish->x) + fabs (label->y - wish->y)) * self->world_size > 3)
        continue;
      candidate.before = label;
      g_array_append_val (candidates, candidate);
      only = !wish->line;
      if (only)
        break;
    }
    candidate.before = NULL;
    if (!only)
      g_array_append_val (candidates, candidate);
  }
  g_array_sort (candidates, compare_candidates);
  return candidates;
}

static void
free_grid (Placer *self)
{
  for (int i = 0; i < self->columns * self->rows; i++)
    g_clear_pointer (&self->grid[i], g_array_unref);
  g_free (self->grid);
}

/**
 * nord_label_place:
 * @style: the style
 * @pieces: (array length=n_pieces): the tiles in view
 * @n_pieces: how many
 * @view: what is seen
 * @margin: px around the view in which labels are placed too, so that they are there when the map
 *   is moved
 * @flags: flags
 * @before: (nullable): the placement that is on the screen
 * @shaper: a shaper of the calling thread
 *
 * Returns: (transfer full): the placement
 */
NordLabelPlacement *
nord_label_place (const NordMapStyle *style,
                  const NordMapPiece *pieces,
                  guint n_pieces,
                  const NordMapCamera *view,
                  double margin,
                  NordLabelFlags flags,
                  const NordLabelPlacement *before,
                  NordLabelShaper *shaper)
{
  NordLabelPlacement *placement = g_new0 (NordLabelPlacement, 1);
  g_autoptr (GPtrArray) wishes = nord_label_find (style, pieces, n_pieces, view, margin);
  g_autoptr (GArray) candidates = NULL;
  g_autoptr (GHashTable) places =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  Placer self = {
    .view = view,
    .shaper = shaper,
    .flags = flags,
    .margin = margin,
    .world_size = nord_map_camera_world_size (view),
    .columns = (int) CLAMP ((view->width + 2 * margin) / GRID + 1, 1, 400),
    .rows = (int) CLAMP ((view->height + 2 * margin) / GRID + 1, 1, 400),
    .repeats = places,
  };

  g_atomic_ref_count_init (&placement->refs);
  placement->style = nord_map_style_ref ((NordMapStyle *) style);
  placement->view = *view;
  placement->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) label_free);
  self.labels = placement->labels;
  self.grid = g_new0 (GArray *, self.columns * self.rows);
  candidates = make_candidates (&self, wishes, before);
  for (guint i = 0; i < candidates->len; i++)
    place (&self, &g_array_index (candidates, Candidate, i));
  free_grid (&self);
  return placement;
}

NordLabelPlacement *
nord_label_placement_ref (NordLabelPlacement *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
nord_label_placement_unref (NordLabelPlacement *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->labels);
  nord_map_style_unref (self->style);
  g_free (self);
}
