/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One workshop in the library. */
#include "ui/library/library-row.h"

#include "ui/widgets/status-pill.h"
#include "ui/widgets/trouble.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordLibraryRow {
  GtkListBoxRow parent_instance;

  NordLibraryEntry *entry; /* (owned) */

  GtkStack *leaf;
  GtkLabel *day;
  GtkLabel *month;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *changed;
  NordStatusPill *pill;
  GtkMenuButton *menu_button;
  GMenuModel *own_menu;
  GMenuModel *other_menu;
};

G_DEFINE_FINAL_TYPE (NordLibraryRow, nord_library_row, GTK_TYPE_LIST_BOX_ROW)

static GDateTime *
parse_day (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  int year, month, day;

  if (text == NULL || sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3)
    return NULL;
  return g_date_time_new (zone, year, month, day, 12, 0, 0);
}

static char *
format_changed (gint64 modified)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (modified);
  gint days;

  if (then == NULL)
    return g_strdup ("");
  days = g_date_time_difference (now, then) / G_TIME_SPAN_DAY;
  if (days == 0 && g_date_time_get_day_of_month (now) == g_date_time_get_day_of_month (then))
    /* Translators: when a workshop was last changed, today. */
    return g_date_time_format (then, C_ ("last change", "Changed at %H:%M"));
  if (days < 7)
    /* Translators: when a workshop was last changed, within the last week. */
    return g_date_time_format (then, C_ ("last change", "Changed on %A"));
  /* Translators: when a workshop was last changed, more than a week ago. */
  return g_date_time_format (then, C_ ("last change", "Changed on %B %-e, %Y"));
}

static void
show_day (NordLibraryRow *self, GDateTime *day)
{
  g_autofree char *number = NULL;
  g_autofree char *month = NULL;

  if (day == NULL) {
    gtk_stack_set_visible_child_name (self->leaf, "icon");
    return;
  }
  number = g_date_time_format (day, "%-e");
  month = g_date_time_format (day, "%b");
  gtk_label_set_label (self->day, number);
  gtk_label_set_label (self->month, month);
  gtk_stack_set_visible_child_name (self->leaf, "day");
}

/* The number and its word stay on one line. */
static void
append_count (GString *subtitle, guint n_ideas)
{
  gsize start = subtitle->len;

  g_string_append_printf (subtitle, ngettext ("%u idea", "%u ideas", n_ideas), n_ideas);
  for (char *space = strchr (subtitle->str + start, ' '); space != NULL;
       space = strchr (subtitle->str + start, ' ')) {
    gsize at = space - subtitle->str;

    g_string_erase (subtitle, at, 1);
    g_string_insert (subtitle, at, "\u00a0");
  }
}

