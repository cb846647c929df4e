/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The free wall: cards lie where people put them, groups are frames around theirs. Several hands
 * carry cards at once; whatever holds no card moves the wall. */
#include "ui/cluster/wall.h"
#include "ui/widgets/arrow-key.h"

#include "core/cluster/marking.h"

#include <glib/gi18n.h>
#include <math.h>

#define LEAST_ZOOM 0.08
#define MOST_ZOOM 3.0
#define MARGIN 40 /* pixels around all that is shown */
/* How much two fingers move from each other before the wall comes along. */
#define LEAST_PINCH 0.08
#define FAR 0.4   /* zoom below which text is but grey lines: letters of 5 pixels */
#define SCROLL 60 /* pixels a click of the wheel */
#define STEP 40   /* pixels of the wall that keys carry a card */
#define NUDGE 6   /* pixels: less is a rest, not a move */

typedef struct {
  char **ids;              /* (owned) of the cards it carries */
  double begin_x, begin_y; /* pixels of the widget */
  double x, y;
  gboolean moved;
} Hand;

struct _NordWall {
  GtkWidget parent_instance;

  NordSession *session;      /* (owned) (nullable) */
  NordGroupList *group_list; /* (owned) (nullable) */
  NordGroupSteps *steps;     /* (owned) (nullable) */
  NordWallMaker maker;
  gpointer maker_data;
  NordWallCards *cards; /* (owned) (nullable) */
  GHashTable *hands;    /* (owned) of Hand by card */
  double zoom, x, y;    /* what of the wall is at the upper left */
  gboolean pinching;    /* two fingers pull at the wall */
  double pinch;         /* zoom at the start of a pinch */
  double drag_x, drag_y;
  gboolean shown; /* all was fitted into the view once */
  gboolean stale;
  char *last; /* (owned) (nullable) id of the idea whose card had the focus last */
};

G_DEFINE_FINAL_TYPE (NordWall, nord_wall, GTK_TYPE_WIDGET)

static void
hand_free (gpointer data)
{
  g_strfreev (((Hand *) data)->ids);
  g_free (data);
}

/* --- View ----------------------------------------------------------------------------------------
 */

static void
set_view (NordWall *self, double zoom, double x, double y)
{
  self->zoom = CLAMP (zoom, LEAST_ZOOM, MOST_ZOOM);
  self->x = x;
  self->y = y;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* What is at (@at_x, @at_y) of the widget stays there. */
static void
zoom_at (NordWall *self, double zoom, double at_x, double at_y)
{
  const double x = self->x + at_x / self->zoom, y = self->y + at_y / self->zoom;

  zoom = CLAMP (zoom, LEAST_ZOOM, MOST_ZOOM);
  set_view (self, zoom, x - at_x / zoom, y - at_y / zoom);
}

static void
fit (NordWall *self, int width, int height)
{
  NordWallBox box;
  double zoom;

  if (!nord_wall_cards_get_extent (self->cards, &box) || width <= 2 * MARGIN ||
      height <= 2 * MARGIN)
    return;
  zoom = MIN ((width - MARGIN) / box.width, (height - MARGIN) / box.height);
  zoom = CLAMP (zoom, LEAST_ZOOM, 1);
  self->zoom = zoom;
  self->x = box.x - MAX (width / zoom - box.width, MARGIN / zoom) / 2;
  self->y = box.y - MAX (height / zoom - box.height, MARGIN / zoom) / 2;
}

static void
allocate_box (NordWall *self, GtkWidget *child, const NordWallBox *box, int width, int height)
{
  const double x = (box->x - self->x) * self->zoom, y = (box->y - self->y) * self->zoom;
  /* What has the focus stays, or keys would go nowhere. */
  const gboolean in = (x < width && y < height && x + box->width * self->zoom > 0 &&
                       y + box->height * self->zoom > 0) ||
                      gtk_widget_has_focus (child);
  GskTransform *transform;

  gtk_widget_set_child_visible (child, in);
  if (!in)
    return;
  transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  transform = gsk_transform_scale (transform, (float) self->zoom, (float) self->zoom);
  gtk_widget_allocate (child, (int) box->width, (int) box->height, -1, transform);
}

static void
nord_wall_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NordWall *self = NORD_WALL (widget);
  g_auto (NordWallPlan) plan = {0};

  if (self->cards == NULL || self->cards->order->len == 0)
    return;
  nord_wall_cards_measure (self->cards);
  if (!self->shown) {
    fit (self, width, height);
    self->shown = TRUE;
  }
  nord_wall_plan_init (&plan, self->cards);
  /* Frames stay while cards are carried out of them. */
  for (guint f = 0; f < self->cards->frames->len; f++) {
    GtkWidget *frame = g_ptr_array_index (self->cards->frames, f);
    NordWallBox box;
    int least;

    gtk_widget_measure (frame, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
    if (nord_wall_frame (plan.groups, plan.heights, plan.places, NULL, plan.n, (gint32) f, &box))
      allocate_box (self, frame, &box, width, height);
    else
      gtk_widget_set_child_visible (frame, FALSE);
  }
  for (guint i = 0; i < self->cards->order->len; i++) {
    const NordWallCard *item = g_ptr_array_index (self->cards->order, i);
    const NordWallBox box = nord_wall_card_get_box (item);
    int least;

    gtk_widget_measure (GTK_WIDGET (item->card), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                        NULL);
    nord_board_card_set_far (item->card, self->zoom < FAR);
    allocate_box (self, GTK_WIDGET (item->card), &box, width, height);
  }
}

static void
nord_wall_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  *minimum = 0;
  *natural = 400;
}

