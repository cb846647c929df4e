/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli map-print [WORKSHOP] -o FILE.pdf: the map on paper, from A4 to A0. */
#include "config.h"

#include "cli/command.h"
#include "cli/map-packs.h"
#include "core/geo/mercator.h"
#include "core/map/map-sheet.h"
#include "core/model/moderation.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct {
  char *paper, *tiled, *center, *area, *style, *title, *output;
  char **packs;
  double zoom, dpi;
  gboolean portrait, marks, no_layers;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->paper);
  g_free (self->tiled);
  g_free (self->center);
  g_free (self->area);
  g_free (self->style);
  g_free (self->title);
  g_free (self->output);
  g_strfreev (self->packs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

typedef struct {
  GArray *pins;      /* (owned) of NordMapPin */
  guint n_kept_back; /* not released */
  guint n_left_out;  /* beyond what a sheet takes */
} Ideas;

static void
pin_clear (NordMapPin *pin)
{
  g_free (pin->text);
}

/* A sheet is for everybody's eyes: what nobody has released stays off it. */
static void
take_idea (const char *id, const NordValue *values, gpointer data)
{
  Ideas *ideas = data;
  const NordValue *shape = &values[NORD_IDEA_SHAPE], *title = &values[NORD_IDEA_TITLE];
  const NordValue *moderation = &values[NORD_IDEA_MODERATION];
  NordMapPin pin = {0};

  if (shape->kind != NORD_VALUE_SHAPE)
    return;
  if (moderation->kind != NORD_VALUE_TEXT || !nord_moderation_is_public (moderation->text)) {
    ideas->n_kept_back++;
    return;
  }
  if (ideas->pins->len >= NORD_MAP_SHEET_MOST_PINS) {
    ideas->n_left_out++;
    return;
  }
  nord_shape_get_anchor (shape->shape, &pin.lon, &pin.lat);
  pin.text = g_strdup (title->kind == NORD_VALUE_TEXT ? title->text : "");
  g_array_append_val (ideas->pins, pin);
}

/* The own layers that the map shows: NULL with @error on failure. */
static NordSheetPlans *
read_plans (NordStore *store, GError **error)
{
  g_autoptr (NordSheetPlans) plans = nord_sheet_plans_new ();
  g_autoptr (GPtrArray) layers = nord_store_read_all (store, NORD_NOUN_LAYER, error);
  g_autoptr (GPtrArray) features = NULL;

  if (layers == NULL)
    return NULL;
  for (guint i = 0; i < layers->len; i++)
    nord_sheet_plans_add_layer (plans, layers->pdata[i]);
  if (nord_sheet_plans_get_n (plans) > 0) {
    features = nord_store_read_all (store, NORD_NOUN_LAYER_FEATURE, error);
    if (features == NULL)
      return NULL;
    for (guint i = 0; i < features->len; i++)
      nord_sheet_plans_add_feature (plans, features->pdata[i]);
  }
  return g_steal_pointer (&plans);
}

static gboolean
read_format (const char *output, NordSheetFormat *format)
{
  static const char *const suffixes[] = {".pdf", ".svg", ".png"};
  g_autofree char *lower = g_ascii_strdown (output, -1);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    if (g_str_has_suffix (lower, suffixes[i])) {
      *format = (NordSheetFormat) i;
      return TRUE;
    }
  }
  return FALSE;
}

