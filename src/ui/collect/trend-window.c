/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Bars side by side in each span of time, each with a fill of its own so that colour never speaks
 * alone, and below them the same numbers as a table. */
#include "ui/collect/trend-window.h"

#include "core/model/register.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/plain-text.h"
#include "ui/widgets/state-words.h"
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#define LEFT 34
#define BELOW 24
#define ABOVE 12
#define SPAN 54 /* pixels that a span of time wants at least */

struct _NordTrendWindow {
  AdwWindow parent_instance;

  GListModel *projects; /* (owned) */
  GArray *spans;        /* (owned) (element-type NordRegisterSpan) */
  GtkDrawingArea *chart;
  GtkScrolledWindow *beside;
  GtkGrid *table;
  GtkToggleButton *by_quarter;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (NordTrendWindow, nord_trend_window, ADW_TYPE_WINDOW)

static guint
get_count (const NordRegisterSpan *span, NordProjectState state)
{
  switch (state) {
  case NORD_PROJECT_STARTED:
    return span->started;
  case NORD_PROJECT_FINISHED:
    return span->finished;
  case NORD_PROJECT_STOPPED:
    return span->stopped;
  case NORD_PROJECT_REGISTERED:
  case NORD_N_PROJECT_STATES:
  default:
    return span->registered;
  }
}

static guint
get_most (const GArray *spans)
{
  guint most = 1;

  for (guint i = 0; i < spans->len; i++)
    for (guint s = 0; s < NORD_N_PROJECT_STATES; s++)
      most = MAX (most, get_count (&g_array_index (spans, NordRegisterSpan, i), s));
  return most;
}

/* A whole number of projects between two lines, and at most five lines. */
static guint
get_step (guint most)
{
  static const guint steps[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (most <= steps[i] * 5)
      return steps[i];
  return most / 5 + 1;
}

/* --- Bars ----------------------------------------------------------------------------------------
 */

static void
draw_text (cairo_t *cr, GtkWidget *widget, const char *text, double x, double y, double align)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.82));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, floor (x - width * align), floor (y - height / 2.0));
  pango_cairo_show_layout (cr, layout);
}

static void
draw_bar (cairo_t *cr,
          NordProjectState state,
          gboolean dark,
          double x,
          double y,
          double w,
          double h)
{
  const double ink[3] = {dark ? 0.74 : 0.24, dark ? 0.67 : 0.16, dark ? 0.98 : 0.47};

  cairo_rectangle (cr, x + 0.75, y + 0.75, MAX (w - 1.5, 1), MAX (h - 0.75, 0));
  if (state == NORD_PROJECT_FINISHED)
    cairo_set_source_rgb (cr, ink[0], ink[1], ink[2]);
  else if (state == NORD_PROJECT_STARTED)
    cairo_set_source_rgba (cr, ink[0], ink[1], ink[2], 0.4);
  else
    cairo_set_source_rgba (cr, 0, 0, 0, 0);
  cairo_fill_preserve (cr);
  if (state == NORD_PROJECT_STOPPED) {
    cairo_save (cr);
    cairo_clip_preserve (cr);
    cairo_new_path (cr);
    for (double at = -h; at < w; at += 4) {
      cairo_move_to (cr, x + at, y + h);
      cairo_line_to (cr, x + at + h, y);
    }
    cairo_set_source_rgb (cr, dark ? 0.8 : 0.4, dark ? 0.8 : 0.4, dark ? 0.8 : 0.45);
    cairo_set_line_width (cr, 1);
    cairo_stroke (cr);
    cairo_restore (cr);
    cairo_rectangle (cr, x + 0.75, y + 0.75, MAX (w - 1.5, 1), MAX (h - 0.75, 0));
    cairo_set_source_rgb (cr, dark ? 0.8 : 0.4, dark ? 0.8 : 0.4, dark ? 0.8 : 0.45);
  } else {
    cairo_set_source_rgb (cr, ink[0], ink[1], ink[2]);
  }
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
on_draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  NordTrendWindow *self = data;
  GtkWidget *widget = GTK_WIDGET (area);
  const gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const guint most = get_most (self->spans), step = get_step (most);
  const guint top = (most + step - 1) / step * step;
  const double floor_y = height - BELOW, room = floor_y - ABOVE;
  const double span = self->spans->len > 0 ? (double) (width - LEFT) / self->spans->len : 1;
  const double bar = MIN ((span - 10) / NORD_N_PROJECT_STATES, 22);
  GdkRGBA ink;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  for (guint n = 0; n <= top; n += step) {
    const double y = floor (floor_y - room * n / top) + 0.5;
    g_autofree char *text = g_strdup_printf ("%u", n);

    cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, n == 0 ? 0.5 : 0.14);
    cairo_set_line_width (cr, 1);
    cairo_move_to (cr, LEFT, y);
    cairo_line_to (cr, width, y);
    cairo_stroke (cr);
    cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, 0.75);
    draw_text (cr, widget, text, LEFT - 6, y, 1);
  }
  for (guint i = 0; i < self->spans->len; i++) {
    const NordRegisterSpan *at = &g_array_index (self->spans, NordRegisterSpan, i);
    g_autofree char *name = nord_register_span_dup_name (at);
    const double middle = LEFT + span * (i + 0.5);

    for (guint s = 0; s < NORD_N_PROJECT_STATES; s++) {
      const guint n = get_count (at, s);
      const double h = room * n / top;

      if (n > 0)
        draw_bar (cr, s, dark, middle + bar * (s - NORD_N_PROJECT_STATES / 2.0), floor_y - h,
                  bar - 1, h);
    }
    cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, 0.9);
    draw_text (cr, widget, name, middle, height - BELOW / 2.0, 0.5);
  }
}

