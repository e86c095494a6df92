/* RFC 9112, one request a connection: `GET /` is answered with ok, `GET /exit?code=N` ends the machine with N. */
#include "http.h"
#include "power.h"

enum { longest = 1000 };

static int exit_code = -1;
static const char *exit_answer;

static u32 append(char *answer, u32 length, u32 room, const char *text) {
  for (; *text && length < room; text++) answer[length++] = *text;
  return length;
}

static u32 reply(char *answer, u32 room, const char *status, const char *text) {
  u64 bytes = text_length(text);
  char digits[3] = {(char)('0' + bytes / 10 % 10), (char)('0' + bytes % 10), 0};
  const char *number = digits[0] == '0' ? digits + 1 : digits;
  u32 length = append(answer, 0, room, "HTTP/1.1 ");
  length = append(answer, length, room, status);
  length = append(answer, length, room, "\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: ");
  length = append(answer, length, room, number);
  length = append(answer, length, room, "\r\n\r\n");
  return append(answer, length, room, text);
}

static int is_whole(const char *request) {
  for (; *request; request++)
    if (starts_with(request, "\r\n\r\n")) return 1;
  return 0;
}

u32 http_answer(const char *request, u32 length, char *answer, u32 room) {
  if (!is_whole(request)) return length < longest ? 0 : reply(answer, room, "431 Request Header Fields Too Large", "too long\n");
  int is_head = starts_with(request, "HEAD ");
  if (!is_head && !starts_with(request, "GET ")) return reply(answer, room, "405 Method Not Allowed", "GET only\n");
  const char *path = request + (is_head ? 5 : 4);
  if (!is_head && starts_with(path, "/exit?code=")) {
    const char *number = path + 11;
    long code = read_number(&number, 127);
    if (code < 0 || *number != ' ') return reply(answer, room, "400 Bad Request", "a code is 0 to 127\n");
    exit_code = (int)code;
    exit_answer = answer;
    return reply(answer, room, "200 OK", "bye\n");
  }
  if (!starts_with(path, "/ ")) return reply(answer, room, "404 Not Found", "not here\n");
  return reply(answer, room, "200 OK", is_head ? "" : "ok");
}

void http_was_delivered(const char *answer) {
  if (answer == exit_answer) power_off((u8)exit_code);
}
