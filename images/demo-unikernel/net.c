/* virtio-net without any offload (Virtual I/O Device specification 1.2, 5.1), Ethernet II, and reading `ip=` and `gw=`. */
#include "net.h"
#include "arp.h"
#include "interrupts.h"
#include "ipv4.h"
#include "packets.h"
#include "serial.h"
#include "virtio.h"

enum { network_card = 1, feature_mac = 1 << 5, r_config = 0x100 };

static struct device card;
static struct queue incoming, outgoing;
static u16 free_buffers[queue_size], free_count;
static int prepared = -1;
struct net_config net_config;
u8 net_mac[6];

static u32 read_address(const char **text) {
  u32 address = 0;
  for (int i = 0; i < 4; i++) {
    long part = read_number(text, 255);
    if (part < 0 || (i < 3 && *(*text)++ != '.')) return 0;
    address = address << 8 | (u32)part;
  }
  return address;
}

static void read_config(const char *text) {
  for (int is_start = 1; *text; is_start = *text++ == ' ') {
    const char *value = text + 3;
    if (is_start && starts_with(text, "gw=")) net_config.gateway = read_address(&value);
    if (!is_start || !starts_with(text, "ip=")) continue;
    net_config.address = read_address(&value);
    long prefix = *value++ == '/' ? read_number(&value, 32) : -1;
    net_config.prefix = prefix < 0 ? 24 : (u32)prefix;
  }
}

int net_start(const char *command_line) {
  read_config(command_line);
  if (!virtio_find(command_line, network_card, &card) || !virtio_begin(&card, feature_mac)) return 0;
  if (!virtio_add_queue(&card, &incoming, 0) || !virtio_add_queue(&card, &outgoing, 1)) return 0;
  for (u32 i = 0; i < 6; i++) net_mac[i] = read8(card.registers + r_config + i);
  virtio_ready(&card);
  for (u16 i = 0; i < queue_size; i++) {
    virtio_give(&incoming, i, buffer_bytes, 1);
    free_buffers[free_count++] = i;
  }
  virtio_kick(&card, &incoming);
  outgoing.available.flags = 1; /* no interrupt for what was sent: we look when we send */
  interrupts_allow(card.gsi);
  arp_announce();
  return 1;
}

static void take_frame(u8 *buffer, u32 bytes) {
  struct ethernet *frame = (struct ethernet *)(buffer + sizeof(struct net_header));
  if (bytes < sizeof(struct net_header) + sizeof *frame) return;
  bytes -= sizeof(struct net_header) + sizeof *frame;
  if (frame->type == swap16(0x0806)) arp_take(frame, bytes);
  if (frame->type == swap16(0x0800)) ipv4_take(frame, bytes);
}

void net_poll(void) {
  u32 bytes;
  int id, has_taken = 0;
  virtio_acknowledge(&card);
  while ((id = virtio_take(&incoming, &bytes)) >= 0) {
    if (bytes <= buffer_bytes) take_frame(incoming.buffers[id], bytes);
    virtio_give(&incoming, (u16)id, buffer_bytes, 1);
    has_taken = 1;
  }
  if (has_taken) virtio_kick(&card, &incoming);
}

u8 *net_prepare(void) {
  u32 bytes;
  int id;
  while ((id = virtio_take(&outgoing, &bytes)) >= 0) free_buffers[free_count++] = (u16)id;
  if (prepared < 0 && free_count) prepared = free_buffers[--free_count];
  if (prepared < 0) return NULL;
  u8 *buffer = outgoing.buffers[prepared];
  memset(buffer, 0, sizeof(struct net_header));
  return buffer + sizeof(struct net_header);
}

void net_send(u32 bytes) {
  virtio_give(&outgoing, (u16)prepared, (u32)sizeof(struct net_header) + bytes, 0);
  prepared = -1;
  virtio_kick(&card, &outgoing);
}
