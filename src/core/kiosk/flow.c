/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The table. What stands in no row does nothing: a second tap on a button that has gone is lost. */
#include "core/kiosk/flow.h"

#define STAY NORD_N_SCREENS
#define BELOW (NORD_N_SCREENS + 1)

static const struct {
  NordScreen from;
  NordKioskEvent event;
  guint to; /* NordScreen or BELOW */
} rows[] = {
  {NORD_SCREEN_ATTRACT, NORD_KIOSK_TOUCH, NORD_SCREEN_LANGUAGE},
  {NORD_SCREEN_ATTRACT, NORD_KIOSK_STAFF, NORD_SCREEN_STAFF},
  {NORD_SCREEN_LANGUAGE, NORD_KIOSK_NEXT, NORD_SCREEN_NOTICE},
  {NORD_SCREEN_LANGUAGE, NORD_KIOSK_BACK, NORD_SCREEN_ATTRACT},
  {NORD_SCREEN_NOTICE, NORD_KIOSK_NEXT, NORD_SCREEN_DRAW},
  {NORD_SCREEN_NOTICE, NORD_KIOSK_BACK, NORD_SCREEN_LANGUAGE},
  {NORD_SCREEN_DRAW, NORD_KIOSK_NEXT, NORD_SCREEN_ABOUT},
  {NORD_SCREEN_DRAW, NORD_KIOSK_BACK, NORD_SCREEN_NOTICE},
  {NORD_SCREEN_ABOUT, NORD_KIOSK_SENT, NORD_SCREEN_THANKS},
  {NORD_SCREEN_ABOUT, NORD_KIOSK_FAILED, NORD_SCREEN_PAUSE},
  {NORD_SCREEN_ABOUT, NORD_KIOSK_BACK, NORD_SCREEN_DRAW},
  {NORD_SCREEN_THANKS, NORD_KIOSK_AGAIN, NORD_SCREEN_DRAW},
  {NORD_SCREEN_THANKS, NORD_KIOSK_IDLE, NORD_SCREEN_ATTRACT},
  {NORD_SCREEN_THANKS, NORD_KIOSK_NEXT, NORD_SCREEN_ATTRACT},
  {NORD_SCREEN_STILL, NORD_KIOSK_TOUCH, BELOW},
  {NORD_SCREEN_STILL, NORD_KIOSK_EXPIRED, NORD_SCREEN_ATTRACT},
  {NORD_SCREEN_STAFF, NORD_KIOSK_BACK, BELOW},
  {NORD_SCREEN_STAFF, NORD_KIOSK_IDLE, BELOW},
  {NORD_SCREEN_PAUSE, NORD_KIOSK_BACK, NORD_SCREEN_ABOUT},
  {NORD_SCREEN_PAUSE, NORD_KIOSK_STAFF, NORD_SCREEN_STAFF},
};

/* On these a resident has begun something: cancel, idling and the staff's corner work alike. */
static gboolean
is_under_way (NordScreen screen)
{
  return screen == NORD_SCREEN_LANGUAGE || screen == NORD_SCREEN_NOTICE ||
         screen == NORD_SCREEN_DRAW || screen == NORD_SCREEN_ABOUT || screen == NORD_SCREEN_PAUSE;
}

static guint
find (const NordFlow *self, NordKioskEvent event)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].from == self->screen && rows[i].event == event)
      return rows[i].to;
  if (!is_under_way (self->screen) && self->screen != NORD_SCREEN_THANKS)
    return STAY;
  switch (event) {
  case NORD_KIOSK_CANCEL:
    return NORD_SCREEN_ATTRACT;
  case NORD_KIOSK_IDLE:
    return NORD_SCREEN_STILL;
  case NORD_KIOSK_STAFF:
    return NORD_SCREEN_STAFF;
  default:
    return STAY;
  }
}

void
nord_flow_init (NordFlow *self)
{
  self->screen = self->below = NORD_SCREEN_ATTRACT;
}

gboolean
nord_flow_go (NordFlow *self, NordKioskEvent event, gboolean *reset)
{
  const guint to = find (self, event);
  const NordScreen from = self->screen;

  *reset = FALSE;
  if (to == STAY)
    return FALSE;
  if (to == NORD_SCREEN_STILL || to == NORD_SCREEN_STAFF)
    self->below = self->screen;
  self->screen = to == BELOW ? self->below : (NordScreen) to;
  *reset = self->screen == NORD_SCREEN_ATTRACT && from != NORD_SCREEN_STAFF;
  return TRUE;
}

guint
nord_flow_get_patience (const NordFlow *self)
{
  switch (self->screen) {
  case NORD_SCREEN_LANGUAGE:
  case NORD_SCREEN_NOTICE:
  case NORD_SCREEN_PAUSE:
    return 90;
  case NORD_SCREEN_DRAW:
  case NORD_SCREEN_ABOUT:
    return 180;
  case NORD_SCREEN_THANKS:
    return 20;
  case NORD_SCREEN_STILL:
  case NORD_SCREEN_STAFF:
    return 30;
  case NORD_SCREEN_ATTRACT:
  case NORD_N_SCREENS:
  default:
    return 0;
  }
}

const char *
nord_screen_get_name (NordScreen screen)
{
  static const char *const names[NORD_N_SCREENS] = {"attract", "language", "notice",
                                                    "draw",    "about",    "thanks",
                                                    "still",   "staff",    "pause"};

  g_return_val_if_fail (screen < NORD_N_SCREENS, NULL);
  return names[screen];
}
