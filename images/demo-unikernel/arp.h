#pragma once
#include "packets.h"
void arp_take(const struct ethernet *frame, u32 bytes);
/* Tells the network who has our address (RFC 5227, 3), so that nobody keeps an old answer. */
void arp_announce(void);
