/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The drop-down of districts: the city's, and beneath each the statistical ones that make it up. */
#include "ui/collect/district-choice.h"

#include "ui/collect/idea-search.h"
#include "ui/widgets/drop-choice.h"
#include "config.h"

#include <glib/gi18n.h>

static void
append (GtkStringList *words, GPtrArray *keys, const NordDistrict *district)
{
  g_autofree char *word = nord_district_write (district);
  gboolean part = district->rank == NORD_DISTRICT_STATISTICAL;
  g_autoptr (GObject) choice = NULL;

  gtk_string_list_append (words, word);
  choice = g_list_model_get_item (G_LIST_MODEL (words),
                                  g_list_model_get_n_items (G_LIST_MODEL (words)) - 1);
  if (part)
    nord_drop_choice_set_part (GTK_STRING_OBJECT (choice));
  g_ptr_array_add (keys, g_strdup (part ? district->id : district->name));
}

GPtrArray *
nord_district_choice_fill (GtkDropDown *drop, const char *const *names, NordDistricts *districts)
{
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
  nord_drop_choice_dress (drop);
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
