/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One tile of a picture: drawn at once or by a thread, drawn anew in part, shown.
 *
 * All but the drawing happens in the main thread: a thread gets a plan and gives back a surface
 * that nobody else has seen. What alters meanwhile is drawn again, and the older picture is shown
 * until then if there is one. */
#include "ui/map/picture-tile.h"

#include "ui/map/give-way.h"
#include "ui/widgets/surface-texture.h"

#include <math.h>

/* A tile that alters faster than it can be drawn is shown as it was in between. */
#define MAX_REFUSALS 2

struct _NordPictureJob {
  NordPictureTile *tile; /* (unowned) (nullable) NULL: nobody wants it any more */
  GCancellable *cancellable;
  NordMapPlan *plan; /* (owned) */
  NordView view;
  int scale;
  NordPictureDone done;
  gpointer data; /* (unowned) valid while `tile` is */
};

void
nord_map_plan_free (NordMapPlan *self)
{
  if (self->free_data)
    self->free_data (self->data);
  g_free (self);
}

static void
job_free (gpointer data)
{
  NordPictureJob *job = data;

  nord_map_plan_free (job->plan);
  g_object_unref (job->cancellable);
  g_free (job);
}

/* --- In any thread ------------------------------------------------------------------------------
 */

static cairo_surface_t *
make_surface (const NordView *view, int scale)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (view->width * scale),
                                (int) ceil (view->height * scale));

  cairo_surface_set_device_scale (surface, scale, scale);
  return surface;
}

static cairo_surface_t *
draw_plan (const NordMapPlan *plan, const NordView *view, int scale)
{
  cairo_surface_t *surface = make_surface (view, scale);
  cairo_t *cr = cairo_create (surface);

  plan->draw (plan->data, cr, view);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
draw_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const NordPictureJob *job = data;

  nord_give_way ();
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, draw_plan (job->plan, &job->view, job->scale),
                           (GDestroyNotify) cairo_surface_destroy);
}

/* --- In the main thread -------------------------------------------------------------------------
 */

/* @surface: (nullable) (transfer full) */
static void
take_surface (NordPictureTile *self, cairo_surface_t *surface)
{
  g_clear_object (&self->texture);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  if (surface && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    self->surface = g_steal_pointer (&surface);
  g_clear_pointer (&surface, cairo_surface_destroy);
  self->painted = TRUE;
  self->stale = FALSE;
  self->refused = 0;
}

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer unused)
{
  NordPictureJob *job = g_task_get_task_data (G_TASK (result));
  NordPictureTile *self = job->tile;
  cairo_surface_t *surface = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self) {
    self->job = NULL;
    if (!self->again || !self->painted || self->refused++ >= MAX_REFUSALS)
      take_surface (self, g_steal_pointer (&surface));
    self->stale = self->again;
    job->done (job->data);
  }
  g_clear_pointer (&surface, cairo_surface_destroy);
}

void
nord_picture_tile_drop_job (NordPictureTile *self)
{
  if (self->job == NULL)
    return;
  g_cancellable_cancel (self->job->cancellable);
  self->job->tile = NULL;
  self->job = NULL;
}

void
nord_picture_tile_free (NordPictureTile *self)
{
  nord_picture_tile_drop_job (self);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_free (self);
}

void
nord_picture_tile_take_nothing (NordPictureTile *self)
{
  take_surface (self, NULL);
}

void
nord_picture_tile_draw (NordPictureTile *self, const NordMapPlan *plan)
{
  take_surface (self, draw_plan (plan, &self->view, self->scale));
}

void
nord_picture_tile_start (NordPictureTile *self,
                         NordMapPlan *plan,
                         NordPictureDone done,
                         gpointer data)
{
  NordPictureJob *job = g_new0 (NordPictureJob, 1);
  g_autoptr (GTask) task = NULL;

  nord_picture_tile_drop_job (self);
  job->tile = self;
  job->cancellable = g_cancellable_new ();
  job->plan = plan;
  job->view = self->view;
  job->scale = self->scale;
  job->done = done;
  job->data = data;
  self->job = job;
  self->again = FALSE;
  task = g_task_new (NULL, job->cancellable, on_drawn, NULL);
  g_task_set_source_tag (task, nord_picture_tile_start);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, draw_in_thread);
}

/* The view of a part of the tile. */
NordView
nord_picture_tile_get_part (const NordPictureTile *self, const NordPictureBox *part)
{
  NordView piece = self->view;

  piece.width = part->right - part->left;
  piece.height = part->bottom - part->top;
  nord_view_to_place (&self->view, part->left + piece.width / 2, part->top + piece.height / 2,
                      &piece.lon, &piece.lat);
  return piece;
}

void
nord_picture_tile_repair (NordPictureTile *self,
                          const NordPictureBox *part,
                          const NordMapPlan *plan)
{
  NordView piece = nord_picture_tile_get_part (self, part);
  cairo_t *cr;

  g_clear_object (&self->texture);
  if (plan == NULL && self->surface == NULL)
    return;
  if (self->surface == NULL)
    self->surface = make_surface (&self->view, self->scale);
  cr = cairo_create (self->surface);
  cairo_translate (cr, part->left, part->top);
  cairo_rectangle (cr, 0, 0, piece.width, piece.height);
  cairo_clip (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  if (plan)
    plan->draw (plan->data, cr, &piece);
  cairo_destroy (cr);
  cairo_surface_flush (self->surface);
}

GdkTexture *
nord_picture_tile_get_texture (NordPictureTile *self)
{
  if (self->texture == NULL)
    self->texture = nord_surface_texture_new (self->surface);
  return self->texture;
}
