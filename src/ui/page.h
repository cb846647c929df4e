/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One side of an open workshop, shown by the view switcher: collect, order, weigh, sync. A page
 * knows the session and its document; it knows no other page and no window. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_PAGE (nord_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (NordPage, nord_page, NORD, PAGE, AdwBin)

struct _NordPageClass {
  AdwBinClass parent_class;

  /* The session is there (once, right after construction); chain up first. The document of the
   * session may still be NULL and comes with its notify::document. */
  void (*set_session) (NordPage *self, NordSession *session);
  /* The page came into view, or went out of it. */
  void (*activate) (NordPage *self);
  void (*deactivate) (NordPage *self);
  /* (transfer container) (element-type GtkWidget) the panes that F6 walks through, in order. By
   * default the page itself. */
  GPtrArray *(*list_panes) (NordPage *self);
};

NordSession *nord_page_get_session (NordPage *self); /* (nullable) (transfer none) */
void nord_page_set_session (NordPage *self, NordSession *session);
/* A short cut: (nullable) (transfer none) the document of the session. */
NordDocument *nord_page_get_document (NordPage *self);

void nord_page_activate (NordPage *self);
void nord_page_deactivate (NordPage *self);
GPtrArray *nord_page_list_panes (NordPage *self);
/* F6: moves the focus from @header through the panes and round again. */
void nord_page_step_pane (NordPage *self, GtkWidget *header, gboolean forward);

G_END_DECLS
