/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The main window. */
#include "ui/window.h"

#include "ui/cluster/cluster-page.h"
#include "ui/collect/collect-page.h"
#include "ui/files.h"
#include "ui/library/library-page.h"
#include "ui/page-slot.h"
#include "ui/rank/rank-page.h"
#include "ui/sync/sync-page.h"
#include "ui/switcher.h"
#include "ui/undo.h"
#include "ui/widgets/abreast.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/lost-bar.h"
#include "ui/widgets/room-bar.h"
#include "ui/widgets/trust-line.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordWindow {
  AdwApplicationWindow parent_instance;

  NordSession *session;   /* (owned) */
  GSettings *settings;    /* (owned) */
  NordFiles *files;       /* (owned) */
  NordUndo *undo;         /* (owned) */
  NordSwitcher *switcher; /* (owned) */
  NordPage *active;       /* (nullable) the page in view, a child */

  AdwToastOverlay *toasts;
  GtkStack *views;
  NordLibraryPage *library;
  AdwSqueezer *squeezer;
  GtkWidget *no_switcher;
  AdwViewSwitcherBar *bottom_switcher;
  AdwViewStack *pages;
  GtkMenuButton *menu_button;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GMenu *undo_section;
};

G_DEFINE_FINAL_TYPE (NordWindow, nord_window, ADW_TYPE_APPLICATION_WINDOW)

enum { PROP_SESSION = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];

/* The pages in the order of the work. */
static const struct {
  GType (*get_type) (void);
  const char *name;
  const char *title;
  const char *icon_name;
} pages[] = {
  {nord_collect_page_get_type, "collect", NC_ ("page", "Collect"), "nord-collect-symbolic"},
  {nord_cluster_page_get_type, "cluster", NC_ ("page", "Order"), "nord-cluster-symbolic"},
  {nord_rank_page_get_type, "rank", NC_ ("page", "Weigh"), "nord-rank-symbolic"},
  {nord_sync_page_get_type, "sync", NC_ ("page", "Exchange"), "nord-sync-symbolic"},
};

static void
close_document (NordWindow *self)
{
  g_autoptr (NordDocument) document = NULL;

  g_set_object (&document, nord_session_get_document (self->session));
  if (document == NULL)
    return;
  /* The page in view may still hold a text that is being written. */
  if (self->active != NULL)
    nord_page_deactivate (self->active);
  self->active = NULL;
  nord_session_set_document (self->session, NULL);
  nord_document_close (document);
}

static void
on_page_changed (NordWindow *self)
{
  NordPage *page = NULL;

  if (nord_session_get_document (self->session) != NULL)
    page =
      nord_page_slot_get_page (NORD_PAGE_SLOT (adw_view_stack_get_visible_child (self->pages)));
  if (page == self->active)
    return;
  if (self->active != NULL)
    nord_page_deactivate (self->active);
  self->active = page;
  if (page != NULL)
    nord_page_activate (page);
}

static void
on_document_set (NordWindow *self)
{
  NordDocument *document = nord_session_get_document (self->session);

  g_settings_set_string (self->settings, "last-workshop",
                         document != NULL ? nord_document_get_path (document) : "");
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  if (document != NULL) {
    adw_view_stack_set_visible_child_name (self->pages, "collect");
    gtk_stack_set_visible_child_name (self->views, "workshop");
  } else {
    nord_library_page_refresh (self->library);
    gtk_stack_set_visible_child_name (self->views, "library");
  }
  on_page_changed (self);
}

static void
on_search_changed (NordWindow *self)
{
  nord_session_set_search_text (self->session,
                                gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
on_search_text_set (NordWindow *self)
{
  const char *text = nord_session_get_search_text (self->session);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)),
                 text != NULL ? text : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text != NULL ? text : "");
}

static void
on_library (GtkWidget *widget, const char *name, GVariant *parameter)
{
  close_document (NORD_WINDOW (widget));
}

static void
on_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nord_undo_step (NORD_WINDOW (widget)->undo, g_str_equal (name, "win.redo"));
}

static void
on_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordWindow *self = NORD_WINDOW (widget);

  if (nord_session_get_document (self->session) == NULL) {
    nord_library_page_search (self->library);
    return;
  }
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
on_fullscreen (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *window = GTK_WINDOW (widget);

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

static void
on_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordWindow *self = NORD_WINDOW (widget);
  const char *page = g_variant_get_string (parameter, NULL);

  if (adw_view_stack_get_child_by_name (self->pages, page) != NULL)
    adw_view_stack_set_visible_child_name (self->pages, page);
}

static void
on_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordWindow *self = NORD_WINDOW (widget);
  g_autofree char *action = g_strconcat ("page.", name + strlen ("win."), NULL);

  if (self->active != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->active), action, NULL);
}

static void
on_pane (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordWindow *self = NORD_WINDOW (widget);
  gboolean forward = g_str_equal (name, "win.next-pane");

  if (self->active != NULL)
    nord_page_step_pane (self->active, GTK_WIDGET (self->menu_button), forward);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->library),
                            forward ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
}

static void
nord_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (nord_window_parent_class)->size_allocate (widget, width, height, baseline);
  nord_switcher_set_width (NORD_WINDOW (widget)->switcher, width);
}

