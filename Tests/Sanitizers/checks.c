// Buffers, numbers and comparisons.

#include "checks.h"

#include <math.h>
#include <sanitizer/common_interface_defs.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MOST_BUFFERS = 32 };

typedef struct buffer {
  void *memory;
  size_t mapped;  // bytes, or 0 on the heap
} buffer;

static placement where;
static buffer buffers[MOST_BUFFERS];
static int buffer_count;
static char subject[200];
static int64_t comparisons;
static uint32_t state = 1;

// Called by the sanitizers once they have said what they found.
static void name_subject(void) { fprintf(stderr, "found in %s\n", subject); }

void place_buffers(placement place) {
  where = place;
  __sanitizer_set_death_callback(name_subject);
}

static _Noreturn void fail(const char *why) {
  fprintf(stderr, "%s: %s\n", subject, why);
  exit(1);
}

// An empty buffer is a pointer behind which nothing may be touched.
static void *allocate(int64_t count) {
  size_t bytes = (size_t)count * sizeof(float);
  if (buffer_count == MOST_BUFFERS) fail("more buffers than there are places for");
  buffer *new = &buffers[buffer_count++];
  *new = (buffer){0};
  if (where == ON_HEAP) {
    new->memory = malloc(bytes);
    if (!new->memory && bytes) fail("out of memory");
    return new->memory;
  }
  size_t page = (size_t)sysconf(_SC_PAGESIZE), body = (bytes + page - 1) / page * page;
  new->mapped = body + page;
  new->memory = mmap(0, new->mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
  if (new->memory == MAP_FAILED) fail("out of memory");
  char *border = (char *)new->memory + body;
  if (mprotect(border, page, PROT_NONE) != 0) fail("a page cannot be protected");
  return border - bytes;
}

void release_all(void) {
  while (buffer_count) {
    buffer *old = &buffers[--buffer_count];
    if (old->mapped) {
      munmap(old->memory, old->mapped);
    } else {
      free(old->memory);
    }
  }
}

// Marsaglia's xorshift: the same numbers in every run.
static uint32_t next(void) {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

float *blank(int64_t count) {
  float *new = allocate(count);
  for (int64_t i = 0; i < count; i++) new[i] = NAN;
  return new;
}

float *floats_between(int64_t count, double low, double high) {
  float *new = allocate(count);
  for (int64_t i = 0; i < count; i++) new[i] = (float)(low + (high - low) * next() * 0x1p-32);
  return new;
}

float *floats(int64_t count) { return floats_between(count, -1, 1); }

float *copy_of(const float *from, int64_t count) {
  float *new = allocate(count);
  for (int64_t i = 0; i < count; i++) new[i] = from[i];
  return new;
}

int32_t *integers_from(int64_t count, int32_t low, int32_t limit) {
  int32_t *new = allocate(count);
  for (int64_t i = 0; i < count; i++) new[i] = low + (int32_t)(next() % (uint32_t)(limit - low));
  return new;
}

int32_t *integers_below(int64_t count, int32_t limit) { return integers_from(count, 0, limit); }

void begin(const char *what, ...) {
  va_list arguments;
  va_start(arguments, what);
  vsnprintf(subject, sizeof subject, what, arguments);
  va_end(arguments);
}

void expect(int64_t index, double found, double expected, double allowed) {
  comparisons++;
  // Written so that what is no number is wrong.
  if (fabs(found - expected) <= allowed) return;
  char why[100];
  snprintf(why, sizeof why, "number %lld is %.9g; expected %.9g to %.2g", (long long)index, found,
           expected, allowed);
  fail(why);
}

int64_t compared(void) { return comparisons; }

double sum_tolerance(int64_t count) { return (double)(count * count) * 0x1p-24; }
