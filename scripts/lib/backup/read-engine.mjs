import { engineRequest } from '../engine-api.mjs';
import { engineTarget } from '../engine-target.mjs';

/** Which engine the panel drives, or null where none answers: a backup is taken all the same. */
export async function readEngine(ctx) {
  try {
    const target = await engineTarget(ctx);
    const { environment } = await engineRequest(target, 'GET', '/1.0', { timeoutSeconds: 5 });
    return { name: environment.server_name, fingerprint: environment.certificate_fingerprint };
  } catch {
    return null;
  }
}
