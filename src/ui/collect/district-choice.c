/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The drop-down of districts: the city's, and beneath each the statistical ones that make it up. */
#include "ui/collect/district-choice.h"

#include "ui/collect/idea-search.h"
#include "config.h"

#include <glib/gi18n.h>

#define PART "nord-part" /* at a choice: a statistical district, which stands further in */
#define PART_INDENT 18

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

  gtk_label_set_text (GTK_LABEL (label), gtk_string_object_get_string (choice));
  gtk_widget_set_margin_start (label,
                               g_object_get_data (G_OBJECT (choice), PART) ? PART_INDENT : 0);
}

static void
append (GtkStringList *words, GPtrArray *keys, const NordDistrict *district)
{
  g_autofree char *word = nord_district_write (district);
  gboolean part = district->rank == NORD_DISTRICT_STATISTICAL;
  g_autoptr (GObject) choice = NULL;

  gtk_string_list_append (words, word);
  choice = g_list_model_get_item (G_LIST_MODEL (words),
                                  g_list_model_get_n_items (G_LIST_MODEL (words)) - 1);
  g_object_set_data (choice, PART, GINT_TO_POINTER (part));
  g_ptr_array_add (keys, g_strdup (part ? district->id : district->name));
}

GPtrArray *
nord_district_choice_fill (GtkDropDown *drop, const char *const *names, NordDistricts *districts)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (GTK_IS_DROP_DOWN (drop) && names != NULL && districts != NULL, NULL);
  gtk_string_list_append (words, _ ("All Districts"));
  for (guint i = 0; names[i]; i++) {
    const NordDistrict *city = nord_districts_find (districts, NORD_DISTRICT_CITY, names[i]);

    if (city == NULL) {
      gtk_string_list_append (words, names[i]);
      g_ptr_array_add (keys, g_strdup (names[i]));
      continue;
    }
    append (words, keys, city);
    for (guint k = 0; k < nord_districts_get_n (districts, NORD_DISTRICT_STATISTICAL); k++) {
      const NordDistrict *part = nord_districts_get (districts, NORD_DISTRICT_STATISTICAL, k);

      if (g_strcmp0 (part->city, city->id) == 0)
        append (words, keys, part);
    }
  }
  gtk_string_list_append (words, _ ("No District"));
  g_ptr_array_add (keys, g_strdup (NORD_IDEA_SEARCH_NONE));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  gtk_drop_down_set_list_factory (drop, factory);
  gtk_drop_down_set_model (drop, G_LIST_MODEL (words));
  return g_steal_pointer (&keys);
}

void
nord_district_choice_select (GtkDropDown *drop,
                             GPtrArray *keys,
                             NordDistricts *districts,
                             const char *key)
{
  const NordDistrict *district = NULL;
  guint index = 0;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop) && keys != NULL && districts != NULL);
  while (key && index < keys->len && !g_str_equal (g_ptr_array_index (keys, index), key))
    index++;
  if (key && index == keys->len)
    district = nord_districts_search (districts, key);
  if (district)
    append (GTK_STRING_LIST (gtk_drop_down_get_model (drop)), keys, district);
  gtk_drop_down_set_selected (drop, key && index < keys->len ? index + 1 : 0);
}
