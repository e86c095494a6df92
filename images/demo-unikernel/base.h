/* What every file uses: numbers, the machine's ports and registers, and a few functions of a libc that is not here. */
#pragma once
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;
#define NULL ((void *)0)

static inline void out8(u16 port, u8 value) { __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port)); }
static inline u8 in8(u16 port) {
  u8 value;
  __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
  return value;
}
static inline u32 read32(u64 address) { return *(volatile u32 *)address; }
static inline void write32(u64 address, u32 value) { *(volatile u32 *)address = value; }
static inline u8 read8(u64 address) { return *(volatile u8 *)address; }
static inline void barrier(void) { __asm__ volatile("mfence" : : : "memory"); }

static inline u16 swap16(u16 value) { return (u16)(value << 8 | value >> 8); }
static inline u32 swap32(u32 value) { return __builtin_bswap32(value); }

void *memcpy(void *to, const void *from, u64 bytes);
void *memset(void *to, int value, u64 bytes);
int memcmp(const void *a, const void *b, u64 bytes);
u64 text_length(const char *text);
int starts_with(const char *text, const char *start);
/* Reads digits and moves the text on; -1 when there is none or the number is over `limit`. */
long read_number(const char **text, long limit);
