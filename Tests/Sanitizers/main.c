// Every level that this machine runs.

#include <inttypes.h>
#include <stdio.h>

#include "checks.h"

static void walk(const ll_kernels *kernels) {
  walk_products(kernels);
  walk_outer(kernels);
  walk_strips(kernels);
  walk_loss(kernels);
  walk_training(kernels);
  walk_programs(kernels);
}

int main(void) {
  const ll_level levels[] = {LL_AVX512, LL_AVX2, LL_BASELINE};
  for (int i = 0; i < 3; i++) {
    const ll_kernels *kernels = ll_kernels_for(levels[i]);
    if (!kernels) continue;
    int64_t before = compared();
    place_buffers(ON_HEAP);
    walk(kernels);
    place_buffers(AT_BORDER);
    walk(kernels);
    printf("%-8s  clean; %" PRId64 " numbers as the plain loops have them\n", kernels->name,
           compared() - before);
    fflush(stdout);
  }
  return 0;
}
