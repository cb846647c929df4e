/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where the pages of a window are chosen: in its header or, where that is too narrow, at its lower
 * edge. */
#include "ui/switcher.h"

/* Below this the pages are chosen at the lower edge, pixels. */
#define NARROW_WIDTH 600

struct _NordSwitcher {
  AdwSqueezer *header;        /* (owned) */
  GtkWidget *none;            /* (owned) */
  AdwViewSwitcherBar *bottom; /* (owned) */
  gboolean narrow;            /* too narrow for the header */
  guint idle;                 /* (owned) source id */
};

/* At the lower edge it is near the thumbs, and the title gets the room. */
static void
place (NordSwitcher *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->header), !self->narrow);
  adw_view_switcher_bar_set_reveal (self->bottom, self->narrow || adw_squeezer_get_visible_child (
                                                                    self->header) == self->none);
}

static gboolean
on_settled (gpointer data)
{
  NordSwitcher *self = data;

  self->idle = 0;
  place (self);
  return G_SOURCE_REMOVE;
}

/* Not now: what is being placed must not change under the hands of GTK. */
static void
place_soon (NordSwitcher *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (on_settled, self);
}

NordSwitcher *
nord_switcher_new (AdwSqueezer *header, GtkWidget *none, AdwViewSwitcherBar *bottom)
{
  NordSwitcher *self = g_new0 (NordSwitcher, 1);

  self->header = g_object_ref (header);
  self->none = g_object_ref (none);
  self->bottom = g_object_ref (bottom);
  g_signal_connect_swapped (header, "notify::visible-child", G_CALLBACK (place_soon), self);
  return self;
}

void
nord_switcher_free (NordSwitcher *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->header, self);
  g_object_unref (self->header);
  g_object_unref (self->none);
  g_object_unref (self->bottom);
  g_free (self);
}

void
nord_switcher_start_with (NordSwitcher *self, int width)
{
  g_return_if_fail (self != NULL);
  self->narrow = width < NARROW_WIDTH;
  place (self);
}

void
nord_switcher_set_width (NordSwitcher *self, int width)
{
  g_return_if_fail (self != NULL);
  if (self->narrow == (width < NARROW_WIDTH))
    return;
  self->narrow = width < NARROW_WIDTH;
  place_soon (self);
}
