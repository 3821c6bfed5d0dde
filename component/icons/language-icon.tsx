/** Which language a node's function is written in, as a small sign. */
import Box from 'lucide-react/icons/box';
import type { ReactElement } from 'react';
import type { NodeSource } from '../../src/config/config.js';
import { Picture } from './picture.js';

/** What each language is called. */
const LANGUAGE_NAMES: Readonly<Record<NodeSource['language'], string>> = {
  typescript: 'TypeScript',
  python: 'Python',
};

const SIGNS: Readonly<Record<NodeSource['language'], string>> = { typescript: 'TS', python: 'Py' };

export interface LanguageIconProps {
  readonly language: NodeSource['language'] | undefined;
}

/** `TS` or `Py` in a small box; a plain box for a node without a known function. */
export function LanguageIcon({ language }: LanguageIconProps): ReactElement {
  if (language === undefined) return <Picture of={Box} size={14} />;
  const name = LANGUAGE_NAMES[language];
  return (
    <span className="mr-language" data-language={language} role="img" aria-label={name}>
      {SIGNS[language]}
    </span>
  );
}
