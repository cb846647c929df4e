/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What can be done with a group or an idea. */
#include "ui/cluster/group-menu.h"

#include <glib/gi18n.h>

/* In the order of the palette, see nord_group_get_colour (). */
static const char *const colours[] = {
  N_ ("Blue"),  N_ ("Orange"),   N_ ("Green"),  N_ ("Pink"),
  N_ ("Ochre"), N_ ("Sky Blue"), N_ ("Violet"), N_ ("Grey"),
};

static void
add_item (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

GMenuModel *
nord_group_menu_new (NordGroup *group)
{
  const char *id = nord_group_get_id (group);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) palette = g_menu_new (), last = g_menu_new ();

  add_item (menu, _ ("_Show on Map"), "cluster.show", id);
  add_item (menu, _ ("_Rename…"), "cluster.rename", id);
  add_item (menu, _ ("_Merge with…"), "cluster.merge", id);
  add_item (menu, _ ("_Split…"), "cluster.split", id);
  add_item (menu, _ ("_Names…"), "cluster.names", id);
  add_item (menu, _ ("_Give a Reason…"), "cluster.reason", id);
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++) {
    g_autoptr (GMenuItem) item = g_menu_item_new (_ (colours[i]), NULL);

    g_menu_item_set_action_and_target (item, "cluster.colour", "(si)", id, (int) i);
    g_menu_append_item (palette, item);
  }
  g_menu_append_submenu (last, _ ("_Colour"), G_MENU_MODEL (palette));
  add_item (last, _ ("_History…"), "cluster.history", id);
  add_item (last, _ ("_Dissolve"), "cluster.dissolve", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

GMenuModel *
nord_group_menu_new_for_idea (const char *id, gboolean in_group)
{
  GMenu *menu = g_menu_new ();

  if (*id != 0)
    add_item (menu, _ ("_Show on Map"), "cluster.show", id);
  add_item (menu, _ ("_Move to…"), "cluster.move", id);
  if (in_group)
    add_item (menu, _ ("_Take Out of the Group"), "cluster.take-out", id);
  if (*id == 0)
    g_menu_append (menu, _ ("_Form Group…"), "cluster.form");
  return G_MENU_MODEL (menu);
}
