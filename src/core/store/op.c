/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Writing and reading of changes as lines. A line is
 *
 *   {"base":{FIELD:CHANGE,…},"dev":…,"doc":THING,"hlc":…,"id":…,"n":…,
 *    "over":{FIELD:{CHANGE:BOOLEAN}},"prev":…,"re":{FIELD:CHANGE},"redacts":true,"scope":WORKSHOP,"set":{FIELD:VALUE,…},"type":NOUN,"v":1}
 *
 * in the order of RFC 8785. A field without a member in `base` had no value before. `_deleted` set
 * to false without a base is the creation, and stands for every field that it does not name. `over`
 * stands only where a conflict is decided, `redacts` where the texts are to be read instead of all
 * that were there before (an idea says so by its moderation too); `erased`, after `doc`, is the
 * SHA-256 of what the line was before texts were taken out of it, see erase.c. */
#include "core/store/op.h"

#include "core/geo/geojson.h"
#include "core/model/json.h"
#include "core/model/sha256.h"
#include "core/model/text.h"

#include <string.h>

#define DELETED "_deleted"

static void
clear_edit (gpointer data)
{
  NordOpEdit *edit = data;

  if (!edit->lent)
    nord_value_clear (&edit->value);
}

static int
compare_edits (gconstpointer a, gconstpointer b)
{
  return strcmp (((const NordOpEdit *) a)->name, ((const NordOpEdit *) b)->name);
}

static void
append_member (GString *to, const char *name, const char *text)
{
  g_string_append_c (to, '"');
  g_string_append (to, name);
  g_string_append_len (to, "\":", 2);
  if (text == NULL)
    g_string_append_len (to, "null", 4);
  else {
    /* Ids, stamps and names of nouns need no escaping. */
    g_string_append_c (to, '"');
    g_string_append (to, text);
    g_string_append_c (to, '"');
  }
}

static void
append_value (GString *to, const NordValue *value)
{
  switch (value->kind) {
  case NORD_VALUE_BOOLEAN:
    g_string_append (to, value->boolean ? "true" : "false");
    break;
  case NORD_VALUE_INTEGER:
    nord_json_append_integer (to, value->integer);
    break;
  case NORD_VALUE_REAL:
    nord_json_append_real (to, value->real);
    break;
  case NORD_VALUE_TEXT:
    nord_json_append_string (to, value->text);
    break;
  case NORD_VALUE_SHAPE:
    nord_geojson_append (to, value->shape);
    break;
  case NORD_VALUE_JSON:
    g_string_append (to, value->text);
    break;
  case NORD_VALUE_NULL:
  default:
    g_string_append_len (to, "null", 4);
  }
}

static gboolean
fail (GError **error, const char *words)
{
  g_set_error_literal (error, NORD_JSON_ERROR, NORD_JSON_ERROR_INVALID, words);
  return FALSE;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static gboolean
read_value (JsonNode *node, NordValueKind kind, NordValue *value, GError **error)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;

  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  switch (kind) {
  case NORD_VALUE_BOOLEAN:
    if (type != G_TYPE_BOOLEAN)
      break;
    nord_value_set_boolean (value, json_node_get_boolean (node));
    return TRUE;
  case NORD_VALUE_INTEGER:
    if (type != G_TYPE_INT64)
      break;
    nord_value_set_integer (value, json_node_get_int (node));
    return TRUE;
  case NORD_VALUE_REAL:
    if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
      break;
    nord_value_set_real (value, json_node_get_double (node));
    return TRUE;
  case NORD_VALUE_TEXT:
    if (type != G_TYPE_STRING)
      break;
    if (strlen (json_node_get_string (node)) > NORD_TEXT_MAX)
      return fail (error, "A text is too long");
    nord_value_set_text (value, json_node_get_string (node));
    return TRUE;
  case NORD_VALUE_SHAPE: {
    g_autoptr (NordShape) shape = NULL;

    if (!JSON_NODE_HOLDS_OBJECT (node))
      break;
    shape = nord_geojson_parse_node (node, error);
    if (shape == NULL)
      return FALSE;
    nord_value_set_shape (value, shape);
    return TRUE;
  }
  case NORD_VALUE_JSON: {
    GString *text;

    if (!JSON_NODE_HOLDS_OBJECT (node) && !JSON_NODE_HOLDS_ARRAY (node))
      break;
    text = g_string_new (NULL);
    nord_json_append_node (text, node);
    value->kind = NORD_VALUE_JSON;
    value->text = g_string_free (text, FALSE);
    return TRUE;
  }
  case NORD_VALUE_NULL:
  default:
    break;
  }
  return fail (error, "A value is not of the kind of its field");
}

