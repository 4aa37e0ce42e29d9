// Walks every kernel of one level past the borders of its tiles, vectors and strips, and compares
// what it computes with the plain loop in double. script/test-sanitizers builds this, and the
// kernels, with the address and undefined-behavior sanitizers.
//
// Every kernel is called in one place, a function that has its name.

#ifndef CHECKS_H
#define CHECKS_H

#include <stdint.h>

#include "CKernels.h"

// Where a buffer lies. The sanitizer sees the floats around one on the heap, but not the masked
// instructions of AVX2; those a page that may not be touched, right behind the last float, stops.
typedef enum placement { ON_HEAP, AT_BORDER } placement;
void place_buffers(placement where);

// Buffers of exactly their size, there until release_all.
float *blank(int64_t count);                                   // full of what is no number
float *floats(int64_t count);                                  // from -1 to 1
float *floats_between(int64_t count, double low, double high);
float *copy_of(const float *from, int64_t count);
int32_t *integers_below(int64_t count, int32_t limit);         // from 0
int32_t *integers_from(int64_t count, int32_t low, int32_t limit);
void release_all(void);

// What is being checked, for the message should it be wrong.
__attribute__((format(printf, 1, 2))) void begin(const char *what, ...);
// Ends the program with a message where the two are further apart than allowed.
void expect(int64_t index, double found, double expected, double allowed);
int64_t compared(void);

// Sums of that many products of numbers from -1 to 1: no partial sum is larger than their number,
// and each is rounded once or twice.
double sum_tolerance(int64_t count);

// The walks: every shape, for the kernels of one level.
void walk_products(const ll_kernels *kernels);
void walk_outer(const ll_kernels *kernels);
void walk_strips(const ll_kernels *kernels);
void walk_loss(const ll_kernels *kernels);
void walk_training(const ll_kernels *kernels);
void walk_programs(const ll_kernels *kernels);

#endif
