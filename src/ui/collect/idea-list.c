/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The list beside the map: filter, order, count, and one row for each idea. */
#include "ui/collect/idea-list.h"

#include "ui/collect/district-choice.h"
#include "ui/collect/idea-filter.h"
#include "ui/collect/idea-row.h"
#include "ui/collect/list-state.h"
#include "ui/map/mark.h"
#include "ui/widgets/drop-choice.h"
#include "ui/widgets/growing-model.h"
#include "ui/widgets/one-stop.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

#define SIGN_SIZE 26

struct _NordIdeaList {
  AdwBin parent_instance;

  NordSession *session;          /* (owned) (nullable) */
  NordDocument *document;        /* (owned) (nullable) whose changes are followed */
  NordDistricts *districts;      /* (owned) (nullable) */
  NordIdeaSearch *search;        /* (owned) (nullable) */
  NordSieve *filtered;           /* (owned) */
  GtkSortListModel *sorted;      /* (owned) */
  NordGrowingModel *shown;       /* (owned) the beginning of sorted, soon all of it */
  GtkSingleSelection *selection; /* (owned) */
  NordListState *state;          /* (owned) */
  GPtrArray *signs;              /* (owned) (element-type GdkTexture) by category, the last: none */
  GPtrArray *districts_shown;    /* (owned) (element-type utf8) keys behind the choices */
  gboolean syncing;              /* selection or filter follow the session just now */

  NordIdeaFilter *filter;
  GtkLabel *count;
  GtkSpinner *spinner;
  GtkDropDown *category;
  GtkDropDown *district;
  GtkStack *stack;
  GtkListView *view;
  GtkWidget *draft_button;
  GtkLabel *draft_label;
  char *order; /* (owned) newest, oldest, title, category, district */
};

G_DEFINE_FINAL_TYPE (NordIdeaList, nord_idea_list, ADW_TYPE_BIN)

enum { PROP_ORDER = 1, N_PROPS };
static GParamSpec *properties[N_PROPS];

enum { OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

static NordProgramme *
get_programme (NordIdeaList *self)
{
  return nord_session_get_programme (self->session);
}

static guint
find_category (NordIdeaList *self, const char *id)
{
  guint n = nord_programme_get_n_categories (get_programme (self));

  for (guint i = 0; id && i < n; i++) {
    if (strcmp (nord_programme_get_category (get_programme (self), i)->id, id) == 0)
      return i;
  }
  return n;
}

static void
fill_row (NordIdeaList *self, NordIdeaRow *row, NordIdea *idea)
{
  NordProgramme *programme = get_programme (self);
  const char *language = nord_record_get_text (NORD_RECORD (idea), NORD_IDEA_LANGUAGE);
  const char *category = nord_record_get_text (NORD_RECORD (idea), NORD_IDEA_CATEGORY);
  const NordDistrict *district = nord_idea_search_get_district (self->search, idea);
  guint index = find_category (self, category);
  const NordLanguage *spoken = language ? nord_programme_find_language (programme, language) : NULL;
  gboolean placed = nord_record_get_shape (NORD_RECORD (idea), NORD_IDEA_SHAPE) != NULL;

  nord_idea_row_set (row, idea, g_ptr_array_index (self->signs, index),
                     index < nord_programme_get_n_categories (programme)
                       ? nord_programme_get_category (programme, index)->title
                       : _ ("No Topic"),
                     district ? district->name
                     : placed ? _ ("Outside of the Districts")
                              : NULL,
                     spoken ? spoken->name : language);
}

static void
on_idea_notify (NordIdea *idea, GParamSpec *pspec, GtkListItem *item)
{
  NordIdeaList *self = g_object_get_data (G_OBJECT (item), "list");

  if (gtk_list_item_get_item (item) == idea)
    fill_row (self, NORD_IDEA_ROW (gtk_list_item_get_child (item)), idea);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, NordIdeaList *self)
{
  gtk_list_item_set_child (item, GTK_WIDGET (nord_idea_row_new ()));
  g_object_set_data (G_OBJECT (item), "list", self);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, NordIdeaList *self)
{
  NordIdea *idea = gtk_list_item_get_item (item);

  fill_row (self, NORD_IDEA_ROW (gtk_list_item_get_child (item)), idea);
  g_signal_connect (idea, "notify", G_CALLBACK (on_idea_notify), item);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, NordIdeaList *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_idea_notify, item);
}

/* --- Selection: the session's, in both directions ------------------------------------------------
 */

