/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a window does with whole files. */
#include "ui/files.h"

#include "ui/collect/export-dialog.h"
#include "ui/collect/import-chooser.h"
#include "ui/collect/import-dialog.h"
#include "ui/kiosk/kiosk-host.h"
#include "ui/library/opener.h"
#include "ui/map/sheet-dialog.h"
#include "ui/moderate/moderation-window.h"
#include "ui/page-slot.h"

struct _NordFiles {
  GObject parent_instance;

  GtkApplicationWindow *window; /* (unowned) owns this */
  NordSession *session;         /* (owned) */
  NordOpener *opener;           /* (owned) */
  GtkWidget *pages;             /* (unowned) the stack of pages, in the window */
  NordKioskHost *kiosk;         /* (owned) */
};

G_DEFINE_FINAL_TYPE (NordFiles, nord_files, G_TYPE_OBJECT)

static void
on_new_workshop (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nord_opener_ask_new (NORD_FILES (data)->opener);
}

static void
on_open_workshop (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nord_opener_ask_open (NORD_FILES (data)->opener);
}

static void
on_open_sample (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nord_opener_open_sample (NORD_FILES (data)->opener);
}

static void
on_details (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nord_opener_ask_details (NORD_FILES (data)->opener);
}

static void
on_copy_workshop (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nord_opener_copy (NORD_FILES (data)->opener);
}

static void
on_import (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordFiles *self = data;

  nord_import_chooser_ask (GTK_WINDOW (self->window), self->session, NORD_SUBJECT_IDEAS);
}

/* A file that was dropped: into the open workshop, or into a new one that is named after it. */
static void
on_import_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordFiles *self = data;
  const char *path = g_variant_get_string (parameter, NULL);

  if (nord_session_get_document (self->session) == NULL) {
    g_autofree char *title = g_filename_display_basename (path);
    char *dot = strrchr (title, '.');

    if (dot != NULL && dot != title)
      *dot = '\0';
    nord_files_create (self, title);
  }
  if (nord_session_get_document (self->session) != NULL)
    gtk_window_present (GTK_WINDOW (
      nord_import_dialog_new (GTK_WINDOW (self->window), self->session, path, NORD_SUBJECT_IDEAS)));
}

/* The register stands beside the map of ideas. */
static void
on_register (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordFiles *self = data;
  GtkWidget *slot;

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "collect");
  slot = adw_view_stack_get_visible_child (ADW_VIEW_STACK (self->pages));
  if (slot != NULL)
    gtk_widget_activate_action (GTK_WIDGET (nord_page_slot_get_page (NORD_PAGE_SLOT (slot))),
                                "register.list", NULL);
}

static void
on_import_projects (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordFiles *self = data;

  nord_import_chooser_ask (GTK_WINDOW (self->window), self->session, NORD_SUBJECT_PROJECTS);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordFiles *self = data;

  gtk_window_present (
    GTK_WINDOW (nord_export_dialog_new (GTK_WINDOW (self->window), self->session)));
}

static void
on_write_map (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordFiles *self = data;

  gtk_window_present (
    GTK_WINDOW (nord_sheet_dialog_new (GTK_WINDOW (self->window), self->session)));
}

static void
on_moderate (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordFiles *self = data;
  GtkWindow *from = GTK_WINDOW (self->window);
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GtkWidget *window;

  /* A dialog that keeps all input to itself lets one above it have it. */
  for (GList *l = windows; l != NULL; l = l->next) {
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (self->window) &&
        gtk_window_get_modal (l->data) && gtk_widget_get_visible (l->data))
      from = l->data;
  }
  window = nord_moderation_window_new (from, self->session);
  gtk_window_set_modal (GTK_WINDOW (window), gtk_window_get_modal (from));
  gtk_window_present (GTK_WINDOW (window));
}

/* By its name, as the chooser for packs has it; what is in it is looked at there. */
static gboolean
is_pack (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".mbtiles") || g_str_has_suffix (lower, ".pmtiles");
}

/* (transfer full) those of the files that are packs. */
static GStrv
list_packs (GSList *files)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (GSList *l = files; l != NULL; l = l->next) {
    g_autofree char *path = g_file_get_path (l->data);

    if (path != NULL && is_pack (path))
      g_strv_builder_add (paths, path);
  }
  return g_strv_builder_end (paths);
}

static gboolean
on_drop (NordFiles *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  if (path == NULL)
    return FALSE;
  if (is_pack (path)) {
    g_auto (GStrv) packs = list_packs (files);

    g_action_group_activate_action (
      G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self->window))), "add-packs",
      g_variant_new_bytestring_array ((const char *const *) packs, -1));
    return TRUE;
  }
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "import-file",
                                  g_variant_new_string (path));
  return TRUE;
}

static const GActionEntry actions[] = {
  {"new-workshop", on_new_workshop},
  {"open-workshop", on_open_workshop},
  {"open-sample", on_open_sample},
  {"details", on_details},
  {"copy-workshop", on_copy_workshop},
  {"import", on_import},
  {"import-file", on_import_file, "s"},
  {"import-projects", on_import_projects},
  {"register", on_register},
  {"export", on_export},
  {"write-map", on_write_map},
  {"moderate", on_moderate},
};

/* What needs an open workshop, and one that can be written. */
static void
on_document_set (NordFiles *self)
{
  static const struct {
    const char *name;
    gboolean writes;
  } needing[] = {
    {"details", TRUE},  {"import", TRUE},     {"copy-workshop", FALSE}, {"export", FALSE},
    {"moderate", TRUE}, {"write-map", FALSE}, {"register", FALSE},      {"import-projects", TRUE},
  };
  NordDocument *document = nord_session_get_document (self->session);
  gboolean read_only = FALSE;

  if (document != NULL)
    g_object_get (document, "read-only", &read_only, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (needing); i++) {
    GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->window), needing[i].name);

    g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                 document != NULL && !(needing[i].writes && read_only));
  }
}

static void
nord_files_dispose (GObject *object)
{
  NordFiles *self = NORD_FILES (object);

  g_clear_object (&self->opener);
  g_clear_object (&self->kiosk);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (nord_files_parent_class)->dispose (object);
}

static void
nord_files_class_init (NordFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_files_dispose;
}

static void
nord_files_init (NordFiles *self)
{
}

NordFiles *
nord_files_new (GtkApplicationWindow *window, NordSession *session, GtkWidget *target)
{
  NordFiles *self;
  GtkDropTarget *drop;

  g_return_val_if_fail (GTK_IS_APPLICATION_WINDOW (window), NULL);
  g_return_val_if_fail (NORD_IS_SESSION (session), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (target), NULL);

  self = g_object_new (NORD_TYPE_FILES, NULL);
  self->window = window;
  self->pages = target;
  self->session = g_object_ref (session);
  self->opener = nord_opener_new (GTK_WINDOW (window), session);
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), self);
  self->kiosk = nord_kiosk_host_new (window, session);
  drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (target, GTK_EVENT_CONTROLLER (drop));
  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
  on_document_set (self);
  return self;
}

void
nord_files_open (NordFiles *self, const char *path)
{
  g_return_if_fail (NORD_IS_FILES (self));
  g_return_if_fail (path != NULL);

  if (nord_import_chooser_takes (path))
    g_action_group_activate_action (G_ACTION_GROUP (self->window), "import-file",
                                    g_variant_new_string (path));
  else
    nord_opener_open (self->opener, path);
}

void
nord_files_create (NordFiles *self, const char *title)
{
  g_return_if_fail (NORD_IS_FILES (self));
  g_return_if_fail (title != NULL);

  nord_opener_create (self->opener, title, NULL, NULL);
}
