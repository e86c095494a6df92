/* Reads /run/berth/want: fields that end with a 0: policy, most restarts, number, generation, then the argument list. */
#include "keeper.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int split(struct want *want) {
  char *at = want->text, *end = want->text + want->length;
  const char *fields[4];
  if (!want->length || end[-1] != 0) return 0;
  for (int i = 0; i < 4; i++, at += strlen(at) + 1) {
    if (at >= end) return 0;
    fields[i] = at;
  }
  want->policy = fields[0];
  want->most_restarts = atol(fields[1]);
  want->number = fields[2];
  want->generation = fields[3];
  size_t count = 0;
  for (; at < end; at += strlen(at) + 1) {
    if (count == sizeof want->argv / sizeof *want->argv - 1) return 0;
    want->argv[count++] = at;
  }
  want->argv[count] = NULL;
  return count > 0;
}

int read_want(struct want *want) {
  memset(want, 0, sizeof *want);
  if (access(RUN "hold", F_OK) == 0) return 0;
  int file = open(RUN "want", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  ssize_t length = read(file, want->text, sizeof want->text);
  close(file);
  if (length <= 0 || (size_t)length == sizeof want->text) return 0;
  want->length = (size_t)length;
  return split(want);
}
