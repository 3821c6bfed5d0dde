import { describe, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Toolbar } from '../../../component/panels/toolbar.js';
import { openEditor } from '../editor.js';
import type { OpenEditor } from '../editor.js';

const config = { version: 1, nodeTypes: [{ type: 't', label: 'T' }] };

function open(readOnly = false): OpenEditor {
  return openEditor(
    { config, readOnly },
    <Toolbar>
      <button>Run</button>
    </Toolbar>,
  );
}

const button = (name: string | RegExp): HTMLElement =>
  within(screen.getByRole('toolbar')).getByRole('button', { name });

describe('the toolbar', () => {
  test('begins with what the host puts in', () => {
    open();
    expect(button('Run')).toBeVisible();
  });

  test('undoes and redoes, as far as there is something to', async () => {
    const editor = open();
    const nodes = (): number => Object.keys(editor.getState().graph.nodes).length;
    expect(button('Undo')).toHaveAttribute('aria-disabled', 'true');
    editor.dispatch({ type: 'addNodes', nodes: { a: { type: 't' } } });
    expect(button('Undo')).not.toHaveAttribute('aria-disabled');
    expect(button('Undo')).toHaveAttribute('title', 'Undo (Ctrl+Z)');
    await userEvent.click(button('Undo'));
    expect(nodes()).toBe(0);
    expect(button('Undo')).toHaveFocus();
    expect(button('Undo')).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(button('Undo'));
    await userEvent.click(button('Redo'));
    expect(nodes()).toBe(1);
    expect(button('Redo')).toHaveAttribute('aria-disabled', 'true');
  });

  test('zooms in and out, and back to 100 %', async () => {
    const editor = open();
    await userEvent.click(button('Zoom in'));
    expect(button(/^Zoom 125 %/)).toHaveTextContent('125 %');
    await userEvent.click(button('Zoom out'));
    await userEvent.click(button('Zoom out'));
    expect(button(/^Zoom 80 %/)).toBeVisible();
    await userEvent.click(button(/back to 100 %/));
    expect(editor.getState().viewport.scale).toBe(1);
  });

  test('undoes nothing in a read-only editor', () => {
    open(true);
    expect(button('Undo')).toHaveAttribute('aria-disabled', 'true');
    expect(button('Zoom in')).toBeEnabled();
  });

  test('is walked with the arrow keys, too', async () => {
    open();
    await userEvent.click(button('Undo'));
    await userEvent.keyboard('{ArrowRight}');
    expect(button('Redo')).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(button('Run')).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(button('Run')).toHaveFocus();
  });

  test('is one stop of Tab, where it was left last; fields of the host are stops of their own', async () => {
    openEditor(
      { config },
      <>
        <Toolbar>
          <button>Run</button>
          <button disabled>Stop</button>
          <input aria-label="Name" />
          <button tabIndex={-1}>Not reached</button>
        </Toolbar>
        <button>After</button>
      </>,
    );
    const stops = (): readonly string[] =>
      [...screen.getByRole('toolbar').querySelectorAll<HTMLElement>('button, input')]
        .filter((each) => each.tabIndex >= 0 && !each.matches(':disabled'))
        .map((each) => each.getAttribute('aria-label') ?? each.textContent ?? '');
    expect(stops()).toEqual(['Run', 'Name']);
    button('Run').focus();
    await userEvent.keyboard('{End}');
    expect(button('Show all')).toHaveFocus();
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'After' })).toHaveFocus();
    expect(stops()).toEqual(['Name', 'Show all']);
    await userEvent.tab({ shift: true });
    expect(button('Show all')).toHaveFocus();
    await userEvent.keyboard('{Home}');
    expect(button('Run')).toHaveFocus();
  });

  test('[E10] opens the search and the command palette', async () => {
    open();
    await userEvent.click(button('Command palette'));
    expect(screen.getByRole('dialog', { name: 'Commands' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    expect(button('Command palette')).toHaveFocus();
    await userEvent.click(button('Search in the graph'));
    expect(await screen.findByRole('search')).toBeVisible();
  });
});
