/*
 * The keeper: the one process of a unikernel's shell beside PID 1 and QEMU. It starts QEMU without any privilege, keeps what
 * it says on the serial line, shows that to whoever watches, and starts it again by the policy. It takes no words from the
 * network or from the guest but bytes of the serial line, which it never reads as anything.
 */
#pragma once
#include <stddef.h>
#include <sys/types.h>

#define RUN "/run/berth/"
#define LOGS "/var/log/berth/"

enum { most_viewers = 8 };

/* What should run: policy, most restarts (-1: any), number, generation, and an argument list; see read_want(). */
struct want {
  char text[16384];
  size_t length;
  const char *policy, *number, *generation;
  long most_restarts;
  char *argv[128];
};

struct child {
  pid_t pid; /* 0: none */
  int serial, errors;
  char complaint[512]; /* the start of what QEMU itself has said */
  size_t complaint_length;
};

/* want.c: 1 when something should run, 0 when nothing should (none written, or held). */
int read_want(struct want *want);

/* child.c */
void start_child(struct child *child, const struct want *want);
/* Of waitpid's status, as a person reads it: the guest's own code, or 128 + the signal; -1: QEMU could not start it. */
int exit_code_of(const struct child *child, int status);

/* log.c: two files at most, of half a MiB each, named by the position of their first byte. */
void log_open(void);
void log_write(const char *bytes, size_t length);
/* A line of our own between those of the guest. */
void log_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The last bytes, for one who begins to watch. */
size_t log_tail(char *into, size_t room);

/* viewers.c */
int viewers_listen(void);
void viewers_accept(int listener);
void viewers_show(const char *bytes, size_t length);
extern int viewers[most_viewers]; /* -1: nobody */
void viewers_drop(int place);

/* status.c: /run/berth/status.json for the program `shell`. */
struct status {
  const char *state; /* none | running | restarting | stopped | exited | failed */
  char number[16], generation[64];
  pid_t pid;
  int has_exit_code, exit_code;
  long long started_ms, finished_ms;
  long restarts;
  char error[512];
};
void write_status(const struct status *status);
long long now_ms(void);

/* attach.c: a terminal on the serial line. */
int attach(void);
