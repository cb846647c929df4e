/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A picture that is stored with a workshop: decoded beside the frames, and named for those who do
 * not see it. */
#include "ui/widgets/stored-picture.h"

#include "core/exchange/photo.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordStoredPicture {
  AdwBin parent_instance;

  GtkContentFit fit;
  int side;
  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (NordStoredPicture, nord_stored_picture, ADW_TYPE_BIN)

static void
decode (GTask *task, gpointer source, gpointer bytes, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkPixbuf *pixbuf = nord_photo_decode (bytes, NORD_STORED_PICTURE (source)->side, &error);

  if (pixbuf)
    g_task_return_pointer (task, pixbuf, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* An empty frame would look like a picture that is still to come. */
static void
show_broken (NordStoredPicture *self)
{
  const char *words = _ ("A picture cannot be read.");
  GtkWidget *note;

  if (self->fit == GTK_CONTENT_FIT_COVER) {
    note = gtk_image_new_from_icon_name ("image-missing-symbolic");
    gtk_image_set_icon_size (GTK_IMAGE (note), GTK_ICON_SIZE_LARGE);
    gtk_accessible_update_property (GTK_ACCESSIBLE (note), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                    -1);
  } else {
    note = gtk_label_new (words);
    gtk_label_set_wrap (GTK_LABEL (note), TRUE);
    gtk_widget_set_size_request (GTK_WIDGET (self), -1, -1);
  }
  adw_bin_set_child (ADW_BIN (self), note);
}

static void
on_decoded (GObject *source, GAsyncResult *result, gpointer data)
{
  NordStoredPicture *self = NORD_STORED_PICTURE (source);
  GtkWidget *picture = adw_bin_get_child (ADW_BIN (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = g_task_propagate_pointer (G_TASK (result), &error);

  if (pixbuf) {
    g_autoptr (GdkTexture) texture = gdk_texture_new_for_pixbuf (pixbuf);

    gtk_picture_set_paintable (GTK_PICTURE (picture), GDK_PAINTABLE (texture));
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    show_broken (self);
  }
}

static void
nord_stored_picture_dispose (GObject *object)
{
  g_cancellable_cancel (NORD_STORED_PICTURE (object)->cancellable);
  G_OBJECT_CLASS (nord_stored_picture_parent_class)->dispose (object);
}

static void
nord_stored_picture_finalize (GObject *object)
{
  g_object_unref (NORD_STORED_PICTURE (object)->cancellable);
  G_OBJECT_CLASS (nord_stored_picture_parent_class)->finalize (object);
}

static void
nord_stored_picture_class_init (NordStoredPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_stored_picture_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_stored_picture_finalize;
}

static void
nord_stored_picture_init (NordStoredPicture *self)
{
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
nord_stored_picture_new (GBytes *bytes, int side, const char *name, GtkContentFit fit)
{
  NordStoredPicture *self = g_object_new (NORD_TYPE_STORED_PICTURE, NULL);
  GtkWidget *picture = gtk_picture_new ();
  g_autoptr (GTask) task = NULL;

  self->fit = fit;
  self->side = side;
  gtk_picture_set_content_fit (GTK_PICTURE (picture), fit);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  if (name) {
    gtk_picture_set_alternative_text (GTK_PICTURE (picture), name);
    /* GTK 4.8 does not pass that on to AT-SPI. */
    gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
  }
  adw_bin_set_child (ADW_BIN (self), picture);
  if (bytes == NULL)
    return GTK_WIDGET (self);
  task = g_task_new (self, self->cancellable, on_decoded, NULL);
  g_task_set_source_tag (task, nord_stored_picture_new);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, decode);
  return GTK_WIDGET (self);
}
