/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The tool in hand where ideas are collected, and for which idea or project it draws. */
#include "ui/collect/drawing.h"

#include "core/document/split.h"
#include "core/geo/districts.h"
#include "core/model/idea.h"
#include "core/model/layer-feature.h"
#include "core/model/layer.h"
#include "core/model/project.h"
#include "config.h"

#include <glib/gi18n.h>

#define MAX_SNAP 2000 /* ideas that points cling to at a time, and parts of plans */

struct _NordDrawing {
  GObject parent_instance;

  NordMapView *map;            /* (unowned) */
  NordToolBar *tools;          /* (unowned) */
  NordSession *session;        /* (owned) (nullable) */
  char *tool;                  /* (owned) select, pin, line, area, edit */
  char *target;                /* (owned) (nullable) id of what is drawn for */
  GSimpleActionGroup *actions; /* (owned) */
  GSettings *settings;         /* (owned) */
  NordStreetGuide *guide;      /* (owned) */
  GListModel *ideas;           /* (owned) (nullable) (element-type NordIdea) shown on the map */
  NordSnap *snap;              /* (owned) */
  NordBounds known;            /* what the ideas in snap are of */
  gboolean follow;
};

G_DEFINE_FINAL_TYPE (NordDrawing, nord_drawing, G_TYPE_OBJECT)

