/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Sentences for the room: who pays for what, who came near, what more money would buy. */
#include "ui/rank/budget-story.h"

#include "core/rank/budget-words.h"
#include "ui/widgets/naming.h"
#include "config.h"

#include <glib/gi18n.h>

/* The counts need no more than a moment with as many ballots as a room can cast. */
struct _NordBudgetStory {
  AdwBin parent_instance;

  NordBudget *budget; /* (owned) (nullable) without more money */
  GArray *winners;    /* (owned) (nullable) (element-type guint) of it */
  char *rule;         /* (owned) (nullable) */

  GtkLabel *begin;
  GtkBox *rounds;
  GtkLabel *misses_title;
  GtkBox *misses;
  GtkAdjustment *more;
  GtkLabel *change;
};

G_DEFINE_FINAL_TYPE (NordBudgetStory, nord_budget_story, ADW_TYPE_BIN)

static void
add_line (GtkBox *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (box, label);
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
on_more_changed (NordBudgetStory *self)
{
  g_autofree char *text = NULL;

  if (self->rule == NULL || self->budget == NULL)
    return;
  text = nord_budget_words_more (self->budget, self->winners, self->rule,
                                 (gint64) gtk_adjustment_get_value (self->more));
  gtk_label_set_label (self->change, text);
}

static void
nord_budget_story_dispose (GObject *object)
{
  NordBudgetStory *self = NORD_BUDGET_STORY (object);

  g_clear_pointer (&self->budget, nord_budget_free);
  g_clear_pointer (&self->winners, g_array_unref);
  g_clear_pointer (&self->rule, g_free);
  G_OBJECT_CLASS (nord_budget_story_parent_class)->dispose (object);
}

static void
nord_budget_story_class_init (NordBudgetStoryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_budget_story_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/rank/budget-story.ui");
  gtk_widget_class_bind_template_child (widget_class, NordBudgetStory, begin);
  gtk_widget_class_bind_template_child (widget_class, NordBudgetStory, rounds);
  gtk_widget_class_bind_template_child (widget_class, NordBudgetStory, misses_title);
  gtk_widget_class_bind_template_child (widget_class, NordBudgetStory, misses);
  gtk_widget_class_bind_template_child (widget_class, NordBudgetStory, more);
  gtk_widget_class_bind_template_child (widget_class, NordBudgetStory, change);
  gtk_widget_class_bind_template_callback (widget_class, on_more_changed);
}

static void
nord_budget_story_init (NordBudgetStory *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nord_naming_apply (GTK_WIDGET (self));
}

void
nord_budget_story_show (NordBudgetStory *self,
                        const NordPolling *data,
                        const NordPollResult *result)
{
  const gboolean told = result != NULL && result->outcome != NULL;
  g_autoptr (GArray) misses = NULL;

  g_return_if_fail (NORD_IS_BUDGET_STORY (self));
  gtk_widget_set_visible (GTK_WIDGET (self), told);
  clear_box (self->rounds);
  clear_box (self->misses);
  g_clear_pointer (&self->budget, nord_budget_free);
  g_clear_pointer (&self->winners, g_array_unref);
  g_clear_pointer (&self->rule, g_free);
  if (!told)
    return;
  self->budget = nord_poll_result_make_budget (data, 0);
  self->winners = g_array_ref (result->outcome->winners);
  self->rule = g_strdup (data->rule);
  gtk_widget_set_visible (GTK_WIDGET (self->begin), result->outcome->share > 0);
  if (result->outcome->share > 0) {
    g_autofree char *text = nord_budget_words_begin (result->outcome);

    gtk_label_set_label (self->begin, text);
  }
  for (guint r = 0; r < result->outcome->rounds->len; r++) {
    g_autofree char *text =
      nord_budget_words_round (result->budget,
                               &g_array_index (result->outcome->rounds, NordBudgetRound, r), r + 1);

    add_line (self->rounds, text);
  }
  misses = nord_budget_find_near_misses (result->budget, result->outcome);
  gtk_widget_set_visible (GTK_WIDGET (self->misses_title), misses->len > 0);
  for (guint i = 0; i < misses->len; i++) {
    g_autofree char *text =
      nord_budget_words_miss (result->budget, &g_array_index (misses, NordNearMiss, i),
                              result->outcome->share > 0);

    add_line (self->misses, text);
  }
  on_more_changed (self);
}
