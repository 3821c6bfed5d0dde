/** Starts the page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'millrace/react/style.css';
import './style/page.css';
import './style/run-bar.css';
import './style/messages.css';
import './style/functions.css';
import { App } from './app.js';
import { createRunners } from './run/runners.js';

const root = document.querySelector('#root');
if (root === null) throw new Error('expected an element with the id "root" in index.html');

createRoot(root).render(
  <StrictMode>
    <App runners={createRunners()} />
  </StrictMode>,
);
