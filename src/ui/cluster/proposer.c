/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Keeps proposals up to date: reckoned in a thread on a snapshot, a moment after the last change.
 */
#include "ui/cluster/proposer.h"

#include "core/cluster/grouping.h"
#include "core/cluster/place-names.h"

/* Between moving the slider and reckoning: short enough to feel live. */
#define PAUSE 120 /* ms */

struct _NordProposer {
  GObject parent_instance;

  NordDocument *document;    /* (owned) (nullable) */
  GListStore *proposals;     /* (owned) */
  GPtrArray *place_names;    /* (owned) (element-type NordPlaceName) shared with threads */
  GCancellable *cancellable; /* (owned) (nullable) of what runs now */
  NordProposeMode mode;
  double radius;
  double weight; /* percent of words where place and words count both */
  guint min_size;
  guint n_ideas;
  guint timeout_id;
  gboolean active;
  gboolean stale; /* something changed since the last reckoning began */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (NordProposer, nord_proposer, G_TYPE_OBJECT)

enum { PROP_MODE = 1, PROP_RADIUS, PROP_WEIGHT, PROP_MIN_SIZE, PROP_BUSY, N_PROPS };
enum { UPDATED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

typedef struct {
  GPtrArray *cards;       /* (owned) */
  GPtrArray *place_names; /* (owned) */
  NordProposalOrder what;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_ptr_array_unref (order->cards);
  g_ptr_array_unref (order->place_names);
  g_free (order);
}

static NordProposalOrder
read_order (NordProposer *self)
{
  static const NordProposalBy by[] = {
    [NORD_PROPOSE_RADIUS] = NORD_BY_PLACE,
    [NORD_PROPOSE_DENSITY] = NORD_BY_PLACE,
    [NORD_PROPOSE_WORDS] = NORD_BY_WORDS,
    [NORD_PROPOSE_BOTH] = NORD_BY_BOTH,
  };

  return (NordProposalOrder){
    .by = by[self->mode],
    .radius = self->mode == NORD_PROPOSE_RADIUS ? self->radius : 0,
    .weight = self->weight / 100,
    .min_size = self->min_size,
  };
}

static void
reckon (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  GError *error = NULL;
  GPtrArray *found =
    nord_proposal_find (order->cards, order->place_names, &order->what, cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
set_busy (NordProposer *self, gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static gboolean
is_same (NordProposal *one, NordProposal *other)
{
  return g_strv_equal (nord_proposal_get_members (one), nord_proposal_get_members (other)) &&
         g_strcmp0 (nord_proposal_get_name (one), nord_proposal_get_name (other)) == 0 &&
         g_strcmp0 (nord_proposal_get_reason (one), nord_proposal_get_reason (other)) == 0;
}

static gboolean
stands_at (NordProposer *self, guint at, NordProposal *proposal)
{
  g_autoptr (NordProposal) old = g_list_model_get_item (G_LIST_MODEL (self->proposals), at);

  return is_same (old, proposal);
}

/* What stays as it was keeps its row: whoever is on one does not lose it under their hands. */
static void
show_found (NordProposer *self, GPtrArray *found)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->proposals));
  const guint least = MIN (n, found->len);
  guint first = 0, last = 0;

  while (first < least && stands_at (self, first, g_ptr_array_index (found, first)))
    first++;
  while (first + last < least &&
         stands_at (self, n - 1 - last, g_ptr_array_index (found, found->len - 1 - last)))
    last++;
  if (first + last < n || first + last < found->len)
    g_list_store_splice (self->proposals, first, n - first - last, found->pdata + first,
                         found->len - first - last);
}

static void
on_reckoned (GObject *source, GAsyncResult *result, gpointer data)
{
  NordProposer *self = NORD_PROPOSER (source);
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Cancelled: what cancelled it takes over, or the proposer is gone. */
  if (found == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  show_found (self, found);
  set_busy (self, FALSE);
  g_signal_emit (self, signals[UPDATED], 0);
}

static void
cancel (NordProposer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
}

static gboolean
on_pause_over (gpointer data)
{
  NordProposer *self = data;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GHashTable) groups = NULL;
  Order *order;

  self->timeout_id = 0;
  self->stale = FALSE;
  cancel (self);
  if (self->document == NULL) {
    g_list_store_remove_all (self->proposals);
    self->n_ideas = 0;
    g_signal_emit (self, signals[UPDATED], 0);
    return G_SOURCE_REMOVE;
  }
  groups = nord_grouping_resolve (nord_document_get_list (self->document, NORD_NOUN_CLUSTER));
  order = g_new0 (Order, 1);
  order->cards =
    nord_card_list_from_ideas (nord_document_get_list (self->document, NORD_NOUN_IDEA), groups);
  order->place_names = g_ptr_array_ref (self->place_names);
  order->what = read_order (self);
  self->n_ideas = 0;
  for (guint i = 0; i < order->cards->len; i++)
    self->n_ideas += order->what.by != NORD_BY_PLACE ||
                     ((NordCard *) g_ptr_array_index (order->cards, i))->shape != NULL;
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_reckoned, NULL);
  g_task_set_source_tag (task, on_pause_over);
  g_task_set_task_data (task, order, order_free);
  set_busy (self, TRUE);
  g_task_run_in_thread (task, reckon);
  return G_SOURCE_REMOVE;
}

static void
queue (NordProposer *self)
{
  self->stale = TRUE;
  if (!self->active)
    return;
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add (PAUSE, on_pause_over, self);
}

static void
nord_proposer_dispose (GObject *object)
{
  NordProposer *self = NORD_PROPOSER (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->proposals);
  g_clear_pointer (&self->place_names, g_ptr_array_unref);
  G_OBJECT_CLASS (nord_proposer_parent_class)->dispose (object);
}

static void
nord_proposer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NordProposer *self = NORD_PROPOSER (object);

