/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A focal area with its sign and its word side by side. */
#include "ui/widgets/category-chip.h"

#include "ui/widgets/category-mark.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordCategoryChip {
  AdwBin parent_instance;

  NordProgramme *programme; /* (owned) (nullable) */
  char *category;           /* (owned) (nullable) */

  NordCategoryMark *mark;
  GtkLabel *word;
};

G_DEFINE_FINAL_TYPE (NordCategoryChip, nord_category_chip, ADW_TYPE_BIN)

enum { PROP_PROGRAMME = 1, PROP_CATEGORY, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void
update (NordCategoryChip *self)
{
  const NordCategory *category = NULL;

  if (self->programme != NULL && self->category != NULL)
    category = nord_programme_find_category (self->programme, self->category);
  nord_category_mark_set_programme (self->mark, self->programme);
  nord_category_mark_set_category (self->mark, self->category);
  gtk_label_set_label (self->word, category != NULL ? category->title : _ ("Without a focal area"));
}

static void
nord_category_chip_dispose (GObject *object)
{
  g_clear_object (&NORD_CATEGORY_CHIP (object)->programme);

  G_OBJECT_CLASS (nord_category_chip_parent_class)->dispose (object);
}

static void
nord_category_chip_finalize (GObject *object)
{
  g_free (NORD_CATEGORY_CHIP (object)->category);

  G_OBJECT_CLASS (nord_category_chip_parent_class)->finalize (object);
}

static void
nord_category_chip_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NordCategoryChip *self = NORD_CATEGORY_CHIP (object);

  switch (prop_id) {
  case PROP_PROGRAMME:
    g_value_set_object (value, self->programme);
    break;
  case PROP_CATEGORY:
    g_value_set_string (value, self->category);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_category_chip_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  NordCategoryChip *self = NORD_CATEGORY_CHIP (object);

  switch (prop_id) {
  case PROP_PROGRAMME:
    nord_category_chip_set_programme (self, g_value_get_object (value));
    break;
  case PROP_CATEGORY:
    nord_category_chip_set_category (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_category_chip_class_init (NordCategoryChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nord_category_chip_dispose;
  object_class->finalize = nord_category_chip_finalize;
  object_class->get_property = nord_category_chip_get_property;
  object_class->set_property = nord_category_chip_set_property;

  properties[PROP_PROGRAMME] =
    g_param_spec_object ("programme", NULL, NULL, NORD_TYPE_PROGRAMME,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_CATEGORY] =
    g_param_spec_string ("category", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (NORD_TYPE_CATEGORY_MARK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/widgets/category-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, NordCategoryChip, mark);
  gtk_widget_class_bind_template_child (widget_class, NordCategoryChip, word);
}

static void
nord_category_chip_init (NordCategoryChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
nord_category_chip_set_programme (NordCategoryChip *self, NordProgramme *programme)
{
  g_return_if_fail (NORD_IS_CATEGORY_CHIP (self));

  if (!g_set_object (&self->programme, programme))
    return;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRAMME]);
}

void
nord_category_chip_set_category (NordCategoryChip *self, const char *category)
{
  g_return_if_fail (NORD_IS_CATEGORY_CHIP (self));

  if (g_strcmp0 (self->category, category) == 0)
    return;
  g_free (self->category);
  self->category = g_strdup (category);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CATEGORY]);
}
