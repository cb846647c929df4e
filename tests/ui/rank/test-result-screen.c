/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The result on the projector, every page of every method on screens from 1024 × 768 to 3840 ×
 * 2160: letters are a twentieth of its height at least, what is put to the room a twelfth, and
 * nothing is cut. With NORD_SHOTS set to a folder, pictures of them are left there. */
#include "ui/rank/matrix-view.h"
#include "ui/rank/result-screen.h"

#include "core/rank/polling.h"
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

static const int screens[][2] = {{1024, 768}, {1280, 720}, {1920, 1080}, {3840, 2160}};

static const char *const names[] = {
  "Trinkbrunnen am Nordmarkt",
  "Bänke mit Lehnen rund um den Spielplatz",
  "Licht im Stollenpark",
  "Hochbeete an der Zeche Minister Stein, von der Schule gepflegt",
  "Zebrastreifen vor der Kita in der Bornstraße",
  "Fahrradständer",
  "Ein Dach über der Bühne am Borsigplatz",
  "Linden statt Parkplätze",
};

/* All that is wrong is told, not only the first. */
#define COMPLAIN(...)                                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_test_message (__VA_ARGS__);                                                                  \
    g_test_fail ();                                                                                \
  }                                                                                                \
  G_STMT_END

typedef struct {
  NordDocument *document; /* (owned) */
  NordSession *session;   /* (owned) */
  GtkWidget *parent;      /* (unowned) */
  char *folder;           /* (owned) */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (NordProgramme) programme = nord_programme_new_default ("de");
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("nord-screen-XXXXXX", NULL);
  path = g_build_filename (self->folder, "w.gpkg", NULL);
  self->document = nord_document_create (path, "Abend", &error);
  g_assert_no_error (error);
  self->session = nord_session_new (programme);
  nord_session_set_document (self->session, self->document);
  self->parent = gtk_window_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  gtk_window_destroy (GTK_WINDOW (self->parent));
  nord_session_set_document (self->session, NULL);
  g_clear_object (&self->session);
  nord_document_close (self->document);
  g_clear_object (&self->document);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (self->folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (self->folder);
  g_free (self->folder);
}

static void
apply (Fixture *self, NordChangeSet *set)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (set);
  nord_document_apply (self->document, set, &error);
  g_assert_no_error (error);
}

/* (transfer none) the open poll that @set makes. */
static NordRecord *
open_poll (Fixture *self, NordChangeSet *set)
{
  g_autofree char *id = g_strdup (((NordChange *) g_ptr_array_index (set->changes, 0))->target);

  apply (self, set);
  apply (self, nord_polling_step (nord_document_lookup (self->document, id), NORD_POLL_EVENT_OPEN));
  return nord_document_lookup (self->document, id);
}

static NordRecord *
new_poll (Fixture *self, NordPollMethod method, const char *title, guint n_options, gint64 budget)
{
  NordPollOption options[G_N_ELEMENTS (names)] = {0};
  const NordPollDraft draft = {.title = title,
                               .method = method,
                               .options = options,
                               .n_options = n_options,
                               .dots = 5,
                               .cap = 3,
                               .budget = budget};

  for (guint o = 0; o < n_options; o++)
    options[o] = (NordPollOption){g_strdup_printf ("option-%u", o), g_strdup ("cluster"),
                                  g_strdup (names[o]), 900 + 650 * (gint64) o};
  NordRecord *poll = open_poll (self, nord_polling_create (&draft));
  for (guint o = 0; o < n_options; o++) {
    g_free (options[o].id);
    g_free (options[o].noun);
    g_free (options[o].label);
  }
  return poll;
}

/* Ballots by every channel whose marks differ from option to option, one of them void; then closed.
 */
