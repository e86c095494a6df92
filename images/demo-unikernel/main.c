/* A unikernel of our own that answers HTTP: the demonstration of the kind, and what tests are done with. */
#include "base.h"
#include "interrupts.h"
#include "net.h"
#include "power.h"
#include "serial.h"
#include "tcp.h"

/* Xen public/arch-x86/hvm/start_info.h */
struct start_info { u32 magic, version, flags, modules; u64 module_list, command_line, rsdp; };

static char command_line[2048];

static void keep_command_line(const struct start_info *info) {
  if (info->magic != 0x336ec578 || !info->command_line || info->command_line >> 32) return;
  const char *text = (const char *)info->command_line;
  for (u32 i = 0; i < sizeof command_line - 1 && text[i]; i++) command_line[i] = text[i];
}

/* `exit=N` alone is a question whether guests run here at all. */
static void end_if_told(void) {
  for (const char *text = command_line; *text; text++) {
    if (!starts_with(text, "exit=") || (text > command_line && text[-1] != ' ')) continue;
    const char *number = text + 5;
    long code = read_number(&number, 127);
    if (code >= 0) power_off((u8)code);
  }
}

void main(const struct start_info *info) {
  keep_command_line(info);
  serial_start();
  end_if_told();
  print("demo unikernel: ");
  interrupts_start();
  interrupts_allow(4); /* COM1 */
  if (net_start(command_line)) {
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
