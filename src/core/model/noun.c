/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The table of nouns and their fields; the order of the fields is that of each noun's enum. */
#include "core/model/noun.h"

#include <string.h>

/* The nouns are declared here, not included, because they stand on this table. Each checks in its
 * class_init that its enum is as long as its row. */
GType nord_answer_get_type (void);
GType nord_ballot_get_type (void);
GType nord_board_mark_get_type (void);
GType nord_cluster_get_type (void);
GType nord_idea_get_type (void);
GType nord_layer_feature_get_type (void);
GType nord_layer_get_type (void);
GType nord_measure_get_type (void);
GType nord_medium_get_type (void);
GType nord_poll_get_type (void);
GType nord_project_get_type (void);
GType nord_project_link_get_type (void);
GType nord_step_get_type (void);
GType nord_workshop_get_type (void);

static const char *const workshop_states[] = {"planned", "running", "closed", "handed_over", NULL};
static const char *const step_methods[] = {
  "welcome",     "notice",      "input",   "questions",  "collect_map",   "collect_cards",
  "silent",      "round_robin", "clarify", "cluster",    "name_clusters", "vote_dots",
  "vote_rating", "vote_rank",   "budget",  "matrix",     "table_round",   "marketplace",
  "reports",     "plenary",     "break",   "next_steps", "feedback",      NULL};
static const char *const origins[] = {"laptop", "kiosk", "paper", "import", NULL};
static const char *const moderations[] = {"new", "released", "hidden", "redacted", NULL};
static const char *const paths[] = {"idea",       "matched", "proposal",   "profile",
                                    "committees", "council", "subproject", "bundled",
                                    "department", "store",   NULL};
static const char *const poll_methods[] = {"dots",   "approval", "rating", "ranking",
                                           "budget", "matrix",   NULL};
static const char *const poll_states[] = {"draft", "open", "paused", "closed", NULL};
static const char *const channels[] = {"touch", "hands", "stickers", "paper", NULL};
static const char *const entries[] = {"first", "second", "agreed", NULL};
static const char *const project_states[] = {"registered", "started", "finished", "stopped", NULL};

static const char *const board_mark_kinds[] = {"place", "name", "step", NULL};

static const NordField workshop_fields[] = {
  {"title", NORD_VALUE_TEXT, NULL},
  {"place", NORD_VALUE_TEXT, NULL},
  {"held_on", NORD_VALUE_TEXT, NULL},
  {"aim", NORD_VALUE_TEXT, NULL},
  {"state", NORD_VALUE_TEXT, workshop_states},
  {"programme", NORD_VALUE_TEXT, NULL},
  {"area", NORD_VALUE_SHAPE, NULL},
  {"base_map", NORD_VALUE_TEXT, NULL},
  {"scope", NORD_VALUE_TEXT, NULL},
};

static const NordField step_fields[] = {
  {"position", NORD_VALUE_REAL, NULL},   {"method", NORD_VALUE_TEXT, step_methods},
  {"title", NORD_VALUE_TEXT, NULL},      {"planned_s", NORD_VALUE_INTEGER, NULL},
  {"prompt", NORD_VALUE_JSON, NULL},     {"visibility", NORD_VALUE_TEXT, NULL},
  {"kiosk_mode", NORD_VALUE_TEXT, NULL},
};

static const NordField idea_fields[] = {
  {"title", NORD_VALUE_TEXT, NULL},
  {"body", NORD_VALUE_TEXT, NULL},
  {"category", NORD_VALUE_TEXT, NULL},
  {"shape", NORD_VALUE_SHAPE, NULL},
  {"language", NORD_VALUE_TEXT, NULL},
  {"origin", NORD_VALUE_TEXT, origins},
  {"station", NORD_VALUE_INTEGER, NULL},
  {"step", NORD_VALUE_TEXT, NULL},
  {"moderation", NORD_VALUE_TEXT, moderations},
  {"moderation_reason", NORD_VALUE_TEXT, NULL},
  {"path", NORD_VALUE_TEXT, paths},
  {"cluster", NORD_VALUE_TEXT, NULL},
  {"created", NORD_VALUE_TEXT, NULL},
  {"source", NORD_VALUE_TEXT, NULL},
  {"source_key", NORD_VALUE_TEXT, NULL},
  {"receipt", NORD_VALUE_TEXT, NULL},
  {"claim", NORD_VALUE_TEXT, NULL},
};

