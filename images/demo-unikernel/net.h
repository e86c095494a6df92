/* The network card, and what is told to it: Ethernet, ARP, IPv4, ICMP echo. */
#pragma once
#include "base.h"

struct net_config { u32 address, prefix, gateway; };
/* Whom an answer goes to: the one that the question came from, by the way it came. */
struct peer { u8 mac[6]; u32 address; };

/* 1 when there is a card. */
int net_start(const char *command_line);
extern struct net_config net_config;
/* Takes everything that has come in. */
void net_poll(void);
/* Room for `bytes` behind an IPv4 header, NULL when the card has no buffer free: whoever asked will ask again. */
u8 *ip_prepare(u32 bytes);
/* Sends what ip_prepare() has given. */
void ip_send(const struct peer *to, u8 protocol, u32 bytes);
u16 checksum(const void *data, u32 bytes, u32 sum);
