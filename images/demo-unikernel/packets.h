/* Shapes on the wire. Numbers in them are big-endian: swap16() and swap32() stand at every use. */
#pragma once
#include "base.h"
#define WIRE __attribute__((packed))

/* Virtual I/O Device specification 1.2, 5.1.6: twelve bytes before every frame. */
struct net_header { u8 flags, gso_type; u16 header_bytes, gso_bytes, sum_start, sum_offset, buffers; } WIRE;
struct ethernet { u8 to[6], from[6]; u16 type; } WIRE;
/* RFC 826 */
struct arp { u16 hardware, protocol; u8 hardware_bytes, protocol_bytes; u16 operation; u8 from_mac[6]; u32 from; u8 to_mac[6]; u32 to; } WIRE;
/* RFC 791 */
struct ipv4 { u8 version, service; u16 bytes, id, fragment; u8 hops, protocol; u16 sum; u32 from, to; } WIRE;
/* RFC 792 */
struct icmp { u8 type, code; u16 sum; u32 rest; } WIRE;
/* RFC 9293 */
struct tcp { u16 from, to; u32 sequence, acknowledged; u8 offset, flags; u16 window, sum, urgent; } WIRE;

extern u8 net_mac[6];
/* Room for a frame, NULL when there is none; net_send() sends it. */
u8 *net_prepare(void);
void net_send(u32 bytes);
