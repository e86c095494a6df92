#pragma once
#include "base.h"
void interrupts_start(void);
/* Lets line `gsi` of the I/O APIC wake us. */
void interrupts_allow(u32 gsi);
/* Wakes us in so long, once; 1 as soon as that was. */
void interrupts_wake_in(u32 milliseconds);
int interrupts_is_time(void);
/* Sleeps until something has happened since interrupts were last switched off. */
void interrupts_sleep(void);
void interrupts_forget(void);