/* --- Hands ---------------------------------------------------------------------------------------
 */

static gboolean
find_place (NordWall *self, GtkWidget *card, double x, double y, graphene_point_t *at)
{
  return gtk_widget_compute_point (card, GTK_WIDGET (self),
                                   &GRAPHENE_POINT_INIT ((float) x, (float) y), at);
}

/* The frame under a place of the widget that those who are carried would come into; -1: none. A
 * group that is carried whole takes its frame along. */
static gint32
find_target (NordWall *self, const Hand *hand)
{
  const double x = self->x + hand->x / self->zoom, y = self->y + hand->y / self->zoom;
  g_auto (NordWallPlan) plan = {0};
  gint32 whole = -2;

  nord_wall_plan_init (&plan, self->cards);
  for (guint i = 0; i < plan.n; i++) {
    const NordWallCard *item = g_ptr_array_index (self->cards->order, i);

    plan.laid[i] =
      !g_strv_contains ((const char *const *) hand->ids, nord_record_get_id (item->idea));
    if (!plan.laid[i])
      whole = whole == -2 || whole == item->group ? item->group : -1;
  }
  for (guint f = 0; f < self->cards->frames->len; f++) {
    NordWallBox box;

    if (nord_wall_frame (plan.groups, plan.heights, plan.places, plan.laid, plan.n, (gint32) f,
                         &box) &&
        x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height)
      return (gint32) f;
  }
  for (guint i = 0; i < plan.n && whole >= 0; i++)
    if (plan.groups[i] == whole && plan.laid[i])
      whole = -1;
  return MAX (whole, -1);
}

static void
mark_targets (NordWall *self)
{
  for (guint f = 0; f < self->cards->frames->len; f++) {
    gboolean target = FALSE;
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init (&iter, self->hands);
    while (g_hash_table_iter_next (&iter, NULL, &value))
      target = target || (((Hand *) value)->moved && find_target (self, value) == (gint32) f);
    nord_wall_frame_set_target (g_ptr_array_index (self->cards->frames, f), target);
  }
}

static char **
ids_with (NordWall *self, NordRecord *idea)
{
  const char *one[] = {nord_record_get_id (idea), NULL};

  return nord_session_is_selected (self->session, one[0])
           ? nord_group_steps_list_selected (self->steps)
           : g_strdupv ((char **) one);
}

static void
on_lifted (NordWall *self, double x, double y, GtkWidget *card)
{
  NordWallCard *item = nord_wall_cards_find (self->cards, card);
  graphene_point_t at;
  Hand *hand;

  if (item == NULL || !find_place (self, card, x, y, &at))
    return;
  hand = g_new0 (Hand, 1);
  hand->ids = ids_with (self, item->idea);
  hand->begin_x = hand->x = at.x;
  hand->begin_y = hand->y = at.y;
  g_hash_table_insert (self->hands, card, hand);
  for (guint i = 0; hand->ids[i] != NULL; i++) {
    NordWallCard *other = g_hash_table_lookup (self->cards->items, hand->ids[i]);

    if (other == NULL)
      continue;
    other->held++;
    /* Above all others, and there it stays. */
    gtk_widget_insert_before (GTK_WIDGET (other->card), GTK_WIDGET (self), NULL);
  }
}

