/*
 * Three ways in. PVH: Xen, public/arch-x86/hvm/start_info.h. Multiboot: its specification 0.6.96, 3.3 "Boot information
 * format". Linux: Documentation/arch/x86/boot.rst, "32-bit Boot Protocol", offsets of the setup header.
 */
#include "boot.h"

struct start_info { u32 magic, version, flags, modules; u64 module_list, command_line, rsdp; };
struct pvh_module { u64 address, bytes, command_line, reserved; };
struct multiboot_info { u32 flags, lower, upper, device, command_line, modules, module_list; };
struct multiboot_module { u32 start, end, command_line, reserved; };
enum { has_command_line = 1 << 2, has_modules = 1 << 3 };
enum { setup_initrd = 0x218, setup_initrd_bytes = 0x21c, setup_command_line = 0x228 };

static void keep_command_line(struct boot *boot, u64 address) {
  if (!address || address >> 32) return;
  const char *text = (const char *)address;
  for (u32 i = 0; i < sizeof boot->command_line - 1 && text[i]; i++) boot->command_line[i] = text[i];
}

static void keep_initrd(struct boot *boot, u64 address, u64 bytes) {
  if (!address || (address + bytes) >> 32) return;
  boot->initrd = (const char *)address;
  boot->initrd_bytes = (u32)bytes;
}

static void read_pvh(struct boot *boot, const struct start_info *info) {
  if (info->magic != 0x336ec578) return;
  keep_command_line(boot, info->command_line);
  const struct pvh_module *module = (const struct pvh_module *)info->module_list;
  if (info->modules && !(info->module_list >> 32)) keep_initrd(boot, module->address, module->bytes);
}

static void read_multiboot(struct boot *boot, const struct multiboot_info *info) {
  if (info->flags & has_command_line) keep_command_line(boot, info->command_line);
  if (!(info->flags & has_modules) || !info->modules) return;
  const struct multiboot_module *module = (const struct multiboot_module *)(u64)info->module_list;
  keep_initrd(boot, module->start, module->end - module->start);
}

static void read_linux(struct boot *boot, const u8 *zero_page) {
  keep_command_line(boot, *(const u32 *)(zero_page + setup_command_line));
  keep_initrd(boot, *(const u32 *)(zero_page + setup_initrd), *(const u32 *)(zero_page + setup_initrd_bytes));
}

void boot_read(struct boot *boot, u32 loader, const void *info) {
  if (loader == loader_pvh) read_pvh(boot, info);
  if (loader == loader_multiboot) read_multiboot(boot, info);
  if (loader == loader_linux) read_linux(boot, info);
}
