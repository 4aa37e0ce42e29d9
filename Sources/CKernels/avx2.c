// Every kernel with AVX2 and FMA: 8 floats in a vector, 16 vector registers.

#if defined(__x86_64__)

#include <immintrin.h>

#include "levels.h"

#define LANES 8
#define GROUP 2
#define MR 6
#define FUSED 1
#define LEVEL "avx2"
#define TABLE ll_avx2_kernels

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

#include "vectors.inc"

INLINE __m256i first_lanes(int64_t n) {
  return _mm256_cmpgt_epi32(_mm256_set1_epi32((int)n), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}

INLINE vector load_part(const float *p, int64_t n) {
  return (vector)_mm256_maskload_ps(p, first_lanes(n));
}

INLINE void store_part(float *p, int64_t n, vector v) {
  _mm256_maskstore_ps(p, first_lanes(n), (__m256)v);
}

#include "level.inc"

#pragma clang attribute pop

#endif
