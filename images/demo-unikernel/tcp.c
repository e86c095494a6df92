/*
 * RFC 9293, the passive side only. A connection is: SYN, request in order, one segment with answer and FIN, the peer's FIN.
 * What is not acknowledged is sent again after 300 ms, doubling, six times; then the connection is forgotten.
 */
#include "tcp.h"
#include "http.h"
#include "packets.h"

enum { fin = 1, syn = 2, rst = 4, psh = 8, ack = 16 };
enum { table_size = 512, request_bytes = 1024, answer_bytes = 512, most_tries = 6, first_wait = 3 };
enum state { unused, syn_received, reading, answered, closing };

struct connection {
  enum state state;
  struct peer peer;
  u16 port, from_port;
  u32 next, expected; /* ours to send, theirs to come */
  u32 waited, tries, is_their_end;
  u32 request_length, answer_length;
  char request[request_bytes], answer[answer_bytes];
};

static struct connection table[table_size];
static u64 served;
static u32 first_sequence;

u64 tcp_served(void) { return served; }

u32 tcp_open_connections(void) {
  u32 count = 0;
  for (u32 i = 0; i < table_size; i++) count += table[i].state != unused;
  return count;
}

static void send_segment(const struct peer *to, u16 from_port, u16 to_port, u32 sequence, u32 acknowledged, u8 flags,
                         const void *data, u32 bytes) {
  u32 options = flags & syn ? 4 : 0, whole = (u32)sizeof(struct tcp) + options + bytes;
  struct tcp *tcp = (struct tcp *)ip_prepare(whole);
  if (!tcp) return;
  *tcp = (struct tcp){swap16(from_port), swap16(to_port), swap32(sequence), swap32(acknowledged),
                      (u8)((sizeof(struct tcp) + options) << 2), flags, swap16(request_bytes), 0, 0};
  u8 *after = (u8 *)(tcp + 1);
  if (options) memcpy(after, "\x02\x04\x05\xb4", 4); /* segments of up to 1460 bytes */
  memcpy(after + options, data, bytes);
  u32 ours = net_config.address, theirs = to->address;
  u32 pseudo = (ours >> 16) + (ours & 0xffff) + (theirs >> 16) + (theirs & 0xffff) + 6 + whole;
  tcp->sum = checksum(tcp, whole, pseudo);
  ip_send(to, 6, whole);
}

static void send_state(struct connection *c) {
  if (c->state == syn_received)
    send_segment(&c->peer, c->port, c->from_port, c->next - 1, c->expected, syn | ack, NULL, 0);
  else if (c->state == answered)
    send_segment(&c->peer, c->port, c->from_port, c->next - c->answer_length - 1, c->expected, psh | ack | fin,
                 c->answer, c->answer_length);
  else
    send_segment(&c->peer, c->port, c->from_port, c->next, c->expected, ack, NULL, 0);
}

static struct connection *find(const struct peer *from, u16 port, u16 from_port) {
  for (u32 i = 0; i < table_size; i++) {
    struct connection *c = &table[i];
    if (c->state && c->from_port == from_port && c->port == port && c->peer.address == from->address) return c;
  }
  return NULL;
}

/* A free place, or the one of whoever has kept us waiting longest without having asked anything. */
static struct connection *make_room(void) {
  struct connection *slowest = NULL;
  for (u32 i = 0; i < table_size; i++) {
    struct connection *c = &table[i];
    if (!c->state) return c;
    if (c->state <= reading && (!slowest || c->tries * 1000 + c->waited > slowest->tries * 1000 + slowest->waited))
      slowest = c;
  }
  return slowest && (slowest->waited || slowest->tries) ? slowest : NULL;
}

static void open(const struct peer *from, u16 port, u16 from_port, u32 sequence) {
  struct connection *c = make_room();
  if (!c) return; /* they will try again */
  first_sequence += 64021;
  *c = (struct connection){.state = syn_received, .peer = *from, .port = port, .from_port = from_port,
                           .next = first_sequence + 1, .expected = sequence + 1};
  send_state(c);
}

