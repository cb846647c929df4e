/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Asks for what a step with groups needs, in one small dialog. */
#include "ui/cluster/group-dialog.h"

#include "core/model/idea.h"
#include "ui/widgets/one-stop.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordGroupDialog {
  AdwMessageDialog parent_instance;

  GPtrArray *checks; /* (owned) (element-type GtkCheckButton) of ideas, not owned */
  GPtrArray *radios; /* (owned) (element-type GtkCheckButton) of groups, not owned */
  gboolean asks_name;
  gboolean asks_reason;
  gboolean name_for_new; /* the name counts for the new group only */

  AdwPreferencesGroup *choices;
  GtkWidget *choices_window;
  AdwPreferencesGroup *name_group;
  AdwEntryRow *name_row;
  AdwEntryRow *reason_row;
};

G_DEFINE_FINAL_TYPE (NordGroupDialog, nord_group_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum { CONFIRMED, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkCheckButton *
chosen_radio (NordGroupDialog *self)
{
  for (guint i = 0; i < self->radios->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->radios, i)))
      return g_ptr_array_index (self->radios, i);
  return NULL;
}

/* Whether what was said is enough, and the name is asked for where it counts. */
static void
look (NordGroupDialog *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  gboolean needs_name = self->asks_name, good = TRUE;
  guint n_checked = 0;

  for (guint i = 0; i < self->checks->len; i++)
    n_checked += gtk_check_button_get_active (g_ptr_array_index (self->checks, i));
  if (self->checks->len > 0)
    good = n_checked > 0 && n_checked < self->checks->len;
  if (self->radios->len > 0) {
    GtkCheckButton *radio = chosen_radio (self);

    good = good && radio != NULL;
    if (self->name_for_new)
      needs_name = radio != NULL && g_object_get_data (G_OBJECT (radio), "id") == NULL;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), needs_name);
  gtk_widget_set_visible (GTK_WIDGET (self->name_group), needs_name || self->asks_reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_row), self->asks_reason);
  if (needs_name)
    good = good && *g_strstrip (name) != 0;
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "confirm", good);
}

static void
on_entry_activated (NordGroupDialog *self)
{
  if (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (self), "confirm"))
    adw_message_dialog_response (ADW_MESSAGE_DIALOG (self), "confirm");
}

/* Space takes a choice; Return on it says that it shall be so, as in a line of text. */
static gboolean
on_key (NordGroupDialog *self, guint key, guint code, GdkModifierType state)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) ||
      !GTK_IS_CHECK_BUTTON (gtk_window_get_focus (GTK_WINDOW (self))))
    return GDK_EVENT_PROPAGATE;
  on_entry_activated (self);
  return GDK_EVENT_STOP;
}

static void
on_response (NordGroupDialog *self, const char *response)
{
  if (!g_str_equal (response, "confirm"))
    return;
  /* The step takes a moment, and who undoes it at once must not tell that to a window that is about
   * to be gone: keys go to the page from here on. */
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gdk_display_flush (gtk_widget_get_display (GTK_WIDGET (self)));
  g_signal_emit (self, signals[CONFIRMED], 0);
}

static GtkCheckButton *
add_choice (NordGroupDialog *self, const char *title, const char *subtitle, const char *id)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();

  nord_plain_set_row (ADW_ACTION_ROW (row), title, subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (check), "id", g_strdup (id), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->choices, row);
  gtk_widget_set_visible (self->choices_window, TRUE);
  return GTK_CHECK_BUTTON (check);
}

static void
nord_group_dialog_finalize (GObject *object)
{
  NordGroupDialog *self = NORD_GROUP_DIALOG (object);

  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->radios);
  G_OBJECT_CLASS (nord_group_dialog_parent_class)->finalize (object);
}

static void
nord_group_dialog_class_init (NordGroupDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nord_group_dialog_finalize;
  signals[CONFIRMED] = g_signal_new ("confirmed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (NORD_TYPE_ONE_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/cluster/group-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NordGroupDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, NordGroupDialog, choices_window);
  gtk_widget_class_bind_template_child (widget_class, NordGroupDialog, name_group);
  gtk_widget_class_bind_template_child (widget_class, NordGroupDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, NordGroupDialog, reason_row);
  gtk_widget_class_bind_template_callback (widget_class, look);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_response);
}

