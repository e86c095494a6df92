#include "keeper.h"
#include <fcntl.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

long long now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* What QEMU has said goes into JSON: nothing but plain characters of it. */
static void make_plain(const char *from, char *to, size_t room) {
  size_t length = 0;
  for (; *from && length + 1 < room; from++)
    to[length++] = *from >= ' ' && *from < 127 && *from != '"' && *from != '\\' ? *from : ' ';
  to[length] = 0;
}

void write_status(const struct status *s) {
  char text[1400], error[512], code[16] = "null", finished[32] = "null";
  make_plain(s->error, error, sizeof error);
  if (s->has_exit_code) snprintf(code, sizeof code, "%d", s->exit_code);
  if (s->finished_ms) snprintf(finished, sizeof finished, "%lld", s->finished_ms);
  int length = snprintf(text, sizeof text,
                        "{\"state\":\"%s\",\"number\":\"%s\",\"generation\":\"%s\",\"pid\":%d,\"exitCode\":%s,"
                        "\"startedAt\":%lld,\"finishedAt\":%s,\"restarts\":%ld,\"error\":\"%s\"}\n",
                        s->state, s->number, s->generation, (int)s->pid, code, s->started_ms, finished, s->restarts, error);
  int file = open(RUN "status.json.part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return;
  int is_whole = write(file, text, (size_t)length) == length;
  close(file);
  if (is_whole) rename(RUN "status.json.part", RUN "status.json");
}
