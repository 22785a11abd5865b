/** Brings the totals up to date when what they hang on changes. Without it there is a button for that. */
class QuoteForm extends HTMLElement {
  private request: AbortController | null = null;

  connectedCallback(): void {
    this.addEventListener('change', this.onChange);
  }

  private readonly onChange = (event: Event): void => {
    const control = event.target;
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) return;
    if (control.dataset['requotes'] !== undefined && control.form) void this.requote(control.form);
  };

  private async requote(form: HTMLFormElement): Promise<void> {
    this.request?.abort();
    this.request = new AbortController();
    const words = new URLSearchParams();
    new FormData(form).forEach((value, name) => {
      if (typeof value === 'string') words.append(name, value);
    });
    words.set('step', 'quote');
    try {
      const answer = await fetch(form.action, { method: 'POST', body: words, signal: this.request.signal });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      this.querySelectorAll<HTMLElement>('[data-quote]').forEach((part) => {
        const fresh = page.querySelector(`[data-quote="${part.dataset['quote'] ?? ''}"]`);
        if (fresh) this.replace(part, fresh);
      });
    } catch {
      // The order itself is checked against the total that was seen, so an old one does no harm.
    }
  }

  /** The focus stays where it was, if that is still there. */
  private replace(part: HTMLElement, fresh: Element): void {
    const focused = document.activeElement;
    const kept = focused instanceof HTMLInputElement && part.contains(focused) ? focused : null;
    part.replaceChildren(...fresh.childNodes);
    if (kept) {
      part.querySelector<HTMLInputElement>(`input[name="${kept.name}"][value="${CSS.escape(kept.value)}"]`)?.focus();
    }
  }
}

customElements.define('quote-form', QuoteForm);