static void
nord_group_dialog_init (NordGroupDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->checks = g_ptr_array_new ();
  self->radios = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
nord_group_dialog_new (GtkWindow *parent,
                       const char *heading,
                       const char *body,
                       const char *confirm)
{
  NordGroupDialog *self = g_object_new (NORD_TYPE_GROUP_DIALOG, "transient-for", parent, "heading",
                                        heading, "body", body != NULL ? body : "", NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "confirm", confirm, NULL);
  adw_message_dialog_set_response_appearance (dialog, "confirm", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "confirm");
  adw_message_dialog_set_close_response (dialog, "cancel");
  look (self);
  return GTK_WIDGET (self);
}

void
nord_group_dialog_ask_name (NordGroupDialog *self, const char *name)
{
  g_return_if_fail (NORD_IS_GROUP_DIALOG (self));
  self->asks_name = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name != NULL ? name : "");
  look (self);
  if (self->checks->len == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

const char *
nord_group_dialog_get_name (NordGroupDialog *self)
{
  g_return_val_if_fail (NORD_IS_GROUP_DIALOG (self), NULL);
  return gtk_editable_get_text (GTK_EDITABLE (self->name_row));
}

void
nord_group_dialog_ask_ideas (NordGroupDialog *self, GListModel *ideas)
{
  g_return_if_fail (NORD_IS_GROUP_DIALOG (self));
  for (guint i = 0; i < g_list_model_get_n_items (ideas); i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (ideas, i);
    const char *title = nord_record_get_text (idea, NORD_IDEA_TITLE);
    g_autofree char *line = nord_plain_shorten (
      title != NULL && *title != 0 ? title : nord_record_get_text (idea, NORD_IDEA_BODY), 120);

    g_ptr_array_add (self->checks,
                     add_choice (self,
                                 line != NULL && *line != 0 ? line : _ ("Idea without a title"),
                                 NULL, nord_record_get_id (idea)));
  }
  look (self);
}

char **
nord_group_dialog_get_ideas (NordGroupDialog *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  g_return_val_if_fail (NORD_IS_GROUP_DIALOG (self), NULL);
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      g_strv_builder_add (ids, g_object_get_data (g_ptr_array_index (self->checks, i), "id"));
  return g_strv_builder_end (ids);
}

void
nord_group_dialog_ask_group (NordGroupDialog *self,
                             GListModel *groups,
                             const char *except,
                             gboolean new_group)
{
  g_return_if_fail (NORD_IS_GROUP_DIALOG (self));
  for (guint i = 0; i < g_list_model_get_n_items (groups); i++) {
    g_autoptr (NordGroup) group = g_list_model_get_item (groups, i);
    const char *id = nord_group_get_id (group);
    guint n = g_list_model_get_n_items (nord_group_get_ideas (group));
    g_autofree char *title = nord_group_dup_title (group);
    g_autofree char *count = g_strdup_printf (ngettext ("%u idea", "%u ideas", n), n);

    if (id != NULL && g_strcmp0 (id, except) != 0)
      g_ptr_array_add (self->radios, add_choice (self, title, count, id));
  }
  if (new_group) {
    self->name_for_new = TRUE;
    g_ptr_array_add (self->radios, add_choice (self, _ ("New Group"), NULL, NULL));
  }
  for (guint i = 1; i < self->radios->len; i++)
    gtk_check_button_set_group (g_ptr_array_index (self->radios, i),
                                g_ptr_array_index (self->radios, 0));
  if (self->radios->len == 1)
    gtk_check_button_set_active (g_ptr_array_index (self->radios, 0), TRUE);
  look (self);
}

const char *
nord_group_dialog_get_group (NordGroupDialog *self)
{
  GtkCheckButton *radio;

  g_return_val_if_fail (NORD_IS_GROUP_DIALOG (self), NULL);
  radio = chosen_radio (self);
  return radio != NULL ? g_object_get_data (G_OBJECT (radio), "id") : NULL;
}

void
nord_group_dialog_add_choice (NordGroupDialog *self,
                              const char *title,
                              const char *subtitle,
                              const char *id)
{
  GtkCheckButton *radio;

  g_return_if_fail (NORD_IS_GROUP_DIALOG (self));
  radio = add_choice (self, title, subtitle, id);
  self->name_for_new = self->name_for_new || id == NULL;
  if (self->radios->len > 0)
    gtk_check_button_set_group (radio, g_ptr_array_index (self->radios, 0));
  g_ptr_array_add (self->radios, radio);
  look (self);
}

void
nord_group_dialog_ask_words (NordGroupDialog *self, const char *title)
{
  g_return_if_fail (NORD_IS_GROUP_DIALOG (self));
  nord_plain_set_row_title (ADW_PREFERENCES_ROW (self->name_row), title);
  nord_group_dialog_ask_name (self, NULL);
}

void
nord_group_dialog_ask_reason (NordGroupDialog *self)
{
  g_return_if_fail (NORD_IS_GROUP_DIALOG (self));
  self->asks_reason = TRUE;
  look (self);
}

const char *
nord_group_dialog_get_reason (NordGroupDialog *self)
{
  g_return_val_if_fail (NORD_IS_GROUP_DIALOG (self), NULL);
  return gtk_editable_get_text (GTK_EDITABLE (self->reason_row));
}
