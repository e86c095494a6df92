// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of compose files look like that
import { describe, expect, test } from 'vitest';
import { looksSecret } from './looks-secret.ts';
import { readCompose } from './read-compose.ts';
import { toReading } from './to-reading.ts';

const read = (text: string) => toReading(readCompose({ text }));
const said = (text: string) =>
  read(text).problems.map(({ line, severity, code }) => `${line} ${severity} ${code}`);

/** What the documentation of well-known applications has in their files, shortened to what it says of us. */
describe('of the field', () => {
  test('a forge: folders of the machine, with what becomes of them', () => {
    const { problems } = read(`services:
  server:
    image: docker.gitea.com/gitea:1.24.2
    volumes:
      - ./gitea:/data
      - /etc/timezone:/etc/timezone:ro
      - /etc/localtime:/etc/localtime:ro
`);
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [5, 'volume-bind'],
      ...[6, 7].map((line) => [line, 'volume-time-zone']),
    ]);
    expect(problems[0]).toMatchObject({
      params: { source: './gitea', path: '/data' },
      why: expect.stringContaining('is gone with the next version'),
    });
  });

  test('a monitor of the machine: nothing of that is seen', () => {
    expect(
      said(`services:
  node-exporter:
    image: quay.io/prometheus/node-exporter:latest
    network_mode: host
    volumes:
      - '/:/host:ro,rslave'
      - /sys/fs/cgroup:/cgroup:ro
      - {type: bind, source: /var/lib/docker/, target: /docker}
      - /srv/rules:/rules
`),
    ).toEqual([
      '4 otherwise network-host',
      ...[6, 7, 8].map((line) => `${line} left-out volume-system`),
      '9 left-out volume-bind',
    ]);
  });

  test('a cloud: a database that is waited for until it is well, and has no check', () => {
    const text = `services:
  db: {image: 'mariadb:lts'}
  app:
    image: nextcloud
    depends_on:
      db:
        condition: service_healthy
`;
    expect(said(text)).toEqual(['7 otherwise depends-healthy']);
    expect(said(text.replace("lts'}", "lts', healthcheck: {test: healthcheck.sh}}"))).toEqual([]);
  });

  test('a hardened web server: what is in memory can be written, else it is said that it cannot', () => {
    const text = `services:
  web:
    image: nginx
    tmpfs:
      - /run
      - /var/cache/nginx:uid=101
    volumes: [{type: tmpfs, target: /tmp}]
    read_only: true
`;
    expect(said(text)).toEqual(['6 left-out tmpfs-read-only']);
    expect(said(text.replace('true', 'false'))).toEqual([
      ...['5 left-out tmpfs', '6 left-out tmpfs', '7 left-out tmpfs'],
    ]);
  });

  test('a database: bounds that the size of an instance does not set', () => {
    const text = `services:
  db:
    image: postgres:18
    shm_size: 128mb
    ulimits: {nofile: 262144}
    mem_reservation: 1g
`;
    expect(said(text)).toEqual(['4 left-out shm-size', '5 left-out ulimits', '6 left-out bounds']);
    expect(said(text.replace('128mb', '64m'))).not.toContain('4 left-out shm-size');
  });

  test('keys and addresses with a password in them are sealed', () => {
    const text = `services:
  n8n:
    image: n8n
    environment:
      N8N_ENCRYPTION_KEY: not-for-real
      APP_KEY: not-for-real
      DATABASE_URL: postgres://n8n:not-for-real@db:5432/n8n
      REDIS_URL: redis://:not-for-real@redis
      PUBLIC_URL: https://n8n.example.com/a:b@c
      SORT_KEY: name
`;
    const [n8n] = readCompose({ text }).services;
    const sealed = n8n?.settings.environment.filter(({ isSecret }) => isSecret).map(({ name }) => name);
    expect(sealed).toEqual(['N8N_ENCRYPTION_KEY', 'APP_KEY', 'DATABASE_URL', 'REDIS_URL']);
    expect(JSON.stringify(read(text))).not.toContain('not-for-real');
    expect(looksSecret('POSTGRES_PASSWORD_FILE')).toBe(false);
  });
});
