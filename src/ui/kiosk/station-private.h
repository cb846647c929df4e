/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the files of a station share: station.c has its screens, station-room.c how they are laid
 * out, station-actions.c what buttons do, station-send.c what becomes of an entry, station-staff.c
 * what the staff does there and from elsewhere. */
#pragma once

#include "core/kiosk/draft-keeper.h"
#include "core/kiosk/lost-draft.h"
#include "ui/kiosk/check-screen.h"
#include "ui/kiosk/find-screen.h"
#include "ui/kiosk/map-screen.h"
#include "ui/kiosk/paint-screen.h"
#include "ui/kiosk/plain-screens.h"
#include "ui/kiosk/question-screen.h"
#include "ui/kiosk/read-aloud.h"
#include "ui/kiosk/staff-door.h"
#include "ui/kiosk/station-bar.h"
#include "ui/kiosk/station.h"
#include "ui/kiosk/still-screen.h"
#include "ui/kiosk/text-screen.h"
#include "ui/kiosk/thanks-screen.h"
#include "ui/kiosk/topic-screen.h"
#include "ui/kiosk/vote-booth.h"
#include "ui/session.h"

G_BEGIN_DECLS

enum {
  NORD_STATION_LEFT,
  NORD_STATION_ENDED,
  NORD_STATION_TURNED,
  NORD_STATION_LOCKED,
  NORD_STATION_SCALED,
  NORD_STATION_REPORTED,
  NORD_STATION_N_SIGNALS
};
extern guint nord_station_signals[NORD_STATION_N_SIGNALS];

struct _NordStation {
  AdwBin parent_instance;

  NordSession *session;       /* (owned) */
  NordWording *wording;       /* (owned) */
  NordDraftKeeper *keeper;    /* (owned) */
  NordSimilarSource *similar; /* (owned) */
  NordFlow flow;
  guint number;
  NordEntry entry;
  NordLostDraft lost;
  double per_mm;  /* pixels */
  gint64 touched; /* monotonic */
  gint64 since;   /* monotonic: when the resident began; 0: nobody is here */
  guint sent;     /* ideas, by all residents */
  gboolean frozen;
  gboolean cut_off; /* there is nothing to touch it with */
  char *waiting;    /* (owned) (nullable) language of the resident, while the team speaks another */
  guint hurry;      /* seconds that pass in one: 1 but in tests */
  guint timer;
  guint arranging;   /* source id */
  int width, height; /* pixels of its seat */

  GtkWidget *content; /* all but the corner and the cover */
  GtkWidget *cover;   /* over what is frozen or cut off */
  GtkWidget *waits;   /* in it: one moment, please */
  GtkWidget *sorry;   /* in it: the team must come */
  GtkStack *stack;
  NordStationBar *bar;
  NordReadAloud *aloud;
  GtkWidget *languages; /* the grid of them */
  GtkLabel *count;
  GtkLabel *licence; /* of the map behind the first screen */
  NordMapScreen *map;
  NordFindScreen *find;
  NordTopicScreen *topics;
  NordTextScreen *text;
  NordCheckScreen *check;
  NordThanksScreen *thanks;
  NordStillScreen *still;
  NordVoteBooth *booth;
  NordQuestionScreen *questions;
  NordPaintScreen *painter;
  GtkWidget *children; /* the button of their way */
  NordStaffDoor *door;
};

/* From screen to screen, by the table. */
void nord_station_go (NordStation *self, NordKioskEvent event);
/* Stores what is in the entry, where it is whole, and thanks for it. */
void nord_station_send (NordStation *self);
/* The lost draft is here again. */
void nord_station_take_up (NordStation *self);
void nord_station_keep_draft (NordStation *self);
/* The way for children: its screens, what they show, and what is stored of them. */
void nord_station_build_children (NordStation *self);
void nord_station_arrange_children (NordStation *self, gboolean low);
void nord_station_leave_children (NordStation *self);
void nord_station_enter_children (NordStation *self);
void nord_station_drop_collage (NordStation *self);
void nord_station_send_collage (NordStation *self);
const char *nord_station_get_language (NordStation *self);
/* Nobody reaches what is below the cover. */
gboolean nord_station_is_covered (NordStation *self);
void nord_station_build_cover (NordStation *self);
void nord_station_show_cover (NordStation *self);
/* The station speaks with the team as long as that is there, then with the resident again. */
void nord_station_speak_staff (NordStation *self, const char *language);
void nord_station_choose_staff_language (NordStation *self, const char *language);
void nord_station_speak_again (NordStation *self);
/* In the class_init. */
void nord_station_install_actions (GtkWidgetClass *widget_class);
/* Type for those who do not see well. */
void nord_station_set_large (NordStation *self, gboolean large);
/* An action of the staff's menu. */
void nord_station_obey_staff (NordStation *self, const char *name);

G_END_DECLS
