/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* GTK turns drawing and touches alike, so a station knows nothing of it. */
#include "ui/kiosk/kiosk-floor.h"

#include "ui/kiosk/turned-node.h"

struct _NordKioskFloor {
  GtkWidget parent_instance;
  NordSeating seating;
  int turns[NORD_MAX_STATIONS]; /* quarters more than the seating says */
};

G_DEFINE_FINAL_TYPE (NordKioskFloor, nord_kiosk_floor, GTK_TYPE_WIDGET)

enum { SEATED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
nord_kiosk_floor_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  /* The monitor decides, not the stations. */
  *minimum = 1;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 1280 : 800;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int ignored;

    gtk_widget_measure (child, orientation, -1, &ignored, NULL, NULL, NULL);
  }
}

static GskTransform *
transform_to (const NordSeat *seat)
{
  GskTransform *transform = NULL;
  float x = (float) seat->x, y = (float) seat->y;

  switch (seat->turn) {
  case 90:
    x += (float) seat->height;
    break;
  case 180:
    x += (float) seat->width;
    y += (float) seat->height;
    break;
  case 270:
    y += (float) seat->width;
    break;
  default:
    break;
  }
  transform = gsk_transform_translate (transform, &GRAPHENE_POINT_INIT (x, y));
  return gsk_transform_rotate (transform, (float) seat->turn);
}

/* What that is in the pixels of a station that is made smaller. A seat that just fits must not come
 * out a pixel short. */
static int
stretch (double seat, double shrink)
{
  return (int) (seat / shrink + 1e-6);
}

/* Where the words of a language need more room than a seat has, all of the station becomes smaller:
 * better small than cut. */
static double
find_shrink (GtkWidget *child, const NordSeat *seat)
{
  double shrink = 1;
  int wide, high;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &wide, NULL, NULL, NULL);
  shrink = MIN (shrink, seat->width / MAX (wide, 1));
  /* A smaller station is wider in its own pixels, and then its lines are fewer. */
  for (guint i = 0; i < 8; i++) {
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, stretch (seat->width, shrink), &high, NULL,
                        NULL, NULL);
    if (high <= seat->height / shrink)
      break;
    shrink = MAX (shrink * MAX (seat->height / shrink / high, 0.93), 0.2);
  }
  return shrink;
}

static void
nord_kiosk_floor_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NordKioskFloor *self = NORD_KIOSK_FLOOR (widget);
  NordSeat seats[NORD_MAX_STATIONS];
  const guint n = nord_seating_place (self->seating, width, height, seats);
  guint i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++) {
    NordSeat seat;
    GskTransform *transform;
    double shrink;

    /* Who has no seat now stays, unseen, with whatever was begun there. */
    gtk_widget_set_child_visible (child, i < n);
    if (i >= n)
      continue;
    seat = nord_seat_turn (&seats[i], self->turns[i]);
    shrink = find_shrink (child, &seat);
    transform = transform_to (&seat);
    transform = gsk_transform_scale (transform, (float) shrink, (float) shrink);
    gtk_widget_allocate (child, stretch (seat.width, shrink), stretch (seat.height, shrink), -1,
                         transform);
    g_signal_emit (self, signals[SEATED], 0, child, (int) seat.width, (int) seat.height);
  }
}

/* At each move of a hand only what alters is drawn anew, on all sides of a table. */
static void
nord_kiosk_floor_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkSnapshot *apart = gtk_snapshot_new ();
    g_autoptr (GskRenderNode) node = NULL;
    g_autoptr (GskRenderNode) turned = NULL;

    gtk_widget_snapshot_child (widget, child, apart);
    node = gtk_snapshot_free_to_node (apart);
    if (node == NULL)
      continue;
    turned = nord_turned_node_new (node, NULL);
    gtk_snapshot_append_node (snapshot, turned);
  }
}

static void
nord_kiosk_floor_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (nord_kiosk_floor_parent_class)->dispose (object);
}

static void
nord_kiosk_floor_class_init (NordKioskFloorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_kiosk_floor_dispose;
  widget_class->measure = nord_kiosk_floor_measure;
  widget_class->size_allocate = nord_kiosk_floor_size_allocate;
  widget_class->snapshot = nord_kiosk_floor_snapshot;
  signals[SEATED] =
    g_signal_new ("seated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, GTK_TYPE_WIDGET, G_TYPE_INT, G_TYPE_INT);
}

static void
nord_kiosk_floor_init (NordKioskFloor *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
nord_kiosk_floor_new (void)
{
  return g_object_new (NORD_TYPE_KIOSK_FLOOR, NULL);
}

void
nord_kiosk_floor_seat (NordKioskFloor *self, NordSeating seating, const int *turns)
{
  g_return_if_fail (NORD_IS_KIOSK_FLOOR (self) && turns != NULL);
  self->seating = seating;
  for (guint i = 0; i < NORD_MAX_STATIONS; i++)
    self->turns[i] = turns[i];
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
