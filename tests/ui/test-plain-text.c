/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What residents write reaches rows, toasts and status pages as it is: never markup, never a link,
 * never a warning. */
#include "ui/widgets/plain-text.h"

static const char *const strings[] = {
  "Fisch & Brot",
  "<b>fett</b>",
  "<a href=\"https://example.org\">hier</a>",
  "<span size=\"100000\">groß</span>",
  "&amp; &lt; &#x41; &nosuch;",
  "</span></b>",
  "'; DROP TABLE idea; --",
  "%s%n%d%1$s",
  "_Unter_strich_",
  "<![CDATA[x]]><!-- y -->",
  "\xe2\x80\xae von rechts \xe2\x80\xac",
  "a\xe2\x80\x8b\xe2\x80\x8b"
  "b",
  "👩‍👩‍👧‍👦 Familie",
  "مرحبا & <b>",
  "Zeile 1\nZeile 2\tTab",
  "=cmd|' /C calc'!A0",
  "",
};

typedef struct {
  const char *text;
  guint n_found;
} Search;

/* Every label below the widget whose shown text is the string; and no label that has links. */
static void
search (GtkWidget *widget, Search *find)
{
  if (GTK_IS_LABEL (widget)) {
    const char *shown = gtk_label_get_text (GTK_LABEL (widget));

    g_assert_null (gtk_label_get_current_uri (GTK_LABEL (widget)));
    g_assert_false (gtk_widget_has_css_class (widget, "link"));
    if (g_str_equal (shown, find->text))
      find->n_found++;
  }
  g_assert_false (GTK_IS_LINK_BUTTON (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    search (child, find);
}

static void
assert_shown (GtkWidget *widget, const char *text, guint at_least)
{
  Search find = {text, 0};

  search (widget, &find);
  if (*text != '\0')
    g_assert_cmpuint (find.n_found, >=, at_least);
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++) {
    g_autoptr (GtkWidget) row = g_object_ref_sink (adw_action_row_new ());

    nord_plain_set_row (ADW_ACTION_ROW (row), strings[i], strings[i]);
    assert_shown (row, strings[i], 2);
    g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, strings[i]);
    /* And a second text after the first. */
    nord_plain_set_row (ADW_ACTION_ROW (row), "Licht", NULL);
    assert_shown (row, "Licht", 1);
  }
}

static void
test_expander_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++) {
    g_autoptr (GtkWidget) row = g_object_ref_sink (adw_expander_row_new ());

    nord_plain_set_row_title (ADW_PREFERENCES_ROW (row), strings[i]);
    assert_shown (row, strings[i], 1);
  }
}

static void
test_toasts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++) {
    g_autoptr (GtkWidget) overlay = g_object_ref_sink (adw_toast_overlay_new ());

    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), nord_plain_new_toast (strings[i]));
    assert_shown (overlay, strings[i], 1);
  }
}

static void
test_status_pages (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++) {
    g_autoptr (GtkWidget) page = g_object_ref_sink (adw_status_page_new ());

    nord_plain_set_status_page (ADW_STATUS_PAGE (page), strings[i], strings[i]);
    assert_shown (page, strings[i], 2);
  }
}

static void
test_broken_bytes (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (adw_action_row_new ());
  g_autoptr (AdwToast) toast = nord_plain_new_toast ("Stra\xdf"
                                                     "e");

  /* Latin-1 bytes would end the program inside Pango. */
  nord_plain_set_row (ADW_ACTION_ROW (row),
                      "Stra\xdf"
                      "e",
                      NULL);
  g_assert_true (
    g_utf8_validate (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1, NULL));
  g_assert_true (g_utf8_validate (adw_toast_get_title (toast), -1, NULL));
}

static void
test_shorten (void)
{
  static const struct {
    const char *text;
    guint n_chars;
    const char *shown;
  } cases[] = {
    {"kurz", 10, "kurz"},
    {"genau zehn", 10, "genau zehn"},
    {"elf Zeichen", 10, "elf Zeich…"},
    {"Straße am Kanal", 7, "Straße…"},
    {" zwei\nZeilen ", 20, "zwei Zeilen"},
    {NULL, 5, ""},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *found = nord_plain_shorten (cases[i].text, cases[i].n_chars);
    g_assert_cmpstr (found, ==, cases[i].shown);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();

  g_test_add_func ("/ui/plain-text/rows", test_rows);
  g_test_add_func ("/ui/plain-text/expander-rows", test_expander_rows);
  g_test_add_func ("/ui/plain-text/toasts", test_toasts);
  g_test_add_func ("/ui/plain-text/status-pages", test_status_pages);
  g_test_add_func ("/ui/plain-text/broken-bytes", test_broken_bytes);
  g_test_add_func ("/ui/plain-text/shorten", test_shorten);

  return g_test_run ();
}
