/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map in shades of the attract screen's blue. What is hidden is gone from the screen in the
 * same moment: the picture goes, and comes back without it. */
#include "ui/kiosk/attract-picture.h"

#include "core/geo/mercator.h"
#include "core/kiosk/public-places.h"
#include "core/map/map-plot.h"
#include "core/model/programme.h"
#include "core/model/workshop.h"
#include "ui/map/base-layer.h"
#include "ui/widgets/surface-texture.h"

#include <math.h>

#define PATIENCE 500 /* milliseconds in which changes are gathered */
#define NEARER 0.35  /* zoom levels beyond that at which all of the area is seen */
#define NEAREST 16.0
/* From the deepest shade to the lightest, on which white keeps 5.2:1. */
#define DEEP 0x0e3a75
#define LIGHT 0x2268bf
/* The light style of the map has hardly anything that is darker than this. */
#define DARKEST 0.55
#define DOT_RADIUS 5.0 /* pixels */

/* For the thread: values that nobody else has. */
typedef struct {
  int width, height;
  NordBounds home;
  GArray *places; /* (owned) */
  char *pack;     /* (owned) (nullable) */
  char *licence;  /* (owned) (nullable) found there */
} Job;

struct _NordAttractPicture {
  GObject parent_instance;

  NordDocument *document;    /* (owned) */
  int width, height;         /* pixels */
  cairo_surface_t *surface;  /* (owned) (nullable) */
  GdkTexture *texture;       /* (owned) (nullable) the same, where it was asked for */
  GArray *places;            /* (owned) (nullable) that are in it */
  char *licence;             /* (owned) (nullable) of it */
  GCancellable *cancellable; /* (owned) (nullable) something is being painted */
  GArray *coming;            /* (owned) (nullable) the places in that */
  guint waiting;             /* source id; 0: nothing is to be painted */
};

G_DEFINE_FINAL_TYPE (NordAttractPicture, nord_attract_picture, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
job_free (gpointer data)
{
  Job *job = data;

  g_array_unref (job->places);
  g_free (job->pack);
  g_free (job->licence);
  g_free (job);
}

/* --- In a thread --------------------------------------------------------------------------------
 */

/* How light it is becomes how light a blue it is, so that whatever the map shows stays between two
 * shades. */
static void
tint (cairo_surface_t *surface)
{
  const int width = cairo_image_surface_get_width (surface);
  const int height = cairo_image_surface_get_height (surface);
  const int stride = cairo_image_surface_get_stride (surface);
  guint32 shades[256];

  for (int i = 0; i < 256; i++) {
    const double part = CLAMP ((i / 255.0 - DARKEST) / (1 - DARKEST), 0, 1);

    shades[i] = 0xff000000;
    for (int shift = 0; shift < 24; shift += 8) {
      const int deep = DEEP >> shift & 0xff, light = LIGHT >> shift & 0xff;

      shades[i] |= (guint32) lround (deep + part * (light - deep)) << shift;
    }
  }
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++) {
    guint32 *row =
      (guint32 *) (void *) (cairo_image_surface_get_data (surface) + (gsize) y * (gsize) stride);

    for (int x = 0; x < width; x++) {
      const guint32 pixel = row[x];

      row[x] =
        shades[((pixel >> 16 & 0xff) * 77 + (pixel >> 8 & 0xff) * 151 + (pixel & 0xff) * 28) >> 8];
    }
  }
  cairo_surface_mark_dirty (surface);
}

static void
draw_places (cairo_t *cr, const NordMapCamera *view, const GArray *places)
{
  for (guint i = 0; i < places->len; i++) {
    const NordPublicPlace *place = &g_array_index (places, NordPublicPlace, i);
    double x, y;

    nord_mercator_project (place->lon, place->lat, &x, &y);
    nord_map_camera_to_screen (view, x, y, &x, &y);
    if (x < -DOT_RADIUS || y < -DOT_RADIUS || x > view->width + DOT_RADIUS ||
        y > view->height + DOT_RADIUS)
      continue;
    cairo_arc (cr, x, y, DOT_RADIUS, 0, 2 * G_PI);
    cairo_set_source_rgb (cr, 1, 0.93, 0.6);
    cairo_fill_preserve (cr);
    cairo_set_source_rgb (cr, 0.03, 0.12, 0.26);
    cairo_set_line_width (cr, 2);
    cairo_stroke (cr);
  }
}

