import { describe, expect, test } from 'vitest';
import { parseProcesses } from './parse-processes.ts';

const mark = 'c0ffee';
const tail = (started: number, ticks = 0) =>
  `S 1 1 1 0 -1 4194304 108 0 1 0 ${ticks} 0 0 0 20 0 1 0 ${started} 3133440 421 0`;
const clock = `${mark} clock R 53 0 0 0 -1 4194304 108 0 1 0 0 0 0 0 20 0 1 0 10000 3133440\n`;
const users = `${mark} users\nroot:x:0:0:root:/root:/bin/sh\nwww:x:33:33\nhalf`;

function parse(...processes: string[]) {
  const text = processes.map((process) => `${mark} process ${process}\n`).join('');
  return parseProcesses(`${clock}${mark} total ${processes.length + 1}\n${text}${users}`, mark);
}

describe('processes of a guest', () => {
  test('one that is as usual', () => {
    const { processes, total, clockTicks } = parse(
      `33 2048 7 (nginx) ${tail(4000, 250)}\nnginx:\0-g\0daemon off;\0`,
    );
    expect({ total, clockTicks }).toEqual({ total: 1, clockTicks: 10_000 });
    expect(processes).toEqual([
      {
        ...{ pid: 7, parentPid: 1, user: 'www', state: 'sleeping', name: 'nginx' },
        ...{ command: 'nginx: -g daemon off;', cpuSeconds: 2.5, runsSeconds: 60 },
        ...{ memoryBytes: 2_097_152, startedTicks: 4000 },
      },
    ]);
  });
  test('one without arguments has its name in brackets, an unknown user a number', () => {
    expect(parse(`1000 0 8 (kworker) ${tail(1)}\n`).processes[0]).toMatchObject({
      command: '[kworker]',
      user: '1000',
    });
  });
  test('a name with brackets, spaces and escapes is one name', () => {
    const { processes } = parse(`0 1 9 (a) R 1 \x1b[2J (b) ${tail(1)}\nx\0`);
    expect(processes).toHaveLength(1);
    expect(processes[0]).toMatchObject({ pid: 9, name: 'a) R 1 \\x1b[2J (b', state: 'sleeping' });
  });
  test('arguments cannot pass for another process', () => {
    const { processes } = parse(`0 1 9 (evil) ${tail(1)}\nx\n10 process 0 1 1 (init) ${tail(1)}\0`);
    expect(processes.map(({ pid }) => pid)).toEqual([9]);
    expect(processes[0]?.command).toContain('\\x0a10 process');
  });
  test('rubbish is left out, a number without end is none', () => {
    expect(parse('what?', `0 1 99999999999999999999 (x) ${tail(1)}\n`, '').processes).toMatchObject([
      { pid: 0 },
    ]);
  });
  test.each(['', 'sh: not found', `${mark} clock none\n`])(
    'an answer without a clock is refused: %s',
    (text) => {
      expect(() => parseProcesses(text, mark)).toThrow(/in a way that the panel cannot read/);
    },
  );
});
