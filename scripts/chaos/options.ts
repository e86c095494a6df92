import { parseArgs } from 'node:util';

export type ChaosOptions = {
  seconds: number;
  seed: number;
  /** At most so many changes are asked for. */
  maxRequests: number;
  isJson: boolean;
  /** Leaves everything as it is at the end, for a look. */
  keeps: boolean;
};

const usage = 'npm run chaos -- --seconds 600 --seed 1 [--requests 6000] [--json] [--keep]';

export function readOptions(): ChaosOptions {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '600' },
      seed: { type: 'string' },
      requests: { type: 'string', default: '6000' },
      json: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  return {
    seconds: whole('seconds', values.seconds, 5, 3600),
    seed: whole('seed', values.seed ?? String(Date.now() % 1_000_000), 0, 2 ** 31),
    maxRequests: whole('requests', values.requests, 1, 10_000),
    isJson: values.json,
    keeps: values.keep,
  };
}

function whole(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`--${name} is a whole number from ${min} to ${max}, not "${text}"\n${usage}`);
}
