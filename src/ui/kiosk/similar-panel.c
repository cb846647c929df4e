/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A few large rows that can be pressed in and out, and one that takes them all away. */
#include "ui/kiosk/similar-panel.h"

#include "core/model/idea.h"
#include "core/model/project.h"
#include "ui/widgets/plain-text.h"

#include <math.h>

#define N_ROWS 3
#define N_ROWS_LOW 2
#define MOST 60 /* characters of a title */
#define WIDE 34 /* characters of a line of it */

typedef struct {
  GtkToggleButton *button;
  GtkLabel *title;
  GtkLabel *about;
  char *id; /* (owned) (nullable) */
} Row;

struct _NordSimilarPanel {
  AdwBin parent_instance;

  NordWording *wording;      /* (owned) */
  NordSimilarSource *source; /* (owned) */
  GHashTable *skipped;       /* (owned) ids that are something else, as the resident said */
  Row rows[N_ROWS];
  gboolean low;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (NordSimilarPanel, nord_similar_panel, ADW_TYPE_BIN)

enum { CHOSEN, STALE, N_SIGNALS };
static guint signals[N_SIGNALS];

/* What is said about a row: what it is, how far away, and what a tap does. */
static char *
describe (NordSimilarPanel *self, const NordSimilar *similar, gboolean chosen)
{
  const NordWords *words = nord_wording_get_words (self->wording);
  /* Nobody draws to the metre. */
  const guint metres = (guint) (round (MAX (similar->metres, 0) / 10) * 10);
  g_autofree char *away = metres > 0 ? nord_words_count (words, "similar_metres", metres) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (NORD_IS_PROJECT (similar->record))
    g_string_append_printf (text, "%s · ", nord_words_get (words, "similar_project"));
  if (away != NULL)
    g_string_append_printf (text, "%s · ", away);
  g_string_append (text, nord_words_get (words, chosen ? "similar_added" : "similar_add"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
clear_row (Row *row)
{
  g_clear_pointer (&row->id, g_free);
  gtk_label_set_text (row->title, "");
  gtk_label_set_text (row->about, "");
  nord_wording_let_read (GTK_WIDGET (row->title), NULL);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (row->button), GTK_ACCESSIBLE_PROPERTY_LABEL);
  gtk_toggle_button_set_active (row->button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (row->button), FALSE);
}

static void
fill_row (NordSimilarPanel *self, Row *row, const NordSimilar *similar, gboolean chosen)
{
  const gboolean is_idea = NORD_IS_IDEA (similar->record);
  const char *title =
    nord_record_get_text (similar->record, is_idea ? NORD_IDEA_TITLE : NORD_PROJECT_TITLE);
  g_autofree char *line = NULL, *about = describe (self, similar, chosen), *whole = NULL;

  if (title == NULL || *title == '\0')
    title = nord_record_get_text (similar->record, is_idea ? NORD_IDEA_BODY : NORD_PROJECT_BODY);
  line = nord_plain_shorten (title != NULL ? title : "", MOST);
  whole = g_strdup_printf ("\u2068%s\u2069, %s", line, about);
  g_free (row->id);
  row->id = g_strdup (nord_record_get_id (similar->record));
  nord_wording_quote (row->title, line);
  gtk_label_set_text (row->about, about);
  /* Released, so everybody may hear it, as it was written. */
  nord_wording_let_read (GTK_WIDGET (row->title),
                         is_idea ? nord_record_get_text (similar->record, NORD_IDEA_LANGUAGE)
                                 : NULL);
  gtk_toggle_button_set_active (row->button, chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  whole, -1);
  gtk_widget_set_visible (GTK_WIDGET (row->button), TRUE);
}

static void
choose (NordSimilarPanel *self, const char *id)
{
  g_autofree char *kept = g_strdup (id);

  g_signal_emit (self, signals[CHOSEN], 0, kept);
}

static void
on_toggled (NordSimilarPanel *self, GtkToggleButton *button)
{
  for (guint i = 0; !self->filling && i < N_ROWS; i++)
    if (self->rows[i].button == button)
      choose (self, gtk_toggle_button_get_active (button) ? self->rows[i].id : NULL);
}

static void
on_other (NordSimilarPanel *self)
{
  for (guint i = 0; i < N_ROWS; i++)
    if (self->rows[i].id != NULL)
      g_hash_table_add (self->skipped, g_strdup (self->rows[i].id));
  choose (self, NULL);
}

static void
on_ready (NordSimilarPanel *self)
{
  g_signal_emit (self, signals[STALE], 0);
}

/* --- Building -----------------------------------------------------------------------------------
 */

static GtkWidget *
new_row (NordSimilarPanel *self, Row *row)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  row->button = GTK_TOGGLE_BUTTON (button);
  row->title = GTK_LABEL (nord_wording_label (self->wording, NULL, "kiosk-idea-title"));
  row->about = GTK_LABEL (nord_wording_label (self->wording, NULL, NULL));
  nord_wording_let_read (GTK_WIDGET (row->about), NULL);
  for (guint i = 0; i < 2; i++) {
    GtkLabel *label = i == 0 ? row->title : row->about;

    gtk_label_set_xalign (label, 0);
    gtk_label_set_max_width_chars (label, WIDE);
    gtk_label_set_justify (label, GTK_JUSTIFY_LEFT);
    gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  }
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "kiosk-similar");
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  clear_row (row);
  return button;
}

static void
nord_similar_panel_dispose (GObject *object)
{
  NordSimilarPanel *self = NORD_SIMILAR_PANEL (object);

  for (guint i = 0; i < N_ROWS; i++)
    g_clear_pointer (&self->rows[i].id, g_free);
  g_clear_pointer (&self->skipped, g_hash_table_unref);
  g_clear_object (&self->wording);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (nord_similar_panel_parent_class)->dispose (object);
}

static void
nord_similar_panel_class_init (NordSimilarPanelClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_similar_panel_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[STALE] =
    g_signal_new ("stale", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_similar_panel_init (NordSimilarPanel *self)
{
  self->skipped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GtkWidget *
nord_similar_panel_new (NordWording *wording, NordSimilarSource *source)
{
  NordSimilarPanel *self = g_object_new (NORD_TYPE_SIMILAR_PANEL, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *other;

  self->wording = g_object_ref (wording);
  self->source = g_object_ref (source);
  g_signal_connect_object (source, "ready", G_CALLBACK (on_ready), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), nord_wording_label (wording, "similar_title", "kiosk-idea-title"));
  for (guint i = 0; i < N_ROWS; i++)
    gtk_box_append (GTK_BOX (box), new_row (self, &self->rows[i]));
  other = nord_wording_button (wording, "similar_other", NULL);
  g_signal_connect_object (other, "clicked", G_CALLBACK (on_other), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), other);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return GTK_WIDGET (self);
}

/* Puts what was chosen first, however little it resembles what was written since. */
static guint
put_first (NordSimilarPanel *self, const char *id, NordSimilar *found, guint n, guint most)
{
  NordSimilar first = {nord_similar_source_look_up (self->source, id), -1};
  guint at = 0;

  if (first.record == NULL)
    return n;
  while (at < n && found[at].record != first.record)
    at++;
  if (at < n)
    first.metres = found[at].metres;
  else
    n = MIN (n + 1, most);
  for (at = MIN (at, n - 1); at > 0; at--)
    found[at] = found[at - 1];
  found[0] = first;
  return n;
}

void
nord_similar_panel_ask (NordSimilarPanel *self, const NordEntry *entry)
{
  const guint most = self->low ? N_ROWS_LOW : N_ROWS;
  NordSimilar found[N_ROWS];
  guint n;

  g_return_if_fail (NORD_IS_SIMILAR_PANEL (self) && entry != NULL);
  n = nord_similar_source_find (self->source, entry, self->skipped, found, most);
  n = put_first (self, entry->adds_to, found, n, most);
  self->filling = TRUE;
  for (guint i = 0; i < N_ROWS; i++)
    if (i < n)
      fill_row (self, &self->rows[i], &found[i],
                g_strcmp0 (nord_record_get_id (found[i].record), entry->adds_to) == 0);
    else
      clear_row (&self->rows[i]);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

void
nord_similar_panel_wipe (NordSimilarPanel *self)
{
  g_return_if_fail (NORD_IS_SIMILAR_PANEL (self));
  g_hash_table_remove_all (self->skipped);
  self->filling = TRUE;
  for (guint i = 0; i < N_ROWS; i++)
    clear_row (&self->rows[i]);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
nord_similar_panel_set_low (NordSimilarPanel *self, gboolean low)
{
  g_return_if_fail (NORD_IS_SIMILAR_PANEL (self));
  if (self->low == low)
    return;
  self->low = low;
  g_signal_emit (self, signals[STALE], 0);
}
