import { actors } from './actors';
import { app } from './app';
import { archive } from './archive';
import { backups } from './backups';
import { briefings } from './briefings';
import { compare } from './compare';
import { copies } from './copies';
import { correction } from './correction';
import { dates } from './dates';
import { errors } from './errors';
import { expansions } from './expansions';
import { glossary } from './glossary';
import { history } from './history';
import { parts } from './parts';
import { read } from './read';
import { same } from './same';
import { search } from './search';
import { imports } from './imports';
import { log } from './log';
import { statement } from './statement';
import { verify } from './verify';
import { words } from './words';
import { workspace } from './workspace';

/** Every sentence of the window in English, the complete catalogue. */
export const en = {
  ...app,
  ...parts,
  ...words,
  ...dates,
  ...statement,
  ...errors,
  ...history,
  ...read,
  ...search,
  ...expansions,
  ...actors,
  ...same,
  ...glossary,
  ...compare,
  ...copies,
  ...correction,
  ...backups,
  ...briefings,
  ...workspace,
  ...imports,
  ...archive,
  ...log,
  ...verify,
} as const;
