/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the list shows beyond topic and district: when, how far on its path, and what a poll said.
 */
#include "ui/collect/idea-filter.h"

#include "core/exchange/intake-words.h"
#include "core/model/idea.h"
#include "core/model/noun.h"
#include "core/model/period.h"
#include "core/model/poll.h"
#include "ui/collect/poll-pick.h"
#include "ui/widgets/drop-choice.h"
#include "ui/widgets/plain-text.h"
#include "ui/widgets/state-words.h"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

/* The choices of time; the last asks for two days. */
static const struct {
  const char *period; /* as nord_period_parse () reads it */
  const char *word;
} times[] = {
  {NULL, N_ ("Any Time")},
  {"today", N_ ("Today")},
  {"days:7", N_ ("The Last 7 Days")},
  {"days:30", N_ ("The Last 30 Days")},
  {"year", N_ ("This Year")},
  {"/", N_ ("Chosen Days")},
};
#define CHOSEN_DAYS (G_N_ELEMENTS (times) - 1)

static const struct {
  const char *part; /* of a pick */
  const char *word;
} parts[] = {
  {"winners", NC_ ("poll result", "Winners")},
  {"3", NC_ ("poll result", "The First Three")},
  {"10", NC_ ("poll result", "The First Ten")},
  {"all", NC_ ("poll result", "All That Was Voted On")},
};

struct _NordIdeaFilter {
  AdwBin parent_instance;

  NordSession *session; /* (owned) (nullable) */
  GPtrArray *paths;     /* (owned) (element-type utf8) behind the choices, the first NULL */
  GPtrArray *polls;     /* (owned) (element-type utf8) ids, likewise */
  gboolean syncing;

  GtkMenuButton *button;
  GtkDropDown *time;
  GtkWidget *days;
  GtkEditable *from;
  GtkEditable *to;
  GtkLabel *fault;
  GtkDropDown *path;
  GtkWidget *poll_label;
  GtkDropDown *poll;
  GtkDropDown *part;
};

G_DEFINE_FINAL_TYPE (NordIdeaFilter, nord_idea_filter, ADW_TYPE_BIN)

static const char *
get_filter (NordIdeaFilter *self, NordFilterKind kind)
{
  return nord_session_get_filter (self->session, kind);
}

/* A day as people here write it, for an entry. */
static char *
show_day (const char *iso)
{
  g_auto (GStrv) pieces = g_strsplit (iso, "-", 3);

  if (strcmp (iso, "..") == 0 || g_strv_length (pieces) != 3)
    return g_strdup ("");
  return g_strdup_printf ("%s.%s.%s", pieces[2], pieces[1], pieces[0]);
}

static void
set_entry (GtkEditable *entry, const char *text)
{
  if (strcmp (gtk_editable_get_text (entry), text) != 0)
    gtk_editable_set_text (entry, text);
}

static void
show_time (NordIdeaFilter *self)
{
  const char *period = get_filter (self, NORD_FILTER_PERIOD);
  const char *slash = period ? strchr (period, '/') : NULL;
  guint index = gtk_drop_down_get_selected (self->time);

  /* Chosen days of which none is written yet are a choice already. */
  if (period || index != CHOSEN_DAYS)
    index = slash ? CHOSEN_DAYS : 0;
  for (guint i = 1; period && !slash && i < CHOSEN_DAYS; i++) {
    if (strcmp (times[i].period, period) == 0)
      index = i;
  }
  gtk_drop_down_set_selected (self->time, index);
  gtk_widget_set_visible (self->days, index == CHOSEN_DAYS);
  /* What is being written is not overwritten by what was understood of it. */
  if (slash && !gtk_widget_has_focus (GTK_WIDGET (self->from)) &&
      gtk_widget_get_focus_child (self->days) == NULL) {
    g_autofree char *first = g_strndup (period, (gsize) (slash - period));
    g_autofree char *from = show_day (first), *to = show_day (slash + 1);

    set_entry (self->from, from);
    set_entry (self->to, to);
  }
}

static guint
find_text (GPtrArray *texts, const char *text, gsize length)
{
  for (guint i = 1; text && i < texts->len; i++) {
    const char *here = g_ptr_array_index (texts, i);

    if (strlen (here) == length && strncmp (here, text, length) == 0)
      return i;
  }
  return 0;
}