/* NORD_EXIT_OK, or what is wrong with the options. */
static int
read_wish (NordCall *call,
           const Options *options,
           NordMapSheetWish *wish,
           NordMapStyleKind *kind,
           NordSheetFormat *format)
{
  double middle[2];

  if (options->output == NULL)
    return nord_call_misused (call, _ ("--output is missing"));
  if (!read_format (options->output, format))
    return nord_call_misused (call, _ ("The output ends in .pdf, .svg or .png"));
  if (!nord_paper_from_word (options->paper ? options->paper : "a4", &wish->poster) ||
      (options->tiled && !nord_paper_from_word (options->tiled, &wish->page)))
    return nord_call_misused (call, _ ("Paper is one of: %s"), "a4, a3, a2, a1, a0");
  if (!options->portrait)
    wish->poster = (NordPaper){wish->poster.height, wish->poster.width};
  if (options->area) {
    wish->has_area = TRUE;
    if (!nord_numbers_parse (options->area, ',', wish->area, 4) || fabs (wish->area[0]) > 180 ||
        fabs (wish->area[2]) > 180 || fabs (wish->area[1]) > NORD_MERCATOR_MAX_LAT ||
        fabs (wish->area[3]) > NORD_MERCATOR_MAX_LAT || wish->area[0] >= wish->area[2] ||
        wish->area[1] >= wish->area[3])
      return nord_call_misused (call, _ ("--area wants four numbers: west,south,east,north"));
  } else if (options->center) {
    if (!nord_numbers_parse (options->center, ',', middle, 2) || fabs (middle[0]) > 180 ||
        fabs (middle[1]) > NORD_MERCATOR_MAX_LAT)
      return nord_call_misused (call, _ ("--center wants two numbers: longitude,latitude"));
    wish->lon = middle[0];
    wish->lat = middle[1];
  } else {
    return nord_call_misused (call, _ ("Where? Give --center or --area"));
  }
  if (!(options->zoom >= 0 && options->zoom <= 20))
    return nord_call_misused (call, _ ("--zoom goes from 0 to 20"));
  if (!(options->dpi >= 36 && options->dpi <= 600))
    return nord_call_misused (call, _ ("--dpi goes from 36 to 600"));
  if (options->style && !nord_map_style_kind_from_word (options->style, kind))
    return nord_call_misused (call, _ ("--style must be one of: %s"),
                              "light, dark, contrast, calm");
  wish->zoom = options->zoom;
  wish->title = options->title;
  wish->marks = options->marks;
  return NORD_EXIT_OK;
}

static int
print_sheet (NordCall *call,
             const Options *options,
             NordMapSheetWish *wish,
             NordMapStyleKind kind,
             NordSheetFormat format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordTileStack) stack = NULL;
  g_autoptr (NordMapStyle) style = NULL;
  g_autoptr (NordMapSheet) sheet = NULL;
  g_autoptr (GArray) pins = g_array_new (FALSE, FALSE, sizeof (NordMapPin));
  g_autoptr (NordSheetPlans) plans = NULL;
  g_autofree char *licence = NULL;
  Ideas ideas = {.pins = pins};
  guint n_packs = options->packs ? g_strv_length (options->packs) : 0;
  guint n_pages;

  g_array_set_clear_func (pins, (GDestroyNotify) pin_clear);
  if (call->n_arguments > 0) {
    NordStore *store = nord_call_open (call, call->arguments[0], NORD_STORE_OPEN_READ_ONLY);
    gboolean read;

    if (store == NULL)
      return NORD_EXIT_FAILED;
    read = nord_store_visit (store, NORD_NOUN_IDEA, take_idea, &ideas, &error) &&
           (options->no_layers || (plans = read_plans (store, &error)) != NULL);
    g_object_unref (store);
    if (!read)
      return nord_call_failed (call, error);
  }
  stack = nord_map_packs_open (options->packs, n_packs, &error);
  if (stack == NULL)
    return nord_call_failed (call, error);
  style = nord_map_style_new (kind, &error);
  if (style == NULL)
    return nord_call_failed (call, error);
  licence = nord_tile_stack_dup_licence (stack);
  wish->licence = licence;
  wish->pins = (const NordMapPin *) (void *) pins->data;
  wish->n_pins = pins->len;
  wish->plans = plans;
  sheet = nord_map_sheet_new (stack, style, wish, call->cancellable, &error);
  if (sheet == NULL || !nord_map_sheet_write (sheet, options->output, format, options->dpi,
                                              call->cancellable, &error))
    return nord_call_failed (call, error);
  n_pages = nord_map_sheet_get_n_pages (sheet);
  if (call->json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    json_builder_begin_object (builder);
    nord_call_add_text (builder, "output", options->output);
    nord_call_add_integer (builder, "pages", n_pages);
    nord_call_add_integer (builder, "ideas", nord_map_sheet_get_n_pins (sheet));
    nord_call_add_integer (builder, "layers", nord_map_sheet_get_n_plans (sheet));
    nord_call_add_integer (builder, "kept_back", ideas.n_kept_back);
    nord_call_add_integer (builder, "left_out", ideas.n_left_out);
    nord_map_packs_add_damaged (builder, stack, options->packs, n_packs);
    json_builder_end_object (builder);
    nord_call_print_json (call, builder);
  }
  nord_call_say (call, ngettext ("%u page.", "%u pages.", n_pages), n_pages);
  if (ideas.n_kept_back > 0)
    nord_call_say (call,
                   ngettext ("%u idea is not released and stays off the map.",
                             "%u ideas are not released and stay off the map.", ideas.n_kept_back),
                   ideas.n_kept_back);
  if (ideas.n_left_out > 0)
    nord_call_say (call,
                   ngettext ("%u idea more has no room: a sheet takes %d.",
                             "%u ideas more have no room: a sheet takes %d.", ideas.n_left_out),
                   ideas.n_left_out, NORD_MAP_SHEET_MOST_PINS);
  return nord_map_packs_tell (call, stack, options->packs, n_packs);
}

