/** A file: chosen or dropped, kept in the graph. Loaded when the first one is shown. */
import { useRef, useState } from 'react';
import type { DragEvent, ReactElement } from 'react';
import { Icon } from '../icons/icon.js';
import { ControlRow, fieldAttributes } from './control-row.js';
import { fileFormOf, keptFile, MOST_BYTES, readFile, sizeText } from './read-file.js';
import type { KeptFile } from './read-file.js';
import { LongValue, PlainControl } from './text-control.js';
import { useControlText } from './use-control-text.js';
import type { WidgetProps } from './widget-props.js';

/** A place to choose a file or drop one; a text that is short is edited besides. */
export function FileControl(props: WidgetProps): ReactElement {
  const { label, value, fallback, schema, disabled, onChange } = props;
  const form = fileFormOf(schema);
  const take = useFile(props);
  const kept = keptFile(value ?? fallback, form);
  const problem = take.problem ?? props.problem;
  const { onDrop, onDragOver, onDragLeave, isOver } = useDrop(disabled ? undefined : take.read);
  // A value that is no file's, from another program: shown as what it is.
  if (value !== undefined && kept === undefined) return <PlainControl {...props} />;
  if (form === 'text' && typeof value === 'string' && value.length > 20_000) {
    return <LongValue {...props} />;
  }
  return (
    // Clear is its reset.
    <ControlRow {...props} value={undefined} problem={problem} layout="stack" group>
      <span
        className="mr-file"
        data-over={isOver ? '' : undefined}
        onDrop={onDrop}
        onDragOver={onDragOver}
        onDragLeave={onDragLeave}
      >
        <Icon name="file" size={14} />
        <FileName kept={kept} isOver={isOver} isReading={take.isReading} />
        <Chooser {...props} problem={problem} hasFile={kept !== undefined} onChoose={take.read} />
        {value !== undefined && !disabled && (
          <ClearFile label={label} onClear={() => onChange(undefined)} />
        )}
      </span>
    </ControlRow>
  );
}

interface ChooserProps extends WidgetProps {
  readonly hasFile: boolean;
  readonly onChoose: (files: readonly File[]) => void;
}

/** A button that is a file field. */
function Chooser({ hasFile, onChoose, ...props }: ChooserProps): ReactElement {
  const text = useControlText();
  const label = hasFile ? text.replaceFile : text.chooseFile;
  return (
    <label className="mr-button mr-file-button">
      {label}
      <input
        type="file"
        className="mr-file-input"
        aria-label={`${props.label}: ${label}`}
        {...fieldAttributes(props, props.problem)}
        onChange={({ currentTarget }) => {
          onChoose([...(currentTarget.files ?? [])]);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
    </label>
  );
}

function ClearFile({ label, onClear }: { label: string; onClear: () => void }): ReactElement {
  const text = useControlText();
  return (
    <button
      type="button"
      className="mr-icon-button mr-file-clear"
      title={text.clearFile(label)}
      aria-label={text.clearFile(label)}
      onClick={({ currentTarget }) => {
        // The button goes; the focus would go with it.
        currentTarget.parentElement?.querySelector('input')?.focus();
        onClear();
      }}
    >
      <Icon name="close" size={13} />
    </button>
  );
}

interface FileNameProps {
  readonly kept: KeptFile | undefined;
  readonly isOver: boolean;
  readonly isReading: boolean;
}

function FileName({ kept, isOver, isReading }: FileNameProps): ReactElement {
  const text = useControlText();
  if (isOver || isReading || kept === undefined) {
    const said = isReading ? text.reading : isOver ? text.dropNow : text.dropFile;
    return <span className="mr-file-name mr-muted">{said}</span>;
  }
  const size = kept.size === undefined ? undefined : sizeText(kept.size);
  const shown = kept.name ?? (size === undefined ? '' : text.bytes(size));
  return (
    <span className="mr-file-name" title={shown}>
      {shown}
      {kept.name !== undefined && size !== undefined && <small className="mr-muted"> {size}</small>}
    </span>
  );
}

interface TakenFile {
  readonly problem: string | undefined;
  readonly isReading: boolean;
  readonly read: (files: readonly File[]) => void;
}

function useFile({ control, schema, onChange }: WidgetProps): TakenFile {
  const text = useControlText();
  const [problem, setProblem] = useState<string>();
  const [isReading, setReading] = useState(false);
  const last = useRef<File | undefined>(undefined);
  const read = (files: readonly File[]): void => {
    const [file, ...others] = files;
    if (file === undefined) return;
    if (others.length > 0) return setProblem(text.oneFile);
    last.current = file;
    setReading(true);
    const options = { form: fileFormOf(schema), most: control.max ?? MOST_BYTES, text };
    void readFile(file, options).then((reading) => {
      // Another one was chosen meanwhile.
      if (last.current !== file) return;
      setReading(false);
      setProblem('problem' in reading ? reading.problem : undefined);
      if ('value' in reading) onChange(reading.value);
    });
  };
  return { problem, isReading, read };
}

interface Drop {
  readonly isOver: boolean;
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: () => void;
  readonly onDrop: (event: DragEvent) => void;
}

/** Takes files that are dropped, and keeps the page from opening them. */
function useDrop(read: ((files: readonly File[]) => void) | undefined): Drop {
  const [isOver, setOver] = useState(false);
  return {
    isOver,
    onDragOver(event) {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      event.stopPropagation();
      event.dataTransfer.dropEffect = read === undefined ? 'none' : 'copy';
      setOver(read !== undefined);
    },
    onDragLeave: () => setOver(false),
    onDrop(event) {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      read?.([...event.dataTransfer.files]);
    },
  };
}