static void
show_poll (NordIdeaFilter *self)
{
  const char *pick = get_filter (self, NORD_FILTER_POLL);
  const char *part = pick ? strrchr (pick, ':') : NULL;
  guint index = part ? find_text (self->polls, pick, (gsize) (part - pick)) : 0;

  gtk_drop_down_set_selected (self->poll, index);
  gtk_widget_set_visible (GTK_WIDGET (self->part), index > 0);
  for (guint i = 0; part && i < G_N_ELEMENTS (parts); i++) {
    if (strcmp (parts[i].part, part + 1) == 0)
      gtk_drop_down_set_selected (self->part, i);
  }
}

/* The button says how many of its filters are set, in colour and in words. */
static void
show_button (NordIdeaFilter *self)
{
  guint n = 0;
  g_autofree char *text = NULL;

  for (NordFilterKind kind = NORD_FILTER_PERIOD; kind < NORD_N_FILTERS; kind++)
    n += get_filter (self, kind) != NULL;
  if (n > 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "More Filters: %u Set",
                                         "More Filters: %u Set", n),
                            n);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), text ? text : _ ("More Filters"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text ? text : _ ("More Filters"), -1);
  if (n > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "filter-set");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "filter-set");
}

static void
on_session_filter (NordIdeaFilter *self)
{
  const char *path = get_filter (self, NORD_FILTER_PATH);

  self->syncing = TRUE;
  show_time (self);
  gtk_drop_down_set_selected (self->path, path ? find_text (self->paths, path, strlen (path)) : 0);
  show_poll (self);
  show_button (self);
  self->syncing = FALSE;
}

/* (transfer full) (nullable) as ISO 8601; NULL for an empty entry too. */
static char *
read_day (GtkEditable *entry, gboolean complain, gboolean *sound)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  char *day = *text ? nord_intake_words_read_date (text) : NULL;
  gboolean fits = *text == '\0' || (day && strlen (day) == 10);

  if (fits)
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else if (complain)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  *sound &= fits;
  if (!fits)
    g_clear_pointer (&day, g_free);
  return day;
}

/* @complain: writing is over; half a day is no fault before. */
static void
read_days (NordIdeaFilter *self, gboolean complain)
{
  gboolean sound = TRUE;
  g_autofree char *from = NULL, *to = NULL, *period = NULL;
  const char *fault = NULL;

  if (self->syncing || self->session == NULL)
    return;
  from = read_day (self->from, complain, &sound);
  to = read_day (self->to, complain, &sound);
  if (!sound)
    fault = _ ("A day is written like 24.12.2026 or 2026-12-24.");
  else if (from && to && strcmp (from, to) > 0)
    fault = _ ("The last day lies before the first.");
  gtk_label_set_text (self->fault, fault ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL && complain);
  /* What cannot be meant filters nothing. */
  if (!fault && (from || to))
    period = nord_period_write (from, to);
  nord_session_set_filter (self->session, NORD_FILTER_PERIOD, period);
}

static void
on_days_changed (NordIdeaFilter *self)
{
  read_days (self, FALSE);
}

static void
on_days_done (NordIdeaFilter *self)
{
  if (gtk_drop_down_get_selected (self->time) == CHOSEN_DAYS)
    read_days (self, TRUE);
}

static void
on_time_chosen (NordIdeaFilter *self)
{
  guint index = gtk_drop_down_get_selected (self->time);

  if (self->syncing || self->session == NULL)
    return;
  gtk_widget_set_visible (self->days, index == CHOSEN_DAYS);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
  if (index == CHOSEN_DAYS) {
    on_days_changed (self);
    gtk_widget_grab_focus (GTK_WIDGET (self->from));
  } else {
    nord_session_set_filter (self->session, NORD_FILTER_PERIOD,
                             index < CHOSEN_DAYS ? times[index].period : NULL);
  }
}

static void
on_path_chosen (NordIdeaFilter *self)
{
  guint index = gtk_drop_down_get_selected (self->path);

  if (!self->syncing && self->session)
    nord_session_set_filter (self->session, NORD_FILTER_PATH,
                             index < self->paths->len ? g_ptr_array_index (self->paths, index)
                                                      : NULL);
}

static void
on_poll_chosen (NordIdeaFilter *self)
{
  guint index = gtk_drop_down_get_selected (self->poll);
  guint part = gtk_drop_down_get_selected (self->part);
  g_autofree char *pick = NULL;

  if (self->syncing || self->session == NULL)
    return;
  if (index > 0 && index < self->polls->len)
    pick = nord_poll_pick_write (g_ptr_array_index (self->polls, index),
                                 parts[part < G_N_ELEMENTS (parts) ? part : 0].part);
  nord_session_set_filter (self->session, NORD_FILTER_POLL, pick);
}

