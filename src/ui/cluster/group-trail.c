/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How a group came about, read from the log of changes. */
#include "ui/cluster/group-trail.h"

#include "core/model/board-mark.h"
#include "core/model/cluster.h"
#include "core/model/idea.h"
#include "ui/widgets/plain-text.h"

#include <glib/gi18n.h>

#define N_TITLES 3

typedef struct {
  NordHlc when;
  guint order; /* as found, for what has one stamp */
  char *device;
  gint joined;    /* 1: ideas came, -1: ideas went, 0: something else */
  char *what;     /* (owned) (nullable) of something else */
  char *why;      /* (owned) (nullable) */
  char *by;       /* (owned) (nullable) name or role of who did it */
  char *reason;   /* (owned) (nullable) as they gave it */
  GPtrArray *who; /* (owned) (nullable) titles of ideas */
} Event;

static void
event_free (gpointer data)
{
  Event *event = data;

  g_free (event->device);
  g_free (event->what);
  g_free (event->why);
  g_free (event->by);
  g_free (event->reason);
  g_clear_pointer (&event->who, g_ptr_array_unref);
  g_free (event);
}

static Event *
add_event (GPtrArray *events, const NordChange *change)
{
  Event *event = g_new0 (Event, 1);

  if (change->hlc == NULL || !nord_hlc_parse (change->hlc, &event->when, NULL))
    event->when = (NordHlc){0};
  event->order = events->len;
  event->device = g_strdup (change->device);
  g_ptr_array_add (events, event);
  return event;
}

static const char *
text_after (const NordChange *change, guint field)
{
  const NordEdit *edit = nord_change_find (change, field);

  return edit != NULL && edit->after.kind == NORD_VALUE_TEXT ? edit->after.text : NULL;
}

static void
read_group (GPtrArray *events, const NordChange *change)
{
  const char *title = text_after (change, NORD_CLUSTER_TITLE);
  const char *into = text_after (change, NORD_CLUSTER_MERGED_INTO);

  if (change->kind == NORD_CHANGE_CREATE) {
    Event *event = add_event (events, change);

    event->what = g_strdup_printf (_ ("Group “%s” made"), title != NULL ? title : "");
    event->why = g_strdup (text_after (change, NORD_CLUSTER_REASON));
  } else if (change->kind == NORD_CHANGE_DELETE) {
    add_event (events, change)->what = g_strdup (_ ("Group dissolved"));
  } else if (change->kind == NORD_CHANGE_RESTORE) {
    add_event (events, change)->what = g_strdup (_ ("Group brought back"));
  } else {
    if (title != NULL)
      /* Translators: %s is the new name of a group. */
      add_event (events, change)->what = g_strdup_printf (_ ("Renamed to “%s”"), title);
    if (nord_change_find (change, NORD_CLUSTER_COLOUR) != NULL)
      add_event (events, change)->what = g_strdup (_ ("Colour changed"));
    if (nord_change_find (change, NORD_CLUSTER_MERGED_INTO) != NULL)
      add_event (events, change)->what =
        g_strdup (into != NULL ? _ ("Went into another group") : _ ("Stands for itself again"));
  }
}

/* Where an idea came into the group or went out of it. */
static void
read_idea (GPtrArray *events, GPtrArray *history, const char *group)
{
  const char *title = NULL, *body = NULL;

  for (guint i = 0; i < history->len; i++) {
    const NordChange *change = g_ptr_array_index (history, i);

    title =
      text_after (change, NORD_IDEA_TITLE) != NULL ? text_after (change, NORD_IDEA_TITLE) : title;
    body = text_after (change, NORD_IDEA_BODY) != NULL ? text_after (change, NORD_IDEA_BODY) : body;
  }
  for (guint i = 0, in = FALSE; i < history->len; i++) {
    const NordChange *change = g_ptr_array_index (history, i);
    const NordEdit *edit = nord_change_find (change, NORD_IDEA_CLUSTER);
    const gboolean now =
      edit != NULL && g_strcmp0 (text_after (change, NORD_IDEA_CLUSTER), group) == 0;
    Event *event;

    if (edit == NULL || now == (gboolean) in)
      continue;
    in = now;
    event = add_event (events, change);
    event->joined = now ? 1 : -1;
    event->who = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (event->who, nord_plain_shorten (title != NULL && *title != 0 ? title
                                                     : body != NULL               ? body
                                                                    : _ ("Idea without a title"),
                                                     60));
  }
}

/* Who did a step and why stands beside it, stamped in the same moment; a name that was proposed is
 * a step of its own. */