static int
run (NordCall *call, int argc, char **argv)
{
  g_auto (Options) options = {.zoom = 14, .dpi = 150};
  NordMapSheetWish wish = {0};
  NordMapStyleKind kind = NORD_MAP_STYLE_LIGHT;
  NordSheetFormat format = NORD_SHEET_PDF;
  int status;
  const GOptionEntry entries[] = {
    {"paper", 'p', 0, G_OPTION_ARG_STRING, &options.paper, "a4, a3, a2, a1, a0 (a4)", N_ ("PAPER")},
    {"tiled", 0, 0, G_OPTION_ARG_STRING, &options.tiled,
     N_ ("Print it on several sheets of this paper, with overlap"), N_ ("PAPER")},
    {"portrait", 0, 0, G_OPTION_ARG_NONE, &options.portrait, N_ ("Upright"), NULL},
    {"center", 0, 0, G_OPTION_ARG_STRING, &options.center, N_ ("The middle of the map, in degrees"),
     "LON,LAT"},
    {"zoom", 'z', 0, G_OPTION_ARG_DOUBLE, &options.zoom, N_ ("Zoom level, 0 to 20 (14)"), "Z"},
    {"area", 0, 0, G_OPTION_ARG_STRING, &options.area,
     N_ ("Instead of middle and zoom: what has to be on it, in degrees"), "W,S,E,N"},
    {"title", 't', 0, G_OPTION_ARG_STRING, &options.title, N_ ("Headline"), N_ ("TEXT")},
    {"marks", 0, 0, G_OPTION_ARG_NONE, &options.marks,
     N_ ("Marks at the corners, for photographs of the sheet"), NULL},
    {"no-layers", 0, 0, G_OPTION_ARG_NONE, &options.no_layers,
     N_ ("Without the own layers of the workshop"), NULL},
    {"style", 0, 0, G_OPTION_ARG_STRING, &options.style, "light, dark, contrast, calm (light)",
     N_ ("STYLE")},
    {"pack", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.packs,
     N_ ("A map pack; may be given several times"), "PACK"},
    {"dpi", 0, 0, G_OPTION_ARG_DOUBLE, &options.dpi, N_ ("Dots per inch of a PNG (150)"), "N"},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
     N_ ("Where the map goes: .pdf, .svg or .png"), N_ ("FILE")},
    {NULL},
  };

  if (!nord_call_parse (call, entries, argc, argv, 0, 1, &status))
    return status;
  status = read_wish (call, &options, &wish, &kind, &format);
  return status == NORD_EXIT_OK ? print_sheet (call, &options, &wish, kind, format) : status;
}

const NordCommand nord_command_map_print = {
  .name = "map-print",
  .arguments = N_ ("[WORKSHOP]"),
  .summary = N_ ("Put the map on paper, from A4 to A0"),
  .description =
    N_ ("With a workshop, its released ideas become numbered pins with a list, and the own layers "
        "that its map shows lie below, with a legend. Without one, it is a base map to draw on."),
  .run = run,
};
