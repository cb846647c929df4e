/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What was photographed or painted for an idea. Nobody shall let a picture through unseen. */
#include "ui/moderate/pictures.h"

#include "core/model/medium.h"
#include "ui/widgets/stored-picture.h"
#include "config.h"

#include <glib/gi18n.h>

#define SIDE 640 /* pixels decoded; enough to see a face or a number plate */
#define HEIGHT 280
#define SHOWN "nord-shown"

static GtkWidget *
new_note (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  return label;
}

static GtkWidget *
new_picture (GBytes *bytes, const char *id, guint number)
{
  g_autofree char *words = g_strdup_printf (_ ("Picture %u of the idea"), number);
  g_autofree char *removed = g_strdup_printf (_ ("Remove Picture %u for Good…"), number);
  GtkWidget *picture = nord_stored_picture_new (bytes, SIDE, words, GTK_CONTENT_FIT_SCALE_DOWN);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *remove = gtk_button_new_with_label (_ ("Remove for Good…"));

  gtk_widget_set_size_request (picture, -1, HEIGHT);
  gtk_widget_set_halign (picture, GTK_ALIGN_START);
  gtk_widget_set_halign (remove, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "moderation.remove-picture");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (remove), "s", id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, removed,
                                  -1);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), remove);
  return box;
}

static GtkWidget *
new_mark (NordRecord *medium)
{
  const char *reason = nord_record_get_text (medium, NORD_MEDIUM_CAPTION);
  g_autofree char *words = reason != NULL && *reason != 0
                             /* Translators: %s is the reason that somebody gave. */
                             ? g_strdup_printf (_ ("A picture was removed for good: %s"), reason)
                             : g_strdup (_ ("A picture was removed for good."));

  return new_note (words);
}

static gboolean
is_removed (NordStore *store, NordRecord *medium)
{
  const char *sha256 = nord_record_get_text (medium, NORD_MEDIUM_SHA256);

  return sha256 == NULL || nord_store_is_removed (store, sha256);
}

/* What is in view, so that it is not decoded again with every change of the workshop. */
static char *
name_all (NordStore *store, GPtrArray *images)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < images->len; i++) {
    const char *sha256 = nord_record_get_text (images->pdata[i], NORD_MEDIUM_SHA256);
    const gboolean removed = is_removed (store, images->pdata[i]);

    g_string_append_printf (names, "%s%s ", nord_record_get_id (images->pdata[i]),
                            removed                               ? "!"
                            : nord_store_has_blob (store, sha256) ? ""
                                                                  : "?");
  }
  return g_string_free (names, FALSE);
}

static guint
count_left (NordStore *store, GPtrArray *images)
{
  guint n = 0;

  for (guint i = 0; i < images->len; i++)
    n += is_removed (store, images->pdata[i]) ? 0 : 1;
  return n;
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
    return count_left (store, images);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < images->len; i++) {
    NordRecord *medium = images->pdata[i];
    const char *sha256 = nord_record_get_text (medium, NORD_MEDIUM_SHA256);
    g_autoptr (GBytes) bytes = sha256 ? nord_store_get_blob (store, sha256, NULL) : NULL;

    gtk_box_append (box, is_removed (store, medium) ? new_mark (medium)
                         : bytes != NULL ? new_picture (bytes, nord_record_get_id (medium), i + 1)
                                         : new_note (_ ("A picture of this idea has not come in "
                                                        "yet.")));
  }
  gtk_widget_set_visible (GTK_WIDGET (box), images->len > 0);
  g_object_set_data_full (G_OBJECT (box), SHOWN, g_steal_pointer (&names), g_free);
  return count_left (store, images);
}
