/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The page where ideas are collected: the map, the list beside it, the card of the selected one. */
#include "ui/collect/collect-page.h"

#include "core/geo/finder.h"
#include "core/model/idea.h"
#include "core/model/register.h"
#include "ui/collect/draft-box.h"
#include "ui/collect/drawing.h"
#include "ui/collect/idea-card.h"
#include "ui/collect/idea-list.h"
#include "ui/collect/photo-strip.h"
#include "ui/collect/register-desk.h"
#include "ui/collect/tool-bar.h"
#include "ui/map/map-view.h"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

struct _NordCollectPage {
  NordPage parent_instance;

  AdwFlap *list_flap;
  AdwFlap *card_flap;
  NordIdeaList *list;
  NordIdeaCard *card;
  NordMapView *map;
  NordToolBar *tools;
  GtkWidget *list_button;
  GtkStack *lists; /* of ideas, of projects */
  GtkStack *cards; /* likewise */

  NordRegisterDesk *desk; /* (owned) (nullable) gone with the map */
  NordDrawing *drawing;   /* (owned) (nullable) gone with the map */
  NordDraftBox *drafts;   /* (owned) (nullable) there with the session */
  NordDocument *document; /* (owned) (nullable) */
  gboolean keep_in_view;  /* the draft, when the map has its new size */
};

G_DEFINE_FINAL_TYPE (NordCollectPage, nord_collect_page, NORD_TYPE_PAGE)

enum { PROP_TOOL = 1, N_PROPS };
static GParamSpec *properties[N_PROPS];

static NordSession *
get_session (NordCollectPage *self)
{
  return nord_page_get_session (NORD_PAGE (self));
}

static NordIdea *
get_selected (NordCollectPage *self)
{
  const char *id = nord_session_get_selected (get_session (self));
  NordRecord *record = id && self->document ? nord_document_lookup (self->document, id) : NULL;

  return record && NORD_IS_IDEA (record) ? NORD_IDEA (record) : NULL;
}

static gboolean
is_read_only (NordCollectPage *self)
{
  gboolean read_only = TRUE;

  if (self->document)
    g_object_get (self->document, "read-only", &read_only, NULL);
  return read_only;
}

static void
focus_map (NordCollectPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

/* A card or a list over the whole map would hide what is to be drawn on. */
static void
on_tool_taken (NordCollectPage *self)
{
  if (!g_str_equal (nord_drawing_get_tool (self->drawing), "select")) {
    if (adw_flap_get_folded (self->card_flap))
      adw_flap_set_reveal_flap (self->card_flap, FALSE);
    if (adw_flap_get_folded (self->list_flap))
      adw_flap_set_reveal_flap (self->list_flap, FALSE);
    /* What the tool draws on, also by keys. */
    focus_map (self);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOOL]);
}

/* --- Drafts --------------------------------------------------------------------------------------
 */

static void
show_drafts (NordCollectPage *self)
{
  NordDraft *shown = nord_idea_card_get_draft (self->card);
  guint n = 0;
  const char *title = NULL;

  for (guint i = 0; i < nord_draft_box_get_n (self->drafts); i++) {
    const NordDraft *draft = nord_draft_box_get (self->drafts, i);

    if (draft == shown && adw_flap_get_reveal_flap (self->card_flap))
      continue;
    n++;
    title = draft->title;
  }
  nord_idea_list_show_drafts (self->list, n, title);
}

static void
on_draft_changed (NordCollectPage *self)
{
  NordDraft *draft = nord_idea_card_get_draft (self->card);

  if (draft)
    nord_idea_layer_set_draft (nord_map_view_get_idea_layer (self->map), draft->shape,
                               draft->category);
  nord_draft_box_keep_soon (self->drafts);
}

