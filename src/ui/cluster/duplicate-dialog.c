/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Ideas that say nearly the same, pair by pair: searched in a thread on a snapshot, and again after
 * each change; what is in one group already, or is not the same, is not asked for. */
#include "ui/cluster/duplicate-dialog.h"

#include "core/cluster/duplicate.h"
#include "core/cluster/grouping.h"
#include "core/cluster/twins.h"
#include "ui/cluster/list-focus.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/one-stop.h"
#include "ui/widgets/plain-text.h"

#include <glib/gi18n.h>

#define N_TITLE 120 /* characters */
#define N_NAME 60
#define TICK 100    /* ms */
#define N_SHOWN 100 /* pairs at once: a row each; others come up as these are decided */

typedef struct {
  GPtrArray *cards; /* (owned) */
  gint done;        /* atomic */
} Search;

struct _NordDuplicateDialog {
  AdwWindow parent_instance;

  NordGroupSteps *steps;     /* (owned) */
  NordSession *session;      /* (owned) */
  GPtrArray *found;          /* (owned) (nullable) all that was found */
  GListStore *pairs;         /* (owned) those that are asked for */
  GHashTable *apart;         /* (owned) what is not the same */
  char *last_apart;          /* (owned) (nullable) said since the last step, for Ctrl+Z */
  guint n_together;          /* steps made here, which Ctrl+Z may take back */
  GCancellable *cancellable; /* (owned) (nullable) of what runs now */
  GTask *task;               /* (unowned) (nullable) */
  guint tick_id;
  guint n_asked;   /* pairs that are asked for, also those not shown yet */
  AdwToast *toast; /* (owned) (nullable) the one whose button undoes the last step */

  AdwWindowTitle *title;
  AdwToastOverlay *toasts; /* those of the main window lie behind this one */
  GtkStack *stack;
  GtkProgressBar *progress;
  GtkWidget *list;
  GtkWidget *again; /* shows anew what was put apart */
};

G_DEFINE_FINAL_TYPE (NordDuplicateDialog, nord_duplicate_dialog, ADW_TYPE_WINDOW)

static void
search_free (gpointer data)
{
  Search *search = data;

  g_ptr_array_unref (search->cards);
  g_free (search);
}

static GListModel *
list_of (NordDuplicateDialog *self, NordNounKind noun)
{
  return nord_document_get_list (nord_session_get_document (self->session), noun);
}

static NordRecord *
idea_of (NordDuplicateDialog *self, const char *id)
{
  return nord_document_lookup (nord_session_get_document (self->session), id);
}

static char *
dup_title (NordDuplicateDialog *self, const char *id, guint n_chars)
{
  NordRecord *idea = idea_of (self, id);
  const char *title = idea != NULL ? nord_record_get_text (idea, NORD_IDEA_TITLE) : NULL;

  if (idea != NULL && (title == NULL || *title == 0))
    title = nord_record_get_text (idea, NORD_IDEA_BODY);
  return nord_plain_shorten (title != NULL ? title : "", n_chars);
}

static char *
dup_key (NordTwin *twin)
{
  const char *a = nord_twin_get_first (twin), *b = nord_twin_get_second (twin);

  return g_strcmp0 (a, b) < 0 ? g_strdup_printf ("%s %s", a, b) : g_strdup_printf ("%s %s", b, a);
}

/* --- What is not the same ------------------------------------------------------------------------
 */

static void
read_apart (NordDuplicateDialog *self)
{
  g_autofree char *text =
    nord_store_get_setting (nord_document_get_store (nord_session_get_document (self->session)),
                            NORD_DUPLICATES_APART);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != 0)
      g_hash_table_add (self->apart, g_strdup (lines[i]));
}

static gboolean
write_apart (NordDuplicateDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (self->apart), (GCompareFunc) strcmp);
  g_autoptr (GString) text = g_string_new (NULL);

  for (GList *l = keys; l != NULL; l = l->next)
    g_string_append_printf (text, "%s\n", (const char *) l->data);
  if (nord_store_set_setting (nord_document_get_store (nord_session_get_document (self->session)),
                              NORD_DUPLICATES_APART, text->str, &error))
    return TRUE;
  nord_session_report (self->session, _ ("It could not be noted that these are not the same"),
                       error);
  return FALSE;
}