/* The bar of a state, in the key. */
static void
on_draw_key (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer state)
{
  draw_bar (cr, (NordProjectState) GPOINTER_TO_UINT (state),
            adw_style_manager_get_dark (adw_style_manager_get_default ()), 0, 0, width, height);
}

/* --- The table -----------------------------------------------------------------------------------
 */

static GtkWidget *
make_cell (const char *text, gboolean head, gboolean number)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), number ? 1 : 0);
  gtk_widget_set_hexpand (label, number);
  if (head)
    gtk_widget_add_css_class (label, "heading");
  if (number)
    gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
fill_table (NordTrendWindow *self)
{
  guint sums[NORD_N_PROJECT_STATES] = {0};
  GtkWidget *child;
  int row = 1;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->table))) != NULL)
    gtk_grid_remove (self->table, child);
  for (guint s = 0; s < NORD_N_PROJECT_STATES; s++)
    gtk_grid_attach (self->table,
                     make_cell (nord_state_words_get_project (nord_project_state_get_id (s)), TRUE,
                                TRUE),
                     (int) s + 1, 0, 1, 1);
  for (guint i = 0; i < self->spans->len; i++, row++) {
    const NordRegisterSpan *span = &g_array_index (self->spans, NordRegisterSpan, i);
    g_autofree char *name = nord_register_span_dup_name (span);

    gtk_grid_attach (self->table, make_cell (name, FALSE, FALSE), 0, row, 1, 1);
    for (guint s = 0; s < NORD_N_PROJECT_STATES; s++) {
      g_autofree char *text = g_strdup_printf ("%u", get_count (span, s));

      sums[s] += get_count (span, s);
      gtk_grid_attach (self->table, make_cell (text, FALSE, TRUE), (int) s + 1, row, 1, 1);
    }
  }
  gtk_grid_attach (self->table, make_cell (_ ("Together"), TRUE, FALSE), 0, row, 1, 1);
  for (guint s = 0; s < NORD_N_PROJECT_STATES; s++) {
    g_autofree char *text = g_strdup_printf ("%u", sums[s]);

    gtk_grid_attach (self->table, make_cell (text, TRUE, TRUE), (int) s + 1, row, 1, 1);
  }
}

