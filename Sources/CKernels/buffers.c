// What happens to whole buffers between two steps, shared by a team.

#include <string.h>

#include "CKernels.h"

typedef struct update {
  const ll_kernels *kernels;
  int64_t count;
  ll_adam settings;
  const float *gradient;
  float *parameters, *first_moment, *second_moment;
  int32_t parts;
} update;

typedef struct range {
  int64_t first, count;
} range;

// A part of a buffer, in whole lines of the cache.
static range part_of(int64_t count, int32_t part, int32_t parts) {
  int64_t lines = (count + 15) / 16;
  int64_t first = lines * part / parts * 16, end = lines * (part + 1) / parts * 16;
  return (range){first, (end < count ? end : count) - first};
}

static void update_part(void *context, int32_t number) {
  const update *u = context;
  range part = part_of(u->count, number, u->parts);
  u->kernels->adam(part.count, u->settings, u->gradient + part.first, u->parameters + part.first,
                   u->first_moment + part.first, u->second_moment + part.first);
}

void ll_adam_update(ll_team *team, const ll_kernels *kernels, int64_t count, ll_adam settings,
                    const float *gradient, float *parameters, float *first_moment,
                    float *second_moment) {
  update u = {kernels,    count,        settings,      gradient,
              parameters, first_moment, second_moment, ll_team_members(team)};
  ll_team_run(team, update_part, &u);
}

typedef struct clearing {
  float *a;
  int64_t count;
  int32_t parts;
} clearing;

static void clear_part(void *context, int32_t number) {
  const clearing *c = context;
  range part = part_of(c->count, number, c->parts);
  memset(c->a + part.first, 0, (size_t)part.count * sizeof(float));
}

void ll_clear(ll_team *team, int64_t count, float *a) {
  if (count == 0) return;
  clearing c = {a, count, ll_team_members(team)};
  ll_team_run(team, clear_part, &c);
}
