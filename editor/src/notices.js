// Short notices above the buttons, in sight wherever one writes: what a paste dropped, what a picture lacked. Each
// stays until it is put away.

import { say } from './words.js';

const place = document.querySelector('[data-editor-notices]');

/** Behind an open dialog nobody would see it. */
const open = () => document.querySelector('dialog[open] [data-dialog-notices]') ?? place;

/** What a dialog said stays to be read when it closes. */
export const carryOver = (dialog) => place?.append(...dialog.querySelector('[data-dialog-notices]').childNodes);

/** Says something; `kind` is "note" or "warning". */
export function tell(text, kind = 'note', lines = []) {
  if (!place) return;
  const box = document.createElement('div');
  box.className = `editor-notice editor-notice-${kind}`;
  const words = document.createElement('p');
  words.textContent = text;
  box.append(words);
  if (lines.length) {
    const list = document.createElement('ul');
    for (const line of lines) {
      const item = document.createElement('li');
      item.textContent = line;
      list.append(item);
    }
    box.append(list);
  }
  const away = document.createElement('button');
  away.type = 'button';
  away.className = 'button quiet';
  away.textContent = say('put-away');
  away.addEventListener('click', () => {
    box.remove();
    document.dispatchEvent(new CustomEvent('editor-focus'));
  });
  box.append(away);
  open().append(box);
}
