/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli project: the city's register of projects in a workshop. */
#include "config.h"

#include "cli/command.h"
#include "cli/import-words.h"
#include "core/cluster/sayings.h"
#include "core/exchange/register-export.h"
#include "core/model/project.h"
#include "core/model/register.h"
#include "core/model/workshop.h"

#include <glib/gi18n.h>

#include <string.h>

typedef struct {
  NordImportOptions import;
  char *category, *state, *district, *search;
  gboolean by_quarter, excel;
  /* What the workshop has: */
  GListStore *projects, *ideas, *links; /* (owned) */
} Work;

static void
work_clear (Work *self)
{
  nord_import_options_clear (&self->import);
  g_free (self->category);
  g_free (self->state);
  g_free (self->district);
  g_free (self->search);
  g_clear_object (&self->projects);
  g_clear_object (&self->ideas);
  g_clear_object (&self->links);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static const char *
text_of (NordRecord *record, guint field)
{
  const char *text = nord_record_get_text (record, field);

  return text != NULL ? text : "";
}

static GListStore *
read_list (NordStore *store, NordNounKind noun, GError **error)
{
  g_autoptr (GPtrArray) all = nord_store_read_all (store, noun, error);
  GListStore *list;

  if (all == NULL)
    return NULL;
  list = g_list_store_new (NORD_TYPE_RECORD);
  g_list_store_splice (list, 0, 0, all->pdata, all->len);
  return list;
}

static void
add_project (JsonBuilder *json, Work *work, NordRecord *project)
{
  const NordNoun *noun = nord_record_get_noun (project);
  g_autoptr (GPtrArray) ideas =
    nord_register_list_ideas (G_LIST_MODEL (work->links), G_LIST_MODEL (work->ideas),
                              nord_record_get_id (project));

  json_builder_begin_object (json);
  nord_call_add_text (json, "id", nord_record_get_id (project));
  for (guint f = 0; f < NORD_PROJECT_N_FIELDS; f++) {
    const NordValue *value = nord_record_peek (project, f);

    if (noun->fields[f].kind == NORD_VALUE_TEXT)
      nord_call_add_text (json, noun->fields[f].name, nord_record_get_text (project, f));
    else if (value->kind == NORD_VALUE_INTEGER)
      nord_call_add_integer (json, noun->fields[f].name, value->integer);
    else if (noun->fields[f].kind == NORD_VALUE_BOOLEAN)
      nord_call_add_boolean (json, noun->fields[f].name, nord_record_get_boolean (project, f));
  }
  json_builder_set_member_name (json, "ideas");
  json_builder_begin_array (json);
  for (guint i = 0; i < ideas->len; i++)
    json_builder_add_string_value (json, nord_record_get_id (ideas->pdata[i]));
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static gboolean
is_wanted (const Work *work, NordRecord *project)
{
  g_autofree char *folded = NULL, *own = NULL;

  if ((work->category != NULL &&
       g_strcmp0 (nord_record_get_text (project, NORD_PROJECT_CATEGORY), work->category) != 0) ||
      (work->district != NULL &&
       g_strcmp0 (nord_record_get_text (project, NORD_PROJECT_DISTRICT), work->district) != 0) ||
      (work->state != NULL &&
       strcmp (nord_project_state_get_id (nord_project_get_state (project)), work->state) != 0))
    return FALSE;
  if (work->search == NULL)
    return TRUE;
  g_autofree char *all =
    g_strjoin ("\n", text_of (project, NORD_PROJECT_NUMBER), text_of (project, NORD_PROJECT_TITLE),
               text_of (project, NORD_PROJECT_BODY), NULL);
  folded = g_utf8_casefold (work->search, -1);
  own = g_utf8_casefold (all, -1);
  return strstr (own, folded) != NULL;
}

/* (transfer container) those that the options let through, by number. */
static GPtrArray *
choose (const Work *work)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GListStore) sorted = g_list_store_new (NORD_TYPE_RECORD);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (work->projects));

  for (guint i = 0; i < n; i++) {
    g_autoptr (NordRecord) project = g_list_model_get_item (G_LIST_MODEL (work->projects), i);

    if (is_wanted (work, project))
      g_list_store_append (sorted, project);
  }
  g_list_store_sort (sorted, nord_register_compare, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (sorted)); i++)
    g_ptr_array_add (chosen, g_list_model_get_item (G_LIST_MODEL (sorted), i));
  return chosen;
}

static void
print_line (NordCall *call, NordRecord *project)
{
  nord_call_print (call, "%s  %-10s  %s  %s%s", text_of (project, NORD_PROJECT_NUMBER),
                   nord_project_state_get_id (nord_project_get_state (project)),
                   text_of (project, NORD_PROJECT_TITLE), text_of (project, NORD_PROJECT_DISTRICT),
                   nord_record_get_boolean (project, NORD_PROJECT_SAMPLE) ? _ ("  (sample)") : "");
}

