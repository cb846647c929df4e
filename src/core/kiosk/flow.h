/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a resident sees at a station, one screen after the other, as a table of states. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NORD_SCREEN_ATTRACT,  /* K0 */
  NORD_SCREEN_LANGUAGE, /* K1 */
  NORD_SCREEN_WAY,      /* K2 */
  NORD_SCREEN_NOTICE,   /* K3 */
  NORD_SCREEN_DRAW,     /* K4 */
  NORD_SCREEN_FIND,     /* K4: a place by its name, back to the map with it */
  NORD_SCREEN_ABOUT,    /* K5: the topic */
  NORD_SCREEN_TEXT,     /* K5: words, for whoever wants to */
  NORD_SCREEN_CHECK,    /* K6 */
  NORD_SCREEN_THANKS,   /* K7 */
  NORD_SCREEN_LOOK,     /* K12 */
  NORD_SCREEN_VOTE,     /* K13 */
  NORD_SCREEN_VOTED,    /* its thanks */
  NORD_SCREEN_QUESTION, /* children: a card with a question */
  NORD_SCREEN_STICK,    /* children: stickers on the map */
  NORD_SCREEN_PAINT,    /* children: a picture, for whoever wants to */
  NORD_SCREEN_SWITCH,   /* K1 again, over any of those before */
  NORD_SCREEN_STILL,    /* K8: likewise */
  NORD_SCREEN_STAFF,    /* K9 and K10: likewise */
  NORD_SCREEN_LOCKED,   /* by the staff, for cleaning: likewise */
  NORD_SCREEN_PAUSE,    /* K11 */
  NORD_SCREEN_RESUME,   /* the program was killed over somebody's draft */
  NORD_N_SCREENS
} NordScreen;

typedef enum {
  NORD_KIOSK_TOUCH, /* anywhere on the attract screen, or "I am still here" */
  NORD_KIOSK_NEXT,  /* language or way chosen, notice agreed to, shape drawn, topic taken */
  NORD_KIOSK_BACK,
  NORD_KIOSK_CANCEL,
  NORD_KIOSK_WRITE,   /* some words to it */
  NORD_KIOSK_FIND,    /* a place by its name */
  NORD_KIOSK_LOOK,    /* at the ideas of others */
  NORD_KIOSK_SWITCH,  /* another language */
  NORD_KIOSK_SENT,    /* saved, after COMMIT */
  NORD_KIOSK_FAILED,  /* could not be saved */
  NORD_KIOSK_AGAIN,   /* one more idea */
  NORD_KIOSK_IDLE,    /* nobody touched for a while */
  NORD_KIOSK_EXPIRED, /* nor after being asked */
  NORD_KIOSK_STAFF,   /* the hidden corner */
  NORD_KIOSK_LOCK,
  NORD_KIOSK_UNLOCK,
  NORD_KIOSK_FOUND,    /* a draft was found at the start */
  NORD_KIOSK_DRAFT,    /* it, or the last one, is taken up again */
  NORD_KIOSK_POLLS,    /* way chosen, and polls are open */
  NORD_KIOSK_CLEAR,    /* by the staff from elsewhere: the place is for the next person */
  NORD_KIOSK_CHILDREN, /* way chosen: that for children */
  NORD_KIOSK_PAINT,    /* a picture to it */
  NORD_KIOSK_COLLAGE,  /* as DRAFT: it is one of a child */
  NORD_N_KIOSK_EVENTS
} NordKioskEvent;

typedef struct {
  NordScreen screen;
  NordScreen below; /* what SWITCH, STILL, STAFF and LOCKED came over */
  gboolean locked;  /* STAFF came over LOCKED */
  gboolean child;   /* takes part in the way for children */
} NordFlow;

void nord_flow_init (NordFlow *self);
/* FALSE: nothing happens here then. @reset: everything that the last resident left must go. */
gboolean nord_flow_go (NordFlow *self, NordKioskEvent event, gboolean *reset);
/* Seconds without a touch until IDLE, or until EXPIRED where asked already; 0: never. */
guint nord_flow_get_patience (const NordFlow *self);
/* On these a resident has begun something. */
gboolean nord_flow_is_under_way (const NordFlow *self);
const char *nord_screen_get_name (NordScreen screen); /* "draw" */

G_END_DECLS
