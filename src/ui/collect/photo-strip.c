/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The photos of one idea: small pictures to look at, add and remove. */
#include "ui/collect/photo-strip.h"

#include "core/exchange/photo.h"
#include "core/model/medium.h"
#include "ui/collect/photo-window.h"
#include "ui/widgets/stored-picture.h"
#include "config.h"

#include <glib/gi18n.h>

#define THUMB_SIDE 88    /* pixels, of the square that is seen */
#define THUMB_PIXELS 264 /* what is decoded: enough for a screen of three times the pixels */

struct _NordPhotoStrip {
  GtkBox parent_instance;

  NordSession *session;   /* (owned) (nullable) */
  NordDocument *document; /* (owned) (nullable) */
  NordIdea *idea;         /* (owned) (nullable) */
  GPtrArray *shown;       /* (owned) (element-type utf8) ids of the photos in the box */
  guint n_reading;

  GtkFlowBox *box;
  GtkWidget *add_button;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (NordPhotoStrip, nord_photo_strip, GTK_TYPE_BOX)

/* --- Taking in -----------------------------------------------------------------------------------
 */

/* What a worker reads: a copy of plain data. */
typedef struct {
  char *idea;        /* (owned) id */
  GPtrArray *paths;  /* (owned) (nullable) (element-type utf8) */
  GBytes *bytes;     /* (owned) (nullable) instead of files */
  GPtrArray *photos; /* (owned) (element-type NordPhoto) */
  char *failed;      /* (owned) (nullable) name of the first that could not be read */
  GError *error;     /* (owned) (nullable) and why */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->idea);
  g_clear_pointer (&reading->paths, g_ptr_array_unref);
  g_clear_pointer (&reading->bytes, g_bytes_unref);
  g_ptr_array_unref (reading->photos);
  g_free (reading->failed);
  g_clear_error (&reading->error);
  g_free (reading);
}

static void
read_photos (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;

  if (reading->bytes) {
    NordPhoto *photo = nord_photo_new (reading->bytes, &reading->error);

    if (photo)
      g_ptr_array_add (reading->photos, photo);
  }
  for (guint i = 0; reading->paths && i < reading->paths->len; i++) {
    const char *path = g_ptr_array_index (reading->paths, i);
    NordPhoto *photo = nord_photo_new_for_path (path, reading->error ? NULL : &reading->error);

    if (photo)
      g_ptr_array_add (reading->photos, photo);
    else if (reading->failed == NULL)
      reading->failed = g_filename_display_basename (path);
  }
  g_task_return_boolean (task, TRUE);
}

static void
show_reading (NordPhotoStrip *self)
{
  gtk_spinner_set_spinning (self->spinner, self->n_reading > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->n_reading > 0);
}

/* The picture itself goes into the same step. */
static void
add_medium (NordChangeSet *set, const char *idea, const NordPhoto *photo)
{
  g_autofree char *sha256 = nord_change_set_group_add_blob (set, photo->bytes);
  NordChange *change = nord_change_new_create (NORD_NOUN_MEDIUM, NULL);

  nord_change_set_text (change, NORD_MEDIUM_IDEA, idea);
  nord_change_set_text (change, NORD_MEDIUM_MEDIA_TYPE, photo->media_type);
  nord_change_set_text (change, NORD_MEDIUM_SHA256, sha256);
  nord_change_set_integer (change, NORD_MEDIUM_SIZE, (gint64) g_bytes_get_size (photo->bytes));
  nord_change_set_group_add (set, change);
}

static void
store_photos (NordPhotoStrip *self, Reading *reading)
{
  const guint n = reading->photos->len;
  g_autoptr (NordChangeSet) set =
    nord_change_set_group_new (ngettext ("Add the Photo", "Add the Photos", n));
  g_autofree char *told = NULL;
  gboolean scaled = FALSE;

  for (guint i = 0; i < n; i++) {
    const NordPhoto *photo = g_ptr_array_index (reading->photos, i);

    add_medium (set, reading->idea, photo);
    scaled |= photo->scaled;
  }
  if (set->changes->len == 0)
    return;
  told =
    scaled
      ? g_strdup_printf (ngettext ("%u photo added, made smaller to %d pixels",
                                   "%u photos added, made smaller to %d pixels", set->changes->len),
                         set->changes->len, NORD_PHOTO_SIDE)
      : g_strdup_printf (ngettext ("%u photo added", "%u photos added", set->changes->len),
                         set->changes->len);
  nord_session_apply (self->session, g_steal_pointer (&set), told);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  NordPhotoStrip *self = NORD_PHOTO_STRIP (source);
  Reading *reading = g_task_get_task_data (G_TASK (result));

  self->n_reading--;
  /* The window was closed meanwhile, or another workshop opened. */
  if (self->session == NULL || self->document != data ||
      nord_session_get_document (self->session) != self->document)
    return;
  show_reading (self);
  if (nord_document_lookup (self->document, reading->idea))
    store_photos (self, reading);
  if (reading->error) {
    g_autofree char *what = reading->failed
                              /* Translators: %s is the name of a file. */
                              ? g_strdup_printf (_ ("“%s” was not added"), reading->failed)
                              : g_strdup (_ ("The picture was not added"));

    nord_session_report (self->session, what, reading->error);
  }
}

