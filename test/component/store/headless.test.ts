/** The store as a host without React uses it: in Node, on a server, in a worker. */
import { expect, jest, test } from '@jest/globals';

jest.unstable_mockModule('react', () => ({}));
jest.unstable_mockModule('react-dom', () => ({}));
const { addNodeCommand, createEditorStore, clipToText, newNodeIds, textToClip } =
  await import('../../../component/store/index.js');
const { config } = await import('../nodes.js');

const add = config.nodeTypes.find(({ type }) => type === 'math.add')!;

test('[E16] edits, undoes and nests graphs without React and without a DOM', () => {
  expect(globalThis).not.toHaveProperty('document');
  const store = createEditorStore();
  const told: string[] = [];
  store.subscribe((_, __, { type }) => told.push(type));
  const ids = newNodeIds(store.getState().graph, ['math.add', 'math.add']);
  store.batch(() => {
    ids.forEach((id, index) => store.dispatch(addNodeCommand(add, id, { x: 300 * index, y: 0 })));
    const [from, to] = [ids[0]!, ids[1]!];
    store.dispatch({
      type: 'connect',
      wire: { from: { nodeId: from, portName: 'sum' }, to: { nodeId: to, portName: 'a' } },
    });
  });
  expect(told).toEqual(['batch']);
  expect(store.getState().history.undo).toHaveLength(1);
  store.dispatch({ type: 'makeSubgraph', ids: ['add-2'], name: 'part' });
  store.dispatch({ type: 'enterSubgraph', nodeId: 'part' });
  store.dispatch({ type: 'setControl', nodeId: 'add-2', portName: 'b', control: 'b', value: 7 });
  const { document, graph, path } = store.getState();
  expect(path).toEqual([{ name: 'part', nodeId: 'part' }]);
  expect(document.subgraphs!['part']).toBe(graph);
  expect(graph.nodes['add-2']!.inputData).toEqual({ b: { b: 7 } });
  while (store.getState().history.undo.length > 0) store.dispatch({ type: 'undo' });
  expect(Object.keys(store.getState().document.nodes)).toEqual([]);
  expect(store.getState().path).toEqual([]);
});

test('[E16] a batch that throws has changed nothing, and tells nobody', () => {
  const store = createEditorStore();
  const before = store.getState();
  store.subscribe(() => {
    throw new Error('nobody is to be told');
  });
  const act = () =>
    store.batch(() => {
      store.dispatch({ type: 'addNodes', nodes: { a: { type: 'math.add' } } });
      store.batch(() => store.dispatch({ type: 'removeNodes', ids: ['a'] }));
      store.dispatch({ type: 'unpackSubgraph', nodeId: 'ghost' });
    });
  expect(act).toThrow(/is a subgraph \(none\), got ghost/);
  expect(store.getState()).toBe(before);
});

test('[E16] a batch that would go on later is refused', () => {
  const store = createEditorStore();
  const before = store.getState();
  const act = () =>
    store.batch(() => {
      store.dispatch({ type: 'addNodes', nodes: { a: { type: 'math.add' } } });
      return Promise.resolve();
    });
  expect(act).toThrow(/expected a function that is done when it returns, got one/);
  expect(store.getState()).toBe(before);
});

test('[E16] a batch in a batch that throws has changed nothing; the outer one goes on', () => {
  const store = createEditorStore();
  const told: unknown[] = [];
  store.subscribe((_, __, command) => told.push(command));
  const adding = (id: string) =>
    ({ type: 'addNodes', nodes: { [id]: { type: 'math.add' } } }) as const;
  store.batch(() => {
    store.dispatch(adding('a'));
    const inner = () =>
      store.batch(() => {
        store.dispatch(adding('b'));
        throw new Error('no');
      });
    expect(inner).toThrow('no');
    store.dispatch(adding('c'));
  });
  expect(Object.keys(store.getState().graph.nodes)).toEqual(['a', 'c']);
  expect(told).toEqual([{ type: 'batch', commands: [adding('a'), adding('c')] }]);
});

test('[E16] clips go out as text and come in again', () => {
  const store = createEditorStore();
  store.dispatch(addNodeCommand(add, 'a', { x: 0, y: 0 }));
  store.dispatch({ type: 'selectAll' });
  store.dispatch({ type: 'copy' });
  const clip = textToClip(clipToText(store.getState().clip!))!;
  store.dispatch({ type: 'paste', clip, dx: 5, dy: 5 });
  expect(Object.keys(store.getState().graph.nodes)).toEqual(['a', 'a-2']);
});
