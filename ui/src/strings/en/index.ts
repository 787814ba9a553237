import { actors } from './actors';
import { app } from './app';
import { briefings } from './briefings';
import { compare } from './compare';
import { errors } from './errors';
import { parts } from './parts';
import { read } from './read';
import { search } from './search';
import { words } from './words';

/** Every sentence of the window in English, the complete catalogue. */
export const en = {
  ...app,
  ...parts,
  ...words,
  ...errors,
  ...read,
  ...search,
  ...actors,
  ...compare,
  ...briefings,
} as const;
