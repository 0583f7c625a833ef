// The writing screen: saving, checks and company at once, the big editor as soon as it has come.

import './editor.css';
import { Autosave } from './autosave.js';
import { watchChecks } from './checks.js';
import { chooseAttachments, restoreAttachments } from './attachments.js';
import { chooseCover, restoreCover } from './cover.js';
import { toEditor } from './markup.js';
import { offerPassages } from './passages.js';
import { watchPresence } from './presence.js';

const field = document.querySelector('textarea[data-rich-text]');
const form = field?.form;

/** Where the server answers, read anew each time: a new entry gets its addresses with its number. */
const urls = {
  get upload() { return form.dataset.uploadUrl; },
  get find() { return form.dataset.findUrl; },
  get called() { return form.dataset.calledUrl; },
  get convert() { return form.dataset.convertUrl; },
  get library() { return form.dataset.libraryUrl; },
  get files() { return form.dataset.filesUrl; },
};

/** Shows the text in the editor's place while the editor is on its way; resolves whether somebody wants to write in it. */
function waiting() {
  const shown = document.createElement('div');
  shown.className = 'ck-content editor-waiting';
  const { body } = new DOMParser().parseFromString(toEditor(field.value), 'text/html');
  // What was typed and refused comes back as it was typed: nothing of it may act or be taken for a part of the page.
  for (const element of body.querySelectorAll('script, style, link, meta, base, iframe, object, embed, form, input, button, select, textarea, dialog')) element.remove();
  for (const element of body.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) if (/^(on|id$|name$|style$)/i.test(name)) element.removeAttribute(name);
  }
  shown.append(...body.childNodes);
  shown.tabIndex = 0;
  let wanted = false;
  for (const kind of ['pointerdown', 'focus']) shown.addEventListener(kind, () => { wanted = true; });
  field.after(shown);
  field.hidden = true;
  return {
    wanted: () => wanted,
    end: () => shown.remove(),
  };
}

/** The editor's own style sheet, which nothing before it needs. */
function bringStyle() {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = field.dataset.richTextStyle;
  return new Promise((resolve, reject) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', () => reject(new Error('no style sheet')));
    document.head.append(link);
  });
}

async function bringText() {
  const place = waiting();
  try {
    const [{ richText }] = await Promise.all([import(field.dataset.richText), bringStyle()]);
    const text = await richText(field, urls);
    place.end();
    if (place.wanted()) text.editor.editing.view.focus();
    return text;
  } catch (error) {
    // The plain field still works.
    place.end();
    field.hidden = false;
    console.error(error);
    return undefined;
  }
}

async function start() {
  let text;
  const flush = () => text?.flush();
  const restore = (fields) => {
    restoreCover(form, fields);
    restoreAttachments(form, fields);
    text?.read();
  };
  const autosave = new Autosave(form, { flush, restore, arriving: () => text?.arriving() });
  performance.mark('editor-screen');
  watchPresence(form);
  chooseCover(form, urls);
  chooseAttachments(form);
  watchChecks(form, () => text, flush);
  text = await bringText();
  if (text) offerPassages(text, field);
  performance.mark('editor-text');
  field.addEventListener('taken', () => {
    text?.read();
    text?.editor.editing.view.focus();
  });
  document.documentElement.dataset.editor = text ? 'ready' : 'plain';
  await autosave.offer();
}

if (form) start();
