/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The pages over the table of core/kiosk/vote. Nothing here shows how others voted, and nothing of
 * a person outlives nord_vote_booth_clear(). */
#include "ui/kiosk/vote-booth.h"

#include "core/kiosk/vote.h"
#include "core/model/uuid.h"
#include "core/rank/code.h"
#include "core/rank/keep-back.h"
#include "core/rank/marking.h"
#include "core/store/urn.h"

#include <string.h>

struct _NordVoteBooth {
  GtkWidget parent_instance;

  NordSession *session; /* (owned) */
  NordWording *wording; /* (owned) */
  NordVote vote;
  const char *fault; /* (unowned) (nullable) key of what was wrong last */
  NordRecord *poll;  /* (owned) (nullable) */
  NordPolling *data; /* (owned) (nullable) */
  GBytes *code;      /* (owned) (nullable) what the store knows of it */
  char *ballot;      /* (owned) (nullable) its id to be */

  GtkStack *stack;
  GtkBox *choices;
  GtkWidget *idea;
  GtkGrid *letters;
  GtkLabel *typed;
  GtkLabel *code_fault;
  GtkWidget *erase;
  GtkLabel *mark_title;
  GtkLabel *how;
  NordVoteSheet *sheet;
  GtkLabel *account;
  GtkLabel *longest;
};

G_DEFINE_FINAL_TYPE (NordVoteBooth, nord_vote_booth, GTK_TYPE_WIDGET)

enum { VOTED, PAGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
word (NordVoteBooth *self, const char *key)
{
  return nord_wording_get (self->wording, key);
}

static NordDocument *
document_of (NordVoteBooth *self)
{
  return nord_session_get_document (self->session);
}

static gboolean
is_offered (NordRecord *poll)
{
  return nord_poll_read_state (poll) == NORD_POLL_STATE_OPEN;
}

static void
set_words (GtkWidget *button, const char *text)
{
  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), text);
  nord_wording_let_read (gtk_button_get_child (GTK_BUTTON (button)), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static GtkWidget *
new_button (NordVoteBooth *self, GCallback clicked)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), nord_wording_label (self->wording, NULL, NULL));
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static const char *
how_key (NordPollMethod method)
{
  switch (method) {
  case NORD_METHOD_APPROVAL:
    return "vote_approval";
  case NORD_METHOD_RATING:
    return "vote_rating";
  case NORD_METHOD_RANKING:
    return "vote_ranking";
  case NORD_METHOD_BUDGET:
    return "vote_budget";
  case NORD_METHOD_MATRIX:
    return "vote_matrix";
  case NORD_METHOD_DOTS:
  case NORD_N_METHODS:
  default:
    return "vote_dots";
  }
}

/* What is left to give, or that nothing is an answer, too. */
static void
show_account (NordVoteBooth *self)
{
  const guint *marks = nord_vote_sheet_get_marks (self->sheet);
  g_autofree char *text = NULL;
  gint64 rest;

  gtk_label_set_label (self->code_fault, self->fault != NULL ? word (self, self->fault) : "");
  if (self->data == NULL || marks == NULL)
    return;
  rest = nord_marking_get_rest (self->data, marks);
  gtk_label_set_label (self->how, word (self, how_key (self->data->method)));
  if (self->fault != NULL) {
    text = g_strdup (word (self, self->fault));
  } else if (nord_marking_is_empty (self->data, marks)) {
    text = g_strdup (word (self, "vote_none"));
  } else if (self->data->method == NORD_METHOD_DOTS) {
    text =
      nord_words_count (nord_wording_get_words (self->wording), "vote_dots_left", (guint) rest);
  } else if (self->data->method == NORD_METHOD_BUDGET) {
    g_autofree char *money = nord_words_money (nord_wording_get_words (self->wording), rest);

    text = g_strdup_printf ("%s: %s", word (self, "vote_money_left"), money);
  } else {
    text = g_strdup (word (self, "vote_secret"));
  }
  gtk_label_set_label (self->account, text);
}

