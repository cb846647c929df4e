/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The register: search, three filters, and one row for each project in the order of numbers. */
#include "ui/collect/project-list.h"

#include "core/model/register.h"
#include "ui/collect/project-row.h"
#include "ui/widgets/drop-choice.h"
#include "ui/widgets/one-stop.h"
#include "ui/widgets/state-words.h"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

struct _NordProjectList {
  AdwBin parent_instance;

  NordSession *session;          /* (owned) (nullable) */
  NordDocument *document;        /* (owned) (nullable) */
  GtkCustomFilter *passing;      /* (owned) */
  GtkFilterListModel *filtered;  /* (owned) */
  GtkSortListModel *sorted;      /* (owned) */
  GtkSingleSelection *selection; /* (owned) */
  char *wanted;                  /* (owned) (nullable) folded */
  gboolean syncing;              /* choices and selection follow something just now */

  GtkLabel *count;
  GtkSearchEntry *search;
  GtkDropDown *category;
  GtkDropDown *state;
  GtkDropDown *district;
  GtkStack *stack;
  GtkListView *view;
};

G_DEFINE_FINAL_TYPE (NordProjectList, nord_project_list, ADW_TYPE_BIN)

/* --- Rows ----------------------------------------------------------------------------------------
 */

static void
on_project_notify (NordProject *project, GParamSpec *pspec, GtkListItem *item)
{
  nord_project_row_set (NORD_PROJECT_ROW (gtk_list_item_get_child (item)), project);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, GTK_WIDGET (nord_project_row_new ()));
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  NordProject *project = gtk_list_item_get_item (item);

  nord_project_row_set (NORD_PROJECT_ROW (gtk_list_item_get_child (item)), project);
  g_signal_connect_object (project, "notify", G_CALLBACK (on_project_notify), item, 0);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_project_notify, item);
}

/* --- Filter --------------------------------------------------------------------------------------
 */

static gboolean
is_text (NordRecord *project, guint field, const char *wanted)
{
  return wanted == NULL || g_strcmp0 (nord_record_get_text (project, field), wanted) == 0;
}

static gboolean
holds (NordRecord *project, guint field, const char *wanted)
{
  const char *text = nord_record_get_text (project, field);
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, wanted) != NULL;
}

/* (nullable) what was chosen: the first choice is everything. */
static const char *
get_category (NordProjectList *self)
{
  NordProgramme *programme = nord_session_get_programme (self->session);
  const guint at = gtk_drop_down_get_selected (self->category);

  return at == 0 || at > nord_programme_get_n_categories (programme)
           ? NULL
           : nord_programme_get_category (programme, at - 1)->id;
}

static const char *
get_district (NordProjectList *self)
{
  const guint at = gtk_drop_down_get_selected (self->district);

  return at == 0 || at == GTK_INVALID_LIST_POSITION
           ? NULL
           : nord_programme_get_districts (nord_session_get_programme (self->session))[at - 1];
}

static gboolean
passes (gpointer item, gpointer data)
{
  NordProjectList *self = data;
  NordRecord *project = item;
  const guint state = gtk_drop_down_get_selected (self->state);

  if (self->session == NULL)
    return TRUE;
  if (!is_text (project, NORD_PROJECT_CATEGORY, get_category (self)) ||
      !is_text (project, NORD_PROJECT_DISTRICT, get_district (self)))
    return FALSE;
  if (state > 0 && state <= NORD_N_PROJECT_STATES &&
      nord_project_get_state (project) != (NordProjectState) (state - 1))
    return FALSE;
  return self->wanted == NULL || holds (project, NORD_PROJECT_NUMBER, self->wanted) ||
         holds (project, NORD_PROJECT_TITLE, self->wanted) ||
         holds (project, NORD_PROJECT_BODY, self->wanted);
}

static void
update_count (NordProjectList *self)
{
  GListModel *all = gtk_filter_list_model_get_model (self->filtered);
  const guint n = all != NULL ? g_list_model_get_n_items (all) : 0;
  const guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  g_autofree char *text = NULL;

  if (shown == n)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Project", "%u Projects", n), n);
  else
    text = g_strdup_printf (
      /* Translators: how many projects pass the filter, and how many there are. */
      g_dngettext (GETTEXT_PACKAGE, "%u of %u Project", "%u of %u Projects", n), shown, n);
  gtk_label_set_text (self->count, text);
  gtk_stack_set_visible_child_name (self->stack, n == 0       ? "first"
                                                 : shown == 0 ? "nothing"
                                                              : "list");
}