static guint
find_position (NordIdeaList *self, const char *id)
{
  GListModel *model = G_LIST_MODEL (self->sorted);
  guint n = g_list_model_get_n_items (model);

  for (guint i = 0; id && i < n; i++) {
    g_autoptr (NordRecord) record = g_list_model_get_item (model, i);

    if (strcmp (nord_record_get_id (record), id) == 0)
      return i;
  }
  return GTK_INVALID_LIST_POSITION;
}

static void
scroll_to (NordIdeaList *self, guint position)
{
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

static void
on_session_selection (NordIdeaList *self)
{
  guint position = find_position (self, nord_session_get_selected (self->session));

  if (gtk_single_selection_get_selected (self->selection) == position)
    return;
  self->syncing = TRUE;
  nord_growing_model_reach (self->shown, position);
  gtk_single_selection_set_selected (self->selection, position);
  self->syncing = FALSE;
  scroll_to (self, position);
}

static void
on_selected (NordIdeaList *self)
{
  NordRecord *record = gtk_single_selection_get_selected_item (self->selection);

  /* A row that a filter takes away is not a choice of the person's. */
  if (self->syncing || record == NULL)
    return;
  nord_session_select (self->session, nord_record_get_id (record));
  nord_session_reveal (self->session, nord_record_get_id (record));
}

static void
on_items_changed (NordIdeaList *self)
{
  nord_list_state_update (self->state);
  on_session_selection (self);
}

static void
on_activate (GtkListView *view, guint position, NordIdeaList *self)
{
  g_autoptr (NordRecord) record = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  if (record)
    g_signal_emit (self, signals[OPENED], 0, nord_record_get_id (record));
}

/* --- Filter: the session's, in both directions ---------------------------------------------------
 */

static void
on_session_filter (NordIdeaList *self)
{
  const char *category = nord_session_get_category (self->session);
  const char *district = nord_session_get_district (self->session);
  guint n = nord_programme_get_n_categories (get_programme (self)), index = 0;

  self->syncing = TRUE;
  if (category && *category)
    index =
      strcmp (category, NORD_IDEA_SEARCH_NONE) == 0 ? n + 1 : find_category (self, category) + 1;
  gtk_drop_down_set_selected (self->category, index);
  nord_district_choice_select (self->district, self->districts_shown, self->districts, district);
  nord_idea_search_set (
    self->search,
    &(NordIdeaQuery){.text = nord_session_get_search_text (self->session),
                     .category = category,
                     .district = district,
                     .period = nord_session_get_filter (self->session, NORD_FILTER_PERIOD),
                     .path = nord_session_get_filter (self->session, NORD_FILTER_PATH),
                     .poll = nord_session_get_filter (self->session, NORD_FILTER_POLL)});
  self->syncing = FALSE;
  on_items_changed (self);
}

static void
on_category_chosen (NordIdeaList *self)
{
  guint index = gtk_drop_down_get_selected (self->category);
  guint n;

  if (self->syncing || self->session == NULL)
    return;
  n = nord_programme_get_n_categories (get_programme (self));
  nord_session_set_category (self->session,
                             index == 0 ? NULL
                             : index <= n
                               ? nord_programme_get_category (get_programme (self), index - 1)->id
                               : NORD_IDEA_SEARCH_NONE);
}

static void
on_district_chosen (NordIdeaList *self)
{
  guint index = gtk_drop_down_get_selected (self->district);

  if (self->syncing || self->session == NULL)
    return;
  nord_session_set_district (self->session,
                             index == 0 || index > self->districts_shown->len
                               ? NULL
                               : g_ptr_array_index (self->districts_shown, index - 1));
}

static void
on_reset (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nord_session_clear_filter (NORD_IDEA_LIST (widget)->session);
}

/* --- Order ---------------------------------------------------------------------------------------
 */

static guint
get_category_index (NordIdea *idea, NordIdeaList *self)
{
  return find_category (self, nord_record_get_text (NORD_RECORD (idea), NORD_IDEA_CATEGORY));
}

static char *
get_district_name (NordIdea *idea, NordIdeaList *self)
{
  const NordDistrict *district = nord_idea_search_get_district (self->search, idea);

  /* What lies nowhere stands last. */
  return g_strdup (district ? district->name : "\357\277\275");
}

static GtkSorter *
make_sorter (NordIdeaList *self)
{
  GtkExpression *by;

  if (g_str_equal (self->order, "title"))
    return GTK_SORTER (
      gtk_string_sorter_new (gtk_property_expression_new (NORD_TYPE_IDEA, NULL, "title")));
  if (g_str_equal (self->order, "category")) {
    by = gtk_cclosure_expression_new (G_TYPE_UINT, NULL, 0, NULL, G_CALLBACK (get_category_index),
                                      self, NULL);
    return GTK_SORTER (gtk_numeric_sorter_new (by));
  }
  if (g_str_equal (self->order, "district")) {
    by = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_district_name),
                                      self, NULL);
    return GTK_SORTER (gtk_string_sorter_new (by));
  }
  return NULL;
}

