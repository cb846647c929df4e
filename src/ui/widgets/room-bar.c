/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A medium that gets full is told about while there is time. */
#include "ui/widgets/room-bar.h"

#include "core/document/document.h"
#include "core/store/room.h"
#include "config.h"

#include <glib/gi18n.h>

/* Other programs fill it too. */
#define LOOK_SECONDS 30
/* After so long a look at the medium is worth it again, however much is saved. */
#define SOON_US (5 * G_USEC_PER_SEC)

struct _NordRoomBar {
  AdwBin parent_instance;

  NordDocument *document; /* (owned) (nullable) */
  guint timer;            /* (owned) source id while there is a document */
  gint64 looked_at;       /* monotonic µs */
  gboolean looking;

  GtkInfoBar *bar;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (NordRoomBar, nord_room_bar, ADW_TYPE_BIN)

enum { PROP_DOCUMENT = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void
say (NordRoomBar *self, gint64 left)
{
  g_autofree char *amount = g_format_size ((guint64) MAX (left, 0));
  g_autofree char *words = NULL;
  const gboolean little = left >= 0 && left < NORD_ROOM_LITTLE;

  if (left < NORD_ROOM_IMPORT)
    /* Translators: %s is a size, for example 90 MB. */
    words = g_strdup_printf (_ ("The medium of this workshop is nearly full: %s are free. What is "
                                "said is still saved. Please make room now, or save a copy "
                                "elsewhere."),
                             amount);
  else
    words = g_strdup_printf (_ ("Only %s are free where this workshop lies. Please make room "
                                "before it gets full."),
                             amount);
  if (little)
    gtk_label_set_label (self->label, words);
  gtk_info_bar_set_message_type (self->bar,
                                 left < NORD_ROOM_IMPORT ? GTK_MESSAGE_ERROR : GTK_MESSAGE_WARNING);
  gtk_info_bar_set_revealed (self->bar, little);
  /* Hidden, it is nothing for a screen reader either. */
  gtk_widget_set_visible (GTK_WIDGET (self->bar), little);
}

static void
find_free (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_int (task, nord_room_find_free (data));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  NordRoomBar *self = NORD_ROOM_BAR (source);

  self->looking = FALSE;
  if (self->document != NULL &&
      g_strcmp0 (g_task_get_task_data (G_TASK (result)),
                 nord_store_get_path (nord_document_get_store (self->document))) == 0)
    say (self, g_task_propagate_int (G_TASK (result), NULL));
}

/* In a thread: a share on another computer may let one wait. */
static void
look (NordRoomBar *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->document == NULL || self->looking)
    return;
  self->looking = TRUE;
  self->looked_at = g_get_monotonic_time ();
  task = g_task_new (self, NULL, on_found, NULL);
  g_task_set_source_tag (task, look);
  g_task_set_task_data (task,
                        g_strdup (nord_store_get_path (nord_document_get_store (self->document))),
                        g_free);
  g_task_run_in_thread (task, find_free);
}

static void
on_saved (NordRoomBar *self)
{
  if (g_get_monotonic_time () - self->looked_at > SOON_US)
    look (self);
}

static gboolean
on_time (gpointer data)
{
  look (data);
  return G_SOURCE_CONTINUE;
}

static void
set_document (NordRoomBar *self, NordDocument *document)
{
  if (document == self->document)
    return;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_set_object (&self->document, document);
  say (self, G_MAXINT64);
  if (document != NULL) {
    g_signal_connect_swapped (document, "notify::saved-at", G_CALLBACK (on_saved), self);
    self->timer = g_timeout_add_seconds (LOOK_SECONDS, on_time, self);
    look (self);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

static void
nord_room_bar_dispose (GObject *object)
{
  set_document (NORD_ROOM_BAR (object), NULL);

  G_OBJECT_CLASS (nord_room_bar_parent_class)->dispose (object);
}

static void
nord_room_bar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_DOCUMENT:
    g_value_set_object (value, NORD_ROOM_BAR (object)->document);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_room_bar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_DOCUMENT:
    set_document (NORD_ROOM_BAR (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_room_bar_class_init (NordRoomBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nord_room_bar_dispose;
  object_class->get_property = nord_room_bar_get_property;
  object_class->set_property = nord_room_bar_set_property;

  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, NORD_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               NORD_APP_PATH "/ui/widgets/room-bar.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), NordRoomBar, bar);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), NordRoomBar, label);
}

static void
nord_room_bar_init (NordRoomBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