static int
list_projects (NordCall *call, Work *work)
{
  g_autoptr (GPtrArray) chosen = choose (work);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < chosen->len; i++) {
    add_project (json, work, chosen->pdata[i]);
    print_line (call, chosen->pdata[i]);
  }
  json_builder_end_array (json);
  nord_call_print_json (call, json);
  nord_call_say (call, ngettext ("%u project", "%u projects", chosen->len), chosen->len);
  return NORD_EXIT_OK;
}

static int
count (NordCall *call, Work *work)
{
  g_autoptr (GPtrArray) chosen = choose (work);
  g_autoptr (GListStore) list = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GArray) spans = NULL;

  g_list_store_splice (list, 0, 0, chosen->pdata, chosen->len);
  spans = nord_register_count (G_LIST_MODEL (list), work->by_quarter);
  json_builder_begin_array (json);
  nord_call_print (call, "%-8s %10s %8s %8s %8s", "", _ ("registered"), _ ("started"),
                   _ ("finished"), _ ("stopped"));
  for (guint i = 0; i < spans->len; i++) {
    const NordRegisterSpan *span = &g_array_index (spans, NordRegisterSpan, i);
    g_autofree char *name = nord_register_span_dup_name (span);

    json_builder_begin_object (json);
    nord_call_add_integer (json, "year", span->year);
    if (span->quarter > 0)
      nord_call_add_integer (json, "quarter", span->quarter);
    nord_call_add_integer (json, "registered", span->registered);
    nord_call_add_integer (json, "started", span->started);
    nord_call_add_integer (json, "finished", span->finished);
    nord_call_add_integer (json, "stopped", span->stopped);
    json_builder_end_object (json);
    nord_call_print (call, "%-8s %10u %8u %8u %8u", name, span->registered, span->started,
                     span->finished, span->stopped);
  }
  json_builder_end_array (json);
  nord_call_print_json (call, json);
  return NORD_EXIT_OK;
}

static int
find_similar (NordCall *call, Work *work, const char *text)
{
  g_autoptr (NordSayings) sayings =
    nord_sayings_new (NORD_SAYINGS_OTHER_LIKELY, NORD_SAYINGS_OTHER_BESIDE);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  NordSaying found[8];
  guint n;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (work->projects)); i++) {
    g_autoptr (NordRecord) project = g_list_model_get_item (G_LIST_MODEL (work->projects), i);

    nord_sayings_add (sayings, nord_record_get_id (project),
                      nord_record_get_text (project, NORD_PROJECT_TITLE),
                      nord_record_get_text (project, NORD_PROJECT_BODY),
                      nord_record_get_shape (project, NORD_PROJECT_SHAPE));
  }
  nord_sayings_build (sayings);
  n = nord_sayings_find (sayings, text, NULL, NULL, found, G_N_ELEMENTS (found));
  json_builder_begin_array (json);
  for (guint k = 0; k < n; k++)
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (work->projects)); i++) {
      g_autoptr (NordRecord) project = g_list_model_get_item (G_LIST_MODEL (work->projects), i);

      if (strcmp (nord_record_get_id (project), found[k].id) != 0)
        continue;
      json_builder_begin_object (json);
      nord_call_add_text (json, "number", nord_record_get_text (project, NORD_PROJECT_NUMBER));
      nord_call_add_text (json, "title", nord_record_get_text (project, NORD_PROJECT_TITLE));
      json_builder_set_member_name (json, "similarity");
      json_builder_add_double_value (json, found[k].similarity);
      json_builder_end_object (json);
      nord_call_print (call, "%3.0f %%  %s  %s", found[k].similarity * 100,
                       text_of (project, NORD_PROJECT_NUMBER),
                       text_of (project, NORD_PROJECT_TITLE));
    }
  json_builder_end_array (json);
  nord_call_print_json (call, json);
  return NORD_EXIT_OK;
}

/* By its id, or by the number that a list gave it. */
static const char *
find_idea (Work *work, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (work->ideas)); i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (G_LIST_MODEL (work->ideas), i);

    if (strcmp (nord_record_get_id (idea), name) == 0 ||
        g_strcmp0 (nord_record_get_text (idea, NORD_IDEA_SOURCE_KEY), name) == 0)
      return nord_record_get_id (idea);
  }
  return NULL;
}

