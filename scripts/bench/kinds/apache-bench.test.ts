import { expect, test } from 'vitest';
import { requestsASecond } from './apache-bench.ts';

const said = `Concurrency Level:      8
Time taken for tests:   4.000 seconds
Complete requests:      48211
Failed requests:        0
Requests per second:    12052.75 [#/sec] (mean)
`;

test('the rate is read', () => {
  expect(requestsASecond(said)).toBe(12052.75);
});

test('a rate of answers that were none counts for nothing', () => {
  expect(() => requestsASecond(said.replace('requests:        0', 'requests:        3'))).toThrow(
    '3 requests',
  );
  expect(() => requestsASecond(`${said}Non-2xx responses:      48211\n`)).toThrow('48211 requests');
  expect(() => requestsASecond('apr_pollset_poll: The timeout specified has expired')).toThrow('nothing');
});
