/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Each picture lies within the circle of radius 1 about (0, 0), y growing downwards. The outlines
 * are dark (#241F31, 15:1 on white), so that colour alone never tells one from another. */
#include "core/kiosk/sticker.h"

#include <math.h>

#define OUTLINE 0x241f31
#define RIM 0.07

static void
ink (cairo_t *cr, guint colour)
{
  cairo_set_source_rgb (cr, (colour >> 16 & 255) / 255.0, (colour >> 8 & 255) / 255.0,
                        (colour & 255) / 255.0);
}

/* Fills what was traced, and draws its outline. */
static void
fill (cairo_t *cr, guint colour)
{
  ink (cr, colour);
  cairo_fill_preserve (cr);
  ink (cr, OUTLINE);
  cairo_stroke (cr);
}

static void
line (cairo_t *cr, const double *points, guint n)
{
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, points[2 * i], points[2 * i + 1]);
}

#define LINE(cr, ...)                                                                              \
  line (cr, (const double[]){__VA_ARGS__}, sizeof ((double[]){__VA_ARGS__}) / sizeof (double) / 2)

static void
circle (cairo_t *cr, double x, double y, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
}

static void
box (cairo_t *cr, double x, double y, double width, double height, double round)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - round, y + round, round, -G_PI / 2, 0);
  cairo_arc (cr, x + width - round, y + height - round, round, 0, G_PI / 2);
  cairo_arc (cr, x + round, y + height - round, round, G_PI / 2, G_PI);
  cairo_arc (cr, x + round, y + round, round, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

static void
face (cairo_t *cr, guint colour)
{
  circle (cr, 0, 0, 0.93);
  fill (cr, colour);
}

static void
eyes (cairo_t *cr, double radius, double y)
{
  circle (cr, -0.32, y, radius);
  circle (cr, 0.32, y, radius);
  ink (cr, OUTLINE);
  cairo_fill (cr);
}

static void
paint_happy (cairo_t *cr)
{
  face (cr, 0xffd43b);
  eyes (cr, 0.12, -0.22);
  cairo_arc (cr, 0, 0.05, 0.52, 0.1 * G_PI, 0.9 * G_PI);
  cairo_close_path (cr);
  fill (cr, 0xffffff);
}

static void
paint_scared (cairo_t *cr)
{
  face (cr, 0xa5d8ff);
  circle (cr, -0.34, -0.2, 0.22);
  fill (cr, 0xffffff);
  circle (cr, 0.34, -0.2, 0.22);
  fill (cr, 0xffffff);
  eyes (cr, 0.09, -0.18);
  LINE (cr, -0.62, -0.5, -0.28, -0.6);
  cairo_new_sub_path (cr);
  LINE (cr, 0.62, -0.5, 0.28, -0.6);
  cairo_stroke (cr);
  cairo_move_to (cr, -0.45, 0.48);
  cairo_curve_to (cr, -0.3, 0.2, -0.15, 0.66, 0, 0.42);
  cairo_curve_to (cr, 0.15, 0.2, 0.3, 0.66, 0.45, 0.4);
  cairo_stroke (cr);
}

static void
paint_sad (cairo_t *cr)
{
  face (cr, 0xb2c7f0);
  eyes (cr, 0.12, -0.18);
  cairo_arc (cr, 0, 0.72, 0.4, 1.2 * G_PI, 1.8 * G_PI);
  cairo_stroke (cr);
  cairo_move_to (cr, 0.44, 0.02);
  cairo_curve_to (cr, 0.6, 0.28, 0.56, 0.42, 0.44, 0.42);
  cairo_curve_to (cr, 0.32, 0.42, 0.28, 0.28, 0.44, 0.02);
  fill (cr, 0x1c7ed6);
}

static void
paint_heart (cairo_t *cr)
{
  cairo_move_to (cr, 0, 0.78);
  cairo_curve_to (cr, -1.15, 0.1, -0.95, -0.78, -0.42, -0.72);
  cairo_curve_to (cr, -0.16, -0.7, 0, -0.48, 0, -0.36);
  cairo_curve_to (cr, 0, -0.48, 0.16, -0.7, 0.42, -0.72);
  cairo_curve_to (cr, 0.95, -0.78, 1.15, 0.1, 0, 0.78);
  cairo_close_path (cr);
  fill (cr, 0xe03131);
}

static void
paint_star (cairo_t *cr)
{
  for (guint i = 0; i < 10; i++) {
    const double radius = i % 2 == 0 ? 0.9 : 0.42;

    cairo_line_to (cr, radius * sin (i * G_PI / 5), -radius * cos (i * G_PI / 5));
  }
  cairo_close_path (cr);
  fill (cr, 0xffd43b);
}

static void
paint_alert (cairo_t *cr)
{
  LINE (cr, 0, -0.82, 0.86, 0.62, -0.86, 0.62);
  cairo_close_path (cr);
  fill (cr, 0xff922b);
  LINE (cr, -0.12, -0.32, 0.12, -0.32, 0.07, 0.2, -0.07, 0.2);
  cairo_close_path (cr);
  circle (cr, 0, 0.41, 0.11);
  ink (cr, OUTLINE);
  cairo_fill (cr);
}

static void
paint_swing (cairo_t *cr)
{
  cairo_scale (cr, 0.86, 0.86);
  cairo_save (cr);
  cairo_set_line_width (cr, 0.15);
  LINE (cr, -0.88, 0.75, -0.6, -0.7, 0.6, -0.7, 0.88, 0.75);
  ink (cr, 0xe8590c);
  cairo_stroke (cr);
  cairo_restore (cr);
  LINE (cr, -0.2, -0.66, -0.36, 0.28);
  cairo_new_sub_path (cr);
  LINE (cr, 0.2, -0.66, 0.14, 0.38);
  cairo_stroke (cr);
  cairo_save (cr);
  cairo_rotate (cr, 0.19);
  box (cr, -0.42, 0.28, 0.68, 0.16, 0.05);
  cairo_restore (cr);
  fill (cr, 0x1c7ed6);
}

static void
paint_ball (cairo_t *cr)
{
  static const guint colours[] = {0xe03131, 0xffffff, 0x1c7ed6, 0xffffff, 0xffd43b, 0xffffff};

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++) {
    const double at = i * G_PI / 3 - 0.3;

    cairo_move_to (cr, 0.12, -0.14);
    cairo_arc (cr, 0, 0, 0.82, at, at + G_PI / 3);
    cairo_close_path (cr);
    fill (cr, colours[i]);
  }
  circle (cr, 0.12, -0.14, 0.14);
  fill (cr, 0xffffff);
}