static void
read_mark (GPtrArray *events, GPtrArray *history)
{
  const guint n = events->len;

  for (guint i = 0; i < history->len; i++) {
    const NordChange *change = g_ptr_array_index (history, i);
    const char *kind = text_after (change, NORD_BOARD_MARK_KIND);
    const char *text = text_after (change, NORD_BOARD_MARK_TEXT);
    const char *who = text_after (change, NORD_BOARD_MARK_WHO);
    gboolean beside = FALSE;
    NordHlc when;
    Event *event;

    if (change->kind != NORD_CHANGE_CREATE || change->hlc == NULL ||
        !nord_hlc_parse (change->hlc, &when, NULL))
      continue;
    if (g_strcmp0 (kind, "name") == 0) {
      event = add_event (events, change);
      /* Translators: %s is a name for a group. */
      event->what = g_strdup_printf (_ ("Name proposed: “%s”"), text != NULL ? text : "");
      event->by = g_strdup (who);
    } else if (g_strcmp0 (kind, "step") == 0) {
      for (guint e = 0; e < n; e++) {
        event = g_ptr_array_index (events, e);
        if (event->when.ms != when.ms || g_strcmp0 (event->device, change->device) != 0)
          continue;
        beside = TRUE;
        g_free (event->by);
        event->by = g_strdup (who);
        g_free (event->reason);
        event->reason = g_strdup (text);
      }
      if (!beside) {
        event = add_event (events, change);
        event->what = g_strdup (_ ("Reason given"));
        event->by = g_strdup (who);
        event->reason = g_strdup (text);
      }
    }
  }
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const Event *x = *(Event *const *) a, *y = *(Event *const *) b;

  if (x->when.ms != y->when.ms)
    return x->when.ms < y->when.ms ? 1 : -1;
  if (x->when.counter != y->when.counter)
    return x->when.counter < y->when.counter ? 1 : -1;
  return x->order < y->order ? 1 : -1;
}

/* What came or went in one step is one line. */
static gboolean
belongs (const Event *event, const Event *next)
{
  return event->joined != 0 && event->joined == next->joined && event->when.ms == next->when.ms &&
         g_strcmp0 (event->device, next->device) == 0;
}

static char *
say_ideas (const Event *event)
{
  const guint n = event->who->len;
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, N_TITLES); i++)
    /* Translators: the title of an idea within a list of them. */
    g_string_append_printf (list, _ ("%s“%s”"), i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (event->who, n - 1 - i));
  if (n > N_TITLES)
    g_string_append (list, ", …");
  return event->joined > 0
           /* Translators: how many ideas, and the titles of the first of them. */
           ? g_strdup_printf (ngettext ("%u idea came in: %s", "%u ideas came in: %s", n), n,
                              list->str)
           : g_strdup_printf (ngettext ("%u idea went out: %s", "%u ideas went out: %s", n), n,
                              list->str);
}

static NordTrailStep *
say (NordStore *store, const Event *event)
{
  NordTrailStep *step = g_new0 (NordTrailStep, 1);
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (event->when.ms / 1000);
  g_autofree char *when =
    then != NULL ? g_date_time_format (then, C_ ("history", "%b %-e, %H:%M")) : g_strdup ("");
  const char *where = g_strcmp0 (event->device, nord_store_get_device (store)) == 0
                        ? _ ("on this computer")
                        : _ ("on another computer");

  step->what = event->joined != 0 ? say_ideas (event) : g_strdup (event->what);
  step->about =
    event->why != NULL && *event->why != 0
      /* Translators: when and where a group was proposed, and why. */
      ? g_strdup_printf (_ ("%s · %s · proposed because of %s"), when, where, event->why)
      : event->by != NULL
          /* Translators: who did a step with a group, when and where. */
          ? g_strdup_printf (_ ("%s · %s · %s"), event->by, when, where)
          : g_strdup_printf ("%s · %s", when, where);
  if (event->reason != NULL) {
    g_autofree char *about = step->about;

    /* Translators: when, where and by whom; then the reason that people gave. */
    step->about = g_strdup_printf (_ ("%s · because “%s”"), about, event->reason);
  }
  return step;
}

void
nord_trail_step_free (NordTrailStep *self)
{
  g_free (self->what);
  g_free (self->about);
  g_free (self);
}

GPtrArray *
nord_group_trail_read (NordStore *store, const char *group, GError **error)
{
  g_autoptr (GPtrArray) own = nord_store_read_history (store, group, error);
  g_autoptr (GPtrArray) ideas = NULL, marks = NULL;
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (event_free);
  GPtrArray *steps;

  if (own == NULL)
    return NULL;
  ideas = nord_store_list_mentions (store, NORD_NOUN_IDEA, group, error);
  if (ideas == NULL)
    return NULL;
  for (guint i = 0; i < own->len; i++)
    read_group (events, g_ptr_array_index (own, i));
  for (guint i = 0; i < ideas->len; i++) {
    g_autoptr (GPtrArray) history =
      nord_store_read_history (store, g_ptr_array_index (ideas, i), error);

    if (history == NULL)
      return NULL;
    read_idea (events, history, group);
  }
  marks = nord_store_list_mentions (store, NORD_NOUN_BOARD_MARK, group, error);
  if (marks == NULL)
    return NULL;
  for (guint i = 0; i < marks->len; i++) {
    g_autoptr (GPtrArray) history =
      nord_store_read_history (store, g_ptr_array_index (marks, i), error);

    if (history == NULL)
      return NULL;
    read_mark (events, history);
  }
  g_ptr_array_sort (events, compare_events);
  steps = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_trail_step_free);
  for (guint i = 0; i < events->len;) {
    Event *event = g_ptr_array_index (events, i++);

    while (i < events->len && belongs (event, g_ptr_array_index (events, i))) {
      Event *next = g_ptr_array_index (events, i++);

      g_ptr_array_extend_and_steal (event->who, g_steal_pointer (&next->who));
    }
    g_ptr_array_add (steps, say (store, event));
  }
  return steps;
}
