/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The card of one idea, or of a draft that becomes one. A field is stored when it is left; a draft
 * is kept with every key. */
#include "ui/collect/idea-card.h"

#include "core/model/cluster.h"
#include "core/model/moderation.h"
#include "ui/collect/answer-box.h"
#include "ui/collect/history-row.h"
#include "ui/collect/photo-strip.h"
#include "ui/collect/project-links.h"
#include "ui/collect/similar-row.h"
#include "ui/collect/topic-grid.h"
#include "ui/collect/whereabouts.h"
#include "ui/map/mark.h"
#include "ui/widgets/abreast.h"
#include "ui/widgets/plain-text.h"
#include "ui/widgets/state-words.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordIdeaCard {
  AdwBin parent_instance;

  NordSession *session;         /* (owned) (nullable) */
  NordIdeaSearch *search;       /* (owned) (nullable) */
  NordWhereabouts *whereabouts; /* (owned) */
  NordDocument *document;       /* (owned) (nullable) whose changes are followed */
  NordIdea *idea;               /* (owned) (nullable) */
  NordDraft *draft;             /* (unowned) (nullable) */
  gboolean filling;             /* fields follow the idea just now */

  GtkLabel *heading;
  GtkImage *sign;
  AdwEntryRow *title;
  NordSimilarRow *similar;
  NordSimilarRow *registered;
  GtkTextView *body;
  GtkWidget *body_frame;
  NordTopicGrid *topics;
  AdwComboRow *language;
  AdwActionRow *place;
  GtkWidget *show_button;
  GtkWidget *edit_button;
  GtkWidget *place_button;
  GtkWidget *about;
  AdwActionRow *cluster;
  AdwActionRow *state;
  NordPhotoStrip *photos;
  NordAnswerBox *answer;
  NordProjectLinks *projects;
  NordHistoryRow *history;
  GtkWidget *back_button;
  GtkWidget *delete_button;
  GtkWidget *draft_bar;
};

G_DEFINE_FINAL_TYPE (NordIdeaCard, nord_idea_card, ADW_TYPE_BIN)

enum { DRAFT_CHANGED, DRAFT_DONE, DRAFT_JOINED, CLOSED, N_SIGNALS };
static guint signals[N_SIGNALS];

static NordProgramme *
get_programme (NordIdeaCard *self)
{
  return nord_session_get_programme (self->session);
}

static char *
get_body (NordIdeaCard *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->body);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* The first row of the choice is "not known". */
static const char *
get_language (NordIdeaCard *self)
{
  guint index = adw_combo_row_get_selected (self->language);
  guint n = nord_programme_get_n_languages (get_programme (self));

  return index == 0 || index > n
           ? NULL
           : nord_programme_get_language (get_programme (self), index - 1)->id;
}

static const char *
get_category (NordIdeaCard *self)
{
  const NordCategory *category = nord_topic_grid_get_chosen (self->topics);

  return category ? category->id : NULL;
}

static void
show_sign (NordIdeaCard *self)
{
  g_autoptr (GdkTexture) sign =
    nord_mark_make_texture (nord_topic_grid_get_chosen (self->topics), 28, 2);

  gtk_image_set_from_paintable (self->sign, GDK_PAINTABLE (sign));
}

static void
select_language (NordIdeaCard *self, const char *id)
{
  guint n = nord_programme_get_n_languages (get_programme (self)), index = 0;

  for (guint i = 0; id && i < n; i++) {
    if (strcmp (nord_programme_get_language (get_programme (self), i)->id, id) == 0)
      index = i + 1;
  }
  adw_combo_row_set_selected (self->language, index);
}

/* --- Storing -------------------------------------------------------------------------------------
 */

/* One field of the idea; @label names the step for "Undo". */
static void
store_field (NordIdeaCard *self, guint field, const char *value, const char *label)
{
  const char *old = nord_record_get_text (NORD_RECORD (self->idea), field);
  g_autoptr (NordChangeSet) set = NULL;
  NordChange *change;

  /* An empty text and none are the same to a person. */
  if (g_strcmp0 (old && *old ? old : NULL, value && *value ? value : NULL) == 0)
    return;
  change = nord_change_new_update (NORD_RECORD (self->idea));
  nord_change_set_text (change, field, value && *value ? value : NULL);
  set = nord_change_set_group_new (label);
  nord_change_set_group_add (set, change);
  nord_session_apply (self->session, g_steal_pointer (&set), NULL);
}