static NordMapCamera
place_camera (const Job *job)
{
  const double zoom =
    MIN (nord_mercator_zoom_for (&job->home, 512, job->width, job->height) + NEARER, NEAREST);

  return nord_map_camera_at ((job->home.west + job->home.east) / 2,
                             (job->home.south + job->home.north) / 2, zoom, job->width,
                             job->height);
}

static void
paint (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  const NordMapCamera view = place_camera (job);
  g_autoptr (NordTileStack) stack = nord_base_layer_open_packs (job->pack);
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  g_autoptr (NordMapPlot) plot = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = NULL;

  if (style != NULL && nord_tile_stack_get_n_archives (stack) > 0)
    plot = nord_map_plot_new (stack, style, &view, cancellable, &error);
  if (plot != NULL)
    surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, job->width, job->height);
  if (surface != NULL && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS) {
    cairo_t *cr = cairo_create (surface);

    nord_map_plot_draw_ground (plot, cr, 1);
    tint (surface);
    draw_places (cr, &view, job->places);
    cairo_destroy (cr);
    cairo_surface_flush (surface);
    job->licence = nord_tile_stack_dup_licence (stack);
  } else
    g_clear_pointer (&surface, cairo_surface_destroy);
  g_task_return_pointer (task, surface, (GDestroyNotify) cairo_surface_destroy);
}

/* --- In the main thread -------------------------------------------------------------------------
 */

static void
stop (NordAttractPicture *self)
{
  g_clear_handle_id (&self->waiting, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->coming, g_array_unref);
}

/* @surface: (nullable) (transfer full) */
static void
take (NordAttractPicture *self, cairo_surface_t *surface, Job *job)
{
  const gboolean had = self->surface != NULL;

  g_clear_object (&self->texture);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->licence, g_free);
  self->surface = surface;
  if (surface != NULL) {
    self->places = g_array_ref (job->places);
    self->licence = g_steal_pointer (&job->licence);
  }
  if (had || surface != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_painted (GObject *object, GAsyncResult *result, gpointer data)
{
  GWeakRef *wanted = data;
  g_autoptr (NordAttractPicture) self = g_weak_ref_get (wanted);
  cairo_surface_t *surface = g_task_propagate_pointer (G_TASK (result), NULL);

  g_weak_ref_clear (wanted);
  g_free (wanted);
  /* Another one is on its way, or none is wanted any more. */
  if (self == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable) {
    g_clear_pointer (&surface, cairo_surface_destroy);
    return;
  }
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->coming, g_array_unref);
  take (self, surface, g_task_get_task_data (G_TASK (result)));
}

static NordBounds
find_home (NordAttractPicture *self)
{
  NordShape *area =
    nord_record_get_shape (nord_document_get_workshop (self->document), NORD_WORKSHOP_AREA);
  g_autoptr (NordProgramme) programme = NULL;

  if (area != NULL)
    return nord_shape_get_bounds (area);
  programme = nord_programme_new_default (NULL);
  return nord_programme_get_home (programme);
}

static gboolean
on_time (gpointer data)
{
  NordAttractPicture *self = data;
  g_autoptr (GTask) task = NULL;
  GWeakRef *wanted = g_new0 (GWeakRef, 1);
  Job *job;

  self->waiting = 0;
  stop (self);
  job = g_new0 (Job, 1);
  *job = (Job){
    .width = self->width,
    .height = self->height,
    .home = find_home (self),
    .places = nord_public_places_collect (nord_document_get_list (self->document, NORD_NOUN_IDEA)),
    .pack = g_strdup (
      nord_record_get_text (nord_document_get_workshop (self->document), NORD_WORKSHOP_BASE_MAP)),
  };
  self->cancellable = g_cancellable_new ();
  self->coming = g_array_ref (job->places);
  /* The thread may be the last to let go of the task, and what holds a workshop must not end there.
   */
  g_weak_ref_init (wanted, self);
  task = g_task_new (NULL, self->cancellable, on_painted, wanted);
  g_task_set_source_tag (task, on_time);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, paint);
  return G_SOURCE_REMOVE;
}

