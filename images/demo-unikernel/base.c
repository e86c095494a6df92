#include "base.h"

void *memcpy(void *to, const void *from, u64 bytes) {
  void *start = to;
  __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(bytes) : : "memory");
  return start;
}

void *memset(void *to, int value, u64 bytes) {
  void *start = to;
  __asm__ volatile("rep stosb" : "+D"(to), "+c"(bytes) : "a"(value) : "memory");
  return start;
}

int memcmp(const void *a, const void *b, u64 bytes) {
  const u8 *one = a, *other = b;
  for (; bytes; bytes--, one++, other++)
    if (*one != *other) return *one - *other;
  return 0;
}

u64 text_length(const char *text) {
  u64 length = 0;
  while (text[length]) length++;
  return length;
}

int starts_with(const char *text, const char *start) {
  for (; *start; text++, start++)
    if (*text != *start) return 0;
  return 1;
}

long read_number(const char **text, long limit) {
  long value = -1;
  for (; **text >= '0' && **text <= '9'; ++*text) {
    value = (value < 0 ? 0 : value * 10) + **text - '0';
    if (value > limit) return -1;
  }
  return value;
}
