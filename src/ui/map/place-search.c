/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Finding a place by its name on the map: a button, a field, and what fits as a list below. */
#include "ui/map/place-search.h"

#include "ui/map/place-names.h"
#include "ui/widgets/announce.h"
#include "core/geo/place-words.h"
#include "config.h"

#include <glib/gi18n.h>

#define MOST_RESULTS 20

struct _NordPlaceSearch {
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *field;
  GtkSearchEntry *entry;
  GtkWidget *results;
  GtkListBox *list;
  GtkLabel *status;

  NordFinder *finder; /* (owned) (nullable) not read yet */
  gboolean asked;     /* reading has begun */
  GPtrArray *found;   /* (owned) (nullable) (element-type NordFound) what the list shows */
  NordBounds view;
  gboolean has_view;
};

G_DEFINE_FINAL_TYPE (NordPlaceSearch, nord_place_search, GTK_TYPE_WIDGET)

enum { CHOSEN, CLOSED, READY, N_SIGNALS };
static guint signals[N_SIGNALS];

const char *
nord_place_search_name_kind (const NordFound *found)
{
  static const struct {
    const char *class, *word;
  } classes[] = {
    {"school", N_ ("School")},
    {"library", N_ ("Library")},
    {"park", N_ ("Park")},
    {"playground", N_ ("Playground")},
    {"museum", N_ ("Museum")},
    {"cemetery", N_ ("Cemetery")},
    {"hospital", N_ ("Hospital")},
    {"place_of_worship", N_ ("Place of worship")},
    {"station", N_ ("Station")},
    {"halt", N_ ("Station")},
    {"bus_stop", N_ ("Bus stop")},
    {"tram_stop", N_ ("Tram stop")},
    {"sports_centre", N_ ("Sports ground")},
    {"town_hall", N_ ("Public building")},
  };

  for (gsize i = 0; found->class && i < G_N_ELEMENTS (classes); i++) {
    if (g_str_equal (classes[i].class, found->class))
      return _ (classes[i].word);
  }
  return nord_place_words_kind (found->kind);
}

static GtkWidget *
make_row (const NordFound *found)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = gtk_label_new (found->name), *more;
  g_autofree char *text =
    found->district
      ? g_strdup_printf ("%s · %s", nord_place_search_name_kind (found), found->district)
      : g_strdup (nord_place_search_name_kind (found));
  g_autofree char *full = g_strdup_printf ("%s, %s", found->name, text);

  more = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (more), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (name), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (more), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (more, "caption");
  gtk_widget_add_css_class (more, "dim-label");
  gtk_widget_set_margin_start (box, 10);
  gtk_widget_set_margin_end (box, 10);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), more);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, full, -1);
  return row;
}

static void
show_results (NordPlaceSearch *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  GtkListBoxRow *row;
  g_autofree char *told = NULL;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_clear_pointer (&self->found, g_ptr_array_unref);
  gtk_widget_set_visible (self->results, *text != '\0');
  if (*text == '\0') {
    gtk_label_set_text (self->status, "");
    return;
  }
  if (nord_place_search_get_finder (self) == NULL) {
    gtk_label_set_text (self->status, _ ("Reading the names…"));
    return;
  }
  self->found =
    nord_finder_find (self->finder, text, self->has_view ? &self->view : NULL, MOST_RESULTS);
  for (guint i = 0; i < self->found->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (self->found, i)));
  if (self->found->len > 0)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  told =
    self->found->len == 0
      ? g_strdup (_ ("Nothing found. Try part of the name, or two streets with “/”."))
      : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u place", "%u places", self->found->len),
                         self->found->len);
  /* Not again with each letter. */
  if (!g_str_equal (told, gtk_label_get_text (self->status)))
    nord_announce (GTK_WIDGET (self), told);
  gtk_label_set_text (self->status, told);
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NordPlaceSearch) self = user_data;

  /* After dispose nobody looks. */
  if (self->entry == NULL)
    return;
  self->finder = nord_place_names_read_finish (result, NULL);
  show_results (self);
  g_signal_emit (self, signals[READY], 0);
}

static void
choose (NordPlaceSearch *self, int index)
{
  g_autoptr (GPtrArray) found = NULL;

  if (self->found == NULL || index < 0 || (guint) index >= self->found->len)
    return;
  /* Closing empties the list. */
  found = g_ptr_array_ref (self->found);
  nord_place_search_close (self);
  g_signal_emit (self, signals[CHOSEN], 0, g_ptr_array_index (found, (guint) index));
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, NordPlaceSearch *self)
{
  choose (self, gtk_list_box_row_get_index (row));
}

