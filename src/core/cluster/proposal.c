/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Proposed groups: ideas that lie together, named by place and words, with the reason in words. */
#include "core/cluster/proposal.h"
#include "core/cluster/blend.h"
#include "core/cluster/density.h"
#include "core/cluster/label.h"
#include "core/cluster/place.h"
#include "core/cluster/topic.h"
#include "core/geo/hull.h"
#include "core/geo/relate.h"
#include "core/model/idea.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How far off the middle of a group a named point still names it. */
#define NAME_REACH 250 /* metres */
#define N_WORDS 2

struct _NordProposal {
  GObject parent_instance;

  char *name;     /* (owned) */
  char *reason;   /* (owned) */
  char **members; /* (owned) ids of ideas */
  guint size;
  double lon, lat; /* degrees, the middle */
  NordShape *hull; /* (owned) what they lie in: an area, a line or a point */
};

G_DEFINE_FINAL_TYPE (NordProposal, nord_proposal, G_TYPE_OBJECT)

enum { PROP_0, PROP_NAME, PROP_REASON, PROP_SIZE, N_PROPS };
static GParamSpec *properties[N_PROPS];

/* Metres below which pins in one place are not told apart. */
#define NEAREST 10

static void
measure_members (NordProposal *self, GPtrArray *cards, const guint *members)
{
  g_autofree const NordShape **shapes = g_new (const NordShape *, self->size);
  guint n = 0;

  for (guint m = 0; m < self->size; m++) {
    const NordCard *card = g_ptr_array_index (cards, members[m]);
    double lon, lat;

    if (card->shape == NULL)
      continue;
    shapes[n++] = card->shape;
    nord_shape_get_anchor (card->shape, &lon, &lat);
    self->lon += lon;
    self->lat += lat;
  }
  if (n == 0)
    return;
  self->lon /= n;
  self->lat /= n;
  self->hull = nord_hull_around (shapes, n);
}

/* How far the members lie from the one nearest to them, half of them at most: metres, or -1. */
static double
measure_gap (GPtrArray *cards, const guint *members, guint n)
{
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint a = 0; a < n && a < 200; a++) {
    const NordShape *from = ((NordCard *) g_ptr_array_index (cards, members[a]))->shape;
    double least = G_MAXDOUBLE;

    for (guint b = 0; from != NULL && b < n && b < 200; b++) {
      const NordShape *to = ((NordCard *) g_ptr_array_index (cards, members[b]))->shape;

      if (a != b && to != NULL)
        least = MIN (least, nord_relate_distance (from, to));
    }
    if (least < G_MAXDOUBLE)
      g_array_append_val (gaps, least);
  }
  for (guint i = 1; i < gaps->len; i++)
    for (guint j = i;
         j > 0 && g_array_index (gaps, double, j - 1) > g_array_index (gaps, double, j); j--) {
      double swap = g_array_index (gaps, double, j);

      g_array_index (gaps, double, j) = g_array_index (gaps, double, j - 1);
      g_array_index (gaps, double, j - 1) = swap;
    }
  return gaps->len > 0 ? g_array_index (gaps, double, gaps->len / 2) : -1;
}

/* Why these belong together: what several of them say, and how near they are to each other. */
static char *
give_reason (NordProposal *self,
             const NordProposalOrder *order,
             NordLabeller *labeller,
             GPtrArray *cards,
             const guint *members)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *list = NULL, *same = NULL, *apart = NULL;
  double gap;

  words = nord_labeller_pick_words (labeller, members, self->size, 3, NULL);
  list = g_strjoinv (", ", words);
  gap = order->by != NORD_BY_WORDS ? measure_gap (cards, members, self->size) : -1;
  if (*list != 0)
    /* Translators: why ideas are proposed as a group: "same words: light, path" */
    same = g_strdup_printf (_ ("same words: %s"), list);
  if (gap >= 0 && gap < 1)
    /* Translators: why ideas are proposed as a group: how far each is from the next */
    apart = g_strdup (_ ("at the same spot"));
  else if (gap >= 0)
    /* Translators: why ideas are proposed as a group: how far each is from the next, "80 m apart"
     */
    apart = g_strdup_printf (_ ("%.0f m apart"), gap);
  if (same != NULL && apart != NULL)
    return g_strdup_printf ("%s · %s", same, apart);
  if (same != NULL)
    return g_steal_pointer (&same);
  if (apart != NULL)
    return g_steal_pointer (&apart);
  return g_strdup (_ ("about much the same"));
}

