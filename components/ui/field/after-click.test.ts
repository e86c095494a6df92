import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { clickWaiter } from './after-click.ts';

let page: EventTarget;
let happened: string[];
let afterClick: (run: () => void) => void;

beforeEach(() => {
  page = new EventTarget();
  happened = [];
  afterClick = clickWaiter(page);
  page.addEventListener('click', () => happened.push('click'));
});
const say = (type: string) => page.dispatchEvent(new Event(type));
const check = () => afterClick(() => happened.push('check'));

test('what takes the focus away by the mouse gets its click first', async () => {
  say('pointerdown');
  check();
  await delay(20);
  expect(happened).toEqual([]);
  say('pointerup');
  say('click');
  await delay(5);
  expect(happened).toEqual(['click', 'check']);
});

test('a finger is up before the focus goes, and its click comes first as well', async () => {
  say('pointerdown');
  say('pointerup');
  check();
  say('click');
  await delay(5);
  expect(happened).toEqual(['click', 'check']);
});

test('by the keyboard it comes at once; a drag that is broken off holds up nothing', async () => {
  check();
  await delay(5);
  say('pointerdown');
  check();
  say('pointercancel');
  await delay(5);
  expect(happened).toEqual(['check', 'check']);
});
