/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A label a language, all as high as the highest, so that nothing around them moves. */
#include "ui/kiosk/invitation.h"

#define SECONDS 4
#define FADE 300 /* milliseconds */

struct _NordInvitation {
  AdwBin parent_instance;

  GtkStack *stack;
  guint timer; /* source id; 0: not seen */
};

G_DEFINE_FINAL_TYPE (NordInvitation, nord_invitation, ADW_TYPE_BIN)

static gboolean
on_time (gpointer data)
{
  NordInvitation *self = data;
  gboolean animate = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animate,
                NULL);
  if (animate)
    nord_invitation_turn (self);
  return G_SOURCE_CONTINUE;
}

static void
nord_invitation_map (GtkWidget *widget)
{
  NordInvitation *self = NORD_INVITATION (widget);

  GTK_WIDGET_CLASS (nord_invitation_parent_class)->map (widget);
  if (self->timer == 0)
    self->timer = g_timeout_add_seconds (SECONDS, on_time, self);
}

static void
nord_invitation_unmap (GtkWidget *widget)
{
  NordInvitation *self = NORD_INVITATION (widget);

  g_clear_handle_id (&self->timer, g_source_remove);
  gtk_stack_set_visible_child_full (self->stack, nord_words_list_languages ()[0],
                                    GTK_STACK_TRANSITION_TYPE_NONE);
  GTK_WIDGET_CLASS (nord_invitation_parent_class)->unmap (widget);
}

/* Two words that fade are drawn into pictures as large as what is clipped. GTK's overflow leaves
 * out a clip that cuts nothing off, and then that is all that alters on the screen, at all
 * stations. */
static void
nord_invitation_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GtkSnapshot *apart = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GskRenderNode) clipped = NULL;
  graphene_rect_t bounds;

  GTK_WIDGET_CLASS (nord_invitation_parent_class)->snapshot (widget, apart);
  node = gtk_snapshot_free_to_node (apart);
  if (node == NULL)
    return;
  gsk_render_node_get_bounds (node, &bounds);
  clipped = gsk_clip_node_new (node, &bounds);
  gtk_snapshot_append_node (snapshot, clipped);
}

static void
nord_invitation_dispose (GObject *object)
{
  g_clear_handle_id (&NORD_INVITATION (object)->timer, g_source_remove);
  G_OBJECT_CLASS (nord_invitation_parent_class)->dispose (object);
}

static void
nord_invitation_class_init (NordInvitationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_invitation_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = nord_invitation_snapshot;
  GTK_WIDGET_CLASS (klass)->map = nord_invitation_map;
  GTK_WIDGET_CLASS (klass)->unmap = nord_invitation_unmap;
}

static void
nord_invitation_init (NordInvitation *self)
{
}

GtkWidget *
nord_invitation_new (NordWording *wording)
{
  NordInvitation *self = g_object_new (NORD_TYPE_INVITATION, NULL);
  const char *const *languages = nord_words_list_languages ();

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_transition_duration (self->stack, FADE);
  nord_wording_add_page (wording, self->stack, nord_wording_label (wording, "touch", "kiosk-huge"),
                         languages[0], "touch");
  for (const char *const *language = languages + 1; *language; language++) {
    g_autoptr (NordWords) words = nord_words_new (*language);
    GtkWidget *label;

    /* The variants of a language say the same. */
    if (words == NULL || strchr (*language, '-') != NULL)
      continue;
    label = nord_wording_label (wording, NULL, "kiosk-huge");
    gtk_label_set_label (GTK_LABEL (label), nord_words_get (words, "touch"));
    gtk_stack_add_titled (self->stack, label, *language, nord_words_get (words, "touch"));
  }
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  return GTK_WIDGET (self);
}

void
nord_invitation_turn (NordInvitation *self)
{
  GtkWidget *next;

  g_return_if_fail (NORD_IS_INVITATION (self));
  next = gtk_widget_get_next_sibling (gtk_stack_get_visible_child (self->stack));
  gtk_stack_set_visible_child (self->stack, next != NULL ? next
                                                         : gtk_widget_get_first_child (
                                                             GTK_WIDGET (self->stack)));
}
