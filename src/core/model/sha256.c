/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* SHA-256 (FIPS 180-4), by the instructions that processors have for it where there are any, by
 * libsodium elsewhere: every change is hashed twice when it is written, and libsodium counts in
 * plain C. */
#include "core/model/sha256.h"

#include <sodium.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#include <immintrin.h>

#define BLOCK 64

static const guint32 constants[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static gboolean
has_instructions (void)
{
  unsigned a, b, c, d;

  /* Bit 29 of EBX in leaf 7 (Intel SDM, CPUID). */
  return __builtin_cpu_supports ("sse4.1") && __builtin_cpu_supports ("ssse3") &&
         __get_cpuid_count (7, 0, &a, &b, &c, &d) && (b & (1u << 29)) != 0;
}

/* @state holds the words A to H in the order that the instructions want: ABEF and CDGH. */
__attribute__ ((target ("sha,sse4.1,ssse3"))) static void
take_blocks (__m128i state[2], const guint8 *data, gsize n_blocks)
{
  const __m128i swap = _mm_set_epi64x (0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i abef = state[0], cdgh = state[1];

  for (; n_blocks > 0; n_blocks--, data += BLOCK) {
    const __m128i abef_before = abef, cdgh_before = cdgh;
    __m128i w[4];

    for (int i = 0; i < 4; i++)
      w[i] = _mm_shuffle_epi8 (_mm_loadu_si128 ((const __m128i *) (data + 16 * i)), swap);
      /* Four rounds a turn; each turn past the third makes its words from the sixteen before. */
#pragma GCC unroll 16
    for (int i = 0; i < 16; i++) {
      __m128i sum;

      if (i >= 4) {
        __m128i next = _mm_sha256msg1_epu32 (w[i & 3], w[(i + 1) & 3]);

        next = _mm_add_epi32 (next, _mm_alignr_epi8 (w[(i + 3) & 3], w[(i + 2) & 3], 4));
        w[i & 3] = _mm_sha256msg2_epu32 (next, w[(i + 3) & 3]);
      }
      sum = _mm_add_epi32 (w[i & 3], _mm_loadu_si128 ((const __m128i *) (constants + 4 * i)));
      cdgh = _mm_sha256rnds2_epu32 (cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32 (abef, cdgh, _mm_shuffle_epi32 (sum, 0x0e));
    }
    abef = _mm_add_epi32 (abef, abef_before);
    cdgh = _mm_add_epi32 (cdgh, cdgh_before);
  }
  state[0] = abef;
  state[1] = cdgh;
}

__attribute__ ((target ("sha,sse4.1,ssse3"))) static void
hash_by_instructions (guint8 *to, const guint8 *data, gsize length)
{
  const __m128i swap = _mm_set_epi64x (0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i state[2] = {
    _mm_set_epi32 (0x6a09e667, (int) 0xbb67ae85, 0x510e527f, (int) 0x9b05688c),
    _mm_set_epi32 (0x3c6ef372, (int) 0xa54ff53a, 0x1f83d9ab, 0x5be0cd19),
  };
  const gsize whole = length / BLOCK, rest = length % BLOCK;
  const gsize n_last = rest + 9 > BLOCK ? 2 : 1;
  guint8 last[2 * BLOCK] = {0};
  guint64 bits = GUINT64_TO_BE ((guint64) length * 8);
  __m128i feba, dchg;

  take_blocks (state, data, whole);
  if (rest > 0)
    memcpy (last, data + whole * BLOCK, rest);
  last[rest] = 0x80;
  memcpy (last + n_last * BLOCK - sizeof bits, &bits, sizeof bits);
  take_blocks (state, last, n_last);
  feba = _mm_shuffle_epi32 (state[0], 0x1b);
  dchg = _mm_shuffle_epi32 (state[1], 0xb1);
  _mm_storeu_si128 ((__m128i *) to, _mm_shuffle_epi8 (_mm_blend_epi16 (feba, dchg, 0xf0), swap));
  _mm_storeu_si128 ((__m128i *) (to + 16),
                    _mm_shuffle_epi8 (_mm_alignr_epi8 (dchg, feba, 8), swap));
}
#endif

/**
 * nord_sha256:
 * @to: (out caller-allocates): the digest
 * @data: (nullable): may be NULL where there is nothing
 * @length: its bytes
 */
void
nord_sha256 (guint8 to[NORD_SHA256_BYTES], const void *data, gsize length)
{
  const guint8 *bytes = data ? data : (const guint8 *) "";

#if defined(__x86_64__) && defined(__GNUC__)
  /* 0: not asked yet, 1: no, 2: yes. Whoever asks finds the same, so no lock is needed. */
  static gint known;
  gint can = g_atomic_int_get (&known);

  if (can == 0) {
    can = has_instructions () ? 2 : 1;
    g_atomic_int_set (&known, can);
  }
  if (can == 2) {
    hash_by_instructions (to, bytes, length);
    return;
  }
#endif
  crypto_hash_sha256 (to, bytes, length);
}
