/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli list: shows ideas, groups, polls or any other noun of a workshop. */
#include "config.h"

#include "cli/command.h"
#include "core/geo/districts.h"
#include "core/geo/geojson.h"
#include "core/model/idea.h"

#include <glib/gi18n.h>

#include <string.h>

typedef struct {
  char *noun, *text, *category, *cluster, *moderation, *origin, *box, *district;
  int limit;
  gboolean placed, unplaced;
  NordBounds bounds;
  NordDistricts *districts;  /* (owned) (nullable) while a district is asked for */
  const NordDistrict *meant; /* (nullable) of them; NULL: those in none */
} Filter;

static void
filter_clear (Filter *self)
{
  g_free (self->noun);
  g_free (self->text);
  g_free (self->category);
  g_free (self->cluster);
  g_free (self->moderation);
  g_free (self->origin);
  g_free (self->box);
  g_free (self->district);
  g_clear_object (&self->districts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

/* WEST,SOUTH,EAST,NORTH in degrees. */
static gboolean
read_box (const char *text, NordBounds *bounds)
{
  double *to[] = {&bounds->west, &bounds->south, &bounds->east, &bounds->north};
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  if (g_strv_length (parts) != G_N_ELEMENTS (to))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (to); i++) {
    char *end;

    *to[i] = g_ascii_strtod (parts[i], &end);
    if (end == parts[i] || *end != '\0')
      return FALSE;
  }
  return bounds->west <= bounds->east && bounds->south <= bounds->north;
}

static gboolean
contains_folded (const char *text, const char *folded)
{
  g_autofree char *own = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return own != NULL && strstr (own, folded) != NULL;
}

static gboolean
equals (NordRecord *idea, guint field, const char *wanted)
{
  return wanted == NULL || g_strcmp0 (nord_record_get_text (idea, field), wanted) == 0;
}

/* In the city district, or in the statistical one beneath its city district. */
static gboolean
lies_in (const NordShape *shape, const Filter *filter)
{
  const NordDistrict *city = nord_districts_locate (filter->districts, NORD_DISTRICT_CITY, shape);

  if (filter->meant == NULL || filter->meant->rank == NORD_DISTRICT_CITY)
    return city == filter->meant;
  return nord_districts_locate_part (filter->districts, city, shape) == filter->meant;
}

static gboolean
passes (NordRecord *record, const Filter *filter)
{
  NordShape *shape;

  if (nord_record_get_noun (record)->kind != NORD_NOUN_IDEA)
    return TRUE;
  shape = nord_record_get_shape (record, NORD_IDEA_SHAPE);
  if (!equals (record, NORD_IDEA_CATEGORY, filter->category) ||
      !equals (record, NORD_IDEA_CLUSTER, filter->cluster) ||
      !equals (record, NORD_IDEA_MODERATION, filter->moderation) ||
      !equals (record, NORD_IDEA_ORIGIN, filter->origin) || (filter->placed && shape == NULL) ||
      (filter->unplaced && shape != NULL))
    return FALSE;
  if (filter->box != NULL) {
    if (shape == NULL)
      return FALSE;
    NordBounds own = nord_shape_get_bounds (shape);
    if (own.east < filter->bounds.west || own.west > filter->bounds.east ||
        own.north < filter->bounds.south || own.south > filter->bounds.north)
      return FALSE;
  }
  if (filter->districts != NULL &&
      (shape != NULL ? !lies_in (shape, filter) : filter->meant != NULL))
    return FALSE;
  return filter->text == NULL ||
         contains_folded (nord_record_get_text (record, NORD_IDEA_TITLE), filter->text) ||
         contains_folded (nord_record_get_text (record, NORD_IDEA_BODY), filter->text);
}

static void
add_value (JsonBuilder *json, const NordValue *value)
{
  switch (value->kind) {
  case NORD_VALUE_BOOLEAN:
    json_builder_add_boolean_value (json, value->boolean);
    break;
  case NORD_VALUE_INTEGER:
    json_builder_add_int_value (json, value->integer);
    break;
  case NORD_VALUE_REAL:
    json_builder_add_double_value (json, value->real);
    break;
  case NORD_VALUE_TEXT:
    json_builder_add_string_value (json, value->text);
    break;
  case NORD_VALUE_SHAPE: {
    g_autoptr (GString) text = g_string_new (NULL);

    nord_geojson_append (text, value->shape);
    json_builder_add_value (json, json_from_string (text->str, NULL));
    break;
  }
  case NORD_VALUE_JSON:
    json_builder_add_value (json, json_from_string (value->text, NULL));
    break;
  case NORD_VALUE_NULL:
  default:
    json_builder_add_null_value (json);
  }
}

static void
print_record (NordCall *call, NordRecord *record)
{
  const NordNoun *noun = nord_record_get_noun (record);
  int title = nord_noun_find_field (noun, "title");
  const char *text = title >= 0 ? nord_record_get_text (record, (guint) title) : NULL;
  const char *category =
    noun->kind == NORD_NOUN_IDEA ? nord_record_get_text (record, NORD_IDEA_CATEGORY) : NULL;
  NordShape *shape =
    noun->kind == NORD_NOUN_IDEA ? nord_record_get_shape (record, NORD_IDEA_SHAPE) : NULL;
  g_autoptr (GString) place = g_string_new (NULL);

  if (text == NULL && noun->kind == NORD_NOUN_IDEA)
    text = nord_record_get_text (record, NORD_IDEA_BODY);
  g_autofree char *line = g_strdelimit (g_strdup (text != NULL ? text : ""), "\n\t", ' ');
  if (shape != NULL) {
    double lon, lat;

    nord_shape_get_anchor (shape, &lon, &lat);
    nord_geojson_append_number (place, lon);
    g_string_append_c (place, ',');
    nord_geojson_append_number (place, lat);
  }
  if (noun->kind == NORD_NOUN_IDEA)
    nord_call_print (call, "%s\t%s\t%s\t%s", nord_record_get_id (record),
                     category != NULL ? category : "", place->str, line);
  else
    nord_call_print (call, "%s\t%s", nord_record_get_id (record), line);
}

static int
run_list (NordCall *call, int argc, char **argv)
{
  g_auto (Filter) filter = {NULL};
  const GOptionEntry entries[] = {
    {"noun", 0, 0, G_OPTION_ARG_STRING, &filter.noun,
     N_ ("idea (if not given), cluster, poll, ballot, answer, step, project …"), N_ ("NOUN")},
    {"text", 't', 0, G_OPTION_ARG_STRING, &filter.text, N_ ("Title or text contains this"),
     N_ ("TEXT")},
    {"category", 0, 0, G_OPTION_ARG_STRING, &filter.category, N_ ("Of this focal area"), N_ ("ID")},
    {"cluster", 0, 0, G_OPTION_ARG_STRING, &filter.cluster, N_ ("In this group"), N_ ("ID")},
    {"moderation", 0, 0, G_OPTION_ARG_STRING, &filter.moderation,
     N_ ("new, released, hidden or redacted"), N_ ("STATE")},
    {"origin", 0, 0, G_OPTION_ARG_STRING, &filter.origin, N_ ("laptop, kiosk, paper or import"),
     N_ ("ORIGIN")},
    {"bbox", 0, 0, G_OPTION_ARG_STRING, &filter.box, N_ ("Touching this box, in degrees"),
     N_ ("WEST,SOUTH,EAST,NORTH")},
    {"district", 0, 0, G_OPTION_ARG_STRING, &filter.district,
     N_ ("In this city or statistical district; “-”: in none"), N_ ("NAME|NUMBER")},
    {"placed", 0, 0, G_OPTION_ARG_NONE, &filter.placed, N_ ("With a place"), NULL},
    {"unplaced", 0, 0, G_OPTION_ARG_NONE, &filter.unplaced, N_ ("Without a place"), NULL},
    {"limit", 'l', 0, G_OPTION_ARG_INT, &filter.limit, N_ ("No more than this many"),
     N_ ("NUMBER")},
    {NULL},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  const NordNoun *noun;
  guint total = 0;
  int status;

  if (!nord_call_parse (call, entries, argc, argv, 1, 1, &status))
    return status;
  call->canonical = TRUE;
  noun = nord_noun_find (filter.noun != NULL ? filter.noun : "idea");
  if (noun == NULL)
    return nord_call_misused (call, _ ("There is no noun “%s”."), filter.noun);
  if (filter.box != NULL && !read_box (filter.box, &filter.bounds))
    return nord_call_misused (call, _ ("A box is WEST,SOUTH,EAST,NORTH in degrees."));
  if (filter.district != NULL) {
    filter.districts = nord_districts_new_default ();
    filter.meant = nord_districts_search (filter.districts, filter.district);
    if (filter.meant == NULL && strcmp (filter.district, "-") != 0)
      return nord_call_misused (
        call, _ ("There is no district “%s”; “districts FILE” lists their names and numbers."),
        filter.district);
  }
  if (filter.text != NULL) {
    char *folded = g_utf8_casefold (filter.text, -1);

    g_free (filter.text);
    filter.text = folded;
  }
  g_autoptr (NordStore) store =
    nord_call_open (call, call->arguments[0], NORD_STORE_OPEN_READ_ONLY);
  if (store == NULL)
    return NORD_EXIT_FAILED;
  g_autoptr (GPtrArray) records = nord_store_read_all (store, noun->kind, &error);
  if (records == NULL)
    return nord_call_failed (call, error);
  for (guint i = 0; i < records->len; i++) {
    if (!passes (g_ptr_array_index (records, i), &filter))
      continue;
    total++;
    if (filter.limit <= 0 || shown->len < (guint) filter.limit)
      g_ptr_array_add (shown, g_ptr_array_index (records, i));
  }

  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_object (json);
  nord_call_add_integer (json, "total", total);
  json_builder_set_member_name (json, "records");
  json_builder_begin_array (json);
  for (guint i = 0; i < shown->len; i++) {
    NordRecord *record = g_ptr_array_index (shown, i);

    print_record (call, record);
    if (!call->json)
      continue;
    json_builder_begin_object (json);
    nord_call_add_text (json, "id", nord_record_get_id (record));
    for (guint f = 0; f < noun->n_fields; f++) {
      json_builder_set_member_name (json, noun->fields[f].name);
      add_value (json, nord_record_peek (record, f));
    }
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
  json_builder_end_object (json);
  nord_call_print_json (call, json);
  nord_store_close (store);
  return NORD_EXIT_OK;
}

const NordCommand nord_command_list = {
  .name = "list",
  .arguments = N_ ("FILE"),
  .summary = N_ ("Show ideas, groups, polls …"),
  .description = N_ ("A line an idea: its id, focal area, longitude and latitude, title; between "
                     "them tabs."),
  .run = run_list,
};
