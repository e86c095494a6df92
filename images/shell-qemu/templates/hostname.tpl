{{ config_get("user.berth.hostname", instance.name) }}
