/** Parts that are loaded when they are first needed: what is opened by the user. */
import { useContext, useEffect, useRef, useState } from 'react';
import type { ComponentType, ReactElement } from 'react';
import { EditorContext } from './editor-context.js';
import { createLoadedCode } from './loaded-code.js';
import type { LoadedCode } from './loaded-code.js';

/** A part that comes later, and what fetches it before. */
export interface LoadedPart<Props> {
  /** Shows nothing until it has come; once it has, it is there at the first render. */
  readonly Part: (props: Props) => ReactElement | null;
  /** Fetches it, so that it can be shown at once. */
  readonly preload: LoadedCode<ComponentType<Props>>['preload'];
}

/**
 * A part whose code arrives when it is first shown, or asked for by `preload`.
 * @param close Takes away what could not be loaded, so that it can be opened anew. @default it stays
 */
export function createLoadedPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  close?: (props: Props) => void,
): LoadedPart<Props> {
  const { get, preload } = createLoadedCode(load);
  function Part(props: Props): ReactElement | null {
    const [Shown, show] = useState(get);
    const editor = useRef(useContext(EditorContext));
    useEffect(() => {
      let isGone = false;
      if (Shown === undefined) {
        void preload().then((Loaded) => {
          if (isGone) return;
          if (Loaded !== undefined) show(() => Loaded);
          else {
            editor.current?.notify(editor.current.text.canvas.notLoaded);
            close?.(props);
          }
        });
      }
      return () => {
        isGone = true;
      };
    }, [Shown]);
    return Shown === undefined ? null : <Shown {...props} />;
  }
  return { Part, preload };
}
