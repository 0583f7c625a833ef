// Pictures on their way into the text: made smaller, sent, their words asked for while they travel.

import { ButtonView, IconImage, IconTextAlternative, IconPlus } from 'ckeditor5';
import { openDescriptions } from './descriptions.js';
import { tell } from './notices.js';
import { part } from './part.js';
import { Refused, SignedOut, Unreachable, patiently, post, upload } from './send.js';
import { Unreadable, isPicture, shrink } from './shrink.js';
import { say } from './words.js';

/** A picture on somebody else's server: our server fetches it, because no page here asks foreign hosts. */
class Elsewhere extends File {
  constructor(address) {
    super([' '], address, { type: 'image/png' });
    this.address = address;
  }
}

// Our server gives the other one three quarters of a minute.
const ELSEWHERE_MS = 60_000;

/** Why a picture did not arrive, in words for the person who sent it. */
export function why(error, name) {
  if (error instanceof Unreadable) return say(/\.hei[cf]$/i.test(name) ? 'picture-heic' : 'picture-unreadable', { name });
  if (error instanceof SignedOut) return say('picture-signed-out', { name });
  if (error instanceof Refused) return say('picture-refused', { name, why: error.message || say('refused') });
  if (error instanceof Unreachable) return say('picture-unreachable', { name });
  return say('picture-refused', { name, why: say('refused') });
}

/** Sends one file of the site's and resolves with what the server made of it. */
export function sendFile(urls, file, options = {}) {
  const form = () => {
    const data = new FormData();
    data.append('tep', file, file.name);
    return data;
  };
  return patiently(() => upload(urls.upload, form(), options), options);
}

class Adapter {
  constructor(loader, urls) {
    this.loader = loader;
    this.urls = urls;
    this.ending = new AbortController();
  }

  async upload() {
    const file = await this.loader.file;
    const { signal } = this.ending;
    try {
      const options = {
        signal,
        onProgress: (sent, total) => {
          this.loader.uploadTotal = total;
          this.loader.uploaded = sent;
        },
      };
      const stored = file instanceof Elsewhere
        ? await patiently(() => post(this.urls.upload, new URLSearchParams({ dia_chi: file.address }), { signal, patience: ELSEWHERE_MS }), { signal })
        : await sendFile(this.urls, file, options);
      return { default: stored.url, stored };
    } catch (error) {
      if (signal.aborted) throw error;
      const fault = why(error, file.address ?? file.name);
      const entry = arriving.get(this.loader.id);
      if (entry) entry.fault = fault;
      throw fault;
    }
  }

  abort() {
    this.ending.abort();
  }
}

/** What is known of pictures that are not yet stored, by the number of their loader. */
const arriving = new Map();

function load(editor, name, promise) {
  // Whatever goes wrong before sending is said in words as well.
  const entry = { name };
  entry.loader = editor.plugins.get('FileRepository').createLoader(promise.catch((error) => {
    entry.fault = why(error, name);
    throw entry.fault;
  }));
  arriving.set(entry.loader.id, entry);
  return entry.loader;
}

/** Every picture of the text. */
export function allPictures(editor) {
  const range = editor.model.createRangeIn(editor.model.document.getRoot());
  return [...range.getItems()].filter((item) => item.is('element', 'imageBlock'));
}

/** What the description dialog needs to know of a picture. */
export function pictureOf(editor, element) {
  const id = element.getAttribute('uploadId');
  const entry = arriving.get(id);
  return { element, loader: entry?.loader, name: entry?.name, fault: () => entry?.fault, src: element.getAttribute('src') };
}

/** Inserts a picture after a chosen one, never in its place. */
function place(editor, attributes) {
  const { model } = editor;
  const chosen = model.document.selection.getSelectedElement();
  const after = chosen && editor.plugins.get('ImageUtils').isImage(chosen) ? model.createPositionAfter(chosen) : undefined;
  editor.plugins.get('ImageUtils').insertImage(attributes, after);
}

/** Puts files into the text at the selection and asks what is to be seen on them. */
export function insertPictures(editor, files) {
  const { model } = editor;
  const chosen = files.filter((file) => {
    if (isPicture(file)) return true;
    tell(say('picture-not', { name: file.name }), 'warning');
    return false;
  });
  const ids = [];
  model.change(() => {
    for (const file of chosen) {
      const loader = load(editor, file.name, shrink(file));
      ids.push(loader.id);
      place(editor, { uploadId: loader.id });
    }
  });
  return allPictures(editor).filter((element) => ids.includes(element.getAttribute('uploadId')));
}

/** Puts a stored picture of the library into the text. */
export function insertStored(editor, { url, width, height, alt }) {
  const before = new Set(allPictures(editor));
  place(editor, { src: url, alt: alt ?? '', ...(width && height ? { width, height } : {}) });
  return allPictures(editor).filter((element) => !before.has(element));
}

