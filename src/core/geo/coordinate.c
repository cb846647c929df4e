/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A position written as numbers, in the forms that people copy from elsewhere. */
#include "core/geo/coordinate.h"

#include "core/geo/search-key.h"

#include <math.h>
#include <string.h>

#define MOST_NUMBERS 6
/* The zone of Germany's west, when none is named. */
#define HOME_ZONE 32

typedef struct {
  double value[MOST_NUMBERS];
  gboolean decimals[MOST_NUMBERS]; /* has a part behind the point */
  guint digits[MOST_NUMBERS];      /* before the point */
  char before[MOST_NUMBERS];       /* N, S, E, W in front of it, or 0 */
  char after[MOST_NUMBERS];        /* … behind it, or behind the sign of a degree */
  char unit[MOST_NUMBERS];         /* d, m, s or 0 */
  guint n;
} Numbers;

/* One number of @text at @at. A comma stands for the point where it stands between digits and the
 * number has no point: whether it divides two numbers instead, the caller decides by @comma. */
static gboolean
read_number (const char **at, gboolean comma, Numbers *to)
{
  const char *start = *at, *end = start;
  g_autofree char *copy = NULL;
  guint digits = 0;
  gboolean point = FALSE;

  if (*end == '-' || *end == '+')
    end++;
  while (g_ascii_isdigit (*end)) {
    digits++;
    end++;
  }
  if (digits == 0 || to->n == MOST_NUMBERS)
    return FALSE;
  if ((*end == '.' || (comma && *end == ',')) && g_ascii_isdigit (end[1])) {
    point = TRUE;
    end++;
    while (g_ascii_isdigit (*end))
      end++;
  }
  copy = g_strndup (start, (gsize) (end - start));
  g_strdelimit (copy, ",", '.');
  to->value[to->n] = g_ascii_strtod (copy, NULL);
  to->digits[to->n] = digits;
  to->decimals[to->n] = point;
  to->unit[to->n] = to->before[to->n] = to->after[to->n] = 0;
  to->n++;
  *at = end;
  return TRUE;
}

static gboolean
is_hemisphere (char letter)
{
  return letter != '\0' && strchr ("NSEWO", letter) != NULL;
}

/* FALSE: there is something in @text that belongs to no position. */
static gboolean
read_numbers (const char *text, gboolean comma, Numbers *to)
{
  const char *at = text;
  char waiting = 0;

  *to = (Numbers){.n = 0};
  while (*at != '\0') {
    gunichar letter = g_utf8_get_char (at);
    char unit = letter == 0xb0 || letter == 0xba                                           ? 'd'
                : letter == '\'' || letter == 0x2032 || letter == 0x2019 || letter == 0xb4 ? 'm'
                : letter == '"' || letter == 0x2033 || letter == 0x201d                    ? 's'
                                                                                           : 0;

    if (g_ascii_isdigit (*at) || *at == '-' || *at == '+') {
      if (!read_number (&at, comma, to))
        return FALSE;
      to->before[to->n - 1] = waiting;
      waiting = 0;
      continue;
    }
    if (unit != 0) {
      if (to->n == 0)
        return FALSE;
      /* Two apostrophes are seconds. */
      to->unit[to->n - 1] = unit == 'm' && to->unit[to->n - 1] == 'm' ? 's' : unit;
    } else if (letter < 128 && is_hemisphere (g_ascii_toupper ((char) letter))) {
      char hemisphere = g_ascii_toupper ((char) letter);

      /* In front of a number where nothing stands before it, or where the last one has its own. */
      if (to->n == 0 || (to->n > 0 && to->before[0] != 0))
        waiting = hemisphere;
      else
        to->after[to->n - 1] = hemisphere;
    } else if (letter != ',' && letter != ';' && letter != '/' && !g_unichar_isspace (letter)) {
      return FALSE;
    }
    at = g_utf8_next_char (at);
  }
  return waiting == 0;
}

static double
get_sign (char hemisphere)
{
  return hemisphere == 'S' || hemisphere == 'W' ? -1 : 1;
}

static gboolean
is_valid (double lon, double lat)
{
  return isfinite (lon) && isfinite (lat) && fabs (lon) <= 180 && fabs (lat) <= 90;
}

static gboolean
is_within (const NordBounds *box, double lon, double lat)
{
  return box != NULL && lon >= box->west - 1 && lon <= box->east + 1 && lat >= box->south - 1 &&
         lat <= box->north + 1;
}

/* Puts two angles in order: by their letters, else latitude first as people write it, unless only
 * the other order lies at home. */
static gboolean
arrange (double first,
         char first_letter,
         double second,
         char second_letter,
         const NordBounds *home,
         double *lon,
         double *lat)
{
  gboolean swapped = first_letter != 0 && strchr ("EWO", first_letter) != NULL;

  if (first_letter != 0 && second_letter != 0 && swapped == (strchr ("EWO", second_letter) != NULL))
    return FALSE;
  first *= get_sign (first_letter);
  second *= get_sign (second_letter);
  if (first_letter == 0 && second_letter == 0)
    swapped = is_within (home, first, second) && !is_within (home, second, first);
  *lat = swapped ? second : first;
  *lon = swapped ? first : second;
  return is_valid (*lon, *lat);
}

static double
to_degrees (const Numbers *of, guint start, guint n)
{
  double value = fabs (of->value[start]);
  gboolean negative = signbit (of->value[start]);

  for (guint i = 1; i < n; i++) {
    if (of->value[start + i] < 0 || of->value[start + i] >= 60)
      return NAN;
    value += of->value[start + i] / (i == 1 ? 60 : 3600);
  }
  return negative ? -value : value;
}

