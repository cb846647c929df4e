/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The fixed part of all workshops of a city, as data: focal areas, districts, languages, home view.
 * Dortmund's ships with the program; any city can write its own file. Immutable once loaded. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

typedef enum {
  NORD_MARK_CIRCLE,
  NORD_MARK_SQUARE,
  NORD_MARK_TRIANGLE,
  NORD_MARK_DIAMOND,
  NORD_MARK_HEXAGON,
  NORD_MARK_STAR,
  NORD_MARK_CROSS,
} NordMark;

/* A focal area: never told by colour alone, so each has a shape and a word too. */
typedef struct {
  char *id;    /* (owned) */
  char *title; /* (owned) in the language the programme was loaded for */
  char *icon;  /* (owned) name of a symbolic icon, "nord-circle-symbolic" */
  NordMark mark;
  double red, green, blue; /* 0 to 1 */
} NordCategory;

typedef struct {
  char *id;   /* (owned) BCP 47 */
  char *name; /* (owned) in that language itself */
} NordLanguage;

typedef enum {
  NORD_PROGRAMME_ERROR_INVALID,
} NordProgrammeError;

#define NORD_PROGRAMME_ERROR (nord_programme_error_quark ())
GQuark nord_programme_error_quark (void);

#define NORD_TYPE_PROGRAMME (nord_programme_get_type ())
G_DECLARE_FINAL_TYPE (NordProgramme, nord_programme, NORD, PROGRAMME, GObject)

/* The one that ships with the program, with titles in @language (BCP 47; NULL: that of the locale).
 */
NordProgramme *nord_programme_new_default (const char *language);
NordProgramme *nord_programme_new_from_bytes (GBytes *bytes, const char *language, GError **error);

const char *nord_programme_get_id (NordProgramme *self);
const char *nord_programme_get_title (NordProgramme *self);
const char *nord_programme_get_city (NordProgramme *self);    /* (nullable) */
const char *nord_programme_get_country (NordProgramme *self); /* (nullable) in English */
guint nord_programme_get_n_categories (NordProgramme *self);
const NordCategory *nord_programme_get_category (NordProgramme *self, guint index);
const NordCategory *nord_programme_find_category (NordProgramme *self,
                                                  const char *id); /* (nullable) */
guint nord_programme_get_n_languages (NordProgramme *self);
const NordLanguage *nord_programme_get_language (NordProgramme *self, guint index);
const NordLanguage *nord_programme_find_language (NordProgramme *self,
                                                  const char *id); /* (nullable) */
/* NULL-terminated names of the districts the programme works in. */
const char *const *nord_programme_get_districts (NordProgramme *self);
/* What the map shows first, degrees. */
NordBounds nord_programme_get_home (NordProgramme *self);

G_END_DECLS
