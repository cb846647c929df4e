/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which column is what, told from its name. */
#include "core/exchange/column.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct {
  const char *id;
  const char *title;
  /* Folded names, best first, ended by NULL: German, English, and what other platforms export. */
  const char *const *names;
} roles[NORD_N_ROLES] = {
  [NORD_ROLE_IGNORE] = {"ignore", NC_ ("column", "Leave out"), NULL},
  [NORD_ROLE_TITLE] = {"title", NC_ ("column", "Title"),
                       (const char *const[]){"titel",    "title",   "ueberschrift", "headline",
                                             "betreff",  "subject", "kurztitel",    "bezeichnung",
                                             "titre",    "titulo",  "tytul",        "baslik",
                                             "name",     "idee",    "idea",         "vorschlag",
                                             "proposal", "thema",   "topic",        NULL}},
  [NORD_ROLE_BODY] = {"body", NC_ ("column", "Text"),
                      (const char *const[]){"body",        "text",         "beschreibung",
                                            "description", "inhalt",       "content",
                                            "beitrag",     "beitragstext", "contributioncontent",
                                            "anregung",    "nachricht",    "message",
                                            "langtext",    "freitext",     "kommentar",
                                            "comment",     "details",      "begruendung",
                                            "idee",        "idea",         "vorschlag",
                                            "texte",       "opis",         "metin",
                                            NULL}},
  [NORD_ROLE_CATEGORY] = {"category", NC_ ("column", "Focal area"),
                          (const char *const[]){"category", "kategorie", "handlungsfeld",
                                                "themenfeld", "schwerpunkt", "rubrik", "thema",
                                                "topic", "focalarea", "maincategorylevel1",
                                                "ausschuss", "categorie", "kategoria", NULL}},
  [NORD_ROLE_LON] = {"lon", NC_ ("column", "Longitude"),
                     (const char *const[]){"lon", "longitude", "lng", "long", "laenge",
                                           "laengengrad", "geolaenge", "geolon", "xcoord",
                                           "xkoordinate", "coordx", "x", NULL}},
  [NORD_ROLE_LAT] = {"lat", NC_ ("column", "Latitude"),
                     (const char *const[]){"lat", "latitude", "breite", "breitengrad", "geobreite",
                                           "geolat", "ycoord", "ykoordinate", "coordy", "y", NULL}},
  [NORD_ROLE_SHAPE] = {"shape", NC_ ("column", "Shape"),
                       (const char *const[]){"shape", "wkt", "geometry", "geom", "geometrie",
                                             "thegeom", "geojson", "geo", "location", NULL}},
  [NORD_ROLE_KEY] = {"key", NC_ ("column", "Number in the source"),
                     (const char *const[]){"documentid", "cimtid", "uuid", "guid", "id", "key",
                                           "nr", "nummer", "number", "lfdnr", "kennung",
                                           "beitragsnr", "beitragsnummer", "fid", "objectid",
                                           NULL}},
  [NORD_ROLE_LANGUAGE] = {"language", NC_ ("column", "Language"),
                          (const char *const[]){"language", "sprache", "lang", "locale", "langue",
                                                "dil", NULL}},
  [NORD_ROLE_CREATED] = {"created", NC_ ("column", "Date"),
                         (const char *const[]){"created", "createdat", "datecreated", "erstellt",
                                               "erstelltam", "datum", "date", "timestamp",
                                               "zeitstempel", "zeit", NULL}},
  [NORD_ROLE_APPEND] = {"append", NC_ ("column", "Append to the text"), NULL},
  [NORD_ROLE_ORIGIN] = {"origin", NULL, NULL},
  [NORD_ROLE_STATION] = {"station", NULL, NULL},
  [NORD_ROLE_STEP] = {"step", NULL, NULL},
  [NORD_ROLE_MODERATION] = {"moderation", NULL, NULL},
  [NORD_ROLE_MODERATION_REASON] = {"moderation_reason", NULL, NULL},
  [NORD_ROLE_PATH] = {"path", NULL, NULL},
  [NORD_ROLE_CLUSTER] = {"cluster", NULL, NULL},
  [NORD_ROLE_SOURCE] = {"source", NULL, NULL},
  [NORD_ROLE_SOURCE_KEY] = {"source_key", NULL, NULL},
  [NORD_ROLE_NUMBER] = {"number", NC_ ("column", "Number of the project"),
                        (const char *const[]){"number", "nummer", "projektnummer", "projektnr",
                                              "teilprojektnummer", "teilprojektnr",
                                              "vorhabennummer", "projectnumber", "nr", "lfdnr",
                                              "kennung", "kennziffer", "projektid", "projectid",
                                              "key", "id", "objectid", "fid", NULL}},
  [NORD_ROLE_DISTRICT] = {"district", NC_ ("column", "District"),
                          (const char *const[]){"district", "stadtbezirk", "bezirk", "ortsteil",
                                                "stadtteil", "gebiet", "raum", NULL}},
  [NORD_ROLE_STATE] = {"state", NC_ ("column", "Project state"),
                       (const char *const[]){"state", "status", "stand", "projektstatus",
                                             "projektstand", "umsetzungsstand", "phase", NULL}},
  [NORD_ROLE_REGISTERED_ON] = {"registered_on", NC_ ("column", "Registered on"),
                               (const char *const[]){"registeredon", "registered", "angemeldetam",
                                                     "angemeldet", "anmeldung", "aufgenommenam",
                                                     "beschlossenam", "datum", "date", NULL}},
  [NORD_ROLE_STARTED_ON] = {"started_on", NC_ ("column", "Started on"),
                            (const char *const[]){"startedon", "started", "begonnenam", "beginn",
                                                  "gestartetam", "start", "baubeginn",
                                                  "projektbeginn", "projektstart", "datestart",
                                                  NULL}},
  [NORD_ROLE_ENDED_ON] = {"ended_on", NC_ ("column", "Finished or stopped on"),
                          (const char *const[]){"endedon", "ended", "finishedon", "finished",
                                                "beendetam", "abgeschlossenam", "ende", "abschluss",
                                                "fertigstellung", "projektende", "dateend", "end",
                                                NULL}},
  [NORD_ROLE_COST] = {"cost", NC_ ("column", "Cost in euros"),
                      (const char *const[]){"cost", "costs", "kosten", "kosteneur", "kosteneuro",
                                            "gesamtkosten", "budget", "mittel", "volumen", NULL}},
  [NORD_ROLE_URL] = {"url", NC_ ("column", "Web page"),
                     (const char *const[]){"url", "link", "webseite", "website", "internet", "www",
                                           "href", NULL}},
  [NORD_ROLE_SAMPLE] = {"sample", NULL, NULL},
};

