/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One map for both, because a map is what costs most of a station. */
#include "ui/kiosk/map-screen.h"

#include "core/model/idea.h"
#include "core/model/moderation.h"
#include "ui/kiosk/map-wording.h"
#include "ui/kiosk/sticker-hand.h"
#include "ui/kiosk/sticker-tray.h"
#include "ui/map/map-view.h"

struct _NordMapScreen {
  AdwBin parent_instance;

  NordWording *wording; /* (owned) */
  NordSession *session; /* (owned) */
  GListModel *released; /* (owned) what others may see */
  GtkFilter *filter;    /* (unowned) of it */
  NordToolKind tool;
  gboolean drawing;
  gboolean low;

  GtkWidget *title[2]; /* of drawing, of looking */
  GtkWidget *hint[2];
  GtkOrientable *middle; /* the map, and the tray below or beside it */
  NordMapView *map;
  GtkWidget *tools;
  GtkWidget *first_tool;
  GtkWidget *find;
  GtkWidget *undo;
  GtkWidget *finish;
  NordStickerHand *stickers; /* (owned) */
  GtkWidget *looking;        /* what stands in the place of the tools */
  GtkLabel *idea_title;
  GtkLabel *idea_body;
  GtkWidget *previous;
  GtkWidget *next;
};

G_DEFINE_FINAL_TYPE (NordMapScreen, nord_map_screen, ADW_TYPE_BIN)

enum { DRAWN, DRAFTED, STUCK, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- Drawing ------------------------------------------------------------------------------------
 */

static void
on_tool_changed (NordMapScreen *self)
{
  const NordTool *tool = nord_map_view_get_tool (self->map);
  const gboolean whole = tool != NULL && nord_tool_can_finish (tool);

  const gboolean begun = tool != NULL && nord_tool_can_go_back (tool);

  /* Leaving for the search would take away what was begun, so both have one place. */
  gtk_widget_set_visible (self->find, !begun);
  gtk_widget_set_visible (self->undo, begun);
  gtk_widget_set_sensitive (self->finish, whole);
  if (whole && nord_tool_is_resting (tool) && nord_sticker_hand_get (self->stickers) == NULL) {
    g_autoptr (NordShape) shape = nord_sketch_to_shape (nord_tool_get_sketch (tool), NULL);

    if (shape != NULL)
      g_signal_emit (self, signals[DRAFTED], 0, shape);
  }
}

static void
on_tool_finished (NordMapScreen *self, NordShape *shape)
{
  if (nord_sticker_hand_get (self->stickers) != NULL)
    nord_sticker_hand_put (self->stickers, shape);
  else
    g_signal_emit (self, signals[DRAWN], 0, shape);
}

static void
take_tool (NordMapScreen *self, NordToolKind kind)
{
  self->tool = kind;
  nord_map_view_take_tool (self->map, kind);
  gtk_widget_set_visible (self->finish, kind != NORD_TOOL_PIN);
  on_tool_changed (self);
}

static void
on_tool (NordMapScreen *self, GtkToggleButton *button)
{
  const NordToolKind kind =
    (NordToolKind) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "tool"));

  if (!gtk_toggle_button_get_active (button))
    return;
  if (self->drawing)
    take_tool (self, kind);
  else
    self->tool = kind;
}

static void
on_undo (NordMapScreen *self)
{
  NordTool *tool = nord_map_view_get_tool (self->map);

  if (tool != NULL)
    nord_tool_go_back (tool);
}

static void
on_finish (NordMapScreen *self)
{
  NordTool *tool = nord_map_view_get_tool (self->map);

  if (tool != NULL)
    nord_tool_finish (tool);
}

static void
on_stuck (NordMapScreen *self)
{
  g_signal_emit (self, signals[STUCK], 0);
}

/* --- Looking ------------------------------------------------------------------------------------
 */

static gboolean
is_released (gpointer item, gpointer data)
{
  return nord_moderation_is_public (
    nord_record_get_text (NORD_RECORD (item), NORD_IDEA_MODERATION));
}

