/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Sentences for the room: who pays for what, who came near, what more money would buy. */
#include "ui/rank/budget-story.h"

#include "core/rank/budget-insight.h"
#include "core/rank/budget-rules.h"
#include "ui/rank/poll-words.h"
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

static char *
tell_round (const NordBudget *budget, const NordBudgetRound *round, guint number)
{
  g_autofree char *cost = nord_poll_words_euros (budget->costs[round->project]);
  g_autofree char *people = nord_poll_words_people (round->n_paying);
  g_autofree char *each = nord_poll_words_cents (round->each);
  const char *name = budget->names[round->project];

  if (round->by_completion)
    /* Translators: number, option, its price */
    return g_strdup_printf (_ ("%u. %s, %s: from what was left, by votes."), number, name, cost);
  if (round->n_paying == 0)
    return g_strdup_printf (_ ("%u. %s, %s."), number, name, cost);
  /* Translators: number, option, its price, "31 people", a sum of money */
  return g_strdup_printf (ngettext ("%u. %s, %s: %s pays for it, %s at most.",
                                    "%u. %s, %s: %s share it, each pays %s at most.",
                                    round->n_paying),
                          number, name, cost, people, each);
}

static char *
tell_miss (const NordBudget *budget, const NordNearMiss *miss, gboolean shares)
{
  g_autofree char *people = nord_poll_words_people (miss->supporters);
  g_autofree char *held = nord_poll_words_euros ((gint64) miss->held);
  g_autofree char *missing = nord_poll_words_euros ((gint64) (miss->missing + 0.999999));
  const char *name = budget->names[miss->project];

  if (miss->missing <= 0)
    /* Translators: option, "31 people" */
    return g_strdup_printf (_ ("%s: wanted by %s; others came first."), name, people);
  if (shares)
    /* Translators: option, "31 people", two sums of money */
    return g_strdup_printf (ngettext ("%s: %s who wants it has %s left, %s is missing.",
                                      "%s: %s who want it have %s left together, %s is missing.",
                                      miss->supporters),
                            name, people, held, missing);
  /* Translators: option, "31 people", a sum of money */
  return g_strdup_printf (_ ("%s: wanted by %s; %s is missing."), name, people, missing);
}

static gboolean
has (GArray *winners, guint project)
{
  for (guint i = 0; i < winners->len; i++)
    if (g_array_index (winners, guint, i) == project)
      return TRUE;
  return FALSE;
}

/* (transfer full): names of those in @some who are not in @others, with commas between them. */
static char *
list_names (const NordBudget *budget, GArray *some, GArray *others)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < some->len; i++) {
    const guint project = g_array_index (some, guint, i);

    if (!has (others, project))
      g_string_append_printf (names, names->len > 0 ? ", %s" : "%s", budget->names[project]);
  }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
on_more_changed (NordBudgetStory *self)
{
  const NordBudgetRule *rule = self->rule != NULL ? nord_rank_find_budget_rule (self->rule) : NULL;
  g_autoptr (NordBudgetOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *gained = NULL, *lost = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 before;

  if (rule == NULL || self->budget == NULL)
    return;
  before = self->budget->budget;
  self->budget->budget += (gint64) gtk_adjustment_get_value (self->more);
  outcome = nord_budget_rule_count (rule, self->budget, NULL, &error);
  self->budget->budget = before;
  if (outcome == NULL) {
    gtk_label_set_label (self->change, error->message);
    return;
  }
  gained = list_names (self->budget, outcome->winners, self->winners);
  lost = list_names (self->budget, self->winners, outcome->winners);
  if (*gained != 0)
    /* Translators: %s are names of options. */
    g_string_append_printf (text, _ ("This would also be paid for: %s."), gained);
  if (*lost != 0)
    /* Translators: %s are names of options. */
    g_string_append_printf (g_string_append (text, text->len > 0 ? " " : ""),
                            _ ("No longer paid for: %s."), lost);
  gtk_label_set_label (self->change, text->len > 0 ? text->str : _ ("Nothing would change."));
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
    g_autofree char *share = nord_poll_words_cents (result->outcome->share);
    g_autofree char *text =
      /* Translators: %s is a sum of money. */
      g_strdup_printf (_ ("Each person begins with %s for what is in their basket."), share);

    gtk_label_set_label (self->begin, text);
  }
  for (guint r = 0; r < result->outcome->rounds->len; r++) {
    g_autofree char *text =
      tell_round (result->budget, &g_array_index (result->outcome->rounds, NordBudgetRound, r),
                  r + 1);

    add_line (self->rounds, text);
  }
  misses = nord_budget_find_near_misses (result->budget, result->outcome);
  gtk_widget_set_visible (GTK_WIDGET (self->misses_title), misses->len > 0);
  for (guint i = 0; i < misses->len; i++) {
    g_autofree char *text = tell_miss (result->budget, &g_array_index (misses, NordNearMiss, i),
                                       result->outcome->share > 0);

    add_line (self->misses, text);
  }
  on_more_changed (self);
}