static void
show_card (NordCollectPage *self, gboolean shown)
{
  NordDraft *draft = shown ? nord_idea_card_get_draft (self->card) : NULL;

  adw_flap_set_reveal_flap (self->card_flap, shown);
  nord_idea_layer_set_draft (nord_map_view_get_idea_layer (self->map), draft ? draft->shape : NULL,
                             draft ? draft->category : NULL);
  show_drafts (self);
}

static void
open_draft (NordCollectPage *self, NordDraft *draft)
{
  nord_session_select (get_session (self), NULL);
  gtk_stack_set_visible_child_name (self->cards, "ideas");
  nord_idea_card_show_draft (self->card, draft);
  /* The card takes room from the map. */
  self->keep_in_view = TRUE;
  show_card (self, TRUE);
  nord_idea_card_focus_title (self->card);
}

/* (transfer none) @shape; kept before anything else happens. */
static void
begin_draft (NordCollectPage *self, NordShape *shape)
{
  const NordLanguage *language =
    nord_programme_get_n_languages (nord_session_get_programme (get_session (self))) > 0
      ? nord_programme_get_language (nord_session_get_programme (get_session (self)), 0)
      : NULL;
  const char *category = nord_session_get_category (get_session (self));
  NordDraft *draft = nord_draft_new (shape, language ? language->id : NULL);

  /* Who looks at one topic only is most likely collecting for it. */
  if (category &&
      nord_programme_find_category (nord_session_get_programme (get_session (self)), category))
    draft->category = g_strdup (category);
  nord_draft_box_add (self->drafts, draft);
  open_draft (self, draft);
}

static void
drop_draft (NordCollectPage *self, NordDraft *draft)
{
  nord_idea_card_show_idea (self->card, NULL);
  nord_draft_box_remove (self->drafts, draft);
}

/* What was written is no idea of its own, but more of one that is there. */
static void
on_draft_joined (NordCollectPage *self, const char *id)
{
  NordDraft *draft = nord_idea_card_get_draft (self->card);
  NordRecord *idea = nord_document_lookup (nord_page_get_document (NORD_PAGE (self)), id);
  g_autofree char *target = g_strdup (id);

  if (draft == NULL || idea == NULL)
    return;
  if (!nord_session_apply (get_session (self), nord_draft_make_addition (draft, idea),
                           _ ("Added to the idea that was there")))
    return;
  drop_draft (self, draft);
  nord_session_reveal (get_session (self), target);
}

/* @project: (nullable) what it belongs to from the start. */
static void
on_draft_done (NordCollectPage *self, const char *project)
{
  NordDraft *draft = nord_idea_card_get_draft (self->card);
  g_autofree char *id = NULL;
  NordChangeSet *set;
  NordChange *change;

  if (draft == NULL)
    return;
  if (nord_draft_is_empty (draft)) {
    nord_session_notify (get_session (self), _ ("Write a title or a text first"), FALSE);
    nord_idea_card_focus_title (self->card);
    return;
  }
  id = g_strdup (draft->id);
  change = nord_draft_make_idea (draft);
  if (nord_session_get_step (get_session (self)))
    nord_change_set_text (change, NORD_IDEA_STEP, nord_session_get_step (get_session (self)));
  set = nord_change_set_group_new (_ ("Add the Idea"));
  nord_change_set_group_add (set, change);
  if (project)
    nord_register_link (set, id, project);
  if (!nord_session_apply (get_session (self), set,
                           project ? _ ("Idea linked with the project") : NULL))
    return;
  /* Only now: until COMMIT has returned, the draft is what there is. */
  drop_draft (self, draft);
  nord_session_select (get_session (self), id);
  focus_map (self);
}

static void
on_closed (NordCollectPage *self)
{
  NordDraft *draft = nord_idea_card_get_draft (self->card);

  nord_idea_card_commit (self->card);
  if (draft && nord_draft_is_empty (draft))
    drop_draft (self, draft);
  else
    nord_draft_box_keep_now (self->drafts);
  nord_idea_card_show_idea (self->card, NULL);
  show_card (self, FALSE);
  nord_session_select (get_session (self), NULL);
  focus_map (self);
}

