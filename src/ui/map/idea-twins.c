/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The ideas in view for those who do not see the map: one button each, from west to east, that
 * tells what the idea is and where. Together they are one stop of Tab, arrow keys go from one to
 * the next. */
#include "ui/map/idea-twins.h"
#include "ui/map/map-words.h"
#include "ui/widgets/arrow-key.h"

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
  double x, y;        /* pixels on the map */
} Twin;

struct _NordIdeaTwins {
  GtkWidget parent_instance;

  NordMapStage *stage;      /* (unowned) */
  NordProgramme *programme; /* (owned) (nullable) */
  GListModel *ideas;        /* (owned) (nullable) */
  NordGazetteer *names;     /* (owned) (nullable) */
  GArray *twins;            /* (owned) (element-type Twin) from west to east */
  char *last;               /* (owned) (nullable) id of the idea that had the focus last */
  guint n_told;             /* so many of them have their words */
  guint n_in_view;          /* ideas, also those that are no twins */
  guint soon_id, tell_id;
};

G_DEFINE_FINAL_TYPE (NordIdeaTwins, nord_idea_twins, GTK_TYPE_WIDGET)

enum { ACTIVATED, FOCUSED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
get_kind (NordIdeaTwins *self, const NordShape *shape)
{
  const char *said;

  switch (shape->kind) {
  case NORD_SHAPE_POINT:
  case NORD_SHAPE_MULTI_POINT:
    said = nord_map_words_find (GTK_WIDGET (self), "Point");
    return said ? said : C_ ("shape", "Point");
  case NORD_SHAPE_LINE:
  case NORD_SHAPE_MULTI_LINE:
    said = nord_map_words_find (GTK_WIDGET (self), "Line");
    return said ? said : C_ ("shape", "Line");
  case NORD_SHAPE_AREA:
  case NORD_SHAPE_MULTI_AREA:
  default:
    said = nord_map_words_find (GTK_WIDGET (self), "Area");
    return said ? said : C_ ("shape", "Area");
  }
}

/* And @more, if there is any. */
static void
add (NordIdeaTwins *self, char **words, const char *more)
{
  g_autofree char *before = NULL;

  if (more == NULL)
    return;
  before = g_steal_pointer (words);
  *words = nord_map_words_join (GTK_WIDGET (self), before, more);
}

static void
tell (NordIdeaTwins *self, const Twin *twin, gboolean place)
{
  g_autofree char *words = NULL, *where = NULL;
  const NordCategory *category = NULL;
  const char *title, *category_id;
  NordShape *shape;

  title = nord_record_get_text (twin->record, NORD_IDEA_TITLE);
  category_id = nord_record_get_text (twin->record, NORD_IDEA_CATEGORY);
  shape = nord_record_get_shape (twin->record, NORD_IDEA_SHAPE);
  if (category_id && self->programme)
    category = nord_programme_find_category (self->programme, category_id);
  words =
    g_strdup (title && *title ? title : nord_map_words_get (GTK_WIDGET (self), N_ ("Untitled")));
  add (self, &words, shape ? get_kind (self, shape) : NULL);
  add (self, &words, category ? category->title : NULL);
  if (shape && place && self->names) {
    const NordPlaceVoice voice = nord_map_words_get_voice (GTK_WIDGET (self));

    where = nord_place_words_describe_shape (self->names, shape, &voice);
  }
  add (self, &words, where);
  gtk_accessible_update_property (GTK_ACCESSIBLE (twin->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
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

/* --- The way from one to the next ----------------------------------------------------------------
 */

/* (nullable) */
static const Twin *
find_focus (NordIdeaTwins *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  for (guint i = 0; child != NULL && i < self->twins->len; i++)
    if (g_array_index (self->twins, Twin, i).button == child)
      return &g_array_index (self->twins, Twin, i);
  return NULL;
}

static gboolean
focus_at (NordIdeaTwins *self, guint i)
{
  return i < self->twins->len &&
         gtk_widget_grab_focus (g_array_index (self->twins, Twin, i).button);
}

static void
on_focused (NordIdeaTwins *self)
{
  const Twin *twin = find_focus (self);

  if (twin != NULL) {
    g_free (self->last);
    self->last = g_strdup (nord_record_get_id (twin->record));
  }
  g_signal_emit (self, signals[FOCUSED], 0);
}

/* The nearest one that lies more that way than aside, or else the nearest that lies that way at
 * all. Those at one place follow each other to the right. NULL: there is none. */
static const Twin *
find_towards (NordIdeaTwins *self, const Twin *from, int dx, int dy)
{
  const Twin *best = NULL;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < self->twins->len; i++) {
    const Twin *twin = &g_array_index (self->twins, Twin, i);
    const double x = twin->x - from->x, y = twin->y - from->y;
    double along = x * dx + y * dy;
    const double across = fabs (x * dy) + fabs (y * dx);
    double cost;

    if (twin == from)
      continue;
    if (along == 0 && across == 0)
      along = (twin > from ? dx : -dx) * 1e-3;
    if (along <= 0)
      continue;
    cost = along + across * 2 + (across > along ? 1e6 : 0);
    if (cost < least || (cost == least && dx < 0)) {
      least = cost;
      best = twin;
    }
  }
  return best;
}

static gboolean
on_key (NordIdeaTwins *self, guint key, guint code, GdkModifierType state)
{
  const Twin *from = find_focus (self), *to;
  const guint n = self->twins->len;
  guint at;
  int dx, dy;

  if (from == NULL || (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)))
    return GDK_EVENT_PROPAGATE;
  at = (guint) (from - (const Twin *) (gpointer) self->twins->data);
  if (nord_arrow_key_read (key, &dx, &dy)) {
    to = find_towards (self, from, dx, dy);
    if (to != NULL)
      gtk_widget_grab_focus (to->button);
    return GDK_EVENT_STOP;
  }
  switch (key) {
  case GDK_KEY_Home:
  case GDK_KEY_KP_Home:
    focus_at (self, 0);
    return GDK_EVENT_STOP;
  case GDK_KEY_End:
  case GDK_KEY_KP_End:
    focus_at (self, n - 1);
    return GDK_EVENT_STOP;
  /* One after the other: so none is missed, however they lie. */
  case GDK_KEY_Page_Down:
  case GDK_KEY_KP_Page_Down:
    focus_at (self, at + 1);
    return GDK_EVENT_STOP;
  case GDK_KEY_Page_Up:
  case GDK_KEY_KP_Page_Up:
    if (at > 0)
      focus_at (self, at - 1);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static gboolean
nord_idea_twins_focus (GtkWidget *widget, GtkDirectionType direction)
{
  NordIdeaTwins *self = NORD_IDEA_TWINS (widget);

  /* Whoever is inside goes on beyond them. */
  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  for (guint i = 0; i < self->twins->len && self->last != NULL; i++)
    if (g_str_equal (nord_record_get_id (g_array_index (self->twins, Twin, i).record), self->last))
      return focus_at (self, i);
  return focus_at (self, 0);
}

/* The one that lies nearest to where the focus was, which has left the view. */
static void
focus_near (NordIdeaTwins *self, double x, double y)
{
  double least = G_MAXDOUBLE;
  guint best = G_MAXUINT;

  for (guint i = 0; i < self->twins->len; i++) {
    const Twin *twin = &g_array_index (self->twins, Twin, i);

    if (hypot (twin->x - x, twin->y - y) < least) {
      least = hypot (twin->x - x, twin->y - y);
      best = i;
    }
  }
  if (!focus_at (self, best))
    gtk_widget_grab_focus (GTK_WIDGET (self->stage));
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
  const double column = floor (one->x / SIDE), beside = floor (other->x / SIDE);

  if (column != beside)
    return column < beside ? -1 : 1;
  return one->y > other->y ? 1 : one->y < other->y ? -1 : 0;
}

/* Whoever hears only some of them is told, and where the others are. */
static void
tell_group (NordIdeaTwins *self, guint n_in_view)
{
  GtkWidget *part = GTK_WIDGET (self);
  g_autofree char *words = NULL;

  self->n_in_view = n_in_view;
  if (n_in_view > NORD_IDEA_TWINS_MOST)
    words = g_strdup_printf (
      nord_map_words_get (part, N_ ("%u of %u ideas in view: enlarge the map, or take the list. "
                                    "Arrow keys go from idea to idea")),
      NORD_IDEA_TWINS_MOST, n_in_view);
  else
    words = g_strdup (nord_map_words_get (part, N_ ("Arrow keys go from idea to idea")));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
}

static void
collect (NordIdeaTwins *self, GArray *found)
{
  guint n = self->ideas ? g_list_model_get_n_items (self->ideas) : 0, in_view = 0;
  NordView view;

  nord_map_stage_get_view (self->stage, &view);
  for (guint i = 0; i < n; i++) {
    g_autoptr (NordRecord) record = g_list_model_get_item (self->ideas, i);
    NordShape *shape =
      NORD_IS_IDEA (record) ? nord_record_get_shape (record, NORD_IDEA_SHAPE) : NULL;
    Twin twin = {0};

    if (shape == NULL)
      continue;
    if (!nord_view_find_shape (&view, shape, &twin.x, &twin.y))
      continue;
    if (++in_view > NORD_IDEA_TWINS_MOST)
      continue;
    twin.record = g_object_ref (record);
    g_array_append_val (found, twin);
  }
  g_array_sort (found, compare);
  tell_group (self, in_view);
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
  const Twin *focus = find_focus (self);
  GtkWidget *held = focus != NULL ? focus->button : NULL, *child;
  double x = focus != NULL ? focus->x : 0, y = focus != NULL ? focus->y : 0;
  gboolean lost = FALSE;

  self->soon_id = 0;
  g_array_set_clear_func (found, clear_twin);
  /* Nobody can come to those of a map that is not shown: they would only be told anew all day. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
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
    GtkWidget *button = g_array_index (self->twins, Twin, j).button;

    lost = lost || (button != NULL && button == held);
    if (button != NULL)
      gtk_widget_unparent (button);
  }
  child = NULL;
  for (guint i = 0; i < found->len; i++) {
    Twin *twin = &g_array_index (found, Twin, i);

    if (twin->button == NULL) {
      twin->button = add_button (self);
      tell (self, twin, FALSE);
    }
    if (gtk_widget_get_prev_sibling (twin->button) != child)
      gtk_widget_insert_after (twin->button, GTK_WIDGET (self), child);
    child = twin->button;
  }
  g_array_unref (self->twins);
  self->twins = found;
  self->n_told = 0;
  if (self->tell_id == 0)
    self->tell_id = g_idle_add_full (G_PRIORITY_LOW, on_tell, self, NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (lost && gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_near (self, x, y);
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
nord_idea_twins_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nord_idea_twins_parent_class)->map (widget);
  nord_idea_twins_update (NORD_IDEA_TWINS (widget));
}

static void
nord_idea_twins_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nord_idea_twins_parent_class)->unmap (widget);
  nord_idea_twins_update (NORD_IDEA_TWINS (widget));
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
  g_free (NORD_IDEA_TWINS (object)->last);
  G_OBJECT_CLASS (nord_idea_twins_parent_class)->finalize (object);
}

static void
nord_idea_twins_class_init (NordIdeaTwinsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_idea_twins_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_idea_twins_finalize;
  widget_class->map = nord_idea_twins_map;
  widget_class->unmap = nord_idea_twins_unmap;
  widget_class->focus = nord_idea_twins_focus;
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
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->twins = g_array_new (FALSE, TRUE, sizeof (Twin));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_array_set_clear_func (self->twins, clear_twin);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Ideas on the map"), -1);
  tell_group (self, 0);
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
  if (!g_set_object (&self->programme, programme))
    return;
  /* At once, because who hears them may be another one; the places follow. */
  for (guint i = 0; i < self->twins->len; i++)
    tell (self, &g_array_index (self->twins, Twin, i), FALSE);
  tell_group (self, self->n_in_view);
  nord_idea_twins_update (self);
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