/* --- What is shown -------------------------------------------------------------------------------
 */

static char *
dup_count (NordDuplicateDialog *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pairs));

  if (self->n_asked > n)
    /* Translators: how many pairs are listed, and how many there are. */
    return g_strdup_printf (_ ("%u of %u pairs"), n, self->n_asked);
  return g_strdup_printf (ngettext ("%u pair", "%u pairs", n), n);
}

static void
show_count (NordDuplicateDialog *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pairs));
  g_autofree char *count = dup_count (self);

  adw_window_title_set_subtitle (self->title, self->found != NULL && n > 0 ? count : "");
  if (self->found == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "nothing");
}

/* What a row shows of a pair. */
static char *
dup_row_key (NordTwin *twin)
{
  g_autofree char *key = dup_key (twin);

  return g_strdup_printf ("%s %s", key, nord_twin_get_reason (twin));
}

/* (transfer full) (element-type NordTwin) those that are asked for and find room. */
static GPtrArray *
pick_pairs (NordDuplicateDialog *self, gboolean *any_apart)
{
  g_autoptr (GHashTable) groups = nord_grouping_resolve (list_of (self, NORD_NOUN_CLUSTER));
  GPtrArray *picked = g_ptr_array_new ();

  self->n_asked = 0;
  for (guint i = 0; self->found != NULL && i < self->found->len; i++) {
    NordTwin *twin = g_ptr_array_index (self->found, i);
    NordRecord *a = idea_of (self, nord_twin_get_first (twin));
    NordRecord *b = idea_of (self, nord_twin_get_second (twin));
    NordRecord *around = a != NULL ? nord_grouping_of_idea (groups, a) : NULL;
    g_autofree char *key = dup_key (twin);

    if (a == NULL || b == NULL || (around != NULL && around == nord_grouping_of_idea (groups, b)))
      continue;
    if (g_hash_table_contains (self->apart, key))
      *any_apart = TRUE;
    else if (self->n_asked++ < N_SHOWN)
      g_ptr_array_add (picked, twin);
  }
  return picked;
}

/* What stays keeps its row, and whoever is on one does not lose it. */
static void
show_pairs (NordDuplicateDialog *self)
{
  GListModel *model = G_LIST_MODEL (self->pairs);
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const guint n_rows = g_list_model_get_n_items (model);
  gboolean any_apart = FALSE;
  g_autoptr (GPtrArray) picked = pick_pairs (self, &any_apart);
  guint passed = 0; /* of the rows that stood */

  for (guint i = 0; i < n_rows; i++) {
    g_autoptr (NordTwin) twin = g_list_model_get_item (model, i);

    g_hash_table_insert (rows, dup_row_key (twin), GUINT_TO_POINTER (i + 1));
  }
  for (guint at = 0; at < picked->len; at++) {
    NordTwin *twin = g_ptr_array_index (picked, at);
    g_autofree char *key = dup_row_key (twin);
    const guint row = GPOINTER_TO_UINT (g_hash_table_lookup (rows, key));

    if (row <= passed) {
      g_list_store_insert (self->pairs, at, twin);
      continue;
    }
    if (row - 1 > passed)
      g_list_store_splice (self->pairs, at, row - 1 - passed, NULL, 0);
    passed = row;
  }
  if (passed < n_rows)
    g_list_store_splice (self->pairs, picked->len, n_rows - passed, NULL, 0);
  gtk_widget_set_visible (self->again, any_apart);
  show_count (self);
}

/* --- What was done is said here ------------------------------------------------------------------
 */

static void
dismiss_toast (NordDuplicateDialog *self)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_clear_object (&self->toast);
}

