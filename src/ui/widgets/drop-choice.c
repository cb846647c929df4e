/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How a drop-down of words shows them: whole in its list, shortened in its button. */
#include "ui/widgets/drop-choice.h"

#include "ui/widgets/plain-text.h"

#define PART "nord-part"
#define PART_INDENT 18
#define LONGEST 40 /* letters that the list shows of what people have written */

static gboolean
show_tick (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  g_value_set_double (to, g_value_get_boolean (from) ? 1 : 0);
  return TRUE;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = gtk_label_new (NULL);
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), tick);
  /* It keeps its room, so that no line moves. */
  g_object_bind_property_full (item, "selected", tick, "opacity", G_BINDING_SYNC_CREATE, show_tick,
                               NULL, NULL, NULL);
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkStringObject *choice = gtk_list_item_get_item (item);
  /* Were it the label that shortens, the list would be as narrow as its button. */
  g_autofree char *words = nord_plain_shorten (gtk_string_object_get_string (choice), LONGEST);

  gtk_label_set_text (GTK_LABEL (label), words);
  gtk_widget_set_margin_start (label,
                               g_object_get_data (G_OBJECT (choice), PART) ? PART_INDENT : 0);
}

static void
on_setup_button (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
on_bind_button (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

void
nord_drop_choice_dress (GtkDropDown *drop)
{
  g_autoptr (GtkListItemFactory) list = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) button = gtk_signal_list_item_factory_new ();

  g_return_if_fail (GTK_IS_DROP_DOWN (drop));
  g_signal_connect (list, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (list, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (button, "setup", G_CALLBACK (on_setup_button), NULL);
  g_signal_connect (button, "bind", G_CALLBACK (on_bind_button), NULL);
  gtk_drop_down_set_factory (drop, button);
  gtk_drop_down_set_list_factory (drop, list);
}

void
nord_drop_choice_set_part (GtkStringObject *choice)
{
  g_return_if_fail (GTK_IS_STRING_OBJECT (choice));
  g_object_set_data (G_OBJECT (choice), PART, GINT_TO_POINTER (TRUE));
}
