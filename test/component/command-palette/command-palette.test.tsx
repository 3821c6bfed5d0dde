import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { api, canvas, card, Host } from '../host.js';

afterEach(() => localStorage.clear());

const rows = (): (string | undefined)[] =>
  screen
    .queryAllByRole('option')
    .map((row) => row.querySelector('.mr-add-label')?.textContent ?? undefined);
const headings = (): (string | null)[] =>
  [...document.querySelectorAll('.mr-add-heading')].map((element) => element.textContent);

async function open(): Promise<void> {
  act(() => canvas().focus());
  await userEvent.keyboard('{Control>}k{/Control}');
}

describe('[E10] the command palette', () => {
  test('lists what the host offers, what can be done now, nodes and types', async () => {
    const commands = [
      { id: 'run', label: 'Run', keys: 'Ctrl+Enter', run: () => undefined },
      { id: 'stop', label: 'Stop', enabled: false, run: () => undefined },
    ];
    render(<Host commands={commands} />);
    await open();
    expect(screen.getByRole('dialog', { name: 'Commands' })).toBeVisible();
    expect(headings()).toEqual(['This page', 'Actions', 'Go to a node', 'Add a node']);
    expect(rows()).toEqual(expect.arrayContaining(['Run', 'Tidy up', 'Go to Add', 'Add Shout']));
    // Nothing is undone yet, and nothing is selected.
    for (const name of ['Stop', 'Undo', 'Duplicate', 'Command palette']) {
      expect(rows()).not.toContain(name);
    }
  });

  test('does what is chosen by keys, and gives the focus back before', async () => {
    render(<Host />);
    await open();
    const field = screen.getByRole('combobox', { name: 'Search commands and nodes' });
    expect(field).toHaveFocus();
    await userEvent.keyboard('sel all');
    expect(rows()[0]).toBe('Select all');
    const [first] = screen.getAllByRole('option');
    expect(field).toHaveAttribute('aria-activedescendant', first!.id);
    expect(first).toHaveAttribute('aria-selected', 'true');
    await userEvent.keyboard('{Enter}');
    expect([...api().getState().selection]).toEqual(['one', 'two']);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(canvas()).toHaveFocus();
  });

  test('goes to nodes, and adds types', async () => {
    render(<Host />);
    await open();
    await userEvent.keyboard('two{Enter}');
    expect([...api().getState().selection]).toEqual(['two']);
    await open();
    await userEvent.keyboard('add shout{Enter}');
    expect(card('shout')).toBeVisible();
  });

  test('runs the host’s commands, and lists the last ones first', async () => {
    const run = jest.fn();
    render(<Host commands={[{ id: 'r', label: 'Run it', run }]} storageKey="commands-test" />);
    await open();
    await userEvent.keyboard('run{Enter}');
    expect(run).toHaveBeenCalledTimes(1);
    await open();
    expect(headings()[0]).toBe('Used last');
    expect(rows()[0]).toBe('Run it');
    expect(JSON.parse(localStorage.getItem('commands-test')!)).toEqual({ commands: ['host r'] });
  });

  test.each(['{Escape}', '{Tab}', '{Control>}k{/Control}'])('closes by %s', async (keys) => {
    render(<Host />);
    await open();
    await userEvent.keyboard(keys);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(canvas()).toHaveFocus();
  });

  test('says when nothing is found', async () => {
    render(<Host />);
    await open();
    await userEvent.keyboard('zzqq{Enter}');
    expect(screen.getByText('Nothing matches “zzqq”.')).toBeVisible();
  });

  test('[E15] offers nothing that changes a read-only graph', async () => {
    render(<Host readOnly />);
    await open();
    expect(headings()).toEqual(['Actions', 'Go to a node']);
    for (const name of ['Add a node', 'Tidy up', 'Paste', 'Group']) {
      expect(rows()).not.toContain(name);
    }
  });
});
