/* `keeper attach`: this terminal is the serial line's, until it is closed. */
#include "keeper.h"
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

static struct termios former;

static void restore(void) { tcsetattr(0, TCSANOW, &former); }

static int pass(int from, int to) {
  char bytes[4096];
  ssize_t length = read(from, bytes, sizeof bytes);
  for (ssize_t done = 0; done < length;) {
    ssize_t written = write(to, bytes + done, (size_t)(length - done));
    if (written < 0) return 0;
    done += written;
  }
  return length > 0;
}

int attach(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = RUN "serial.sock"};
  int line = socket(AF_UNIX, SOCK_STREAM, 0);
  if (connect(line, (struct sockaddr *)&address, sizeof address)) {
    fputs("The serial line is not there yet.\n", stderr);
    return 1;
  }
  if (!tcgetattr(0, &former)) {
    struct termios raw = former;
    cfmakeraw(&raw);
    tcsetattr(0, TCSANOW, &raw);
    atexit(restore);
  }
  struct pollfd ends[2] = {{.fd = 0, .events = POLLIN}, {.fd = line, .events = POLLIN}};
  for (;;) {
    if (poll(ends, 2, -1) < 0) return 1;
    if (ends[1].revents && !pass(line, 1)) return 0;
    if (ends[0].revents && !pass(0, line)) return 0;
  }
}
