/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A label that shows the text, and a caret over it where Pango says. */
#include "ui/kiosk/text-field.h"

struct _NordTextField {
  GtkWidget parent_instance;

  NordTyping *typing; /* (owned) */
  GtkWidget *name;
  GtkLabel *label;
  guint lines;
  gboolean active;
};

G_DEFINE_FINAL_TYPE (NordTextField, nord_text_field, GTK_TYPE_WIDGET)

enum { TAKEN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* The upper left corner of the label's text in the widget. */
static void
find_offset (NordTextField *self, double *x, double *y)
{
  int at_x, at_y;

  gtk_label_get_layout_offsets (self->label, &at_x, &at_y);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->label), GTK_WIDGET (self), at_x, at_y, x, y);
}

static void
on_pressed (GtkGestureClick *click, int n_press, double x, double y, NordTextField *self)
{
  double left, top;
  int byte, trailing;
  const char *text = nord_typing_get_text (self->typing);

  find_offset (self, &left, &top);
  if (*text != '\0') {
    pango_layout_xy_to_index (gtk_label_get_layout (self->label), (int) ((x - left) * PANGO_SCALE),
                              (int) ((y - top) * PANGO_SCALE), &byte, &trailing);
    while (trailing-- > 0 && text[byte] != '\0')
      byte = (int) (g_utf8_next_char (text + byte) - text);
    nord_typing_set_caret (self->typing, (gsize) byte);
  }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[TAKEN], 0);
}

static void
nord_text_field_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NordTextField *self = NORD_TEXT_FIELD (widget);
  PangoRectangle strong;
  GdkRGBA colour;
  double left, top;
  PangoLayout *layout = gtk_label_get_layout (self->label);
  const gsize length = strlen (pango_layout_get_text (layout));

  GTK_WIDGET_CLASS (nord_text_field_parent_class)->snapshot (widget, snapshot);
  if (!self->active)
    return;
  find_offset (self, &left, &top);
  pango_layout_get_cursor_pos (layout, (int) MIN (nord_typing_get_caret (self->typing), length),
                               &strong, NULL);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  gtk_snapshot_append_color (snapshot, &colour,
                             &GRAPHENE_RECT_INIT ((float) (left + strong.x / (double) PANGO_SCALE -
                                                           1.5),
                                                  (float) (top + strong.y / (double) PANGO_SCALE),
                                                  3, (float) strong.height / PANGO_SCALE));
}

static void
nord_text_field_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (nord_text_field_parent_class)->dispose (object);
}

static void
nord_text_field_finalize (GObject *object)
{
  nord_typing_free (NORD_TEXT_FIELD (object)->typing);
  G_OBJECT_CLASS (nord_text_field_parent_class)->finalize (object);
}

static void
nord_text_field_class_init (NordTextFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nord_text_field_dispose;
  object_class->finalize = nord_text_field_finalize;
  widget_class->snapshot = nord_text_field_snapshot;
  signals[TAKEN] = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "textfield");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
nord_text_field_init (NordTextField *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (
                                    gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
nord_text_field_new (NordWording *wording, const char *key, guint most, guint lines)
{
  NordTextField *self = g_object_new (NORD_TYPE_TEXT_FIELD, NULL);

  self->typing = nord_typing_new (most);
  self->lines = lines;
  self->name = nord_wording_label (wording, key, "kiosk-field-name");
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_widget_set_parent (self->name, GTK_WIDGET (self));
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_yalign (self->label, 0);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->label), lines > 1);
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  nord_wording_say (wording, GTK_WIDGET (self), key);
  /* What does not fit is cut at the frame, not drawn over the keys. */
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  return GTK_WIDGET (self);
}

NordTyping *
nord_text_field_get_typing (NordTextField *self)
{
  g_return_val_if_fail (NORD_IS_TEXT_FIELD (self), NULL);
  return self->typing;
}

void
nord_text_field_refresh (NordTextField *self)
{
  g_return_if_fail (NORD_IS_TEXT_FIELD (self));
  gtk_label_set_text (self->label, nord_typing_get_text (self->typing));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
nord_text_field_set_active (NordTextField *self, gboolean active)
{
  g_return_if_fail (NORD_IS_TEXT_FIELD (self));
  self->active = active;
  if (active)
    gtk_widget_add_css_class (GTK_WIDGET (self), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "active");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
nord_text_field_move (NordTextField *self, int by)
{
  const char *text = nord_typing_get_text (self->typing);
  int byte, trailing;

  g_return_if_fail (NORD_IS_TEXT_FIELD (self));
  pango_layout_move_cursor_visually (gtk_label_get_layout (self->label), TRUE,
                                     (int) nord_typing_get_caret (self->typing), 0, by, &byte,
                                     &trailing);
  if (byte < 0 || byte == G_MAXINT)
    return;
  while (trailing-- > 0 && text[byte] != '\0')
    byte = (int) (g_utf8_next_char (text + byte) - text);
  nord_typing_set_caret (self->typing, (gsize) byte);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
nord_text_field_wipe (NordTextField *self)
{
  g_return_if_fail (NORD_IS_TEXT_FIELD (self));
  nord_typing_wipe (self->typing);
  nord_text_field_refresh (self);
}
