/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Squares of the map, painted in worker threads. To libshumate it is the source that gives the
 * viewport its size of tiles; it is never asked to fill one, because NordTileLayer shows them.
 *
 * At most N_WORKERS tiles are painted at a time and the newest wish comes first, because the oldest
 * ones lie where the user has already moved away from; what was cancelled meanwhile is dropped
 * unpainted. Style, packs and scale factor can change at any time: what was being painted is then
 * painted anew. */
#include "ui/map/tile-source.h"

#include "core/map/tile-picture.h"
#include "ui/map/give-way.h"
#include "ui/widgets/surface-texture.h"

/* Painting shares the machine with the rest of the program; two are enough to keep up. */
#define N_WORKERS 2
#define MAX_ZOOM 20

struct _NordTileSource {
  ShumateMapSource parent_instance;

  NordTileStack *stack; /* (owned) */
  NordMapStyle *style;  /* (owned) */
  int scale_factor;
  guint generation; /* raised when all tiles have to be painted anew */
  GQueue waiting;   /* (owned) of GTask, the newest first */
  guint n_running;
  gboolean damage_told; /* of these packs */
};

G_DEFINE_FINAL_TYPE (NordTileSource, nord_tile_source, SHUMATE_TYPE_MAP_SOURCE)

typedef enum {
  PROP_STACK = 1,
  PROP_STYLE,
  PROP_SCALE_FACTOR,
} NordTileSourceProperty;

static GParamSpec *properties[PROP_SCALE_FACTOR + 1];

enum { DAMAGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* What was asked for. */
typedef struct {
  guint zoom, x, y;
  double size;
} Wish;

/* All that a worker needs, and nothing that lives. */
typedef struct {
  NordTileStack *stack; /* (owned) */
  NordMapStyle *style;  /* (owned) */
  guint zoom, x, y;
  double size;
  int scale_factor;
  guint generation;
} Job;

static void start_waiting (NordTileSource *self);

static void
job_free (Job *job)
{
  g_clear_object (&job->stack);
  g_clear_pointer (&job->style, nord_map_style_unref);
  g_free (job);
}

static void
paint (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GArray) pieces = nord_tile_stack_new_pieces ();
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  GdkTexture *texture;

  nord_give_way ();
  if (g_task_return_error_if_cancelled (task))
    return;
  /* A tile that cannot be read is empty land on the map; the stack remembers it. */
  if (!nord_tile_stack_load_pieces (job->stack, job->zoom, job->x, job->y, pieces, &error))
    g_info ("Tile %u/%u/%u: %s", job->zoom, job->x, job->y, error->message);
  if (g_task_return_error_if_cancelled (task))
    return;
  surface =
    nord_tile_picture_new_of (job->style, (const NordMapPiece *) (void *) pieces->data, pieces->len,
                              job->zoom, job->x, job->y, job->size, job->scale_factor);
  texture = nord_surface_texture_new (surface);
  cairo_surface_destroy (surface);
  g_task_return_pointer (task, texture, g_object_unref);
}

static void
on_painted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  NordTileSource *self = NORD_TILE_SOURCE (object);
  g_autoptr (GTask) outer = user_data;
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = g_task_propagate_pointer (G_TASK (result), &error);

  self->n_running--;
  if (!self->damage_told && self->stack &&
      nord_tile_faults_get_n (nord_tile_stack_get_faults (self->stack)) > 0) {
    self->damage_told = TRUE;
    g_signal_emit (self, signals[DAMAGED], 0);
  }
  if (!texture) {
    g_task_return_error (outer, g_steal_pointer (&error));
  } else if (job->generation == self->generation) {
    g_task_return_pointer (outer, texture, g_object_unref);
  } else {
    /* Painted in a style that is gone meanwhile: once more. */
    g_object_unref (texture);
    g_queue_push_head (&self->waiting, g_steal_pointer (&outer));
  }
  start_waiting (self);
}