static void
tell (NordDuplicateDialog *self, const char *text)
{
  AdwToast *toast = nord_plain_new_toast (text);

  dismiss_toast (self);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "duplicates.undo");
  self->toast = g_object_ref (toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* --- The search ----------------------------------------------------------------------------------
 */

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  GError *error = NULL;
  GPtrArray *found =
    nord_twins_find (search->cards, NORD_DUPLICATE_LIKELY, &search->done, cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
stop (NordDuplicateDialog *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->task = NULL;
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  NordDuplicateDialog *self = NORD_DUPLICATE_DIALOG (source);
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (G_TASK (result), NULL);
  const gboolean first = self->found == NULL;

  /* Cancelled: what cancelled it takes over, or the window is gone. */
  if (found == NULL || G_TASK (result) != self->task)
    return;
  stop (self);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = g_steal_pointer (&found);
  show_pairs (self);
  if (first) {
    g_autofree char *count = dup_count (self);

    nord_announce (GTK_WIDGET (self), self->n_asked > 0 ? count : _ ("No Similar Ideas Found"));
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  }
}

static gboolean
on_tick (gpointer data)
{
  NordDuplicateDialog *self = data;
  Search *search = g_task_get_task_data (self->task);

  gtk_progress_bar_set_fraction (self->progress, g_atomic_int_get (&search->done) /
                                                   (double) MAX (search->cards->len, 1));
  return G_SOURCE_CONTINUE;
}

static void
start (NordDuplicateDialog *self)
{
  g_autoptr (GTask) task = NULL;
  Search *search;

  stop (self);
  if (nord_session_get_document (self->session) == NULL)
    return;
  search = g_new0 (Search, 1);
  search->cards = nord_card_list_from_ideas (list_of (self, NORD_NOUN_IDEA), NULL);
  self->cancellable = g_cancellable_new ();
  task = self->task = g_task_new (self, self->cancellable, on_found, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, search, search_free);
  if (self->found == NULL) {
    gtk_stack_set_visible_child_name (self->stack, "busy");
    self->tick_id = g_timeout_add (TICK, on_tick, self);
  }
  g_task_run_in_thread (task, find_in_thread);
}

static void
on_stopped (NordDuplicateDialog *self)
{
  stop (self);
  gtk_stack_set_visible_child_name (self->stack, "stopped");
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
on_document_changed (NordDuplicateDialog *self)
{
  if (self->found != NULL)
    show_pairs (self);
  else if (self->task == NULL)
    return; /* stopped by hand */
  start (self);
}

/* --- What is done --------------------------------------------------------------------------------
 */

static NordTwin *
twin_around (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW)),
                            "twin");
}

static void
on_together (NordDuplicateDialog *self, GtkWidget *button)
{
  g_autoptr (NordTwin) twin = g_object_ref (twin_around (button));
  g_autofree char *name = dup_title (self, nord_twin_get_first (twin), N_NAME);
  NordStore *store = nord_document_get_store (nord_session_get_document (self->session));
  gint64 before;

  g_clear_pointer (&self->last_apart, g_free);
  before = nord_store_count_changes (store);
  nord_group_steps_unite (self->steps, nord_twin_get_first (twin), nord_twin_get_second (twin),
                          name);
  if (nord_store_count_changes (store) > before) {
    self->n_together++;
    tell (self, _ ("They lie together now"));
  }
}

static void
on_apart (NordDuplicateDialog *self, GtkWidget *button)
{
  g_autofree char *key = dup_key (twin_around (button));

  g_hash_table_add (self->apart, g_strdup (key));
  if (write_apart (self)) {
    g_free (self->last_apart);
    self->last_apart = g_steal_pointer (&key);
    nord_announce (GTK_WIDGET (self), _ ("Noted: not the same"));
    tell (self, _ ("Noted: not the same"));
  } else {
    g_hash_table_remove (self->apart, key);
  }
  show_pairs (self);
}

/* All that were put apart are asked for again. */
static void
on_again (NordDuplicateDialog *self)
{
  g_hash_table_remove_all (self->apart);
  g_clear_pointer (&self->last_apart, g_free);
  dismiss_toast (self);
  write_apart (self);
  show_pairs (self);
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
on_open (NordDuplicateDialog *self, GtkWidget *button)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (button), "id"));
  g_autoptr (NordSession) session = g_object_ref (self->session);

  gtk_window_close (GTK_WINDOW (self));
  nord_session_reveal (session, id);
}

