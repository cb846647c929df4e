/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a child's hand does with stickers on the map: one is taken from the tray and put down, moved
 * by a drag or by two taps, and taken off again. */
#include "ui/kiosk/sticker-hand.h"

#include "ui/kiosk/sticker-layer.h"
#include "ui/kiosk/sticker-tray.h"

struct _NordStickerHand {
  GObject parent_instance;

  NordWording *wording;       /* (owned) */
  NordMapView *map;           /* (unowned) */
  NordStickerLayer *stickers; /* (unowned) of it */
  NordStickerTray *tray;      /* (owned) */
  GtkLabel *question;         /* (unowned) */
  GtkLabel *hint;             /* (unowned) */
  NordCollage *collage;       /* (unowned) (nullable) what stickers are put into */
  gboolean low;
  gboolean full;  /* one sticker too many was tried */
  gboolean moved; /* that one, by more than a finger shakes */
  int dragged;    /* index of the sticker under the finger; -1: none */
  int lifted;     /* index of the one that the next tap puts elsewhere; -1: none */
};

G_DEFINE_FINAL_TYPE (NordStickerHand, nord_sticker_hand, G_TYPE_OBJECT)

enum { STUCK, N_SIGNALS };
static guint signals[N_SIGNALS];

/* What to do, or, once one too many was tried, why it is not there. */
static void
show_hint (NordStickerHand *self)
{
  const gboolean lifted = self->lifted >= 0;

  gtk_label_set_label (self->hint, nord_wording_get (self->wording, lifted       ? "stick_move"
                                                                    : self->full ? "stick_full"
                                                                                 : "stick_hint"));
  /* Where there is little room the map must not move under the finger that takes one up. */
  gtk_widget_set_visible (GTK_WIDGET (self->hint),
                          self->collage != NULL && (self->full || !self->low));
}

static void
show_question (NordStickerHand *self)
{
  if (self->collage != NULL)
    gtk_label_set_label (self->question,
                         nord_wording_get (self->wording, self->collage->question->word));
  gtk_widget_set_visible (GTK_WIDGET (self->question), self->collage != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->tray), self->collage != NULL);
}

/* Whoever cannot drag taps the sticker, then its place: WCAG 2.2, 2.5.7. */
static void
lift (NordStickerHand *self, int index)
{
  self->lifted = index;
  nord_sticker_layer_lift (self->stickers, index);
  show_hint (self);
}

static void
show_stuck (NordStickerHand *self)
{
  self->full = FALSE;
  lift (self, -1);
  nord_sticker_tray_follow (self->tray, self->collage);
  nord_sticker_layer_set (self->stickers, self->collage);
  g_signal_emit (self, signals[STUCK], 0);
}

static void
on_undone (NordStickerHand *self)
{
  if (self->collage != NULL && nord_collage_take_off (self->collage))
    show_stuck (self);
}

