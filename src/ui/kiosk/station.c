/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The screens of a station over the table of core/kiosk/flow. Whatever a resident leaves behind
 * goes with the reset: language, draft, tool, selection, place of the map. */
#include "ui/kiosk/station.h"

#include "core/kiosk/entry.h"
#include "core/kiosk/flow.h"
#include "core/kiosk/words.h"
#include "core/model/idea.h"
#include "ui/kiosk/staff-door.h"
#include "ui/map/map-view.h"
#include "ui/session.h"
#include "config.h"

#include <glib/gi18n.h>

#define STAFF_TAPS 5
#define STAFF_WITHIN (3 * G_USEC_PER_SEC)

typedef struct {
  GtkWidget *widget; /* a label or a button */
  const char *key;
} Said;

struct _NordStation {
  AdwBin parent_instance;

  NordSession *session; /* (owned) */
  NordWords *words;     /* (owned) */
  NordFlow flow;
  guint number;
  gboolean low; /* much wider than high */
  GArray *said; /* (owned) (element-type Said) what changes with the language */
  NordEntry entry;
  NordToolKind tool;
  gint64 touched;            /* monotonic */
  gint64 corner[STAFF_TAPS]; /* the last taps there */
  guint timer;

  GtkStack *stack;
  GtkWidget *bar;
  GtkWidget *back;
  GtkWidget *cancel;
  NordMapView *map;
  GtkLabel *count;
  GtkGrid *topics;
  GtkWidget *send;
  GtkWidget *undo;
  GtkWidget *finish;
  NordStaffDoor *door;
};

G_DEFINE_FINAL_TYPE (NordStation, nord_station, ADW_TYPE_BIN)

enum { LEFT, N_SIGNALS };
static guint signals[N_SIGNALS];

static void go (NordStation *self, NordKioskEvent event);

/* --- Words --------------------------------------------------------------------------------------
 */

static void
write_words (NordStation *self, const Said *said)
{
  const char *text = nord_words_get (self->words, said->key);

  if (GTK_IS_BUTTON (said->widget)) {
    GtkWidget *child = gtk_button_get_child (GTK_BUTTON (said->widget));

    if (GTK_IS_LABEL (child))
      gtk_label_set_label (GTK_LABEL (child), text);
    gtk_accessible_update_property (GTK_ACCESSIBLE (said->widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    text, -1);
  } else {
    gtk_label_set_label (GTK_LABEL (said->widget), text);
  }
}

static GtkWidget *
say (NordStation *self, GtkWidget *widget, const char *key)
{
  const Said said = {widget, key};

  g_array_append_val (self->said, said);
  return widget;
}

static void
set_direction (GtkWidget *widget, GtkTextDirection direction)
{
  gtk_widget_set_direction (widget, direction);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_direction (child, direction);
}

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
new_button (NordStation *self, const char *key, GCallback clicked)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = new_label (NULL);

  gtk_button_set_child (GTK_BUTTON (button), label);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return say (self, button, key);
}

static guint
count_ideas (NordStation *self)
{
  NordDocument *document = nord_session_get_document (self->session);

  return g_list_model_get_n_items (nord_document_get_list (document, NORD_NOUN_IDEA));
}

static void
show_count (NordStation *self)
{
  g_autofree char *text = nord_words_count (self->words, "ideas", count_ideas (self));

  gtk_label_set_label (self->count, text);
}

/* --- Topics -------------------------------------------------------------------------------------
 */

static void
on_topic (NordStation *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  nord_entry_set_category (&self->entry, g_object_get_data (G_OBJECT (button), "category"));
  gtk_widget_set_sensitive (self->send, TRUE);
}

static void
fill_topics (NordStation *self)
{
  g_autoptr (NordProgramme) programme =
    nord_programme_new_default (nord_words_get_language (self->words));
  GtkWidget *child, *first = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->topics))) != NULL)
    gtk_grid_remove (self->topics, child);
  for (guint i = 0; i < nord_programme_get_n_categories (programme); i++) {
    const NordCategory *category = nord_programme_get_category (programme, i);
    GtkWidget *button = gtk_toggle_button_new ();
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
    GtkWidget *image = gtk_image_new_from_icon_name (category->icon), *label = new_label (NULL);

    gtk_image_set_pixel_size (GTK_IMAGE (image), 32);
    gtk_label_set_label (GTK_LABEL (label), category->title);
    gtk_box_append (GTK_BOX (box), image);
    gtk_box_append (GTK_BOX (box), label);
    gtk_button_set_child (GTK_BUTTON (button), box);
    gtk_widget_add_css_class (button, "kiosk-topic");
    gtk_widget_set_hexpand (button, TRUE);
    if (first == NULL)
      first = button;
    else
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
    g_object_set_data_full (G_OBJECT (button), "category", g_strdup (category->id), g_free);
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    category->title, -1);
    g_signal_connect_object (button, "toggled", G_CALLBACK (on_topic), self, G_CONNECT_SWAPPED);
    gtk_grid_attach (self->topics, button, (int) i % 3, (int) i / 3, 1, 1);
  }
}

