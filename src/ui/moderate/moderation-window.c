/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Moderation: one idea large, what may be personal in it marked, and five ways on. */
#include "ui/moderate/moderation-window.h"

#include "core/document/deleted-media.h"
#include "core/model/medium.h"
#include "core/model/moderation.h"
#include "core/model/pattern.h"
#include "ui/moderate/deleted-pictures.h"
#include "ui/moderate/pictures.h"
#include "ui/moderate/question.h"
#include "ui/moderate/redaction.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordModerationWindow {
  AdwWindow parent_instance;

  NordSession *session;   /* (owned) */
  NordDocument *document; /* (owned) */
  NordRecord *idea;       /* (owned) (nullable) the one that is shown */
  GHashTable *skipped;    /* (owned) ids that were put off */
  gboolean anyway;        /* somebody else looks at it, and it was said that this does not matter */
  gboolean may_decide;    /* nobody else does at the moment, or it does not matter */
  guint idle_id;

  GtkStack *stack;
  GtkLabel *count;
  GtkLabel *title;
  GtkLabel *body;
  GtkLabel *about;
  GtkBox *pictures;
  GtkLabel *found;
  GtkWidget *found_box;
  GtkWidget *taken_box;
  GtkLabel *taken;
  GtkWidget *question_box;
  GtkLabel *question;
  GtkWidget *deleted; /* shows pictures that were deleted and lie in the file */
};

G_DEFINE_FINAL_TYPE (NordModerationWindow, nord_moderation_window, ADW_TYPE_WINDOW)

