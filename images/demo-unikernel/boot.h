/* What a loader hands over: a command line, and a file beside the kernel where there is one. */
#pragma once
#include "base.h"

/* As the entries pass it (pvh.S, multiboot.S, linux.S). */
enum loader { loader_pvh = 1, loader_multiboot, loader_linux };

struct boot {
  char command_line[2048];
  const char *initrd;
  u32 initrd_bytes;
};
/* `info` is what the loader left, in memory below 4 GiB. */
void boot_read(struct boot *boot, u32 loader, const void *info);
