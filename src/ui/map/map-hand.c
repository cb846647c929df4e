/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a hand does on the map: it draws with the tool that it holds, or else points at what the
 * layers show. */
#include "ui/map/map-hand.h"

struct _NordMapHand {
  GObject parent_instance;

  NordMapStage *stage;     /* (unowned) */
  NordSketchLayer *sketch; /* (unowned) */
  NordMapAids *aids;       /* (unowned) */
  GPtrArray *layers;       /* (owned) (element-type NordMapLayer) top to bottom, for taps */
  NordTool *tool;          /* (owned) (nullable) */
  GPtrArray *dropped;      /* (owned) (element-type NordTool) to free when nothing runs in them */
  guint free_id;
};

G_DEFINE_FINAL_TYPE (NordMapHand, nord_map_hand, G_TYPE_OBJECT)

enum { CHANGED, FINISHED, REFUSED, CANCELLED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
on_free_dropped (gpointer data)
{
  NordMapHand *self = data;

  self->free_id = 0;
  g_ptr_array_set_size (self->dropped, 0);
  return G_SOURCE_REMOVE;
}

/* A tool may be dropped from within its own call: it is freed when that is over. */
static void
hold (NordMapHand *self, NordTool *tool)
{
  nord_map_stage_set_tool (self->stage, tool);
  nord_sketch_layer_set_tool (self->sketch, tool);
  nord_map_aids_set_tool (self->aids, tool);
  if (self->tool) {
    g_ptr_array_add (self->dropped, self->tool);
    if (self->free_id == 0)
      self->free_id = g_idle_add (on_free_dropped, self);
  }
  self->tool = tool;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->stage), tool ? "crosshair" : NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_tool_changed (gpointer data)
{
  NordMapHand *self = data;

  nord_map_layer_queue_draw (NORD_MAP_LAYER (self->sketch));
  nord_map_aids_follow_tool (self->aids);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_tool_finished (NordShape *shape, gpointer data)
{
  g_signal_emit (data, signals[FINISHED], 0, shape);
}

static void
on_tool_refused (NordToolRefusal why, gpointer data)
{
  g_signal_emit (data, signals[REFUSED], 0, (int) why);
}

static void
on_tool_cancelled (gpointer data)
{
  g_signal_emit (data, signals[CANCELLED], 0);
}

/* By whatever key or button. */
static void
on_tool_reduced (gpointer data)
{
  nord_map_aids_tell_drawn (((NordMapHand *) data)->aids);
}

static const NordToolListener tool_listener = {on_tool_changed, on_tool_finished, on_tool_refused,
                                               on_tool_cancelled, on_tool_reduced};

/* Enter at the cross, for which no tool had a use, is a tap there. */
static void
on_pressed (NordMapHand *self, const NordContact *at)
{
  for (guint i = 0; i < self->layers->len; i++) {
    if (nord_map_layer_tap (g_ptr_array_index (self->layers, i), at))
      return;
  }
}

static void
on_tapped (NordMapStage *stage, const NordContact *at, int presses, NordMapHand *self)
{
  if (self->tool)
    return;
  if (presses == 2)
    nord_map_stage_zoom_by (stage, 1, at->x, at->y);
  else
    on_pressed (self, at);
}

static const char *
choose_cursor (NordMapHand *self, const NordContact *at)
{
  NordView view;
  NordGrip grip;

  if (nord_tool_get_kind (self->tool) != NORD_TOOL_EDIT)
    return "crosshair";
  nord_map_stage_get_view (self->stage, &view);
  grip = nord_tool_find_grip (self->tool, &view, at);
  if (grip.kind == NORD_GRIP_NONE)
    return NULL;
  return grip.kind == NORD_GRIP_MIDDLE ? "copy" : "move";
}

static void
on_hovered (NordMapStage *stage, const NordContact *at, NordMapHand *self)
{
  gboolean hit = FALSE;

  for (guint i = 0; i < self->layers->len; i++)
    hit |=
      nord_map_layer_hover (g_ptr_array_index (self->layers, i), hit || self->tool ? NULL : at);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (stage), self->tool && at ? choose_cursor (self, at)
                                                       : hit            ? "pointer"
                                                                        : NULL);
}

static gboolean
on_query_tooltip (GtkWidget *stage,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  NordMapHand *self)
{
  NordContact at = {x, y, 0, FALSE};

  if (keyboard || self->tool)
    return FALSE;
  for (guint i = 0; i < self->layers->len; i++) {
    g_autofree char *text = nord_map_layer_describe (g_ptr_array_index (self->layers, i), &at);

    if (text) {
      gtk_tooltip_set_text (tooltip, text);
      return TRUE;
    }
  }
  return FALSE;
}

static void
nord_map_hand_finalize (GObject *object)
{
  NordMapHand *self = NORD_MAP_HAND (object);

  g_clear_handle_id (&self->free_id, g_source_remove);
  g_clear_pointer (&self->tool, nord_tool_free);
  g_ptr_array_unref (self->layers);
  g_ptr_array_unref (self->dropped);
  G_OBJECT_CLASS (nord_map_hand_parent_class)->finalize (object);
}

static void
nord_map_hand_class_init (NordMapHandClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nord_map_hand_finalize;
  signals[CHANGED] =
    g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, NORD_TYPE_SHAPE);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT);
  signals[CANCELLED] =
    g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_map_hand_init (NordMapHand *self)
{
  self->layers = g_ptr_array_new ();
  self->dropped = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_tool_free);
}

NordMapHand *
nord_map_hand_new (NordMapStage *stage, NordSketchLayer *sketch, NordMapAids *aids)
{
  NordMapHand *self = g_object_new (NORD_TYPE_MAP_HAND, NULL);

  self->stage = stage;
  self->sketch = sketch;
  self->aids = aids;
  g_signal_connect_object (stage, "tapped", G_CALLBACK (on_tapped), self, 0);
  g_signal_connect_object (stage, "hovered", G_CALLBACK (on_hovered), self, 0);
  g_signal_connect_object (stage, "query-tooltip", G_CALLBACK (on_query_tooltip), self, 0);
  g_signal_connect_object (aids, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  return self;
}

void
nord_map_hand_add_layer (NordMapHand *self, NordMapLayer *layer)
{
  g_return_if_fail (NORD_IS_MAP_HAND (self) && NORD_IS_MAP_LAYER (layer));
  g_ptr_array_add (self->layers, layer);
}

void
nord_map_hand_remove_layer (NordMapHand *self, NordMapLayer *layer)
{
  g_return_if_fail (NORD_IS_MAP_HAND (self));
  g_ptr_array_remove (self->layers, layer);
}

void
nord_map_hand_take (NordMapHand *self, NordToolKind kind)
{
  g_return_if_fail (NORD_IS_MAP_HAND (self));
  hold (self, nord_tool_new (kind, &tool_listener, self));
}

void
nord_map_hand_edit (NordMapHand *self, const NordShape *shape)
{
  g_return_if_fail (NORD_IS_MAP_HAND (self) && shape != NULL);
  hold (self, nord_tool_new_edit (shape, &tool_listener, self));
}

void
nord_map_hand_drop (NordMapHand *self)
{
  g_return_if_fail (NORD_IS_MAP_HAND (self));
  hold (self, NULL);
}

NordTool *
nord_map_hand_get_tool (NordMapHand *self)
{
  g_return_val_if_fail (NORD_IS_MAP_HAND (self), NULL);
  return self->tool;
}
