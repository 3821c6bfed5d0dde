/** The frame of a part that has parts: a heading, what can be done with it, and what is wrong. */
import type { ReactElement, ReactNode } from 'react';

interface FormGroupProps {
  readonly id: string;
  readonly label: string;
  /** How much is in it. */
  readonly note?: string | undefined;
  readonly problem: string | undefined;
  /** Buttons beside the heading. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A group that is named, described and, when something is wrong with it as a whole, says so. */
export function FormGroup(props: FormGroupProps): ReactElement {
  const { id, label, note, problem, actions, children } = props;
  const problemId = `${id}.problem`;
  return (
    <div
      className="mr-form-group"
      role="group"
      aria-labelledby={`${id}.label`}
      aria-describedby={problem === undefined ? undefined : problemId}
    >
      <div className="mr-form-head">
        <span className="mr-form-label" id={`${id}.label`} title={label}>
          {label}
        </span>
        {note !== undefined && <span className="mr-form-note">{note}</span>}
        {actions}
      </div>
      {problem !== undefined && (
        <p className="mr-control-problem" id={problemId} role="status">
          {problem}
        </p>
      )}
      <div className="mr-form-body">{children}</div>
    </div>
  );
}
