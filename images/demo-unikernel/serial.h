#pragma once
#include "base.h"
void serial_start(void);
void print(const char *text);
void print_number(u64 value);
void print_address(u32 address);
/* What somebody typed is answered: `status`, `exit N`, `help`. */
void serial_poll(void);
