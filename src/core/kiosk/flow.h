/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a resident sees at a station, one screen after the other, as a table of states. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NORD_SCREEN_ATTRACT,  /* K0 */
  NORD_SCREEN_LANGUAGE, /* K1 */
  NORD_SCREEN_NOTICE,   /* K3 */
  NORD_SCREEN_DRAW,     /* K4 */
  NORD_SCREEN_ABOUT,    /* K5 */
  NORD_SCREEN_THANKS,   /* K7 */
  NORD_SCREEN_STILL,    /* K8: over any of those before */
  NORD_SCREEN_STAFF,    /* K9 and K10: likewise */
  NORD_SCREEN_PAUSE,    /* K11 */
  NORD_N_SCREENS
} NordScreen;

typedef enum {
  NORD_KIOSK_TOUCH, /* anywhere on the attract screen, or "I am still here" */
  NORD_KIOSK_NEXT,  /* language chosen, notice agreed to, shape drawn */
  NORD_KIOSK_BACK,
  NORD_KIOSK_CANCEL,
  NORD_KIOSK_SENT,    /* saved, after COMMIT */
  NORD_KIOSK_FAILED,  /* could not be saved */
  NORD_KIOSK_AGAIN,   /* one more idea */
  NORD_KIOSK_IDLE,    /* nobody touched for a while */
  NORD_KIOSK_EXPIRED, /* nor after being asked */
  NORD_KIOSK_STAFF,   /* the hidden corner */
  NORD_N_KIOSK_EVENTS
} NordKioskEvent;

typedef struct {
  NordScreen screen;
  NordScreen below; /* what STILL and STAFF came over */
} NordFlow;

void nord_flow_init (NordFlow *self);
/* FALSE: nothing happens here then. @reset: everything that the last resident left must go. */
gboolean nord_flow_go (NordFlow *self, NordKioskEvent event, gboolean *reset);
/* Seconds without a touch until IDLE, or until EXPIRED where asked already; 0: never. */
guint nord_flow_get_patience (const NordFlow *self);
const char *nord_screen_get_name (NordScreen screen); /* "draw" */

G_END_DECLS
