// Every instruction of the machine, with each of its places in a buffer of exactly its size: `a` is
// among the parameters, `out` among the gradients, what else there is in the workspace.

#include <math.h>

#include "checks.h"

enum { STEPS = 3, TABLE_ROWS = 3, FIRST_COLUMN = 2, MORE_COLUMNS = 3 };

// The ways to run a program over all rows of all steps.
typedef enum way { UP, DOWN, AT_ONCE, SHARED, WAY_COUNT } way;

// By a team, which divides rows or columns.
static void run_shared(ll_program program, ll_context context) {
  context.team = ll_team_start(3);
  ll_run_rows(program, &context, 0, STEPS * context.batch);
  ll_team_end(context.team);
}

static void run(ll_program program, const ll_context *context, way how) {
  switch (how) {
    case UP: return ll_run_steps(program, context, 0, STEPS, 1);
    case DOWN: return ll_run_steps(program, context, STEPS - 1, STEPS, -1);
    case AT_ONCE: return ll_run_rows(program, context, 0, STEPS * context->batch);
    default: return run_shared(program, *context);
  }
}

static void run_one(const ll_instruction *instruction, const ll_context *context, way how) {
  run((ll_program){.instructions = instruction, .count = 1}, context, how);
}

static ll_place one(ll_space space, int64_t width) {
  return (ll_place){.space = (int32_t)space, .width = (int32_t)width};
}

static ll_place each_step(ll_space space, int64_t width) {
  return (ll_place){.space = (int32_t)space, .width = (int32_t)width, .mask = -1};
}

static ll_context context_of(const ll_kernels *kernels, int64_t batch, float *workspace,
                             float *parameters, float *gradients, const int32_t *symbols) {
  return (ll_context){.kernels = kernels, .spaces = {workspace, parameters, gradients},
                      .symbols = symbols, .batch = batch};
}

// Packs, then multiplies, from zero, from the rows of a table or from its first row alone.
static void check_product(const ll_kernels *kernels, int64_t batch, int64_t width, way how,
                          ll_kind kind) {
  begin("%s: program of a product, instruction %d, batch %d, width %d, way %d", kernels->name,
        (int)kind, (int)batch, (int)width, how);
  int64_t rows = STEPS * batch, depth = 5, packed = kernels->packed_count(depth, width);
  int64_t table = depth * width, weights_end = table + TABLE_ROWS * width;
  float *a = floats(rows * depth), *out = blank(rows * width);
  float *workspace = blank(weights_end + packed);
  const float *numbers = floats(weights_end);
  for (int64_t i = 0; i < weights_end; i++) workspace[i] = numbers[i];
  const int32_t *symbols = integers_below(rows, TABLE_ROWS);

  ll_place weights = one(LL_WORKSPACE, width), start = weights, panels = one(LL_WORKSPACE, packed);
  start.base = table;
  panels.base = weights_end;
  const ll_program_term term = {each_step(LL_PARAMETERS, depth), panels};
  const ll_instruction instructions[] = {
      {.kind = LL_PACK, .out = panels, .a = weights, .depth = depth, .columns = width,
       .row_stride = width, .column_stride = 1},
      {.kind = (int32_t)kind, .count = 1, .out = each_step(LL_GRADIENTS, width),
       .a = kind == LL_PRODUCT ? one(LL_WORKSPACE, 0) : start}};
  const ll_context context = context_of(kernels, batch, workspace, a, out, symbols);
  run((ll_program){.instructions = instructions, .terms = &term, .count = 2}, &context, how);
  for (int64_t r = 0; r < rows; r++) {
    for (int64_t j = 0; j < width; j++) {
      int64_t row = kind == LL_LOOKED_UP ? symbols[r] : 0;
      double sum = kind == LL_PRODUCT ? 0 : (double)numbers[table + row * width + j];
      for (int64_t d = 0; d < depth; d++) {
        sum += (double)a[r * depth + d] * (double)numbers[d * width + j];
      }
      expect(r * width + j, (double)out[r * width + j], sum, sum_tolerance(depth + 1));
    }
  }
  release_all();
}

