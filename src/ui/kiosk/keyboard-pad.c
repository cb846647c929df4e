/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Buttons where core/kiosk/keyboard puts them. What a held key has more of stands over the row
 * above it, within the station: a popover would be a surface of its own, which does not turn. */
#include "ui/kiosk/keyboard-pad.h"

#include "core/kiosk/keyboard.h"

#define GAP 6.0
#define MOST_KEYS 64
#define REPEAT_MS 90
/* The rows may shrink to this part of the wish before they are cut. */
#define LEAST 0.45

struct _NordKeyboardPad {
  GtkWidget parent_instance;

  NordWording *wording;   /* (owned) */
  NordKeyboard *keyboard; /* (owned) */
  double size;            /* pixels of a key as wished */
  GPtrArray *buttons;     /* (owned) (element-type GtkWidget) in the order of the keys */
  GtkWidget *others;      /* (nullable) the letters under a held key */
  gboolean latin;         /* it begins with those */
  guint held;             /* index of that key */
  guint repeat;           /* source id while erasing on */
};

G_DEFINE_FINAL_TYPE (NordKeyboardPad, nord_keyboard_pad, GTK_TYPE_WIDGET)

enum { TYPED, ERASED, MOVED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void fill (NordKeyboardPad *self);

static const NordKey *
find_key (NordKeyboardPad *self, guint index)
{
  for (guint row = 0; row < nord_keyboard_get_n_rows (self->keyboard); row++) {
    guint n;
    const NordKey *keys = nord_keyboard_get_row (self->keyboard, row, &n);

    if (index < n)
      return &keys[index];
    index -= n;
  }
  return NULL;
}

static void
set_face (NordKeyboardPad *self, GtkWidget *button, const NordKey *key)
{
  static const struct {
    NordKeyKind kind;
    const char *face, *name;
  } faces[] = {
    {NORD_KEY_SHIFT, "⇧", "key_shift"},       {NORD_KEY_ERASE, "⌫", "key_erase"},
    {NORD_KEY_SYMBOLS, "123", "key_symbols"}, {NORD_KEY_LATIN, "abc", "key_latin"},
    {NORD_KEY_SPACE, " ", "key_space"},       {NORD_KEY_LEFT, "◀", "key_left"},
    {NORD_KEY_RIGHT, "▶", "key_right"},
  };
  g_autofree char *text = key->plain ? nord_keyboard_shape (self->keyboard, key->plain) : NULL;
  const char *face = text, *name = text;

  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    if (faces[i].kind == key->kind) {
      face = faces[i].face;
      name = nord_wording_get (self->wording, faces[i].name);
    }
  if (key->kind == NORD_KEY_SYMBOLS && nord_keyboard_is_on_symbols (self->keyboard)) {
    face = "↩";
    name = nord_wording_get (self->wording, "key_letters");
  }
  if (key->kind == NORD_KEY_SHIFT && nord_keyboard_get_shift (self->keyboard) == NORD_SHIFT_LOCKED)
    face = "⇪";
  gtk_button_set_label (GTK_BUTTON (button), face);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (key->kind == NORD_KEY_SHIFT && nord_keyboard_get_shift (self->keyboard) != NORD_SHIFT_OFF)
    gtk_widget_add_css_class (button, "lit");
  else
    gtk_widget_remove_css_class (button, "lit");
}

/* Capitals or small letters on the same keys. */
static void
refresh (NordKeyboardPad *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    set_face (self, self->buttons->pdata[i], find_key (self, i));
}

static void
close_others (NordKeyboardPad *self)
{
  g_clear_pointer (&self->others, gtk_widget_unparent);
}

static void
stop_repeat (NordKeyboardPad *self)
{
  g_clear_handle_id (&self->repeat, g_source_remove);
}

static void
tell (NordKeyboardPad *self, const NordKey *key)
{
  if (key->kind == NORD_KEY_ERASE)
    g_signal_emit (self, signals[ERASED], 0);
  else if (key->kind == NORD_KEY_LEFT || key->kind == NORD_KEY_RIGHT)
    g_signal_emit (self, signals[MOVED], 0, key->kind == NORD_KEY_LEFT ? -1 : 1);
}

static void
on_key (NordKeyboardPad *self, GtkWidget *button)
{
  const guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
  const NordKey *key = find_key (self, index);
  const NordKeyKind kind = key->kind;
  const gboolean on_symbols = nord_keyboard_is_on_symbols (self->keyboard);
  g_autofree char *text = nord_keyboard_press (self->keyboard, key);

  close_others (self);
  if (text != NULL)
    g_signal_emit (self, signals[TYPED], 0, text);
  else
    tell (self, key);
  if (kind == NORD_KEY_LATIN || on_symbols != nord_keyboard_is_on_symbols (self->keyboard))
    fill (self);
  else
    refresh (self);
}

static void
on_other (NordKeyboardPad *self, GtkButton *button)
{
  g_autofree char *text =
    nord_keyboard_press_other (self->keyboard, g_object_get_data (G_OBJECT (button), "other"));

  close_others (self);
  g_signal_emit (self, signals[TYPED], 0, text);
  refresh (self);
}

static gboolean
on_repeat (gpointer data)
{
  g_signal_emit (data, signals[ERASED], 0);
  return G_SOURCE_CONTINUE;
}

static void
open_others (NordKeyboardPad *self, const NordKey *key, guint index)
{
  close_others (self);
  self->held = index;
  self->others = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, (int) GAP);
  gtk_widget_add_css_class (self->others, "kiosk-others-box");
  nord_wording_keep_direction (self->others);
  for (char **other = key->other; *other; other++) {
    g_autofree char *face = nord_keyboard_shape (self->keyboard, *other);
    GtkWidget *button = gtk_button_new_with_label (face);

    gtk_widget_add_css_class (button, "kiosk-key");
    gtk_widget_set_size_request (button, (int) self->size, -1);
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, face,
                                    -1);
    g_object_set_data_full (G_OBJECT (button), "other", g_strdup (*other), g_free);
    g_signal_connect_object (button, "clicked", G_CALLBACK (on_other), self, G_CONNECT_SWAPPED);
    gtk_box_append (GTK_BOX (self->others), button);
  }
  gtk_widget_set_parent (self->others, GTK_WIDGET (self));
}

