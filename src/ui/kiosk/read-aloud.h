/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The buttons by which a station is read to, where something speaks its language: begin, again or
 * stop, and louder. */
#pragma once

#include "ui/kiosk/reader.h"
#include "ui/kiosk/wording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_READ_ALOUD (nord_read_aloud_get_type ())
G_DECLARE_FINAL_TYPE (NordReadAloud, nord_read_aloud, NORD, READ_ALOUD, AdwBin)

/* @screens: what is read: the labels of its visible child that may be, see
 * nord_wording_may_read(). */
GtkWidget *nord_read_aloud_new (NordWording *wording, NordReader *reader, GtkStack *screens);
/* (transfer none) says in words that another station is read to; goes by itself. */
GtkWidget *nord_read_aloud_get_note (NordReadAloud *self);
/* @widget is there only while something speaks the language. It must live as long. */
void nord_read_aloud_show_with (NordReadAloud *self, GtkWidget *widget);
gboolean nord_read_aloud_can (NordReadAloud *self);
/* Every screen is read by itself from now on. */
void nord_read_aloud_set_always (NordReadAloud *self, gboolean always);
/* Somebody did something: silence. The buttons here know what it was before. */
void nord_read_aloud_touch (NordReadAloud *self);
/* Another screen. @silent: one that is nobody's to hear. */
void nord_read_aloud_enter (NordReadAloud *self, gboolean silent);
/* As for somebody new. */
void nord_read_aloud_reset (NordReadAloud *self);

G_END_DECLS
