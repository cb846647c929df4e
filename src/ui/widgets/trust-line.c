/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The line that always tells whether what was said is safe. */
#include "ui/widgets/trust-line.h"

#include "ui/widgets/announce.h"
#include "ui/widgets/trouble.h"
#include "config.h"

#include <glib/gi18n.h>

/* From here on writing is no longer quick, and the line says so. */
#define SLOW_SECONDS 10

struct _NordTrustLine {
  AdwBin parent_instance;

  NordDocument *document; /* (owned) (nullable) */
  char *failure;          /* (owned) (nullable) why the last write did not succeed */
  gint64 busy_since;      /* monotonic µs; 0: not busy */
  guint timer;            /* (owned) source id while busy */

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (NordTrustLine, nord_trust_line, ADW_TYPE_BIN)

enum { PROP_DOCUMENT = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];

static char *
format_saved (NordTrustLine *self)
{
  g_autoptr (GDateTime) saved = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *when = NULL;

  g_object_get (self->document, "saved-at", &saved, NULL);
  if (saved == NULL)
    return g_strdup (_ ("Not changed yet"));
  local = g_date_time_to_local (saved);
  if (g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (now) &&
      g_date_time_get_year (local) == g_date_time_get_year (now))
    /* Translators: the time of day of the last saving, with seconds. */
    when = g_date_time_format (local, C_ ("time of saving", "%H:%M:%S"));
  else
    /* Translators: day and time of the last saving, when it was not today. */
    when = g_date_time_format (local, C_ ("time of saving", "%Y-%m-%d %H:%M"));
  /* Translators: %s is a time, for example 17:41:58. */
  return g_strdup_printf (_ ("Saved %s"), when);
}

static void
update (NordTrustLine *self)
{
  static const char *const states[] = {"warning", "error", NULL};
  g_autofree char *text = NULL;
  const char *state = NULL;
  const char *reason = NULL;

  if (self->document == NULL) {
    text = g_strdup ("");
  } else if (self->failure != NULL) {
    text = g_strdup (_ ("Not saved"));
    reason = self->failure;
    state = "error";
  } else if (self->busy_since != 0) {
    gint64 seconds = (g_get_monotonic_time () - self->busy_since) / G_USEC_PER_SEC;

    if (seconds >= SLOW_SECONDS) {
      text = g_strdup_printf (ngettext ("Saving for %u second…", "Saving for %u seconds…",
                                        (gulong) seconds),
                              (guint) seconds);
      state = "warning";
    } else {
      text = g_strdup (_ ("Saving…"));
    }
  } else {
    gboolean read_only;

    g_object_get (self->document, "read-only", &read_only, NULL);
    text = read_only ? g_strdup (_ ("Read only")) : format_saved (self);
  }

  gtk_label_set_label (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), reason);
  for (guint i = 0; states[i] != NULL; i++) {
    if (g_strcmp0 (states[i], state) == 0)
      gtk_widget_add_css_class (GTK_WIDGET (self->label), states[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self->label), states[i]);
  }
  if (state == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->label), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->label), "dim-label");
}

static gboolean
on_second_passed (gpointer data)
{
  update (NORD_TRUST_LINE (data));
  return G_SOURCE_CONTINUE;
}

static void
on_busy_changed (NordTrustLine *self)
{
  gboolean busy = FALSE;

  if (self->document != NULL)
    g_object_get (self->document, "busy", &busy, NULL);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->busy_since = busy ? g_get_monotonic_time () : 0;
  if (busy)
    self->timer = g_timeout_add_seconds (1, on_second_passed, self);
  update (self);
}

static void
on_saved (NordTrustLine *self)
{
  g_clear_pointer (&self->failure, g_free);
  update (self);
}

static void
on_failed (NordTrustLine *self, const GError *error)
{
  g_free (self->failure);
  self->failure = nord_trouble_describe (error);
  update (self);
  nord_announce (GTK_WIDGET (self), self->failure);
}

static void
nord_trust_line_dispose (GObject *object)
{
  NordTrustLine *self = NORD_TRUST_LINE (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_handle_id (&self->timer, g_source_remove);

  G_OBJECT_CLASS (nord_trust_line_parent_class)->dispose (object);
}

static void
nord_trust_line_finalize (GObject *object)
{
  g_free (NORD_TRUST_LINE (object)->failure);

  G_OBJECT_CLASS (nord_trust_line_parent_class)->finalize (object);
}

static void
nord_trust_line_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_DOCUMENT:
    g_value_set_object (value, NORD_TRUST_LINE (object)->document);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_trust_line_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_DOCUMENT:
    nord_trust_line_set_document (NORD_TRUST_LINE (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_trust_line_class_init (NordTrustLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nord_trust_line_dispose;
  object_class->finalize = nord_trust_line_finalize;
  object_class->get_property = nord_trust_line_get_property;
  object_class->set_property = nord_trust_line_set_property;

  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, NORD_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/widgets/trust-line.ui");
  gtk_widget_class_bind_template_child (widget_class, NordTrustLine, label);
}

static void
nord_trust_line_init (NordTrustLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
nord_trust_line_set_document (NordTrustLine *self, NordDocument *document)
{
  g_return_if_fail (NORD_IS_TRUST_LINE (self));
  g_return_if_fail (document == NULL || NORD_IS_DOCUMENT (document));

  if (document == self->document)
    return;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  g_clear_pointer (&self->failure, g_free);
  if (document != NULL) {
    g_signal_connect_swapped (document, "notify::saved-at", G_CALLBACK (on_saved), self);
    g_signal_connect_swapped (document, "notify::busy", G_CALLBACK (on_busy_changed), self);
    g_signal_connect_swapped (document, "notify::read-only", G_CALLBACK (update), self);
    g_signal_connect_swapped (document, "failed", G_CALLBACK (on_failed), self);
  }
  on_busy_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}
