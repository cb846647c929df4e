/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Names of buttons for assistive technology. */
#include "ui/widgets/naming.h"

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
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    nord_naming_apply (child);
}
