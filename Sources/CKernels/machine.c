// The machine: walks a program and calls the kernel table. In a team the program is walked once for
// every part of the work, and each walk does its share of every instruction.

#include <string.h>

#include "CKernels.h"

enum { LL_MAX_TERMS = 32, LL_MAX_OPERANDS = 128, LL_MAX_TEMPORARIES = 32 };

// What the parts of the work divide among them: rows, or where rows are added up, columns.
typedef enum division { ROWS, COLUMNS } division;

// Where one pass over the instructions stands.
typedef struct step {
  const ll_context *context;
  int64_t t;
  int64_t all;          // rows of this step,
  int64_t first, rows;  // and those of this part
  int32_t part, parts;
} step;

typedef struct share {
  int64_t first, count;
} share;

// A part of `count`, in whole units.
static share share_of(int64_t count, int64_t unit, int32_t part, int32_t parts) {
  int64_t units = (count + unit - 1) / unit;
  int64_t first = units * part / parts * unit, end = units * (part + 1) / parts * unit;
  return (share){first, (end < count ? end : count) - first};
}

// A part of the columns, in whole lines of the cache.
static share columns(const step *s, int64_t count) {
  return share_of(count, 16, s->part, s->parts);
}

// Where a value starts,
static float *at(const step *s, ll_place place) {
  int64_t slot = (s->t + place.shift) & (int64_t)place.mask;
  return s->context->spaces[place.space] + place.base + slot * s->context->batch * place.width;
}

// and where this part's rows of it do.
static float *rows_at(const step *s, ll_place place) {
  return at(s, place) + s->first * place.width;
}

static const int32_t *all_symbols(const step *s) {
  return s->context->symbols + s->t * s->context->batch;
}

static const int32_t *symbols(const step *s) { return all_symbols(s) + s->first; }

static void product(const step *s, const ll_program *program, const ll_instruction *instruction) {
  ll_term terms[LL_MAX_TERMS];
  for (int32_t i = 0; i < instruction->count; i++) {
    const ll_program_term *term = &program->terms[instruction->first + i];
    terms[i] = (ll_term){rows_at(s, term->a), at(s, term->packed), term->a.width};
  }
  const float *addend = NULL;
  const int32_t *chosen = NULL;
  int64_t width = instruction->out.width, addend_stride = width;
  if (instruction->kind == LL_LOOKED_UP) {
    addend = at(s, instruction->a);
    chosen = symbols(s);
  } else if (instruction->kind == LL_FROM_ROW) {
    addend = at(s, instruction->a);
    addend_stride = 0;
  } else if (instruction->a.width) {
    addend = rows_at(s, instruction->a);
  }
  s->context->kernels->product(s->rows, width, instruction->count, terms, addend, addend_stride,
                               chosen, rows_at(s, instruction->out));
}

static void strips(const step *s, const ll_program *program, const ll_instruction *instruction) {
  float temporaries[LL_MAX_TEMPORARIES * LL_STRIP] __attribute__((aligned(64)));
  float *operands[LL_MAX_OPERANDS];
  int32_t n = instruction->operand_count;
  for (int32_t i = 0; i < n; i++) {
    operands[i] = rows_at(s, program->places[instruction->operands + i]);
  }
  for (int32_t i = 0; i < instruction->temporaries; i++) {
    operands[n + i] = temporaries + i * LL_STRIP;
  }
  s->context->kernels->strips(s->rows * instruction->out.width, instruction->count,
                              program->operations + instruction->first, n, operands);
}

static void gather(const step *s, const ll_instruction *instruction) {
  const int32_t *chosen = symbols(s);
  const float *table = at(s, instruction->a);
  float *out = rows_at(s, instruction->out);
  int64_t width = instruction->out.width;
  for (int64_t r = 0; r < s->rows; r++) {
    memcpy(out + r * width, table + chosen[r] * width, width * sizeof(float));
  }
}

static void row_sum(const step *s, const ll_instruction *instruction) {
  const float *a = rows_at(s, instruction->a);
  float *out = rows_at(s, instruction->out);
  int64_t width = instruction->a.width;
  for (int64_t r = 0; r < s->rows; r++) {
    double sum = 0;
    for (int64_t j = 0; j < width; j++) sum += a[r * width + j];
    out[r] = (float)sum;
  }
}

static void row_spread(const step *s, const ll_instruction *instruction) {
  const float *a = rows_at(s, instruction->a);
  float *out = rows_at(s, instruction->out);
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
  copy_columns(s->rows, instruction->out.width, at(s, instruction->a), 0,
               rows_at(s, instruction->out), instruction->out.width);
}

static void fill(const step *s, const ll_instruction *instruction) {
  float *out = rows_at(s, instruction->out);
  int64_t count = s->rows * instruction->out.width;
  for (int64_t i = 0; i < count; i++) out[i] = instruction->k;
}

// For rows whose sequence has ended: out = a, and a = 0 where it is set aside.
static void ended_rows(const step *s, const ll_instruction *instruction, bool clear) {
  const int32_t *lengths = s->context->lengths;
  if (!lengths) return;
  lengths += s->first;
  float *a = rows_at(s, instruction->a);
  float *out = rows_at(s, instruction->out);
  int64_t width = instruction->out.width;
  for (int64_t r = 0; r < s->rows; r++) {
    if (s->t < lengths[r]) continue;
    memcpy(out + r * width, a + r * width, width * sizeof(float));
    if (clear) memset(a + r * width, 0, width * sizeof(float));
  }
}