static void
on_shape_stored (NordCollectPage *self)
{
  adw_flap_set_reveal_flap (self->card_flap, !adw_flap_get_folded (self->card_flap));
}

/* --- Selection -----------------------------------------------------------------------------------
 */

static void
on_selection_changed (NordCollectPage *self)
{
  NordIdea *idea = get_selected (self);

  if (nord_register_desk_takes_selection (self->desk))
    return;
  if (idea) {
    nord_draft_box_keep_now (self->drafts);
    nord_idea_card_show_idea (self->card, idea);
    show_card (self, TRUE);
  } else if (nord_idea_card_get_draft (self->card) == NULL) {
    nord_idea_card_show_idea (self->card, NULL);
    show_card (self, FALSE);
  }
}

/* A list over the map gives way to what was chosen in it. */
static void
on_reveal (NordCollectPage *self)
{
  if (adw_flap_get_folded (self->list_flap))
    adw_flap_set_reveal_flap (self->list_flap, FALSE);
}

static void
on_opened (NordCollectPage *self, const char *id)
{
  nord_session_reveal (get_session (self), id);
  show_card (self, TRUE);
  nord_idea_card_focus_title (self->card);
}

/* What cannot be kept is not begun either. */
static void
allow_writing (NordCollectPage *self)
{
  static const char *const writing[] = {"collect.add", "collect.tool"};

  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), writing[i], !is_read_only (self));
}

/* A project's card stands where an idea's would; the draft that stood there is kept. */
static void
on_project_opened (NordCollectPage *self, gboolean shown)
{
  nord_draft_box_keep_now (self->drafts);
  nord_idea_card_show_idea (self->card, NULL);
  show_card (self, shown);
}

static void
on_document_set (NordCollectPage *self)
{
  /* The card must let go of a draft before it is freed. */
  nord_idea_card_show_idea (self->card, NULL);
  nord_drawing_take (self->drawing, "select");
  g_set_object (&self->document, nord_session_get_document (get_session (self)));
  if (self->document)
    g_signal_connect_object (self->document, "notify::read-only", G_CALLBACK (allow_writing), self,
                             G_CONNECT_SWAPPED);
  allow_writing (self);
  nord_draft_box_set_document (self->drafts, self->document);
  nord_map_view_set_ideas (self->map, nord_idea_list_get_filtered (self->list));
  show_card (self, FALSE);
}

/* --- Actions -------------------------------------------------------------------------------------
 */

static void
on_add (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordCollectPage *self = NORD_COLLECT_PAGE (widget);

  if (self->document == NULL || is_read_only (self))
    return;
  nord_drawing_take (self->drawing, "select");
  begin_draft (self, NULL);
}

static void
on_resume (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordCollectPage *self = NORD_COLLECT_PAGE (widget);
  guint n = nord_draft_box_get_n (self->drafts);

  if (n > 0)
    open_draft (self, nord_draft_box_get (self->drafts, n - 1));
}

static void
on_discard (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordCollectPage *self = NORD_COLLECT_PAGE (widget);
  NordDraft *draft = nord_idea_card_get_draft (self->card);

  if (draft == NULL)
    return;
  drop_draft (self, draft);
  show_card (self, FALSE);
  focus_map (self);
}

static void
on_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordCollectPage *self = NORD_COLLECT_PAGE (widget);
  NordIdea *idea = get_selected (self);

  if (idea == NULL || is_read_only (self))
    return;
  nord_idea_card_commit (self->card);
  nord_session_apply (get_session (self), nord_photo_strip_make_deletion (self->document, idea),
                      _ ("Idea deleted"));
}

