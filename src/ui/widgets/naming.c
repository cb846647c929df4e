/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Names of buttons for assistive technology. */
#include "ui/widgets/naming.h"

#include <adwaita.h>

static char *
strip_underlines (const char *label)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = label; *p != '\0'; p++) {
    /* Two are one that is meant. */
    if (*p == '_' && p[1] != '_')
      continue;
    if (*p == '_')
      p++;
    g_string_append_c (plain, *p);
  }
  return g_string_free (plain, FALSE);
}

static char *
find_name (GtkWidget *widget)
{
  const char *label = NULL;
  const char *tooltip = gtk_widget_get_tooltip_text (widget);
  gboolean underline = FALSE;

  if (GTK_IS_BUTTON (widget)) {
    label = gtk_button_get_label (GTK_BUTTON (widget));
    underline = gtk_button_get_use_underline (GTK_BUTTON (widget));
  } else if (GTK_IS_MENU_BUTTON (widget)) {
    label = gtk_menu_button_get_label (GTK_MENU_BUTTON (widget));
    underline = gtk_menu_button_get_use_underline (GTK_MENU_BUTTON (widget));
  } else {
    return NULL;
  }
  if (label != NULL && *label != '\0')
    return underline ? strip_underlines (label) : g_strdup (label);
  return tooltip != NULL && *tooltip != '\0' ? g_strdup (tooltip) : NULL;
}

/* libadwaita leaves the list of a group without a title and that of a combo row unnamed. */
static void
name_list (GtkWidget *list)
{
  GtkWidget *group = gtk_widget_get_ancestor (list, ADW_TYPE_PREFERENCES_GROUP);
  GtkWidget *combo = gtk_widget_get_ancestor (list, ADW_TYPE_COMBO_ROW);
  GtkRoot *root = gtk_widget_get_root (list);
  const char *name = NULL;

  if (combo != NULL)
    name = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (combo));
  else if (group == NULL)
    return;
  /* A title names it already, and GTK would join the two. */
  else if (g_strcmp0 (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)), "") != 0)
    return;
  if (name == NULL && GTK_IS_WINDOW (root))
    name = gtk_window_get_title (GTK_WINDOW (root));
  if (name != NULL && *name != '\0')
    gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The button inside a drop-down, and the list it opens, are what takes the focus. */
static void
name_drop_down (GtkWidget *widget, const char *name)
{
  if (GTK_IS_TOGGLE_BUTTON (widget) || GTK_IS_LIST_VIEW (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_drop_down (child, name);
}

void
nord_naming_apply (GtkWidget *root)
{
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_WIDGET (root));

  name = find_name (root);
  if (name != NULL) {
    /* GTK joins the two, so the label inside is no longer pointed at. */
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
    gtk_accessible_update_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    /* What is inside takes its name from here. */
    return;
  }
  if (GTK_IS_EXPANDER (root) && gtk_expander_get_label (GTK_EXPANDER (root)) != NULL) {
    g_autofree char *label = gtk_expander_get_use_underline (GTK_EXPANDER (root))
                               ? strip_underlines (gtk_expander_get_label (GTK_EXPANDER (root)))
                               : g_strdup (gtk_expander_get_label (GTK_EXPANDER (root)));

    gtk_accessible_update_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                    -1);
  }
  if (GTK_IS_DROP_DOWN (root) && gtk_widget_get_tooltip_text (root) != NULL)
    name_drop_down (root, gtk_widget_get_tooltip_text (root));
  if (GTK_IS_LIST_BOX (root) || GTK_IS_LIST_VIEW (root))
    name_list (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    nord_naming_apply (child);
}
