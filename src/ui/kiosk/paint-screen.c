/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Each finger paints its own stroke; a mouse has one. */
#include "ui/kiosk/paint-screen.h"

#include "ui/kiosk/plain-screens.h"

/* Times as wide as a low place is high: the paper and the tray beside it. */
#define LOW_WIDE 1.9
#define MOUSE GUINT_TO_POINTER (1) /* the sequence of a mouse, which has none */

struct _NordPaintScreen {
  AdwBin parent_instance;

  NordPainting *painting; /* (unowned) (nullable) */
  GHashTable *strokes;    /* (owned) sequences → strokes that run */
  guint paint;
  GtkOrientable *middle; /* the paper, and the tray below or beside it */
  GtkWidget *paper;
  GtkOrientable *tray; /* the paints and the buttons */
  GtkWidget *paints;
  AdwClamp *clamp; /* of both */
  GtkWidget *first;
  GtkWidget *undo;
};

G_DEFINE_FINAL_TYPE (NordPaintScreen, nord_paint_screen, ADW_TYPE_BIN)

enum { PAINTED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* The paper keeps its shape within whatever room there is. */
static double
get_scale (GtkWidget *paper, double *left, double *top)
{
  const double width = gtk_widget_get_width (paper), height = gtk_widget_get_height (paper);
  const double scale = MIN (width / NORD_PAINTING_WIDTH, height / NORD_PAINTING_HEIGHT);

  *left = (width - scale * NORD_PAINTING_WIDTH) / 2;
  *top = (height - scale * NORD_PAINTING_HEIGHT) / 2;
  return scale;
}

static void
draw_paper (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  NordPaintScreen *self = data;
  double left, top;
  const double scale = get_scale (GTK_WIDGET (area), &left, &top);
  const double wide = scale * NORD_PAINTING_WIDTH, high = scale * NORD_PAINTING_HEIGHT;

  cairo_save (cr);
  cairo_translate (cr, left, top);
  if (self->painting != NULL)
    nord_painting_paint (self->painting, cr, wide, high);
  cairo_restore (cr);
  cairo_rectangle (cr, left + 1, top + 1, wide - 2, high - 2);
  cairo_set_source_rgb (cr, 0x24 / 255.0, 0x1f / 255.0, 0x31 / 255.0);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

static void
draw_paint (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const guint colour = nord_paint_get_colour (GPOINTER_TO_UINT (data));
  const double side = MIN (width, height) * 0.8;

  cairo_arc (cr, width / 2.0, height / 2.0, side / 2 - 2, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, (colour >> 16 & 255) / 255.0, (colour >> 8 & 255) / 255.0,
                        (colour & 255) / 255.0);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0x24 / 255.0, 0x1f / 255.0, 0x31 / 255.0);
  cairo_set_line_width (cr, 2.5);
  /* What rubs out is paper with a line through it. */
  if (GPOINTER_TO_UINT (data) + 1 == nord_paint_count ()) {
    cairo_move_to (cr, width / 2.0 - side * 0.3, height / 2.0 + side * 0.3);
    cairo_line_to (cr, width / 2.0 + side * 0.3, height / 2.0 - side * 0.3);
  }
  cairo_stroke (cr);
}

static void
show (NordPaintScreen *self)
{
  gtk_widget_set_sensitive (self->undo,
                            self->painting != NULL && !nord_painting_is_empty (self->painting));
  gtk_widget_queue_draw (self->paper);
}

static gboolean
locate (NordPaintScreen *self, GdkEvent *event, double *x, double *y)
{
  GtkNative *native = gtk_widget_get_native (self->paper);
  double dx, dy, left, top, scale;

  if (native == NULL || !gdk_event_get_position (event, x, y))
    return FALSE;
  gtk_native_get_surface_transform (native, &dx, &dy);
  if (!gtk_widget_translate_coordinates (GTK_WIDGET (native), self->paper, *x - dx, *y - dy, x, y))
    return FALSE;
  scale = get_scale (self->paper, &left, &top);
  *x = scale > 0 ? (*x - left) / scale : 0;
  *y = scale > 0 ? (*y - top) / scale : 0;
  return TRUE;
}

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, NordPaintScreen *self)
{
  const GdkEventType type = gdk_event_get_event_type (event);
  GdkEventSequence *sequence = gdk_event_get_event_sequence (event);
  gpointer key = sequence != NULL ? (gpointer) sequence : MOUSE, stroke;
  double x, y;

  if (self->painting == NULL || !locate (self, event, &x, &y))
    return GDK_EVENT_PROPAGATE;
  switch ((int) type) {
  case GDK_BUTTON_PRESS:
    if (gdk_button_event_get_button (event) != 1)
      return GDK_EVENT_PROPAGATE;
    /* fall through */
  case GDK_TOUCH_BEGIN:
    g_hash_table_insert (self->strokes, key,
                         GINT_TO_POINTER (nord_painting_begin (self->painting, self->paint, x, y)));
    show (self);
    return GDK_EVENT_STOP;
  case GDK_MOTION_NOTIFY:
  case GDK_TOUCH_UPDATE:
    if (g_hash_table_lookup_extended (self->strokes, key, NULL, &stroke) &&
        nord_painting_add (self->painting, GPOINTER_TO_INT (stroke), x, y))
      gtk_widget_queue_draw (self->paper);
    return GDK_EVENT_PROPAGATE;
  case GDK_BUTTON_RELEASE:
  case GDK_TOUCH_END:
  case GDK_TOUCH_CANCEL:
    if (g_hash_table_remove (self->strokes, key))
      g_signal_emit (self, signals[PAINTED], 0);
    return GDK_EVENT_PROPAGATE;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static void
on_paint (NordPaintScreen *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    self->paint = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "paint"));
}

