/*
 * keeper          run by PID 1: SIGHUP makes it look at what should run, SIGTERM makes it end with what runs
 * keeper attach   a terminal on the serial line
 */
#define _GNU_SOURCE
#include "keeper.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { kill_after_ms = 5000, first_pause_ms = 250, longest_pause_ms = 30000, good_run_ms = 60000 };

static struct want wanted, running;
static struct child child;
static struct status status = {.state = "none"};
static long long kill_at, start_at; /* 0: not */
static long pause_ms = first_pause_ms;
static int is_ending, has_run;

static void close_serial(void) {
  if (child.serial >= 0) close(child.serial);
  if (child.errors >= 0) close(child.errors);
  child.serial = child.errors = -1;
}

static void start(void) {
  start_at = 0;
  if (!read_want(&running)) {
    running.length = 0;
    return;
  }
  start_child(&child, &running);
  has_run = 1;
  if (!status.restarts) status = (struct status){0}; /* how it ended the last time stays to be seen */
  status.state = child.pid ? "running" : "failed";
  status.pid = child.pid;
  status.started_ms = now_ms();
  snprintf(status.number, sizeof status.number, "%s", running.number);
  snprintf(status.generation, sizeof status.generation, "%s", running.generation);
  if (!child.pid) snprintf(status.error, sizeof status.error, "no process could be made: %s", strerror(errno));
  log_say("started");
  write_status(&status);
}

static void look(int may_start) {
  int should_run = read_want(&wanted) && !is_ending;
  int is_same = should_run && wanted.length == running.length && !memcmp(wanted.text, running.text, wanted.length);
  if (child.pid) {
    if (!is_same && !kill_at) {
      kill(child.pid, SIGTERM);
      kill_at = now_ms() + kill_after_ms;
    }
    return;
  }
  if (!should_run) {
    start_at = 0;
    running.length = 0; /* so that what comes next is new, even if it is the same */
    if (has_run && strcmp(status.state, "stopped")) {
      status.state = "stopped";
      write_status(&status);
    }
  } else if (may_start && !is_same) {
    status.restarts = 0;
    pause_ms = first_pause_ms;
    start();
  }
}

static int may_restart(int code) {
  if (!strcmp(running.policy, "no") || (!strcmp(running.policy, "on-failure") && !code)) return 0;
  return running.most_restarts < 0 || status.restarts < running.most_restarts;
}

static void drain(void);

static void take_end(int how) {
  long long now = now_ms();
  drain();
  int code = exit_code_of(&child, how), was_asked = kill_at != 0;
  close_serial();
  child.pid = 0;
  kill_at = 0;
  status.pid = 0;
  status.finished_ms = now;
  status.has_exit_code = code >= 0;
  status.exit_code = code;
  memcpy(status.error, child.complaint, sizeof status.error);
  status.error[child.complaint_length] = 0;
  if (code < 0) log_say("could not be started: %s", status.error);
  else log_say("ended with code %d", code);
  struct want again;
  int should_run = read_want(&again) && !is_ending;
  if (!should_run || was_asked) {
    status.state = "stopped";
    running.length = 0;
    write_status(&status);
    look(1);
    return;
  }
  if (now - status.started_ms > good_run_ms) pause_ms = first_pause_ms;
  if (may_restart(code)) {
    status.state = "restarting";
    status.restarts++;
    start_at = now + pause_ms;
    pause_ms = pause_ms * 2 > longest_pause_ms ? longest_pause_ms : pause_ms * 2;
  } else {
    status.state = code < 0 ? "failed" : "exited";
  }
  write_status(&status);
}

static void reap(void) {
  int how;
  for (pid_t pid; (pid = waitpid(-1, &how, WNOHANG)) > 0;)
    if (pid == child.pid) take_end(how);
}

static void read_serial(void) {
  char bytes[8192];
  ssize_t length = read(child.serial, bytes, sizeof bytes);
  if (length > 0) {
    log_write(bytes, (size_t)length);
    viewers_show(bytes, (size_t)length);
  } else if (length == 0 || errno != EAGAIN) {
    close(child.serial);
    child.serial = -1;
  }
}

