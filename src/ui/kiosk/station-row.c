/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The report of a station as sentences, and what can be done there. */
#include "ui/kiosk/station-row.h"

#include "ui/widgets/naming.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordStationRow {
  GtkListBoxRow parent_instance;

  NordKioskWindow *kiosk; /* (weak) (nullable) */
  guint index;
  NordProgramme *programme;    /* (owned) */
  GSimpleActionGroup *actions; /* (owned) */
  char *offers;                /* (owned) (nullable) what the menu was made for */

  GtkLabel *place;
  GtkLabel *doing;
  GtkLabel *made;
  GtkWidget *freeze;
  GtkMenuButton *more;
};

G_DEFINE_FINAL_TYPE (NordStationRow, nord_station_row, GTK_TYPE_LIST_BOX_ROW)

const char *
nord_station_row_get_word (NordScreen screen)
{
  static const char *const words[NORD_N_SCREENS] = {
    [NORD_SCREEN_ATTRACT] = N_ ("Nobody there"),
    [NORD_SCREEN_LANGUAGE] = N_ ("Chooses a language"),
    [NORD_SCREEN_WAY] = N_ ("Chooses how to take part"),
    [NORD_SCREEN_NOTICE] = N_ ("Reads the notice"),
    [NORD_SCREEN_DRAW] = N_ ("Draws on the map"),
    [NORD_SCREEN_ABOUT] = N_ ("Chooses a topic"),
    [NORD_SCREEN_TEXT] = N_ ("Writes something"),
    [NORD_SCREEN_CHECK] = N_ ("Looks it over before sending"),
    [NORD_SCREEN_THANKS] = N_ ("Has sent an idea and sees the code"),
    [NORD_SCREEN_LOOK] = N_ ("Looks at the ideas of others"),
    [NORD_SCREEN_VOTE] = N_ ("Votes"),
    [NORD_SCREEN_VOTED] = N_ ("Has voted"),
    [NORD_SCREEN_QUESTION] = N_ ("A child picks a question"),
    [NORD_SCREEN_STICK] = N_ ("A child puts stickers on the map"),
    [NORD_SCREEN_PAINT] = N_ ("A child paints a picture"),
    [NORD_SCREEN_SWITCH] = N_ ("Chooses another language"),
    [NORD_SCREEN_STILL] = N_ ("Is asked whether anybody is still there"),
    [NORD_SCREEN_STAFF] = N_ ("The team is at the place"),
    [NORD_SCREEN_LOCKED] = N_ ("Locked for cleaning"),
    [NORD_SCREEN_PAUSE] = N_ ("Could not save: please go there"),
    [NORD_SCREEN_RESUME] = N_ ("Is asked whether to go on with a draft"),
  };

  g_return_val_if_fail (screen < NORD_N_SCREENS, "");
  return words[screen] != NULL ? _ (words[screen]) : _ ("Takes part");
}

/* Which side of the screen; NULL: there is only one. */
static const char *
get_side (NordSeating seating, guint index)
{
  static const char *const around[] = {N_ ("at the bottom"), N_ ("at the top"), N_ ("on the left"),
                                       N_ ("on the right")};

  switch (seating) {
  case NORD_SEATING_SIDE_BY_SIDE:
    return index < 2 ? _ (around[index + 2]) : NULL;
  case NORD_SEATING_OPPOSITE:
    return index < 2 ? _ (around[index]) : NULL;
  case NORD_SEATING_AROUND:
    return _ (around[index]);
  case NORD_SEATING_ONE:
  case NORD_N_SEATINGS:
  default:
    return NULL;
  }
}

static gboolean
is_seated (NordStationRow *self)
{
  NordSeat seats[NORD_MAX_STATIONS];

  return self->index <
         nord_seating_place (nord_kiosk_window_get_seating (self->kiosk), 1920, 1080, seats);
}

