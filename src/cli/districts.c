/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli districts: how many ideas lie in each city district, and beneath it in each
 * statistical one. */
#include "config.h"

#include "cli/command.h"
#include "core/geo/districts.h"
#include "core/model/idea.h"

#include <glib/gi18n.h>

typedef struct {
  NordDistricts *districts; /* (owned) */
  GHashTable *counts;       /* (owned) district -> number */
  guint outside, unplaced;
} Tally;

static void
tally_clear (Tally *self)
{
  g_clear_object (&self->districts);
  g_clear_pointer (&self->counts, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tally, tally_clear)

static guint
get_count (const Tally *tally, const NordDistrict *district)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (tally->counts, district));
}

static void
add_one (Tally *tally, const NordDistrict *district)
{
  g_hash_table_insert (tally->counts, (gpointer) district,
                       GUINT_TO_POINTER (get_count (tally, district) + 1));
}

static void
count (Tally *tally, NordRecord *idea)
{
  NordShape *shape = nord_record_get_shape (idea, NORD_IDEA_SHAPE);
  const NordDistrict *city, *part;

  if (shape == NULL) {
    tally->unplaced++;
    return;
  }
  city = nord_districts_locate (tally->districts, NORD_DISTRICT_CITY, shape);
  part = nord_districts_locate_part (tally->districts, city, shape);
  if (city == NULL)
    tally->outside++;
  else
    add_one (tally, city);
  if (part != NULL)
    add_one (tally, part);
}

static void
begin_member (JsonBuilder *json, const Tally *tally, const NordDistrict *district)
{
  json_builder_begin_object (json);
  nord_call_add_text (json, "id", district->id);
  nord_call_add_text (json, "name", district->name);
  nord_call_add_integer (json, "ideas", get_count (tally, district));
}

static void
print_parts (NordCall *call, JsonBuilder *json, const Tally *tally, const NordDistrict *city)
{
  json_builder_set_member_name (json, "statistical");
  json_builder_begin_array (json);
  for (guint i = 0; i < nord_districts_get_n (tally->districts, NORD_DISTRICT_STATISTICAL); i++) {
    const NordDistrict *part = nord_districts_get (tally->districts, NORD_DISTRICT_STATISTICAL, i);

    if (g_strcmp0 (part->city, city->id) != 0)
      continue;
    nord_call_print (call, "%u\t%s\t%s", get_count (tally, part), part->id, part->name);
    begin_member (json, tally, part);
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
}

static int
run_districts (NordCall *call, int argc, char **argv)
{
  g_auto (Tally) tally = {NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = NULL;
  g_autoptr (GPtrArray) ideas = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  int status;

  if (!nord_call_parse (call, NULL, argc, argv, 1, 1, &status))
    return status;
  call->canonical = TRUE;
  store = nord_call_open (call, call->arguments[0], NORD_STORE_OPEN_READ_ONLY);
  if (store == NULL)
    return NORD_EXIT_FAILED;
  ideas = nord_store_read_all (store, NORD_NOUN_IDEA, &error);
  if (ideas == NULL)
    return nord_call_failed (call, error);
  tally.districts = nord_districts_new_default ();
  tally.counts = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < ideas->len; i++)
    count (&tally, g_ptr_array_index (ideas, i));
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "districts");
  json_builder_begin_array (json);
  for (guint i = 0; i < nord_districts_get_n (tally.districts, NORD_DISTRICT_CITY); i++) {
    const NordDistrict *city = nord_districts_get (tally.districts, NORD_DISTRICT_CITY, i);

    nord_call_print (call, "%u\t%s\t%s", get_count (&tally, city), city->id, city->name);
    begin_member (json, &tally, city);
    print_parts (call, json, &tally, city);
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
  nord_call_add_integer (json, "outside", tally.outside);
  nord_call_add_integer (json, "unplaced", tally.unplaced);
  json_builder_end_object (json);
  nord_call_print (call, "%u\t-\t%s", tally.outside, _ ("In no district"));
  nord_call_print (call, "%u\t-\t%s", tally.unplaced, _ ("Without a place"));
  nord_call_print_json (call, json);
  nord_store_close (store);
  return NORD_EXIT_OK;
}

const NordCommand nord_command_districts = {
  .name = "districts",
  .arguments = N_ ("FILE"),
  .summary = N_ ("Count ideas by city district and statistical district"),
  .description = N_ ("A line a district: its number of ideas, its id and name, between them tabs; "
                     "below each city district the statistical ones that make it up. A line lies "
                     "where its longest part is, an area where its largest is."),
  .run = run_districts,
};
