/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Names of buttons and lists for assistive technology, taken from what sighted people read. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives every button below @root the name of its label (without the underline of the access key)
 * or of its tooltip. GTK 4.8 would tell "_Close Close" for the one and "GtkImage" for the other.
 * The window and each page do this for their templates; rows made later do it for themselves. */
void nord_naming_apply (GtkWidget *root);

G_END_DECLS
