/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What people do with groups: asks for what is missing, then one step that can be undone. */
#include "ui/cluster/group-steps.h"

#include "core/cluster/grouping.h"
#include "core/cluster/marking.h"
#include "ui/cluster/group-trail.h"
#include "ui/cluster/trail-window.h"

#include <glib/gi18n.h>

struct _NordGroupSteps {
  GObject parent_instance;

  GtkWidget *page;           /* (unowned) it owns this */
  NordSession *session;      /* (owned) */
  NordGroupList *group_list; /* (owned) */
  gboolean on_wall;          /* people look at the wall */
  char *who; /* (owned) (nullable) who sorts: until the program ends, kept nowhere */
};

G_DEFINE_FINAL_TYPE (NordGroupSteps, nord_group_steps, G_TYPE_OBJECT)

static GListModel *
list_of (NordGroupSteps *self, NordNounKind noun)
{
  return nord_document_get_list (nord_session_get_document (self->session), noun);
}

/* (transfer full) ids of the ideas among what is selected. */
static char **
selected_ideas (NordGroupSteps *self)
{
  NordDocument *document = nord_session_get_document (self->session);
  const char *const *selection = nord_session_get_selection (self->session);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; document != NULL && selection[i] != NULL; i++) {
    NordRecord *record = nord_document_lookup (document, selection[i]);

    if (record != NULL && NORD_IS_IDEA (record))
      g_strv_builder_add (ids, selection[i]);
  }
  return g_strv_builder_end (ids);
}

static NordGroupDialog *
ask (NordGroupSteps *self, const char *heading, const char *body, const char *confirm)
{
  GtkRoot *root = gtk_widget_get_root (self->page);

  return NORD_GROUP_DIALOG (nord_group_dialog_new (GTK_WINDOW (root), heading, body, confirm));
}

