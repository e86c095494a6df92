# What is in the images. Recommended packages are not taken: everything in an image is named here or needed
# by something named here.
base_packages=(
  openssh-server ifupdown isc-dhcp-client iproute2 iputils-ping netbase ca-certificates curl
  less nano procps sudo tzdata
)
systemd_packages=(systemd systemd-sysv dbus cloud-init)
sysvinit_packages=(sysvinit-core initscripts cron)
