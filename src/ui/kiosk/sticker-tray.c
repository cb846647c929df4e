/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A grid of toggles above three buttons. */
#include "ui/kiosk/sticker-tray.h"

#include "ui/kiosk/plain-screens.h"
#include "ui/kiosk/sticker-picture.h"

#define SQUARE 4 /* rows of as many */

struct _NordStickerTray {
  AdwBin parent_instance;

  GtkWidget *grid;
  GtkWidget *stickers[NORD_N_STICKERS];
  NordSticker sticker;
  GtkOrientable *buttons; /* the box of the three */
  GtkWidget *undo;
  GtkWidget *paint;
  GtkWidget *finish;
};

G_DEFINE_FINAL_TYPE (NordStickerTray, nord_sticker_tray, ADW_TYPE_BIN)

enum { UNDONE, TAKEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_sticker (NordStickerTray *self, GtkToggleButton *button)
{
  for (guint i = 0; i < NORD_N_STICKERS; i++)
    if (self->stickers[i] == GTK_WIDGET (button) && gtk_toggle_button_get_active (button))
      self->sticker = (NordSticker) i;
}

/* Also the one that is in hand already. */
static void
on_clicked (NordStickerTray *self)
{
  g_signal_emit (self, signals[TAKEN], 0);
}

static void
on_undo (NordStickerTray *self)
{
  g_signal_emit (self, signals[UNDONE], 0);
}

static void
nord_sticker_tray_class_init (NordStickerTrayClass *klass)
{
  signals[UNDONE] = g_signal_new ("undone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[TAKEN] = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_sticker_tray_init (NordStickerTray *self)
{
}

GtkWidget *
nord_sticker_tray_new (NordWording *wording)
{
  NordStickerTray *self = g_object_new (NORD_TYPE_STICKER_TRAY, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 6);
  gtk_widget_set_halign (self->grid, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->grid, GTK_ALIGN_CENTER);
  for (int i = 0; i < NORD_N_STICKERS; i++) {
    GtkWidget *button = gtk_toggle_button_new ();

    self->stickers[i] = button;
    gtk_button_set_child (GTK_BUTTON (button),
                          nord_sticker_picture_new ((NordSticker) i, TRUE, 40));
    gtk_widget_add_css_class (button, "kiosk-sticker");
    if (i > 0)
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                   GTK_TOGGLE_BUTTON (self->stickers[0]));
    nord_wording_say (wording, button, nord_sticker_get_word ((NordSticker) i));
    g_signal_connect_object (button, "toggled", G_CALLBACK (on_sticker), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, G_CONNECT_SWAPPED);
    gtk_grid_attach (GTK_GRID (self->grid), button, i % 8, i / 8, 1, 1);
  }
  self->undo = nord_wording_button (wording, "undo", NULL);
  g_signal_connect_object (self->undo, "clicked", G_CALLBACK (on_undo), self, G_CONNECT_SWAPPED);
  self->paint = nord_wording_button (wording, "paint", "station.paint");
  self->finish = nord_wording_button (wording, "finish", "station.collage");
  gtk_widget_add_css_class (self->finish, "suggested-action");
  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (row, GTK_ALIGN_CENTER);
  self->buttons = GTK_ORIENTABLE (row);
  gtk_box_append (GTK_BOX (row), self->undo);
  gtk_box_append (GTK_BOX (row), self->paint);
  gtk_box_append (GTK_BOX (row), self->finish);
  gtk_box_append (GTK_BOX (box), self->grid);
  gtk_box_append (GTK_BOX (box), row);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (self), box);
  nord_sticker_tray_take (self, NORD_STICKER_HAPPY);
  nord_sticker_tray_follow (self, NULL);
  return GTK_WIDGET (self);
}

void
nord_sticker_tray_take (NordStickerTray *self, NordSticker sticker)
{
  g_return_if_fail (NORD_IS_STICKER_TRAY (self) && sticker < NORD_N_STICKERS);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->stickers[sticker]), TRUE);
}

NordSticker
nord_sticker_tray_get (NordStickerTray *self)
{
  g_return_val_if_fail (NORD_IS_STICKER_TRAY (self), NORD_STICKER_HAPPY);
  return self->sticker;
}

void
nord_sticker_tray_follow (NordStickerTray *self, const NordCollage *collage)
{
  const gboolean any = collage != NULL && collage->stuck->len > 0;

  g_return_if_fail (NORD_IS_STICKER_TRAY (self));
  gtk_widget_set_sensitive (self->undo, any);
  gtk_widget_set_sensitive (self->paint, any);
  gtk_widget_set_sensitive (self->finish, any);
}

void
nord_sticker_tray_lay (NordStickerTray *self, int rows, gboolean beside)
{
  g_return_if_fail (NORD_IS_STICKER_TRAY (self));
  if (beside)
    rows = SQUARE;
  nord_plain_screen_set_columns (self->grid, NORD_N_STICKERS / MAX (rows, 1));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (adw_bin_get_child (ADW_BIN (self))),
                                  rows > 0 && !beside ? GTK_ORIENTATION_VERTICAL
                                                      : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (self->buttons,
                                  beside ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
