/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A row a template, which opens to its values. What is changed is kept at once; the states before
 * it lie on a pile, and undo takes the uppermost. */
#include "ui/rank/template-dialog.h"

#include "core/rank/poll-words.h"
#include "ui/rank/template-shelf.h"
#include "ui/widgets/focus-view.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

#define MOST_DOTS 50

struct _NordTemplateDialog {
  AdwWindow parent_instance;

  NordSession *session; /* (owned) */
  GPtrArray *own;       /* (owned) (element-type NordPollTemplate) as shown */
  GPtrArray *before;    /* (owned) (element-type GStrv) the shelf before each step */
  AdwToast *toast;      /* (owned) (nullable) the latest */
  gboolean filling;     /* rows are made: nobody changes anything */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwPreferencesGroup *group;
  GPtrArray *rows; /* (owned) (element-type GtkWidget) not owned */
};

G_DEFINE_FINAL_TYPE (NordTemplateDialog, nord_template_dialog, ADW_TYPE_WINDOW)

static void fill (NordTemplateDialog *self);

static NordDocument *
document_of (NordTemplateDialog *self)
{
  return nord_session_get_document (self->session);
}

static void
say (NordTemplateDialog *self, const char *text, gboolean undoable)
{
  AdwToast *toast = nord_plain_new_toast (text);

  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  if (undoable) {
    adw_toast_set_button_label (toast, _ ("_Undo"));
    adw_toast_set_action_name (toast, "templates.undo");
  }
  g_set_object (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* @changed (nullable: it goes) in the place of the one at @index. */
static gboolean
change (NordTemplateDialog *self, guint index, const NordPollTemplate *changed)
{
  const NordPollTemplate *now = self->own->pdata[index];
  g_auto (GStrv) before = nord_template_shelf_save (document_of (self));
  g_autoptr (GError) error = NULL;

  if (!nord_template_shelf_replace (document_of (self), now->name, changed, &error)) {
    say (self, error != NULL ? error->message : _ ("Another template has this name already."),
         FALSE);
    return FALSE;
  }
  g_ptr_array_add (self->before, g_steal_pointer (&before));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.undo", TRUE);
  return TRUE;
}

static void
on_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordTemplateDialog *self = NORD_TEMPLATE_DIALOG (widget);
  g_auto (GStrv) before = NULL;
  g_autoptr (GError) error = NULL;

  if (self->before->len == 0)
    return;
  before = g_ptr_array_steal_index (self->before, self->before->len - 1);
  gtk_widget_action_set_enabled (widget, "templates.undo", self->before->len > 0);
  if (!nord_template_shelf_restore (document_of (self), before, &error))
    say (self, error->message, FALSE);
  else
    say (self, _ ("Undone"), FALSE);
  fill (self);
}

static guint
index_of (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "index"));
}

static void
on_delete (NordTemplateDialog *self, GtkWidget *button)
{
  const NordPollTemplate *one = self->own->pdata[index_of (button)];
  g_autofree char *shown = nord_plain_shorten (one->name, 40);
  /* Translators: %s is the name of a template. */
  g_autofree char *said = g_strdup_printf (_ ("Template “%s” deleted"), shown);

  if (!change (self, index_of (button), NULL))
    return;
  fill (self);
  say (self, said, TRUE);
}

static void
on_renamed (NordTemplateDialog *self, GtkWidget *entry)
{
  NordPollTemplate changed = *(const NordPollTemplate *) self->own->pdata[index_of (entry)];
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));

  changed.name = g_strstrip (name);
  if (*changed.name == '\0') {
    say (self, _ ("A template needs a name."), FALSE);
    fill (self);
    return;
  }
  if (change (self, index_of (entry), &changed))
    say (self, _ ("Template renamed"), TRUE);
  fill (self);
}

typedef enum { VALUE_DOTS, VALUE_CAP, VALUE_BUDGET, VALUE_CODES, VALUE_TWICE } Value;

/* Both kinds of widgets end here, with what they hold as a number. */
static void
set_value (NordTemplateDialog *self, GtkWidget *widget, gint64 number)
{
  NordPollTemplate *now = self->own->pdata[index_of (widget)];
  NordPollTemplate changed = *now;

  if (self->filling)
    return;
  switch ((Value) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "value"))) {
  case VALUE_DOTS:
    changed.dots = (guint) number;
    break;
  case VALUE_CAP:
    changed.cap = (guint) number;
    break;
  case VALUE_BUDGET:
    changed.budget = number;
    break;
  case VALUE_CODES:
    changed.codes = number != 0;
    break;
  case VALUE_TWICE:
  default:
    changed.twice = number != 0;
    break;
  }
  if (!change (self, index_of (widget), &changed))
    return;
  now->dots = changed.dots;
  now->cap = changed.cap;
  now->budget = changed.budget;
  now->codes = changed.codes;
  now->twice = changed.twice;
}

