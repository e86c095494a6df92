# The image with sysvinit: what checks disks, clocks and keyboards of a real machine is switched off.
for service in hwclock.sh checkfs.sh checkroot.sh checkroot-bootclean.sh \
  mountall.sh mountall-bootclean.sh mountnfs.sh mountnfs-bootclean.sh mount-configfs bootlogs rc.local sudo \
  udev hostname.sh urandom brightness; do
  [ ! -e "/etc/init.d/$service" ] || update-rc.d -f "$service" remove >/dev/null
done
