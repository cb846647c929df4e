/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The sign of a focal area, as on the map. */
#include "ui/widgets/category-mark.h"

#include "ui/map/mark.h"

#include <glib/gi18n.h>

struct _NordCategoryMark {
  GtkWidget parent_instance;

  NordProgramme *programme; /* (owned) (nullable) */
  char *category;           /* (owned) (nullable) */
  int pixel_size;
};

G_DEFINE_FINAL_TYPE (NordCategoryMark, nord_category_mark, GTK_TYPE_WIDGET)

enum { PROP_PROGRAMME = 1, PROP_CATEGORY, PROP_PIXEL_SIZE, N_PROPS };

static GParamSpec *properties[N_PROPS];

static const NordCategory *
find_category (NordCategoryMark *self)
{
  if (self->programme == NULL || self->category == NULL)
    return NULL;
  return nord_programme_find_category (self->programme, self->category);
}

static void
update (NordCategoryMark *self)
{
  const NordCategory *category = find_category (self);
  const char *word = category != NULL ? category->title : _ ("Without a focal area");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
nord_category_mark_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = NORD_CATEGORY_MARK (widget)->pixel_size;
}

static void
nord_category_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NordCategoryMark *self = NORD_CATEGORY_MARK (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  nord_mark_draw (cr, find_category (self), width / 2.0, height / 2.0, self->pixel_size);
  cairo_destroy (cr);
}

static void
nord_category_mark_dispose (GObject *object)
{
  g_clear_object (&NORD_CATEGORY_MARK (object)->programme);

  G_OBJECT_CLASS (nord_category_mark_parent_class)->dispose (object);
}

static void
nord_category_mark_finalize (GObject *object)
{
  g_free (NORD_CATEGORY_MARK (object)->category);

  G_OBJECT_CLASS (nord_category_mark_parent_class)->finalize (object);
}

static void
nord_category_mark_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NordCategoryMark *self = NORD_CATEGORY_MARK (object);

  switch (prop_id) {
  case PROP_PROGRAMME:
    g_value_set_object (value, self->programme);
    break;
  case PROP_CATEGORY:
    g_value_set_string (value, self->category);
    break;
  case PROP_PIXEL_SIZE:
    g_value_set_int (value, self->pixel_size);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_category_mark_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  NordCategoryMark *self = NORD_CATEGORY_MARK (object);

  switch (prop_id) {
  case PROP_PROGRAMME:
    nord_category_mark_set_programme (self, g_value_get_object (value));
    break;
  case PROP_CATEGORY:
    nord_category_mark_set_category (self, g_value_get_string (value));
    break;
  case PROP_PIXEL_SIZE:
    if (self->pixel_size == g_value_get_int (value))
      break;
    self->pixel_size = g_value_get_int (value);
    gtk_widget_queue_resize (GTK_WIDGET (self));
    g_object_notify_by_pspec (object, pspec);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_category_mark_class_init (NordCategoryMarkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nord_category_mark_dispose;
  object_class->finalize = nord_category_mark_finalize;
  object_class->get_property = nord_category_mark_get_property;
  object_class->set_property = nord_category_mark_set_property;
  widget_class->measure = nord_category_mark_measure;
  widget_class->snapshot = nord_category_mark_snapshot;

  properties[PROP_PROGRAMME] =
    g_param_spec_object ("programme", NULL, NULL, NORD_TYPE_PROGRAMME,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_CATEGORY] =
    g_param_spec_string ("category", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PIXEL_SIZE] =
    g_param_spec_int ("pixel-size", NULL, NULL, 8, 256, 18,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
nord_category_mark_init (NordCategoryMark *self)
{
  self->pixel_size = 18;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

void
nord_category_mark_set_programme (NordCategoryMark *self, NordProgramme *programme)
{
  g_return_if_fail (NORD_IS_CATEGORY_MARK (self));

  if (!g_set_object (&self->programme, programme))
    return;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRAMME]);
}

void
nord_category_mark_set_category (NordCategoryMark *self, const char *category)
{
  g_return_if_fail (NORD_IS_CATEGORY_MARK (self));

  if (g_strcmp0 (self->category, category) == 0)
    return;
  g_free (self->category);
  self->category = g_strdup (category);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CATEGORY]);
}
