/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Why no group is proposed, in words for each way of proposing. */
#include "ui/cluster/no-proposal.h"

#include "ui/widgets/plain-text.h"

#include <glib/gi18n.h>

static const char *const reasons[NORD_N_PROPOSE_MODES] = {
  [NORD_PROPOSE_DENSITY] =
    N_ ("The ideas lie equally close everywhere, or are too few to tell. Within a distance of your "
        "choice there may be groups."),
  [NORD_PROPOSE_RADIUS] =
    N_ ("The ideas lie too far apart. Allow a greater distance or smaller groups."),
  [NORD_PROPOSE_WORDS] = N_ ("The ideas have too few words in common. Allow smaller groups."),
  [NORD_PROPOSE_BOTH] = N_ (
    "The ideas have neither place nor words in common. Move the slider or allow smaller groups."),
};

/**
 * nord_no_proposal_show:
 * @page: stands in place of the proposals
 * @way_out: the button that leads to proposals by distance
 * @n_all: ideas of the workshop
 * @n_left: ideas that could be proposed for a group
 * @mode: what was tried
 */
void
nord_no_proposal_show (AdwStatusPage *page,
                       GtkWidget *way_out,
                       guint n_all,
                       guint n_left,
                       NordProposeMode mode)
{
  g_return_if_fail (ADW_IS_STATUS_PAGE (page) && mode < NORD_N_PROPOSE_MODES);

  gtk_widget_set_visible (way_out, n_left > 0 && mode == NORD_PROPOSE_DENSITY);
  if (n_all == 0)
    nord_plain_set_status_page (page, _ ("No Ideas Yet"),
                                _ ("As soon as ideas are collected, groups are proposed here."));
  else if (n_left == 0)
    nord_plain_set_status_page (
      page, _ ("Everything Is in Order"),
      _ ("All ideas with a place are in a group. Ideas without a place can be moved by hand."));
  else
    nord_plain_set_status_page (page, _ ("No Group in Sight"), _ (reasons[mode]));
}
