/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Paper ballots: two people enter each of them, neither seeing what the other wrote, and only what
 * both say counts. */
#pragma once

#include "core/rank/polling.h"

G_BEGIN_DECLS

typedef enum {
  NORD_PAPER_NEW,     /* nobody has entered it */
  NORD_PAPER_ONCE,    /* it waits for the second entry */
  NORD_PAPER_TWICE,   /* both entries are there and a person has to settle them */
  NORD_PAPER_COUNTED, /* it counts */
} NordPaperState;

typedef struct {
  NordPaperState state;
  NordRecord *first, *second; /* (owned) (nullable) entries, or the ballot that counts */
} NordPaperEntries;

/* @number: what is written on the paper. */
NordPaperState nord_paper_find (NordRecord *poll,
                                GListModel *ballots,
                                const char *number,
                                NordPaperEntries *entries);
void nord_paper_entries_clear (NordPaperEntries *self);
/* (transfer full) (nullable) NULL: it counts already, or two entries wait to be settled. */
NordChangeSet *nord_paper_enter (NordRecord *poll,
                                 GListModel *ballots,
                                 const NordPolling *data,
                                 const char *number,
                                 guint people,
                                 const guint *marks,
                                 NordPaperState *state);
/* (transfer full) (element-type guint) the options on which two entries differ; all where they
 * stand for different numbers of people. */
GArray *nord_paper_compare (const NordPolling *data, const NordPaperEntries *entries);
/* (transfer full) what the paper really says, when somebody has looked again. */
NordChangeSet *nord_paper_settle (const NordPolling *data,
                                  const NordPaperEntries *entries,
                                  guint people,
                                  const guint *marks);
/* What @number is followed by in the stack: "7" by "8", "A-09" by "A-10". (transfer full) */
char *nord_paper_next_number (const char *number);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NordPaperEntries, nord_paper_entries_clear)

G_END_DECLS