// a · b + a, by way of a temporary.
static void check_strips(const ll_kernels *kernels, int64_t batch, int64_t width, way how) {
  begin("%s: program of strips, batch %d, width %d, way %d", kernels->name, (int)batch, (int)width,
        how);
  int64_t count = STEPS * batch * width;
  float *a = floats(count), *b = floats(count), *out = blank(count);
  const ll_place places[] = {each_step(LL_PARAMETERS, width), each_step(LL_WORKSPACE, width),
                             each_step(LL_GRADIENTS, width)};
  const ll_strip_operation operations[] = {{LL_MULTIPLY, 3, 0, 1, -1, 0}, {LL_ADD, 2, 3, 0, -1, 0}};
  const ll_instruction instruction = {
      .kind = LL_STRIPS, .count = 2, .operand_count = 3, .temporaries = 1, .out = places[2]};
  const ll_context context = context_of(kernels, batch, b, a, out, 0);
  const ll_program program = {
      .instructions = &instruction, .operations = operations, .places = places, .count = 1};
  run(program, &context, how);
  for (int64_t i = 0; i < count; i++) {
    expect(i, (double)out[i], (double)a[i] * (double)b[i] + (double)a[i], 1e-6);
  }
  release_all();
}

// Instructions that add all rows up: out += aᵀ · b, the sum of a's rows, or a's rows by symbol.
static void check_sum(const ll_kernels *kernels, int64_t batch, int64_t width, way how,
                      ll_kind kind) {
  begin("%s: program of instruction %d, batch %d, width %d, way %d", kernels->name, (int)kind,
        (int)batch, (int)width, how);
  int64_t rows = STEPS * batch, m = 5;
  int64_t out_rows = kind == LL_OUTER ? m : kind == LL_SCATTER_ADD ? TABLE_ROWS : 1;
  // What each row of out multiplies the summands with.
  float *factors = floats(rows * m), *summands = floats(rows * width);
  const float *start = floats(out_rows * width);
  float *out = copy_of(start, out_rows * width);
  const int32_t *symbols = integers_below(rows, TABLE_ROWS);
  bool outer = kind == LL_OUTER;
  const ll_instruction instruction = {
      .kind = (int32_t)kind, .out = one(LL_GRADIENTS, width),
      .a = each_step(LL_PARAMETERS, outer ? m : width), .b = each_step(LL_WORKSPACE, width)};
  const ll_context context = context_of(kernels, batch, outer ? summands : 0,
                                        outer ? factors : summands, out, symbols);
  run_one(&instruction, &context, how);
  for (int64_t i = 0; i < out_rows; i++) {
    for (int64_t j = 0; j < width; j++) {
      double sum = (double)start[i * width + j];
      for (int64_t r = 0; r < rows; r++) {
        double factor = outer ? (double)factors[r * m + i]
                        : kind == LL_SCATTER_ADD ? symbols[r] == i : 1;
        sum += factor * (double)summands[r * width + j];
      }
      expect(i * width + j, (double)out[i * width + j], sum, sum_tolerance(rows + 1));
    }
  }
  release_all();
}

