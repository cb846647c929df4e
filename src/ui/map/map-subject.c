/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a map is about: the ideas of the document or those that a page chose, which of them are
 * selected, and the area in which they lie. */
#include "ui/map/map-subject.h"

#include "core/model/workshop.h"

struct _NordMapSubject {
  GObject parent_instance;

  NordBaseLayer *base;     /* (unowned) */
  NordExtraLayers *extras; /* (unowned) */
  NordIdeaLayer *ideas;    /* (unowned) */
  NordIdeaTwins *twins;    /* (unowned) */
  NordSession *session;    /* (owned) (nullable) */
  NordDocument *document;  /* (owned) (nullable) whose changes are followed */
  GListModel *own_ideas;   /* (owned) (nullable) what the page set */
  NordBounds home;
};

G_DEFINE_FINAL_TYPE (NordMapSubject, nord_map_subject, G_TYPE_OBJECT)

enum { CHANGED, REVEAL, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
choose_pack (NordMapSubject *self)
{
  nord_base_layer_choose_pack (
    self->base, self->document ? nord_record_get_text (nord_document_get_workshop (self->document),
                                                       NORD_WORKSHOP_BASE_MAP)
                               : NULL);
}

static void
show_ideas (NordMapSubject *self, GListModel *ideas)
{
  nord_idea_layer_set_ideas (self->ideas, ideas);
  nord_extra_layers_set_ideas (self->extras, ideas);
  nord_idea_twins_set_ideas (self->twins, ideas);
}

static void
on_document_changed (NordMapSubject *self, const NordChangeSet *changes)
{
  choose_pack (self);
  nord_idea_layer_refresh (self->ideas, changes);
  nord_idea_twins_update (self->twins);
}

static void
follow_document (NordMapSubject *self)
{
  NordDocument *document = nord_session_get_document (self->session);

  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  self->home = nord_programme_get_home (nord_session_get_programme (self->session));
  choose_pack (self);
  if (self->own_ideas == NULL)
    show_ideas (self, document ? nord_document_get_list (document, NORD_NOUN_IDEA) : NULL);
  if (document) {
    NordShape *area =
      nord_record_get_shape (nord_document_get_workshop (document), NORD_WORKSHOP_AREA);

    g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self,
                             G_CONNECT_SWAPPED);
    if (area)
      self->home = nord_shape_get_bounds (area);
  }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_selection_changed (NordMapSubject *self)
{
  nord_idea_layer_set_selection (self->ideas, nord_session_get_selection (self->session));
}

static void
on_reveal (NordMapSubject *self, const char *id)
{
  NordDocument *document = nord_session_get_document (self->session);
  NordRecord *record = document ? nord_document_lookup (document, id) : NULL;
  NordShape *shape;

  if (record == NULL || !NORD_IS_IDEA (record))
    return;
  shape = nord_record_get_shape (record, NORD_IDEA_SHAPE);
  if (shape) {
    NordBounds bounds = nord_shape_get_bounds (shape);

    g_signal_emit (self, signals[REVEAL], 0, &bounds);
  }
}

static void
on_activated (NordMapSubject *self, const char *id)
{
  if (self->session)
    nord_session_select (self->session, id);
}

static void
nord_map_subject_dispose (GObject *object)
{
  NordMapSubject *self = NORD_MAP_SUBJECT (object);

  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->session);
  g_clear_object (&self->own_ideas);
  G_OBJECT_CLASS (nord_map_subject_parent_class)->dispose (object);
}

static void
nord_map_subject_class_init (NordMapSubjectClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_map_subject_dispose;
  signals[CHANGED] =
    g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REVEAL] = g_signal_new ("reveal", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
nord_map_subject_init (NordMapSubject *self)
{
  self->home = (NordBounds){7.30, 51.50, 7.60, 51.60};
}

NordMapSubject *
nord_map_subject_new (NordBaseLayer *base,
                      NordExtraLayers *extras,
                      NordIdeaLayer *ideas,
                      NordMapAids *aids)
{
  NordMapSubject *self = g_object_new (NORD_TYPE_MAP_SUBJECT, NULL);

  self->base = base;
  self->extras = extras;
  self->ideas = ideas;
  self->twins = nord_map_aids_get_twins (aids);
  g_signal_connect_object (ideas, "activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (aids, "activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  return self;
}

void
nord_map_subject_set_session (NordMapSubject *self, NordSession *session)
{
  NordProgramme *programme;

  g_return_if_fail (NORD_IS_MAP_SUBJECT (self) && NORD_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  programme = nord_session_get_programme (session);
  nord_base_layer_set_session (self->base, session);
  nord_extra_layers_set_session (self->extras, session);
  nord_idea_layer_set_programme (self->ideas, programme);
  nord_idea_twins_set_programme (self->twins, programme);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (follow_document), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "reveal", G_CALLBACK (on_reveal), self, G_CONNECT_SWAPPED);
  follow_document (self);
  on_selection_changed (self);
}

void
nord_map_subject_set_ideas (NordMapSubject *self, GListModel *ideas)
{
  NordDocument *document;

  g_return_if_fail (NORD_IS_MAP_SUBJECT (self));
  g_set_object (&self->own_ideas, ideas);
  document = self->session ? nord_session_get_document (self->session) : NULL;
  if (ideas == NULL && document)
    ideas = nord_document_get_list (document, NORD_NOUN_IDEA);
  show_ideas (self, ideas);
}

NordBounds
nord_map_subject_get_home (NordMapSubject *self)
{
  g_return_val_if_fail (NORD_IS_MAP_SUBJECT (self), ((NordBounds){0}));
  return self->home;
}
