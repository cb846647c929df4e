/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The board: columns that follow the groups, hands and keys that move cards between them; or a
 * wall. */
#include "ui/cluster/board.h"

#include "core/model/idea.h"
#include "core/cluster/grouping.h"
#include "ui/cluster/board-column.h"
#include "ui/cluster/board-hands.h"
#include "ui/cluster/board-picks.h"
#include "ui/cluster/board-row.h"
#include "ui/cluster/drag-layer.h"
#include "ui/cluster/silent-bar.h"
#include "ui/cluster/wall.h"
#include "ui/cluster/who-button.h"
#include "config.h"

#define N_SIZES 4
/* Pixels that a column is wide; the letters grow with it, see style.css. */
static const int widths[N_SIZES] = {220, 290, 400, 560};

struct _NordBoard {
  AdwBin parent_instance;

  NordSession *session;        /* (owned) (nullable) */
  NordGroupList *group_list;   /* (owned) (nullable) */
  NordGroupSteps *steps;       /* (owned) (nullable) */
  GtkListItemFactory *factory; /* (owned) one for all columns */
  NordBoardRow *row;           /* (owned) the columns */
  guint start_id;              /* the first card has the focus with the next frame */
  NordBoardHands *hands;       /* (owned) */
  NordBoardPicks *picks;       /* (owned) (nullable) */
  gboolean has_ideas;
  gboolean on_wall; /* cards lie on the free wall, not in columns */
  guint size;
  gboolean stale;

  GtkScrolledWindow *scroller;
  GtkBox *box;
  GtkWidget *new_place;
  GtkOverlay *overlay;
  NordSilentBar *silent_bar;
  GtkWidget *map_toggle;
  GtkStack *stack;
  NordWall *wall;
  NordWhoButton *who;
};

G_DEFINE_FINAL_TYPE (NordBoard, nord_board, ADW_TYPE_BIN)

enum { PROP_ON_WALL = 1, N_PROPS };
static GParamSpec *properties[N_PROPS];

static const char *
id_of (NordBoardCard *card)
{
  return nord_record_get_id (nord_board_card_get_idea (card));
}

static NordBoardColumn *
column_around (NordBoard *self, GtkWidget *widget)
{
  return NORD_BOARD_COLUMN (gtk_widget_get_ancestor (widget, NORD_TYPE_BOARD_COLUMN));
}

/* --- Columns -------------------------------------------------------------------------------------
 */

static void
show_side (NordBoard *self)
{
  gtk_stack_set_visible_child_name (self->stack, !self->has_ideas ? "nothing"
                                                 : self->on_wall  ? "wall"
                                                                  : "board");
  if (self->steps != NULL)
    nord_group_steps_set_on_wall (self->steps,
                                  self->on_wall && gtk_widget_get_mapped (GTK_WIDGET (self)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "board.arrange", self->on_wall);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "board.show-all", self->on_wall);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "board.bigger",
                                 self->on_wall || self->size + 1 < N_SIZES);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "board.smaller",
                                 self->on_wall || self->size > 0);
}

static void
refresh (NordBoard *self)
{
  g_autoptr (GPtrArray) targets = NULL;

  self->stale = FALSE;
  self->has_ideas =
    nord_board_row_refresh (self->row, nord_group_list_get_groups (self->group_list)) > 0;
  targets = nord_board_row_list (self->row);
  g_ptr_array_add (targets, self->new_place);
  nord_board_hands_set_targets (self->hands, targets);
  show_side (self);
}

static void
on_groups_updated (NordBoard *self)
{
  /* While nobody looks there is nothing to build. */
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
}

static void
on_reveal (NordBoard *self, const char *id)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (self->on_wall)
    nord_wall_focus_card (self->wall, id);
  else
    nord_board_row_focus_idea (self->row, id);
}

static void
on_picked (NordBoard *self, GdkModifierType state, NordBoardCard *card)
{
  gtk_widget_grab_focus (GTK_WIDGET (card));
  nord_board_picks_pick (self->picks, card, state);
}

static void
on_opened (NordBoard *self, NordBoardCard *card)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "cluster.show", "s", id_of (card));
}