static void answer(struct connection *c) {
  c->answer_length = http_answer(c->request, c->request_length, c->answer, answer_bytes);
  if (!c->answer_length) return; /* the request is not whole yet */
  c->state = answered;
  c->next += c->answer_length + 1;
  c->waited = c->tries = 0;
  served++;
  send_state(c);
}

/* Takes what is next in order; everything else is answered with what we wait for, so that it is sent again. */
static void read_data(struct connection *c, u32 sequence, const u8 *data, u32 bytes, int is_end) {
  u32 old = c->expected - sequence;
  if (old > bytes) {
    send_state(c);
    return;
  }
  data += old;
  bytes -= old;
  if (c->state == reading) {
    u32 room = request_bytes - 1 - c->request_length, taken = bytes < room ? bytes : room;
    memcpy(c->request + c->request_length, data, taken);
    c->request_length += taken;
    c->request[c->request_length] = 0;
  }
  c->expected += bytes;
  if (is_end && !c->is_their_end) {
    c->is_their_end = 1;
    c->expected++;
  }
  c->waited = 0;
  if (c->state == reading) {
    answer(c);
    if (c->state == reading && c->is_their_end) c->state = unused;
  }
  if (c->state != answered) send_segment(&c->peer, c->port, c->from_port, c->next, c->expected, ack, NULL, 0);
  else if (old || is_end) send_segment(&c->peer, c->port, c->from_port, c->next, c->expected, ack, NULL, 0);
}

static void take_for(struct connection *c, const struct tcp *tcp, const u8 *data, u32 bytes) {
  u32 sequence = swap32(tcp->sequence), acknowledged = swap32(tcp->acknowledged);
  if (tcp->flags & rst) {
    if (sequence == c->expected) c->state = unused;
    return;
  }
  if (tcp->flags & syn) {
    send_state(c); /* our answer to it was lost, or an older one came late */
    return;
  }
  if (!(tcp->flags & ack)) return;
  if (c->state == syn_received) {
    if (acknowledged != c->next) return;
    c->state = reading;
    c->waited = c->tries = 0;
  }
  if (c->state == answered && acknowledged == c->next) {
    c->state = closing;
    c->waited = c->tries = 0;
    http_was_delivered(c->answer);
  }
  if (bytes || tcp->flags & fin) read_data(c, sequence, data, bytes, tcp->flags & fin);
  if (c->state == closing && c->is_their_end) c->state = unused;
}

void tcp_take(const struct peer *from, const u8 *data, u32 bytes) {
  const struct tcp *tcp = (const struct tcp *)data;
  if (bytes < sizeof *tcp) return;
  u32 header = (u32)(tcp->offset >> 4) * 4;
  if (header < sizeof *tcp || header > bytes) return;
  u32 pseudo = (net_config.address >> 16) + (net_config.address & 0xffff) + (from->address >> 16) +
               (from->address & 0xffff) + 6 + bytes;
  if (checksum(data, bytes, pseudo)) return;
  u16 port = swap16(tcp->to), from_port = swap16(tcp->from);
  struct connection *c = find(from, port, from_port);
  u32 length = bytes - header + !!(tcp->flags & syn) + !!(tcp->flags & fin);
  if (c) {
    take_for(c, tcp, data + header, bytes - header);
  } else if (port == http_port && (tcp->flags & (syn | ack | rst)) == syn) {
    open(from, port, from_port, swap32(tcp->sequence));
  } else if (!(tcp->flags & rst)) { /* RFC 9293, 3.10.7.1: nobody is here */
    u32 sequence = tcp->flags & ack ? swap32(tcp->acknowledged) : 0;
    send_segment(from, port, from_port, sequence, swap32(tcp->sequence) + length,
                 tcp->flags & ack ? rst : rst | ack, NULL, 0);
  }
}

void tcp_tick(void) {
  for (u32 i = 0; i < table_size; i++) {
    struct connection *c = &table[i];
    if (!c->state || ++c->waited < (u32)first_wait << c->tries) continue;
    if (c->state == reading || c->state == closing) {
      if (c->waited > 100) c->state = unused; /* ten seconds without a word */
      continue;
    }
    if (++c->tries > most_tries) c->state = unused;
    else send_state(c);
    c->waited = 0;
  }
}
