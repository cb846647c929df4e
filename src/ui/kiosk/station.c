/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The screens of a station over the table of core/kiosk/flow. Whatever a resident leaves behind
 * goes with the reset: language, size of type, draft, tool, selection, place of the map, code. */
#include "ui/kiosk/station.h"

#include "ui/kiosk/children-offer.h"
#include "ui/kiosk/plain-screens.h"
#include "ui/kiosk/staff-corner.h"
#include "ui/kiosk/station-private.h"

G_DEFINE_FINAL_TYPE (NordStation, nord_station, ADW_TYPE_BIN)

guint nord_station_signals[NORD_STATION_N_SIGNALS];

static void
show_count (NordStation *self)
{
  NordDocument *document = nord_session_get_document (self->session);
  const guint n = g_list_model_get_n_items (nord_document_get_list (document, NORD_NOUN_IDEA));
  g_autofree char *text = nord_words_count (nord_wording_get_words (self->wording), "ideas", n);

  gtk_label_set_label (self->count, text);
  /* Nobody is invited by a zero. */
  gtk_widget_set_visible (GTK_WIDGET (self->count), n > 0);
}

static void
on_spoken (NordStation *self)
{
  show_count (self);
  nord_check_screen_show (self->check, &self->entry);
  nord_wording_turn (self->wording, GTK_WIDGET (self));
}

const char *
nord_station_get_language (NordStation *self)
{
  /* While the team is there it speaks another one. */
  return self->waiting != NULL ? self->waiting
                               : nord_words_get_language (nord_wording_get_words (self->wording));
}

/* --- What a resident makes ----------------------------------------------------------------------
 */

void
nord_station_keep_draft (NordStation *self)
{
  nord_draft_keeper_save (self->keeper, &self->entry, nord_station_get_language (self));
}

void
nord_station_set_large (NordStation *self, gboolean large)
{
  if (large)
    gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-large");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "kiosk-large");
  nord_vote_booth_set_large (self->booth, large);
}

static void
reset (NordStation *self)
{
  nord_station_drop_collage (self);
  nord_lost_draft_keep (&self->lost, &self->entry, nord_station_get_language (self),
                        g_get_monotonic_time ());
  nord_draft_keeper_wipe (self->keeper);
  nord_find_screen_wipe (self->find);
  nord_text_screen_wipe (self->text);
  nord_check_screen_wipe (self->check);
  nord_thanks_screen_wipe (self->thanks);
  nord_vote_booth_clear (self->booth);
  nord_topic_screen_show (self->topics, NULL);
  nord_map_screen_reset (self->map);
  nord_staff_door_close (self->door);
  nord_read_aloud_reset (self->aloud);
  nord_station_set_large (self, FALSE);
  self->since = 0;
  nord_wording_speak (self->wording, nord_words_list_languages ()[0]);
}

static void
on_drawn (NordStation *self, NordShape *shape)
{
  nord_entry_set_shape (&self->entry, shape);
  nord_station_keep_draft (self);
  nord_station_go (self, NORD_KIOSK_NEXT);
}

static void
on_drafted (NordStation *self, NordShape *shape)
{
  nord_entry_set_shape (&self->entry, shape);
  nord_station_keep_draft (self);
}

static void
on_topic (NordStation *self, const char *category)
{
  nord_entry_set_category (&self->entry, category);
  nord_station_keep_draft (self);
  nord_station_go (self, NORD_KIOSK_NEXT);
}

/* Of what is there already; NULL: of nothing. */
static void
on_chosen (NordStation *self, const char *id)
{
  nord_entry_set_adds_to (&self->entry, id);
  nord_check_screen_show (self->check, &self->entry);
  nord_station_keep_draft (self);
}

static void
on_stale (NordStation *self)
{
  if (self->flow.screen == NORD_SCREEN_CHECK)
    nord_check_screen_show (self->check, &self->entry);
}