static void
on_menu_asked (NordBoard *self, double x, double y, NordBoardCard *card)
{
  nord_board_picks_show_menu (self->picks, card, x, y);
}

/* --- Hands ---------------------------------------------------------------------------------------
 */

/* (transfer full) what is done to this card is done to all that are selected with it. */
static char **
ids_with (NordBoard *self, NordBoardCard *card)
{
  const char *one[] = {id_of (card), NULL};

  return nord_session_is_selected (self->session, one[0])
           ? nord_group_steps_list_selected (self->steps)
           : g_strdupv ((char **) one);
}

static void
on_lifted (NordBoard *self, double x, double y, NordBoardCard *card)
{
  g_auto (GStrv) ids = ids_with (self, card);

  nord_board_hands_lift (self->hands, GTK_WIDGET (card), x, y, (const char *const *) ids);
}

static void
on_carried (NordBoard *self, double x, double y, NordBoardCard *card)
{
  nord_board_hands_carry (self->hands, GTK_WIDGET (card), x, y);
}

static void
on_dropped (NordBoard *self, double x, double y, gboolean cancelled, NordBoardCard *card)
{
  nord_board_hands_let_go (self->hands, GTK_WIDGET (card), x, y, cancelled);
}

static void
on_put (NordBoard *self, NordBoardCard *card, GtkWidget *target, const char *const *ids)
{
  NordGroup *group;

  if (target == NULL) {
    /* A finger that rested and went up again has selected the card. */
    nord_board_picks_pick (self->picks, card, GDK_CONTROL_MASK);
  } else if (target == self->new_place) {
    /* While all are silent, names wait. */
    nord_group_steps_form_of (self->steps, ids, !nord_silent_bar_is_running (self->silent_bar));
  } else {
    group = nord_board_column_get_group (NORD_BOARD_COLUMN (target));
    /* One that goes back to its place took nobody with it. */
    if (target == GTK_WIDGET (column_around (self, GTK_WIDGET (card))) && ids[1] == NULL)
      return;
    nord_group_steps_move_into (self->steps, ids, nord_group_get_id (group) != NULL ? group : NULL);
    nord_session_select (self->session, NULL);
  }
}

/* --- Keys ----------------------------------------------------------------------------------------
 */

/* The cards go one column on; the focus stays where they were, at the next one. */
static void
push_cards (NordBoard *self, NordBoardCard *card, guint at, int step)
{
  g_auto (GStrv) ids = ids_with (self, card);
  NordBoardColumn *to = nord_board_row_get (self->row, (int) at + step);
  NordGroup *group;

  if (to == NULL)
    return;
  group = nord_board_column_get_group (to);
  nord_group_steps_move_into (self->steps, (const char *const *) ids,
                              nord_group_get_id (group) != NULL ? group : NULL);
  nord_board_row_show (self->row, to);
}