static int
compare_newest (gconstpointer a, gconstpointer b, gpointer data)
{
  /* Identifiers begin with their time of birth (UUIDv7). */
  return strcmp (nord_record_get_id ((NordRecord *) b), nord_record_get_id ((NordRecord *) a));
}

static void
apply_order (NordIdeaList *self)
{
  g_autoptr (GtkSorter) sorter = make_sorter (self);

  if (sorter == NULL && g_str_equal (self->order, "newest"))
    sorter = GTK_SORTER (gtk_custom_sorter_new (compare_newest, NULL, NULL));
  self->syncing = TRUE;
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
  self->syncing = FALSE;
  on_items_changed (self);
}

/* --- Document ------------------------------------------------------------------------------------
 */

static void
on_document_changed (NordDocument *document, NordChangeSet *changes, NordIdeaList *self)
{
  gboolean moved = g_str_equal (self->order, "title") || g_str_equal (self->order, "category") ||
                   g_str_equal (self->order, "district");
  GtkSorter *sorter = gtk_sort_list_model_get_sorter (self->sorted);

  if (moved && sorter && changes->changes->len > 0)
    gtk_sorter_changed (sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
on_document_set (NordIdeaList *self)
{
  NordDocument *document = nord_session_get_document (self->session);

  if (self->document)
    g_signal_handlers_disconnect_by_func (self->document, on_document_changed, self);
  g_set_object (&self->document, document);
  nord_idea_search_set_document (self->search, document);
  self->syncing = TRUE;
  nord_sieve_set_model (self->filtered,
                        document ? nord_document_get_list (document, NORD_NOUN_IDEA) : NULL);
  self->syncing = FALSE;
  /* After the search, so that it has forgotten what is stale when rows and order ask. */
  if (document)
    g_signal_connect (document, "changed", G_CALLBACK (on_document_changed), self);
  on_items_changed (self);
}

static void
fill_choices (NordIdeaList *self)
{
  g_autoptr (GtkStringList) categories = gtk_string_list_new (NULL);
  guint n = nord_programme_get_n_categories (get_programme (self));
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  gtk_string_list_append (categories, _ ("All Topics"));
  for (guint i = 0; i < n; i++) {
    const NordCategory *category = nord_programme_get_category (get_programme (self), i);

    gtk_string_list_append (categories, category->title);
    g_ptr_array_add (self->signs, nord_mark_make_texture (category, SIGN_SIZE, MAX (scale, 2)));
  }
  gtk_string_list_append (categories, _ ("No Topic"));
  g_ptr_array_add (self->signs, nord_mark_make_texture (NULL, SIGN_SIZE, MAX (scale, 2)));
  self->syncing = TRUE;
  nord_drop_choice_dress (self->category);
  gtk_drop_down_set_model (self->category, G_LIST_MODEL (categories));
  g_clear_pointer (&self->districts_shown, g_ptr_array_unref);
  self->districts_shown =
    nord_district_choice_fill (self->district, nord_programme_get_districts (get_programme (self)),
                               self->districts);
  self->syncing = FALSE;
}

static gboolean
on_key (GtkEventControllerKey *keys,
        guint key,
        guint code,
        GdkModifierType state,
        NordIdeaList *self)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (key) {
  case GDK_KEY_n:
    nord_idea_list_step (self, 1);
    return GDK_EVENT_STOP;
  case GDK_KEY_p:
    nord_idea_list_step (self, -1);
    return GDK_EVENT_STOP;
  case GDK_KEY_Delete:
  case GDK_KEY_KP_Delete:
    gtk_widget_activate_action (GTK_WIDGET (self), "collect.delete", NULL);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static void
nord_idea_list_dispose (GObject *object)
{
  NordIdeaList *self = NORD_IDEA_LIST (object);

  if (self->document)
    g_signal_handlers_disconnect_by_func (self->document, on_document_changed, self);
  if (self->search)
    nord_idea_search_set_document (self->search, NULL);
  g_clear_object (&self->document);
  g_clear_pointer (&self->state, nord_list_state_free);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);
  g_clear_object (&self->search);
  g_clear_object (&self->districts);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nord_idea_list_parent_class)->dispose (object);
}

static void
nord_idea_list_finalize (GObject *object)
{
  NordIdeaList *self = NORD_IDEA_LIST (object);

  g_ptr_array_unref (self->signs);
  g_ptr_array_unref (self->districts_shown);
  g_free (self->order);
  G_OBJECT_CLASS (nord_idea_list_parent_class)->finalize (object);
}

static void
nord_idea_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_ORDER:
    g_value_set_string (value, NORD_IDEA_LIST (object)->order);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_idea_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  NordIdeaList *self = NORD_IDEA_LIST (object);

  switch (prop_id) {
  case PROP_ORDER:
    if (g_strcmp0 (self->order, g_value_get_string (value)) == 0)
      return;
    g_free (self->order);
    self->order = g_value_dup_string (value);
    apply_order (self);
    g_object_notify_by_pspec (object, pspec);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_idea_list_class_init (NordIdeaListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (NORD_TYPE_IDEA_FILTER);
  object_class->dispose = nord_idea_list_dispose;
  object_class->finalize = nord_idea_list_finalize;
  object_class->get_property = nord_idea_list_get_property;
  object_class->set_property = nord_idea_list_set_property;
  properties[PROP_ORDER] =
    g_param_spec_string ("order", NULL, NULL, "newest",
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_property_action (widget_class, "list.order", "order");
  gtk_widget_class_install_action (widget_class, "list.reset", NULL, on_reset);
  g_type_ensure (NORD_TYPE_ONE_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/collect/idea-list.ui");
  gtk_widget_class_bind_template_child (widget_class, NordIdeaList, filter);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaList, count);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaList, spinner);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaList, category);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaList, district);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaList, stack);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaList, view);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaList, draft_button);
  gtk_widget_class_bind_template_child (widget_class, NordIdeaList, draft_label);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_category_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_district_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
}

