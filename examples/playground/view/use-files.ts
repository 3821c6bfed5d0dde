/** Opening, saving and starting anew; nothing is lost by any of them. */
import { useCallback } from 'react';
import type { Config, Issue } from 'millrace';
import { downloadGraph, nameOfFile, readGraph } from '../document/graph-file.js';
import type { NamedGraph } from '../document/graph-file.js';
import { startGraph } from '../document/use-document.js';
import type { Document } from '../document/use-document.js';
import type { NoticeText } from './notice.js';

/** What {@link useFiles} gives. */
export interface Files {
  readonly open: (file: File) => void;
  readonly save: () => void;
  readonly reset: () => void;
}

interface FilesOptions {
  readonly config: Config;
  readonly document: Document;
  readonly notify: (notice: NoticeText | undefined) => void;
  /** Called when another graph takes the place of the one before. */
  readonly onReplaced: () => void;
}

export function useFiles({ config, document, notify, onReplaced }: FilesOptions): Files {
  const { name, graph, open } = document;

  const replace = (next: NamedGraph, notice: Omit<NoticeText, 'action'>): void => {
    const goBack = open(next);
    onReplaced();
    const run = (): void => {
      goBack();
      onReplaced();
      notify(undefined);
    };
    notify({ ...notice, action: { label: 'Go back', run } });
  };

  const openFile = async (file: File): Promise<void> => {
    const read = readGraph(await file.text(), config);
    const lines = read.issues.map(lineOf);
    if (read.graph === undefined) {
      notify({ tone: 'bad', title: `${file.name} is no graph; nothing was changed`, lines });
      return;
    }
    const remarks = lines.length === 0 ? '' : `, with ${count(lines.length, 'remark')}`;
    const nodes = count(Object.keys(read.graph.nodes).length, 'node');
    const title = `Opened ${file.name}: ${nodes}${remarks}`;
    replace({ name: nameOfFile(file.name), graph: read.graph }, { tone: 'info', title, lines });
  };

  return {
    open: (file) => {
      openFile(file).catch((error: unknown) => {
        const lines = [error instanceof Error ? error.message : String(error)];
        notify({ tone: 'bad', title: `${file.name} can’t be read; nothing was changed`, lines });
      });
    },
    save: useCallback(() => downloadGraph({ name, graph }, config), [name, graph, config]),
    reset: () => replace(startGraph(), { tone: 'info', title: 'This is the starting graph again' }),
  };
}

function lineOf({ path, message }: Issue): string {
  return path.length === 0 ? message : `${path.join(' › ')}: ${message}`;
}

function count(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? '' : 's'}`;
}
