/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The hands that carry cards over the board. */
#include "ui/cluster/board-hands.h"

#include "ui/cluster/drag-layer.h"

#define EDGE 56  /* pixels from the edge where a held card makes the board scroll */
#define SPEED 16 /* pixels a frame */
#define NUDGE 8  /* pixels: less is a rest, not a move */

typedef struct {
  char **ids;        /* (owned) */
  GtkWidget *target; /* (unowned) (nullable) */
  double x, y;       /* on the layer */
  double begin_x, begin_y;
  gboolean moved;
} Hand;

struct _NordBoardHands {
  GObject parent_instance;

  GtkScrolledWindow *scroller; /* (unowned) */
  NordDragLayer *layer;        /* (unowned) */
  GPtrArray *targets;          /* (owned) (element-type GtkWidget) not owned */
  GHashTable *hands;           /* (owned) of Hand by card */
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (NordBoardHands, nord_board_hands, G_TYPE_OBJECT)

enum { PUT, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
hand_free (gpointer data)
{
  Hand *hand = data;

  g_strfreev (hand->ids);
  g_free (hand);
}

static void
mark_targets (NordBoardHands *self)
{
  for (guint i = 0; i < self->targets->len; i++) {
    GtkWidget *widget = g_ptr_array_index (self->targets, i);
    gboolean target = FALSE;
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init (&iter, self->hands);
    while (g_hash_table_iter_next (&iter, NULL, &value))
      target = target || ((Hand *) value)->target == widget;
    if (target)
      gtk_widget_add_css_class (widget, "target");
    else
      gtk_widget_remove_css_class (widget, "target");
  }
}

/* Above and below a column it is still that column's. */
static gboolean
is_over (NordBoardHands *self, GtkWidget *widget, double x)
{
  graphene_rect_t box;

  return gtk_widget_compute_bounds (widget, GTK_WIDGET (self->layer), &box) && x >= box.origin.x &&
         x < box.origin.x + box.size.width;
}

static void
find_target (NordBoardHands *self, Hand *hand)
{
  hand->target = NULL;
  if (!is_over (self, GTK_WIDGET (self->scroller), hand->x))
    return;
  for (guint i = 0; i < self->targets->len && hand->target == NULL; i++)
    if (is_over (self, g_ptr_array_index (self->targets, i), hand->x))
      hand->target = g_ptr_array_index (self->targets, i);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  NordBoardHands *self = data;
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);
  GHashTableIter iter;
  gpointer value;
  double step = 0;

  g_hash_table_iter_init (&iter, self->hands);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Hand *hand = value;

    if (hand->moved && hand->x < EDGE)
      step = -SPEED;
    else if (hand->moved && hand->x > gtk_widget_get_width (widget) - EDGE)
      step = SPEED;
  }
  if (step == 0)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (across, gtk_adjustment_get_value (across) + step);
  g_hash_table_iter_init (&iter, self->hands);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    find_target (self, value);
  mark_targets (self);
  return G_SOURCE_CONTINUE;
}

static void
stop_ticking (NordBoardHands *self)
{
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->layer), self->tick_id);
  self->tick_id = 0;
}

static gboolean
find_place (NordBoardHands *self, GtkWidget *card, double x, double y, graphene_point_t *at)
{
  return gtk_widget_compute_point (card, GTK_WIDGET (self->layer),
                                   &GRAPHENE_POINT_INIT ((float) x, (float) y), at);
}

static void
nord_board_hands_dispose (GObject *object)
{
  NordBoardHands *self = NORD_BOARD_HANDS (object);

  stop_ticking (self);
  g_hash_table_remove_all (self->hands);
  g_ptr_array_set_size (self->targets, 0);
  G_OBJECT_CLASS (nord_board_hands_parent_class)->dispose (object);
}

static void
nord_board_hands_finalize (GObject *object)
{
  g_hash_table_unref (NORD_BOARD_HANDS (object)->hands);
  g_ptr_array_unref (NORD_BOARD_HANDS (object)->targets);
  G_OBJECT_CLASS (nord_board_hands_parent_class)->finalize (object);
}

static void
nord_board_hands_class_init (NordBoardHandsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_board_hands_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_board_hands_finalize;
  signals[PUT] = g_signal_new ("put", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 3, GTK_TYPE_WIDGET, GTK_TYPE_WIDGET, G_TYPE_STRV);
}

static void
nord_board_hands_init (NordBoardHands *self)
{
  self->hands = g_hash_table_new_full (NULL, NULL, NULL, hand_free);
  self->targets = g_ptr_array_new ();
}

NordBoardHands *
nord_board_hands_new (GtkScrolledWindow *scroller, GtkWidget *layer)
{
  NordBoardHands *self = g_object_new (NORD_TYPE_BOARD_HANDS, NULL);

  self->scroller = scroller;
  self->layer = NORD_DRAG_LAYER (layer);
  return self;
}

void
nord_board_hands_set_targets (NordBoardHands *self, GPtrArray *targets)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (NORD_IS_BOARD_HANDS (self));
  g_ptr_array_set_size (self->targets, 0);
  for (guint i = 0; i < targets->len; i++)
    g_ptr_array_add (self->targets, g_ptr_array_index (targets, i));
  g_hash_table_iter_init (&iter, self->hands);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    find_target (self, value);
  mark_targets (self);
}

void
nord_board_hands_lift (NordBoardHands *self,
                       GtkWidget *card,
                       double x,
                       double y,
                       const char *const *ids)
{
  Hand *hand = g_new0 (Hand, 1);
  graphene_point_t at;

  g_return_if_fail (NORD_IS_BOARD_HANDS (self));
  hand->ids = g_strdupv ((char **) ids);
  if (find_place (self, card, x, y, &at)) {
    hand->begin_x = at.x;
    hand->begin_y = at.y;
  }
  g_hash_table_insert (self->hands, card, hand);
  nord_drag_layer_lift (self->layer, card, card, x, y, g_strv_length (hand->ids));
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->layer), on_tick, self, NULL);
}

void
nord_board_hands_carry (NordBoardHands *self, GtkWidget *card, double x, double y)
{
  Hand *hand = g_hash_table_lookup (self->hands, card);
  graphene_point_t at;

  if (hand == NULL || !find_place (self, card, x, y, &at))
    return;
  hand->x = at.x;
  hand->y = at.y;
  hand->moved = hand->moved || ABS (at.x - hand->begin_x) + ABS (at.y - hand->begin_y) > NUDGE;
  nord_drag_layer_move (self->layer, card, at.x, at.y);
  find_target (self, hand);
  mark_targets (self);
}

void
nord_board_hands_let_go (NordBoardHands *self,
                         GtkWidget *card,
                         double x,
                         double y,
                         gboolean cancelled)
{
  gpointer value = NULL;
  Hand *hand;

  if (!cancelled)
    nord_board_hands_carry (self, card, x, y);
  nord_drag_layer_drop (self->layer, card);
  if (!g_hash_table_steal_extended (self->hands, card, NULL, &value))
    return;
  hand = value;
  if (g_hash_table_size (self->hands) == 0)
    stop_ticking (self);
  mark_targets (self);
  if (!cancelled && (!hand->moved || hand->target != NULL))
    g_signal_emit (self, signals[PUT], 0, card, hand->moved ? hand->target : NULL, hand->ids);
  hand_free (hand);
}
