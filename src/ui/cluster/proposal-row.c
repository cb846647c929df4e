/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One proposed group in the list: its name, why, and the two things to do with it. */
#include "ui/cluster/proposal-row.h"

#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordProposalRow {
  AdwActionRow parent_instance;

  NordProposal *proposal; /* (owned) */

  GtkWidget *rename_button;
  GtkWidget *accept_button;
};

G_DEFINE_FINAL_TYPE (NordProposalRow, nord_proposal_row, ADW_TYPE_ACTION_ROW)

enum { ACCEPTED, RENAME_ASKED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
show_proposal (NordProposalRow *self)
{
  const char *name = nord_proposal_get_name (self->proposal);
  const guint n = nord_proposal_get_size (self->proposal);
  g_autofree char *accept = NULL, *rename = NULL;
  g_autofree char *count = g_strdup_printf (ngettext ("%u idea", "%u ideas", n), n);
  g_autofree char *why =
    g_strdup_printf ("%s · %s", count, nord_proposal_get_reason (self->proposal));

  nord_plain_set_row (ADW_ACTION_ROW (self), name, why);
  /* Translators: %s is the name of a proposed group. */
  accept = g_strdup_printf (_ ("Accept “%s”"), name);
  rename = g_strdup_printf (_ ("Rename “%s”"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->accept_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, accept, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rename_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, rename, -1);
}

static void
on_accept_clicked (NordProposalRow *self)
{
  g_signal_emit (self, signals[ACCEPTED], 0);
}

static void
on_rename_clicked (NordProposalRow *self)
{
  g_signal_emit (self, signals[RENAME_ASKED], 0);
}

static void
nord_proposal_row_dispose (GObject *object)
{
  g_clear_object (&NORD_PROPOSAL_ROW (object)->proposal);
  G_OBJECT_CLASS (nord_proposal_row_parent_class)->dispose (object);
}

static void
nord_proposal_row_class_init (NordProposalRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_proposal_row_dispose;
  signals[ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RENAME_ASKED] = g_signal_new ("rename-asked", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/cluster/proposal-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NordProposalRow, rename_button);
  gtk_widget_class_bind_template_child (widget_class, NordProposalRow, accept_button);
  gtk_widget_class_bind_template_callback (widget_class, on_accept_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_rename_clicked);
}

static void
nord_proposal_row_init (NordProposalRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nord_proposal_row_new (NordProposal *proposal)
{
  NordProposalRow *self = g_object_new (NORD_TYPE_PROPOSAL_ROW, NULL);

  self->proposal = g_object_ref (proposal);
  g_signal_connect_object (proposal, "notify::name", G_CALLBACK (show_proposal), self,
                           G_CONNECT_SWAPPED);
  show_proposal (self);
  return GTK_WIDGET (self);
}

NordProposal *
nord_proposal_row_get_proposal (NordProposalRow *self)
{
  g_return_val_if_fail (NORD_IS_PROPOSAL_ROW (self), NULL);
  return self->proposal;
}
