/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A project of the register as a person writes it. What stood there and was not touched is never
 * refused: a list of the city may have brought it so. */
#include "core/model/project-form.h"

#include "core/model/project-link.h"
#include "core/model/project.h"
#include "core/model/register.h"
#include "core/model/text.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

G_DEFINE_QUARK (nord_project_form_error, nord_project_form_error)

static gboolean
is_date (guint field)
{
  return field == NORD_PROJECT_REGISTERED_ON || field == NORD_PROJECT_STARTED_ON ||
         field == NORD_PROJECT_ENDED_ON;
}

/* (nullable) what the project has for @field when @change is made. */
static const char *
text_after (const NordChange *change, NordRecord *before, guint field)
{
  const NordEdit *edit = nord_change_find (change, field);

  if (edit != NULL)
    return edit->after.kind == NORD_VALUE_TEXT ? edit->after.text : NULL;
  return before != NULL ? nord_record_get_text (before, field) : NULL;
}

static gboolean
refuse (GError **error, guint field, const char *format, const char *shown)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *at = strstr (format, "%s");

  g_string_append_len (text, format, at != NULL ? at - format : (gssize) strlen (format));
  if (at != NULL) {
    g_string_append (text, shown);
    g_string_append (text, at + 2);
  }
  g_set_error_literal (error, NORD_PROJECT_FORM_ERROR, (int) field, text->str);
  return FALSE;
}

/* One line, except for the text of the project. (nullable): nothing was written. */
static char *
tidy (const char *text, guint field)
{
  char *clean = nord_text_clean (text);

  if (clean == NULL)
    return NULL;
  if (field != NORD_PROJECT_BODY)
    g_strdelimit (clean, "\r\n\t", ' ');
  g_strstrip (clean);
  if (*clean == '\0')
    g_clear_pointer (&clean, g_free);
  return clean;
}

static gboolean
set_field (NordChange *change, guint field, const char *text, GError **error)
{
  g_autofree char *date = NULL;
  NordProjectState state;
  gint64 euros;

  if (text == NULL) {
    nord_change_set (change, field, &(NordValue){.kind = NORD_VALUE_NULL});
    return TRUE;
  }
  if (is_date (field)) {
    date = nord_register_read_date (text);
    if (date == NULL)
      return refuse (error, field,
                     _ ("“%s” is no date; write 18.03.2024, 2024-03-18, 03/2024 or 2024"), text);
    nord_change_set_text (change, field, date);
    return TRUE;
  }
  switch (field) {
  case NORD_PROJECT_COST:
    if (!nord_register_read_money (text, &euros))
      return refuse (error, field, _ ("“%s” is no sum of money; write 1250000 or 1.250.000,00 €"),
                     text);
    nord_change_set_integer (change, field, euros);
    return TRUE;
  case NORD_PROJECT_URL:
    if (g_ascii_strncasecmp (text, "https://", 8) != 0 &&
        g_ascii_strncasecmp (text, "http://", 7) != 0)
      return refuse (error, field, _ ("“%s” is no web address; it begins with https://"), text);
    break;
  case NORD_PROJECT_STATE:
    if (!nord_project_state_find (text, &state))
      return refuse (
        error, field,
        _ ("“%s” is no state of a project; write registered, started, finished or stopped"), text);
    break;
  default:
    break;
  }
  nord_change_set_text (change, field, text);
  return TRUE;
}

/* By its number a later list of the city knows the project. */
static gboolean
check_number (const NordChange *change, NordRecord *before, GListModel *projects, GError **error)
{
  const char *number = text_after (change, before, NORD_PROJECT_NUMBER);
  g_autofree char *wanted = NULL;

  if (before != NULL && nord_change_find (change, NORD_PROJECT_NUMBER) == NULL)
    return TRUE;
  if (number == NULL)
    return refuse (error, NORD_PROJECT_NUMBER,
                   _ ("A project needs a number, by which a later list knows it"), NULL);
  wanted = nord_register_fold_number (number);
  for (guint i = 0; i < g_list_model_get_n_items (projects); i++) {
    g_autoptr (NordRecord) other = g_list_model_get_item (projects, i);
    const char *own = nord_record_get_text (other, NORD_PROJECT_NUMBER);
    const char *title = nord_record_get_text (other, NORD_PROJECT_TITLE);
    g_autofree char *folded = own != NULL ? nord_register_fold_number (own) : NULL;

    if (other != before && g_strcmp0 (folded, wanted) == 0)
      return refuse (error, NORD_PROJECT_NUMBER,
                     /* Translators: the title of the project that has the number. */
                     _ ("“%s” has this number already; take another one"),
                     title != NULL && *title != '\0' ? title : own);
  }
  return TRUE;
}

static gboolean
check_title (const NordChange *change, NordRecord *before, GError **error)
{
  if (before != NULL && nord_change_find (change, NORD_PROJECT_TITLE) == NULL &&
      nord_change_find (change, NORD_PROJECT_BODY) == NULL)
    return TRUE;
  if (text_after (change, before, NORD_PROJECT_TITLE) == NULL &&
      text_after (change, before, NORD_PROJECT_BODY) == NULL)
    return refuse (error, NORD_PROJECT_TITLE, _ ("A project needs a title or a text"), NULL);
  return TRUE;
}