static void
carry (NordWall *self, Hand *hand, double x, double y)
{
  hand->x = x;
  hand->y = y;
  hand->moved = hand->moved || ABS (x - hand->begin_x) + ABS (y - hand->begin_y) > NUDGE;
  for (guint i = 0; hand->ids[i] != NULL; i++) {
    NordWallCard *item = g_hash_table_lookup (self->cards->items, hand->ids[i]);

    if (item == NULL)
      continue;
    item->dx = (x - hand->begin_x) / self->zoom;
    item->dy = (y - hand->begin_y) / self->zoom;
  }
  mark_targets (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
on_carried (NordWall *self, double x, double y, GtkWidget *card)
{
  Hand *hand = g_hash_table_lookup (self->hands, card);
  graphene_point_t at;

  if (hand != NULL && find_place (self, card, x, y, &at))
    carry (self, hand, at.x, at.y);
}

/* Keeps where cards lie: those of @ids where they were carried to. Whatever was laid by the program
 * alone so far is kept with them, so that it stays where people have seen it. */
static void
keep_places (NordWall *self, const char *const *ids, double dx, double dy, gint32 target)
{
  g_autoptr (GPtrArray) laid = g_ptr_array_new ();
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < self->cards->order->len; i++) {
    NordWallCard *item = g_ptr_array_index (self->cards->order, i);
    const gboolean carried = g_strv_contains (ids, nord_record_get_id (item->idea));

    if (!carried && item->kept)
      continue;
    if (carried) {
      item->x += dx;
      item->y += dy;
    }
    g_ptr_array_add (laid, (gpointer) nord_record_get_id (item->idea));
    g_array_append_val (places, item->x);
    g_array_append_val (places, item->y);
  }
  nord_group_steps_lay (
    self->steps, ids,
    target >= 0 ? nord_wall_frame_get_group (g_ptr_array_index (self->cards->frames, target))
                : NULL,
    nord_marking_place ((const char *const *) laid->pdata, laid->len, (double *) places->data,
                        self->cards->index,
                        ngettext ("Lay Card", "Lay Cards", g_strv_length ((char **) ids))));
}

static void
on_dropped (NordWall *self, double x, double y, gboolean cancelled, GtkWidget *card)
{
  gpointer value = NULL;
  graphene_point_t at;
  Hand *hand;

  if (!g_hash_table_steal_extended (self->hands, card, NULL, &value))
    return;
  hand = value;
  if (!cancelled && find_place (self, card, x, y, &at))
    carry (self, hand, at.x, at.y);
  for (guint i = 0; hand->ids[i] != NULL; i++) {
    NordWallCard *item = g_hash_table_lookup (self->cards->items, hand->ids[i]);

    if (item != NULL) {
      item->held--;
      item->dx = item->dy = 0;
    }
  }
  if (!cancelled && hand->moved) {
    keep_places (self, (const char *const *) hand->ids, (hand->x - hand->begin_x) / self->zoom,
                 (hand->y - hand->begin_y) / self->zoom, find_target (self, hand));
    nord_session_select (self->session, NULL);
  } else if (!cancelled) {
    NordWallCard *item = nord_wall_cards_find (self->cards, card);

    /* A finger that rested and went up again has selected the card. */
    if (item != NULL)
      nord_session_toggle_selected (self->session, nord_record_get_id (item->idea));
  }
  hand_free (hand);
  mark_targets (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* --- Moving the wall -----------------------------------------------------------------------------
 */

static void
on_drag_begin (NordWall *self, double x, double y, GtkGesture *gesture)
{
  self->drag_x = self->x;
  self->drag_y = self->y;
}

static void
on_drag_update (NordWall *self, double dx, double dy, GtkGesture *gesture)
{
  if (self->pinching) {
    /* Whoever goes on with one finger goes on from here. */
    self->drag_x = self->x + dx / self->zoom;
    self->drag_y = self->y + dy / self->zoom;
    return;
  }
  if (dx * dx + dy * dy < NUDGE * NUDGE && self->drag_x == self->x && self->drag_y == self->y)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  set_view (self, self->zoom, self->drag_x - dx / self->zoom, self->drag_y - dy / self->zoom);
}

static void
on_pinch_begin (NordWall *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  self->pinch = self->zoom;
  self->pinching = FALSE;
}

static void
on_pinch_end (NordWall *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  self->pinching = FALSE;
}

/* Two fingers that rest on cards lift them: only those that move at once pull the wall. */
static void
on_pinched (NordWall *self, double scale, GtkGesture *gesture)
{
  double x, y;

  if (!self->pinching && (ABS (scale - 1) < LEAST_PINCH || g_hash_table_size (self->hands) > 0))
    return;
  if (!self->pinching)
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  self->pinching = TRUE;
  if (gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    zoom_at (self, self->pinch * scale, x, y);
}

static gboolean
on_scroll (NordWall *self, double dx, double dy, GtkEventController *controller)
{
  const GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  GdkEvent *event = gtk_event_controller_get_current_event (controller);

  if (state & GDK_CONTROL_MASK) {
    double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
    double y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0, tx = 0, ty = 0;
    graphene_point_t at;
    GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));

    if (gdk_event_get_position (event, &x, &y)) {
      gtk_native_get_surface_transform (native, &tx, &ty);
      if (gtk_widget_compute_point (GTK_WIDGET (native), GTK_WIDGET (self),
                                    &GRAPHENE_POINT_INIT ((float) (x - tx), (float) (y - ty)),
                                    &at)) {
        x = at.x;
        y = at.y;
      }
    }
    zoom_at (self, self->zoom * pow (1.15, -dy), x, y);
  } else {
    if (state & GDK_SHIFT_MASK && dx == 0) {
      dx = dy;
      dy = 0;
    }
    set_view (self, self->zoom, self->x + dx * SCROLL / self->zoom,
              self->y + dy * SCROLL / self->zoom);
  }
  return GDK_EVENT_STOP;
}

/* --- Life ----------------------------------------------------------------------------------------
 */

static GtkWidget *
make_card (gpointer data)
{
  NordWall *self = data;
  GtkWidget *card = self->maker (self->maker_data);

  g_signal_connect_object (card, "lifted", G_CALLBACK (on_lifted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "carried", G_CALLBACK (on_carried), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "dropped", G_CALLBACK (on_dropped), self, G_CONNECT_SWAPPED);
  return card;
}

static void
refresh (NordWall *self)
{
  self->stale = FALSE;
  nord_wall_cards_refresh (self->cards, nord_session_get_document (self->session),
                           nord_group_list_get_groups (self->group_list));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
on_groups_updated (NordWall *self)
{
  /* While nobody looks there is nothing to build. */
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
}

static void
nord_wall_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nord_wall_parent_class)->map (widget);
  if (NORD_WALL (widget)->stale)
    refresh (NORD_WALL (widget));
}

/* All cards are one stop of Tab; arrow keys go from one to the next. */
static gboolean
nord_wall_focus (GtkWidget *widget, GtkDirectionType direction)
{
  NordWall *self = NORD_WALL (widget);
  const NordWallCard *item =
    self->last != NULL ? g_hash_table_lookup (self->cards->items, self->last) : NULL;

  if (gtk_widget_get_focus_child (widget) != NULL || self->cards->order->len == 0)
    return FALSE;
  if (item == NULL)
    item = g_ptr_array_index (self->cards->order, 0);
  return nord_wall_focus_card (self, nord_record_get_id (item->idea));
}

static void
nord_wall_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  NordWall *self = NORD_WALL (widget);
  const NordWallCard *item = child != NULL ? nord_wall_cards_find (self->cards, child) : NULL;

  GTK_WIDGET_CLASS (nord_wall_parent_class)->set_focus_child (widget, child);
  if (item != NULL) {
    g_free (self->last);
    self->last = g_strdup (nord_record_get_id (item->idea));
  }
}

static void
nord_wall_dispose (GObject *object)
{
  NordWall *self = NORD_WALL (object);

  g_hash_table_remove_all (self->hands);
  g_clear_pointer (&self->cards, nord_wall_cards_free);
  g_clear_object (&self->session);
  g_clear_object (&self->group_list);
  g_clear_object (&self->steps);
  G_OBJECT_CLASS (nord_wall_parent_class)->dispose (object);
}

static void
nord_wall_finalize (GObject *object)
{
  NordWall *self = NORD_WALL (object);

  g_hash_table_unref (self->hands);
  g_free (self->last);
  G_OBJECT_CLASS (nord_wall_parent_class)->finalize (object);
}

static void
nord_wall_class_init (NordWallClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_wall_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_wall_finalize;
  widget_class->map = nord_wall_map;
  widget_class->focus = nord_wall_focus;
  widget_class->set_focus_child = nord_wall_set_focus_child;
  widget_class->measure = nord_wall_measure;
  widget_class->size_allocate = nord_wall_size_allocate;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "board.arrange",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "board.show-all",
                                       NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
nord_wall_init (NordWall *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *pinch = gtk_gesture_zoom_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  self->hands = g_hash_table_new_full (NULL, NULL, NULL, hand_free);
  self->cards = nord_wall_cards_new (GTK_WIDGET (self), make_card, self);
  self->zoom = 1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "wall");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Free Wall"), -1);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (on_pinch_begin), self);
  g_signal_connect_swapped (pinch, "end", G_CALLBACK (on_pinch_end), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (on_pinched), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

void
nord_wall_set_up (NordWall *self,
                  NordSession *session,
                  NordGroupList *group_list,
                  NordGroupSteps *steps,
                  NordWallMaker maker,
                  gpointer data)
{
  g_return_if_fail (NORD_IS_WALL (self) && self->session == NULL);
  self->session = g_object_ref (session);
  self->group_list = g_object_ref (group_list);
  self->steps = g_object_ref (steps);
  self->maker = maker;
  self->maker_data = data;
  g_signal_connect_object (group_list, "updated", G_CALLBACK (on_groups_updated), self,
                           G_CONNECT_SWAPPED);
  on_groups_updated (self);
}

NordBoardCard *
nord_wall_get_focus_card (NordWall *self)
{
  GtkWidget *child;

  g_return_val_if_fail (NORD_IS_WALL (self), NULL);
  child = gtk_widget_get_focus_child (GTK_WIDGET (self));
  return NORD_IS_BOARD_CARD (child) && gtk_widget_has_focus (child) ? NORD_BOARD_CARD (child)
                                                                    : NULL;
}

gboolean
nord_wall_focus_card (NordWall *self, const char *id)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));
  const int height = gtk_widget_get_height (GTK_WIDGET (self));
  double x = self->x, y = self->y;
  NordWallCard *item;

  g_return_val_if_fail (NORD_IS_WALL (self), FALSE);
  item = g_hash_table_lookup (self->cards->items, id);
  if (item == NULL)
    return FALSE;
  x = MIN (x, item->x - MARGIN / self->zoom);
  x = MAX (x, item->x + NORD_WALL_CARD + (MARGIN - width) / self->zoom);
  y = MIN (y, item->y - MARGIN / self->zoom);
  y = MAX (y, item->y + item->height + (MARGIN - height) / self->zoom);
  set_view (self, self->zoom, x, y);
  gtk_widget_set_child_visible (GTK_WIDGET (item->card), TRUE);
  return gtk_widget_grab_focus (GTK_WIDGET (item->card));
}

