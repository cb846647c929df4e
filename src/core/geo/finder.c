/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Finds streets, crossings, stops, places and positions by what people type. */
#include "core/geo/finder.h"

#include "core/geo/coordinate.h"
#include "core/geo/measure.h"
#include "core/geo/near.h"
#include "core/geo/search-key.h"

#include <math.h>
#include <string.h>

/* The lines of streets are coarse to 15 m each. */
#define CROSSING_M 26
/* Two things of one name and kind nearer than this are one: both sides of a stop. */
#define SAME_M 400
/* A stream comes in many pieces. */
#define SAME_WATER_M 60000
/* So many streets of each name are tried for a crossing. */
#define MOST_STREETS 6
/* With so many good answers nobody wants those with faults. */
#define ENOUGH 6

typedef struct {
  const NordPlace *place;       /* (nullable) of the gazetteer */
  const NordDistrict *district; /* (nullable) of the districts */
  NordName name;                /* what it is called */
  NordFoundKind kind;
  gboolean abroad; /* in no district of the city */
  double lon, lat;
} Entry;

struct _NordFinder {
  GObject parent;

  NordGazetteer *names;     /* (owned) */
  NordDistricts *districts; /* (owned) */
  GArray *entries;          /* (owned) (element-type Entry) */
  NordBounds home;
};

G_DEFINE_FINAL_TYPE (NordFinder, nord_finder, G_TYPE_OBJECT)

static void
clear_entry (gpointer entry)
{
  g_free (((Entry *) entry)->name.key);
}

static void
nord_finder_finalize (GObject *object)
{
  NordFinder *self = NORD_FINDER (object);

  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_object (&self->names);
  g_clear_object (&self->districts);
  G_OBJECT_CLASS (nord_finder_parent_class)->finalize (object);
}

static void
nord_finder_class_init (NordFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_finder_finalize;
}

static void
nord_finder_init (NordFinder *self)
{
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
}

static void
add_entry (NordFinder *self, const char *name, Entry entry)
{
  g_autofree char *key = nord_search_key_new (name);

  if (*key == '\0')
    return;
  nord_name_init (&entry.name, key);
  g_array_append_val (self->entries, entry);
}

static NordFoundKind
get_kind (NordPlaceKinds kind)
{
  switch (kind) {
  case NORD_PLACE_LANDMARK:
    return NORD_FOUND_LANDMARK;
  case NORD_PLACE_STOP:
    return NORD_FOUND_STOP;
  case NORD_PLACE_STREET:
    return NORD_FOUND_STREET;
  case NORD_PLACE_WATER:
    return NORD_FOUND_WATER;
  case NORD_PLACE_QUARTER:
    return NORD_FOUND_QUARTER;
  case NORD_PLACE_PUBLIC:
  default:
    return NORD_FOUND_PUBLIC;
  }
}

/**
 * nord_finder_new:
 * @names: what can be found; must not change any more
 * @districts: what can be found as well, and what tells places of one name apart
 *
 * Takes some tens of milliseconds, so a window does it in a thread.
 *
 * Returns: (transfer full)
 */
NordFinder *
nord_finder_new (NordGazetteer *names, NordDistricts *districts)
{
  NordFinder *self = g_object_new (NORD_TYPE_FINDER, NULL);
  gboolean any = FALSE;

  self->names = g_object_ref (names);
  self->districts = g_object_ref (districts);
  for (guint i = 0; i < nord_gazetteer_get_n (names); i++) {
    const NordPlace *place = nord_gazetteer_get (names, i);
    Entry entry = {.place = place, .kind = get_kind (place->kind)};
    g_autoptr (NordShape) spot = NULL;

    nord_shape_get_anchor (place->shape, &entry.lon, &entry.lat);
    spot = nord_shape_new_point (entry.lon, entry.lat);
    entry.abroad = nord_districts_locate (districts, NORD_DISTRICT_CITY, spot) == NULL;
    add_entry (self, place->name, entry);
  }
  for (guint rank = NORD_DISTRICT_CITY; rank <= NORD_DISTRICT_STATISTICAL; rank++) {
    for (guint i = 0; i < nord_districts_get_n (districts, rank); i++) {
      const NordDistrict *district = nord_districts_get (districts, rank, i);
      NordBounds box = nord_shape_get_bounds (district->shape);

      add_entry (self, district->name,
                 (Entry){.district = district,
                         .kind = NORD_FOUND_DISTRICT,
                         .lon = district->lon,
                         .lat = district->lat});
      self->home.west = any ? MIN (self->home.west, box.west) : box.west;
      self->home.south = any ? MIN (self->home.south, box.south) : box.south;
      self->home.east = any ? MAX (self->home.east, box.east) : box.east;
      self->home.north = any ? MAX (self->home.north, box.north) : box.north;
      any = TRUE;
    }
  }
  return self;
}

