/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Collects what a screen says and hands it to the one reader of all stations. */
#include "ui/kiosk/read-aloud.h"

#define NOTE_SECONDS 5
/* By then a tap is over. */
#define FINGER_MS 1000

struct _NordReadAloud {
  AdwBin parent_instance;

  NordWording *wording; /* (owned) */
  NordReader *reader;   /* (owned) */
  GtkStack *screens;    /* (weak) (nullable) */
  GtkWidget *with;      /* (weak) (nullable) */
  GtkWidget *read;
  GtkWidget *volume;
  GtkWidget *note;
  NordLoudness loudness;
  gboolean always;
  gboolean speaking;
  gboolean was_speaking; /* until a touch interrupted it */
  guint entering;        /* source id */
  guint resting;         /* source id */
  guint noting;          /* source id */
};

G_DEFINE_FINAL_TYPE (NordReadAloud, nord_read_aloud, ADW_TYPE_BIN)

/* --- What a screen says -------------------------------------------------------------------------
 */

/* A full stop where there is none, so that the voice falls and rests between two labels. */
static void
add_sentence (GPtrArray *sayings, const char *language, const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  g_autoptr (GString) plain = g_string_new (NULL);
  NordUtterance *last = sayings->len > 0 ? g_ptr_array_index (sayings, sayings->len - 1) : NULL;
  g_autofree char *joined = g_strjoinv (" ", lines);

  for (const char *at = joined; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar sign = g_utf8_get_char (at);

    if (g_unichar_type (sign) != G_UNICODE_FORMAT)
      g_string_append_unichar (plain, sign);
  }
  g_strstrip (plain->str);
  plain->len = strlen (plain->str);
  if (plain->len == 0)
    return;
  if (g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (plain->str + plain->len))))
    g_string_append_c (plain, '.');
  if (last != NULL && g_str_equal (last->language, language)) {
    g_autofree char *before = last->text;

    last->text = g_strjoin (" ", before, plain->str, NULL);
  } else {
    nord_utterances_add (sayings, language, plain->str);
  }
}

static void
gather (GtkWidget *widget, const char *language, GPtrArray *sayings)
{
  const char *own;

  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget) ||
      !gtk_widget_get_sensitive (widget))
    return;
  if (GTK_IS_LABEL (widget) && nord_wording_may_read (widget, &own))
    add_sentence (sayings, own != NULL ? own : language, gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gather (child, language, sayings);
}

static const char *
get_language (NordReadAloud *self)
{
  return nord_words_get_language (nord_wording_get_words (self->wording));
}

/* --- Reading ------------------------------------------------------------------------------------
 */

static void
show_state (NordReadAloud *self)
{
  gtk_button_set_icon_name (GTK_BUTTON (self->read), self->speaking ? "media-playback-stop-symbolic"
                                                                    : "audio-volume-high-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->read), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  nord_wording_get (self->wording,
                                                    self->speaking ? "aloud_stop" : "way_aloud"),
                                  -1);
  /* Its room stays, or all others would move. */
  gtk_widget_set_opacity (self->volume, self->speaking ? 1 : 0);
  gtk_widget_set_sensitive (self->volume, self->speaking);
}

static void
set_speaking (NordReadAloud *self, gboolean speaking)
{
  self->speaking = speaking;
  show_state (self);
}

static void
hide_note (NordReadAloud *self)
{
  g_clear_handle_id (&self->noting, g_source_remove);
  gtk_widget_set_visible (self->note, FALSE);
}

static gboolean
on_noted (gpointer data)
{
  NordReadAloud *self = data;

  self->noting = 0;
  gtk_widget_set_visible (self->note, FALSE);
  return G_SOURCE_REMOVE;
}

static void
start (NordReadAloud *self)
{
  g_autoptr (GPtrArray) sayings = nord_utterances_new ();
  GtkWidget *screen = self->screens ? gtk_stack_get_visible_child (self->screens) : NULL;

  /* Nobody is there any more when the window has gone. */
  if (screen == NULL || gtk_widget_get_root (screen) == NULL || !nord_read_aloud_can (self))
    return;
  hide_note (self);
  gather (screen, get_language (self), sayings);
  if (sayings->len == 0)
    return;
  nord_reader_say (self->reader, self, sayings, self->loudness);
  set_speaking (self, TRUE);
}

static void
stop (NordReadAloud *self)
{
  g_clear_handle_id (&self->entering, g_source_remove);
  nord_reader_stop (self->reader, self);
  set_speaking (self, FALSE);
}

static void
on_read (NordReadAloud *self)
{
  /* A finger has silenced it already, a key of assistive technology has not. */
  const gboolean stops = self->speaking || self->was_speaking;

  self->was_speaking = FALSE;
  if (stops)
    stop (self);
  else
    start (self);
}

static void
on_volume (NordReadAloud *self)
{
  self->was_speaking = FALSE;
  self->loudness = (NordLoudness) ((self->loudness + 1) % NORD_N_LOUDNESSES);
  gtk_button_set_icon_name (GTK_BUTTON (self->volume), self->loudness == NORD_LOUDNESS_LOW
                                                         ? "audio-volume-low-symbolic"
                                                       : self->loudness == NORD_LOUDNESS_MIDDLE
                                                         ? "audio-volume-medium-symbolic"
                                                         : "audio-volume-high-symbolic");
  start (self);
}

