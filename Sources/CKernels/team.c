// A team of threads that share one piece of work.
//
// Whoever waits spins for a moment, because the others are done within microseconds as a rule, and
// then parks: a thread that spins on while another process has its core would keep it waiting for
// whole time slices.

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "CKernels.h"

enum { SPINS = 2000 };  // some ten microseconds

typedef struct helper {
  ll_team *team;
  pthread_t thread;
  int32_t member;
} helper;

struct ll_team {
  int32_t members;
  ll_work *work;
  void *context;
  atomic_uint begun;    // pieces of work so far
  atomic_uint met;      // meetings so far
  atomic_int arrived;   // members at the next meeting
  atomic_int parked;    // members that sleep
  atomic_bool is_over;
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  helper helpers[];
};

static void pause_a_moment(void) {
#if defined(__x86_64__)
  _mm_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// Returns when `count` is no longer what was seen.
static void await(ll_team *team, atomic_uint *count, unsigned seen) {
  for (int i = 0; i < SPINS; i++) {
    if (atomic_load(count) != seen) return;
    pause_a_moment();
  }
  pthread_mutex_lock(&team->mutex);
  // Said before the count is looked at again: either this sees the change, or whoever makes it sees
  // that someone sleeps.
  atomic_fetch_add(&team->parked, 1);
  while (atomic_load(count) == seen) pthread_cond_wait(&team->changed, &team->mutex);
  atomic_fetch_sub(&team->parked, 1);
  pthread_mutex_unlock(&team->mutex);
}

static void announce(ll_team *team, atomic_uint *count) {
  atomic_fetch_add(count, 1);
  if (atomic_load(&team->parked) == 0) return;
  pthread_mutex_lock(&team->mutex);
  pthread_cond_broadcast(&team->changed);
  pthread_mutex_unlock(&team->mutex);
}

void ll_team_meet(ll_team *team) {
  if (!team) return;
  unsigned seen = atomic_load(&team->met);
  if (atomic_fetch_add(&team->arrived, 1) + 1 < team->members) {
    await(team, &team->met, seen);
  } else {
    atomic_store(&team->arrived, 0);
    announce(team, &team->met);
  }
}

static void *help(void *argument) {
  helper *self = argument;
  ll_team *team = self->team;
  ll_flush_denormals();
  for (unsigned seen = 0;; seen++) {
    await(team, &team->begun, seen);
    if (atomic_load(&team->is_over)) return NULL;
    team->work(team->context, self->member);
    ll_team_meet(team);
  }
}

ll_team *ll_team_start(int32_t members) {
  ll_team *team = calloc(1, sizeof(ll_team) + (size_t)members * sizeof(helper));
  if (!team) return NULL;
  pthread_mutex_init(&team->mutex, NULL);
  pthread_cond_init(&team->changed, NULL);
  // A machine that has no thread left to give makes the team smaller.
  for (team->members = 1; team->members < members; team->members++) {
    helper *next = &team->helpers[team->members];
    *next = (helper){.team = team, .member = team->members};
    if (pthread_create(&next->thread, NULL, help, next) != 0) break;
  }
  return team;
}

void ll_team_end(ll_team *team) {
  if (!team) return;
  atomic_store(&team->is_over, true);
  announce(team, &team->begun);
  for (int32_t i = 1; i < team->members; i++) pthread_join(team->helpers[i].thread, NULL);
  pthread_cond_destroy(&team->changed);
  pthread_mutex_destroy(&team->mutex);
  free(team);
}

int32_t ll_team_members(const ll_team *team) { return team ? team->members : 1; }

void ll_team_run(ll_team *team, ll_work *work, void *context) {
  if (!team || team->members == 1) {
    work(context, 0);
    return;
  }
  team->work = work;
  team->context = context;
  announce(team, &team->begun);
  work(context, 0);
  ll_team_meet(team);
}
