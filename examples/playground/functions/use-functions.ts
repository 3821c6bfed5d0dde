/** The functions somebody writes on the page; the browser keeps them. */
import { useCallback, useEffect, useState } from 'react';
import type { Config } from 'millrace';
import { useLiveSource } from 'millrace/react';
import type { LiveNodes, SourceReader, TakenSource } from 'millrace/react';
import { recall, remember } from '../document/storage.js';
import { config } from '../nodes.generated.js';
import { EXAMPLE } from './example.js';
import { MODULE } from './module.js';

/** What {@link useFunctions} gives. */
export interface Functions {
  /** The text; undefined before the first one is written, and after it was removed. */
  readonly source: string | undefined;
  readonly write: (source: string) => void;
  readonly live: LiveNodes;
  readonly isOpen: boolean;
  /** Shows or hides the panel; the first time there is an example in it. */
  readonly toggle: () => void;
  /** Takes the text and its nodes away. @returns brings them back */
  readonly remove: () => () => void;
}

/** What the browser keeps. */
interface Kept {
  readonly source: string;
  /** The last text that could be imported, and its nodes. */
  readonly taken?: TakenSource | undefined;
}

const KEY = 'functions';

/** @param python reads the text; made once, it outlives the component */
export function useFunctions(python: SourceReader): Functions {
  const [kept] = useState(keptFunctions);
  const [source, setSource] = useState(kept?.source);
  const [isOpen, setOpen] = useState(false);
  const live = useLiveSource({ config, python, source, module: MODULE, start: kept?.taken });
  const { taken } = live;
  useEffect(() => {
    remember(KEY, source === undefined ? null : ({ source, taken } satisfies Kept));
  }, [source, taken]);

  const toggle = useCallback(() => {
    setSource((before) => before ?? EXAMPLE);
    setOpen((before) => !before);
  }, []);
  const remove = useCallback(() => {
    setSource(undefined);
    setOpen(false);
    return () => setSource(source);
  }, [source]);
  return { source, write: setSource, live, isOpen, toggle, remove };
}

function keptFunctions(): Kept | undefined {
  const kept = recall(KEY) as Partial<Kept> | null | undefined;
  if (typeof kept?.source !== 'string') return undefined;
  const { source, taken } = kept;
  return isTaken(taken) ? { source, taken } : { source };
}

function isTaken(taken: TakenSource | undefined): taken is TakenSource {
  const nodes = (taken?.config as Partial<Config> | undefined)?.nodeTypes;
  return typeof taken?.source === 'string' && Array.isArray(nodes);
}