static void
keep_draft (NordIdeaCard *self)
{
  g_autofree char *body = get_body (self);

  g_free (self->draft->title);
  self->draft->title = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title)));
  g_free (self->draft->body);
  self->draft->body = g_steal_pointer (&body);
  g_free (self->draft->category);
  self->draft->category = g_strdup (get_category (self));
  g_free (self->draft->language);
  self->draft->language = g_strdup (get_language (self));
  g_signal_emit (self, signals[DRAFT_CHANGED], 0);
  nord_similar_row_look (self->similar, self->draft->title, self->draft->body, self->draft->shape);
  nord_similar_row_look (self->registered, self->draft->title, self->draft->body,
                         self->draft->shape);
}

static gboolean
is_mine (NordIdeaCard *self)
{
  return self->idea && self->document && !self->filling &&
         nord_document_lookup (self->document, nord_record_get_id (NORD_RECORD (self->idea)));
}

static void
store_title (NordIdeaCard *self)
{
  if (is_mine (self))
    store_field (self, NORD_IDEA_TITLE, gtk_editable_get_text (GTK_EDITABLE (self->title)),
                 _ ("Change the Title"));
}

static void
store_body (NordIdeaCard *self)
{
  g_autofree char *body = get_body (self);

  if (is_mine (self))
    store_field (self, NORD_IDEA_BODY, body, _ ("Change the Text"));
}

static void
on_edited (NordIdeaCard *self)
{
  if (self->draft && !self->filling)
    keep_draft (self);
}

static void
on_title_activated (NordIdeaCard *self)
{
  if (self->draft)
    g_signal_emit (self, signals[DRAFT_DONE], 0, NULL);
  else
    store_title (self);
}

static void
on_topic_chosen (NordIdeaCard *self)
{
  show_sign (self);
  if (self->draft)
    keep_draft (self);
  else if (is_mine (self))
    store_field (self, NORD_IDEA_CATEGORY, get_category (self), _ ("Change the Topic"));
}

static void
on_language_chosen (NordIdeaCard *self)
{
  if (self->filling || self->session == NULL)
    return;
  if (self->draft)
    keep_draft (self);
  else if (is_mine (self))
    store_field (self, NORD_IDEA_LANGUAGE, get_language (self), _ ("Change the Language"));
}

/* --- Filling -------------------------------------------------------------------------------------
 */

static void
fill_place (NordIdeaCard *self, NordShape *shape)
{
  g_autofree char *text = NULL;
  gboolean read_only = FALSE;

  if (self->document)
    g_object_get (self->document, "read-only", &read_only, NULL);
  text = shape ? nord_whereabouts_describe (self->whereabouts, shape,
                                            nord_idea_search_locate (self->search, shape))
               : g_strdup (_ ("Not on the Map"));
  nord_plain_set_row (self->place, _ ("Place"), text);
  gtk_widget_set_visible (self->show_button, shape != NULL);
  gtk_widget_set_visible (self->edit_button, shape != NULL && self->idea && !read_only);
  gtk_widget_set_visible (self->place_button, shape == NULL && self->idea && !read_only);
}

static void
on_names_known (NordIdeaCard *self)
{
  if (self->idea)
    fill_place (self, nord_record_get_shape (NORD_RECORD (self->idea), NORD_IDEA_SHAPE));
  else if (self->draft)
    fill_place (self, self->draft->shape);
}