static void
paint_tree (cairo_t *cr)
{
  LINE (cr, -0.14, 0.1, 0.14, 0.1, 0.2, 0.86, -0.2, 0.86);
  cairo_close_path (cr);
  fill (cr, 0x8b5a2b);
  cairo_arc (cr, 0.44, 0.02, 0.36, -0.9, 2.2);
  cairo_arc (cr, -0.02, 0.14, 0.3, 0.4, 2.8);
  cairo_arc (cr, -0.44, 0.02, 0.36, 0.9, 4.0);
  cairo_arc (cr, 0, -0.4, 0.46, 3.4, 6.1);
  cairo_close_path (cr);
  fill (cr, 0x2f9e44);
}

static void
paint_water (cairo_t *cr)
{
  cairo_move_to (cr, 0, -0.86);
  cairo_curve_to (cr, 0.35, -0.3, 0.6, -0.02, 0.6, 0.28);
  cairo_curve_to (cr, 0.6, 0.98, -0.6, 0.98, -0.6, 0.28);
  cairo_curve_to (cr, -0.6, -0.02, -0.35, -0.3, 0, -0.86);
  cairo_close_path (cr);
  fill (cr, 0x339af0);
  cairo_arc (cr, 0, 0.26, 0.38, 0.15 * G_PI, 0.5 * G_PI);
  cairo_save (cr);
  ink (cr, 0xffffff);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
paint_dog (cairo_t *cr)
{
  cairo_save (cr);
  cairo_scale (cr, 0.66, 0.74);
  circle (cr, 0, 0.04, 1);
  cairo_restore (cr);
  fill (cr, 0xd9a066);
  for (int side = -1; side <= 1; side += 2) {
    cairo_move_to (cr, side * 0.4, -0.62);
    cairo_curve_to (cr, side * 1.0, -0.74, side * 1.02, 0.1, side * 0.78, 0.26);
    cairo_curve_to (cr, side * 0.54, 0.2, side * 0.6, -0.2, side * 0.4, -0.62);
    cairo_close_path (cr);
    fill (cr, 0x8b5a2b);
  }
  eyes (cr, 0.1, -0.14);
  cairo_save (cr);
  cairo_scale (cr, 0.2, 0.14);
  circle (cr, 0, 1.6, 1);
  cairo_restore (cr);
  ink (cr, OUTLINE);
  cairo_fill (cr);
  LINE (cr, 0, 0.24, 0, 0.44);
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0.3, 0.26, 0.15 * G_PI, 0.85 * G_PI);
  cairo_stroke (cr);
}

