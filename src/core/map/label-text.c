/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The letters of a label as outlines, shaped once and drawn at any angle.
 *
 * Pango does the shaping, so umlauts, Arabic or Devanagari come out right. Outlines instead of
 * glyph pictures have two reasons: a halo needs them anyway, and cairo keeps a font of its own for
 * every angle, which a map full of bent street names would fill and empty all the time. They also
 * carry nothing of the thread's font map, so a finished text may go to any thread. */
#include "core/map/label-text.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define MAX_CHARS 120
/* The tall lines of Noto's fonts, which leave room for all scripts, would pull lines apart. */
#define LINE_HEIGHT 1.18
#define ASCENT 0.93
#define DESCENT 0.27

struct _NordLabelShaper {
  cairo_surface_t *surface; /* (owned) */
  cairo_t *cr;              /* (owned) outlines are made here */
  PangoContext *context;    /* (owned) */
  GHashTable *texts;        /* (owned) key -> NordLabelText, those used since `older` was begun */
  GHashTable *older;        /* (owned) likewise, those used before, which go next */
  gsize used, older_used;   /* bytes of each */
  gsize limit;              /* bytes of both */
};

NordLabelText *
nord_label_text_ref (NordLabelText *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

static void
run_clear (NordLabelRun *run)
{
  g_free (run->points);
  g_free (run->ends);
}

void
nord_label_text_unref (NordLabelText *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < self->n_runs; i++)
    run_clear (&self->runs[i]);
  g_free (self->runs);
  g_free (self);
}

/* Scripts in which letters stand alone, so that each can turn a little. */
static gboolean
stands_alone (PangoScript script)
{
  switch (script) {
  case PANGO_SCRIPT_COMMON:
  case PANGO_SCRIPT_INHERITED:
  case PANGO_SCRIPT_LATIN:
  case PANGO_SCRIPT_GREEK:
  case PANGO_SCRIPT_CYRILLIC:
  case PANGO_SCRIPT_ARMENIAN:
  case PANGO_SCRIPT_GEORGIAN:
  case PANGO_SCRIPT_HAN:
  case PANGO_SCRIPT_HIRAGANA:
  case PANGO_SCRIPT_KATAKANA:
  case PANGO_SCRIPT_HANGUL:
  case PANGO_SCRIPT_ETHIOPIC:
    return TRUE;
  default:
    return FALSE;
  }
}

static void
end_ring (GArray *points, GArray *ends)
{
  guint before = ends->len > 0 ? g_array_index (ends, guint, ends->len - 1) : 0;
  guint n = points->len / 2;

  if (n > before + 2)
    g_array_append_val (ends, n);
  else
    g_array_set_size (points, 2 * before);
}

/* The current path as rings without curves. */
static void
take_outline (NordLabelShaper *self, NordLabelRun *run)
{
  cairo_path_t *path = cairo_copy_path_flat (self->cr);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));

  for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
    const cairo_path_data_t *data = &path->data[i];

    if (data->header.type == CAIRO_PATH_MOVE_TO)
      end_ring (points, ends);
    if (data->header.type != CAIRO_PATH_CLOSE_PATH) {
      float xy[2] = {(float) data[1].point.x, (float) data[1].point.y};

      g_array_append_vals (points, xy, 2);
    }
  }
  end_ring (points, ends);
  cairo_path_destroy (path);
  run->n_points = points->len / 2;
  run->n_rings = ends->len;
  /* They are kept for long: without what the arrays had in reserve. */
  run->points = g_memdup2 (points->data, points->len * sizeof (float));
  run->ends = g_memdup2 (ends->data, ends->len * sizeof (guint));
}

/* @glyphs from @first up to @end as an outline. Returns how far they reach. */
static double
add_outline (NordLabelShaper *self,
             PangoGlyphItem *item,
             int first,
             int end,
             double x,
             double y,
             GArray *runs)
{
  PangoGlyphString part = {
    .num_glyphs = end - first,
    .glyphs = item->glyphs->glyphs + first,
    .log_clusters = item->glyphs->log_clusters + first,
  };
  int width = 0;
  NordLabelRun run = {.x = x, .y = y};

  for (int i = first; i < end; i++)
    width += item->glyphs->glyphs[i].geometry.width;
  run.advance = pango_units_to_double (width);
  cairo_new_path (self->cr);
  cairo_move_to (self->cr, 0, 0);
  pango_cairo_glyph_string_path (self->cr, item->item->analysis.font, &part);
  take_outline (self, &run);
  g_array_append_val (runs, run);
  return run.advance;
}

