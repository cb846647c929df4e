/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A field, a few places to tap, the keyboard. The names are searched in a thread: whoever draws at
 * another station must not wait for them. */
#include "ui/kiosk/find-screen.h"

#include "ui/kiosk/keyboard-pad.h"
#include "ui/kiosk/text-field.h"
#include "ui/map/place-names.h"

#include <string.h>

#define MOST 60 /* characters */
#define N_PLACES 4
#define N_BESIDE 3 /* of those, beside the field */
#define N_BELOW 2  /* of those, in a row below it */
#define N_NARROW 3 /* of those, below each other */
#define GAP 9

struct _NordFindScreen {
  AdwBin parent_instance;

  NordWording *wording; /* (owned) */
  GtkWidget *heading;
  AdwClamp *clamp; /* as wide as the keys */
  GtkGrid *row;
  NordTextField *field;
  GtkStack *below; /* the places, or a line about them */
  GtkGrid *grid;
  GtkLabel *line;
  GtkWidget *places[N_PLACES];
  NordKeyboardPad *pad;

  NordFinder *finder;        /* (owned) (nullable) not read yet */
  gboolean asked;            /* reading has begun */
  GCancellable *cancellable; /* (owned) (nullable) of the search that goes on */
  GPtrArray *found;          /* (owned) (nullable) (element-type NordFound) */
  NordBounds view;
  gboolean has_view;
  double key_size;
  gboolean low;
  gboolean beside; /* the places stand beside the field */
  gboolean narrow; /* they stand below each other */
};

G_DEFINE_FINAL_TYPE (NordFindScreen, nord_find_screen, ADW_TYPE_BIN)

enum { CHANGED, CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- Searching ----------------------------------------------------------------------------------
 */

typedef struct {
  NordFinder *finder; /* (owned) */
  char *text;         /* (owned) */
  NordBounds view;
  gboolean has_view;
} Search;

static void
search_free (Search *self)
{
  explicit_bzero (self->text, strlen (self->text));
  g_free (self->text);
  g_object_unref (self->finder);
  g_free (self);
}

static void
search (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Search *self = data;

  g_task_return_pointer (task,
                         nord_finder_find (self->finder, self->text,
                                           self->has_view ? &self->view : NULL, N_PLACES),
                         (GDestroyNotify) g_ptr_array_unref);
}

static const char *
get_text (NordFindScreen *self)
{
  return nord_typing_get_text (nord_text_field_get_typing (self->field));
}

static int
get_columns (NordFindScreen *self)
{
  return self->low && self->beside ? N_BESIDE : self->narrow ? 1 : N_BELOW;
}

static int
get_rows (NordFindScreen *self)
{
  return self->low ? 1 : self->narrow ? N_NARROW : N_PLACES / N_BELOW;
}

static const char *
name_kind (NordFindScreen *self, NordFoundKind kind)
{
  static const char *const keys[] = {
    [NORD_FOUND_POSITION] = "find_place",    [NORD_FOUND_CROSSING] = "find_crossing",
    [NORD_FOUND_STREET] = "find_street",     [NORD_FOUND_LANDMARK] = "find_place",
    [NORD_FOUND_PUBLIC] = "find_place",      [NORD_FOUND_STOP] = "find_stop",
    [NORD_FOUND_WATER] = "find_place",       [NORD_FOUND_QUARTER] = "find_district",
    [NORD_FOUND_DISTRICT] = "find_district",
  };

  return nord_wording_get (self->wording, keys[kind]);
}

static void
show_place (NordFindScreen *self, GtkWidget *button, const NordFound *found)
{
  GtkWidget *name = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (button)));
  GtkWidget *more = gtk_widget_get_next_sibling (name);
  g_autofree char *text = NULL, *full = NULL;
  const char *comma = found && found->district ? strchr (found->district, ',') : NULL;

  gtk_widget_set_visible (button, found != NULL);
  if (found == NULL) {
    gtk_label_set_text (GTK_LABEL (name), "");
    gtk_label_set_text (GTK_LABEL (more), "");
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
    return;
  }
  if (found->district == NULL)
    text = g_strdup (name_kind (self, found->kind));
  else
    text =
      g_strdup_printf ("%s (\u2068%.*s\u2069)", name_kind (self, found->kind),
                       (int) (comma ? comma - found->district : (gssize) strlen (found->district)),
                       found->district);
  full = g_strdup_printf ("%s, %s", found->name, text);
  nord_wording_quote (GTK_LABEL (name), found->name);
  gtk_label_set_text (GTK_LABEL (more), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, full, -1);
}

