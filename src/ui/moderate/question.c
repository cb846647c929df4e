/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What is asked about an idea before something is done with it: a dialog with one entry, in which
 * something must stand. */
#include "ui/moderate/question.h"

#include "ui/widgets/plain-text.h"

#include <glib/gi18n.h>

AdwMessageDialog *
nord_question_new (GtkWindow *parent,
                   NordRecord *idea,
                   const char *heading,
                   const char *body,
                   const char *verb)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "confirm",
                                    verb, NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "confirm");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "idea", g_object_ref (idea), g_object_unref);
  return ADW_MESSAGE_DIALOG (dialog);
}

static void
on_reason_typed (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (entry));

  adw_message_dialog_set_response_enabled (dialog, "confirm", *g_strstrip (text) != 0);
}

void
nord_question_add_entry (AdwMessageDialog *dialog, const char *title, const char *text)
{
  GtkWidget *group = adw_preferences_group_new (), *entry = adw_entry_row_new ();

  nord_plain_set_row_title (ADW_PREFERENCES_ROW (entry), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  g_signal_connect (entry, "changed", G_CALLBACK (on_reason_typed), dialog);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  on_reason_typed (GTK_EDITABLE (entry), dialog);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  adw_message_dialog_set_extra_child (dialog, group);
  g_object_set_data (G_OBJECT (dialog), "entry", entry);
}

const char *
nord_question_get_entry (AdwMessageDialog *dialog)
{
  return gtk_editable_get_text (GTK_EDITABLE (g_object_get_data (G_OBJECT (dialog), "entry")));
}
