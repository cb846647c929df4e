/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli cluster: proposes groups of ideas, and makes them when asked. */
#include "config.h"

#include "cli/command.h"
#include "core/cluster/place.h"
#include "core/model/cluster.h"
#include "core/model/idea.h"

#include <glib/gi18n.h>

#define DEFAULT_RADIUS 80
#define DEFAULT_MIN 3

/* One proposed group: its ideas, and where it lies. */
typedef struct {
  GPtrArray *ideas; /* (owned) (element-type NordRecord) not owned */
  double lon, lat;  /* the middle of its ideas */
  char *title;      /* (owned) */
} Group;

static void
group_clear (gpointer data)
{
  Group *group = data;

  g_ptr_array_unref (group->ideas);
  g_free (group->title);
}

/* Ideas that are in no group yet, by place. */
static GArray *
propose (const GPtrArray *ideas, double radius, guint min)
{
  g_autoptr (GPtrArray) free_ideas = g_ptr_array_new ();
  GArray *groups = g_array_new (FALSE, TRUE, sizeof (Group));

  g_array_set_clear_func (groups, group_clear);
  for (guint i = 0; i < ideas->len; i++)
    if (nord_record_get_text (g_ptr_array_index (ideas, i), NORD_IDEA_CLUSTER) == NULL)
      g_ptr_array_add (free_ideas, g_ptr_array_index (ideas, i));
  g_autofree const NordShape **shapes = g_new0 (const NordShape *, free_ideas->len + 1);
  g_autofree gint32 *labels = g_new0 (gint32, free_ideas->len + 1);
  for (guint i = 0; i < free_ideas->len; i++)
    shapes[i] = nord_record_get_shape (g_ptr_array_index (free_ideas, i), NORD_IDEA_SHAPE);
  guint n = nord_place_group_shapes (shapes, free_ideas->len, radius, min, labels);

  g_array_set_size (groups, n);
  for (guint g = 0; g < n; g++)
    g_array_index (groups, Group, g).ideas = g_ptr_array_new ();
  for (guint i = 0; i < free_ideas->len; i++) {
    double lon, lat;

    if (labels[i] == NORD_PLACE_ALONE)
      continue;
    Group *group = &g_array_index (groups, Group, labels[i]);
    nord_shape_get_anchor (shapes[i], &lon, &lat);
    g_ptr_array_add (group->ideas, g_ptr_array_index (free_ideas, i));
    group->lon += (lon - group->lon) / group->ideas->len;
    group->lat += (lat - group->lat) / group->ideas->len;
  }
  for (guint g = 0; g < n; g++) {
    Group *group = &g_array_index (groups, Group, g);

    /* Translators: %u is the number of a group of ideas. */
    group->title = g_strdup_printf (_ ("Group %u"), g + 1);
  }
  return groups;
}

static NordChangeSet *
make_changes (const GArray *groups, double radius, guint n_clusters)
{
  g_autofree char *label =
    g_strdup_printf (ngettext ("Make %u Group", "Make %u Groups", groups->len), groups->len);
  NordChangeSet *changes = nord_change_set_group_new (label);

  for (guint g = 0; g < groups->len; g++) {
    const Group *group = &g_array_index (groups, Group, g);
    NordChange *cluster = nord_change_new_create (NORD_NOUN_CLUSTER, NULL);
    g_autofree char *id = g_strdup (cluster->target);
    g_autofree char *reason =
      /* Translators: why ideas were put into one group. */
      g_strdup_printf (_ ("%u ideas, each within %.0f m of another"), group->ideas->len, radius);

    nord_change_set_text (cluster, NORD_CLUSTER_TITLE, group->title);
    nord_change_set_text (cluster, NORD_CLUSTER_REASON, reason);
    nord_change_set_real (cluster, NORD_CLUSTER_POSITION, n_clusters + g + 1);
    nord_change_set_integer (cluster, NORD_CLUSTER_COLOUR, (n_clusters + g) % 7);
    nord_change_set_group_add (changes, cluster);
    for (guint i = 0; i < group->ideas->len; i++) {
      NordChange *change = nord_change_new_update (g_ptr_array_index (group->ideas, i));

      nord_change_set_text (change, NORD_IDEA_CLUSTER, id);
      nord_change_set_group_add (changes, change);
    }
  }
  return changes;
}

