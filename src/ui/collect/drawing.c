/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The tool in hand where ideas are collected, and for which idea it draws. */
#include "ui/collect/drawing.h"

#include "core/model/idea.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordDrawing {
  GObject parent_instance;

  NordMapView *map;     /* (unowned) */
  NordToolBar *tools;   /* (unowned) */
  NordSession *session; /* (owned) (nullable) */
  char *tool;           /* (owned) select, pin, line, area, edit */
  char *target;         /* (owned) (nullable) id of the idea that is drawn for */
};

G_DEFINE_FINAL_TYPE (NordDrawing, nord_drawing, G_TYPE_OBJECT)

enum { TAKEN, DRAWN, STORED, N_SIGNALS };
static guint signals[N_SIGNALS];

static NordIdea *
find_idea (NordDrawing *self, const char *id)
{
  NordDocument *document = self->session ? nord_session_get_document (self->session) : NULL;
  NordRecord *record = id && document ? nord_document_lookup (document, id) : NULL;

  return record && NORD_IS_IDEA (record) ? NORD_IDEA (record) : NULL;
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

static void
store_shape (NordDrawing *self, NordIdea *idea, NordShape *shape, const char *label)
{
  g_autoptr (NordChangeSet) set = NULL;
  NordChange *change;

  if (nord_shape_equal (nord_record_get_shape (NORD_RECORD (idea), NORD_IDEA_SHAPE), shape))
    return;
  change = nord_change_new_update (NORD_RECORD (idea));
  nord_change_set_shape (change, NORD_IDEA_SHAPE, shape);
  set = nord_change_set_group_new (label);
  nord_change_set_group_add (set, change);
  nord_session_apply (self->session, g_steal_pointer (&set), NULL);
}

static void
on_tool_changed (NordDrawing *self)
{
  nord_tool_bar_update (self->tools, nord_map_view_get_tool (self->map));
}

static void
on_tool_refused (NordDrawing *self, int why)
{
  nord_session_notify (self->session, nord_tool_bar_explain (why), FALSE);
}

static void
on_tool_finished (NordDrawing *self, NordShape *shape)
{
  gboolean editing = g_str_equal (self->tool, "edit");
  NordIdea *idea = find_idea (self, self->target);

  if (idea)
    store_shape (self, idea, shape, editing ? _ ("Change the Shape") : _ ("Put on the Map"));
  nord_drawing_take (self, "select");
  if (idea)
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

static void
nord_drawing_dispose (GObject *object)
{
  g_clear_object (&NORD_DRAWING (object)->session);
  G_OBJECT_CLASS (nord_drawing_parent_class)->dispose (object);
}

static void
nord_drawing_finalize (GObject *object)
{
  NordDrawing *self = NORD_DRAWING (object);

  g_free (self->tool);
  g_free (self->target);
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
  self->tool = g_strdup ("select");
}

NordDrawing *
nord_drawing_new (NordMapView *map, NordToolBar *tools)
{
  NordDrawing *self = g_object_new (NORD_TYPE_DRAWING, NULL);

  self->map = map;
  self->tools = tools;
  g_signal_connect_object (map, "tool-changed", G_CALLBACK (on_tool_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (map, "tool-finished", G_CALLBACK (on_tool_finished), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (map, "tool-refused", G_CALLBACK (on_tool_refused), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
nord_drawing_set_session (NordDrawing *self, NordSession *session)
{
  g_return_if_fail (NORD_IS_DRAWING (self) && NORD_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
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
    NordIdea *idea = find_idea (self, id);

    shape = idea ? nord_record_get_shape (NORD_RECORD (idea), NORD_IDEA_SHAPE) : NULL;
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
  g_signal_emit (self, signals[TAKEN], 0);
}

void
nord_drawing_place (NordDrawing *self, const char *id)
{
  g_return_if_fail (NORD_IS_DRAWING (self) && id != NULL);
  nord_drawing_take (self, "pin");
  if (g_str_equal (self->tool, "pin"))
    self->target = g_strdup (id);
}

void
nord_drawing_put (NordDrawing *self, const char *id, NordShape *shape)
{
  NordIdea *idea;

  g_return_if_fail (NORD_IS_DRAWING (self) && id != NULL && shape != NULL);
  idea = find_idea (self, id);
  if (idea)
    store_shape (self, idea, shape, _ ("Put on the Map"));
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
  else if (!nord_tool_cancel (tool) || g_str_equal (self->tool, "edit"))
    nord_drawing_take (self, "select");
}
