/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How a map is moved so that something is well in view. */
#include "ui/map/map-framing.h"

#define NEAREST 16.5 /* the level beyond which showing a place does not zoom in */
#define ROOM 56      /* pixels round what is shown */
/* Of the height that home does not need, so much stands above it: buttons and tools lie over the
 * lower edge, and the land north of the city is less known than the city's south. */
#define HOME_ABOVE 0.22
#define HOME_LIFT 100 /* pixels at most, for a small area in a large window */
/* Levels at most by which home is nearer where a wide window would see the end of the map. */
#define HOME_NEARER 0.6

void
nord_map_framing_show (NordMapStage *stage, const NordBounds *bounds, gboolean animate)
{
  NordView view;

  nord_map_stage_get_view (stage, &view);
  nord_view_show (&view, bounds, ROOM, NEAREST);
  nord_map_stage_set_view (stage, &view, animate);
}

void
nord_map_framing_reveal (NordMapStage *stage, const NordBounds *bounds, gboolean nearer)
{
  NordView view, all;
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  nord_map_stage_get_view (stage, &view);
  all = view;
  nord_view_show (&all, bounds, ROOM, 19);
  for (int corner = 0; corner < 4; corner++) {
    double x, y;

    nord_view_to_screen (&view, corner & 1 ? bounds->east : bounds->west,
                         corner & 2 ? bounds->north : bounds->south, &x, &y);
    left = MIN (left, x);
    right = MAX (right, x);
    top = MIN (top, y);
    bottom = MAX (bottom, y);
  }
  if (left >= ROOM / 2 && top >= ROOM / 2 && right <= view.width - ROOM / 2 &&
      bottom <= view.height - ROOM * 1.5 && (!nearer || view.zoom >= 13))
    return;
  all.zoom = MIN (all.zoom, nearer ? MAX (view.zoom, 14.5) : view.zoom);
  nord_map_stage_set_view (stage, &all, TRUE);
}

void
nord_map_framing_open (NordMapStage *stage, const NordBounds *bounds)
{
  NordView view, now;

  nord_map_stage_get_view (stage, &view);
  now = view;
  nord_view_show (&view, bounds, ROOM, 18.6);
  view.zoom = MAX (view.zoom, now.zoom + 0.75);
  nord_map_stage_set_view (stage, &view, TRUE);
}

/* Nearer and aside, until both ends of the view lie in @land. */
static void
keep_in (NordView *view, const NordBounds *land)
{
  const NordBounds seen = nord_view_get_bounds (view, 0);
  const double wide = seen.east - seen.west, least = land->east - land->west;
  double half;

  /* Elsewhere there is no map to keep in. */
  if (view->lon <= land->west || view->lon >= land->east)
    return;
  view->zoom += CLAMP (log2 (wide / least), 0, HOME_NEARER);
  half = MIN (wide, least) / 2;
  view->lon = CLAMP (view->lon, land->west + half, land->east - half);
}

void
nord_map_framing_go_home (NordMapStage *stage,
                          NordBaseLayer *base,
                          const NordBounds *home,
                          gboolean animate)
{
  NordView view;
  const NordBounds land = nord_base_layer_get_bounds (base);
  NordNavigation lift = {.scale = 1};
  double x, top;

  nord_map_stage_get_view (stage, &view);
  view.rotation = 0;
  nord_view_show (&view, home, 8, NEAREST);
  keep_in (&view, &land);
  nord_view_to_screen (&view, view.lon, home->north, &x, &top);
  lift.to_y = -MIN (top * (1 - HOME_ABOVE * 2), HOME_LIFT);
  nord_view_navigate (&view, &lift);
  nord_map_stage_set_view (stage, &view, animate);
}