static void
print_groups (NordCall *call, const GArray *groups, guint n_ideas, gboolean applied)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  guint in_groups = 0;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "groups");
  json_builder_begin_array (json);
  for (guint g = 0; g < groups->len; g++) {
    const Group *group = &g_array_index (groups, Group, g);

    in_groups += group->ideas->len;
    json_builder_begin_object (json);
    nord_call_add_text (json, "title", group->title);
    json_builder_set_member_name (json, "lon");
    json_builder_add_double_value (json, group->lon);
    json_builder_set_member_name (json, "lat");
    json_builder_add_double_value (json, group->lat);
    json_builder_set_member_name (json, "ideas");
    json_builder_begin_array (json);
    for (guint i = 0; i < group->ideas->len; i++)
      json_builder_add_string_value (json,
                                     nord_record_get_id (g_ptr_array_index (group->ideas, i)));
    json_builder_end_array (json);
    json_builder_end_object (json);
    nord_call_print (call, "%4u  %s (%.5f, %.5f)", group->ideas->len, group->title, group->lon,
                     group->lat);
  }
  json_builder_end_array (json);
  nord_call_add_integer (json, "ideas", n_ideas);
  nord_call_add_integer (json, "grouped", in_groups);
  nord_call_add_boolean (json, "applied", applied);
  json_builder_end_object (json);
  nord_call_print_json (call, json);
  nord_call_say (call, ngettext ("%u group", "%u groups", groups->len), groups->len);
  if (!applied && groups->len > 0)
    nord_call_say (call, "%s", _ ("Only proposed; --apply makes the groups."));
}

static int
run_cluster (NordCall *call, int argc, char **argv)
{
  g_autofree char *by = NULL;
  double radius = DEFAULT_RADIUS;
  int min = DEFAULT_MIN, status;
  gboolean apply = FALSE;
  const GOptionEntry entries[] = {
    {"by", 0, 0, G_OPTION_ARG_STRING, &by, N_ ("What ideas have in common: place"), N_ ("WHAT")},
    {"radius", 'r', 0, G_OPTION_ARG_DOUBLE, &radius, N_ ("How near neighbours are (80)"),
     N_ ("METRES")},
    {"min", 0, 0, G_OPTION_ARG_INT, &min, N_ ("How many make a group (3)"), N_ ("NUMBER")},
    {"apply", 0, 0, G_OPTION_ARG_NONE, &apply, N_ ("Make the groups"), NULL},
    {NULL},
  };
  g_autoptr (GError) error = NULL;

  if (!nord_call_parse (call, entries, argc, argv, 1, 1, &status))
    return status;
  call->canonical = TRUE;
  if (by == NULL || !g_str_equal (by, "place"))
    return nord_call_misused (call, _ ("Say --by place."));
  if (!(radius >= NORD_PLACE_MIN_RADIUS && radius <= 100000) || min < 2)
    return nord_call_misused (call,
                              _ ("The radius is from 0.1 m to 100 km, and two make a group."));
  g_autoptr (NordStore) store =
    nord_call_open (call, call->arguments[0],
                    apply ? NORD_STORE_OPEN_DEFAULT : NORD_STORE_OPEN_READ_ONLY);
  if (store == NULL)
    return NORD_EXIT_FAILED;
  g_autoptr (GPtrArray) ideas = nord_store_read_all (store, NORD_NOUN_IDEA, &error);
  if (ideas == NULL)
    return nord_call_failed (call, error);
  g_autoptr (GPtrArray) clusters = nord_store_read_all (store, NORD_NOUN_CLUSTER, &error);
  if (clusters == NULL)
    return nord_call_failed (call, error);
  g_autoptr (GArray) groups = propose (ideas, radius, (guint) min);
  if (apply && groups->len > 0) {
    g_autoptr (NordChangeSet) changes = make_changes (groups, radius, clusters->len);

    if (!nord_store_apply (store, changes, &error))
      return nord_call_failed (call, error);
  }
  print_groups (call, groups, ideas->len, apply);
  nord_store_close (store);
  return NORD_EXIT_OK;
}

const NordCommand nord_command_cluster = {
  .name = "cluster",
  .arguments = N_ ("FILE"),
  .summary = N_ ("Propose groups of ideas that lie close together"),
  .description = N_ ("Ideas that are in a group already stay there. One step, which undo takes "
                     "back."),
  .run = run_cluster,
};
