/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Picking cards on the board. */
#include "ui/cluster/board-picks.h"

#include "core/cluster/grouping.h"
#include "core/model/idea.h"
#include "ui/cluster/group-menu.h"

struct _NordBoardPicks {
  GtkWidget *owner;          /* (unowned) */
  NordSession *session;      /* (owned) */
  NordGroupList *group_list; /* (owned) */
  char *anchor;              /* (owned) (nullable) id of the card picked last */
  GtkWidget *popover;        /* (nullable) a child of the owner */
};

static const char *
id_of (NordBoardCard *card)
{
  return nord_record_get_id (nord_board_card_get_idea (card));
}

/* The group that lists the card: ideas that stand alone are one as well. */
static NordGroup *
group_of (NordBoardPicks *self, NordBoardCard *card)
{
  NordRecord *cluster = nord_grouping_of_idea (nord_group_list_get_map (self->group_list),
                                               nord_board_card_get_idea (card));

  return nord_group_list_find (self->group_list,
                               cluster != NULL ? nord_record_get_id (cluster) : NULL);
}

static gboolean
pick_range (NordBoardPicks *self, NordBoardCard *card)
{
  NordGroup *group = group_of (self, card);
  GListModel *ideas = group != NULL ? nord_group_get_ideas (group) : NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) range = NULL;
  guint ends = 0;

  for (guint i = 0; ideas != NULL && i < g_list_model_get_n_items (ideas) && ends < 2; i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (ideas, i);
    const char *id = nord_record_get_id (idea);

    ends += (g_strcmp0 (id, self->anchor) == 0) + (g_strcmp0 (id, id_of (card)) == 0);
    if (ends > 0)
      g_strv_builder_add (ids, id);
  }
  if (ends < 2)
    return FALSE;
  range = g_strv_builder_end (ids);
  nord_session_select_many (self->session, (const char *const *) range);
  return TRUE;
}

NordBoardPicks *
nord_board_picks_new (GtkWidget *owner, NordSession *session, NordGroupList *group_list)
{
  NordBoardPicks *self = g_new0 (NordBoardPicks, 1);

  self->owner = owner;
  self->session = g_object_ref (session);
  self->group_list = g_object_ref (group_list);
  return self;
}

void
nord_board_picks_free (NordBoardPicks *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_object_unref (self->session);
  g_object_unref (self->group_list);
  g_free (self->anchor);
  g_free (self);
}

void
nord_board_picks_pick (NordBoardPicks *self, NordBoardCard *card, GdkModifierType state)
{
  if ((state & GDK_SHIFT_MASK) && self->anchor != NULL && pick_range (self, card))
    return;
  if (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    nord_session_toggle_selected (self->session, id_of (card));
  else
    nord_session_select (self->session, id_of (card));
  g_free (self->anchor);
  self->anchor = g_strdup (id_of (card));
}

void
nord_board_picks_pick_group (NordBoardPicks *self, NordBoardCard *card)
{
  NordGroup *group = group_of (self, card);
  GListModel *ideas = group != NULL ? nord_group_get_ideas (group) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; ideas != NULL && i < g_list_model_get_n_items (ideas); i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (ideas, i);

    g_strv_builder_add (builder, nord_record_get_id (idea));
  }
  ids = g_strv_builder_end (builder);
  nord_session_select_many (self->session, (const char *const *) ids);
}

void
nord_board_picks_show_menu (NordBoardPicks *self, NordBoardCard *card, double x, double y)
{
  NordGroup *group = group_of (self, card);
  g_autoptr (GMenuModel) menu = NULL;
  graphene_point_t at;

  if (!nord_session_is_selected (self->session, id_of (card)))
    nord_board_picks_pick (self, card, 0);
  if (!gtk_widget_compute_point (GTK_WIDGET (card), self->owner,
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &at))
    return;
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  menu = nord_group_menu_new_for_idea ("", group != NULL && nord_group_get_id (group) != NULL);
  self->popover = gtk_popover_menu_new_from_model (menu);
  gtk_widget_set_parent (self->popover, self->owner);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                               &(GdkRectangle){(int) at.x, (int) at.y, 1, 1});
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

void
nord_board_picks_present (NordBoardPicks *self)
{
  if (self != NULL && self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}
