import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/**
 * A server that speaks what the documentation of the transit engine says of `encrypt` and `decrypt` (key type
 * aes256-gcm96, https://developer.hashicorp.com/vault/api-docs/secret/transit): where no Vault server can be had, it
 * shows that our side says what it should. It shows nothing of how a Vault server behaves besides.
 */
export type TransitServer = {
  url: string;
  token: string;
  isSealed: boolean;
  /** What was sent, without what is secret in it: the paths. */
  asked: string[];
  rotate(): void;
  close(): Promise<void>;
};

const body = z.object({
  plaintext: z.base64().optional(),
  ciphertext: z.string().optional(),
  associated_data: z.base64().default(''),
});
type Answer = [status: number, json: object];

export async function startTransitServer(keyName: string): Promise<TransitServer> {
  const keys = [randomBytes(32)];
  const state: TransitServer = {
    ...{ url: '', token: 'hvs.test', isSealed: false, asked: [] },
    rotate: () => void keys.push(randomBytes(32)),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const server = createServer((request, response) => {
    void answer(request).then(([status, json]) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    });
  });

  async function answer(request: IncomingMessage): Promise<Answer> {
    state.asked.push(`${request.method} ${request.url}`);
    let text = '';
    for await (const chunk of request) text += String(chunk);
    if (state.isSealed) return refused(503, 'Vault is sealed');
    if (request.headers['x-vault-token'] !== state.token) return refused(403, 'permission denied');
    const [, verb, name] = /^\/v1\/transit\/(encrypt|decrypt)\/(.+)$/.exec(request.url ?? '') ?? [];
    const input = body.safeParse(JSON.parse(text));
    if (!verb || !input.success) return refused(404, 'no handler for route');
    if (name !== keyName) return refused(400, 'encryption key not found');
    return verb === 'encrypt' ? encrypt(input.data) : decrypt(input.data);
  }

  function encrypt({ plaintext = '', associated_data }: z.output<typeof body>): Answer {
    const nonce = randomBytes(12);
    const version = keys.length;
    const cipher = createCipheriv('aes-256-gcm', keys[version - 1] as Buffer, nonce);
    cipher.setAAD(Buffer.from(associated_data, 'base64'));
    const sealed = Buffer.concat([
      nonce,
      cipher.update(plaintext, 'base64'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    const ciphertext = `vault:v${version}:${sealed.toString('base64')}`;
    return [200, { data: { ciphertext, key_version: version } }];
  }

  function decrypt({ ciphertext = '', associated_data }: z.output<typeof body>): Answer {
    const [, version, sealed] = /^vault:v(\d+):(.+)$/.exec(ciphertext) ?? [];
    const key = keys[Number(version) - 1];
    if (!key || !sealed) return refused(400, 'invalid ciphertext: no prefix');
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
    decipher.setAAD(Buffer.from(associated_data, 'base64')).setAuthTag(bytes.subarray(-16));
    try {
      const plain = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
      return [200, { data: { plaintext: plain.toString('base64') } }];
    } catch {
      return refused(400, 'cipher: message authentication failed');
    }
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}

function refused(status: number, words: string): Answer {
  return [status, { errors: [words] }];
}