static gboolean
is_digest (const char *text)
{
  return g_str_has_prefix (text, "sha256:") && nord_sha256_is_name (text + 7);
}

static gboolean
is_type (const char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (text[i]) && text[i] != '_')
      return FALSE;
  return length > 0 && length <= 64;
}

/* Members of `base` and `re`: the change of a field, or null. */
static gboolean
read_change_id (JsonObject *object, const char *name, const char **id, GError **error)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  *id = NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  *id = get_text (object, name);
  return nord_uuid_is_valid (*id) || fail (error, "A change is not named by its id");
}

static gboolean
read_edits (NordOp *self, JsonObject *set, JsonObject *base, JsonObject *revives, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, set);
  while (json_object_iter_next_ordered (&iter, &name, &node)) {
    int field = self->noun ? nord_noun_find_field (self->noun, name) : -1;
    NordOpEdit *edit;

    if (strcmp (name, DELETED) == 0) {
      edit = nord_op_add (self, name, NORD_OP_DELETED);
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
        return fail (error, "“_deleted” is true or false");
      nord_value_set_boolean (&edit->value, json_node_get_boolean (node));
    } else {
      edit = nord_op_add (self, name, field >= 0 ? field : NORD_OP_UNKNOWN);
      if (field >= 0 && !read_value (node, self->noun->fields[field].kind, &edit->value, error)) {
        g_prefix_error (error, "%s: ", name);
        return FALSE;
      }
    }
    if (!read_change_id (base, name, &edit->base, error) ||
        !read_change_id (revives, name, &edit->revived, error))
      return FALSE;
    edit->reviving = revives && json_object_has_member (revives, name);
  }
  return TRUE;
}

static gboolean
read_seen (NordOp *self, JsonObject *base, GError **error)
{
  JsonObjectIter iter;
  const char *name, *id;

  json_object_iter_init_ordered (&iter, base);
  while (json_object_iter_next_ordered (&iter, &name, NULL)) {
    if (strcmp (name, DELETED) == 0)
      continue;
    if (!read_change_id (base, name, &id, error))
      return FALSE;
    if (self->seen == NULL)
      self->seen = g_ptr_array_new ();
    g_ptr_array_add (self->seen, (gpointer) name);
    g_ptr_array_add (self->seen, (gpointer) id);
  }
  return TRUE;
}

/* A newer version may decide about fields that are not known here; those are passed over. */
static gboolean
read_over (NordOp *self, JsonObject *over, GError **error)
{
  JsonObjectIter fields, changes;
  const char *name, *id;
  JsonNode *node, *word;

  json_object_iter_init_ordered (&fields, over);
  while (json_object_iter_next_ordered (&fields, &name, &node)) {
    int field = strcmp (name, DELETED) == 0 ? NORD_OP_DELETED
                : self->noun                ? nord_noun_find_field (self->noun, name)
                                            : -1;

    if (!JSON_NODE_HOLDS_OBJECT (node))
      return fail (error, "“over” names changes by field");
    json_object_iter_init_ordered (&changes, json_node_get_object (node));
    while (json_object_iter_next_ordered (&changes, &id, &word)) {
      if (!nord_uuid_is_valid (id) || !JSON_NODE_HOLDS_VALUE (word) ||
          json_node_get_value_type (word) != G_TYPE_BOOLEAN)
        return fail (error, "“over” names changes by field");
      if (field >= 0 || strcmp (name, DELETED) == 0)
        nord_op_add_verdict (self, field, id, json_node_get_boolean (word));
    }
  }
  return TRUE;
}

NordOp *
nord_op_new (void)
{
  NordOp *self = g_new0 (NordOp, 1);

  self->edits = g_array_sized_new (FALSE, TRUE, sizeof (NordOpEdit), 16);
  g_array_set_clear_func (self->edits, clear_edit);
  return self;
}

