/**
 * Sends the form inside it as soon as a choice changes. With `wide` it does so only where filters stand beside the
 * list; on a phone they are a sheet that is closed by its own button.
 */
class AutoSubmit extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('change', this.onChange);
  }

  private readonly onChange = (event: Event): void => {
    const control = event.target;
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) return;
    if (this.hasAttribute('wide') && !window.matchMedia('(min-width: 64rem)').matches) return;
    const form = control.form;
    if (form === null) return;
    for (const field of form.elements) {
      // An empty field would only make the address longer.
      if (field instanceof HTMLInputElement && form.method === 'get' && field.value === '') field.disabled = true;
    }
    form.requestSubmit();
  };
}

customElements.define('auto-submit', AutoSubmit);