// Instructions that bring numbers from one place to another.
static void check_move(const ll_kernels *kernels, int64_t batch, int64_t width, way how,
                       ll_kind kind) {
  begin("%s: program of instruction %d, batch %d, width %d, way %d", kernels->name, (int)kind,
        (int)batch, (int)width, how);
  int64_t rows = STEPS * batch;
  int64_t from = kind == LL_ROW_SPREAD ? 1 : kind == LL_TAKE_COLUMNS ? width + MORE_COLUMNS : width;
  int64_t to = kind == LL_ROW_SUM ? 1 : kind == LL_PUT_COLUMNS ? width + MORE_COLUMNS : width;
  bool stays = kind == LL_GATHER || kind == LL_BROADCAST_ROW;
  float *a = floats((kind == LL_GATHER ? TABLE_ROWS : stays ? 1 : rows) * from);
  const float *start = floats(rows * to);
  float *out = copy_of(start, rows * to);
  const int32_t *symbols = integers_below(rows, TABLE_ROWS);
  const ll_instruction instruction = {
      .kind = (int32_t)kind, .first = FIRST_COLUMN, .k = 0.5f, .out = each_step(LL_GRADIENTS, to),
      .a = stays ? one(LL_PARAMETERS, from) : each_step(LL_PARAMETERS, from)};
  const ll_context context = context_of(kernels, batch, 0, a, out, symbols);
  run_one(&instruction, &context, how);
  for (int64_t r = 0; r < rows; r++) {
    const float *row = a + (kind == LL_GATHER ? symbols[r] : stays ? 0 : r) * from;
    double sum = 0;
    for (int64_t j = 0; j < from; j++) sum += (double)row[j];
    for (int64_t j = 0; j < to; j++) {
      int64_t put = j - FIRST_COLUMN;
      double expected = kind == LL_ROW_SUM        ? sum
                        : kind == LL_FILL         ? 0.5
                        : kind == LL_ROW_SPREAD   ? (double)row[0]
                        : kind == LL_TAKE_COLUMNS ? (double)row[FIRST_COLUMN + j]
                        : kind != LL_PUT_COLUMNS  ? (double)row[j]
                        : put >= 0 && put < width ? (double)row[put]
                                                  : (double)start[r * to + j];
      expect(r * to + j, (double)out[r * to + j], expected, sum_tolerance(from));
    }
  }
  release_all();
}

// Sequences that have ended: held, or set aside and cleared.
static void check_ended(const ll_kernels *kernels, int64_t batch, int64_t width, way how,
                        ll_kind kind) {
  begin("%s: program of instruction %d, batch %d, width %d, way %d", kernels->name, (int)kind,
        (int)batch, (int)width, how);
  int64_t rows = STEPS * batch, count = rows * width;
  const float *before = floats(count), *start = floats(count);
  float *a = copy_of(before, count), *out = copy_of(start, count);
  const int32_t *lengths = integers_below(batch, STEPS + 1);
  const ll_instruction instruction = {.kind = (int32_t)kind, .out = each_step(LL_GRADIENTS, width),
                                      .a = each_step(LL_PARAMETERS, width)};
  ll_context context = context_of(kernels, batch, 0, a, out, 0);
  context.lengths = lengths;
  run_one(&instruction, &context, how);
  for (int64_t i = 0; i < count; i++) {
    bool ended = i / width / batch >= lengths[i / width % batch];
    bool cleared = ended && kind == LL_SET_ASIDE;
    expect(i, (double)out[i], (double)(ended ? before : start)[i], 0);
    expect(i, (double)a[i], cleared ? 0 : (double)before[i], 0);
  }
  release_all();
}

void walk_programs(const ll_kernels *kernels) {
  const ll_kind products[] = {LL_PRODUCT, LL_LOOKED_UP, LL_FROM_ROW};
  const ll_kind sums[] = {LL_OUTER, LL_COLUMN_SUM, LL_SCATTER_ADD};
  const ll_kind moves[] = {LL_GATHER,       LL_BROADCAST_ROW, LL_ROW_SUM, LL_ROW_SPREAD,
                           LL_TAKE_COLUMNS, LL_PUT_COLUMNS,   LL_FILL,    LL_COPY_ROWS};
  const ll_kind ends[] = {LL_HOLD, LL_SET_ASIDE};
  uint64_t denormals = ll_flush_denormals();
  for (int64_t batch = 1; batch <= 5; batch++) {
    for (int64_t width = 1; width <= 2 * kernels->lanes + 1; width++) {
      for (way how = UP; how < WAY_COUNT; how++) {
        for (int i = 0; i < 3; i++) check_product(kernels, batch, width, how, products[i]);
        check_strips(kernels, batch, width, how);
        for (int i = 0; i < 3; i++) check_sum(kernels, batch, width, how, sums[i]);
        for (int i = 0; i < 8; i++) check_move(kernels, batch, width, how, moves[i]);
        // Rows that are taken at once all stand at one step.
        for (int i = 0; i < 2 && how < AT_ONCE; i++) {
          check_ended(kernels, batch, width, how, ends[i]);
        }
      }
    }
  }
  ll_restore_denormals(denormals);
}