static void
show_code (NordVoteBooth *self)
{
  g_autofree char *text = nord_vote_show_code (&self->vote);
  /* Its first letters may be figures, which have no direction of their own. */
  g_autofree char *shown = g_strdup_printf ("\u2066%s\u2069", text);

  gtk_label_set_label (self->typed, shown);
}

static void
on_paged (NordVoteBooth *self)
{
  g_signal_emit (self, signals[PAGED], 0);
}

static void
enter (NordVoteBooth *self)
{
  on_paged (self);
  gtk_stack_set_visible_child_name (self->stack, nord_vote_page_get_name (self->vote.page));
  self->fault = NULL;
  show_account (self);
  show_code (self);
  if (self->vote.page == NORD_VOTE_CODE)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->vote.page != NORD_VOTE_MARK)
    return;
  gtk_label_set_label (self->mark_title, nord_record_get_text (self->poll, NORD_POLL_TITLE));
  g_free (self->ballot);
  self->ballot = nord_uuid_new_v4 ();
  nord_vote_sheet_fill (self->sheet, self->data, self->ballot);
  show_account (self);
}

/* What nobody has let through does not say its words to all. */
static void
keep_back (NordVoteBooth *self)
{
  nord_polling_keep_back (self->data, nord_document_get_list (document_of (self), NORD_NOUN_IDEA),
                          word (self, "vote_kept"));
}

/* The marks first: they point into the poll. */
static void
forget (NordVoteBooth *self)
{
  nord_vote_sheet_clear (self->sheet);
  g_clear_object (&self->poll);
  g_clear_pointer (&self->data, nord_polling_free);
  g_clear_pointer (&self->code, g_bytes_unref);
  g_clear_pointer (&self->ballot, g_free);
}

static void
on_poll (NordVoteBooth *self, GtkButton *button)
{
  NordDocument *document = document_of (self);
  NordRecord *poll = nord_document_lookup (document, g_object_get_data (G_OBJECT (button), "poll"));
  g_autoptr (GListStore) none = g_list_store_new (NORD_TYPE_BALLOT);

  if (poll == NULL || !is_offered (poll))
    return;
  forget (self);
  self->poll = g_object_ref (poll);
  /* Without the ballots: what others gave is nothing that this screen should know. */
  self->data = nord_polling_read (poll, G_LIST_MODEL (none));
  keep_back (self);
  if (nord_vote_go (&self->vote, nord_record_get_boolean (poll, NORD_POLL_CODES)
                                   ? NORD_VOTE_EVENT_CODED_POLL
                                   : NORD_VOTE_EVENT_POLL))
    enter (self);
}

static void
refuse_code (NordVoteBooth *self, const GError *error)
{
  self->fault =
    g_error_matches (error, NORD_STORE_ERROR, NORD_STORE_ERROR_CODE_USED)      ? "vote_code_used"
    : g_error_matches (error, NORD_STORE_ERROR, NORD_STORE_ERROR_CODE_UNKNOWN) ? "vote_code_unknown"
                                                                               : "sorry";
  show_account (self);
  while (nord_vote_erase (&self->vote))
    ;
  show_code (self);
}