static void
paint_bicycle (cairo_t *cr)
{
  for (int side = -1; side <= 1; side += 2) {
    circle (cr, side * 0.55, 0.34, 0.36);
    cairo_stroke (cr);
    circle (cr, side * 0.55, 0.34, 0.05);
    cairo_fill (cr);
  }
  cairo_save (cr);
  cairo_set_line_width (cr, 0.13);
  ink (cr, 0xe03131);
  LINE (cr, -0.55, 0.34, -0.28, -0.3, 0.36, -0.3, -0.06, 0.34, -0.55, 0.34);
  cairo_new_sub_path (cr);
  LINE (cr, -0.06, 0.34, -0.34, -0.46);
  cairo_new_sub_path (cr);
  LINE (cr, 0.55, 0.34, 0.28, -0.54);
  cairo_stroke (cr);
  ink (cr, OUTLINE);
  LINE (cr, -0.52, -0.48, -0.18, -0.48);
  cairo_new_sub_path (cr);
  LINE (cr, 0.24, -0.56, 0.52, -0.6);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
paint_car (cairo_t *cr)
{
  LINE (cr, -0.5, -0.1, -0.32, -0.5, 0.3, -0.5, 0.56, -0.1);
  cairo_close_path (cr);
  fill (cr, 0xd0ebff);
  LINE (cr, 0, -0.5, 0, -0.1);
  cairo_stroke (cr);
  box (cr, -0.88, -0.12, 1.76, 0.46, 0.16);
  fill (cr, 0x1c7ed6);
  for (int side = -1; side <= 1; side += 2) {
    circle (cr, side * 0.46, 0.36, 0.23);
    fill (cr, 0x868e96);
  }
}

static void
paint_lamp (cairo_t *cr)
{
  cairo_scale (cr, 0.92, 0.92);
  LINE (cr, 0.22, -0.42, 0.84, 0.8, -0.36, 0.8, 0.02, -0.42);
  cairo_close_path (cr);
  ink (cr, 0xffe066);
  cairo_fill (cr);
  cairo_save (cr);
  cairo_set_line_width (cr, 0.15);
  ink (cr, 0x495057);
  cairo_move_to (cr, -0.5, 0.86);
  cairo_line_to (cr, -0.5, -0.42);
  cairo_curve_to (cr, -0.5, -0.9, 0.12, -0.9, 0.12, -0.56);
  cairo_stroke (cr);
  cairo_restore (cr);
  cairo_arc (cr, 0.12, -0.36, 0.26, G_PI, 0);
  cairo_close_path (cr);
  fill (cr, 0x495057);
}

static void
paint_bench (cairo_t *cr)
{
  LINE (cr, -0.6, -0.42, -0.6, 0.66);
  cairo_new_sub_path (cr);
  LINE (cr, 0.6, -0.42, 0.6, 0.66);
  cairo_save (cr);
  cairo_set_line_width (cr, 0.14);
  cairo_stroke (cr);
  cairo_restore (cr);
  for (guint i = 0; i < 2; i++) {
    box (cr, -0.86, -0.5 + 0.27 * i, 1.72, 0.2, 0.05);
    fill (cr, 0xc98a4b);
  }
  box (cr, -0.9, 0.12, 1.8, 0.22, 0.05);
  fill (cr, 0xb5762f);
}

static void
paint_bin (cairo_t *cr)
{
  LINE (cr, -0.5, -0.34, 0.5, -0.34, 0.4, 0.8, -0.4, 0.8);
  cairo_close_path (cr);
  fill (cr, 0x74b816);
  for (int at = -1; at <= 1; at++) {
    cairo_move_to (cr, at * 0.22, -0.12);
    cairo_line_to (cr, at * 0.18, 0.6);
  }
  cairo_stroke (cr);
  cairo_save (cr);
  cairo_translate (cr, -0.5, -0.4);
  cairo_rotate (cr, -0.3);
  box (cr, -0.06, -0.14, 1.14, 0.17, 0.05);
  cairo_restore (cr);
  fill (cr, 0x74b816);
}

static const struct {
  const char *id, *word;
  void (*paint) (cairo_t *cr);
} stickers[NORD_N_STICKERS] = {
  [NORD_STICKER_HAPPY] = {"happy", "sticker_happy", paint_happy},
  [NORD_STICKER_SCARED] = {"scared", "sticker_scared", paint_scared},
  [NORD_STICKER_SAD] = {"sad", "sticker_sad", paint_sad},
  [NORD_STICKER_HEART] = {"heart", "sticker_heart", paint_heart},
  [NORD_STICKER_STAR] = {"star", "sticker_star", paint_star},
  [NORD_STICKER_ALERT] = {"alert", "sticker_alert", paint_alert},
  [NORD_STICKER_SWING] = {"swing", "sticker_swing", paint_swing},
  [NORD_STICKER_BALL] = {"ball", "sticker_ball", paint_ball},
  [NORD_STICKER_TREE] = {"tree", "sticker_tree", paint_tree},
  [NORD_STICKER_WATER] = {"water", "sticker_water", paint_water},
  [NORD_STICKER_DOG] = {"dog", "sticker_dog", paint_dog},
  [NORD_STICKER_BICYCLE] = {"bicycle", "sticker_bicycle", paint_bicycle},
  [NORD_STICKER_CAR] = {"car", "sticker_car", paint_car},
  [NORD_STICKER_LAMP] = {"lamp", "sticker_lamp", paint_lamp},
  [NORD_STICKER_BENCH] = {"bench", "sticker_bench", paint_bench},
  [NORD_STICKER_BIN] = {"bin", "sticker_bin", paint_bin},
};

const char *
nord_sticker_get_id (NordSticker self)
{
  g_return_val_if_fail (self < NORD_N_STICKERS, NULL);
  return stickers[self].id;
}

gboolean
nord_sticker_find (const char *id, NordSticker *self)
{
  for (guint i = 0; i < NORD_N_STICKERS; i++)
    if (g_strcmp0 (stickers[i].id, id) == 0) {
      *self = (NordSticker) i;
      return TRUE;
    }
  return FALSE;
}

const char *
nord_sticker_get_word (NordSticker self)
{
  g_return_val_if_fail (self < NORD_N_STICKERS, NULL);
  return stickers[self].word;
}

void
nord_sticker_paint_picture (NordSticker self, cairo_t *cr, double x, double y, double radius)
{
  g_return_if_fail (self < NORD_N_STICKERS && cr != NULL);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, radius, radius);
  cairo_new_path (cr);
  cairo_set_line_width (cr, 0.08);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  ink (cr, OUTLINE);
  stickers[self].paint (cr);
  cairo_restore (cr);
}

void
nord_sticker_paint (NordSticker self, cairo_t *cr, double x, double y, double radius)
{
  const double rim = RIM * radius;

  g_return_if_fail (self < NORD_N_STICKERS && cr != NULL);
  cairo_save (cr);
  cairo_new_path (cr);
  circle (cr, x, y, radius);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_fill (cr);
  circle (cr, x, y, radius - rim);
  ink (cr, 0xffffff);
  cairo_fill_preserve (cr);
  ink (cr, OUTLINE);
  cairo_set_line_width (cr, rim);
  cairo_stroke (cr);
  nord_sticker_paint_picture (self, cr, x, y, 0.72 * radius);
  cairo_restore (cr);
}
