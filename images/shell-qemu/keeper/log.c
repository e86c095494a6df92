#include "keeper.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { segment_bytes = 512 * 1024, tail_bytes = 4096, kept_segments = 2 };

static int file = -1;
static unsigned long long start; /* of the segment that is written */
static off_t size;
static char tail[tail_bytes];
static size_t tail_length;

static unsigned long long offset_of(const char *name) {
  return strncmp(name, "serial.", 7) ? 0 : strtoull(name + 7, NULL, 10);
}

static void open_segment(unsigned long long offset) {
  char name[64];
  snprintf(name, sizeof name, LOGS "serial.%020llu", offset);
  if (file >= 0) close(file);
  file = open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  struct stat found;
  size = file >= 0 && !fstat(file, &found) ? found.st_size : 0;
  start = offset;
}

static int by_name(const struct dirent *entry) { return !strncmp(entry->d_name, "serial.", 7); }

static void remove_old(void) {
  struct dirent **found;
  int count = scandir(LOGS, &found, by_name, alphasort);
  for (int i = 0; i < count; i++) {
    char name[320];
    snprintf(name, sizeof name, LOGS "%s", found[i]->d_name);
    if (i < count - kept_segments) unlink(name);
    free(found[i]);
  }
  if (count >= 0) free(found);
}

void log_open(void) {
  struct dirent **found;
  unsigned long long last = 0;
  mkdir(LOGS, 0700);
  int count = scandir(LOGS, &found, by_name, alphasort);
  for (int i = 0; i < count; i++) {
    last = offset_of(found[i]->d_name);
    free(found[i]);
  }
  if (count >= 0) free(found);
  open_segment(last);
}

static void keep_tail(const char *bytes, size_t length) {
  if (length > tail_bytes) {
    bytes += length - tail_bytes;
    length = tail_bytes;
  }
  size_t kept = tail_length < tail_bytes - length ? tail_length : tail_bytes - length;
  memmove(tail, tail + tail_length - kept, kept);
  memcpy(tail + kept, bytes, length);
  tail_length = kept + length;
}

void log_write(const char *bytes, size_t length) {
  keep_tail(bytes, length);
  if (file >= 0) {
    ssize_t written = write(file, bytes, length); /* a full disk loses log, not the guest */
    if (written > 0) size += written;
  }
  if (size < segment_bytes) return;
  open_segment(start + (unsigned long long)size);
  remove_old();
}

void log_say(const char *format, ...) {
  char line[700], when[32];
  time_t now = time(NULL);
  struct tm parts;
  strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &parts));
  int length = snprintf(line, sizeof line, "%s[berth %s] ", tail_length && tail[tail_length - 1] != '\n' ? "\r\n" : "", when);
  va_list arguments;
  va_start(arguments, format);
  length += vsnprintf(line + length, sizeof line - (size_t)length - 2, format, arguments);
  va_end(arguments);
  if (length > (int)sizeof line - 3) length = sizeof line - 3;
  memcpy(line + length, "\r\n", 2);
  log_write(line, (size_t)length + 2);
  viewers_show(line, (size_t)length + 2);
}

size_t log_tail(char *into, size_t room) {
  size_t length = tail_length < room ? tail_length : room;
  memcpy(into, tail + tail_length - length, length);
  return length;
}