/* What keys do with a card, wherever it lies. */
static gboolean
on_common_key (NordBoard *self, NordBoardCard *card, guint key, guint state)
{
  const gboolean control = (state & GDK_CONTROL_MASK) != 0, shift = (state & GDK_SHIFT_MASK) != 0;
  NordRecord *group;

  switch (key) {
  case GDK_KEY_space:
  case GDK_KEY_KP_Space:
    nord_board_picks_pick (self->picks, card, GDK_CONTROL_MASK);
    return GDK_EVENT_STOP;
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
    on_opened (self, card);
    return GDK_EVENT_STOP;
  case GDK_KEY_a:
    if (!control)
      return GDK_EVENT_PROPAGATE;
    nord_board_picks_pick_group (self->picks, card);
    return GDK_EVENT_STOP;
  case GDK_KEY_m:
  case GDK_KEY_g:
    /* The page does it with what is selected; without that it is this card. */
    if (control && !nord_session_is_selected (self->session, id_of (card)))
      nord_board_picks_pick (self->picks, card, 0);
    return GDK_EVENT_PROPAGATE;
  case GDK_KEY_F2:
    group = nord_grouping_of_idea (nord_group_list_get_map (self->group_list),
                                   nord_board_card_get_idea (card));
    if (group != NULL)
      gtk_widget_activate_action (GTK_WIDGET (self), "cluster.rename", "s",
                                  nord_record_get_id (group));
    return GDK_EVENT_STOP;
  case GDK_KEY_F10:
    if (!shift)
      return GDK_EVENT_PROPAGATE;
    G_GNUC_FALLTHROUGH;
  case GDK_KEY_Menu:
    on_menu_asked (self, gtk_widget_get_width (GTK_WIDGET (card)) / 2.0,
                   gtk_widget_get_height (GTK_WIDGET (card)) / 2.0, card);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static gboolean
on_card_key (NordBoard *self, NordBoardCard *card, guint at, guint position, guint key, guint state)
{
  NordBoardColumn *column = nord_board_row_get (self->row, (int) at);
  const gboolean control = (state & GDK_CONTROL_MASK) != 0, shift = (state & GDK_SHIFT_MASK) != 0;
  const int towards = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;

  switch (key) {
  case GDK_KEY_Left:
  case GDK_KEY_KP_Left:
  case GDK_KEY_Right:
  case GDK_KEY_KP_Right: {
    int step = (key == GDK_KEY_Right || key == GDK_KEY_KP_Right ? 1 : -1) * towards;

    if (control && shift)
      push_cards (self, card, at, step);
    else if (!control && !shift)
      nord_board_row_step (self->row, at, position, step);
    return GDK_EVENT_STOP;
  }
  case GDK_KEY_Up:
  case GDK_KEY_Down: {
    GListModel *ideas = nord_group_get_ideas (nord_board_column_get_group (column));
    guint n = g_list_model_get_n_items (ideas);

    if (!shift || control || (key == GDK_KEY_Up ? position == 0 : position + 1 >= n))
      return GDK_EVENT_PROPAGATE;
    if (!nord_session_is_selected (self->session, id_of (card)))
      nord_session_toggle_selected (self->session, id_of (card));
    position = key == GDK_KEY_Up ? position - 1 : position + 1;
    if (nord_board_column_focus_card (column, position)) {
      card = nord_board_column_get_focus_card (column, &position);
      if (card != NULL && !nord_session_is_selected (self->session, id_of (card)))
        nord_session_toggle_selected (self->session, id_of (card));
    }
    return GDK_EVENT_STOP;
  }
  default:
    return on_common_key (self, card, key, state);
  }
}

static gboolean
on_key (NordBoard *self, guint key, guint code, GdkModifierType state)
{
  guint column = 0, position = 0;
  NordBoardCard *card;

  if (key == GDK_KEY_Escape && self->session != NULL &&
      nord_session_get_selection (self->session)[0] != NULL) {
    nord_session_select (self->session, NULL);
    return GDK_EVENT_STOP;
  }
  if ((state & GDK_CONTROL_MASK) && (key == GDK_KEY_plus || key == GDK_KEY_KP_Add ||
                                     key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract)) {
    gboolean more = key == GDK_KEY_plus || key == GDK_KEY_KP_Add;

    gtk_widget_activate_action (GTK_WIDGET (self), more ? "board.bigger" : "board.smaller", NULL);
    return GDK_EVENT_STOP;
  }
  if (self->on_wall) {
    card = nord_wall_get_focus_card (self->wall);
    return card != NULL &&
           (nord_wall_press_key (self->wall, key, state) || on_common_key (self, card, key, state));
  }
  card = nord_board_row_get_focus_card (self->row, &column, &position);
  return card != NULL && on_card_key (self, card, column, position, key, state);
}

/* --- Actions -------------------------------------------------------------------------------------
 */

static void
on_bigger (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordBoard *self = NORD_BOARD (widget);
  const gboolean more = g_str_equal (name, "board.bigger");

  if (self->on_wall)
    nord_wall_zoom (self->wall, more ? 1.25 : 0.8);
  else if (more ? self->size + 1 < N_SIZES : self->size > 0)
    nord_board_set_size (self, more ? self->size + 1 : self->size - 1);
}

static void
on_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordBoard *self = NORD_BOARD (widget);

  if (g_str_equal (name, "board.silence"))
    nord_silent_bar_start (self->silent_bar, (guint) g_variant_get_int32 (parameter));
  else if (g_str_equal (name, "board.arrange"))
    nord_wall_arrange_all (self->wall);
  else
    nord_wall_show_all (self->wall);
}

static GtkWidget *
make_card (gpointer data)
{
  NordBoard *self = data;
  GtkWidget *card = nord_board_card_new (self->session);

  g_signal_connect_object (card, "picked", G_CALLBACK (on_picked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "opened", G_CALLBACK (on_opened), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "menu-asked", G_CALLBACK (on_menu_asked), self, G_CONNECT_SWAPPED);
  return card;
}

static void
on_setup (NordBoard *self, GtkListItem *item)
{
  GtkWidget *card = make_card (self);

  g_signal_connect_object (card, "lifted", G_CALLBACK (on_lifted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "carried", G_CALLBACK (on_carried), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "dropped", G_CALLBACK (on_dropped), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, card);
}

static void
on_bind (NordBoard *self, GtkListItem *item)
{
  nord_board_card_bind (NORD_BOARD_CARD (gtk_list_item_get_child (item)),
                        gtk_list_item_get_item (item));
}

static void
on_unbind (NordBoard *self, GtkListItem *item)
{
  nord_board_card_unbind (NORD_BOARD_CARD (gtk_list_item_get_child (item)));
}

static void
nord_board_map (GtkWidget *widget)
{
  NordBoard *self = NORD_BOARD (widget);

  GTK_WIDGET_CLASS (nord_board_parent_class)->map (widget);
  if (self->stale)
    refresh (self);
  else
    show_side (self);
}

static void
nord_board_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nord_board_parent_class)->unmap (widget);
  if (NORD_BOARD (widget)->steps != NULL)
    nord_group_steps_set_on_wall (NORD_BOARD (widget)->steps, FALSE);
}

static gboolean
on_cards_stand (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  NordBoard *self = NORD_BOARD (widget);

  self->start_id = 0;
  if (!(self->on_wall ? gtk_widget_child_focus (GTK_WIDGET (self->wall), GTK_DIR_TAB_FORWARD)
                      : nord_board_row_step (self->row, G_MAXUINT, 0, 1)))
    gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

static void
nord_board_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (nord_board_parent_class)->size_allocate (widget, width, height, baseline);
  nord_board_picks_present (NORD_BOARD (widget)->picks);
}

static void
nord_board_dispose (GObject *object)
{
  NordBoard *self = NORD_BOARD (object);

  g_clear_pointer (&self->picks, nord_board_picks_free);
  g_clear_object (&self->hands);
  g_clear_pointer (&self->row, nord_board_row_free);
  g_clear_object (&self->session);
  g_clear_object (&self->group_list);
  g_clear_object (&self->steps);
  g_clear_object (&self->factory);
  G_OBJECT_CLASS (nord_board_parent_class)->dispose (object);
}

static void
nord_board_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ON_WALL)
    g_value_set_boolean (value, NORD_BOARD (object)->on_wall);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nord_board_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NordBoard *self = NORD_BOARD (object);

  if (id != PROP_ON_WALL) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  } else if (self->on_wall != g_value_get_boolean (value)) {
    self->on_wall = !self->on_wall;
    show_side (self);
    g_object_notify_by_pspec (object, pspec);
  }
}