static void
on_show (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordCollectPage *self = NORD_COLLECT_PAGE (widget);
  NordDraft *draft = nord_idea_card_get_draft (self->card);
  NordIdea *idea = get_selected (self);
  NordShape *shape = draft  ? draft->shape
                     : idea ? nord_record_get_shape (NORD_RECORD (idea), NORD_IDEA_SHAPE)
                            : NULL;
  NordBounds bounds;

  if (shape == NULL)
    return;
  if (adw_flap_get_folded (self->card_flap))
    adw_flap_set_reveal_flap (self->card_flap, FALSE);
  bounds = nord_shape_get_bounds (shape);
  nord_map_view_show_bounds (self->map, &bounds, TRUE);
}

static void
on_place (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordCollectPage *self = NORD_COLLECT_PAGE (widget);
  NordIdea *idea = get_selected (self);

  if (idea == NULL)
    return;
  nord_drawing_place (self->drawing, nord_record_get_id (NORD_RECORD (idea)), "pin");
}

static void
on_tool_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nord_drawing_step (NORD_COLLECT_PAGE (widget)->drawing, name + strlen ("collect."));
}

/* Where an idea without a place is open, the place is for it. */
static void
on_place_chosen (NordCollectPage *self, const NordFound *found)
{
  NordDraft *draft = nord_idea_card_get_draft (self->card);
  NordIdea *idea = get_selected (self);
  g_autoptr (NordShape) spot = NULL;

  if (is_read_only (self))
    return;
  spot = nord_shape_new_point (found->lon, found->lat);
  if (draft && draft->shape == NULL) {
    draft->shape = nord_shape_ref (spot);
    nord_idea_card_show_draft (self->card, draft);
    on_draft_changed (self);
  } else if (draft == NULL && idea &&
             nord_record_get_shape (NORD_RECORD (idea), NORD_IDEA_SHAPE) == NULL) {
    nord_drawing_put (self->drawing, nord_record_get_id (NORD_RECORD (idea)), spot);
  }
}