/* Makes the op ready for another change; its memory is used again. */
void
nord_op_reset (NordOp *self)
{
  GArray *edits = self->edits;

  g_array_set_size (edits, 0);
  g_clear_pointer (&self->seen, g_ptr_array_unref);
  g_clear_pointer (&self->over, g_array_unref);
  g_clear_pointer (&self->root, json_node_unref);
  g_free (self->text);
  g_free (self->hlc_eff);
  *self = (NordOp){.edits = edits};
}

/**
 * nord_op_set_eff:
 * @self: an op with its device
 * @hlc: the stamp that counts, ms << 16 | counter; 0 for the one that its writer gave it
 */
void
nord_op_set_eff (NordOp *self, gint64 hlc)
{
  g_clear_pointer (&self->hlc_eff, g_free);
  if (hlc != 0)
    self->hlc_eff = nord_hlc_format ((NordHlc){hlc >> 16, hlc & 0xffff}, self->device);
}

/* The later of two by the stamps that count, then by id: a total order. */
int
nord_op_compare (const NordOp *a, const NordOp *b)
{
  int order = strcmp (a->hlc_eff ? a->hlc_eff : a->hlc_text, b->hlc_eff ? b->hlc_eff : b->hlc_text);

  return order != 0 ? order : strcmp (a->id, b->id);
}

void
nord_op_free (NordOp *self)
{
  if (self == NULL)
    return;
  nord_op_reset (self);
  g_array_unref (self->edits);
  g_free (self);
}

/**
 * nord_op_add:
 * @self: an op
 * @name: the field; kept as a pointer
 * @field: its index, or what it is instead
 *
 * Returns: (transfer none): the new edit, valid until the next is added
 */
NordOpEdit *
nord_op_add (NordOp *self, const char *name, int field)
{
  NordOpEdit edit = {.name = name, .field = field};

  g_array_append_val (self->edits, edit);
  return &g_array_index (self->edits, NordOpEdit, self->edits->len - 1);
}

/**
 * nord_op_add_verdict:
 * @self: an op whose noun is set
 * @field: index of a field, or %NORD_OP_DELETED
 * @id: a change that does not show; kept as a pointer
 * @settled: nobody needs to look at it any more
 */
void
nord_op_add_verdict (NordOp *self, int field, const char *id, gboolean settled)
{
  NordOpVerdict verdict = {field, DELETED, id, settled};

  if (field >= 0)
    verdict.name = self->noun->fields[field].name;
  if (self->over == NULL)
    self->over = g_array_new (FALSE, FALSE, sizeof verdict);
  g_array_append_val (self->over, verdict);
}

const NordOpEdit *
nord_op_find (const NordOp *self, int field)
{
  for (guint i = 0; i < self->edits->len; i++)
    if (g_array_index (self->edits, NordOpEdit, i).field == field)
      return &g_array_index (self->edits, NordOpEdit, i);
  return NULL;
}

gboolean
nord_op_is_creation (const NordOp *self)
{
  const NordOpEdit *edit = nord_op_find (self, NORD_OP_DELETED);

  return edit && edit->base == NULL && !edit->value.boolean;
}

/* The change that first gave the field the value that @self gives it; NULL for the nothing before.
 */
const char *
nord_op_find_origin (const NordOp *self, int field)
{
  const NordOpEdit *edit = nord_op_find (self, field);

  return edit && edit->reviving ? edit->revived : self->id;
}

/**
 * nord_op_covers:
 * @self: an op
 * @field: index of a field, or %NORD_OP_DELETED
 * @base: (out): the change whose value it replaces
 *
 * Returns: TRUE where the op says something about @field
 */
gboolean
nord_op_covers (const NordOp *self, int field, const char **base)
{
  const NordOpEdit *edit = nord_op_find (self, field);

  *base = edit ? edit->base : NULL;
  return edit != NULL || nord_op_is_creation (self);
}

static int
compare_verdicts (gconstpointer a, gconstpointer b)
{
  const NordOpVerdict *x = a, *y = b;
  int order = strcmp (x->name, y->name);

  return order != 0 ? order : strcmp (x->id, y->id);
}

