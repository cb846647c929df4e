/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Keeps a list of what says which word. */
#include "ui/kiosk/wording.h"

typedef struct {
  gpointer widget; /* (unowned) a label, a button, another widget or a page of a stack */
  const char *key;
} Said;

struct _NordWording {
  GObject parent_instance;

  NordWords *words; /* (owned) */
  GArray *said;     /* (owned) (element-type Said) */
};

G_DEFINE_FINAL_TYPE (NordWording, nord_wording, G_TYPE_OBJECT)

enum { SPOKEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
write_words (NordWording *self, const Said *said)
{
  const char *text = nord_words_get (self->words, said->key);

  if (GTK_IS_STACK_PAGE (said->widget)) {
    gtk_stack_page_set_title (GTK_STACK_PAGE (said->widget), text);
  } else if (GTK_IS_BUTTON (said->widget)) {
    GtkWidget *child = gtk_button_get_child (GTK_BUTTON (said->widget));

    if (GTK_IS_LABEL (child))
      gtk_label_set_label (GTK_LABEL (child), text);
    gtk_accessible_update_property (GTK_ACCESSIBLE (said->widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    text, -1);
  } else if (GTK_IS_LABEL (said->widget)) {
    gtk_label_set_label (GTK_LABEL (said->widget), text);
  } else {
    gtk_accessible_update_property (GTK_ACCESSIBLE (said->widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    text, -1);
  }
}

static void
nord_wording_finalize (GObject *object)
{
  NordWording *self = NORD_WORDING (object);

  g_clear_pointer (&self->words, nord_words_free);
  g_array_unref (self->said);
  G_OBJECT_CLASS (nord_wording_parent_class)->finalize (object);
}

static void
nord_wording_class_init (NordWordingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_wording_finalize;
  signals[SPOKEN] = g_signal_new ("spoken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_wording_init (NordWording *self)
{
  self->said = g_array_new (FALSE, FALSE, sizeof (Said));
  self->words = nord_words_new (nord_words_list_languages ()[0]);
}

NordWording *
nord_wording_new (void)
{
  return g_object_new (NORD_TYPE_WORDING, NULL);
}

void
nord_wording_speak (NordWording *self, const char *language)
{
  NordWords *words = nord_words_new (language);

  g_return_if_fail (NORD_IS_WORDING (self) && words != NULL);
  nord_words_free (self->words);
  self->words = words;
  for (guint i = 0; i < self->said->len; i++)
    write_words (self, &g_array_index (self->said, Said, i));
  g_signal_emit (self, signals[SPOKEN], 0);
}

const NordWords *
nord_wording_get_words (NordWording *self)
{
  g_return_val_if_fail (NORD_IS_WORDING (self), NULL);
  return self->words;
}

const char *
nord_wording_get (NordWording *self, const char *key)
{
  g_return_val_if_fail (NORD_IS_WORDING (self), NULL);
  return nord_words_get (self->words, key);
}

void
nord_wording_let_read (GtkWidget *label, const char *language)
{
  g_return_if_fail (GTK_IS_LABEL (label));
  g_object_set_data_full (G_OBJECT (label), "may-read", g_strdup (language ? language : ""),
                          g_free);
}

gboolean
nord_wording_may_read (GtkWidget *label, const char **language)
{
  const char *kept = g_object_get_data (G_OBJECT (label), "may-read");

  *language = kept != NULL && *kept != '\0' ? kept : NULL;
  return kept != NULL;
}

GtkWidget *
nord_wording_say (NordWording *self, GtkWidget *widget, const char *key)
{
  const Said said = {widget, key};
  GtkWidget *label = widget;

  g_return_val_if_fail (NORD_IS_WORDING (self) && GTK_IS_WIDGET (widget), NULL);
  g_array_append_val (self->said, said);
  write_words (self, &said);
  if (GTK_IS_BUTTON (widget))
    label = gtk_button_get_child (GTK_BUTTON (widget));
  if (GTK_IS_LABEL (label))
    nord_wording_let_read (label, NULL);
  /* As high as a finger wants it a button has room for two lines, but one is read faster. */
  if (GTK_IS_LABEL (label) && GTK_IS_BUTTON (widget))
    gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  return widget;
}

GtkWidget *
nord_wording_label (NordWording *self, const char *key, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return key != NULL ? nord_wording_say (self, label, key) : label;
}

GtkWidget *
nord_wording_button (NordWording *self, const char *key, const char *action)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), nord_wording_label (self, NULL, NULL));
  if (action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return nord_wording_say (self, button, key);
}

void
nord_wording_add_page (NordWording *self,
                       GtkStack *stack,
                       GtkWidget *child,
                       const char *name,
                       const char *key)
{
  Said said = {NULL, key};

  g_return_if_fail (NORD_IS_WORDING (self) && GTK_IS_STACK (stack) && key != NULL);
  said.widget = gtk_stack_add_titled (stack, child, name, nord_wording_get (self, key));
  g_array_append_val (self->said, said);
}

static void
turn (GtkWidget *widget, GtkTextDirection direction)
{
  if (g_object_get_data (G_OBJECT (widget), "keeps-direction") != NULL)
    return;
  gtk_widget_set_direction (widget, direction);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    turn (child, direction);
}

void
nord_wording_turn (NordWording *self, GtkWidget *widget)
{
  g_return_if_fail (NORD_IS_WORDING (self) && GTK_IS_WIDGET (widget));
  turn (widget, nord_words_is_right_to_left (self->words) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
}

void
nord_wording_keep_direction (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  g_object_set_data (G_OBJECT (widget), "keeps-direction", GINT_TO_POINTER (TRUE));
}

void
nord_wording_quote (GtkLabel *label, const char *text)
{
  /* First strong isolate and its end (Unicode UAX 9): a number stays as it is between Arabic words.
   */
  g_autofree char *isolated =
    text != NULL && *text != '\0' ? g_strconcat ("\u2068", text, "\u2069", NULL) : g_strdup ("");

  gtk_label_set_text (label, isolated);
  gtk_widget_set_visible (GTK_WIDGET (label), *isolated != '\0');
}