static void
on_list_wanted (NordCollectPage *self)
{
  adw_flap_set_reveal_flap (self->list_flap, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/* Also while the card has the focus. */
static void
on_find_place (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordCollectPage *self = NORD_COLLECT_PAGE (widget);

  /* With little room the list and the card lie over the field. */
  if (adw_flap_get_folded (self->list_flap))
    adw_flap_set_reveal_flap (self->list_flap, FALSE);
  if (adw_flap_get_folded (self->card_flap))
    adw_flap_set_reveal_flap (self->card_flap, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self->map), "map.find-place", NULL);
}

static void
on_toggle_list (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordCollectPage *self = NORD_COLLECT_PAGE (widget);

  adw_flap_set_reveal_flap (self->list_flap, !adw_flap_get_reveal_flap (self->list_flap));
}

static gboolean
on_map_key (GtkEventControllerKey *keys,
            guint key,
            guint code,
            GdkModifierType state,
            NordCollectPage *self)
{
  NordTool *tool = nord_map_view_get_tool (self->map);

  if (key == GDK_KEY_z && (state & GDK_CONTROL_MASK) && !(state & GDK_SHIFT_MASK) && tool &&
      nord_tool_can_go_back (tool))
    return nord_tool_go_back (tool);
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (nord_drawing_press_key (self->drawing, key, state))
    return GDK_EVENT_STOP;
  if (tool)
    return GDK_EVENT_PROPAGATE;
  switch (key) {
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
    if (get_selected (self) == NULL)
      return GDK_EVENT_PROPAGATE;
    nord_idea_card_focus_title (self->card);
    return GDK_EVENT_STOP;
  case GDK_KEY_Escape:
    if (!adw_flap_get_reveal_flap (self->card_flap))
      return GDK_EVENT_PROPAGATE;
    on_closed (self);
    return GDK_EVENT_STOP;
  case GDK_KEY_Delete:
  case GDK_KEY_KP_Delete:
    gtk_widget_activate_action (GTK_WIDGET (self), "collect.delete", NULL);
    return GDK_EVENT_STOP;
  case GDK_KEY_n:
  case GDK_KEY_p:
    nord_idea_list_step (self->list, key == GDK_KEY_n ? 1 : -1);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static void
on_extent_changed (NordCollectPage *self)
{
  nord_tool_bar_set_room (self->tools, gtk_widget_get_width (GTK_WIDGET (self->map)));
  if (self->keep_in_view) {
    const NordDraft *draft = nord_idea_card_get_draft (self->card);

    self->keep_in_view = FALSE;
    if (draft && draft->shape) {
      NordBounds bounds = nord_shape_get_bounds (draft->shape);

      nord_map_view_reveal_bounds (self->map, &bounds, FALSE);
    }
  }
}

static void
nord_collect_page_set_session (NordPage *page, NordSession *session)
{
  NordCollectPage *self = NORD_COLLECT_PAGE (page);

  NORD_PAGE_CLASS (nord_collect_page_parent_class)->set_session (page, session);
  self->drafts = nord_draft_box_new (session);
  nord_idea_list_set_session (self->list, session);
  nord_idea_card_set_session (self->card, session, nord_idea_list_get_search (self->list));
  nord_map_view_set_session (self->map, session);
  nord_drawing_set_session (self->drawing, session, nord_idea_list_get_filtered (self->list));
  nord_register_desk_set_session (self->desk, session);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "reveal", G_CALLBACK (on_reveal), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "extent-changed", G_CALLBACK (on_extent_changed), self,
                           G_CONNECT_SWAPPED);
  on_document_set (self);
}

static void
nord_collect_page_deactivate (NordPage *page)
{
  NordCollectPage *self = NORD_COLLECT_PAGE (page);

  nord_idea_card_commit (self->card);
  nord_draft_box_keep_now (self->drafts);
  NORD_PAGE_CLASS (nord_collect_page_parent_class)->deactivate (page);
}

static GPtrArray *
nord_collect_page_list_panes (NordPage *page)
{
  NordCollectPage *self = NORD_COLLECT_PAGE (page);
  GPtrArray *panes = g_ptr_array_new ();

  if (adw_flap_get_reveal_flap (self->list_flap))
    g_ptr_array_add (panes, gtk_stack_get_visible_child (self->lists));
  g_ptr_array_add (panes, self->map);
  if (adw_flap_get_reveal_flap (self->card_flap))
    g_ptr_array_add (panes, gtk_stack_get_visible_child (self->cards));
  return panes;
}

static void
nord_collect_page_dispose (GObject *object)
{
  NordCollectPage *self = NORD_COLLECT_PAGE (object);

  g_clear_object (&self->drawing);
  g_clear_object (&self->desk);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (nord_collect_page_parent_class)->dispose (object);
}

static void
nord_collect_page_finalize (GObject *object)
{
  NordCollectPage *self = NORD_COLLECT_PAGE (object);

  g_clear_pointer (&self->drafts, nord_draft_box_free);
  G_OBJECT_CLASS (nord_collect_page_parent_class)->finalize (object);
}

static void
nord_collect_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_TOOL:
    g_value_set_string (value, nord_drawing_get_tool (NORD_COLLECT_PAGE (object)->drawing));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_collect_page_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  NordCollectPage *self = NORD_COLLECT_PAGE (object);

  switch (prop_id) {
  case PROP_TOOL:
    nord_drawing_take (self->drawing, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_collect_page_class_init (NordCollectPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NordPageClass *page_class = NORD_PAGE_CLASS (klass);

  object_class->dispose = nord_collect_page_dispose;
  object_class->finalize = nord_collect_page_finalize;
  object_class->get_property = nord_collect_page_get_property;
  object_class->set_property = nord_collect_page_set_property;
  page_class->set_session = nord_collect_page_set_session;
  page_class->deactivate = nord_collect_page_deactivate;
  page_class->list_panes = nord_collect_page_list_panes;

  properties[PROP_TOOL] =
    g_param_spec_string ("tool", NULL, NULL, "select",
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_property_action (widget_class, "collect.tool", "tool");
  gtk_widget_class_install_action (widget_class, "collect.add", NULL, on_add);
  gtk_widget_class_install_action (widget_class, "collect.resume", NULL, on_resume);
  gtk_widget_class_install_action (widget_class, "collect.discard", NULL, on_discard);
  gtk_widget_class_install_action (widget_class, "collect.delete", NULL, on_delete);
  gtk_widget_class_install_action (widget_class, "collect.show", NULL, on_show);
  gtk_widget_class_install_action (widget_class, "collect.place", NULL, on_place);
  gtk_widget_class_install_action (widget_class, "collect.finish", NULL, on_tool_step);
  gtk_widget_class_install_action (widget_class, "collect.back", NULL, on_tool_step);
  gtk_widget_class_install_action (widget_class, "collect.cancel", NULL, on_tool_step);
  gtk_widget_class_install_action (widget_class, "collect.remove-vertex", NULL, on_tool_step);
  gtk_widget_class_install_action (widget_class, "page.toggle-list", NULL, on_toggle_list);
  gtk_widget_class_install_action (widget_class, "page.find-place", NULL, on_find_place);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "collect.add", NULL);

  g_type_ensure (NORD_TYPE_IDEA_CARD);
  g_type_ensure (NORD_TYPE_IDEA_LIST);
  g_type_ensure (NORD_TYPE_MAP_VIEW);
  g_type_ensure (NORD_TYPE_PROJECT_CARD);
  g_type_ensure (NORD_TYPE_PROJECT_LIST);
  g_type_ensure (NORD_TYPE_TOOL_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/collect/collect-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NordCollectPage, list_flap);
  gtk_widget_class_bind_template_child (widget_class, NordCollectPage, card_flap);
  gtk_widget_class_bind_template_child (widget_class, NordCollectPage, list);
  gtk_widget_class_bind_template_child (widget_class, NordCollectPage, card);
  gtk_widget_class_bind_template_child (widget_class, NordCollectPage, map);
  gtk_widget_class_bind_template_child (widget_class, NordCollectPage, list_button);
  gtk_widget_class_bind_template_child (widget_class, NordCollectPage, lists);
  gtk_widget_class_bind_template_child (widget_class, NordCollectPage, cards);
  gtk_widget_class_bind_template_callback (widget_class, on_draft_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_draft_done);
  gtk_widget_class_bind_template_callback (widget_class, on_draft_joined);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_opened);
  gtk_widget_class_bind_template_callback (widget_class, on_map_key);
}

static void
nord_collect_page_init (NordCollectPage *self)
{
  self->tools = g_object_new (NORD_TYPE_TOOL_BAR, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_halign (GTK_WIDGET (self->tools), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->tools), GTK_ALIGN_END);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->tools), 32);
  nord_map_view_offer_layers (self->map);
  nord_map_view_add_bar (self->map, GTK_WIDGET (self->tools));
  self->drawing = nord_drawing_new (self->map, self->tools);
  self->desk = nord_register_desk_new (self->lists, self->cards, self->map, self->drawing);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "register",
                                  nord_register_desk_get_actions (self->desk));
  g_signal_connect_object (self->desk, "opened", G_CALLBACK (on_project_opened), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "draw",
                                  nord_drawing_get_actions (self->drawing));
  g_signal_connect_object (self->drawing, "taken", G_CALLBACK (on_tool_taken), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drawing, "drawn", G_CALLBACK (begin_draft), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drawing, "stored", G_CALLBACK (on_shape_stored), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "place-chosen", G_CALLBACK (on_place_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "list-wanted", G_CALLBACK (on_list_wanted), self,
                           G_CONNECT_SWAPPED);
  nord_map_view_add_corner (self->map, self->list_button);
}