static void
speak (NordStation *self, const char *language)
{
  g_clear_pointer (&self->words, nord_words_free);
  self->words = nord_words_new (language);
  for (guint i = 0; i < self->said->len; i++)
    write_words (self, &g_array_index (self->said, Said, i));
  fill_topics (self);
  show_count (self);
  set_direction (GTK_WIDGET (self),
                 nord_words_is_right_to_left (self->words) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  /* The map has no reading direction. */
  set_direction (GTK_WIDGET (self->map), GTK_TEXT_DIR_LTR);
}

/* --- What a resident makes ----------------------------------------------------------------------
 */

static void
reset (NordStation *self)
{
  nord_entry_clear (&self->entry);
  nord_map_view_drop_tool (self->map);
  nord_map_view_go_home (self->map, FALSE);
  nord_session_select (self->session, NULL);
  self->tool = NORD_TOOL_PIN;
  speak (self, nord_words_list_languages ()[0]);
}

static gboolean
store (NordStation *self)
{
  NordChangeSet *set = nord_change_set_group_new (_ ("Idea at the Shared Screen"));

  nord_change_set_group_add (set, nord_entry_make_idea (&self->entry,
                                                        nord_words_get_language (self->words),
                                                        self->number));
  return nord_session_apply (self->session, set, NULL);
}

static void
on_send (NordStation *self)
{
  if (self->entry.category != NULL)
    go (self, store (self) ? NORD_KIOSK_SENT : NORD_KIOSK_FAILED);
}

static void
on_tool_changed (NordStation *self)
{
  const NordTool *tool = nord_map_view_get_tool (self->map);

  gtk_widget_set_sensitive (self->undo, tool != NULL && nord_tool_can_go_back (tool));
  gtk_widget_set_sensitive (self->finish, tool != NULL && nord_tool_can_finish (tool));
}

static void
on_tool_finished (NordStation *self, NordShape *shape)
{
  nord_entry_set_shape (&self->entry, shape);
  go (self, NORD_KIOSK_NEXT);
}

static void
take_tool (NordStation *self, NordToolKind kind)
{
  self->tool = kind;
  nord_map_view_take_tool (self->map, kind);
  gtk_widget_set_visible (self->undo, kind != NORD_TOOL_PIN);
  gtk_widget_set_visible (self->finish, kind != NORD_TOOL_PIN);
  on_tool_changed (self);
}

static void
on_tool (NordStation *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    take_tool (self,
               (NordToolKind) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "tool")));
}

static void
on_undo (NordStation *self)
{
  NordTool *tool = nord_map_view_get_tool (self->map);

  if (tool != NULL)
    nord_tool_go_back (tool);
}

static void
on_finish (NordStation *self)
{
  NordTool *tool = nord_map_view_get_tool (self->map);

  if (tool != NULL)
    nord_tool_finish (tool);
}

/* --- From screen to screen ----------------------------------------------------------------------
 */

static void
enter (NordStation *self)
{
  const NordScreen screen = self->flow.screen;
  const gboolean under_way = screen != NORD_SCREEN_ATTRACT && screen != NORD_SCREEN_STILL &&
                             screen != NORD_SCREEN_STAFF && screen != NORD_SCREEN_THANKS;

  gtk_stack_set_visible_child_name (self->stack, nord_screen_get_name (screen));
  gtk_widget_set_visible (self->bar, under_way || screen == NORD_SCREEN_STAFF);
  gtk_widget_set_visible (self->cancel, screen != NORD_SCREEN_STAFF);
  if (screen == NORD_SCREEN_DRAW)
    take_tool (self, self->tool);
  else
    nord_map_view_drop_tool (self->map);
  if (screen == NORD_SCREEN_ABOUT)
    gtk_widget_set_sensitive (self->send, self->entry.category != NULL);
  if (screen == NORD_SCREEN_STAFF)
    nord_staff_door_ask (self->door, self->words);
}

