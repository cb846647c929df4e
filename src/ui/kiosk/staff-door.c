/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Asks for the PIN, slowly after wrong ones, and offers what is behind the door. */
#include "ui/kiosk/staff-door.h"

#include "ui/kiosk/pin-pad.h"
#include "ui/kiosk/plain-screens.h"
#include "ui/kiosk/ruler.h"
#include "config.h"

#define KEY "kiosk-pin"
#define LANGUAGE_KEY "kiosk-staff-language"

/* What stands at the door and behind it, one at a time, each with a heading of its own. */
typedef enum { PAD, MENU, SCALE, LANGUAGES, QUIT, N_ROOMS } Room;

struct _NordStaffDoor {
  AdwBin parent_instance;

  NordWording *wording; /* (owned) */
  NordPinGuard *guard;  /* (unowned) */
  GSettings *settings;  /* (owned) */
  char *chosen;         /* (owned) (nullable) a first PIN, typed once */
  gboolean open;
  Room room;
  guint waiting; /* source id: counts the seconds until the next try */

  GtkWidget *titles[N_ROOMS];
  GtkLabel *note;
  GtkWidget *pad;
  GtkGrid *menu;
  GtkWidget *leave; /* (nullable) the full screen, or back to it, where there is another window */
  GtkWidget *lock;
  GtkWidget *unlock;
  GtkWidget *draft;
  GtkWidget *children;
  GtkWidget *scale; /* the ruler and what belongs to it */
  NordRuler *ruler;
  GtkWidget *languages; /* the grid of them */
  GtkWidget *quit;      /* the last word before the end */
  gboolean low, full;
};

G_DEFINE_FINAL_TYPE (NordStaffDoor, nord_staff_door, ADW_TYPE_BIN)

enum { SCALED, SPOKEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
show_room (NordStaffDoor *self, Room room)
{
  GtkWidget *const rooms[N_ROOMS] = {self->pad, GTK_WIDGET (self->menu), self->scale,
                                     self->languages, self->quit};

  self->room = room;
  for (guint i = 0; i < N_ROOMS; i++) {
    gtk_widget_set_visible (self->titles[i], i == room);
    gtk_widget_set_visible (rooms[i], i == room);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->note), room == PAD);
}

static void
let_in (NordStaffDoor *self)
{
  g_autofree char *language = g_settings_get_string (self->settings, LANGUAGE_KEY);

  self->open = TRUE;
  gtk_label_set_label (self->note, "");
  show_room (self, MENU);
  if (g_strv_contains (nord_words_list_languages (), language))
    g_signal_emit (self, signals[SPOKEN], 0, language);
}

static void
stop_waiting (NordStaffDoor *self)
{
  g_clear_handle_id (&self->waiting, g_source_remove);
}

/* FALSE: nothing to wait for. */
static gboolean
show_wait (NordStaffDoor *self)
{
  const guint wait = nord_pin_guard_get_wait (self->guard, nord_pin_time_now ());
  g_autofree char *text =
    nord_words_count (nord_wording_get_words (self->wording), "staff_wait", wait);

  gtk_widget_set_sensitive (self->pad, wait == 0);
  gtk_label_set_label (self->note, wait > 0 ? text : "");
  return wait > 0;
}

static gboolean
on_waiting (gpointer data)
{
  NordStaffDoor *self = data;

  if (!self->open && show_wait (self))
    return G_SOURCE_CONTINUE;
  self->waiting = 0;
  return G_SOURCE_REMOVE;
}

static void
wait_if_must (NordStaffDoor *self)
{
  if (show_wait (self) && self->waiting == 0)
    self->waiting = g_timeout_add_seconds (1, on_waiting, self);
}

static void
refuse (NordStaffDoor *self)
{
  wait_if_must (self);
  if (self->waiting == 0)
    gtk_label_set_label (self->note, nord_wording_get (self->wording, "staff_wrong"));
}

static void
choose (NordStaffDoor *self, const char *pin)
{
  g_autofree char *hash = NULL;

  if (self->chosen == NULL) {
    self->chosen = g_strdup (pin);
    gtk_label_set_label (self->note, nord_wording_get (self->wording, "staff_once_more"));
    return;
  }
  if (g_str_equal (self->chosen, pin))
    hash = nord_pin_hash (pin);
  g_clear_pointer (&self->chosen, g_free);
  if (hash == NULL) {
    refuse (self);
    return;
  }
  g_settings_set_string (self->settings, KEY, hash);
  let_in (self);
}

static void
on_pin (NordStaffDoor *self, const char *pin)
{
  g_autofree char *hash = g_settings_get_string (self->settings, KEY);

  if (*hash == '\0')
    choose (self, pin);
  else if (nord_pin_check (self->guard, hash, pin, nord_pin_time_now ()))
    let_in (self);
  else
    refuse (self);
}

/* --- The size on the glass ----------------------------------------------------------------------
 */

static void
on_scale (NordStaffDoor *self)
{
  show_room (self, SCALE);
}

