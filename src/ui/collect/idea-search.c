/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which ideas the list and the map show. */
#include "ui/collect/idea-search.h"

#include "core/kiosk/receipt.h"
#include "core/model/period.h"
#include "ui/collect/poll-pick.h"

/* Ideas prepared in one idle moment, a few milliseconds. */
#define WARM_STEP 50

/* What an idea is asked for again and again; kept until it changes. */
typedef struct {
  char *folded; /* (owned) title and body, for comparing without case */
  const NordDistrict *district;
  const NordDistrict *part; /* statistical district */
  gint64 born;              /* seconds since 1970, or NORD_PERIOD_UNKNOWN */
  gboolean located, dated;
} Known;

struct _NordIdeaSearch {
  GtkFilter parent_instance;

  NordDistricts *districts; /* (owned) */
  NordDocument *document;   /* (owned) (nullable) */
  GHashTable *known;        /* (owned) id -> Known */
  guint warm_id;            /* looks things up ahead of the first search */
  guint warmed;             /* so many ideas of the document */
  char **words;             /* (owned) (nullable) folded */
  char *receipt;            /* (owned) (nullable) the text is the code of a resident: its hash */
  char *category;           /* (owned) (nullable) */
  char *district;           /* (owned) (nullable) */
  char *path;               /* (owned) (nullable) */
  char *period_text;        /* (owned) (nullable) */
  NordPeriod period;        /* what it means today */
  char *poll;               /* (owned) (nullable) */
  GHashTable *picked;       /* (owned) (nullable) (element-type utf8) of ideas and groups */
  GTimeZone *zone;          /* (owned) */
};

G_DEFINE_FINAL_TYPE (NordIdeaSearch, nord_idea_search, GTK_TYPE_FILTER)

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->folded);
  g_free (known);
}