static void
on_reset (NordIdeaFilter *self)
{
  gtk_drop_down_set_selected (self->time, 0);
  nord_session_clear_filter (self->session);
}

/* Polls that are over, as they are now: asked for when the popover opens. */
static void
fill_polls (NordIdeaFilter *self)
{
  NordDocument *document = nord_session_get_document (self->session);
  GListModel *polls = document ? nord_document_get_list (document, NORD_NOUN_POLL) : NULL;
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->polls, 0);
  g_ptr_array_add (self->polls, NULL);
  gtk_string_list_append (words, _ ("Any Poll, or None"));
  for (guint i = 0; polls && i < g_list_model_get_n_items (polls); i++) {
    g_autoptr (NordRecord) poll = g_list_model_get_item (polls, i);
    const char *title = nord_record_get_text (poll, NORD_POLL_TITLE);
    g_autofree char *word = nord_plain_shorten (title && *title ? title : _ ("Poll"), 40);

    if (!nord_poll_pick_is_over (poll))
      continue;
    g_ptr_array_add (self->polls, g_strdup (nord_record_get_id (poll)));
    gtk_string_list_append (words, word);
  }
  self->syncing = TRUE;
  nord_drop_choice_dress (self->poll);
  gtk_drop_down_set_model (self->poll, G_LIST_MODEL (words));
  gtk_widget_set_visible (self->poll_label, self->polls->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->poll), self->polls->len > 1);
  show_poll (self);
  self->syncing = FALSE;
}

static void
fill_choices (NordIdeaFilter *self)
{
  const char *const *codes = nord_noun_get (NORD_NOUN_IDEA)->fields[NORD_IDEA_PATH].words;
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) spans = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) results = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    gtk_string_list_append (spans, _ (times[i].word));
  g_ptr_array_add (self->paths, NULL);
  gtk_string_list_append (words, _ ("Any State"));
  for (guint i = 0; codes[i]; i++) {
    g_ptr_array_add (self->paths, g_strdup (codes[i]));
    gtk_string_list_append (words, nord_state_words_get_path (codes[i]));
  }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_string_list_append (results, g_dpgettext2 (GETTEXT_PACKAGE, "poll result", parts[i].word));
  self->syncing = TRUE;
  gtk_drop_down_set_model (self->time, G_LIST_MODEL (spans));
  gtk_drop_down_set_model (self->path, G_LIST_MODEL (words));
  gtk_drop_down_set_model (self->part, G_LIST_MODEL (results));
  self->syncing = FALSE;
}

static void
nord_idea_filter_dispose (GObject *object)
{
  g_clear_object (&NORD_IDEA_FILTER (object)->session);
  G_OBJECT_CLASS (nord_idea_filter_parent_class)->dispose (object);
}

static void
nord_idea_filter_finalize (GObject *object)
{
  NordIdeaFilter *self = NORD_IDEA_FILTER (object);

  g_ptr_array_unref (self->paths);
  g_ptr_array_unref (self->polls);
  G_OBJECT_CLASS (nord_idea_filter_parent_class)->finalize (object);
}

static void
nord_idea_filter_class_init (NordIdeaFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nord_idea_filter_dispose;
  object_class->finalize = nord_idea_filter_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/collect/idea-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, NordIdeaFilter, button);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaFilter, time);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaFilter, days);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaFilter, from);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaFilter, to);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaFilter, fault);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaFilter, path);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaFilter, poll_label);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaFilter, poll);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaFilter, part);
  gtk_widget_class_bind_template_callback (widget_class, on_time_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_days_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_days_done);
  gtk_widget_class_bind_template_callback (widget_class, on_path_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_poll_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
  gtk_widget_class_bind_template_callback (widget_class, fill_polls);
}

static void
nord_idea_filter_init (NordIdeaFilter *self)
{
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->polls = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
nord_idea_filter_set_session (NordIdeaFilter *self, NordSession *session)
{
  g_return_if_fail (NORD_IS_IDEA_FILTER (self) && NORD_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  fill_choices (self);
  fill_polls (self);
  g_signal_connect_object (session, "filter-changed", G_CALLBACK (on_session_filter), self,
                           G_CONNECT_SWAPPED);
  on_session_filter (self);
}