static void
fill_about (NordIdeaCard *self)
{
  NordRecord *record = NORD_RECORD (self->idea), *cluster = NULL;
  const char *cluster_id, *reason;
  g_autofree char *state = NULL;

  gtk_widget_set_visible (self->about, record != NULL);
  gtk_widget_set_visible (self->delete_button, record != NULL);
  if (record == NULL)
    return;
  cluster_id = nord_record_get_text (record, NORD_IDEA_CLUSTER);
  if (cluster_id)
    cluster = nord_document_lookup (self->document, cluster_id);
  gtk_widget_set_visible (GTK_WIDGET (self->cluster), cluster != NULL);
  if (cluster) {
    const char *name = nord_record_get_text (cluster, NORD_CLUSTER_TITLE);

    nord_plain_set_row (self->cluster, _ ("Group"), name && *name ? name : _ ("Unnamed Group"));
  }
  reason = nord_record_get_text (record, NORD_IDEA_MODERATION_REASON);
  state =
    g_strdup_printf ("%s · %s%s%s",
                     nord_state_words_get_moderation (
                       nord_record_get_text (record, NORD_IDEA_MODERATION)),
                     nord_state_words_get_path (nord_record_get_text (record, NORD_IDEA_PATH)),
                     reason && *reason ? "\n" : "", reason ? reason : "");
  nord_plain_set_row (self->state, _ ("State"), state);
}

static gboolean
has_focus (GtkWidget *widget)
{
  return (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* @fresh: another thing is shown. Otherwise a field that is being written in keeps its text. */
static void
fill (NordIdeaCard *self, gboolean fresh)
{
  NordRecord *record = self->idea ? NORD_RECORD (self->idea) : NULL;
  const char *title, *body;
  g_autofree char *shown = NULL;
  gboolean read_only = FALSE;

  if (record == NULL && self->draft == NULL)
    return;
  self->filling = TRUE;
  if (self->document)
    g_object_get (self->document, "read-only", &read_only, NULL);
  title = record ? nord_record_get_text (record, NORD_IDEA_TITLE) : self->draft->title;
  body = record ? nord_record_get_text (record, NORD_IDEA_BODY) : self->draft->body;
  gtk_label_set_text (self->heading, record ? _ ("Idea") : _ ("New Idea"));
  if ((fresh || !has_focus (GTK_WIDGET (self->title))) &&
      g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->title)), title ? title : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->title), title ? title : "");
  shown = get_body (self);
  if ((fresh || !has_focus (GTK_WIDGET (self->body))) && g_strcmp0 (shown, body ? body : "") != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->body), body ? body : "", -1);
  nord_topic_grid_set_chosen (self->topics, record
                                              ? nord_record_get_text (record, NORD_IDEA_CATEGORY)
                                              : self->draft->category);
  show_sign (self);
  select_language (self, record ? nord_record_get_text (record, NORD_IDEA_LANGUAGE)
                                : self->draft->language);
  fill_place (self, record ? nord_record_get_shape (record, NORD_IDEA_SHAPE) : self->draft->shape);
  gtk_editable_set_editable (GTK_EDITABLE (self->title), !read_only);
  gtk_text_view_set_editable (self->body, !read_only);
  gtk_widget_set_sensitive (GTK_WIDGET (self->topics), !read_only);
  gtk_widget_set_sensitive (GTK_WIDGET (self->language), !read_only);
  fill_about (self);
  nord_photo_strip_show (self->photos, self->document, self->idea);
  nord_answer_box_show (self->answer, self->document, self->idea);
  nord_project_links_show (self->projects, self->session, record);
  nord_history_row_show (self->history, self->document, record);
  gtk_widget_set_visible (self->delete_button, record && !read_only);
  gtk_widget_set_visible (self->back_button,
                          record && !read_only && !nord_moderation_waits (record));
  gtk_widget_set_visible (self->draft_bar, self->draft != NULL);
  nord_similar_row_set_document (self->similar, nord_session_get_document (self->session));
  nord_similar_row_set_document (self->registered, nord_session_get_document (self->session));
  if (self->draft == NULL) {
    nord_similar_row_look (self->similar, NULL, NULL, NULL);
    nord_similar_row_look (self->registered, NULL, NULL, NULL);
  }
  self->filling = FALSE;
}

static void
on_document_changed (NordDocument *document, NordChangeSet *changes, NordIdeaCard *self)
{
  if (self->idea)
    fill (self, FALSE);
}

