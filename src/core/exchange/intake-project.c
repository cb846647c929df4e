/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Rows become projects of the register. A project is known by its number: what a later list says of
 * it replaces what stood there, and what that list leaves open stays. */
#include "core/exchange/intake-private.h"

#include "core/model/project.h"
#include "core/model/register.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One of the dates. FALSE: reported. */
static gboolean
set_date (NordIntake *self, NordChange *change, guint field, NordRole role)
{
  const GString *value = self->values[role];
  g_autofree char *date = value->len > 0 ? nord_register_read_date (value->str) : NULL;

  if (value->len == 0)
    return TRUE;
  if (date == NULL) {
    g_autofree char *shown = nord_intake_quote (value);
    g_autofree char *reason =
      g_strdup_printf (_ ("“%s” is no date; write 18.03.2024, 2024-03-18, 03/2024 or 2024"), shown);

    nord_intake_reject (self, self->line, nord_intake_column_of (self, role), reason);
    return FALSE;
  }
  nord_change_set_text (change, field, date);
  return TRUE;
}

static gboolean
set_cost (NordIntake *self, NordChange *change)
{
  const GString *value = self->values[NORD_ROLE_COST];
  gint64 euros;

  if (value->len == 0)
    return TRUE;
  if (!nord_register_read_money (value->str, &euros)) {
    g_autofree char *shown = nord_intake_quote (value);
    g_autofree char *reason =
      g_strdup_printf (_ ("“%s” is no sum of money; write 1250000 or 1.250.000,00 €"), shown);

    nord_intake_reject (self, self->line, nord_intake_column_of (self, NORD_ROLE_COST), reason);
    return FALSE;
  }
  nord_change_set_integer (change, NORD_PROJECT_COST, euros);
  return TRUE;
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

/* A list without a state still tells it by its dates. */
static gboolean
set_state (NordIntake *self, NordChange *change, NordRecord *before)
{
  const GString *value = self->values[NORD_ROLE_STATE];
  NordProjectState state = NORD_PROJECT_REGISTERED;

  if (value->len > 0 && !nord_project_state_read (value->str, &state)) {
    g_autofree char *shown = nord_intake_quote (value);
    g_autofree char *reason = g_strdup_printf (
      _ ("“%s” is no state of a project; write registered, started, finished or stopped"), shown);

    nord_intake_reject (self, self->line, nord_intake_column_of (self, NORD_ROLE_STATE), reason);
    return FALSE;
  }
  if (value->len == 0 && before != NULL)
    return TRUE;
  if (value->len == 0)
    state = text_after (change, before, NORD_PROJECT_ENDED_ON) != NULL ? NORD_PROJECT_FINISHED
            : text_after (change, before, NORD_PROJECT_STARTED_ON) != NULL
              ? NORD_PROJECT_STARTED
              : NORD_PROJECT_REGISTERED;
  nord_change_set_text (change, NORD_PROJECT_STATE, nord_project_state_get_id (state));
  return TRUE;
}

/* By any way to write it; where a list has none, the place tells. */
static void
set_district (NordIntake *self, NordChange *change, NordRecord *before)
{
  const GString *value = self->values[NORD_ROLE_DISTRICT];
  const NordDistrict *district = NULL;

  if (self->districts == NULL)
    self->districts = nord_districts_new_default ();
  if (value->len > 0)
    district = nord_districts_find (self->districts, NORD_DISTRICT_CITY, value->str);
  else if (self->shape != NULL)
    district = nord_districts_locate (self->districts, NORD_DISTRICT_CITY, self->shape);
  if (value->len == 0 && before != NULL &&
      nord_record_get_text (before, NORD_PROJECT_DISTRICT) != NULL)
    return;
  if (district != NULL)
    nord_change_set_text (change, NORD_PROJECT_DISTRICT, district->name);
  else
    nord_intake_set_text (change, NORD_PROJECT_DISTRICT, value);
}

static void
set_url (NordIntake *self, NordChange *change)
{
  const GString *value = self->values[NORD_ROLE_URL];

  if (value->len == 0)
    return;
  if (g_ascii_strncasecmp (value->str, "https://", 8) == 0 ||
      g_ascii_strncasecmp (value->str, "http://", 7) == 0)
    nord_change_set_text (change, NORD_PROJECT_URL, value->str);
  else
    nord_intake_warn (self, self->line, nord_intake_column_of (self, NORD_ROLE_URL),
                      _ ("This is no web address (https://…); it was left out"));
}

static void
warn_about_order (NordIntake *self, const NordChange *change, NordRecord *before)
{
  const char *start = text_after (change, before, NORD_PROJECT_STARTED_ON);
  const char *end = text_after (change, before, NORD_PROJECT_ENDED_ON);
  gsize known;

  if (start == NULL || end == NULL)
    return;
  known = MIN (strlen (start), strlen (end));
  if (strncmp (end, start, known) < 0)
    nord_intake_warn (self, self->line, nord_intake_column_of (self, NORD_ROLE_ENDED_ON),
                      _ ("The project ends before it starts"));
}

/* Two equal rows are one; two that differ under one number are a mistake that people must settle.
 * TRUE: the row is not taken. */
static gboolean
stands_before (NordIntake *self)
{
  g_autofree char *folded = nord_register_fold_number (self->values[NORD_ROLE_NUMBER]->str);
  g_autoptr (GString) all = g_string_new (NULL);
  const NordDigest *before;
  NordDigest key = nord_digest_key ("project", folded), content;

  for (guint role = 0; role < NORD_N_ROLES; role++)
    g_string_append_printf (all, "%u:%s\n", role, self->values[role]->str);
  content = nord_digest_content (all->str, self->appended->str, self->shape);
  before = g_hash_table_lookup (self->seen, &key);
  if (before == NULL) {
    g_hash_table_insert (self->seen, nord_digest_copy (&key), nord_digest_copy (&content));
    return FALSE;
  }
  if (memcmp (before, &content, sizeof content) == 0) {
    self->plan->n_duplicates++;
  } else {
    g_autofree char *reason =
      g_strdup_printf (_ ("The number “%s” stands in the file before, with other content"),
                       self->values[NORD_ROLE_NUMBER]->str);

    nord_intake_reject (self, self->line, nord_intake_column_of (self, NORD_ROLE_NUMBER), reason);
  }
  return TRUE;
}

static gboolean
fill (NordIntake *self, NordChange *change, NordRecord *before)
{
  nord_intake_set_text (change, NORD_PROJECT_NUMBER, self->values[NORD_ROLE_NUMBER]);
  nord_intake_set_text (change, NORD_PROJECT_TITLE, self->values[NORD_ROLE_TITLE]);
  nord_intake_set_text (change, NORD_PROJECT_BODY, self->values[NORD_ROLE_BODY]);
  nord_intake_set_category (self, change, NORD_PROJECT_CATEGORY);
  if (self->shape != NULL)
    nord_change_set_shape (change, NORD_PROJECT_SHAPE, self->shape);
  if (!set_date (self, change, NORD_PROJECT_REGISTERED_ON, NORD_ROLE_REGISTERED_ON) ||
      !set_date (self, change, NORD_PROJECT_STARTED_ON, NORD_ROLE_STARTED_ON) ||
      !set_date (self, change, NORD_PROJECT_ENDED_ON, NORD_ROLE_ENDED_ON) ||
      !set_cost (self, change) || !set_state (self, change, before))
    return FALSE;
  set_district (self, change, before);
  set_url (self, change);
  warn_about_order (self, change, before);
  if (self->setting.own && self->values[NORD_ROLE_SAMPLE]->len > 0)
    nord_change_set_boolean (change, NORD_PROJECT_SAMPLE,
                             g_str_equal (self->values[NORD_ROLE_SAMPLE]->str, "true") ||
                               g_str_equal (self->values[NORD_ROLE_SAMPLE]->str, "1"));
  if (self->setting.own && self->values[NORD_ROLE_SOURCE]->len > 0)
    nord_intake_set_text (change, NORD_PROJECT_SOURCE, self->values[NORD_ROLE_SOURCE]);
  else if (before == NULL)
    nord_change_set_text (change, NORD_PROJECT_SOURCE, self->setting.source);
  return TRUE;
}

void
nord_intake_end_project (NordIntake *self)
{
  const GString *number = self->values[NORD_ROLE_NUMBER];
  g_autoptr (NordChange) change = NULL;
  NordRecord *before = NULL;

  if (!self->refused)
    nord_intake_read_shape (self);
  if (!self->refused)
    nord_intake_join_body (self);
  if (!self->refused && number->len == 0)
    nord_intake_reject (self, self->line, nord_intake_column_of (self, NORD_ROLE_NUMBER),
                        _ ("There is no number, by which a later list would know the project"));
  if (!self->refused && !stands_before (self) && !self->refused) {
    before = self->setting.known != NULL
               ? nord_import_known_find_project (self->setting.known, number->str)
               : NULL;
    change = before != NULL ? nord_change_new_update (before)
                            : nord_change_new_create (NORD_NOUN_PROJECT, NULL);
    if (before == NULL && self->values[NORD_ROLE_TITLE]->len == 0 &&
        self->values[NORD_ROLE_BODY]->len == 0)
      nord_intake_reject (self, self->line, nord_intake_column_of (self, NORD_ROLE_TITLE),
                          _ ("There is neither a title nor a text"));
    else if (fill (self, change, before)) {
      if (self->shape != NULL)
        nord_intake_keep_place (self);
      if (nord_change_is_empty (change)) {
        self->plan->n_duplicates++;
      } else {
        self->plan->n_updates += before != NULL;
        nord_intake_add (self, g_steal_pointer (&change));
      }
    }
  }
  self->open = FALSE;
}