static void
nord_idea_list_init (NordIdeaList *self)
{
  self->signs = g_ptr_array_new_with_free_func (g_object_unref);
  self->districts_shown = g_ptr_array_new_with_free_func (g_free);
  self->order = g_strdup ("newest");
  self->filtered = nord_sieve_new ();
  self->sorted = gtk_sort_list_model_new (NULL, NULL);
  gtk_sort_list_model_set_model (self->sorted, G_LIST_MODEL (self->filtered));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->state = nord_list_state_new (self->filtered, self->count, self->spinner, self->stack);
  self->shown = nord_growing_model_new (G_LIST_MODEL (self->sorted), GTK_WIDGET (self->view));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
}

void
nord_idea_list_set_session (NordIdeaList *self, NordSession *session)
{
  g_return_if_fail (NORD_IS_IDEA_LIST (self) && NORD_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  self->districts = nord_districts_new_default ();
  self->search = nord_idea_search_new (self->districts);
  fill_choices (self);
  nord_idea_filter_set_session (self->filter, session);
  nord_sieve_set_filter (self->filtered, GTK_FILTER (self->search));
  g_signal_connect_object (self->sorted, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (on_session_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "filter-changed", G_CALLBACK (on_session_filter), self,
                           G_CONNECT_SWAPPED);
  on_document_set (self);
  apply_order (self);
}

GListModel *
nord_idea_list_get_filtered (NordIdeaList *self)
{
  g_return_val_if_fail (NORD_IS_IDEA_LIST (self), NULL);
  return G_LIST_MODEL (self->filtered);
}

NordIdeaSearch *
nord_idea_list_get_search (NordIdeaList *self)
{
  g_return_val_if_fail (NORD_IS_IDEA_LIST (self), NULL);
  return self->search;
}

void
nord_idea_list_step (NordIdeaList *self, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));
  guint at = gtk_single_selection_get_selected (self->selection);

  g_return_if_fail (NORD_IS_IDEA_LIST (self));
  if (n == 0)
    return;
  if (at == GTK_INVALID_LIST_POSITION)
    at = by > 0 ? 0 : n - 1;
  else
    at = CLAMP ((int) at + by, 0, (int) n - 1);
  nord_growing_model_reach (self->shown, at);
  gtk_single_selection_set_selected (self->selection, at);
  scroll_to (self, at);
}

void
nord_idea_list_show_drafts (NordIdeaList *self, guint n_drafts, const char *title)
{
  g_return_if_fail (NORD_IS_IDEA_LIST (self));
  gtk_widget_set_visible (self->draft_button, n_drafts > 0);
  if (n_drafts == 1 && title && *title) {
    g_autofree char *short_title = nord_plain_shorten (title, 60);
    /* Translators: an idea that is not saved yet; the title is isolated for its own direction. */
    g_autofree char *text = g_strdup_printf (_ ("Draft: \342\201\250%s\342\201\251"), short_title);

    gtk_label_set_text (self->draft_label, text);
  } else if (n_drafts > 0) {
    g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Draft", "%u Drafts", n_drafts), n_drafts);

    gtk_label_set_text (self->draft_label, text);
  }
}