static void
on_number (NordTemplateDialog *self, GtkSpinButton *spin)
{
  set_value (self, GTK_WIDGET (spin), (gint64) gtk_spin_button_get_value (spin));
}

static void
on_switched (NordTemplateDialog *self, GParamSpec *pspec, GtkSwitch *toggle)
{
  set_value (self, GTK_WIDGET (toggle), gtk_switch_get_active (toggle));
}

static void
add_value (AdwExpanderRow *to, GtkWidget *widget, guint index, Value value, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set_data (G_OBJECT (widget), "index", GUINT_TO_POINTER (index));
  g_object_set_data (G_OBJECT (widget), "value", GUINT_TO_POINTER (value));
  nord_plain_set_row_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), widget);
  adw_expander_row_add_row (to, row);
}

static void
add_number (NordTemplateDialog *self,
            AdwExpanderRow *to,
            guint index,
            Value value,
            const char *title,
            double number,
            double most)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (1, most, value == VALUE_BUDGET ? 500 : 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), number);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (on_number), self, G_CONNECT_SWAPPED);
  add_value (to, spin, index, value, title);
}

static void
add_switch (NordTemplateDialog *self,
            AdwExpanderRow *to,
            guint index,
            Value value,
            const char *title,
            gboolean active)
{
  GtkWidget *toggle = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (toggle), active);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (on_switched), self,
                           G_CONNECT_SWAPPED);
  add_value (to, toggle, index, value, title);
}

static void
add_template (NordTemplateDialog *self, guint index)
{
  const NordPollTemplate *one = self->own->pdata[index];
  GtkWidget *row = adw_expander_row_new (), *name = adw_entry_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-delete-symbolic");
  /* Translators: %s is the name of a template. */
  g_autofree char *tip = g_strdup_printf (_ ("Delete Template “%s”"), one->name);

  nord_plain_set_expander (ADW_EXPANDER_ROW (row), one->name, nord_poll_words_method (one->method));
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_delete), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), button);

  g_object_set_data (G_OBJECT (name), "index", GUINT_TO_POINTER (index));
  nord_plain_set_row_title (ADW_PREFERENCES_ROW (name), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (name), one->name);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (name), TRUE);
  g_signal_connect_object (name, "apply", G_CALLBACK (on_renamed), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), name);
  if (one->method == NORD_METHOD_DOTS) {
    add_number (self, ADW_EXPANDER_ROW (row), index, VALUE_DOTS, _ ("Dots a person"), one->dots,
                MAX (MOST_DOTS, one->dots));
    add_number (self, ADW_EXPANDER_ROW (row), index, VALUE_CAP, _ ("At most on one option"),
                one->cap, MAX (MOST_DOTS, one->cap));
  }
  if (one->method == NORD_METHOD_BUDGET)
    add_number (self, ADW_EXPANDER_ROW (row), index, VALUE_BUDGET, _ ("Sum in euros"),
                (double) one->budget, (double) NORD_POLL_MOST_EUROS);
  add_switch (self, ADW_EXPANDER_ROW (row), index, VALUE_CODES, _ ("Codes at the screen"),
              one->codes);
  add_switch (self, ADW_EXPANDER_ROW (row), index, VALUE_TWICE,
              _ ("Once more after the discussion"), one->twice);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, one->name,
                                  -1);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
fill (NordTemplateDialog *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->own, g_ptr_array_unref);
  self->own = nord_template_shelf_list_own (document_of (self));
  for (guint i = 0; i < self->own->len; i++)
    add_template (self, i);
  gtk_stack_set_visible_child_name (self->stack, self->own->len > 0 ? "list" : "none");
  nord_naming_apply (GTK_WIDGET (self));
  self->filling = FALSE;
  /* What had the focus is gone: keys go on working. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
nord_template_dialog_dispose (GObject *object)
{
  NordTemplateDialog *self = NORD_TEMPLATE_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->toast);
  g_clear_pointer (&self->own, g_ptr_array_unref);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (nord_template_dialog_parent_class)->dispose (object);
}

static void
nord_template_dialog_class_init (NordTemplateDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_template_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "templates.undo", NULL, on_undo);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "templates.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/rank/template-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NordTemplateDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, NordTemplateDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, NordTemplateDialog, group);
}

static void
nord_template_dialog_init (NordTemplateDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->before = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  gtk_widget_init_template (GTK_WIDGET (self));
  nord_focus_view_keep (GTK_WINDOW (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.undo", FALSE);
}

GtkWidget *
nord_template_dialog_new (GtkWindow *parent, NordSession *session)
{
  NordTemplateDialog *self =
    g_object_new (NORD_TYPE_TEMPLATE_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  fill (self);
  return GTK_WIDGET (self);
}