static const NordField medium_fields[] = {
  {"idea", NORD_VALUE_TEXT, NULL},    {"media_type", NORD_VALUE_TEXT, NULL},
  {"sha256", NORD_VALUE_TEXT, NULL},  {"size", NORD_VALUE_INTEGER, NULL},
  {"caption", NORD_VALUE_TEXT, NULL}, {"consent", NORD_VALUE_TEXT, NULL},
};

static const NordField cluster_fields[] = {
  {"title", NORD_VALUE_TEXT, NULL},    {"note", NORD_VALUE_TEXT, NULL},
  {"position", NORD_VALUE_REAL, NULL}, {"colour", NORD_VALUE_INTEGER, NULL},
  {"reason", NORD_VALUE_TEXT, NULL},   {"merged_into", NORD_VALUE_TEXT, NULL},
};

static const NordField poll_fields[] = {
  {"title", NORD_VALUE_TEXT, NULL},    {"method", NORD_VALUE_TEXT, poll_methods},
  {"options", NORD_VALUE_JSON, NULL},  {"dots", NORD_VALUE_INTEGER, NULL},
  {"cap", NORD_VALUE_INTEGER, NULL},   {"state", NORD_VALUE_TEXT, poll_states},
  {"opened", NORD_VALUE_TEXT, NULL},   {"closed", NORD_VALUE_TEXT, NULL},
  {"rule", NORD_VALUE_TEXT, NULL},     {"budget", NORD_VALUE_INTEGER, NULL},
  {"codes", NORD_VALUE_BOOLEAN, NULL}, {"earlier", NORD_VALUE_TEXT, NULL},
};

static const NordField ballot_fields[] = {
  {"poll", NORD_VALUE_TEXT, NULL},      {"channel", NORD_VALUE_TEXT, channels},
  {"people", NORD_VALUE_INTEGER, NULL}, {"marks", NORD_VALUE_JSON, NULL},
  {"voided", NORD_VALUE_TEXT, NULL},    {"paper", NORD_VALUE_TEXT, NULL},
  {"entry", NORD_VALUE_TEXT, entries},  {"token", NORD_VALUE_TEXT, NULL},
};

static const NordField project_fields[] = {
  {"number", NORD_VALUE_TEXT, NULL},     {"title", NORD_VALUE_TEXT, NULL},
  {"body", NORD_VALUE_TEXT, NULL},       {"category", NORD_VALUE_TEXT, NULL},
  {"district", NORD_VALUE_TEXT, NULL},   {"state", NORD_VALUE_TEXT, project_states},
  {"shape", NORD_VALUE_SHAPE, NULL},     {"registered_on", NORD_VALUE_TEXT, NULL},
  {"started_on", NORD_VALUE_TEXT, NULL}, {"ended_on", NORD_VALUE_TEXT, NULL},
  {"cost", NORD_VALUE_INTEGER, NULL},    {"url", NORD_VALUE_TEXT, NULL},
  {"source", NORD_VALUE_TEXT, NULL},     {"sample", NORD_VALUE_BOOLEAN, NULL},
};

static const NordField answer_fields[] = {
  {"idea", NORD_VALUE_TEXT, NULL},     {"path", NORD_VALUE_TEXT, paths},
  {"body", NORD_VALUE_TEXT, NULL},     {"project_number", NORD_VALUE_TEXT, NULL},
  {"given_on", NORD_VALUE_TEXT, NULL}, {"office", NORD_VALUE_TEXT, NULL},
};

static const NordField measure_fields[] = {
  {"title", NORD_VALUE_TEXT, NULL},   {"who", NORD_VALUE_TEXT, NULL},
  {"until", NORD_VALUE_TEXT, NULL},   {"idea", NORD_VALUE_TEXT, NULL},
  {"done", NORD_VALUE_BOOLEAN, NULL},
};

static const NordField layer_fields[] = {
  {"title", NORD_VALUE_TEXT, NULL},     {"position", NORD_VALUE_REAL, NULL},
  {"opacity", NORD_VALUE_REAL, NULL},   {"shown", NORD_VALUE_BOOLEAN, NULL},
  {"colour", NORD_VALUE_INTEGER, NULL}, {"source", NORD_VALUE_TEXT, NULL},
};