static int
link_both (NordCall *call, NordStore *store, Work *work, const char *idea, const char *number)
{
  const gboolean away = g_str_equal (call->arguments[0], "unlink");
  const char *id = find_idea (work, idea);
  NordRecord *project = nord_register_find (G_LIST_MODEL (work->projects), number);
  g_autoptr (NordChangeSet) set = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GError) error = NULL;
  gboolean linked;

  if (id == NULL)
    return nord_call_misused (call, _ ("There is no idea “%s”."), idea);
  if (project == NULL)
    return nord_call_misused (call, _ ("There is no project “%s” in the register."), number);
  linked = nord_register_is_linked (G_LIST_MODEL (work->links), id, nord_record_get_id (project));
  if (linked == away) {
    set = nord_change_set_group_new (away ? _ ("Take an Idea Off a Project")
                                          : _ ("Link an Idea with a Project"));
    if (away)
      nord_register_unlink (set, G_LIST_MODEL (work->links), id, nord_record_get_id (project));
    else
      nord_register_link (set, id, nord_record_get_id (project));
    if (!nord_store_apply (store, set, &error))
      return nord_call_failed (call, error);
  }
  json_builder_begin_object (json);
  nord_call_add_text (json, "idea", id);
  nord_call_add_text (json, "project", nord_record_get_id (project));
  nord_call_add_boolean (json, "linked", !away);
  nord_call_add_boolean (json, "changed", linked == away);
  json_builder_end_object (json);
  nord_call_print_json (call, json);
  if (linked != away)
    nord_call_say (call, "%s", _ ("It was so already."));
  else if (away)
    nord_call_say (call, _ ("The idea does not belong to project %s any more."), number);
  else
    nord_call_say (call, _ ("The idea belongs to project %s now."), number);
  return NORD_EXIT_OK;
}

static int
write_out (NordCall *call, NordStore *store, Work *work, const char *path)
{
  g_autoptr (GPtrArray) chosen = choose (work), workshops = NULL;
  g_autoptr (NordOutputFile) file = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GError) error = NULL;
  NordFormat format;

  if (work->import.format != NULL ? !nord_format_find (work->import.format, &format)
                                  : !nord_format_guess (path, NULL, 0, &format))
    format = NORD_FORMAT_GPKG;
  if (format == NORD_FORMAT_GPKG)
    return nord_call_misused (call, _ ("The register is written as csv or geojson."));
  workshops = nord_store_read_all (store, NORD_NOUN_WORKSHOP, &error);
  file = workshops != NULL ? nord_output_file_new (path, &error) : NULL;
  if (file == NULL)
    return nord_call_failed (call, error);
  if (format == NORD_FORMAT_CSV)
    nord_register_export_csv (file, work->excel ? NORD_CSV_STYLE_GERMAN : NORD_CSV_STYLE_STANDARD,
                              chosen);
  else
    nord_register_export_geojson (file,
                                  workshops->len > 0 ? nord_record_get_text (workshops->pdata[0],
                                                                             NORD_WORKSHOP_TITLE)
                                                     : NULL,
                                  chosen);
  if (!nord_output_file_finish (file, &error))
    return nord_call_failed (call, error);
  json_builder_begin_object (json);
  nord_call_add_text (json, "file", path);
  nord_call_add_text (json, "format", nord_format_get_id (format));
  nord_call_add_integer (json, "projects", chosen->len);
  json_builder_end_object (json);
  nord_call_print_json (call, json);
  nord_call_say (call,
                 ngettext ("Wrote %u project to %s.", "Wrote %u projects to %s.", chosen->len),
                 chosen->len, path);
  return NORD_EXIT_OK;
}

static int
take_in (NordCall *call, NordStore *store, Work *work, const char *path)
{
  g_autoptr (NordImportKnown) known = nord_import_known_new ();
  g_autoptr (NordImport) import = NULL;
  g_autoptr (NordImportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  int format, status;
  guint imported;

  if (!nord_import_options_read_format (call, &work->import, &format, &status))
    return status;
  import = nord_import_new_for_path (path, format, &error);
  if (import == NULL || !nord_import_set_subject (import, NORD_SUBJECT_PROJECTS, &error))
    return nord_call_failed (call, error);
  status = nord_import_options_correct (call, &work->import, import);
  if (status != NORD_EXIT_OK)
    return status;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (work->projects)); i++) {
    g_autoptr (NordRecord) project = g_list_model_get_item (G_LIST_MODEL (work->projects), i);

    nord_import_known_add (known, project);
  }
  plan = nord_import_plan (import, known, call->cancellable, nord_call_on_progress, call, &error);
  nord_call_end_progress (call);
  if (plan == NULL)
    return nord_call_failed (call, error);
  imported = plan->n_changes;
  if (!work->import.dry_run && imported > 0) {
    g_autoptr (NordChangeSet) set = nord_import_plan_take_changes (plan);

    if (!nord_store_apply (store, set, &error))
      return nord_call_failed (call, error);
  }
  nord_import_print_json (call, import, plan, imported, work->import.dry_run);
  nord_import_print_words (call, import, plan, imported, work->import.dry_run);
  return NORD_EXIT_OK;
}

