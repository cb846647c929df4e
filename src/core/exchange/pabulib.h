/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Participatory budgets in Pabulib's `.pb` format: META, PROJECTS and VOTES, separated by `;`.
 * Source: Faliszewski et al.: Participatory Budgeting: Data, Tools and Analysis (IJCAI 2023) and
 * the format's page at pabulib.org. */
#pragma once

#include "core/model/budget.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  NORD_PABULIB_ERROR_SYNTAX, /* line and field are named */
  NORD_PABULIB_ERROR_TOO_LARGE,
} NordPabulibError;

#define NORD_PABULIB_ERROR (nord_pabulib_error_quark ())
GQuark nord_pabulib_error_quark (void);

typedef enum {
  NORD_PABULIB_APPROVAL,
  NORD_PABULIB_ORDINAL,
  NORD_PABULIB_CUMULATIVE,
  NORD_PABULIB_SCORING,
  NORD_PABULIB_CHOOSE_1,
} NordPabulibVoteType;

/* A section as it stands in the file, so that writing it again loses nothing. */
typedef struct {
  guint n_columns, n_rows;
  const char **columns; /* (owned array) names; text belongs to the file */
  const char **cells;   /* (owned array) n_rows * n_columns; missing ones are "" */
} NordPabulibTable;

typedef struct {
  NordPabulibTable meta; /* columns key and value */
  NordPabulibTable projects;
  NordPabulibTable votes;
  NordPabulibVoteType vote_type;
  NordBudget *budget;  /* (owned) the same as numbers */
  GPtrArray *warnings; /* (owned) (element-type utf8) what was odd but can be read */
  char *text;          /* (owned) what the cells point into */
} NordPabulib;

NordPabulib *nord_pabulib_parse (const char *data, gssize length, GError **error);
NordPabulib *nord_pabulib_read (GFile *file, GCancellable *cancellable, GError **error);
const char *nord_pabulib_get_meta (const NordPabulib *self, const char *key); /* (nullable) */
char *nord_pabulib_format (const NordPabulib *self);
gboolean nord_pabulib_write (const NordPabulib *self,
                             GFile *file,
                             GCancellable *cancellable,
                             GError **error);
void nord_pabulib_free (NordPabulib *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordPabulib, nord_pabulib_free)

G_END_DECLS
