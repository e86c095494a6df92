{{ config_get("limits.memory", "") }} {{ config_get("limits.cpu", "") }}