static void
undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordDuplicateDialog *self = NORD_DUPLICATE_DIALOG (widget);
  NordDocument *document = nord_session_get_document (self->session);
  g_autoptr (GError) error = NULL;

  dismiss_toast (self);
  if (self->last_apart != NULL) {
    g_hash_table_remove (self->apart, self->last_apart);
    g_clear_pointer (&self->last_apart, g_free);
    write_apart (self);
    show_pairs (self);
  } else if (document != NULL && self->n_together > 0) {
    if (nord_document_undo (document, &error))
      self->n_together--;
    else
      nord_session_report (self->session, _ ("The step could not be undone"), error);
  } else {
    gtk_widget_error_bell (widget);
  }
}

/* --- Widgets -------------------------------------------------------------------------------------
 */

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
new_wrapped (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_opener (NordDuplicateDialog *self, const char *id)
{
  g_autofree char *title = dup_title (self, id, N_TITLE);
  /* Translators: %s is the title of an idea. */
  g_autofree char *name = g_strdup_printf (_ ("Show “%s”"), title);
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), new_wrapped (title, NULL));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Close this window and show the idea"));
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_open), self, G_CONNECT_SWAPPED);
  set_name (button, name);
  return button;
}

static GtkWidget *
new_row (gpointer item, gpointer data)
{
  NordDuplicateDialog *self = data;
  NordTwin *twin = item;
  g_autofree char *one = dup_title (self, nord_twin_get_first (twin), N_TITLE);
  g_autofree char *other = dup_title (self, nord_twin_get_second (twin), N_TITLE);
  /* Translators: both are titles of ideas. */
  g_autofree char *unite = g_strdup_printf (_ ("Put together “%s” and “%s”"), one, other);
  g_autofree char *part = g_strdup_printf (_ ("Not the same: “%s” and “%s”"), one, other);
  g_autofree char *name =
    g_strdup_printf (_ ("“%s” and “%s”, %s"), one, other, nord_twin_get_reason (twin));
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *together = gtk_button_new_with_label (_ ("Put Together"));
  GtkWidget *apart = gtk_button_new_with_label (_ ("Not the Same"));
  GtkWidget *reason = new_wrapped (nord_twin_get_reason (twin), "dim-label");

  g_object_set_data_full (G_OBJECT (row), "twin", g_object_ref (twin), g_object_unref);
  set_name (row, name);
  set_name (together, unite);
  set_name (apart, part);
  g_signal_connect_object (together, "clicked", G_CALLBACK (on_together), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (apart, "clicked", G_CALLBACK (on_apart), self, G_CONNECT_SWAPPED);
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (buttons), apart);
  gtk_box_append (GTK_BOX (buttons), together);
  gtk_widget_set_margin_start (reason, 10);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_box_append (GTK_BOX (box), new_opener (self, nord_twin_get_first (twin)));
  gtk_box_append (GTK_BOX (box), new_opener (self, nord_twin_get_second (twin)));
  gtk_box_append (GTK_BOX (box), reason);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static GtkWidget *
new_button (NordDuplicateDialog *self, const char *label, GCallback on_clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", on_clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
new_status (const char *icon, const char *title, const char *description, GtkWidget *child)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  nord_plain_set_status_page (ADW_STATUS_PAGE (page), title, description);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), child);
  return page;
}

static GtkWidget *
new_busy (NordDuplicateDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *progress = gtk_progress_bar_new ();

  self->progress = GTK_PROGRESS_BAR (progress);
  set_name (progress, _ ("Progress of the search"));
  gtk_box_append (GTK_BOX (box), progress);
  gtk_box_append (GTK_BOX (box), new_button (self, _ ("_Cancel"), G_CALLBACK (on_stopped)));
  return new_status (NULL, _ ("Looking for Similar Ideas…"), NULL, box);
}

static GtkWidget *
new_list (NordDuplicateDialog *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();
  GtkWidget *stop_bin = g_object_new (NORD_TYPE_ONE_STOP, NULL);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->list, "boxed-list");
  set_name (self->list, _ ("Ideas that say nearly the same"));
  adw_clamp_set_child (ADW_CLAMP (clamp), self->list);
  gtk_widget_set_margin_top (clamp, 12);
  gtk_widget_set_margin_bottom (clamp, 12);
  gtk_widget_set_margin_start (clamp, 12);
  gtk_widget_set_margin_end (clamp, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (stop_bin), scrolled);
  return stop_bin;
}