static void
admit (NordVoteBooth *self)
{
  NordStore *store = nord_document_get_store (document_of (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) salt = nord_store_read_code_salt (store, &error);

  g_clear_pointer (&self->code, g_bytes_unref);
  self->code = salt != NULL ? nord_code_prove (self->vote.typed, salt) : NULL;
  if (self->code == NULL ||
      !nord_store_check_code (store, nord_record_get_id (self->poll), self->code, &error)) {
    g_clear_pointer (&self->code, g_bytes_unref);
    refuse_code (self, error);
    return;
  }
  if (nord_vote_go (&self->vote, NORD_VOTE_EVENT_ADMIT))
    enter (self);
}

static void
type (NordVoteBooth *self, char letter)
{
  if (!nord_vote_type (&self->vote, letter))
    return;
  self->fault = NULL;
  show_account (self);
  show_code (self);
  if (nord_vote_is_typed (&self->vote))
    admit (self);
}

static void
on_letter (NordVoteBooth *self, GtkButton *button)
{
  type (self, *gtk_button_get_label (button));
}

static void
on_erase (NordVoteBooth *self)
{
  if (nord_vote_erase (&self->vote))
    show_code (self);
}

/* A keyboard, or a scanner that types what it reads. */
static gboolean
on_key (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        NordVoteBooth *self)
{
  const guint32 letter = gdk_keyval_to_unicode (keyval);

  if (self->vote.page != NORD_VOTE_CODE ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  if (keyval == GDK_KEY_BackSpace) {
    on_erase (self);
    return TRUE;
  }
  if (letter == 0 || letter > 127 || !g_ascii_isalnum ((char) letter))
    return FALSE;
  type (self, (char) letter);
  return TRUE;
}

static void
on_cast (NordVoteBooth *self)
{
  g_autoptr (GError) error = NULL;
  NordChangeSet *set;

  if (self->data == NULL)
    return;
  set = nord_polling_cast_as (self->ballot, self->poll, self->data,
                              nord_vote_sheet_get_marks (self->sheet));
  if (nord_document_cast (document_of (self), set, self->code, &error)) {
    forget (self);
    nord_vote_go (&self->vote, NORD_VOTE_EVENT_CAST);
    enter (self);
    g_signal_emit (self, signals[VOTED], 0);
    return;
  }
  self->fault =
    g_error_matches (error, NORD_STORE_ERROR, NORD_STORE_ERROR_CODE_USED) ? "vote_code_used"
    : g_error_matches (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID) ? "vote_closed"
                                                                          : "sorry";
  show_account (self);
}

static void
on_changed (NordVoteBooth *self)
{
  self->fault = NULL;
  show_account (self);
}

/* --- Building -----------------------------------------------------------------------------------
 */

static GtkWidget *
new_page (NordVoteBooth *self, NordVotePage page, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  nord_wording_add_page (self->wording, self->stack, box, nord_vote_page_get_name (page), title);
  return box;
}

static void
build_choose (NordVoteBooth *self)
{
  GtkWidget *box = new_page (self, NORD_VOTE_CHOOSE, "vote_what");
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->choices = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->idea = nord_wording_button (self->wording, "vote_idea", "station.next");
  gtk_widget_set_valign (GTK_WIDGET (self->choices), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self->choices), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->idea, GTK_ALIGN_CENTER);
  /* Whoever sees some polls only sees by the bar that there are more. */
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scrolled), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->choices));
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  /* Within reach on a wall, too, and not so near the bar that a finger meets that. */
  gtk_widget_set_valign (box, GTK_ALIGN_END);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_box_append (GTK_BOX (box), nord_wording_label (self->wording, "vote_what", "kiosk-title"));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), self->idea);
}

static GtkWidget *
new_letter (NordVoteBooth *self, char letter)
{
  const char text[] = {letter, '\0'};
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_letter), self, G_CONNECT_SWAPPED);
  return button;
}

/* A code is read from left to right in every language, and so are its keys. */
static void
build_code (NordVoteBooth *self)
{
  GtkWidget *box = new_page (self, NORD_VOTE_CODE, "vote_code");

  self->typed = GTK_LABEL (nord_wording_label (self->wording, NULL, "kiosk-code"));
  self->code_fault = GTK_LABEL (nord_wording_label (self->wording, NULL, "error"));
  self->letters = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->letters, 6);
  gtk_grid_set_column_spacing (self->letters, 6);
  gtk_widget_set_halign (GTK_WIDGET (self->letters), GTK_ALIGN_CENTER);
  nord_wording_keep_direction (GTK_WIDGET (self->letters));
  for (guint i = 0; nord_vote_letters[i] != '\0'; i++)
    gtk_grid_attach (self->letters, new_letter (self, nord_vote_letters[i]), (int) i, 0, 1, 1);
  self->erase = nord_wording_button (self->wording, "vote_erase", NULL);
  g_signal_connect_object (self->erase, "clicked", G_CALLBACK (on_erase), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (self->letters, self->erase, 0, 1, 1, 1);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), nord_wording_label (self->wording, "vote_code", "kiosk-title"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->typed));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->code_fault));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->letters));
}