static void
on_find (NordStation *self)
{
  self->touched = g_get_monotonic_time ();
}

static void
on_place (NordStation *self, const NordFound *found)
{
  if (nord_station_is_covered (self) || self->flow.screen != NORD_SCREEN_FIND)
    return;
  nord_station_go (self, NORD_KIOSK_NEXT);
  nord_map_screen_show_place (self->map, found);
}

static void
on_text (NordStation *self)
{
  /* Whoever types by assistive technology makes no event that could be seen. */
  self->touched = g_get_monotonic_time ();
  nord_entry_set_words (&self->entry, nord_text_screen_get_title (self->text),
                        nord_text_screen_get_body (self->text));
  nord_station_keep_draft (self);
}

/* --- From screen to screen ----------------------------------------------------------------------
 */

/* What is shown now, and nothing of what was shown before. */
static void
read_anew (NordStation *self)
{
  nord_read_aloud_enter (self->aloud, nord_station_is_covered (self) ||
                                        !nord_station_bar_may_hear (&self->flow));
}

static void
enter (NordStation *self)
{
  const NordScreen screen = self->flow.screen;
  const char *name = nord_screen_get_name (screen);

  if (screen == NORD_SCREEN_SWITCH)
    name = nord_screen_get_name (NORD_SCREEN_LANGUAGE);
  else if (screen == NORD_SCREEN_LOOK || screen == NORD_SCREEN_STICK)
    name = nord_screen_get_name (NORD_SCREEN_DRAW);
  else if (screen == NORD_SCREEN_NOTICE && self->flow.child)
    name = "notice-children";
  /* Before the page goes: what is not seen keeps the picture that was drawn of it last. */
  if (screen != NORD_SCREEN_DRAW && screen != NORD_SCREEN_LOOK)
    nord_map_screen_rest (self->map);
  nord_station_leave_children (self);
  gtk_stack_set_visible_child_name (self->stack, name);
  nord_find_screen_show_keys (self->find, screen == NORD_SCREEN_FIND);
  nord_station_bar_follow (self->bar, &self->flow);
  if (screen == NORD_SCREEN_FIND) {
    const NordBounds view = nord_map_screen_get_bounds (self->map);

    nord_find_screen_begin (self->find, &view);
  }
  if (screen == NORD_SCREEN_DRAW) {
    nord_find_screen_wipe (self->find);
    nord_map_screen_draw (self->map);
    nord_similar_source_prepare (self->similar);
  } else if (screen == NORD_SCREEN_LOOK)
    nord_map_screen_look (self->map);
  nord_station_enter_children (self);
  if (screen == NORD_SCREEN_CHECK)
    nord_check_screen_show (self->check, &self->entry);
  if (screen == NORD_SCREEN_THANKS)
    nord_thanks_screen_set_left (self->thanks, 1);
  if (screen == NORD_SCREEN_STAFF) {
    const NordStaffMenu menu = {self->flow.locked || self->frozen,
                                nord_lost_draft_look (&self->lost, g_get_monotonic_time ()),
                                self->per_mm,
                                nord_children_offer_get (
                                  nord_session_get_document (self->session))};

    nord_staff_door_ask (self->door, &menu);
  } else
    nord_staff_door_close (self->door);
  nord_station_show_cover (self);
  read_anew (self);
}

void
nord_station_go (NordStation *self, NordKioskEvent event)
{
  gboolean everything;

  self->touched = g_get_monotonic_time ();
  if (!nord_flow_go (&self->flow, event, &everything))
    return;
  if (self->flow.screen != NORD_SCREEN_STAFF)
    nord_station_speak_again (self);
  if (everything)
    reset (self);
  if (nord_flow_is_under_way (&self->flow) && self->since == 0)
    self->since = self->touched;
  enter (self);
  g_signal_emit (self, nord_station_signals[NORD_STATION_REPORTED], 0);
}

