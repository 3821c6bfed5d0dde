import { describe, expect, test } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { BootStatus, FlowEditor, createBootStore } from '../../../component/index.js';

const nodeTypes = [
  { type: 'py', source: { language: 'python', module: 'm', export: 'f' }, inputs: [], outputs: [] },
  {
    type: 'ts',
    source: { language: 'typescript', module: 'm', export: 'f' },
    inputs: [],
    outputs: [],
  },
];
const graph = {
  version: 1,
  nodes: { p: { type: 'py', x: 0, y: 0 }, t: { type: 'ts', x: 9, y: 9 } },
};

describe('Python’s start', () => {
  test('is told in bytes, packages and seconds', () => {
    const boot = createBootStore();
    const { container } = render(<BootStatus boot={boot} />);
    const said: string[] = [];
    const told = new Set<string>();
    const tell = (change: () => void): void => {
      act(change);
      said.push(container.querySelector('.mr-boot-text')!.textContent);
      told.add(container.querySelector<HTMLElement>('.mr-boot')!.title);
    };
    tell(() => boot.note({ type: 'download', loaded: 4_200_000, total: 13_440_000 }));
    tell(() => boot.note({ type: 'download', loaded: 4_200_000, total: 0 }));
    tell(() => boot.note({ type: 'compile' }));
    tell(() => boot.note({ type: 'install', name: 'numpy', done: 0, total: 2 }));
    tell(() => boot.note({ type: 'install', name: 'numpy', done: 2, total: 2 }));
    tell(() => boot.note({ type: 'ready', durationMs: 1234 }));
    tell(() => boot.reset());
    tell(() => boot.note({ type: 'restore' }));
    tell(() => boot.fail('not at /pyodide/'));
    expect(said).toEqual([
      'Python 31 %',
      'Python, 4.2 MB',
      'Starting Python',
      'Starting Python',
      'Starting Python',
      'Python ready',
      'Python',
      'Starting Python',
      'No Python',
    ]);
    expect([...told]).toEqual([
      'Python, 4.2 of 13.4 MB',
      'Python, 4.2 MB',
      'Python is starting',
      'Python, numpy (1 of 2)',
      'Python is ready; it started in 1.2 s',
      'Python has not started',
      'not at /pyodide/',
    ]);
  });

  test('is read out when it begins and ends, not at each byte', () => {
    const boot = createBootStore();
    render(<BootStatus boot={boot} />);
    const status = screen.getByRole('status');
    expect(status).toHaveTextContent('Python has not started');
    for (const loaded of [1, 2, 3]) {
      act(() => boot.note({ type: 'download', loaded: loaded * 1e6, total: 4e6 }));
      expect(status).toHaveTextContent(/^Python is being loaded$/);
    }
    expect(screen.getByText('Python 75 %')).toBeInTheDocument();
    act(() => boot.note({ type: 'ready', durationMs: 2500 }));
    expect(status).toHaveTextContent('Python is ready');
    expect(screen.getByTitle('Python is ready; it started in 2.5 s')).toBeInTheDocument();
  });

  test('can be tried again after a failure, which says why', () => {
    const boot = createBootStore();
    let tries = 0;
    render(<BootStatus boot={boot} onRetry={() => (tries += 1)} />);
    expect(screen.queryByRole('button')).toBeNull();
    act(() => boot.note({ type: 'failed', message: 'not at /pyodide/' }));
    screen.getByRole('button', { name: 'Try again' }).click();
    expect(tries).toBe(1);
    expect(screen.getByTitle('not at /pyodide/')).toBeInTheDocument();
  });

  test('is what a waiting node of Python’s waits for, and no other node', () => {
    const boot = createBootStore();
    const config = { version: 1, nodeTypes };
    render(
      <FlowEditor
        config={config}
        defaultGraph={graph}
        nodesStatus={{ p: 'waiting', t: 'waiting' }}
        boot={boot}
      />,
    );
    expect(screen.queryByText(/Waiting for Python/)).toBeNull();
    act(() => boot.note({ type: 'download', loaded: 1e6, total: 4e6 }));
    expect(screen.getAllByText('Waiting for Python')).toHaveLength(1);
    act(() => boot.note({ type: 'compile' }));
    expect(screen.getAllByText('Waiting for Python')).toHaveLength(1);
    act(() => boot.note({ type: 'ready', durationMs: 1 }));
    expect(screen.queryByText(/Waiting for Python/)).toBeNull();
  });
});