/* Digits in the first row; beside each other where there is no height. */
static void
arrange_letters (NordVoteBooth *self, gboolean low)
{
  const int columns = low ? 17 : 10;
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->letters));
  int i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->letters)); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++) {
    GtkGridLayoutChild *place =
      GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, child));
    const gboolean erase = child == self->erase;

    gtk_grid_layout_child_set_column (place, i % columns);
    gtk_grid_layout_child_set_row (place, i / columns);
    gtk_grid_layout_child_set_column_span (place, erase ? 2 : 1);
  }
}

static void
build_mark (NordVoteBooth *self)
{
  GtkWidget *box = new_page (self, NORD_VOTE_MARK, "vote_on");
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *cast;
  GtkWidget *place = gtk_grid_new ();
  /* Unseen, and nothing to hear: the foot is always as high as its longest words, so that no button
   * moves at the first tap. */
  GtkWidget *longest =
    g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "wrap", TRUE,
                  "opacity", 0.0, "can-target", FALSE, NULL);

  self->mark_title = GTK_LABEL (nord_wording_label (self->wording, NULL, "kiosk-title"));
  gtk_label_set_wrap_mode (self->mark_title, PANGO_WRAP_WORD_CHAR);
  nord_wording_let_read (GTK_WIDGET (self->mark_title), NULL);
  self->how = GTK_LABEL (nord_wording_label (self->wording, NULL, NULL));
  nord_wording_let_read (GTK_WIDGET (self->how), NULL);
  self->sheet = NORD_VOTE_SHEET (nord_vote_sheet_new (self->wording));
  self->account = GTK_LABEL (nord_wording_label (self->wording, NULL, NULL));
  gtk_label_set_xalign (self->account, 0);
  gtk_label_set_justify (self->account, GTK_JUSTIFY_LEFT);
  gtk_widget_set_hexpand (GTK_WIDGET (self->account), TRUE);
  gtk_widget_set_valign (place, GTK_ALIGN_CENTER);
  cast = nord_wording_button (self->wording, "vote_cast", NULL);
  g_signal_connect_object (cast, "clicked", G_CALLBACK (on_cast), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (cast, "suggested-action");
  /* As high as its words, however many lines the account beside it has. */
  gtk_widget_set_valign (cast, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (cast))), FALSE);
  g_signal_connect_object (self->sheet, "paged", G_CALLBACK (on_paged), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  self->longest = GTK_LABEL (longest);
  gtk_label_set_xalign (self->longest, 0);
  gtk_grid_attach (GTK_GRID (place), longest, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (place), GTK_WIDGET (self->account), 0, 0, 1, 1);
  gtk_box_append (GTK_BOX (foot), place);
  gtk_box_append (GTK_BOX (foot), cast);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->mark_title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->how));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sheet));
  gtk_box_append (GTK_BOX (box), foot);
  /* What is asked stands near the answers, which are within reach. */
  gtk_widget_set_vexpand (GTK_WIDGET (self->mark_title), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->mark_title), GTK_ALIGN_END);
  gtk_widget_set_vexpand (GTK_WIDGET (self->sheet), FALSE);
}

static void
build_thanks (NordVoteBooth *self)
{
  GtkWidget *box = new_page (self, NORD_VOTE_THANKS, "thanks_title");
  GtkWidget *done = nord_wording_button (self->wording, "done", "station.next");

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (done, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), nord_wording_label (self->wording, "thanks_title", "kiosk-title"));
  gtk_box_append (GTK_BOX (box), nord_wording_label (self->wording, "vote_thanks", NULL));
  gtk_box_append (GTK_BOX (box), done);
}

