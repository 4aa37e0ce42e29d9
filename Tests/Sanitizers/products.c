// Products with packed weights, and so packing.

#include "checks.h"

// What a product starts from.
typedef enum origin { ZERO, ADDEND, OUT, CHOSEN_ROWS, ONE_ROW, ORIGIN_COUNT } origin;
static const char *const origin_names[] = {"zero", "an addend", "out", "chosen rows", "one row"};

enum { TABLE_ROWS = 3 };

// How the weights lie in memory.
typedef struct layout {
  int64_t row_stride, column_stride;
} layout;

enum { LAYOUT_COUNT = 5 };

static layout layout_of(int which, int64_t depth, int64_t columns) {
  switch (which % LAYOUT_COUNT) {
    case 0: return (layout){columns, 1};
    case 1: return (layout){1, depth};
    case 2: return (layout){columns + 3, 1};  // columns of a wider matrix,
    case 3: return (layout){1, depth + 2};    // and of a deeper one
    default: return (layout){2 * columns, 2};
  }
}

typedef struct summand {
  const float *a, *w;
  layout layout;
  int64_t depth;
} summand;

static void pack(const ll_kernels *kernels, int64_t depth, int64_t columns, const float *w,
                 layout layout, float *packed) {
  kernels->pack(depth, columns, w, layout.row_stride, layout.column_stride, packed);
}

static ll_term packed_term(const ll_kernels *kernels, int64_t columns, const summand *s) {
  float *packed = blank(kernels->packed_count(s->depth, columns));
  pack(kernels, s->depth, columns, s->w, s->layout, packed);
  return (ll_term){s->a, packed, s->depth};
}

static double plain(const summand *summands, int32_t terms, int64_t row, int64_t column) {
  double sum = 0;
  for (int32_t t = 0; t < terms; t++) {
    const summand *s = &summands[t];
    const float *w = s->w + column * s->layout.column_stride;
    for (int64_t d = 0; d < s->depth; d++) {
      sum += (double)s->a[row * s->depth + d] * (double)w[d * s->layout.row_stride];
    }
  }
  return sum;
}

static void check(const ll_kernels *kernels, int64_t rows, int64_t columns, int64_t depth,
                  int32_t terms, origin from, int layouts) {
  begin("%s: product of %d x %d x %d, %d terms, from %s, layout %d", kernels->name, (int)rows,
        (int)depth, (int)columns, terms, origin_names[from], layouts);
  summand summands[3];
  ll_term term[3];
  int64_t total = 1;
  for (int32_t t = 0; t < terms; t++) {
    int64_t own = t == 0 ? depth : 1 + (depth + columns * t) % 7;
    layout l = layout_of(layouts + t, own, columns);
    int64_t count = (own - 1) * l.row_stride + (columns - 1) * l.column_stride + 1;
    summands[t] = (summand){floats(rows * own), floats(count), l, own};
    term[t] = packed_term(kernels, columns, &summands[t]);
    total += own;
  }
  int64_t start_rows = from == CHOSEN_ROWS ? TABLE_ROWS : from == ONE_ROW ? 1 : rows;
  int64_t stride = from == ONE_ROW ? 0 : columns;
  float *start = floats(start_rows * columns);
  int32_t *chosen = from == CHOSEN_ROWS ? integers_below(rows, TABLE_ROWS) : 0;
  float *out = from == OUT ? copy_of(start, rows * columns) : blank(rows * columns);
  kernels->product(rows, columns, terms, term, from == ZERO ? 0 : from == OUT ? out : start, stride,
                   chosen, out);
  for (int64_t r = 0; r < rows; r++) {
    const float *first = start + (chosen ? chosen[r] : r) * stride;
    for (int64_t j = 0; j < columns; j++) {
      double expected = plain(summands, terms, r, j) + (from == ZERO ? 0 : (double)first[j]);
      expect(r * columns + j, (double)out[r * columns + j], expected, sum_tolerance(total));
    }
  }
  release_all();
}

void walk_products(const ll_kernels *kernels) {
  // Past two tiles of rows (8 at most) and of columns (two vectors), and past two squares of a
  // transposition.
  int64_t rows = 2 * 8 + 1, columns = 4 * kernels->lanes + 1, depths = 2 * kernels->lanes + 1;
  int variant = 0;
  for (int64_t r = 1; r <= rows; r++) {
    for (int64_t j = 1; j <= columns; j++) {
      for (int64_t d = 1; d <= depths; d++, variant++) {
        check(kernels, r, j, d, 1 + variant % 3, (origin)(variant / 3 % ORIGIN_COUNT), variant);
      }
    }
  }
  // Few rows walk up to four panels side by side.
  for (int64_t r = 1; r <= 3; r++) {
    for (int64_t j = columns + 1; j <= 9 * kernels->lanes + 1; j++, variant++) {
      check(kernels, r, j, 3, 1 + variant % 3, (origin)(variant / 3 % ORIGIN_COUNT), variant);
    }
  }
  // So deep that rows come in blocks of four tiles.
  const int64_t blocked[] = {15, 16, 17, 31, 32, 33, 65};
  for (int i = 0; i < 7; i++) {
    for (int o = 0; o < ORIGIN_COUNT; o++) check(kernels, blocked[i], 5, 2100, 2, (origin)o, i);
  }
  for (int o = 0; o < ORIGIN_COUNT; o++) check(kernels, 3, 5, 1, 0, (origin)o, 0);
}
