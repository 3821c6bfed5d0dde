/** What brings order: it comes when it may be asked for. */
import { createLoadedCode } from '../loaded-code.js';
import type * as Arrange from './arrange.js';

export type Arranging = typeof Arrange;

/** Aligns, distributes and tidies. */
export const arranging = createLoadedCode<Arranging>(async () => import('./arrange.js'));
