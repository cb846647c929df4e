/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Levels are whole numbers from 1 to the number of options; equal places are shown as such, cards
 * that share one lie a little below each other. */
#include "ui/rank/matrix-view.h"
#include "ui/widgets/arrow-key.h"

#include "core/rank/poll-words.h"
#include "ui/widgets/plain-text.h"

#include <glib/gi18n.h>

#define EDGE 26 /* pixels at least for the words along the axes */
#define CARD_WIDTH 132
#define CARD_LETTERS 14 /* on one row of a card, where letters are large */

struct _NordMatrixView {
  GtkWidget parent_instance;

  GPtrArray *cards;  /* (owned) (element-type GtkButton) children */
  GPtrArray *labels; /* (owned) (element-type utf8) */
  GArray *places;    /* (owned) (element-type Place) */
  guint n_levels;
  gboolean movable;
  gboolean numbered; /* cards hold numbers and are no wider than these */
};

typedef struct {
  double impact, effort; /* levels; 0: not placed */
} Place;

G_DEFINE_FINAL_TYPE (NordMatrixView, nord_matrix_view, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Height and usual width of the letters as they are here, in pixels. */
static void
measure_letters (NordMatrixView *self, int *height, int *width)
{
  PangoFontMetrics *metrics =
    pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL, NULL);

  *height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
  *width = PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_char_width (metrics));
  pango_font_metrics_unref (metrics);
}

/* What the words along the axes need. */
static int
edge_of (NordMatrixView *self)
{
  int height, width;

  measure_letters (self, &height, &width);
  return MAX (EDGE, height + 8);
}

static int
card_width_of (NordMatrixView *self, double field_width)
{
  int height, width;

  if (self->numbered)
    return 0;
  measure_letters (self, &height, &width);
  return MIN (MAX (CARD_WIDTH, width * CARD_LETTERS), (int) (field_width / 2));
}

static Place *
place_at (NordMatrixView *self, guint option)
{
  return &g_array_index (self->places, Place, option);
}

static gboolean
is_waiting (NordMatrixView *self, guint option)
{
  const Place *place = place_at (self, option);

  return place->impact == 0 && place->effort == 0;
}

static char *
tell (NordMatrixView *self, guint option)
{
  const Place *place = place_at (self, option);
  const char *label = g_ptr_array_index (self->labels, option);

  if (place->impact == 0 || place->effort == 0)
    /* Translators: %s is an option of the impact-effort matrix. */
    return g_strdup_printf (_ ("%s: not placed yet"), label);
  /* Translators: option, its levels of impact and of effort, and the greatest level */
  return g_strdup_printf (_ ("%s: impact %.3g, effort %.3g of %u"), label, place->impact,
                          place->effort, self->n_levels);
}

static void
name_card (NordMatrixView *self, guint option)
{
  g_autofree char *text = tell (self, option);
  GtkWidget *card = g_ptr_array_index (self->cards, option);

  /* No place can be mistaken for one that it was given. */
  if (is_waiting (self, option))
    gtk_widget_add_css_class (card, "waiting");
  else
    gtk_widget_remove_css_class (card, "waiting");
  gtk_widget_set_tooltip_text (card, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
put (NordMatrixView *self, guint option, double impact, double effort)
{
  Place *place = place_at (self, option);

  place->impact = CLAMP (impact, 1, self->n_levels);
  place->effort = CLAMP (effort, 1, self->n_levels);
  name_card (self, option);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
on_key (GtkEventControllerKey *keys,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        NordMatrixView *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));
  /* The first key puts a card that waits into the middle. */
  const double middle = (self->n_levels + 1) / 2;
  const Place *place;
  guint option;
  int dx, dy;

  if (!self->movable || !g_ptr_array_find (self->cards, card, &option) ||
      !nord_arrow_key_read (keyval, &dx, &dy))
    return FALSE;
  place = place_at (self, option);
  put (self, option, (place->impact > 0 ? place->impact : middle) - dy,
       (place->effort > 0 ? place->effort : middle) + dx);
  return TRUE;
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, NordMatrixView *self)
{
  /* At once: what scrolls around it would take every finger that goes up or down. */
  gtk_gesture_set_state (GTK_GESTURE (drag),
                         self->movable ? GTK_EVENT_SEQUENCE_CLAIMED : GTK_EVENT_SEQUENCE_DENIED);
  if (self->movable)
    gtk_widget_grab_focus (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (drag)));
}

