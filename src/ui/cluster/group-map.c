/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Hulls of proposals and groups for the map. */
#include "ui/cluster/group-map.h"

#include "core/cluster/proposal.h"
#include "core/geo/hull.h"
#include "core/model/idea.h"

NordShape *
nord_group_map_new_hull (GListModel *ideas)
{
  guint n = g_list_model_get_n_items (ideas);
  g_autofree const NordShape **shapes = g_new0 (const NordShape *, n + 1);

  for (guint i = 0; i < n; i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (ideas, i);

    /* The list keeps the idea and with it the shape. */
    shapes[i] = nord_record_get_shape (idea, NORD_IDEA_SHAPE);
  }
  return nord_hull_around (shapes, n);
}

void
nord_group_map_show_groups (NordShapeLayer *layer, NordShapeLayer *titles, GListModel *groups)
{
  nord_shape_layer_clear (layer);
  nord_shape_layer_clear (titles);
  for (guint i = 0; i < g_list_model_get_n_items (groups); i++) {
    g_autoptr (NordGroup) group = g_list_model_get_item (groups, i);
    g_autofree char *title = nord_group_dup_title (group);
    g_autoptr (NordShape) hull = NULL;

    if (nord_group_get_id (group) == NULL)
      continue;
    hull = nord_group_map_new_hull (nord_group_get_ideas (group));
    if (hull == NULL)
      continue;
    nord_shape_layer_add (layer, nord_group_get_id (group), hull, NULL,
                          nord_group_get_colour (group));
    nord_shape_layer_add (titles, nord_group_get_id (group), hull, title,
                          nord_group_get_colour (group));
  }
}

void
nord_group_map_show_proposals (NordShapeLayer *layer, NordShapeLayer *titles, GListModel *proposals)
{
  nord_shape_layer_clear (layer);
  nord_shape_layer_clear (titles);
  for (guint i = 0; i < g_list_model_get_n_items (proposals); i++) {
    g_autoptr (NordProposal) proposal = g_list_model_get_item (proposals, i);
    g_autofree char *id = g_strdup_printf ("%u", i);

    /* Ideas without a place have no hull. */
    if (nord_proposal_get_hull (proposal) == NULL)
      continue;
    nord_shape_layer_add (layer, id, nord_proposal_get_hull (proposal), NULL, NULL);
    nord_shape_layer_add (titles, id, nord_proposal_get_hull (proposal),
                          nord_proposal_get_name (proposal), NULL);
  }
}
