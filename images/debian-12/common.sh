# In both images, inside the new root.
passwd -q -l root
echo 'LANG=C.UTF-8' >/etc/default/locale
ln -sf /usr/share/zoneinfo/Etc/UTC /etc/localtime
# Empty places of templates that the engine fills at creation.
: >/etc/hostname
rm -f /etc/motd
: >/etc/motd
ln -sf /proc/self/mounts /etc/mtab
