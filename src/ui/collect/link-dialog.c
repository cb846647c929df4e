/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The dialog that links ideas with projects. What lies nearest comes first, since most ideas are
 * about the place where they are put; words find the rest. */
#include "ui/collect/link-dialog.h"

#include "core/geo/relate.h"
#include "core/model/idea.h"
#include "core/model/project.h"
#include "core/model/register.h"
#include "ui/collect/project-row.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

struct _NordLinkDialog {
  AdwWindow parent_instance;

  NordSession *session;     /* (owned) */
  NordDocument *document;   /* (owned) */
  NordRecord *record;       /* (owned) what is linked with one of the others */
  GtkCustomFilter *passing; /* (owned) */
  GListModel *shown;        /* (owned) */
  GHashTable *metres;       /* (owned) record to how far it is (gint, owned by nobody) */
  char *wanted;             /* (owned) (nullable) folded */
  GtkSearchEntry *search;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (NordLinkDialog, nord_link_dialog, ADW_TYPE_WINDOW)

static gboolean
is_for_idea (NordLinkDialog *self)
{
  return NORD_IS_IDEA (self->record);
}

static NordShape *
get_shape (NordRecord *record)
{
  return nord_record_get_shape (record,
                                NORD_IS_IDEA (record) ? NORD_IDEA_SHAPE : NORD_PROJECT_SHAPE);
}

static char *
dup_title (NordRecord *record)
{
  const char *title, *number;
  g_autofree char *all = NULL;

  if (NORD_IS_IDEA (record)) {
    title = nord_record_get_text (record, NORD_IDEA_TITLE);
    if (title == NULL || *title == '\0')
      title = nord_record_get_text (record, NORD_IDEA_BODY);
    return nord_plain_shorten (title != NULL && *title != '\0' ? title : _ ("Untitled"), 120);
  }
  number = nord_record_get_text (record, NORD_PROJECT_NUMBER);
  title = nord_record_get_text (record, NORD_PROJECT_TITLE);
  all = g_strdup_printf ("%s  %s", number != NULL ? number : "", title != NULL ? title : "");
  return nord_plain_shorten (all, 120);
}

static int
get_metres (NordLinkDialog *self, NordRecord *other)
{
  gpointer known;

  if (!g_hash_table_lookup_extended (self->metres, other, NULL, &known)) {
    const NordShape *here = get_shape (self->record), *there = get_shape (other);
    const double metres =
      here != NULL && there != NULL ? nord_relate_distance (here, there) : G_MAXINT;

    known = GINT_TO_POINTER ((int) MIN (metres, (double) G_MAXINT));
    g_hash_table_insert (self->metres, other, known);
  }
  return GPOINTER_TO_INT (known);
}

static char *
describe (NordLinkDialog *self, NordRecord *other)
{
  const int metres = get_metres (self, other);
  g_autofree char *about = is_for_idea (self) ? nord_project_row_describe (other) : NULL;
  g_autofree char *away = NULL;

  if (metres == G_MAXINT)
    return g_strdup (about != NULL ? about : "");
  away = metres < 1000 ? g_strdup_printf (_ ("%d m away"), metres)
                       : g_strdup_printf (_ ("%.1f km away"), metres / 1000.0);
  return about != NULL ? g_strdup_printf ("%s · %s", away, about) : g_strdup (away);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  NordLinkDialog *self = data;
  const int x = get_metres (self, (NordRecord *) a), y = get_metres (self, (NordRecord *) b);

  if (x != y)
    return x < y ? -1 : 1;
  return is_for_idea (self)
           ? nord_register_compare (a, b, NULL)
           : strcmp (nord_record_get_id ((NordRecord *) b), nord_record_get_id ((NordRecord *) a));
}

static gboolean
is_linked (NordLinkDialog *self, NordRecord *other)
{
  const char *here = nord_record_get_id (self->record), *there = nord_record_get_id (other);

  return nord_register_is_linked (nord_document_get_list (self->document, NORD_NOUN_PROJECT_LINK),
                                  is_for_idea (self) ? here : there,
                                  is_for_idea (self) ? there : here);
}

static gboolean
passes (gpointer item, gpointer data)
{
  NordLinkDialog *self = data;
  NordRecord *other = item;
  g_autofree char *title = NULL, *all = NULL, *folded = NULL;
  const char *body;

  if (self->wanted == NULL)
    return TRUE;
  body = nord_record_get_text (other, is_for_idea (self) ? NORD_PROJECT_BODY : NORD_IDEA_BODY);
  title = dup_title (other);
  all = g_strconcat (title, "\n", body, NULL);
  folded = g_utf8_casefold (all, -1);
  return strstr (folded, self->wanted) != NULL;
}

static void
on_shown_changed (NordLinkDialog *self)
{
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (self->shown) > 0
                                                   ? "list"
                                                   : "nothing");
}