static const char *
device_of (NordModerationWindow *self)
{
  return nord_store_get_device (nord_document_get_store (self->document));
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static const char *
get_pattern_word (NordPatternKind kind)
{
  static const char *const words[NORD_N_PATTERNS] = {
    [NORD_PATTERN_PHONE] = N_ ("telephone number"), [NORD_PATTERN_EMAIL] = N_ ("e-mail address"),
    [NORD_PATTERN_IBAN] = N_ ("bank account"),      [NORD_PATTERN_PLATE] = N_ ("number plate"),
    [NORD_PATTERN_ADDRESS] = N_ ("address"),
  };

  return _ (words[kind]);
}

/* --- The queue -----------------------------------------------------------------------------------
 */

/* What was begun here first, so that no idea that comes in takes its place on the screen; then
 * those from the shared screen and from elsewhere: nobody has heard them yet. */
static int
get_rank (NordModerationWindow *self, NordRecord *idea)
{
  const char *origin = nord_record_get_text (idea, NORD_IDEA_ORIGIN);
  const char *asked = nord_record_get_text (idea, NORD_IDEA_MODERATION_REASON);
  const gboolean ours = nord_moderation_is_claimed_by (idea, device_of (self), get_now ());

  return (g_hash_table_contains (self->skipped, nord_record_get_id (idea)) ? 16 : 0) +
         (asked != NULL && *asked != 0 ? 8 : 0) + (ours ? 0 : 4) +
         (nord_moderation_read_claim (idea, device_of (self), get_now ()) > 0 ? 2 : 0) +
         (g_strcmp0 (origin, "kiosk") == 0 || g_strcmp0 (origin, "import") == 0 ? 0 : 1);
}

static NordRecord *
find_next (NordModerationWindow *self, guint *n)
{
  GListModel *ideas = nord_document_get_list (self->document, NORD_NOUN_IDEA);
  g_autoptr (NordRecord) best = NULL;
  int rank = G_MAXINT;

  *n = 0;
  for (guint i = 0; i < g_list_model_get_n_items (ideas); i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (ideas, i);

    if (!nord_moderation_waits (idea))
      continue;
    (*n)++;
    if (get_rank (self, idea) < rank) {
      rank = get_rank (self, idea);
      g_set_object (&best, idea);
    }
  }
  return g_steal_pointer (&best);
}

static char *
say_found (const char *title, const char *body)
{
  g_autofree char *all = g_strconcat (title != NULL ? title : "", "\n", body, NULL);
  g_autoptr (GArray) found = nord_pattern_find (all);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++) {
    const NordPattern *pattern = &g_array_index (found, NordPattern, i);
    g_autofree char *piece = g_strndup (all + pattern->start, pattern->length);

    /* Translators: a kind of personal data and what was found: "telephone number “0231 …”" */
    g_string_append_printf (words, _ ("%s%s “%s”"), i > 0 ? " · " : "",
                            get_pattern_word (pattern->kind), piece);
  }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* A label, not a text view: that would be as low as its parent lets it. */
static void
mark_found (NordModerationWindow *self, const char *text)
{
  g_autoptr (GArray) found = nord_pattern_find (text);
  g_autoptr (PangoAttrList) marks = pango_attr_list_new ();

  for (guint i = 0; i < found->len; i++) {
    const NordPattern *pattern = &g_array_index (found, NordPattern, i);
    PangoAttribute *attributes[] = {pango_attr_weight_new (PANGO_WEIGHT_BOLD),
                                    pango_attr_underline_new (PANGO_UNDERLINE_ERROR)};

    for (guint a = 0; a < G_N_ELEMENTS (attributes); a++) {
      attributes[a]->start_index = (guint) pattern->start;
      attributes[a]->end_index = (guint) (pattern->start + pattern->length);
      pango_attr_list_insert (marks, attributes[a]);
    }
  }
  gtk_label_set_text (self->body, text);
  gtk_label_set_attributes (self->body, marks);
}

static char *
say_about (NordRecord *idea, guint n_pictures)
{
  const char *origin = nord_record_get_text (idea, NORD_IDEA_ORIGIN);
  const char *created = nord_record_get_text (idea, NORD_IDEA_CREATED);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) then = created != NULL ? g_date_time_new_from_iso8601 (created, utc) : NULL;
  g_autoptr (GDateTime) local = then != NULL ? g_date_time_to_local (then) : NULL;
  g_autofree char *when =
    local != NULL ? g_date_time_format (local, C_ ("history", "%b %-e, %H:%M")) : NULL;
  const char *source = nord_record_get_text (idea, NORD_IDEA_SOURCE);
  const char *from = g_strcmp0 (source, NORD_IDEA_SOURCE_CHILDREN) == 0
                       ? _ ("from the shared screen, by a child")
                     : g_strcmp0 (origin, "kiosk") == 0  ? _ ("from the shared screen")
                     : g_strcmp0 (origin, "paper") == 0  ? _ ("from a paper card")
                     : g_strcmp0 (origin, "import") == 0 ? _ ("from an import")
                                                         : _ ("taken down on a laptop");

  g_autoptr (GString) words = g_string_new (when);

  if (words->len > 0)
    g_string_append (words, " · ");
  g_string_append (words, from);
  /* Below a long text they are not in view at once. */
  if (n_pictures > 0) {
    g_string_append (words, " · ");
    g_string_append_printf (words, ngettext ("with %u picture", "with %u pictures", n_pictures),
                            n_pictures);
  }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* Another copy has it: shown, but nothing is done by mistake. */
static void
show_claim (NordModerationWindow *self)
{
  static const char *const decisions[] = {"release", "hide", "redact", "ask", "remove-picture"};
  gint64 since = nord_moderation_read_claim (self->idea, device_of (self), get_now ());

  gtk_widget_set_visible (self->taken_box, since > 0);
  self->may_decide = since == 0 || self->anyway;
  /* Whoever does not decide may still go on to the next. */
  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++) {
    g_autofree char *action = g_strconcat ("moderation.", decisions[i], NULL);

    gtk_widget_action_set_enabled (GTK_WIDGET (self), action, self->may_decide);
  }
  if (since > 0) {
    g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (since);
    g_autofree char *time = g_date_time_format (then, "%H:%M");
    g_autofree char *words =
      /* Translators: %s is a time of day. */
      g_strdup_printf (_ ("Somebody has been looking at this on another computer since %s."), time);

    gtk_label_set_text (self->taken, words);
  }
}

static void
show_next (NordModerationWindow *self)
{
  guint n = 0, n_pictures;
  g_autoptr (NordRecord) idea = find_next (self, &n);
  gboolean another = idea != self->idea;
  g_autofree char *count = NULL, *found = NULL, *about = NULL;
  const char *title, *body, *asked;

  g_set_object (&self->idea, idea);
  gtk_stack_set_visible_child_name (self->stack, idea != NULL ? "idea" : "done");
  count = g_strdup_printf (ngettext ("%u idea waits", "%u ideas wait", n), n);
  gtk_label_set_text (self->count, n > 0 ? count : "");
  if (idea == NULL)
    return;
  if (another)
    self->anyway = FALSE;
  title = nord_record_get_text (idea, NORD_IDEA_TITLE);
  body = nord_record_get_text (idea, NORD_IDEA_BODY);
  asked = nord_record_get_text (idea, NORD_IDEA_MODERATION_REASON);
  gtk_label_set_text (self->title, title != NULL && *title != 0 ? title : _ ("Untitled"));
  mark_found (self, body != NULL ? body : "");
  gtk_widget_set_visible (GTK_WIDGET (self->body), body != NULL && *body != 0);
  found = say_found (title, body);
  gtk_label_set_text (self->found, found);
  gtk_widget_set_visible (self->found_box, *found != 0);
  gtk_label_set_text (self->question, asked != NULL ? asked : "");
  gtk_widget_set_visible (self->question_box, asked != NULL && *asked != 0);
  n_pictures = nord_pictures_show (self->pictures, self->document, idea);
  about = say_about (idea, n_pictures);
  gtk_label_set_text (self->about, about);
  show_claim (self);
  /* Others see that it is being looked at. */
  if (another && nord_moderation_read_claim (idea, device_of (self), get_now ()) == 0)
    nord_session_apply (self->session, nord_moderation_claim (idea, device_of (self), get_now ()),
                        NULL);
}