static void
on_document_set (NordIdeaCard *self)
{
  if (self->document)
    g_signal_handlers_disconnect_by_func (self->document, on_document_changed, self);
  g_clear_object (&self->idea);
  self->draft = NULL;
  g_set_object (&self->document, nord_session_get_document (self->session));
  if (self->document)
    g_signal_connect (self->document, "changed", G_CALLBACK (on_document_changed), self);
}

static void
on_close (NordIdeaCard *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

/* Pictures come to the idea; anything else is the window's matter. */
static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, NordIdeaCard *self)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files ? g_file_get_path (files->data) : NULL;
  g_autofree char *type = path ? g_content_type_guess (path, NULL, 0, NULL) : NULL;

  if (type && g_content_type_is_a (type, "image/*"))
    return nord_photo_strip_take_files (self->photos, files);
  return path && gtk_widget_activate_action (GTK_WIDGET (self), "win.import-file", "s", path);
}

static gboolean
on_key (GtkEventControllerKey *keys,
        guint key,
        guint code,
        GdkModifierType state,
        NordIdeaCard *self)
{
  gboolean enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;

  if (key == GDK_KEY_Escape) {
    on_close (self);
    return GDK_EVENT_STOP;
  }
  /* A text in the clipboard belongs to the field that has the focus. */
  if (key == GDK_KEY_v && (state & GDK_CONTROL_MASK) && nord_photo_strip_paste (self->photos))
    return GDK_EVENT_STOP;
  if (enter && (state & GDK_CONTROL_MASK)) {
    if (self->draft)
      g_signal_emit (self, signals[DRAFT_DONE], 0, NULL);
    else
      nord_idea_card_commit (self);
    return GDK_EVENT_STOP;
  }
  return GDK_EVENT_PROPAGATE;
}

static void
on_joined (NordIdeaCard *self, const char *id)
{
  if (self->draft)
    g_signal_emit (self, signals[DRAFT_JOINED], 0, id);
}

static void
on_linked (NordIdeaCard *self, const char *id)
{
  if (self->draft)
    g_signal_emit (self, signals[DRAFT_DONE], 0, id);
}

static void
on_draft_done (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[DRAFT_DONE], 0, NULL);
}

static void
fill_choices (NordIdeaCard *self)
{
  g_autoptr (GtkStringList) languages = gtk_string_list_new (NULL);
  NordProgramme *programme = get_programme (self);

  self->filling = TRUE;
  nord_topic_grid_set_programme (self->topics, programme);
  gtk_string_list_append (languages, _ ("Not Known"));
  for (guint i = 0; i < nord_programme_get_n_languages (programme); i++)
    gtk_string_list_append (languages, nord_programme_get_language (programme, i)->name);
  adw_combo_row_set_model (self->language, G_LIST_MODEL (languages));
  self->filling = FALSE;
}

/* What was let through may turn out to say too much: it can be decided about once more. */
static void
on_moderate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordIdeaCard *self = NORD_IDEA_CARD (widget);
  NordChangeSet *set;

  if (self->idea == NULL)
    return;
  set = nord_moderation_take_back (NORD_RECORD (self->idea),
                                   nord_store_get_device (nord_document_get_store (self->document)),
                                   g_get_real_time () / G_USEC_PER_SEC);
  if (nord_session_apply (self->session, set, _ ("The idea waits for moderation again")))
    gtk_widget_activate_action (widget, "win.moderate", NULL);
}

static void
nord_idea_card_dispose (GObject *object)
{
  NordIdeaCard *self = NORD_IDEA_CARD (object);

  if (self->document)
    g_signal_handlers_disconnect_by_func (self->document, on_document_changed, self);
  g_clear_object (&self->document);
  g_clear_object (&self->idea);
  g_clear_object (&self->search);
  g_clear_object (&self->whereabouts);
  g_clear_object (&self->session);
  self->draft = NULL;
  G_OBJECT_CLASS (nord_idea_card_parent_class)->dispose (object);
}

