import { CART_CHANGED } from './shopper-state';

/**
 * Adds to the cart without leaving the page. The form inside it works by itself: it leads to the cart. Anything but a
 * plain success is left to that ordinary way, where the reason is shown.
 */
class BuyForm extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('submit', this.onSubmit);
  }

  private readonly onSubmit = (event: SubmitEvent): void => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset['plain'] !== undefined) return;
    // The form has another button, which keeps the product as a favourite.
    if (event.submitter instanceof HTMLButtonElement && event.submitter.dataset['buy'] === undefined) return;
    event.preventDefault();
    void this.send(form);
  };

  private async send(form: HTMLFormElement): Promise<void> {
    const button = form.querySelector<HTMLButtonElement>('button[data-buy]');
    if (button?.getAttribute('aria-busy') === 'true') return;
    button?.setAttribute('aria-busy', 'true');
    try {
      const words = new URLSearchParams();
      new FormData(form).forEach((value, name) => {
        if (typeof value === 'string') words.append(name, value);
      });
      const answer = await fetch(form.action, { method: 'POST', body: words });
      if (!answer.ok || !answer.redirected) {
        this.sendPlainly(form);
        return;
      }
      window.dispatchEvent(new Event(CART_CHANGED));
      const done = this.querySelector<HTMLElement>('[data-added]');
      if (done) {
        done.hidden = false;
        done.focus();
      }
    } catch {
      this.sendPlainly(form);
    } finally {
      button?.removeAttribute('aria-busy');
    }
  }

  private sendPlainly(form: HTMLFormElement): void {
    form.dataset['plain'] = '';
    form.requestSubmit();
  }
}

customElements.define('buy-form', BuyForm);
