/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Redacting an idea: what will be left is written here, what was said is gone for good then. */
#include "ui/moderate/redaction.h"

#include "core/document/split.h"
#include "core/model/idea.h"
#include "core/model/pattern.h"
#include "ui/moderate/question.h"
#include "ui/widgets/naming.h"

#include <glib/gi18n.h>

static char *
read_view (GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
on_redact_response (NordSession *session, const char *response, AdwMessageDialog *dialog)
{
  NordDocument *document = nord_session_get_document (session);
  NordRecord *idea = g_object_get_data (G_OBJECT (dialog), "idea");
  GtkCheckButton *with_kin = g_object_get_data (G_OBJECT (dialog), "with-kin");
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordSplitKin) kin = NULL;
  g_autoptr (GPtrArray) ideas = g_ptr_array_new_with_free_func (g_object_unref);

  if (!g_str_equal (response, "confirm") || document == NULL)
    return;
  body = read_view (g_object_get_data (G_OBJECT (dialog), "view"));
  kin = nord_split_find_kin (document, idea, &error);
  g_ptr_array_add (ideas, g_object_ref (idea));
  if (kin != NULL && with_kin != NULL && gtk_check_button_get_active (with_kin))
    g_ptr_array_extend (ideas, kin->same, (GCopyFunc) g_object_ref, NULL);
  if (kin != NULL &&
      nord_document_redact (document,
                            &(NordRedaction){.ideas = (NordRecord *const *) ideas->pdata,
                                             .n_ideas = ideas->len,
                                             .others = (NordRecord *const *) kin->others->pdata,
                                             .n_others = kin->others->len,
                                             .gone = (const char *const *) kin->gone->pdata,
                                             .n_gone = kin->gone->len,
                                             .title = nord_question_get_entry (dialog),
                                             .body = body,
                                             .reason = _ ("personal data")},
                            &error))
    nord_session_notify (session, _ ("Idea redacted; what was taken out is gone"), FALSE);
  else
    nord_session_report (session, _ ("The idea could not be redacted"), error);
}

static GtkWidget *
new_note (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

/* What was split from the idea, or what that was split from, has the same words in it. */
static void
add_kin (NordDocument *document, NordRecord *idea, AdwMessageDialog *dialog, GtkBox *box)
{
  g_autoptr (NordSplitKin) kin = nord_split_find_kin (document, idea, NULL);

  /* What is wrong with the file is said when it is to be redacted. */
  if (kin == NULL)
    return;
  if (kin->same->len > 0) {
    g_autofree char *words =
      /* Translators: an idea was split into several, each with the same text. */
      g_strdup_printf (ngettext ("The idea was split: also redact %u part that says the same",
                                 "The idea was split: also redact %u parts that say the same",
                                 kin->same->len),
                       kin->same->len);
    GtkWidget *check = gtk_check_button_new ();

    gtk_check_button_set_child (GTK_CHECK_BUTTON (check), new_note (words));
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
    gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                    -1);
    gtk_box_append (box, check);
    g_object_set_data (G_OBJECT (dialog), "with-kin", check);
  }
  if (kin->others->len > 0) {
    g_autofree char *words = g_strdup_printf (
      ngettext ("%u part of it says something else and stays as it is; what it said before goes "
                "from its log. Look at it as well.",
                "%u parts of it say something else and stay as they are; what they said before "
                "goes from their log. Look at them as well.",
                kin->others->len),
      kin->others->len);

    gtk_box_append (box, new_note (words));
  }
  if (kin->gone->len > 0) {
    g_autofree char *words =
      g_strdup_printf (ngettext ("%u part of it was deleted; its words go as well.",
                                 "%u parts of it were deleted; their words go as well.",
                                 kin->gone->len),
                       kin->gone->len);

    gtk_box_append (box, new_note (words));
  }
}

void
nord_redaction_ask (GtkWindow *parent, NordSession *session, NordRecord *idea)
{
  const char *title, *body;
  g_autofree char *left_title = NULL, *left_body = NULL;
  g_autoptr (GArray) in_title = NULL, in_body = NULL;
  GtkWidget *box, *scrolled, *view;
  AdwMessageDialog *dialog;

  title = nord_record_get_text (idea, NORD_IDEA_TITLE);
  body = nord_record_get_text (idea, NORD_IDEA_BODY);
  title = title != NULL ? title : "";
  body = body != NULL ? body : "";
  in_title = nord_pattern_find (title);
  in_body = nord_pattern_find (body);
  left_title = nord_pattern_black_out (title, in_title);
  left_body = nord_pattern_black_out (body, in_body);
  dialog = nord_question_new (
    parent, idea, _ ("Redact for Good"),
    _ ("This is what will be left. What it says now is removed from this workshop and "
       "from its log, here and wherever it is exchanged, also where groups, polls and "
       "measures were named after it. This cannot be undone."),
    _ ("_Redact"));
  adw_message_dialog_set_response_appearance (dialog, "confirm", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  nord_question_add_entry (dialog, _ ("Title"), left_title);
  adw_message_dialog_set_response_enabled (dialog, "confirm", TRUE);
  view = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), left_body, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Text"),
                                  -1);
  gtk_widget_add_css_class (view, "moderation-text");
  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 120);
  gtk_widget_add_css_class (scrolled, "card");
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  {
    GtkWidget *group = g_object_ref (adw_message_dialog_get_extra_child (dialog));

    adw_message_dialog_set_extra_child (dialog, NULL);
    gtk_box_append (GTK_BOX (box), group);
    g_object_unref (group);
  }
  gtk_box_append (GTK_BOX (box), scrolled);
  add_kin (nord_session_get_document (session), idea, dialog, GTK_BOX (box));
  adw_message_dialog_set_extra_child (dialog, box);
  g_object_set_data (G_OBJECT (dialog), "view", view);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_redact_response), session,
                           G_CONNECT_SWAPPED);
  nord_naming_apply (GTK_WIDGET (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}
