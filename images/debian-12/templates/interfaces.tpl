# Written at every start from what the panel knows; add interfaces in other files of this folder.
auto eth0
{% if config_get("user.berth.ipv4", "") != "" %}# One program sets all of it: ifupdown's "static" takes eight. Setting the link's address anew makes the kernel
# announce ours to the neighbours (arp_notify), now that the link is up.
iface eth0 inet manual
	up echo 1 >/proc/sys/net/ipv4/conf/eth0/arp_notify; read mac </sys/class/net/eth0/address; printf '%s\n' 'link set eth0 up' 'addr replace {{ config_get("user.berth.ipv4", "") }} broadcast + dev eth0'{% if config_get("user.berth.gateway", "") != "" %} 'route replace default via {{ config_get("user.berth.gateway", "") }} dev eth0 onlink'{% endif %} "link set eth0 address $mac" | ip -batch -
	down ip -4 addr flush dev eth0; ip link set eth0 down
{% else %}iface eth0 inet dhcp
{% endif %}{% if config_get("user.berth.ipv6", "") != "" %}iface eth0 inet6 static
	address {{ config_get("user.berth.ipv6", "") }}
{% if config_get("user.berth.gateway6", "") != "" %}	gateway {{ config_get("user.berth.gateway6", "") }}
{% endif %}	dad-attempts 0
{% endif %}
