import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import common from '#messages/en/common.json' with { type: 'json' };
import en from '#messages/en/kinds.json' with { type: 'json' };
import { containerSettings } from '#server/deployments/container-schema.ts';
import { containerDraft } from './container-draft.ts';
import { NetworkFields } from './network-fields.tsx';

function shown(settings: { ports?: { port: number }[]; outgoing?: boolean }): string {
  const value = containerDraft(containerSettings.parse({ image: 'nginx', ...settings }));
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={{ kinds: en, common }} timeZone="UTC">
      <NetworkFields value={value} onChange={() => {}} />
    </NextIntlClientProvider>,
  );
}

test('what naming a port closes is said, and what naming none opens', () => {
  expect(shown({})).toContain('none named: all are open');
  expect(shown({})).toContain('Once one is named, all others are closed');
  expect(shown({ ports: [{ port: 80 }] })).toContain('only 80/tcp');
  const closed = shown({ outgoing: false });
  expect(closed).toContain('none named: nothing reaches it');
  expect(closed).not.toContain('all are open');
});
