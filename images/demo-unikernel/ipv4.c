/* RFC 791 without options of our own and without fragments, and RFC 792's echo. */
#include "ipv4.h"
#include "net.h"
#include "tcp.h"

enum { icmp_protocol = 1, tcp_protocol = 6 };

/* RFC 1071 */
u16 checksum(const void *data, u32 bytes, u32 sum) {
  const u8 *at = data;
  for (; bytes > 1; bytes -= 2, at += 2) sum += (u32)(at[0] << 8 | at[1]);
  if (bytes) sum += (u32)at[0] << 8;
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return swap16((u16)~sum);
}

u8 *ip_prepare(u32 bytes) {
  if (bytes > 1480) return NULL;
  u8 *frame = net_prepare();
  return frame ? frame + sizeof(struct ethernet) + sizeof(struct ipv4) : NULL;
}

void ip_send(const struct peer *to, u8 protocol, u32 bytes) {
  struct ethernet *frame = (struct ethernet *)net_prepare();
  struct ipv4 *ip = (struct ipv4 *)(frame + 1);
  memcpy(frame->to, to->mac, 6);
  memcpy(frame->from, net_mac, 6);
  frame->type = swap16(0x0800);
  u32 whole = (u32)sizeof *ip + bytes;
  /* 0x4000: not to be cut into pieces, which makes an id needless (RFC 6864) */
  *ip = (struct ipv4){0x45, 0, swap16((u16)whole), 0, swap16(0x4000), 64, protocol, 0,
                      swap32(net_config.address), swap32(to->address)};
  ip->sum = checksum(ip, sizeof *ip, 0);
  net_send((u32)sizeof *frame + whole);
}

static void answer_echo(const struct peer *from, const u8 *data, u32 bytes) {
  if (bytes < sizeof(struct icmp) || data[0] != 8 || data[1] != 0 || checksum(data, bytes, 0)) return;
  struct icmp *answer = (struct icmp *)ip_prepare(bytes);
  if (!answer) return;
  memcpy(answer, data, bytes);
  answer->type = 0;
  answer->sum = 0;
  answer->sum = checksum(answer, bytes, 0);
  ip_send(from, icmp_protocol, bytes);
}

void ipv4_take(const struct ethernet *frame, u32 bytes) {
  const struct ipv4 *ip = (const struct ipv4 *)(frame + 1);
  if (bytes < sizeof *ip || ip->version >> 4 != 4) return;
  u32 header = (u32)(ip->version & 15) * 4, whole = swap16(ip->bytes);
  if (header < sizeof *ip || whole < header || whole > bytes) return;
  if (swap16(ip->fragment) & 0x3fff || swap32(ip->to) != net_config.address || checksum(ip, header, 0)) return;
  struct peer from = {{0}, swap32(ip->from)};
  memcpy(from.mac, frame->from, 6);
  const u8 *data = (const u8 *)ip + header;
  if (ip->protocol == icmp_protocol) answer_echo(&from, data, whole - header);
  if (ip->protocol == tcp_protocol) tcp_take(&from, data, whole - header);
}