static void
nord_board_class_init (NordBoardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_board_dispose;
  G_OBJECT_CLASS (klass)->get_property = nord_board_get_property;
  G_OBJECT_CLASS (klass)->set_property = nord_board_set_property;
  widget_class->map = nord_board_map;
  widget_class->unmap = nord_board_unmap;
  widget_class->size_allocate = nord_board_size_allocate;
  gtk_widget_class_install_action (widget_class, "board.bigger", NULL, on_bigger);
  gtk_widget_class_install_action (widget_class, "board.smaller", NULL, on_bigger);
  gtk_widget_class_install_action (widget_class, "board.silence", "i", on_action);
  gtk_widget_class_install_action (widget_class, "board.arrange", NULL, on_action);
  gtk_widget_class_install_action (widget_class, "board.show-all", NULL, on_action);
  properties[PROP_ON_WALL] =
    g_param_spec_boolean ("on-wall", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "board.wall", "on-wall");
  g_type_ensure (NORD_TYPE_SILENT_BAR);
  g_type_ensure (NORD_TYPE_WALL);
  g_type_ensure (NORD_TYPE_WHO_BUTTON);
  g_type_ensure (NORD_TYPE_BOARD_CARD);
  g_type_ensure (NORD_TYPE_BOARD_COLUMN);
  gtk_widget_class_set_template_from_resource (widget_class, NORD_APP_PATH "/ui/cluster/board.ui");
  gtk_widget_class_bind_template_child (widget_class, NordBoard, scroller);
  gtk_widget_class_bind_template_child (widget_class, NordBoard, box);
  gtk_widget_class_bind_template_child (widget_class, NordBoard, new_place);
  gtk_widget_class_bind_template_child (widget_class, NordBoard, overlay);
  gtk_widget_class_bind_template_child (widget_class, NordBoard, silent_bar);
  gtk_widget_class_bind_template_child (widget_class, NordBoard, map_toggle);
  gtk_widget_class_bind_template_child (widget_class, NordBoard, stack);
  gtk_widget_class_bind_template_child (widget_class, NordBoard, wall);
  gtk_widget_class_bind_template_child (widget_class, NordBoard, who);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
}

