// Element-wise programs.

#include <math.h>

#include "checks.h"

static int inputs_of(ll_operation operation) {
  switch (operation) {
    case LL_ADD:
    case LL_SUBTRACT:
    case LL_MULTIPLY:
    case LL_DIVIDE:
    case LL_MAXIMUM:
    case LL_STEP:
    case LL_SIGMOID_GRADIENT:
    case LL_TANH_GRADIENT:
    case LL_RELU_GRADIENT: return 2;
    case LL_MULTIPLY_ADD: return 3;
    default: return 1;
  }
}

static double plain(ll_operation operation, double a, double b, double c, double k) {
  switch (operation) {
    case LL_COPY: return a;
    case LL_ADD: return a + b;
    case LL_SUBTRACT: return a - b;
    case LL_MULTIPLY: return a * b;
    case LL_DIVIDE: return a / b;
    case LL_MAXIMUM: return a > b ? a : b;
    case LL_MULTIPLY_ADD: return a * b + c;
    case LL_ADD_CONSTANT: return a + k;
    case LL_MULTIPLY_CONSTANT: return a * k;
    case LL_SUBTRACT_FROM_CONSTANT: return k - a;
    case LL_DIVIDE_CONSTANT: return k / a;
    case LL_SIGMOID: return 1 / (1 + exp(-a));
    case LL_TANH: return tanh(a);
    case LL_RELU: return a > 0 ? a : 0;
    case LL_EXP: return exp(a);
    case LL_LOG: return log(a);
    case LL_SQRT: return sqrt(a);
    case LL_ABS: return fabs(a);
    case LL_SIGN: return a > 0 ? 1 : a < 0 ? -1 : 0;
    case LL_STEP: return a > b ? 1 : 0;
    case LL_SIGMOID_GRADIENT: return a * b * (1 - b);
    case LL_TANH_GRADIENT: return a * (1 - b * b);
    case LL_RELU_GRADIENT: return b > 0 ? a : 0;
    case LL_OPERATION_COUNT: break;
  }
  return NAN;
}

static void check(const ll_kernels *kernels, ll_operation operation, int64_t count) {
  begin("%s: operation %d over %d", kernels->name, (int)operation, (int)count);
  const float k = 0.7f;
  int inputs = inputs_of(operation);
  double low = operation == LL_LOG || operation == LL_SQRT ? 0.01 : -3;
  float *out = blank(count), *a = floats_between(count, low, 3);
  float *b = inputs > 1 ? floats_between(count, -3, 3) : 0;
  float *c = inputs > 2 ? floats_between(count, -3, 3) : 0;
  // The operation may not even look at operands that it has not.
  const ll_strip_operation one = {(int32_t)operation, 0, 1, b ? 2 : -1, c ? 3 : -1, k};
  float *const operands[] = {out, a, b, c};
  kernels->strips(count, 1, &one, 4, operands);
  for (int64_t i = 0; i < count; i++) {
    double x = (double)a[i], y = b ? (double)b[i] : 0, z = c ? (double)c[i] : 0;
    double expected = plain(operation, x, y, z, (double)k);
    // Absolute where a sum comes near zero, relative elsewhere.
    expect(i, (double)out[i], expected, 1e-6 * fmax(fabs(expected), 4));
  }
  release_all();
}

// A temporary carries a strip from one operation to the next, one of them in place.
static void check_temporaries(const ll_kernels *kernels, int64_t count) {
  begin("%s: operations with a temporary over %d", kernels->name, (int)count);
  float *a = floats(count), *b = floats(count), *out = blank(count), *temporary = blank(LL_STRIP);
  const ll_strip_operation operations[] = {
      {LL_MULTIPLY, 3, 0, 1, -1, 0}, {LL_ADD, 3, 3, 0, -1, 0}, {LL_SUBTRACT, 2, 3, 1, -1, 0}};
  float *const operands[] = {a, b, out, temporary};
  kernels->strips(count, 3, operations, 3, operands);
  for (int64_t i = 0; i < count; i++) {
    double x = (double)a[i], y = (double)b[i];
    expect(i, (double)out[i], x * y + x - y, 1e-6);
  }
  release_all();
}

// Vectors that are taken together.
enum { GROUP_AT_MOST = 4 };

void walk_strips(const ll_kernels *kernels) {
  const int64_t borders[] = {LL_STRIP - 1, LL_STRIP, LL_STRIP + 1, 2 * LL_STRIP + 5};
  for (int o = 0; o < LL_OPERATION_COUNT; o++) {
    for (int64_t n = 0; n <= 2 * GROUP_AT_MOST * kernels->lanes + 1; n++) {
      check(kernels, (ll_operation)o, n);
    }
    for (int i = 0; i < 4; i++) check(kernels, (ll_operation)o, borders[i]);
  }
  for (int64_t n = 0; n <= 2 * kernels->lanes + 1; n++) check_temporaries(kernels, n);
  for (int i = 0; i < 4; i++) check_temporaries(kernels, borders[i]);
}
