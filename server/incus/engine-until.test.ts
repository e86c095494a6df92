import { expect, test } from 'vitest';
import { ensureNetwork } from '#server/networks/ensure-network.ts';
import { connectEngine } from './connect-engine.ts';
import { engineUntil } from './engine-until.ts';

test('nothing more is sent once the signal, or the end of the process, says so', async () => {
  const url = 'unix:///nonexistent/berth-test.socket';
  const network = { tenantId: 'a', bridge: 'b', subnet: '10.9.0.0/24' };
  const lost = AbortSignal.abort(new Error('the claim is lost'));
  const engine = connectEngine({ url });
  await expect(ensureNetwork(engineUntil(engine, lost), network)).rejects.toThrow('the claim is lost');
  await expect(ensureNetwork(engine, network)).rejects.toMatchObject({ kind: 'unavailable' });
  const ending = { ...engine, signal: AbortSignal.abort(new Error('the process ends')) };
  const { signal } = new AbortController();
  await expect(ensureNetwork(engineUntil(ending, signal), network)).rejects.toThrow('the process ends');
  await engine.close();
});
