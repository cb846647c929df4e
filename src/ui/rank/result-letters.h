/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How large letters on the projector are, so that they are read from ten metres: running words a
 * twentieth of the screen's height at least, what is put to the room a twelfth. All that they take
 * grows with them, so what fits one screen fits all that are as wide. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  NORD_LETTERS_LINE,
  NORD_LETTERS_TITLE,
  NORD_LETTERS_PROMPT,
  NORD_LETTERS_NUMBER,
} NordLetters;

/* Pixels, on a screen of 4:3 of this height, the narrowest that they are made for. */
#define NORD_LETTERS_REFERENCE 1080
/* Of a title above something else: the first page has all of it. */
#define NORD_LETTERS_TITLE_ROWS 2

/* (transfer full) the style for a screen of @width and @height pixels. */
char *nord_result_letters_format_style (int width, int height);
/* What @text takes at @letters, and the gap below it, in pixels of the reference; @widget has the
 * font. */
int nord_result_letters_measure (GtkWidget *widget, const char *text, NordLetters letters);
/* What is left below a title, and what one line with a bar, or with two of them, takes of it. */
int nord_result_letters_room (GtkWidget *widget, const char *title);
int nord_result_letters_bar (GtkWidget *widget, guint n_bars);
/* How many pages of that title @lines (element-type utf8) need so that none is cut, at most @most
 * on one; the same for @n lines with bars. */
guint nord_result_letters_count_pages (GtkWidget *widget,
                                       const char *title,
                                       GPtrArray *lines,
                                       guint most);
guint
nord_result_letters_count_bar_pages (GtkWidget *widget, const char *title, guint n, guint n_bars);
/* Whether one of @n_pages begins with the @i-th of @n: none is fuller than another by more than
 * one.
 */
gboolean nord_result_letters_begin_page (guint i, guint n, guint n_pages);

G_END_DECLS
