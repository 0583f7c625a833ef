// The checks beside the text: each a sentence with a button that leads to what it means.

import { fieldsOf } from './autosave.js';
import { post } from './send.js';
import { say } from './words.js';

const CALM_MS = 1_500;

function goTo(text, form, { field, quote = '', about }) {
  const rich = form.querySelector('[data-rich-text]');
  const target = form.elements[field] ?? document.getElementById(field) ?? document.getElementById(`f-${field}`);
  if (text && (!field || field === rich?.name || target === rich)) {
    text.show({ quote, about });
    return;
  }
  const element = target?.length !== undefined && !target.tagName ? target[0] : target;
  if (!element) return;
  for (let around = element.closest('details'); around; around = around.parentElement.closest('details')) around.open = true;
  element.focus();
  const at = quote && typeof element.value === 'string' ? element.value.toLowerCase().indexOf(quote.toLowerCase()) : -1;
  if (at >= 0 && element.setSelectionRange) element.setSelectionRange(at, at + quote.length);
}

function sumOf(checks) {
  const found = ['error', 'unfilled', 'warning']
    .map((level) => [level, checks.filter((check) => check.level === level).length])
    .filter(([, count]) => count)
    .map(([level, count]) => say(`checked-${level}`, { count }));
  return found.length ? say('checked', { found: found.join(', ') }) : say('check-clean');
}

/** Asks the server after each pause in writing, and shows what it says. */
export function watchChecks(form, text, flush) {
  const place = document.querySelector('[data-checks]');
  if (!place || !form.dataset.checkUrl) return;
  const list = place.querySelector('[data-check-list]');
  const state = place.querySelector('[data-check-state]');
  const row = place.querySelector('template');
  const count = form.querySelector('[data-check-count]');
  let timer;
  let asking;
  let shown;

  function show(checks) {
    const told = JSON.stringify(checks);
    if (told === shown) return;
    shown = told;
    const held = list.contains(document.activeElement) ? [...list.children].indexOf(document.activeElement.closest('li')) : -1;
    list.replaceChildren(...checks.map((check) => {
      const item = row.content.firstElementChild.cloneNode(true);
      item.classList.add(`check-${check.level}`);
      item.querySelector('[data-level]').textContent = say(`check-${check.level}`);
      item.querySelector('[data-message]').textContent = check.message;
      const button = item.querySelector('button');
      button.setAttribute('aria-label', `${button.textContent.trim()}: ${check.message}`);
      button.addEventListener('click', () => goTo(text(), form, check));
      return item;
    }));
    if (held >= 0) list.children[Math.min(held, list.children.length - 1)]?.querySelector('button').focus();
    state.textContent = sumOf(checks);
    place.classList.toggle('clean', checks.length === 0);
    place.hidden = false;
    if (!count) return;
    count.hidden = checks.length === 0;
    count.querySelector('a').textContent = say('check-count', { count: checks.length });
  }

  async function ask() {
    flush();
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await post(form.dataset.checkUrl, new URLSearchParams(fieldsOf(form)), { signal: asking.signal });
      show(answer.checks ?? []);
    } catch {
      // Without a connection the last list stands; the server checks again before it publishes.
    }
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, CALM_MS);
  };
  form.addEventListener('input', soon);
  form.addEventListener('change', soon);
  ask();
}
