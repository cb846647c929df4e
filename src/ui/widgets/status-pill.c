/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How far a workshop is, in one word. */
#include "ui/widgets/status-pill.h"

#include "config.h"

#include <glib/gi18n.h>

struct _NordStatusPill {
  AdwBin parent_instance;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (NordStatusPill, nord_status_pill, ADW_TYPE_BIN)

static const struct {
  const char *state;
  const char *word;
  const char *style; /* (nullable) */
} states[] = {
  {"planned", NC_ ("state of a workshop", "Planned"), NULL},
  {"running", NC_ ("state of a workshop", "Running"), "accent"},
  {"closed", NC_ ("state of a workshop", "Closed"), NULL},
  {"handed_over", NC_ ("state of a workshop", "Handed over"), "success"},
};

static guint
find_state (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    if (g_strcmp0 (states[i].state, state) == 0)
      return i;
  }
  return 0;
}

static void
nord_status_pill_class_init (NordStatusPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "statuspill");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/widgets/status-pill.ui");
  gtk_widget_class_bind_template_child (widget_class, NordStatusPill, label);
}

static void
nord_status_pill_init (NordStatusPill *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
nord_status_pill_set_state (NordStatusPill *self, const char *state)
{
  guint index = find_state (state);

  g_return_if_fail (NORD_IS_STATUS_PILL (self));

  gtk_label_set_label (self->label, nord_status_pill_get_word (state));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    if (states[i].style != NULL && i == index)
      gtk_widget_add_css_class (GTK_WIDGET (self), states[i].style);
    else if (states[i].style != NULL)
      gtk_widget_remove_css_class (GTK_WIDGET (self), states[i].style);
  }
}

const char *
nord_status_pill_get_word (const char *state)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "state of a workshop", states[find_state (state)].word);
}
