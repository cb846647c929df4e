/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Cumulative voting with dots: each person has some dots and may give one option a few of them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NORD_CHANNEL_TOUCH,
  NORD_CHANNEL_HANDS,
  NORD_CHANNEL_STICKERS,
  NORD_CHANNEL_PAPER,
  NORD_N_CHANNELS
} NordChannel;

typedef struct {
  guint n_options;
  guint dots; /* a person has */
  guint cap;  /* of them for one option; dots or more: no cap */
} NordDotsRules;

/* One ballot may stand for several people: a show of hands, a wall of stickers. Its marks are then
 * the sum of what they gave. */
typedef struct {
  NordChannel channel;
  guint people;
  const guint *marks; /* (unowned) n_options */
} NordDotsBallot;

typedef enum {
  NORD_DOTS_SOUND,
  NORD_DOTS_NOBODY,   /* it stands for no person */
  NORD_DOTS_TOO_MANY, /* more dots than its people have */
  NORD_DOTS_OVER_CAP, /* more on one option than its people may give it */
} NordDotsFault;

typedef struct {
  guint64 votes; /* dots */
  guint64 votes_by_channel[NORD_N_CHANNELS];
  /* People who gave it at least one dot: known exactly from ballots of one person, otherwise
   * between these two. */
  guint64 people_least, people_most;
  guint place;   /* 1 is most; equal votes share a place, the next ones are skipped */
  gboolean tied; /* another option has the same place */
} NordDotsResult;

typedef struct {
  guint n_options;
  NordDotsResult *options; /* (owned) n_options, in the order of the options */
  guint *order;            /* (owned) n_options: most votes first; of equals the earlier option */
  guint64 votes;           /* all dots given */
  guint64 unused;          /* dots that people kept */
  guint64 people;          /* on sound ballots */
  guint64 abstained;       /* of them, on ballots without any dot */
  guint64 votes_by_channel[NORD_N_CHANNELS];
  guint64 people_by_channel[NORD_N_CHANNELS];
  guint n_ballots; /* sound ones */
  guint ballots_by_channel[NORD_N_CHANNELS];
  guint n_unsound; /* left out */
} NordDotsTally;

NordDotsFault
nord_dots_check (const NordDotsRules *rules, guint people, const guint *marks, guint *option);
NordDotsTally *
nord_dots_count (const NordDotsRules *rules, const NordDotsBallot *ballots, guint n_ballots);
void nord_dots_tally_free (NordDotsTally *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordDotsTally, nord_dots_tally_free)

G_END_DECLS
