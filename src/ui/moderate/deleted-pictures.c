/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Pictures that were deleted and still lie in the file: each to be looked at and removed for good.
 */
#include "ui/moderate/deleted-pictures.h"

#include "core/document/deleted-media.h"
#include "core/model/medium.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/plain-text.h"
#include "ui/widgets/stored-picture.h"

#include <glib/gi18n.h>

#define SIDE 480 /* pixels decoded */
#define HEIGHT 180
#define N_TITLE 60 /* characters */

struct _NordDeletedPictures {
  AdwWindow parent_instance;

  NordSession *session;   /* (owned) */
  NordDocument *document; /* (owned) */
  GPtrArray *all;         /* (owned) (nullable) (element-type NordDeletedMedium) */

  GtkBox *list;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (NordDeletedPictures, nord_deleted_pictures, ADW_TYPE_WINDOW)

static GtkWidget *
new_row (NordDeletedPictures *self, const NordDeletedMedium *deleted, guint number)
{
  NordStore *store = nord_document_get_store (self->document);
  g_autoptr (GBytes) bytes =
    nord_store_get_blob (store, nord_record_get_text (deleted->medium, NORD_MEDIUM_SHA256), NULL);
  g_autofree char *title = nord_plain_shorten (deleted->title, N_TITLE);
  g_autofree char *about = deleted->title != NULL
                             /* Translators: %s is the title of an idea. */
                             ? g_strdup_printf (_ ("Deleted from “%s”"), title)
                             : g_strdup (_ ("Its idea was deleted as well"));
  g_autofree char *name = g_strdup_printf (_ ("Deleted picture %u"), number);
  g_autofree char *verb = g_strdup_printf (_ ("Remove Deleted Picture %u for Good…"), number);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *label = gtk_label_new (about);
  GtkWidget *picture = nord_stored_picture_new (bytes, SIDE, name, GTK_CONTENT_FIT_SCALE_DOWN);
  GtkWidget *remove = gtk_button_new_with_label (_ ("Remove for Good…"));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_size_request (picture, -1, HEIGHT);
  gtk_widget_set_halign (picture, GTK_ALIGN_START);
  gtk_widget_set_halign (remove, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "deleted.remove");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (remove), "s",
                                    nord_record_get_id (deleted->medium));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, verb, -1);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), remove);
  return box;
}

static void
show_all (NordDeletedPictures *self)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  self->all = nord_deleted_media_list (self->document, &error);
  if (self->all == NULL)
    nord_session_report (self->session, _ ("The deleted pictures could not be read"), error);
  for (guint i = 0; self->all != NULL && i < self->all->len; i++)
    gtk_box_append (self->list, new_row (self, g_ptr_array_index (self->all, i), i + 1));
  gtk_stack_set_visible_child_name (self->stack,
                                    self->all != NULL && self->all->len > 0 ? "list" : "none");
}

static const NordDeletedMedium *
find (NordDeletedPictures *self, const char *id)
{
  for (guint i = 0; self->all != NULL && i < self->all->len; i++) {
    const NordDeletedMedium *deleted = g_ptr_array_index (self->all, i);

    if (g_strcmp0 (nord_record_get_id (deleted->medium), id) == 0)
      return deleted;
  }
  return NULL;
}

static void
on_response (NordDeletedPictures *self, const char *response, AdwMessageDialog *dialog)
{
  const NordDeletedMedium *deleted = find (self, g_object_get_data (G_OBJECT (dialog), "id"));
  g_autoptr (GError) error = NULL;
  NordChangeSet *set;

  if (!g_str_equal (response, "confirm") || deleted == NULL)
    return;
  set = nord_deleted_media_remove (self->document, deleted, _ ("deleted"), &error);
  if (set != NULL && nord_document_apply (self->document, set, &error)) {
    nord_announce (GTK_WIDGET (self), _ ("Picture removed; it is gone for good"));
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  } else {
    nord_session_report (self->session, _ ("The picture could not be removed"), error);
  }
}

static void
on_remove (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *id = g_variant_get_string (parameter, NULL);
  GtkWidget *dialog = adw_message_dialog_new (
    GTK_WINDOW (widget), _ ("Remove the Picture for Good"),
    _ ("It goes out of this workshop, here and wherever it is exchanged. The deletion can then no "
       "longer be undone."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "confirm",
                                    _ ("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "confirm",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "id", g_strdup (id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), widget, G_CONNECT_SWAPPED);
  nord_naming_apply (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
nord_deleted_pictures_dispose (GObject *object)
{
  NordDeletedPictures *self = NORD_DELETED_PICTURES (object);

  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_object (&self->document);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nord_deleted_pictures_parent_class)->dispose (object);
}

static void
nord_deleted_pictures_class_init (NordDeletedPicturesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_deleted_pictures_dispose;
  gtk_widget_class_install_action (widget_class, "deleted.remove", "s", on_remove);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nord_deleted_pictures_init (NordDeletedPictures *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *stack = gtk_stack_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new (),
            *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *note = gtk_label_new (_ ("They lie in the file so that deleting them can be undone."));
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24), *none = adw_status_page_new ();

  self->list = GTK_BOX (list);
  self->stack = GTK_STACK (stack);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_set_margin_top (page, 12);
  gtk_widget_set_margin_bottom (page, 12);
  gtk_widget_set_margin_start (page, 18);
  gtk_widget_set_margin_end (page, 18);
  gtk_box_append (GTK_BOX (page), note);
  gtk_box_append (GTK_BOX (page), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), page);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "object-select-symbolic");
  nord_plain_set_status_page (ADW_STATUS_PAGE (none), _ ("No Deleted Pictures"),
                              _ ("No picture lies in the file that no idea shows."));
  gtk_stack_add_titled (self->stack, scrolled, "list", _ ("Deleted Pictures"));
  gtk_stack_add_titled (self->stack, none, "none", _ ("No Deleted Pictures"));
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), stack);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Deleted Pictures"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 480, 560);
  gtk_widget_set_size_request (GTK_WIDGET (self), 340, 294);
}

void
nord_deleted_pictures_show (GtkWindow *parent, NordSession *session)
{
  NordDeletedPictures *self =
    g_object_new (NORD_TYPE_DELETED_PICTURES, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->document = g_object_ref (nord_session_get_document (session));
  g_signal_connect_object (self->document, "changed", G_CALLBACK (show_all), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  nord_naming_apply (GTK_WIDGET (self));
  show_all (self);
  gtk_window_present (GTK_WINDOW (self));
}