/* What a title is called where the rows are projects: before the other names. */
static const char *const project_titles[] = {"titel",       "title",     "projekttitel",
                                             "projektname", "projekt",   "project",
                                             "vorhaben",    "massnahme", "bezeichnung",
                                             "name",        "kurztitel", NULL};
static const NordRole project_only[] = {
  NORD_ROLE_NUMBER,     NORD_ROLE_DISTRICT, NORD_ROLE_STATE, NORD_ROLE_REGISTERED_ON,
  NORD_ROLE_STARTED_ON, NORD_ROLE_ENDED_ON, NORD_ROLE_COST,  NORD_ROLE_URL,
};
static const NordRole both[] = {
  NORD_ROLE_TITLE, NORD_ROLE_BODY,  NORD_ROLE_CATEGORY, NORD_ROLE_LON,
  NORD_ROLE_LAT,   NORD_ROLE_SHAPE, NORD_ROLE_APPEND,   NORD_ROLE_IGNORE,
};

const char *
nord_role_get_id (NordRole role)
{
  g_return_val_if_fail (role < NORD_N_ROLES, NULL);
  return roles[role].id;
}

const char *
nord_role_get_title (NordRole role)
{
  g_return_val_if_fail (role < NORD_N_ROLES, NULL);
  return roles[role].title != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "column", roles[role].title)
                                   : roles[role].id;
}

gboolean
nord_role_is_choosable (NordRole role, NordSubject subject)
{
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    if (both[i] == role)
      return TRUE;
  if (subject == NORD_SUBJECT_IDEAS)
    return role < NORD_ROLE_ORIGIN;
  for (guint i = 0; i < G_N_ELEMENTS (project_only); i++)
    if (project_only[i] == role)
      return TRUE;
  return FALSE;
}

gboolean
nord_role_find (const char *id, NordSubject subject, NordRole *role)
{
  for (guint i = 0; i < NORD_N_ROLES; i++)
    if (nord_role_is_choosable (i, subject) && g_str_equal (roles[i].id, id)) {
      *role = i;
      return TRUE;
    }
  return FALSE;
}

static void
clear_column (gpointer data)
{
  g_free (((NordColumn *) data)->name);
}

GArray *
nord_columns_new (void)
{
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (NordColumn));

  g_array_set_clear_func (columns, clear_column);
  return columns;
}

/* Letters and digits only, small, without accents; ä, ö, ü, ß as Germans spell them out. */
static char *
fold (const char *name)
{
  GString *folded = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *lower = g_utf8_strdown (valid, -1);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    gunichar base[8];

    if (c == 0xE4)
      g_string_append (folded, "ae");
    else if (c == 0xF6)
      g_string_append (folded, "oe");
    else if (c == 0xFC)
      g_string_append (folded, "ue");
    else if (c == 0xDF)
      g_string_append (folded, "ss");
    else if (g_unichar_fully_decompose (c, FALSE, base, G_N_ELEMENTS (base)) > 0 &&
             g_unichar_isalnum (base[0]))
      g_string_append_unichar (folded, base[0]);
  }
  return g_string_free (folded, FALSE);
}