/* Where the pointer is now, on the field, decides; the card jumps from level to level. */
static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, NordMatrixView *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (drag));
  const int edge = edge_of (self);
  const double width = gtk_widget_get_width (GTK_WIDGET (self)) - edge;
  const double height = gtk_widget_get_height (GTK_WIDGET (self)) - edge;
  double x, y, start_x, start_y;
  guint option;

  if (dx * dx + dy * dy < 64 || !g_ptr_array_find (self->cards, card, &option))
    return;
  gtk_gesture_drag_get_start_point (drag, &start_x, &start_y);
  gtk_widget_translate_coordinates (card, GTK_WIDGET (self), start_x + dx, start_y + dy, &x, &y);
  x = (x - edge) / MAX (width, 1) * self->n_levels;
  y = (height - y) / MAX (height, 1) * self->n_levels;
  put (self, option, (int) CLAMP (y, 0, self->n_levels - 1) + 1,
       (int) CLAMP (x, 0, self->n_levels - 1) + 1);
}

static void
nord_matrix_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 300 : 320;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 520 : 420;
}

/* Where a card is shown, in levels: what is not placed on one axis yet stands in the middle of it,
 * or on the left edge. */
static Place
shown_at (NordMatrixView *self, guint option)
{
  Place place = *place_at (self, option);

  if (place.impact == 0)
    place.impact = (self->n_levels + 1) / 2.0;
  if (place.effort == 0)
    place.effort = 0.5;
  return place;
}

static void
nord_matrix_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NordMatrixView *self = NORD_MATRIX_VIEW (widget);
  const int edge = edge_of (self);
  const double field_width = width - edge, field_height = height - edge;
  const int card_width = card_width_of (self, field_width);
  guint n_waiting = 0;

  for (guint o = 0; o < self->cards->len; o++)
    n_waiting += is_waiting (self, o);
  for (guint o = 0; o < self->cards->len; o++) {
    GtkWidget *card = g_ptr_array_index (self->cards, o);
    const Place place = shown_at (self, o);
    GtkAllocation at;
    guint before = 0;
    int least;

    for (guint other = 0; other < o; other++) {
      const Place there = shown_at (self, other);

      before += there.impact == place.impact && there.effort == place.effort;
    }
    gtk_widget_measure (card, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
    at.width = MAX (card_width, least);
    gtk_widget_measure (card, GTK_ORIENTATION_VERTICAL, at.width, NULL, &at.height, NULL, NULL);
    at.x = edge + (int) ((place.effort - 0.5) / self->n_levels * field_width) - at.width / 2;
    at.y = (int) ((self->n_levels - place.impact + 0.5) / self->n_levels * field_height) -
           at.height / 2 + (int) before * (at.height / 2);
    /* Those that wait stand below each other, so that all can be read and taken. */
    if (is_waiting (self, o))
      at.y = (int) (before * MIN (at.height + 4, field_height / n_waiting));
    at.x = CLAMP (at.x, edge, MAX (width - at.width, edge));
    at.y = CLAMP (at.y, 0, MAX ((int) field_height - at.height, 0));
    gtk_widget_size_allocate (card, &at, -1);
  }
}

static void
add_word (GtkWidget *widget,
          GtkSnapshot *snapshot,
          const char *text,
          float x,
          float y,
          float angle,
          const GdkRGBA *colour)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_rotate (snapshot, angle);
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
nord_matrix_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  const float width = (float) gtk_widget_get_width (widget);
  const float height = (float) gtk_widget_get_height (widget);
  const float edge = (float) edge_of (NORD_MATRIX_VIEW (widget));
  GdkRGBA colour, faint;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  faint = colour;
  faint.alpha = 0.12F;
  /* The quadrant of much impact for little effort stands out by a tint, and nothing else. */
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){faint.red, faint.green, faint.blue, 0.05F},
                             &GRAPHENE_RECT_INIT (edge, 0, (width - edge) / 2,
                                                  (height - edge) / 2));
  gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (edge, 0, 2, height - edge));
  gtk_snapshot_append_color (snapshot, &faint,
                             &GRAPHENE_RECT_INIT (edge, height - edge, width - edge, 2));
  gtk_snapshot_append_color (snapshot, &faint,
                             &GRAPHENE_RECT_INIT (edge + (width - edge) / 2, 0, 1, height - edge));
  gtk_snapshot_append_color (snapshot, &faint,
                             &GRAPHENE_RECT_INIT (edge, (height - edge) / 2, width - edge, 1));
  colour.alpha = 0.7F;
  add_word (widget, snapshot, _ ("More effort →"), edge + 6, height - edge + 5, 0, &colour);
  add_word (widget, snapshot, _ ("More impact →"), 3, height - edge - 6, -90, &colour);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_snapshot_child (widget, child, snapshot);
}

static void
remove_cards (NordMatrixView *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->cards, i));
  g_ptr_array_set_size (self->cards, 0);
  g_ptr_array_set_size (self->labels, 0);
  g_array_set_size (self->places, 0);
}

static void
nord_matrix_view_dispose (GObject *object)
{
  remove_cards (NORD_MATRIX_VIEW (object));
  G_OBJECT_CLASS (nord_matrix_view_parent_class)->dispose (object);
}

