/* A unikernel of our own that answers HTTP: the demonstration of the kind, and what tests are done with. */
#include "base.h"
#include "boot.h"
#include "disk.h"
#include "interrupts.h"
#include "net.h"
#include "power.h"
#include "serial.h"
#include "tcp.h"

static struct boot boot;

/* `exit=N` alone is a question whether guests run here at all. */
static void end_if_told(void) {
  for (const char *text = boot.command_line; *text; text++) {
    if (!starts_with(text, "exit=") || (text > boot.command_line && text[-1] != ' ')) continue;
    const char *number = text + 5;
    long code = read_number(&number, 127);
    if (code >= 0) power_off((u8)code);
  }
}

static void print_start(const char *bytes, u32 count) {
  char shown[17] = {0};
  for (u32 i = 0; i < 16 && i < count; i++) shown[i] = bytes[i] >= ' ' && bytes[i] < 127 ? bytes[i] : '.';
  print(shown);
  print("\n");
}

/* What was handed over beside the kernel, for whoever reads the console. */
static void tell_files(void) {
  const char *sector = disk_read_first(boot.command_line);
  if (boot.initrd_bytes) {
    print("initial RAM disk, ");
    print_number(boot.initrd_bytes);
    print(" bytes: ");
    print_start(boot.initrd, boot.initrd_bytes);
  }
  if (sector) {
    print("disk, first sector: ");
    print_start(sector, 512);
  }
}

void main(u32 loader, const void *info) {
  boot_read(&boot, loader, info);
  serial_start();
  end_if_told();
  tell_files();
  print("demo unikernel: ");
  interrupts_start();
  interrupts_allow(4); /* COM1 */
  if (net_start(boot.command_line)) {
    print("http://");
    print_address(net_config.address);
    print("/ is ready\n> ");
  } else {
    print("no network card (virtio-net over MMIO, version 2)\n> ");
  }
  for (int is_ticking = 0;;) {
    interrupts_sleep();
    serial_poll();
    net_poll();
    if (is_ticking && interrupts_is_time()) {
      is_ticking = 0;
      tcp_tick();
    }
    if (!is_ticking && tcp_open_connections()) {
      is_ticking = 1;
      interrupts_wake_in(tcp_tick_milliseconds);
    }
  }
}