static void
show_entry (NordLibraryRow *self)
{
  const char *title = nord_library_entry_get_title (self->entry);
  const char *place = nord_library_entry_get_place (self->entry);
  const GError *trouble = nord_library_entry_get_trouble (self->entry);
  guint n_ideas = nord_library_entry_get_n_ideas (self->entry);
  g_autoptr (GDateTime) day = parse_day (nord_library_entry_get_held_on (self->entry));
  g_autoptr (GString) subtitle = g_string_new (NULL);
  g_autofree char *changed = format_changed (nord_library_entry_get_modified (self->entry));
  g_autofree char *name = NULL;

  show_day (self, day);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->changed, changed);
  gtk_menu_button_set_menu_model (self->menu_button, nord_library_entry_is_own (self->entry)
                                                       ? self->own_menu
                                                       : self->other_menu);
  if (trouble != NULL) {
    g_autofree char *words = nord_trouble_describe (trouble);

    g_string_append (subtitle, words);
    gtk_stack_set_visible_child_name (self->leaf, "trouble");
  } else {
    if (day != NULL) {
      /* Translators: the day of a workshop in full. */
      g_autofree char *date = g_date_time_format (day, C_ ("day", "%A, %B %-e, %Y"));
      g_string_append_printf (subtitle, "%s · ", date);
    }
    if (place != NULL && *place != '\0')
      g_string_append_printf (subtitle, "%s · ", place);
    append_count (subtitle, n_ideas);
  }
  gtk_label_set_label (self->subtitle, subtitle->str);
  gtk_widget_set_visible (GTK_WIDGET (self->pill), trouble == NULL);
  nord_status_pill_set_state (self->pill, nord_library_entry_get_state (self->entry));

  name = g_strdup_printf ("%s, %s", title, subtitle->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_free (name);
  /* Translators: %s is the title of a workshop; the name of the menu beside it. */
  name = g_strdup_printf (_ ("Menu of %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

/* The menu key and the right button open the same menu. */
static void
on_menu (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (NORD_LIBRARY_ROW (widget)->menu_button);
}

static void
on_secondary_pressed (NordLibraryRow *self)
{
  gtk_menu_button_popup (self->menu_button);
}

/* The actions of the page name the file they are for. */
static void
on_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordLibraryRow *self = NORD_LIBRARY_ROW (widget);
  g_autofree char *action = g_strconcat ("library.", name + strlen ("row."), NULL);

  gtk_widget_activate_action (gtk_widget_get_parent (widget), action, "s",
                              nord_library_entry_get_path (self->entry));
}

static void
nord_library_row_dispose (GObject *object)
{
  g_clear_object (&NORD_LIBRARY_ROW (object)->entry);

  G_OBJECT_CLASS (nord_library_row_parent_class)->dispose (object);
}

static void
nord_library_row_class_init (NordLibraryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_library_row_dispose;

  gtk_widget_class_install_action (widget_class, "row.menu", NULL, on_menu);
  gtk_widget_class_install_action (widget_class, "row.open", NULL, on_action);
  gtk_widget_class_install_action (widget_class, "row.rename", NULL, on_action);
  gtk_widget_class_install_action (widget_class, "row.duplicate", NULL, on_action);
  gtk_widget_class_install_action (widget_class, "row.show-file", NULL, on_action);
  gtk_widget_class_install_action (widget_class, "row.delete", NULL, on_action);
  gtk_widget_class_install_action (widget_class, "row.forget", NULL, on_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "row.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "row.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "row.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "row.delete", NULL);

  g_type_ensure (NORD_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/library/library-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NordLibraryRow, leaf);
  gtk_widget_class_bind_template_child (widget_class, NordLibraryRow, day);
  gtk_widget_class_bind_template_child (widget_class, NordLibraryRow, month);
  gtk_widget_class_bind_template_child (widget_class, NordLibraryRow, title);
  gtk_widget_class_bind_template_child (widget_class, NordLibraryRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, NordLibraryRow, changed);
  gtk_widget_class_bind_template_child (widget_class, NordLibraryRow, pill);
  gtk_widget_class_bind_template_child (widget_class, NordLibraryRow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, NordLibraryRow, own_menu);
  gtk_widget_class_bind_template_child (widget_class, NordLibraryRow, other_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_secondary_pressed);
}

static void
nord_library_row_init (NordLibraryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nord_library_row_new (NordLibraryEntry *entry)
{
  NordLibraryRow *self;

  g_return_val_if_fail (NORD_IS_LIBRARY_ENTRY (entry), NULL);

  self = g_object_new (NORD_TYPE_LIBRARY_ROW, NULL);
  self->entry = g_object_ref (entry);
  show_entry (self);
  /* What cannot be read has no title to change, and what lies elsewhere is not ours to delete. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.rename",
                                 nord_library_entry_get_trouble (entry) == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.duplicate",
                                 nord_library_entry_get_trouble (entry) == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.delete",
                                 nord_library_entry_is_own (entry));
  return GTK_WIDGET (self);
}

NordLibraryEntry *
nord_library_row_get_entry (NordLibraryRow *self)
{
  g_return_val_if_fail (NORD_IS_LIBRARY_ROW (self), NULL);

  return self->entry;
}
