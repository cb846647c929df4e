/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The ideas in view for those who do not see the map: one button each, from west to east, that
 * tells what the idea is and where. */
#include "ui/map/idea-twins.h"

#include "core/geo/place-words.h"
#include "core/model/idea.h"
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#define SIDE 34 /* pixels of a button */
/* Changes come in rows; and telling where something is takes some tenths of a millisecond. */
#define SOON_MS 200
#define AT_ONCE 8

typedef struct {
  GtkWidget *button;  /* (unowned) a child */
  NordRecord *record; /* (owned) */
  double lon, lat;
  double x, y;
} Twin;

struct _NordIdeaTwins {
  GtkWidget parent_instance;

  NordMapStage *stage;      /* (unowned) */
  NordProgramme *programme; /* (owned) (nullable) */
  GListModel *ideas;        /* (owned) (nullable) */
  NordGazetteer *names;     /* (owned) (nullable) */
  GArray *twins;            /* (owned) (element-type Twin) */
  guint n_told;             /* so many of them have their words */
  guint soon_id, tell_id;
};

G_DEFINE_FINAL_TYPE (NordIdeaTwins, nord_idea_twins, GTK_TYPE_WIDGET)

enum { ACTIVATED, FOCUSED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
get_kind (const NordShape *shape)
{
  switch (shape->kind) {
  case NORD_SHAPE_POINT:
  case NORD_SHAPE_MULTI_POINT:
    return C_ ("shape", "Point");
  case NORD_SHAPE_LINE:
  case NORD_SHAPE_MULTI_LINE:
    return C_ ("shape", "Line");
  case NORD_SHAPE_AREA:
  case NORD_SHAPE_MULTI_AREA:
  default:
    return C_ ("shape", "Area");
  }
}

static void
tell (NordIdeaTwins *self, const Twin *twin, gboolean place)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *where = NULL;
  const NordCategory *category = NULL;
  const char *title, *category_id;
  NordShape *shape;

