/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What helps to get about on the map: the search for places, the cross that keys move, and the
 * words that tell where one is. */
#include "ui/map/map-aids.h"

#include "ui/map/map-foot.h"
#include "ui/map/map-words.h"
#include "ui/widgets/announce.h"
#include "config.h"

#include <glib/gi18n.h>

/* How long a place that was found keeps its mark. */
#define MARK_S 60
/* Names are read for the twins when the first picture stands. */
#define NAMES_S 2

struct _NordMapAids {
  GObject parent_instance;

  NordMapStage *stage;      /* (unowned) */
  NordPointerLayer *layer;  /* (unowned) */
  NordPlaceSearch *search;  /* (unowned) */
  NordCrosshair *crosshair; /* (owned) */
  GtkLabel *words;          /* (unowned) */
  NordIdeaTwins *twins;     /* (unowned) */
  NordTool *tool;           /* (unowned) (nullable) */
  gboolean at_work;         /* a finger or the mouse uses it */
  guint waiting;            /* taps that wait, as was told */
  guint mark_id, names_id;
  gboolean asked;
};

G_DEFINE_FINAL_TYPE (NordMapAids, nord_map_aids, G_TYPE_OBJECT)

enum { CHOSEN, PRESSED, LIST, ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
on_mark_over (gpointer data)
{
  NordMapAids *self = data;

  self->mark_id = 0;
  nord_pointer_layer_set_found (self->layer, NULL, 0, 0, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_chosen (NordMapAids *self, const NordFound *found)
{
  g_autofree char *what =
    g_strdup_printf ("%s, %s", found->name, nord_place_search_name_kind (found));

  nord_pointer_layer_set_found (self->layer, found->shape, found->lon, found->lat, found->name);
  g_clear_handle_id (&self->mark_id, g_source_remove);
  self->mark_id = g_timeout_add_seconds (MARK_S, on_mark_over, self);
  gtk_widget_grab_focus (GTK_WIDGET (self->stage));
  nord_crosshair_put (self->crosshair, found->lon, found->lat, what);
  g_signal_emit (self, signals[CHOSEN], 0, found);
}

static gboolean
on_names_due (gpointer data)
{
  NordMapAids *self = data;

  self->names_id = 0;
  nord_place_search_get_finder (self->search);
  return G_SOURCE_REMOVE;
}

static void
on_activated (NordMapAids *self, const char *id)
{
  g_signal_emit (self, signals[ACTIVATED], 0, id);
}

/* Between the ideas the cross points at nothing. */
static void
on_twin_focused (NordMapAids *self)
{
  nord_crosshair_hide (self->crosshair);
}

/* The hand is on mouse or screen: what keys need would be in its way. */
static void
on_touched (NordMapAids *self)
{
  nord_map_aids_hide (self, TRUE);
}

static void
on_closed (NordMapAids *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->stage));
}

static void
on_ready (NordMapAids *self)
{
  NordFinder *finder = nord_place_search_get_finder (self->search);

  nord_crosshair_set_names (self->crosshair, finder ? nord_finder_get_names (finder) : NULL);
  nord_idea_twins_set_names (self->twins, finder ? nord_finder_get_names (finder) : NULL);
}

static void
on_names_wanted (NordMapAids *self)
{
  nord_place_search_get_finder (self->search);
}

static void
on_told (NordMapAids *self, const char *text)
{
  nord_map_aids_tell (self, text);
}

static void
on_pressed (NordMapAids *self, gpointer at)
{
  g_signal_emit (self, signals[PRESSED], 0, at);
}

static void
on_list (NordMapAids *self)
{
  g_signal_emit (self, signals[LIST], 0);
}

static void
nord_map_aids_dispose (GObject *object)
{
  NordMapAids *self = NORD_MAP_AIDS (object);

  g_clear_handle_id (&self->mark_id, g_source_remove);
  g_clear_handle_id (&self->names_id, g_source_remove);
  g_clear_object (&self->crosshair);
  G_OBJECT_CLASS (nord_map_aids_parent_class)->dispose (object);
}

static void
nord_map_aids_class_init (NordMapAidsClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_map_aids_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[PRESSED] = g_signal_new ("pressed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[ACTIVATED] = g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LIST] =
    g_signal_new ("list", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_map_aids_init (NordMapAids *self)
{
}

NordMapAids *
nord_map_aids_new (GtkOverlay *overlay, NordMapStage *stage)
{
  NordMapAids *self = g_object_new (NORD_TYPE_MAP_AIDS, NULL);
  GtkWidget *search = GTK_WIDGET (nord_place_search_new ());
  GtkWidget *words =
    g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);

  ShumateMap *map = nord_map_stage_get_map (stage);
  GtkGesture *touch = gtk_gesture_click_new ();

  self->stage = stage;
  self->layer = nord_pointer_layer_new (shumate_map_get_viewport (map));
  shumate_map_add_layer (map, SHUMATE_LAYER (self->layer));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (touch), GTK_PHASE_CAPTURE);
  g_signal_connect_object (touch, "pressed", G_CALLBACK (on_touched), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (stage), GTK_EVENT_CONTROLLER (touch));
  self->search = NORD_PLACE_SEARCH (search);
  self->words = GTK_LABEL (words);
  self->crosshair = nord_crosshair_new (stage, self->layer);
  gtk_widget_set_halign (search, GTK_ALIGN_END);
  gtk_widget_set_valign (search, GTK_ALIGN_START);
  gtk_widget_set_margin_top (search, 8);
  gtk_widget_set_margin_end (search, 8);
  gtk_widget_set_margin_start (search, 8);
  gtk_widget_set_halign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (words, GTK_ALIGN_START);
  gtk_widget_set_margin_top (words, 52);
  gtk_widget_set_margin_start (words, 8);
  gtk_widget_set_margin_end (words, 8);
  gtk_widget_set_can_target (words, FALSE);
  gtk_widget_set_visible (words, FALSE);
  gtk_widget_add_css_class (words, "map-words");
  gtk_label_set_wrap (self->words, TRUE);
  gtk_label_set_wrap_mode (self->words, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (self->words, GTK_JUSTIFY_CENTER);
  self->twins = nord_idea_twins_new (stage);
  gtk_overlay_add_overlay (overlay, GTK_WIDGET (self->twins));
  g_signal_connect_object (self->twins, "activated", G_CALLBACK (on_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->twins, "focused", G_CALLBACK (on_twin_focused), self,
                           G_CONNECT_SWAPPED);
  gtk_overlay_add_overlay (overlay, words);
  gtk_overlay_add_overlay (overlay, search);
  g_signal_connect_object (search, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "closed", G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "ready", G_CALLBACK (on_ready), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->crosshair, "told", G_CALLBACK (on_told), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->crosshair, "search", G_CALLBACK (nord_map_aids_open_search), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->crosshair, "list", G_CALLBACK (on_list), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->crosshair, "pressed", G_CALLBACK (on_pressed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->crosshair, "names-wanted", G_CALLBACK (on_names_wanted), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
nord_map_aids_open_search (NordMapAids *self)
{
  g_return_if_fail (NORD_IS_MAP_AIDS (self));
  if (gtk_widget_get_visible (GTK_WIDGET (self->search)))
    nord_place_search_open (self->search);
}

void
nord_map_aids_offer_search (NordMapAids *self, gboolean offered)
{
  g_return_if_fail (NORD_IS_MAP_AIDS (self));
  gtk_widget_set_visible (GTK_WIDGET (self->search), offered);
}

void
nord_map_aids_set_tool (NordMapAids *self, NordTool *tool)
{
  g_return_if_fail (NORD_IS_MAP_AIDS (self));
  self->tool = tool;
  self->at_work = FALSE;
  self->waiting = 0;
  nord_crosshair_set_tool (self->crosshair, tool);
}

void
nord_map_aids_follow_tool (NordMapAids *self)
{
  gboolean at_work;
  guint waiting;
  NordSnapped snapped;
  g_autofree char *text = NULL;

  g_return_if_fail (NORD_IS_MAP_AIDS (self));
  at_work = self->tool != NULL && !nord_tool_is_resting (self->tool);
  waiting = self->tool ? nord_tool_get_n_waiting (self->tool) : 0;
  /* While keys move it the cross tells it. */
  if (self->tool && self->at_work && !at_work && !nord_crosshair_is_shown (self->crosshair)) {
    snapped = nord_tool_get_snapped (self->tool);
    text = nord_map_words_tell_snapped (GTK_WIDGET (self->stage), &snapped);
  }
  if (waiting > self->waiting) {
    g_free (text);
    text = g_strdup (nord_map_words_get (GTK_WIDGET (self->stage), N_ ("Reading the streets…")));
  }
  self->at_work = at_work;
  self->waiting = waiting;
  /* What is drawn may be done with that, and its card takes the focus. */
  if (text)
    nord_announce_along (GTK_WIDGET (self->stage), text);
}

void
nord_map_aids_tell_drawn (NordMapAids *self)
{
  g_return_if_fail (NORD_IS_MAP_AIDS (self));
  nord_crosshair_tell_drawn (self->crosshair);
}

void
nord_map_aids_hide (NordMapAids *self, gboolean found)
{
  g_return_if_fail (NORD_IS_MAP_AIDS (self));
  nord_crosshair_hide (self->crosshair);
  if (found) {
    g_clear_handle_id (&self->mark_id, g_source_remove);
    nord_pointer_layer_set_found (self->layer, NULL, 0, 0, NULL);
  }
}

void
nord_map_aids_mark (NordMapAids *self, const NordFound *found)
{
  g_return_if_fail (NORD_IS_MAP_AIDS (self));
  g_clear_handle_id (&self->mark_id, g_source_remove);
  if (found != NULL)
    nord_pointer_layer_set_found (self->layer, found->shape, found->lon, found->lat, found->name);
  else
    nord_map_aids_hide (self, TRUE);
}

void
nord_map_aids_set_view (NordMapAids *self, const NordBounds *view)
{
  g_return_if_fail (NORD_IS_MAP_AIDS (self));
  nord_place_search_set_view (self->search, view);
  nord_idea_twins_update (self->twins);
  if (self->names_id == 0 && self->asked == FALSE)
    self->names_id = g_timeout_add_seconds (NAMES_S, on_names_due, self);
  self->asked = TRUE;
}

void
nord_map_aids_tell (NordMapAids *self, const char *text)
{
  g_return_if_fail (NORD_IS_MAP_AIDS (self) && text != NULL);
  gtk_label_set_text (self->words, text);
  gtk_widget_set_visible (GTK_WIDGET (self->words), *text != '\0');
  nord_announce (GTK_WIDGET (self->stage), text);
}

NordIdeaTwins *
nord_map_aids_get_twins (NordMapAids *self)
{
  g_return_val_if_fail (NORD_IS_MAP_AIDS (self), NULL);
  return self->twins;
}

void
nord_map_aids_add_corner (NordMapAids *self, GtkOverlay *overlay, GtkWidget *corner)
{
  g_return_if_fail (NORD_IS_MAP_AIDS (self));
  nord_map_foot_add_corner (overlay, corner, GTK_WIDGET (self->search));
}
