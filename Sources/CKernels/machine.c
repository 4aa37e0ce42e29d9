// The machine: walks a program and calls the kernel table.

#include <string.h>

#include "CKernels.h"

enum { LL_MAX_TERMS = 32, LL_MAX_OPERANDS = 128, LL_MAX_TEMPORARIES = 32 };

// Where one pass over the instructions stands.
typedef struct step {
  const ll_context *context;
  int64_t t;
  int64_t rows;
} step;

static float *at(const step *s, ll_place place) {
  int64_t slot = (s->t + place.shift) & (int64_t)place.mask;
  return s->context->spaces[place.space] + place.base + slot * s->context->batch * place.width;
}

static const int32_t *symbols(const step *s) {
  return s->context->symbols + s->t * s->context->batch;
}

static void product(const step *s, const ll_program *program, const ll_instruction *instruction) {
  ll_term terms[LL_MAX_TERMS];
  for (int32_t i = 0; i < instruction->count; i++) {
    const ll_program_term *term = &program->terms[instruction->first + i];
    terms[i] = (ll_term){at(s, term->a), at(s, term->packed), term->a.width};
  }
  const float *addend = instruction->a.width ? at(s, instruction->a) : NULL;
  const int32_t *chosen = instruction->kind == LL_LOOKED_UP ? symbols(s) : NULL;
  s->context->kernels->product(s->rows, instruction->out.width, instruction->count, terms, addend,
                               chosen, at(s, instruction->out));
}

static void strips(const step *s, const ll_program *program, const ll_instruction *instruction) {
  float temporaries[LL_MAX_TEMPORARIES * LL_STRIP] __attribute__((aligned(64)));
  float *operands[LL_MAX_OPERANDS];
  bool advances[LL_MAX_OPERANDS];
  int32_t n = instruction->operand_count;
  for (int32_t i = 0; i < n; i++) {
    operands[i] = at(s, program->places[instruction->operands + i]);
    advances[i] = true;
  }
  for (int32_t i = 0; i < instruction->temporaries; i++) {
    operands[n + i] = temporaries + i * LL_STRIP;
    advances[n + i] = false;
  }
  s->context->kernels->strips(s->rows * instruction->out.width, instruction->count,
                              program->operations + instruction->first,
                              n + instruction->temporaries, operands, advances);
}

static void gather(const step *s, const ll_instruction *instruction) {
  const int32_t *chosen = symbols(s);
  const float *table = at(s, instruction->a);
  float *out = at(s, instruction->out);
  int64_t width = instruction->out.width;
  for (int64_t r = 0; r < s->rows; r++) {
    memcpy(out + r * width, table + chosen[r] * width, width * sizeof(float));
  }
}

static void row_sum(const step *s, const ll_instruction *instruction) {
  const float *a = at(s, instruction->a);
  float *out = at(s, instruction->out);
  int64_t width = instruction->a.width;
  for (int64_t r = 0; r < s->rows; r++) {
    double sum = 0;
    for (int64_t j = 0; j < width; j++) sum += a[r * width + j];
    out[r] = (float)sum;
  }
}

static void row_spread(const step *s, const ll_instruction *instruction) {
  const float *a = at(s, instruction->a);
  float *out = at(s, instruction->out);
  int64_t width = instruction->out.width;
  for (int64_t r = 0; r < s->rows; r++) {
    for (int64_t j = 0; j < width; j++) out[r * width + j] = a[r];
  }
}

// Copies `width` columns between two matrices of different widths.
static void copy_columns(int64_t rows, int64_t width, const float *from, int64_t from_stride,
                         float *to, int64_t to_stride) {
  for (int64_t r = 0; r < rows; r++) {
    memcpy(to + r * to_stride, from + r * from_stride, width * sizeof(float));
  }
}

static void broadcast_row(const step *s, const ll_instruction *instruction) {
  copy_columns(s->rows, instruction->out.width, at(s, instruction->a), 0, at(s, instruction->out),
               instruction->out.width);
}

static void fill(const step *s, const ll_instruction *instruction) {
  float *out = at(s, instruction->out);
  int64_t count = s->rows * instruction->out.width;
  for (int64_t i = 0; i < count; i++) out[i] = instruction->k;
}

// For rows whose sequence has ended: out = a, and a = 0 where it is set aside.
static void ended_rows(const step *s, const ll_instruction *instruction, bool clear) {
  const int32_t *lengths = s->context->lengths;
  if (!lengths) return;
  float *a = at(s, instruction->a);
  float *out = at(s, instruction->out);
  int64_t width = instruction->out.width;
  for (int64_t r = 0; r < s->rows; r++) {
    if (s->t < lengths[r]) continue;
    memcpy(out + r * width, a + r * width, width * sizeof(float));
    if (clear) memset(a + r * width, 0, width * sizeof(float));
  }
}

static void run(const step *s, const ll_program *program) {
  const ll_kernels *kernels = s->context->kernels;
  for (int32_t i = 0; i < program->count; i++) {
    const ll_instruction *in = &program->instructions[i];
    switch ((ll_kind)in->kind) {
      case LL_PRODUCT:
      case LL_LOOKED_UP:
        product(s, program, in);
        break;
      case LL_STRIPS:
        strips(s, program, in);
        break;
      case LL_OUTER:
        kernels->outer(s->rows, in->a.width, in->b.width, at(s, in->a), at(s, in->b),
                       at(s, in->out));
        break;
      case LL_COLUMN_SUM:
        kernels->column_sum(s->rows, in->a.width, at(s, in->a), at(s, in->out));
        break;
      case LL_PACK:
        kernels->pack(in->depth, in->columns, at(s, in->a), in->row_stride, in->column_stride,
                      at(s, in->out));
        break;
      case LL_GATHER:
        gather(s, in);
        break;
      case LL_SCATTER_ADD:
        kernels->scatter_add(s->rows, in->out.width, at(s, in->a), symbols(s), at(s, in->out));
        break;
      case LL_BROADCAST_ROW:
        broadcast_row(s, in);
        break;
      case LL_ROW_SUM:
        row_sum(s, in);
        break;
      case LL_ROW_SPREAD:
        row_spread(s, in);
        break;
      case LL_TAKE_COLUMNS:
        copy_columns(s->rows, in->out.width, at(s, in->a) + in->first, in->a.width, at(s, in->out),
                     in->out.width);
        break;
      case LL_PUT_COLUMNS:
        copy_columns(s->rows, in->a.width, at(s, in->a), in->a.width, at(s, in->out) + in->first,
                     in->out.width);
        break;
      case LL_FILL:
        fill(s, in);
        break;
      case LL_COPY_ROWS:
        memcpy(at(s, in->out), at(s, in->a), s->rows * in->out.width * sizeof(float));
        break;
      case LL_HOLD:
        ended_rows(s, in, false);
        break;
      case LL_SET_ASIDE:
        ended_rows(s, in, true);
        break;
    }
  }
}

void ll_run_steps(ll_program program, const ll_context *context, int64_t first, int64_t steps,
                  int64_t direction) {
  step s = {context, first, context->batch};
  for (int64_t i = 0; i < steps; i++, s.t += direction) run(&s, &program);
}

void ll_run_rows(ll_program program, const ll_context *context, int64_t first, int64_t rows) {
  step s = {context, first, rows};
  run(&s, &program);
}
