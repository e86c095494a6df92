instance-id: {{ config_get("volatile.cloud-init.instance-id", instance.name) }}
local-hostname: {{ config_get("user.berth.hostname", instance.name) }}