static void
append_over (const NordOp *self, GString *to)
{
  const char *name = NULL;

  g_array_sort (self->over, compare_verdicts);
  g_string_append (to, "\"over\":{");
  for (guint i = 0; i < self->over->len; i++) {
    const NordOpVerdict *verdict = &g_array_index (self->over, NordOpVerdict, i);

    if (name == NULL || strcmp (name, verdict->name) != 0)
      g_string_append_printf (to, "%s\"%s\":{", name != NULL ? "}," : "", verdict->name);
    else
      g_string_append_c (to, ',');
    g_string_append_printf (to, "\"%s\":%s", verdict->id, verdict->settled ? "true" : "false");
    name = verdict->name;
  }
  g_string_append (to, "}},");
}

static void
append_set (const NordOp *self, GString *to)
{
  g_string_append_c (to, '{');
  for (guint i = 0; i < self->edits->len; i++) {
    const NordOpEdit *edit = &g_array_index (self->edits, NordOpEdit, i);

    if (i > 0)
      g_string_append_c (to, ',');
    g_string_append_c (to, '"');
    g_string_append (to, edit->name);
    g_string_append_len (to, "\":", 2);
    append_value (to, &edit->value);
  }
  g_string_append_c (to, '}');
}

/**
 * nord_op_append_set:
 * @self: an op whose edits are there; they are put in order
 * @to: gets the object of fields and values
 */
void
nord_op_append_set (NordOp *self, GString *to)
{
  g_array_sort (self->edits, compare_edits);
  append_set (self, to);
}

/**
 * nord_op_append:
 * @self: an op whose fields are set; its edits are put in order
 * @to: gets the line, without a line end
 */
void
nord_op_append (NordOp *self, GString *to)
{
  gboolean first = TRUE, reviving = FALSE;

  g_array_sort (self->edits, compare_edits);
  g_string_append (to, "{\"base\":{");
  if (self->seen) {
    const NordOpEdit *deleted = nord_op_find (self, NORD_OP_DELETED);
    gboolean done = deleted == NULL || deleted->base == NULL;

    /* Names come sorted; `_deleted` takes its place among them. */
    for (guint i = 0; i < self->seen->len; i += 2) {
      if (!done && strcmp (self->seen->pdata[i], DELETED) > 0) {
        append_member (to, DELETED, deleted->base);
        g_string_append_c (to, ',');
        done = TRUE;
      }
      append_member (to, self->seen->pdata[i], self->seen->pdata[i + 1]);
      g_string_append_c (to, ',');
    }
    if (!done)
      append_member (to, DELETED, deleted->base);
    else if (self->seen->len > 0 || deleted)
      g_string_truncate (to, to->len - 1);
  } else
    for (guint i = 0; i < self->edits->len; i++) {
      const NordOpEdit *edit = &g_array_index (self->edits, NordOpEdit, i);

      reviving = reviving || edit->reviving;
      if (edit->base == NULL)
        continue;
      if (!first)
        g_string_append_c (to, ',');
      append_member (to, edit->name, edit->base);
      first = FALSE;
    }
  g_string_append_len (to, "},", 2);
  append_member (to, "dev", self->device);
  g_string_append_c (to, ',');
  append_member (to, "doc", self->target);
  g_string_append_c (to, ',');
  append_member (to, "hlc", self->hlc_text);
  g_string_append_c (to, ',');
  append_member (to, "id", self->id);
  g_string_append (to, ",\"n\":");
  nord_json_append_integer (to, self->n);
  g_string_append_c (to, ',');
  if (self->over)
    append_over (self, to);
  append_member (to, "prev", self->prev);
  for (guint i = 0; i < self->edits->len; i++)
    reviving = reviving || g_array_index (self->edits, NordOpEdit, i).reviving;
  if (reviving) {
    g_string_append (to, ",\"re\":{");
    first = TRUE;
    for (guint i = 0; i < self->edits->len; i++) {
      const NordOpEdit *edit = &g_array_index (self->edits, NordOpEdit, i);

      if (!edit->reviving)
        continue;
      if (!first)
        g_string_append_c (to, ',');
      append_member (to, edit->name, edit->revived);
      first = FALSE;
    }
    g_string_append_c (to, '}');
  }
  if (self->redacts)
    g_string_append (to, ",\"redacts\":true");
  g_string_append_c (to, ',');
  append_member (to, "scope", self->scope);
  g_string_append (to, ",\"set\":");
  if (self->set)
    g_string_append (to, self->set);
  else
    append_set (self, to);
  g_string_append_c (to, ',');
  append_member (to, "type", self->type);
  g_string_append (to, ",\"v\":");
  nord_json_append_integer (to, NORD_OP_VERSION);
  g_string_append_c (to, '}');
}