static void
on_changed (NordTrendWindow *self)
{
  const gboolean by_quarter = gtk_toggle_button_get_active (self->by_quarter);

  g_clear_pointer (&self->spans, g_array_unref);
  self->spans = nord_register_count (self->projects, by_quarter);
  gtk_stack_set_visible_child_name (self->stack, self->spans->len > 0 ? "trend" : "nothing");
  gtk_drawing_area_set_content_width (self->chart, LEFT + SPAN * (int) self->spans->len);
  gtk_widget_queue_draw (GTK_WIDGET (self->chart));
  fill_table (self);
}

static void
on_cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
nord_trend_window_finalize (GObject *object)
{
  NordTrendWindow *self = NORD_TREND_WINDOW (object);

  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_object (&self->projects);
  G_OBJECT_CLASS (nord_trend_window_parent_class)->finalize (object);
}

static void
nord_trend_window_class_init (NordTrendWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nord_trend_window_finalize;
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, on_cancel);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "dialog.cancel", NULL);
}

static void
nord_trend_window_init (NordTrendWindow *self)
{
}

static GtkWidget *
make_key (void)
{
  GtkWidget *key = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (key), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (key), 4);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (key), 2);
  for (guint s = 0; s < NORD_N_PROJECT_STATES; s++) {
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    GtkWidget *image = gtk_drawing_area_new ();
    GtkWidget *label = gtk_label_new (nord_state_words_get_project (nord_project_state_get_id (s)));
    GtkWidget *child = gtk_flow_box_child_new ();

    gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (image), 14);
    gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (image), 18);
    gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (image), on_draw_key, GUINT_TO_POINTER (s),
                                    NULL);
    gtk_widget_set_valign (image, GTK_ALIGN_CENTER);
    gtk_box_append (GTK_BOX (box), image);
    gtk_box_append (GTK_BOX (box), label);
    gtk_widget_set_focusable (child, FALSE);
    gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
    gtk_flow_box_append (GTK_FLOW_BOX (key), child);
  }
  return key;
}

static GtkWidget *
make_content (NordTrendWindow *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 18);
  self->chart = GTK_DRAWING_AREA (
    g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL));
  gtk_drawing_area_set_content_height (self->chart, 220);
  gtk_drawing_area_set_draw_func (self->chart, on_draw, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chart), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Bars of the numbers in the table below"), -1);
  self->beside = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->beside, GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (self->beside, GTK_WIDGET (self->chart));
  gtk_box_append (GTK_BOX (box), make_key ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->beside));
  self->table = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->table, 12);
  gtk_grid_set_row_spacing (self->table, 6);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  return scrolled;
}

static void
build (NordTrendWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = adw_header_bar_new ();
  GtkWidget *nothing = adw_status_page_new ();

  gtk_window_set_title (GTK_WINDOW (self), _ ("Development of the Register"));
  gtk_window_set_default_size (GTK_WINDOW (self), 760, 600);
  gtk_widget_set_size_request (GTK_WIDGET (self), 320, 320);
  self->by_quarter = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("By Quarter")));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->by_quarter), _ ("Quarters instead of years"));
  g_signal_connect_object (self->by_quarter, "toggled", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), GTK_WIDGET (self->by_quarter));
  gtk_box_append (GTK_BOX (box), bar);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_titled (self->stack, make_content (self), "trend", _ ("Projects Over Time"));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (nothing), "nord-trend-symbolic");
  nord_plain_set_status_page (
    ADW_STATUS_PAGE (nothing), _ ("No Dates Yet"),
    _ ("None of the projects shown says when it was registered, started or finished."));
  gtk_stack_add_titled (self->stack, nothing, "nothing", _ ("No Dates Yet"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), box);
}

NordTrendWindow *
nord_trend_window_new (GtkWindow *parent, GListModel *projects)
{
  NordTrendWindow *self = g_object_new (NORD_TYPE_TREND_WINDOW, "transient-for", parent, NULL);

  self->projects = g_object_ref (projects);
  build (self);
  g_signal_connect_object (projects, "items-changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  on_changed (self);
  nord_naming_apply (GTK_WIDGET (self));
  return self;
}
