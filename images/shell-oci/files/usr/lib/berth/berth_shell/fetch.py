"""Fetching an image: a child that nobody waits for does it and keeps a journal; every call looks how far it is."""
import base64
import contextlib
import json
import os
import re
import shutil
import time

from . import checks, journal, state
from .podman import spawn_detached
from .refusal import Refusal

PEM = re.compile(r"(?:-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+")
WORDS = re.compile(r"[^\x00-\x1f\x7f]+")
STEP_SECONDS = 0.1


def fetch(given):
    checks.only(given, "number", "reference", "attempt", "auth", "caPem", "after", "waitSeconds")
    number = checks.number_of(given)
    host, reference = checks.reference(given.get("reference"))
    attempt = checks.text(given.get("attempt", ""), "attempt", re.compile(r"[A-Za-z0-9-]*"), 64)
    after = checks.whole(given, "after", 0, 2**53, 0)
    deadline = time.monotonic() + checks.whole(given, "waitSeconds", 0, 30, 0)
    auth, authority = auth_of(given, host), authority_of(given)

    begin_unless_done(number, reference, attempt, auth, authority)
    while True:
        answer = look(number, reference, after)
        if answer["state"] != "fetching" or answer["log"]["lines"] or time.monotonic() > deadline:
            return answer
        time.sleep(STEP_SECONDS)


def auth_of(given, host):
    auth = checks.take(given, "auth", dict)
    if auth is None:
        return {"auths": {}}
    checks.only(auth, "username", "password")
    name = checks.text(auth.get("username"), "username", WORDS, 256)
    password = checks.text(auth.get("password"), "password", WORDS, 4096)
    if ":" in name:
        raise Refusal("refused", "a username has no colon")
    word = base64.b64encode(f"{name}:{password}".encode()).decode()
    # What is looked up for docker.io is written under its old name.
    return {"auths": {"https://index.docker.io/v1/" if host == "docker.io" else host: {"auth": word}}}


def authority_of(given):
    pem = checks.take(given, "caPem", str)
    if pem is not None and (len(pem) > 65_536 or not PEM.fullmatch(pem.strip() + "\n")):
        raise Refusal("refused", "caPem is no list of certificates in PEM")
    return pem


def begin_unless_done(number, reference, attempt, auth, authority):
    with state.lock("lock-fetch"):
        known = state.read_json(state.image_file(number))
        if known is not None:
            if known["reference"] != reference:
                raise Refusal("conflict", f"the number {number} is of {known['reference']}")
            return
        if journal.is_at_work(number):
            return
        former = journal.read(number)
        if former and former["state"] == "failed" and former["attempt"] == attempt:
            return
        folder = journal.begin(number, reference, attempt)
        state.write_json(f"{folder}/auth.json", auth)
        os.makedirs(f"{folder}/certificates", mode=0o700, exist_ok=True)
        if authority is not None:
            state.write_text(f"{folder}/certificates/ca.crt", authority)
        spawn_detached(lambda: work(number, reference))
        # It takes its own lock: whoever asks next has to find it at work.
        until = time.monotonic() + 5
        while not journal.is_at_work(number) and journal.read(number)["state"] == "fetching" and time.monotonic() < until:
            time.sleep(0.005)


def work(number, reference):
    from .pull import pull

    with state.lock(f"fetch-{number}/at-work", wait=False) as is_ours:
        if not is_ours:
            return
        try:
            pull(number, reference)
        except Exception as error:  # nobody else would hear of it
            journal.fail(number, "failed", f"{type(error).__name__} while fetching")
        finally:
            folder = journal.folder_of(number)
            state.remove(f"{folder}/auth.json")
            shutil.rmtree(f"{folder}/certificates", ignore_errors=True)


def look(number, reference, after):
    # The lock first: who ends writes what came of it before the lock is free.
    at_work = journal.is_at_work(number)
    known = state.read_json(state.image_file(number)) or {}
    now = journal.read(number) or {"state": "fetched", "error": None, "progress": [0, 0]}
    if known and now["state"] != "failed":
        now["state"] = "fetched"
    elif now["state"] == "fetching" and not at_work:
        now = {**now, "state": "failed", "error": {"code": "failed", "message": "the fetch was broken off"}}
        journal.fail(number, **now["error"])
    fetched, total = now["progress"]
    return {
        "state": now["state"],
        "digest": known.get("digest"),
        "imageBytes": known.get("bytes"),
        "progress": {"fetchedBytes": fetched, "totalBytes": total},
        "facts": known.get("facts"),
        "log": journal.lines(number, after),
        "error": now["error"] if now["state"] == "failed" else None,
    }
