/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What is turned, in pieces that are drawn anew one by one. */
#include "ui/kiosk/turned-node.h"

#include <math.h>

static GskRenderNode *
turn_whole (GskRenderNode *node, GskTransform *transform)
{
  if (transform == NULL)
    return gsk_render_node_ref (node);
  return gsk_transform_node_new (node, transform);
}

/* Whether an upright rectangle stays one. */
static gboolean
is_upright (GskTransform *transform)
{
  float xx, yx, xy, yy, dx, dy;

  if (gsk_transform_get_category (transform) < GSK_TRANSFORM_CATEGORY_2D)
    return FALSE;
  gsk_transform_to_2d (transform, &xx, &yx, &xy, &yy, &dx, &dy);
  return (fabsf (yx) < 1e-6F && fabsf (xy) < 1e-6F) || (fabsf (xx) < 1e-6F && fabsf (yy) < 1e-6F);
}

static GskRenderNode *
turn_container (GskRenderNode *node, GskTransform *transform)
{
  const guint n = gsk_container_node_get_n_children (node);
  g_autofree GskRenderNode **parts = g_new (GskRenderNode *, MAX (n, 1));
  GskRenderNode *turned;

  for (guint i = 0; i < n; i++)
    parts[i] = nord_turned_node_new (gsk_container_node_get_child (node, i), transform);
  turned = gsk_container_node_new (parts, n);
  for (guint i = 0; i < n; i++)
    gsk_render_node_unref (parts[i]);
  return turned;
}

static GskRenderNode *
turn_inner (GskRenderNode *node, GskTransform *transform)
{
  GskTransform *both = gsk_transform_transform (gsk_transform_ref (transform),
                                                gsk_transform_node_get_transform (node));
  GskRenderNode *turned = nord_turned_node_new (gsk_transform_node_get_child (node), both);

  gsk_transform_unref (both);
  return turned;
}

static GskRenderNode *
turn_clip (GskRenderNode *node, GskTransform *transform)
{
  g_autoptr (GskRenderNode) child =
    nord_turned_node_new (gsk_clip_node_get_child (node), transform);
  graphene_rect_t clip = *gsk_clip_node_get_clip (node);

  gsk_transform_transform_bounds (transform, &clip, &clip);
  return gsk_clip_node_new (child, &clip);
}

static GskRenderNode *
turn_opacity (GskRenderNode *node, GskTransform *transform)
{
  g_autoptr (GskRenderNode) child =
    nord_turned_node_new (gsk_opacity_node_get_child (node), transform);

  return gsk_opacity_node_new (child, gsk_opacity_node_get_opacity (node));
}

GskRenderNode *
nord_turned_node_new (GskRenderNode *node, GskTransform *transform)
{
  g_return_val_if_fail (node != NULL, NULL);
  if (!is_upright (transform))
    return turn_whole (node, transform);
  switch ((int) gsk_render_node_get_node_type (node)) {
  case GSK_CONTAINER_NODE:
    return turn_container (node, transform);
  case GSK_TRANSFORM_NODE:
    return turn_inner (node, transform);
  case GSK_CLIP_NODE:
    return turn_clip (node, transform);
  case GSK_OPACITY_NODE:
    return turn_opacity (node, transform);
  case GSK_DEBUG_NODE:
    return nord_turned_node_new (gsk_debug_node_get_child (node), transform);
  default:
    return turn_whole (node, transform);
  }
}