static void
on_undo (NordPaintScreen *self)
{
  if (self->painting == NULL)
    return;
  /* A finger that still lies there goes on with nothing. */
  g_hash_table_remove_all (self->strokes);
  nord_painting_undo (self->painting);
  show (self);
  g_signal_emit (self, signals[PAINTED], 0);
}

static void
nord_paint_screen_finalize (GObject *object)
{
  g_hash_table_unref (NORD_PAINT_SCREEN (object)->strokes);
  G_OBJECT_CLASS (nord_paint_screen_parent_class)->finalize (object);
}

static void
nord_paint_screen_class_init (NordPaintScreenClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nord_paint_screen_finalize;
  signals[PAINTED] =
    g_signal_new ("painted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_paint_screen_init (NordPaintScreen *self)
{
  self->strokes = g_hash_table_new (NULL, NULL);
}

static GtkWidget *
build_paints (NordPaintScreen *self, NordWording *wording)
{
  GtkWidget *tray = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *finish;
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->paints = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->paints), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->paints), 6);
  for (guint i = 0; i < nord_paint_count (); i++) {
    GtkWidget *button = gtk_toggle_button_new (), *dot = gtk_drawing_area_new ();

    gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (dot), draw_paint, GUINT_TO_POINTER (i), NULL);
    gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (dot), 36);
    gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (dot), 36);
    /* The colours say what they are, the rubber does not. */
    if (g_str_equal (nord_paint_get_word (i), "paint_rubber")) {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

      gtk_widget_set_margin_start (box, 3);
      gtk_widget_set_margin_end (box, 9);
      gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), dot);
      gtk_box_append (GTK_BOX (box), nord_wording_label (wording, nord_paint_get_word (i), NULL));
      gtk_button_set_child (GTK_BUTTON (button), box);
    } else {
      gtk_button_set_child (GTK_BUTTON (button), dot);
    }
    gtk_widget_add_css_class (button, "kiosk-sticker");
    g_object_set_data (G_OBJECT (button), "paint", GUINT_TO_POINTER (i));
    if (self->first != NULL)
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (self->first));
    else
      self->first = button;
    g_signal_connect_object (button, "toggled", G_CALLBACK (on_paint), self, G_CONNECT_SWAPPED);
    gtk_grid_attach (GTK_GRID (self->paints),
                     nord_wording_say (wording, button, nord_paint_get_word (i)), (int) i, 0, 1, 1);
  }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->first), TRUE);
  self->undo = nord_wording_button (wording, "undo", NULL);
  g_signal_connect_object (self->undo, "clicked", G_CALLBACK (on_undo), self, G_CONNECT_SWAPPED);
  finish = nord_wording_button (wording, "finish", "station.collage");
  gtk_widget_add_css_class (finish, "suggested-action");
  gtk_box_append (GTK_BOX (buttons), self->undo);
  gtk_box_append (GTK_BOX (buttons), finish);
  gtk_widget_set_halign (self->paints, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (tray), self->paints);
  gtk_box_append (GTK_BOX (tray), buttons);
  gtk_widget_set_halign (tray, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (tray, GTK_ALIGN_CENTER);
  self->tray = GTK_ORIENTABLE (tray);
  return tray;
}