enum { TAKEN, DRAWN, STORED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* (nullable) an idea or a project. */
static NordRecord *
find_target (NordDrawing *self, const char *id)
{
  NordDocument *document = self->session ? nord_session_get_document (self->session) : NULL;
  NordRecord *record = id && document ? nord_document_lookup (document, id) : NULL;

  return record && (NORD_IS_IDEA (record) || NORD_IS_PROJECT (record)) ? record : NULL;
}

static gboolean
is_read_only (NordDrawing *self)
{
  NordDocument *document = self->session ? nord_session_get_document (self->session) : NULL;
  gboolean read_only = TRUE;

  if (document)
    g_object_get (document, "read-only", &read_only, NULL);
  return read_only;
}

static guint
get_shape_field (NordRecord *target)
{
  return NORD_IS_IDEA (target) ? NORD_IDEA_SHAPE : NORD_PROJECT_SHAPE;
}

/* Where the register does not tell the district of a project, its place does. */
static void
set_district (NordChange *change, NordRecord *project, NordShape *shape)
{
  const char *known = nord_record_get_text (project, NORD_PROJECT_DISTRICT);
  g_autoptr (NordDistricts) districts = NULL;
  const NordDistrict *district;

  if (known && *known)
    return;
  districts = nord_districts_new_default ();
  district = nord_districts_locate (districts, NORD_DISTRICT_CITY, shape);
  if (district)
    nord_change_set_text (change, NORD_PROJECT_DISTRICT, district->name);
}

static void
store_shape (NordDrawing *self, NordRecord *target, NordShape *shape, const char *label)
{
  g_autoptr (NordChangeSet) set = NULL;
  NordChange *change;

  if (nord_shape_equal (nord_record_get_shape (target, get_shape_field (target)), shape))
    return;
  change = nord_change_new_update (target);
  nord_change_set_shape (change, get_shape_field (target), shape);
  if (NORD_IS_PROJECT (target))
    set_district (change, target, shape);
  set = nord_change_set_group_new (label);
  nord_change_set_group_add (set, change);
  nord_session_apply (self->session, g_steal_pointer (&set), NULL);
}

/* --- What points cling to ------------------------------------------------------------------------
 */

/* (transfer full) (element-type utf8): the own layers that the map shows, by id. */
static GHashTable *
list_shown (NordDocument *document)
{
  GHashTable *shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *layers = nord_document_get_list (document, NORD_NOUN_LAYER);

  for (guint i = 0; i < g_list_model_get_n_items (layers); i++) {
    g_autoptr (NordRecord) layer = g_list_model_get_item (layers, i);

    if (nord_record_get_boolean (layer, NORD_LAYER_SHOWN))
      g_hash_table_add (shown, g_strdup (nord_record_get_id (layer)));
  }
  return shown;
}

/* Adds the shapes of @records in view and around it: ideas, or with @layers what these consist of.
 * Of very many the first will do: where thousands lie, all is near. */
static void
add_to_snap (NordDrawing *self, GListModel *records, guint field, GHashTable *layers)
{
  guint n = g_list_model_get_n_items (records), added = 0;

  for (guint i = 0; i < n && added < MAX_SNAP; i++) {
    g_autoptr (NordRecord) record = g_list_model_get_item (records, i);
    NordShape *shape = nord_record_get_shape (record, field);
    NordBounds box;

    /* What is edited would cling to itself. */
    if (shape == NULL || g_strcmp0 (nord_record_get_id (record), self->target) == 0)
      continue;
    if (layers &&
        !g_hash_table_contains (layers, nord_record_get_text (record, NORD_LAYER_FEATURE_LAYER)))
      continue;
    box = nord_shape_get_bounds (shape);
    if (box.east < self->known.west || box.west > self->known.east ||
        box.north < self->known.south || box.south > self->known.north)
      continue;
    nord_snap_add (self->snap, shape, layers != NULL);
    added++;
  }
}

static void
fill_snap (NordDrawing *self, const NordBounds *seen)
{
  NordDocument *document = nord_session_get_document (self->session);
  g_autoptr (GHashTable) shown = list_shown (document);
  double width = seen->east - seen->west, height = seen->north - seen->south;

  self->known = (NordBounds){seen->west - width / 2, seen->south - height / 2,
                             seen->east + width / 2, seen->north + height / 2};
  nord_snap_clear (self->snap);
  add_to_snap (self, self->ideas, NORD_IDEA_SHAPE, NULL);
  if (g_hash_table_size (shown) > 0)
    add_to_snap (self, nord_document_get_list (document, NORD_NOUN_LAYER_FEATURE),
                 NORD_LAYER_FEATURE_SHAPE, shown);
}

/* Gives the tool what it may cling to and be led along, as far as the map shows it. */
static void
equip_tool (NordDrawing *self)
{
  NordTool *tool = nord_map_view_get_tool (self->map);
  NordBounds seen;

  if (tool == NULL || self->session == NULL || nord_session_get_document (self->session) == NULL)
    return;
  seen = nord_session_get_extent (self->session);
  nord_street_guide_show (self->guide, &seen);
  nord_snap_set_streets (self->snap, nord_street_guide_get_net (self->guide));
  if (seen.west < self->known.west || seen.east > self->known.east ||
      seen.south < self->known.south || seen.north > self->known.north)
    fill_snap (self, &seen);
  nord_tool_set_snap (tool, g_settings_get_boolean (self->settings, "snap") ? self->snap : NULL);
  nord_tool_set_streets (tool, nord_street_guide_get_net (self->guide),
                         nord_street_guide_is_reading (self->guide));
}

static void
on_streets_read (NordDrawing *self)
{
  equip_tool (self);
}

static void
on_tool_changed (NordDrawing *self)
{
  static const char *const aids[] = {"none", "reshape", "cut", "hole"};
  NordTool *tool = nord_map_view_get_tool (self->map);
  GAction *aid = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "aid");

  g_simple_action_set_state (G_SIMPLE_ACTION (aid),
                             g_variant_new_string (aids[tool ? nord_tool_get_aid (tool) : 0]));
  nord_tool_bar_update (self->tools, tool);
}

static void
on_tool_refused (NordDrawing *self, int why)
{
  nord_session_notify (self->session, nord_tool_bar_explain (why), FALSE);
}

