/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The code that gives one person one ballot in each poll of a workshop. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define NORD_CODE_MOST 1000 /* made at a time */

/* (transfer full) (nullable) as it is printed, "7KQM-3XPD"; NULL where @text is no code at all. */
char *nord_code_normalise (const char *text);
/* (transfer full) (nullable) what is kept of a code; NULL where it is none or memory is short. */
GBytes *nord_code_hash (const char *code, GBytes *salt);

/* (transfer full) (nullable) what a person at a screen shows: nord_code_hash(), and behind it as
 * many bytes that are kept nowhere and tell that two ballots come from one code. */
GBytes *nord_code_prove (const char *code, GBytes *salt);

/* @done of @n codes are made. Called in the thread that makes them. */
typedef void (*NordCodeProgress) (guint done, guint n, gpointer data);
/* @hashes: (out) (transfer full) (element-type GBytes) of the codes, in their order. */
char **nord_code_make (guint n,
                       GBytes *salt,
                       NordCodeProgress progress,
                       gpointer data,
                       GCancellable *cancellable,
                       GPtrArray **hashes,
                       GError **error);
void nord_code_forget (char **codes); /* wipes and frees */

G_END_DECLS
