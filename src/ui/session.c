/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the pages of one window share. */
#include "ui/session.h"

#include <glib/gi18n.h>

struct _NordSession {
  GObject parent_instance;

  NordDocument *document;   /* (owned) (nullable) */
  NordProgramme *programme; /* (owned) */
  GPtrArray *selection;     /* (owned) (element-type utf8) ids, NULL-terminated */
  NordBounds extent;
  char *filters[NORD_N_FILTERS]; /* (owned) (nullable) never "" */
  char *step;                    /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (NordSession, nord_session, G_TYPE_OBJECT)

enum {
  PROP_DOCUMENT = 1,
  PROP_PROGRAMME,
  PROP_SELECTED,
  PROP_SEARCH_TEXT,
  PROP_CATEGORY,
  PROP_DISTRICT,
  PROP_STEP,
  N_PROPS
};

enum { SELECTION_CHANGED, EXTENT_CHANGED, FILTER_CHANGED, REVEAL, NOTIFIED, REPORTED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Those filters that have a property of their own; 0: none. */
static const guint filter_props[NORD_N_FILTERS] = {PROP_SEARCH_TEXT, PROP_CATEGORY, PROP_DISTRICT};

static gboolean
find_selected (NordSession *self, const char *id, guint *index)
{
  for (guint i = 0; i < self->selection->len; i++) {
    if (g_str_equal (g_ptr_array_index (self->selection, i), id)) {
      *index = i;
      return TRUE;
    }
  }
  return FALSE;
}

static void
emit_selection (NordSession *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/* The stored form of a filter or step: no difference between NULL and "". */
static gboolean
take_text (char **stored, const char *text)
{
  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (*stored, text) == 0)
    return FALSE;
  g_free (*stored);
  *stored = g_strdup (text);
  return TRUE;
}

static void
on_document_changed (NordSession *self)
{
  guint before = self->selection->len;

  for (guint i = 0; i < self->selection->len;) {
    if (nord_document_lookup (self->document, g_ptr_array_index (self->selection, i)) == NULL)
      g_ptr_array_remove_index (self->selection, i);
    else
      i++;
  }
  if (self->selection->len != before)
    emit_selection (self);
}

static void
nord_session_dispose (GObject *object)
{
  NordSession *self = NORD_SESSION (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->programme);

  G_OBJECT_CLASS (nord_session_parent_class)->dispose (object);
}

static void
nord_session_finalize (GObject *object)
{
  NordSession *self = NORD_SESSION (object);

  g_ptr_array_unref (self->selection);
  for (guint i = 0; i < NORD_N_FILTERS; i++)
    g_free (self->filters[i]);
  g_free (self->step);

  G_OBJECT_CLASS (nord_session_parent_class)->finalize (object);
}

static void
nord_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NordSession *self = NORD_SESSION (object);

