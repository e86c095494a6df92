import { expect, test } from 'vitest';
import { readCompose } from './read-compose.ts';
import { toReading } from './to-reading.ts';

const read = (text: string) => toReading(readCompose({ text }));
const said = (text: string) =>
  read(text).problems.map(({ line, severity, code }) => `${line} ${severity} ${code}`);
const outgoing = (text: string) =>
  Object.fromEntries(read(text).services.map(({ name, settings }) => [name, settings.outgoing ?? true]));

/** After the example of Docker's "Networking in Compose", with a backend that is closed to the outside. */
const withBackend = `services:
  proxy:
    image: nginx
    networks:
      - frontend
  app:
    image: my/app
    networks:
      - frontend
      - backend
    depends_on: [db]
  db:
    image: postgres:18
    expose: ["5432"]
    networks:
      - backend
networks:
  frontend:
    driver: bridge
  backend:
    internal: true
`;

test('a service with internal networks alone opens no connections', () => {
  expect(outgoing(withBackend)).toEqual({ proxy: true, db: false, app: true });
  expect(said(withBackend)).toEqual([
    '14 otherwise expose-closes',
    '15 otherwise network-internal',
    '17 otherwise networks-one',
    '21 otherwise network-closes',
  ]);
  expect(read(withBackend).services.find(({ name }) => name === 'db')?.isRefused).toBe(false);
});

test('one that others need, or that needs others, is not closed in a way that cannot work', () => {
  const silent = withBackend.replace('    expose: ["5432"]\n', '');
  expect(said(silent)).toContain('14 refused network-internal-silent');
  const inside = withBackend.replace('      - frontend\n      - backend\n', '      - backend\n');
  expect(said(inside)).toContain('8 refused network-internal-needs');
});

test('the default network is that of services which name none; external ones are open', () => {
  const text = 'services: {a: {image: a}, b: {image: b, networks: [x]}}\nnetworks:\n';
  expect(outgoing(`${text}  default: {internal: true}\n  x:`)).toEqual({ a: false, b: true });
  expect(said(`${text}  default: {internal: "yes"}\n  x: {external: true}`)).toEqual([
    ...['1 otherwise network-internal-alone', '2 otherwise networks-one', '3 otherwise network-closes'],
    '4 left-out network-external',
  ]);
});

test('NET_ADMIN could open what is closed, and is not given then', () => {
  const text = 'services: {a: {image: a, network_mode: none, cap_add: [NET_ADMIN]}}';
  expect(said(text)).toEqual(['1 otherwise network-none', '1 left-out net-admin-closed']);
  expect(read(text).services[0]).toMatchObject({ isRefused: false, settings: { outgoing: false } });
  expect(read(text).services[0]?.settings.capabilities).not.toContain('NET_ADMIN');
});

test('without a network nothing goes out and nothing comes in', () => {
  const text = `services:
  job:
    image: alpine
    ports: ["80:80"]
    network_mode: none`;
  expect(read(text).services[0]?.settings).toMatchObject({ outgoing: false, ports: [] });
  expect(said(text)).toEqual(['4 left-out ports-none', '5 otherwise network-none']);
  expect(said(text.replace('none', 'service:vpn'))).toContain('5 refused network-mode');
});

test('ports that are only exposed close the others all the same, and all of them are told', () => {
  const exposed = 'services: {a: {image: a, expose: ["70"]}}';
  expect(said(exposed)).toEqual(['1 otherwise expose-closes']);
  const both = 'services: {a: {image: a, ports: ["8080:80"], expose: ["70"]}}';
  expect(read(both).problems).toMatchObject([{ code: 'ports-address', params: { ports: '80/tcp, 70/tcp' } }]);
});