/* The dialog keeps what it is about; the page hears of it when it is confirmed. */
static void
present (NordGroupSteps *self, NordGroupDialog *dialog, GCallback on_confirmed, GObject *about)
{
  if (about != NULL)
    g_object_set_data_full (G_OBJECT (dialog), "about", g_object_ref (about), g_object_unref);
  g_signal_connect_object (dialog, "confirmed", on_confirmed, self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The group that an action is about: by its id, or that of the selected thing. */
static NordGroup *
group_for (NordGroupSteps *self, const char *id)
{
  if (id == NULL || *id == 0)
    id = nord_session_get_selected (self->session);
  return id != NULL ? nord_group_list_find (self->group_list, id) : NULL;
}

/* Stores a step, with who did it and why. @about: (nullable) id of the group, otherwise the one
 * that the step makes. */
static gboolean
apply (NordGroupSteps *self,
       NordChangeSet *set,
       const char *about,
       const char *why,
       const char *told)
{
  for (guint i = 0; about == NULL && i < set->changes->len; i++) {
    const NordChange *change = g_ptr_array_index (set->changes, i);

    if (change->kind == NORD_CHANGE_CREATE && change->noun->kind == NORD_NOUN_CLUSTER)
      about = change->target;
  }
  if (about != NULL)
    nord_marking_sign (set, about, self->who, why);
  return nord_session_apply (self->session, set, told);
}

void
nord_group_steps_accept (NordGroupSteps *self, NordProposal *const *proposals, guint n)
{
  NordChangeSet *set;
  g_autofree char *told = NULL;

  g_return_if_fail (NORD_IS_GROUP_STEPS (self) && n > 0);
  set = nord_grouping_accept (proposals, n, list_of (self, NORD_NOUN_IDEA),
                              list_of (self, NORD_NOUN_CLUSTER));
  nord_marking_sign_new (set, self->who);
  if (n == 1)
    /* Translators: %s is the name of a group. */
    told = g_strdup_printf (_ ("Group “%s” made"), nord_proposal_get_name (proposals[0]));
  else
    told = g_strdup_printf (ngettext ("%u group made", "%u groups made", n), n);
  nord_session_apply (self->session, set, told);
}

static const char *
id_of (NordGroup *group)
{
  return group != NULL ? nord_group_get_id (group) : NULL;
}

static void
on_group_named (NordGroupSteps *self, NordGroupDialog *dialog)
{
  NordGroup *group = g_object_get_data (G_OBJECT (dialog), "about");

  apply (self,
         nord_grouping_rename (nord_group_get_cluster (group), nord_group_dialog_get_name (dialog)),
         id_of (group), NULL, _ ("Group renamed"));
}

static void
on_merge_chosen (NordGroupSteps *self, NordGroupDialog *dialog)
{
  NordGroup *from = g_object_get_data (G_OBJECT (dialog), "about");
  NordGroup *into = nord_group_list_find (self->group_list, nord_group_dialog_get_group (dialog));

  if (into != NULL)
    nord_group_steps_merge_into (self, from, into, nord_group_dialog_get_reason (dialog));
}

/* On the wall what makes a group lies side by side, and stays; in columns nobody knows where it
 * lies. */
static NordChangeSet *
new_group (NordGroupSteps *self, const char *title, const char *const *ids)
{
  NordChangeSet *set = nord_grouping_form (title, ids, list_of (self, NORD_NOUN_IDEA),
                                           list_of (self, NORD_NOUN_CLUSTER));

  if (!self->on_wall)
    nord_marking_lift (set, list_of (self, NORD_NOUN_BOARD_MARK));
  return set;
}

static void
form_group (NordGroupSteps *self, const char *title, const char *const *ids, const char *why)
{
  g_autofree char *told = g_strdup_printf (_ ("Group “%s” made"), title);

  apply (self, new_group (self, title, ids), NULL, why, told);
}

static void
on_split_confirmed (NordGroupSteps *self, NordGroupDialog *dialog)
{
  g_auto (GStrv) ids = nord_group_dialog_get_ideas (dialog);

  form_group (self, nord_group_dialog_get_name (dialog), (const char *const *) ids,
              nord_group_dialog_get_reason (dialog));
}

static void
on_form_confirmed (NordGroupSteps *self, NordGroupDialog *dialog)
{
  const char *const *ids = g_object_get_data (G_OBJECT (dialog), "ids");

  form_group (self, nord_group_dialog_get_name (dialog), ids,
              nord_group_dialog_get_reason (dialog));
  nord_session_select (self->session, NULL);
}

/* (nullable): the group an idea is in. */
static NordGroup *
group_around (NordGroupSteps *self, const char *id)
{
  NordRecord *idea = nord_document_lookup (nord_session_get_document (self->session), id);
  NordRecord *cluster =
    idea != NULL ? nord_grouping_of_idea (nord_group_list_get_map (self->group_list), idea) : NULL;

  return cluster != NULL ? nord_group_list_find (self->group_list, nord_record_get_id (cluster))
                         : NULL;
}

static void
move_ideas (NordGroupSteps *self, const char *const *ids, NordGroup *to, const char *why)
{
  g_autofree char *title = to != NULL ? nord_group_dup_title (to) : NULL;
  g_autofree char *told = to != NULL ? g_strdup_printf (_ ("Moved to “%s”"), title)
                                     : g_strdup (_ ("Taken out of the group"));

  NordChangeSet *set = nord_grouping_move (ids, to != NULL ? nord_group_get_cluster (to) : NULL,
                                           list_of (self, NORD_NOUN_IDEA));

  /* No hand laid them there: on the wall they go to where their group lies. */
  nord_marking_lift (set, list_of (self, NORD_NOUN_BOARD_MARK));
  apply (self, set, id_of (to != NULL ? to : group_around (self, ids[0])), why, told);
}

static void
on_move_chosen (NordGroupSteps *self, NordGroupDialog *dialog)
{
  const char *const *ids = g_object_get_data (G_OBJECT (dialog), "ids");
  const char *group = nord_group_dialog_get_group (dialog);

  if (group == NULL)
    form_group (self, nord_group_dialog_get_name (dialog), ids,
                nord_group_dialog_get_reason (dialog));
  else
    move_ideas (self, ids, nord_group_list_find (self->group_list, group),
                nord_group_dialog_get_reason (dialog));
  nord_session_select (self->session, NULL);
}

/* (transfer full) the idea that an action names, or those selected. */
static char **
ideas_for (NordGroupSteps *self, const char *id)
{
  const char *one[] = {id, NULL};

  return id != NULL && *id != 0 ? g_strdupv ((char **) one) : selected_ideas (self);
}

static void
nord_group_steps_dispose (GObject *object)
{
  NordGroupSteps *self = NORD_GROUP_STEPS (object);

  self->page = NULL;
  g_clear_object (&self->session);
  g_clear_object (&self->group_list);
  g_clear_pointer (&self->who, g_free);
  G_OBJECT_CLASS (nord_group_steps_parent_class)->dispose (object);
}

static void
nord_group_steps_class_init (NordGroupStepsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_group_steps_dispose;
}

static void
nord_group_steps_init (NordGroupSteps *self)
{
}

NordGroupSteps *
nord_group_steps_new (GtkWidget *page, NordSession *session, NordGroupList *group_list)
{
  NordGroupSteps *self = g_object_new (NORD_TYPE_GROUP_STEPS, NULL);

  self->page = page;
  self->session = g_object_ref (session);
  self->group_list = g_object_ref (group_list);
  return self;
}

char **
nord_group_steps_list_selected (NordGroupSteps *self)
{
  g_return_val_if_fail (NORD_IS_GROUP_STEPS (self), NULL);
  return selected_ideas (self);
}

void
nord_group_steps_rename (NordGroupSteps *self, const char *id)
{
  NordGroup *group = group_for (self, id);
  g_autofree char *title = NULL;
  NordGroupDialog *dialog;

  if (group == NULL)
    return;
  title = nord_group_dup_title (group);
  dialog = ask (self, _ ("Rename Group"), NULL, _ ("_Rename"));
  nord_group_dialog_ask_name (dialog, title);
  present (self, dialog, G_CALLBACK (on_group_named), G_OBJECT (group));
}

void
nord_group_steps_merge (NordGroupSteps *self, const char *id)
{
  NordGroup *group = group_for (self, id);
  g_autofree char *title = NULL, *heading = NULL;
  NordGroupDialog *dialog;

  if (group == NULL)
    return;
  if (nord_group_list_get_n_groups (self->group_list) < 2) {
    nord_session_notify (self->session, _ ("There is no other group yet"), FALSE);
    return;
  }
  title = nord_group_dup_title (group);
  /* Translators: %s is the name of a group. */
  heading = g_strdup_printf (_ ("Merge “%s” with…"), title);
  dialog =
    ask (self, heading, _ ("All ideas stay as they are. They move into the group you choose."),
         _ ("_Merge"));
  nord_group_dialog_ask_group (dialog, nord_group_list_get_groups (self->group_list),
                               nord_group_get_id (group), FALSE);
  nord_group_dialog_ask_reason (dialog);
  present (self, dialog, G_CALLBACK (on_merge_chosen), G_OBJECT (group));
}

void
nord_group_steps_split (NordGroupSteps *self, const char *id)
{
  NordGroup *group = group_for (self, id);
  g_autofree char *title = NULL, *heading = NULL;
  NordGroupDialog *dialog;

  if (group == NULL)
    return;
  if (g_list_model_get_n_items (nord_group_get_ideas (group)) < 2) {
    nord_session_notify (self->session, _ ("A group of one idea cannot be split"), FALSE);
    return;
  }
  title = nord_group_dup_title (group);
  heading = g_strdup_printf (_ ("Split “%s”"), title);
  dialog = ask (self, heading, _ ("Which ideas shall make a group of their own?"), _ ("_Split"));
  nord_group_dialog_ask_ideas (dialog, nord_group_get_ideas (group));
  nord_group_dialog_ask_name (dialog, NULL);
  present (self, dialog, G_CALLBACK (on_split_confirmed), G_OBJECT (group));
}

void
nord_group_steps_dissolve (NordGroupSteps *self, const char *id)
{
  NordGroup *group = group_for (self, id);
  g_autofree char *title = NULL, *told = NULL;

  if (group == NULL)
    return;
  title = nord_group_dup_title (group);
  told = g_strdup_printf (_ ("Group “%s” dissolved"), title);
  nord_session_apply (self->session,
                      nord_grouping_dissolve (nord_group_get_cluster (group),
                                              list_of (self, NORD_NOUN_IDEA),
                                              nord_group_list_get_map (self->group_list)),
                      told);
}

void
nord_group_steps_form_of (NordGroupSteps *self, const char *const *ids, gboolean ask_name)
{
  guint n = g_strv_length ((char **) ids);
  g_autofree char *body = g_strdup_printf (ngettext ("With %u idea.", "With %u ideas.", n), n);
  NordGroupDialog *dialog;

  if (n == 0)
    return;
  if (!ask_name) {
    apply (self, new_group (self, "", ids), NULL, NULL, NULL);
    nord_session_select (self->session, NULL);
    return;
  }
  dialog = ask (self, _ ("New Group"), body, _ ("_Form Group"));
  nord_group_dialog_ask_name (dialog, NULL);
  g_object_set_data_full (G_OBJECT (dialog), "ids", g_strdupv ((char **) ids),
                          (GDestroyNotify) g_strfreev);
  present (self, dialog, G_CALLBACK (on_form_confirmed), NULL);
}

void
nord_group_steps_form (NordGroupSteps *self)
{
  g_auto (GStrv) ids = selected_ideas (self);

  nord_group_steps_form_of (self, (const char *const *) ids, TRUE);
}

void
nord_group_steps_move_into (NordGroupSteps *self, const char *const *ids, NordGroup *group)
{
  if (ids[0] != NULL)
    move_ideas (self, ids, group, NULL);
}

void
nord_group_steps_lay (NordGroupSteps *self,
                      const char *const *ids,
                      NordGroup *group,
                      NordChangeSet *places)
{
  g_autofree char *title = group != NULL ? nord_group_dup_title (group) : NULL, *told = NULL;
  const char *about = id_of (group != NULL ? group : group_around (self, ids[0]));
  NordChangeSet *moves =
    nord_grouping_move (ids, group != NULL ? nord_group_get_cluster (group) : NULL,
                        list_of (self, NORD_NOUN_IDEA));

  if (moves->changes->len == 0) {
    nord_change_set_group_free (moves);
    nord_session_apply (self->session, places, NULL);
    return;
  }
  told = group != NULL ? g_strdup_printf (_ ("Moved to “%s”"), title)
                       : g_strdup (_ ("Taken out of the group"));
  while (places->changes->len > 0)
    nord_change_set_group_add (moves, g_ptr_array_steal_index (places->changes, 0));
  nord_change_set_group_free (places);
  apply (self, moves, about, NULL, told);
}

void
nord_group_steps_merge_into (NordGroupSteps *self,
                             NordGroup *from,
                             NordGroup *into,
                             const char *why)
{
  g_autofree char *title = NULL, *told = NULL;
  NordChangeSet *set;

  if (from == into)
    return;
  title = nord_group_dup_title (into);
  /* Translators: %s is the name of the group that took in another. */
  told = g_strdup_printf (_ ("Merged into “%s”"), title);
  set = nord_grouping_merge (nord_group_get_cluster (into), nord_group_get_cluster (from),
                             list_of (self, NORD_NOUN_IDEA),
                             nord_group_list_get_map (self->group_list));
  /* They go to where those lie that took them in; a frame around both would lie over others. */
  nord_marking_lift (set, list_of (self, NORD_NOUN_BOARD_MARK));
  apply (self, set, id_of (into), why, told);
}

void
nord_group_steps_unite (NordGroupSteps *self, const char *one, const char *other, const char *title)
{
  NordGroup *of_one = group_around (self, one), *of_other = group_around (self, other);

  if (of_one == NULL && of_other == NULL)
    form_group (self, title, (const char *[]){one, other, NULL}, NULL);
  else if (of_one == NULL)
    move_ideas (self, (const char *[]){one, NULL}, of_other, NULL);
  else if (of_one != of_other)
    move_ideas (self, (const char *[]){other, NULL}, of_one, NULL);
}

NordSession *
nord_group_steps_get_session (NordGroupSteps *self)
{
  g_return_val_if_fail (NORD_IS_GROUP_STEPS (self), NULL);
  return self->session;
}

GtkWindow *
nord_group_steps_get_window (NordGroupSteps *self)
{
  GtkRoot *root = gtk_widget_get_root (self->page);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

void
nord_group_steps_recolour (NordGroupSteps *self, const char *id, guint colour)
{
  NordGroup *group = group_for (self, id);

  if (group != NULL)
    apply (self, nord_grouping_recolour (nord_group_get_cluster (group), colour), id_of (group),
           NULL, NULL);
}

void
nord_group_steps_show_history (NordGroupSteps *self, const char *id)
{
  NordGroup *group = group_for (self, id);
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;

  if (group == NULL)
    return;
  steps =
    nord_group_trail_read (nord_document_get_store (nord_session_get_document (self->session)),
                           nord_group_get_id (group), &error);
  if (steps == NULL) {
    nord_session_report (self->session, _ ("The history could not be read"), error);
    return;
  }
  title = nord_group_dup_title (group);
  nord_trail_window_show (GTK_WINDOW (gtk_widget_get_root (self->page)), title, steps);
}

void
nord_group_steps_move (NordGroupSteps *self, const char *id)
{
  g_auto (GStrv) ids = ideas_for (self, id);
  guint n = g_strv_length (ids);
  g_autofree char *heading = NULL;
  NordRecord *idea;
  NordGroup *around;
  NordGroupDialog *dialog;

  if (n == 0)
    return;
  heading = g_strdup_printf (ngettext ("Move %u Idea to…", "Move %u Ideas to…", n), n);
  idea = nord_document_lookup (nord_session_get_document (self->session), ids[0]);
  around =
    n == 1 && idea != NULL
      ? nord_group_list_find (self->group_list, nord_record_get_text (idea, NORD_IDEA_CLUSTER))
      : NULL;
  dialog = ask (self, heading, NULL, _ ("_Move"));
  nord_group_dialog_ask_group (dialog, nord_group_list_get_groups (self->group_list),
                               around != NULL ? nord_group_get_id (around) : NULL, TRUE);
  nord_group_dialog_ask_reason (dialog);
  g_object_set_data_full (G_OBJECT (dialog), "ids", g_steal_pointer (&ids),
                          (GDestroyNotify) g_strfreev);
  present (self, dialog, G_CALLBACK (on_move_chosen), NULL);
}

void
nord_group_steps_take_out (NordGroupSteps *self, const char *id)
{
  g_auto (GStrv) ids = ideas_for (self, id);

  if (ids[0] != NULL)
    move_ideas (self, (const char *const *) ids, NULL, NULL);
}

void
nord_group_steps_set_on_wall (NordGroupSteps *self, gboolean on_wall)
{
  g_return_if_fail (NORD_IS_GROUP_STEPS (self));
  self->on_wall = on_wall;
}

const char *
nord_group_steps_get_who (NordGroupSteps *self)
{
  g_return_val_if_fail (NORD_IS_GROUP_STEPS (self), NULL);
  return self->who;
}

void
nord_group_steps_set_who (NordGroupSteps *self, const char *who)
{
  g_autofree char *bare = g_strstrip (g_strdup (who != NULL ? who : ""));

  g_return_if_fail (NORD_IS_GROUP_STEPS (self));
  g_free (self->who);
  self->who = *bare != 0 ? g_steal_pointer (&bare) : NULL;
}

static void
on_reason_given (NordGroupSteps *self, NordGroupDialog *dialog)
{
  NordGroup *group = g_object_get_data (G_OBJECT (dialog), "about");

  nord_session_apply (self->session,
                      nord_marking_give_reason (nord_group_get_id (group), self->who,
                                                nord_group_dialog_get_name (dialog)),
                      _ ("Reason noted"));
}

void
nord_group_steps_give_reason (NordGroupSteps *self, const char *id)
{
  NordGroup *group = group_for (self, id);
  NordGroupDialog *dialog;

  if (group == NULL)
    return;
  dialog = ask (self, _ ("Give a Reason"),
                _ ("Why is the group as it is? The reason stands in its history."), _ ("_Note"));
  nord_group_dialog_ask_words (dialog, _ ("Reason"));
  present (self, dialog, G_CALLBACK (on_reason_given), G_OBJECT (group));
}

static void
on_name_proposed (NordGroupSteps *self, NordGroupDialog *dialog)
{
  NordGroup *group = g_object_get_data (G_OBJECT (dialog), "about");
  const char *chosen = nord_group_dialog_get_group (dialog);
  const char *name = nord_group_dialog_get_name (dialog);

  if (chosen == NULL) {
    NordChangeSet *set = nord_marking_propose_name (nord_group_get_id (group), name, self->who,
                                                    list_of (self, NORD_NOUN_BOARD_MARK));

    if (set != NULL)
      nord_session_apply (self->session, set, _ ("Name proposed"));
    else
      nord_session_notify (self->session, _ ("That name is proposed already"), FALSE);
  } else {
    NordRecord *mark = nord_document_lookup (nord_session_get_document (self->session), chosen);

    if (mark != NULL)
      apply (self,
             nord_grouping_rename (nord_group_get_cluster (group),
                                   nord_record_get_text (mark, NORD_BOARD_MARK_TEXT)),
             id_of (group), NULL, _ ("Group renamed"));
  }
}

void
nord_group_steps_propose_name (NordGroupSteps *self, const char *id)
{
  NordGroup *group = group_for (self, id);
  g_autofree char *title = NULL, *heading = NULL;
  g_autoptr (GPtrArray) names = NULL;
  NordGroupDialog *dialog;

  if (group == NULL)
    return;
  names = nord_marking_list_names (list_of (self, NORD_NOUN_BOARD_MARK), id_of (group));
  title = nord_group_dup_title (group);
  /* Translators: %s is the name of a group that may get another. */
  heading = g_strdup_printf (_ ("Names for “%s”"), title);
  dialog = ask (self, heading,
                _ ("Several may propose a name, the room chooses one. The others stay in the "
                   "history."),
                names->len > 0 ? _ ("_Take") : _ ("_Propose"));
  for (guint i = 0; i < names->len; i++) {
    NordRecord *mark = g_ptr_array_index (names, i);
    const char *who = nord_record_get_text (mark, NORD_BOARD_MARK_WHO);
    g_autoptr (GDateTime) then =
      g_date_time_new_from_unix_local (nord_marking_get_time (mark) / G_USEC_PER_SEC);
    g_autofree char *when =
      then != NULL ? g_date_time_format (then, C_ ("history", "%b %-e, %H:%M")) : g_strdup ("");
    g_autofree char *about = who != NULL ? g_strdup_printf ("%s · %s", who, when) : g_strdup (when);

    nord_group_dialog_add_choice (dialog, nord_record_get_text (mark, NORD_BOARD_MARK_TEXT), about,
                                  nord_record_get_id (mark));
  }
  if (names->len > 0)
    nord_group_dialog_add_choice (dialog, _ ("Another Proposal"), NULL, NULL);
  else
    nord_group_dialog_ask_name (dialog, NULL);
  present (self, dialog, G_CALLBACK (on_name_proposed), G_OBJECT (group));
}