  switch (prop_id) {
  case PROP_DOCUMENT:
    g_value_set_object (value, self->document);
    break;
  case PROP_PROGRAMME:
    g_value_set_object (value, self->programme);
    break;
  case PROP_SELECTED:
    g_value_set_string (value, nord_session_get_selected (self));
    break;
  case PROP_SEARCH_TEXT:
    g_value_set_string (value, self->filters[NORD_FILTER_SEARCH]);
    break;
  case PROP_CATEGORY:
    g_value_set_string (value, self->filters[NORD_FILTER_CATEGORY]);
    break;
  case PROP_DISTRICT:
    g_value_set_string (value, self->filters[NORD_FILTER_DISTRICT]);
    break;
  case PROP_STEP:
    g_value_set_string (value, self->step);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_session_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  NordSession *self = NORD_SESSION (object);

  switch (prop_id) {
  case PROP_DOCUMENT:
    nord_session_set_document (self, g_value_get_object (value));
    break;
  case PROP_PROGRAMME:
    self->programme = g_value_dup_object (value);
    break;
  case PROP_SELECTED:
    nord_session_select (self, g_value_get_string (value));
    break;
  case PROP_SEARCH_TEXT:
    nord_session_set_search_text (self, g_value_get_string (value));
    break;
  case PROP_CATEGORY:
    nord_session_set_category (self, g_value_get_string (value));
    break;
  case PROP_DISTRICT:
    nord_session_set_district (self, g_value_get_string (value));
    break;
  case PROP_STEP:
    nord_session_set_step (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static GParamSpec *
text_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
nord_session_class_init (NordSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nord_session_dispose;
  object_class->finalize = nord_session_finalize;
  object_class->get_property = nord_session_get_property;
  object_class->set_property = nord_session_set_property;

  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, NORD_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PROGRAMME] =
    g_param_spec_object ("programme", NULL, NULL, NORD_TYPE_PROGRAMME,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_SELECTED] = text_property ("selected");
  properties[PROP_SEARCH_TEXT] = text_property ("search-text");
  properties[PROP_CATEGORY] = text_property ("category");
  properties[PROP_DISTRICT] = text_property ("district");
  properties[PROP_STEP] = text_property ("step");
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SELECTION_CHANGED] =
    g_signal_new ("selection-changed", NORD_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[EXTENT_CHANGED] = g_signal_new ("extent-changed", NORD_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FILTER_CHANGED] = g_signal_new ("filter-changed", NORD_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REVEAL] = g_signal_new ("reveal", NORD_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[NOTIFIED] = g_signal_new ("notified", NORD_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[REPORTED] =
    g_signal_new ("reported", NORD_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
nord_session_init (NordSession *self)
{
  self->selection = g_ptr_array_new_null_terminated (1, g_free, TRUE);
}

NordSession *
nord_session_new (NordProgramme *programme)
{
  g_return_val_if_fail (NORD_IS_PROGRAMME (programme), NULL);

  return g_object_new (NORD_TYPE_SESSION, "programme", programme, NULL);
}

NordDocument *
nord_session_get_document (NordSession *self)
{
  g_return_val_if_fail (NORD_IS_SESSION (self), NULL);

  return self->document;
}

void
nord_session_set_document (NordSession *self, NordDocument *document)
{
  g_autoptr (NordDocument) old = NULL;

  g_return_if_fail (NORD_IS_SESSION (self));
  g_return_if_fail (document == NULL || NORD_IS_DOCUMENT (document));

  if (document == self->document)
    return;

  nord_session_select (self, NULL);
  nord_session_clear_filter (self);
  nord_session_set_step (self, NULL);
  self->extent = (NordBounds){0};

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  /* Kept until everyone has heard that it is gone. */
  old = g_steal_pointer (&self->document);
  if (document != NULL) {
    self->document = g_object_ref (document);
    g_signal_connect_swapped (document, "changed", G_CALLBACK (on_document_changed), self);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

NordProgramme *
nord_session_get_programme (NordSession *self)
{
  g_return_val_if_fail (NORD_IS_SESSION (self), NULL);

  return self->programme;
}

const char *
nord_session_get_selected (NordSession *self)
{
  g_return_val_if_fail (NORD_IS_SESSION (self), NULL);

  return self->selection->len == 1 ? g_ptr_array_index (self->selection, 0) : NULL;
}

const char *const *
nord_session_get_selection (NordSession *self)
{
  g_return_val_if_fail (NORD_IS_SESSION (self), NULL);

  return (const char *const *) self->selection->pdata;
}

gboolean
nord_session_is_selected (NordSession *self, const char *id)
{
  guint index;

  g_return_val_if_fail (NORD_IS_SESSION (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return find_selected (self, id, &index);
}

void
nord_session_select (NordSession *self, const char *id)
{
  const char *ids[] = {id, NULL};

  nord_session_select_many (self, ids);
}

void
nord_session_select_many (NordSession *self, const char *const *ids)
{
  GPtrArray *selection;

  g_return_if_fail (NORD_IS_SESSION (self));
  g_return_if_fail (ids != NULL);

  if (g_strv_equal (ids, (const char *const *) self->selection->pdata))
    return;

  selection = g_ptr_array_new_null_terminated (1, g_free, TRUE);
  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (selection, g_strdup (ids[i]));
  /* Freed last: @ids may be the old selection or a part of it. */
  g_ptr_array_unref (self->selection);
  self->selection = selection;
  emit_selection (self);
}

void
nord_session_toggle_selected (NordSession *self, const char *id)
{
  guint index;

  g_return_if_fail (NORD_IS_SESSION (self));
  g_return_if_fail (id != NULL);

  if (find_selected (self, id, &index))
    g_ptr_array_remove_index (self->selection, index);
  else
    g_ptr_array_add (self->selection, g_strdup (id));
  emit_selection (self);
}

void
nord_session_reveal (NordSession *self, const char *id)
{
  g_return_if_fail (NORD_IS_SESSION (self));
  g_return_if_fail (id != NULL);

  nord_session_select (self, id);
  g_signal_emit (self, signals[REVEAL], 0, id);
}

NordBounds
nord_session_get_extent (NordSession *self)
{
  g_return_val_if_fail (NORD_IS_SESSION (self), (NordBounds){0});

  return self->extent;
}

void
nord_session_set_extent (NordSession *self, NordBounds extent)
{
  g_return_if_fail (NORD_IS_SESSION (self));

  if (extent.west == self->extent.west && extent.south == self->extent.south &&
      extent.east == self->extent.east && extent.north == self->extent.north)
    return;
  self->extent = extent;
  g_signal_emit (self, signals[EXTENT_CHANGED], 0);
}

const char *
nord_session_get_filter (NordSession *self, NordFilterKind kind)
{
  g_return_val_if_fail (NORD_IS_SESSION (self) && kind < NORD_N_FILTERS, NULL);

  return self->filters[kind];
}

void
nord_session_set_filter (NordSession *self, NordFilterKind kind, const char *text)
{
  g_return_if_fail (NORD_IS_SESSION (self) && kind < NORD_N_FILTERS);

  if (!take_text (&self->filters[kind], text))
    return;
  if (filter_props[kind] != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[filter_props[kind]]);
  g_signal_emit (self, signals[FILTER_CHANGED], 0);
}

const char *
nord_session_get_search_text (NordSession *self)
{
  return nord_session_get_filter (self, NORD_FILTER_SEARCH);
}

void
nord_session_set_search_text (NordSession *self, const char *text)
{
  nord_session_set_filter (self, NORD_FILTER_SEARCH, text);
}

const char *
nord_session_get_category (NordSession *self)
{
  return nord_session_get_filter (self, NORD_FILTER_CATEGORY);
}

void
nord_session_set_category (NordSession *self, const char *category)
{
  nord_session_set_filter (self, NORD_FILTER_CATEGORY, category);
}

const char *
nord_session_get_district (NordSession *self)
{
  return nord_session_get_filter (self, NORD_FILTER_DISTRICT);
}

void
nord_session_set_district (NordSession *self, const char *district)
{
  nord_session_set_filter (self, NORD_FILTER_DISTRICT, district);
}

gboolean
nord_session_has_filter (NordSession *self)
{
  g_return_val_if_fail (NORD_IS_SESSION (self), FALSE);

  for (guint i = 0; i < NORD_N_FILTERS; i++) {
    if (self->filters[i])
      return TRUE;
  }
  return FALSE;
}

void
nord_session_clear_filter (NordSession *self)
{
  gboolean taken[NORD_N_FILTERS], any = FALSE;

  g_return_if_fail (NORD_IS_SESSION (self));

  for (guint i = 0; i < NORD_N_FILTERS; i++)
    any |= taken[i] = take_text (&self->filters[i], NULL);
  for (guint i = 0; i < NORD_N_FILTERS; i++) {
    if (taken[i] && filter_props[i] != 0)
      g_object_notify_by_pspec (G_OBJECT (self), properties[filter_props[i]]);
  }
  /* Once for all, so that a list of thousands is filtered once. */
  if (any)
    g_signal_emit (self, signals[FILTER_CHANGED], 0);
}

const char *
nord_session_get_step (NordSession *self)
{
  g_return_val_if_fail (NORD_IS_SESSION (self), NULL);

  return self->step;
}

void
nord_session_set_step (NordSession *self, const char *step)
{
  g_return_if_fail (NORD_IS_SESSION (self));

  if (take_text (&self->step, step))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
}

gboolean
nord_session_apply (NordSession *self, NordChangeSet *changes, const char *told)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (NORD_IS_SESSION (self), FALSE);
  g_return_val_if_fail (self->document != NULL, FALSE);
  g_return_val_if_fail (changes != NULL, FALSE);

  if (changes->changes->len == 0) {
    nord_change_set_group_free (changes);
    return TRUE;
  }
  label = g_strdup (changes->label);
  if (!nord_document_apply (self->document, changes, &error)) {
    g_autofree char *what = NULL;

    /* Translators: %s is the name of the step, for example “Move idea”. */
    what = g_strdup_printf (_ ("“%s” was not saved"), label);
    nord_session_report (self, what, error);
    return FALSE;
  }
  if (told != NULL)
    nord_session_notify (self, told, TRUE);
  return TRUE;
}

void
nord_session_notify (NordSession *self, const char *text, gboolean undoable)
{
  g_return_if_fail (NORD_IS_SESSION (self));
  g_return_if_fail (text != NULL);

  g_signal_emit (self, signals[NOTIFIED], 0, text, undoable);
}

void
nord_session_report (NordSession *self, const char *what, const GError *error)
{
  g_return_if_fail (NORD_IS_SESSION (self));
  g_return_if_fail (what != NULL);
  g_return_if_fail (error != NULL);

  /* Someone took it back; there is nothing to tell. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_signal_emit (self, signals[REPORTED], 0, what, error);
}
