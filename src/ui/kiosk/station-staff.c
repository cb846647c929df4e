/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the staff does to a station: behind the PIN at the place itself, or from the facilitator's
 * window. */
#include "ui/kiosk/children-offer.h"
#include "ui/kiosk/station-private.h"

/* The cover lies over all but the staff's screen: the draft, the tool in hand and its fingers stay
 * as they are below it. */
gboolean
nord_station_is_covered (NordStation *self)
{
  return (self->frozen || self->cut_off) && self->flow.screen != NORD_SCREEN_STAFF;
}

void
nord_station_show_cover (NordStation *self)
{
  const gboolean covered = nord_station_is_covered (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (covered && focus != NULL && gtk_widget_is_ancestor (focus, self->content))
    gtk_root_set_focus (root, NULL);
  gtk_widget_set_can_focus (self->content, !covered);
  gtk_widget_set_visible (self->cover, covered);
  gtk_widget_set_visible (self->waits, !self->cut_off);
  gtk_widget_set_visible (self->sorry, self->cut_off);
  if (self->flow.screen == NORD_SCREEN_ATTRACT && !covered)
    gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-waiting");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "kiosk-waiting");
  if (covered)
    nord_read_aloud_enter (self->aloud, TRUE);
}

void
nord_station_call_staff (NordStation *self)
{
  g_return_if_fail (NORD_IS_STATION (self));
  nord_station_go (self, NORD_KIOSK_STAFF);
}

void
nord_station_offer_window (NordStation *self, gboolean full)
{
  g_return_if_fail (NORD_IS_STATION (self));
  nord_staff_door_show_full (self->door, full);
}

void
nord_station_lock (NordStation *self, gboolean locked)
{
  g_return_if_fail (NORD_IS_STATION (self));
  nord_station_go (self, locked ? NORD_KIOSK_LOCK : NORD_KIOSK_UNLOCK);
}

void
nord_station_speak_staff (NordStation *self, const char *language)
{
  if (self->waiting == NULL)
    self->waiting = g_strdup (nord_station_get_language (self));
  nord_wording_speak (self->wording, language);
}

void
nord_station_choose_staff_language (NordStation *self, const char *language)
{
  if (!nord_staff_door_is_open (self->door))
    return;
  nord_station_speak_staff (self, language);
  nord_staff_door_keep_language (self->door, language);
}

void
nord_station_speak_again (NordStation *self)
{
  g_autofree char *language = g_steal_pointer (&self->waiting);

  if (language != NULL)
    nord_wording_speak (self->wording, language);
}

void
nord_station_obey_staff (NordStation *self, const char *name)
{
  if (self->flow.screen != NORD_SCREEN_STAFF || !nord_staff_door_is_open (self->door))
    return;
  self->touched = g_get_monotonic_time ();
  if (g_str_equal (name, "station.leave"))
    g_signal_emit (self, nord_station_signals[NORD_STATION_LEFT], 0);
  else if (g_str_equal (name, "station.quit"))
    g_signal_emit (self, nord_station_signals[NORD_STATION_ENDED], 0);
  else if (g_str_equal (name, "station.turn"))
    g_signal_emit (self, nord_station_signals[NORD_STATION_TURNED], 0);
  else if (g_str_equal (name, "station.draft")) {
    nord_station_speak_again (self);
    nord_station_take_up (self);
  } else if (g_str_equal (name, "station.children")) {
    NordDocument *document = nord_session_get_document (self->session);

    nord_children_offer_set (document, !nord_children_offer_get (document));
    nord_staff_door_show_children (self->door, nord_children_offer_get (document));
  } else if (g_str_has_suffix (name, "lock"))
    g_signal_emit (self, nord_station_signals[NORD_STATION_LOCKED], 0,
                   g_str_equal (name, "station.lock"));
}

static void
cover (NordStation *self, gboolean frozen, gboolean cut_off)
{
  const gboolean before = self->frozen || self->cut_off;

  if (frozen == self->frozen && cut_off == self->cut_off)
    return;
  self->frozen = frozen;
  self->cut_off = cut_off;
  /* Nobody could touch it meanwhile, nor say that the draft is wanted. */
  if (before && self->flow.screen == NORD_SCREEN_RESUME)
    self->lost.until += g_get_monotonic_time () - self->touched;
  self->touched = g_get_monotonic_time ();
  nord_station_show_cover (self);
  g_signal_emit (self, nord_station_signals[NORD_STATION_REPORTED], 0);
}

void
nord_station_freeze (NordStation *self, gboolean frozen)
{
  g_return_if_fail (NORD_IS_STATION (self));
  cover (self, frozen, self->cut_off);
}

void
nord_station_cut_off (NordStation *self, gboolean cut_off)
{
  g_return_if_fail (NORD_IS_STATION (self));
  cover (self, self->frozen, cut_off);
}

static void
on_cover_clicked (NordStation *self)
{
  nord_station_cut_off (self, FALSE);
}

void
nord_station_build_cover (NordStation *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkGesture *click = gtk_gesture_click_new ();

  self->waits = nord_plain_screen_say (self->wording, "frozen_title", NULL, NULL);
  self->sorry = nord_plain_screen_pause (self->wording, self->number);
  gtk_widget_set_visible (self->sorry, FALSE);
  gtk_box_append (GTK_BOX (box), self->waits);
  gtk_box_append (GTK_BOX (box), self->sorry);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  self->cover = adw_bin_new ();
  adw_bin_set_child (ADW_BIN (self->cover), box);
  gtk_widget_add_css_class (self->cover, "kiosk-cover");
  gtk_widget_set_visible (self->cover, FALSE);
  g_signal_connect_object (click, "released", G_CALLBACK (on_cover_clicked), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->cover, GTK_EVENT_CONTROLLER (click));
}

/* What is being made there, or what is asked about. (nullable) */
static NordEntry *
get_draft (NordStation *self)
{
  if (!nord_entry_is_empty (&self->entry))
    return &self->entry;
  return self->flow.screen == NORD_SCREEN_RESUME && !nord_entry_is_empty (&self->lost.entry)
           ? &self->lost.entry
           : NULL;
}

void
nord_station_report (NordStation *self, NordStationReport *report)
{
  g_return_if_fail (NORD_IS_STATION (self) && report != NULL);
  *report = (NordStationReport){
    .number = self->number,
    .screen = self->flow.screen,
    .language = nord_station_get_language (self),
    .since = self->since,
    .sent = self->sent,
    .frozen = self->frozen,
    .cut_off = self->cut_off,
    .free = self->flow.screen == NORD_SCREEN_ATTRACT,
    .has_draft = get_draft (self) != NULL,
    .has_lost = self->flow.screen == NORD_SCREEN_ATTRACT &&
                nord_lost_draft_look (&self->lost, g_get_monotonic_time ()),
  };
}

void
nord_station_clear (NordStation *self)
{
  g_return_if_fail (NORD_IS_STATION (self));
  nord_station_go (self, NORD_KIOSK_CLEAR);
}

void
nord_station_offer_draft (NordStation *self)
{
  g_return_if_fail (NORD_IS_STATION (self));
  if (self->flow.screen != NORD_SCREEN_ATTRACT ||
      !nord_lost_draft_look (&self->lost, g_get_monotonic_time ()))
    return;
  nord_wording_speak (self->wording, self->lost.language);
  nord_station_go (self, NORD_KIOSK_FOUND);
}

gboolean
nord_station_hand_over (NordStation *self, NordStation *to)
{
  NordEntry *draft;

  g_return_val_if_fail (NORD_IS_STATION (self) && NORD_IS_STATION (to) && self != to, FALSE);
  draft = get_draft (self);
  if (draft == NULL || to->flow.screen != NORD_SCREEN_ATTRACT)
    return FALSE;
  /* First where it outlives the program, as it did here. */
  nord_draft_keeper_save (to->keeper, draft, nord_station_get_language (self));
  nord_lost_draft_keep (&to->lost, draft, nord_station_get_language (self),
                        g_get_monotonic_time ());
  nord_station_go (self, NORD_KIOSK_CLEAR);
  nord_station_offer_draft (to);
  return TRUE;
}