static void
nord_matrix_view_finalize (GObject *object)
{
  NordMatrixView *self = NORD_MATRIX_VIEW (object);

  g_ptr_array_unref (self->cards);
  g_ptr_array_unref (self->labels);
  g_array_unref (self->places);
  G_OBJECT_CLASS (nord_matrix_view_parent_class)->finalize (object);
}

static void
nord_matrix_view_class_init (NordMatrixViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_matrix_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_matrix_view_finalize;
  widget_class->measure = nord_matrix_view_measure;
  widget_class->size_allocate = nord_matrix_view_size_allocate;
  widget_class->snapshot = nord_matrix_view_snapshot;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "matrix");
}

static void
nord_matrix_view_init (NordMatrixView *self)
{
  self->cards = g_ptr_array_new ();
  self->labels = g_ptr_array_new_with_free_func (g_free);
  self->places = g_array_new (FALSE, TRUE, sizeof (Place));
  self->n_levels = 1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Matrix of impact and effort"), -1);
}

NordMatrixView *
nord_matrix_view_new (void)
{
  return g_object_new (NORD_TYPE_MATRIX_VIEW, NULL);
}

static void
add_card (NordMatrixView *self, const char *label)
{
  /* No label of the button's own: its name tells the place as well. */
  GtkWidget *card = gtk_button_new (), *child = gtk_label_new (label);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  const Place place = {0, 0};

  gtk_button_set_child (GTK_BUTTON (card), child);
  gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (child), TRUE);
  gtk_label_set_lines (GTK_LABEL (child), 2);
  gtk_label_set_max_width_chars (GTK_LABEL (child), 16);
  gtk_widget_add_css_class (card, "matrix-card");
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (card, keys);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update), self, 0);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_parent (card, GTK_WIDGET (self));
  g_ptr_array_add (self->cards, card);
  g_ptr_array_add (self->labels, g_strdup (label));
  g_array_append_val (self->places, place);
}

static void
add_cards (NordMatrixView *self, const NordPolling *data, gboolean movable)
{
  remove_cards (self);
  self->movable = movable;
  self->n_levels = MAX (data->options->len, 1);
  for (guint o = 0; o < data->options->len; o++)
    add_card (self, ((const NordPollOption *) g_ptr_array_index (data->options, o))->label);
}

void
nord_matrix_view_fill (NordMatrixView *self, const NordPolling *data)
{
  g_return_if_fail (NORD_IS_MATRIX_VIEW (self));
  add_cards (self, data, TRUE);
  for (guint o = 0; o < self->cards->len; o++)
    name_card (self, o);
}

guint *
nord_matrix_view_dup_marks (NordMatrixView *self)
{
  guint *marks = g_new0 (guint, self->places->len * NORD_MATRIX_N_COLUMNS + 1);

  for (guint o = 0; o < self->places->len; o++) {
    marks[o * NORD_MATRIX_N_COLUMNS + NORD_MATRIX_IMPACT] = (guint) place_at (self, o)->impact;
    marks[o * NORD_MATRIX_N_COLUMNS + NORD_MATRIX_EFFORT] = (guint) place_at (self, o)->effort;
  }
  return marks;
}

void
nord_matrix_view_set_marks (NordMatrixView *self, const guint *marks)
{
  for (guint o = 0; o < self->places->len; o++) {
    place_at (self, o)->impact = marks[o * NORD_MATRIX_N_COLUMNS + NORD_MATRIX_IMPACT];
    place_at (self, o)->effort = marks[o * NORD_MATRIX_N_COLUMNS + NORD_MATRIX_EFFORT];
    name_card (self, o);
  }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
nord_matrix_view_show (NordMatrixView *self, const NordPolling *data, const NordPollResult *result)
{
  g_return_if_fail (NORD_IS_MATRIX_VIEW (self));
  add_cards (self, data, FALSE);
  for (guint o = 0; o < self->cards->len; o++) {
    place_at (self, o)->impact = result->options[o].impact;
    place_at (self, o)->effort = result->options[o].effort;
    gtk_widget_set_visible (g_ptr_array_index (self->cards, o), result->options[o].votes > 0);
    name_card (self, o);
  }
}

void
nord_matrix_view_show_numbers (NordMatrixView *self,
                               const NordPolling *data,
                               const NordPollResult *result)
{
  nord_matrix_view_show (self, data, result);
  self->numbered = TRUE;
  for (guint o = 0; o < self->cards->len; o++) {
    g_autofree char *number = g_strdup_printf ("%u", o + 1);
    GtkWidget *child = gtk_button_get_child (GTK_BUTTON (g_ptr_array_index (self->cards, o)));

    gtk_label_set_label (GTK_LABEL (child), number);
    gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_NONE);
  }
}
