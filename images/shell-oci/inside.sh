# Inside the new root.
passwd -q -l root
mkdir -p /etc/berth
chown -R root:root /usr/lib/berth /etc/berth
chmod -R u=rwX,go=rX /usr/lib/berth
chmod 755 /usr/lib/berth/ask-http /usr/lib/berth/boot /usr/lib/berth/enter /usr/lib/berth/halt /usr/lib/berth/on-stop \
  /usr/lib/berth/runsc /usr/lib/berth/shell /usr/lib/berth/watch
: >/etc/hostname
ln -sf /usr/share/zoneinfo/Etc/UTC /etc/localtime
ln -sf /proc/self/mounts /etc/mtab
mkdir -p /dev/shm /etc/inittab.d
rm -rf /etc/cni /usr/share/locale/* /etc/rc?.d
install -d -m 700 /var/lib/berth /var/lib/containers
/usr/bin/python3 /usr/lib/berth/berth_shell/make_strict_profile.py /usr/share/containers/seccomp.json \
  >/usr/lib/berth/seccomp-strict.json
# See give_back.py. runsc needs no library, which ldd calls a failure.
# The last line is of the boot. Of Python the next look at the application reads again what it needs of it.
for program in podman crun conmon runsc nft ip \
  python3 dash mount mountpoint mkdir mkfifo cat; do
  file=$(readlink -f "$(command -v "$program")")
  echo "$file"
  ldd "$file" || true
done 2>/dev/null | grep -o '/[^ ]*' | sort -u >/usr/lib/berth/give-back
echo /etc/ssl/certs/ca-certificates.crt >>/usr/lib/berth/give-back
ldd /usr/lib/python3*/lib-dynload/_hashlib*.so | grep -o '/[^ ]*libcrypto[^ ]*' >>/usr/lib/berth/give-back
/usr/bin/python3 -m compileall -q /usr/lib/berth/berth_shell
/usr/bin/python3 -IS /usr/lib/berth/berth_shell/list_modules.py >>/usr/lib/berth/give-back
