// Softmax with cross-entropy.

#include <math.h>

#include "checks.h"

static double softmax_cross_entropy(const ll_kernels *kernels, int64_t rows, int64_t classes,
                                    const float *logits, const int32_t *targets, float scale,
                                    float *gradient, int32_t *predictions) {
  return kernels->softmax_cross_entropy(rows, classes, logits, targets, scale, gradient,
                                        predictions);
}

// Checks one row, and returns its loss.
static double check_row(int64_t row, int64_t classes, const float *x, int32_t target, double scale,
                        const float *gradient, const int32_t *prediction) {
  int64_t best = 0;
  double sum = 0;
  for (int64_t j = 1; j < classes; j++) best = x[j] > x[best] ? j : best;
  for (int64_t j = 0; j < classes; j++) sum += exp((double)x[j] - (double)x[best]);
  if (prediction) expect(row, *prediction, (double)best, 0);
  for (int64_t j = 0; gradient && j < classes; j++) {
    double share = exp((double)x[j] - (double)x[best]) / sum;
    double slope = target < 0 ? 0 : scale * (share - (j == target ? 1 : 0));
    expect(row * classes + j, (double)gradient[j], slope, 1e-6);
  }
  return target < 0 ? 0 : log(sum) + (double)x[best] - (double)x[target];
}

static void check(const ll_kernels *kernels, int64_t rows, int64_t classes, bool slopes,
                  bool best) {
  begin("%s: loss of %d rows, %d classes%s%s", kernels->name, (int)rows, (int)classes,
        slopes ? ", gradient" : "", best ? ", predictions" : "");
  const float scale = 0.25f;
  const float *logits = floats_between(rows * classes, -20, 20);
  const int32_t *targets = integers_from(rows, -1, (int32_t)classes);
  float *gradient = slopes ? blank(rows * classes) : 0;
  int32_t *predictions = best ? integers_below(rows, 1) : 0;
  double loss = softmax_cross_entropy(kernels, rows, classes, logits, targets, scale, gradient,
                                      predictions);
  double expected = 0;
  for (int64_t r = 0; r < rows; r++) {
    expected += check_row(r, classes, logits + r * classes, targets[r], (double)scale,
                          gradient ? gradient + r * classes : 0, predictions ? predictions + r : 0);
  }
  expect(-1, loss, expected, 1e-6 * fmax(1, expected));
  release_all();
}

void walk_loss(const ll_kernels *kernels) {
  // Past the border between few classes and many, 32, and a block of rows, a vector.
  for (int64_t rows = 1; rows <= 2 * kernels->lanes + 1; rows++) {
    for (int64_t classes = 1; classes <= 67; classes++) {
      check(kernels, rows, classes, (rows + classes) % 3 != 0, (rows + classes) % 4 != 0);
    }
  }
  for (int64_t classes = 1; classes <= 67; classes++) {
    for (int i = 0; i < 4; i++) check(kernels, 3, classes, i & 1, i & 2);
  }
}