static void
split_clusters (NordLabelShaper *self,
                PangoGlyphItem *item,
                const char *text,
                double x,
                GArray *runs)
{
  PangoGlyphItemIter iter;

  for (gboolean more = pango_glyph_item_iter_init_start (&iter, item, text); more;
       more = pango_glyph_item_iter_next_cluster (&iter))
    x += add_outline (self, item, iter.start_glyph, iter.end_glyph, x, 0, runs);
}

static void
shape_along (NordLabelShaper *self, PangoLayout *layout, NordLabelText *text, GArray *runs)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, 0);
  const char *chars = pango_layout_get_text (layout);
  double x = 0;

  for (GSList *l = line->runs; l; l = l->next) {
    PangoGlyphItem *item = l->data;

    text->rigid |= (item->item->analysis.level & 1) != 0 ||
                   !stands_alone ((PangoScript) item->item->analysis.script);
  }
  for (GSList *l = line->runs; l; l = l->next) {
    PangoGlyphItem *item = l->data;

    if (text->rigid)
      add_outline (self, item, 0, item->glyphs->num_glyphs, x, 0, runs);
    else
      split_clusters (self, item, chars, x, runs);
    x += pango_units_to_double (pango_glyph_string_get_width (item->glyphs));
  }
  text->width = x;
  text->height = text->size * (ASCENT + DESCENT);
}

static void
shape_block (NordLabelShaper *self, PangoLayout *layout, NordLabelText *text, GArray *runs)
{
  int n_lines = MIN (pango_layout_get_line_count (layout), 4);
  g_autofree double *widths = g_new0 (double, MAX (n_lines, 1));

  for (int i = 0; i < n_lines; i++) {
    PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);

    for (GSList *l = line->runs; l; l = l->next) {
      PangoGlyphItem *item = l->data;
      int n = item->glyphs->num_glyphs;

      /* The blank at which a line was broken would push it off the middle. */
      if (!l->next && i + 1 < n_lines && n > 1 &&
          item->glyphs->glyphs[n - 1].glyph == PANGO_GLYPH_EMPTY)
        n--;
      for (int g = 0; g < n; g++)
        widths[i] += pango_units_to_double (item->glyphs->glyphs[g].geometry.width);
    }
    text->width = MAX (text->width, widths[i]);
  }
  for (int i = 0; i < n_lines; i++) {
    PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);
    double x = (text->width - widths[i]) / 2;
    double y = text->size * (ASCENT + i * LINE_HEIGHT);

    for (GSList *l = line->runs; l; l = l->next) {
      PangoGlyphItem *item = l->data;

      x += add_outline (self, item, 0, item->glyphs->num_glyphs, x, y, runs);
    }
  }
  text->height = text->size * (ASCENT + DESCENT + (n_lines - 1) * LINE_HEIGHT);
}

static NordLabelText *
shape (NordLabelShaper *self, const NordStyleLayer *layer, const char *string, double size)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (self->context);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoFontDescription *font =
    pango_font_description_from_string ("Noto Sans,Cantarell,sans-serif");
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (NordLabelRun));
  NordLabelText *text = g_new0 (NordLabelText, 1);
  g_autofree char *upper = layer->uppercase ? g_utf8_strup (string, -1) : NULL;
  const char *shown = upper ? upper : string;

  g_atomic_ref_count_init (&text->refs);
  text->size = size;
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, (PangoWeight) layer->weight);
  pango_font_description_set_style (font, layer->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  if (layer->spacing > 0)
    pango_attr_list_insert (attributes, pango_attr_letter_spacing_new (
                                          (int) (layer->spacing * size / 10 * PANGO_SCALE)));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (
    layout, shown,
    (int) (g_utf8_offset_to_pointer (shown, MIN (g_utf8_strlen (shown, -1), MAX_CHARS)) - shown));
  if (layer->placement == NORD_PLACE_LINE) {
    pango_layout_set_single_paragraph_mode (layout, TRUE);
    shape_along (self, layout, text, runs);
  } else {
    pango_layout_set_width (layout, (int) (layer->wrap * size * PANGO_SCALE));
    pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
    shape_block (self, layout, text, runs);
  }
  text->n_runs = runs->len;
  text->runs = (NordLabelRun *) (void *) g_array_free (g_steal_pointer (&runs), FALSE);
  return text;
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) nord_label_text_unref);
}

