/* COM1, a 16550A at port 0x3f8 (National Semiconductor PC16550D data sheet, 8.0 "Registers"). */
#include "serial.h"
#include "power.h"
#include "tcp.h"

enum { com1 = 0x3f8 };

static char line[64];
static u32 length;

void serial_start(void) {
  out8(com1 + 1, 0x01); /* an interrupt for what comes in */
  out8(com1 + 3, 0x03); /* 8 bits, no parity */
  out8(com1 + 2, 0x07); /* empty FIFOs */
  out8(com1 + 4, 0x0b); /* OUT2 lets the interrupt out */
}

static void print_char(char c) {
  for (int patience = 100000; patience && !(in8(com1 + 5) & 0x20); patience--) {}
  out8(com1, (u8)c);
}

void print(const char *text) {
  for (; *text; text++) {
    if (*text == '\n') print_char('\r');
    print_char(*text);
  }
}

void print_number(u64 value) {
  if (value >= 10) print_number(value / 10);
  print_char((char)('0' + value % 10));
}

void print_address(u32 address) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    print_number(address >> shift & 255);
    if (shift) print(".");
  }
}

static void answer_line(void) {
  const char *number = line + 5;
  long code;
  line[length] = 0;
  if (!length) return;
  if (!memcmp(line, "status", 7)) {
    print_number(tcp_open_connections());
    print(" connections open, ");
    print_number(tcp_served());
    print(" answered\n");
  } else if (starts_with(line, "exit ") && (code = read_number(&number, 127)) >= 0 && !*number) {
    power_off((u8)code);
  } else {
    print("I know: status, exit N (0 to 127)\n");
  }
}

void serial_poll(void) {
  while (in8(com1 + 5) & 1) {
    char c = (char)in8(com1);
    if (c == '\r' || c == '\n') {
      print("\n");
      answer_line();
      length = 0;
      print("> ");
    } else if ((c == 8 || c == 127) && length) {
      length--;
      print("\b \b");
    } else if (c >= ' ' && c < 127 && length < sizeof line - 1) {
      line[length++] = c;
      print_char(c);
    }
  }
}
