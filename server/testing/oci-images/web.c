// A web server of the tests: answers `ok` on 8080 (PORT). /exit?N ends it with N; /connect?a.b.c.d:port says whether a
// connection outwards can be opened; /redirect?a.b.c.d:port sends whoever asks there; with WELL=no it answers 500; with WEIGHT=N it fills N MiB and keeps them; with QUIET
// it prints no requests; with ASKS it first makes a system call that gVisor does not know.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static void leave(int signal) { printf("bye %d\n", signal); exit(0); }

static const char *reach(char *where) {
  char *colon = strchr(where, ':');
  if (!colon) return "what?";
  *colon = 0;
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(colon + 1))};
  inet_pton(AF_INET, where, &to.sin_addr);
  int socket_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  int error = connect(socket_, (void *)&to, sizeof to) ? errno : 0;
  if (error == EINPROGRESS) {
    fd_set set;
    struct timeval most = {.tv_sec = 2};
    FD_ZERO(&set);
    FD_SET(socket_, &set);
    socklen_t size = sizeof error;
    if (select(socket_ + 1, 0, &set, 0, &most) == 1) getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
  }
  close(socket_);
  return error ? strerror(error) : "reached";
}

int main(void) {
  setvbuf(stdout, 0, _IOLBF, 0);
  signal(SIGTERM, leave);
  signal(SIGPIPE, SIG_IGN);
  if (getenv("ASKS")) syscall(SYS_copy_file_range, -1, 0L, -1, 0L, 0L, 0);
  int port = atoi(getenv("PORT") ?: "8080"), one = 1, quiet = getenv("QUIET") != 0;
  if (getenv("WEIGHT")) memset(malloc(atol(getenv("WEIGHT")) << 20), 1, atol(getenv("WEIGHT")) << 20);
  const char *status = strcmp(getenv("WELL") ?: "", "no") ? "200 OK" : "500 Not well";
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  int server = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(server, (void *)&address, sizeof address) || listen(server, 64)) return perror("listen"), 1;
  printf("listening on %d\n", port);
  for (;;) {
    int client = accept(server, 0, 0);
    if (client < 0) continue;
    char request[2048] = {0}, answer[2048];
    if (read(client, request, sizeof request - 1) <= 0) { close(client); continue; }
    char *path = strchr(request, ' ');
    path = path ? strtok(path + 1, " \r\n") : "/";
    if (!quiet) printf("GET %s\n", path);
    const char *body = strncmp(path, "/connect?", 9) ? "ok" : reach(path + 9);
    const char *to = strncmp(path, "/redirect?", 10) ? 0 : path + 10;
    char location[512] = "";
    if (to) snprintf(location, sizeof location, "location: http://%s/\r\n", to);
    snprintf(answer, sizeof answer, "HTTP/1.1 %s\r\n%scontent-length: %zu\r\nconnection: close\r\n\r\n%s", to ? "302 Found" : status,
             location, strlen(body), body);
    if (write(client, answer, strlen(answer)) < 0) perror("write");
    close(client);
    if (!strncmp(path, "/exit?", 6)) return atoi(path + 6);
  }
}