static void
show_found (NordFindScreen *self)
{
  const guint n =
    self->found ? MIN (self->found->len, (guint) (get_columns (self) * get_rows (self))) : 0;

  for (guint i = 0; i < N_PLACES; i++)
    show_place (self, self->places[i], i < n ? g_ptr_array_index (self->found, i) : NULL);
  gtk_label_set_text (self->line,
                      nord_wording_get (self->wording,
                                        self->found && n == 0 ? "find_none" : "find_hint"));
  gtk_stack_set_visible_child (self->below,
                               n > 0 ? GTK_WIDGET (self->grid) : GTK_WIDGET (self->line));
}

static void
on_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  NordFindScreen *self = NORD_FIND_SCREEN (object);
  GPtrArray *found = g_task_propagate_pointer (G_TASK (result), NULL);

  /* NULL: more was typed since, or nobody asks any more. */
  if (found == NULL)
    return;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = found;
  show_found (self);
}

static void
stop (NordFindScreen *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
look_up (NordFindScreen *self)
{
  g_autoptr (GTask) task = NULL;
  Search *data;

  stop (self);
  if (*get_text (self) == '\0' || self->finder == NULL) {
    g_clear_pointer (&self->found, g_ptr_array_unref);
    show_found (self);
    return;
  }
  self->cancellable = g_cancellable_new ();
  data = g_new (Search, 1);
  *data =
    (Search){g_object_ref (self->finder), g_strdup (get_text (self)), self->view, self->has_view};
  task = g_task_new (self, self->cancellable, on_found, NULL);
  g_task_set_source_tag (task, look_up);
  g_task_set_task_data (task, data, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, search);
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NordFindScreen) self = user_data;

  /* After dispose nobody looks. */
  if (self->wording == NULL)
    return;
  self->finder = nord_place_names_read_finish (result, NULL);
  look_up (self);
}

static void
read_names (NordFindScreen *self)
{
  if (self->asked)
    return;
  self->asked = TRUE;
  g_set_object (&self->finder, nord_place_names_peek ());
  if (self->finder == NULL)
    nord_place_names_read_async (NULL, on_loaded, g_object_ref (self));
}

/* --- Typing -------------------------------------------------------------------------------------
 */

static void
follow (NordFindScreen *self)
{
  NordTyping *typing = nord_text_field_get_typing (self->field);
  g_autofree char *before =
    g_strndup (nord_typing_get_text (typing), nord_typing_get_caret (typing));

  nord_keyboard_pad_follow (self->pad, before);
}