static void
on_held (GtkGestureLongPress *gesture, double x, double y, NordKeyboardPad *self)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  const guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
  const NordKey *key = find_key (self, index);

  if (key->kind == NORD_KEY_ERASE) {
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    stop_repeat (self);
    self->repeat = g_timeout_add (REPEAT_MS, on_repeat, self);
  } else if (key->other != NULL) {
    /* The lift that follows types nothing. */
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    open_others (self, key, index);
  }
}

static GtkWidget *
new_button (NordKeyboardPad *self, guint index)
{
  GtkWidget *button = gtk_button_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();

  gtk_widget_add_css_class (button, "kiosk-key");
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (hold), GTK_PHASE_CAPTURE);
  g_signal_connect_object (hold, "pressed", G_CALLBACK (on_held), self, 0);
  g_signal_connect_object (hold, "end", G_CALLBACK (stop_repeat), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hold, "cancel", G_CALLBACK (stop_repeat), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (hold));
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static void
fill (NordKeyboardPad *self)
{
  guint n = 0;

  close_others (self);
  stop_repeat (self);
  while (find_key (self, n) != NULL)
    n++;
  /* Buttons stay: the one that is being tapped must not go from under the finger. */
  while (self->buttons->len > n)
    gtk_widget_unparent (g_ptr_array_steal_index (self->buttons, self->buttons->len - 1));
  while (self->buttons->len < n)
    g_ptr_array_add (self->buttons, new_button (self, self->buttons->len));
  refresh (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
on_spoken (NordKeyboardPad *self)
{
  nord_keyboard_free (self->keyboard);
  self->keyboard =
    nord_keyboard_new (nord_words_get_language (nord_wording_get_words (self->wording)));
  if (self->latin)
    nord_keyboard_begin_latin (self->keyboard);
  fill (self);
}

static void
nord_keyboard_pad_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  NordKeyboardPad *self = NORD_KEYBOARD_PAD (widget);
  const double rows = nord_keyboard_get_n_rows (self->keyboard);

  int tallest = 0;

  /* A face must not be cut, however small the keys get. */
  for (guint i = 0; i < self->buttons->len; i++) {
    int least;

    gtk_widget_measure (self->buttons->pdata[i], orientation, -1, &least, NULL, NULL, NULL);
    tallest = MAX (tallest, least);
  }
  if (self->others != NULL)
    gtk_widget_measure (self->others, orientation, -1, minimum, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL) {
    *minimum = (int) (rows * (MAX (self->size * LEAST, tallest) + GAP));
    *natural = MAX ((int) (rows * (self->size + GAP)), *minimum);
  } else {
    *natural = (int) (12 * (self->size + GAP));
    *minimum = 240;
  }
}

static void
nord_keyboard_pad_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NordKeyboardPad *self = NORD_KEYBOARD_PAD (widget);
  NordKeyPlace places[MOST_KEYS];
  double used = height;
  const guint n =
    nord_keyboard_place (self->keyboard, width, self->size, GAP, places, MOST_KEYS, &used);

  for (guint i = 0; i < MIN (n, self->buttons->len); i++) {
    const GtkAllocation place = {(int) places[i].x, (int) places[i].y, (int) places[i].width,
                                 (int) places[i].height};

    gtk_widget_size_allocate (self->buttons->pdata[i], &place, -1);
  }
  if (self->others != NULL && self->held < n) {
    const NordKeyPlace *at = &places[self->held];
    int wide, high;
    double x, y;

    gtk_widget_measure (self->others, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &wide, NULL, NULL);
    gtk_widget_measure (self->others, GTK_ORIENTATION_VERTICAL, wide, NULL, &high, NULL, NULL);
    high = MAX (high, (int) at->height + 12);
    x = CLAMP (at->x + at->width / 2 - wide / 2.0, 0, MAX (width - wide, 0));
    /* Over the row above; the first row has none within the keyboard and uses the one below. */
    y = at->y - high >= 0 ? at->y - high : at->y + at->height + GAP;
    gtk_widget_size_allocate (self->others, &(GtkAllocation){(int) x, (int) y, wide, high}, -1);
  }
}