static void
nord_idea_card_class_init (NordIdeaCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = nord_idea_card_dispose;
  signals[DRAFT_CHANGED] =
    g_signal_new ("draft-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DRAFT_DONE] = g_signal_new ("draft-done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DRAFT_JOINED] = g_signal_new ("draft-joined", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CLOSED] =
    g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (NORD_TYPE_ANSWER_BOX);
  g_type_ensure (NORD_TYPE_HISTORY_ROW);
  g_type_ensure (NORD_TYPE_PHOTO_STRIP);
  g_type_ensure (NORD_TYPE_PROJECT_LINKS);
  g_type_ensure (NORD_TYPE_TOPIC_GRID);
  g_type_ensure (NORD_TYPE_ABREAST);
  gtk_widget_class_install_action (widget_class, "card.done", NULL, on_draft_done);
  gtk_widget_class_install_action (widget_class, "card.moderate", NULL, on_moderate);
  g_type_ensure (NORD_TYPE_SIMILAR_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/collect/idea-card.ui");
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, heading);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, sign);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, title);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, similar);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, registered);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, body);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, body_frame);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, topics);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, language);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, place);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, show_button);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, edit_button);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, place_button);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, about);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, cluster);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, state);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, answer);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, photos);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, projects);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, history);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, back_button);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, delete_button);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaCard, draft_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_linked);
  gtk_widget_class_bind_template_callback (widget_class, on_title_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_joined);
  gtk_widget_class_bind_template_callback (widget_class, on_language_chosen);
  gtk_widget_class_bind_template_callback (widget_class, store_title);
  gtk_widget_class_bind_template_callback (widget_class, store_body);
  gtk_widget_class_bind_template_callback (widget_class, on_topic_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_close);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, on_drop);
}

static void
nord_idea_card_init (NordIdeaCard *self)
{
  self->whereabouts = nord_whereabouts_new ();
  g_signal_connect_object (self->whereabouts, "changed", G_CALLBACK (on_names_known), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Beside the place there is no room for large words in one line. */
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->place_button))), TRUE);
  nord_similar_row_look_for (self->registered, NORD_NOUN_PROJECT);
  g_signal_connect_object (gtk_text_view_get_buffer (self->body), "changed", G_CALLBACK (on_edited),
                           self, G_CONNECT_SWAPPED);
}

void
nord_idea_card_set_session (NordIdeaCard *self, NordSession *session, NordIdeaSearch *search)
{
  g_return_if_fail (NORD_IS_IDEA_CARD (self) && NORD_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  self->search = g_object_ref (search);
  nord_photo_strip_set_session (self->photos, session);
  fill_choices (self);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
  on_document_set (self);
}

void
nord_idea_card_show_idea (NordIdeaCard *self, NordIdea *idea)
{
  g_return_if_fail (NORD_IS_IDEA_CARD (self));
  if (self->idea == idea && self->draft == NULL)
    return;
  nord_idea_card_commit (self);
  self->draft = NULL;
  g_set_object (&self->idea, idea);
  fill (self, TRUE);
}

void
nord_idea_card_show_draft (NordIdeaCard *self, NordDraft *draft)
{
  g_return_if_fail (NORD_IS_IDEA_CARD (self));
  if (self->draft == draft && self->idea == NULL)
    return;
  nord_idea_card_commit (self);
  g_clear_object (&self->idea);
  self->draft = draft;
  fill (self, TRUE);
}

NordIdea *
nord_idea_card_get_idea (NordIdeaCard *self)
{
  g_return_val_if_fail (NORD_IS_IDEA_CARD (self), NULL);
  return self->idea;
}

NordDraft *
nord_idea_card_get_draft (NordIdeaCard *self)
{
  g_return_val_if_fail (NORD_IS_IDEA_CARD (self), NULL);
  return self->draft;
}

void
nord_idea_card_commit (NordIdeaCard *self)
{
  g_return_if_fail (NORD_IS_IDEA_CARD (self));
  store_title (self);
  store_body (self);
}

void
nord_idea_card_focus_title (NordIdeaCard *self)
{
  g_return_if_fail (NORD_IS_IDEA_CARD (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}