NordGazetteer *
nord_finder_get_names (NordFinder *self)
{
  g_return_val_if_fail (NORD_IS_FINDER (self), NULL);
  return self->names;
}

/* (transfer full) (nullable) "Nordmarkt, Innenstadt-Nord" */
static char *
name_district (NordFinder *self, double lon, double lat)
{
  g_autoptr (NordShape) spot = nord_shape_new_point (lon, lat);
  const NordDistrict *small =
    nord_districts_locate (self->districts, NORD_DISTRICT_STATISTICAL, spot);
  const NordDistrict *large = nord_districts_locate (self->districts, NORD_DISTRICT_CITY, spot);

  if (small == NULL || large == NULL || g_str_equal (small->name, large->name))
    return small != NULL ? g_strdup (small->name) : large != NULL ? g_strdup (large->name) : NULL;
  return g_strdup_printf ("%s, %s", small->name, large->name);
}

/* Each word typed belongs to the name or to its district, at least one to the name. */
static gboolean
match_words (NordFinder *self, const Entry *entry, const NordWish *wish, guint *faults)
{
  g_autofree char *district = NULL;
  guint own = 0;

  if (wish->n_parts < 2)
    return FALSE;
  *faults = 0;
  for (guint i = 0; i < wish->n_parts; i++) {
    guint word_faults;

    if (nord_wish_match_word (wish, &entry->name, i, &word_faults)) {
      *faults += word_faults;
      own += (guint) strlen (wish->words[i]);
      continue;
    }
    /* Of a street, the first word is the name; asking for the district of all others is slow. */
    if (own < 4)
      return FALSE;
    if (district == NULL) {
      g_autofree char *name = name_district (self, entry->lon, entry->lat);
      g_autofree char *key = name != NULL ? nord_search_key_new (name) : NULL;

      if (key == NULL)
        return FALSE;
      district = nord_wish_tighten (key);
    }
    if (strlen (wish->words[i]) < 3 || strstr (district, wish->words[i]) == NULL)
      return FALSE;
  }
  return *faults <= nord_wish_get_patience (strlen (wish->tight));
}

static double
weigh (const Entry *entry,
       NordMatch match,
       guint faults,
       const NordWish *wish,
       const NordBounds *view)
{
  /* What most people mean when several things have one name. */
  static const double priors[] = {
    [NORD_FOUND_STREET] = 0,   [NORD_FOUND_LANDMARK] = -6, [NORD_FOUND_PUBLIC] = 6,
    [NORD_FOUND_STOP] = 8,     [NORD_FOUND_WATER] = 8,     [NORD_FOUND_QUARTER] = 5,
    [NORD_FOUND_DISTRICT] = 2, [NORD_FOUND_POSITION] = 0,  [NORD_FOUND_CROSSING] = 0,
  };
  static const double costs[] = {
    [NORD_MATCH_EXACT] = 0,   [NORD_MATCH_PREFIX] = 100, [NORD_MATCH_WORDS] = 200,
    [NORD_MATCH_FUZZY] = 300, [NORD_MATCH_INSIDE] = 360,
  };
  gsize length = strlen (entry->name.key), typed = strlen (wish->tight);
  double score = costs[match] + priors[entry->kind] + 40.0 * faults + (entry->abroad ? 30 : 0);

  /* Among those with faults, one that is as long as what was typed is meant. */
  score += (match == NORD_MATCH_FUZZY ? 3.0 : 1.0) *
           MIN (length > typed ? (double) (length - typed) : 0, 20);
  if (view != NULL) {
    double lon = CLAMP (entry->lon, view->west, view->east);
    double lat = CLAMP (entry->lat, view->south, view->north);
    double outside = nord_measure_distance (lon, lat, entry->lon, entry->lat);

    score += MIN (7 * log2 (1 + outside / 250), 50);
    /* Within the view the middle is a little more likely. */
    score += MIN (nord_measure_distance ((view->west + view->east) / 2,
                                         (view->south + view->north) / 2, entry->lon, entry->lat) /
                    1000,
                  5);
  }
  return score;
}

