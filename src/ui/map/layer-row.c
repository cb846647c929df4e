/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One own layer in the list of them. */
#include "ui/map/layer-row.h"

#include "core/exchange/layer-import.h"
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#define REST_MS 400 /* of the slider, before its place is stored */

struct _NordLayerRow {
  GtkListBoxRow parent_instance;

  GtkWidget *swatch;
  GtkLabel *title;
  GtkSwitch *shown;
  GtkScale *opacity;
  GtkWidget *up, *down, *remove;

  NordSession *session;      /* (owned) */
  NordRecord *layer;         /* (owned) */
  NordRecord *above, *below; /* (owned) (nullable) */
  gboolean updating;
  guint rest_id;
};

G_DEFINE_FINAL_TYPE (NordLayerRow, nord_layer_row, GTK_TYPE_LIST_BOX_ROW)

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  NordLayerRow *self = data;
  guint32 rgb = nord_layer_get_rgb (nord_record_get_integer (self->layer, NORD_LAYER_COLOUR));

  cairo_rectangle (cr, 1.5, 1.5, width - 3, height - 3);
  cairo_set_source_rgba (cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                         (rgb & 255) / 255.0, 0.4);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                        (rgb & 255) / 255.0);
  cairo_set_line_width (cr, 3);
  cairo_stroke (cr);
}

static void
store_change (NordLayerRow *self, const char *label, NordChange *change, NordChange *other)
{
  NordChangeSet *set;

  if (nord_change_is_empty (change) && other == NULL) {
    nord_change_free (change);
    return;
  }
  set = nord_change_set_group_new (label);
  nord_change_set_group_add (set, change);
  if (other)
    nord_change_set_group_add (set, other);
  nord_session_apply (self->session, set, NULL);
}

static void
on_shown (NordLayerRow *self)
{
  NordChange *change;

  if (self->updating)
    return;
  change = nord_change_new_update (self->layer);
  nord_change_set_boolean (change, NORD_LAYER_SHOWN, gtk_switch_get_active (self->shown));
  store_change (self, _ ("Show or Hide the Layer"), change, NULL);
}

static gboolean
on_rested (gpointer data)
{
  NordLayerRow *self = data;
  NordChange *change = nord_change_new_update (self->layer);

  self->rest_id = 0;
  nord_change_set_real (change, NORD_LAYER_OPACITY,
                        round (gtk_range_get_value (GTK_RANGE (self->opacity))) / 100);
  store_change (self, _ ("Change the Opacity"), change, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_opacity (NordLayerRow *self)
{
  if (self->updating)
    return;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, on_rested, self);
}

static void
change_places (NordLayerRow *self, NordRecord *with)
{
  NordChange *mine, *its;

  if (with == NULL)
    return;
  mine = nord_change_new_update (self->layer);
  its = nord_change_new_update (with);
  nord_change_set_real (mine, NORD_LAYER_POSITION,
                        nord_record_get_real (with, NORD_LAYER_POSITION));
  nord_change_set_real (its, NORD_LAYER_POSITION,
                        nord_record_get_real (self->layer, NORD_LAYER_POSITION));
  store_change (self, _ ("Move the Layer"), mine, its);
}

static void
on_up (NordLayerRow *self)
{
  change_places (self, self->above);
}

static void
on_down (NordLayerRow *self)
{
  change_places (self, self->below);
}

static void
on_remove (NordLayerRow *self)
{
  NordDocument *document = nord_session_get_document (self->session);
  NordSession *session = self->session;

  if (document)
    nord_session_apply (
      session,
      nord_layer_remove (self->layer, nord_document_get_list (document, NORD_NOUN_LAYER_FEATURE)),
      _ ("Layer removed"));
}

static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, gpointer data)
{
  NordLayerRow *self = data;

  if ((state & GDK_ALT_MASK) && (key == GDK_KEY_Up || key == GDK_KEY_Down)) {
    change_places (self, key == GDK_KEY_Up ? self->above : self->below);
    return GDK_EVENT_STOP;
  }
  if (key == GDK_KEY_Delete && gtk_widget_has_focus (GTK_WIDGET (self))) {
    on_remove (self);
    return GDK_EVENT_STOP;
  }
  return GDK_EVENT_PROPAGATE;
}

static void
nord_layer_row_dispose (GObject *object)
{
  NordLayerRow *self = NORD_LAYER_ROW (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_object (&self->above);
  g_clear_object (&self->below);
  g_clear_object (&self->layer);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nord_layer_row_parent_class)->dispose (object);
}

static void
nord_layer_row_class_init (NordLayerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_layer_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, NORD_APP_PATH "/ui/map/layer-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NordLayerRow, swatch);
  gtk_widget_class_bind_template_child (widget_class, NordLayerRow, title);
  gtk_widget_class_bind_template_child (widget_class, NordLayerRow, shown);
  gtk_widget_class_bind_template_child (widget_class, NordLayerRow, opacity);
  gtk_widget_class_bind_template_child (widget_class, NordLayerRow, up);
  gtk_widget_class_bind_template_child (widget_class, NordLayerRow, down);
  gtk_widget_class_bind_template_child (widget_class, NordLayerRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, on_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_opacity);
  gtk_widget_class_bind_template_callback (widget_class, on_up);
  gtk_widget_class_bind_template_callback (widget_class, on_down);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
}

static void
nord_layer_row_init (NordLayerRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->swatch), draw_swatch, self, NULL);
}

/* For those who do not see beside which name a control stands. */
static void
name_control (gpointer widget, const char *what, const char *title)
{
  g_autofree char *name = g_strdup_printf (what, title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

NordLayerRow *
nord_layer_row_new (NordSession *session, NordRecord *layer)
{
  NordLayerRow *self = g_object_new (NORD_TYPE_LAYER_ROW, NULL);

  self->session = g_object_ref (session);
  self->layer = g_object_ref (layer);
  nord_layer_row_update (self);
  return self;
}

void
nord_layer_row_set_neighbours (NordLayerRow *self, NordRecord *above, NordRecord *below)
{
  g_return_if_fail (NORD_IS_LAYER_ROW (self));
  g_set_object (&self->above, above);
  g_set_object (&self->below, below);
  gtk_widget_set_sensitive (self->up, above != NULL);
  gtk_widget_set_sensitive (self->down, below != NULL);
}

void
nord_layer_row_update (NordLayerRow *self)
{
  const char *title;

  g_return_if_fail (NORD_IS_LAYER_ROW (self));
  title = nord_record_get_text (self->layer, NORD_LAYER_TITLE);
  title = title ? title : "";
  self->updating = TRUE;
  gtk_label_set_text (self->title, title);
  gtk_switch_set_active (self->shown, nord_record_get_boolean (self->layer, NORD_LAYER_SHOWN));
  if (self->rest_id == 0)
    gtk_range_set_value (GTK_RANGE (self->opacity),
                         100 * nord_record_get_real (self->layer, NORD_LAYER_OPACITY));
  self->updating = FALSE;
  gtk_widget_queue_draw (self->swatch);
  name_control (self, "%s", title);
  name_control (self->shown, _ ("Show %s"), title);
  name_control (self->opacity, _ ("Opacity of %s"), title);
  name_control (self->up, _ ("Move %s up"), title);
  name_control (self->down, _ ("Move %s down"), title);
  name_control (self->remove, _ ("Remove %s"), title);
}
