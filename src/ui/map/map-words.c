/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A part asks the nearest widget around it that was given words. */
#include "ui/map/map-words.h"

#include <glib/gi18n.h>

#define SAY "nord-map-say"
#define COUNT "nord-map-count"
#define DATA "nord-map-say-data"

void
nord_map_words_set (GtkWidget *map, NordMapSay say, NordMapCount count, gpointer data)
{
  g_return_if_fail (GTK_IS_WIDGET (map) && say != NULL && count != NULL);
  g_object_set_data (G_OBJECT (map), SAY, (gpointer) say);
  g_object_set_data (G_OBJECT (map), COUNT, (gpointer) count);
  g_object_set_data (G_OBJECT (map), DATA, data);
}

const char *
nord_map_words_find (GtkWidget *part, const char *english)
{
  g_return_val_if_fail (GTK_IS_WIDGET (part) && english != NULL, NULL);
  for (GtkWidget *widget = part; widget != NULL; widget = gtk_widget_get_parent (widget)) {
    NordMapSay say = (NordMapSay) g_object_get_data (G_OBJECT (widget), SAY);
    const char *said = say ? say (english, g_object_get_data (G_OBJECT (widget), DATA)) : NULL;

    if (said != NULL)
      return said;
  }
  return NULL;
}

const char *
nord_map_words_get (GtkWidget *part, const char *english)
{
  const char *said = nord_map_words_find (part, english);

  return said != NULL ? said : _ (english);
}

char *
nord_map_words_measure (GtkWidget *part, double value, int decimals, const char *unit)
{
  return g_strdup_printf ("%.*f %s", decimals, value, nord_map_words_get (part, unit));
}

char *
nord_map_words_count_points (GtkWidget *part, guint n)
{
  g_return_val_if_fail (GTK_IS_WIDGET (part), NULL);
  for (GtkWidget *widget = part; widget != NULL; widget = gtk_widget_get_parent (widget)) {
    NordMapCount count = (NordMapCount) g_object_get_data (G_OBJECT (widget), COUNT);

    if (count != NULL)
      return count (n, g_object_get_data (G_OBJECT (widget), DATA));
  }
  return g_strdup_printf (ngettext ("%u point", "%u points", n), n);
}

char *
nord_map_words_tell_snapped (GtkWidget *part, const NordSnapped *snapped)
{
  const char *what = nord_snapped_name (snapped);
  g_autofree char *said = what ? g_strdup (nord_map_words_get (part, what)) : NULL;
  g_auto (GStrv) around = NULL;

  if (said == NULL)
    return NULL;
  /* Translators: what the point in hand clings to: a street, a point of an idea. */
  around = g_strsplit (nord_map_words_get (part, N_ ("Clings to: %s")), "%s", 2);
  return g_strjoinv (said, around);
}