/* The nearest point with a name, otherwise the smallest area around. */
static const char *
find_place_name (NordProposal *self, GPtrArray *place_names)
{
  g_autoptr (NordShape) middle = nord_shape_new_point (self->lon, self->lat);
  double nearest = NAME_REACH, smallest = G_MAXDOUBLE;
  const char *point = NULL, *area = NULL;

  for (guint i = 0; place_names != NULL && i < place_names->len; i++) {
    const NordPlaceName *place = g_ptr_array_index (place_names, i);

    if (place->shape->kind == NORD_SHAPE_AREA || place->shape->kind == NORD_SHAPE_MULTI_AREA) {
      NordBounds box = nord_shape_get_bounds (place->shape);
      double extent = (box.east - box.west) * (box.north - box.south);

      if (extent < smallest && nord_relate_contains (place->shape, self->lon, self->lat)) {
        smallest = extent;
        area = place->name;
      }
    } else {
      double metres = nord_relate_distance (place->shape, middle);

      if (metres < nearest) {
        nearest = metres;
        point = place->name;
      }
    }
  }
  return point != NULL ? point : area;
}

static void
name_proposal (NordProposal *self,
               NordLabeller *labeller,
               const guint *members,
               const char *place,
               GHashTable *taken)
{
  g_auto (GStrv) words = nord_labeller_pick_words (labeller, members, self->size, N_WORDS, place);
  g_autofree char *list = g_strjoinv (", ", words);

  if (place != NULL && *list != 0)
    /* Translators: a name for a group of ideas: the place, then two words, "Nordmarkt: Licht, Weg"
     */
    self->name = g_strdup_printf (_ ("%s: %s"), place, list);
  else if (place != NULL || *list != 0)
    self->name = g_strdup (place != NULL ? place : list);
  else
    self->name = g_strdup (C_ ("cluster", "Group"));
  for (guint n = 2; !g_hash_table_add (taken, g_strdup (self->name)); n++) {
    g_autofree char *first = n == 2
                               ? g_strdup (self->name)
                               : g_strndup (self->name, strrchr (self->name, ' ') - self->name);

    g_free (self->name);
    self->name = g_strdup_printf ("%s %u", first, n);
  }
}

static int
compare_proposals (gconstpointer a, gconstpointer b)
{
  const NordProposal *x = *(NordProposal *const *) a, *y = *(NordProposal *const *) b;

  if (x->size != y->size)
    return x->size < y->size ? 1 : -1;
  if (x->lat != y->lat)
    return x->lat < y->lat ? 1 : -1;
  return x->lon < y->lon ? -1 : x->lon > y->lon;
}

static void
nord_proposal_finalize (GObject *object)
{
  NordProposal *self = NORD_PROPOSAL (object);

  g_free (self->name);
  g_free (self->reason);
  g_strfreev (self->members);
  g_clear_pointer (&self->hull, nord_shape_unref);
  G_OBJECT_CLASS (nord_proposal_parent_class)->finalize (object);
}