/* What was released or hidden a moment ago comes or goes. */
static void
on_document_changed (NordMapScreen *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/* The index of the idea that is shown, or that of none. */
static guint
find_shown (NordMapScreen *self)
{
  const char *id = nord_session_get_selected (self->session);
  const guint n = g_list_model_get_n_items (self->released);

  for (guint i = 0; id != NULL && i < n; i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (self->released, i);

    if (g_str_equal (nord_record_get_id (idea), id))
      return i;
  }
  return n;
}

static void
show_idea (NordMapScreen *self)
{
  const guint n = g_list_model_get_n_items (self->released), at = find_shown (self);
  g_autoptr (NordRecord) idea = at < n ? g_list_model_get_item (self->released, at) : NULL;
  const char *title = idea ? nord_record_get_text (idea, NORD_IDEA_TITLE) : NULL;
  const char *body = idea ? nord_record_get_text (idea, NORD_IDEA_BODY) : NULL;
  const char *language = idea ? nord_record_get_text (idea, NORD_IDEA_LANGUAGE) : NULL;
  const char *category = idea ? nord_record_get_text (idea, NORD_IDEA_CATEGORY) : NULL;
  g_autoptr (NordProgramme) programme =
    nord_programme_new_default (nord_words_get_language (nord_wording_get_words (self->wording)));
  const NordCategory *topic = category ? nord_programme_find_category (programme, category) : NULL;

  /* Released, so everybody may hear it, too: as it was written, or else the topic. */
  nord_wording_let_read (GTK_WIDGET (self->idea_title), title != NULL ? language : NULL);
  nord_wording_let_read (GTK_WIDGET (self->idea_body), language);
  nord_wording_quote (self->idea_title, title == NULL && topic != NULL ? topic->title : title);
  nord_wording_quote (self->idea_body, body);
  /* Where the line below the title has no room. */
  if (idea == NULL && self->low) {
    gtk_label_set_text (self->idea_body,
                        nord_wording_get (self->wording, n > 0 ? "look_hint" : "look_none"));
    gtk_widget_set_visible (GTK_WIDGET (self->idea_body), TRUE);
  }
  gtk_widget_set_sensitive (self->previous, n > 0);
  gtk_widget_set_sensitive (self->next, n > 0);
  gtk_label_set_label (GTK_LABEL (self->hint[1]),
                       nord_wording_get (self->wording, n > 0 ? "look_hint" : "look_none"));
}

/* The way without a hand on the map. */
static void
step (NordMapScreen *self, int by)
{
  const guint n = g_list_model_get_n_items (self->released), at = find_shown (self);
  g_autoptr (NordRecord) idea = NULL;

  if (n == 0)
    return;
  idea = g_list_model_get_item (self->released,
                                at >= n ? (by > 0 ? 0 : n - 1) : (at + n + (guint) by) % n);
  nord_session_reveal (self->session, nord_record_get_id (idea));
}

static void
on_previous (NordMapScreen *self)
{
  step (self, -1);
}

static void
on_next (NordMapScreen *self)
{
  step (self, 1);
}

/* --- Building -----------------------------------------------------------------------------------
 */

static GtkWidget *
new_tool (NordMapScreen *self, const char *key, NordToolKind kind)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), nord_wording_label (self->wording, NULL, NULL));
  g_object_set_data (G_OBJECT (button), "tool", GUINT_TO_POINTER (kind));
  if (self->first_tool != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (self->first_tool));
  else
    self->first_tool = button;
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_tool), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->tools), button);
  return nord_wording_say (self->wording, button, key);
}

static GtkWidget *
new_button (NordMapScreen *self, const char *key, GCallback clicked)
{
  GtkWidget *button = nord_wording_button (self->wording, key, NULL);

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static void
build_tools (NordMapScreen *self)
{
  self->tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_halign (self->tools, GTK_ALIGN_CENTER);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (new_tool (self, "pin", NORD_TOOL_PIN)), TRUE);
  new_tool (self, "line", NORD_TOOL_LINE);
  new_tool (self, "area", NORD_TOOL_AREA);
  self->find = nord_wording_button (self->wording, "find", "station.find");
  gtk_label_set_natural_wrap_mode (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->find))),
                                   GTK_NATURAL_WRAP_NONE);
  self->undo = new_button (self, "undo", G_CALLBACK (on_undo));
  self->finish = new_button (self, "finish", G_CALLBACK (on_finish));
  gtk_widget_add_css_class (self->finish, "suggested-action");
  gtk_box_append (GTK_BOX (self->tools), self->find);
  gtk_box_append (GTK_BOX (self->tools), self->undo);
  gtk_box_append (GTK_BOX (self->tools), self->finish);
}