static void
on_ruler (NordStaffDoor *self)
{
  g_signal_emit (self, signals[SCALED], 0, nord_ruler_get_scale (self->ruler));
}

static void
on_smaller (NordStaffDoor *self)
{
  nord_ruler_grow (self->ruler, -1);
}

static void
on_larger (NordStaffDoor *self)
{
  nord_ruler_grow (self->ruler, 1);
}

static void
on_scale_done (NordStaffDoor *self)
{
  show_room (self, MENU);
}

/* --- The language, and the end ------------------------------------------------------------------
 */

static void
on_languages (NordStaffDoor *self)
{
  show_room (self, LANGUAGES);
}

static void
on_quit (NordStaffDoor *self)
{
  show_room (self, QUIT);
}

/* --- Building -----------------------------------------------------------------------------------
 */

static GtkWidget *
new_button (NordStaffDoor *self, const char *key, GCallback clicked)
{
  GtkWidget *button = nord_wording_button (self->wording, key, NULL);

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

/* What is shown, row by row; lying, all in two rows. */
static void
arrange (NordStaffDoor *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->menu));
  const int columns = self->low ? 4 : 2;
  int i = 0;

  for (GtkWidget *entry = gtk_widget_get_first_child (GTK_WIDGET (self->menu)); entry != NULL;
       entry = gtk_widget_get_next_sibling (entry)) {
    GtkGridLayoutChild *at =
      GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, entry));

    if (!gtk_widget_get_visible (entry))
      continue;
    gtk_grid_layout_child_set_column (at, i % columns);
    gtk_grid_layout_child_set_row (at, i / columns);
    i++;
  }
}

/* What it does now. */
static void
say_leave (NordStaffDoor *self)
{
  const char *word = nord_wording_get (self->wording, self->full ? "leave" : "fullscreen");

  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->leave))), word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->leave), GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                  -1);
}

static GtkWidget *
add_entry (NordStaffDoor *self, GtkWidget *entry)
{
  gtk_grid_attach (self->menu, entry, 0, 0, 1, 1);
  return entry;
}

static GtkGrid *
new_grid (void)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  gtk_grid_set_row_spacing (grid, 9);
  gtk_grid_set_column_spacing (grid, 9);
  gtk_grid_set_column_homogeneous (grid, TRUE);
  return grid;
}

static void
build_menu (NordStaffDoor *self)
{
  NordWording *wording = self->wording;

  self->menu = new_grid ();
  self->lock = add_entry (self, nord_wording_button (wording, "staff_lock", "station.lock"));
  self->unlock = add_entry (self, nord_wording_button (wording, "staff_unlock", "station.unlock"));
  add_entry (self, new_button (self, "language", G_CALLBACK (on_languages)));
  add_entry (self, nord_wording_button (wording, "staff_turn", "station.turn"));
  add_entry (self, new_button (self, "staff_scale", G_CALLBACK (on_scale)));
  self->draft = add_entry (self, nord_wording_button (wording, "staff_draft", "station.draft"));
  self->children =
    add_entry (self, nord_wording_button (wording, "staff_children", "station.children"));
  add_entry (self, new_button (self, "staff_quit", G_CALLBACK (on_quit)));
}

static void
build_quit (NordStaffDoor *self)
{
  GtkWidget *button = nord_wording_button (self->wording, "staff_quit", "station.quit");

  self->quit = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (button, "destructive-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->quit),
                  nord_wording_label (self->wording, "staff_quit_text", NULL));
  gtk_box_append (GTK_BOX (self->quit), button);
}

static void
build_scale (NordStaffDoor *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->scale = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->ruler = NORD_RULER (nord_ruler_new ());
  nord_wording_say (self->wording, GTK_WIDGET (self->ruler), "staff_ruler");
  g_signal_connect_object (self->ruler, "changed", G_CALLBACK (on_ruler), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->scale), nord_wording_label (self->wording, "staff_ruler", NULL));
  gtk_box_append (GTK_BOX (self->scale), GTK_WIDGET (self->ruler));
  gtk_box_append (GTK_BOX (buttons), new_button (self, "staff_smaller", G_CALLBACK (on_smaller)));
  gtk_box_append (GTK_BOX (buttons), new_button (self, "staff_larger", G_CALLBACK (on_larger)));
  gtk_box_append (GTK_BOX (buttons), new_button (self, "done", G_CALLBACK (on_scale_done)));
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->scale), buttons);
}

static void
nord_staff_door_dispose (GObject *object)
{
  NordStaffDoor *self = NORD_STAFF_DOOR (object);

  stop_waiting (self);
  g_clear_object (&self->settings);
  g_clear_object (&self->wording);
  g_clear_pointer (&self->chosen, g_free);
  G_OBJECT_CLASS (nord_staff_door_parent_class)->dispose (object);
}