static gboolean
may_add (NordPhotoStrip *self)
{
  gboolean read_only = TRUE;

  if (self->document)
    g_object_get (self->document, "read-only", &read_only, NULL);
  return self->idea != NULL && !read_only;
}

/* (transfer full) both, one of them NULL. */
static void
start_reading (NordPhotoStrip *self, GPtrArray *paths, GBytes *bytes)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_read, self->document);
  Reading *reading = g_new0 (Reading, 1);

  reading->idea = g_strdup (nord_record_get_id (NORD_RECORD (self->idea)));
  reading->paths = paths;
  reading->bytes = bytes;
  reading->photos = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_photo_free);
  g_task_set_task_data (task, reading, reading_free);
  self->n_reading++;
  show_reading (self);
  g_task_run_in_thread (task, read_photos);
}

static void
on_chosen (NordPhotoStrip *self, int response, GtkFileChooser *chooser)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GListModel) files = gtk_file_chooser_get_files (chooser);
    GSList *list = NULL;

    for (guint i = g_list_model_get_n_items (files); i-- > 0;)
      list = g_slist_prepend (list, g_list_model_get_item (files, i));
    nord_photo_strip_take_files (self, list);
    g_slist_free_full (list, g_object_unref);
  }
  g_object_unref (chooser);
}

static void
on_add (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_ ("Add Photos"), GTK_WINDOW (window),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/webp");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chosen), widget, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
on_pasted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordPhotoStrip) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
    gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);

  if (self->session == NULL)
    return;
  if (texture)
    nord_photo_strip_take_texture (self, texture);
  else
    nord_session_report (self->session, _ ("The picture was not added"), error);
}

static void
on_files_pasted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordPhotoStrip) self = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->session && value)
    nord_photo_strip_take_files (self, g_value_get_boxed (value));
}

/* --- Showing -------------------------------------------------------------------------------------
 */

static NordRecord *
find_medium (NordPhotoStrip *self, GVariant *parameter)
{
  NordRecord *record =
    self->document ? nord_document_lookup (self->document, g_variant_get_string (parameter, NULL))
                   : NULL;

  return record && NORD_IS_MEDIUM (record) ? record : NULL;
}

static GBytes *
read_blob (NordPhotoStrip *self, NordRecord *medium, GError **error)
{
  const char *sha256 = nord_record_get_text (medium, NORD_MEDIUM_SHA256);

  return sha256 ? nord_store_get_blob (nord_document_get_store (self->document), sha256, error)
                : NULL;
}

/* Was it removed for good? Then these are the words about it. */
static char *
say_removed (NordPhotoStrip *self, NordRecord *medium)
{
  const char *sha256 = nord_record_get_text (medium, NORD_MEDIUM_SHA256);
  const char *reason = nord_record_get_text (medium, NORD_MEDIUM_CAPTION);

  if (sha256 != NULL && !nord_store_is_removed (nord_document_get_store (self->document), sha256))
    return NULL;
  return reason != NULL && *reason != 0
           ? g_strdup_printf (_ ("A picture was removed for good: %s"), reason)
           : g_strdup (_ ("A picture was removed for good."));
}

static void
on_remove (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPhotoStrip *self = NORD_PHOTO_STRIP (widget);
  NordRecord *medium = find_medium (self, parameter);
  g_autoptr (NordChangeSet) set = NULL;

  if (medium == NULL || !may_add (self))
    return;
  set = nord_change_set_group_new (_ ("Remove the Photo"));
  nord_change_set_group_add (set, nord_change_new_delete (medium));
  gtk_widget_grab_focus (self->add_button);
  nord_session_apply (self->session, g_steal_pointer (&set), _ ("Photo removed"));
}

