/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A photo, sound, video or drawing of an idea. */
#include "core/model/medium.h"

struct _NordMedium {
  NordRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (NordMedium, nord_medium, NORD_TYPE_RECORD)

static void
nord_medium_class_init (NordMediumClass *klass)
{
  nord_record_class_bind_noun (NORD_RECORD_CLASS (klass), NORD_NOUN_MEDIUM, NORD_MEDIUM_N_FIELDS);
}

static void
nord_medium_init (NordMedium *self)
{
}

GPtrArray *
nord_medium_list_images (GListModel *media, const char *idea)
{
  GPtrArray *images = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (media); i++) {
    g_autoptr (NordRecord) medium = g_list_model_get_item (media, i);
    const char *type = nord_record_get_text (medium, NORD_MEDIUM_MEDIA_TYPE);

    if (g_strcmp0 (nord_record_get_text (medium, NORD_MEDIUM_IDEA), idea) == 0 && type &&
        g_str_has_prefix (type, "image/"))
      g_ptr_array_add (images, medium);
  }
  return images;
}