static void
vote (Fixture *self, NordRecord *poll, guint turn)
{
  GListModel *ballots = nord_document_get_list (self->document, NORD_NOUN_BALLOT);
  g_autoptr (NordPolling) data = nord_polling_read (poll, ballots);
  const guint n = data->options->len;
  g_autofree guint *marks = g_new0 (guint, nord_polling_get_n_marks (data) + 1);

  for (guint b = 0; b < 14; b++) {
    memset (marks, 0, nord_polling_get_n_marks (data) * sizeof (guint));
    for (guint o = 0; o < n; o++) {
      const guint mixed = (o * 3 + b * 5 + turn) % 7;

      if (data->method == NORD_METHOD_RATING)
        marks[o * data->n_columns + mixed % data->n_columns] = 1;
      else if (data->method == NORD_METHOD_MATRIX)
        marks[o * 2] = 1 + (o + b % 2) % n, marks[o * 2 + 1] = 1 + (o * 3 + b % 3) % n;
      else if (data->method == NORD_METHOD_RANKING)
        marks[o] = mixed;
      else if (data->method == NORD_METHOD_BUDGET)
        marks[o] = (o + b) % 4 < 2 ? 1 : 0;
      else
        marks[o] = o == b % n || o == (b / 2) % n ? 1 : 0;
    }
    if (data->method == NORD_METHOD_BUDGET)
      for (guint o = n; o-- > 0 && nord_polling_sum_costs (data, marks) > data->budget;)
        marks[o] = 0;
    apply (self, nord_polling_cast (poll, data, (NordChannel) (1 + b % 3), 1, marks));
  }
  g_autoptr (NordRecord) last = g_list_model_get_item (ballots, 0);
  apply (self, nord_polling_void (last, "Doppelt gezählt"));
  apply (self, nord_polling_step (poll, NORD_POLL_EVENT_CLOSE));
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_type (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* Of the font that words of @widget are drawn with, in pixels. */
static double
letters_of (PangoContext *context)
{
  PangoFontDescription *font = pango_context_get_font_description (context);

  g_assert_true (pango_font_description_get_size_is_absolute (font));
  return (double) pango_font_description_get_size (font) / PANGO_SCALE;
}

typedef struct {
  GtkWidget *screen; /* (unowned) */
  const char *where; /* (unowned) */
  double smallest;   /* of the screen's height */
  guint n_labels;
  gboolean first; /* of the pages: what is asked stands there in full */
} Look;

/* A name on a row of its own may end in dots, and what is asked does above its results. */
static void
check (GtkWidget *widget, Look *look)
{
  const double height = gtk_widget_get_height (look->screen);
  graphene_rect_t at;

  if (!gtk_widget_get_mapped (widget))
    return;
  if (NORD_IS_MATRIX_VIEW (widget)) {
    const double letters = letters_of (gtk_widget_get_pango_context (widget));

    if (letters < height / 20)
      COMPLAIN ("%s: words on the axes are %g of %g", look->where, letters, height);
    look->smallest = MIN (look->smallest, letters / height);
  }
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0') {
    PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (widget));
    const gboolean row = !gtk_label_get_wrap (GTK_LABEL (widget)) ||
                         (gtk_widget_has_css_class (widget, "screen-title") && !look->first);
    const gboolean put = gtk_widget_has_css_class (widget, "screen-title") ||
                         gtk_widget_has_css_class (widget, "screen-prompt");
    const double letters = letters_of (pango_layout_get_context (layout));
    int width, text;

    pango_layout_get_pixel_size (layout, &width, &text);
    g_assert_true (gtk_widget_compute_bounds (widget, look->screen, &at));
    if (letters < height / (put ? 12 : 20))
      COMPLAIN ("%s: “%s” has letters of %g on %g", look->where,
                gtk_label_get_text (GTK_LABEL (widget)), letters, height);
    if ((!row && pango_layout_is_ellipsized (layout)) ||
        text > gtk_widget_get_height (widget) + 1 || at.origin.x < -1 || at.origin.y < -1 ||
        at.origin.x + at.size.width > gtk_widget_get_width (look->screen) + 1 ||
        at.origin.y + at.size.height > height + 1)
      COMPLAIN ("%s: “%s” is cut: %g × %g at %g, %g", look->where,
                gtk_label_get_text (GTK_LABEL (widget)), at.size.width, at.size.height, at.origin.x,
                at.origin.y);
    look->smallest = MIN (look->smallest, letters / height);
    look->n_labels++;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check (child, look);
}

static void
settle (guint ms)
{
  const gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (200);
  }
}

static void
save_picture (GtkWidget *window, const char *where)
{
  const char *folder = g_getenv ("NORD_SHOTS");
  const int width = gtk_widget_get_width (window), height = gtk_widget_get_height (window);
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = NULL;
  GtkSnapshot *snapshot;

  if (folder == NULL)
    return;
  settle (1200);
  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return;
  path = g_strdup_printf ("%s/%s.png", folder, where);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_texture_save_to_png (texture, path);
}

