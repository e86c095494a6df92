# The image with systemd: only what a light VM needs is left switched on.
systemctl set-default multi-user.target
# The engine asks for a clean stop with SIGPWR.
ln -sf /lib/systemd/system/poweroff.target /etc/systemd/system/sigpwr.target
systemctl mask \
  getty-static.service getty@tty1.service autovt@.service \
  systemd-logind.service \
  systemd-udevd.service systemd-udev-trigger.service systemd-udev-settle.service \
  systemd-networkd.service systemd-networkd-wait-online.service ifupdown-wait-online.service \
  systemd-timesyncd.service systemd-random-seed.service systemd-modules-load.service \
  systemd-remount-fs.service systemd-update-utmp.service systemd-update-utmp-runlevel.service \
  systemd-binfmt.service systemd-pstore.service \
  kmod-static-nodes.service \
  modprobe@configfs.service modprobe@dm_mod.service modprobe@drm.service modprobe@efi_pstore.service \
  modprobe@fuse.service modprobe@loop.service \
  sys-kernel-config.mount sys-kernel-debug.mount sys-kernel-tracing.mount dev-hugepages.mount dev-mqueue.mount \
  proc-sys-fs-binfmt_misc.automount \
  systemd-firstboot.service systemd-hwdb-update.service systemd-sysusers.service systemd-tmpfiles-setup-dev.service \
  systemd-pcrphase-sysinit.service systemd-pcrphase.service ifupdown-pre.service
# They ask systemd twice for every interface whether systemd-resolved, which is not there, is switched on.
rm /etc/network/if-up.d/resolved /etc/network/if-down.d/resolved
systemctl disable -q \
  apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer \
  remote-fs.target 2>/dev/null || true
# Generators are programs that run before anything else starts. These look for disks, partitions and
# kernel arguments of a real machine; what the last two would find is said here instead.
for generator in cryptsetup integritysetup veritysetup gpt-auto hibernate-resume debug run system-update getty rc-local; do
  ln -sf /dev/null "/etc/systemd/system-generators/systemd-$generator-generator"
done
systemctl enable -q console-getty.service
mkdir -p /etc/systemd/system/multi-user.target.wants
ln -sf /lib/systemd/system/rc-local.service /etc/systemd/system/multi-user.target.wants/rc-local.service
# cloud-init is started by our own generator, and only where there is user-data: see berth-cloud-init.
ln -sf /dev/null /etc/systemd/system-generators/cloud-init-generator
chmod 755 /etc/systemd/system-generators/berth-cloud-init
systemctl enable -q ssh.service networking.service
# See berth-give-back. Small files are not worth a program each.
chmod 755 /usr/local/sbin/berth-give-back
mkdir -p /usr/local/lib/berth
for program in /lib/systemd/systemd /lib/systemd/systemd-journald /lib/systemd/systemd-sysctl systemd-tmpfiles journalctl \
  dbus-daemon sshd ssh-keygen agetty ifup dhclient ip python3; do
  file=$(readlink -f "$(command -v "$program")")
  echo "$file"
  ldd "$file"
done | grep -o '/[^ ]*' | xargs readlink -f | sort -u | xargs -I{} find {} -size +120k >/usr/local/lib/berth/give-back
systemctl enable -q berth-give-back.timer