static void
nord_duplicate_dialog_dispose (GObject *object)
{
  NordDuplicateDialog *self = NORD_DUPLICATE_DIALOG (object);

  stop (self);
  g_clear_object (&self->toast);
  g_clear_object (&self->steps);
  g_clear_object (&self->session);
  g_clear_object (&self->pairs);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->apart, g_hash_table_unref);
  g_clear_pointer (&self->last_apart, g_free);
  G_OBJECT_CLASS (nord_duplicate_dialog_parent_class)->dispose (object);
}

static void
nord_duplicate_dialog_class_init (NordDuplicateDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_duplicate_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "duplicates.undo", NULL, undo);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "duplicates.undo",
                                       NULL);
}

static void
nord_duplicate_dialog_init (NordDuplicateDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new ();
  GtkWidget *title = adw_window_title_new (_ ("Similar Ideas"), NULL), *stack = gtk_stack_new ();
  GtkWidget *toasts = adw_toast_overlay_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  /* Before the overlay, which would put away what it says first. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape,
                                                                                  0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->pairs = g_list_store_new (NORD_TYPE_TWIN);
  self->apart = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->title = ADW_WINDOW_TITLE (title);
  self->stack = GTK_STACK (stack);
  self->toasts = ADW_TOAST_OVERLAY (toasts);
  self->again =
    new_button (self, _ ("_Ask Again About What Is Not the Same"), G_CALLBACK (on_again));
  gtk_widget_add_css_class (self->again, "flat");
  gtk_widget_set_margin_bottom (self->again, 6);
  gtk_widget_set_visible (self->again, FALSE);
  gtk_stack_add_titled (self->stack, new_busy (self), "busy", _ ("Searching…"));
  gtk_stack_add_titled (self->stack, new_list (self), "list", _ ("Similar Ideas"));
  gtk_stack_add_titled (self->stack,
                        new_status ("nord-board-symbolic", _ ("No Similar Ideas Found"),
                                    _ ("No two ideas outside one group say nearly the same."),
                                    NULL),
                        "nothing", _ ("No Similar Ideas Found"));
  gtk_stack_add_titled (self->stack,
                        new_status ("nord-board-symbolic", _ ("Search Stopped"), NULL,
                                    new_button (self, _ ("_Search Again"), G_CALLBACK (start))),
                        "stopped", _ ("Search Stopped"));
  gtk_widget_set_vexpand (stack, TRUE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), title);
  gtk_box_append (GTK_BOX (box), header);
  adw_toast_overlay_set_child (self->toasts, stack);
  gtk_box_append (GTK_BOX (box), toasts);
  gtk_box_append (GTK_BOX (box), self->again);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Similar Ideas"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 620);
  gtk_widget_set_size_request (GTK_WIDGET (self), 340, 300);
}

void
nord_duplicate_dialog_show (NordGroupSteps *steps, const char *id)
{
  NordSession *session = nord_group_steps_get_session (steps);
  NordDocument *document = nord_session_get_document (session);
  NordDuplicateDialog *self;

  if (document == NULL)
    return;
  self = g_object_new (NORD_TYPE_DUPLICATE_DIALOG, "transient-for",
                       nord_group_steps_get_window (steps), NULL);
  self->steps = g_object_ref (steps);
  self->session = g_object_ref (session);
  read_apart (self);
  nord_list_focus_bind (GTK_LIST_BOX (self->list), G_LIST_MODEL (self->pairs), new_row, self,
                        GTK_WIDGET (self));
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self,
                           G_CONNECT_SWAPPED);
  /* Another workshop is no longer about these. */
  g_signal_connect_object (session, "notify::document", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  nord_naming_apply (GTK_WIDGET (self));
  start (self);
  gtk_window_present (GTK_WINDOW (self));
}

GListModel *
nord_duplicate_dialog_get_pairs (NordDuplicateDialog *self)
{
  g_return_val_if_fail (NORD_IS_DUPLICATE_DIALOG (self), NULL);
  return G_LIST_MODEL (self->pairs);
}

gboolean
nord_duplicate_dialog_is_busy (NordDuplicateDialog *self)
{
  g_return_val_if_fail (NORD_IS_DUPLICATE_DIALOG (self), FALSE);
  return self->task != NULL;
}
