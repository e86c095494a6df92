#pragma once
#include "packets.h"
void ipv4_take(const struct ethernet *frame, u32 bytes);
