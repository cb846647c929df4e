/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The tools at the lower edge of the map, and while one draws, what it expects next. */
#include "ui/collect/tool-bar.h"

#include "config.h"

#include <glib/gi18n.h>

#define MARGIN 120 /* pixels of map beside the tools, with its buttons */

struct _NordToolBar {
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *hint;
  GtkWidget *back;
  GtkWidget *remove;
  GtkWidget *finish;
  GtkBox *options;
  GtkWidget *aid_points, *aid_reshape, *aid_hole, *aid_cut, *follow, *snap, *remove_hole;
  GtkBox *tools;
  int room;    /* pixels, for which it is known whether the words fit */
  guint shown; /* which options were shown then, as bits */
};

G_DEFINE_FINAL_TYPE (NordToolBar, nord_tool_bar, ADW_TYPE_BIN)

static const char *
get_hint (const NordTool *tool)
{
  guint n = nord_sketch_get_n_vertices (nord_tool_get_sketch (tool));

  if (nord_tool_get_n_waiting (tool) > 0)
    return _ ("Reading the streets… What you tapped counts as soon as they are there");
  switch (nord_tool_get_aid (tool)) {
  case NORD_AID_RESHAPE:
    return n == 0 ? _ ("Draw the new stretch over the old one, from border to border")
                  : _ ("Tap on; the new stretch ends where it meets the shape again");
  case NORD_AID_HOLE:
    return n == 0 ? _ ("Draw round the hole, or tap its corners") : _ ("Tap the next corner");
  case NORD_AID_CUT:
    if (nord_tool_get_kind (tool) == NORD_TOOL_PIN)
      return _ ("Tap the line where it shall be split");
    return n == 0 ? _ ("Draw a line through the area, from one side to the other")
                  : _ ("Tap on, beyond the other side");
  case NORD_AID_NONE:
  default:
    break;
  }
  if (nord_tool_get_following (tool) && nord_tool_get_kind (tool) != NORD_TOOL_EDIT) {
    if (n == 0)
      return _ ("Tap the street where it begins");
    return nord_tool_can_finish (tool) ? _ ("Tap on along streets, or tap the end to finish")
                                       : _ ("Tap where it leads along the streets");
  }
  switch (nord_tool_get_kind (tool)) {
  case NORD_TOOL_PIN:
    return _ ("Tap the place");
  case NORD_TOOL_LINE:
    if (n == 0)
      return _ ("Tap the points of the line, or draw it in one go");
    return nord_tool_can_finish (tool) ? _ ("Tap on, or tap the last point to finish")
                                       : _ ("Tap the next point");
  case NORD_TOOL_AREA:
    if (n == 0)
      return _ ("Tap the corners of the area, or draw round it in one go");
    return nord_tool_can_finish (tool) ? _ ("Tap on, or tap the first corner to finish")
                                       : _ ("Tap the next corner");
  case NORD_TOOL_EDIT:
  default:
    if (nord_tool_get_rest (tool)->len > 0)
      return _ ("Split: each part becomes an idea of its own when you are done");
    return _ ("Drag the points, or the whole shape");
  }
}

static void
nord_tool_bar_class_init (NordToolBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/collect/tool-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, NordToolBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, NordToolBar, hint);
  gtk_widget_class_bind_template_child (widget_class, NordToolBar, back);
  gtk_widget_class_bind_template_child (widget_class, NordToolBar, remove);
  gtk_widget_class_bind_template_child (widget_class, NordToolBar, finish);
  gtk_widget_class_bind_template_child (widget_class, NordToolBar, tools);
  gtk_widget_class_bind_template_child (widget_class, NordToolBar, options);
  gtk_widget_class_bind_template_child (widget_class, NordToolBar, aid_points);
  gtk_widget_class_bind_template_child (widget_class, NordToolBar, aid_reshape);
  gtk_widget_class_bind_template_child (widget_class, NordToolBar, aid_hole);
  gtk_widget_class_bind_template_child (widget_class, NordToolBar, aid_cut);
  gtk_widget_class_bind_template_child (widget_class, NordToolBar, follow);
  gtk_widget_class_bind_template_child (widget_class, NordToolBar, snap);
  gtk_widget_class_bind_template_child (widget_class, NordToolBar, remove_hole);
}

