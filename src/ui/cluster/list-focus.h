/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A list whose rows come and go while somebody is on one of them. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* As gtk_list_box_bind_model (), but the focus never goes down with a row: it goes to the one that
 * stands there then, or to @otherwise (unowned) where none is left. */
void nord_list_focus_bind (GtkListBox *box,
                           GListModel *model,
                           GtkListBoxCreateWidgetFunc make,
                           gpointer data,
                           GtkWidget *otherwise);

G_END_DECLS