static void
on_activate (NordPlaceSearch *self)
{
  GtkListBoxRow *row;

  /* Enter may come before the field has told of its last letter. */
  show_results (self);
  row = gtk_list_box_get_selected_row (self->list);
  if (row)
    choose (self, gtk_list_box_row_get_index (row));
}

static gboolean
on_key (GtkEventControllerKey *keys,
        guint key,
        guint code,
        GdkModifierType state,
        NordPlaceSearch *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list), *next;
  int step = key == GDK_KEY_Down || key == GDK_KEY_KP_Down ? 1
             : key == GDK_KEY_Up || key == GDK_KEY_KP_Up   ? -1
                                                           : 0;

  if (key == GDK_KEY_Escape) {
    nord_place_search_close (self);
    g_signal_emit (self, signals[CLOSED], 0);
    return GDK_EVENT_STOP;
  }
  if (step == 0 || state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  next =
    gtk_list_box_get_row_at_index (self->list, row ? gtk_list_box_row_get_index (row) + step : 0);
  if (next) {
    const NordFound *found =
      g_ptr_array_index (self->found, (guint) gtk_list_box_row_get_index (next));
    g_autofree char *told =
      g_strdup_printf ("%s, %s%s%s", found->name, nord_place_search_name_kind (found),
                       found->district ? ", " : "", found->district ? found->district : "");

    gtk_list_box_select_row (self->list, next);
    /* Who does not see hears what Enter would choose, while the field keeps the focus. */
    gtk_label_set_text (self->status, told);
    nord_announce (GTK_WIDGET (self), told);
    {
      GtkWidget *scrolled =
        gtk_widget_get_ancestor (GTK_WIDGET (self->list), GTK_TYPE_SCROLLED_WINDOW);
      GtkAdjustment *adjustment =
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
      graphene_rect_t box;

      if (gtk_widget_compute_bounds (GTK_WIDGET (next), GTK_WIDGET (self->list), &box))
        gtk_adjustment_clamp_page (adjustment, box.origin.y, box.origin.y + box.size.height);
    }
  }
  return GDK_EVENT_STOP;
}

static void
nord_place_search_dispose (GObject *object)
{
  NordPlaceSearch *self = NORD_PLACE_SEARCH (object);

  if (self->stack)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;
  self->entry = NULL;
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_object (&self->finder);
  G_OBJECT_CLASS (nord_place_search_parent_class)->dispose (object);
}

static void
nord_place_search_class_init (NordPlaceSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_place_search_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/map/place-search.ui");
  gtk_widget_class_bind_template_child (widget_class, NordPlaceSearch, stack);
  gtk_widget_class_bind_template_child (widget_class, NordPlaceSearch, field);
  gtk_widget_class_bind_template_child (widget_class, NordPlaceSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, NordPlaceSearch, results);
  gtk_widget_class_bind_template_child (widget_class, NordPlaceSearch, list);
  gtk_widget_class_bind_template_child (widget_class, NordPlaceSearch, status);
  gtk_widget_class_bind_template_callback (widget_class, show_results);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, nord_place_search_open);
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[CLOSED] =
    g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[READY] =
    g_signal_new ("ready", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_place_search_init (NordPlaceSearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->entry, NULL);
}

NordPlaceSearch *
nord_place_search_new (void)
{
  return g_object_new (NORD_TYPE_PLACE_SEARCH, NULL);
}

void
nord_place_search_open (NordPlaceSearch *self)
{
  g_return_if_fail (NORD_IS_PLACE_SEARCH (self));
  nord_place_search_get_finder (self);
  gtk_stack_set_visible_child_name (self->stack, "field");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

void
nord_place_search_close (NordPlaceSearch *self)
{
  g_return_if_fail (NORD_IS_PLACE_SEARCH (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  show_results (self);
  gtk_stack_set_visible_child_name (self->stack, "button");
}

void
nord_place_search_set_view (NordPlaceSearch *self, const NordBounds *view)
{
  g_return_if_fail (NORD_IS_PLACE_SEARCH (self) && view != NULL);
  self->view = *view;
  self->has_view = TRUE;
}

NordFinder *
nord_place_search_get_finder (NordPlaceSearch *self)
{
  g_return_val_if_fail (NORD_IS_PLACE_SEARCH (self), NULL);
  if (!self->asked) {
    self->asked = TRUE;
    nord_place_names_read_async (NULL, on_loaded, g_object_ref (self));
  }
  return self->finder;
}
