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
  GtkBox *tools;
  int room; /* pixels, for which it is known whether the words fit */
};

G_DEFINE_FINAL_TYPE (NordToolBar, nord_tool_bar, ADW_TYPE_BIN)

static const char *
get_hint (const NordTool *tool)
{
  guint n = nord_sketch_get_n_vertices (nord_tool_get_sketch (tool));

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
}

static void
nord_tool_bar_init (NordToolBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
}

/* The word names the tool for those who do not see it, also where there is no room for it. */
static void
show_words (NordToolBar *self, gboolean shown)
{
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->tools)); button;
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

void
nord_tool_bar_set_room (NordToolBar *self, int width)
{
  int natural;

  g_return_if_fail (NORD_IS_TOOL_BAR (self));
  if (width == self->room)
    return;
  self->room = width;
  /* Measured and not known: letters may be twice as large. */
  show_words (self, TRUE);
  gtk_widget_measure (GTK_WIDGET (self->tools), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural,
                      NULL, NULL);
  show_words (self, natural + MARGIN <= width);
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
  case NORD_TOOL_REFUSED_TOO_LARGE:
  default:
    return _ ("That is too large for one idea");
  }
}
