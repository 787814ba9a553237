import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../../tests/axe';
import { fakeHost, written, type FakeHost } from '../../../tests/fake-host';
import App from '../../App.svelte';
import type { ArticlePreview, ImportArticles } from '../../api/generated/commands';
import { status } from '../../state/status.svelte';
import { workspace } from '../../state/workspace.svelte';
import '../../styles/index.css';

type Named = { source: { staged?: string; text?: string }; encoding?: string };

function preview({ source, encoding }: Named, more: Partial<ArticlePreview> = {}): ArticlePreview {
  const name = source.staged ?? 'pasted';
  return {
    author: '',
    beginning: `Beginning of ${name}`,
    characters: 20,
    direction: 'ltr',
    duplicates: [],
    similar: [],
    encoding: encoding ?? 'windows-1251',
    encoding_sure: encoding !== undefined,
    file_name: `${name}.txt`,
    language: 'de',
    language_sure: true,
    media_type: 'text/plain',
    missing: ['outlet', 'published'],
    outlet: '',
    published: '',
    repairs: [],
    sha256: name,
    size: 120,
    title: source.text ?? `Title ${name}`,
    title_from: 'first_line',
    url: '',
    ...more,
  };
}

const files = (count: number, prefix = 'f'): unknown => ({
  files: Array.from({ length: count }, (_, at) => ({
    token: `${prefix}${String(at)}`,
    file_name: `${prefix}${String(at)}.txt`,
    folder: '',
    size: 120,
  })),
  refused: [],
});

const importAll = ({ articles }: ImportArticles): unknown =>
  written({
    imported: articles.map((_, index) => ({ index, uid: `u${String(index)}`, title: 'T' })),
    refused: [],
  });

let host: FakeHost | undefined;
afterEach(() => {
  host?.remove();
  for (const { id } of status.toasts) status.dismiss(id);
});
beforeEach(() => {
  host = undefined;
});

/** Opens the dialog on what the shell's file dialog gives. */
async function pick(answers: Parameters<typeof fakeHost>[0]): Promise<FakeHost> {
  const made = fakeHost({
    preview_article: (request: Named) => preview(request),
    import_articles: importAll,
    list_outlets: () => ({ outlets: [] }),
    ...answers,
  });
  host = made;
  await render(App);
  await expect.poll(() => workspace.isOpen).toBe(true);
  await userEvent.keyboard('{Control>}i{/Control}');
  await expect.element(page.getByRole('dialog')).toBeVisible();
  return made;
}

const batches = (made: FakeHost): ImportArticles[] => made.requests('import_articles') as ImportArticles[];
const detail = (): ReturnType<typeof page.getByRole> => page.getByRole('region').last();