/* What was cut off becomes ideas that say and show the same, in one step with what stays. */
static void
store_parts (NordDrawing *self, NordRecord *idea, NordShape *shape, GPtrArray *rest)
{
  NordChangeSet *set = nord_split_idea (nord_session_get_document (self->session), idea, shape,
                                        rest, _ ("Split the Idea"));
  /* Translators: an idea was split into so many. */
  g_autofree char *told = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Split into %u idea",
                                                        "Split into %u ideas", rest->len + 1),
                                           rest->len + 1);

  nord_session_apply (self->session, set, told);
}

static void
on_tool_finished (NordDrawing *self, NordShape *shape)
{
  gboolean editing = g_str_equal (self->tool, "edit");
  NordRecord *target = find_target (self, self->target);
  NordTool *tool = nord_map_view_get_tool (self->map);
  GPtrArray *rest = tool ? nord_tool_get_rest (tool) : NULL;

  if (target && rest && rest->len > 0 && NORD_IS_PROJECT (target))
    nord_session_notify (self->session, _ ("A project is not split: its shape stays as it was"),
                         FALSE);
  else if (target && rest && rest->len > 0)
    store_parts (self, target, shape, rest);
  else if (target)
    store_shape (self, target, shape, editing ? _ ("Change the Shape") : _ ("Put on the Map"));
  nord_drawing_take (self, "select");
  if (target)
    g_signal_emit (self, signals[STORED], 0);
  else if (!editing)
    g_signal_emit (self, signals[DRAWN], 0, shape);
}

/* The shape in hand belongs to what was selected. */
static void
on_selection_changed (NordDrawing *self)
{
  if (g_str_equal (self->tool, "edit"))
    nord_drawing_take (self, "select");
}

/* Another idea may have come, be shown or hidden, or the one that is edited. */
static void
on_ideas_changed (NordDrawing *self)
{
  self->known = (NordBounds){0};
  equip_tool (self);
}

static void
on_document_set (NordDrawing *self)
{
  NordDocument *document = nord_session_get_document (self->session);

  self->known = (NordBounds){0};
  if (document)
    g_signal_connect_object (document, "changed", G_CALLBACK (on_ideas_changed), self,
                             G_CONNECT_SWAPPED);
}

static void
on_aid (GSimpleAction *action, GVariant *state, gpointer data)
{
  NordDrawing *self = data;
  NordTool *tool = nord_map_view_get_tool (self->map);
  const char *name = g_variant_get_string (state, NULL);
  NordAid aid = g_str_equal (name, "reshape") ? NORD_AID_RESHAPE
                : g_str_equal (name, "hole")  ? NORD_AID_HOLE
                : g_str_equal (name, "cut")   ? NORD_AID_CUT
                                              : NORD_AID_NONE;

  /* The tool tells what it took, and that is the state. */
  if (tool && nord_tool_is_resting (tool))
    nord_tool_set_aid (tool, aid);
}

static void
on_follow (GSimpleAction *action, GVariant *state, gpointer data)
{
  NordDrawing *self = data;
  NordTool *tool = nord_map_view_get_tool (self->map);

  self->follow = g_variant_get_boolean (state);
  g_simple_action_set_state (action, state);
  if (tool)
    nord_tool_set_following (tool, self->follow);
}

static void
on_snap_changed (NordDrawing *self)
{
  equip_tool (self);
}

static void
on_remove_hole (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordTool *tool = nord_map_view_get_tool (NORD_DRAWING (data)->map);

  if (tool)
    nord_tool_remove_hole (tool);
}

static void
nord_drawing_dispose (GObject *object)
{
  g_clear_object (&NORD_DRAWING (object)->session);
  g_clear_object (&NORD_DRAWING (object)->ideas);
  g_clear_object (&NORD_DRAWING (object)->actions);
  g_clear_object (&NORD_DRAWING (object)->settings);
  g_clear_object (&NORD_DRAWING (object)->guide);
  G_OBJECT_CLASS (nord_drawing_parent_class)->dispose (object);
}

static void
nord_drawing_finalize (GObject *object)
{
  NordDrawing *self = NORD_DRAWING (object);

  g_free (self->tool);
  g_free (self->target);
  nord_snap_free (self->snap);
  G_OBJECT_CLASS (nord_drawing_parent_class)->finalize (object);
}

