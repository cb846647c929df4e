/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One idea as a card on the board. */
#include "ui/cluster/board-card.h"

#include "core/model/idea.h"
#include "ui/widgets/category-mark.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

/* Pixels that a pressed pointer moves before the card comes along. */
#define THRESHOLD 8
/* How long a finger rests before it lifts the card. */
#define REST 350 /* ms */

struct _NordBoardCard {
  GtkBox parent_instance;

  NordSession *session; /* (owned) */
  NordRecord *idea;     /* (owned) (nullable) */
  GtkGesture *drag;     /* (unowned) the widget owns it */
  guint rest_id;        /* the finger rests since a moment */
  gboolean touched;     /* by a finger, not a pointer */
  gboolean lifted;

  NordCategoryMark *mark;
  GtkLabel *title;
  GtkLabel *body;
  GtkWidget *tick;
};

G_DEFINE_FINAL_TYPE (NordBoardCard, nord_board_card, GTK_TYPE_BOX)

enum { PICKED, OPENED, MENU_ASKED, LIFTED, CARRIED, DROPPED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
show_idea (NordBoardCard *self)
{
  const char *title = nord_record_get_text (self->idea, NORD_IDEA_TITLE);
  const char *body = nord_record_get_text (self->idea, NORD_IDEA_BODY);
  gboolean titled = title != NULL && *title != 0;
  g_autofree char *line = nord_plain_shorten (titled ? title : body, 200);
  g_autofree char *more = titled && body != NULL ? nord_plain_shorten (body, 240) : NULL;
  const char *shown = line != NULL && *line != 0 ? line : _ ("Idea without a title");

  nord_category_mark_set_category (self->mark,
                                   nord_record_get_text (self->idea, NORD_IDEA_CATEGORY));
  gtk_label_set_text (self->title, shown);
  gtk_label_set_text (self->body, more != NULL ? more : "");
  gtk_widget_set_visible (GTK_WIDGET (self->body), more != NULL && *more != 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, shown, -1);
}

static void
show_selected (NordBoardCard *self)
{
  gboolean selected =
    self->idea != NULL && nord_session_is_selected (self->session, nord_record_get_id (self->idea));

  if (gtk_widget_get_visible (self->tick) == selected)
    return;
  gtk_widget_set_visible (self->tick, selected);
  if (selected)
    gtk_widget_add_css_class (GTK_WIDGET (self), "selected");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "selected");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  selected ? _ ("selected") : "", -1);
}

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

static gboolean
on_rested (gpointer data)
{
  NordBoardCard *self = data;

  self->rest_id = 0;
  /* From now on the finger is ours, and the list does not scroll under it. */
  gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_CLAIMED);
  lift (self);
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
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->touched)
    self->rest_id = g_timeout_add (REST, on_rested, self);
}

static void
on_drag_update (NordBoardCard *self, double dx, double dy)
{
  double x, y;

  if (!self->lifted && dx * dx + dy * dy < THRESHOLD * THRESHOLD)
    return;
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

/* The mark grows with the letters. */
static void
nord_board_card_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  PangoContext *context;

  GTK_WIDGET_CLASS (nord_board_card_parent_class)->css_changed (widget, change);
  context = gtk_widget_get_pango_context (widget);
  g_object_set (NORD_BOARD_CARD (widget)->mark, "pixel-size",
                CLAMP (pango_font_description_get_size (
                         pango_context_get_font_description (context)) *
                         8 / 5 / PANGO_SCALE,
                       14, 64),
                NULL);
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
  g_type_ensure (NORD_TYPE_CATEGORY_MARK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/cluster/board-card.ui");
  gtk_widget_class_bind_template_child (widget_class, NordBoardCard, mark);
  gtk_widget_class_bind_template_child (widget_class, NordBoardCard, title);
  gtk_widget_class_bind_template_child (widget_class, NordBoardCard, body);
  gtk_widget_class_bind_template_child (widget_class, NordBoardCard, tick);
  gtk_widget_class_bind_template_child (widget_class, NordBoardCard, drag);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_begin);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_update);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_end);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_released);
  gtk_widget_class_bind_template_callback (widget_class, on_secondary_pressed);
}

static void
nord_board_card_init (NordBoardCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nord_board_card_new (NordSession *session)
{
  NordBoardCard *self = g_object_new (NORD_TYPE_BOARD_CARD, NULL);

  self->session = g_object_ref (session);
  nord_category_mark_set_programme (self->mark, nord_session_get_programme (session));
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