GtkWidget *
nord_paint_screen_new (NordWording *wording)
{
  NordPaintScreen *self = g_object_new (NORD_TYPE_PAINT_SCREEN, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkEventController *all = gtk_event_controller_legacy_new ();

  self->paper =
    g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  nord_wording_say (wording, self->paper, "paint_title");
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->paper), draw_paper, self, NULL);
  gtk_widget_set_hexpand (self->paper, TRUE);
  gtk_widget_set_vexpand (self->paper, TRUE);
  gtk_widget_set_size_request (self->paper, 160, 100);
  g_signal_connect_object (all, "event", G_CALLBACK (on_event), self, 0);
  gtk_widget_add_controller (self->paper, all);
  gtk_box_append (GTK_BOX (box), nord_wording_label (wording, "paint_title", "kiosk-title"));
  self->middle = GTK_ORIENTABLE (middle);
  gtk_box_append (GTK_BOX (middle), self->paper);
  gtk_box_append (GTK_BOX (middle), build_paints (self, wording));
  self->clamp = ADW_CLAMP (adw_clamp_new ());
  adw_clamp_set_child (self->clamp, middle);
  adw_clamp_set_tightening_threshold (self->clamp, G_MAXINT16);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->clamp));
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-screen");
  adw_bin_set_child (ADW_BIN (self), box);
  show (self);
  return GTK_WIDGET (self);
}

void
nord_paint_screen_set (NordPaintScreen *self, NordPainting *painting)
{
  g_return_if_fail (NORD_IS_PAINT_SCREEN (self));
  self->painting = painting;
  g_hash_table_remove_all (self->strokes);
  if (painting == NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->first), TRUE);
  show (self);
}

/* The rubber, which has a word, takes what the last row has left. */
static void
lay_paints (NordPaintScreen *self, int columns)
{
  GtkWidget *rubber = gtk_widget_get_last_child (self->paints);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (self->paints);
  const int before = (int) nord_paint_count () - 1;

  nord_plain_screen_set_columns (self->paints, columns);
  gtk_grid_layout_child_set_column_span (GTK_GRID_LAYOUT_CHILD (
                                           gtk_layout_manager_get_layout_child (layout, rubber)),
                                         columns - before % columns);
}

void
nord_paint_screen_set_room (NordPaintScreen *self, gboolean low, gboolean narrow, int height)
{
  const gboolean rows = low || narrow;

  g_return_if_fail (NORD_IS_PAINT_SCREEN (self));
  gtk_orientable_set_orientation (self->middle,
                                  low ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_orientable_set_orientation (self->tray,
                                  rows ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  /* Beside it, all is as narrow as can be, so that the paper is as large. */
  lay_paints (self, low ? 3 : narrow ? 5 : (int) nord_paint_count ());
  /* A paper as high as the place, and the tray close to it. */
  adw_clamp_set_maximum_size (self->clamp, low ? (int) (LOW_WIDE * height) : G_MAXINT16);
}
