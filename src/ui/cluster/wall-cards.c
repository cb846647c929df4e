/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What lies on the free wall: a card for each idea, a frame for each group. */
#include "ui/cluster/wall-cards.h"

#include "core/cluster/marking.h"

#include <glib/gi18n.h>

/* How much worse a card beside is than one straight ahead. */
#define ACROSS 2.5

static void
item_free (gpointer data)
{
  NordWallCard *item = data;

  gtk_widget_unparent (GTK_WIDGET (item->card));
  g_object_unref (item->idea);
  g_free (item);
}

void
nord_wall_plan_init (NordWallPlan *plan, NordWallCards *self)
{
  plan->n = self->order->len;
  plan->groups = g_new (gint32, plan->n + 1);
  plan->heights = g_new (double, plan->n + 1);
  plan->places = g_new (double, 2 * plan->n + 1);
  plan->laid = g_new (gboolean, plan->n + 1);
  for (guint i = 0; i < plan->n; i++) {
    const NordWallCard *item = g_ptr_array_index (self->order, i);

    plan->groups[i] = item->group;
    plan->heights[i] = item->height;
    plan->places[2 * i] = item->x;
    plan->places[2 * i + 1] = item->y;
    plan->laid[i] = item->laid;
  }
}

void
nord_wall_plan_clear (NordWallPlan *plan)
{
  g_free (plan->groups);
  g_free (plan->heights);
  g_free (plan->places);
  g_free (plan->laid);
}

NordWallCard *
nord_wall_cards_find (NordWallCards *self, GtkWidget *card)
{
  NordRecord *idea = nord_board_card_get_idea (NORD_BOARD_CARD (card));

  return idea != NULL ? g_hash_table_lookup (self->items, nord_record_get_id (idea)) : NULL;
}

static void
read_places (NordWallCards *self, NordDocument *document)
{

  g_clear_pointer (&self->index, g_hash_table_unref);
  self->index =
    document != NULL
      ? nord_marking_index_places (nord_document_get_list (document, NORD_NOUN_BOARD_MARK))
      : g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->order->len; i++) {
    NordWallCard *item = g_ptr_array_index (self->order, i);
    NordRecord *mark = g_hash_table_lookup (self->index, nord_record_get_id (item->idea));

    /* One that was taken up from its place, elsewhere, finds a new one. */
    if (mark == NULL && item->kept)
      item->laid = FALSE;
    item->kept = mark != NULL;
    if (mark == NULL)
      continue;
    item->x = nord_record_get_real (mark, NORD_BOARD_MARK_X);
    item->y = nord_record_get_real (mark, NORD_BOARD_MARK_Y);
    item->laid = TRUE;
  }
}

void
nord_wall_cards_take_places (NordWallCards *self, const NordWallPlan *plan)
{
  for (guint i = 0; i < plan->n; i++) {
    NordWallCard *item = g_ptr_array_index (self->order, i);

    item->x = plan->places[2 * i];
    item->y = plan->places[2 * i + 1];
    item->laid = TRUE;
  }
}

static gboolean
lies_unseen (gpointer key, gpointer value, gpointer data)
{
  return !((NordWallCard *) value)->seen;
}

static NordWallCard *
add_item (NordWallCards *self, NordRecord *idea)
{
  NordWallCard *item = g_new0 (NordWallCard, 1);
  GtkWidget *card = self->maker (self->maker_data);

  item->card = NORD_BOARD_CARD (card);
  item->idea = g_object_ref (idea);
  nord_board_card_bind (item->card, idea);
  gtk_widget_set_parent (card, self->wall);
  g_hash_table_insert (self->items, g_strdup (nord_record_get_id (idea)), item);
  return item;
}

/* Frames are below all cards. */
static void
show_frames (NordWallCards *self, GListModel *groups)
{
  g_autoptr (GPtrArray) frames = g_ptr_array_new ();
  GtkWidget *after = NULL;

  for (guint g = 0; g + 1 < g_list_model_get_n_items (groups); g++) {
    g_autoptr (NordGroup) group = g_list_model_get_item (groups, g);
    GtkWidget *frame = NULL;

    for (guint f = 0; f < self->frames->len && frame == NULL; f++)
      if (nord_wall_frame_get_group (g_ptr_array_index (self->frames, f)) == group)
        frame = g_ptr_array_steal_index_fast (self->frames, f);
    if (frame == NULL)
      frame = nord_wall_frame_new (group);
    gtk_widget_insert_after (frame, self->wall, after);
    after = frame;
    g_ptr_array_add (frames, frame);
  }
  for (guint f = 0; f < self->frames->len; f++)
    gtk_widget_unparent (g_ptr_array_index (self->frames, f));
  g_ptr_array_unref (self->frames);
  self->frames = g_steal_pointer (&frames);
}