static void read_errors(void) {
  char bytes[512];
  ssize_t length = read(child.errors, bytes, sizeof bytes);
  if (length > 0) {
    size_t room = sizeof child.complaint - 1 - child.complaint_length, taken = (size_t)length < room ? (size_t)length : room;
    memcpy(child.complaint + child.complaint_length, bytes, taken);
    child.complaint_length += taken;
  } else if (length == 0 || errno != EAGAIN) {
    close(child.errors);
    child.errors = -1;
  }
}

/* What was said last, before the end. */
static void drain(void) {
  for (int i = 0; i < 64 && child.serial >= 0; i++) {
    struct pollfd end = {.fd = child.serial, .events = POLLIN};
    if (poll(&end, 1, 0) <= 0) break;
    read_serial();
  }
  for (int i = 0; i < 8 && child.errors >= 0; i++) {
    struct pollfd end = {.fd = child.errors, .events = POLLIN};
    if (poll(&end, 1, 0) <= 0) break;
    read_errors();
  }
}

/* What is typed goes to the guest; what it does not take is lost, as on a real line. */
static void read_viewer(int place) {
  char bytes[1024];
  ssize_t length = read(viewers[place], bytes, sizeof bytes);
  if (length > 0) {
    if (child.serial >= 0) (void)!write(child.serial, bytes, (size_t)length);
  } else if (length == 0 || errno != EAGAIN) {
    viewers_drop(place);
  }
}

static void take_signals(int signals) {
  struct signalfd_siginfo info;
  while (read(signals, &info, sizeof info) == (ssize_t)sizeof info) {
    if (info.ssi_signo == SIGTERM) is_ending = 1;
    if (info.ssi_signo == SIGCHLD) reap();
    else look(1);
  }
}

static int wait_ms(void) {
  long long next = kill_at ? kill_at : start_at;
  if (!next) return -1;
  long long left = next - now_ms();
  return left < 0 ? 0 : (int)left;
}

static void keep(int signals, int listener) {
  while (!is_ending || child.pid) {
    struct pollfd ends[4 + most_viewers] = {{.fd = signals, .events = POLLIN}, {.fd = listener, .events = POLLIN},
                                            {.fd = child.pid ? child.serial : -1, .events = POLLIN},
                                            {.fd = child.pid ? child.errors : -1, .events = POLLIN}};
    for (int i = 0; i < most_viewers; i++) ends[4 + i] = (struct pollfd){.fd = viewers[i], .events = POLLIN};
    if (poll(ends, 4 + most_viewers, wait_ms()) < 0 && errno != EINTR) exit(1);
    for (int i = 0; i < most_viewers; i++)
      if (ends[4 + i].fd >= 0 && ends[4 + i].revents) read_viewer(i);
    if (ends[2].fd >= 0 && ends[2].revents) read_serial();
    if (ends[3].fd >= 0 && ends[3].revents) read_errors();
    if (ends[1].revents) viewers_accept(listener);
    if (ends[0].revents) take_signals(signals);
    if (kill_at && now_ms() >= kill_at && child.pid) {
      kill(child.pid, SIGKILL);
      kill_at += kill_after_ms;
    }
    if (start_at && now_ms() >= start_at && read_want(&wanted)) start();
  }
}

int main(int count, char **arguments) {
  if (count == 2 && !strcmp(arguments[1], "attach")) return attach();
  sigset_t ours;
  sigemptyset(&ours);
  sigaddset(&ours, SIGCHLD);
  sigaddset(&ours, SIGHUP);
  sigaddset(&ours, SIGTERM);
  sigprocmask(SIG_BLOCK, &ours, NULL);
  signal(SIGPIPE, SIG_IGN);
  int signals = signalfd(-1, &ours, SFD_NONBLOCK | SFD_CLOEXEC), listener = viewers_listen();
  if (signals < 0 || listener < 0) return 1;
  child.serial = child.errors = -1;
  log_open();
  int file = open(RUN "keeper.pid", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file >= 0) dprintf(file, "%d\n", (int)getpid());
  if (file >= 0) close(file);
  write_status(&status);
  look(1);
  keep(signals, listener);
  return 0;
}
