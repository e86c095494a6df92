import { describe, expect, it } from 'vitest';
import { withGaps } from './chart-data.ts';

describe('withGaps', () => {
  it('puts a row of nothing into a silence, in every series', () => {
    const data = withGaps(
      {
        times: [0, 10, 100, 110],
        series: [
          { label: 'a', values: [1, 2, 3, 4] },
          { label: 'b', values: [5, null, 7, 8] },
        ],
      },
      25,
    );
    expect(data.times).toEqual([0, 10, 55, 100, 110]);
    expect(data.series[0]?.values).toEqual([1, 2, null, 3, 4]);
    expect(data.series[1]?.values).toEqual([5, null, null, 7, 8]);
  });
  it('leaves steady samples alone, and takes a missing value for none', () => {
    const data = withGaps({ times: [0, 10, 20], series: [{ label: 'a', values: [1, 2] }] }, 25);
    expect(data.times).toEqual([0, 10, 20]);
    expect(data.series[0]?.values).toEqual([1, 2, null]);
  });
});