static void
show_deleted (NordModerationWindow *self)
{
  gtk_widget_set_visible (self->deleted, nord_deleted_media_are_there (self->document));
}

static gboolean
on_idle (gpointer data)
{
  NordModerationWindow *self = data;

  self->idle_id = 0;
  show_next (self);
  return G_SOURCE_REMOVE;
}

static void
on_document_changed (NordModerationWindow *self, const NordChangeSet *changes)
{
  for (guint i = 0; i < changes->changes->len; i++)
    if (((const NordChange *) changes->changes->pdata[i])->noun->kind == NORD_NOUN_MEDIUM) {
      show_deleted (self);
      break;
    }
  if (self->idle_id == 0)
    self->idle_id = g_idle_add (on_idle, self);
}

/* --- Decisions -----------------------------------------------------------------------------------
 */

static gboolean
may_decide (NordModerationWindow *self)
{
  return self->idea != NULL && self->may_decide;
}

static void
on_release (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordModerationWindow *self = NORD_MODERATION_WINDOW (widget);

  if (may_decide (self))
    nord_session_apply (self->session, nord_moderation_release (self->idea), _ ("Idea released"));
}

static void
on_skip (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordModerationWindow *self = NORD_MODERATION_WINDOW (widget);

  if (self->idea == NULL)
    return;
  g_hash_table_add (self->skipped, g_strdup (nord_record_get_id (self->idea)));
  show_next (self);
}

static void
on_anyway (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordModerationWindow *self = NORD_MODERATION_WINDOW (widget);

  self->anyway = TRUE;
  if (self->idea != NULL)
    show_claim (self);
}

static void
on_hide_response (NordModerationWindow *self, const char *response, AdwMessageDialog *dialog)
{
  if (g_str_equal (response, "confirm"))
    nord_session_apply (self->session,
                        nord_moderation_hide (g_object_get_data (G_OBJECT (dialog), "idea"),
                                              nord_question_get_entry (dialog)),
                        _ ("Idea hidden"));
}