gboolean
nord_wall_press_key (NordWall *self, guint key, GdkModifierType state)
{
  const gboolean control = (state & GDK_CONTROL_MASK) != 0, shift = (state & GDK_SHIFT_MASK) != 0;
  int dx, dy;
  NordBoardCard *card;
  NordWallCard *item, *next;

  g_return_val_if_fail (NORD_IS_WALL (self), FALSE);
  card = nord_wall_get_focus_card (self);
  item = card != NULL ? nord_wall_cards_find (self->cards, GTK_WIDGET (card)) : NULL;
  if (item == NULL || !nord_arrow_key_read (key, &dx, &dy))
    return FALSE;
  if (control && shift) {
    g_auto (GStrv) ids = ids_with (self, item->idea);
    Hand hand = {.ids = ids,
                 .x = (item->x + NORD_WALL_CARD / 2.0 + dx * STEP - self->x) * self->zoom,
                 .y = (item->y + item->height / 2 + dy * STEP - self->y) * self->zoom};

    keep_places (self, (const char *const *) ids, dx * STEP, dy * STEP, find_target (self, &hand));
    nord_wall_focus_card (self, nord_record_get_id (item->idea));
    return TRUE;
  }
  next = nord_wall_cards_find_next (self->cards, item, dx, dy);
  if (next == NULL)
    return TRUE;
  if (shift) {
    if (!nord_session_is_selected (self->session, nord_record_get_id (item->idea)))
      nord_session_toggle_selected (self->session, nord_record_get_id (item->idea));
    if (!nord_session_is_selected (self->session, nord_record_get_id (next->idea)))
      nord_session_toggle_selected (self->session, nord_record_get_id (next->idea));
  }
  nord_wall_focus_card (self, nord_record_get_id (next->idea));
  return TRUE;
}

void
nord_wall_zoom (NordWall *self, double by)
{
  g_return_if_fail (NORD_IS_WALL (self));
  zoom_at (self, self->zoom * by, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
           gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

double
nord_wall_get_zoom (NordWall *self)
{
  g_return_val_if_fail (NORD_IS_WALL (self), 1);
  return self->zoom;
}

void
nord_wall_show_all (NordWall *self)
{
  g_return_if_fail (NORD_IS_WALL (self));
  self->shown = FALSE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
nord_wall_arrange_all (NordWall *self)
{
  g_return_if_fail (NORD_IS_WALL (self));
  nord_session_apply (self->session, nord_wall_cards_arrange (self->cards), _ ("Wall tidied up"));
  nord_wall_show_all (self);
}