void
nord_wall_cards_refresh (NordWallCards *self, NordDocument *document, GListModel *groups)
{
  const guint n_groups = g_list_model_get_n_items (groups);
  GHashTableIter iter;
  gpointer value;

  g_ptr_array_set_size (self->order, 0);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((NordWallCard *) value)->seen = FALSE;
  for (guint g = 0; g < n_groups; g++) {
    g_autoptr (NordGroup) group = g_list_model_get_item (groups, g);
    GListModel *ideas = nord_group_get_ideas (group);

    for (guint i = 0; i < g_list_model_get_n_items (ideas); i++) {
      g_autoptr (NordRecord) idea = g_list_model_get_item (ideas, i);
      NordWallCard *item = g_hash_table_lookup (self->items, nord_record_get_id (idea));

      if (item != NULL && item->idea != idea) {
        g_hash_table_remove (self->items, nord_record_get_id (idea));
        item = NULL;
      }
      if (item == NULL)
        item = add_item (self, idea);
      /* Nobody laid it, and it goes with its group. */
      if (!item->kept && item->of != group)
        item->laid = FALSE;
      item->of = group;
      item->seen = TRUE;
      item->group = g + 1 < n_groups ? (gint32) g : -1;
      g_ptr_array_add (self->order, item);
    }
  }
  g_hash_table_foreach_remove (self->items, lies_unseen, NULL);
  show_frames (self, groups);
  read_places (self, document);
}

void
nord_wall_cards_measure (NordWallCards *self)
{
  gboolean rest = FALSE;

  for (guint i = 0; i < self->order->len; i++) {
    NordWallCard *item = g_ptr_array_index (self->order, i);
    int height;

    gtk_widget_measure (GTK_WIDGET (item->card), GTK_ORIENTATION_VERTICAL, NORD_WALL_CARD, &height,
                        NULL, NULL, NULL);
    item->height = height;
    rest = rest || !item->laid;
  }
  if (rest) {
    g_auto (NordWallPlan) plan = {0};

    nord_wall_plan_init (&plan, self);
    nord_wall_lay_rest (plan.groups, plan.heights, plan.n, self->frames->len, plan.laid,
                        plan.places);
    nord_wall_cards_take_places (self, &plan);
  }
}

NordChangeSet *
nord_wall_cards_arrange (NordWallCards *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_auto (NordWallPlan) plan = {0};
  NordChangeSet *set;

  nord_wall_plan_init (&plan, self);
  nord_wall_arrange (plan.groups, plan.heights, plan.n, self->frames->len, plan.places);
  for (guint i = 0; i < self->order->len; i++)
    g_ptr_array_add (ids, (gpointer) nord_record_get_id (
                            ((NordWallCard *) g_ptr_array_index (self->order, i))->idea));
  set = nord_marking_place ((const char *const *) ids->pdata, ids->len, plan.places, self->index,
                            _ ("Tidy Up the Wall"));
  nord_wall_cards_take_places (self, &plan);
  return set;
}

gboolean
nord_wall_cards_get_extent (NordWallCards *self, NordWallBox *box)
{
  double right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  box->x = box->y = G_MAXDOUBLE;
  for (guint i = 0; i < self->order->len; i++) {
    const NordWallCard *item = g_ptr_array_index (self->order, i);

    box->x = MIN (box->x, item->x - NORD_WALL_PAD);
    box->y = MIN (box->y, item->y - NORD_WALL_TITLE);
    right = MAX (right, item->x + NORD_WALL_CARD + NORD_WALL_PAD);
    bottom = MAX (bottom, item->y + item->height + NORD_WALL_PAD);
  }
  box->width = right - box->x;
  box->height = bottom - box->y;
  return self->order->len > 0;
}

NordWallBox
nord_wall_card_get_box (const NordWallCard *item)
{
  return (NordWallBox){item->x + item->dx, item->y + item->dy, NORD_WALL_CARD, item->height};
}

/* The card nearest in a direction: what is straight ahead before what is beside. */
NordWallCard *
nord_wall_cards_find_next (NordWallCards *self, const NordWallCard *from, int dx, int dy)
{
  double least = G_MAXDOUBLE;
  NordWallCard *next = NULL;

  for (guint i = 0; i < self->order->len; i++) {
    NordWallCard *item = g_ptr_array_index (self->order, i);
    const double x = item->x - from->x;
    const double y = item->y + item->height / 2 - from->y - from->height / 2;
    const double ahead = dx * x + dy * y, beside = ABS (dx * y) + ABS (dy * x);

    if (item == from || ahead <= 1 || ahead + ACROSS * beside >= least)
      continue;
    least = ahead + ACROSS * beside;
    next = item;
  }
  return next;
}

NordWallCards *
nord_wall_cards_new (GtkWidget *wall, NordWallMaker maker, gpointer data)
{
  NordWallCards *self = g_new0 (NordWallCards, 1);

  self->wall = wall;
  self->maker = maker;
  self->maker_data = data;
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, item_free);
  self->order = g_ptr_array_new ();
  self->frames = g_ptr_array_new ();
  return self;
}

void
nord_wall_cards_free (NordWallCards *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->order);
  g_hash_table_unref (self->items);
  for (guint f = 0; f < self->frames->len; f++)
    gtk_widget_unparent (g_ptr_array_index (self->frames, f));
  g_ptr_array_unref (self->frames);
  g_clear_pointer (&self->index, g_hash_table_unref);
  g_free (self);
}
