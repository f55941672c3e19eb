import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from '@tanstack/react-router';
import './shell/base.css';
import { startLanguage } from './shell/language.ts';
import { router } from './shell/router.tsx';

startLanguage();

const root = document.getElementById('root');
// index.html carries it.
if (!root) throw new Error('The page has no root element.');
createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
