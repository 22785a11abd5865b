interface Suggestion {
  readonly text: string;
  readonly kind: 'words' | 'category' | 'product';
  /** Where it leads; words to search for lead to the search. */
  readonly href: string | null;
  readonly image: string | null;
  readonly price: string | null;
}

interface Suggestions {
  readonly items: readonly Suggestion[];
}

/** Suggests while one types: a combobox with a list box, driven by arrows, Enter and Escape. */
class SearchBox extends HTMLElement {
  private list: HTMLUListElement | null = null;
  private asked = '';
  private typed = '';
  private active = -1;
  private timer = 0;
  private request: AbortController | null = null;

  connectedCallback(): void {
    const input = this.input;
    if (input === null || this.list !== null) return;
    this.list = document.createElement('ul');
    this.list.className = 'suggestions';
    this.list.id = 'search-suggestions';
    this.list.hidden = true;
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', this.getAttribute('label') ?? '');
    this.append(this.list);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-expanded', 'false');
    input.setAttribute('aria-controls', this.list.id);
    input.autocomplete = 'off';
    input.addEventListener('input', this.onInput);
    input.addEventListener('compositionend', this.onInput);
    input.addEventListener('keydown', this.onKey);
    input.addEventListener('blur', () => window.setTimeout(() => this.close(), 150));
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', this.onPick);
  }

  private get input(): HTMLInputElement | null {
    return this.querySelector('input[type="search"]');
  }

  private readonly onInput = (event: Event): void => {
    // While a Chinese word is being composed, its letters are not yet a question; pinyin typed plainly is.
    if (event instanceof InputEvent && event.isComposing) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), 160);
  };

  private async ask(): Promise<void> {
    const words = this.input?.value.trim() ?? '';
    const source = this.getAttribute('src');
    if (words === '' || source === null) {
      this.close();
      return;
    }
    if (words === this.asked && this.list?.hidden === false) return;
    this.asked = words;
    this.request?.abort();
    this.request = new AbortController();
    try {
      const address = new URL(source, location.href);
      address.searchParams.set('q', words);
      const answer = await fetch(address, { headers: { Accept: 'application/json' }, signal: this.request.signal });
      if (answer.ok) this.show((await answer.json()) as Suggestions, words);
    } catch {
      // A suggestion that does not come is not missed: the form still searches.
    }
  }

  private show({ items }: Suggestions, words: string): void {
    const list = this.list;
    if (list === null || this.input === null || document.activeElement !== this.input) return;
    list.replaceChildren(...items.map((item, at) => this.option(item, words, at)));
    this.active = -1;
    this.typed = this.input.value;
    list.hidden = items.length === 0;
    this.input.setAttribute('aria-expanded', String(items.length > 0));
    this.input.removeAttribute('aria-activedescendant');
  }

  private option({ text, kind, href, image, price }: Suggestion, words: string, at: number): HTMLLIElement {
    const option = document.createElement('li');
    option.id = `search-suggestion-${at}`;
    option.className = kind;
    const label = document.createElement('span');
    if (image !== null) {
      const picture = document.createElement('img');
      picture.src = image;
      picture.alt = '';
      picture.width = picture.height = 40;
      option.append(picture);
    }
    option.append(label);
    if (price !== null) {
      const amount = document.createElement('span');
      amount.className = 'amount';
      amount.textContent = price;
      option.append(amount);
    }
    if (href !== null) option.dataset['href'] = href;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    const from = text.toLowerCase().indexOf(words.toLowerCase());
    if (from < 0) {
      label.textContent = text;
    } else {
      const mark = document.createElement('mark');
      mark.textContent = text.slice(from, from + words.length);
      label.append(text.slice(0, from), mark, text.slice(from + words.length));
    }
    option.dataset['text'] = text;
    return option;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const list = this.list;
    if (list === null || event.isComposing) return;
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      if (this.input) this.input.value = this.typed;
      this.close();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !list.hidden) {
      event.preventDefault();
      this.move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && !list.hidden) {
      const href = list.querySelector<HTMLElement>('[aria-selected="true"]')?.dataset['href'];
      if (href === undefined) return;
      event.preventDefault();
      location.assign(href);
    }
  };

  private move(step: number): void {
    const options = [...(this.list?.children ?? [])];
    const input = this.input;
    if (input === null || options.length === 0) return;
    // One place more than there are options: the words as they were typed.
    const places = options.length + 1;
    this.active = ((this.active + 1 + step + places) % places) - 1;
    options.forEach((option, at) => option.setAttribute('aria-selected', String(at === this.active)));
    const option = options[this.active];
    if (option instanceof HTMLElement) {
      input.value = option.dataset['text'] ?? '';
      input.setAttribute('aria-activedescendant', option.id);
    } else {
      input.value = this.typed;
      input.removeAttribute('aria-activedescendant');
    }
  }

  private readonly onPick = (event: MouseEvent): void => {
    const option = event.target instanceof Element ? event.target.closest('li') : null;
    const input = this.input;
    if (!(option instanceof HTMLElement) || input === null) return;
    const href = option.dataset['href'];
    this.close();
    if (href !== undefined) {
      location.assign(href);
      return;
    }
    input.value = option.dataset['text'] ?? '';
    input.form?.requestSubmit();
  };

  private close(): void {
    if (this.list) this.list.hidden = true;
    this.asked = '';
    this.input?.setAttribute('aria-expanded', 'false');
    this.input?.removeAttribute('aria-activedescendant');
  }
}

customElements.define('search-box', SearchBox);
