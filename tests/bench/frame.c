/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Pans the layer of ideas over an empty map of 1880 by 1000 pixels and says how long frames take.
 * Usage: frame FILE (raw doubles: longitude, latitude) ZOOM FRAMES */
#include "ui/map/idea-layer.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

typedef struct {
  ShumateViewport *viewport;
  NordIdeaLayer *layer;
  GListStore *ideas;
  double *lonlat;
  guint n, n_frames, frame;
  double zoom, began, *cpu;
  GMainLoop *loop;
} Run;

static double
get_cpu (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static NordIdea *
make_idea (const double *at, guint i)
{
  static const char *const categories[] = {"mobility", "green", "work", "social", "land", "safety"};
  g_autofree char *id = g_strdup_printf ("%08x-0000-7000-8000-000000000000", i);
  NordIdea *idea = NORD_IDEA (nord_record_new (NORD_NOUN_IDEA, id));
  double line[] = {at[0], at[1], at[0] + 0.002, at[1] + 0.0012, at[0] + 0.003, at[1] - 0.001};
  double area[] = {at[0],         at[1],          at[0] + 0.002,  at[1], at[0] + 0.0018,
                   at[1] + 0.001, at[0] + 0.0002, at[1] + 0.0009, at[0], at[1]};
  g_autoptr (NordShape) shape = i % 10 < 8    ? nord_shape_new_point (at[0], at[1])
                                : i % 10 == 8 ? nord_shape_new_line (line, 3, NULL)
                                              : nord_shape_new_area (area, 5, NULL);
  g_auto (NordValue) value = {0}, category = {0};

  nord_value_set_shape (&value, shape);
  nord_record_put (NORD_RECORD (idea), NORD_IDEA_SHAPE, &value);
  nord_value_set_text (&category, categories[i * 7919 % G_N_ELEMENTS (categories)]);
  nord_record_put (NORD_RECORD (idea), NORD_IDEA_CATEGORY, &category);
  return idea;
}

/* Each frame the map is 7 pixels further; in every tenth one idea has moved. */
static void
on_update (GdkFrameClock *clock, Run *run)
{
  double step = 7 * 360 / (256 * (double) (1u << (guint) run->zoom));

  run->began = get_cpu ();
  shumate_location_set_location (SHUMATE_LOCATION (run->viewport), 51.545,
                                 7.44 + step * (run->frame % 40));
  if (run->frame % 10 == 9) {
    g_autoptr (NordIdea) idea =
      make_idea (&run->lonlat[2 * (run->frame % run->n)], run->n + run->frame);

    g_list_store_append (run->ideas, idea);
  }
}

static void
on_painted (GdkFrameClock *clock, Run *run)
{
  if (run->began == 0)
    return;
  run->cpu[run->frame++] = get_cpu () - run->began;
  run->began = 0;
  if (run->frame == run->n_frames)
    g_main_loop_quit (run->loop);
  else
    gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_UPDATE);
}

int
main (int argc, char **argv)
{
  Run run = {.loop = g_main_loop_new (NULL, FALSE)};
  g_autofree char *bytes = NULL;
  g_autoptr (NordProgramme) programme = NULL;
  GtkWidget *window, *map;
  GdkFrameClock *clock;
  gsize length;

  if (argc != 4 || !g_file_get_contents (argv[1], &bytes, &length, NULL))
    return 2;
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  gtk_init ();
  run.lonlat = (double *) (void *) bytes;
  run.n = (guint) (length / 16);
  run.zoom = g_ascii_strtod (argv[2], NULL);
  run.n_frames = (guint) atoi (argv[3]);
  run.cpu = g_new0 (double, run.n_frames);
  run.ideas = g_list_store_new (NORD_TYPE_IDEA);
  {
    g_autoptr (GPtrArray) ideas = g_ptr_array_new_with_free_func (g_object_unref);

    for (guint i = 0; i < run.n; i++)
      g_ptr_array_add (ideas, make_idea (&run.lonlat[2 * i], i));
    g_list_store_splice (run.ideas, 0, 0, ideas->pdata, ideas->len);
  }
  map = GTK_WIDGET (shumate_map_new ());
  run.viewport = shumate_map_get_viewport (SHUMATE_MAP (map));
  run.layer = nord_idea_layer_new (run.viewport);
  programme = nord_programme_new_default ("de");
  nord_idea_layer_set_programme (run.layer, programme);
  nord_idea_layer_set_ideas (run.layer, G_LIST_MODEL (run.ideas));
  shumate_map_add_layer (SHUMATE_MAP (map), SHUMATE_LAYER (run.layer));
  window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1880, 1000);
  gtk_window_set_child (GTK_WINDOW (window), map);
  gtk_window_present (GTK_WINDOW (window));
  shumate_viewport_set_max_zoom_level (run.viewport, 20);
  shumate_viewport_set_zoom_level (run.viewport, run.zoom);
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "update", G_CALLBACK (on_update), &run);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), &run);
  gdk_frame_clock_begin_updating (clock);
  g_main_loop_run (run.loop);
  printf ("{\"width\":%d,\"seconds\":[", gtk_widget_get_width (map));
  for (guint i = 0; i < run.n_frames; i++)
    printf ("%s%.6f", i ? "," : "", run.cpu[i]);
  printf ("]}\n");
  return 0;
}