static void
nord_proposal_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NordProposal *self = NORD_PROPOSAL (object);

  switch (id) {
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_REASON:
    g_value_set_string (value, self->reason);
    break;
  case PROP_SIZE:
    g_value_set_uint (value, self->size);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nord_proposal_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NAME)
    nord_proposal_set_name (NORD_PROPOSAL (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nord_proposal_class_init (NordProposalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = nord_proposal_finalize;
  object_class->get_property = nord_proposal_get_property;
  object_class->set_property = nord_proposal_set_property;
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_REASON] =
    g_param_spec_string ("reason", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE] = g_param_spec_uint ("size", NULL, NULL, 0, G_MAXUINT, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
nord_proposal_init (NordProposal *self)
{
}

/**
 * nord_card_new:
 * @id: id of the idea
 * @title: (nullable): its title
 * @body: (nullable): what was said
 * @shape: (nullable) (transfer none): its place
 *
 * Returns: (transfer full): the card
 */
NordCard *
nord_card_new (const char *id, const char *title, const char *body, NordShape *shape)
{
  NordCard *self = g_new0 (NordCard, 1);

  self->id = g_strdup (id);
  self->text = g_strconcat (title != NULL ? title : "", "\n", body, NULL);
  self->shape = shape != NULL ? nord_shape_ref (shape) : NULL;
  return self;
}

void
nord_card_free (NordCard *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->text);
  g_clear_pointer (&self->shape, nord_shape_unref);
  g_free (self);
}

/**
 * nord_card_list_from_ideas:
 * @ideas: a list of #NordIdea
 * @groups: (nullable): what nord_grouping_resolve() gives: ideas in a group stay out
 *
 * Hidden ideas stay out: what moderation took away must not come back as part of a group.
 *
 * Returns: (transfer full) (element-type NordCard): plain data in the order of the list
 */
GPtrArray *
nord_card_list_from_ideas (GListModel *ideas, GHashTable *groups)
{
  GPtrArray *cards = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_card_free);

  for (guint i = 0; i < g_list_model_get_n_items (ideas); i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (ideas, i);
    const char *group = nord_record_get_text (idea, NORD_IDEA_CLUSTER);

    if (g_strcmp0 (nord_record_get_text (idea, NORD_IDEA_MODERATION), "hidden") == 0 ||
        (groups != NULL && group != NULL && g_hash_table_contains (groups, group)))
      continue;
    g_ptr_array_add (cards, nord_card_new (nord_record_get_id (idea),
                                           nord_record_get_text (idea, NORD_IDEA_TITLE),
                                           nord_record_get_text (idea, NORD_IDEA_BODY),
                                           nord_record_get_shape (idea, NORD_IDEA_SHAPE)));
  }
  return cards;
}

/**
 * nord_place_name_new:
 * @name: what people call it
 * @shape: (transfer none): where it is
 *
 * Returns: (transfer full): the name of a place
 */
NordPlaceName *
nord_place_name_new (const char *name, NordShape *shape)
{
  NordPlaceName *self = g_new0 (NordPlaceName, 1);

  self->name = g_strdup (name);
  self->shape = nord_shape_ref (shape);
  return self;
}

void
nord_place_name_free (NordPlaceName *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_clear_pointer (&self->shape, nord_shape_unref);
  g_free (self);
}

static gboolean
group_cards (const NordShape *const *shapes,
             const char *const *texts,
             guint n,
             const NordProposalOrder *order,
             gint32 *labels,
             guint *n_groups,
             GError **error)
{
  if (order->by == NORD_BY_PLACE) {
    *n_groups = order->radius > 0
                  ? nord_place_group_shapes (shapes, n, order->radius, order->min_size, labels)
                  : nord_density_group_shapes (shapes, n, order->min_size, NEAREST, labels);
    return TRUE;
  }
  if (order->by == NORD_BY_WORDS && order->n_groups > 0) {
    g_autoptr (NordVectors) vectors = nord_vectors_new (texts, n, "de");

    nord_topic_group (vectors, order->n_groups, labels);
    *n_groups = order->n_groups;
    return TRUE;
  }
  if (n > NORD_BLEND_MAX) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 _ ("%u ideas are too many to group by words and place; up to %u are possible. "
                    "Group by place first."),
                 n, NORD_BLEND_MAX);
    return FALSE;
  }
  *n_groups = nord_blend_group (shapes, texts, n, order->by == NORD_BY_WORDS ? 1 : order->weight,
                                order->min_size, order->n_groups, labels);
  return TRUE;
}

/**
 * nord_proposal_find:
 * @cards: (element-type NordCard): ideas
 * @place_names: (element-type NordPlaceName) (nullable): names to choose from
 * @order: what is asked
 * @cancellable: (nullable): looked at between the groups
 *
 * By place: within a radius (nord_place_group_shapes()) or by density
 * (nord_density_group_shapes()). By words: nord_topic_group() where the number of groups is given.
 * By both, and by words without a number: nord_blend_group(). Groups get names: the nearest named
 * point within 250 m of the middle, otherwise the smallest named area around it; then two words
 * that tell the group (nord_labeller_pick_words()). Names are different from each other. The same
 * cards give the same proposals.
 *
 * Errors: %G_IO_ERROR_CANCELLED; %G_IO_ERROR_INVALID_DATA: more ideas than words and place together
 * are reckoned for.
 *
 * Returns: (transfer full) (element-type NordProposal): the largest first, or NULL with @error set
 */