/* As far as both are known: 2019 does not end before 2019-03. */
static gboolean
check_dates (const NordChange *change, NordRecord *before, GError **error)
{
  const char *start = text_after (change, before, NORD_PROJECT_STARTED_ON);
  const char *end = text_after (change, before, NORD_PROJECT_ENDED_ON);
  const char *state = text_after (change, before, NORD_PROJECT_STATE);

  if (end == NULL)
    return TRUE;
  if ((nord_change_find (change, NORD_PROJECT_ENDED_ON) != NULL ||
       nord_change_find (change, NORD_PROJECT_STATE) != NULL) &&
      (state == NULL || g_str_equal (state, "registered") || g_str_equal (state, "started")))
    return refuse (error, NORD_PROJECT_ENDED_ON,
                   _ ("Only a project that is finished or stopped has ended: choose that state, or "
                      "leave the end empty"),
                   NULL);
  if (start != NULL &&
      (nord_change_find (change, NORD_PROJECT_STARTED_ON) != NULL ||
       nord_change_find (change, NORD_PROJECT_ENDED_ON) != NULL) &&
      strncmp (end, start, MIN (strlen (start), strlen (end))) < 0)
    return refuse (error, NORD_PROJECT_ENDED_ON, _ ("The project ends before it starts"), NULL);
  return TRUE;
}

/**
 * nord_project_form_dup_text:
 * @project: of the register
 * @field: one that holds a text, a date or a sum
 *
 * Returns: (transfer full): how @field is written in a form, empty where nothing is known; what
 *   nord_project_form_read () makes of it is what the project has
 */
char *
nord_project_form_dup_text (NordRecord *project, guint field)
{
  const char *text;
  int year, month = 1, day = 1, n;
  g_autoptr (GDateTime) then = NULL;

  if (field == NORD_PROJECT_COST)
    return nord_record_peek (project, field)->kind == NORD_VALUE_INTEGER
             ? g_strdup_printf ("%" G_GINT64_FORMAT, nord_record_get_integer (project, field))
             : g_strdup ("");
  text = nord_record_get_text (project, field);
  if (text == NULL)
    return g_strdup ("");
  n = is_date (field) ? sscanf (text, "%4d-%2d-%2d", &year, &month, &day) : 0;
  if (n < 2)
    return g_strdup (text);
  then = g_date_time_new_utc (year, month, day, 12, 0, 0);
  if (then == NULL)
    return g_strdup (text);
  /* Translators: a day, and a month of a year, as they are typed in numbers: %d.%m.%Y, %m/%Y. */
  return g_date_time_format (then, n == 3 ? C_ ("typed", "%Y-%m-%d") : C_ ("typed", "%m/%Y"));
}

/**
 * nord_project_form_read:
 * @texts: (array length=NORD_PROJECT_N_FIELDS): what was written for each field; NULL leaves the
 *   field as it is, an empty text takes it away. Dates and sums in any form that a list of the city
 *   may have them in; the state by its id
 * @before: (nullable): the project to correct, NULL for one that is new
 * @projects: (element-type NordRecord): the register
 * @error: domain NORD_PROJECT_FORM_ERROR, code the field that is wrong, a sentence that says what
 * to do
 *
 * Returns: (transfer full) (nullable): the change, which is empty where nothing is different
 */
NordChange *
nord_project_form_read (const char *const *texts,
                        NordRecord *before,
                        GListModel *projects,
                        GError **error)
{
  g_autoptr (NordChange) change = before != NULL ? nord_change_new_update (before)
                                                 : nord_change_new_create (NORD_NOUN_PROJECT, NULL);

  for (guint field = 0; field < NORD_PROJECT_N_FIELDS; field++) {
    g_autofree char *text = texts[field] != NULL ? tidy (texts[field], field) : NULL;

    if (texts[field] == NULL || (before == NULL && text == NULL))
      continue;
    /* Nothing and an empty text are the same to a person. */
    if (before != NULL && text == NULL && nord_record_get_text (before, field) == NULL &&
        field != NORD_PROJECT_COST)
      continue;
    if (!set_field (change, field, text, error))
      return NULL;
  }
  if (before == NULL && nord_change_find (change, NORD_PROJECT_STATE) == NULL)
    nord_change_set_text (change, NORD_PROJECT_STATE,
                          nord_project_state_get_id (NORD_PROJECT_REGISTERED));
  if (!check_number (change, before, projects, error) || !check_title (change, before, error) ||
      !check_dates (change, before, error))
    return NULL;
  return g_steal_pointer (&change);
}

/**
 * nord_project_form_remove:
 * @project: of the register
 * @links: all of the workshop
 * @label: what undo names
 *
 * Returns: (transfer full): that @project goes, and with it what linked ideas to it; one step
 */
NordChangeSet *
nord_project_form_remove (NordRecord *project, GListModel *links, const char *label)
{
  NordChangeSet *set = nord_change_set_group_new (label);

  for (guint i = 0; i < g_list_model_get_n_items (links); i++) {
    g_autoptr (NordRecord) link = g_list_model_get_item (links, i);

    if (g_strcmp0 (nord_record_get_text (link, NORD_PROJECT_LINK_PROJECT),
                   nord_record_get_id (project)) == 0)
      nord_change_set_group_add (set, nord_change_new_delete (link));
  }
  nord_change_set_group_add (set, nord_change_new_delete (project));
  return set;
}
