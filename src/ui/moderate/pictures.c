/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What was photographed or painted for an idea. Nobody shall let a picture through unseen. */
#include "ui/moderate/pictures.h"

#include "core/exchange/photo.h"
#include "core/model/medium.h"
#include "config.h"

#include <glib/gi18n.h>

#define SIDE 640 /* pixels decoded; enough to see a face or a number plate */
#define HEIGHT 280
#define SHOWN "nord-shown"

static void
decode (GTask *task, gpointer source, gpointer bytes, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkPixbuf *pixbuf = nord_photo_decode (bytes, SIDE, &error);

  if (pixbuf)
    g_task_return_pointer (task, pixbuf, g_object_unref);
  else
    g_task_return_error (task, error);
}

static GtkWidget *
new_note (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  return label;
}

static void
on_decoded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GdkPixbuf) pixbuf = g_task_propagate_pointer (G_TASK (result), NULL);
  GtkWidget *picture = GTK_WIDGET (source), *box = gtk_widget_get_parent (picture);

  if (pixbuf) {
    g_autoptr (GdkTexture) texture = gdk_texture_new_for_pixbuf (pixbuf);

    gtk_picture_set_paintable (GTK_PICTURE (picture), GDK_PAINTABLE (texture));
  } else if (box != NULL) {
    gtk_box_append (GTK_BOX (box), new_note (_ ("A picture cannot be read.")));
    gtk_box_remove (GTK_BOX (box), picture);
  }
}

static GtkWidget *
new_picture (GBytes *bytes, guint number)
{
  GtkWidget *picture = gtk_picture_new ();
  g_autofree char *words = g_strdup_printf (_ ("Picture %u of the idea"), number);
  g_autoptr (GTask) task = g_task_new (picture, NULL, on_decoded, NULL);

  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_SCALE_DOWN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_set_size_request (picture, -1, HEIGHT);
  gtk_widget_set_halign (picture, GTK_ALIGN_START);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, decode);
  return picture;
}

/* What is in view, so that it is not decoded again with every change of the workshop. */
static char *
name_all (NordStore *store, GPtrArray *images)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < images->len; i++) {
    const char *sha256 = nord_record_get_text (images->pdata[i], NORD_MEDIUM_SHA256);
    g_autoptr (GBytes) bytes = sha256 ? nord_store_get_blob (store, sha256, NULL) : NULL;

    g_string_append_printf (names, "%s%s ", nord_record_get_id (images->pdata[i]),
                            bytes != NULL ? "" : "?");
  }
  return g_string_free (names, FALSE);
}

guint
nord_pictures_show (GtkBox *box, NordDocument *document, NordRecord *idea)
{
  NordStore *store = nord_document_get_store (document);
  g_autoptr (GPtrArray) images =
    nord_medium_list_images (nord_document_get_list (document, NORD_NOUN_MEDIUM),
                             nord_record_get_id (idea));
  g_autofree char *names = name_all (store, images);
  GtkWidget *child;

  if (g_strcmp0 (names, g_object_get_data (G_OBJECT (box), SHOWN)) == 0)
    return images->len;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < images->len; i++) {
    const char *sha256 = nord_record_get_text (images->pdata[i], NORD_MEDIUM_SHA256);
    g_autoptr (GBytes) bytes = sha256 ? nord_store_get_blob (store, sha256, NULL) : NULL;

    gtk_box_append (box, bytes != NULL
                           ? new_picture (bytes, i + 1)
                           : new_note (_ ("A picture of this idea has not come in yet.")));
  }
  gtk_widget_set_visible (GTK_WIDGET (box), images->len > 0);
  g_object_set_data_full (G_OBJECT (box), SHOWN, g_steal_pointer (&names), g_free);
  return images->len;
}
