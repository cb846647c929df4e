/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the register says of one project, and which ideas belong to it. */
#include "ui/collect/project-card.h"

#include "core/model/register.h"
#include "ui/collect/history-row.h"
#include "ui/collect/project-links.h"
#include "ui/map/project-sign.h"
#include "ui/widgets/plain-text.h"
#include "ui/widgets/state-words.h"
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

struct _NordProjectCard {
  AdwBin parent_instance;

  NordSession *session;   /* (owned) (nullable) */
  NordDocument *document; /* (owned) (nullable) whose changes are followed */
  NordProject *project;   /* (owned) (nullable) */

  GtkLabel *heading;
  GtkWidget *sample;
  GtkImage *sign;
  GtkWidget *scrolled;
  GtkLabel *title;
  GtkLabel *body;
  AdwActionRow *state;
  AdwActionRow *topic;
  AdwActionRow *place;
  GtkWidget *show_button;
  GtkMenuButton *place_button;
  GMenuModel *put_menu;
  GMenuModel *move_menu;
  GtkWidget *edit_button;
  GtkWidget *remove_button;
  AdwActionRow *cost;
  AdwActionRow *page;
  AdwActionRow *source;
  NordProjectLinks *links;
  NordHistoryRow *history;
};

G_DEFINE_FINAL_TYPE (NordProjectCard, nord_project_card, ADW_TYPE_BIN)

enum { CLOSED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
get (NordProjectCard *self, guint field)
{
  const char *text = nord_record_get_text (NORD_RECORD (self->project), field);

  return text != NULL && *text != '\0' ? text : NULL;
}

/* As exact as it is known. */
static char *
say_date (const char *date)
{
  g_autoptr (GDateTime) day = NULL;
  int year, month = 1, dom = 1, n;

  n = sscanf (date, "%4d-%2d-%2d", &year, &month, &dom);
  if (n < 1)
    return g_strdup (date);
  day = g_date_time_new_utc (year, n > 1 ? month : 1, n > 2 ? dom : 1, 12, 0, 0);
  if (day == NULL)
    return g_strdup (date);
  return g_date_time_format (day, n > 2   ? C_ ("project", "%B %-e, %Y")
                                  : n > 1 ? C_ ("project", "%B %Y")
                                          : "%Y");
}

static void
add_date (NordProjectCard *self, GString *to, const char *words, guint field)
{
  const char *date = get (self, field);
  g_autofree char *said = date != NULL ? say_date (date) : NULL;

  if (said != NULL)
    g_string_append_printf (to, "\n%s %s", words, said);
}

/* A row is there only where there is something to say. */
static void
set_row (AdwActionRow *row, const char *title, const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL);
  if (text != NULL)
    nord_plain_set_row (row, title, text);
}

static void
allow_writing (NordProjectCard *self)
{
  gboolean read_only = TRUE, placed;

  if (self->document != NULL)
    g_object_get (self->document, "read-only", &read_only, NULL);
  placed = self->project != NULL &&
           nord_record_get_shape (NORD_RECORD (self->project), NORD_PROJECT_SHAPE) != NULL;
  gtk_widget_set_visible (self->edit_button, !read_only);
  gtk_widget_set_visible (self->remove_button, !read_only);
  gtk_widget_set_visible (GTK_WIDGET (self->place_button), !read_only);
  gtk_menu_button_set_menu_model (self->place_button, placed ? self->move_menu : self->put_menu);
}

