/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The list of workshops, and what one can do with a whole workshop. */
#include "ui/library/library-page.h"

#include "core/model/workshop.h"
#include "ui/library/library-row.h"
#include "ui/library/library.h"
#include "ui/library/workshop-dialog.h"
#include "ui/shelf.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/plain-text.h"
#include "ui/widgets/trouble.h"
#include "config.h"

#include <glib/gi18n.h>

/* How long a deleted workshop lies in the bin. */
#define BIN_DAYS 30

struct _NordLibraryPage {
  AdwBin parent_instance;

  NordLibrary *library;         /* (owned) (nullable) until the settings are known */
  NordSession *session;         /* (owned) (nullable) */
  GtkFilterListModel *filtered; /* (owned) (nullable) */
  char *discarded;              /* (owned) (nullable) where the file deleted last lies now */
  char *discarded_from;         /* (owned) (nullable) where it lay */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (NordLibraryPage, nord_library_page, ADW_TYPE_BIN)

static const char *
get_search (NordLibraryPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
}

static gboolean
matches (gpointer item, gpointer data)
{
  return nord_library_entry_matches (item, get_search (data));
}

/* Nothing there, nothing found, or the list; while the first reading runs, whatever was there. */
static void
update_view (NordLibraryPage *self)
{
  gboolean loading;
  const char *view = "list";

  g_object_get (self->library, "loading", &loading, NULL);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->library)) == 0) {
    if (loading)
      return;
    view = "empty";
  } else if (g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0) {
    view = "nothing-found";
  }
  gtk_stack_set_visible_child_name (self->stack, view);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return nord_library_row_new (item);
}

static NordLibraryEntry *
find_entry (NordLibraryPage *self, const char *path)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->library));

  for (guint i = 0; i < n; i++) {
    g_autoptr (NordLibraryEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->library), i);

    /* The list keeps it alive. */
    if (g_str_equal (nord_library_entry_get_path (entry), path))
      return entry;
  }
  return NULL;
}

static void
show_trouble (NordLibraryPage *self, const char *what, const GError *error)
{
  nord_trouble_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), what, error);
}

static void
on_search_changed (NordLibraryPage *self)
{
  if (self->filtered == NULL)
    return;
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
  update_view (self);
}

static void
on_row_activated (NordLibraryPage *self, NordLibraryRow *row)
{
  const char *path = nord_library_entry_get_path (nord_library_row_get_entry (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "app.open", "s", path);
}

static void
on_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action_variant (widget, "app.open", parameter);
}

static void
on_rename_accepted (NordLibraryPage *self, NordWorkshopDialog *dialog)
{
  const char *path = g_object_get_data (G_OBJECT (dialog), "path");
  g_autofree char *title = nord_workshop_dialog_get_title (dialog);
  g_autofree char *place = nord_workshop_dialog_get_place (dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (NordDocument) document = nord_document_open (path, NORD_STORE_OPEN_DEFAULT, &error);

  if (document != NULL) {
    NordChange *change = nord_change_new_update (nord_document_get_workshop (document));

    nord_change_set_text (change, NORD_WORKSHOP_TITLE, title);
    nord_change_set_text (change, NORD_WORKSHOP_PLACE, place);
    nord_change_set_text (change, NORD_WORKSHOP_HELD_ON, nord_workshop_dialog_get_held_on (dialog));
    if (nord_change_is_empty (change))
      nord_change_free (change);
    else
      nord_document_apply_one (document, _ ("Change workshop details"), change, &error);
    nord_document_close (document);
  }
  if (error != NULL)
    show_trouble (self, _ ("The workshop could not be renamed"), error);
  nord_library_refresh (self->library);
}

static void
on_rename (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordLibraryPage *self = NORD_LIBRARY_PAGE (widget);
  NordLibraryEntry *entry = find_entry (self, g_variant_get_string (parameter, NULL));
  NordWorkshopDialog *dialog;

  if (entry == NULL)
    return;
  dialog = nord_workshop_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), FALSE);
  nord_workshop_dialog_set (dialog, nord_library_entry_get_title (entry),
                            nord_library_entry_get_place (entry),
                            nord_library_entry_get_held_on (entry));
  g_object_set_data_full (G_OBJECT (dialog), "path", g_strdup (nord_library_entry_get_path (entry)),
                          g_free);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_rename_accepted), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_duplicated (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordLibraryPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = nord_library_duplicate_finish (NORD_LIBRARY (object), result, &error);

  if (path == NULL)
    show_trouble (self, _ ("The workshop could not be duplicated"), error);
  nord_library_refresh (self->library);
}

static void
on_duplicate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordLibraryPage *self = NORD_LIBRARY_PAGE (widget);
  NordLibraryEntry *entry = find_entry (self, g_variant_get_string (parameter, NULL));
  g_autofree char *title = NULL;

  if (entry == NULL)
    return;
  /* Translators: title of a duplicate; %s is the title of the workshop it was made from. */
  title = g_strdup_printf (_ ("%s (copy)"), nord_library_entry_get_title (entry));
  nord_library_duplicate_async (self->library, nord_library_entry_get_path (entry), title, NULL,
                                on_duplicated, g_object_ref (self));
}

