/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The city's register of projects: what its words, dates and numbers mean, how many were
 * registered, started and finished when, and which ideas belong to which of them. */
#pragma once

#include "core/model/change.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  NORD_PROJECT_REGISTERED,
  NORD_PROJECT_STARTED,
  NORD_PROJECT_FINISHED,
  NORD_PROJECT_STOPPED,
  NORD_N_PROJECT_STATES
} NordProjectState;

const char *nord_project_state_get_id (NordProjectState state); /* "registered" */
/* What @project says; registered where it says nothing. */
NordProjectState nord_project_get_state (NordRecord *project);
gboolean nord_project_state_find (const char *id, NordProjectState *state);
/* As cities write it in German or English: "in Umsetzung", "abgeschlossen". */
gboolean nord_project_state_read (const char *words, NordProjectState *state);

/* The same for numbers that mean the same: "N-104" and " n-104". */
char *nord_register_fold_number (const char *number);
/* (transfer none) (nullable) the project of that number. */
NordRecord *nord_register_find (GListModel *projects, const char *number);
/* In the order of their numbers, "N-9" before "N-10"; a GCompareDataFunc over records. */
int nord_register_compare (gconstpointer a, gconstpointer b, gpointer unused);

char *nord_register_read_date (const char *text);
gboolean nord_register_read_money (const char *text, gint64 *euros);

/* How many projects came so far in a span of time. */
typedef struct {
  int year, quarter; /* quarter 1 to 4; 0: the year, or of the year no more is known */
  guint registered, started, finished, stopped;
} NordRegisterSpan;

GArray *nord_register_count (GListModel *projects, gboolean by_quarter);
/* "2026" or "2026 Q3", translated. */
char *nord_register_span_dup_name (const NordRegisterSpan *span);

/* (transfer container) (element-type NordRecord) by number; @links: all of the workshop. */
GPtrArray *nord_register_list_projects (GListModel *links, GListModel *projects, const char *idea);
/* (transfer container) (element-type NordRecord) in the order in which they were said. */
GPtrArray *nord_register_list_ideas (GListModel *links, GListModel *ideas, const char *project);
gboolean nord_register_is_linked (GListModel *links, const char *idea, const char *project);
/* That @idea belongs to @project; one step of undo with what else is in @set. */
void nord_register_link (NordChangeSet *set, const char *idea, const char *project);
/* Takes away every link between both, also where two copies made one each. */
void
nord_register_unlink (NordChangeSet *set, GListModel *links, const char *idea, const char *project);

G_END_DECLS
