// What happens once per training step: sums and the update.

#include <math.h>

#include "checks.h"

static void column_sum(const ll_kernels *kernels, int64_t rows, int64_t width, const float *a,
                       float *sum) {
  kernels->column_sum(rows, width, a, width, sum);
}

static void scatter_add(const ll_kernels *kernels, int64_t rows, int64_t width, const float *a,
                        const int32_t *chosen, float *table) {
  kernels->scatter_add(rows, width, a, width, chosen, table);
}

static void adam(const ll_kernels *kernels, int64_t count, ll_adam settings, const float *gradient,
                 float *parameters, float *first_moment, float *second_moment) {
  kernels->adam(count, settings, gradient, parameters, first_moment, second_moment);
}

static double sum_of_squares(const ll_kernels *kernels, int64_t count, const float *a) {
  return kernels->sum_of_squares(count, a);
}

static int64_t multiply_adds(const ll_kernels *kernels, int64_t rounds, float *number) {
  return kernels->multiply_adds(rounds, number);
}

static void check_column_sum(const ll_kernels *kernels, int64_t rows, int64_t width) {
  begin("%s: column sum of %d x %d", kernels->name, (int)rows, (int)width);
  const float *a = floats(rows * width), *start = floats(width);
  float *sum = copy_of(start, width);
  column_sum(kernels, rows, width, a, sum);
  for (int64_t j = 0; j < width; j++) {
    double expected = (double)start[j];
    for (int64_t r = 0; r < rows; r++) expected += (double)a[r * width + j];
    expect(j, (double)sum[j], expected, sum_tolerance(rows + 1));
  }
  release_all();
}

static void check_scatter_add(const ll_kernels *kernels, int64_t rows, int64_t width) {
  begin("%s: scatter-add of %d x %d", kernels->name, (int)rows, (int)width);
  enum { TABLE_ROWS = 3 };
  const float *a = floats(rows * width), *start = floats(TABLE_ROWS * width);
  const int32_t *chosen = integers_below(rows, TABLE_ROWS);
  float *table = copy_of(start, TABLE_ROWS * width);
  scatter_add(kernels, rows, width, a, chosen, table);
  for (int64_t i = 0; i < TABLE_ROWS; i++) {
    for (int64_t j = 0; j < width; j++) {
      double expected = (double)start[i * width + j];
      for (int64_t r = 0; r < rows; r++) expected += chosen[r] == i ? (double)a[r * width + j] : 0;
      expect(i * width + j, (double)table[i * width + j], expected, sum_tolerance(rows + 1));
    }
  }
  release_all();
}

static void check_adam(const ll_kernels *kernels, int64_t count, float decay) {
  begin("%s: Adam over %d, weight decay %g", kernels->name, (int)count, (double)decay);
  const ll_adam s = {0.003f, 0.9f, 0.999f, 0.1f, 0.001f, 1e-8f, 1.7f, decay};
  const float *g = floats(count), *p = floats(count), *m = floats(count);
  const float *v = floats_between(count, 0, 1);
  float *parameters = copy_of(p, count), *first = copy_of(m, count), *second = copy_of(v, count);
  adam(kernels, count, s, g, parameters, first, second);
  for (int64_t i = 0; i < count; i++) {
    double slope = (double)g[i];
    double mean = (double)s.beta1 * (double)m[i] + (double)s.rest1 * slope;
    double square = (double)s.beta2 * (double)v[i] + (double)s.rest2 * slope * slope;
    double step = (double)s.step_size * mean / (sqrt(square) * (double)s.correction + 1e-8);
    double expected = (double)p[i] * (1 - (double)decay) - step;
    expect(i, (double)first[i], mean, 1e-6);
    expect(i, (double)second[i], square, 1e-6);
    // Where the second moment is small, the step is the larger for it.
    expect(i, (double)parameters[i], expected, 1e-6 * fmax(1, fabs(expected)));
  }
  release_all();
}

static void check_sum_of_squares(const ll_kernels *kernels, int64_t count) {
  begin("%s: sum of %d squares", kernels->name, (int)count);
  const float *a = floats(count);
  double expected = 0;
  for (int64_t i = 0; i < count; i++) expected += (double)a[i] * (double)a[i];
  expect(-1, sum_of_squares(kernels, count, a), expected, 1e-12 * fmax(1, expected));
  release_all();
}

// Every chain of x / 2 + s comes to rest at 2 s; the chains are added up.
static void check_multiply_adds(const ll_kernels *kernels) {
  begin("%s: multiply-adds", kernels->name);
  const int64_t rounds = 100;
  float *number = floats_between(1, 0.5, 1);
  double summand = (double)*number;
  int64_t operations = multiply_adds(kernels, rounds, number);
  double chains = (double)operations / (double)(rounds * kernels->lanes * 2);
  expect(0, (double)*number, chains * 2 * summand, 1e-5 * chains);
  release_all();
}

void walk_training(const ll_kernels *kernels) {
  int64_t vectors = 2 * kernels->lanes + 1;
  for (int64_t rows = 1; rows <= 17; rows++) {
    // Sums are kept in four vectors.
    for (int64_t width = 1; width <= 8 * kernels->lanes + 1; width++) {
      check_column_sum(kernels, rows, width);
    }
    for (int64_t width = 1; width <= vectors; width++) check_scatter_add(kernels, rows, width);
  }
  for (int64_t count = 0; count <= vectors; count++) {
    check_adam(kernels, count, 0);
    check_adam(kernels, count, 0.01f);
    check_sum_of_squares(kernels, count);
  }
  check_multiply_adds(kernels);
}