const fileOfData = (address, number) => {
  const [, type, base64] = /^data:(image\/[\w.+-]+);base64,(.+)$/s.exec(address) ?? [];
  if (!type) return undefined;
  const bytes = Uint8Array.from(atob(base64.replace(/\s/g, '')), (sign) => sign.charCodeAt(0));
  return new File([bytes], `anh-${number}.${type.slice(6).replace('jpeg', 'jpg')}`, { type });
};

/**
 * Takes pasted pictures into the house: those that travel inside the text and those that stand elsewhere.
 * Resolves nothing at once: returns how many could not be had.
 */
export function takeIn(editor, content, writer) {
  let lost = 0;
  const images = [...editor.editing.view.createRangeIn(content)].map(({ item }) => item).filter((item) => item.is('element', 'img'));
  images.forEach((image, index) => {
    const src = image.getAttribute('src') ?? '';
    const own = src.startsWith('/') && !src.startsWith('//');
    if (own) return;
    let loader;
    try {
      if (src.startsWith('data:')) {
        const file = fileOfData(src, index + 1);
        if (file) loader = load(editor, file.name, shrink(file));
      } else if (/^(https?:)?\/\//i.test(src)) {
        const { href, origin, pathname } = new URL(src, location.href);
        if (origin === location.origin && pathname.startsWith('/trang/')) {
          writer.setAttribute('src', pathname, image);
          return;
        }
        loader = load(editor, href, Promise.resolve(new Elsewhere(href)));
      }
    } catch {
      // Not decodable: counted as lost.
    }
    if (!loader) {
      lost += 1;
      writer.remove(image);
      return;
    }
    writer.setAttribute('src', '', image);
    writer.setAttribute('uploadProcessed', 'true', image);
    writer.setAttribute('uploadId', loader.id, image);
  });
  return lost;
}

/** Attributes of pictures, sending, and the buttons. */
export const pictures = (urls) => part((editor) => {
  const { model, conversion } = editor;
  const repository = editor.plugins.get('FileRepository');
  repository.createUploadAdapter = (loader) => new Adapter(loader, urls);
  // What is known of a picture on its way ends with the way.
  repository.loaders.on('remove', (event, loader) => arriving.delete(loader.id));

  model.schema.extend('imageBlock', { allowAttributes: ['decorative'] });
  conversion.for('upcast').attributeToAttribute({ view: { name: 'img', key: 'role', value: 'presentation' }, model: { key: 'decorative', value: true } });
  conversion.for('downcast').add((dispatcher) => dispatcher.on('attribute:decorative:imageBlock', (event, data, api) => {
    if (!api.consumable.consume(data.item, event.name)) return;
    const img = editor.plugins.get('ImageUtils').findViewImgElement(api.mapper.toViewElement(data.item));
    if (data.attributeNewValue) {
      api.writer.setAttribute('role', 'presentation', img);
      api.writer.setAttribute('alt', '', img);
    } else {
      api.writer.removeAttribute('role', img);
    }
  }));

  const uploading = editor.plugins.get('ImageUploadEditing');
  uploading.on('uploadComplete', (event, { imageElement, data }) => {
    const { width, height } = data.stored ?? {};
    if (width && height) model.change((writer) => writer.setAttributes({ width, height }, imageElement));
  });
  // The browser's own alert would stop everything; a line says it as well.
  editor.plugins.get('Notification').on('show:warning', (event, { message }) => {
    event.stop();
    tell(message, 'warning');
  }, { priority: 'highest' });

  const button = (name, label, icon, act, bind) => editor.ui.componentFactory.add(name, (locale) => {
    const view = new ButtonView(locale);
    view.set({ label, icon, tooltip: true });
    view.on('execute', act);
    bind?.(view);
    return view;
  });
  button('pictures', say('pictures'), IconImage, () => openDescriptions(editor, urls, { elements: [], adding: true }));
  button('pictureWords', say('picture-words'), IconTextAlternative, () => {
    const element = model.document.selection.getSelectedElement();
    if (element?.is('element', 'imageBlock')) openDescriptions(editor, urls, { elements: [element] });
  });
  const gallery = editor.commands.get('gallery');
  button('gallery', say('gallery-join'), IconPlus, () => { editor.execute('gallery'); editor.editing.view.focus(); }, (view) => {
    view.bind('isEnabled').to(gallery, 'isEnabled');
    view.bind('label').to(gallery, 'value', (inside) => say(inside ? 'gallery-part' : 'gallery-join'));
    view.set({ withText: true, icon: undefined });
  });

  // Pictures dropped or pasted as files.
  editor.editing.view.document.on('clipboardInput', (event, data) => {
    const files = [...data.dataTransfer.files].filter(isPicture);
    if (!files.length || data.dataTransfer.getData('text/html')) return;
    event.stop();
    if (data.targetRanges) {
      model.change((writer) => writer.setSelection(data.targetRanges.map((range) => editor.editing.mapper.toModelRange(range))));
    }
    openDescriptions(editor, urls, { elements: insertPictures(editor, files), adding: true });
  }, { priority: 'high' });
});
