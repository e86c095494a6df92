/* QEMU as a user of its own without any capability, which dies with us and is the first to go when memory is short. */
#define _GNU_SOURCE
#include "keeper.h"
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { user_id = 990 }; /* berth-qemu, see build.sh: a static program asks no name service */

static void fail(const char *what) {
  (void)!write(2, what, strlen(what));
  _exit(1);
}

static void give_up_privileges(pid_t parent) {
  for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++)
    if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)) fail("capabilities cannot be dropped\n");
  if (setgroups(0, NULL) || setresgid(user_id, user_id, user_id) || setresuid(user_id, user_id, user_id))
    fail("the user cannot be changed\n");
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) fail("no_new_privs cannot be set\n");
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); /* after the change of user, which clears it */
  if (getppid() != parent) _exit(1);
}

static void become(const struct want *want, pid_t parent, int serial, int errors) {
  static char *const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", NULL};
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  setsid();
  umask(077);
  if (dup2(serial, 0) < 0 || dup2(serial, 1) < 0 || dup2(errors, 2) < 0 || chdir("/")) _exit(1);
  /* It has the unikernel's memory. 0 holds up no dump that the node's kernel hands to a program, outside of every vault
     (core(5)); at 1 the kernel gives up whoever takes them (fs/coredump.c). */
  struct rlimit no_core = {1, 1};
  setrlimit(RLIMIT_CORE, &no_core);
  int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (score >= 0) (void)!write(score, "500", 3);
  give_up_privileges(parent);
  execve(want->argv[0], want->argv, environment);
  fail("QEMU cannot be executed\n");
}

void start_child(struct child *child, const struct want *want) {
  int serial[2], errors[2];
  memset(child, 0, sizeof *child);
  child->serial = child->errors = -1;
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, serial)) return;
  if (pipe2(errors, O_CLOEXEC)) {
    close(serial[0]);
    close(serial[1]);
    return;
  }
  pid_t parent = getpid(), pid = fork();
  if (!pid) become(want, parent, serial[1], errors[1]);
  close(serial[1]);
  close(errors[1]);
  child->serial = serial[0];
  child->errors = errors[0];
  child->pid = pid > 0 ? pid : 0;
  fcntl(child->serial, F_SETFL, O_NONBLOCK);
  fcntl(child->errors, F_SETFL, O_NONBLOCK);
}

/* isa-debug-exit ends QEMU with code * 2 + 1; QEMU's own troubles end it with 1 and a complaint. */
int exit_code_of(const struct child *child, int status) {
  if (WIFSIGNALED(status)) return 128 + WTERMSIG(status);
  int code = WEXITSTATUS(status);
  if (!code) return 0;
  if (child->complaint_length && code == 1) return -1;
  return code & 1 ? code >> 1 : code;
}