static void
start_waiting (NordTileSource *self)
{
  while (self->n_running < N_WORKERS && self->waiting.length > 0) {
    g_autoptr (GTask) outer = g_queue_pop_head (&self->waiting);
    const Wish *wish = g_task_get_task_data (outer);
    GCancellable *cancellable = g_task_get_cancellable (outer);
    g_autoptr (GTask) inner = NULL;
    Job *job;

    if (g_task_return_error_if_cancelled (outer))
      continue;
    job = g_new0 (Job, 1);
    job->stack = g_object_ref (self->stack);
    job->style = nord_map_style_ref (self->style);
    job->zoom = wish->zoom;
    job->x = wish->x;
    job->y = wish->y;
    job->size = wish->size;
    job->scale_factor = self->scale_factor;
    job->generation = self->generation;
    inner = g_task_new (self, cancellable, on_painted, g_steal_pointer (&outer));
    g_task_set_source_tag (inner, start_waiting);
    g_task_set_task_data (inner, job, (GDestroyNotify) job_free);
    self->n_running++;
    g_task_run_in_thread (inner, paint);
  }
}

static void
enqueue (NordTileSource *self, GTask *task, Wish *wish)
{
  g_task_set_source_tag (task, enqueue);
  g_task_set_task_data (task, wish, g_free);
  g_queue_push_head (&self->waiting, task);
  start_waiting (self);
}

/* What is being painted is then for nobody, and is painted anew. */
static void
repaint (NordTileSource *self)
{
  self->generation++;
}

static void
update_license (NordTileSource *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autofree char *license = NULL;

  for (guint i = 0; i < nord_tile_stack_get_n_archives (self->stack); i++) {
    const NordTileInfo *info =
      nord_tile_archive_get_info (nord_tile_stack_get_archive (self->stack, i));

    if (info->attribution[0] &&
        !g_ptr_array_find_with_equal_func (lines, info->attribution, g_str_equal, NULL))
      g_ptr_array_add (lines, info->attribution);
  }
  g_ptr_array_add (lines, NULL);
  license = g_strjoinv (" · ", (char **) lines->pdata);
  shumate_map_source_set_license (SHUMATE_MAP_SOURCE (self), license);
}

/* libshumate sets these with its own defaults during construction, so here and not in init. */
static void
nord_tile_source_constructed (GObject *object)
{
  ShumateMapSource *source = SHUMATE_MAP_SOURCE (object);

  G_OBJECT_CLASS (nord_tile_source_parent_class)->constructed (object);
  shumate_map_source_set_id (source, "nordwaerts");
  shumate_map_source_set_name (source, "Nordwärts");
  shumate_map_source_set_tile_size (source, NORD_MAP_TILE_SIZE);
  shumate_map_source_set_min_zoom_level (source, 0);
  shumate_map_source_set_max_zoom_level (source, MAX_ZOOM);
  shumate_map_source_set_projection (source, SHUMATE_MAP_PROJECTION_MERCATOR);
}

static void
nord_tile_source_dispose (GObject *object)
{
  NordTileSource *self = NORD_TILE_SOURCE (object);

  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->stack);
  g_clear_pointer (&self->style, nord_map_style_unref);
  G_OBJECT_CLASS (nord_tile_source_parent_class)->dispose (object);
}