static void outer(const step *s, const ll_instruction *instruction) {
  share own = share_of(instruction->a.width, 8, s->part, s->parts);
  s->context->kernels->outer(s->all, own.count, instruction->b.width,
                             at(s, instruction->a) + own.first, instruction->a.width,
                             at(s, instruction->b),
                             at(s, instruction->out) + own.first * instruction->b.width);
}

static void column_sum(const step *s, const ll_instruction *instruction) {
  share own = columns(s, instruction->a.width);
  s->context->kernels->column_sum(s->all, own.count, at(s, instruction->a) + own.first,
                                  instruction->a.width, at(s, instruction->out) + own.first);
}

static void scatter_add(const step *s, const ll_instruction *instruction) {
  share own = columns(s, instruction->a.width);
  s->context->kernels->scatter_add(s->all, own.count, at(s, instruction->a) + own.first,
                                   instruction->a.width, all_symbols(s),
                                   at(s, instruction->out) + own.first);
}

static void pack(const step *s, const ll_instruction *instruction) {
  enum { WHOLE_PANELS = 32 };
  share own = share_of(instruction->columns, WHOLE_PANELS, s->part, s->parts);
  s->context->kernels->pack(instruction->depth, own.count,
                            at(s, instruction->a) + own.first * instruction->column_stride,
                            instruction->row_stride, instruction->column_stride,
                            at(s, instruction->out) + own.first * instruction->depth);
}

static division division_of(ll_kind kind) {
  switch (kind) {
    case LL_OUTER:
    case LL_COLUMN_SUM:
    case LL_SCATTER_ADD:
    case LL_PACK: return COLUMNS;
    default: return ROWS;
  }
}

static void run(const step *s, const ll_program *program, int32_t from, int32_t to) {
  for (int32_t i = from; i < to; i++) {
    const ll_instruction *in = &program->instructions[i];
    switch ((ll_kind)in->kind) {
      case LL_PRODUCT:
      case LL_LOOKED_UP:
      case LL_FROM_ROW: product(s, program, in); break;
      case LL_STRIPS: strips(s, program, in); break;
      case LL_OUTER: outer(s, in); break;
      case LL_COLUMN_SUM: column_sum(s, in); break;
      case LL_PACK: pack(s, in); break;
      case LL_GATHER: gather(s, in); break;
      case LL_SCATTER_ADD: scatter_add(s, in); break;
      case LL_BROADCAST_ROW: broadcast_row(s, in); break;
      case LL_ROW_SUM: row_sum(s, in); break;
      case LL_ROW_SPREAD: row_spread(s, in); break;
      case LL_TAKE_COLUMNS:
        copy_columns(s->rows, in->out.width, rows_at(s, in->a) + in->first, in->a.width,
                     rows_at(s, in->out), in->out.width);
        break;
      case LL_PUT_COLUMNS:
        copy_columns(s->rows, in->a.width, rows_at(s, in->a), in->a.width,
                     rows_at(s, in->out) + in->first, in->out.width);
        break;
      case LL_FILL: fill(s, in); break;
      case LL_COPY_ROWS:
        memcpy(rows_at(s, in->out), rows_at(s, in->a), s->rows * in->out.width * sizeof(float));
        break;
      case LL_HOLD: ended_rows(s, in, false); break;
      case LL_SET_ASIDE: ended_rows(s, in, true); break;
    }
  }
}

// A stretch of a program and how often it runs: what a team is handed.
typedef struct stretch {
  const ll_program *program;
  const ll_context *context;
  int32_t from, to;
  int64_t first, steps, direction, rows;
} stretch;

static void run_part(void *context, int32_t part) {
  const stretch *work = context;
  int32_t parts = ll_team_members(work->context->team);
  share own = share_of(work->rows, 1, part, parts);
  step s = {work->context, work->first, work->rows, own.first, own.count, part, parts};
  for (int64_t i = 0; i < work->steps; i++, s.t += work->direction) {
    run(&s, work->program, work->from, work->to);
  }
}

// Where the division changes, what others have written is read, so a new stretch begins. A program
// that runs at many steps divides rows alone.
static void run_all(const ll_program *program, const ll_context *context, int64_t first,
                    int64_t steps, int64_t direction, int64_t rows) {
  stretch work = {program, context, 0, 0, first, steps, direction, rows};
  bool whole = steps > 1 || ll_team_members(context->team) == 1;
  while (work.from < program->count) {
    division same = division_of(program->instructions[work.from].kind);
    do {
      work.to++;
    } while (work.to < program->count
             && (whole || division_of(program->instructions[work.to].kind) == same));
    ll_team_run(context->team, run_part, &work);
    work.from = work.to;
  }
}

void ll_run_steps(ll_program program, const ll_context *context, int64_t first, int64_t steps,
                  int64_t direction) {
  run_all(&program, context, first, steps, direction, context->batch);
}

void ll_run_rows(ll_program program, const ll_context *context, int64_t first, int64_t rows) {
  run_all(&program, context, first, 1, 1, rows);
}