/* Every page on every screen. */
static void
look_at (Fixture *self, NordRecord *poll, const char *what)
{
  for (guint s = 0; s < G_N_ELEMENTS (screens); s++) {
    GtkWindow *window = nord_result_screen_new (GTK_WINDOW (self->parent), self->session, poll);
    GtkStack *stack = GTK_STACK (find_type (GTK_WIDGET (window), GTK_TYPE_STACK));
    g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (stack);
    const guint n = g_list_model_get_n_items (G_LIST_MODEL (pages));

    gtk_stack_set_transition_type (stack, GTK_STACK_TRANSITION_TYPE_NONE);
    gtk_window_unfullscreen (window);
    gtk_window_set_default_size (window, screens[s][0], screens[s][1]);
    gtk_window_present (window);
    for (guint i = 0; i < 100 && gtk_widget_get_height (GTK_WIDGET (window)) < screens[s][1]; i++)
      settle (10);
    for (guint p = 0; p < n; p++) {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (pages), p);
      GtkWidget *page = gtk_stack_page_get_child (GTK_STACK_PAGE (item));
      g_autofree char *where = g_strdup_printf ("%s-%d-%02u", what, screens[s][1], p + 1);
      int least;
      Look look = {GTK_WIDGET (window), where, 1, 0, p == 0};

      gtk_stack_set_visible_child (stack, page);
      for (guint i = 0; i < 100 && !gtk_widget_get_mapped (page); i++)
        settle (10);
      /* Letters come with the size, which comes with the first frame. */
      for (guint i = 0;
           i < 300 && gtk_widget_get_height (find_type (page, GTK_TYPE_LABEL)) < screens[s][1] / 12;
           i++)
        settle (10);
      settle (50);
      gtk_widget_measure (page, GTK_ORIENTATION_VERTICAL, screens[s][0], &least, NULL, NULL, NULL);
      if (least > screens[s][1])
        COMPLAIN ("%s: the page is %d high", where, least);
      check (page, &look);
      g_assert_cmpuint (look.n_labels, >, 1);
      save_picture (GTK_WIDGET (window), where);
      g_test_message ("%s: smallest letters 1/%.1f of the height", where, 1 / look.smallest);
    }
    gtk_window_destroy (window);
  }
}

static void
test_dots (Fixture *self, gconstpointer data)
{
  NordRecord *poll = new_poll (self, NORD_METHOD_DOTS, "Was zuerst?", G_N_ELEMENTS (names), 0);

  vote (self, poll, 0);
  poll = open_poll (self, nord_polling_repeat (poll, "Was zuerst? (nach der Diskussion)"));
  vote (self, poll, 3);
  look_at (self, poll, "dots");
}

/* A question as long as it gets, in two rows of large letters. */
static void
test_rating (Fixture *self, gconstpointer data)
{
  NordRecord *poll = new_poll (self, NORD_METHOD_RATING,
                               "Was halten Sie von den Vorschlägen für den Nordmarkt, die in den "
                               "drei Abenden zusammengekommen sind?",
                               6, 0);

  vote (self, poll, 0);
  look_at (self, poll, "rating");
}

static void
test_ranking (Fixture *self, gconstpointer data)
{
  NordRecord *poll = new_poll (self, NORD_METHOD_RANKING, "Was zuerst?", 6, 0);

  vote (self, poll, 0);
  look_at (self, poll, "ranking");
}

static void
test_budget (Fixture *self, gconstpointer data)
{
  NordRecord *poll =
    new_poll (self, NORD_METHOD_BUDGET, "Wofür das Geld?", G_N_ELEMENTS (names), 9000);

  vote (self, poll, 0);
  look_at (self, poll, "budget");
}

static void
test_matrix (Fixture *self, gconstpointer data)
{
  NordRecord *poll =
    new_poll (self, NORD_METHOD_MATRIX, "Was lohnt sich?", G_N_ELEMENTS (names), 0);

  vote (self, poll, 0);
  look_at (self, poll, "matrix");
}

int
main (int argc, char **argv)
{
  g_autofree char *runtime = g_dir_make_tmp (NULL, NULL);
  g_autoptr (GtkCssProvider) provider = NULL;

  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/io/github/nordwaerts/Nordwaerts/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_test_add ("/result-screen/dots", Fixture, NULL, set_up, test_dots, tear_down);
  g_test_add ("/result-screen/rating", Fixture, NULL, set_up, test_rating, tear_down);
  g_test_add ("/result-screen/ranking", Fixture, NULL, set_up, test_ranking, tear_down);
  g_test_add ("/result-screen/budget", Fixture, NULL, set_up, test_budget, tear_down);
  g_test_add ("/result-screen/matrix", Fixture, NULL, set_up, test_matrix, tear_down);
  return g_test_run ();
}
