/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The preferences. */
#include "ui/prefs/prefs-window.h"

#include "ui/prefs/pack-group.h"
#include "ui/shelf.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordPrefsWindow {
  AdwPreferencesWindow parent_instance;
  NordPackGroup *packs;

  GSettings *settings; /* (owned) */

  GtkSwitch *reopen;
  AdwActionRow *folder;
  AdwActionRow *bin;
  GtkButton *empty_button;
};

G_DEFINE_FINAL_TYPE (NordPrefsWindow, nord_prefs_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
show_bin (NordPrefsWindow *self)
{
  guint n;
  guint64 size = nord_shelf_measure_bin (&n);
  g_autofree char *bytes = g_format_size (size);
  g_autofree char *text = NULL;

  if (n == 0)
    text = g_strdup (_ ("Empty. Deleted workshops lie here for 30 days."));
  else
    /* Translators: the second part is an amount of bytes, for example 12 MB. */
    text =
      g_strdup_printf (ngettext ("%u deleted workshop, %s. Removed for good after 30 days.",
                                 "%u deleted workshops, %s. Removed for good after 30 days.", n),
                       n, bytes);
  nord_plain_set_row (self->bin, _ ("Bin"), text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->empty_button), n > 0);
}

static void
on_show_folder (NordPrefsWindow *self)
{
  g_autofree char *folder = nord_shelf_get_folder ();
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
on_empty_answered (NordPrefsWindow *self, const char *response)
{
  if (!g_str_equal (response, "empty"))
    return;
  nord_shelf_empty_bin (0);
  show_bin (self);
}

/* What goes now does not come back, so this one asks. */
static void
on_empty_bin (NordPrefsWindow *self)
{
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (self), _ ("Remove the deleted workshops for good?"),
                            _ ("What residents said in them cannot be brought back."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("_Keep"), "empty",
                                    _ ("_Remove for Good"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "empty",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_empty_answered), self,
                           G_CONNECT_SWAPPED);
  nord_naming_apply (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
nord_prefs_window_dispose (GObject *object)
{
  g_clear_object (&NORD_PREFS_WINDOW (object)->settings);

  G_OBJECT_CLASS (nord_prefs_window_parent_class)->dispose (object);
}

static void
nord_prefs_window_class_init (NordPrefsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_prefs_window_dispose;

  g_type_ensure (NORD_TYPE_PACK_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/prefs/prefs-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NordPrefsWindow, packs);
  gtk_widget_class_bind_template_child (widget_class, NordPrefsWindow, reopen);
  gtk_widget_class_bind_template_child (widget_class, NordPrefsWindow, folder);
  gtk_widget_class_bind_template_child (widget_class, NordPrefsWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, NordPrefsWindow, empty_button);
  gtk_widget_class_bind_template_callback (widget_class, on_show_folder);
  gtk_widget_class_bind_template_callback (widget_class, on_empty_bin);
}

static void
nord_prefs_window_init (NordPrefsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
nord_prefs_window_new (GSettings *settings)
{
  NordPrefsWindow *self;
  g_autofree char *folder = nord_shelf_get_folder ();

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (NORD_TYPE_PREFS_WINDOW, NULL);
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "reopen-last", self->reopen, "active", G_SETTINGS_BIND_DEFAULT);
  nord_plain_set_row (self->folder, _ ("Workshops"), folder);
  show_bin (self);
  nord_naming_apply (GTK_WIDGET (self));
  return GTK_WINDOW (self);
}

void
nord_prefs_window_add_packs (NordPrefsWindow *self, GListModel *files)
{
  g_return_if_fail (NORD_IS_PREFS_WINDOW (self));
  nord_pack_group_add_packs (self->packs, files);
}