typedef struct {
  const Entry *entry;
  NordMatch match;
  guint faults;
  double score;
} Hit;

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *one = a, *other = b;

  if (one->score != other->score)
    return one->score < other->score ? -1 : 1;
  return one->entry < other->entry ? -1 : one->entry > other->entry;
}

/* All that fits @key, the best first; @streets: nothing else counts. */
static GArray *
search (NordFinder *self, const char *key, const NordBounds *view, gboolean streets)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  guint n_good = 0;
  NordWish wish;

  nord_wish_init (&wish, key);
  for (guint i = 0; i < self->entries->len; i++) {
    const Entry *entry = &g_array_index (self->entries, Entry, i);
    Hit hit = {.entry = entry};

    if ((streets && entry->kind != NORD_FOUND_STREET) ||
        !nord_wish_match_plain (&wish, &entry->name, &hit.match))
      continue;
    hit.score = weigh (entry, hit.match, 0, &wish, view);
    n_good += hit.match == NORD_MATCH_EXACT ? ENOUGH : hit.match < NORD_MATCH_FUZZY ? 1 : 0;
    g_array_append_val (hits, hit);
  }
  for (guint i = 0; i < self->entries->len && n_good < ENOUGH; i++) {
    const Entry *entry = &g_array_index (self->entries, Entry, i);
    Hit hit = {.entry = entry, .match = NORD_MATCH_FUZZY};
    NordMatch plain;

    if ((streets && entry->kind != NORD_FOUND_STREET) ||
        nord_wish_match_plain (&wish, &entry->name, &plain))
      continue;
    if (!nord_wish_match_faulty (&wish, &entry->name, &hit.faults)) {
      if (streets || !match_words (self, entry, &wish, &hit.faults))
        continue;
      hit.match = hit.faults == 0 ? NORD_MATCH_WORDS : NORD_MATCH_FUZZY;
    }
    hit.score = weigh (entry, hit.match, hit.faults, &wish, view);
    g_array_append_val (hits, hit);
  }
  nord_wish_clear (&wish);
  g_array_sort (hits, compare_hits);
  return hits;
}

static NordFound *
make_found (NordFinder *self, const char *name, NordShape *shape, double lon, double lat)
{
  NordFound *found = g_new0 (NordFound, 1);

  found->name = g_strdup (name);
  found->shape = nord_shape_ref (shape);
  found->lon = lon;
  found->lat = lat;
  found->district = name_district (self, lon, lat);
  return found;
}

static gboolean
is_known (GPtrArray *results, const NordFound *found)
{
  for (guint i = 0; i < results->len; i++) {
    const NordFound *other = g_ptr_array_index (results, i);

    /* A landmark is often a place of the map as well. */
    if ((other->kind == found->kind ||
         (other->kind == NORD_FOUND_LANDMARK && found->kind == NORD_FOUND_PUBLIC)) &&
        g_str_equal (other->name, found->name) &&
        nord_measure_distance (other->lon, other->lat, found->lon, found->lat) <
          (found->kind == NORD_FOUND_WATER ? SAME_WATER_M : SAME_M))
      return TRUE;
  }
  return FALSE;
}

static void
take (GPtrArray *results, NordFound *found)
{
  if (is_known (results, found))
    nord_found_free (found);
  else
    g_ptr_array_add (results, found);
}