  title = nord_record_get_text (twin->record, NORD_IDEA_TITLE);
  category_id = nord_record_get_text (twin->record, NORD_IDEA_CATEGORY);
  shape = nord_record_get_shape (twin->record, NORD_IDEA_SHAPE);
  if (category_id && self->programme)
    category = nord_programme_find_category (self->programme, category_id);
  g_string_append (words, title && *title ? title : _ ("Untitled"));
  if (shape)
    g_string_append_printf (words, ", %s", get_kind (shape));
  if (category)
    g_string_append_printf (words, ", %s", category->title);
  if (shape && place && self->names)
    where = nord_place_words_describe_shape (self->names, shape);
  if (where)
    g_string_append_printf (words, ", %s", where);
  gtk_accessible_update_property (GTK_ACCESSIBLE (twin->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words->str, -1);
}

static gboolean
on_tell (gpointer data)
{
  NordIdeaTwins *self = data;

  for (int i = 0; i < AT_ONCE && self->n_told < self->twins->len; i++)
    tell (self, &g_array_index (self->twins, Twin, self->n_told++), TRUE);
  if (self->n_told < self->twins->len)
    return G_SOURCE_CONTINUE;
  self->tell_id = 0;
  return G_SOURCE_REMOVE;
}

static void
on_clicked (GtkButton *button, NordIdeaTwins *self)
{
  for (guint i = 0; i < self->twins->len; i++) {
    const Twin *twin = &g_array_index (self->twins, Twin, i);

    if (twin->button == GTK_WIDGET (button)) {
      g_autofree char *id = g_strdup (nord_record_get_id (twin->record));

      g_signal_emit (self, signals[ACTIVATED], 0, id);
      return;
    }
  }
}

static void
on_focused (NordIdeaTwins *self)
{
  g_signal_emit (self, signals[FOCUSED], 0);
}

static GtkWidget *
add_button (NordIdeaTwins *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_add_css_class (button, "map-twin");
  gtk_widget_set_can_target (button, FALSE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, 0);
  g_signal_connect_object (focus, "enter", G_CALLBACK (on_focused), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (button, focus);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Twin *one = a, *other = b;

  /* In columns of a button's width, else the order would look like chance. */
  if (fabs (one->x - other->x) >= SIDE)
    return one->x < other->x ? -1 : 1;
  return one->y > other->y ? -1 : one->y < other->y;
}

static void
collect (NordIdeaTwins *self, GArray *found)
{
  guint n = self->ideas ? g_list_model_get_n_items (self->ideas) : 0;
  NordView view;

  nord_map_stage_get_view (self->stage, &view);
  for (guint i = 0; i < n && found->len < NORD_IDEA_TWINS_MOST; i++) {
    g_autoptr (NordRecord) record = g_list_model_get_item (self->ideas, i);
    NordShape *shape =
      NORD_IS_IDEA (record) ? nord_record_get_shape (record, NORD_IDEA_SHAPE) : NULL;
    Twin twin = {0};

    if (shape == NULL)
      continue;
    nord_shape_get_anchor (shape, &twin.lon, &twin.lat);
    nord_view_to_screen (&view, twin.lon, twin.lat, &twin.x, &twin.y);
    if (twin.x < 0 || twin.y < 0 || twin.x > view.width || twin.y > view.height)
      continue;
    twin.record = g_object_ref (record);
    g_array_append_val (found, twin);
  }
  g_array_sort (found, compare);
}

static void
clear_twin (gpointer twin)
{
  g_object_unref (((Twin *) twin)->record);
}

static gboolean
on_soon (gpointer data)
{
  NordIdeaTwins *self = data;
  GArray *found = g_array_new (FALSE, TRUE, sizeof (Twin));
  GtkWidget *child;

  self->soon_id = 0;
  g_array_set_clear_func (found, clear_twin);
  collect (self, found);
  /* Who is on one of them stays on it. */
  for (guint i = 0; i < found->len; i++) {
    Twin *twin = &g_array_index (found, Twin, i);

    for (guint j = 0; j < self->twins->len && twin->button == NULL; j++) {
      Twin *old = &g_array_index (self->twins, Twin, j);

      if (old->button && old->record == twin->record) {
        twin->button = old->button;
        old->button = NULL;
      }
    }
  }
  for (guint j = 0; j < self->twins->len; j++) {
    if (g_array_index (self->twins, Twin, j).button)
      gtk_widget_unparent (g_array_index (self->twins, Twin, j).button);
  }
  child = NULL;
  for (guint i = 0; i < found->len; i++) {
    Twin *twin = &g_array_index (found, Twin, i);

    if (twin->button == NULL) {
      twin->button = add_button (self);
      tell (self, twin, FALSE);
    }
    gtk_widget_insert_after (twin->button, GTK_WIDGET (self), child);
    child = twin->button;
  }
  g_array_unref (self->twins);
  self->twins = found;
  self->n_told = 0;
  if (self->tell_id == 0)
    self->tell_id = g_idle_add_full (G_PRIORITY_LOW, on_tell, self, NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
nord_idea_twins_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
nord_idea_twins_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NordIdeaTwins *self = NORD_IDEA_TWINS (widget);

  for (guint i = 0; i < self->twins->len; i++) {
    const Twin *twin = &g_array_index (self->twins, Twin, i);
    GtkAllocation box = {(int) twin->x - SIDE / 2, (int) twin->y - SIDE / 2, SIDE, SIDE};

    gtk_widget_measure (twin->button, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
    gtk_widget_size_allocate (twin->button, &box, -1);
  }
}

static void
nord_idea_twins_dispose (GObject *object)
{
  NordIdeaTwins *self = NORD_IDEA_TWINS (object);
  GtkWidget *child;

  g_clear_handle_id (&self->soon_id, g_source_remove);
  g_clear_handle_id (&self->tell_id, g_source_remove);
  if (self->ideas)
    g_signal_handlers_disconnect_by_data (self->ideas, self);
  g_clear_object (&self->ideas);
  g_clear_object (&self->names);
  g_clear_object (&self->programme);
  g_array_set_size (self->twins, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (nord_idea_twins_parent_class)->dispose (object);
}

static void
nord_idea_twins_finalize (GObject *object)
{
  g_array_unref (NORD_IDEA_TWINS (object)->twins);
  G_OBJECT_CLASS (nord_idea_twins_parent_class)->finalize (object);
}

static void
nord_idea_twins_class_init (NordIdeaTwinsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_idea_twins_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_idea_twins_finalize;
  widget_class->measure = nord_idea_twins_measure;
  widget_class->size_allocate = nord_idea_twins_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[ACTIVATED] = g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FOCUSED] =
    g_signal_new ("focused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_idea_twins_init (NordIdeaTwins *self)
{
  self->twins = g_array_new (FALSE, TRUE, sizeof (Twin));
  g_array_set_clear_func (self->twins, clear_twin);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Ideas on the map"), -1);
}

NordIdeaTwins *
nord_idea_twins_new (NordMapStage *stage)
{
  NordIdeaTwins *self = g_object_new (NORD_TYPE_IDEA_TWINS, NULL);

  self->stage = stage;
  return self;
}

void
nord_idea_twins_set_programme (NordIdeaTwins *self, NordProgramme *programme)
{
  g_return_if_fail (NORD_IS_IDEA_TWINS (self));
  g_set_object (&self->programme, programme);
}

void
nord_idea_twins_set_ideas (NordIdeaTwins *self, GListModel *ideas)
{
  g_return_if_fail (NORD_IS_IDEA_TWINS (self));
  if (self->ideas)
    g_signal_handlers_disconnect_by_data (self->ideas, self);
  g_set_object (&self->ideas, ideas);
  if (ideas)
    g_signal_connect_object (ideas, "items-changed", G_CALLBACK (nord_idea_twins_update), self,
                             G_CONNECT_SWAPPED);
  nord_idea_twins_update (self);
}

void
nord_idea_twins_set_names (NordIdeaTwins *self, NordGazetteer *names)
{
  g_return_if_fail (NORD_IS_IDEA_TWINS (self));
  if (g_set_object (&self->names, names))
    nord_idea_twins_update (self);
}

void
nord_idea_twins_update (NordIdeaTwins *self)
{
  g_return_if_fail (NORD_IS_IDEA_TWINS (self));
  if (self->soon_id == 0)
    self->soon_id = g_timeout_add (SOON_MS, on_soon, self);
}
