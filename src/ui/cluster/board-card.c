/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One idea as a card on the board. It draws itself, with no child: a board of hundreds stands at
 * once, where five widgets a card took a second. */
#include "ui/cluster/board-card.h"

#include "core/model/idea.h"
#include "ui/map/mark.h"
#include "ui/widgets/plain-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* Pixels that a pressed pointer moves before the card comes along. */
#define THRESHOLD 8
/* How long a finger rests before it lifts the card. */
#define REST 350 /* ms */
/* How long one that stays where it is rests before it asks for the menu. */
#define LONG_REST 1000 /* ms */

/* Between the sign and the title, and between title and body. */
#define GAP_ACROSS 8
#define GAP_DOWN 3
#define TITLE_LINES 3
#define BODY_LINES 2
#define BODY_SCALE 0.9
#define BODY_OPACITY 0.75f
/* How wide a card is that nobody has asked to be otherwise. */
#define WIDTH_CHARS 20

struct _NordBoardCard {
  GtkWidget parent_instance;

  NordSession *session;         /* (owned) */
  NordRecord *idea;             /* (owned) (nullable) */
  const NordCategory *category; /* (unowned) (nullable) the programme has it */
  PangoLayout *title;           /* (owned) (nullable) */
  PangoLayout *body;            /* (owned) (nullable) where there is more than a title */
  GtkGesture *drag;             /* (unowned) the widget owns it */
  int mark_size;                /* pixels */
  guint rest_id;                /* the finger rests since a moment */
  gboolean touched;             /* by a finger, not a pointer */
  gboolean lifted;
  gboolean asked; /* the finger that rests has brought the menu */
  gboolean selected;
  gboolean far; /* shown so small that nobody can read it */
};

G_DEFINE_FINAL_TYPE (NordBoardCard, nord_board_card, GTK_TYPE_WIDGET)

enum { PICKED, OPENED, MENU_ASKED, LIFTED, CARRIED, DROPPED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- Face ----------------------------------------------------------------------------------------
 */

static PangoLayout *
new_layout (NordBoardCard *self, const char *text, gboolean heading)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, heading ? pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD)
                                              : pango_attr_scale_new (BODY_SCALE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, heading ? -TITLE_LINES : -BODY_LINES);
  return layout;
}

/* Breaks the lines for a card of this inner width. Returns how high it is then. */
static int
lay_out (NordBoardCard *self, int width)
{
  int room = MAX (width - self->mark_size - GAP_ACROSS, 1), height, more = 0;

  if (self->title == NULL)
    return 0;
  if (self->selected)
    room = MAX (room - self->mark_size - GAP_ACROSS, 1);
  pango_layout_set_width (self->title, room * PANGO_SCALE);
  pango_layout_get_pixel_size (self->title, NULL, &height);
  height = MAX (height, self->mark_size);
  if (self->body != NULL) {
    pango_layout_set_width (self->body, MAX (width, 1) * PANGO_SCALE);
    pango_layout_get_pixel_size (self->body, NULL, &more);
    more += GAP_DOWN;
  }
  return height + more;
}

