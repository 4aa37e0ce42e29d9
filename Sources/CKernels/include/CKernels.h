// The loops of LongLag: everything that touches a float while a network runs.
//
// Two halves. `ll_kernels` is a table of functions, compiled once per instruction set from
// level.inc and chosen at run time. `ll_program` is a list of instructions over a workspace; the
// machine (machine.c) walks it once per time step, or once over many rows at a time, and calls the
// table. No function here knows what a cell is.
//
// All matrices are row-major. "rows" are sequences of a batch, or (step, sequence) pairs.

#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stdint.h>

// ---------------------------------------------------------------------------------------------
// The function table
// ---------------------------------------------------------------------------------------------

// One summand of a product: a[rows × depth] · w[depth × columns], with w packed.
typedef struct ll_term {
  const float *a;       // [rows × depth], contiguous
  const float *packed;  // made by ll_kernels.pack
  int64_t depth;
} ll_term;

// The element-wise operations. `a`, `b`, `c` index the operands of a strip program; `k` is the
// operation's constant. The three *_GRADIENT operations take the arriving gradient a and the value
// y = b of the activation itself.
typedef enum ll_operation {
  LL_COPY,                    // a
  LL_ADD,                     // a + b
  LL_SUBTRACT,                // a - b
  LL_MULTIPLY,                // a · b
  LL_DIVIDE,                  // a / b
  LL_MAXIMUM,                 // max(a, b)
  LL_MULTIPLY_ADD,            // a · b + c
  LL_ADD_CONSTANT,            // a + k
  LL_MULTIPLY_CONSTANT,       // a · k
  LL_SUBTRACT_FROM_CONSTANT,  // k - a
  LL_DIVIDE_CONSTANT,         // k / a
  LL_SIGMOID,                 // 1 / (1 + e^-a)
  LL_TANH,                    // tanh a
  LL_RELU,                    // max(a, 0)
  LL_EXP,                     // e^a
  LL_LOG,                     // ln a
  LL_SQRT,                    // √a
  LL_ABS,                     // |a|
  LL_SIGN,                    // -1, 0 or 1
  LL_STEP,                    // a > b ? 1 : 0
  LL_SIGMOID_GRADIENT,        // a · b · (1 - b)
  LL_TANH_GRADIENT,           // a · (1 - b²)
  LL_RELU_GRADIENT,           // b > 0 ? a : 0
  LL_OPERATION_COUNT
} ll_operation;

typedef struct ll_strip_operation {
  int32_t operation;  // ll_operation
  int32_t out, a, b, c;
  float k;
} ll_strip_operation;

// Floats in one strip: operands and temporaries of a strip stay in the first-level cache.
enum { LL_STRIP = 512 };

// Parameters of one update by Adam, with its bias corrections already worked out.
typedef struct ll_adam {
  float step_size;     // learning rate / (1 - β₁^t)
  float beta1, beta2;  // decay of the two moments
  float rest1, rest2;  // 1 - β, from the exact β: in float 1 - 0.999f is off by 1e-5
  float epsilon;
  float correction;    // 1 / √(1 - β₂^t)
  float weight_decay;  // decoupled (AdamW): learning rate · λ; 0 for Adam
} ll_adam;

typedef struct ll_kernels {
  const char *name;  // "avx512", "avx2" or "baseline"
  int32_t lanes;     // floats in one vector

  // Floats that `pack` writes for a [depth × columns] matrix.
  int64_t (*packed_count)(int64_t depth, int64_t columns);
  // Packs w, where w(d, j) = w[d * row_stride + j * column_stride], into panels of columns.
  void (*pack)(int64_t depth, int64_t columns, const float *w, int64_t row_stride,
               int64_t column_stride, float *packed);
  // out[rows × columns] = addend + Σ aᵢ · wᵢ. addend may be NULL (zero) or equal to out. Its rows are
  // `addend_stride` apart: 0 where all rows start from the same. Where `chosen` is not NULL, row r
  // starts from row chosen[r] of the addend.
  void (*product)(int64_t rows, int64_t columns, int32_t terms, const ll_term *term,
                  const float *addend, int64_t addend_stride, const int32_t *chosen, float *out);
  // gradient[m × n] += Σ over rows of delta[row × m]ᵀ · operand[row × n]. Rows of delta are `stride`
  // apart, so that it can be some columns of a wider matrix; so they are in the next two.
  void (*outer)(int64_t rows, int64_t m, int64_t n, const float *delta, int64_t stride,
                const float *operand, float *gradient);
  // sum[width] += Σ over rows of a[row × width].
  void (*column_sum)(int64_t rows, int64_t width, const float *a, int64_t stride, float *sum);
  // Row chosen[r] of table += row r of a[rows × width].
  void (*scatter_add)(int64_t rows, int64_t width, const float *a, int64_t stride,
                      const int32_t *chosen, float *table);
  // Runs the operations over `count` elements, a strip at a time. The first `in_memory` operands
  // advance with the strip; those behind them are temporaries of LL_STRIP floats each.
  void (*strips)(int64_t count, int32_t operations, const ll_strip_operation *operation,
                 int32_t in_memory, float *const *operand);

  // Softmax and cross-entropy of logits[rows × classes]. A target of -1 counts for nothing: its
  // loss is 0, its gradient 0. Writes gradient = scale · (softmax - one-hot) unless NULL, and the
  // index of each row's largest logit (the first of equals) unless NULL. Returns the sum of the
  // losses in nats, not scaled.
  double (*softmax_cross_entropy)(int64_t rows, int64_t classes, const float *logits,
                                  const int32_t *targets, float scale, float *gradient,
                                  int32_t *predictions);
  // One update of Adam (Kingma & Ba, 2015, as PyTorch computes it) or AdamW:
  // p -= weight_decay·p;  m = β₁m + (1-β₁)g;  v = β₂v + (1-β₂)g²;
  // p -= step_size · m / (√v · correction + ε).
  void (*adam)(int64_t count, ll_adam settings, const float *gradient, float *parameters,
               float *first_moment, float *second_moment);
  // Σ a², in double.
  double (*sum_of_squares)(int64_t count, const float *a);
  // Multiplies and adds in registers alone, as fast as the core can, and returns how many operations
  // that were. Starts from a number and leaves what came of it there.
  int64_t (*multiply_adds)(int64_t rounds, float *number);
} ll_kernels;

