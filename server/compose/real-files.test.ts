import { expect, test } from 'vitest';
import { readCompose } from './read-compose.ts';
import { toReading } from './to-reading.ts';

const read = (text: string) => toReading(readCompose({ text }));
const said = (text: string) =>
  read(text).problems.map(({ line, severity, code }) => `${line} ${severity} ${code}`);

test('a blog and its database, as many guides have it', () => {
  const text = `version: "3.8"
services:
  db:
    image: mariadb:11
    restart: always
    volumes:
      - db_data:/var/lib/mysql
    environment:
      MARIADB_RANDOM_ROOT_PASSWORD: "1"
      MARIADB_DATABASE: blog
      MARIADB_USER: blog
      MARIADB_PASSWORD: not-for-real
    healthcheck:
      test: ["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"]
      interval: 10s
      start_period: 1m
  wordpress:
    image: wordpress:6-apache
    depends_on:
      db:
        condition: service_healthy
    ports:
      - "8080:80"
    restart: always
    environment:
      WORDPRESS_DB_HOST: db:3306
      WORDPRESS_DB_USER: blog
      WORDPRESS_DB_PASSWORD: not-for-real
      WORDPRESS_DB_NAME: blog
    volumes:
      - wp_data:/var/www/html
      - ./uploads.ini:/usr/local/etc/php/conf.d/uploads.ini
volumes:
  db_data:
  wp_data:
`;
  expect(said(text)).toEqual([
    '1 otherwise version',
    '22 otherwise ports-address',
    '32 left-out volume-bind',
  ]);
  const { services } = read(text);
  expect(services.map(({ name, isRefused }) => [name, isRefused])).toEqual([
    ['db', false],
    ['wordpress', false],
  ]);
  expect(services[0]?.settings).toMatchObject({
    volumes: [{ name: 'db_data', path: '/var/lib/mysql' }],
    health: { intervalSeconds: 10, startSeconds: 60, timeoutSeconds: 30, retries: 3 },
  });
  expect(JSON.stringify(services)).not.toContain('not-for-real');
});

test('a forge with networks, links and a socket that nobody gets', () => {
  const text = `networks:
  gitea:
    external: false
services:
  server:
    image: docker.gitea.com/gitea:1.24.2
    container_name: gitea
    environment:
      - USER_UID=1000
      - GITEA__database__DB_TYPE=postgres
      - GITEA__database__HOST=db:5432
      - GITEA__database__PASSWD=gitea
    restart: unless-stopped
    networks:
      - gitea
    volumes:
      - gitea:/data
      - /etc/timezone:/etc/timezone:ro
    ports:
      - "3000:3000"
      - "222:22"
    depends_on:
      - db
  db:
    image: docker.io/library/postgres:14
    restart: always
    environment: [POSTGRES_USER=gitea, POSTGRES_PASSWORD=gitea, POSTGRES_DB=gitea]
    networks: [gitea]
    volumes: [postgres:/var/lib/postgresql/data]
  runner:
    image: gitea/act_runner:latest
    volumes: [/var/run/docker.sock:/var/run/docker.sock]
    profiles: [ci]
volumes:
  gitea:
  postgres:
`;
  expect(said(text)).toEqual([
    ...['1 otherwise networks-one', '18 left-out volume-time-zone', '19 otherwise ports-address'],
    '32 refused engine-socket',
  ]);
  const { services } = read(text);
  expect(services.map(({ name, profiles, isRefused }) => [name, profiles, isRefused])).toEqual([
    ['db', [], false],
    ['server', [], false],
    ['runner', ['ci'], true],
  ]);
  expect(services[1]).toMatchObject({ aliases: ['server', 'gitea'], dependsOn: ['db'] });
  expect(services[1]?.settings).toMatchObject({
    environment: expect.arrayContaining([{ name: 'GITEA__database__PASSWD', value: null, isSecret: true }]),
  });
});

test('a cloud of files with variables, a cache and a job beside it that shares its volume', () => {
  const text = `name: nextcloud
x-app: &app
  image: nextcloud:\${VERSION:-31}-apache
  restart: always
  volumes: [html:/var/www/html]
  env_file: .env
services:
  redis:
    image: redis:7-alpine
    command: redis-server --requirepass "\${REDIS_PASSWORD:?choose one}"
  app:
    <<: *app
    ports: ["127.0.0.1:8080:80"]
    depends_on: [redis]
    deploy:
      resources:
        limits: {cpus: "0.50", memory: 512M}
  cron:
    <<: *app
    entrypoint: /cron.sh
    tmpfs: /run
    secrets: [admin]
volumes: {html: }
secrets: {admin: {file: ./admin.txt}}
`;
  expect(said(text)).toEqual([
    ...[
      '5 left-out volume-shared',
      '6 left-out env-file',
      '6 left-out env-file',
      '10 refused variable-missing',
    ],
    ...[
      '13 otherwise ports-address',
      '17 otherwise cpus-rounded',
      '21 left-out tmpfs',
      '22 left-out secrets',
    ],
    '24 left-out secrets-top',
  ]);
  const reading = read(text);
  expect(reading.stack).toBe('nextcloud');
  expect(reading.variables.map(({ name, fallback }) => [name, fallback])).toEqual([
    ['VERSION', '31'],
    ['REDIS_PASSWORD', null],
  ]);
  expect(reading.services[1]).toMatchObject({
    ...{ name: 'app', size: { vcpus: 1, memoryBytes: 512 * 1024 ** 2 } },
    settings: { image: 'nextcloud:31-apache', restart: { policy: 'always' } },
  });
});
