/*
 * How a guest ends with a number: QEMU's isa-debug-exit device ends QEMU with the status code * 2 + 1 when a code is
 * written to its port (hw/misc/debugexit.c). Without the device we halt for good; a triple fault follows, which QEMU
 * takes for a reset and -no-reboot for an end.
 */
#include "power.h"
#include "interrupts.h"
#include "serial.h"

void power_off(u8 code) {
  print("demo unikernel: ends with ");
  print_number(code);
  print("\n");
  out8(0x501, code);
  interrupts_forget();
  __asm__ volatile("ud2");
  __builtin_unreachable();
}

void fault(void) {
  print("demo unikernel: a fault of the processor\n");
  power_off(127);
}