static void
nord_keyboard_pad_unmap (GtkWidget *widget)
{
  stop_repeat (NORD_KEYBOARD_PAD (widget));
  close_others (NORD_KEYBOARD_PAD (widget));
  GTK_WIDGET_CLASS (nord_keyboard_pad_parent_class)->unmap (widget);
}

static void
nord_keyboard_pad_dispose (GObject *object)
{
  NordKeyboardPad *self = NORD_KEYBOARD_PAD (object);
  GtkWidget *child;

  stop_repeat (self);
  self->others = NULL;
  g_ptr_array_set_size (self->buttons, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->wording);
  G_OBJECT_CLASS (nord_keyboard_pad_parent_class)->dispose (object);
}

static void
nord_keyboard_pad_finalize (GObject *object)
{
  NordKeyboardPad *self = NORD_KEYBOARD_PAD (object);

  g_ptr_array_unref (self->buttons);
  nord_keyboard_free (self->keyboard);
  G_OBJECT_CLASS (nord_keyboard_pad_parent_class)->finalize (object);
}

static void
nord_keyboard_pad_class_init (NordKeyboardPadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = nord_keyboard_pad_dispose;
  object_class->finalize = nord_keyboard_pad_finalize;
  widget_class->measure = nord_keyboard_pad_measure;
  widget_class->size_allocate = nord_keyboard_pad_size_allocate;
  widget_class->unmap = nord_keyboard_pad_unmap;
  signals[TYPED] = g_signal_new ("typed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_STRING);
  signals[ERASED] =
    g_signal_new ("erased", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "keyboard");
}

static void
nord_keyboard_pad_init (NordKeyboardPad *self)
{
  self->buttons = g_ptr_array_new ();
  self->size = 75;
}

GtkWidget *
nord_keyboard_pad_new (NordWording *wording)
{
  NordKeyboardPad *self = g_object_new (NORD_TYPE_KEYBOARD_PAD, NULL);

  self->wording = g_object_ref (wording);
  g_signal_connect_object (wording, "spoken", G_CALLBACK (on_spoken), self, G_CONNECT_SWAPPED);
  on_spoken (self);
  return GTK_WIDGET (self);
}

void
nord_keyboard_pad_begin_latin (NordKeyboardPad *self)
{
  g_return_if_fail (NORD_IS_KEYBOARD_PAD (self));
  self->latin = TRUE;
  nord_keyboard_begin_latin (self->keyboard);
  fill (self);
}

void
nord_keyboard_pad_set_key_size (NordKeyboardPad *self, double size)
{
  g_return_if_fail (NORD_IS_KEYBOARD_PAD (self));
  self->size = size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

int
nord_keyboard_pad_get_width (NordKeyboardPad *self)
{
  g_return_val_if_fail (NORD_IS_KEYBOARD_PAD (self), 0);
  return (int) (nord_keyboard_get_width (self->keyboard) * (self->size + GAP));
}

void
nord_keyboard_pad_follow (NordKeyboardPad *self, const char *before)
{
  g_return_if_fail (NORD_IS_KEYBOARD_PAD (self) && before != NULL);
  nord_keyboard_follow (self->keyboard, before);
  refresh (self);
}