static void
on_show_file (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = g_file_get_uri (folder);

  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (widget)), uri, GDK_CURRENT_TIME);
}

static void
on_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordLibraryPage *self = NORD_LIBRARY_PAGE (widget);
  NordLibraryEntry *entry = find_entry (self, g_variant_get_string (parameter, NULL));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;
  AdwToast *toast;

  if (entry == NULL || !nord_library_entry_is_own (entry))
    return;
  g_free (self->discarded_from);
  self->discarded_from = g_strdup (nord_library_entry_get_path (entry));
  title = nord_plain_shorten (nord_library_entry_get_title (entry), 40);
  g_free (self->discarded);
  self->discarded = nord_shelf_discard (self->discarded_from, &error);
  if (self->discarded == NULL) {
    show_trouble (self, _ ("The workshop could not be deleted"), error);
    return;
  }
  nord_library_refresh (self->library);
  /* Translators: %s is the title of a workshop. */
  text = g_strdup_printf (_ ("“%s” deleted"), title);
  toast = nord_plain_new_toast (text);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "library.undelete");
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, 10);
  gtk_widget_action_set_enabled (widget, "library.undelete", TRUE);
  adw_toast_overlay_add_toast (self->toasts, toast);
  nord_announce (GTK_WIDGET (self), text);
}

static void
on_undelete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordLibraryPage *self = NORD_LIBRARY_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (self->discarded == NULL)
    return;
  if (!nord_shelf_restore (self->discarded, self->discarded_from, &error)) {
    show_trouble (self, _ ("The workshop could not be brought back"), error);
    return;
  }
  nord_library_refresh (self->library);
  g_clear_pointer (&self->discarded, g_free);
  gtk_widget_action_set_enabled (widget, "library.undelete", FALSE);
}

static void
on_forget (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nord_library_forget (NORD_LIBRARY_PAGE (widget)->library, g_variant_get_string (parameter, NULL));
}

static void
on_document_set (NordLibraryPage *self)
{
  NordDocument *document = nord_session_get_document (self->session);

  if (document != NULL && self->library != NULL)
    nord_library_remember (self->library, nord_document_get_path (document));
}

static gboolean
on_drop (NordLibraryPage *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);
  gboolean taken = FALSE;

  for (GSList *l = files; l != NULL; l = l->next) {
    g_autofree char *path = g_file_get_path (l->data);

    if (path == NULL)
      continue;
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open", "s", path);
    taken = TRUE;
  }
  return taken;
}

static void
nord_library_page_dispose (GObject *object)
{
  NordLibraryPage *self = NORD_LIBRARY_PAGE (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->filtered);
  g_clear_object (&self->library);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (nord_library_page_parent_class)->dispose (object);
}

static void
nord_library_page_finalize (GObject *object)
{
  NordLibraryPage *self = NORD_LIBRARY_PAGE (object);

  g_free (self->discarded);
  g_free (self->discarded_from);

  G_OBJECT_CLASS (nord_library_page_parent_class)->finalize (object);
}

static void
nord_library_page_class_init (NordLibraryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nord_library_page_dispose;
  object_class->finalize = nord_library_page_finalize;

  gtk_widget_class_install_action (widget_class, "library.open", "s", on_open);
  gtk_widget_class_install_action (widget_class, "library.rename", "s", on_rename);
  gtk_widget_class_install_action (widget_class, "library.duplicate", "s", on_duplicate);
  gtk_widget_class_install_action (widget_class, "library.show-file", "s", on_show_file);
  gtk_widget_class_install_action (widget_class, "library.delete", "s", on_delete);
  gtk_widget_class_install_action (widget_class, "library.undelete", NULL, on_undelete);
  gtk_widget_class_install_action (widget_class, "library.forget", "s", on_forget);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK,
                                       "library.undelete", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/library/library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NordLibraryPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, NordLibraryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NordLibraryPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, NordLibraryPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, NordLibraryPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
nord_library_page_init (NordLibraryPage *self)
{
  GtkDropTarget *target;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.undelete", FALSE);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));

  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
nord_library_page_set_settings (NordLibraryPage *self, GSettings *settings)
{
  GtkFilter *filter;

  g_return_if_fail (NORD_IS_LIBRARY_PAGE (self));
  g_return_if_fail (self->library == NULL);

  nord_shelf_empty_bin (BIN_DAYS);
  nord_shelf_tidy_maps (1);
  self->library = nord_library_new (settings);
  filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->library)), filter);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->filtered), create_row, NULL, NULL);
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (update_view), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library, "notify::loading", G_CALLBACK (update_view), self,
                           G_CONNECT_SWAPPED);
  nord_library_refresh (self->library);
}

void
nord_library_page_set_session (NordLibraryPage *self, NordSession *session)
{
  g_return_if_fail (NORD_IS_LIBRARY_PAGE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
}

void
nord_library_page_refresh (NordLibraryPage *self)
{
  g_return_if_fail (NORD_IS_LIBRARY_PAGE (self));

  if (self->library != NULL)
    nord_library_refresh (self->library);
}

void
nord_library_page_search (NordLibraryPage *self)
{
  g_return_if_fail (NORD_IS_LIBRARY_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