static void
describe (NordBoardCard *self)
{
  const char *category =
    self->category != NULL ? self->category->title : _ ("Without a focal area");
  const char *body = self->body != NULL ? pango_layout_get_text (self->body) : "";
  g_autofree char *text =
    g_strjoin (". ", self->selected ? _ ("selected") : category, self->selected ? category : body,
               self->selected && *body != 0 ? body : NULL, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
show_idea (NordBoardCard *self)
{
  const char *title = nord_record_get_text (self->idea, NORD_IDEA_TITLE);
  const char *body = nord_record_get_text (self->idea, NORD_IDEA_BODY);
  const char *category = nord_record_get_text (self->idea, NORD_IDEA_CATEGORY);
  gboolean titled = title != NULL && *title != 0;
  g_autofree char *line = nord_plain_shorten (titled ? title : body, 200);
  g_autofree char *more = titled && body != NULL ? nord_plain_shorten (body, 240) : NULL;
  const char *shown = line != NULL && *line != 0 ? line : _ ("Idea without a title");

  self->category =
    category != NULL
      ? nord_programme_find_category (nord_session_get_programme (self->session), category)
      : NULL;
  g_clear_object (&self->title);
  g_clear_object (&self->body);
  self->title = new_layout (self, shown, TRUE);
  if (more != NULL && *more != 0)
    self->body = new_layout (self, more, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, shown, -1);
  describe (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
show_selected (NordBoardCard *self)
{
  gboolean selected =
    self->idea != NULL && nord_session_is_selected (self->session, nord_record_get_id (self->idea));

  if (self->selected == selected)
    return;
  self->selected = selected;
  if (selected)
    gtk_widget_add_css_class (GTK_WIDGET (self), "selected");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "selected");
  describe (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* --- Hands ---------------------------------------------------------------------------------------
 */

static void
on_notify (NordBoardCard *self)
{
  show_idea (self);
}

static void
lift (NordBoardCard *self)
{
  double x, y, dx = 0, dy = 0;

  self->lifted = TRUE;
  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (self->drag), &x, &y);
  gtk_gesture_drag_get_offset (GTK_GESTURE_DRAG (self->drag), &dx, &dy);
  gtk_widget_add_css_class (GTK_WIDGET (self), "lifted");
  g_signal_emit (self, signals[LIFTED], 0, x, y);
  g_signal_emit (self, signals[CARRIED], 0, x + dx, y + dy);
}

static void put_down (NordBoardCard *self, double x, double y, gboolean cancelled);

static gboolean
on_rested_long (gpointer data)
{
  NordBoardCard *self = data;
  double x, y;

  self->rest_id = 0;
  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (self->drag), &x, &y);
  put_down (self, x, y, TRUE);
  self->asked = TRUE;
  g_signal_emit (self, signals[MENU_ASKED], 0, x, y);
  return G_SOURCE_REMOVE;
}

static gboolean
on_rested (gpointer data)
{
  NordBoardCard *self = data;

  self->rest_id = 0;
  /* From now on the finger is ours, and the list does not scroll under it. */
  gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_CLAIMED);
  lift (self);
  self->rest_id = g_timeout_add (LONG_REST - REST, on_rested_long, self);
  return G_SOURCE_REMOVE;
}

static void
put_down (NordBoardCard *self, double x, double y, gboolean cancelled)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (!self->lifted)
    return;
  self->lifted = FALSE;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "lifted");
  g_signal_emit (self, signals[DROPPED], 0, x, y, cancelled);
}

static void
on_drag_begin (NordBoardCard *self, double x, double y)
{
  GdkEventSequence *sequence =
    gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (self->drag));

  self->touched = sequence != NULL;
  self->asked = FALSE;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->touched)
    self->rest_id = g_timeout_add (REST, on_rested, self);
}

static void
on_drag_update (NordBoardCard *self, double dx, double dy)
{
  const gboolean moved = dx * dx + dy * dy >= THRESHOLD * THRESHOLD;
  double x, y;

  if (self->asked || (!self->lifted && !moved))
    return;
  if (moved && self->lifted)
    g_clear_handle_id (&self->rest_id, g_source_remove);
  if (!self->lifted && self->touched) {
    /* It scrolls. */
    g_clear_handle_id (&self->rest_id, g_source_remove);
    gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_DENIED);
    return;
  }
  if (!self->lifted) {
    gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_CLAIMED);
    lift (self);
    return;
  }
  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (self->drag), &x, &y);
  g_signal_emit (self, signals[CARRIED], 0, x + dx, y + dy);
}

static void
on_drag_end (NordBoardCard *self, double dx, double dy)
{
  double x = 0, y = 0;

  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (self->drag), &x, &y);
  put_down (self, x + dx, y + dy, FALSE);
}

static void
on_drag_cancel (NordBoardCard *self)
{
  put_down (self, 0, 0, TRUE);
}

