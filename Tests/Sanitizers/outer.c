// Gradients of weights.

#include "checks.h"

static void outer(const ll_kernels *kernels, int64_t rows, int64_t m, int64_t n, const float *delta,
                  const float *operand, float *gradient) {
  kernels->outer(rows, m, n, delta, m, operand, gradient);
}

static void check(const ll_kernels *kernels, int64_t rows, int64_t m, int64_t n) {
  begin("%s: outer product of %d rows, %d x %d", kernels->name, (int)rows, (int)m, (int)n);
  const float *delta = floats(rows * m), *operand = floats(rows * n), *start = floats(m * n);
  float *gradient = copy_of(start, m * n);
  outer(kernels, rows, m, n, delta, operand, gradient);
  for (int64_t i = 0; i < m; i++) {
    for (int64_t j = 0; j < n; j++) {
      double sum = (double)start[i * n + j];
      for (int64_t r = 0; r < rows; r++) {
        sum += (double)delta[r * m + i] * (double)operand[r * n + j];
      }
      expect(i * n + j, (double)gradient[i * n + j], sum, sum_tolerance(rows + 1));
    }
  }
  release_all();
}

void walk_outer(const ll_kernels *kernels) {
  int64_t heights = 2 * 8 + 1, columns = 4 * kernels->lanes + 1;
  for (int64_t rows = 1; rows <= 17; rows++) {
    for (int64_t m = 1; m <= heights; m++) {
      for (int64_t n = 1; n <= columns; n++) check(kernels, rows, m, n);
    }
  }
  // Past a block of rows.
  const int64_t many[] = {127, 128, 129, 257};
  for (int i = 0; i < 4; i++) {
    check(kernels, many[i], 9, 37);
    check(kernels, many[i], 1, 1);
  }
  // Where matrices are wide enough to be laid out anew.
  const int64_t wide[] = {255, 256, 257, 273};
  for (int i = 0; i < 4; i++) {
    for (int k = 0; k < 4; k++) check(kernels, 3, wide[i], wide[k]);
    check(kernels, 130, wide[i], 5);
    check(kernels, 130, 33, wide[i]);
  }
}
