/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Black on white in every style, with the quiet zone of four modules that readers need (ISO/IEC
 * 18004). */
#include "ui/kiosk/qr-picture.h"

#include <qrencode.h>

#define QUIET 4

struct _NordQrPicture {
  GtkWidget parent_instance;

  QRcode *code; /* (owned) (nullable) */
  int module;   /* pixels */
};

G_DEFINE_FINAL_TYPE (NordQrPicture, nord_qr_picture, GTK_TYPE_WIDGET)

static int
get_side (NordQrPicture *self)
{
  return self->code ? (self->code->width + 2 * QUIET) * self->module : 0;
}

static void
nord_qr_picture_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = get_side (NORD_QR_PICTURE (widget));
}

static void
nord_qr_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NordQrPicture *self = NORD_QR_PICTURE (widget);
  const GdkRGBA white = {1, 1, 1, 1}, black = {0, 0, 0, 1};
  const int side = get_side (self), m = self->module;
  const float left = (float) (gtk_widget_get_width (widget) - side) / 2;
  const float top = (float) (gtk_widget_get_height (widget) - side) / 2;

  if (self->code == NULL)
    return;
  gtk_snapshot_append_color (snapshot, &white,
                             &GRAPHENE_RECT_INIT (left, top, (float) side, (float) side));
  for (int y = 0; y < self->code->width; y++)
    for (int x = 0; x < self->code->width; x++)
      if (self->code->data[y * self->code->width + x] & 1)
        gtk_snapshot_append_color (snapshot, &black,
                                   &GRAPHENE_RECT_INIT (left + (float) ((x + QUIET) * m),
                                                        top + (float) ((y + QUIET) * m), (float) m,
                                                        (float) m));
}

static void
nord_qr_picture_finalize (GObject *object)
{
  g_clear_pointer (&NORD_QR_PICTURE (object)->code, QRcode_free);
  G_OBJECT_CLASS (nord_qr_picture_parent_class)->finalize (object);
}

static void
nord_qr_picture_class_init (NordQrPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nord_qr_picture_finalize;
  widget_class->measure = nord_qr_picture_measure;
  widget_class->snapshot = nord_qr_picture_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
nord_qr_picture_init (NordQrPicture *self)
{
}

GtkWidget *
nord_qr_picture_new (void)
{
  return g_object_new (NORD_TYPE_QR_PICTURE, NULL);
}

void
nord_qr_picture_set (NordQrPicture *self, const char *text, double module)
{
  g_return_if_fail (NORD_IS_QR_PICTURE (self));
  g_clear_pointer (&self->code, QRcode_free);
  self->module = MAX ((int) (module + 0.5), 2);
  if (text != NULL)
    self->code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text ? text : "", -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
