def late(module, name):
    """A verb reads no more of the program than it needs: most of its time is Python's own start."""

    def verb(given):
        from importlib import import_module

        return getattr(import_module(f"berth_shell.{module}"), name)(given)

    return verb


VERBS = {
    "fetch": late("fetch", "fetch"),
    "run": late("run", "run"),
    "start": late("power", "start"),
    "stop": late("power", "stop"),
    "status": late("status", "status"),
    "logs": late("logs", "logs"),
    "follow": late("logs", "follow"),
    "enter": late("enter", "enter"),
    "evidence": late("evidence", "evidence"),
    "refused": late("gvisor", "refused"),
    "drop": late("keep", "drop"),
    "keep": late("keep", "keep"),
    # Of the shell itself: its boot, its end, and its watcher.
    "boot": late("power", "boot"),
    "halt": late("power", "halt"),
    "ended": late("again", "ended"),
    "again": late("again", "again"),
}