static void
take_hits (NordFinder *self, GPtrArray *results, GArray *hits, guint at_most)
{
  for (guint i = 0; i < hits->len && results->len < at_most; i++) {
    const Hit *hit = &g_array_index (hits, Hit, i);
    const Entry *entry = hit->entry;
    NordFound *found = make_found (self, entry->place ? entry->place->name : entry->district->name,
                                   entry->place ? entry->place->shape : entry->district->shape,
                                   entry->lon, entry->lat);

    found->kind = entry->kind;
    found->match = hit->match;
    found->faults = hit->faults;
    found->score = hit->score;
    found->class = entry->place ? g_strdup (entry->place->class) : NULL;
    /* A district is not told apart by lying in itself. */
    if (entry->district) {
      const NordDistrict *around =
        entry->district->city && entry->district->rank == NORD_DISTRICT_STATISTICAL
          ? nord_districts_find (self->districts, NORD_DISTRICT_CITY, entry->district->city)
          : NULL;

      g_free (found->district);
      found->district =
        around && !g_str_equal (around->name, found->name) ? g_strdup (around->name) : NULL;
    }
    take (results, found);
  }
}

static void
take_crossings (NordFinder *self,
                GPtrArray *results,
                const Hit *one,
                const Hit *other,
                const NordBounds *view)
{
  g_autoptr (GArray) places = NULL;

  if (one->entry == other->entry ||
      g_str_equal (one->entry->place->name, other->entry->place->name))
    return;
  places =
    nord_near_list_crossings (one->entry->place->shape, other->entry->place->shape, CROSSING_M);
  for (guint i = 0; i < places->len; i++) {
    const NordNear *near = &g_array_index (places, NordNear, i);
    g_autofree char *name =
      g_strdup_printf ("%s / %s", one->entry->place->name, other->entry->place->name);
    g_autoptr (NordShape) spot = nord_shape_new_point (near->lon, near->lat);
    NordFound *found = make_found (self, name, spot, near->lon, near->lat);

    found->kind = NORD_FOUND_CROSSING;
    found->match = MAX (one->match, other->match);
    found->faults = one->faults + other->faults;
    found->score = one->score + other->score;
    take (results, found);
  }
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const NordFound *one = *(NordFound *const *) a, *other = *(NordFound *const *) b;

  return one->score < other->score ? -1 : one->score > other->score;
}

/* Streets that fit @first with those that fit @second; with all that they meet where it is "". */
static void
find_crossings (NordFinder *self,
                GPtrArray *results,
                const char *first,
                const char *second,
                const NordBounds *view)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GArray) ones = NULL, others = NULL;
  g_autofree char *one_key = nord_search_key_new (first);
  g_autofree char *other_key = nord_search_key_new (second);

  if (*one_key == '\0')
    return;
  ones = search (self, one_key, view, TRUE);
  if (*other_key != '\0')
    others = search (self, other_key, view, TRUE);
  for (guint i = 0; i < MIN (ones->len, MOST_STREETS); i++) {
    const Hit *one = &g_array_index (ones, Hit, i);

    if (others == NULL && one->match != NORD_MATCH_EXACT)
      break;
    for (guint j = 0; others && j < MIN (others->len, MOST_STREETS); j++)
      take_crossings (self, found, one, &g_array_index (others, Hit, j), view);
    for (guint j = 0; others == NULL && j < self->entries->len; j++) {
      Hit other = {.entry = &g_array_index (self->entries, Entry, j), .match = NORD_MATCH_EXACT};

      if (other.entry->kind != NORD_FOUND_STREET)
        continue;
      if (view)
        other.score = weigh (other.entry, NORD_MATCH_EXACT, 0,
                             &(NordWish){.tight = other.entry->name.key}, view);
      take_crossings (self, found, one, &other, view);
    }
  }
  g_ptr_array_sort (found, compare_found);
  for (guint i = 0; i < found->len; i++)
    take (results, g_ptr_array_index (found, i));
}

/* "A / B", "A Ecke B", "A x B", "A und B"; else NULL. */
static gboolean
split_crossing (const char *text, char **first, char **second)
{
  g_autoptr (GRegex) regex =
    g_regex_new ("^(.*?)(?:\\s*[/&+]\\s*|\\s+(?:ecke|x|und|and|ve|kreuzung|corner|at)\\s+|،)(.*)$",
                 G_REGEX_CASELESS | G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_utf8_validate (text, -1, NULL) || !g_regex_match (regex, text, 0, &match))
    return FALSE;
  *first = g_match_info_fetch (match, 1);
  *second = g_match_info_fetch (match, 2);
  return TRUE;
}

/* A house number at the end is nothing that the map knows: the street is. */
static char *
drop_number (const char *key)
{
  const char *last = strrchr (key, ' ');

  return last != NULL && g_ascii_isdigit (last[1]) ? g_strndup (key, (gsize) (last - key)) : NULL;
}