static void
nord_tool_bar_init (NordToolBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The word names the tool for those who do not see it, also where there is no room for it. */
static void
show_words (GtkBox *buttons, gboolean shown)
{
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (buttons)); button;
       button = gtk_widget_get_next_sibling (button)) {
    GtkWidget *content = GTK_IS_BUTTON (button) ? gtk_button_get_child (GTK_BUTTON (button)) : NULL;
    GtkWidget *label = GTK_IS_BOX (content) ? gtk_widget_get_last_child (content) : NULL;

    if (!GTK_IS_LABEL (label))
      continue;
    gtk_widget_set_visible (label, shown);
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_label_get_text (GTK_LABEL (label)), -1);
  }
}

/* Measured and not known: letters may be twice as large. */
static void
fit_words (NordToolBar *self, GtkBox *buttons)
{
  int natural;

  show_words (buttons, TRUE);
  gtk_widget_measure (GTK_WIDGET (buttons), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL,
                      NULL);
  show_words (buttons, natural + MARGIN <= self->room);
}

/* Which help suits the tool in hand. */
static void
show_options (NordToolBar *self, const NordTool *tool)
{
  gboolean edits = nord_tool_can_aid (tool, NORD_AID_NONE);
  const struct {
    GtkWidget *button;
    gboolean shown;
  } options[] = {
    {self->aid_points, nord_tool_can_aid (tool, NORD_AID_RESHAPE)},
    {self->aid_reshape, nord_tool_can_aid (tool, NORD_AID_RESHAPE)},
    {self->aid_hole, nord_tool_can_aid (tool, NORD_AID_HOLE)},
    {self->aid_cut, nord_tool_can_aid (tool, NORD_AID_CUT)},
    {self->follow, !edits && nord_tool_get_kind (tool) != NORD_TOOL_PIN},
    {self->snap, TRUE},
    {self->remove_hole, nord_tool_can_remove_hole (tool)},
  };
  guint shown = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++) {
    gtk_widget_set_visible (options[i].button, options[i].shown);
    shown = shown << 1 | (options[i].shown ? 1 : 0);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->options), shown != 0);
  if (shown != self->shown) {
    self->shown = shown;
    fit_words (self, self->options);
  }
}

void
nord_tool_bar_update (NordToolBar *self, const NordTool *tool)
{
  guint vertex;

  g_return_if_fail (NORD_IS_TOOL_BAR (self));
  gtk_revealer_set_reveal_child (self->revealer, tool != NULL);
  if (tool == NULL)
    return;
  gtk_label_set_text (self->hint, get_hint (tool));
  gtk_widget_set_visible (self->back, nord_tool_can_go_back (tool));
  gtk_widget_set_visible (self->remove, nord_tool_get_selected (tool, &vertex));
  gtk_widget_set_visible (self->finish, nord_tool_can_finish (tool));
  show_options (self, tool);
}

void
nord_tool_bar_set_room (NordToolBar *self, int width)
{
  g_return_if_fail (NORD_IS_TOOL_BAR (self));
  if (width == self->room)
    return;
  self->room = width;
  fit_words (self, self->tools);
  fit_words (self, self->options);
}

const char *
nord_tool_bar_explain (NordToolRefusal why)
{
  switch (why) {
  case NORD_TOOL_REFUSED_TOO_FEW:
    return _ ("A line needs two points, an area three corners");
  case NORD_TOOL_REFUSED_TOO_MANY:
    return _ ("That is enough points: finish here");
  case NORD_TOOL_REFUSED_CROSSED:
    return _ ("The border crosses itself: move the corners apart");
  case NORD_TOOL_REFUSED_NO_WAY:
    return _ ("No streets lead there");
  case NORD_TOOL_REFUSED_NO_STREETS:
    return _ ("There is no street here: zoom in, or switch off “Along Streets”");
  case NORD_TOOL_REFUSED_WAITING:
    return _ ("The streets are still being read: wait a moment, or take the last tap back");
  case NORD_TOOL_REFUSED_MISSED:
    return _ ("The new stretch must begin and end on the old line or border");
  case NORD_TOOL_REFUSED_NOT_CUT:
    return _ ("The line must go through the area, from border to border");
  case NORD_TOOL_REFUSED_AT_END:
    return _ ("There is nothing to split off at the end of a line");
  case NORD_TOOL_REFUSED_HOLE:
    return _ ("A hole must lie wholly within the area");
  case NORD_TOOL_REFUSED_TOO_LARGE:
  default:
    return _ ("That is too large for one idea");
  }
}
