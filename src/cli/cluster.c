/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli cluster: proposes groups of ideas, and makes them when asked. */
#include "config.h"

#include "cli/command.h"
#include "core/cluster/grouping.h"
#include "core/cluster/place.h"

#include <glib/gi18n.h>

#define DEFAULT_RADIUS 80
#define DEFAULT_MIN 3

static GListModel *
read_list (NordStore *store, NordNounKind noun, GError **error)
{
  g_autoptr (GPtrArray) records = nord_store_read_all (store, noun, error);
  GListStore *list;

  if (records == NULL)
    return NULL;
  list = g_list_store_new (NORD_TYPE_RECORD);
  g_list_store_splice (list, 0, 0, records->pdata, records->len);
  return G_LIST_MODEL (list);
}

static void
print_groups (NordCall *call, const GPtrArray *proposals, guint n_ideas, gboolean applied)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  guint in_groups = 0;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "groups");
  json_builder_begin_array (json);
  for (guint i = 0; i < proposals->len; i++) {
    NordProposal *proposal = g_ptr_array_index (proposals, i);
    const guint size = nord_proposal_get_size (proposal);
    double lon, lat;

    nord_proposal_get_centre (proposal, &lon, &lat);
    in_groups += size;
    json_builder_begin_object (json);
    nord_call_add_text (json, "title", nord_proposal_get_name (proposal));
    nord_call_add_text (json, "reason", nord_proposal_get_reason (proposal));
    if (nord_proposal_get_hull (proposal) != NULL) {
      json_builder_set_member_name (json, "lon");
      json_builder_add_double_value (json, lon);
      json_builder_set_member_name (json, "lat");
      json_builder_add_double_value (json, lat);
    }
    json_builder_set_member_name (json, "ideas");
    json_builder_begin_array (json);
    for (const char *const *id = nord_proposal_get_members (proposal); *id != NULL; id++)
      json_builder_add_string_value (json, *id);
    json_builder_end_array (json);
    json_builder_end_object (json);
    if (nord_proposal_get_hull (proposal) != NULL)
      nord_call_print (call, "%4u  %s (%.5f, %.5f)", size, nord_proposal_get_name (proposal), lon,
                       lat);
    else
      nord_call_print (call, "%4u  %s", size, nord_proposal_get_name (proposal));
    nord_call_print (call, "      %s", nord_proposal_get_reason (proposal));
  }
  json_builder_end_array (json);
  nord_call_add_integer (json, "ideas", n_ideas);
  nord_call_add_integer (json, "grouped", in_groups);
  nord_call_add_boolean (json, "applied", applied);
  json_builder_end_object (json);
  nord_call_print_json (call, json);
  nord_call_say (call, ngettext ("%u group", "%u groups", proposals->len), proposals->len);
  if (!applied && proposals->len > 0)
    nord_call_say (call, "%s", _ ("Only proposed; --apply makes the groups."));
}

