// Opens Chromium and pages that keep account of what no page may do.

import { it as tried } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';

/** Chromium as packaged by the system; CHROMIUM names another one. */
export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
export const DESKTOP = { viewport: { width: 1280, height: 900 } };
export const LOCALE = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' };

/** How long a journey waits for what has to come. Long, because a busy machine may stand still for seconds: nothing is
 * proved by hurry here, and what comes early is not waited for. */
export const PATIENCE_MS = 30_000;

const openPages = new Set();

/** What a person would see on a page now, for the report of a failure. */
async function seen(page) {
  const words = await Promise.race([
    page.evaluate(() => {
      const shown = (element) => element?.innerText.replace(/\s*\n\s*/g, ' | ').slice(0, 700);
      return [shown(document.querySelector('dialog[open]')), shown(document.querySelector('[data-editor-notices]')), shown(document.body)].filter(Boolean).join('\n    ');
    }).catch((error) => error.message),
    pause(3_000, 'the page does not answer', { ref: false }),
  ]);
  return `  ${page.url()}\n    ${words}`;
}

/** One step of a journey. None may go on for ever: what hangs is a failure with a name, and every failure tells what
 * stood on the screen. */
export function it(name, ...rest) {
  const step = rest.pop();
  return tried(name, { timeout: 240_000, ...rest[0] }, async (...given) => {
    try {
      return await step(...given);
    } catch (error) {
      console.error(`On the screen when "${name}" failed:\n${(await Promise.all([...openPages].map(seen))).join('\n')}`);
      throw error;
    }
  });
}

/** A profile of its own. Chromium under load may never answer the order to close one whose page is still on its way
 * to an address, so the order is given and, after a while, not waited for: all profiles end with the browser. */
export async function openContext(browser, options = {}) {
  const context = await browser.newContext(options);
  const close = context.close.bind(context);
  context.close = () => Promise.race([close(), pause(5_000, undefined, { ref: false })]);
  return context;
}

/** Opens a page that keeps account of what no page may do: script errors, blocked content, other hosts. */
export async function openPage(browser, options = {}) {
  const context = await openContext(browser, { ...DESKTOP, ...LOCALE, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  openPages.add(page);
  page.on('close', () => openPages.delete(page));
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`script error on ${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) {
      complaints.push(`console on ${page.url()}: ${message.text()}`);
    }
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && !hostname.endsWith('localhost')) complaints.push(`asked a foreign host: ${request.url()}`);
  });
  return { page, context, complaints };
}
