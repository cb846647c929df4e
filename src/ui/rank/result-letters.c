/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* All sizes are parts of the screen's height. */
#include "ui/rank/result-letters.h"

static const int parts[] = {
  [NORD_LETTERS_LINE] = 20,
  [NORD_LETTERS_TITLE] = 12,
  [NORD_LETTERS_PROMPT] = 12,
  [NORD_LETTERS_NUMBER] = 6,
};

/* Around a page, above and below, and on both sides. */
#define PAGE_TOP 24
#define PAGE_SIDE 18
#define TITLE_GAP 36
#define LINE_GAP 40
#define BAR 32
#define BAR_GAP 60
#define FIRST_BAR 60
#define FIRST_BAR_GAP 240
/* More are not read at one glance. */
#define BARS_A_PAGE 6

/* A part of @height, never less: letters may be larger than they have to be. */
static int
part (int height, int of)
{
  return (height + of - 1) / of;
}

char *
nord_result_letters_format_style (int width, int height)
{
  /* A tall and narrow window must hold its words, too; on 4:3 they are as large as on 16:9. */
  const int h = MIN (height, width * 3 / 4);

  return g_strdup_printf (
    "resultscreen { font-size: %dpx; } resultscreen .screen-title { font-size: %dpx; }"
    "resultscreen .screen-prompt { font-size: %dpx; } resultscreen .screen-number { font-size: "
    "%dpx; } resultscreen growingbar { min-height: %dpx; margin-bottom: %dpx; }"
    "resultscreen growingbar.before { min-height: %dpx; margin-bottom: %dpx; }"
    "resultscreen .screen-page { padding: %dpx %dpx; } resultscreen .screen-title { "
    "margin-bottom: %dpx; } resultscreen .screen-line, resultscreen .screen-prompt { "
    "margin-bottom: %dpx; } resultscreen matrix { font-size: %dpx; }",
    part (h, parts[NORD_LETTERS_LINE]), part (h, parts[NORD_LETTERS_TITLE]),
    part (h, parts[NORD_LETTERS_PROMPT]), part (h, parts[NORD_LETTERS_NUMBER]), h / BAR,
    h / BAR_GAP, h / FIRST_BAR, h / FIRST_BAR_GAP, h / PAGE_TOP, h / PAGE_SIDE, h / TITLE_GAP,
    h / LINE_GAP, part (h, parts[NORD_LETTERS_LINE]));
}

/* At most @rows of it, 0: all. */
static int
measure (GtkWidget *widget, const char *text, NordLetters letters, int rows)
{
  const int reference = NORD_LETTERS_REFERENCE;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  PangoFontDescription *font = pango_font_description_copy (
    pango_context_get_font_description (pango_layout_get_context (layout)));
  int height;

  pango_font_description_set_absolute_size (font, part (reference, parts[letters]) * PANGO_SCALE);
  if (letters == NORD_LETTERS_TITLE || letters == NORD_LETTERS_NUMBER)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (reference * 4 / 3 - 2 * reference / PAGE_SIDE) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (rows > 0) {
    pango_layout_set_height (layout, -rows);
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  }
  pango_layout_get_pixel_size (layout, NULL, &height);
  if (letters == NORD_LETTERS_TITLE)
    return height + reference / TITLE_GAP;
  return letters == NORD_LETTERS_NUMBER ? height : height + reference / LINE_GAP;
}

int
nord_result_letters_measure (GtkWidget *widget, const char *text, NordLetters letters)
{
  return measure (widget, text, letters, 0);
}

int
nord_result_letters_room (GtkWidget *widget, const char *title)
{
  const int reference = NORD_LETTERS_REFERENCE;

  /* A little is left over: letters are drawn on whole pixels. */
  return reference - 2 * reference / PAGE_TOP - reference / 50 -
         measure (widget, title, NORD_LETTERS_TITLE, NORD_LETTERS_TITLE_ROWS);
}

int
nord_result_letters_bar (GtkWidget *widget, guint n_bars)
{
  const int reference = NORD_LETTERS_REFERENCE;
  const int line = nord_result_letters_measure (widget, "X", NORD_LETTERS_LINE) -
                   reference / LINE_GAP + reference / BAR + reference / BAR_GAP;

  return n_bars < 2 ? line : line + reference / FIRST_BAR + reference / FIRST_BAR_GAP;
}

gboolean
nord_result_letters_begin_page (guint i, guint n, guint n_pages)
{
  return i == 0 || i * n_pages / n != (i - 1) * n_pages / n;
}

guint
nord_result_letters_count_pages (GtkWidget *widget, const char *title, GPtrArray *lines, guint most)
{
  const int room = nord_result_letters_room (widget, title);
  const guint n = lines->len;
  guint n_pages = (n + most - 1) / most;

  for (; n_pages < n; n_pages++) {
    gboolean fits = TRUE;
    int taken = 0;

    for (guint i = 0; i < n && fits; i++) {
      taken = nord_result_letters_begin_page (i, n, n_pages) ? 0 : taken;
      taken +=
        nord_result_letters_measure (widget, g_ptr_array_index (lines, i), NORD_LETTERS_LINE);
      fits = taken <= room;
    }
    if (fits)
      break;
  }
  return n_pages;
}

guint
nord_result_letters_count_bar_pages (GtkWidget *widget, const char *title, guint n, guint n_bars)
{
  const int room = nord_result_letters_room (widget, title);
  const guint fit = (guint) MAX (room / nord_result_letters_bar (widget, n_bars), 1);
  const guint most = MIN (fit, BARS_A_PAGE);

  return (n + most - 1) / most;
}
