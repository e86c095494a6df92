import re


def facts_of(image):
    """What an image says of itself, without the values of its environment."""
    config = image.get("Config") or {}
    ports = [re.fullmatch(r"(\d{1,5})(?:/(tcp|udp))?", port) for port in sorted(config.get("ExposedPorts") or {})]
    return {
        "architecture": str(image.get("Architecture") or ""),
        "user": str(config.get("User") or ""),
        "command": [str(word) for word in [*(config.get("Entrypoint") or []), *(config.get("Cmd") or [])]],
        "environmentNames": [entry.partition("=")[0] for entry in config.get("Env") or []],
        "ports": [{"port": int(port[1]), "protocol": port[2] or "tcp"} for port in ports if port],
        "volumePaths": sorted(config.get("Volumes") or {}),
        "hasHealthcheck": bool(image.get("HealthCheck") or config.get("Healthcheck")),
    }