static void
on_filter_changed (NordProjectList *self)
{
  const char *text;

  if (self->syncing || self->session == NULL)
    return;
  text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_free (self->wanted);
  self->wanted = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  gtk_filter_changed (GTK_FILTER (self->passing), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
on_reset (NordProjectList *self)
{
  self->syncing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (self->category, 0);
  gtk_drop_down_set_selected (self->state, 0);
  gtk_drop_down_set_selected (self->district, 0);
  self->syncing = FALSE;
  on_filter_changed (self);
}

static void
on_stop_search (NordProjectList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

/* --- Selection: the session's, in both directions ------------------------------------------------
 */

static void
on_session_selection (NordProjectList *self)
{
  GListModel *model = G_LIST_MODEL (self->sorted);
  const char *id = nord_session_get_selected (self->session);
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; id != NULL && i < g_list_model_get_n_items (model); i++) {
    g_autoptr (NordRecord) project = g_list_model_get_item (model, i);

    if (strcmp (nord_record_get_id (project), id) == 0)
      position = i;
  }
  if (gtk_single_selection_get_selected (self->selection) == position)
    return;
  self->syncing = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->syncing = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

static void
on_selected (NordProjectList *self)
{
  NordRecord *project = gtk_single_selection_get_selected_item (self->selection);

  /* A row that a filter takes away is not a choice of the person's. */
  if (self->syncing || project == NULL)
    return;
  nord_session_reveal (self->session, nord_record_get_id (project));
}

static void
on_activate (GtkListView *view, guint position, NordProjectList *self)
{
  g_autoptr (NordRecord) project = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  if (project != NULL)
    nord_session_reveal (self->session, nord_record_get_id (project));
}

static void
on_items_changed (NordProjectList *self)
{
  update_count (self);
  on_session_selection (self);
}

/* --- Document ------------------------------------------------------------------------------------
 */

/* A list that came in may say other states than before. */
static void
on_document_changed (NordProjectList *self, const NordChangeSet *changes)
{
  for (guint i = 0; i < changes->changes->len; i++)
    if (((const NordChange *) changes->changes->pdata[i])->noun->kind == NORD_NOUN_PROJECT) {
      gtk_filter_changed (GTK_FILTER (self->passing), GTK_FILTER_CHANGE_DIFFERENT);
      return;
    }
}

static void
on_document_set (NordProjectList *self)
{
  NordDocument *document = nord_session_get_document (self->session);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self,
                             G_CONNECT_SWAPPED);
  on_reset (self);
  self->syncing = TRUE;
  gtk_filter_list_model_set_model (
    self->filtered, document != NULL ? nord_document_get_list (document, NORD_NOUN_PROJECT) : NULL);
  self->syncing = FALSE;
  on_items_changed (self);
}

static void
fill_choices (NordProjectList *self)
{
  NordProgramme *programme = nord_session_get_programme (self->session);
  g_autoptr (GtkStringList) categories = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) states = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) districts = gtk_string_list_new (NULL);
  const char *const *names = nord_programme_get_districts (programme);

  gtk_string_list_append (categories, _ ("All Topics"));
  for (guint i = 0; i < nord_programme_get_n_categories (programme); i++)
    gtk_string_list_append (categories, nord_programme_get_category (programme, i)->title);
  gtk_string_list_append (states, _ ("All States"));
  for (guint i = 0; i < NORD_N_PROJECT_STATES; i++)
    gtk_string_list_append (states, nord_state_words_get_project (nord_project_state_get_id (i)));
  gtk_string_list_append (districts, _ ("All Districts"));
  for (; *names != NULL; names++)
    gtk_string_list_append (districts, *names);
  self->syncing = TRUE;
  nord_drop_choice_dress (self->category);
  nord_drop_choice_dress (self->state);
  nord_drop_choice_dress (self->district);
  gtk_drop_down_set_model (self->category, G_LIST_MODEL (categories));
  gtk_drop_down_set_model (self->state, G_LIST_MODEL (states));
  gtk_drop_down_set_model (self->district, G_LIST_MODEL (districts));
  self->syncing = FALSE;
}

static void
nord_project_list_dispose (GObject *object)
{
  NordProjectList *self = NORD_PROJECT_LIST (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nord_project_list_parent_class)->dispose (object);
}

static void
nord_project_list_finalize (GObject *object)
{
  NordProjectList *self = NORD_PROJECT_LIST (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);
  g_clear_object (&self->passing);
  g_free (self->wanted);
  G_OBJECT_CLASS (nord_project_list_parent_class)->finalize (object);
}

static void
nord_project_list_class_init (NordProjectListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_project_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_project_list_finalize;
  g_type_ensure (NORD_TYPE_ONE_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/collect/project-list.ui");
  gtk_widget_class_bind_template_child (widget_class, NordProjectList, count);
  gtk_widget_class_bind_template_child (widget_class, NordProjectList, search);
  gtk_widget_class_bind_template_child (widget_class, NordProjectList, category);
  gtk_widget_class_bind_template_child (widget_class, NordProjectList, state);
  gtk_widget_class_bind_template_child (widget_class, NordProjectList, district);
  gtk_widget_class_bind_template_child (widget_class, NordProjectList, stack);
  gtk_widget_class_bind_template_child (widget_class, NordProjectList, view);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
nord_project_list_init (NordProjectList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkSorter *by_number = GTK_SORTER (gtk_custom_sorter_new (nord_register_compare, NULL, NULL));

  self->passing = gtk_custom_filter_new (passes, self, NULL);
  self->filtered = gtk_filter_list_model_new (NULL, GTK_FILTER (g_object_ref (self->passing)));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->filtered)), by_number);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->sorted)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sorted, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
}

void
nord_project_list_set_session (NordProjectList *self, NordSession *session)
{
  g_return_if_fail (NORD_IS_PROJECT_LIST (self) && NORD_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  fill_choices (self);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (on_session_selection), self,
                           G_CONNECT_SWAPPED);
  on_document_set (self);
}

GListModel *
nord_project_list_get_filtered (NordProjectList *self)
{
  g_return_val_if_fail (NORD_IS_PROJECT_LIST (self), NULL);
  return G_LIST_MODEL (self->filtered);
}

void
nord_project_list_focus (NordProjectList *self)
{
  g_return_if_fail (NORD_IS_PROJECT_LIST (self));
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "first") == 0)
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
