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

/**
 * nord_medium_remove:
 * @media: (element-type NordMedium): all of the workshop
 * @medium: one of them
 * @reason: why
 *
 * A change that takes the digest from a medium takes its bytes out of every file that hears of it,
 * see nord_removal_after(). What is left says that there was something, and why it is gone.
 *
 * Returns: (transfer full): no step of undo; @medium and all others that are of the same bytes
 */
NordChangeSet *
nord_medium_remove (GListModel *media, NordRecord *medium, const char *reason)
{
  static const NordValue nothing = NORD_VALUE_INIT;
  NordChangeSet *set = nord_change_set_group_new (NULL);
  const char *sha256 = nord_record_get_text (medium, NORD_MEDIUM_SHA256);

  for (guint i = 0; sha256 != NULL && i < g_list_model_get_n_items (media); i++) {
    g_autoptr (NordRecord) other = g_list_model_get_item (media, i);
    NordChange *change;

    if (g_strcmp0 (nord_record_get_text (other, NORD_MEDIUM_SHA256), sha256) != 0)
      continue;
    change = nord_change_new_update (other);
    nord_change_set (change, NORD_MEDIUM_SHA256, &nothing);
    nord_change_set (change, NORD_MEDIUM_SIZE, &nothing);
    nord_change_set_text (change, NORD_MEDIUM_CAPTION, reason);
    nord_change_set_group_add (set, change);
  }
  return set;
}
