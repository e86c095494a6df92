/* RFC 826: whoever asks for our address is told. We ask nobody: an answer goes to the card that the question came from. */
#include "arp.h"
#include "net.h"

static void send(u16 operation, const u8 *to_mac, u32 to) {
  static const u8 everybody[6] = {255, 255, 255, 255, 255, 255};
  struct ethernet *frame = (struct ethernet *)net_prepare();
  if (!frame) return;
  struct arp *arp = (struct arp *)(frame + 1);
  memcpy(frame->to, operation == 1 ? everybody : to_mac, 6);
  memcpy(frame->from, net_mac, 6);
  frame->type = swap16(0x0806);
  *arp = (struct arp){swap16(1), swap16(0x0800), 6, 4, swap16(operation), {0}, swap32(net_config.address), {0}, swap32(to)};
  memcpy(arp->from_mac, net_mac, 6);
  memcpy(arp->to_mac, to_mac, 6);
  net_send(sizeof *frame + sizeof *arp);
}

void arp_take(const struct ethernet *frame, u32 bytes) {
  const struct arp *arp = (const struct arp *)(frame + 1);
  if (bytes < sizeof *arp || arp->hardware != swap16(1) || arp->protocol != swap16(0x0800)) return;
  if (arp->operation == swap16(1) && swap32(arp->to) == net_config.address) send(2, arp->from_mac, swap32(arp->from));
}

void arp_announce(void) {
  static const u8 nobody[6];
  send(1, nobody, net_config.address);
}
