import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

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