static void
on_released (NordBoardCard *self, int n_press, double x, double y, GtkGestureClick *click)
{
  if (!gtk_widget_contains (GTK_WIDGET (self), x, y))
    return;
  if (n_press == 2)
    g_signal_emit (self, signals[OPENED], 0);
  else
    g_signal_emit (self, signals[PICKED], 0,
                   gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click)));
}

static void
on_secondary_pressed (NordBoardCard *self, int n_press, double x, double y)
{
  g_signal_emit (self, signals[MENU_ASKED], 0, x, y);
}

static GtkSizeRequestMode
nord_board_card_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
nord_board_card_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  NordBoardCard *self = NORD_BOARD_CARD (widget);
  /* A letter is about half as wide as high. */
  const int letter = self->mark_size * 5 / 16;
  const int width = self->mark_size + GAP_ACROSS + WIDTH_CHARS * letter;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = width / 2;
    *natural = width;
  } else {
    *minimum = *natural = lay_out (self, for_size >= 0 ? for_size : width);
  }
}

static void
draw_tick (NordBoardCard *self, GtkSnapshot *snapshot, float x, const GdkRGBA *colour)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GtkIconPaintable) tick =
    gtk_icon_theme_lookup_icon (theme, "object-select-symbolic", NULL, self->mark_size,
                                gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                                gtk_widget_get_direction (GTK_WIDGET (self)), 0);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, 0));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (tick), snapshot,
                                            self->mark_size, self->mark_size, colour, 1);
  gtk_snapshot_restore (snapshot);
}

static void
draw_text (GtkSnapshot *snapshot, PangoLayout *layout, int x, int y, const GdkRGBA *colour)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

/* From afar text is grey lines: hundreds of cards are in view then, and none can be read. */
static void
draw_far (NordBoardCard *self, GtkSnapshot *snapshot, int width, const GdkRGBA *colour)
{
  const float size = (float) self->mark_size, room = (float) width - size - GAP_ACROSS;
  const int n = pango_layout_get_line_count (self->title);
  GdkRGBA grey = *colour, sign = *colour;
  int height;

  pango_layout_get_pixel_size (self->title, NULL, &height);
  if (self->category != NULL)
    sign = (GdkRGBA){(float) self->category->red, (float) self->category->green,
                     (float) self->category->blue, 1};
  grey.alpha *= 0.45f;
  gtk_snapshot_append_color (snapshot, &sign, &GRAPHENE_RECT_INIT (0, 0, size, size));
  for (int i = 0; i < n; i++)
    gtk_snapshot_append_color (snapshot, &grey,
                               &GRAPHENE_RECT_INIT (size + GAP_ACROSS,
                                                    (float) (height * (i + 0.2) / n),
                                                    i + 1 < n || n == 1 ? room : room * 0.6f,
                                                    (float) (height * 0.5 / n)));
}

static void
nord_board_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NordBoardCard *self = NORD_BOARD_CARD (widget);
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const int width = gtk_widget_get_width (widget), size = self->mark_size;
  GdkRGBA colour;
  cairo_t *cr;
  int height, text;

  if (self->title == NULL)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  lay_out (self, width);
  if (self->far) {
    draw_far (self, snapshot, width, &colour);
    return;
  }
  cr =
    gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) (mirrored ? width - size : 0),
                                                              0, size, size));
  nord_mark_draw (cr, self->category, mirrored ? width - size / 2.0 : size / 2.0, size / 2.0, size);
  cairo_destroy (cr);
  text = size + GAP_ACROSS;
  if (mirrored)
    text = self->selected ? size + GAP_ACROSS : 0;
  draw_text (snapshot, self->title, text, 0, &colour);
  if (self->selected)
    draw_tick (self, snapshot, (float) (mirrored ? 0 : width - size), &colour);
  if (self->body == NULL)
    return;
  pango_layout_get_pixel_size (self->title, NULL, &height);
  colour.alpha *= BODY_OPACITY;
  draw_text (snapshot, self->body, 0, MAX (height, size) + GAP_DOWN, &colour);
}

