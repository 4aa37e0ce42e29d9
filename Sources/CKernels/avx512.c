// Every kernel with AVX-512: 16 floats in a vector, 32 vector registers.

#if defined(__x86_64__)

#include <immintrin.h>

#include "levels.h"

#define LANES 16
#define GROUP 4
#define MR 8
#define FUSED 1
#define LEVEL "avx512"
#define TABLE ll_avx512_kernels

#pragma clang attribute push(                                                  \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), \
    apply_to = function)

#include "vectors.inc"

INLINE vector load_part(const float *p, int64_t n) {
  return (vector)_mm512_maskz_loadu_ps((__mmask16)((1u << n) - 1), p);
}

INLINE void store_part(float *p, int64_t n, vector v) {
  _mm512_mask_storeu_ps(p, (__mmask16)((1u << n) - 1), (__m512)v);
}

#include "level.inc"

#pragma clang attribute pop

#endif
