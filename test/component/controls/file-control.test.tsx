import { describe, expect, test } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { File as NodeFile } from 'node:buffer';
import { compilePortCheck } from '../../../src/config/port-check.js';
import { show } from './show-port.js';

const bytes = { schema: { type: 'string', 'x-millrace': { format: 'bytes' } } } as const;
const control = [{ type: 'file', name: 'p', label: 'Port' }];
const text = { schema: { type: 'string' }, controls: control };
const url = { schema: { type: 'string', pattern: '^data:' }, controls: control };
const path = { schema: { type: 'string', 'x-millrace': { format: 'path' } }, controls: control };

/** jsdom's own has no `arrayBuffer`. */
const file = (content: string | Uint8Array, name = 'a.txt', type = 'text/plain'): File =>
  new NodeFile([content], name, { type }) as unknown as File;

const input = () => screen.findByLabelText(/^Port: /);
async function choose(...files: readonly File[]): Promise<void> {
  const field = await input();
  await act(async () => void fireEvent.change(field, { target: { files } }));
}

describe('a file', () => {
  test('[E14] of a port of bytes is kept as a run takes it', async () => {
    const { values } = show(bytes);
    await choose(file(new Uint8Array([0, 255, 7]), 'a.bin'));
    expect(await screen.findByText('a.bin')).toBeVisible();
    expect(values()).toEqual({ p: { $bytes: 'AP8H', name: 'a.bin' } });
    const check = compilePortCheck(bytes.schema)!;
    expect(check(values()!['p'])).toEqual(new Uint8Array([0, 255, 7]));
    expect(await input()).toBeValid();
    await userEvent.click(screen.getByRole('button', { name: 'Clear Port' }));
    expect(values()).toEqual({});
    expect(await input()).toHaveFocus();
  });

  test.each([
    ['a text', text, 'hé'],
    ['an address', url, 'data:text/plain;base64,aMOp'],
    ['a path', path, 'a.txt'],
  ])('of a port for %s is kept as one', async (_, port, wanted) => {
    const { values } = show(port);
    await choose(file('hé'));
    await screen.findByLabelText('Port: Replace');
    expect(values()).toEqual({ p: wanted });
  });

  test('[E14] that is too large, no text, or one of several says so and changes nothing', async () => {
    const { values } = show(text, { p: 'before' });
    await choose(file(new Uint8Array(5_000_001), 'large.txt'));
    const said = async (): Promise<string | null> =>
      (await screen.findByRole('status')).textContent;
    expect(await said()).toMatch(/^“large.txt” is 5 MB; a graph takes files up to 5 MB/);
    await choose(file(new Uint8Array([255, 254]), 'b.txt'));
    await screen.findByText('“b.txt” is not text (UTF-8), and this input takes a text');
    await choose(file('a'), file('b'));
    await screen.findByText('Drop one file only');
    expect(values()).toEqual({ p: 'before' });
  });

  test('is dropped on its place', async () => {
    const { values } = show(bytes);
    const place = (await input()).closest('.mr-file')!;
    const dataTransfer = { types: ['Files'], files: [file('hi')], dropEffect: '' };
    expect(fireEvent.dragOver(place, { dataTransfer })).toBe(false);
    fireEvent.drop(place, { dataTransfer });
    await screen.findByText('a.txt');
    expect(values()).toEqual({ p: { $bytes: 'aGk=', name: 'a.txt' } });
  });
});
