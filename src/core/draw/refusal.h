/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Why a tool does not do what was asked. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NORD_TOOL_REFUSED_TOO_FEW,    /* not enough vertices for this kind of shape */
  NORD_TOOL_REFUSED_TOO_MANY,   /* no more vertices */
  NORD_TOOL_REFUSED_TOO_LARGE,  /* wider than the limit */
  NORD_TOOL_REFUSED_CROSSED,    /* the border of an area crosses itself or a hole past repair */
  NORD_TOOL_REFUSED_NO_WAY,     /* no streets lead there */
  NORD_TOOL_REFUSED_NO_STREETS, /* there are none */
  NORD_TOOL_REFUSED_WAITING,    /* what was tapped still waits for the streets */
  NORD_TOOL_REFUSED_MISSED,     /* a new course does not meet the shape */
  NORD_TOOL_REFUSED_NOT_CUT,    /* a cut does not go through the area */
  NORD_TOOL_REFUSED_AT_END,     /* a cut at the end of a line */
  NORD_TOOL_REFUSED_HOLE,       /* a hole does not lie within the area */
} NordToolRefusal;

G_END_DECLS
