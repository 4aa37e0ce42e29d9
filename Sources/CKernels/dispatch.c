// Chooses a table by what the processor and its operating system can do.

#include "levels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

const ll_kernels *ll_kernels_for(ll_level level) {
  switch (level) {
    case LL_BASELINE:
      return &ll_baseline_kernels;
#if defined(__x86_64__)
    // The built-in asks the operating system too: registers it does not save count as missing.
    case LL_AVX2:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &ll_avx2_kernels : 0;
    case LL_AVX512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                     __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                     __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
                 ? &ll_avx512_kernels
                 : 0;
#endif
    default:
      return 0;
  }
}

#if defined(__x86_64__)

uint64_t ll_flush_denormals(void) {
  enum { FLUSH_TO_ZERO = 1 << 15, DENORMALS_ARE_ZERO = 1 << 6 };
  uint32_t state = _mm_getcsr();
  _mm_setcsr(state | FLUSH_TO_ZERO | DENORMALS_ARE_ZERO);
  return state;
}

void ll_restore_denormals(uint64_t state) { _mm_setcsr((uint32_t)state); }

#elif defined(__aarch64__)

uint64_t ll_flush_denormals(void) {
  const uint64_t flush_to_zero = 1 << 24;
  uint64_t state;
  __asm__ volatile("mrs %0, fpcr" : "=r"(state));
  __asm__ volatile("msr fpcr, %0" : : "r"(state | flush_to_zero));
  return state;
}

void ll_restore_denormals(uint64_t state) { __asm__ volatile("msr fpcr, %0" : : "r"(state)); }

#else

uint64_t ll_flush_denormals(void) { return 0; }

void ll_restore_denormals(uint64_t state) { (void)state; }

#endif
