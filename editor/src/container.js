// Blocks that hold other blocks: the note (an aside) and the gallery (a figure of pictures).

import { Command } from 'ckeditor5';
import { part } from './part.js';

const nearest = (position, name) => position.getAncestors().reverse().find((element) => element.is('element', name));

/** Puts the chosen blocks into a note, or takes them out of it. */
class NoteCommand extends Command {
  refresh() {
    const { selection } = this.editor.model.document;
    this.value = Boolean(nearest(selection.getFirstPosition(), 'note'));
    this.isEnabled = this.value || this.blocks().length > 0;
  }

  blocks() {
    const { model } = this.editor;
    const blocks = [...model.document.selection.getSelectedBlocks()].filter((block) => block.parent.is('rootElement'));
    return blocks.every((block) => model.schema.checkChild(['$root', 'note'], block)) ? blocks : [];
  }

  execute() {
    const { model } = this.editor;
    model.change((writer) => {
      const note = nearest(model.document.selection.getFirstPosition(), 'note');
      if (note) {
        writer.unwrap(note);
        return;
      }
      const blocks = this.blocks();
      const range = writer.createRange(writer.createPositionBefore(blocks[0]), writer.createPositionAfter(blocks.at(-1)));
      writer.wrap(range, 'note');
    });
  }
}

export const Note = part((editor) => {
  editor.model.schema.register('note', { inheritAllFrom: '$container' });
  editor.model.schema.addChildCheck((context, child) => {
    if (child.name === 'note' && !context.endsWith('$root') && !context.endsWith('$clipboardHolder')) return false;
    return undefined;
  }, 'note');
  editor.conversion.elementToElement({ model: 'note', view: 'aside' });
  editor.commands.add('note', new NoteCommand(editor));

  const { selection } = editor.model.document;
  // Enter in an empty paragraph leaves the note, as it leaves a list.
  editor.editing.view.document.on('enter', (event, data) => {
    const block = selection.getLastPosition().parent;
    if (!selection.isCollapsed || !block.isEmpty || !block.parent?.is('element', 'note')) return;
    editor.model.change((writer) => {
      const note = block.parent;
      if (note.childCount === 1) writer.unwrap(note);
      else if (block.nextSibling) { writer.split(writer.createPositionBefore(block)); writer.unwrap(block.parent); }
      else writer.move(writer.createRangeOn(block), writer.createPositionAfter(note));
    });
    data.preventDefault();
    event.stop();
  }, { context: 'aside' });
  editor.editing.view.document.on('delete', (event, data) => {
    const block = selection.getLastPosition().parent;
    if (data.direction !== 'backward' || !selection.isCollapsed || !block.isEmpty || !block.parent?.is('element', 'note') || block.previousSibling) return;
    editor.execute('note');
    data.preventDefault();
    event.stop();
  }, { context: 'aside' });
});

/** Brings the chosen picture and its neighbours together, or the gallery apart. */
class GalleryCommand extends Command {
  refresh() {
    const chosen = this.chosen();
    this.value = chosen?.parent.is('element', 'gallery') ?? false;
    this.isEnabled = Boolean(chosen) && (this.value || this.neighbours(chosen).length > 1);
  }

  chosen() {
    const element = this.editor.model.document.selection.getSelectedElement();
    return element?.is('element', 'imageBlock') ? element : undefined;
  }

  neighbours(chosen) {
    const beside = (element) => element?.is('element', 'imageBlock') || element?.is('element', 'gallery');
    const all = [chosen];
    while (beside(all[0].previousSibling)) all.unshift(all[0].previousSibling);
    while (beside(all.at(-1).nextSibling)) all.push(all.at(-1).nextSibling);
    return all;
  }

  execute({ pictures } = {}) {
    this.editor.model.change((writer) => {
      const chosen = pictures?.[0] ?? this.chosen();
      if (!pictures && this.value) return writer.unwrap(chosen.parent);
      const all = pictures ?? this.neighbours(chosen);
      const gallery = writer.createElement('gallery');
      writer.insert(gallery, writer.createPositionBefore(all[0]));
      for (const element of all) {
        if (element.is('element', 'gallery')) {
          writer.move(writer.createRangeIn(element), writer.createPositionAt(gallery, 'end'));
          writer.remove(element);
        } else {
          writer.move(writer.createRangeOn(element), writer.createPositionAt(gallery, 'end'));
        }
      }
      writer.setSelection(gallery.getChild(0), 'on');
    });
  }
}

export const Gallery = part((editor) => {
  const { schema, document } = editor.model;
  schema.register('gallery', { allowIn: ['$root', '$clipboardHolder'], allowChildren: 'imageBlock' });
  editor.conversion.for('upcast').elementToElement({ view: { name: 'figure', classes: 'gallery' }, model: 'gallery', converterPriority: 'high' });
  editor.conversion.for('downcast').elementToElement({ view: { name: 'figure', classes: 'gallery' }, model: 'gallery' });
  editor.commands.add('gallery', new GalleryCommand(editor));
  // A gallery without pictures is nothing.
  document.registerPostFixer((writer) => {
    let changed = false;
    for (const change of document.differ.getChanges()) {
      const parent = change.position?.parent;
      if (change.type === 'remove' && parent?.is('element', 'gallery') && parent.isEmpty && parent.root !== document.graveyard) {
        writer.remove(parent);
        changed = true;
      }
    }
    return changed;
  });
});