static void
paint_soon (NordAttractPicture *self)
{
  if (self->width > 0 && self->waiting == 0)
    self->waiting = g_timeout_add (PATIENCE, on_time, self);
}

static gboolean
is_same (const GArray *places, const GArray *others)
{
  return places->len == others->len && nord_public_places_hold (places, others);
}

static void
on_document_changed (NordAttractPicture *self, const NordChangeSet *set)
{
  gboolean ideas = FALSE, workshop = FALSE;
  g_autoptr (GArray) places = NULL;

  for (guint i = 0; i < set->changes->len; i++) {
    const NordChange *change = g_ptr_array_index (set->changes, i);

    ideas = ideas || change->noun->kind == NORD_NOUN_IDEA;
    workshop = workshop || change->noun->kind == NORD_NOUN_WORKSHOP;
  }
  if (self->width == 0 || (!ideas && !workshop))
    return;
  places = nord_public_places_collect (nord_document_get_list (self->document, NORD_NOUN_IDEA));
  if (self->surface != NULL && !nord_public_places_hold (places, self->places))
    take (self, NULL, NULL);
  /* Nor may what is being painted bring back what must not be seen any more. */
  if (self->cancellable != NULL) {
    if (!workshop && is_same (places, self->coming))
      return;
    stop (self);
  }
  if (self->surface == NULL || workshop || !is_same (places, self->places))
    paint_soon (self);
}

static void
nord_attract_picture_dispose (GObject *object)
{
  NordAttractPicture *self = NORD_ATTRACT_PICTURE (object);

  stop (self);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->licence, g_free);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (nord_attract_picture_parent_class)->dispose (object);
}

static void
nord_attract_picture_class_init (NordAttractPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_attract_picture_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_attract_picture_init (NordAttractPicture *self)
{
}

NordAttractPicture *
nord_attract_picture_new (NordDocument *document)
{
  NordAttractPicture *self = g_object_new (NORD_TYPE_ATTRACT_PICTURE, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
nord_attract_picture_set_size (NordAttractPicture *self, int width, int height)
{
  g_return_if_fail (NORD_IS_ATTRACT_PICTURE (self));
  g_return_if_fail (width >= 0 && height >= 0 && (gint64) width * height <= NORD_ATTRACT_PIXELS);
  if (width == 0 || height == 0)
    width = height = 0;
  if (width == self->width && height == self->height)
    return;
  self->width = width;
  self->height = height;
  stop (self);
  take (self, NULL, NULL);
  paint_soon (self);
}

cairo_surface_t *
nord_attract_picture_get_surface (NordAttractPicture *self)
{
  g_return_val_if_fail (NORD_IS_ATTRACT_PICTURE (self), NULL);
  return self->surface;
}

GdkTexture *
nord_attract_picture_get_texture (NordAttractPicture *self)
{
  g_return_val_if_fail (NORD_IS_ATTRACT_PICTURE (self), NULL);
  if (self->texture == NULL && self->surface != NULL)
    self->texture = nord_surface_texture_new (self->surface);
  return self->texture;
}

const char *
nord_attract_picture_get_licence (NordAttractPicture *self)
{
  g_return_val_if_fail (NORD_IS_ATTRACT_PICTURE (self), NULL);
  return self->licence;
}

guint
nord_attract_picture_get_n_places (NordAttractPicture *self)
{
  g_return_val_if_fail (NORD_IS_ATTRACT_PICTURE (self), 0);
  return self->places != NULL ? self->places->len : 0;
}