static void
on_hide (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordModerationWindow *self = NORD_MODERATION_WINDOW (widget);
  AdwMessageDialog *dialog;

  if (!may_decide (self))
    return;
  dialog = nord_question_new (
    GTK_WINDOW (self), self->idea, _ ("Hide Idea"),
    _ ("It stays in the workshop, but nobody outside sees it. The reason is kept."), _ ("_Hide"));
  nord_question_add_entry (dialog, _ ("Reason"), "");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_hide_response), self,
                           G_CONNECT_SWAPPED);
  nord_naming_apply (GTK_WIDGET (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_ask_response (NordModerationWindow *self, const char *response, AdwMessageDialog *dialog)
{
  NordRecord *idea = g_object_get_data (G_OBJECT (dialog), "idea");

  if (!g_str_equal (response, "confirm"))
    return;
  g_hash_table_add (self->skipped, g_strdup (nord_record_get_id (idea)));
  nord_session_apply (self->session, nord_moderation_ask (idea, nord_question_get_entry (dialog)),
                      _ ("Question noted"));
}

static void
on_ask (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordModerationWindow *self = NORD_MODERATION_WINDOW (widget);
  const char *asked;
  AdwMessageDialog *dialog;

  if (!may_decide (self))
    return;
  asked = nord_record_get_text (self->idea, NORD_IDEA_MODERATION_REASON);
  dialog = nord_question_new (
    GTK_WINDOW (self), self->idea, _ ("Ask Back"),
    _ ("The idea goes on waiting, with the question beside it, until it is answered."),
    _ ("_Note Question"));
  nord_question_add_entry (dialog, _ ("Question"), asked != NULL ? asked : "");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_ask_response), self,
                           G_CONNECT_SWAPPED);
  nord_naming_apply (GTK_WIDGET (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_remove_response (NordModerationWindow *self, const char *response, AdwMessageDialog *dialog)
{
  GListModel *media = nord_document_get_list (self->document, NORD_NOUN_MEDIUM);
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "confirm"))
    return;
  if (nord_document_apply (self->document,
                           nord_medium_remove (media,
                                               g_object_get_data (G_OBJECT (dialog), "medium"),
                                               nord_question_get_entry (dialog)),
                           &error))
    nord_session_notify (self->session, _ ("Picture removed; it is gone for good"), FALSE);
  else
    nord_session_report (self->session, _ ("The picture could not be removed"), error);
}

static void
on_remove_picture (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordModerationWindow *self = NORD_MODERATION_WINDOW (widget);
  NordRecord *medium =
    nord_document_lookup (self->document, g_variant_get_string (parameter, NULL));
  AdwMessageDialog *dialog;

  if (!may_decide (self) || medium == NULL)
    return;
  dialog = nord_question_new (
    GTK_WINDOW (self), self->idea, _ ("Remove the Picture for Good"),
    _ ("It is removed from this workshop and from all ideas that show it, here and "
       "wherever it is exchanged. This cannot be undone. What remains is that there "
       "was one, and why it is gone."),
    _ ("_Remove"));
  adw_message_dialog_set_response_appearance (dialog, "confirm", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  nord_question_add_entry (dialog, _ ("Reason"), "");
  g_object_set_data_full (G_OBJECT (dialog), "medium", g_object_ref (medium), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_remove_response), self,
                           G_CONNECT_SWAPPED);
  nord_naming_apply (GTK_WIDGET (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_redact (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordModerationWindow *self = NORD_MODERATION_WINDOW (widget);

  if (may_decide (self))
    nord_redaction_ask (GTK_WINDOW (self), self->session, self->idea);
}

static void
on_deleted (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordModerationWindow *self = NORD_MODERATION_WINDOW (widget);

  nord_deleted_pictures_show (GTK_WINDOW (self), self->session);
}

static void
nord_moderation_window_dispose (GObject *object)
{
  NordModerationWindow *self = NORD_MODERATION_WINDOW (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->session);
  g_clear_object (&self->idea);
  g_clear_pointer (&self->skipped, g_hash_table_unref);
  G_OBJECT_CLASS (nord_moderation_window_parent_class)->dispose (object);
}

static void
nord_moderation_window_class_init (NordModerationWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_moderation_window_dispose;
  gtk_widget_class_install_action (widget_class, "moderation.release", NULL, on_release);
  gtk_widget_class_install_action (widget_class, "moderation.hide", NULL, on_hide);
  gtk_widget_class_install_action (widget_class, "moderation.redact", NULL, on_redact);
  gtk_widget_class_install_action (widget_class, "moderation.ask", NULL, on_ask);
  gtk_widget_class_install_action (widget_class, "moderation.remove-picture", "s",
                                   on_remove_picture);
  gtk_widget_class_install_action (widget_class, "moderation.deleted-pictures", NULL, on_deleted);
  gtk_widget_class_install_action (widget_class, "moderation.skip", NULL, on_skip);
  gtk_widget_class_install_action (widget_class, "moderation.anyway", NULL, on_anyway);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "moderation.release", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "moderation.release", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK, "moderation.hide",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK,
                                       "moderation.redact", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "moderation.skip",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/moderate/moderation-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NordModerationWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, NordModerationWindow, count);
  gtk_widget_class_bind_template_child (widget_class, NordModerationWindow, title);
  gtk_widget_class_bind_template_child (widget_class, NordModerationWindow, body);
  gtk_widget_class_bind_template_child (widget_class, NordModerationWindow, about);
  gtk_widget_class_bind_template_child (widget_class, NordModerationWindow, pictures);
  gtk_widget_class_bind_template_child (widget_class, NordModerationWindow, found);
  gtk_widget_class_bind_template_child (widget_class, NordModerationWindow, found_box);
  gtk_widget_class_bind_template_child (widget_class, NordModerationWindow, taken_box);
  gtk_widget_class_bind_template_child (widget_class, NordModerationWindow, taken);
  gtk_widget_class_bind_template_child (widget_class, NordModerationWindow, question_box);
  gtk_widget_class_bind_template_child (widget_class, NordModerationWindow, question);
  gtk_widget_class_bind_template_child (widget_class, NordModerationWindow, deleted);
}

static void
nord_moderation_window_init (NordModerationWindow *self)
{
  self->skipped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  nord_naming_apply (GTK_WIDGET (self));
}

/* The workshop is closed: so is this. */
static void
on_document_set (NordModerationWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

GtkWidget *
nord_moderation_window_new (GtkWindow *parent, NordSession *session)
{
  NordModerationWindow *self =
    g_object_new (NORD_TYPE_MODERATION_WINDOW, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->document = g_object_ref (nord_session_get_document (session));
  g_signal_connect_object (self->document, "changed", G_CALLBACK (on_document_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
  show_next (self);
  show_deleted (self);
  return GTK_WIDGET (self);
}
