/** What concerns the page: its file, its looks, its keys. */
import { FolderOpen, Keyboard, Monitor, Moon, RotateCcw, Save, Sun } from 'lucide-react';
import { useRef } from 'react';
import type { ReactElement } from 'react';
import type { Theme } from 'millrace/react';
import { CONTROL } from './control-key.js';
import { IconButton } from './icon-button.js';

interface FileButtonsProps {
  readonly onSave: () => void;
  readonly onOpen: () => void;
  readonly onReset: () => void;
}

export function FileButtons({ onSave, onOpen, onReset }: FileButtonsProps): ReactElement {
  return (
    <div className="pg-buttons" role="group" aria-label="Graph file">
      <IconButton
        label="Open a graph file"
        title={`Open a graph file (${CONTROL}+O)`}
        onClick={onOpen}
      >
        <FolderOpen aria-hidden="true" size={16} />
      </IconButton>
      <IconButton
        label="Save the graph"
        title={`Save the graph as a file (${CONTROL}+S)`}
        onClick={onSave}
      >
        <Save aria-hidden="true" size={16} />
      </IconButton>
      <IconButton
        label="Reset to the starting graph"
        title="Reset to the starting graph"
        onClick={onReset}
      >
        <RotateCcw aria-hidden="true" size={16} />
      </IconButton>
    </div>
  );
}

const THEME_PICTURES = { system: Monitor, light: Sun, dark: Moon } as const;

interface PageButtonsProps {
  readonly theme: Theme;
  readonly onTheme: () => void;
  readonly onHelp: () => void;
}

export function PageButtons({ theme, onTheme, onHelp }: PageButtonsProps): ReactElement {
  const Picture = THEME_PICTURES[theme];
  return (
    <div className="pg-buttons" role="group" aria-label="Page">
      <IconButton
        label={`Theme: ${theme}`}
        title={`Theme: ${theme}. Click for the next one`}
        onClick={onTheme}
      >
        <Picture aria-hidden="true" size={16} />
      </IconButton>
      <IconButton label="Keys of this page" title="Keys of this page (?)" onClick={onHelp}>
        <Keyboard aria-hidden="true" size={16} />
      </IconButton>
    </div>
  );
}

/** The browser's file dialog: an element to render, and a function that opens it. */
export function useFilePicker(onFile: (file: File) => void): readonly [ReactElement, () => void] {
  const input = useRef<HTMLInputElement>(null);
  const element = (
    <input
      ref={input}
      type="file"
      accept=".json,.node,application/json"
      aria-label="Graph file"
      hidden
      onChange={(event) => {
        const { files } = event.currentTarget;
        const file = files?.[0];
        if (file !== undefined) onFile(file);
        // Else the same file, chosen again, would be no change.
        event.currentTarget.value = '';
      }}
    />
  );
  return [element, () => input.current?.click()];
}
