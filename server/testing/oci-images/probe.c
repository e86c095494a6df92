// Tries what escapes are made of and prints `name: done` or `name: why not`, then waits. Run in a sandbox it has to
// see the sandbox alone.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/utsname.h>
#include <unistd.h>

static void say(const char *name, long result) { printf("%s: %s\n", name, result < 0 ? strerror(errno) : "done"); }

static void show(const char *path) {
  char text[256] = {0};
  int file = open(path, O_RDONLY);
  if (file < 0 || read(file, text, sizeof text - 1) < 0) return (void)printf("%s: %s\n", path, strerror(errno));
  printf("%s: %s\n", path, strtok(text, "\n") ?: "");
}

/** The names of the processes that can be seen: in a sandbox its own alone. */
static void show_processes(void) {
  printf("processes:");
  for (int at = 1; at < 32768; at++) {
    char path[32], name[32] = {0};
    snprintf(path, sizeof path, "/proc/%d/comm", at);
    int file = open(path, O_RDONLY);
    if (file < 0) continue;
    if (read(file, name, sizeof name - 1) > 0) printf(" %s", strtok(name, "\n"));
    close(file);
  }
  printf("\n");
}

/** Sends nothing: whether the address of a network card could be changed. */
static long change_card(void) {
  struct ifreq card = {.ifr_name = "lo", .ifr_mtu = 1400};
  return ioctl(socket(AF_INET, SOCK_DGRAM, 0), SIOCSIFMTU, &card);
}

static void leave(int signal) { _exit(signal ? 0 : 1); }

int main(void) {
  setvbuf(stdout, 0, _IOLBF, 0);
  signal(SIGTERM, leave);
  struct utsname system;
  uname(&system);
  printf("kernel: %s %s\n", system.release, system.version);
  show("/proc/version");
  show("/proc/cmdline");
  show("/proc/1/cmdline");
  show("/proc/1/mountinfo");
  char ring[256] = {0};
  long read_ = klogctl(3, ring, sizeof ring - 1);
  printf("dmesg: %s\n", read_ < 0 ? strerror(errno) : strtok(ring, "\n") ?: "");
  say("mount-proc", mount("proc", "/tmp", "proc", 0, 0));
  say("mount-tmpfs", mount("none", "/tmp", "tmpfs", 0, 0));
  say("mount-cgroup", mount("none", "/tmp", "cgroup", 0, "memory"));
  say("remount-root", mount(0, "/", 0, MS_REMOUNT | MS_BIND, 0));
  say("raw-socket", socket(AF_INET, SOCK_RAW, 1));
  say("packet-socket", socket(AF_PACKET, SOCK_RAW, 0));
  say("change-card", change_card());
  say("netlink-filter", socket(AF_NETLINK, SOCK_RAW, 12));
  say("netlink-audit", socket(AF_NETLINK, SOCK_RAW, 9));
  say("mknod-disk", mknod("/tmp/disk", S_IFBLK | 0600, makedev(8, 0)));
  say("open-disk", open("/tmp/disk", O_RDONLY));
  say("open-kmsg", open("/dev/kmsg", O_RDONLY));
  say("open-mem", open("/dev/mem", O_RDONLY));
  say("open-kmem", open("/dev/kmem", O_RDONLY));
  say("open-port", open("/dev/port", O_RDONLY));
  say("open-kvm", open("/dev/kvm", O_RDONLY));
  say("open-tun", open("/dev/net/tun", O_RDWR));
  mknod("/tmp/mem", S_IFCHR | 0600, makedev(1, 1));
  say("mknod-mem", open("/tmp/mem", O_RDONLY));
  mknod("/tmp/kvm", S_IFCHR | 0600, makedev(10, 232));
  say("mknod-kvm", open("/tmp/kvm", O_RDONLY));
  show("/proc/kallsyms");
  show_processes();
  say("open-kcore", open("/proc/kcore", O_RDONLY));
  say("write-core-pattern", open("/proc/sys/kernel/core_pattern", O_WRONLY));
  say("write-sysrq", open("/proc/sysrq-trigger", O_WRONLY));
  say("write-uevent-helper", open("/sys/kernel/uevent_helper", O_WRONLY));
  say("setns-init", setns(open("/proc/1/ns/mnt", O_RDONLY), 0));
  say("unshare-user", unshare(CLONE_NEWUSER));
  say("unshare-mount", unshare(CLONE_NEWNS));
  say("open-by-handle", syscall(SYS_open_by_handle_at, AT_FDCWD, "", O_RDONLY));
  say("bpf", syscall(SYS_bpf, 0, 0, 0));
  say("perf", syscall(SYS_perf_event_open, 0, 0, -1, -1, 0));
  say("userfaultfd", syscall(SYS_userfaultfd, 0));
  say("io-uring", syscall(SYS_io_uring_setup, 1, ""));
  say("keyctl", syscall(SYS_keyctl, 0, -3, 0));
  say("init-module", syscall(SYS_init_module, "", 0L, ""));
  say("kexec", syscall(SYS_kexec_load, 0, 0, 0, 0));
  say("reboot", syscall(SYS_reboot, 0, 0, 0, 0));
  say("ptrace-init", ptrace(PTRACE_ATTACH, getppid() ?: 1, 0, 0));
  say("chroot", chroot("/tmp"));
  say("set-time", syscall(SYS_clock_settime, 0, (long[2]){1, 0}));
  say("regain-caps", prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0));
  printf("probed\n");
  for (;;) pause();
}
