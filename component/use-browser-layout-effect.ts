/** `useLayoutEffect` where there is a layout; on a server React warns about it. */
import { useEffect, useLayoutEffect } from 'react';

export const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;