static void
on_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPhotoStrip *self = NORD_PHOTO_STRIP (widget);
  NordRecord *medium = find_medium (self, parameter);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = medium ? read_blob (self, medium, &error) : NULL;
  g_autofree char *gone = medium ? say_removed (self, medium) : NULL;

  if (gone)
    nord_session_notify (self->session, gone, FALSE);
  else if (bytes)
    nord_photo_window_show (GTK_WINDOW (gtk_widget_get_root (widget)),
                            nord_record_get_text (NORD_RECORD (self->idea), NORD_IDEA_TITLE),
                            bytes);
  else if (medium && error)
    nord_session_report (self->session, _ ("The photo cannot be shown"), error);
  else if (medium)
    nord_session_notify (self->session, _ ("The photo is still with another computer"), FALSE);
}

static GtkWidget *
new_button (const char *icon, const char *action, const char *id, const char *words)
{
  GtkWidget *button = icon ? gtk_button_new_from_icon_name (icon) : gtk_button_new ();

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  return button;
}

/* One whose bytes were removed is shown anew. */
static char *
name_shown (NordRecord *medium)
{
  return g_strconcat (nord_record_get_id (medium),
                      nord_record_get_text (medium, NORD_MEDIUM_SHA256) ? "" : " removed", NULL);
}

static void
add_thumb (NordPhotoStrip *self, NordRecord *medium, guint number)
{
  const char *id = nord_record_get_id (medium);
  GtkWidget *overlay = gtk_overlay_new (), *picture, *open, *remove, *child;
  g_autofree char *shown = g_strdup_printf (_ ("Show Photo %u"), number);
  g_autofree char *removed = g_strdup_printf (_ ("Remove Photo %u"), number);
  g_autoptr (GBytes) bytes = read_blob (self, medium, NULL);
  g_autofree char *gone = say_removed (self, medium);

  open = new_button (NULL, "photo.open", id, gone ? gone : shown);
  /* The button around it has a name. */
  picture = nord_stored_picture_new (bytes, THUMB_PIXELS, NULL, GTK_CONTENT_FIT_COVER);
  gtk_widget_set_size_request (picture, THUMB_SIDE, THUMB_SIDE);
  gtk_button_set_child (GTK_BUTTON (open), picture);
  gtk_widget_add_css_class (open, "photo");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), open);
  if (may_add (self)) {
    remove = new_button ("window-close-symbolic", "photo.remove", id, removed);
    gtk_widget_set_halign (remove, GTK_ALIGN_END);
    gtk_widget_set_valign (remove, GTK_ALIGN_START);
    gtk_widget_add_css_class (remove, "osd");
    gtk_widget_add_css_class (remove, "circular");
    gtk_widget_add_css_class (remove, "photo-remove");
    gtk_overlay_add_overlay (GTK_OVERLAY (overlay), remove);
  }
  gtk_flow_box_append (self->box, overlay);
  child = gtk_widget_get_parent (overlay);
  gtk_widget_set_focusable (child, FALSE);
  g_ptr_array_add (self->shown, name_shown (medium));
}

static gboolean
is_shown (NordPhotoStrip *self, GPtrArray *photos)
{
  gboolean same = photos->len == self->shown->len;

  for (guint i = 0; same && i < photos->len; i++) {
    g_autofree char *name = name_shown (g_ptr_array_index (photos, i));

    same = g_str_equal (name, g_ptr_array_index (self->shown, i));
  }
  return same;
}

static void
fill (NordPhotoStrip *self)
{
  g_autoptr (GPtrArray) photos =
    self->idea ? nord_photo_strip_list (self->document, self->idea) : g_ptr_array_new ();
  GtkWidget *child;

  if (is_shown (self, photos))
    return;
  g_ptr_array_set_size (self->shown, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_flow_box_remove (self->box, child);
  for (guint i = 0; i < photos->len; i++)
    add_thumb (self, g_ptr_array_index (photos, i), i + 1);
  gtk_widget_set_visible (GTK_WIDGET (self->box), photos->len > 0);
}

static void
nord_photo_strip_dispose (GObject *object)
{
  NordPhotoStrip *self = NORD_PHOTO_STRIP (object);

  g_clear_object (&self->session);
  g_clear_object (&self->document);
  g_clear_object (&self->idea);
  G_OBJECT_CLASS (nord_photo_strip_parent_class)->dispose (object);
}

static void
nord_photo_strip_finalize (GObject *object)
{
  g_ptr_array_unref (NORD_PHOTO_STRIP (object)->shown);
  G_OBJECT_CLASS (nord_photo_strip_parent_class)->finalize (object);
}

static void
nord_photo_strip_class_init (NordPhotoStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_photo_strip_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_photo_strip_finalize;
  gtk_widget_class_install_action (widget_class, "photo.add", NULL, on_add);
  gtk_widget_class_install_action (widget_class, "photo.remove", "s", on_remove);
  gtk_widget_class_install_action (widget_class, "photo.open", "s", on_open);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/collect/photo-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, NordPhotoStrip, box);
  gtk_widget_class_bind_template_child (widget_class, NordPhotoStrip, add_button);
  gtk_widget_class_bind_template_child (widget_class, NordPhotoStrip, spinner);
}

