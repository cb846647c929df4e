/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What is drawn over a shape to alter it: a new course, a cut, a hole. */
#include "core/draw/aid.h"

#include "core/draw/untangle.h"
#include "core/geo/cut.h"

static gboolean
is_area (NordShapeKind kind)
{
  return kind == NORD_SHAPE_AREA || kind == NORD_SHAPE_MULTI_AREA;
}

static gboolean
is_line (NordShapeKind kind)
{
  return kind == NORD_SHAPE_LINE || kind == NORD_SHAPE_MULTI_LINE;
}

gboolean
nord_aid_suits (NordAid aid, NordShapeKind edited)
{
  if (aid == NORD_AID_HOLE)
    return is_area (edited);
  return aid == NORD_AID_NONE || is_area (edited) || is_line (edited);
}

/* The kind of what is drawn for it. */
NordShapeKind
nord_aid_get_kind (NordAid aid, NordShapeKind edited)
{
  if (aid == NORD_AID_HOLE)
    return NORD_SHAPE_AREA;
  return aid == NORD_AID_CUT && is_line (edited) ? NORD_SHAPE_POINT : NORD_SHAPE_LINE;
}

static NordToolRefusal
explain (const GError *error)
{
  if (error && error->domain == NORD_CUT_ERROR && error->code == NORD_CUT_ERROR_AT_END)
    return NORD_TOOL_REFUSED_AT_END;
  if (error && error->domain == NORD_CUT_ERROR && error->code == NORD_CUT_ERROR_HOLE)
    return NORD_TOOL_REFUSED_HOLE;
  return NORD_TOOL_REFUSED_CROSSED;
}

static NordShape *
take_first (GPtrArray *pieces, GPtrArray *rest)
{
  for (guint i = 1; i < pieces->len; i++)
    g_ptr_array_add (rest, nord_shape_ref (pieces->pdata[i]));
  return nord_shape_ref (pieces->pdata[0]);
}

/**
 * nord_aid_apply:
 * @edited: the shape that is altered
 * @drawn: what was drawn over it, of the kind that [func@aid_get_kind] wants
 * @reach: metres that a hand may miss the shape by
 * @rest: (element-type NordShape): gets what a cut takes off; the largest piece stays
 * @why: (out): set where nothing is returned
 *
 * Returns: (transfer full) (nullable): the altered shape, valid
 */
NordShape *
nord_aid_apply (NordAid aid,
                const NordShape *edited,
                const NordShape *drawn,
                double reach,
                GPtrArray *rest,
                NordToolRefusal *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pieces = NULL;
  g_autoptr (NordShape) shape = NULL;

  switch (aid) {
  case NORD_AID_CUT:
    if (is_line (edited->kind))
      pieces = nord_cut_line (edited, drawn->xy[0], drawn->xy[1], &error);
    else
      pieces = nord_cut_area (edited, drawn, &error);
    if (pieces)
      return take_first (pieces, rest);
    *why = is_area (edited->kind) ? NORD_TOOL_REFUSED_NOT_CUT : explain (error);
    return NULL;
  case NORD_AID_HOLE:
    /* A hole drawn as an eight is two holes' worth of guessing: it must be one. */
    if (drawn->kind == NORD_SHAPE_AREA && drawn->n_rings == 1)
      shape = nord_cut_add_hole (edited, drawn, &error);
    *why = explain (error);
    return g_steal_pointer (&shape);
  case NORD_AID_RESHAPE:
    shape = nord_cut_reshape (edited, drawn, reach, &error);
    if (shape == NULL) {
      *why = NORD_TOOL_REFUSED_MISSED;
    } else if (is_area (shape->kind)) {
      g_autoptr (NordShape) rough = g_steal_pointer (&shape);

      shape = nord_untangle_area (rough);
      *why = NORD_TOOL_REFUSED_CROSSED;
    }
    return g_steal_pointer (&shape);
  case NORD_AID_NONE:
  default:
    g_return_val_if_reached (NULL);
  }
}
