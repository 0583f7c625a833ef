// A video in the text: one of the site's own files, or one of a service that loads nothing before somebody asks for it.

import { toWidget } from 'ckeditor5';
import { part } from './part.js';
import { say } from './words.js';

/** Reads the address of a video; resolves YouTube and Vimeo to what is kept. */
export function videoAt(address) {
  let url;
  try {
    url = new URL(/^https?:/i.test(address) ? address : `https://${address}`);
  } catch {
    return undefined;
  }
  const host = url.hostname.replace(/^(www|m|music)\./, '');
  const path = url.pathname.split('/').filter(Boolean);
  let id;
  if (host === 'youtu.be') [id] = path;
  else if (host === 'youtube.com' || host === 'youtube-nocookie.com') {
    id = path[0] === 'watch' ? url.searchParams.get('v') : ['embed', 'shorts', 'live', 'v'].includes(path[0]) ? path[1] : undefined;
  }
  if (id && /^[\w-]{6,20}$/.test(id)) return { source: `youtube:${id}`, href: `https://www.youtube.com/watch?v=${id}` };
  if (host === 'vimeo.com' || host === 'player.vimeo.com') {
    id = path.find((part) => /^\d{5,12}$/.test(part));
    if (id) return { source: `vimeo:${id}`, href: `https://vimeo.com/${id}` };
  }
  return undefined;
}

export const Video = part((editor) => {
  const { conversion, model } = editor;
  model.schema.register('video', { inheritAllFrom: '$blockObject', allowAttributes: ['source', 'href', 'title'] });

  conversion.for('upcast').add((dispatcher) => dispatcher.on('element:figure', (event, data, api) => {
    const source = data.viewItem.getAttribute('data-video');
    if (!source || !api.consumable.consume(data.viewItem, { name: true, attributes: ['data-video'] })) return;
    const link = [...data.viewItem.getChildren()].find((child) => child.is('element', 'a'));
    const title = link ? [...link.getChildren()].map((child) => child.data ?? '').join('') : '';
    const video = api.writer.createElement('video', { source, href: link?.getAttribute('href') ?? '', title });
    if (!api.safeInsert(video, data.modelCursor)) return;
    api.updateConversionResult(video, data);
  }, { priority: 'high' }));

  const figure = (element, writer) => writer.createContainerElement('figure', { 'data-video': element.getAttribute('source') });
  conversion.for('dataDowncast').elementToStructure({
    model: 'video',
    view: (element, { writer }) => {
      const link = writer.createContainerElement('a', { href: element.getAttribute('href') });
      const outer = figure(element, writer);
      writer.insert(writer.createPositionAt(link, 0), writer.createText(element.getAttribute('title') || say('video')));
      writer.insert(writer.createPositionAt(outer, 0), link);
      return outer;
    },
  });
  conversion.for('editingDowncast').elementToStructure({
    model: 'video',
    view: (element, { writer }) => {
      const outer = figure(element, writer);
      const words = element.getAttribute('title') || element.getAttribute('href');
      writer.insert(writer.createPositionAt(outer, 0), writer.createUIElement('span', { class: 'video-card' }, function render(domDocument) {
        const span = this.toDomElement(domDocument);
        span.textContent = `▶ ${words}`;
        return span;
      }));
      return toWidget(outer, writer, { label: say('video-widget', { title: words }) });
    },
  });
});

export function insertVideo(editor, attributes) {
  editor.model.change((writer) => editor.model.insertObject(writer.createElement('video', attributes), null, null, { setSelection: 'after' }));
}