static const NordField layer_feature_fields[] = {
  {"layer", NORD_VALUE_TEXT, NULL},
  {"title", NORD_VALUE_TEXT, NULL},
  {"shape", NORD_VALUE_SHAPE, NULL},
};

static const NordField board_mark_fields[] = {
  {"kind", NORD_VALUE_TEXT, board_mark_kinds},
  {"about", NORD_VALUE_TEXT, NULL},
  {"text", NORD_VALUE_TEXT, NULL},
  {"who", NORD_VALUE_TEXT, NULL},
  {"x", NORD_VALUE_REAL, NULL},
  {"y", NORD_VALUE_REAL, NULL},
};

static const NordField project_link_fields[] = {
  {"idea", NORD_VALUE_TEXT, NULL},
  {"project", NORD_VALUE_TEXT, NULL},
};

static const NordNoun nouns[NORD_N_NOUNS] = {
  [NORD_NOUN_WORKSHOP] = {NORD_NOUN_WORKSHOP, "workshop", workshop_fields,
                          G_N_ELEMENTS (workshop_fields), nord_workshop_get_type},
  [NORD_NOUN_STEP] = {NORD_NOUN_STEP, "step", step_fields, G_N_ELEMENTS (step_fields),
                      nord_step_get_type},
  [NORD_NOUN_IDEA] = {NORD_NOUN_IDEA, "idea", idea_fields, G_N_ELEMENTS (idea_fields),
                      nord_idea_get_type},
  [NORD_NOUN_MEDIUM] = {NORD_NOUN_MEDIUM, "medium", medium_fields, G_N_ELEMENTS (medium_fields),
                        nord_medium_get_type},
  [NORD_NOUN_CLUSTER] = {NORD_NOUN_CLUSTER, "cluster", cluster_fields,
                         G_N_ELEMENTS (cluster_fields), nord_cluster_get_type},
  [NORD_NOUN_POLL] = {NORD_NOUN_POLL, "poll", poll_fields, G_N_ELEMENTS (poll_fields),
                      nord_poll_get_type},
  [NORD_NOUN_BALLOT] = {NORD_NOUN_BALLOT, "ballot", ballot_fields, G_N_ELEMENTS (ballot_fields),
                        nord_ballot_get_type},
  [NORD_NOUN_PROJECT] = {NORD_NOUN_PROJECT, "project", project_fields,
                         G_N_ELEMENTS (project_fields), nord_project_get_type},
  [NORD_NOUN_ANSWER] = {NORD_NOUN_ANSWER, "answer", answer_fields, G_N_ELEMENTS (answer_fields),
                        nord_answer_get_type},
  [NORD_NOUN_MEASURE] = {NORD_NOUN_MEASURE, "measure", measure_fields,
                         G_N_ELEMENTS (measure_fields), nord_measure_get_type},
  [NORD_NOUN_LAYER] = {NORD_NOUN_LAYER, "layer", layer_fields, G_N_ELEMENTS (layer_fields),
                       nord_layer_get_type},
  [NORD_NOUN_LAYER_FEATURE] = {NORD_NOUN_LAYER_FEATURE, "layer_feature", layer_feature_fields,
                               G_N_ELEMENTS (layer_feature_fields), nord_layer_feature_get_type},
  [NORD_NOUN_PROJECT_LINK] = {NORD_NOUN_PROJECT_LINK, "project_link", project_link_fields,
                              G_N_ELEMENTS (project_link_fields), nord_project_link_get_type},
  [NORD_NOUN_BOARD_MARK] = {NORD_NOUN_BOARD_MARK, "board_mark", board_mark_fields,
                            G_N_ELEMENTS (board_mark_fields), nord_board_mark_get_type},
};

const NordNoun *
nord_noun_get (NordNounKind kind)
{
  g_return_val_if_fail (kind < NORD_N_NOUNS, NULL);

  return &nouns[kind];
}

/**
 * nord_noun_find:
 * @name: wire type, for instance "idea"
 *
 * Returns: (nullable): the noun, NULL for a type of a newer version
 */
const NordNoun *
nord_noun_find (const char *name)
{
  for (guint i = 0; i < NORD_N_NOUNS; i++)
    if (strcmp (nouns[i].name, name) == 0)
      return &nouns[i];
  return NULL;
}

int
nord_noun_find_field (const NordNoun *self, const char *name)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (strcmp (self->fields[i].name, name) == 0)
      return i;
  return -1;
}
