// The tables that this build contains.

#ifndef CKERNELS_LEVELS_H
#define CKERNELS_LEVELS_H

#include "CKernels.h"

extern const ll_kernels ll_baseline_kernels;

#if defined(__x86_64__)
extern const ll_kernels ll_avx2_kernels;
extern const ll_kernels ll_avx512_kernels;
#endif

#endif