static void
build_looking (NordMapScreen *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->looking = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->idea_title = GTK_LABEL (nord_wording_label (self->wording, NULL, "kiosk-idea-title"));
  self->idea_body = GTK_LABEL (nord_wording_label (self->wording, NULL, NULL));
  gtk_label_set_wrap_mode (self->idea_title, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_wrap_mode (self->idea_body, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (self->idea_body, 3);
  gtk_label_set_ellipsize (self->idea_body, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->idea_title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->idea_body));
  gtk_label_set_justify (self->idea_body, GTK_JUSTIFY_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  self->previous = new_button (self, "previous", G_CALLBACK (on_previous));
  self->next = new_button (self, "next", G_CALLBACK (on_next));
  gtk_widget_set_valign (self->previous, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->next, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->looking), self->previous);
  gtk_box_append (GTK_BOX (self->looking), words);
  gtk_box_append (GTK_BOX (self->looking), self->next);
}

static void
build (NordMapScreen *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  static const char *const titles[] = {"draw_title", "look_title"};
  static const char *const hints[] = {"draw_hint", "look_hint"};

  for (guint i = 0; i < 2; i++) {
    self->title[i] = nord_wording_label (self->wording, titles[i], "kiosk-title");
    self->hint[i] = nord_wording_label (self->wording, hints[i], NULL);
    gtk_box_append (GTK_BOX (box), self->title[i]);
    gtk_box_append (GTK_BOX (box), self->hint[i]);
  }
  self->map = nord_map_view_new ();
  nord_map_view_set_session (self->map, self->session);
  nord_map_view_set_ideas (self->map, self->released);
  /* A station searches on a screen of its own, with its own keyboard. */
  nord_map_view_offer_search (self->map, FALSE);
  nord_map_wording_say (self->wording, self->map);
  nord_map_view_lay_controls (self->map, GTK_ORIENTATION_HORIZONTAL);
  nord_wording_keep_direction (GTK_WIDGET (self->map));
  gtk_widget_set_hexpand (GTK_WIDGET (self->map), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->map), TRUE);
  g_signal_connect_object (self->map, "tool-changed", G_CALLBACK (on_tool_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "tool-finished", G_CALLBACK (on_tool_finished), self,
                           G_CONNECT_SWAPPED);
  build_tools (self);
  build_looking (self);
  self->stickers = nord_sticker_hand_new (self->wording, self->map, GTK_BOX (box));
  g_signal_connect_object (self->stickers, "stuck", G_CALLBACK (on_stuck), self, G_CONNECT_SWAPPED);
  self->middle = GTK_ORIENTABLE (middle);
  gtk_box_append (GTK_BOX (middle), GTK_WIDGET (self->map));
  gtk_box_append (GTK_BOX (middle), nord_sticker_hand_get_tray (self->stickers));
  gtk_box_append (GTK_BOX (box), middle);
  gtk_box_append (GTK_BOX (box), self->tools);
  gtk_box_append (GTK_BOX (box), self->looking);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-screen");
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
nord_map_screen_dispose (GObject *object)
{
  NordMapScreen *self = NORD_MAP_SCREEN (object);

  g_clear_object (&self->stickers);
  g_clear_object (&self->released);
  g_clear_object (&self->session);
  g_clear_object (&self->wording);
  G_OBJECT_CLASS (nord_map_screen_parent_class)->dispose (object);
}

static void
nord_map_screen_class_init (NordMapScreenClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_map_screen_dispose;
  signals[DRAWN] = g_signal_new ("drawn", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_POINTER);
  signals[STUCK] =
    g_signal_new ("stuck", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DRAFTED] = g_signal_new ("drafted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
nord_map_screen_init (NordMapScreen *self)
{
}

GtkWidget *
nord_map_screen_new (NordWording *wording, NordSession *session)
{
  NordMapScreen *self = g_object_new (NORD_TYPE_MAP_SCREEN, NULL);
  GListModel *ideas = nord_document_get_list (nord_session_get_document (session), NORD_NOUN_IDEA);

  self->wording = g_object_ref (wording);
  self->session = g_object_ref (session);
  /* Nothing that nobody has read yet is shown to others. */
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_released, NULL, NULL));
  self->released = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (ideas), self->filter));
  build (self);
  g_signal_connect_object (nord_session_get_document (session), "changed",
                           G_CALLBACK (on_document_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wording, "spoken", G_CALLBACK (show_idea), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (show_idea), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->released, "items-changed", G_CALLBACK (show_idea), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
set_drawing (NordMapScreen *self, gboolean drawing)
{
  const gboolean sticking = nord_sticker_hand_get (self->stickers) != NULL;

  self->drawing = drawing;
  for (guint i = 0; i < 2; i++) {
    gtk_widget_set_visible (self->title[i], !sticking && drawing == (i == 0));
    gtk_widget_set_visible (self->hint[i], !sticking && drawing == (i == 0) && !self->low);
  }
  /* Who draws needs the room, and the signs. */
  nord_map_view_offer_heat (self->map, !sticking && !drawing);
  gtk_widget_set_visible (self->tools, !sticking && drawing);
  gtk_widget_set_visible (self->looking, !sticking && !drawing);
}

void
nord_map_screen_draw (NordMapScreen *self)
{
  g_return_if_fail (NORD_IS_MAP_SCREEN (self));
  set_drawing (self, TRUE);
  nord_session_select (self->session, NULL);
  take_tool (self, self->tool);
}

void
nord_map_screen_look (NordMapScreen *self)
{
  g_return_if_fail (NORD_IS_MAP_SCREEN (self));
  set_drawing (self, FALSE);
  show_idea (self);
}

void
nord_map_screen_stick (NordMapScreen *self, NordCollage *collage)
{
  g_return_if_fail (NORD_IS_MAP_SCREEN (self));
  if (collage == NULL && nord_sticker_hand_get (self->stickers) == NULL)
    return;
  nord_sticker_hand_set (self->stickers, collage);
  set_drawing (self, self->drawing);
  if (collage == NULL)
    return;
  nord_session_select (self->session, NULL);
  nord_map_view_take_tool (self->map, NORD_TOOL_PIN);
}

NordCollage *
nord_map_screen_get_collage (NordMapScreen *self)
{
  g_return_val_if_fail (NORD_IS_MAP_SCREEN (self), NULL);
  return nord_sticker_hand_get (self->stickers);
}

void
nord_map_screen_take_sticker (NordMapScreen *self, NordSticker sticker)
{
  g_return_if_fail (NORD_IS_MAP_SCREEN (self));
  nord_sticker_hand_take (self->stickers, sticker);
}

void
nord_map_screen_lay_stickers (NordMapScreen *self, int rows, gboolean beside)
{
  g_return_if_fail (NORD_IS_MAP_SCREEN (self));
  nord_sticker_tray_lay (NORD_STICKER_TRAY (nord_sticker_hand_get_tray (self->stickers)), rows,
                         beside);
  gtk_orientable_set_orientation (self->middle,
                                  beside ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
}

void
nord_map_screen_show_place (NordMapScreen *self, const NordFound *place)
{
  NordBounds bounds;

  g_return_if_fail (NORD_IS_MAP_SCREEN (self) && place != NULL);
  bounds = nord_shape_get_bounds (place->shape);
  nord_map_view_show_bounds (self->map, &bounds, TRUE);
  nord_map_view_mark_place (self->map, place);
}

NordBounds
nord_map_screen_get_bounds (NordMapScreen *self)
{
  NordView view;

  nord_map_view_get_view (self->map, &view);
  return nord_view_get_bounds (&view, 0);
}

void
nord_map_screen_rest (NordMapScreen *self)
{
  g_return_if_fail (NORD_IS_MAP_SCREEN (self));
  nord_map_view_drop_tool (self->map);
}

void
nord_map_screen_reset (NordMapScreen *self)
{
  g_return_if_fail (NORD_IS_MAP_SCREEN (self));
  nord_map_view_drop_tool (self->map);
  nord_map_view_mark_place (self->map, NULL);
  nord_map_view_go_home (self->map, FALSE);
  nord_session_select (self->session, NULL);
  self->drawing = FALSE;
  /* Nobody finds the map as another one left it. */
  nord_map_view_offer_heat (self->map, FALSE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->first_tool), TRUE);
  show_idea (self);
}

/* The map needs the room more than the second line does. */
void
nord_map_screen_set_low (NordMapScreen *self, gboolean low)
{
  g_return_if_fail (NORD_IS_MAP_SCREEN (self));
  self->low = low;
  nord_sticker_hand_set_low (self->stickers, low);
  set_drawing (self, self->drawing);
  show_idea (self);
}

void
nord_map_screen_set_edge_guard (NordMapScreen *self, double guard)
{
  g_return_if_fail (NORD_IS_MAP_SCREEN (self));
  nord_map_view_set_edge_guard (self->map, guard);
  nord_sticker_hand_set_radius (self->stickers, guard);
}