static char *
fold (const char *text)
{
  if (text && g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);
  g_autofree char *normal = g_utf8_normalize (text ? text : "", -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (normal ? normal : "", -1);
}

static Known *
get_known (NordIdeaSearch *self, NordIdea *idea)
{
  const char *id = nord_record_get_id (NORD_RECORD (idea));
  Known *known = g_hash_table_lookup (self->known, id);

  if (known == NULL) {
    known = g_new0 (Known, 1);
    g_hash_table_insert (self->known, g_strdup (id), known);
  }
  return known;
}

static const char *
get_folded (NordIdeaSearch *self, NordIdea *idea)
{
  Known *known = get_known (self, idea);

  if (known->folded == NULL) {
    const char *title = nord_record_get_text (NORD_RECORD (idea), NORD_IDEA_TITLE);
    const char *body = nord_record_get_text (NORD_RECORD (idea), NORD_IDEA_BODY);
    g_autofree char *both = g_strconcat (title ? title : "", "\n", body ? body : "", NULL);

    known->folded = fold (both);
  }
  return known->folded;
}

static gint64
get_born (NordIdeaSearch *self, NordIdea *idea)
{
  Known *known = get_known (self, idea);

  if (!known->dated)
    known->born =
      nord_period_read_stamp (nord_record_get_text (NORD_RECORD (idea), NORD_IDEA_CREATED),
                              self->zone);
  known->dated = TRUE;
  return known->born;
}

/* A city district is asked for by its name, a statistical one by its number. */
static gboolean
matches_district (NordIdeaSearch *self, NordIdea *idea)
{
  const NordDistrict *district = nord_idea_search_get_district (self, idea);
  const NordDistrict *part = get_known (self, idea)->part;

  return strcmp (self->district, district ? district->name : NORD_IDEA_SEARCH_NONE) == 0 ||
         (part && strcmp (self->district, part->id) == 0);
}

static gboolean
matches_state (NordIdeaSearch *self, NordIdea *idea)
{
  const char *path = nord_record_get_text (NORD_RECORD (idea), NORD_IDEA_PATH);

  /* What nobody has answered is an idea. */
  return strcmp (self->path, path && *path ? path : "idea") == 0;
}

static gboolean
matches_poll (NordIdeaSearch *self, NordIdea *idea)
{
  const char *cluster = nord_record_get_text (NORD_RECORD (idea), NORD_IDEA_CLUSTER);

  return self->picked &&
         (g_hash_table_contains (self->picked, nord_record_get_id (NORD_RECORD (idea))) ||
          (cluster && g_hash_table_contains (self->picked, cluster)));
}

static gboolean
matches_words (NordIdeaSearch *self, NordIdea *idea)
{
  const char *folded = get_folded (self, idea);

  for (guint i = 0; self->words[i]; i++) {
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;
  }
  return TRUE;
}

/* In idle moments after opening, so that the first letter of a search finds all prepared. */
static gboolean
on_warm (gpointer data)
{
  NordIdeaSearch *self = data;
  GListModel *ideas = nord_document_get_list (self->document, NORD_NOUN_IDEA);
  guint n = g_list_model_get_n_items (ideas), end = MIN (n, self->warmed + WARM_STEP);

  for (; self->warmed < end; self->warmed++) {
    g_autoptr (NordIdea) idea = g_list_model_get_item (ideas, self->warmed);

    get_folded (self, idea);
    nord_idea_search_get_district (self, idea);
  }
  if (self->warmed < n)
    return G_SOURCE_CONTINUE;
  self->warm_id = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
nord_idea_search_match (GtkFilter *filter, gpointer item)
{
  NordIdeaSearch *self = NORD_IDEA_SEARCH (filter);
  NordIdea *idea = item;

  if (self->category) {
    const char *category = nord_record_get_text (NORD_RECORD (idea), NORD_IDEA_CATEGORY);

    if (strcmp (self->category, category ? category : NORD_IDEA_SEARCH_NONE) != 0)
      return FALSE;
  }
  if (self->district && !matches_district (self, idea))
    return FALSE;
  if (self->path && !matches_state (self, idea))
    return FALSE;
  if (self->period_text && !nord_period_holds (&self->period, get_born (self, idea)))
    return FALSE;
  if (self->poll && !matches_poll (self, idea))
    return FALSE;
  if (self->receipt &&
      g_strcmp0 (self->receipt, nord_record_get_text (NORD_RECORD (idea), NORD_IDEA_RECEIPT)) == 0)
    return TRUE;
  return self->words == NULL || matches_words (self, idea);
}

/* A period that cannot be read lets nothing through, and a poll that is not there neither. */
static void
read_period (NordIdeaSearch *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now (self->zone);

  if (self->period_text && !nord_period_parse (self->period_text, now, &self->period))
    self->period = (NordPeriod){G_MAXINT64, G_MININT64};
}

static void
count_poll (NordIdeaSearch *self)
{
  g_clear_pointer (&self->picked, g_hash_table_unref);
  if (self->poll && self->document)
    self->picked = nord_poll_pick_list (self->document, self->poll);
}

/* A resident reads her code out, and it is looked for as she got it at the shared screen. */
static char *
hash_receipt (NordIdeaSearch *self, const char *text)
{
  g_autoptr (NordRecord) workshop = NULL;

  if (self->document)
    g_object_get (self->document, "workshop", &workshop, NULL);
  return workshop ? nord_receipt_hash (text, nord_record_get_id (workshop)) : NULL;
}

static GtkFilterMatch
nord_idea_search_get_strictness (GtkFilter *filter)
{
  return nord_idea_search_is_empty (NORD_IDEA_SEARCH (filter)) ? GTK_FILTER_MATCH_ALL
                                                               : GTK_FILTER_MATCH_SOME;
}

static void
on_changed (NordDocument *document, NordChangeSet *changes, NordIdeaSearch *self)
{
  gboolean voted = FALSE;

  for (guint i = 0; i < changes->changes->len; i++) {
    const NordChange *change = g_ptr_array_index (changes->changes, i);

    g_hash_table_remove (self->known, change->target);
    voted |= change->noun->kind == NORD_NOUN_POLL || change->noun->kind == NORD_NOUN_BALLOT;
  }
  if (voted)
    count_poll (self);
  read_period (self);
  if (!nord_idea_search_is_empty (self))
    gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
nord_idea_search_dispose (GObject *object)
{
  NordIdeaSearch *self = NORD_IDEA_SEARCH (object);

  nord_idea_search_set_document (self, NULL);
  g_clear_object (&self->districts);
  G_OBJECT_CLASS (nord_idea_search_parent_class)->dispose (object);
}

static void
nord_idea_search_finalize (GObject *object)
{
  NordIdeaSearch *self = NORD_IDEA_SEARCH (object);

  g_hash_table_unref (self->known);
  g_strfreev (self->words);
  g_free (self->receipt);
  g_free (self->category);
  g_free (self->district);
  g_free (self->path);
  g_free (self->period_text);
  g_free (self->poll);
  g_clear_pointer (&self->picked, g_hash_table_unref);
  g_time_zone_unref (self->zone);
  G_OBJECT_CLASS (nord_idea_search_parent_class)->finalize (object);
}

static void
nord_idea_search_class_init (NordIdeaSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkFilterClass *filter_class = GTK_FILTER_CLASS (klass);

  object_class->dispose = nord_idea_search_dispose;
  object_class->finalize = nord_idea_search_finalize;
  filter_class->match = nord_idea_search_match;
  filter_class->get_strictness = nord_idea_search_get_strictness;
}

static void
nord_idea_search_init (NordIdeaSearch *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
  self->zone = g_time_zone_new_local ();
}

NordIdeaSearch *
nord_idea_search_new (NordDistricts *districts)
{
  NordIdeaSearch *self = g_object_new (NORD_TYPE_IDEA_SEARCH, NULL);

  self->districts = districts ? g_object_ref (districts) : NULL;
  return self;
}

void
nord_idea_search_set_document (NordIdeaSearch *self, NordDocument *document)
{
  g_return_if_fail (NORD_IS_IDEA_SEARCH (self));
  if (self->document == document)
    return;
  if (self->document)
    g_signal_handlers_disconnect_by_func (self->document, on_changed, self);
  g_set_object (&self->document, document);
  g_hash_table_remove_all (self->known);
  count_poll (self);
  g_clear_handle_id (&self->warm_id, g_source_remove);
  self->warmed = 0;
  if (document)
    self->warm_id = g_idle_add_full (G_PRIORITY_LOW, on_warm, self, NULL);
  if (document)
    g_signal_connect (document, "changed", G_CALLBACK (on_changed), self);
}

static void
take_text (char **stored, const char *text)
{
  g_free (*stored);
  *stored = text && *text ? g_strdup (text) : NULL;
}

void
nord_idea_search_set (NordIdeaSearch *self, const NordIdeaQuery *query)
{
  g_autofree char *folded = fold (query->text);
  g_auto (GStrv) pieces = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  g_return_if_fail (NORD_IS_IDEA_SEARCH (self));
  for (guint i = 0; pieces[i]; i++) {
    if (*pieces[i])
      g_strv_builder_add (words, pieces[i]);
  }
  g_strfreev (self->words);
  self->words = g_strv_builder_end (words);
  if (self->words[0] == NULL)
    g_clear_pointer (&self->words, g_strfreev);
  take_text (&self->receipt, NULL);
  self->receipt = hash_receipt (self, query->text);
  take_text (&self->category, query->category);
  take_text (&self->district, query->district);
  take_text (&self->period_text, query->period);
  take_text (&self->path, query->path);
  take_text (&self->poll, query->poll);
  read_period (self);
  count_poll (self);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

gboolean
nord_idea_search_is_empty (NordIdeaSearch *self)
{
  g_return_val_if_fail (NORD_IS_IDEA_SEARCH (self), TRUE);
  return !self->words && !self->category && !self->district && !self->period_text && !self->path &&
         !self->poll;
}

const NordDistrict *
nord_idea_search_get_district (NordIdeaSearch *self, NordIdea *idea)
{
  Known *known;

  g_return_val_if_fail (NORD_IS_IDEA_SEARCH (self) && NORD_IS_IDEA (idea), NULL);
  known = get_known (self, idea);
  if (!known->located) {
    NordShape *shape = nord_record_get_shape (NORD_RECORD (idea), NORD_IDEA_SHAPE);

    if (shape && self->districts)
      known->district = nord_districts_locate (self->districts, NORD_DISTRICT_CITY, shape);
    if (known->district)
      known->part = nord_districts_locate_part (self->districts, known->district, shape);
    known->located = TRUE;
  }
  return known->district;
}

const char *
nord_idea_search_locate (NordIdeaSearch *self, const NordShape *shape)
{
  const NordDistrict *district = NULL;

  g_return_val_if_fail (NORD_IS_IDEA_SEARCH (self) && shape != NULL, NULL);
  if (self->districts)
    district = nord_districts_locate (self->districts, NORD_DISTRICT_CITY, shape);
  return district ? district->name : NULL;
}