static void
nord_board_init (NordBoard *self)
{
  GtkWidget *layer;

  self->factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (self->factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->factory, "unbind", G_CALLBACK (on_unbind), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  layer = nord_drag_layer_new ();
  gtk_overlay_add_overlay (self->overlay, layer);
  self->row = nord_board_row_new (self->scroller, self->box, self->factory);
  self->hands = nord_board_hands_new (self->scroller, layer);
  g_signal_connect_object (self->hands, "put", G_CALLBACK (on_put), self, G_CONNECT_SWAPPED);
  nord_board_set_size (self, 0);
}

void
nord_board_set_up (NordBoard *self,
                   NordSession *session,
                   NordGroupList *group_list,
                   NordGroupSteps *steps)
{
  g_return_if_fail (NORD_IS_BOARD (self) && self->session == NULL);
  self->session = g_object_ref (session);
  self->group_list = g_object_ref (group_list);
  self->steps = g_object_ref (steps);
  g_signal_connect_object (group_list, "updated", G_CALLBACK (on_groups_updated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "reveal", G_CALLBACK (on_reveal), self, G_CONNECT_SWAPPED);
  self->picks = nord_board_picks_new (GTK_WIDGET (self), session, group_list);
  nord_who_button_set_steps (self->who, steps);
  nord_wall_set_up (self->wall, session, group_list, steps, make_card, self);
  on_groups_updated (self);
}

void
nord_board_set_size (NordBoard *self, guint size)
{
  g_return_if_fail (NORD_IS_BOARD (self) && size < N_SIZES);
  for (guint i = 0; i < N_SIZES; i++) {
    g_autofree char *name = g_strdup_printf ("size-%u", i);

    if (i == size)
      gtk_widget_add_css_class (GTK_WIDGET (self->box), name);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self->box), name);
  }
  self->size = size;
  nord_board_row_set_width (self->row, widths[size]);
  gtk_widget_set_size_request (self->new_place, widths[size] * 3 / 4, -1);
  show_side (self);
}

void
nord_board_set_narrow (NordBoard *self, gboolean narrow)
{
  g_return_if_fail (NORD_IS_BOARD (self));
  gtk_widget_set_visible (self->map_toggle, !narrow);
}

/* Cards stand when the board was laid out; until then keys find its head. */
void
nord_board_start_focus (NordBoard *self)
{
  g_return_if_fail (NORD_IS_BOARD (self));
  if (self->start_id == 0)
    self->start_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_cards_stand, NULL, NULL);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

GtkAdjustment *
nord_board_get_hadjustment (NordBoard *self)
{
  g_return_val_if_fail (NORD_IS_BOARD (self), NULL);
  return gtk_scrolled_window_get_hadjustment (self->scroller);
}