static void
after_change (NordFindScreen *self)
{
  nord_text_field_refresh (self->field);
  follow (self);
  look_up (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_typed (NordFindScreen *self, const char *text)
{
  if (!nord_typing_insert (nord_text_field_get_typing (self->field), text))
    gtk_widget_error_bell (GTK_WIDGET (self));
  after_change (self);
}

static void
on_erased (NordFindScreen *self)
{
  if (nord_typing_erase (nord_text_field_get_typing (self->field)))
    after_change (self);
}

static void
on_moved (NordFindScreen *self, int by)
{
  nord_text_field_move (self->field, by);
  follow (self);
}

static void
on_place (NordFindScreen *self, GtkWidget *button)
{
  /* Whoever hears of it may wipe all this. */
  g_autoptr (GPtrArray) found = self->found ? g_ptr_array_ref (self->found) : NULL;

  for (guint i = 0; found != NULL && i < MIN (N_PLACES, found->len); i++)
    if (self->places[i] == button) {
      g_signal_emit (self, signals[CHOSEN], 0, g_ptr_array_index (found, i));
      return;
    }
}

/* --- Building -----------------------------------------------------------------------------------
 */

static void
arrange (NordFindScreen *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->grid));
  const int rows = get_rows (self), columns = get_columns (self);
  GtkLayoutChild *at;

  at = gtk_layout_manager_get_layout_child (gtk_widget_get_layout_manager (GTK_WIDGET (self->row)),
                                            GTK_WIDGET (self->below));
  gtk_grid_layout_child_set_column (GTK_GRID_LAYOUT_CHILD (at), self->low && self->beside);
  gtk_grid_layout_child_set_row (GTK_GRID_LAYOUT_CHILD (at), !(self->low && self->beside));
  gtk_widget_set_visible (self->heading, !self->low);
  gtk_widget_set_vexpand (GTK_WIDGET (self->row), self->low);
  adw_clamp_set_maximum_size (self->clamp, self->low && self->beside
                                             ? G_MAXINT16
                                             : nord_keyboard_pad_get_width (self->pad));
  for (int i = 0; i < N_PLACES; i++) {
    GtkLayoutChild *place = gtk_layout_manager_get_layout_child (layout, self->places[i]);

    gtk_grid_layout_child_set_column (GTK_GRID_LAYOUT_CHILD (place), i % columns);
    gtk_grid_layout_child_set_row (GTK_GRID_LAYOUT_CHILD (place), i / columns);
  }
  /* The keys stay where they are, however many places there are. */
  gtk_widget_set_size_request (GTK_WIDGET (self->below), -1,
                               (int) (rows * self->key_size + (rows - 1) * GAP));
  show_found (self);
}

static GtkWidget *
new_place (NordFindScreen *self)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = nord_wording_label (self->wording, NULL, "kiosk-idea-title");
  GtkWidget *more = nord_wording_label (self->wording, NULL, "kiosk-field-name");

  gtk_label_set_wrap_mode (GTK_LABEL (name), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_wrap_mode (GTK_LABEL (more), PANGO_WRAP_WORD_CHAR);
  /* Names of the map, which everybody may hear; they are German whatever the station speaks. */
  nord_wording_let_read (name, "de");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), more);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, FALSE);
  gtk_button_set_child (GTK_BUTTON (button), box);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_place), self, G_CONNECT_SWAPPED);
  return button;
}

static void
nord_find_screen_dispose (GObject *object)
{
  NordFindScreen *self = NORD_FIND_SCREEN (object);

  stop (self);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_object (&self->finder);
  g_clear_object (&self->wording);
  G_OBJECT_CLASS (nord_find_screen_parent_class)->dispose (object);
}

