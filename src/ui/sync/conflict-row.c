/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One field that two people changed without knowing of each other. The values are read from the
 * log, which keeps every one of them. */
#include "config.h"
#include "ui/sync/conflict-row.h"

#include "ui/widgets/naming.h"
#include "ui/widgets/plain-text.h"
#include "ui/widgets/state-words.h"

#include <glib/gi18n.h>

#define DELETED "_deleted"

struct _NordConflictRow {
  AdwPreferencesRow parent_instance;
  NordDocument *document; /* (owned) */
  NordConflict conflict;  /* its strings are owned */
  NordValue other;        /* what does not show */
  gboolean other_deletes;

  GtkLabel *thing_label;
  GtkLabel *shown_who, *shown_value;
  GtkLabel *other_who, *other_value;
  GtkButton *keep_button, *take_button;
};

G_DEFINE_FINAL_TYPE (NordConflictRow, nord_conflict_row, ADW_TYPE_PREFERENCES_ROW)

enum { SIGNAL_KEPT, SIGNAL_TAKEN, N_SIGNALS };

static guint signals[N_SIGNALS];

static const struct {
  const char *name;
  const char *words;
} field_words[] = {
  {"title", N_ ("Title")},
  {"body", N_ ("Text")},
  {"category", N_ ("Focal area")},
  {"shape", N_ ("Place on the map")},
  {"path", N_ ("State on its path")},
  {"moderation", N_ ("Release")},
  {"cluster", N_ ("Group")},
  {"note", N_ ("Note")},
  {DELETED, N_ ("Deleted or kept")},
};

/* The words of fields that allow only certain values; NULL for what people wrote. */
static const char *
name_value (const char *field, const char *value)
{
  if (g_str_equal (field, "path"))
    return nord_state_words_get_path (value);
  if (g_str_equal (field, "moderation"))
    return nord_state_words_get_moderation (value);
  return NULL;
}

static const char *
name_field (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (field_words); i++)
    if (g_str_equal (field_words[i].name, name))
      return _ (field_words[i].words);
  return name;
}

static char *
describe_value (NordDocument *document, const char *field, const NordValue *value)
{
  switch (value->kind) {
  case NORD_VALUE_NULL:
    return g_strdup (C_ ("value of a field", "(empty)"));
  case NORD_VALUE_BOOLEAN:
    if (g_str_equal (field, DELETED))
      return g_strdup (value->boolean ? C_ ("value of a field", "Deleted")
                                      : C_ ("value of a field", "Kept"));
    return g_strdup (value->boolean ? C_ ("value of a field", "Yes")
                                    : C_ ("value of a field", "No"));
  case NORD_VALUE_INTEGER:
    return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
  case NORD_VALUE_REAL:
    return g_strdup_printf ("%g", value->real);
  case NORD_VALUE_SHAPE: {
    double lon, lat;

    nord_shape_get_anchor (value->shape, &lon, &lat);
    /* Translators: latitude and longitude in degrees. */
    return g_strdup_printf (_ ("%.5f° north, %.5f° east"), lat, lon);
  }
  case NORD_VALUE_TEXT: {
    NordRecord *record = nord_document_lookup (document, value->text);
    const char *words = name_value (field, value->text);
    int title = record != NULL ? nord_noun_find_field (nord_record_get_noun (record), "title") : -1;

    if (words != NULL)
      return g_strdup (words);
    /* A field may hold the id of another thing; people know that by its title. */
    if (title >= 0 && nord_record_get_text (record, (guint) title) != NULL)
      return g_strdup (nord_record_get_text (record, (guint) title));
    return g_strdup (*value->text != '\0' ? value->text : C_ ("value of a field", "(empty)"));
  }
  case NORD_VALUE_JSON:
  default:
    return nord_plain_shorten (value->text, 200);
  }
}

/* The value that @change gives to the field, FALSE where it says nothing of it. */
static gboolean
read_value (const NordChange *change, const NordConflict *conflict, NordValue *value)
{
  int field = nord_noun_find_field (conflict->noun, conflict->field);
  const NordEdit *edit = field >= 0 ? nord_change_find (change, (guint) field) : NULL;

  if (g_str_equal (conflict->field, DELETED)) {
    nord_value_set_boolean (value, change->kind == NORD_CHANGE_DELETE);
    return TRUE;
  }
  if (edit == NULL)
    return FALSE;
  nord_value_copy (value, &edit->after);
  return TRUE;
}

static const NordChange *
find_change (GPtrArray *history, const char *id)
{
  for (guint i = 0; i < history->len; i++) {
    const NordChange *change = g_ptr_array_index (history, i);

    if (g_strcmp0 (change->id, id) == 0)
      return change;
  }
  return NULL;
}

static void
show_side (NordConflictRow *self,
           const NordChange *change,
           const NordValue *value,
           gboolean shown,
           GtkLabel *who,
           GtkLabel *words)
{
  NordStore *store = nord_document_get_store (self->document);
  gboolean own = g_strcmp0 (change->device, nord_store_get_device (store)) == 0;
  g_autofree char *text = describe_value (self->document, self->conflict.field, value);

  if (shown)
    gtk_label_set_label (who, own ? _ ("From this computer, shows now")
                                  : _ ("From elsewhere, shows now"));
  else
    gtk_label_set_label (who, own ? _ ("From this computer") : _ ("From elsewhere"));
  gtk_label_set_label (words, text);
}

