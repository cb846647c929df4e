/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* GTK's grid keeps its columns whatever they cost, and its flow box makes each child a stop of the
 * keyboard. */
#include "ui/widgets/abreast.h"

#define GAP 6 /* pixels between two children */

struct _NordAbreast {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (NordAbreast, nord_abreast, GTK_TYPE_LAYOUT_MANAGER)

static GtkWidget *
find_laid (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
first_laid (GtkWidget *widget)
{
  return find_laid (gtk_widget_get_first_child (widget));
}

static GtkWidget *
next_laid (GtkWidget *child)
{
  return find_laid (gtk_widget_get_next_sibling (child));
}

/* What the widest child needs, and would like. */
static void
measure_width (GtkWidget *widget, int *least, int *natural)
{
  *least = *natural = 0;
  for (GtkWidget *child = first_laid (widget); child != NULL; child = next_laid (child)) {
    int one, usual;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &one, &usual, NULL, NULL);
    *least = MAX (*least, one);
    *natural = MAX (*natural, usual);
  }
}

/* How many stand beside each other in @width pixels (-1: as they like), and how wide each is. */
static int
count_columns (GtkWidget *widget, int width, int *each)
{
  int least, natural;

  measure_width (widget, &least, &natural);
  *each = width < 0 ? natural : (width - GAP) / 2;
  if (width < 0 || *each >= least)
    return 2;
  *each = width;
  return 1;
}

/* Of the children from @child on; @end: (out) (nullable) the first of the next row. */
static int
measure_row (GtkWidget *child, int columns, int each, GtkWidget **end)
{
  int height = 0;

  for (int i = 0; i < columns && child != NULL; i++, child = next_laid (child)) {
    int one;

    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, each, &one, NULL, NULL, NULL);
    height = MAX (height, one);
  }
  *end = child;
  return height;
}

static GtkSizeRequestMode
nord_abreast_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
nord_abreast_measure (GtkLayoutManager *manager,
                      GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  GtkWidget *child = first_laid (widget);
  int columns, each;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    measure_width (widget, minimum, natural);
    *natural = 2 * *natural + GAP;
    return;
  }
  columns = count_columns (widget, for_size, &each);
  *minimum = 0;
  while (child != NULL)
    *minimum += (*minimum > 0 ? GAP : 0) + measure_row (child, columns, each, &child);
  *natural = *minimum;
}

static void
nord_abreast_allocate (GtkLayoutManager *manager,
                       GtkWidget *widget,
                       int width,
                       int height,
                       int baseline)
{
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = first_laid (widget);
  int each, top = 0;
  const int columns = count_columns (widget, width, &each);

  while (child != NULL) {
    GtkWidget *end;
    const int row = measure_row (child, columns, each, &end);

    for (int left = 0; child != end; child = next_laid (child), left += each + GAP)
      gtk_widget_size_allocate (
        child, &(GtkAllocation){mirrored ? width - left - each : left, top, each, row}, -1);
    top += row + GAP;
  }
}

static void
nord_abreast_class_init (NordAbreastClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = nord_abreast_get_request_mode;
  manager_class->measure = nord_abreast_measure;
  manager_class->allocate = nord_abreast_allocate;
}

static void
nord_abreast_init (NordAbreast *self)
{
}
