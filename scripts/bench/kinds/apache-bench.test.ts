import { expect, test } from 'vitest';
import { parseApacheBench } from './apache-bench.ts';

const said = `Concurrency Level:      8
Time taken for tests:   4.000 seconds
Complete requests:      48211
Failed requests:        0
Requests per second:    12052.75 [#/sec] (mean)
`;

test('the rate and the count are read', () => {
  expect(parseApacheBench(said)).toEqual({ perSecond: 12052.75, requests: 48211 });
});

test('a rate of answers that were none counts for nothing', () => {
  expect(() => parseApacheBench(said.replace('requests:        0', 'requests:        3'))).toThrow(
    '3 requests',
  );
  expect(() => parseApacheBench(`${said}Non-2xx responses:      48211\n`)).toThrow('48211 requests');
  expect(() => parseApacheBench('apr_pollset_poll: The timeout specified has expired')).toThrow('nothing');
});
