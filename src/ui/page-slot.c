/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The place of a page in the window. */
#include "ui/page-slot.h"

struct _NordPageSlot {
  AdwBin parent_instance;

  GType type;
  NordSession *session; /* (owned) */
};

G_DEFINE_FINAL_TYPE (NordPageSlot, nord_page_slot, ADW_TYPE_BIN)

static void
nord_page_slot_dispose (GObject *object)
{
  g_clear_object (&NORD_PAGE_SLOT (object)->session);
  G_OBJECT_CLASS (nord_page_slot_parent_class)->dispose (object);
}

static void
nord_page_slot_class_init (NordPageSlotClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_page_slot_dispose;
}

static void
nord_page_slot_init (NordPageSlot *self)
{
}

NordPageSlot *
nord_page_slot_new (GType type, NordSession *session)
{
  NordPageSlot *self;

  g_return_val_if_fail (g_type_is_a (type, NORD_TYPE_PAGE), NULL);
  g_return_val_if_fail (NORD_IS_SESSION (session), NULL);

  self = g_object_new (NORD_TYPE_PAGE_SLOT, NULL);
  self->type = type;
  self->session = g_object_ref (session);
  return self;
}

NordPage *
nord_page_slot_get_page (NordPageSlot *self)
{
  g_return_val_if_fail (NORD_IS_PAGE_SLOT (self), NULL);

  if (adw_bin_get_child (ADW_BIN (self)) == NULL) {
    NordPage *page = g_object_new (self->type, NULL);

    adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (page));
    nord_page_set_session (page, self->session);
  }
  return NORD_PAGE (adw_bin_get_child (ADW_BIN (self)));
}
