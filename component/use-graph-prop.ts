/** Keeps the store and a host that owns the graph in step. */
import { useEffect, useRef, useState } from 'react';
import type { Config } from '../src/config/config.js';
import type { FlowEditorProps } from './flow-editor-props.js';
import { GraphAnswers } from './graph-answers.js';
import type { EditorStore } from './store/editor-store.js';
import type { DocumentReader } from './store/read-documents.js';
import { useBrowserLayoutEffect } from './use-browser-layout-effect.js';

interface GraphPropOptions {
  readonly store: EditorStore;
  readonly reader: DocumentReader;
  readonly config: Config;
  readonly props: FlowEditorProps;
}

/**
 * How long a host may take to answer a change, in milliseconds. In two parts: where the page was
 * busy for longer, the second is left to render what the host has long said.
 */
const PATIENCE_MS = { first: 150, second: 50 } as const;

/** Tells the host of each change, and takes its graph for the answer. */
export function useGraphProp({ store, reader, config, props }: GraphPropOptions): void {
  const { onGraphChange, readOnly } = props;
  // A host without types says `null` for none.
  const given = props.graph ?? undefined;
  const isOwned = given !== undefined;
  const [answers] = useState(() => new GraphAnswers(store));
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // What is only looked at is brought up to date for that look.
  const onMigrate = readOnly === true ? undefined : onGraphChange;
  const latest = useRef({ onGraphChange, onMigrate, isOwned, config });

  useBrowserLayoutEffect(() => {
    latest.current = { onGraphChange, onMigrate, isOwned, config };
  });

  useChanges({ store, reader, answers, latest, timer });

  useBrowserLayoutEffect(() => {
    if (given === undefined) return;
    const graph = reader.graph(given, config);
    const mine = answers.receive(graph);
    if (mine !== undefined) reader.accept(mine, config, given);
    if (!answers.isWaiting) clearTimeout(timer.current);
  });

  useEffect(() => {
    const graph = reader.takeMigrated();
    if (graph === undefined || store.getState().document !== graph) return;
    onMigrate?.(graph, { type: 'migrate', command: { type: 'migrate', graph }, path: [] });
  });
}

interface ChangeOptions extends Pick<GraphPropOptions, 'store' | 'reader'> {
  readonly answers: GraphAnswers;
  /** What the host passed last. */
  readonly latest: {
    readonly current: {
      readonly onGraphChange: FlowEditorProps['onGraphChange'];
      readonly onMigrate: FlowEditorProps['onGraphChange'];
      readonly isOwned: boolean;
      readonly config: Config;
    };
  };
  readonly timer: { current: ReturnType<typeof setTimeout> | undefined };
}

/** Tells the host of each change, and waits for the answer of one that owns the graph. */
function useChanges({ store, reader, answers, latest, timer }: ChangeOptions): void {
  useEffect(() => {
    const wait = (): void => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        timer.current = setTimeout(() => answers.giveUp(), PATIENCE_MS.second);
      }, PATIENCE_MS.first);
    };
    const end = store.subscribe((state, before, command) => {
      const { document, path } = state;
      if (document === before.document || command.type === 'receiveGraph') return;
      const { current } = latest;
      const change = { type: command.type, command, path: path.map(({ name }) => name) };
      // A host that keeps its document has rejected nothing: it is read as this graph.
      if (command.type === 'migrate') {
        current.onMigrate?.(document, change);
        return;
      }
      reader.accept(document, current.config);
      if (current.isOwned) {
        answers.add(before, state);
        wait();
      }
      current.onGraphChange?.(document, change);
    });
    return () => {
      clearTimeout(timer.current);
      end();
    };
  }, [store, reader, answers, latest, timer]);
}
