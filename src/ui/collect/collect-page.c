/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The page where ideas are collected. */
#include "ui/collect/collect-page.h"

#include "config.h"

#include <glib/gi18n.h>

struct _NordCollectPage {
  NordPage parent_instance;
};

G_DEFINE_FINAL_TYPE (NordCollectPage, nord_collect_page, NORD_TYPE_PAGE)

static void
nord_collect_page_class_init (NordCollectPageClass *klass)
{
  NordPageClass *page_class = NORD_PAGE_CLASS (klass);

  page_class->name = "collect";
  page_class->title = NC_ ("page", "Collect");
  page_class->icon_name = "nord-collect-symbolic";

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               NORD_APP_PATH "/ui/collect/collect-page.ui");
}

static void
nord_collect_page_init (NordCollectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