static void
find_by_key (NordFinder *self,
             GPtrArray *results,
             const char *key,
             const NordBounds *view,
             guint at_most)
{
  g_autoptr (GArray) hits = search (self, key, view, FALSE);
  g_autofree char *without = NULL;

  take_hits (self, results, hits, at_most);
  without = results->len == 0 ? drop_number (key) : NULL;
  if (without != NULL) {
    g_autoptr (GArray) streets = search (self, without, view, TRUE);

    take_hits (self, results, streets, at_most);
  }
  /* Two streets without anything between them. */
  for (const char *gap = strchr (key, ' '); gap != NULL && results->len == 0;
       gap = strchr (gap + 1, ' ')) {
    g_autofree char *first = g_strndup (key, (gsize) (gap - key));

    if (gap - key >= 4 && strlen (gap + 1) >= 4)
      find_crossings (self, results, first, gap + 1, view);
  }
}

/**
 * nord_finder_find:
 * @text: what was typed, in any spelling: faults, short forms, Turkish letters, Cyrillic, Arabic,
 * or a keyboard that stands on Arabic; positions as nord_coordinate_parse() reads them; two streets
 *   with "/" or "Ecke" between them, or one street and a "/"
 * @view: (nullable): what the map shows, degrees: what is near goes first
 * @at_most: results
 *
 * Every name is looked at, in one pass with the bits of a word for the faults; some thousands of
 * names take a millisecond.
 *
 * Returns: (transfer full) (element-type NordFound): the best first
 */
GPtrArray *
nord_finder_find (NordFinder *self, const char *text, const NordBounds *view, guint at_most)
{
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_found_free);
  g_auto (GStrv) readings = NULL;
  g_autofree char *first = NULL, *second = NULL;
  double lon, lat;

  g_return_val_if_fail (NORD_IS_FINDER (self) && text != NULL, results);
  if (strlen (text) > 400)
    return results;
  if (nord_coordinate_parse (text, &self->home, &lon, &lat)) {
    g_autoptr (NordShape) spot = nord_shape_new_point (lon, lat);
    g_autofree char *name = g_strdup_printf ("%.5f, %.5f", lat, lon);

    g_ptr_array_add (results, make_found (self, name, spot, lon, lat));
    return results;
  }
  if (split_crossing (text, &first, &second)) {
    g_autoptr (GPtrArray) crossings = g_ptr_array_new ();

    find_crossings (self, crossings, first, second, view);
    for (guint i = 0; i < crossings->len; i++) {
      if (i < at_most)
        g_ptr_array_add (results, g_ptr_array_index (crossings, i));
      else
        nord_found_free (g_ptr_array_index (crossings, i));
    }
  }
  readings = nord_search_key_list_readings (text);
  for (guint i = 0; readings[i] != NULL && results->len < at_most; i++)
    find_by_key (self, results, readings[i], view, at_most);
  if (results->len > at_most)
    g_ptr_array_set_size (results, (int) at_most);
  /* Both readings of one text: the better one first. */
  if (readings[0] != NULL && readings[1] != NULL)
    g_ptr_array_sort (results, compare_found);
  return results;
}

void
nord_found_free (NordFound *self)
{
  g_free (self->name);
  g_free (self->district);
  g_free (self->class);
  g_clear_pointer (&self->shape, nord_shape_unref);
  g_free (self);
}

/* Words for programs, not for people. */
const char *
nord_found_kind_to_word (NordFoundKind kind)
{
  static const char *const words[] = {
    [NORD_FOUND_POSITION] = "position", [NORD_FOUND_CROSSING] = "crossing",
    [NORD_FOUND_STREET] = "street",     [NORD_FOUND_LANDMARK] = "landmark",
    [NORD_FOUND_PUBLIC] = "public",     [NORD_FOUND_STOP] = "stop",
    [NORD_FOUND_WATER] = "water",       [NORD_FOUND_QUARTER] = "quarter",
    [NORD_FOUND_DISTRICT] = "district",
  };

  return words[kind];
}

const char *
nord_match_to_word (NordMatch match)
{
  static const char *const words[] = {"exact", "prefix", "words", "fuzzy", "inside"};

  return words[match];
}
