/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The page where ideas and groups are weighed: polls at the left, one of them at the right. */
#include "ui/rank/rank-page.h"

#include "core/rank/polling.h"
#include "ui/rank/poll-dialog.h"
#include "ui/rank/poll-pane.h"
#include "core/rank/poll-words.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

struct _NordRankPage {
  NordPage parent_instance;

  NordDocument *document; /* (owned) (nullable) whose changes are followed */
  char *wanted;           /* (owned) (nullable) id of the poll that shall be shown */

  GtkStack *stack;
  AdwLeaflet *leaflet;
  GtkWidget *list_pane;
  GtkWidget *poll_side;
  GtkListBox *polls_box;
  NordPollPane *poll_pane;
  GtkStack *poll_stack;
};

G_DEFINE_FINAL_TYPE (NordRankPage, nord_rank_page, NORD_TYPE_PAGE)

static GListModel *
list_polls (NordRankPage *self)
{
  return self->document != NULL ? nord_document_get_list (self->document, NORD_NOUN_POLL) : NULL;
}

static void
show_poll (NordRankPage *self, NordRecord *poll)
{
  nord_poll_pane_set_poll (self->poll_pane, poll);
  gtk_stack_set_visible_child_name (self->poll_stack, poll != NULL ? "poll" : "nothing");
}

static GtkWidget *
new_row (NordRecord *poll)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *state = gtk_label_new (nord_poll_words_state (nord_poll_read_state (poll)));
  const char *title = nord_record_get_text (poll, NORD_POLL_TITLE);
  g_autoptr (GListStore) none = g_list_store_new (NORD_TYPE_BALLOT);
  g_autoptr (NordPolling) data = nord_polling_read (poll, G_LIST_MODEL (none));
  g_autofree char *subtitle = nord_poll_words_rules (data);

  nord_plain_set_row (ADW_ACTION_ROW (row), title != NULL ? title : "", subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_add_css_class (state, "poll-state");
  gtk_widget_set_valign (state, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "poll", g_object_ref (poll), g_object_unref);
  return row;
}

/* Few polls stand in a workshop, so the list is made anew after each change. The newest first. */
static void
refresh (NordRankPage *self)
{
  GListModel *polls = list_polls (self);
  guint n = polls != NULL ? g_list_model_get_n_items (polls) : 0;
  NordRecord *shown = nord_poll_pane_get_poll (self->poll_pane);
  GtkListBoxRow *select = NULL;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->polls_box, 0)) != NULL)
    gtk_list_box_remove (self->polls_box, GTK_WIDGET (row));
  for (guint i = n; i-- > 0;) {
    g_autoptr (NordRecord) poll = g_list_model_get_item (polls, i);
    GtkWidget *added = new_row (poll);

    gtk_list_box_append (self->polls_box, added);
    if (self->wanted != NULL ? g_str_equal (nord_record_get_id (poll), self->wanted)
                             : poll == shown)
      select = GTK_LIST_BOX_ROW (added);
  }
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "polls" : "nothing");
  if (select == NULL)
    select = gtk_list_box_get_row_at_index (self->polls_box, 0);
  g_clear_pointer (&self->wanted, g_free);
  gtk_list_box_select_row (self->polls_box, select);
  show_poll (self, select != NULL ? g_object_get_data (G_OBJECT (select), "poll") : NULL);
}

static void
on_row_activated (NordRankPage *self, GtkListBoxRow *row)
{
  show_poll (self, g_object_get_data (G_OBJECT (row), "poll"));
  adw_leaflet_set_visible_child (self->leaflet, self->poll_side);
}

static void
on_created (NordRankPage *self, const char *id)
{
  g_free (self->wanted);
  self->wanted = g_strdup (id);
  refresh (self);
  adw_leaflet_set_visible_child (self->leaflet, self->poll_side);
}

static void
on_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordRankPage *self = NORD_RANK_PAGE (widget);
  GtkWidget *dialog;

  if (self->document == NULL)
    return;
  dialog = nord_poll_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                 nord_page_get_session (NORD_PAGE (self)));
  g_signal_connect_object (dialog, "created", G_CALLBACK (on_created), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_to_list (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordRankPage *self = NORD_RANK_PAGE (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

static void
on_poll_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordRankPage *self = NORD_RANK_PAGE (widget);
  g_autofree char *action = g_strconcat ("poll.", name + strlen ("rank."), NULL);

  gtk_widget_activate_action (GTK_WIDGET (self->poll_pane), action, NULL);
}

static void
on_document_set (NordRankPage *self)
{
  NordDocument *document = nord_page_get_document (NORD_PAGE (self));

  if (self->document == document)
    return;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, refresh, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  nord_poll_pane_set_poll (self->poll_pane, NULL);
  refresh (self);
}

static void
nord_rank_page_set_session (NordPage *page, NordSession *session)
{
  NordRankPage *self = NORD_RANK_PAGE (page);

  NORD_PAGE_CLASS (nord_rank_page_parent_class)->set_session (page, session);
  nord_poll_pane_set_session (self->poll_pane, session);
  g_signal_connect_object (self->poll_pane, "created", G_CALLBACK (on_created), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
  on_document_set (self);
}

static GPtrArray *
nord_rank_page_list_panes (NordPage *page)
{
  NordRankPage *self = NORD_RANK_PAGE (page);
  GPtrArray *panes = g_ptr_array_new ();

  g_ptr_array_add (panes, self->list_pane);
  g_ptr_array_add (panes, self->poll_side);
  return panes;
}

static void
nord_rank_page_dispose (GObject *object)
{
  NordRankPage *self = NORD_RANK_PAGE (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, refresh, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (nord_rank_page_parent_class)->dispose (object);
}

static void
nord_rank_page_class_init (NordRankPageClass *klass)
{
  NordPageClass *page_class = NORD_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_rank_page_dispose;
  page_class->set_session = nord_rank_page_set_session;
  page_class->list_panes = nord_rank_page_list_panes;

  gtk_widget_class_install_action (widget_class, "rank.new", NULL, on_new);
  gtk_widget_class_install_action (widget_class, "rank.to-list", NULL, on_to_list);
  gtk_widget_class_install_action (widget_class, "rank.open", NULL, on_poll_action);
  gtk_widget_class_install_action (widget_class, "rank.take", NULL, on_poll_action);
  gtk_widget_class_install_action (widget_class, "rank.close", NULL, on_poll_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "rank.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "rank.take", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "rank.close", NULL);
  g_type_ensure (NORD_TYPE_POLL_PANE);
  g_type_ensure (NORD_TYPE_POLL_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, NORD_APP_PATH "/ui/rank/rank-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NordRankPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NordRankPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, NordRankPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, NordRankPage, poll_side);
  gtk_widget_class_bind_template_child (widget_class, NordRankPage, polls_box);
  gtk_widget_class_bind_template_child (widget_class, NordRankPage, poll_pane);
  gtk_widget_class_bind_template_child (widget_class, NordRankPage, poll_stack);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
nord_rank_page_init (NordRankPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
