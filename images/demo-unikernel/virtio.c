/* Virtual I/O Device specification 1.2: 3.1 initialisation, 4.2 "Virtio Over MMIO", 2.7 "Split Virtqueues". */
#include "virtio.h"

enum {
  r_magic = 0x00, r_version = 0x04, r_device = 0x08, r_features = 0x10, r_features_select = 0x14,
  r_driver_features = 0x20, r_driver_select = 0x24, r_queue_select = 0x30, r_queue_max = 0x34, r_queue_size = 0x38,
  r_queue_ready = 0x44, r_notify = 0x50, r_interrupt = 0x60, r_interrupt_ack = 0x64, r_status = 0x70,
  r_descriptors = 0x80, r_available = 0x90, r_used = 0xa0,
};
enum { acknowledged = 1, driver = 2, driver_ok = 4, features_ok = 8 };
enum { write_by_device = 2, no_notify = 1 };

static int is_device(u64 registers, u32 kind) {
  return read32(registers + r_magic) == 0x74726976 && read32(registers + r_version) == 2 &&
         read32(registers + r_device) == kind;
}

static u64 read_hex(const char **text) {
  u64 value = 0;
  if (starts_with(*text, "0x")) *text += 2;
  for (;; ++*text) {
    char c = **text;
    if (c >= '0' && c <= '9') value = value << 4 | (u64)(c - '0');
    else if (c >= 'a' && c <= 'f') value = value << 4 | (u64)(c - 'a' + 10);
    else return value;
  }
}

/* `virtio_mmio.device=512@0xfeb00e00:12` is size, address and line, as Linux has it (drivers/virtio/virtio_mmio.c). */
static int read_from_command_line(const char *text, u32 kind, struct device *device) {
  for (; *text; text++) {
    if (!starts_with(text, "virtio_mmio.device=")) continue;
    while (*text && *text != '@' && *text != ' ') text++;
    if (*text != '@') continue;
    text++;
    u64 registers = read_hex(&text);
    if (*text != ':') continue;
    text++;
    long gsi = read_number(&text, 23);
    if (gsi < 0 || registers < 0xd0000000 || registers > 0xffffe000 || !is_device(registers, kind)) continue;
    *device = (struct device){registers, (u32)gsi};
    return 1;
  }
  return 0;
}

/* Where QEMU's microvm has eight of them (include/hw/i386/microvm.h: VIRTIO_MMIO_BASE, VIRTIO_IRQ_BASE). */
int virtio_find(const char *command_line, u32 kind, struct device *device) {
  if (read_from_command_line(command_line, kind, device)) return 1;
  for (u32 i = 0; i < 8; i++) {
    *device = (struct device){0xfeb00000 + 512 * i, 5 + i};
    if (is_device(device->registers, kind)) return 1;
  }
  return 0;
}

int virtio_begin(struct device *device, u32 wanted) {
  u64 base = device->registers;
  write32(base + r_status, 0);
  write32(base + r_status, acknowledged | driver);
  write32(base + r_features_select, 0);
  u32 low = read32(base + r_features) & wanted;
  write32(base + r_features_select, 1);
  if (!(read32(base + r_features) & 1)) return 0; /* VIRTIO_F_VERSION_1 is bit 32 */
  write32(base + r_driver_select, 0);
  write32(base + r_driver_features, low);
  write32(base + r_driver_select, 1);
  write32(base + r_driver_features, 1);
  write32(base + r_status, acknowledged | driver | features_ok);
  return (read32(base + r_status) & features_ok) != 0;
}

static void write_address(u64 where, void *what) {
  write32(where, (u32)(u64)what);
  write32(where + 4, (u32)((u64)what >> 32));
}

int virtio_add_queue(struct device *device, struct queue *queue, u16 number) {
  u64 base = device->registers;
  queue->number = number;
  write32(base + r_queue_select, number);
  if (read32(base + r_queue_max) < queue_size) return 0;
  write32(base + r_queue_size, queue_size);
  write_address(base + r_descriptors, queue->descriptors);
  write_address(base + r_available, &queue->available);
  write_address(base + r_used, &queue->used);
  write32(base + r_queue_ready, 1);
  return 1;
}

void virtio_ready(struct device *device) {
  write32(device->registers + r_status, acknowledged | driver | features_ok | driver_ok);
}

void virtio_acknowledge(struct device *device) {
  u32 pending = read32(device->registers + r_interrupt);
  if (pending) write32(device->registers + r_interrupt_ack, pending);
}

void virtio_give(struct queue *queue, u16 id, u32 bytes, int is_for_device_to_write) {
  queue->descriptors[id] = (struct descriptor){
      (u64)queue->buffers[id], bytes, is_for_device_to_write ? write_by_device : 0, 0};
  queue->available.ring[queue->available.index % queue_size] = id;
  barrier();
  queue->available.index++;
}

void virtio_kick(struct device *device, struct queue *queue) {
  barrier();
  if (!(*(volatile u16 *)&queue->used.flags & no_notify)) write32(device->registers + r_notify, queue->number);
}

int virtio_take(struct queue *queue, u32 *bytes) {
  if (*(volatile u16 *)&queue->used.index == queue->seen) return -1;
  barrier();
  u16 place = queue->seen++ % queue_size;
  u32 id = queue->used.ring[place].id;
  *bytes = queue->used.ring[place].length;
  return id < queue_size ? (int)id : -1;
}