static const struct {
  const char *name;
  guint n_arguments;
  gboolean writes;
} verbs[] = {
  {"import", 3, TRUE},  {"list", 2, FALSE},    {"link", 4, TRUE},   {"unlink", 4, TRUE},
  {"export", 3, FALSE}, {"similar", 3, FALSE}, {"trend", 2, FALSE},
};

static int
run_project (NordCall *call, int argc, char **argv)
{
  g_auto (Work) work = {{NULL}};
  const GOptionEntry own[] = {
    {"category", 0, 0, G_OPTION_ARG_STRING, &work.category, N_ ("Only of this focal area"),
     N_ ("ID")},
    {"state", 0, 0, G_OPTION_ARG_STRING, &work.state,
     N_ ("Only in this state: registered, started, finished or stopped"), N_ ("STATE")},
    {"district", 0, 0, G_OPTION_ARG_STRING, &work.district, N_ ("Only in this district"),
     N_ ("NAME")},
    {"search", 0, 0, G_OPTION_ARG_STRING, &work.search,
     N_ ("Only with this in number, title or text"), N_ ("TEXT")},
    {"quarters", 0, 0, G_OPTION_ARG_NONE, &work.by_quarter,
     N_ ("Count by quarter of a year instead of by year"), NULL},
    {"excel", 0, 0, G_OPTION_ARG_NONE, &work.excel,
     N_ ("A table as a German Excel opens it: ; and decimal comma"), NULL},
  };
  GOptionEntry entries[NORD_N_IMPORT_OPTIONS + G_N_ELEMENTS (own) + 1] = {{NULL}};
  g_autoptr (GError) error = NULL;
  NordProjectState state;
  guint verb = 0;
  int status;

  nord_import_options_describe (&work.import, entries);
  memcpy (entries + NORD_N_IMPORT_OPTIONS, own, sizeof own);
  if (!nord_call_parse (call, entries, argc, argv, 2, 4, &status))
    return status;
  while (verb < G_N_ELEMENTS (verbs) && !g_str_equal (verbs[verb].name, call->arguments[0]))
    verb++;
  if (verb == G_N_ELEMENTS (verbs))
    return nord_call_misused (call,
                              _ ("“%s” is none of import, list, link, unlink, export, similar "
                                 "and trend."),
                              call->arguments[0]);
  if (call->n_arguments != verbs[verb].n_arguments)
    return nord_call_misused (call, _ ("“%s” needs %u arguments after it."), call->arguments[0],
                              verbs[verb].n_arguments - 1);
  if (work.state != NULL && !nord_project_state_find (work.state, &state))
    return nord_call_misused (call, _ ("The state is registered, started, finished or stopped."));
  g_autoptr (NordStore) store =
    nord_call_open (call, call->arguments[1],
                    verbs[verb].writes && !work.import.dry_run ? NORD_STORE_OPEN_DEFAULT
                                                               : NORD_STORE_OPEN_READ_ONLY);
  if (store == NULL)
    return NORD_EXIT_FAILED;
  work.projects = read_list (store, NORD_NOUN_PROJECT, &error);
  work.ideas = work.projects != NULL ? read_list (store, NORD_NOUN_IDEA, &error) : NULL;
  work.links = work.ideas != NULL ? read_list (store, NORD_NOUN_PROJECT_LINK, &error) : NULL;
  if (work.links == NULL)
    return nord_call_failed (call, error);
  if (g_str_equal (verbs[verb].name, "import"))
    status = take_in (call, store, &work, call->arguments[2]);
  else if (g_str_equal (verbs[verb].name, "list"))
    status = list_projects (call, &work);
  else if (g_str_equal (verbs[verb].name, "export"))
    status = write_out (call, store, &work, call->arguments[2]);
  else if (g_str_equal (verbs[verb].name, "similar"))
    status = find_similar (call, &work, call->arguments[2]);
  else if (g_str_equal (verbs[verb].name, "trend"))
    status = count (call, &work);
  else
    status = link_both (call, store, &work, call->arguments[2], call->arguments[3]);
  nord_store_close (store);
  return status;
}

const NordCommand nord_command_project = {
  .name = "project",
  .arguments = N_ ("import|list|link|unlink|export|similar|trend FILE […]"),
  .summary = N_ ("Work with the city's register of projects"),
  .description = N_ (
    "import FILE LIST takes in a table, GeoJSON or a GeoPackage; a project that is here already "
    "is known by its number and brought up to date. list FILE shows the register. link FILE "
    "IDEA NUMBER says that an idea belongs to a project, unlink that it does not. export FILE "
    "OUTPUT writes csv or geojson. similar FILE TEXT names projects that say nearly the same. "
    "trend FILE counts what was registered, started and finished when."),
  .run = run_project,
};