static char *
say_place (NordStationRow *self, const NordStationReport *report)
{
  const char *side = get_side (nord_kiosk_window_get_seating (self->kiosk), self->index);

  if (!is_seated (self))
    /* Translators: of the shared screen; it has fewer places just now. */
    return g_strdup_printf (_ ("Place %u, not shown now"), report->number);
  if (side == NULL)
    return g_strdup_printf (_ ("Place %u"), report->number);
  /* Translators: number and side: "Place 2, on the left" */
  return g_strdup_printf (_ ("Place %u, %s"), report->number, side);
}

static void
append (GString *text, const char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static char *
say_doing (NordStationRow *self, const NordStationReport *report)
{
  const NordLanguage *language = nord_programme_find_language (self->programme, report->language);
  GString *text = g_string_new (NULL);

  if (report->cut_off)
    append (text, _ ("The touch screen has gone: please look at its cable"));
  if (report->frozen)
    append (text, _ ("Frozen"));
  append (text, nord_station_row_get_word (report->screen));
  if (!report->free && language != NULL) {
    /* Its name in itself may run from right to left. */
    g_autofree char *name = g_strdup_printf ("\u2068%s\u2069", language->name);

    append (text, name);
  }
  if (report->since > 0) {
    const guint minutes = (guint) ((g_get_monotonic_time () - report->since) / G_USEC_PER_SEC / 60);
    g_autofree char *time =
      minutes == 0
        ? g_strdup (_ ("for a moment"))
        : g_strdup_printf (ngettext ("for %u minute", "for %u minutes", minutes), minutes);

    append (text, time);
  }
  return g_string_free (text, FALSE);
}

static char *
say_made (const NordStationReport *report)
{
  GString *text = g_string_new (NULL);
  g_autofree char *sent =
    report->sent == 0
      ? g_strdup (_ ("no idea sent yet"))
      : g_strdup_printf (ngettext ("%u idea sent", "%u ideas sent", report->sent), report->sent);

  append (text, sent);
  if (report->has_draft)
    append (text, _ ("a draft begun"));
  if (report->has_lost)
    append (text, _ ("the last draft can be brought back"));
  return g_string_free (text, FALSE);
}

/* --- What can be done ---------------------------------------------------------------------------
 */

static void
add_item (GMenu *menu, const char *label, const char *action, guint to)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  if (to > 0)
    g_menu_item_set_action_and_target (item, action, "u", to - 1);
  else
    g_menu_item_set_detailed_action (item, action);
  g_menu_append_item (menu, item);
}

/* Made anew only when it offers something else, so that it does not close under the pointer. */
static void
make_menu (NordStationRow *self, const NordStationReport *report)
{
  g_autoptr (GString) offers = g_string_new (NULL);
  g_autoptr (GMenu) menu = g_menu_new (), drafts = g_menu_new (), rest = g_menu_new ();
  NordStation *other;

  for (guint i = 0; (other = nord_kiosk_window_get_station (self->kiosk, i)) != NULL; i++) {
    NordStationReport theirs;

    nord_station_report (other, &theirs);
    if (report->has_draft && i != self->index && theirs.free) {
      g_autofree char *label = g_strdup_printf (_ ("Hand the Draft to Place %u"), theirs.number);

      add_item (drafts, label, "place.hand-over", i + 1);
      g_string_append_printf (offers, "%u ", i);
    }
  }
  if (report->has_lost) {
    add_item (drafts, _ ("_Bring Back the Last Draft"), "place.offer", 0);
    g_string_append (offers, "lost ");
  }
  if (!report->free) {
    add_item (rest, _ ("For the _Next Person"), "place.clear", 0);
    g_string_append (offers, "clear ");
  }
  if (is_seated (self)) {
    add_item (rest, _ ("_Turn by a Quarter"), "place.turn", 0);
    g_string_append (offers, "turn");
  }
  if (g_strcmp0 (offers->str, self->offers) == 0)
    return;
  g_free (self->offers);
  self->offers = g_strdup (offers->str);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (drafts));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  gtk_menu_button_set_menu_model (self->more, G_MENU_MODEL (menu));
  gtk_widget_set_sensitive (GTK_WIDGET (self->more), offers->len > 0);
}

static NordStation *
get_station (NordStationRow *self)
{
  return self->kiosk != NULL ? nord_kiosk_window_get_station (self->kiosk, self->index) : NULL;
}

