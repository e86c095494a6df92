import { connectEngine } from '../incus/connect-engine.ts';
import type { Engine } from '../incus/engine.ts';

/** The engine's socket on this machine; a test that needs it (`isLocal`) cannot run against another server. */
export const localSocket = '/var/lib/incus/unix.socket';

/** The engine that tests run against: this machine's, or the one that the environment names. */
export function testEngine(): Engine {
  const { env } = process;
  return connectEngine({
    url: env.BERTH_INCUS_URL || `unix://${localSocket}`,
    certFile: env.BERTH_INCUS_CERT,
    keyFile: env.BERTH_INCUS_KEY,
    serverCertFile: env.BERTH_INCUS_SERVER_CERT,
    serverFingerprint: env.BERTH_INCUS_FINGERPRINT,
  });
}

/** The storage pool that tests put their instances in. */
export const testPool = process.env.BERTH_POOL || 'berth';

export function isLocal(engine: Engine): boolean {
  return engine.url === `unix://${localSocket}`;
}
