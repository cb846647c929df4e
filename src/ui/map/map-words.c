/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A part asks the nearest widget around it that was given words. */
#include "ui/map/map-words.h"

#include "core/geo/measure.h"

#include <glib/gi18n.h>

#define VOICE "nord-map-voice"
#define DATA "nord-map-voice-data"

/* (nullable) the nearest one around @part. */
static const NordMapVoice *
find_voice (GtkWidget *part, gpointer *data)
{
  for (GtkWidget *widget = part; widget != NULL; widget = gtk_widget_get_parent (widget)) {
    const NordMapVoice *voice = g_object_get_data (G_OBJECT (widget), VOICE);

    if (voice != NULL) {
      *data = g_object_get_data (G_OBJECT (widget), DATA);
      return voice;
    }
  }
  return NULL;
}

void
nord_map_words_set (GtkWidget *map, const NordMapVoice *voice, gpointer data)
{
  g_return_if_fail (GTK_IS_WIDGET (map) && voice != NULL);
  g_object_set_data (G_OBJECT (map), VOICE, (gpointer) voice);
  g_object_set_data (G_OBJECT (map), DATA, data);
}

const char *
nord_map_words_find (GtkWidget *part, const char *english)
{
  const NordMapVoice *voice;
  gpointer data;

  g_return_val_if_fail (GTK_IS_WIDGET (part) && english != NULL, NULL);
  voice = find_voice (part, &data);
  return voice != NULL ? voice->say (english, data) : NULL;
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
  g_autofree char *number = NULL;
  const NordMapVoice *voice;
  gpointer data;

  g_return_val_if_fail (GTK_IS_WIDGET (part), NULL);
  voice = find_voice (part, &data);
  number = voice != NULL ? voice->number (value, decimals, data)
                         : g_strdup_printf ("%.*f", decimals, value);
  return g_strdup_printf ("%s %s", number, nord_map_words_get (part, unit));
}

char *
nord_map_words_measure_shape (GtkWidget *part, const NordShape *shape)
{
  double size;

  if (shape->kind == NORD_SHAPE_POINT || shape->kind == NORD_SHAPE_MULTI_POINT)
    return NULL;
  if (shape->kind == NORD_SHAPE_AREA || shape->kind == NORD_SHAPE_MULTI_AREA) {
    size = nord_measure_area (shape);
    if (size < 10000)
      return nord_map_words_measure (part, size, 0, N_ ("m²"));
    return size < 1e7 ? nord_map_words_measure (part, size / 1e4, 2, N_ ("ha"))
                      : nord_map_words_measure (part, size / 1e6, 1, N_ ("km²"));
  }
  size = nord_measure_length (shape);
  return size < 1000 ? nord_map_words_measure (part, size, 0, N_ ("m"))
                     : nord_map_words_measure (part, size / 1000, 2, N_ ("km"));
}

char *
nord_map_words_count_points (GtkWidget *part, guint n)
{
  const NordMapVoice *voice;
  gpointer data;

  g_return_val_if_fail (GTK_IS_WIDGET (part), NULL);
  voice = find_voice (part, &data);
  return voice != NULL ? voice->count (n, data)
                       : g_strdup_printf (ngettext ("%u point", "%u points", n), n);
}

char *
nord_map_words_join (GtkWidget *part, const char *first, const char *then)
{
  const char *comma = nord_map_words_find (part, ", ");

  return g_strconcat (first, comma != NULL ? comma : ", ", then, NULL);
}

static const char *
say_place (const char *english, gpointer part)
{
  return nord_map_words_find (part, english);
}

NordPlaceVoice
nord_map_words_get_voice (GtkWidget *part)
{
  return (NordPlaceVoice){say_place, part};
}

char *
nord_map_words_tell_vertex (GtkWidget *part, guint at, guint n)
{
  /* Translators: which point of a line or area, of how many, in this order. */
  g_auto (GStrv) around = g_strsplit (nord_map_words_get (part, N_ ("Point %u of %u")), "%u", 3);

  g_return_val_if_fail (g_strv_length (around) == 3, NULL);
  return g_strdup_printf ("%s%u%s%u%s", around[0], at, around[1], n, around[2]);
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
