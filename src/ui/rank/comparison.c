/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Asks for impact first, then for effort; each answer moves cards at once and can be taken back. */
#include "ui/rank/comparison.h"

#include "core/rank/pairing.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordComparison {
  AdwBin parent_instance;

  const NordPolling *data; /* (not owned) */
  NordMatrixView *matrix;  /* (owned) */
  NordPairing *pairing;    /* (owned) */

  GtkLabel *question;
  GtkButton *first;
  GtkButton *second;
  GtkWidget *answers;
};

G_DEFINE_FINAL_TYPE (NordComparison, nord_comparison, ADW_TYPE_BIN)

static const char *
label_of (NordComparison *self, guint option)
{
  return ((const NordPollOption *) g_ptr_array_index (self->data->options, option))->label;
}

static void
move_cards (NordComparison *self)
{
  g_autofree guint *marks = nord_matrix_view_dup_marks (self->matrix);

  nord_pairing_write_marks (self->pairing, marks);
  nord_matrix_view_set_marks (self->matrix, marks);
  g_signal_emit_by_name (self->matrix, "changed");
}

static void
look (NordComparison *self)
{
  guint axis, option, other;
  const gboolean asks = nord_pairing_ask (self->pairing, &axis, &option, &other);
  const gboolean back = nord_pairing_can_go_back (self->pairing);

  gtk_widget_set_visible (self->answers, asks);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "comparison.back", back);
  if (!asks) {
    gtk_label_set_label (self->question, _ ("All are compared. Cards can still be moved."));
    return;
  }
  gtk_label_set_label (self->question, axis == NORD_MATRIX_IMPACT
                                         ? _ ("Which has the greater impact?")
                                         : _ ("Which takes the greater effort?"));
  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (self->first)), label_of (self, option));
  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (self->second)), label_of (self, other));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->first), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label_of (self, option), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->second), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label_of (self, other), -1);
}

static void
on_answer (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordComparison *self = NORD_COMPARISON (widget);

  nord_pairing_answer (self->pairing, g_variant_get_int32 (parameter));
  move_cards (self);
  look (self);
}

static void
on_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordComparison *self = NORD_COMPARISON (widget);

  nord_pairing_go_back (self->pairing);
  move_cards (self);
  look (self);
}

static void
nord_comparison_dispose (GObject *object)
{
  NordComparison *self = NORD_COMPARISON (object);

  g_clear_pointer (&self->pairing, nord_pairing_free);
  g_clear_object (&self->matrix);
  G_OBJECT_CLASS (nord_comparison_parent_class)->dispose (object);
}

static void
nord_comparison_class_init (NordComparisonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_comparison_dispose;
  gtk_widget_class_install_action (widget_class, "comparison.answer", "i", on_answer);
  gtk_widget_class_install_action (widget_class, "comparison.back", NULL, on_back);
}

static GtkWidget *
new_answer (const char *text, int sign)
{
  GtkWidget *button = gtk_button_new_with_label (text);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", sign);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "comparison.answer");
  return button;
}

static void
nord_comparison_init (NordComparison *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *back = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  GtkWidget *equal = new_answer (C_ ("comparison", "Equal"), 0);

  self->question = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->question, 0);
  gtk_label_set_wrap (self->question, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->question), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->question), "heading");
  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_tooltip_text (back, _ ("Take the Last Answer Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Take the Last Answer Back"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "comparison.back");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->question));
  gtk_box_append (GTK_BOX (head), back);
  self->answers = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->first = GTK_BUTTON (new_answer ("", 1));
  self->second = GTK_BUTTON (new_answer ("", -1));
  gtk_widget_set_hexpand (GTK_WIDGET (self->first), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->second), TRUE);
  gtk_box_append (GTK_BOX (self->answers), GTK_WIDGET (self->first));
  gtk_box_append (GTK_BOX (self->answers), equal);
  gtk_box_append (GTK_BOX (self->answers), GTK_WIDGET (self->second));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->answers);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
nord_comparison_new (const NordPolling *data, NordMatrixView *matrix)
{
  NordComparison *self = g_object_new (NORD_TYPE_COMPARISON, NULL);

  self->data = data;
  self->matrix = g_object_ref_sink (matrix);
  self->pairing = nord_pairing_new (data->options->len, NULL);
  look (self);
  return GTK_WIDGET (self);
}
