/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What becomes of the entry of a station: an idea of the workshop; or, once lost, an entry again.
 */
#include "core/cluster/addition.h"
#include "core/cluster/marking.h"
#include "core/kiosk/receipt.h"
#include "core/model/cluster.h"
#include "core/model/project.h"
#include "core/model/register.h"
#include "ui/kiosk/station-private.h"
#include "ui/widgets/plain-text.h"

#include <glib/gi18n.h>

#define MOST_TITLE 60 /* characters of the name of a group */

/* The idea belongs to what the resident said that it is more of, where that is still there: to the
 * group of another idea, which tells how it came to be, or to a project. */
static void
join (NordStation *self, NordChangeSet *set, NordChange *created)
{
  NordDocument *document = nord_session_get_document (self->session);
  NordRecord *to = nord_similar_source_look_up (self->similar, self->entry.adds_to);
  g_autofree char *title = NULL, *who = NULL, *why = NULL;
  const char *said, *group;

  if (to == NULL)
    return;
  if (NORD_IS_PROJECT (to)) {
    nord_register_link (set, created->target, nord_record_get_id (to));
    return;
  }
  said = nord_record_get_text (to, NORD_IDEA_TITLE);
  if (said == NULL)
    said = nord_record_get_text (to, NORD_IDEA_BODY);
  title = nord_plain_shorten (said != NULL ? said : "", MOST_TITLE);
  group =
    nord_addition_group (set, created, to, title, nord_document_get_list (document, NORD_NOUN_IDEA),
                         nord_document_get_list (document, NORD_NOUN_CLUSTER));
  /* Translators: who put an idea into a group: a resident at a place of the shared screen */
  who = g_strdup_printf (_ ("Shared screen, place %u"), self->number);
  /* Translators: why an idea was put into a group: it adds to “the title of another idea” */
  why = g_strdup_printf (_ ("Adds to “%s”"), title);
  nord_marking_sign (set, group, who, why);
}

/* Not a step that the facilitator could undo: what a resident has sent is not hers to take back
 * without looking. */
static gboolean
store (NordStation *self, const char *code)
{
  NordDocument *document = nord_session_get_document (self->session);
  NordChangeSet *set = nord_change_set_group_new (NULL);
  NordChange *idea;
  g_autoptr (NordRecord) workshop = NULL;
  g_autofree char *receipt = NULL;

  g_object_get (document, "workshop", &workshop, NULL);
  if (workshop != NULL)
    receipt = nord_receipt_hash (code, nord_record_get_id (workshop));
  idea =
    nord_entry_make_idea (&self->entry, nord_station_get_language (self), self->number, receipt);
  join (self, set, idea);
  nord_change_set_group_add (set, idea);
  return nord_document_apply (document, set, NULL);
}

void
nord_station_send (NordStation *self)
{
  g_autofree char *code = nord_receipt_new ();

  if (self->flow.screen != NORD_SCREEN_CHECK || self->entry.category == NULL)
    return;
  if (!store (self, code)) {
    nord_station_go (self, NORD_KIOSK_FAILED);
    return;
  }
  self->sent++;
  nord_entry_clear (&self->entry);
  nord_draft_keeper_wipe (self->keeper);
  nord_text_screen_wipe (self->text);
  nord_check_screen_wipe (self->check);
  nord_topic_screen_show (self->topics, NULL);
  /* Modules of a millimetre: a telephone reads them from where a hand holds it. */
  nord_thanks_screen_show (self->thanks, code, 1.0 * self->per_mm);
  nord_station_go (self, NORD_KIOSK_SENT);
}

void
nord_station_take_up (NordStation *self)
{
  g_autofree char *language = NULL;

  if (!nord_lost_draft_look (&self->lost, g_get_monotonic_time ()))
    return;
  nord_station_drop_collage (self);
  language = nord_lost_draft_take (&self->lost, &self->entry);
  nord_text_screen_set (self->text, self->entry.title, self->entry.body);
  nord_topic_screen_show (self->topics, self->entry.category);
  nord_wording_speak (self->wording, language);
  nord_station_keep_draft (self);
  if (self->entry.collage != NULL) {
    nord_station_go (self, NORD_KIOSK_COLLAGE);
    return;
  }
  nord_station_go (self, NORD_KIOSK_DRAFT);
  if (self->entry.shape == NULL)
    nord_station_go (self, NORD_KIOSK_BACK);
  else if (self->entry.category != NULL)
    nord_station_go (self, NORD_KIOSK_NEXT);
}