static void
go (NordStation *self, NordKioskEvent event)
{
  gboolean everything;

  self->touched = g_get_monotonic_time ();
  if (!nord_flow_go (&self->flow, event, &everything))
    return;
  if (everything)
    reset (self);
  if (event == NORD_KIOSK_AGAIN) {
    nord_entry_clear (&self->entry);
    fill_topics (self);
  }
  enter (self);
}

static void
on_attract (NordStation *self)
{
  go (self, NORD_KIOSK_TOUCH);
}

static void
on_next (NordStation *self)
{
  go (self, NORD_KIOSK_NEXT);
}

static void
on_back (NordStation *self)
{
  go (self, NORD_KIOSK_BACK);
}

static void
on_cancel (NordStation *self)
{
  go (self, NORD_KIOSK_CANCEL);
}

static void
on_again (NordStation *self)
{
  go (self, NORD_KIOSK_AGAIN);
}

static void
on_language (NordStation *self, GtkButton *button)
{
  speak (self, g_object_get_data (G_OBJECT (button), "language"));
  go (self, NORD_KIOSK_NEXT);
}

static gboolean
on_second (gpointer data)
{
  NordStation *self = data;
  const guint patience = nord_flow_get_patience (&self->flow);
  const gint64 quiet = (g_get_monotonic_time () - self->touched) / G_USEC_PER_SEC;

  if (patience > 0 && quiet >= patience)
    go (self, self->flow.screen == NORD_SCREEN_STILL ? NORD_KIOSK_EXPIRED : NORD_KIOSK_IDLE);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_any_event (GtkEventControllerLegacy *controller, GdkEvent *event, NordStation *self)
{
  const GdkEventType type = gdk_event_get_event_type (event);

  /* A pointer that only lies there is nobody. */
  if (type != GDK_MOTION_NOTIFY && type != GDK_ENTER_NOTIFY && type != GDK_LEAVE_NOTIFY)
    self->touched = g_get_monotonic_time ();
  return FALSE;
}

/* --- Staff --------------------------------------------------------------------------------------
 */

static void
on_corner (GtkGestureClick *click, int n_press, double x, double y, NordStation *self)
{
  const gint64 now = g_get_monotonic_time ();

  memmove (self->corner, self->corner + 1, (STAFF_TAPS - 1) * sizeof *self->corner);
  self->corner[STAFF_TAPS - 1] = now;
  if (now - self->corner[0] <= STAFF_WITHIN)
    nord_station_call_staff (self);
}

void
nord_station_call_staff (NordStation *self)
{
  g_return_if_fail (NORD_IS_STATION (self));
  go (self, NORD_KIOSK_STAFF);
}

static void
on_leave (NordStation *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

/* --- Building -----------------------------------------------------------------------------------
 */

static GtkWidget *
new_screen (NordStation *self, NordScreen screen, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (box, "kiosk-screen");
  if (title != NULL)
    gtk_box_append (GTK_BOX (box), say (self, new_label ("kiosk-title"), title));
  if (screen != NORD_SCREEN_DRAW)
    gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_stack_add_named (self->stack, box, nord_screen_get_name (screen));
  return box;
}

static void
build_attract (NordStation *self)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *touch = say (self, new_label ("kiosk-huge"), "touch");
  GtkWidget *others = new_label ("kiosk-others");
  g_autoptr (GString) text = g_string_new (NULL);

  /* Everybody finds a line of their own at the first look. */
  for (const char *const *language = nord_words_list_languages (); *language; language++) {
    g_autoptr (NordWords) words = nord_words_new (*language);

    if (words != NULL && language != nord_words_list_languages () &&
        !g_str_has_prefix (*language, "de-"))
      g_string_append_printf (text, text->len > 0 ? "  ·  %s" : "%s",
                              nord_words_get (words, "touch"));
  }
  gtk_label_set_label (GTK_LABEL (others), text->str);
  self->count = GTK_LABEL (new_label (NULL));
  gtk_box_append (GTK_BOX (box), touch);
  gtk_box_append (GTK_BOX (box), others);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "kiosk-attract");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_attract), self, G_CONNECT_SWAPPED);
  say (self, button, "touch");
  gtk_stack_add_named (self->stack, button, nord_screen_get_name (NORD_SCREEN_ATTRACT));
}

