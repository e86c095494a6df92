#pragma once
#include "base.h"
void power_off(u8 code) __attribute__((noreturn));