static void
on_drag_begin (NordStickerHand *self, double x, double y, GtkGesture *gesture)
{
  NordView view;

  nord_map_view_get_view (self->map, &view);
  self->moved = FALSE;
  self->dragged =
    self->collage != NULL ? nord_sticker_layer_find (self->stickers, &view, x, y) : -1;
  gtk_gesture_set_state (gesture, self->dragged >= 0 ? GTK_EVENT_SEQUENCE_CLAIMED
                                                     : GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_drag (NordStickerHand *self, double dx, double dy, GtkGestureDrag *gesture)
{
  NordView view;
  double x, y, lon, lat;

  if (self->collage == NULL || self->dragged < 0 ||
      !gtk_gesture_drag_get_start_point (gesture, &x, &y) ||
      (!self->moved &&
       !gtk_drag_check_threshold (GTK_WIDGET (self->map), 0, 0, (int) dx, (int) dy)))
    return;
  self->moved = TRUE;
  nord_map_view_get_view (self->map, &view);
  nord_view_to_place (&view, CLAMP (x + dx, 0, view.width), CLAMP (y + dy, 0, view.height), &lon,
                      &lat);
  nord_collage_move (self->collage, (guint) self->dragged, lon, lat);
  nord_sticker_layer_set (self->stickers, self->collage);
}

static void
on_drag_end (NordStickerHand *self)
{
  if (self->collage != NULL && self->dragged >= 0) {
    if (self->moved)
      show_stuck (self);
    else
      lift (self, self->lifted == self->dragged ? -1 : self->dragged);
  }
  self->dragged = -1;
}

/* Who goes for another one leaves that where it is. */
static void
on_taken (NordStickerHand *self)
{
  lift (self, -1);
}

static void
on_spoken (NordStickerHand *self)
{
  show_question (self);
  show_hint (self);
}

static void
nord_sticker_hand_dispose (GObject *object)
{
  NordStickerHand *self = NORD_STICKER_HAND (object);

  g_clear_object (&self->tray);
  g_clear_object (&self->wording);
  G_OBJECT_CLASS (nord_sticker_hand_parent_class)->dispose (object);
}

static void
nord_sticker_hand_class_init (NordStickerHandClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_sticker_hand_dispose;
  signals[STUCK] = g_signal_new ("stuck", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_sticker_hand_init (NordStickerHand *self)
{
  self->dragged = self->lifted = -1;
}

NordStickerHand *
nord_sticker_hand_new (NordWording *wording, NordMapView *map, GtkBox *head)
{
  NordStickerHand *self = g_object_new (NORD_TYPE_STICKER_HAND, NULL);
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->wording = g_object_ref (wording);
  self->map = map;
  self->question = GTK_LABEL (nord_wording_label (wording, NULL, "kiosk-title"));
  nord_wording_let_read (GTK_WIDGET (self->question), NULL);
  self->hint = GTK_LABEL (nord_wording_label (wording, "stick_hint", NULL));
  gtk_box_append (head, GTK_WIDGET (self->question));
  gtk_box_append (head, GTK_WIDGET (self->hint));
  self->stickers = nord_sticker_layer_new (nord_map_view_get_viewport (map));
  nord_map_view_add_names (map, NORD_MAP_LAYER (self->stickers));
  self->tray = g_object_ref_sink (NORD_STICKER_TRAY (nord_sticker_tray_new (wording)));
  g_signal_connect_object (self->tray, "undone", G_CALLBACK (on_undone), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tray, "taken", G_CALLBACK (on_taken), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wording, "spoken", G_CALLBACK (on_spoken), self, G_CONNECT_SWAPPED);
  /* Before the map, which would put another one there. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_drag_end), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (map), GTK_EVENT_CONTROLLER (drag));
  on_spoken (self);
  return self;
}

GtkWidget *
nord_sticker_hand_get_tray (NordStickerHand *self)
{
  g_return_val_if_fail (NORD_IS_STICKER_HAND (self), NULL);
  return GTK_WIDGET (self->tray);
}

void
nord_sticker_hand_set (NordStickerHand *self, NordCollage *collage)
{
  g_return_if_fail (NORD_IS_STICKER_HAND (self));
  self->collage = collage;
  self->full = FALSE;
  self->dragged = -1;
  lift (self, -1);
  nord_sticker_layer_set (self->stickers, collage);
  nord_sticker_tray_follow (self->tray, collage);
  show_question (self);
}

NordCollage *
nord_sticker_hand_get (NordStickerHand *self)
{
  g_return_val_if_fail (NORD_IS_STICKER_HAND (self), NULL);
  return self->collage;
}

void
nord_sticker_hand_put (NordStickerHand *self, const NordShape *shape)
{
  NordBounds at;
  NordView view;
  double x, y;
  int there;

  g_return_if_fail (NORD_IS_STICKER_HAND (self) && self->collage != NULL);
  at = nord_shape_get_bounds (shape);
  nord_map_view_get_view (self->map, &view);
  nord_view_to_screen (&view, at.west, at.south, &x, &y);
  there = nord_sticker_layer_find (self->stickers, &view, x, y);
  nord_map_view_take_tool (self->map, NORD_TOOL_PIN);
  if (self->lifted >= 0) {
    nord_collage_move (self->collage, (guint) self->lifted, at.west, at.south);
    show_stuck (self);
  } else if (there >= 0) {
    /* Only keys come here: a finger on a sticker is taken before it. */
    lift (self, there);
  } else if (self->collage->stuck->len == NORD_COLLAGE_MOST) {
    /* None that lies there goes for another. */
    self->full = TRUE;
    show_hint (self);
  } else {
    nord_collage_stick (self->collage, nord_sticker_tray_get (self->tray), at.west, at.south);
    show_stuck (self);
  }
}

void
nord_sticker_hand_take (NordStickerHand *self, NordSticker sticker)
{
  g_return_if_fail (NORD_IS_STICKER_HAND (self));
  nord_sticker_tray_take (self->tray, sticker);
}

void
nord_sticker_hand_set_low (NordStickerHand *self, gboolean low)
{
  g_return_if_fail (NORD_IS_STICKER_HAND (self));
  self->low = low;
  show_hint (self);
}

void
nord_sticker_hand_set_radius (NordStickerHand *self, double radius)
{
  g_return_if_fail (NORD_IS_STICKER_HAND (self));
  nord_sticker_layer_set_radius (self->stickers, radius);
}
