/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The language of a station: labels and buttons that are told to it say their words anew whenever
 * another one is chosen. */
#pragma once

#include "core/kiosk/words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_WORDING (nord_wording_get_type ())
G_DECLARE_FINAL_TYPE (NordWording, nord_wording, NORD, WORDING, GObject)

/* Signal "spoken" (): another language; the labels have it already. */
NordWording *nord_wording_new (void);
void nord_wording_speak (NordWording *self, const char *language);
const NordWords *nord_wording_get_words (NordWording *self); /* until the next language */
const char *nord_wording_get (NordWording *self, const char *key);
/* @widget, a label or a button, must live as long as this; it comes back. */
GtkWidget *nord_wording_say (NordWording *self, GtkWidget *widget, const char *key);
/* A label that wraps; both nullable: without a key it says nothing yet. */
GtkWidget *nord_wording_label (NordWording *self, const char *key, const char *style);
/* A button with such a label for the action of that name. */
GtkWidget *nord_wording_button (NordWording *self, const char *key, const char *action);
/* Adds @child to @stack as page @name, whose title, what assistive technology reads, is the word of
 * @key in the language that is spoken; the page must live as long as this. */
void nord_wording_add_page (NordWording *self,
                            GtkStack *stack,
                            GtkWidget *child,
                            const char *name,
                            const char *key);

/* The direction of the language for @widget and all in it; what is made later needs it, too, since
 * GTK hands none down. */
void nord_wording_turn (NordWording *self, GtkWidget *widget);
/* From left to right in every language: maps, numbers, codes. */
void nord_wording_keep_direction (GtkWidget *widget);

/* That what stands in @label may be read aloud, in @language, or in that of the station where it is
 * NULL. So are the words of the catalogue; all else, a resident's words before all, never is. */
void nord_wording_let_read (GtkWidget *label, const char *language);
/* FALSE: it may not. @language: (out) (nullable) (transfer none) */
gboolean nord_wording_may_read (GtkWidget *label, const char **language);

/* (nullable) @text: what a resident wrote, in whatever direction, in a label of the station. */
void nord_wording_quote (GtkLabel *label, const char *text);

G_END_DECLS
