link set lo up
link set eth0 up
{% if config_get("user.berth.ipv4", "") != "" %}addr replace {{ config_get("user.berth.ipv4", "") }} broadcast + dev eth0
{% if config_get("user.berth.gateway", "") != "" %}route replace default via {{ config_get("user.berth.gateway", "") }} dev eth0 onlink
{% endif %}{% endif %}{% if config_get("user.berth.ipv6", "") != "" %}addr replace {{ config_get("user.berth.ipv6", "") }} dev eth0 nodad
{% if config_get("user.berth.gateway6", "") != "" %}route replace default via {{ config_get("user.berth.gateway6", "") }} dev eth0 onlink
{% endif %}{% endif %}
