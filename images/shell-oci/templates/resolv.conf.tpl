{% if config_get("user.berth.dns", "") != "" %}nameserver {{ config_get("user.berth.dns", "") }}
{% endif %}