static gboolean
nord_window_close_request (GtkWindow *window)
{
  NordWindow *self = NORD_WINDOW (window);
  NordDocument *document = nord_session_get_document (self->session);
  g_autofree char *path = document != NULL ? g_strdup (nord_document_get_path (document)) : NULL;

  close_document (self);
  /* Open at the end means open again at the next start. */
  g_settings_set_string (self->settings, "last-workshop", path != NULL ? path : "");

  return GTK_WINDOW_CLASS (nord_window_parent_class)->close_request (window);
}

static void
nord_window_constructed (GObject *object)
{
  NordWindow *self = NORD_WINDOW (object);

  G_OBJECT_CLASS (nord_window_parent_class)->constructed (object);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    adw_view_stack_add_titled_with_icon (
      self->pages, GTK_WIDGET (nord_page_slot_new (pages[i].get_type (), self->session)),
      pages[i].name, g_dpgettext2 (GETTEXT_PACKAGE, "page", pages[i].title), pages[i].icon_name);
  nord_naming_apply (GTK_WIDGET (self));
}

static void
nord_window_dispose (GObject *object)
{
  NordWindow *self = NORD_WINDOW (object);

  if (self->session != NULL)
    close_document (self);
  g_clear_pointer (&self->switcher, nord_switcher_free);
  g_clear_object (&self->files);
  g_clear_object (&self->undo);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (nord_window_parent_class)->dispose (object);
}

static void
nord_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_SESSION:
    g_value_set_object (value, NORD_WINDOW (object)->session);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_window_class_init (NordWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = nord_window_constructed;
  object_class->dispose = nord_window_dispose;
  object_class->get_property = nord_window_get_property;
  widget_class->size_allocate = nord_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = nord_window_close_request;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, NORD_TYPE_SESSION,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "win.library", NULL, on_library);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, on_undo);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, on_undo);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, on_search);
  gtk_widget_class_install_action (widget_class, "win.fullscreen", NULL, on_fullscreen);
  gtk_widget_class_install_action (widget_class, "win.page", "s", on_page);
  gtk_widget_class_install_action (widget_class, "win.toggle-list", NULL, on_page_action);
  gtk_widget_class_install_action (widget_class, "win.find-place", NULL, on_page_action);
  gtk_widget_class_install_action (widget_class, "win.next-pane", NULL, on_pane);
  gtk_widget_class_install_action (widget_class, "win.previous-pane", NULL, on_pane);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "win.find-place",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, GDK_CONTROL_MASK, "win.register",
                                       NULL);
  /* Bound here and not as accelerators of the application, which would take these keys away from
   * the text field that has the focus and an undo of its own. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.redo", NULL);

  g_type_ensure (NORD_TYPE_LIBRARY_PAGE);
  g_type_ensure (NORD_TYPE_ABREAST);
  g_type_ensure (NORD_TYPE_LOST_BAR);
  g_type_ensure (NORD_TYPE_ROOM_BAR);
  g_type_ensure (NORD_TYPE_TRUST_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, NORD_APP_PATH "/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, NordWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, NordWindow, views);
  gtk_widget_class_bind_template_child (widget_class, NordWindow, library);
  gtk_widget_class_bind_template_child (widget_class, NordWindow, squeezer);
  gtk_widget_class_bind_template_child (widget_class, NordWindow, no_switcher);
  gtk_widget_class_bind_template_child (widget_class, NordWindow, bottom_switcher);
  gtk_widget_class_bind_template_child (widget_class, NordWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, NordWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, NordWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, NordWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, NordWindow, undo_section);
  gtk_widget_class_bind_template_callback (widget_class, on_page_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
}

static void
nord_window_init (NordWindow *self)
{
  g_autoptr (NordProgramme) programme = nord_programme_new_default (NULL);

  self->session = nord_session_new (programme);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->switcher = nord_switcher_new (self->squeezer, self->no_switcher, self->bottom_switcher);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  self->files =
    nord_files_new (GTK_APPLICATION_WINDOW (self), self->session, GTK_WIDGET (self->pages));
  self->undo = nord_undo_new (GTK_WIDGET (self), self->session, self->toasts, self->undo_section);
  nord_library_page_set_session (self->library, self->session);

  g_signal_connect_object (self->session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::search-text", G_CALLBACK (on_search_text_set),
                           self, G_CONNECT_SWAPPED);
}

NordWindow *
nord_window_new (AdwApplication *application, GSettings *settings)
{
  NordWindow *self;

  g_return_val_if_fail (ADW_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (NORD_TYPE_WINDOW, "application", application, NULL);
  self->settings = g_object_ref (settings);
  nord_library_page_set_settings (self->library, settings);
  g_settings_bind (settings, "width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  /* As it will be at first, so that nothing jumps when the window comes up. */
  nord_switcher_start_with (self->switcher, g_settings_get_int (settings, "width"));
  g_settings_bind (settings, "maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  return self;
}

NordSession *
nord_window_get_session (NordWindow *self)
{
  g_return_val_if_fail (NORD_IS_WINDOW (self), NULL);

  return self->session;
}

const char *
nord_window_get_path (NordWindow *self)
{
  NordDocument *document;

  g_return_val_if_fail (NORD_IS_WINDOW (self), NULL);

  document = nord_session_get_document (self->session);
  return document != NULL ? nord_document_get_path (document) : NULL;
}

void
nord_window_open (NordWindow *self, const char *path)
{
  g_return_if_fail (NORD_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  nord_files_open (self->files, path);
}

void
nord_window_create (NordWindow *self, const char *title)
{
  g_return_if_fail (NORD_IS_WINDOW (self));
  g_return_if_fail (title != NULL);

  nord_files_create (self->files, title);
}