static int
run_cluster (NordCall *call, int argc, char **argv)
{
  g_autofree char *by = NULL;
  g_autofree char *method = NULL;
  double radius = 0, weight = 0.5;
  int min = DEFAULT_MIN, n_groups = 0, status;
  gboolean apply = FALSE;
  const GOptionEntry entries[] = {
    {"by", 0, 0, G_OPTION_ARG_STRING, &by, N_ ("What ideas have in common: place, words or both"),
     N_ ("WHAT")},
    {"method", 0, 0, G_OPTION_ARG_STRING, &method,
     N_ ("By place: hdbscan (by density, the default) or dbscan (within the radius)"),
     N_ ("METHOD")},
    {"weight", 0, 0, G_OPTION_ARG_DOUBLE, &weight,
     N_ ("By both: from 0, the same place, to 1, the same words (0.5)"), N_ ("WEIGHT")},
    {"groups", 0, 0, G_OPTION_ARG_INT, &n_groups, N_ ("By words or both: how many groups"),
     N_ ("NUMBER")},
    {"radius", 'r', 0, G_OPTION_ARG_DOUBLE, &radius,
     N_ ("By place: how near neighbours are, for dbscan (80)"), N_ ("METRES")},
    {"min", 0, 0, G_OPTION_ARG_INT, &min, N_ ("How many make a group (3)"), N_ ("NUMBER")},
    {"apply", 0, 0, G_OPTION_ARG_NONE, &apply, N_ ("Make the groups"), NULL},
    {NULL},
  };
  g_autoptr (GError) error = NULL;
  NordProposalOrder order;

  if (!nord_call_parse (call, entries, argc, argv, 1, 1, &status))
    return status;
  call->canonical = TRUE;
  if (by == NULL ||
      !(g_str_equal (by, "place") || g_str_equal (by, "words") || g_str_equal (by, "both")))
    return nord_call_misused (call, _ ("Say --by place, --by words or --by both."));
  if (method != NULL && !g_str_equal (method, "hdbscan") && !g_str_equal (method, "dbscan"))
    return nord_call_misused (call, _ ("The methods are hdbscan and dbscan."));
  /* A radius asks for DBSCAN, as does its name; density needs none. */
  if (radius == 0 && method != NULL && g_str_equal (method, "dbscan"))
    radius = DEFAULT_RADIUS;
  if (radius != 0 && method != NULL && g_str_equal (method, "hdbscan"))
    return nord_call_misused (call, _ ("hdbscan takes no radius."));
  if ((radius != 0 && !(radius >= NORD_PLACE_MIN_RADIUS && radius <= 100000)) || min < 2)
    return nord_call_misused (call,
                              _ ("The radius is from 0.1 m to 100 km, and two make a group."));
  if (!(weight >= 0 && weight <= 1) || n_groups < 0 || n_groups > 1000)
    return nord_call_misused (call, _ ("The weight is from 0 to 1, and there are at most 1000 "
                                       "groups."));
  order = (NordProposalOrder){
    .by = *by == 'p'   ? NORD_BY_PLACE
          : *by == 'w' ? NORD_BY_WORDS
                       : NORD_BY_BOTH,
    .radius = radius,
    .weight = weight,
    .min_size = (guint) min,
    .n_groups = (guint) n_groups,
  };
  g_autoptr (NordStore) store =
    nord_call_open (call, call->arguments[0],
                    apply ? NORD_STORE_OPEN_DEFAULT : NORD_STORE_OPEN_READ_ONLY);
  if (store == NULL)
    return NORD_EXIT_FAILED;
  g_autoptr (GListModel) ideas = read_list (store, NORD_NOUN_IDEA, &error);
  if (ideas == NULL)
    return nord_call_failed (call, error);
  g_autoptr (GListModel) clusters = read_list (store, NORD_NOUN_CLUSTER, &error);
  if (clusters == NULL)
    return nord_call_failed (call, error);
  /* Ideas that are in a group already stay there. */
  g_autoptr (GHashTable) groups = nord_grouping_resolve (clusters);
  g_autoptr (GPtrArray) cards = nord_card_list_from_ideas (ideas, groups);
  g_autoptr (GPtrArray) proposals =
    nord_proposal_find (cards, NULL, &order, call->cancellable, &error);
  if (proposals == NULL)
    return nord_call_failed (call, error);
  if (apply && proposals->len > 0) {
    g_autoptr (NordChangeSet) changes =
      nord_grouping_accept ((NordProposal *const *) proposals->pdata, proposals->len, ideas,
                            clusters);

    if (!nord_store_apply (store, changes, &error))
      return nord_call_failed (call, error);
  }
  print_groups (call, proposals, g_list_model_get_n_items (ideas), apply);
  nord_store_close (store);
  return NORD_EXIT_OK;
}

const NordCommand nord_command_cluster = {
  .name = "cluster",
  .arguments = N_ ("FILE"),
  .summary = N_ ("Propose groups of ideas by place, words or both"),
  .description = N_ ("Ideas that are in a group already stay there. One step, which undo takes "
                     "back."),
  .run = run_cluster,
};
