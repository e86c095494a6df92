/**
 * What is read in the guest: files of its own kernel alone, with the shell that every Linux has; nothing that a person
 * has typed is in it. One line a fact, `key<TAB>value`, so that half an answer is still true.
 * Sources: Linux, Documentation/ABI/testing/sysfs-devices-system-clocksource, and drivers/virtio/virtio.c for /sys/bus/virtio.
 */
export const guestFactsScript = `
say() { printf '%s\\t%s\\n' "$1" "$2"; }
read_file() { cat "$1" 2>/dev/null | tr '\\t\\n' '  '; }
say kernel "$(read_file /proc/sys/kernel/osrelease)"
clock=/sys/devices/system/clocksource/clocksource0
say clock "$(read_file $clock/current_clocksource)"
say clocks "$(read_file $clock/available_clocksource)"
say hypervisor "$(read_file /sys/class/dmi/id/sys_vendor)"
for device in /sys/bus/virtio/devices/*; do
  [ -e "$device/device" ] || continue
  driver=$(readlink "$device/driver" 2>/dev/null)
  say virtio "\${device##*/} $(read_file "$device/device") \${driver##*/}"
done
for device in /sys/class/net/* /sys/class/block/*; do
  [ -e "$device/device" ] || continue
  path=$(readlink -f "$device")
  case "$path" in */virtio*) ;; *) say emulated "\${device##*/}";; esac
done
for file in /sys/firmware/efi/efivars/SecureBoot-*; do
  [ -e "$file" ] && say secureboot "$(od -An -t u1 "$file" 2>/dev/null | tr -s ' ' | sed 's/.* //')"
done
for device in /sys/class/tpm/*; do [ -e "$device" ] && say tpm yes; done
exit 0
`;
