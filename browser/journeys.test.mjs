// All journeys against one portal: it is started once, and the journeys run in the order of a day in its life.

import { after, before, describe } from 'node:test';
import { startBrowser } from './harness.mjs';
import { startPortal } from './portal.mjs';
import { visitorJourneys } from './journeys/visitor.mjs';
import { editorJourneys } from './journeys/editor.mjs';
import { editorScreen } from './journeys/editor_screen.mjs';
import { libraryJourneys } from './journeys/library.mjs';
import { searchJourneys } from './journeys/search.mjs';
import { publishingJourneys } from './journeys/publishing.mjs';
import { everyPage } from './journeys/every_page.mjs';

const world = {};

// The limit is of the whole: four times what the journeys take.
describe('Cổng Làng in a browser', { timeout: 15 * 60_000 }, () => {
  before(async () => {
    world.portal = await startPortal();
    world.browser = await startBrowser();
  }, { timeout: 300_000 });

  after(async () => {
    await world.portal?.stop();
    await world.browser?.close();
  }, { timeout: 60_000 });

  describe('a citizen on a phone, without scripts', () => visitorJourneys(world));
  describe('an officer in the media library', () => libraryJourneys(world));
  describe('somebody who looks for something', () => searchJourneys(world));
  describe('an officer at the desk', () => editorJourneys(world));
  describe('an article from the Word file to the public', () => publishingJourneys(world));
  describe('the writing screen and a server that misbehaves', () => editorScreen(world));
  describe('every page', () => everyPage(world));
});
