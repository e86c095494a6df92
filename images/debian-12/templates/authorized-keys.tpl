{{ config_get("user.berth.ssh-keys", "") }}