static void
nord_tile_source_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NordTileSource *self = NORD_TILE_SOURCE (object);

  switch ((NordTileSourceProperty) id) {
  case PROP_STACK:
    g_value_set_object (value, self->stack);
    break;
  case PROP_STYLE:
    g_value_set_boxed (value, self->style);
    break;
  case PROP_SCALE_FACTOR:
    g_value_set_int (value, self->scale_factor);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nord_tile_source_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NordTileSource *self = NORD_TILE_SOURCE (object);

  switch ((NordTileSourceProperty) id) {
  case PROP_STACK:
    nord_tile_source_set_stack (self, g_value_get_object (value));
    break;
  case PROP_STYLE:
    nord_tile_source_set_style (self, g_value_get_boxed (value));
    break;
  case PROP_SCALE_FACTOR:
    nord_tile_source_set_scale_factor (self, g_value_get_int (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nord_tile_source_class_init (NordTileSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = nord_tile_source_constructed;
  object_class->dispose = nord_tile_source_dispose;
  object_class->get_property = nord_tile_source_get_property;
  object_class->set_property = nord_tile_source_set_property;
  signals[DAMAGED] = g_signal_new ("damaged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  properties[PROP_STACK] = g_param_spec_object ("stack", NULL, NULL, NORD_TYPE_TILE_STACK, flags);
  properties[PROP_STYLE] = g_param_spec_boxed ("style", NULL, NULL, NORD_TYPE_MAP_STYLE, flags);
  properties[PROP_SCALE_FACTOR] = g_param_spec_int ("scale-factor", NULL, NULL, 1, 4, 1, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
nord_tile_source_init (NordTileSource *self)
{
  self->scale_factor = 1;
  g_queue_init (&self->waiting);
}

/**
 * nord_tile_source_new:
 * @stack: the packs
 * @style: the style
 *
 * Labels are not painted here; put a #NordLabelLayer above the map layer.
 *
 * Returns: (transfer full): a source of 512 px tiles for zoom levels 0 to 20
 */
NordTileSource *
nord_tile_source_new (NordTileStack *stack, NordMapStyle *style)
{
  return g_object_new (NORD_TYPE_TILE_SOURCE, "stack", stack, "style", style, NULL);
}

/**
 * nord_tile_source_paint_async:
 * @zoom: zoom level of the square
 * @x: its column
 * @y: its row
 * @size: px of a side, see nord_tile_picture_new()
 * @cancellable: (nullable): to take the wish back
 *
 * Paints a square of the map in a worker thread, before all wishes that are still waiting.
 */
void
nord_tile_source_paint_async (NordTileSource *self,
                              guint zoom,
                              guint x,
                              guint y,
                              double size,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Wish *wish;

  g_return_if_fail (NORD_IS_TILE_SOURCE (self));
  wish = g_new0 (Wish, 1);
  wish->zoom = zoom;
  wish->x = x;
  wish->y = y;
  wish->size = size;
  enqueue (self, g_task_new (self, cancellable, callback, user_data), wish);
}

/**
 * nord_tile_source_paint_finish:
 *
 * Returns: (transfer full): the picture, in the style that is set now; %NULL if cancelled
 */
GdkTexture *
nord_tile_source_paint_finish (NordTileSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

NordTileStack *
nord_tile_source_get_stack (NordTileSource *self)
{
  g_return_val_if_fail (NORD_IS_TILE_SOURCE (self), NULL);
  return self->stack;
}

void
nord_tile_source_set_stack (NordTileSource *self, NordTileStack *stack)
{
  g_return_if_fail (NORD_IS_TILE_SOURCE (self));
  g_return_if_fail (NORD_IS_TILE_STACK (stack));
  if (!g_set_object (&self->stack, stack))
    return;
  self->damage_told = FALSE;
  update_license (self);
  if (self->style)
    repaint (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STACK]);
}

NordMapStyle *
nord_tile_source_get_style (NordTileSource *self)
{
  g_return_val_if_fail (NORD_IS_TILE_SOURCE (self), NULL);
  return self->style;
}

void
nord_tile_source_set_style (NordTileSource *self, NordMapStyle *style)
{
  g_return_if_fail (NORD_IS_TILE_SOURCE (self));
  g_return_if_fail (style != NULL);
  if (self->style == style)
    return;
  nord_map_style_ref (style);
  g_clear_pointer (&self->style, nord_map_style_unref);
  self->style = style;
  if (self->stack)
    repaint (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STYLE]);
}

int
nord_tile_source_get_scale_factor (NordTileSource *self)
{
  g_return_val_if_fail (NORD_IS_TILE_SOURCE (self), 1);
  return self->scale_factor;
}

/**
 * nord_tile_source_set_scale_factor:
 * @scale_factor: device pixels per px, from gtk_widget_get_scale_factor() of the map
 */
void
nord_tile_source_set_scale_factor (NordTileSource *self, int scale_factor)
{
  g_return_if_fail (NORD_IS_TILE_SOURCE (self));
  g_return_if_fail (scale_factor >= 1 && scale_factor <= 4);
  if (self->scale_factor == scale_factor)
    return;
  self->scale_factor = scale_factor;
  if (self->stack && self->style)
    repaint (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCALE_FACTOR]);
}