typedef enum ll_level { LL_BASELINE, LL_AVX2, LL_AVX512 } ll_level;

// The table for a level, or NULL where this build or this processor cannot run it.
const ll_kernels *ll_kernels_for(ll_level level);

// Denormal floats slow a product forty times. Sets flush-to-zero for this thread and returns the
// state to hand back to ll_restore_denormals.
uint64_t ll_flush_denormals(void);
void ll_restore_denormals(uint64_t state);

// ---------------------------------------------------------------------------------------------
// The team
// ---------------------------------------------------------------------------------------------

// Threads that share a piece of work; whoever hands it to them is one of them. NULL is a team of one.
typedef struct ll_team ll_team;

// A piece of work, in as many parts as the team has members: does one of them.
typedef void ll_work(void *context, int32_t part);

// A team of `members`, or of fewer where the system gives no more threads; NULL without memory.
ll_team *ll_team_start(int32_t members);
void ll_team_end(ll_team *team);
int32_t ll_team_members(const ll_team *team);
// Returns when all parts are done. No part may wait for another.
void ll_team_run(ll_team *team, ll_work *work, void *context);

// ll_kernels.adam, shared by a team.
void ll_adam_update(ll_team *team, const ll_kernels *kernels, int64_t count, ll_adam settings,
                    const float *gradient, float *parameters, float *first_moment,
                    float *second_moment);
// a[count] = 0
void ll_clear(ll_team *team, int64_t count, float *a);

// ---------------------------------------------------------------------------------------------
// The machine
// ---------------------------------------------------------------------------------------------

typedef enum ll_space { LL_WORKSPACE, LL_PARAMETERS, LL_GRADIENTS, LL_SPACE_COUNT } ll_space;

// Where a value lives. Its rows at step t start at
//   space + base + ((t + shift) & mask) · batch · width
// so that mask 0 means one place for all steps, 2ⁿ - 1 as many as 2ⁿ places in turn, and -1 a place
// per step.
typedef struct ll_place {
  int64_t base;
  int32_t space, width, shift, mask;
} ll_place;

typedef enum ll_kind {
  LL_PRODUCT,        // out = a + Σ terms (a is absent when its width is 0)
  LL_LOOKED_UP,      // the same, but row r starts from row symbols[t·batch + r] of a
  LL_FROM_ROW,       // the same, but every row starts from the single row of a
  LL_STRIPS,         // element-wise operations over rows × out.width elements
  LL_OUTER,          // out += aᵀ · b, over all rows
  LL_COLUMN_SUM,     // out += Σ rows of a
  LL_PACK,           // out = packed a[depth × columns] read with the two strides
  LL_GATHER,         // row r of out = row symbols[t·batch + r] of a
  LL_SCATTER_ADD,    // row symbols[t·batch + r] of out += row r of a
  LL_BROADCAST_ROW,  // every row of out = a
  LL_ROW_SUM,        // out[rows × 1] = Σ over the width of a
  LL_ROW_SPREAD,     // out[rows × width] = a[rows × 1] repeated
  LL_TAKE_COLUMNS,   // out = columns first... of a
  LL_PUT_COLUMNS,    // columns first... of out = a
  LL_FILL,           // out = k
  LL_COPY_ROWS,      // out = a
  // Sequences that have ended (t >= lengths[row]) take no part in a step:
  LL_HOLD,           // their rows of out = a
  LL_SET_ASIDE,      // their rows of out = a, and a = 0
} ll_kind;

typedef struct ll_instruction {
  int32_t kind;            // ll_kind
  int32_t first, count;    // a range of terms, of strip operations, or of columns
  int32_t operands;        // strips: the first of their places in program.places ...
  int32_t operand_count;   // ... how many are in memory ...
  int32_t temporaries;     // ... and how many temporaries follow them
  int64_t depth, columns, row_stride, column_stride;  // pack
  float k;
  ll_place out, a, b;
} ll_instruction;

typedef struct ll_program_term {
  ll_place a, packed;
} ll_program_term;

typedef struct ll_program {
  const ll_instruction *instructions;
  const ll_program_term *terms;
  const ll_strip_operation *operations;
  const ll_place *places;
  int32_t count;
} ll_program;

typedef struct ll_context {
  const ll_kernels *kernels;
  float *spaces[LL_SPACE_COUNT];
  const int32_t *symbols;  // [time × batch]
  const int32_t *lengths;  // [batch], or NULL when every sequence fills the batch's time
  int64_t batch;           // sequences
  ll_team *team;           // who shares the work
} ll_context;

// Every number of a result is one chain of operations, in the same order whoever computes it: a team
// divides the rows, or, where rows are added up, the columns. So the result is the same to the bit
// for a team of any size.

// Runs the program once per step: first, first + direction, ..., `steps` of them; rows = batch.
void ll_run_steps(ll_program program, const ll_context *context, int64_t first, int64_t steps,
                  int64_t direction);

// Runs the program once, at step `first`, over `rows` rows at a time (the steps of a sequence value
// lie one behind the other).
void ll_run_rows(ll_program program, const ll_context *context, int64_t first, int64_t rows);

#endif