void
nord_columns_add (GArray *columns, const char *name, gssize length)
{
  g_autofree char *copy = length < 0 ? g_strdup (name) : g_strndup (name, length);
  NordColumn column = {.name = g_strstrip (g_utf8_make_valid (copy, -1))};

  g_array_append_val (columns, column);
}

gboolean
nord_columns_know (const char *name)
{
  g_autofree char *folded = fold (name);

  for (guint role = 0; role < NORD_N_ROLES; role++)
    for (const char *const *n = roles[role].names; n != NULL && *n != NULL; n++)
      if (g_str_equal (*n, folded))
        return TRUE;
  return FALSE;
}

int
nord_columns_find (const GArray *columns, const char *name)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_strcmp0 (g_array_index (columns, NordColumn, i).name, name) == 0)
      return (int) i;
  return -1;
}

int
nord_columns_find_role (const GArray *columns, NordRole role)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, NordColumn, i).role == role)
      return (int) i;
  return -1;
}

/* The names that only our own exports have together. */
static gboolean
is_own (const GArray *columns, NordSubject subject)
{
  static const char *const of_ideas[] = {"id",   "title",      "body", "moderation",
                                         "path", "source_key", NULL};
  static const char *const of_projects[] = {"id",       "number", "title", "registered_on",
                                            "ended_on", "sample", NULL};
  const char *const *marks = subject == NORD_SUBJECT_PROJECTS ? of_projects : of_ideas;

  for (; *marks != NULL; marks++)
    if (nord_columns_find (columns, *marks) < 0)
      return FALSE;
  return TRUE;
}

static const char *const *
get_names (NordRole role, NordSubject subject)
{
  return subject == NORD_SUBJECT_PROJECTS && role == NORD_ROLE_TITLE ? project_titles
                                                                     : roles[role].names;
}

/* Gives @role to the column whose name is the best of its names. */
static void
propose_role (GArray *columns, char **folded, NordRole role, NordSubject subject)
{
  for (const char *const *n = get_names (role, subject); n != NULL && *n != NULL; n++)
    for (guint i = 0; i < columns->len; i++) {
      NordColumn *column = &g_array_index (columns, NordColumn, i);

      if (column->role != NORD_ROLE_IGNORE || !g_str_equal (folded[i], *n))
        continue;
      column->role = role;
      return;
    }
}

/**
 * nord_columns_propose:
 * @columns: (element-type NordColumn)
 * @subject: what the rows are
 *
 * Gives each column a role by its name. Names are compared without case, accents and signs; of
 * several that fit, the one that is most surely meant wins, and each role is given once.
 *
 * Returns: TRUE where the names are those of a file that Nordwärts itself wrote, so that every
 *   field can come back
 */
gboolean
nord_columns_propose (GArray *columns, NordSubject subject)
{
  g_auto (GStrv) folded = g_new0 (char *, columns->len + 1);
  gboolean own = is_own (columns, subject);

  for (guint i = 0; i < columns->len; i++) {
    NordColumn *column = &g_array_index (columns, NordColumn, i);

    folded[i] = fold (column->name);
    column->role = NORD_ROLE_IGNORE;
  }
  if (own) {
    for (guint i = 0; i < columns->len; i++) {
      NordColumn *column = &g_array_index (columns, NordColumn, i);

      for (guint role = NORD_ROLE_TITLE; role < NORD_N_ROLES; role++)
        if (g_str_equal (column->name, roles[role].id))
          column->role = role;
      /* What a project is called elsewhere is its number, and nothing else. */
      if (g_str_equal (column->name, "id"))
        column->role = subject == NORD_SUBJECT_PROJECTS ? NORD_ROLE_IGNORE : NORD_ROLE_KEY;
    }
    return TRUE;
  }
  for (guint role = NORD_ROLE_TITLE; role < NORD_N_ROLES; role++)
    if (nord_role_is_choosable (role, subject))
      propose_role (columns, folded, role, subject);
  /* A place needs both numbers. */
  int lon = nord_columns_find_role (columns, NORD_ROLE_LON);
  int lat = nord_columns_find_role (columns, NORD_ROLE_LAT);
  if ((lon < 0) != (lat < 0))
    g_array_index (columns, NordColumn, MAX (lon, lat)).role = NORD_ROLE_IGNORE;
  return FALSE;
}

void
nord_columns_set_role (GArray *columns, guint column, NordRole role)
{
  g_return_if_fail (column < columns->len);
  if (role != NORD_ROLE_IGNORE && role != NORD_ROLE_APPEND)
    for (guint i = 0; i < columns->len; i++)
      if (g_array_index (columns, NordColumn, i).role == role)
        g_array_index (columns, NordColumn, i).role = NORD_ROLE_IGNORE;
  g_array_index (columns, NordColumn, column).role = role;
}