static void
fill (NordProjectCard *self)
{
  NordRecord *record = NORD_RECORD (self->project);
  const NordProjectState state = nord_project_get_state (record);
  const NordCategory *category = NULL;
  g_autoptr (GString) dates = NULL;
  g_autofree char *heading = NULL, *cost = NULL;
  g_autoptr (GdkTexture) sign = NULL;
  const char *number = get (self, NORD_PROJECT_NUMBER), *district, *page;

  heading = g_strdup_printf (_ ("Project %s"), number != NULL ? number : "");
  gtk_label_set_text (self->heading, heading);
  gtk_widget_set_visible (self->sample, nord_record_get_boolean (record, NORD_PROJECT_SAMPLE));
  sign = nord_project_sign_make_texture (state, 28, 2);
  gtk_image_set_from_paintable (self->sign, GDK_PAINTABLE (sign));
  gtk_label_set_text (self->title, get (self, NORD_PROJECT_TITLE) ? get (self, NORD_PROJECT_TITLE)
                                                                  : _ ("Project without a title"));
  gtk_label_set_text (self->body,
                      get (self, NORD_PROJECT_BODY) ? get (self, NORD_PROJECT_BODY) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->body), get (self, NORD_PROJECT_BODY) != NULL);
  dates = g_string_new (nord_state_words_get_project (nord_project_state_get_id (state)));
  add_date (self, dates, _ ("Registered:"), NORD_PROJECT_REGISTERED_ON);
  add_date (self, dates, _ ("Started:"), NORD_PROJECT_STARTED_ON);
  add_date (self, dates, state == NORD_PROJECT_STOPPED ? _ ("Stopped:") : _ ("Finished:"),
            NORD_PROJECT_ENDED_ON);
  nord_plain_set_row (self->state, _ ("State"), dates->str);
  if (get (self, NORD_PROJECT_CATEGORY) != NULL)
    category = nord_programme_find_category (nord_session_get_programme (self->session),
                                             get (self, NORD_PROJECT_CATEGORY));
  set_row (self->topic, _ ("Topic"), category != NULL ? category->title : NULL);
  district = get (self, NORD_PROJECT_DISTRICT);
  gtk_widget_set_visible (self->show_button,
                          nord_record_get_shape (record, NORD_PROJECT_SHAPE) != NULL);
  nord_plain_set_row (self->place, _ ("Place"),
                      district != NULL                             ? district
                      : gtk_widget_get_visible (self->show_button) ? _ ("On the map")
                                                                   : _ ("Not on the Map"));
  if (nord_record_peek (record, NORD_PROJECT_COST)->kind == NORD_VALUE_INTEGER)
    /* Translators: a sum of money in whole euros, grouped as the language does. */
    cost =
      g_strdup_printf (_ ("€%'ld"), (long) nord_record_get_integer (record, NORD_PROJECT_COST));
  set_row (self->cost, _ ("Cost"), cost);
  page = get (self, NORD_PROJECT_URL);
  set_row (self->page, _ ("Web Page"), page);
  set_row (self->source, _ ("From the List"), get (self, NORD_PROJECT_SOURCE));
  nord_project_links_show (self->links, self->session, record);
  nord_history_row_show (self->history, self->document, record);
  allow_writing (self);
}

static void
on_document_changed (NordProjectCard *self)
{
  const char *id = self->project != NULL ? nord_record_get_id (NORD_RECORD (self->project)) : NULL;

  if (id == NULL)
    return;
  if (nord_document_lookup (self->document, id) == NULL)
    g_signal_emit (self, signals[CLOSED], 0);
  else
    fill (self);
}

static void
on_document_set (NordProjectCard *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  nord_project_card_show (self, NULL);
  g_set_object (&self->document, nord_session_get_document (self->session));
  if (self->document != NULL) {
    g_signal_connect_object (self->document, "changed", G_CALLBACK (on_document_changed), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->document, "notify::read-only", G_CALLBACK (allow_writing), self,
                             G_CONNECT_SWAPPED);
  }
}

static void
on_close (NordProjectCard *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static gboolean
on_key (GtkEventControllerKey *keys,
        guint key,
        guint code,
        GdkModifierType state,
        NordProjectCard *self)
{
  if (key == GDK_KEY_F2)
    return gtk_widget_activate_action (GTK_WIDGET (self), "register.edit", NULL);
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  on_close (self);
  return GDK_EVENT_STOP;
}

/* Only what an import let through as an address: others never come here, except by other hands. */
static void
on_open (NordProjectCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *page = self->project != NULL ? get (self, NORD_PROJECT_URL) : NULL;

  if (page != NULL && (g_ascii_strncasecmp (page, "https://", 8) == 0 ||
                       g_ascii_strncasecmp (page, "http://", 7) == 0))
    gtk_show_uri (GTK_WINDOW (root), page, GDK_CURRENT_TIME);
}

static void
nord_project_card_dispose (GObject *object)
{
  NordProjectCard *self = NORD_PROJECT_CARD (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->project);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nord_project_card_parent_class)->dispose (object);
}

static void
nord_project_card_class_init (NordProjectCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_project_card_dispose;
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (NORD_TYPE_HISTORY_ROW);
  g_type_ensure (NORD_TYPE_PROJECT_LINKS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/collect/project-card.ui");
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, heading);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, sample);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, sign);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, scrolled);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, title);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, body);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, state);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, topic);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, place);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, show_button);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, place_button);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, put_menu);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, move_menu);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, edit_button);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, remove_button);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, history);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, cost);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, page);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, source);
  gtk_widget_class_bind_template_child (widget_class, NordProjectCard, links);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, on_close);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
}

static void
nord_project_card_init (NordProjectCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
nord_project_card_set_session (NordProjectCard *self, NordSession *session)
{
  g_return_if_fail (NORD_IS_PROJECT_CARD (self) && NORD_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
  on_document_set (self);
}

void
nord_project_card_show (NordProjectCard *self, NordProject *project)
{
  g_return_if_fail (NORD_IS_PROJECT_CARD (self));
  if (!g_set_object (&self->project, project) || project == NULL)
    return;
  fill (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (
                              GTK_SCROLLED_WINDOW (self->scrolled)),
                            0);
}

NordProject *
nord_project_card_get (NordProjectCard *self)
{
  g_return_val_if_fail (NORD_IS_PROJECT_CARD (self), NULL);
  return self->project;
}
