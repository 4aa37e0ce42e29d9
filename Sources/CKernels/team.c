// A team of threads that share one piece of work.
//
// The work is in as many parts as the team has members, and each member does its own; but who is done
// takes the parts that nobody has begun. So a member that another process keeps from its core holds
// nobody up, unless it is in the middle of its part.
//
// Whoever waits spins for a moment, because the others are done within microseconds as a rule; then
// offers its core to them between two looks, in case they wait for it; and then sleeps.

#define _GNU_SOURCE  // sched_getcpu

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "CKernels.h"

enum { SPINS = 300, OFFERS = 1000 };  // some microseconds, and some hundred

typedef struct member {
  ll_team *team;
  pthread_t thread;
  int32_t number;
  atomic_uint begun;  // the last piece of work whose part of this number somebody began
} member;

struct ll_team {
  int32_t count;
  ll_work *work;
  void *context;
  atomic_int core;  // where the work was handed out
  atomic_uint work_number;
  atomic_uint parts_done;
  atomic_int sleeping;
  atomic_bool is_over;
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  member members[];
};

static void pause_a_moment(void) {
#if defined(__x86_64__)
  _mm_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// Returns when a number is no longer what was seen.
static void await(ll_team *team, atomic_uint *number, unsigned seen) {
  for (int i = 0; i < SPINS; i++) {
    if (atomic_load(number) != seen) return;
    pause_a_moment();
  }
  for (int i = 0; i < OFFERS; i++) {
    if (atomic_load(number) != seen) return;
    sched_yield();
  }
  pthread_mutex_lock(&team->mutex);
  // Said before the number is looked at again: either this sees the change, or whoever makes it sees
  // that someone sleeps.
  atomic_fetch_add(&team->sleeping, 1);
  while (atomic_load(number) == seen) pthread_cond_wait(&team->changed, &team->mutex);
  atomic_fetch_sub(&team->sleeping, 1);
  pthread_mutex_unlock(&team->mutex);
}

static void advance(ll_team *team, atomic_uint *number) {
  atomic_fetch_add(number, 1);
  if (atomic_load(&team->sleeping) == 0) return;
  pthread_mutex_lock(&team->mutex);
  pthread_cond_broadcast(&team->changed);
  pthread_mutex_unlock(&team->mutex);
}

#if defined(__linux__)

static int current_core(void) { return sched_getcpu(); }

// A scheduler may wake a member on the core of whoever woke it, where the two then take turns while
// another core idles. Such a member moves to some other core, and may be moved back from there.
static void leave_core(int core) {
  cpu_set_t allowed, others;
  if (sched_getaffinity(0, sizeof(allowed), &allowed) != 0) return;
  others = allowed;
  CPU_CLR(core, &others);
  if (CPU_COUNT(&others) == 0 || sched_setaffinity(0, sizeof(others), &others) != 0) return;
  sched_setaffinity(0, sizeof(allowed), &allowed);
}

#else

static int current_core(void) { return -1; }
static void leave_core(int core) { (void)core; }

#endif

// Does a part of a piece of work, unless somebody has begun it: then the piece may be over already.
static void do_part(ll_team *team, int32_t number, unsigned work_number) {
  unsigned before = work_number - 1;
  if (!atomic_compare_exchange_strong(&team->members[number].begun, &before, work_number)) return;
  team->work(team->context, number);
  advance(team, &team->parts_done);
}

static void *take_part(void *argument) {
  member *self = argument;
  ll_team *team = self->team;
  ll_flush_denormals();
  for (unsigned seen = 0;;) {
    await(team, &team->work_number, seen);
    if (atomic_load(&team->is_over)) return NULL;
    seen = atomic_load(&team->work_number);
    int core = atomic_load(&team->core);
    if (core >= 0 && core == current_core()) leave_core(core);
    do_part(team, self->number, seen);
  }
}

ll_team *ll_team_start(int32_t members) {
  ll_team *team = calloc(1, sizeof(ll_team) + (size_t)members * sizeof(member));
  if (!team) return NULL;
  pthread_mutex_init(&team->mutex, NULL);
  pthread_cond_init(&team->changed, NULL);
  // A machine that has no thread left to give makes the team smaller.
  for (team->count = 1; team->count < members; team->count++) {
    member *next = &team->members[team->count];
    next->team = team;
    next->number = team->count;
    if (pthread_create(&next->thread, NULL, take_part, next) != 0) break;
  }
  return team;
}

void ll_team_end(ll_team *team) {
  if (!team) return;
  atomic_store(&team->is_over, true);
  advance(team, &team->work_number);
  for (int32_t i = 1; i < team->count; i++) pthread_join(team->members[i].thread, NULL);
  pthread_cond_destroy(&team->changed);
  pthread_mutex_destroy(&team->mutex);
  free(team);
}

int32_t ll_team_members(const ll_team *team) { return team ? team->count : 1; }

void ll_team_run(ll_team *team, ll_work *work, void *context) {
  if (!team || team->count == 1) {
    work(context, 0);
    return;
  }
  team->work = work;
  team->context = context;
  atomic_store(&team->core, current_core());
  atomic_store(&team->parts_done, 0);
  advance(team, &team->work_number);
  unsigned work_number = atomic_load(&team->work_number);
  for (int32_t i = 0; i < team->count; i++) do_part(team, i, work_number);
  for (;;) {
    unsigned done = atomic_load(&team->parts_done);
    if (done == (unsigned)team->count) return;
    await(team, &team->parts_done, done);
  }
}