static void
show_thing (NordConflictRow *self)
{
  NordRecord *record = nord_document_lookup (self->document, self->conflict.target);
  int field = nord_noun_find_field (self->conflict.noun, "title");
  const char *title =
    record != NULL && field >= 0 ? nord_record_get_text (record, (guint) field) : NULL;
  g_autofree char *words = NULL;

  if (title != NULL)
    /* Translators: a thing and its field, as in: “More light” · Place on the map */
    words = g_strdup_printf (_ ("“%s” · %s"), title, name_field (self->conflict.field));
  else
    words = g_strdup (name_field (self->conflict.field));
  gtk_label_set_label (self->thing_label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
on_keep (NordConflictRow *self)
{
  g_signal_emit (self, signals[SIGNAL_KEPT], 0);
}

static void
on_take (NordConflictRow *self)
{
  g_signal_emit (self, signals[SIGNAL_TAKEN], 0);
}

static void
nord_conflict_row_finalize (GObject *object)
{
  NordConflictRow *self = NORD_CONFLICT_ROW (object);

  g_clear_object (&self->document);
  g_free (self->conflict.target);
  g_free (self->conflict.field);
  g_free (self->conflict.winner);
  g_free (self->conflict.loser);
  nord_value_clear (&self->other);
  G_OBJECT_CLASS (nord_conflict_row_parent_class)->finalize (object);
}

static void
nord_conflict_row_class_init (NordConflictRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nord_conflict_row_finalize;
  signals[SIGNAL_KEPT] = g_signal_new ("kept", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TAKEN] = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/sync/conflict-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NordConflictRow, thing_label);
  gtk_widget_class_bind_template_child (widget_class, NordConflictRow, shown_who);
  gtk_widget_class_bind_template_child (widget_class, NordConflictRow, shown_value);
  gtk_widget_class_bind_template_child (widget_class, NordConflictRow, other_who);
  gtk_widget_class_bind_template_child (widget_class, NordConflictRow, other_value);
  gtk_widget_class_bind_template_child (widget_class, NordConflictRow, keep_button);
  gtk_widget_class_bind_template_child (widget_class, NordConflictRow, take_button);
  gtk_widget_class_bind_template_callback (widget_class, on_keep);
  gtk_widget_class_bind_template_callback (widget_class, on_take);
}

static void
nord_conflict_row_init (NordConflictRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nord_naming_apply (GTK_WIDGET (self));
}

NordConflictRow *
nord_conflict_row_new (NordDocument *document, const NordConflict *conflict)
{
  g_autoptr (GPtrArray) history =
    nord_store_read_history (nord_document_get_store (document), conflict->target, NULL);
  const NordChange *winner = history != NULL ? find_change (history, conflict->winner) : NULL;
  const NordChange *loser = history != NULL ? find_change (history, conflict->loser) : NULL;
  g_auto (NordValue) shown = NORD_VALUE_INIT;
  g_auto (NordValue) other = NORD_VALUE_INIT;
  NordConflictRow *self;

  if (winner == NULL || loser == NULL || !read_value (winner, conflict, &shown) ||
      !read_value (loser, conflict, &other))
    return NULL;
  self = g_object_new (NORD_TYPE_CONFLICT_ROW, NULL);
  self->document = g_object_ref (document);
  self->conflict = *conflict;
  self->conflict.target = g_strdup (conflict->target);
  self->conflict.field = g_strdup (conflict->field);
  self->conflict.winner = g_strdup (conflict->winner);
  self->conflict.loser = g_strdup (conflict->loser);
  nord_value_copy (&self->other, &other);
  self->other_deletes = loser->kind == NORD_CHANGE_DELETE;
  show_thing (self);
  show_side (self, winner, &shown, TRUE, self->shown_who, self->shown_value);
  show_side (self, loser, &other, FALSE, self->other_who, self->other_value);
  return self;
}

NordChange *
nord_conflict_row_keep (NordConflictRow *self)
{
  return nord_change_new_keep (self->conflict.noun, self->conflict.target, self->conflict.field,
                               self->conflict.loser);
}

NordChange *
nord_conflict_row_take (NordConflictRow *self)
{
  NordRecord *record = nord_document_lookup (self->document, self->conflict.target);
  int field = nord_noun_find_field (self->conflict.noun, self->conflict.field);
  NordChange *change = NULL;

  if (field >= 0 && record != NULL) {
    change = nord_change_new_update (record);
    nord_change_set (change, (guint) field, &self->other);
  } else if (field < 0 && self->other_deletes && record != NULL) {
    change = nord_change_new_delete (record);
  } else if (field < 0 && !self->other_deletes && record == NULL) {
    change = nord_change_new_restore (self->conflict.noun->kind, self->conflict.target);
  } else {
    /* It is so already, or the thing is gone: only the decision is left to say. */
    return nord_conflict_row_keep (self);
  }
  nord_change_settle (change, self->conflict.field, self->conflict.loser);
  return change;
}
