// Every kernel with what each processor of the architecture has: SSE2 on x86-64, NEON on Arm.

#include "levels.h"

#define LANES 4
#define LEVEL "baseline"
#define TABLE ll_baseline_kernels

#if defined(__aarch64__)
#define MR 8  // 32 vector registers
#define GROUP 4
#define FUSED 1
#else
#define MR 4
#define GROUP 2
#define FUSED 0
#endif

#include "vectors.inc"

INLINE vector load_part(const float *p, int64_t n) {
  vector v = (vector)(0.0f);
  v[0] = p[0];
  if (n > 1) v[1] = p[1];
  if (n > 2) v[2] = p[2];
  return v;
}

INLINE void store_part(float *p, int64_t n, vector v) {
  p[0] = v[0];
  if (n > 1) p[1] = v[1];
  if (n > 2) p[2] = v[2];
}

#include "level.inc"
