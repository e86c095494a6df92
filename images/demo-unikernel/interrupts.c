/*
 * Interrupts wake the processor out of `hlt` and do nothing else. I/O APIC: Intel 82093AA data sheet, 3.2; local APIC and
 * its timer: Intel SDM volume 3A, chapter 11. The timer of QEMU's and KVM's local APIC counts nanoseconds.
 */
#include "interrupts.h"

enum { local_apic = 0xfee00000, io_apic = 0xfec00000, wake_vector = 32 };

struct gate {
  u16 low, selector;
  u8 stack, kind;
  u16 middle;
  u32 high, reserved;
} __attribute__((packed));

extern void wake_handler(void), fault_handler(void);
static struct gate gates[256] __attribute__((aligned(16)));

static void load_gates(u16 limit) {
  struct { u16 limit; u64 base; } __attribute__((packed)) pointer = {limit, (u64)gates};
  __asm__ volatile("lidt %0" : : "m"(pointer));
}

void interrupts_start(void) {
  for (int i = 0; i < 256; i++) {
    u64 address = (u64)(i < wake_vector ? fault_handler : wake_handler);
    gates[i] = (struct gate){(u16)address, 8, 0, 0x8e, (u16)(address >> 16), (u32)(address >> 32), 0};
  }
  load_gates(sizeof gates - 1);
  out8(0x21, 0xff); /* the old 8259s keep quiet, where there are any */
  out8(0xa1, 0xff);
  write32(local_apic + 0xf0, 0x1ff);       /* on; spurious ones are vector 255 */
  write32(local_apic + 0x3e0, 0x0b);       /* the timer divides by 1 */
  write32(local_apic + 0x320, wake_vector); /* one shot */
}

/* Edge, fixed, to processor 0: the devices' lines go up again after each acknowledgement (see virtio.c). */
void interrupts_allow(u32 gsi) {
  if (gsi >= 24) return;
  write32(io_apic, 0x11 + 2 * gsi);
  write32(io_apic + 0x10, 0);
  write32(io_apic, 0x10 + 2 * gsi);
  write32(io_apic + 0x10, wake_vector);
}

void interrupts_wake_in(u32 milliseconds) { write32(local_apic + 0x380, milliseconds * 1000000u); }

int interrupts_is_time(void) { return !read32(local_apic + 0x390); }

/* `sti` takes effect after the instruction that follows it, so nothing can come between the two. */
void interrupts_sleep(void) { __asm__ volatile("sti; hlt; cli" : : : "memory"); }

void interrupts_forget(void) { load_gates(0); }