static gboolean
on_second (gpointer data)
{
  NordStation *self = data;
  const guint patience = nord_flow_get_patience (&self->flow);
  const double quiet =
    (double) (g_get_monotonic_time () - self->touched) / G_USEC_PER_SEC * self->hurry;

  if (nord_station_is_covered (self) && self->flow.screen != NORD_SCREEN_ATTRACT)
    return G_SOURCE_CONTINUE;
  nord_lost_draft_look (&self->lost, g_get_monotonic_time ());
  if (self->flow.screen == NORD_SCREEN_THANKS)
    nord_thanks_screen_set_left (self->thanks, 1 - quiet / patience);
  if (self->flow.screen == NORD_SCREEN_STILL)
    nord_still_screen_set_left (self->still, 1 - quiet / patience);
  if (patience > 0 && quiet >= patience)
    nord_station_go (self,
                     self->flow.screen == NORD_SCREEN_STILL ? NORD_KIOSK_EXPIRED : NORD_KIOSK_IDLE);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_any_event (GtkEventControllerLegacy *controller, GdkEvent *event, NordStation *self)
{
  const GdkEventType type = gdk_event_get_event_type (event);

  /* A pointer that only lies there is nobody. */
  if (type != GDK_MOTION_NOTIFY && type != GDK_ENTER_NOTIFY && type != GDK_LEAVE_NOTIFY)
    self->touched = g_get_monotonic_time ();
  if (type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN || type == GDK_KEY_PRESS)
    nord_read_aloud_touch (self->aloud);
  return FALSE;
}

static void
on_voted (NordStation *self)
{
  nord_station_go (self, NORD_KIOSK_SENT);
}

/* A page of the booth is as much as a screen to whoever listens. */
static void
on_paged (NordStation *self)
{
  if (self->flow.screen == NORD_SCREEN_VOTE)
    read_anew (self);
}

static void
on_scaled (NordStation *self, double per_mm)
{
  g_signal_emit (self, nord_station_signals[NORD_STATION_SCALED], 0, per_mm);
}

/* --- Building -----------------------------------------------------------------------------------
 */

static void
add_screen (NordStation *self, NordScreen screen, const char *title, GtkWidget *widget)
{
  nord_wording_add_page (self->wording, self->stack, widget, nord_screen_get_name (screen), title);
}

static void
build_screens (NordStation *self, NordPinGuard *guard)
{
  GtkWidget *aloud = NULL;

  self->count = GTK_LABEL (nord_wording_label (self->wording, NULL, NULL));
  self->licence = GTK_LABEL (nord_wording_label (self->wording, NULL, NULL));
  self->map = NORD_MAP_SCREEN (nord_map_screen_new (self->wording, self->session));
  self->find = NORD_FIND_SCREEN (nord_find_screen_new (self->wording));
  self->topics = NORD_TOPIC_SCREEN (nord_topic_screen_new (self->wording));
  self->text = NORD_TEXT_SCREEN (nord_text_screen_new (self->wording));
  self->similar = nord_similar_source_get (nord_session_get_document (self->session));
  self->check = NORD_CHECK_SCREEN (nord_check_screen_new (self->wording, self->similar));
  g_signal_connect_object (self->check, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check, "stale", G_CALLBACK (on_stale), self, G_CONNECT_SWAPPED);
  self->thanks = NORD_THANKS_SCREEN (nord_thanks_screen_new (self->wording));
  self->booth = NORD_VOTE_BOOTH (nord_vote_booth_new (self->wording, self->session));
  g_signal_connect_object (self->booth, "voted", G_CALLBACK (on_voted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->booth, "paged", G_CALLBACK (on_paged), self, G_CONNECT_SWAPPED);
  self->door = NORD_STAFF_DOOR (nord_staff_door_new (self->wording, guard));
  g_signal_connect_object (self->map, "drawn", G_CALLBACK (on_drawn), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "drafted", G_CALLBACK (on_drafted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find, "changed", G_CALLBACK (on_find), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find, "chosen", G_CALLBACK (on_place), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->topics, "taken", G_CALLBACK (on_topic), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "changed", G_CALLBACK (on_text), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->door, "scaled", G_CALLBACK (on_scaled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->door, "spoken", G_CALLBACK (nord_station_speak_staff), self,
                           G_CONNECT_SWAPPED);
  add_screen (self, NORD_SCREEN_ATTRACT, "touch",
              nord_plain_screen_attract (self->wording, GTK_WIDGET (self->count),
                                         GTK_WIDGET (self->licence)));
  add_screen (self, NORD_SCREEN_LANGUAGE, "choose_language",
              nord_plain_screen_language (self->wording, nord_session_get_programme (self->session),
                                          &self->languages));
  add_screen (self, NORD_SCREEN_WAY, "way_title",
              nord_plain_screen_way (self->wording, &aloud, &self->children));
  nord_station_build_children (self);
  nord_read_aloud_show_with (self->aloud, aloud);
  add_screen (self, NORD_SCREEN_NOTICE, "notice_title", nord_plain_screen_notice (self->wording));
  add_screen (self, NORD_SCREEN_DRAW, "draw_title", GTK_WIDGET (self->map));
  add_screen (self, NORD_SCREEN_FIND, "find", GTK_WIDGET (self->find));
  add_screen (self, NORD_SCREEN_ABOUT, "about_title", GTK_WIDGET (self->topics));
  add_screen (self, NORD_SCREEN_TEXT, "text_title", GTK_WIDGET (self->text));
  add_screen (self, NORD_SCREEN_CHECK, "check_title", GTK_WIDGET (self->check));
  add_screen (self, NORD_SCREEN_THANKS, "thanks_title", GTK_WIDGET (self->thanks));
  add_screen (self, NORD_SCREEN_VOTE, "vote_on", GTK_WIDGET (self->booth));
  self->still = NORD_STILL_SCREEN (nord_still_screen_new (self->wording));
  add_screen (self, NORD_SCREEN_STILL, "still_title", GTK_WIDGET (self->still));
  add_screen (self, NORD_SCREEN_LOCKED, "locked_title",
              nord_plain_screen_say (self->wording, "locked_title", NULL, NULL));
  add_screen (self, NORD_SCREEN_PAUSE, "sorry",
              nord_plain_screen_pause (self->wording, self->number));
  add_screen (self, NORD_SCREEN_RESUME, "resume_title", nord_plain_screen_resume (self->wording));
  add_screen (self, NORD_SCREEN_STAFF, "staff_title", GTK_WIDGET (self->door));
}

static void
on_voices (NordStation *self)
{
  nord_station_bar_follow (self->bar, &self->flow);
}

static void
build (NordStation *self, NordPinGuard *guard, NordReader *reader)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *over = gtk_overlay_new ();
  GtkWidget *corner = nord_staff_corner_new ();
  GtkEventController *all = gtk_event_controller_legacy_new ();

  g_signal_connect_object (corner, "knocked", G_CALLBACK (nord_station_call_staff), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (all, GTK_PHASE_CAPTURE);
  g_signal_connect_object (all, "event", G_CALLBACK (on_any_event), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), all);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  self->aloud = NORD_READ_ALOUD (nord_read_aloud_new (self->wording, reader, self->stack));
  build_screens (self, guard);
  self->bar = NORD_STATION_BAR (nord_station_bar_new (self->wording, self->aloud));
  g_signal_connect_object (reader, "voices", G_CALLBACK (on_voices), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  self->content = box;
  nord_station_build_cover (self);
  gtk_overlay_set_child (GTK_OVERLAY (over), box);
  gtk_overlay_add_overlay (GTK_OVERLAY (over), self->cover);
  gtk_overlay_add_overlay (GTK_OVERLAY (over), corner);
  gtk_overlay_add_overlay (GTK_OVERLAY (over), nord_read_aloud_get_note (self->aloud));
  adw_bin_set_child (ADW_BIN (self), over);
}

/* What an earlier run left when it was killed is asked about, never shown by itself. */
static void
find_draft (NordStation *self)
{
  NordEntry entry = {0};
  g_autofree char *language = NULL;

  if (!nord_draft_keeper_find (self->keeper, &entry, &language) ||
      !g_strv_contains (nord_words_list_languages (), language)) {
    nord_entry_clear (&entry);
    return;
  }
  nord_lost_draft_keep (&self->lost, &entry, language, g_get_monotonic_time ());
  nord_wording_speak (self->wording, language);
  nord_station_go (self, NORD_KIOSK_FOUND);
}

static void
nord_station_dispose (GObject *object)
{
  NordStation *self = NORD_STATION (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->arranging, g_source_remove);
  G_OBJECT_CLASS (nord_station_parent_class)->dispose (object);
  g_clear_object (&self->session);
}

static void
nord_station_finalize (GObject *object)
{
  NordStation *self = NORD_STATION (object);

  nord_entry_clear (&self->entry);
  nord_lost_draft_clear (&self->lost);
  g_free (self->waiting);
  g_clear_pointer (&self->keeper, nord_draft_keeper_free);
  g_clear_object (&self->wording);
  g_clear_object (&self->similar);
  G_OBJECT_CLASS (nord_station_parent_class)->finalize (object);
}

static void
nord_station_class_init (NordStationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = nord_station_dispose;
  object_class->finalize = nord_station_finalize;
  nord_station_signals[NORD_STATION_LEFT] =
    g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  nord_station_signals[NORD_STATION_ENDED] =
    g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  nord_station_signals[NORD_STATION_TURNED] =
    g_signal_new ("turned", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  nord_station_signals[NORD_STATION_LOCKED] =
    g_signal_new ("locked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  G_TYPE_BOOLEAN);
  nord_station_signals[NORD_STATION_SCALED] =
    g_signal_new ("scaled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  G_TYPE_DOUBLE);
  nord_station_signals[NORD_STATION_REPORTED] =
    g_signal_new ("reported", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  nord_station_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "station");
}

static void
nord_station_init (NordStation *self)
{
  const char *hurry = g_getenv ("NORD_KIOSK_HURRY");

  self->hurry = hurry ? (guint) CLAMP (atoi (hurry), 1, 100) : 1;
  self->per_mm = 96 / 25.4;
  self->wording = nord_wording_new ();
  nord_flow_init (&self->flow);
  /* What does not fit must not reach over to a neighbour. */
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

NordStation *
nord_station_new (NordDocument *document, guint number, NordPinGuard *guard, NordReader *reader)
{
  NordStation *self = g_object_new (NORD_TYPE_STATION, NULL);
  g_autoptr (NordProgramme) programme = nord_programme_new_default (NULL);
  GListModel *ideas = nord_document_get_list (document, NORD_NOUN_IDEA);
  const char *path = nord_document_get_path (document);

  self->number = number;
  self->keeper = nord_draft_keeper_new (path, number);
  self->session = nord_session_new (programme);
  nord_session_set_document (self->session, document);
  build (self, guard, reader);
  g_signal_connect_object (self->wording, "spoken", G_CALLBACK (on_spoken), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (ideas, "items-changed", G_CALLBACK (show_count), self,
                           G_CONNECT_SWAPPED);
  on_spoken (self);
  enter (self);
  find_draft (self);
  self->timer = g_timeout_add (1000 / MIN (self->hurry, 5), on_second, self);
  return self;
}

void
nord_station_set_map_behind (NordStation *self, gboolean map, const char *licence)
{
  g_return_if_fail (NORD_IS_STATION (self));
  if (map)
    gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-on-map");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "kiosk-on-map");
  gtk_label_set_label (self->licence, map && licence != NULL ? licence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->licence), map && licence != NULL);
}
