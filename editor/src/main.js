// The writing screen: the editor in the place of its text field, and everything around it.

import './editor.css';
import { Autosave } from './autosave.js';
import { watchChecks } from './checks.js';
import { watchPresence } from './presence.js';
import { richText } from './rich_text.js';

const field = document.querySelector('textarea[data-rich-text]');
const form = field?.form;

/** Where the server answers, read anew each time: a new entry gets its addresses with its number. */
const urls = {
  get upload() { return form.dataset.uploadUrl; },
  get find() { return form.dataset.findUrl; },
  get convert() { return form.dataset.convertUrl; },
  get library() { return form.dataset.libraryUrl; },
};

async function start() {
  performance.mark('editor-begins');
  let text;
  try {
    text = await richText(field, urls);
  } catch (error) {
    // The plain field still works.
    field.hidden = false;
    console.error(error);
  }
  const flush = () => text?.flush();
  const autosave = new Autosave(form, { flush, restore: () => text?.read() });
  performance.mark('editor-ready');
  document.documentElement.dataset.editor = text ? 'ready' : 'plain';
  await autosave.offer();
  watchPresence(form);
  watchChecks(form, text?.editor, urls, flush);
  return { autosave, ...text };
}

if (form) start();
