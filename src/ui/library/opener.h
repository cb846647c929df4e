/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The way of a workshop into a window: making, opening, and the ways out where a file does not
 * open. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_OPENER (nord_opener_get_type ())
G_DECLARE_FINAL_TYPE (NordOpener, nord_opener, NORD, OPENER, GObject)

/* @window is where dialogs belong to and is not kept alive; an opened workshop becomes the document
 * of @session. */
NordOpener *nord_opener_new (GtkWindow *window, NordSession *session);

void nord_opener_open (NordOpener *self, const char *path);
/* A new workshop in the data folder; @place and @held_on (ISO 8601) may be NULL. */
void
nord_opener_create (NordOpener *self, const char *title, const char *place, const char *held_on);
void nord_opener_open_sample (NordOpener *self);

/* A copy of the open workshop in the data folder takes its place: the way out of a file that can
 * only be read. */
void nord_opener_copy (NordOpener *self);

/* Asks for title, place and date of a new workshop. */
void nord_opener_ask_new (NordOpener *self);
/* Asks for a file. */
void nord_opener_ask_open (NordOpener *self);
/* Asks for title, place and date of the open workshop. */
void nord_opener_ask_details (NordOpener *self);

G_END_DECLS