static void
on_ended (NordReadAloud *self, gpointer owner, gboolean interrupted)
{
  if (owner != self)
    return;
  set_speaking (self, FALSE);
  if (!interrupted)
    return;
  gtk_widget_set_visible (self->note, TRUE);
  if (self->noting == 0)
    self->noting = g_timeout_add_seconds (NOTE_SECONDS, on_noted, self);
}

static void
on_voices (NordReadAloud *self)
{
  const gboolean can = nord_read_aloud_can (self);

  if (!can)
    stop (self);
  gtk_widget_set_visible (GTK_WIDGET (self), can);
  if (self->with != NULL)
    gtk_widget_set_visible (self->with, can);
}

/* In another language from now on. */
static void
on_spoken (NordReadAloud *self)
{
  stop (self);
  on_voices (self);
}

static gboolean
on_entered (gpointer data)
{
  NordReadAloud *self = data;

  self->entering = 0;
  start (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_rest (gpointer data)
{
  NordReadAloud *self = data;

  self->resting = 0;
  self->was_speaking = FALSE;
  show_state (self);
  return G_SOURCE_REMOVE;
}

static GtkWidget *
new_button (NordReadAloud *self, const char *icon, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "kiosk-sign");
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static void
nord_read_aloud_dispose (GObject *object)
{
  NordReadAloud *self = NORD_READ_ALOUD (object);

  g_clear_handle_id (&self->entering, g_source_remove);
  g_clear_handle_id (&self->noting, g_source_remove);
  g_clear_handle_id (&self->resting, g_source_remove);
  g_clear_weak_pointer (&self->screens);
  g_clear_weak_pointer (&self->with);
  if (self->reader != NULL)
    nord_reader_stop (self->reader, self);
  g_clear_object (&self->reader);
  g_clear_object (&self->wording);
  g_clear_object (&self->note);
  G_OBJECT_CLASS (nord_read_aloud_parent_class)->dispose (object);
}

static void
nord_read_aloud_class_init (NordReadAloudClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_read_aloud_dispose;
}

static void
nord_read_aloud_init (NordReadAloud *self)
{
  self->loudness = NORD_LOUDNESS_MIDDLE;
}

GtkWidget *
nord_read_aloud_new (NordWording *wording, NordReader *reader, GtkStack *screens)
{
  NordReadAloud *self = g_object_new (NORD_TYPE_READ_ALOUD, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->wording = g_object_ref (wording);
  self->reader = g_object_ref (reader);
  g_set_weak_pointer (&self->screens, screens);
  self->read = new_button (self, "audio-volume-high-symbolic", G_CALLBACK (on_read));
  self->volume = new_button (self, "audio-volume-medium-symbolic", G_CALLBACK (on_volume));
  nord_wording_say (wording, self->volume, "aloud_volume");
  self->note = g_object_ref_sink (nord_wording_label (wording, "aloud_other", "kiosk-note"));
  gtk_widget_set_halign (self->note, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->note, GTK_ALIGN_END);
  gtk_widget_set_can_target (self->note, FALSE);
  gtk_widget_set_visible (self->note, FALSE);
  gtk_box_append (GTK_BOX (box), self->read);
  gtk_box_append (GTK_BOX (box), self->volume);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (wording, "spoken", G_CALLBACK (on_spoken), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reader, "voices", G_CALLBACK (on_voices), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reader, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  on_spoken (self);
  return GTK_WIDGET (self);
}

GtkWidget *
nord_read_aloud_get_note (NordReadAloud *self)
{
  g_return_val_if_fail (NORD_IS_READ_ALOUD (self), NULL);
  return self->note;
}

void
nord_read_aloud_show_with (NordReadAloud *self, GtkWidget *widget)
{
  g_return_if_fail (NORD_IS_READ_ALOUD (self));
  g_set_weak_pointer (&self->with, widget);
  on_voices (self);
}

gboolean
nord_read_aloud_can (NordReadAloud *self)
{
  g_return_val_if_fail (NORD_IS_READ_ALOUD (self), FALSE);
  return nord_reader_speaks (self->reader, get_language (self));
}

void
nord_read_aloud_set_always (NordReadAloud *self, gboolean always)
{
  g_return_if_fail (NORD_IS_READ_ALOUD (self));
  self->always = always;
}

void
nord_read_aloud_touch (NordReadAloud *self)
{
  g_return_if_fail (NORD_IS_READ_ALOUD (self));
  self->was_speaking = self->speaking;
  hide_note (self);
  if (!self->speaking)
    return;
  /* Not the buttons: what is under the finger must not go before it is lifted. */
  nord_reader_stop (self->reader, self);
  self->speaking = FALSE;
  g_clear_handle_id (&self->entering, g_source_remove);
  if (self->resting == 0)
    self->resting = g_timeout_add (FINGER_MS, on_rest, self);
}

void
nord_read_aloud_enter (NordReadAloud *self, gboolean silent)
{
  g_return_if_fail (NORD_IS_READ_ALOUD (self));
  stop (self);
  self->was_speaking = FALSE;
  if (self->always && !silent)
    self->entering = g_idle_add (on_entered, self);
}

void
nord_read_aloud_reset (NordReadAloud *self)
{
  g_return_if_fail (NORD_IS_READ_ALOUD (self));
  stop (self);
  hide_note (self);
  self->always = self->was_speaking = FALSE;
  self->loudness = NORD_LOUDNESS_MIDDLE;
  gtk_button_set_icon_name (GTK_BUTTON (self->volume), "audio-volume-medium-symbolic");
}
