/** Keeps an impatient second click from sending the form inside it twice. */
class OnceForm extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('submit', this.onSubmit);
    window.addEventListener('pageshow', this.reopen);
  }

  disconnectedCallback(): void {
    window.removeEventListener('pageshow', this.reopen);
  }

  private readonly onSubmit = (event: SubmitEvent): void => {
    if (this.hasAttribute('sent')) {
      event.preventDefault();
      return;
    }
    this.setAttribute('sent', '');
    event.submitter?.setAttribute('aria-disabled', 'true');
  };

  private readonly reopen = (): void => {
    this.removeAttribute('sent');
    this.querySelectorAll('[type="submit"][aria-disabled]').forEach((button) => button.removeAttribute('aria-disabled'));
  };
}

customElements.define('once-form', OnceForm);