GPtrArray *
nord_proposal_find (GPtrArray *cards,
                    GPtrArray *place_names,
                    const NordProposalOrder *order,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NordLabeller) labeller = NULL;
  g_autofree const NordShape **shapes = NULL;
  g_autofree const char **texts = NULL;
  g_autofree gint32 *labels = NULL;
  g_autofree GArray **members = NULL;
  guint n_groups;
  gboolean cancelled = FALSE;

  g_return_val_if_fail (cards != NULL && order != NULL && order->min_size >= 2, NULL);
  shapes = g_new (const NordShape *, cards->len + 1);
  texts = g_new (const char *, cards->len + 1);
  labels = g_new (gint32, cards->len + 1);
  for (guint i = 0; i < cards->len; i++) {
    shapes[i] = ((NordCard *) g_ptr_array_index (cards, i))->shape;
    texts[i] = ((NordCard *) g_ptr_array_index (cards, i))->text;
  }
  if (!group_cards (shapes, texts, cards->len, order, labels, &n_groups, error))
    return NULL;
  labeller = nord_labeller_new (texts, cards->len);
  members = g_new (GArray *, n_groups + 1);
  for (guint g = 0; g < n_groups; g++)
    members[g] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < cards->len; i++)
    if (labels[i] != NORD_PLACE_ALONE)
      g_array_append_val (members[labels[i]], i);
  for (guint g = 0; g < n_groups; g++) {
    NordProposal *proposal;
    const guint *which = (const guint *) members[g]->data;

    if (members[g]->len < order->min_size) {
      g_array_unref (members[g]);
      continue;
    }
    proposal = g_object_new (NORD_TYPE_PROPOSAL, NULL);

    proposal->size = members[g]->len;
    proposal->members = g_new0 (char *, proposal->size + 1);
    for (guint m = 0; m < proposal->size; m++)
      proposal->members[m] = g_strdup (((NordCard *) g_ptr_array_index (cards, which[m]))->id);
    cancelled = cancelled || g_cancellable_is_cancelled (cancellable);
    if (!cancelled) {
      measure_members (proposal, cards, which);
      name_proposal (proposal, labeller, which,
                     order->by == NORD_BY_WORDS || proposal->hull == NULL
                       ? NULL
                       : find_place_name (proposal, place_names),
                     taken);
      proposal->reason = give_reason (proposal, order, labeller, cards, which);
    }
    g_ptr_array_add (found, proposal);
    g_array_unref (members[g]);
  }
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || cancelled)
    return NULL;
  g_ptr_array_sort (found, compare_proposals);
  return g_steal_pointer (&found);
}

/**
 * nord_proposal_find_by_place:
 * @cards: (element-type NordCard): ideas
 * @place_names: (element-type NordPlaceName) (nullable): names to choose from
 * @radius: metres within which ideas are neighbours
 * @min_size: ideas that make a group, 2 or more
 * @cancellable: (nullable): looked at between the groups
 *
 * nord_proposal_find() by place within a radius.
 *
 * Errors: %G_IO_ERROR_CANCELLED only.
 *
 * Returns: (transfer full) (element-type NordProposal): the largest first, or NULL with @error set
 */
GPtrArray *
nord_proposal_find_by_place (GPtrArray *cards,
                             GPtrArray *place_names,
                             double radius,
                             guint min_size,
                             GCancellable *cancellable,
                             GError **error)
{
  NordProposalOrder order = {NORD_BY_PLACE, radius, 0, min_size, 0};

  g_return_val_if_fail (radius >= NORD_PLACE_MIN_RADIUS, NULL);
  return nord_proposal_find (cards, place_names, &order, cancellable, error);
}

const char *
nord_proposal_get_name (NordProposal *self)
{
  g_return_val_if_fail (NORD_IS_PROPOSAL (self), NULL);
  return self->name;
}

/**
 * nord_proposal_set_name:
 * @self: a proposal
 * @name: another name that people agreed on before accepting it
 */
void
nord_proposal_set_name (NordProposal *self, const char *name)
{
  g_return_if_fail (NORD_IS_PROPOSAL (self) && name != NULL);
  if (g_strcmp0 (name, self->name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

const char *
nord_proposal_get_reason (NordProposal *self)
{
  g_return_val_if_fail (NORD_IS_PROPOSAL (self), NULL);
  return self->reason;
}

guint
nord_proposal_get_size (NordProposal *self)
{
  g_return_val_if_fail (NORD_IS_PROPOSAL (self), 0);
  return self->size;
}

/**
 * nord_proposal_get_members:
 * @self: a proposal
 *
 * Returns: (transfer none) (array zero-terminated=1): ids of the ideas, in the order of the cards
 */
const char *const *
nord_proposal_get_members (NordProposal *self)
{
  g_return_val_if_fail (NORD_IS_PROPOSAL (self), NULL);
  return (const char *const *) self->members;
}

/**
 * nord_proposal_get_centre:
 * @self: a proposal
 * @lon: (out): longitude in degrees
 * @lat: (out): latitude in degrees
 *
 * The mean of the positions that stand for the ideas.
 */
void
nord_proposal_get_centre (NordProposal *self, double *lon, double *lat)
{
  g_return_if_fail (NORD_IS_PROPOSAL (self));
  *lon = self->lon;
  *lat = self->lat;
}

/**
 * nord_proposal_get_hull:
 * @self: a proposal
 *
 * Returns: (transfer none) (nullable): the convex hull of the ideas: an area, or a line or point
 *   where they lie like that; NULL where none has a place
 */
NordShape *
nord_proposal_get_hull (NordProposal *self)
{
  g_return_val_if_fail (NORD_IS_PROPOSAL (self), NULL);
  return self->hull;
}
