/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where the ideas lie that everybody may see: places alone, without a word of anybody. */
#include "core/kiosk/public-places.h"

#include "core/model/idea.h"
#include "core/model/moderation.h"

static int
compare (gconstpointer a, gconstpointer b)
{
  const NordPublicPlace *one = a, *other = b;

  if (one->lon != other->lon)
    return one->lon < other->lon ? -1 : 1;
  return (one->lat > other->lat) - (one->lat < other->lat);
}

/**
 * nord_public_places_collect:
 * @ideas: (element-type NordRecord): the living ideas of a workshop; other things are passed over
 *
 * One place for each idea that is released or redacted and has a shape: the point itself, or where
 * the sign of a line or an area stands. What waits, is hidden, or lies nowhere has none.
 *
 * Returns: (transfer full) (element-type NordPublicPlace): in an order that follows from the places
 *   alone, so that it tells nothing of when they came
 */
GArray *
nord_public_places_collect (GListModel *ideas)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (NordPublicPlace));
  const guint n = g_list_model_get_n_items (ideas);

  for (guint i = 0; i < n; i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (ideas, i);
    NordShape *shape = NORD_IS_IDEA (idea) ? nord_record_get_shape (idea, NORD_IDEA_SHAPE) : NULL;
    NordPublicPlace place;

    if (shape == NULL ||
        !nord_moderation_is_public (nord_record_get_text (idea, NORD_IDEA_MODERATION)))
      continue;
    nord_shape_get_anchor (shape, &place.lon, &place.lat);
    g_array_append_val (places, place);
  }
  g_array_sort (places, compare);
  return places;
}

/**
 * nord_public_places_hold:
 * @all: (element-type NordPublicPlace): as they were collected
 * @some: (element-type NordPublicPlace): likewise
 *
 * Returns: whether each of @some is in @all, as often
 */
gboolean
nord_public_places_hold (const GArray *all, const GArray *some)
{
  guint at = 0;

  for (guint i = 0; i < some->len; i++) {
    const NordPublicPlace *wanted = &g_array_index (some, NordPublicPlace, i);

    while (at < all->len && compare (&g_array_index (all, NordPublicPlace, at), wanted) < 0)
      at++;
    if (at == all->len || compare (&g_array_index (all, NordPublicPlace, at), wanted) != 0)
      return FALSE;
    at++;
  }
  return TRUE;
}