describe('the import', () => {
  it('shows what the program made of a file, and has no accessibility faults', async () => {
    await pick({ window_pick_files: () => files(2) });
    await expect.element(detail().getByText('Beginning of f0')).toBeVisible();
    await expect.element(detail().getByText('guessed: check the text below')).toBeVisible();
    // Colours are judged when the button has come to rest.
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
    await expectAccessible();
  });

  it('by keys alone: walks the list, leaves one out, imports the rest and goes to the first', async () => {
    const made = await pick({ window_pick_files: () => files(3) });
    await expect.poll(() => made.requests('preview_article').length).toBe(3);
    await userEvent.keyboard('{ArrowDown} ');
    await expect.element(page.getByRole('button', { name: 'Import 2 articles' })).toBeVisible();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(batches(made).map(({ articles }) => articles.map(({ source }) => source))).toEqual([
      [{ staged: 'f0' }, { staged: 'f2' }],
    ]);
    expect(status.toasts.at(-1)?.text).toBe('2 articles imported.');
    await expect.poll(() => made.requests('window_release_files')).toEqual([{ tokens: ['f0', 'f1', 'f2'] }]);
  });

  it('looks at no more than four files at once, and imports without waiting for all of them', async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const made = await pick({
      window_pick_files: () => files(60),
      preview_article: async (request: Named) => {
        await gate;
        return preview(request);
      },
    });
    await expect.poll(() => made.requests('preview_article').length).toBe(4);
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => batches(made).map(({ articles }) => articles.length)).toEqual([25, 25, 10]);
    const groups = new Set(
      made.asked.filter(({ command }) => command === 'import_articles').map(({ group }) => group),
    );
    expect(groups.size).toBe(1);
    expect(made.requests('preview_article').length).toBeLessThan(9);
    release();
  });

  it('when stopped, keeps what was imported and says so', async () => {
    let finish = (): void => undefined;
    const made = await pick({
      window_pick_files: () => files(60),
      import_articles: async (request: ImportArticles) => {
        await new Promise<void>((resolve) => (finish = resolve));
        return importAll(request);
      },
    });
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => batches(made).length).toBe(1);
    await page.getByRole('button', { name: 'Cancel' }).click();
    finish();
    await expect
      .element(page.getByRole('dialog').getByText('Stopped. 25 articles were imported and stay.'))
      .toBeVisible();
    expect(batches(made).length).toBe(1);
    await expect.element(page.getByRole('button', { name: 'Import 35 articles' })).toBeEnabled();
  });

  it('names files that cannot be read with the reason, imports the rest, and stays open with them', async () => {
    const made = await pick({
      window_pick_files: () => ({
        ...(files(2) as object),
        refused: [{ file_name: 'folder', folder: '', refusal: { refusal: 'not_a_file' } }],
      }),
      preview_article: (request: Named) => {
        if (request.source.staged !== 'f1') return preview(request);
        throw {
          code: 'refused',
          message: '',
          detail: { refusal: { refusal: 'binary', looks_like: 'PDF' } },
        } as unknown as Error;
      },
    });
    await expect.element(page.getByText('it is not text (it looks like PDF).').first()).toBeVisible();
    await expect.element(page.getByText('it is not a regular file.').first()).toBeVisible();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => batches(made).map(({ articles }) => articles.length)).toEqual([1]);
    await expect.element(page.getByRole('dialog').getByText('1 article imported.')).toBeVisible();
  });

  it('keeps those that the core refuses while storing, with its reasons', async () => {
    await pick({
      window_pick_files: () => files(2),
      import_articles: () =>
        written({
          imported: [{ index: 0, uid: 'u0', title: 'T' }],
          refused: [{ index: 1, file_name: 'f1.txt', message: '', refusal: { refusal: 'empty' } }],
        }),
    });
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(page.getByRole('dialog').getByText('1 imported, 1 not.')).toBeVisible();
    await expect.element(page.getByText('there is no text in it.').first()).toBeVisible();
  });

  it('leaves out what is there already, unless it is wanted twice', async () => {
    const there = { duplicates: [{ uid: 'old', title: 'Old', language: 'de' }] };
    const made = await pick({
      window_pick_files: () => files(1),
      preview_article: (request: Named) => preview(request, there),
    });
    await expect.element(page.getByRole('button', { name: 'Nothing to import' })).toBeDisabled();
    await expect.element(page.getByRole('button', { name: 'Open “Old”' })).toBeVisible();
    await page.getByRole('checkbox', { name: 'Store it a second time' }).click();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => batches(made)[0]?.articles[0]?.allow_duplicate).toBe(true);
  });

  it('asks again with another encoding, and stores with it', async () => {
    const made = await pick({ window_pick_files: () => files(1) });
    await detail().getByRole('combobox', { name: 'Encoding' }).selectOptions('KOI8-R');
    await expect.poll(() => made.requests('preview_article').at(-1)).toMatchObject({ encoding: 'KOI8-R' });
    await expect.element(detail().getByText('chosen by hand')).toBeVisible();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => batches(made)[0]?.articles[0]).toMatchObject({ encoding: 'KOI8-R' });
  });

  it('sends only what was said by hand, and what holds for all where the source says nothing', async () => {
    const made = await pick({
      window_pick_files: () => files(2),
      preview_article: (request: Named) =>
        preview(
          request,
          request.source.staged === 'f1' ? { published: '2025-07-22', missing: ['outlet'] } : {},
        ),
      add_outlet: ({ uid }: { uid: string }) => written({ uid }),
    });
    await detail().getByLabelText('Title').fill('By hand');
    const all = page.getByRole('group', { name: 'Where nothing else is known' });
    await all.getByLabelText('Published').fill('2025-07-23');
    await all.getByRole('combobox', { name: 'Outlet' }).fill('Reuters');
    await page.getByRole('option', { name: 'Create “Reuters”' }).click();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => batches(made).length).toBe(1);
    const [outlet] = made.asked.filter(({ command }) => command === 'add_outlet');
    const { uid, name } = outlet?.request as { uid: string; name: string };
    expect(name).toBe('Reuters');
    expect(batches(made)[0]?.articles).toEqual([
      {
        source: { staged: 'f0' },
        file_name: 'f0.txt',
        title: 'By hand',
        published: '2025-07-23',
        outlet: uid,
      },
      { source: { staged: 'f1' }, file_name: 'f1.txt', outlet: uid },
    ]);
    expect(outlet?.group).toBe(made.asked.find(({ command }) => command === 'import_articles')?.group);
  });

  it('shows an entry that the core does not accept beside its field, and stores nothing of that batch', async () => {
    await pick({
      window_pick_files: () => files(2),
      import_articles: () => {
        const detail = { field: 'articles[1].published', reason: { reason: 'not_a_date', value: 'soon' } };
        throw { code: 'invalid', message: '', detail } as unknown as Error;
      },
    });
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(detail().getByLabelText('Published')).toHaveAttribute('aria-invalid', 'true');
    await expect.element(detail().getByLabelText('Title')).toHaveValue('Title f1');
  });

  it('takes pasted text as an article', async () => {
    const made = fakeHost({
      preview_article: (request: Named) => preview(request),
      import_articles: importAll,
      list_outlets: () => ({ outlets: [] }),
    });
    host = made;
    await render(App);
    await expect.poll(() => workspace.isOpen).toBe(true);
    await userEvent.keyboard('{Control>}{Shift>}v{/Shift}{/Control}');
    await page.getByLabelText('Paste the text of an article').fill('Прем’єр заявив');
    await expect.element(detail().getByLabelText('Title')).toHaveValue('Прем’єр заявив');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => batches(made)[0]?.articles).toEqual([{ source: { text: 'Прем’єр заявив' } }]);
  });

  it('asks before it throws away what was written by hand', async () => {
    await pick({ window_pick_files: () => files(1) });
    await detail().getByLabelText('Title').fill('By hand');
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('button', { name: 'Go on' })).toHaveFocus();
    await page.getByRole('button', { name: 'Leave' }).click();
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });
});
