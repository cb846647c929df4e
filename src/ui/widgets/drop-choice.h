/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How a drop-down of words shows them: whole in its list, shortened in its button. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @drop has a GtkStringList. What is chosen then never makes a narrow window wider, as it does
 * where GTK shows it. */
void nord_drop_choice_dress (GtkDropDown *drop);
/* @choice, a GtkStringObject of such a list, is a part of the one above it and stands further in.
 */
void nord_drop_choice_set_part (GtkStringObject *choice);

G_END_DECLS
