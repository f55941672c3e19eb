import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless Chromium: the machine's, else the one that comes as a package. */
export async function openBrowser(): Promise<Browser> {
  const found = installed.find((path) => existsSync(path));
  if (found) return chromium.launch({ executablePath: found, args: quiet });
  // The package unpacks itself into the temporary folder and must not find another copy there.
  process.env['TMPDIR'] = mkdtempSync(join(tmpdir(), 'jiangping-chromium-'));
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: [...packaged.args, ...quiet],
  });
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules of WCAG 2 A and AA that the page breaks so that somebody cannot use it; needs a page opened with `bypassCSP`. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe });
  const { violations } = await page.evaluate<{ violations: { id: string; impact: string }[] }>(
    'axe.run(document, { runOnly: ["wcag2a", "wcag2aa"] })',
  );
  return violations.filter(({ impact }) => ['critical', 'serious'].includes(impact)).map(({ id }) => id);
}
