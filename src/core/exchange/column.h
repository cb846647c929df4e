/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A column of a foreign table, and what it is for us. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  NORD_ROLE_IGNORE,
  NORD_ROLE_TITLE,
  NORD_ROLE_BODY,
  NORD_ROLE_CATEGORY,
  NORD_ROLE_LON,
  NORD_ROLE_LAT,
  NORD_ROLE_SHAPE, /* WKT or a GeoJSON geometry */
  NORD_ROLE_KEY,   /* what tells the rows of the collection apart */
  NORD_ROLE_LANGUAGE,
  NORD_ROLE_CREATED,
  NORD_ROLE_APPEND, /* kept at the end of the text, as "name: value" */
  /* Only in files that Nordwärts wrote: */
  NORD_ROLE_ORIGIN,
  NORD_ROLE_STATION,
  NORD_ROLE_STEP,
  NORD_ROLE_MODERATION,
  NORD_ROLE_MODERATION_REASON,
  NORD_ROLE_PATH,
  NORD_ROLE_CLUSTER,
  NORD_ROLE_SOURCE,
  NORD_ROLE_SOURCE_KEY,
  /* Only of projects: */
  NORD_ROLE_NUMBER,
  NORD_ROLE_DISTRICT,
  NORD_ROLE_STATE,
  NORD_ROLE_REGISTERED_ON,
  NORD_ROLE_STARTED_ON,
  NORD_ROLE_ENDED_ON,
  NORD_ROLE_COST,
  NORD_ROLE_URL,
  NORD_ROLE_SAMPLE, /* only in files that Nordwärts wrote */
  NORD_N_ROLES
} NordRole;

/* What the rows of a file are. */
typedef enum { NORD_SUBJECT_IDEAS, NORD_SUBJECT_PROJECTS } NordSubject;

typedef struct {
  char *name; /* (owned) as in the file */
  NordRole role;
} NordColumn;

const char *nord_role_get_id (NordRole role);    /* "title", for --map and JSON */
const char *nord_role_get_title (NordRole role); /* translated */
gboolean nord_role_find (const char *id, NordSubject subject, NordRole *role);
/* Whether a person may give a column that role. */
gboolean nord_role_is_choosable (NordRole role, NordSubject subject);

/* (element-type NordColumn) that frees its columns. */
GArray *nord_columns_new (void);
void nord_columns_add (GArray *columns, const char *name, gssize length);
gboolean nord_columns_know (const char *name); /* whether a header could be called so */
/* Gives each column a role by its name. TRUE: the file is one that Nordwärts wrote. */
gboolean nord_columns_propose (GArray *columns, NordSubject subject);
int nord_columns_find_role (const GArray *columns, NordRole role); /* -1: none */
int nord_columns_find (const GArray *columns, const char *name);   /* -1: none */
/* Gives @column that role; who had a role of which there is one only, loses it. */
void nord_columns_set_role (GArray *columns, guint column, NordRole role);

G_END_DECLS