/* Bytes, with those of the allocator and the table, roughly. */
static gsize
measure (const NordLabelText *text, const char *key)
{
  gsize bytes = sizeof *text + text->n_runs * sizeof (NordLabelRun) + strlen (key) + 80;

  for (guint i = 0; i < text->n_runs; i++)
    bytes +=
      text->runs[i].n_points * 2 * sizeof (float) + text->runs[i].n_rings * sizeof (guint) + 32;
  return bytes;
}

static void
begin_anew (NordLabelShaper *self)
{
  g_hash_table_unref (self->older);
  self->older = self->texts;
  self->older_used = self->used;
  self->texts = new_table ();
  self->used = 0;
}

/* Half of what may be kept is of those used last, so what a view shows again and again stays. */
static void
remember (NordLabelShaper *self, char *key, NordLabelText *text)
{
  gsize bytes = measure (text, key);

  if (self->used + bytes > self->limit / 2)
    begin_anew (self);
  self->used += bytes;
  g_hash_table_insert (self->texts, key, text);
}

/**
 * nord_label_shaper_new:
 *
 * Returns: (transfer full): a shaper, for use in the thread that made it
 */
NordLabelShaper *
nord_label_shaper_new (void)
{
  NordLabelShaper *self = g_new0 (NordLabelShaper, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Without bounds, because cairo leaves out letters that lie more than ten times their size beyond
   * a surface's edge, even from a path. */
  self->surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  self->cr = cairo_create (self->surface);
  /* Letters that may be turned must not be fitted to the pixel grid. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options (self->cr, options);
  cairo_set_tolerance (self->cr, 0.05);
  self->context = pango_cairo_create_context (self->cr);
  pango_cairo_context_set_font_options (self->context, options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  /* The language decides about the form of some letters; German is what the map is written in. */
  pango_context_set_language (self->context, pango_language_from_string ("de"));
  cairo_font_options_destroy (options);
  self->texts = new_table ();
  self->older = new_table ();
  self->limit = NORD_LABEL_SHAPER_CACHE;
  return self;
}

void
nord_label_shaper_free (NordLabelShaper *self)
{
  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_clear_pointer (&self->older, g_hash_table_unref);
  g_clear_object (&self->context);
  cairo_destroy (self->cr);
  cairo_surface_destroy (self->surface);
  g_free (self);
}

/**
 * nord_label_shaper_get:
 * @layer: a label layer: font, size and placement
 * @text: the text
 * @zoom: zoom level, for the size
 *
 * Returns: (transfer full): the shaped text
 */
NordLabelText *
nord_label_shaper_get (NordLabelShaper *self,
                       const NordStyleLayer *layer,
                       const char *text,
                       double zoom)
{
  /* Steps of half a px: a pinch would else shape every text anew with every frame. */
  double size = CLAMP (round (nord_stops_at (&layer->size, zoom) * 2) / 2, 4, 60);
  g_autofree char *key =
    g_strdup_printf ("%d %d %d %d %g %g %d %s", (int) (size * 2), layer->weight, layer->italic,
                     layer->uppercase, layer->spacing, layer->wrap,
                     layer->placement == NORD_PLACE_LINE, text);
  NordLabelText *found = g_hash_table_lookup (self->texts, key);
  gpointer old_key, old;

  if (found)
    return nord_label_text_ref (found);
  if (g_hash_table_steal_extended (self->older, key, &old_key, &old)) {
    found = nord_label_text_ref (old);
    self->older_used -= measure (found, old_key);
    remember (self, old_key, old);
    return found;
  }
  found = shape (self, layer, text, size);
  remember (self, g_steal_pointer (&key), nord_label_text_ref (found));
  return found;
}

/**
 * nord_label_shaper_set_limit:
 * @bytes: that shaped texts may hold, from now on; %NORD_LABEL_SHAPER_CACHE unless set
 */
void
nord_label_shaper_set_limit (NordLabelShaper *self, gsize bytes)
{
  self->limit = bytes;
  for (guint i = 0; i < 2 && nord_label_shaper_get_cached (self) > bytes; i++)
    begin_anew (self);
}

/* Bytes that shaped texts hold at the moment. */
gsize
nord_label_shaper_get_cached (const NordLabelShaper *self)
{
  return self->used + self->older_used;
}
