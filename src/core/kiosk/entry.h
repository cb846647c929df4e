/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a resident puts in at a station, until it becomes an idea. */
#pragma once

#include "core/kiosk/collage.h"
#include "core/kiosk/words.h"
#include "core/model/change.h"

G_BEGIN_DECLS

typedef struct {
  NordShape *shape;     /* (owned) (nullable) */
  char *category;       /* (owned) (nullable) id */
  char *title;          /* (owned) (nullable) */
  char *body;           /* (owned) (nullable) */
  char *adds_to;        /* (owned) (nullable) id of an idea or a project that it shall be more of */
  NordCollage *collage; /* (owned) (nullable) of a child, in the place of all else */
} NordEntry;

void nord_entry_clear (NordEntry *self); /* nothing is left of it */
gboolean nord_entry_is_empty (const NordEntry *self);
/* Any shape replaces the one before. */
void nord_entry_set_shape (NordEntry *self, NordShape *shape);
void nord_entry_set_category (NordEntry *self, const char *category);
/* Nothing but spaces is nothing. */
void nord_entry_set_words (NordEntry *self, const char *title, const char *body);
/* @id: (nullable) of an idea or a project that is there already. */
void nord_entry_set_adds_to (NordEntry *self, const char *id);
/* (transfer full) what in the words may tell who somebody is, NULL at the end; see
 * core/model/pattern.h */
char **nord_entry_find_personal (const NordEntry *self);
/* Blacks it out. */
void nord_entry_hide_personal (NordEntry *self);
/* (transfer full) the change that makes a new, unread idea of it; @receipt: (nullable) the hash of
 * its code. */
NordChange *nord_entry_make_idea (const NordEntry *self,
                                  const char *language,
                                  guint station,
                                  const char *receipt);
/* (transfer full) (element-type NordChange) new, unread ideas of a child's collage, one a sticker,
 * in the words of the station and marked as of children; all have the one @receipt (nullable). */
GPtrArray *nord_entry_make_ideas (const NordEntry *self,
                                  const NordWords *words,
                                  guint station,
                                  const char *receipt);
/* (transfer full) as JSON; for a draft that shall outlive the program. */
char *nord_entry_write (const NordEntry *self);
/* FALSE: it is no entry, and nothing is left of what was in @self. */
gboolean nord_entry_read (NordEntry *self, const char *text);

G_END_DECLS