static void
build_language (NordStation *self)
{
  GtkWidget *box = new_screen (self, NORD_SCREEN_LANGUAGE, "choose_language");
  GtkWidget *grid = gtk_grid_new ();
  const int columns = self->low ? 5 : 2;
  guint i = 0;

  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (const char *const *id = nord_words_list_languages (); *id; id++, i++) {
    const NordLanguage *language =
      nord_programme_find_language (nord_session_get_programme (self->session), *id);
    GtkWidget *button = gtk_button_new ();
    GtkWidget *label = new_label (NULL);

    gtk_label_set_label (GTK_LABEL (label), language != NULL ? language->name : *id);
    gtk_button_set_child (GTK_BUTTON (button), label);
    gtk_widget_set_hexpand (button, TRUE);
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_label_get_label (GTK_LABEL (label)), -1);
    g_object_set_data_full (G_OBJECT (button), "language", g_strdup (*id), g_free);
    g_signal_connect_object (button, "clicked", G_CALLBACK (on_language), self, G_CONNECT_SWAPPED);
    gtk_grid_attach (GTK_GRID (grid), button, (int) i % columns, (int) i / columns, 1, 1);
  }
  gtk_box_append (GTK_BOX (box), grid);
}

static void
build_notice (NordStation *self)
{
  static const char *const lines[] = {"notice_store", "notice_not", "notice_who", "notice_delete",
                                      "notice_free"};
  GtkWidget *box = new_screen (self, NORD_SCREEN_NOTICE, "notice_title");
  GtkWidget *join;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    gtk_box_append (GTK_BOX (box), say (self, new_label (NULL), lines[i]));
  join = new_button (self, "join", G_CALLBACK (on_next));
  gtk_widget_add_css_class (join, "suggested-action");
  gtk_box_append (GTK_BOX (box), join);
}

static GtkWidget *
new_tool (NordStation *self, const char *key, NordToolKind kind, GtkWidget *group)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), new_label (NULL));
  g_object_set_data (G_OBJECT (button), "tool", GUINT_TO_POINTER (kind));
  if (group != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (group));
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_tool), self, G_CONNECT_SWAPPED);
  return say (self, button, key);
}

static gboolean
is_released (gpointer item, gpointer data)
{
  return g_strcmp0 (nord_record_get_text (NORD_RECORD (item), NORD_IDEA_MODERATION), "released") ==
         0;
}

static void
build_draw (NordStation *self)
{
  GtkWidget *box = new_screen (self, NORD_SCREEN_DRAW, "draw_title");
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *pin = new_tool (self, "pin", NORD_TOOL_PIN, NULL);
  GListModel *ideas =
    nord_document_get_list (nord_session_get_document (self->session), NORD_NOUN_IDEA);
  /* Nothing that nobody has read yet is shown to others. */
  g_autoptr (GtkFilterListModel) released =
    gtk_filter_list_model_new (g_object_ref (ideas),
                               GTK_FILTER (gtk_custom_filter_new (is_released, NULL, NULL)));

  gtk_box_append (GTK_BOX (box), say (self, new_label (NULL), "draw_hint"));
  self->map = nord_map_view_new ();
  nord_map_view_set_session (self->map, self->session);
  nord_map_view_set_ideas (self->map, G_LIST_MODEL (released));
  gtk_widget_set_vexpand (GTK_WIDGET (self->map), TRUE);
  g_signal_connect_object (self->map, "tool-changed", G_CALLBACK (on_tool_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "tool-finished", G_CALLBACK (on_tool_finished), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->map));
  gtk_widget_set_halign (tools, GTK_ALIGN_CENTER);
  self->undo = new_button (self, "undo", G_CALLBACK (on_undo));
  self->finish = new_button (self, "finish", G_CALLBACK (on_finish));
  gtk_widget_add_css_class (self->finish, "suggested-action");
  gtk_box_append (GTK_BOX (tools), pin);
  gtk_box_append (GTK_BOX (tools), new_tool (self, "line", NORD_TOOL_LINE, pin));
  gtk_box_append (GTK_BOX (tools), new_tool (self, "area", NORD_TOOL_AREA, pin));
  gtk_box_append (GTK_BOX (tools), self->undo);
  gtk_box_append (GTK_BOX (tools), self->finish);
  gtk_box_append (GTK_BOX (box), tools);
}

static void
build_about (NordStation *self)
{
  GtkWidget *box = new_screen (self, NORD_SCREEN_ABOUT, "about_title");

  gtk_box_append (GTK_BOX (box), say (self, new_label (NULL), "about_hint"));
  self->topics = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->topics, 9);
  gtk_grid_set_column_spacing (self->topics, 9);
  gtk_grid_set_column_homogeneous (self->topics, TRUE);
  self->send = new_button (self, "send", G_CALLBACK (on_send));
  gtk_widget_add_css_class (self->send, "suggested-action");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->topics));
  gtk_box_append (GTK_BOX (box), self->send);
}