static void
on_freeze (GSimpleAction *action, GVariant *state, gpointer data)
{
  NordStation *station = get_station (data);

  if (station != NULL)
    nord_station_freeze (station, g_variant_get_boolean (state));
}

static void
on_hand_over (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordStationRow *self = data;
  NordStation *station = get_station (self);
  NordStation *to =
    self->kiosk != NULL
      ? nord_kiosk_window_get_station (self->kiosk, g_variant_get_uint32 (parameter))
      : NULL;

  if (station != NULL && to != NULL && to != station)
    nord_station_hand_over (station, to);
}

static void
on_do (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordStationRow *self = data;
  NordStation *station = get_station (self);
  const char *name = g_action_get_name (G_ACTION (action));

  if (station == NULL)
    return;
  if (g_str_equal (name, "offer"))
    nord_station_offer_draft (station);
  else if (g_str_equal (name, "clear"))
    nord_station_clear (station);
  else
    nord_kiosk_window_turn (self->kiosk, self->index);
}

static const GActionEntry actions[] = {
  {"freeze", NULL, NULL, "false", on_freeze},
  {"hand-over", on_hand_over, "u"},
  {"offer", on_do},
  {"clear", on_do},
  {"turn", on_do},
};

static void
nord_station_row_dispose (GObject *object)
{
  NordStationRow *self = NORD_STATION_ROW (object);

  g_clear_weak_pointer (&self->kiosk);
  g_clear_object (&self->programme);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->offers, g_free);
  G_OBJECT_CLASS (nord_station_row_parent_class)->dispose (object);
}

static void
nord_station_row_class_init (NordStationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_station_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/kiosk/station-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NordStationRow, place);
  gtk_widget_class_bind_template_child (widget_class, NordStationRow, doing);
  gtk_widget_class_bind_template_child (widget_class, NordStationRow, made);
  gtk_widget_class_bind_template_child (widget_class, NordStationRow, freeze);
  gtk_widget_class_bind_template_child (widget_class, NordStationRow, more);
}

static void
nord_station_row_init (NordStationRow *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "place", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  nord_naming_apply (GTK_WIDGET (self));
}

GtkWidget *
nord_station_row_new (NordKioskWindow *kiosk, guint index, NordProgramme *programme)
{
  NordStationRow *self = g_object_new (NORD_TYPE_STATION_ROW, NULL);

  g_set_weak_pointer (&self->kiosk, kiosk);
  self->index = index;
  self->programme = g_object_ref (programme);
  nord_station_row_refresh (self);
  return GTK_WIDGET (self);
}

void
nord_station_row_refresh (NordStationRow *self)
{
  NordStation *station;
  NordStationReport report;
  g_autofree char *place = NULL, *doing = NULL, *made = NULL, *all = NULL;
  g_autofree char *freeze = NULL, *more = NULL;

  g_return_if_fail (NORD_IS_STATION_ROW (self));
  station = get_station (self);
  if (station == NULL)
    return;
  nord_station_report (station, &report);
  place = say_place (self, &report);
  doing = say_doing (self, &report);
  made = say_made (&report);
  gtk_label_set_text (self->place, place);
  gtk_label_set_text (self->doing, doing);
  gtk_label_set_text (self->made, made);
  if (report.screen == NORD_SCREEN_PAUSE || report.cut_off)
    gtk_widget_add_css_class (GTK_WIDGET (self->doing), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->doing), "error");
  g_simple_action_set_state (G_SIMPLE_ACTION (
                               g_action_map_lookup_action (G_ACTION_MAP (self->actions), "freeze")),
                             g_variant_new_boolean (report.frozen));
  all = g_strdup_printf ("%s: %s, %s", place, doing, made);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  /* Heard alone, a button must say whose it is. */
  freeze = g_strdup_printf (report.frozen ? _ ("Let place %u go on") : _ ("Freeze place %u"),
                            report.number);
  more = g_strdup_printf (_ ("More for place %u"), report.number);
  gtk_widget_set_tooltip_text (self->freeze, freeze);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->freeze), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  freeze, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, more,
                                  -1);
  make_menu (self, &report);
}
