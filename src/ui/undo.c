/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the window says about steps. */
#include "ui/undo.h"

#include "ui/widgets/announce.h"
#include "ui/widgets/plain-text.h"
#include "ui/widgets/trouble.h"

#include <glib/gi18n.h>

struct _NordUndo {
  GObject parent_instance;

  GtkWidget *window;       /* (unowned) owns this */
  AdwToastOverlay *toasts; /* (unowned) a child of the window */
  GMenu *section;          /* (owned) */
  NordSession *session;    /* (owned) */
  AdwToast *toast;         /* (owned) (nullable) the one whose button undoes the last step */
};

G_DEFINE_FINAL_TYPE (NordUndo, nord_undo, G_TYPE_OBJECT)

static void
add_item (NordUndo *self, const char *action, const char *key, const char *label)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (self->section, item);
}

/* An underline in the name of a step is a character, not an access key. */
static char *
format_label (const char *format, const char *plain, gboolean can, const char *step)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *escaped = NULL;

  if (!can || step == NULL)
    return g_strdup (plain);
  parts = g_strsplit (step, "_", -1);
  escaped = g_strjoinv ("__", parts);
  return g_strdup_printf (format, escaped);
}

static void
update (NordUndo *self)
{
  NordDocument *document = nord_session_get_document (self->session);
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;
  g_autofree char *undo_label = NULL;
  g_autofree char *redo_label = NULL;
  gboolean can_undo = FALSE, can_redo = FALSE;

  if (document != NULL)
    g_object_get (document, "can-undo", &can_undo, "can-redo", &can_redo, "undo-label", &undo,
                  "redo-label", &redo, NULL);
  gtk_widget_action_set_enabled (self->window, "win.undo", can_undo);
  gtk_widget_action_set_enabled (self->window, "win.redo", can_redo);
  /* Translators: %s is the name of the step, for example “Move idea”. */
  undo_label = format_label (_ ("_Undo: %s"), _ ("_Undo"), can_undo, undo);
  redo_label = format_label (_ ("_Redo: %s"), _ ("_Redo"), can_redo, redo);
  g_menu_remove_all (self->section);
  add_item (self, "win.undo", "<Ctrl>z", undo_label);
  add_item (self, "win.redo", "<Ctrl><Shift>z", redo_label);
}

static void
dismiss_toast (NordUndo *self)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
}

static void
on_toast_dismissed (NordUndo *self, AdwToast *toast)
{
  if (toast == self->toast)
    g_clear_object (&self->toast);
}

static void
on_notified (NordUndo *self, const char *text, gboolean undoable)
{
  AdwToast *toast = nord_plain_new_toast (text);

  /* The button undoes the last step, so an older toast must not promise the same. */
  dismiss_toast (self);
  if (undoable) {
    adw_toast_set_button_label (toast, _ ("_Undo"));
    adw_toast_set_action_name (toast, "win.undo");
    g_set_object (&self->toast, toast);
    g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_toast_dismissed), self,
                             G_CONNECT_SWAPPED);
  }
  adw_toast_overlay_add_toast (self->toasts, toast);
  nord_announce (GTK_WIDGET (self->toasts), text);
}

static void
on_reported (NordUndo *self, const char *what, const GError *error)
{
  nord_trouble_show (GTK_WINDOW (self->window), what, error);
}

static void
on_document_set (NordUndo *self)
{
  NordDocument *document = nord_session_get_document (self->session);

  dismiss_toast (self);
  if (document != NULL) {
    static const char *const names[] = {"notify::can-undo", "notify::can-redo",
                                        "notify::undo-label", "notify::redo-label"};

    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      g_signal_connect_object (document, names[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    /* Whatever changes next makes the button of the toast mean something else. */
    g_signal_connect_object (document, "changed", G_CALLBACK (dismiss_toast), self,
                             G_CONNECT_SWAPPED);
  }
  update (self);
}

static void
nord_undo_dispose (GObject *object)
{
  NordUndo *self = NORD_UNDO (object);

  g_clear_object (&self->toast);
  g_clear_object (&self->section);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (nord_undo_parent_class)->dispose (object);
}

static void
nord_undo_class_init (NordUndoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_undo_dispose;
}

static void
nord_undo_init (NordUndo *self)
{
}

NordUndo *
nord_undo_new (GtkWidget *window, NordSession *session, AdwToastOverlay *toasts, GMenu *section)
{
  NordUndo *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);
  g_return_val_if_fail (NORD_IS_SESSION (session), NULL);

  self = g_object_new (NORD_TYPE_UNDO, NULL);
  self->window = window;
  self->toasts = toasts;
  self->section = g_object_ref (section);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notified", G_CALLBACK (on_notified), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "reported", G_CALLBACK (on_reported), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

void
nord_undo_step (NordUndo *self, gboolean redo)
{
  NordDocument *document;
  g_autoptr (GError) error = NULL;
  gboolean done;

  g_return_if_fail (NORD_IS_UNDO (self));

  document = nord_session_get_document (self->session);
  if (document == NULL)
    return;
  dismiss_toast (self);
  done = redo ? nord_document_redo (document, &error) : nord_document_undo (document, &error);
  if (!done && error != NULL)
    nord_session_report (self->session,
                         redo ? _ ("The step could not be done again")
                              : _ ("The step could not be undone"),
                         error);
}