static void
nord_vote_booth_dispose (GObject *object)
{
  NordVoteBooth *self = NORD_VOTE_BOOTH (object);
  GtkWidget *child;

  if (self->sheet != NULL && self->session != NULL)
    forget (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  self->sheet = NULL;
  g_clear_object (&self->session);
  g_clear_object (&self->wording);
  G_OBJECT_CLASS (nord_vote_booth_parent_class)->dispose (object);
}

static void
nord_vote_booth_class_init (NordVoteBoothClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_vote_booth_dispose;
  signals[VOTED] = g_signal_new ("voted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[PAGED] = g_signal_new ("paged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nord_vote_booth_init (NordVoteBooth *self)
{
  nord_vote_clear (&self->vote);
}

/* The buttons of the polls bear titles, which are in one language only, behind a word. */
static guint
fill_choices (NordVoteBooth *self)
{
  GListModel *polls = nord_document_get_list (document_of (self), NORD_NOUN_POLL);
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_box_remove (self->choices, child);
  for (guint i = g_list_model_get_n_items (polls); i-- > 0;) {
    g_autoptr (NordRecord) poll = g_list_model_get_item (polls, i);
    const char *title = nord_record_get_text (poll, NORD_POLL_TITLE);
    g_autofree char *text = g_strdup_printf ("%s: %s", word (self, "vote_on"), title);
    g_autofree char *shown =
      g_strdup_printf ("%s: \u2068%s\u2069", word (self, "vote_on"), title ? title : "");
    GtkWidget *button;

    if (!is_offered (poll))
      continue;
    button = new_button (self, G_CALLBACK (on_poll));
    set_words (button, text);
    /* The title keeps its own direction between the words of the station. */
    gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), shown);
    gtk_widget_add_css_class (button, "suggested-action");
    g_object_set_data_full (G_OBJECT (button), "poll", g_strdup (nord_record_get_id (poll)),
                            g_free);
    nord_wording_turn (self->wording, button);
    gtk_box_prepend (self->choices, button);
    n++;
  }
  return n;
}

static void
on_spoken (NordVoteBooth *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  word (self, "vote_code"), -1);
  if (self->data != NULL)
    keep_back (self);
  fill_choices (self);
  gtk_label_set_label (self->longest, word (self, "vote_none"));
  show_account (self);
}

GtkWidget *
nord_vote_booth_new (NordWording *wording, NordSession *session)
{
  NordVoteBooth *self = g_object_new (NORD_TYPE_VOTE_BOOTH, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->session = g_object_ref (session);
  self->wording = g_object_ref (wording);
  /* Before the sheet, which then shows the options as they are called now. */
  g_signal_connect_object (wording, "spoken", G_CALLBACK (on_spoken), self, G_CONNECT_SWAPPED);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
  build_choose (self);
  build_code (self);
  build_mark (self);
  build_thanks (self);
  arrange_letters (self, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-screen");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  on_spoken (self);
  return GTK_WIDGET (self);
}

void
nord_vote_booth_set_room (NordVoteBooth *self, const NordVoteRoom *room)
{
  arrange_letters (self, room->low);
  nord_vote_sheet_set_room (self->sheet, room);
}

void
nord_vote_booth_set_large (NordVoteBooth *self, gboolean large)
{
  nord_vote_sheet_set_large (self->sheet, large);
}

gboolean
nord_vote_booth_begin (NordVoteBooth *self)
{
  nord_vote_booth_clear (self);
  if (fill_choices (self) == 0)
    return FALSE;
  enter (self);
  return TRUE;
}

gboolean
nord_vote_booth_go_back (NordVoteBooth *self)
{
  if (!nord_vote_go (&self->vote, NORD_VOTE_EVENT_BACK))
    return FALSE;
  forget (self);
  enter (self);
  return TRUE;
}

void
nord_vote_booth_clear (NordVoteBooth *self)
{
  forget (self);
  nord_vote_clear (&self->vote);
  self->fault = NULL;
  gtk_label_set_label (self->typed, "");
  gtk_label_set_label (self->code_fault, "");
  gtk_label_set_label (self->account, "");
  gtk_label_set_label (self->mark_title, "");
}
