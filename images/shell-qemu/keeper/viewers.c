/* Whoever watches the serial line gets a copy; one who does not read misses bytes, and holds up neither guest nor log. */
#define _GNU_SOURCE
#include "keeper.h"
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

int viewers[most_viewers] = {-1, -1, -1, -1, -1, -1, -1, -1};

int viewers_listen(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = RUN "serial.sock"};
  int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  unlink(address.sun_path);
  mode_t mask = umask(0177);
  int failed = bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4);
  umask(mask);
  return failed ? -1 : listener;
}

void viewers_accept(int listener) {
  int viewer = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (viewer < 0) return;
  for (int i = 0; i < most_viewers; i++) {
    if (viewers[i] >= 0) continue;
    char tail[4096];
    size_t length = log_tail(tail, sizeof tail);
    viewers[i] = viewer;
    (void)!send(viewer, tail, length, MSG_NOSIGNAL);
    return;
  }
  static const char full[] = "Too many terminals watch this serial line.\r\n";
  (void)!send(viewer, full, sizeof full - 1, MSG_NOSIGNAL);
  close(viewer);
}

void viewers_show(const char *bytes, size_t length) {
  for (int i = 0; i < most_viewers; i++)
    if (viewers[i] >= 0) (void)!send(viewers[i], bytes, length, MSG_NOSIGNAL);
}

void viewers_drop(int place) {
  close(viewers[place]);
  viewers[place] = -1;
}
