/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What was said so far, of ideas or of projects, to be asked with every key whether something is
 * there already. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

typedef struct _NordSayings NordSayings;

typedef struct {
  const char *id;    /* (not owned) */
  double similarity; /* 0 nothing in common, 1 the same */
  double metres;     /* between both; below 0 where one has no place */
} NordSaying;

/* @likely: how similar things must be to be worth showing; @beside: the same where they lie right
 * beside each other. Two people who mean one thing say it alike: NORD_DUPLICATE_LIKELY for both.
 * The register says it in words of its own; measured on the sample's projects, what residents would
 * say of them reaches 0.28 to 0.42, and other projects stay below 0.22. */
#define NORD_SAYINGS_OTHER_LIKELY 0.3
#define NORD_SAYINGS_OTHER_BESIDE 0.2
NordSayings *nord_sayings_new (double likely, double beside);
void nord_sayings_add (NordSayings *self,
                       const char *id,
                       const char *title,
                       const char *body,
                       NordShape *shape);
/* The topic of what was added last. */
void nord_sayings_set_topic (NordSayings *self, const char *topic);
/* Takes time: for a thread. Nothing can be added afterwards. */
void nord_sayings_build (NordSayings *self);
guint nord_sayings_find (NordSayings *self,
                         const char *title,
                         const char *body,
                         const NordShape *shape,
                         NordSaying *found,
                         guint n_found);
guint nord_sayings_find_beside (NordSayings *self,
                                const char *topic,
                                const NordShape *shape,
                                NordSaying *found,
                                guint n_found);
void nord_sayings_free (NordSayings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordSayings, nord_sayings_free)

G_END_DECLS
