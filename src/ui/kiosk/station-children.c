/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The way for children at a station: a card, stickers on the map, a picture; and what is stored of
 * them. */
#include "core/kiosk/receipt.h"
#include "core/model/medium.h"
#include "ui/kiosk/children-offer.h"
#include "ui/kiosk/station-private.h"
#include "config.h"

/* In a place less high, cards have no room for words below a picture. */
#define CARDS_MM 120

/* Nothing but the question is asked of a child, and whoever goes back to it takes another without
 * losing the stickers. */
static void
on_picked (NordStation *self, const char *id)
{
  const NordQuestion *question = nord_question_find (id);

  if (nord_station_is_covered (self) || question == NULL ||
      self->flow.screen != NORD_SCREEN_QUESTION)
    return;
  if (self->entry.collage == NULL)
    self->entry.collage = nord_collage_new (question);
  self->entry.collage->question = question;
  nord_map_screen_take_sticker (self->map, question->sticker);
  nord_station_keep_draft (self);
  nord_station_go (self, NORD_KIOSK_NEXT);
}

static void
on_stuck (NordStation *self)
{
  self->touched = g_get_monotonic_time ();
  nord_station_keep_draft (self);
}

/* The picture belongs to the first of the ideas; all come in one step, or nothing of them does. */
static gboolean
store (NordStation *self, const char *code)
{
  NordDocument *document = nord_session_get_document (self->session);
  const NordCollage *collage = self->entry.collage;
  NordChangeSet *set = nord_change_set_group_new (NULL);
  g_autoptr (NordRecord) workshop = NULL;
  g_autoptr (GPtrArray) ideas = NULL;
  g_autoptr (GBytes) png = NULL;
  g_autofree char *receipt = NULL, *first = NULL, *sha256 = NULL;

  g_object_get (document, "workshop", &workshop, NULL);
  if (workshop != NULL)
    receipt = nord_receipt_hash (code, nord_record_get_id (workshop));
  ideas = nord_entry_make_ideas (&self->entry, nord_wording_get_words (self->wording), self->number,
                                 receipt);
  first = g_strdup (((NordChange *) g_ptr_array_index (ideas, 0))->target);
  for (guint i = 0; i < ideas->len; i++)
    nord_change_set_group_add (set, g_ptr_array_index (ideas, i));
  if (!nord_painting_is_empty (collage->painting)) {
    NordChange *medium;

    png = nord_painting_write_png (collage->painting);
    if (png == NULL) {
      nord_change_set_group_free (set);
      return FALSE;
    }
    sha256 = nord_change_set_group_add_blob (set, png);
    medium = nord_change_new_create (NORD_NOUN_MEDIUM, NULL);
    nord_change_set_text (medium, NORD_MEDIUM_IDEA, first);
    nord_change_set_text (medium, NORD_MEDIUM_MEDIA_TYPE, "image/png");
    nord_change_set_text (medium, NORD_MEDIUM_SHA256, sha256);
    nord_change_set_integer (medium, NORD_MEDIUM_SIZE, (gint64) g_bytes_get_size (png));
    nord_change_set_group_add (set, medium);
  }
  return nord_document_apply (document, set, NULL);
}

void
nord_station_send_collage (NordStation *self)
{
  g_autofree char *code = NULL;
  const NordCollage *collage = self->entry.collage;

  if ((self->flow.screen != NORD_SCREEN_STICK && self->flow.screen != NORD_SCREEN_PAINT) ||
      collage == NULL || collage->stuck->len == 0)
    return;
  code = nord_receipt_new ();
  if (!store (self, code)) {
    nord_station_go (self, NORD_KIOSK_FAILED);
    return;
  }
  self->sent += collage->stuck->len;
  nord_station_drop_collage (self);
  nord_entry_clear (&self->entry);
  nord_draft_keeper_wipe (self->keeper);
  nord_thanks_screen_show (self->thanks, code, 1.0 * self->per_mm);
  nord_station_go (self, NORD_KIOSK_SENT);
}

/* Before the entry goes elsewhere: the screens only borrow what is in it. */
void
nord_station_drop_collage (NordStation *self)
{
  nord_map_screen_stick (self->map, NULL);
  nord_paint_screen_set (self->painter, NULL);
}

void
nord_station_leave_children (NordStation *self)
{
  if (self->flow.screen != NORD_SCREEN_STICK || self->entry.collage == NULL)
    nord_map_screen_stick (self->map, NULL);
  if (self->flow.screen != NORD_SCREEN_PAINT || self->entry.collage == NULL)
    nord_paint_screen_set (self->painter, NULL);
}

void
nord_station_enter_children (NordStation *self)
{
  NordCollage *collage = self->entry.collage;

  if (self->flow.screen == NORD_SCREEN_STICK && collage != NULL)
    nord_map_screen_stick (self->map, collage);
  if (self->flow.screen == NORD_SCREEN_PAINT && collage != NULL)
    nord_paint_screen_set (self->painter, collage->painting);
}

static void
show_offer (NordStation *self)
{
  gtk_widget_set_visible (self->children,
                          nord_children_offer_get (nord_session_get_document (self->session)));
}

void
nord_station_build_children (NordStation *self)
{
  g_autoptr (GSettings) settings = g_settings_new (NORD_APP_ID);

  g_signal_connect_object (settings, "changed::" NORD_CHILDREN_OFFER_KEY, G_CALLBACK (show_offer),
                           self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (self), "settings", g_steal_pointer (&settings), g_object_unref);
  show_offer (self);
  self->questions = NORD_QUESTION_SCREEN (nord_question_screen_new (self->wording));
  self->painter = NORD_PAINT_SCREEN (nord_paint_screen_new (self->wording));
  g_signal_connect_object (self->questions, "picked", G_CALLBACK (on_picked), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "stuck", G_CALLBACK (on_stuck), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->painter, "painted", G_CALLBACK (on_stuck), self,
                           G_CONNECT_SWAPPED);
  nord_wording_add_page (self->wording, self->stack, GTK_WIDGET (self->questions),
                         nord_screen_get_name (NORD_SCREEN_QUESTION), "question_title");
  nord_wording_add_page (self->wording, self->stack, GTK_WIDGET (self->painter),
                         nord_screen_get_name (NORD_SCREEN_PAINT), "paint_title");
  nord_wording_add_page (self->wording, self->stack,
                         nord_plain_screen_notice_children (self->wording), "notice-children",
                         "children_what");
}

void
nord_station_arrange_children (NordStation *self, gboolean low)
{
  const double wide = 16 * 22 * self->per_mm;

  nord_paint_screen_set_room (self->painter, low, self->width < 0.8 * wide, self->height);
  nord_question_screen_set_columns (self->questions, self->width > self->height ? 4 : 2,
                                    self->height < CARDS_MM * self->per_mm);
  /* Two rows below it would leave a low station no map. */
  if (low && self->width <= 1.45 * wide)
    nord_map_screen_lay_stickers (self->map, 0, TRUE);
  else
    nord_map_screen_lay_stickers (self->map, low ? 0 : self->width > wide ? 1 : 2, FALSE);
}