/**
 * nord_op_read:
 * @self: a new op
 * @line: a line from a log or from elsewhere
 * @length: its length in bytes
 * @error: #NORD_JSON_ERROR_INVALID, #NORD_GEO_ERROR: what is wrong with it
 *
 * The reader by way of a tree, for every form that a change may have.
 */
gboolean
nord_op_read (NordOp *self, const char *line, gsize length, GError **error)
{
  g_autoptr (GString) canonical = NULL;
  g_autofree char *hlc_device = NULL;
  JsonObject *object, *members[4];
  const NordOpEdit *deleted;
  JsonNode *node;

  self->root = nord_json_parse (line, length, error);
  if (self->root == NULL)
    return FALSE;
  canonical = g_string_sized_new (length + 1);
  nord_json_append_node (canonical, self->root);
  if (canonical->len != length || memcmp (canonical->str, line, length) != 0)
    return fail (error, "The line is not in canonical form (RFC 8785)");
  if (!JSON_NODE_HOLDS_OBJECT (self->root))
    return fail (error, "The line is not an object");
  object = json_node_get_object (self->root);
  for (guint i = 0; i < 4; i++) {
    node = json_object_get_member (object, ((const char *[]){"set", "base", "re", "over"})[i]);
    if (node && !JSON_NODE_HOLDS_OBJECT (node))
      return fail (error, "“set”, “base”, “re” and “over” are objects");
    members[i] = node ? json_node_get_object (node) : NULL;
  }
  self->id = get_text (object, "id");
  self->device = get_text (object, "dev");
  self->target = get_text (object, "doc");
  self->scope = get_text (object, "scope");
  self->type = get_text (object, "type");
  self->prev = get_text (object, "prev");
  self->hlc_text = get_text (object, "hlc");
  node = json_object_get_member (object, "n");
  if (node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    self->n = json_node_get_int (node);
  node = json_object_get_member (object, "redacts");
  self->redacts = node && JSON_NODE_HOLDS_VALUE (node) &&
                  json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
  node = json_object_get_member (object, "v");
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_INT64 ||
      json_node_get_int (node) != NORD_OP_VERSION)
    return fail (error, "The line is of another version of the protocol");
  if (!nord_uuid_is_valid (self->id) || !nord_uuid_is_valid (self->device) ||
      !nord_uuid_is_valid (self->target) || !nord_uuid_is_valid (self->scope) ||
      self->type == NULL || !is_type (self->type) || self->n < 1 || members[0] == NULL)
    return fail (error, "The line lacks a member that every change has");
  if (self->hlc_text == NULL || !nord_hlc_parse (self->hlc_text, &self->hlc, &hlc_device) ||
      strcmp (hlc_device, self->device) != 0)
    return fail (error, "The stamp is not one of the device");
  if (self->prev ? !is_digest (self->prev) : self->n != 1)
    return fail (error, "The change before is not named by its hash");
  self->noun = nord_noun_find (self->type);
  if (!read_edits (self, members[0], members[1], members[2], error) ||
      (members[3] && !read_over (self, members[3], error)))
    return FALSE;
  deleted = nord_op_find (self, NORD_OP_DELETED);
  return members[1] == NULL || deleted == NULL || !deleted->value.boolean ||
         read_seen (self, members[1], error);
}

/**
 * nord_op_parse:
 * @line: a line from a log or from elsewhere
 * @length: its length in bytes, or -1
 * @error: #NORD_JSON_ERROR_INVALID, #NORD_GEO_ERROR: what is wrong with it
 *
 * Reads a line, which must be in canonical form: its hash speaks for these very bytes. Members and
 * fields of a newer version are passed over.
 *
 * Returns: (transfer full) (nullable): the op
 */
NordOp *
nord_op_parse (const char *line, gssize length, GError **error)
{
  g_autoptr (NordOp) self = nord_op_new ();

  if (length < 0)
    length = strlen (line);
  if (length > NORD_OP_MAX_BYTES) {
    fail (error, "The line is too long");
    return NULL;
  }
  if (nord_op_scan (self, line, length))
    return g_steal_pointer (&self);
  nord_op_reset (self);
  return nord_op_read (self, line, length, error) ? g_steal_pointer (&self) : NULL;
}