static void
nord_photo_strip_init (NordPhotoStrip *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
nord_photo_strip_set_session (NordPhotoStrip *self, NordSession *session)
{
  g_return_if_fail (NORD_IS_PHOTO_STRIP (self) && NORD_IS_SESSION (session));
  g_set_object (&self->session, session);
}

void
nord_photo_strip_show (NordPhotoStrip *self, NordDocument *document, NordIdea *idea)
{
  g_return_if_fail (NORD_IS_PHOTO_STRIP (self));
  g_set_object (&self->document, document);
  if (document == NULL)
    idea = NULL;
  g_set_object (&self->idea, idea);
  fill (self);
  gtk_widget_set_visible (self->add_button, may_add (self));
  gtk_widget_set_visible (GTK_WIDGET (self), may_add (self) || self->shown->len > 0);
}

gboolean
nord_photo_strip_take_files (NordPhotoStrip *self, GSList *files)
{
  GPtrArray *paths;

  g_return_val_if_fail (NORD_IS_PHOTO_STRIP (self), FALSE);
  if (!may_add (self) || files == NULL)
    return FALSE;
  paths = g_ptr_array_new_with_free_func (g_free);
  for (GSList *at = files; at; at = at->next) {
    char *path = g_file_get_path (at->data);

    if (path)
      g_ptr_array_add (paths, path);
  }
  start_reading (self, paths, NULL);
  return TRUE;
}

gboolean
nord_photo_strip_take_texture (NordPhotoStrip *self, GdkTexture *texture)
{
  g_return_val_if_fail (NORD_IS_PHOTO_STRIP (self) && GDK_IS_TEXTURE (texture), FALSE);
  if (!may_add (self))
    return FALSE;
  start_reading (self, NULL, gdk_texture_save_to_png_bytes (texture));
  return TRUE;
}

gboolean
nord_photo_strip_paste (NordPhotoStrip *self)
{
  GdkClipboard *clipboard;
  GdkContentFormats *formats;

  g_return_val_if_fail (NORD_IS_PHOTO_STRIP (self), FALSE);
  if (!may_add (self))
    return FALSE;
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  formats = gdk_clipboard_get_formats (clipboard);
  if (gdk_content_formats_contain_mime_type (formats, "text/uri-list")) {
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    on_files_pasted, g_object_ref (self));
    return TRUE;
  }
  if (gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8") ||
      (!gdk_content_formats_contain_mime_type (formats, "image/png") &&
       !gdk_content_formats_contain_mime_type (formats, "image/jpeg")))
    return FALSE;
  gdk_clipboard_read_texture_async (clipboard, NULL, on_pasted, g_object_ref (self));
  return TRUE;
}

GPtrArray *
nord_photo_strip_list (NordDocument *document, NordIdea *idea)
{
  g_return_val_if_fail (NORD_IS_DOCUMENT (document) && NORD_IS_IDEA (idea), g_ptr_array_new ());

  return nord_medium_list_images (nord_document_get_list (document, NORD_NOUN_MEDIUM),
                                  nord_record_get_id (NORD_RECORD (idea)));
}

NordChangeSet *
nord_photo_strip_make_deletion (NordDocument *document, NordIdea *idea)
{
  NordChangeSet *set = nord_change_set_group_new (_ ("Delete the Idea"));
  g_autoptr (GPtrArray) photos = nord_photo_strip_list (document, idea);

  for (guint i = 0; i < photos->len; i++)
    nord_change_set_group_add (set, nord_change_new_delete (g_ptr_array_index (photos, i)));
  nord_change_set_group_add (set, nord_change_new_delete (NORD_RECORD (idea)));
  return set;
}