static void
nord_find_screen_class_init (NordFindScreenClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_find_screen_dispose;
  signals[CHANGED] =
    g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
nord_find_screen_init (NordFindScreen *self)
{
  self->key_size = 20 * 96 / 25.4;
}

GtkWidget *
nord_find_screen_new (NordWording *wording)
{
  NordFindScreen *self = g_object_new (NORD_TYPE_FIND_SCREEN, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);

  self->wording = g_object_ref (wording);
  self->heading = nord_wording_label (wording, "find", "kiosk-title");
  self->field = NORD_TEXT_FIELD (nord_text_field_new (wording, "find_field", MOST, 1));
  self->line = GTK_LABEL (nord_wording_label (wording, NULL, NULL));
  nord_wording_let_read (GTK_WIDGET (self->line), NULL);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, GAP);
  gtk_grid_set_column_spacing (self->grid, GAP);
  gtk_grid_set_column_homogeneous (self->grid, TRUE);
  for (int i = 0; i < N_PLACES; i++) {
    self->places[i] = new_place (self);
    gtk_grid_attach (self->grid, self->places[i], i, 0, 1, 1);
  }
  self->below = GTK_STACK (gtk_stack_new ());
  nord_wording_add_page (wording, self->below, GTK_WIDGET (self->line), "line", "find_hint");
  nord_wording_add_page (wording, self->below, GTK_WIDGET (self->grid), "places", "find");
  self->pad = NORD_KEYBOARD_PAD (nord_keyboard_pad_new (wording));
  nord_keyboard_pad_begin_latin (self->pad);
  g_signal_connect_object (self->pad, "typed", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pad, "erased", G_CALLBACK (on_erased), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pad, "moved", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->field, "taken", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wording, "spoken", G_CALLBACK (arrange), self, G_CONNECT_SWAPPED);
  nord_text_field_set_active (self->field, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->field), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->field), GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (GTK_WIDGET (self->below), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->below), GTK_ALIGN_CENTER);
  /* Not a box: lying, that asks how wide the places are at the height of one, which those whose
   * lines break can not tell. */
  self->row = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->row, GAP);
  gtk_grid_set_column_spacing (self->row, GAP);
  /* Beside the name in the corner. */
  gtk_widget_add_css_class (GTK_WIDGET (self->row), "kiosk-text-hint");
  gtk_grid_attach (self->row, GTK_WIDGET (self->field), 0, 0, 1, 1);
  gtk_grid_attach (self->row, GTK_WIDGET (self->below), 0, 1, 1, 1);
  gtk_widget_set_valign (GTK_WIDGET (self->row), GTK_ALIGN_END);
  /* All that is written stands near the keys, however high a wall is. */
  gtk_widget_set_vexpand (self->heading, TRUE);
  gtk_widget_set_valign (self->heading, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), self->heading);
  self->clamp = ADW_CLAMP (adw_clamp_new ());
  adw_clamp_set_tightening_threshold (self->clamp, G_MAXINT16);
  adw_clamp_set_child (self->clamp, GTK_WIDGET (self->row));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->clamp));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pad));
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-screen");
  adw_bin_set_child (ADW_BIN (self), box);
  arrange (self);
  return GTK_WIDGET (self);
}

void
nord_find_screen_begin (NordFindScreen *self, const NordBounds *view)
{
  g_return_if_fail (NORD_IS_FIND_SCREEN (self) && view != NULL);
  self->view = *view;
  self->has_view = TRUE;
  read_names (self);
  look_up (self);
}

void
nord_find_screen_show_keys (NordFindScreen *self, gboolean shown)
{
  g_return_if_fail (NORD_IS_FIND_SCREEN (self));
  gtk_widget_set_visible (GTK_WIDGET (self->pad), shown);
}

void
nord_find_screen_type (NordFindScreen *self, const char *text)
{
  g_return_if_fail (NORD_IS_FIND_SCREEN (self) && text != NULL);
  on_typed (self, text);
}

void
nord_find_screen_wipe (NordFindScreen *self)
{
  g_return_if_fail (NORD_IS_FIND_SCREEN (self));
  nord_text_field_wipe (self->field);
  self->has_view = FALSE;
  look_up (self);
  follow (self);
}

void
nord_find_screen_set_key_size (NordFindScreen *self, double pixels)
{
  g_return_if_fail (NORD_IS_FIND_SCREEN (self));
  self->key_size = pixels;
  nord_keyboard_pad_set_key_size (self->pad, pixels);
  arrange (self);
}

void
nord_find_screen_set_room (NordFindScreen *self, gboolean low, gboolean wide, gboolean narrow)
{
  g_return_if_fail (NORD_IS_FIND_SCREEN (self));
  self->beside = wide;
  self->narrow = narrow;
  self->low = low;
  arrange (self);
}
