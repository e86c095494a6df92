import { env } from '#server/env.ts';
import { connectEngine } from '#server/incus/connect-engine.ts';
import type { Engine } from '#server/incus/engine.ts';
import type { Logger } from '#server/log.ts';
import { observeEngineCall } from '#server/telemetry/observe-engine-call.ts';

/** The installation's engine, as the environment names it. */
export function openEngine(log: Logger): Engine {
  const settings = env();
  return connectEngine({
    url: settings.BERTH_INCUS_URL,
    certFile: settings.BERTH_INCUS_CERT,
    keyFile: settings.BERTH_INCUS_KEY,
    serverCertFile: settings.BERTH_INCUS_SERVER_CERT,
    serverFingerprint: settings.BERTH_INCUS_FINGERPRINT,
    onCall: (call) => observeEngineCall(log, call),
  });
}
