/** What the parts of a form share, as they ask for it. */
import { useContext } from 'react';
import { MillraceError } from '../../../src/errors.js';
import { FormContext } from './form-props.js';
import type { FormTools } from './form-props.js';

/** @throws MillraceError `no-form` outside a form */
export function useFormTools(): FormTools {
  const tools = useContext(FormContext);
  if (tools !== null) return tools;
  throw new MillraceError('no-form', 'this part of a form was rendered outside one');
}