static char
get_letter (const Numbers *of, guint start, guint n)
{
  return of->before[start] != 0 ? of->before[start] : of->after[start + n - 1];
}

/* Easting and northing in metres, with the zone before them, in the easting, or not at all. */
static gboolean
read_utm (const char *text, double *lon, double *lat)
{
  g_autoptr (GRegex) regex = g_regex_new (
    "^\\s*(?:(?:utm|etrs\\s?89|epsg:?\\s?258)\\s*/?\\s*)*(?:(3[0-9])\\s*([C-X]?)[\\s,;]+)?"
    "(?:e|rechts|rw)?\\s*=?\\s*(3[1-3])?([1-8][0-9]{5}(?:[.,][0-9]+)?)\\s*m?\\s*e?[\\s,;]+"
    "(?:n|hoch|hw)?\\s*=?\\s*([1-9][0-9]{6}(?:[.,][0-9]+)?)\\s*m?\\s*n?\\s*$",
    G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *zone = NULL, *inner = NULL, *easting = NULL, *northing = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  zone = g_match_info_fetch (match, 1);
  inner = g_match_info_fetch (match, 3);
  easting = g_strdelimit (g_match_info_fetch (match, 4), ",", '.');
  northing = g_strdelimit (g_match_info_fetch (match, 5), ",", '.');
  nord_coordinate_from_utm (*zone != '\0'    ? atoi (zone)
                            : *inner != '\0' ? atoi (inner)
                                             : HOME_ZONE,
                            g_ascii_strtod (easting, NULL), g_ascii_strtod (northing, NULL), lon,
                            lat);
  return is_valid (*lon, *lat);
}

/**
 * nord_coordinate_parse:
 * @text: what was typed
 * @home: (nullable): where positions are likely, degrees; decides the order of two bare numbers
 * @lon: (out): degrees, WGS 84
 * @lat: (out): degrees, WGS 84
 *
 * Reads decimal degrees with point or comma ("51.5259, 7.4656", "51,5259 7,4656"), degrees with
 * minutes and seconds ("51°31'33"N 7°27'56"E"), a geo: address, and UTM in ETRS89 ("32U 393712
 * 5709432", also with the zone in the easting as German offices write it). Digits may be Arabic.
 *
 * Returns: whether it is a position
 */
gboolean
nord_coordinate_parse (const char *text, const NordBounds *home, double *lon, double *lat)
{
  g_autofree char *western = nord_search_key_to_western_digits (text);
  const char *at = g_strchug (western);
  Numbers found;

  if (strlen (at) > 200)
    return FALSE;
  if (g_ascii_strncasecmp (at, "geo:", 4) == 0) {
    western[at - western + (gssize) strcspn (at, "?")] = '\0';
    at += 4;
  }
  if (read_utm (at, lon, lat))
    return TRUE;
  /* With a point as the decimal sign, a comma divides. */
  if (!read_numbers (at, strchr (at, '.') == NULL, &found))
    return FALSE;
  if (found.n == 2) {
    /* Two whole numbers are a house number or a year rather than a place. */
    if (!found.decimals[0] && !found.decimals[1] && found.unit[0] == 0 && found.before[0] == 0 &&
        found.after[0] == 0)
      return FALSE;
    return arrange (found.value[0], get_letter (&found, 0, 1), found.value[1],
                    get_letter (&found, 1, 1), home, lon, lat);
  }
  if ((found.n == 4 || found.n == 6) &&
      (found.unit[0] == 'd' || get_letter (&found, 0, found.n / 2) != 0)) {
    guint half = found.n / 2;

    return arrange (to_degrees (&found, 0, half), get_letter (&found, 0, half),
                    to_degrees (&found, half, half), get_letter (&found, half, half), home, lon,
                    lat);
  }
  return FALSE;
}

/**
 * nord_coordinate_from_utm:
 * @zone: 1 to 60; the northern half of the earth
 * @easting: metres
 * @northing: metres
 * @lon: (out): degrees
 * @lat: (out): degrees
 *
 * The transverse Mercator projection backwards by Krüger's series to the third order in n, as
 * Karney (2011), "Transverse Mercator with an accuracy of a few nanometers", writes them; GRS 80.
 * True to a millimetre within a zone.
 */
void
nord_coordinate_from_utm (int zone, double easting, double northing, double *lon, double *lat)
{
  const double f = 1 / 298.257222101, a = 6378137, n = f / (2 - f);
  const double rectifying = a / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64);
  const double beta[] = {n / 2 - 2 * n * n / 3 + 37 * n * n * n / 96, n * n / 48 + n * n * n / 15,
                         17 * n * n * n / 480};
  const double delta[] = {2 * n - 2 * n * n / 3 - 2 * n * n * n, 7 * n * n / 3 - 8 * n * n * n / 5,
                          56 * n * n * n / 15};
  double xi = northing / (0.9996 * rectifying), eta = (easting - 500000) / (0.9996 * rectifying);
  double xi1 = xi, eta1 = eta, chi, phi;

  for (int j = 1; j <= 3; j++) {
    xi1 -= beta[j - 1] * sin (2 * j * xi) * cosh (2 * j * eta);
    eta1 -= beta[j - 1] * cos (2 * j * xi) * sinh (2 * j * eta);
  }
  chi = asin (CLAMP (sin (xi1) / cosh (eta1), -1, 1));
  phi = chi;
  for (int j = 1; j <= 3; j++)
    phi += delta[j - 1] * sin (2 * j * chi);
  *lat = phi * 180 / G_PI;
  *lon = zone * 6 - 183 + atan2 (sinh (eta1), cos (xi1)) * 180 / G_PI;
}
