/* A server's side of TCP for short talks: a request of up to 1 KiB, an answer that fits one segment, the end. */
#pragma once
#include "net.h"
void tcp_take(const struct peer *from, const u8 *data, u32 bytes);
/* Called each tick (tcp_tick_milliseconds): sends again what was not acknowledged. */
void tcp_tick(void);
u32 tcp_open_connections(void);
u64 tcp_served(void);
enum { tcp_tick_milliseconds = 100 };