static void
on_search_changed (NordLinkDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_free (self->wanted);
  self->wanted = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  gtk_filter_changed (GTK_FILTER (self->passing), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
choose (NordLinkDialog *self, NordRecord *other)
{
  const char *here = nord_record_get_id (self->record), *there = nord_record_get_id (other);
  NordChangeSet *set;

  if (!is_linked (self, other)) {
    set = nord_change_set_group_new (_ ("Link an Idea with a Project"));
    nord_register_link (set, is_for_idea (self) ? here : there, is_for_idea (self) ? there : here);
    nord_session_apply (self->session, set, _ ("Idea linked with the project"));
  }
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_activate (GtkListView *view, guint position, NordLinkDialog *self)
{
  g_autoptr (NordRecord) other = g_list_model_get_item (self->shown, position);

  if (other != NULL)
    choose (self, other);
}

/* Enter in the search takes what stands first. */
static void
on_search_activate (NordLinkDialog *self)
{
  g_autoptr (NordRecord) first = NULL;

  /* The entry tells of keys a moment later than it tells of this one. */
  on_search_changed (self);
  first = g_list_model_get_item (self->shown, 0);
  if (first != NULL && self->wanted != NULL)
    choose (self, first);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  for (int i = 0; i < 2; i++) {
    GtkWidget *label = gtk_label_new (NULL);

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
    gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
    gtk_widget_add_css_class (label, i == 0 ? "idea-title" : "caption");
    if (i == 1)
      gtk_widget_add_css_class (label, "dim-label");
    gtk_box_append (GTK_BOX (box), label);
  }
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, NordLinkDialog *self)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *first = gtk_widget_get_first_child (box);
  NordRecord *other = gtk_list_item_get_item (item);
  g_autofree char *title = dup_title (other), *about = describe (self, other);
  g_autofree char *linked =
    is_linked (self, other) ? g_strdup_printf (_ ("%s · linked already"), about) : NULL;

  gtk_label_set_text (GTK_LABEL (first), title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (first)),
                      linked != NULL ? linked : about);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
on_cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
nord_link_dialog_dispose (GObject *object)
{
  NordLinkDialog *self = NORD_LINK_DIALOG (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (nord_link_dialog_parent_class)->dispose (object);
}

static void
nord_link_dialog_finalize (GObject *object)
{
  NordLinkDialog *self = NORD_LINK_DIALOG (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->passing);
  g_clear_object (&self->document);
  g_clear_object (&self->record);
  g_hash_table_unref (self->metres);
  g_free (self->wanted);
  G_OBJECT_CLASS (nord_link_dialog_parent_class)->finalize (object);
}

static void
nord_link_dialog_class_init (NordLinkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_link_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_link_dialog_finalize;
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, on_cancel);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "dialog.cancel", NULL);
}

static void
nord_link_dialog_init (NordLinkDialog *self)
{
  self->metres = g_hash_table_new (NULL, NULL);
}

static GtkWidget *
make_list (NordLinkDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection =
    GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (self->shown)));
  GtkWidget *view = gtk_list_view_new (selection, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (view), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "idea-list");
  gtk_widget_add_css_class (view, "background");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_for_idea (self) ? _ ("Projects") : _ ("Ideas"), -1);
  g_signal_connect (view, "activate", G_CALLBACK (on_activate), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  return scrolled;
}

static void
build (NordLinkDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = adw_header_bar_new ();
  GtkWidget *nothing = adw_status_page_new ();

  gtk_window_set_title (GTK_WINDOW (self),
                        is_for_idea (self) ? _ ("Link with a Project") : _ ("Link an Idea"));
  gtk_window_set_default_size (GTK_WINDOW (self), 420, 520);
  gtk_widget_set_size_request (GTK_WIDGET (self), 320, 300);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text",
                is_for_idea (self) ? _ ("Number, title or text") : _ ("Words in title or text"),
                "margin-start", 12, "margin-end", 12, "margin-top", 6, "margin-bottom", 6, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_for_idea (self) ? _ ("Search projects") : _ ("Search ideas"),
                                  -1);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (on_search_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (on_search_activate), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (gtk_window_close), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_titled (self->stack, make_list (self), "list", _ ("What Was Found"));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (nothing), "system-search-symbolic");
  nord_plain_set_status_page (ADW_STATUS_PAGE (nothing), _ ("No Results"),
                              _ ("Nothing has these words."));
  gtk_widget_add_css_class (nothing, "compact");
  gtk_stack_add_titled (self->stack, nothing, "nothing", _ ("No Results"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), box);
}

NordLinkDialog *
nord_link_dialog_new (GtkWindow *parent, NordSession *session, NordRecord *record)
{
  NordLinkDialog *self = g_object_new (NORD_TYPE_LINK_DIALOG, "transient-for", parent, NULL);
  GListModel *all;
  GtkFilterListModel *filtered;

  self->session = g_object_ref (session);
  self->document = g_object_ref (nord_session_get_document (session));
  self->record = g_object_ref (record);
  all = nord_document_get_list (self->document,
                                is_for_idea (self) ? NORD_NOUN_PROJECT : NORD_NOUN_IDEA);
  self->passing = gtk_custom_filter_new (passes, self, NULL);
  filtered =
    gtk_filter_list_model_new (g_object_ref (all), GTK_FILTER (g_object_ref (self->passing)));
  self->shown = G_LIST_MODEL (
    gtk_sort_list_model_new (G_LIST_MODEL (filtered),
                             GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL))));
  build (self);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (on_shown_changed), self,
                           G_CONNECT_SWAPPED);
  on_shown_changed (self);
  nord_naming_apply (GTK_WIDGET (self));
  return self;
}