  switch (id) {
  case PROP_MODE:
    g_value_set_uint (value, self->mode);
    break;
  case PROP_RADIUS:
    g_value_set_double (value, self->radius);
    break;
  case PROP_WEIGHT:
    g_value_set_double (value, self->weight);
    break;
  case PROP_MIN_SIZE:
    g_value_set_double (value, self->min_size);
    break;
  case PROP_BUSY:
    g_value_set_boolean (value, self->busy);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nord_proposer_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NordProposer *self = NORD_PROPOSER (object);
  const double number =
    G_VALUE_HOLDS_DOUBLE (value) ? g_value_get_double (value) : g_value_get_uint (value);

  switch (id) {
  case PROP_MODE:
    if (self->mode == (NordProposeMode) number)
      return;
    self->mode = (NordProposeMode) number;
    break;
  case PROP_WEIGHT:
    if (self->weight == number)
      return;
    self->weight = number;
    break;
  case PROP_RADIUS:
    if (self->radius == number)
      return;
    self->radius = number;
    break;
  case PROP_MIN_SIZE:
    if (self->min_size == (guint) number)
      return;
    self->min_size = (guint) number;
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  g_object_notify_by_pspec (object, pspec);
  queue (self);
}

static void
nord_proposer_class_init (NordProposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nord_proposer_dispose;
  object_class->get_property = nord_proposer_get_property;
  object_class->set_property = nord_proposer_set_property;
  properties[PROP_MODE] =
    g_param_spec_uint ("mode", NULL, NULL, 0, NORD_N_PROPOSE_MODES - 1, NORD_PROPOSE_DENSITY,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_WEIGHT] =
    g_param_spec_double ("weight", NULL, NULL, 0, 100, 50,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_RADIUS] =
    g_param_spec_double ("radius", NULL, NULL, 1, 100000, 80,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /* A double as well, so that the adjustment of a spin button binds to it. */
  properties[PROP_MIN_SIZE] =
    g_param_spec_double ("min-size", NULL, NULL, 2, 1000, 3,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[UPDATED] = g_signal_new ("updated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_proposer_init (NordProposer *self)
{
  self->proposals = g_list_store_new (NORD_TYPE_PROPOSAL);
  self->place_names = nord_place_names_new_default ();
  self->radius = 80;
  self->weight = 50;
  self->min_size = 3;
}

NordProposer *
nord_proposer_new (void)
{
  return g_object_new (NORD_TYPE_PROPOSER, NULL);
}

void
nord_proposer_set_document (NordProposer *self, NordDocument *document)
{
  g_return_if_fail (NORD_IS_PROPOSER (self));
  if (self->document == document)
    return;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "changed", G_CALLBACK (queue), self, G_CONNECT_SWAPPED);
  queue (self);
}

void
nord_proposer_set_active (NordProposer *self, gboolean active)
{
  g_return_if_fail (NORD_IS_PROPOSER (self));
  if (self->active == active)
    return;
  self->active = active;
  if (!active)
    g_clear_handle_id (&self->timeout_id, g_source_remove);
  else if (self->stale)
    on_pause_over (self);
}

GListModel *
nord_proposer_get_proposals (NordProposer *self)
{
  g_return_val_if_fail (NORD_IS_PROPOSER (self), NULL);
  return G_LIST_MODEL (self->proposals);
}

guint
nord_proposer_get_n_ideas (NordProposer *self)
{
  g_return_val_if_fail (NORD_IS_PROPOSER (self), 0);
  return self->n_ideas;
}
