/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The city's latest answer to one idea: state on the path, words, office and day. */
#include "ui/collect/answer-box.h"

#include "core/document/split.h"
#include "core/model/answer.h"
#include "ui/widgets/state-words.h"
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

struct _NordAnswerBox {
  GtkBox parent_instance;

  GtkLabel *state;
  GtkLabel *body;
  GtkLabel *source;
};

G_DEFINE_FINAL_TYPE (NordAnswerBox, nord_answer_box, GTK_TYPE_BOX)

static void
nord_answer_box_class_init (NordAnswerBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/collect/answer-box.ui");
  gtk_widget_class_bind_template_child (widget_class, NordAnswerBox, state);
  gtk_widget_class_bind_template_child (widget_class, NordAnswerBox, body);
  gtk_widget_class_bind_template_child (widget_class, NordAnswerBox, source);
}

static void
nord_answer_box_init (NordAnswerBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
nord_answer_box_show (NordAnswerBox *self, NordDocument *document, NordIdea *idea)
{
  NordRecord *answer =
    idea && document ? nord_split_find_answer (document, NORD_RECORD (idea)) : NULL;
  const char *number, *office, *given_on, *body;
  g_autofree char *state = NULL;
  g_autoptr (GString) source = g_string_new (NULL);

  gtk_widget_set_visible (GTK_WIDGET (self), answer != NULL);
  if (answer == NULL)
    return;
  number = nord_record_get_text (answer, NORD_ANSWER_PROJECT_NUMBER);
  office = nord_record_get_text (answer, NORD_ANSWER_OFFICE);
  given_on = nord_record_get_text (answer, NORD_ANSWER_GIVEN_ON);
  body = nord_record_get_text (answer, NORD_ANSWER_BODY);
  state = g_strdup (nord_state_words_get_path (nord_record_get_text (answer, NORD_ANSWER_PATH)));
  if (number && *number) {
    /* Translators: state on the path, and the number of the project it became. */
    char *with_number =
      g_strdup_printf (_ ("%s · Project \342\201\250%s\342\201\251"), state, number);

    g_free (state);
    state = with_number;
  }
  gtk_label_set_text (self->state, state);
  gtk_label_set_text (self->body, body ? body : "");
  gtk_widget_set_visible (GTK_WIDGET (self->body), body && *body);
  if (office && *office)
    g_string_append (source, office);
  if (given_on && *given_on) {
    g_autoptr (GDateTime) day = NULL;
    g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
    int y, m, d;

    if (sscanf (given_on, "%4d-%2d-%2d", &y, &m, &d) == 3)
      day = g_date_time_new (utc, y, m, d, 12, 0, 0);
    if (day) {
      /* Translators: the day of the city's answer, see g_date_time_format. */
      g_autofree char *text = g_date_time_format (day, C_ ("answer", "%B %-e, %Y"));

      g_string_append_printf (source, "%s%s", source->len > 0 ? ", " : "", text);
    }
  }
  gtk_label_set_text (self->source, source->str);
  gtk_widget_set_visible (GTK_WIDGET (self->source), source->len > 0);
}