static void
nord_staff_door_class_init (NordStaffDoorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_staff_door_dispose;
  signals[SCALED] = g_signal_new ("scaled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[SPOKEN] = g_signal_new ("spoken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
nord_staff_door_init (NordStaffDoor *self)
{
  self->settings = g_settings_new (NORD_APP_ID);
}

GtkWidget *
nord_staff_door_new (NordWording *wording, NordPinGuard *guard)
{
  static const char *const titles[N_ROOMS] = {"staff_title", "staff_menu_title",
                                              "staff_scale_title", "choose_language",
                                              "staff_quit_title"};
  NordStaffDoor *self = g_object_new (NORD_TYPE_STAFF_DOOR, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autoptr (NordProgramme) programme = nord_programme_new_default (NULL);

  self->wording = g_object_ref (wording);
  self->guard = guard;
  self->note = GTK_LABEL (nord_wording_label (wording, NULL, NULL));
  self->pad = nord_pin_pad_new (wording);
  g_signal_connect_object (self->pad, "entered", G_CALLBACK (on_pin), self, G_CONNECT_SWAPPED);
  build_menu (self);
  build_scale (self);
  self->languages = nord_plain_screen_new_languages (programme);
  build_quit (self);
  for (guint i = 0; i < N_ROOMS; i++) {
    self->titles[i] = nord_wording_label (wording, titles[i], "kiosk-title");
    gtk_box_append (GTK_BOX (box), self->titles[i]);
  }
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (box), self->pad);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->menu));
  gtk_box_append (GTK_BOX (box), self->scale);
  gtk_box_append (GTK_BOX (box), self->languages);
  gtk_box_append (GTK_BOX (box), self->quit);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-screen");
  adw_bin_set_child (ADW_BIN (self), box);
  nord_staff_door_set_low (self, FALSE);
  nord_staff_door_close (self);
  return GTK_WIDGET (self);
}

void
nord_staff_door_ask (NordStaffDoor *self, const NordStaffMenu *menu)
{
  g_autofree char *hash = NULL;

  g_return_if_fail (NORD_IS_STAFF_DOOR (self) && menu != NULL);
  nord_staff_door_close (self);
  hash = g_settings_get_string (self->settings, KEY);
  gtk_widget_set_visible (self->lock, !menu->locked);
  gtk_widget_set_visible (self->unlock, menu->locked);
  arrange (self);
  gtk_widget_set_sensitive (self->draft, menu->has_draft);
  nord_staff_door_show_children (self, menu->children);
  nord_ruler_set_scale (self->ruler, menu->per_mm);
  gtk_label_set_label (self->note,
                       *hash == '\0' ? nord_wording_get (self->wording, "staff_choose") : "");
  if (*hash != '\0')
    wait_if_must (self);
}

void
nord_staff_door_set_low (NordStaffDoor *self, gboolean low)
{
  g_return_if_fail (NORD_IS_STAFF_DOOR (self));
  self->low = low;
  nord_plain_screen_set_columns (self->languages, low ? 5 : 2);
  arrange (self);
}

void
nord_staff_door_show_full (NordStaffDoor *self, gboolean full)
{
  g_return_if_fail (NORD_IS_STAFF_DOOR (self));
  self->full = full;
  if (self->leave == NULL) {
    self->leave = nord_wording_button (self->wording, "leave", "station.leave");
    gtk_widget_insert_before (self->leave, GTK_WIDGET (self->menu),
                              gtk_widget_get_last_child (GTK_WIDGET (self->menu)));
    g_signal_connect_object (self->wording, "spoken", G_CALLBACK (say_leave), self,
                             G_CONNECT_SWAPPED);
    arrange (self);
  }
  say_leave (self);
}

void
nord_staff_door_show_children (NordStaffDoor *self, gboolean offered)
{
  g_return_if_fail (NORD_IS_STAFF_DOOR (self));
  if (offered)
    gtk_widget_add_css_class (self->children, "suggested-action");
  else
    gtk_widget_remove_css_class (self->children, "suggested-action");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->children), GTK_ACCESSIBLE_STATE_PRESSED,
                               offered ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                       : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
}

void
nord_staff_door_keep_language (NordStaffDoor *self, const char *language)
{
  g_return_if_fail (NORD_IS_STAFF_DOOR (self) && language != NULL);
  g_settings_set_string (self->settings, LANGUAGE_KEY, language);
  show_room (self, MENU);
}

gboolean
nord_staff_door_go_back (NordStaffDoor *self)
{
  g_return_val_if_fail (NORD_IS_STAFF_DOOR (self), FALSE);
  if (!self->open || self->room == MENU)
    return FALSE;
  show_room (self, MENU);
  return TRUE;
}

gboolean
nord_staff_door_is_open (NordStaffDoor *self)
{
  g_return_val_if_fail (NORD_IS_STAFF_DOOR (self), FALSE);
  return self->open;
}

void
nord_staff_door_close (NordStaffDoor *self)
{
  g_return_if_fail (NORD_IS_STAFF_DOOR (self));
  self->open = FALSE;
  g_clear_pointer (&self->chosen, g_free);
  nord_pin_pad_clear (NORD_PIN_PAD (self->pad));
  show_room (self, PAD);
}