static void
build_rest (NordStation *self, NordPinGuard *guard)
{
  GtkWidget *box = new_screen (self, NORD_SCREEN_THANKS, "thanks_title");
  GtkWidget *still = new_screen (self, NORD_SCREEN_STILL, "still_title");
  GtkWidget *staff = new_screen (self, NORD_SCREEN_STAFF, "staff_title");

  gtk_box_append (GTK_BOX (box), say (self, new_label (NULL), "thanks_text"));
  gtk_box_append (GTK_BOX (box), new_button (self, "again", G_CALLBACK (on_again)));
  gtk_box_append (GTK_BOX (box), new_button (self, "done", G_CALLBACK (on_next)));
  gtk_box_append (GTK_BOX (still), new_button (self, "still_yes", G_CALLBACK (on_attract)));
  self->door = NORD_STAFF_DOOR (nord_staff_door_new (guard));
  g_signal_connect_object (self->door, "left", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (staff), GTK_WIDGET (self->door));
  gtk_box_append (GTK_BOX (new_screen (self, NORD_SCREEN_PAUSE, NULL)),
                  say (self, new_label ("kiosk-title"), "sorry"));
}

static void
build (NordStation *self, NordPinGuard *guard)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *corner = gtk_label_new ("Nordwärts");
  GtkGesture *taps = gtk_gesture_click_new ();
  GtkEventController *all = gtk_event_controller_legacy_new ();

  gtk_widget_add_css_class (corner, "kiosk-corner");
  gtk_widget_set_halign (corner, GTK_ALIGN_START);
  g_signal_connect_object (taps, "pressed", G_CALLBACK (on_corner), self, 0);
  gtk_widget_add_controller (corner, GTK_EVENT_CONTROLLER (taps));
  gtk_event_controller_set_propagation_phase (all, GTK_PHASE_CAPTURE);
  g_signal_connect_object (all, "event", G_CALLBACK (on_any_event), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), all);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  build_attract (self);
  build_language (self);
  build_notice (self);
  build_draw (self);
  build_about (self);
  build_rest (self, guard);
  /* Always in the same place, on every screen. */
  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (self->bar, "kiosk-bar");
  self->back = new_button (self, "back", G_CALLBACK (on_back));
  self->cancel = new_button (self, "cancel", G_CALLBACK (on_cancel));
  gtk_widget_set_hexpand (self->cancel, TRUE);
  gtk_widget_set_halign (self->cancel, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self->bar), self->back);
  gtk_box_append (GTK_BOX (self->bar), self->cancel);
  gtk_box_append (GTK_BOX (box), corner);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), self->bar);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
nord_station_dispose (GObject *object)
{
  NordStation *self = NORD_STATION (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nord_station_parent_class)->dispose (object);
}

static void
nord_station_finalize (GObject *object)
{
  NordStation *self = NORD_STATION (object);

  nord_entry_clear (&self->entry);
  g_clear_pointer (&self->words, nord_words_free);
  g_array_unref (self->said);
  G_OBJECT_CLASS (nord_station_parent_class)->finalize (object);
}

static void
nord_station_class_init (NordStationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nord_station_dispose;
  object_class->finalize = nord_station_finalize;
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "station");
}

static void
nord_station_init (NordStation *self)
{
  self->said = g_array_new (FALSE, FALSE, sizeof (Said));
  nord_flow_init (&self->flow);
  /* What does not fit must not reach over to a neighbour. */
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

NordStation *
nord_station_new (NordDocument *document, guint number, gboolean low, NordPinGuard *guard)
{
  NordStation *self = g_object_new (NORD_TYPE_STATION, NULL);
  g_autoptr (NordProgramme) programme = nord_programme_new_default (NULL);
  GListModel *ideas = nord_document_get_list (document, NORD_NOUN_IDEA);

  self->number = number;
  self->low = low;
  self->session = nord_session_new (programme);
  nord_session_set_document (self->session, document);
  self->words = nord_words_new (nord_words_list_languages ()[0]);
  build (self, guard);
  reset (self);
  enter (self);
  g_signal_connect_object (ideas, "items-changed", G_CALLBACK (show_count), self,
                           G_CONNECT_SWAPPED);
  self->timer = g_timeout_add_seconds (1, on_second, self);
  return self;
}