/* The sign grows with the letters. */
static void
nord_board_card_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  NordBoardCard *self = NORD_BOARD_CARD (widget);
  const PangoFontDescription *font;

  GTK_WIDGET_CLASS (nord_board_card_parent_class)->css_changed (widget, change);
  font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  self->mark_size = CLAMP (pango_font_description_get_size (font) * 8 / 5 / PANGO_SCALE, 14, 64);
  if (self->title != NULL)
    pango_layout_context_changed (self->title);
  if (self->body != NULL)
    pango_layout_context_changed (self->body);
  gtk_widget_queue_resize (widget);
}

static void
nord_board_card_unmap (GtkWidget *widget)
{
  put_down (NORD_BOARD_CARD (widget), 0, 0, TRUE);
  GTK_WIDGET_CLASS (nord_board_card_parent_class)->unmap (widget);
}

static void
nord_board_card_dispose (GObject *object)
{
  NordBoardCard *self = NORD_BOARD_CARD (object);

  nord_board_card_unbind (self);
  g_clear_object (&self->title);
  g_clear_object (&self->body);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nord_board_card_parent_class)->dispose (object);
}

static void
nord_board_card_class_init (NordBoardCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_board_card_dispose;
  widget_class->unmap = nord_board_card_unmap;
  widget_class->css_changed = nord_board_card_css_changed;
  widget_class->measure = nord_board_card_measure;
  widget_class->snapshot = nord_board_card_snapshot;
  widget_class->get_request_mode = nord_board_card_get_request_mode;
  signals[PICKED] = g_signal_new ("picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, GDK_TYPE_MODIFIER_TYPE);
  signals[OPENED] =
    g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MENU_ASKED] = g_signal_new ("menu-asked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[LIFTED] = g_signal_new ("lifted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[CARRIED] = g_signal_new ("carried", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[DROPPED] = g_signal_new ("dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 3, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_BOOLEAN);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
nord_board_card_init (NordBoardCard *self)
{
  GtkGesture *click = gtk_gesture_click_new (), *menu = gtk_gesture_click_new ();

  self->mark_size = 16;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "board-card");
  g_signal_connect_swapped (click, "released", G_CALLBACK (on_released), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (menu, "pressed", G_CALLBACK (on_secondary_pressed), self);
  self->drag = gtk_gesture_drag_new ();
  g_signal_connect_swapped (self->drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (self->drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (self->drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect_swapped (self->drag, "cancel", G_CALLBACK (on_drag_cancel), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag));
}

GtkWidget *
nord_board_card_new (NordSession *session)
{
  NordBoardCard *self = g_object_new (NORD_TYPE_BOARD_CARD, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (show_selected), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
nord_board_card_bind (NordBoardCard *self, NordRecord *idea)
{
  g_return_if_fail (NORD_IS_BOARD_CARD (self));
  nord_board_card_unbind (self);
  self->idea = g_object_ref (idea);
  g_signal_connect_object (idea, "notify", G_CALLBACK (on_notify), self, G_CONNECT_SWAPPED);
  show_idea (self);
  show_selected (self);
}

void
nord_board_card_unbind (NordBoardCard *self)
{
  g_return_if_fail (NORD_IS_BOARD_CARD (self));
  put_down (self, 0, 0, TRUE);
  if (self->idea != NULL)
    g_signal_handlers_disconnect_by_data (self->idea, self);
  g_clear_object (&self->idea);
}

NordRecord *
nord_board_card_get_idea (NordBoardCard *self)
{
  g_return_val_if_fail (NORD_IS_BOARD_CARD (self), NULL);
  return self->idea;
}

void
nord_board_card_set_far (NordBoardCard *self, gboolean far)
{
  g_return_if_fail (NORD_IS_BOARD_CARD (self));
  if (self->far == far)
    return;
  self->far = far;
  if (far)
    gtk_widget_add_css_class (GTK_WIDGET (self), "far");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "far");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