static void
nord_drawing_class_init (NordDrawingClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_drawing_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_drawing_finalize;
  signals[TAKEN] =
    g_signal_new ("taken", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DRAWN] = g_signal_new ("drawn", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, NORD_TYPE_SHAPE);
  signals[STORED] =
    g_signal_new ("stored", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_drawing_init (NordDrawing *self)
{
  static const GActionEntry entries[] = {
    {"aid", NULL, "s", "'none'", on_aid},
    {"follow", NULL, NULL, "false", on_follow},
    {"remove-hole", on_remove_hole},
  };
  g_autoptr (GAction) snap = NULL;

  self->tool = g_strdup ("select");
  self->snap = nord_snap_new ();
  self->settings = g_settings_new (NORD_APP_ID);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  snap = g_settings_create_action (self->settings, "snap");
  g_action_map_add_action (G_ACTION_MAP (self->actions), snap);
  g_signal_connect_object (self->settings, "changed::snap", G_CALLBACK (on_snap_changed), self,
                           G_CONNECT_SWAPPED);
}

NordDrawing *
nord_drawing_new (NordMapView *map, NordToolBar *tools)
{
  NordDrawing *self = g_object_new (NORD_TYPE_DRAWING, NULL);

  self->map = map;
  self->tools = tools;
  self->guide = nord_street_guide_new (nord_map_view_get_base (map));
  g_signal_connect_object (self->guide, "changed", G_CALLBACK (on_streets_read), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (map, "tool-changed", G_CALLBACK (on_tool_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (map, "tool-finished", G_CALLBACK (on_tool_finished), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (map, "tool-refused", G_CALLBACK (on_tool_refused), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
nord_drawing_set_session (NordDrawing *self, NordSession *session, GListModel *ideas)
{
  g_return_if_fail (NORD_IS_DRAWING (self) && NORD_IS_SESSION (session));
  g_return_if_fail (self->session == NULL && G_IS_LIST_MODEL (ideas));
  self->session = g_object_ref (session);
  self->ideas = g_object_ref (ideas);
  g_signal_connect_object (ideas, "items-changed", G_CALLBACK (on_ideas_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "extent-changed", G_CALLBACK (equip_tool), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
  on_document_set (self);
}

void
nord_drawing_take (NordDrawing *self, const char *tool)
{
  static const struct {
    const char *name;
    NordToolKind kind;
  } kinds[] = {{"pin", NORD_TOOL_PIN}, {"line", NORD_TOOL_LINE}, {"area", NORD_TOOL_AREA}};
  g_autofree char *old = NULL;
  NordShape *shape = NULL;

  g_return_if_fail (NORD_IS_DRAWING (self) && tool != NULL);
  old = self->tool;
  g_clear_pointer (&self->target, g_free);
  if (is_read_only (self))
    tool = "select";
  if (g_str_equal (tool, "edit")) {
    const char *id = nord_session_get_selected (self->session);
    NordRecord *target = find_target (self, id);

    shape = target ? nord_record_get_shape (target, get_shape_field (target)) : NULL;
    if (shape)
      self->target = g_strdup (id);
    else {
      nord_session_notify (self->session, _ ("Select an idea on the map first"), FALSE);
      tool = "select";
    }
  }
  self->tool = g_strdup (tool);
  if (shape)
    nord_map_view_edit_shape (self->map, self->target, shape);
  else if (g_str_equal (tool, "select"))
    nord_map_view_drop_tool (self->map);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (g_str_equal (tool, kinds[i].name))
      nord_map_view_take_tool (self->map, kinds[i].kind);
  }
  self->known = (NordBounds){0};
  equip_tool (self);
  if (nord_map_view_get_tool (self->map) && !shape)
    nord_tool_set_following (nord_map_view_get_tool (self->map), self->follow);
  g_signal_emit (self, signals[TAKEN], 0);
}

void
nord_drawing_place (NordDrawing *self, const char *id, const char *tool)
{
  g_return_if_fail (NORD_IS_DRAWING (self) && id != NULL && tool != NULL);
  nord_drawing_take (self, tool);
  if (g_str_equal (self->tool, tool))
    self->target = g_strdup (id);
}

void
nord_drawing_put (NordDrawing *self, const char *id, NordShape *shape)
{
  NordRecord *target;

  g_return_if_fail (NORD_IS_DRAWING (self) && id != NULL && shape != NULL);
  target = find_target (self, id);
  if (target)
    store_shape (self, target, shape, _ ("Put on the Map"));
}

GActionGroup *
nord_drawing_get_actions (NordDrawing *self)
{
  g_return_val_if_fail (NORD_IS_DRAWING (self), NULL);
  return G_ACTION_GROUP (self->actions);
}

gboolean
nord_drawing_press_key (NordDrawing *self, guint key, GdkModifierType state)
{
  static const char *const tools[] = {"select", "pin", "line", "area", "edit"};
  static const struct {
    guint key;
    const char *aid;
  } aids[] = {{GDK_KEY_m, "none"}, {GDK_KEY_r, "reshape"}, {GDK_KEY_h, "hole"}, {GDK_KEY_t, "cut"}};
  static const struct {
    guint key;
    const char *step;
  } steps[] = {
    {GDK_KEY_Return, "finish"},        {GDK_KEY_KP_Enter, "finish"},
    {GDK_KEY_BackSpace, "back"},       {GDK_KEY_Escape, "cancel"},
    {GDK_KEY_Delete, "remove-vertex"}, {GDK_KEY_KP_Delete, "remove-vertex"},
  };
  NordTool *tool;

  g_return_val_if_fail (NORD_IS_DRAWING (self), FALSE);
  tool = nord_map_view_get_tool (self->map);
  if (key >= GDK_KEY_1 && key < GDK_KEY_1 + G_N_ELEMENTS (tools)) {
    nord_drawing_take (self, tools[key - GDK_KEY_1]);
    return TRUE;
  }
  if (tool == NULL)
    return FALSE;
  key = gdk_keyval_to_lower (key);
  for (gsize i = 0; i < G_N_ELEMENTS (aids); i++) {
    if (key == aids[i].key && nord_tool_can_aid (tool, NORD_AID_RESHAPE)) {
      g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "aid",
                                          g_variant_new_string (aids[i].aid));
      return TRUE;
    }
  }
  if (key == GDK_KEY_a || key == GDK_KEY_s) {
    g_action_group_activate_action (G_ACTION_GROUP (self->actions),
                                    key == GDK_KEY_a ? "follow" : "snap", NULL);
    return TRUE;
  }
  if ((key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete) && (state & GDK_SHIFT_MASK) &&
      nord_tool_remove_hole (tool))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (key == gdk_keyval_to_lower (steps[i].key)) {
      nord_drawing_step (self, steps[i].step);
      return TRUE;
    }
  return FALSE;
}

const char *
nord_drawing_get_tool (NordDrawing *self)
{
  g_return_val_if_fail (NORD_IS_DRAWING (self), NULL);
  return self->tool;
}

void
nord_drawing_step (NordDrawing *self, const char *step)
{
  NordTool *tool;

  g_return_if_fail (NORD_IS_DRAWING (self) && step != NULL);
  tool = nord_map_view_get_tool (self->map);
  if (tool == NULL)
    return;
  if (g_str_equal (step, "finish"))
    nord_tool_finish (tool);
  else if (g_str_equal (step, "back"))
    nord_tool_go_back (tool);
  else if (g_str_equal (step, "remove-vertex"))
    nord_tool_delete_selected (tool);
  else if (nord_tool_get_aid (tool) != NORD_AID_NONE)
    nord_tool_cancel (tool);
  else if (!nord_tool_cancel (tool) || g_str_equal (self->tool, "edit"))
    nord_drawing_take (self, "select");
}
